/**
 * Mends what stands around a tagged cue and is no part of what is said: where and when it was said, before its source;
 * whom it was said to, behind its verb; what it was said of, behind its quotation.
 */
import { RoleTag, roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { BE, hasVerb, sentenceEnd, setOf } from './clauses.ts'
import { NOUN, type Phrases, type Stretch } from './phrases.ts'
import { REPORTING } from './verbs.ts'

const LEADING = setOf('in at on during after before following hours days weeks minutes months shortly late early')

/** Where the run of a role that ends before `end` begins; `end` where none does. */
function runBefore(tags: Uint8Array, end: number, role: 'source' | 'content'): number {
  let first = end
  while (first > 0 && roleOf(tags[first - 1]!) === role) {
    first--
    if (tags[first] === RoleTag.BeginSource || tags[first] === RoleTag.BeginContent) break
  }
  return first
}

/** "In a written reply to the chamber, the minister said …", "Hours after the verdict, …": the occasion is not said. */
export function leadingPhrase(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  const source = runBefore(tags, cue.first, 'source')
  if (source === cue.first || tags[start] !== RoleTag.BeginContent || !LEADING.has(phrases.lower(start))) return
  if (tags[cue.end] !== RoleTag.BeginContent || phrases.word(source - 1) !== ',') return
  let end = start + 1
  while (tags[end] === RoleTag.InsideContent) end++
  if (end !== source && end !== source - 1) return
  const phrase = { first: start, end: source - 1 }
  if (phrase.end <= phrase.first || hasVerb(phrases, phrase)) return
  for (let i = phrase.first; i < phrase.end; i++) if (phrases.quote(i) !== Quote.Outside) return
  tags.fill(RoleTag.Outside, start, source)
}

/**
 * '"They forgot the living," Radebe told a rally of miners' and '"Tastes like home," customers say of its butter': what
 * was said is the quotation right before, where the tagger took who or what stands behind the verb for it.
 */
export function quotationBefore(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  let reports = -1
  for (let i = cue.first; i < cue.end; i++) if (REPORTING.has(phrases.lemma(i))) reports = i
  const source = runBefore(tags, cue.first, 'source')
  if (reports < 0 || source === cue.first) return
  const quoted = phrases.quotationBefore(source)
  if (quoted === null || quoted.end - quoted.first < 4) return
  if (!/^[,?!]$/.test(phrases.word(quoted.end - 2))) return
  for (let i = quoted.first; i < quoted.end; i++) if (tags[i] !== RoleTag.Outside) return
  if (tags[cue.end] === RoleTag.BeginContent) {
    let end = cue.end + 1
    while (tags[end] === RoleTag.InsideContent) end++
    if (end > sentenceEnd(phrases, cue.first) || hasVerb(phrases, { first: cue.end, end })) return
    for (let i = cue.end; i < end; i++) if (phrases.quote(i) !== Quote.Outside) return
    tags.fill(RoleTag.Outside, cue.end, end)
    // "Say of": the preposition goes with what it leads to.
    if (reports < cue.end - 1 && phrases.isPreposition(cue.end - 1)) tags[cue.end - 1] = RoleTag.Outside
  }
  tags.fill(RoleTag.InsideContent, quoted.first, quoted.end)
  tags[quoted.first] = RoleTag.BeginContent
}

/** "Said of the ferry", "told a rally": the words that lead on to no content of their own. */
const TELLS = setOf('tell inform assure remind notify')

/** "Had told a rally | that …": whom it was told to is no part of the cue. Returns where the cue ends. */
export function withoutHearer(phrases: Phrases, tags: Uint8Array, { first, end }: Stretch): number {
  for (let i = first; i < end - 1; i++) {
    if (!TELLS.has(phrases.lemma(i)) || phrases.nounEnd(i + 1, end) !== end) continue
    tags.fill(RoleTag.Outside, i + 1, end)
    return i + 1
  }
  return end
}

const WHAT = setOf('that how why what where when who whether if')
const TO_WHOM = setOf('write confide explain admit complain report confess boast')
const ASKS = setOf('ask')

/**
 * "Informed its suppliers | that …", "asked the minister | how many …", "confided to friends | that …": the one it was
 * told to stands outside of what was told.
 */
export function hearer(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const verb = phrases.lower(cue.end - 1) === 'to' ? cue.end - 2 : cue.end - 1
  const lemma = phrases.lemma(verb)
  const to = verb < cue.end - 1
  if (verb < cue.first || tags[cue.end] !== RoleTag.BeginContent || phrases.quote(cue.end) !== Quote.Outside) return
  if (to ? !TO_WHOM.has(lemma) : !TELLS.has(lemma) && !ASKS.has(lemma) && lemma !== 'warn') return
  let end = cue.end
  if (/^(?:me|him|her|us|them|you|it)$/.test(phrases.lower(end))) end++
  else end = phrases.nounEnd(end, sentenceEnd(phrases, cue.first))
  if (end === cue.end || !WHAT.has(phrases.lower(end)) || tags[end] !== RoleTag.InsideContent) return
  if (ASKS.has(lemma) && phrases.lower(end) === 'that') return
  if (phrases.lower(end) === 'who' && !phrases.is(end - 1, NOUN)) return
  if (tokens.paragraph[end] !== tokens.paragraph[cue.first]) return
  tags.fill(RoleTag.Outside, cue.end, end)
  tags[end] = RoleTag.BeginContent
  if (to) tags[cue.end - 1] = RoleTag.Outside
}

/** "Reported that two officials, who …, said the talks had failed": no content ends before its verb. */
export function wholeClause(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  if (tags[cue.end] !== RoleTag.BeginContent || phrases.lower(cue.end) !== 'that') return
  if (phrases.quote(cue.end) !== Quote.Outside) return
  let end = cue.end + 1
  while (tags[end] === RoleTag.InsideContent) end++
  const limit = sentenceEnd(phrases, cue.first)
  if (end >= limit || phrases.word(end) !== ',') return
  for (let i = cue.end; i < end; i++) if (phrases.isVerb(i) || phrases.quote(i) !== Quote.Outside) return
  for (let i = end; i < limit; i++) if (phrases.quote(i) !== Quote.Outside) return
  tags.fill(RoleTag.InsideContent, end, limit)
}

/**
 * The content without whom it was told to: "Passengers were told not to open the doors". Asked of what was judged
 * already, for annotators often mark the subject too.
 */
export function withoutTold(phrases: Phrases, cue: Stretch | null, content: readonly Stretch[]): readonly Stretch[] {
  const [subject, told] = content
  if (cue === null || subject === undefined || told === undefined) return content
  if (subject.end > cue.first || told.first < cue.end) return content
  const passive = phrases.lemma(cue.end - 1) === 'tell' && cue.end - cue.first > 1 && BE.has(phrases.lower(cue.end - 2))
  if (!passive || hasVerb(phrases, subject) || phrases.quote(subject.first) !== Quote.Outside) return content
  return content.slice(1)
}
