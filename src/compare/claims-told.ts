import type { EvidenceRole, FindingEvidence, Span } from '../vocabulary/index.ts'
import { type Claim, type Reading, spansOf, wordsOf } from './claims.ts'

/** A passage that a finding rests on, before origins are counted. */
export type Passage = Omit<FindingEvidence, 'origin'>

export const passageOf = (role: EvidenceRole, { reading, statement, spans }: Claim): Passage => ({
  role,
  article: reading.report.id,
  statement: statement?.id ?? null,
  spans,
  speaker: statement?.speaker ?? null,
})

/** The words of a sentence of a reading, from token `first` up to `end`. */
export function stretchOf({ tokens }: Reading, first: number, end: number): Span[] {
  return spansOf(
    tokens,
    Array.from({ length: end - first }, (_, k) => first + k),
  )
}

/** Who makes a claim, as a sentence names them. */
export const voiceOf = ({ statement, reading }: Claim): string => statement?.speaker ?? outletOf(reading)

export const outletOf = ({ report }: Reading): string => report.outlet ?? `the report ${report.id}`

const MOST_LETTERS = 160
/** Where a sentence quotes two sides at length, and both stand beside it, their beginnings do. */
export const SHORT = 90

/** Words for a sentence about them: without outer marks, cut at a word when longer than `most` letters. */
export function told({ tokens }: Reading, at: readonly number[], most = MOST_LETTERS): string {
  const words = wordsOf(tokens, at)
    .replace(/^["“‘'«\s]+|["”’'»,.;\s]+$/g, '')
    .replace(/\s+/g, ' ')
  return words.length <= most ? words : `${words.slice(0, words.lastIndexOf(' ', most))} …`
}

/** Each place once: of equal ones the first stays. */
export function placesOnce(passages: readonly Passage[]): Passage[] {
  const seen = new Set<string>()
  return passages.filter(({ role, article, spans }) => {
    const key = `${role} ${article} ${spans[0]!.from}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
