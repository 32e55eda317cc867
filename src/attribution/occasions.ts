/** Occasions of speaking, "in a long interview with a radio station", which are no part of who speaks or of what is said. */
import { setOf } from './clauses.ts'
import type { Phrases } from './phrases.ts'

const OCCASIONS = setOf(`interview statement speech letter post tweet editorial op-ed column article memo conference
  briefing message e-mail email address blog essay memoir filing testimony`)
const LEADS = setOf('in during at on via')
const WITH = setOf('with to for by on at in before')

/** The end of the noun phrase of an occasion whose preposition stands at `at`; `at` where there is none. */
export function occasionEnd(phrases: Phrases, at: number, limit: number): number {
  if (!LEADS.has(phrases.lower(at))) return at
  const end = phrases.nounEnd(at + 1, limit)
  return end > at + 1 && OCCASIONS.has(phrases.lemma(end - 1)) ? end : at
}

/** Does a word lead from an occasion to whom or what it was for: "an interview with"? */
export const leadsOn = (phrases: Phrases, i: number): boolean => WITH.has(phrases.lower(i))
