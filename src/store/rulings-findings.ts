import {
  type AnchoredEvidence,
  AscribeError,
  anchorOf,
  type Finding,
  findAnchor,
  ROLES_OF,
  type RulingTarget,
  type Span,
  type Verdict,
} from '../vocabulary/index.ts'
import { textOf } from './articles.ts'
import type { Reader } from './base.ts'
import { led } from './comparison.ts'
import { sha256, unpackJson } from './packing.ts'
import { foldName } from './words.ts'

export type FindingTarget = Extract<RulingTarget, { of: 'finding' }>

/** A finding as a ruling holds it: by the words of all that it rests on. Throws `no-such-finding`. */
export async function targetOf(db: Reader, id: string): Promise<FindingTarget> {
  const row = await led(db, id, at =>
    db.selectFrom('finding').select('body').where('id', '=', at).where('body', 'is not', null).executeTakeFirst(),
  )
  if (row === null)
    throw new AscribeError('no-such-finding', `the record has no finding ${id}`, '`ascribe findings` lists them')
  const finding = unpackJson<Finding>(row.found.body!)
  const texts = await textsOf(db, new Set(finding.evidence.map(e => e.article)))
  const evidence = finding.evidence.flatMap(({ role, article, statement, spans }): AnchoredEvidence[] => {
    const text = texts.get(article)
    return text === undefined ? [] : [{ role, article, statement, anchor: anchorOf(text, spans[0]!) }]
  })
  return { of: 'finding', finding: finding.id, kind: finding.kind, evidence }
}

const SOME = 200

/** Texts of articles by id. */
export async function textsOf(db: Reader, articles: Iterable<string>): Promise<Map<string, string>> {
  const ids = [...articles]
  const texts = new Map<string, string>()
  for (let at = 0; at < ids.length; at += SOME)
    for (const row of await db
      .selectFrom('article')
      .innerJoin('blob', 'blob.hash', 'article.blob')
      .select(['article.id', 'article.text', 'article.codec', 'blob.codec as blob_codec', 'blob.bytes as blob_bytes'])
      .where('article.id', 'in', ids.slice(at, at + SOME))
      .execute())
      texts.set(row.id, textOf(row))
  return texts
}

/** How many passages of a role have to be found again: one, or two where a kind lays several of one role together. */
const wanted = (kind: Finding['kind'], passages: number): number =>
  kind === 'agreement' || kind === 'update' ? Math.min(2, passages) : 1

/**
 * Whether a verdict's passages stand in these places: of each role of its kind one, or of a kind of one role two.
 * `stands` says whether a passage does.
 */
function enough(target: FindingTarget, stands: (passage: AnchoredEvidence) => boolean): boolean {
  return ROLES_OF[target.kind].every(role => {
    const passages = target.evidence.filter(e => e.role === role)
    return passages.length > 0 && passages.filter(stands).length >= wanted(target.kind, passages.length)
  })
}

/** A passage of a finding in the present version of its article. */
export interface Present {
  readonly role: string
  readonly work: number
  readonly text: string
  readonly spans: readonly Span[]
}

/** Whether a verdict is about a finding that rests on these passages. `workOf` knows every version of their articles. */
export const isAbout = (
  target: FindingTarget,
  passages: readonly Present[],
  workOf: (article: string) => number | undefined,
): boolean =>
  enough(target, ({ role, article, anchor }) =>
    passages.some(p => {
      if (p.role !== role || p.work !== workOf(article)) return false
      const place = findAnchor(p.text, anchor)
      return place !== null && p.spans.some(s => s.from < place.to && place.from < s.to)
    }),
  )

/** Whether a verdict's passages stand in the present versions of their articles. */
export async function standsNow(db: Reader, target: FindingTarget): Promise<boolean> {
  const articles = [...new Set(target.evidence.map(e => e.article))]
  const rows = await db
    .selectFrom('article as a')
    .innerJoin('article as b', 'b.work', 'a.work')
    .select(['a.id', 'b.id as present'])
    .where('a.id', 'in', articles)
    .where('b.current', '=', 1)
    .execute()
  const present = new Map(rows.map(r => [r.id, r.present]))
  const texts = await textsOf(db, new Set(present.values()))
  return enough(target, ({ article, anchor }) => {
    const text = texts.get(present.get(article) ?? '')
    return text !== undefined && findAnchor(text, anchor) !== null
  })
}

/** Two verdicts on one finding, which may have got more evidence between them. */
export const sameFinding = (a: FindingTarget, b: FindingTarget): boolean =>
  a.kind === b.kind &&
  (a.finding === b.finding ||
    enough(a, e =>
      b.evidence.some(
        f =>
          f.role === e.role &&
          (f.anchor.exact === e.anchor.exact ||
            (f.article === e.article &&
              f.anchor.span.from < e.anchor.span.to &&
              e.anchor.span.from < f.anchor.span.to)),
      ),
    ))

const digest = (of: string, parts: readonly string[]): string =>
  `=${sha256([of, ...parts.toSorted()].join('\n')).slice(0, 24)}`

/** Stands for the two speakers whom a finding tells apart; null where there are not just two. */
export function speakersApart({ kind, by, evidence }: Finding): string | null {
  if (kind !== 'misattribution' && !(kind === 'agreement' && by === 'speakers')) return null
  const names = new Set(evidence.flatMap(e => (e.speaker === null ? [] : foldName(e.speaker))).filter(n => n !== ''))
  return names.size === 2 ? digest('speakers', [...names]) : null
}

/** Stand for each two articles (by their works) that a finding of a story's kinds lays together. */
export function articlesTogether(kind: Finding['kind'], places: readonly { role: string; work: number }[]): string[] {
  if (kind === 'misattribution' || kind === 'altered-words') return []
  const pairs = new Set<string>()
  const several = ROLES_OF[kind].length > 1
  for (const [i, a] of places.entries())
    for (const b of places.slice(i + 1))
      if (a.work !== b.work && !(several && a.role === b.role))
        pairs.add(digest('articles', [String(a.work), String(b.work)]))
  return [...pairs]
}

/** Of a finding that lays more together it can't be told which two are not of one event. */
const MOST_PAIRS = 12

/** What a verdict is about: the finding, its articles, and what stands for whom or what it says more of. */
export async function subjectsOf(db: Reader, target: FindingTarget, verdict: Verdict): Promise<string[]> {
  const articles = [...new Set(target.evidence.map(e => e.article))]
  const subjects = [target.finding, ...articles]
  if (verdict === 'same-person') {
    const row = await db.selectFrom('finding').select('apart').where('id', '=', target.finding).executeTakeFirst()
    if (row?.apart) subjects.push(row.apart)
  }
  if (verdict === 'not-same-event') {
    const rows = await db.selectFrom('article').select(['id', 'work']).where('id', 'in', articles).execute()
    const works = new Map(rows.map(r => [r.id, r.work]))
    const pairs = articlesTogether(
      target.kind,
      target.evidence.flatMap(({ role, article }) => {
        const work = works.get(article)
        return work === undefined ? [] : [{ role, work }]
      }),
    )
    if (pairs.length <= MOST_PAIRS) subjects.push(...pairs)
  }
  return subjects
}
