/**
 * Mends a tagged content where the form of the sentence is plain: where it begins behind the one it was told to, what
 * of it the tagger missed, what of it tells only how it was said, and where another statement begins.
 */
import { RoleTag, roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { afterAddressee, BE, hasVerb, SUBJECTS, sentenceEnd, setOf, VBG } from './clauses.ts'
import { ADVERB, FINITE, type Phrases, type Stretch } from './phrases.ts'
import { REPORTING } from './verbs.ts'

/** Verbs that another statement behind a semicolon may have. */
const STATED = setOf('says said claims claimed argues argued warned insists insisted denied admitted called')
/** What opens a sentence by telling how its statement was made. */
const SPEAKING = setOf('speaking talking writing addressing testifying appearing')

/** "told NAME the nets were legal": the name stands outside. */
export function told(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  if (phrases.lemma(cue.end - 1) !== 'tell' || BE.has(phrases.lower(cue.end - 2))) return
  const limit = sentenceEnd(phrases, cue.first)
  const start = afterAddressee(phrases, cue.end, limit)
  if (start === cue.end || start >= limit) return
  let touched = false
  for (let i = cue.end; i <= start; i++) touched ||= roleOf(tags[i]!) === 'content'
  for (let i = cue.end; i < start; i++) if (roleOf(tags[i]!) !== 'content' && tags[i] !== RoleTag.Outside) return
  if (!touched || roleOf(tags[start]!) !== 'content') return
  tags.fill(RoleTag.Outside, cue.end, start)
  tags[start] = RoleTag.BeginContent
}

/** "The orchestra would tour, its director said.": all before the comma, where the tagger has none of it. */
export function contentBefore(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  let first = cue.first - 1
  if (first < start || roleOf(tags[first]!) !== 'source') return
  while (first > start && tags[first] === RoleTag.InsideSource) first--
  const comma = first - 1
  if (comma - start < 3 || phrases.word(comma) !== ',' || phrases.quote(comma) !== Quote.Outside) return
  const limit = sentenceEnd(phrases, cue.first)
  const last = cue.end === limit
  const adds =
    phrases.word(cue.end) === ',' && phrases.tokens.tag[cue.end + 1] === VBG && tags[cue.end + 1] === RoleTag.BeginCue
  if (!last && !adds) return
  const content = { first: phrases.statementStart(start, comma), end: comma }
  for (let i = start; i < first; i++) if (tags[i] !== RoleTag.Outside || phrases.quote(i) !== Quote.Outside) return
  if (!hasVerb(phrases, content)) return
  tags.fill(RoleTag.InsideContent, content.first, comma)
  tags[content.first] = RoleTag.BeginContent
}

/** "The stadium, the architect said, would be …": what stands before the tag is said too. */
export function aroundTag(phrases: Phrases, tags: Uint8Array, cue: Stretch): boolean {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  let first = cue.first - 1
  if (first < start || roleOf(tags[first]!) !== 'source') return false
  while (first > start && tags[first] === RoleTag.InsideSource) first--
  const comma = first - 1
  if (comma - start < 1 || phrases.word(comma) !== ',' || phrases.quote(comma) !== Quote.Outside) return false
  let after = cue.end
  while (after < tokens.size && roleOf(tags[after]!) === null && phrases.word(after) !== ',' && after < cue.end + 6)
    after++
  if (phrases.word(after) !== ',' || tags[after + 1] !== RoleTag.BeginContent || !phrases.is(after + 1, FINITE))
    return false
  for (let i = start; i < first; i++) if (tags[i] !== RoleTag.Outside) return false
  const content = { first: phrases.statementStart(start, comma), end: comma }
  if (hasVerb(phrases, content)) return false
  tags.fill(RoleTag.InsideContent, content.first, comma)
  tags[content.first] = RoleTag.BeginContent
  return true
}

/** "If it is dry," Dirie said, "then we walk.": the second part of a sentence that is quoted in two. */
export function resumed(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const s = tokens.sentence[cue.first]
  let open = cue.end
  while (open < tokens.size && tokens.sentence[open] === s && phrases.quote(open) !== Quote.Open && open < cue.end + 8)
    open++
  if (phrases.quote(open) !== Quote.Open || tokens.sentence[open] !== s || phrases.word(open - 1) !== ',') return
  const close = tokens.quotePartner[open]!
  if (close < 0 || tokens.paragraph[close] !== tokens.paragraph[open]) return
  let before = cue.first - 1
  const start = tokens.sentenceStart[s!]!
  while (before >= start && roleOf(tags[before]!) === 'source') before--
  if (before < start || phrases.quote(before) !== Quote.Close || roleOf(tags[before]!) !== 'content') return
  for (let i = open; i <= close; i++) if (tags[i] !== RoleTag.Outside) return
  tags.fill(RoleTag.InsideContent, open, close + 1)
  tags[open] = RoleTag.BeginContent
}

/** "Speaking to reporters, the mayor said": how it was said is no part of what is said. */
export function speaking(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  if (!SPEAKING.has(phrases.lower(start)) || tags[start] !== RoleTag.BeginContent) return
  let end = start + 1
  while (tags[end] === RoleTag.InsideContent) end++
  const comma = phrases.word(end - 1) === ',' ? end - 1 : end
  if (phrases.word(comma) !== ',' || end >= cue.first || phrases.quote(start) !== Quote.Outside) return
  for (let i = comma + 1; i < cue.first; i++) if (roleOf(tags[i]!) !== 'source') return
  tags.fill(RoleTag.Outside, start, end)
}

/** Dr Vaska told the inquiry: "…": the quotation behind the colon, where the tagger has none of it. */
export function introduced(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  if (cue.first === start || roleOf(tags[cue.first - 1]!) !== 'source') return
  let colon = cue.end - 1
  while (colon < tokens.size - 1 && phrases.word(colon) !== ':' && phrases.word(colon) !== ',' && colon < cue.end + 8)
    colon++
  const open = colon + 1
  if (!/^[:,]$/.test(phrases.word(colon)) || phrases.quote(open) !== Quote.Open) return
  const paragraphEnd = tokens.paragraphStart[tokens.paragraph[cue.first]! + 1]!
  const close = tokens.quotePartner[open]!
  const end = close >= 0 && close < paragraphEnd ? close + 1 : paragraphEnd
  if (open >= paragraphEnd) return
  for (let i = cue.end; i < end; i++) if (tags[i] !== RoleTag.Outside) return
  tags.fill(RoleTag.InsideContent, open, end)
  tags[open] = RoleTag.BeginContent
}

/** "Grohn, who says the hives were poisoned, has asked …": the clause of "who" ends before the next verb. */
export function relative(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const who = cue.first - 1
  if (who < 1 || tags[who] !== RoleTag.BeginSource || phrases.lower(who) !== 'who') return
  if (phrases.word(who - 1) !== ',' || tags[cue.end] !== RoleTag.BeginContent) return
  for (let i = cue.end + 2; i < tokens.size && tags[i] === RoleTag.InsideContent; i++) {
    if (tokens.sentence[i] !== tokens.sentence[who]) return
    if (phrases.word(i) !== ',' || !phrases.is(i + 1, FINITE) || phrases.quote(i) !== Quote.Outside) continue
    while (i < tokens.size && tags[i] === RoleTag.InsideContent) tags[i++] = RoleTag.Outside
    return
  }
}

/** "… that it was old and insisted that it had been safe": two statements; "; Mr Weld said it was not": another. */
export function coordinated(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  let first = cue.end
  if (tags[first] !== RoleTag.BeginContent || phrases.quote(first) !== Quote.Outside) return
  if (phrases.lower(first) === 'so' && phrases.lemma(cue.end - 1) === 'say' && phrases.word(first + 1) === ';') {
    for (first++; first < tags.length && tags[first] === RoleTag.InsideContent; first++) tags[first] = RoleTag.Outside
    return
  }
  const that = phrases.lower(first) === 'that'
  for (let i = first + 2; i < tags.length && tags[i] === RoleTag.InsideContent; i++) {
    if (phrases.quote(i) !== Quote.Outside || tokens.paragraph[i] !== tokens.paragraph[first]) continue
    const word = phrases.lower(i)
    if (that && (word === 'and' || word === 'but') && phrases.lower(i + 2) === 'that') {
      const same = phrases.is(i + 1, FINITE) && tokens.tag[i + 1] === tokens.tag[cue.end - 1]
      if (!same || !REPORTING.has(phrases.lemma(i + 1)) || tags[i + 2] !== RoleTag.InsideContent) continue
      const comma = phrases.word(i - 1) === ',' ? i - 1 : i
      tags.fill(RoleTag.Outside, comma, i + 1)
      tags[i + 1] = RoleTag.BeginCue
      tags[i + 2] = RoleTag.BeginContent
      return
    }
    if (word === ';') {
      const end = phrases.nounEnd(i + 1, i + 8)
      const stop = SUBJECTS.has(phrases.lower(i + 1)) ? i + 2 : end
      const verb = phrases.is(stop, ADVERB) ? stop + 1 : stop
      if (stop === i + 1 || !phrases.is(verb, FINITE) || !STATED.has(phrases.lower(verb))) continue
      if (tags[verb + 1] !== RoleTag.InsideContent || tags[verb] !== RoleTag.InsideContent) continue
      tags[i] = RoleTag.Outside
      tags[i + 1] = RoleTag.BeginSource
      tags.fill(RoleTag.InsideSource, i + 2, stop)
      tags[stop] = RoleTag.BeginCue
      tags.fill(RoleTag.InsideCue, stop + 1, verb + 1)
      tags[verb + 1] = RoleTag.BeginContent
      return
    }
  }
}
