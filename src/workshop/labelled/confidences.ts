/** Fits what each way of telling a stance or a speaker is worth, and judges the fit on documents it has not seen. */
import { SURENESS, shareEvidence, type Way } from '../../speakers/index.ts'
import type { PronounOutcome } from '../train-speakers.ts'
import { chance, fitLogistic, fitWays, type WayOutcome } from './fitting.ts'
import type { SpeakerRow } from './speakers.ts'
import { isStanceRight, type StanceRow } from './stances.ts'

/** The answers to learn from; doubtful labels count for nothing. */
export const stanceOutcomes = (rows: readonly StanceRow[]): WayOutcome[] =>
  rows.flatMap(row =>
    row.told === null || row.label.doubtful
      ? []
      : [{ way: row.told.way, right: isStanceRight(row), document: row.label.document }],
  )

export interface SpeakerOutcome extends WayOutcome {
  readonly way: Way
  readonly share: number
}

/** Of the labels, and of pronouns in GUM's news and interviews, which are of the same ways. */
export const speakerOutcomes = (
  rows: readonly SpeakerRow[],
  pronouns: readonly PronounOutcome[] = [],
): SpeakerOutcome[] => [
  ...rows.flatMap(({ label, told, right }) =>
    told === null || label.doubtful
      ? []
      : [{ way: told.by.way, share: told.by.share, right, document: label.document }],
  ),
  ...pronouns.map(({ kind, share, right, document }) => ({ way: kind, share, right, document })),
]

/**
 * How often the stance was right when the labels were read for the first time (205 of 227, by parts that had not seen
 * the article). Rules have been mended since by what was wrong, so what is right of these rows now flatters them.
 */
const UNSEEN_STANCE = 205 / 227

export const fitStance = (rows: readonly WayOutcome[]) => fitWays(rows, UNSEEN_STANCE)

export const learnStance = (rows: readonly WayOutcome[]): ((row: { readonly way: string }) => number) => {
  const ways = fitStance(rows)
  return ({ way }) => (ways.get(way) ?? ways.get('')!).chance
}

/** Ways that weigh candidates get a logistic regression, drawn to the share as it is; the others a share. */
export function fitSpeaker(
  rows: readonly SpeakerOutcome[],
): Map<Way, { readonly worth: number | number[]; readonly seen: number }> {
  const ways = fitWays(rows.filter(r => typeof SURENESS[r.way] === 'number'))
  return new Map(
    (Object.keys(SURENESS) as Way[]).map(way => {
      const seen = rows.filter(r => r.way === way)
      const worth =
        typeof SURENESS[way] === 'number'
          ? (ways.get(way) ?? ways.get('')!).chance
          : fitLogistic(
              seen.map(({ share, right, document }) => ({ evidence: shareEvidence(share), right, document })),
              2,
              [0, 1],
            )
      return [way, { worth, seen: seen.length }]
    }),
  )
}

export const learnSpeaker = (rows: readonly SpeakerOutcome[]): ((row: SpeakerOutcome) => number) => {
  const fitted = fitSpeaker(rows)
  return ({ way, share }) => {
    const { worth } = fitted.get(way)!
    return typeof worth === 'number' ? worth : chance(shareEvidence(share), worth)
  }
}
