import type { Finding, Ruling, Verdict } from '../vocabulary/index.ts'
import type { Reader, Writer } from './base.ts'
import { unpackJson } from './packing.ts'
import { holding } from './ruled.ts'
import { inOrder, rulingOf } from './rulings.ts'
import {
  articlesTogether,
  type FindingTarget,
  isAbout,
  type Present,
  speakersApart,
  textsOf,
} from './rulings-findings.ts'
import type { RulingTable } from './schema.ts'

export interface Judged {
  readonly verdict: Verdict
  /** Id of the ruling that says so. */
  readonly ruling: string
}

const SOME = 500

/** Rulings that are about any of these, and the undoings among them. */
async function rowsAboutAny(db: Reader, ids: readonly string[]): Promise<RulingTable[]> {
  const rows: RulingTable[] = []
  for (let at = 0; at < ids.length; at += SOME)
    rows.push(
      ...(await db
        .selectFrom('ruling')
        .selectAll()
        .where(
          'n',
          'in',
          db
            .selectFrom('about')
            .select('ruling')
            .where('id', 'in', ids.slice(at, at + SOME)),
        )
        .execute()),
    )
  return inOrder(rows)
}

/** Every version of these articles' works: id -> work. */
async function versionsOf(db: Reader, articles: readonly string[]): Promise<Map<string, number>> {
  const works = new Map<string, number>()
  for (let at = 0; at < articles.length; at += SOME) {
    const some = db
      .selectFrom('article')
      .select('work')
      .where('id', 'in', articles.slice(at, at + SOME))
    for (const { id, work } of await db
      .selectFrom('article')
      .select(['id', 'work'])
      .where('work', 'in', some)
      .execute())
      works.set(id, work)
  }
  return works
}

/**
 * What people said of findings, by the findings' ids. A verdict holds for the finding whose main passages are found again,
 * whatever its id is now and whatever evidence came to it. Beyond it, "the same person" holds for every finding that tells
 * those two speakers apart, and "not the same event" for every one that lays those two articles alone together.
 */
export async function verdictsOn(db: Reader, findings: readonly Finding[]): Promise<Map<string, Judged>> {
  const judged = new Map<string, Judged>()
  const any = await db.selectFrom('about').select('id').where('id', '>=', 'd').where('id', '<', 'e').limit(1).execute()
  if (any.length === 0 || findings.length === 0) return judged // nobody has judged anything
  const works = await versionsOf(db, [...new Set(findings.flatMap(f => f.evidence.map(e => e.article)))])
  const togetherOf = new Map<string, readonly string[]>()
  const subjects = new Set(works.keys())
  for (const f of findings) {
    const apart = speakersApart(f)
    if (apart !== null) subjects.add(apart)
    const together = articlesTogether(
      f.kind,
      f.evidence.map(({ role, article }) => ({ role, work: works.get(article)! })),
    )
    togetherOf.set(f.id, together)
    for (const pair of together) subjects.add(pair)
  }
  const rows = await rowsAboutAny(db, [...subjects])
  const holds = holding(rows.map(rulingOf)).filter(r => r.target.of === 'finding' && r.change.change === 'judge')
  if (holds.length === 0) return judged
  const about = await subjectsByRuling(db, rows, holds)
  const ruled = new Set(holds.flatMap(r => (r.target.of === 'finding' ? r.target.evidence.map(e => e.article) : [])))
  const ruledWorks = new Set([...ruled].flatMap(id => works.get(id) ?? []))
  const texts = await textsOf(
    db,
    new Set(findings.flatMap(f => f.evidence.map(e => e.article)).filter(id => ruledWorks.has(works.get(id)!))),
  )
  for (const f of findings) {
    const passages = f.evidence.flatMap(({ role, article, spans }): Present[] => {
      const text = texts.get(article)
      return text === undefined ? [] : [{ role, work: works.get(article)!, text, spans }]
    })
    const own = holds.findLast(
      ({ target }) =>
        target.of === 'finding' && target.kind === f.kind && isAbout(target, passages, id => works.get(id)),
    )
    const ruling = own ?? impliedBy(holds, about, speakersApart(f), togetherOf.get(f.id)!)
    if (ruling?.change.change === 'judge') judged.set(f.id, { verdict: ruling.change.verdict, ruling: ruling.id })
  }
  return judged
}

async function subjectsByRuling(db: Reader, rows: readonly RulingTable[], holds: readonly Ruling[]) {
  const ids = new Map(rows.map(r => [r.n, r.id]))
  const wanted = new Set(holds.map(r => r.id))
  const about = new Map<string, Set<string>>()
  for (const { n, id } of rows) {
    if (!wanted.has(id)) continue
    const found = await db.selectFrom('about').select('id').where('ruling', '=', n).execute()
    about.set(ids.get(n)!, new Set(found.map(r => r.id)))
  }
  return about
}

function impliedBy(
  holds: readonly Ruling[],
  about: ReadonlyMap<string, ReadonlySet<string>>,
  apart: string | null,
  together: readonly string[],
): Ruling | undefined {
  const said = (verdict: Verdict) => holds.filter(r => r.change.change === 'judge' && r.change.verdict === verdict)
  if (apart !== null) {
    const one = said('same-person').findLast(r => about.get(r.id)!.has(apart))
    if (one !== undefined) return one
  }
  if (together.length === 0) return undefined
  const split = said('not-same-event')
  const by = together.map(pair => split.findLast(r => about.get(r.id)!.has(pair)))
  return by.every(r => r !== undefined) ? by[0] : undefined
}

/** Brings the findings that a verdict may be about up to the rulings that hold. */
export async function judgeAgain(trx: Writer, { target }: Ruling): Promise<void> {
  if (target.of !== 'finding') return
  const rows = (await touchedBy(trx, target)).filter(r => r.body !== null)
  const findings = rows.map(r => unpackJson<Finding>(r.body!))
  const judged = await verdictsOn(trx, findings)
  for (const { id, verdict, ruling } of rows) {
    const due = judged.get(id) ?? { verdict: null, ruling: null }
    if (verdict !== due.verdict || ruling !== due.ruling)
      await trx.updateTable('finding').set(due).where('id', '=', id).execute()
  }
}

/** Findings that rest on one of the articles, in whatever version, and those that tell the same two speakers apart. */
async function touchedBy(trx: Writer, target: FindingTarget) {
  const works = await versionsOf(trx, [...new Set(target.evidence.map(e => e.article))])
  const keys = trx
    .selectFrom('article')
    .select('key')
    .where('id', 'in', [...works.keys()])
  const near = await trx
    .selectFrom('finding')
    .selectAll()
    .where('id', 'in', trx.selectFrom('evidence').select('finding').where('article', 'in', keys))
    .execute()
  const marks = near.flatMap(r => r.apart ?? [])
  const alike =
    marks.length === 0 ? [] : await trx.selectFrom('finding').selectAll().where('apart', 'in', marks).execute()
  return [...new Map([...near, ...alike].map(r => [r.id, r])).values()]
}
