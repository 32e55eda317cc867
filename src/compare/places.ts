import { Sameness } from './align.ts'
import { inAppearance, timeOf } from './appearance.ts'
import { sameWho, whoOf } from './names.ts'
import type { Passage, Sketch } from './passages.ts'
import type { Report } from './report.ts'
import type { Wording } from './wordings.ts'

/** What is kept of a report; its text is not. */
export interface Source extends Omit<Report, 'text' | 'blocks' | 'statements'> {
  readonly sketch: Sketch
}

/** One quotation of one report. */
export interface Place {
  readonly report: Source
  readonly passage: Passage
}

/** A wording and all quotations that have it. */
export interface PlacedWording extends Wording {
  readonly places: readonly Place[]
}

/** By the time of publication of their reports (unknown last), report, place in the text. */
export const earlier = (a: Place, b: Place): number =>
  inAppearance(a.report, b.report) ||
  a.passage.from[0]! - b.passage.from[0]! ||
  a.passage.words.length - b.passage.words.length

export const firstOf = ({ places }: Pick<PlacedWording, 'places'>): Place =>
  places.reduce((first, place) => (earlier(place, first) < 0 ? place : first))

/** The fullest wording first; of two as full the one that appeared first. */
export const fullerOrEarlier = (a: PlacedWording, b: PlacedWording): number =>
  b.length - a.length || earlier(firstOf(a), firstOf(b))

const DAY = 86_400_000
/** Words that somebody may say again at another occasion are one utterance only within so many days. */
const DAYS = { [Sameness.Fair]: { same: 30, unknown: 7 }, [Sameness.Weak]: { same: 14, unknown: -1 } } as const

/** Are two quotations one utterance, by what their words have in common, who is credited, and when they appeared? */
export function areOne(sameness: Sameness, a: Place, b: Place): boolean {
  if (sameness === Sameness.None) return false
  // The title of a book or broadcast is nobody's utterance, but may be a speech's.
  const titles = a.passage.titled && b.passage.titled
  if (sameness === Sameness.Strong && !titles) return true
  const who = sameWho(whoOf(a.passage.statement), whoOf(b.passage.statement))
  if (sameness === Sameness.Strong) return who === 'same'
  if (who === 'different' || (titles && who === 'unknown')) return false
  return a.report.id === b.report.id || daysBetween(a, b) <= DAYS[sameness][who]
}

/** Days between two reports; 0 where a time is unknown. */
export function daysBetween(a: Place, b: Place): number {
  const days = Math.abs(timeOf(a.report.publishedAt) - timeOf(b.report.publishedAt)) / DAY
  return Number.isFinite(days) ? days : 0
}
