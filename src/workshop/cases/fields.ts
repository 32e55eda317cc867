/** Holds what a reading says about the frame of its attributions against the cases of the layers. */
import type { Attribution, Frame, Relation, Span } from '../../vocabulary/index.ts'
import type { Case, Expected, Key } from './read-cases.ts'

/** The fields judged here. `venue`, `addressee` and `when` are judged as words. */
export const FIELDS = ['stance', 'negated', 'reported', 'addressee', 'venue', 'when'] as const satisfies readonly Key[]
export type Field = (typeof FIELDS)[number]

/** One stated field of one expected attribution, and what the reading has. */
export interface Judgement {
  readonly case: string
  readonly file: string
  readonly field: Field
  readonly line: string
  readonly wanted: string
  /** What was found; `missing` where no attribution has at least half of the content in common. */
  readonly got: string
  readonly right: boolean
  readonly missing: boolean
}

type Spans = Pick<Relation, 'source' | 'cue' | 'content'> | Pick<Attribution, 'source' | 'cue' | 'content'>

/** Characters that two lists of disjoint spans share. */
function shared(a: readonly Span[], b: readonly Span[]): number {
  let sum = 0
  for (const x of a) for (const y of b) sum += Math.max(0, Math.min(x.to, y.to) - Math.max(x.from, y.from))
  return sum
}

const length = (spans: readonly Span[]) => spans.reduce((sum, { from, to }) => sum + to - from, 0)

/** Overlap of two lists: shared characters over all that either has (Jaccard). */
const alike = (a: readonly Span[], b: readonly Span[]): number => {
  const both = shared(a, b)
  return both === 0 ? 0 : both / (length(a) + length(b) - both)
}

/** For each expected line the reading that it is matched with: at least half of the content, then the likest cue. */
export function matched(expected: readonly Expected[], found: readonly Spans[]): (number | null)[] {
  const taken = new Set<number>()
  return expected.map(e => {
    let best: number | null = null
    let top = 0
    found.forEach((f, i) => {
      const content = alike(e.content, f.content)
      if (content < 0.5 || taken.has(i)) return
      const score = content + 2 * alike(e.cue, f.cue)
      if (score > top) {
        best = i
        top = score
      }
    })
    if (best !== null) taken.add(best)
    return best
  })
}

/** Source, cue and content in the words of the text. */
export const lineOf = (text: string, e: Spans): string =>
  (['source', 'cue', 'content'] as const)
    .map(role => e[role].map(s => text.slice(s.from, s.to)).join(' ... ') || '-')
    .join(' | ')

const squeezed = (words: string) => words.replace(/\s+/g, ' ').trim()

/** Judges every stated field of a case. Fields that a case doesn't state aren't judged. */
export function judge(c: Case, found: readonly { readonly relation: Spans; readonly frame: Frame }[]): Judgement[] {
  const partners = matched(
    c.expected,
    found.map(f => f.relation),
  )
  return c.expected.flatMap((e, k) => {
    if (e.optional) return []
    const partner = partners[k]!
    const frame = partner === null ? null : found[partner]!.frame
    const words = (s: Span | null) => (s === null ? '-' : squeezed(c.text.slice(s.from, s.to)))
    const got: Readonly<Record<Field, string>> | null =
      frame === null
        ? null
        : {
            stance: frame.stance,
            negated: String(frame.negated),
            reported: String(frame.reported),
            addressee: words(frame.addressee),
            venue: words(frame.venue),
            when: words(frame.when),
          }
    const line = lineOf(c.text, e)
    return FIELDS.filter(field => e.keys[field] !== undefined).map(field => {
      const wanted = squeezed(e.keys[field]!)
      const said = got === null ? 'missing' : got[field]
      return {
        case: c.name,
        file: c.file,
        field,
        line,
        wanted,
        got: said,
        right: said === wanted,
        missing: got === null,
      }
    })
  })
}
