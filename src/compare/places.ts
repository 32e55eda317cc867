import { Sameness, sharedOf } from './align.ts'
import { inAppearance, timeOf } from './appearance.ts'
import { sameWho, type Who, whoOf } from './names.ts'
import { nearlySame } from './origins.ts'
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
const NEVER = -1
/** Words that somebody may say again at another occasion are one utterance only within so many days. */
const DAYS = {
  [Sameness.Strong]: { same: Infinity, unknown: Infinity, different: Infinity },
  [Sameness.Firm]: { same: 30, unknown: 30, different: 14 },
  [Sameness.Fair]: { same: 30, unknown: 7, different: NEVER },
  [Sameness.Weak]: { same: 14, unknown: NEVER, different: NEVER },
} as const
/** A report that gives somebody's words twice gives them in part the second time, not in other words. */
const KEPT_IN_REPORT = 0.9

/** Are two quotations one utterance, by what their words have in common, who is credited, and when they appeared? */
export function areOne(sameness: Sameness, a: Place, b: Place): boolean {
  if (sameness === Sameness.None) return false
  const who = sameWho(creditedIn(a), creditedIn(b))
  // The title of a book or broadcast is nobody's utterance, but may be a speech's.
  if (a.passage.titled && b.passage.titled && who !== 'same') return false
  if (a.report.id === b.report.id) {
    if (who === 'different' && DAYS[sameness].different === NEVER) return false
    const headline = a.passage.block === 'headline' || b.passage.block === 'headline'
    return headline || sharedOf(a.passage.words, b.passage.words).kept >= KEPT_IN_REPORT
  }
  if (daysBetween(a, b) <= DAYS[sameness][who]) return true
  // Copies of one report: whoever is meant is meant in both.
  return who !== 'different' && nearlySame(a.report.sketch, b.report.sketch)
}

/** The same words in another mouth are one utterance if they are told within so many days, and more than a formula. */
const DAYS_OF_ANOTHER = 14
const TELLING_OF_ANOTHER = 3
const LENGTH_OF_ANOTHER = 8

/** The same for two quotations of one wording: nobody has edited anything, so the whole is weighed. */
export function areOneByTheLetter(sameness: Sameness, tells: number, a: Place, b: Place): boolean {
  if (areOne(sameness, a, b)) return true
  const who = sameWho(creditedIn(a), creditedIn(b))
  if (sameness === Sameness.Firm && who === 'same') return true
  if (who !== 'different' || sameness === Sameness.Weak || a.passage.titled || b.passage.titled) return false
  const formula = tells < TELLING_OF_ANOTHER && a.passage.words.length < LENGTH_OF_ANOTHER
  return !formula && daysBetween(a, b) <= DAYS_OF_ANOTHER
}

/** Names are taken apart once for each quotation. */
const credited = new WeakMap<Passage, Who>()

function creditedIn({ passage }: Place): Who {
  const known = credited.get(passage)
  if (known !== undefined) return known
  const who = whoOf(passage.statement)
  credited.set(passage, who)
  return who
}

/** Days between two reports; 0 where a time is unknown. */
export function daysBetween(a: Place, b: Place): number {
  const days = Math.abs(timeOf(a.report.publishedAt) - timeOf(b.report.publishedAt)) / DAY
  return Number.isFinite(days) ? days : 0
}
