import type { Family, Finding, FindingKind, Span, Story } from '../vocabulary/index.ts'

/**
 * Scores what `compare` finds in a bundle of test/stories against the bundle's expectations, by the rules of "How to
 * count" in test/stories/README.md.
 */

/** Words of a report; the `occurrence`th where they stand several times. */
export interface ExpectedPassage {
  readonly report: string
  readonly words: string
  readonly occurrence?: number
}

export interface ExpectedEvidence extends ExpectedPassage {
  readonly role: string
}

export interface ExpectedFinding {
  readonly id: string
  readonly kind: FindingKind
  readonly by?: 'speakers' | 'origins'
  readonly why: string
  readonly evidence: readonly ExpectedEvidence[]
  readonly optional?: boolean
}

/** What scoring needs of `expected.json`; the whole is described in test/stories/format.ts. */
export interface ExpectedBundle {
  readonly name: string
  readonly reports: readonly { readonly id: string; readonly file: string }[]
  readonly stories: readonly { readonly reports: readonly string[] }[]
  readonly families: readonly {
    readonly id: string
    readonly optional?: boolean
    readonly variants: readonly {
      readonly report: string
      readonly words: readonly string[]
      readonly occurrence?: number
    }[]
  }[]
  readonly findings: readonly ExpectedFinding[]
  readonly mustNot: readonly Omit<ExpectedFinding, 'by' | 'optional'>[]
}

/** What `compare` made of a bundle. */
export interface FoundBundle {
  /** Report -> its text. */
  readonly texts: ReadonlyMap<string, string>
  readonly stories: readonly Pick<Story, 'articles'>[]
  readonly families: readonly Family[]
  readonly findings: readonly Finding[]
}

/** Sums stand for several bundles as for one. */
export interface Count {
  /** Findings made that are right, and that are false. */
  right: number
  wrong: number
  /** Made, of a kind whose list is not complete, and in no list: to be judged by reading; in no figure. */
  unlisted: number
  /** Expected ones (not the optional) that were found, and all of them. */
  hit: number
  expected: number
}

/** One line to read: what was missed, or found in excess. */
export interface Slip {
  readonly kind: FindingKind
  readonly slip: 'missed' | 'false' | 'unlisted'
  readonly what: string
  readonly passages: readonly string[]
}

/** Kinds whose lists hold what is worth a line and no more. */
const OPEN: ReadonlySet<FindingKind> = new Set(['update', 'agreement'])
/** Kinds of which a finding lies in several reports, all in one role. */
const SEVERAL: ReadonlySet<FindingKind> = new Set(['update', 'agreement'])
/** Kinds of which either side may be called the one or the other. */
const EVEN: ReadonlySet<FindingKind> = new Set(['numbers', 'polarity'])

interface Place {
  readonly report: string
  readonly role: string
  readonly from: number
  readonly to: number
}

/** Scores the findings of one kind; `standing` says which take part. */
export function countFindings(
  kind: FindingKind,
  expected: ExpectedBundle,
  found: FoundBundle,
  standing: readonly Finding['standing'][],
): { readonly count: Count; readonly slips: readonly Slip[] } {
  const made = found.findings.filter(f => f.kind === kind && standing.includes(f.standing))
  const wanted = expected.findings
    .filter(f => f.kind === kind)
    .map(f => ({ ...f, places: f.evidence.map(e => ({ ...placeOf(e, found.texts), role: e.role })) }))
  const banned = expected.mustNot
    .filter(f => f.kind === kind)
    .map(f => ({ ...f, places: f.evidence.map(e => ({ ...placeOf(e, found.texts), role: e.role })) }))
  const count: Count = { right: 0, wrong: 0, unlisted: 0, hit: 0, expected: 0 }
  const slips: Slip[] = []
  const hit = new Set<string>()
  for (const finding of made) {
    const places = finding.evidence.flatMap(e => e.spans.map(s => ({ ...s, report: e.article, role: e.role })))
    const hits = wanted.filter(w => (w.by ?? null) === finding.by && meets(kind, places, w.places))
    for (const { id } of hits) hit.add(id)
    const ban = hits.length === 0 ? banned.find(b => breaks(kind, places, b.places)) : undefined
    if (hits.length > 0) count.right++
    else if (ban !== undefined || !OPEN.has(kind)) {
      count.wrong++
      slips.push({
        ...{ kind, slip: 'false', what: ban === undefined ? finding.why : `${ban.id}: ${ban.why} / ${finding.why}` },
        passages: told(places, found.texts),
      })
    } else {
      count.unlisted++
      slips.push({ kind, slip: 'unlisted', what: finding.why, passages: told(places, found.texts) })
    }
  }
  for (const w of wanted) {
    if (w.optional === true) continue
    count.expected++
    if (hit.has(w.id)) count.hit++
    else slips.push({ kind, slip: 'missed', what: `${w.id}: ${w.why}`, passages: told(w.places, found.texts) })
  }
  return { count, slips }
}

function meets(kind: FindingKind, made: readonly Place[], wanted: readonly Place[]): boolean {
  if (SEVERAL.has(kind)) {
    const reports = wanted.filter(w => made.some(m => overlap(m, w))).map(({ report }) => report)
    return new Set(reports).size > 1
  }
  const each = (roleOf: (role: string) => string): boolean =>
    [...new Set(wanted.map(({ role }) => role))].every(role =>
      wanted.some(w => w.role === role && made.some(m => m.role === roleOf(role) && overlap(m, w))),
    )
  if (kind === 'superseded') {
    const corrected = new Set(wanted.filter(w => w.role === 'corrected').map(({ report }) => report))
    return each(role => role) && made.every(m => m.role !== 'corrected' || corrected.has(m.report))
  }
  return each(role => role) || (EVEN.has(kind) && each(role => (role === 'one' ? 'other' : 'one')))
}

/** Does a finding rest on the passages of a must-not, one of each of its roles in a part of its own? */
function breaks(kind: FindingKind, made: readonly Place[], banned: readonly Place[]): boolean {
  const roles = [...new Set(banned.map(({ role }) => role))]
  const covered = roles.map(role => made.filter(m => banned.some(b => b.role === role && overlap(m, b))))
  if (covered.some(places => places.length === 0)) return false
  // An agreement of others beside the copies is not the one that the must-not speaks of.
  if (SEVERAL.has(kind)) return made.every(m => banned.some(b => b.report === m.report))
  return roles.length < 2 || covered[0]!.some(a => covered[1]!.some(b => a !== b && a.role !== b.role))
}

/** Families: right if two variants or more are of one expected family, and none of another. */
export function countFamilies(
  expected: ExpectedBundle,
  found: FoundBundle,
): { readonly families: Count; readonly variants: { hit: number; expected: number } } {
  const wanted = expected.families.map(family => ({
    ...family,
    places: family.variants.map(({ report, words, occurrence }) =>
      words.map(piece =>
        placeOf({ report, words: piece, ...(occurrence === undefined ? {} : { occurrence }) }, found.texts),
      ),
    ),
  }))
  const families: Count = { right: 0, wrong: 0, unlisted: 0, hit: 0, expected: 0 }
  const variants = { hit: 0, expected: 0 }
  const best = new Map<string, number>()
  for (const family of found.families.filter(f => f.standing === 'sure')) {
    const of = wanted.map(
      w => w.places.filter(pieces => family.variants.some(v => pieces.some(p => holds(v.report, v.spans, p)))).length,
    )
    for (const [i, w] of wanted.entries()) best.set(w.id, Math.max(best.get(w.id) ?? 0, of[i]!))
    if (of.some(n => n > 1) && of.filter(n => n > 0).length === 1) families.right++
    else families.wrong++
  }
  for (const w of wanted) {
    if (w.optional === true) continue
    const n = best.get(w.id) ?? 0
    families.expected++
    if (n > 1) families.hit++
    variants.expected += w.places.length
    if (n > 1) variants.hit += n
  }
  return { families, variants }
}

/** Pairs of reports that stand in one story. */
export function countStories(expected: ExpectedBundle, found: FoundBundle): Count {
  const pairs = (groups: readonly (readonly string[])[]): Set<string> =>
    new Set(groups.flatMap(g => g.flatMap((a, i) => g.slice(i + 1).map(b => [a, b].toSorted().join(' ')))))
  const wanted = pairs(expected.stories.map(({ reports }) => reports))
  const made = pairs(found.stories.map(({ articles }) => articles))
  const right = [...made].filter(pair => wanted.has(pair)).length
  return { right, wrong: made.size - right, unlisted: 0, hit: right, expected: wanted.size }
}

export function add(into: Count, count: Count): void {
  into.right += count.right
  into.wrong += count.wrong
  into.unlisted += count.unlisted
  into.hit += count.hit
  into.expected += count.expected
}

function placeOf(
  { report, words, occurrence }: ExpectedPassage,
  texts: ReadonlyMap<string, string>,
): Omit<Place, 'role'> {
  const text = texts.get(report) ?? ''
  let from = text.indexOf(words)
  for (let k = 1; k < (occurrence ?? 1); k++) from = text.indexOf(words, from + 1)
  if (from < 0) throw new Error(`${report} does not have the words “${words}”`)
  return { report, from, to: from + words.length }
}

const overlap = (a: Omit<Place, 'role'>, b: Omit<Place, 'role'>): boolean =>
  a.report === b.report && a.from < b.to && b.from < a.to

const holds = (report: string, spans: readonly Span[], place: Omit<Place, 'role'>): boolean =>
  spans.some(s => overlap({ ...s, report }, place))

const told = (places: readonly Place[], texts: ReadonlyMap<string, string>): string[] =>
  places.map(({ report, role, from, to }) => `${role} ${report}: ${texts.get(report)!.slice(from, to)}`)
