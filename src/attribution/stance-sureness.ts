/** How likely the stance of a cue is right, by what decided it. */
import type { CueReading } from './frame-stance.ts'

const COMMON = ['plain-verb', 'verb', 'noun', 'phrase', 'unlisted', 'no-cue'] as const

/** What is common enough to be counted apart, and what is not: a word whose sense something beside it turns. */
export function wayOfStance({ way }: Pick<CueReading, 'way'>): (typeof COMMON)[number] | 'turned' {
  return COMMON.find(common => common === way) ?? 'turned'
}

/**
 * How often each way is right: shares among the labels of test/gold (doubtful ones left out), drawn towards that of all
 * when they were read for the first time, by `npm run labels -- --parts DIR --fit`. The labels have no statement without
 * a cue: that one is the share of all.
 */
const SURENESS: Readonly<Record<ReturnType<typeof wayOfStance>, number>> = {
  'plain-verb': 0.968,
  verb: 0.974,
  noun: 0.79,
  phrase: 0.911,
  turned: 0.822,
  unlisted: 0.855,
  'no-cue': 0.903,
}

/** The probability that a careful reader would let the stance pass and finds the negation as told, 0 to 1. */
export const surenessOfStance = (reading: CueReading): number => SURENESS[wayOfStance(reading)]
