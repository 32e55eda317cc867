/** How well the stance of cues is read, by the labels of PolNeAR's train part. */
import type { Stance } from '../../vocabulary/index.ts'
import type { StanceLabel } from '../corpora-labels.ts'
import { counterpartOf } from './align.ts'
import type { HeardReading } from './heard.ts'

/** One label beside what the engine made of it. */
export interface StanceRow {
  readonly label: StanceLabel
  /** Null where the engine has no statement with that cue. */
  readonly told: {
    readonly stance: Stance
    readonly negated: boolean
    readonly confidence: number
    /** By what it was decided. */
    readonly way: string
  } | null
}

export function stanceRows(labels: readonly StanceLabel[], read: (document: string) => HeardReading): StanceRow[] {
  return labels.map(label => {
    const reading = read(label.document)
    const a = counterpartOf(label, 'cue', reading.record.attributions)
    return {
      label,
      told:
        a === null
          ? null
          : {
              stance: a.stance,
              negated: a.negated,
              confidence: a.stanceConfidence,
              way: reading.evidence(a).stance,
            },
    }
  })
}

export const isStrict = ({ label, told }: StanceRow): boolean => told?.stance === label.stance

/** The second stance that the annotator would let pass counts too. */
export const isLenient = (row: StanceRow): boolean =>
  isStrict(row) || (row.told !== null && row.told.stance === row.label.also)

export const isNegationRight = ({ label, told }: StanceRow): boolean => told?.negated === label.negated

/** What `stanceConfidence` is the probability of: a reader would let the stance pass, and the negation is right. */
export const isStanceRight = (row: StanceRow): boolean => isLenient(row) && isNegationRight(row)

/** Told as an assertion, not negated, where it is a denial, a refusal, or a negated statement. */
export const hidesDenial = ({ label, told }: StanceRow): boolean =>
  told !== null &&
  !told.negated &&
  told.stance !== 'denies' &&
  told.stance !== 'refuses' &&
  (label.stance === 'denies' || label.stance === 'refuses') &&
  label.also !== told.stance
