import type { Statement } from '../../api/wire.ts'

/** One thing that the reading may have wrong. */
export interface DoubtLine {
  readonly what: string
  /** That it is right: 0 to 1. */
  readonly chance: number
  readonly why: string | null
}

const REASONS = {
  'two-candidates': 'two could be meant',
  'no-source-in-reach': 'no source is near',
  'text-cut-off': 'the text is cut off',
  'ambiguous-mark': 'a quotation mark can be read in two ways',
} as const

/** What to look at in a statement, the least sure first. */
export function doubtsOf(statement: Statement): readonly DoubtLine[] {
  const { confidence, speakerConfidence, boundaryConfidence, stanceConfidence, doubt } = statement
  return [
    { what: 'It is a statement', chance: confidence, why: null },
    { what: 'Who speaks', chance: speakerConfidence, why: doubt === null ? null : REASONS[doubt.reason] },
    { what: 'Where the words begin and end', chance: boundaryConfidence, why: null },
    { what: 'What is done with the words', chance: stanceConfidence, why: null },
  ].sort((a, b) => a.chance - b.chance)
}
