/** Verbs of saying that say nothing: what is scheduled, denied by an act, or only called by a name. */
import { Quote } from '../tokens/index.ts'
import { setOf } from './clauses.ts'
import { FINITE, type Phrases, type Stretch } from './phrases.ts'
import { REPORTING } from './verbs.ts'

/** What is denied by an act, not in words: "denied visas to nine violinists". */
const DENIED_BY_ACT = setOf(`visa access entry request permission parole bail asylum application permit appeal motion
  petition service boarding admission passport licence license loan`)
/** The longest name in marks, in tokens. */
const NAME = 7

/** Nothing but a title in marks: "Morning Table". */
function isTitle(phrases: Phrases, { first, end }: Stretch): boolean {
  if (phrases.quote(first) !== Quote.Open || phrases.tokens.quotePartner[first] !== end - 1) return false
  if (end - first > NAME) return false
  for (let i = first + 1; i < end - 1; i++) if (phrases.word(i).length > 3 && !phrases.isCapital(i)) return false
  return phrases.isCapital(first + 1) && phrases.isCapital(end - 2)
}

/**
 * Is this cue no cue: "is scheduled to begin", "denied visas to …", a goat called "Minister" won?
 * The tagger knows the verbs; what they are about makes them acts and names.
 */
export function isNoCue(phrases: Phrases, cue: Stretch, content: Stretch): boolean {
  const { tokens } = phrases
  const lemma = phrases.lemma(cue.end - 1)
  if (lemma === 'schedule') return true
  let reports = false
  for (let i = cue.first; i < cue.end; i++) reports ||= REPORTING.has(phrases.lemma(i))
  if (!reports && isTitle(phrases, content)) return true
  if (lemma === 'deny' && content.first === cue.end) {
    const end = phrases.nounEnd(content.first, content.end)
    return end > content.first && DENIED_BY_ACT.has(phrases.lemma(end - 1))
  }
  if (lemma !== 'call' && lemma !== 'name' && lemma !== 'dub') return false
  const close = phrases.quote(content.first) === Quote.Open ? tokens.quotePartner[content.first]! : -1
  return close >= 0 && close - content.first < NAME && close + 1 < content.end && phrases.is(close + 1, FINITE)
}
