import type { Statement } from '../../api/wire.ts'
import { doubtSays } from '../reading/words.ts'

/** One thing that the reading may have wrong. */
export interface DoubtLine {
  readonly what: string
  /** That it is right: 0 to 1. */
  readonly chance: number
  readonly why: string | null
}

/** What to look at in a statement, the least sure first. */
export function doubtsOf(statement: Statement): readonly DoubtLine[] {
  const { confidence, speakerConfidence, boundaryConfidence, stanceConfidence, doubt } = statement
  return [
    { what: 'It is a statement', chance: confidence, why: null },
    { what: 'Who speaks', chance: speakerConfidence, why: doubt === null ? null : doubtSays(doubt) },
    { what: 'Where the words begin and end', chance: boundaryConfidence, why: null },
    { what: 'What is done with the words', chance: stanceConfidence, why: null },
  ].sort((a, b) => a.chance - b.chance)
}
