import { RoleTag, roleOf } from '../tagging/index.ts'
import { PENN_INDEX, Quote } from '../tokens/index.ts'
import { isHeadline, ownQuotations } from './formats.ts'
import {
  ADVERB,
  COMMON,
  DASH,
  FINITE,
  type Found,
  IN_NOUN,
  NOUN,
  OPENS_NOUN,
  PAST,
  type Phrases,
  PROPER,
  type Stretch,
} from './phrases.ts'
import { CLOSING, REPORTING } from './verbs.ts'

const VBN = PENN_INDEX.get('VBN')!
const VBG = PENN_INDEX.get('VBG')!

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))
const BE = setOf('is are was were be been being has have had')
const TIME = setOf(`monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow earlier later
  recently`)
const OBJECT = setOf('me him us them you it her')
const SUBJECTS = setOf('i he she it they we you there')
/** What a statement may begin with after the one it was told to. */
const OPENS_CLAUSE = setOf('that to how why what where when who whether if')
/** Writings that speak for whoever they belong to: "the ministry's statement said". */
const WRITINGS = setOf('statement report letter memo announcement filing note release')
/** Occasions of speaking that are no part of who speaks. */
const OCCASIONS = setOf(`interview statement speech letter post tweet editorial op-ed column article memo conference
  briefing message e-mail email address blog essay memoir filing testimony`)
const SIGNS = setOf('sign banner placard poster shirt t-shirt billboard badge')
const HOLD = setOf('hold carry wave raise wear brandish display hoist')
const FEELINGS = setOf('concern fear hope worry suspicion belief agreement consensus speculation anger doubt')

/** The relations that the form of a sentence gives away; `tags` are the tagger's. */
export function constructionsIn(phrases: Phrases, tags: Uint8Array): Found[] {
  const { tokens } = phrases
  const found: Found[] = []
  for (let s = 0; s < tokens.sentences; s++) {
    const sentence = phrases.sentence(s)
    closer(phrases, sentence, tags, found)
    for (let i = sentence.first; i < sentence.end; i++) {
      const word = phrases.lower(i)
      if ((word === 'quoted' || word === 'cited') && tokens.tag[i] === VBN) quotedAs(phrases, sentence, i, found)
      else if (word === 'according' && phrases.lower(i + 1) === 'to') accordingTo(phrases, sentence, i, found)
      else if (word === 'among') feeling(phrases, sentence, i, found)
      else if (phrases.quote(i) === Quote.Open) placard(phrases, sentence, i, found)
      else if (DASH.test(word)) dashed(phrases, i, found)
    }
  }
  return found
}

/** "…, says the mayor." and "…," says the report, after a statement that may hold others. */
function closer(phrases: Phrases, { first, end }: Stretch, tags: Uint8Array, found: Found[]): void {
  const { tokens } = phrases
  for (let v = end - 2; v >= first; v--) {
    if (phrases.quote(v) !== Quote.Outside) return
    if (!phrases.is(v, FINITE) || !CLOSING.has(phrases.lemma(v))) {
      // Nothing but a noun phrase may stand behind the verb.
      if (phrases.isVerb(v) && !phrases.is(v, PAST)) return
      continue
    }
    const source = { first: v + 1, end: withoutTime(phrases, v + 1, end) }
    if (!phrases.isNounPhrase(source) || TIME.has(phrases.lower(source.first))) return
    const named = phrases.is(source.first, PROPER) || phrases.lower(source.first) === 'the'
    const isSay = phrases.lemma(v) === 'say'
    if (!isSay && !named && phrases.lower(source.end - 2) !== ',') return
    if (v === first) {
      // The tag stands alone: `…my vocabulary." says the report.`
      if (first === 0 || phrases.isCapital(first) || tokens.paragraph[first - 1] !== tokens.paragraph[first]) return
      const before = tokens.sentence[first]! - 1
      const start = phrases.statementStart(tokens.sentenceStart[before]!, first)
      found.push({
        source,
        cue: { first: v, end: v + 1 },
        content: [{ first: start, end: first }],
        kind: null,
        rule: 'closer alone',
      })
      return
    }
    const comma = phrases.word(v - 1) === ','
    const quoted = phrases.quotationBefore(v) ?? (comma ? phrases.quotationBefore(v - 1) : null)
    if (!comma && quoted === null) return
    const stop = comma ? v - 1 : v
    const start = phrases.statementStart(first, stop)
    const content = { first: start, end: stop }
    if (quoted !== null && quoted.first > start) {
      // A quotation with something before it: only where that is a report itself is it all of the statement.
      let reported = false
      for (let i = start; i < quoted.first; i++) reported ||= roleOf(tags[i]!) === 'cue'
      if (!reported) return
    }
    if (quoted === null && !hasVerb(phrases, content) && !isHeadline(phrases, tokens.paragraph[first]!)) return
    found.push({ source, cue: { first: v, end: v + 1 }, content: [content], kind: null, rule: 'closer' })
    return
  }
}

const hasVerb = (phrases: Phrases, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (phrases.is(i, FINITE)) return true
  return false
}

/** The end of a source without "on Friday" and "on Friday in Oslo" at its end. */
function withoutTime(phrases: Phrases, first: number, end: number): number {
  for (let i = first + 1; i < end; i++) {
    if (phrases.lower(i) === 'who' || phrases.lower(i) === 'which') return end
    if (TIME.has(phrases.lower(i))) return phrases.lower(i - 1) === 'on' || phrases.lower(i - 1) === ',' ? i - 1 : end
  }
  return end
}

/** "Venn was quoted as saying …", "…," Venn was quoted as saying, "Venn was quoted by Radio Nord as saying …". */
function quotedAs(phrases: Phrases, { first, end }: Stretch, verb: number, found: Found[]): void {
  let aux = verb
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  while (aux < verb && phrases.is(aux, ADVERB)) aux++
  if (aux === verb) return
  const subject = subjectBefore(phrases, first, aux)
  if (subject === null) return
  let as = verb + 1
  let outlet: Stretch | null = null
  if (phrases.lower(as) === 'by') {
    let stop = as + 1
    while (stop < end && phrases.lower(stop) !== 'as') stop++
    outlet = { first: as + 1, end: stop }
    if (stop === end || !phrases.isNounPhrase(outlet)) return
    as = stop
  }
  if (phrases.lower(as) !== 'as' || phrases.tokens.tag[as + 1] !== VBG) return
  if (outlet !== null) {
    const content = [subject, { first: as, end }]
    found.push({ source: outlet, cue: { first: aux, end: outlet.first }, content, kind: null, rule: 'quoted by' })
    return
  }
  let stop = as + 2
  while (stop < end && phrases.tokens.tag[stop] === VBN && phrases.lower(as + 1) === 'having') stop++
  const cue = { first: aux, end: stop }
  let start = stop
  if (phrases.lemma(stop - 1) === 'tell') start = afterAddressee(phrases, stop, end)
  if (phrases.word(start) === ',' || phrases.word(start) === ':') start++
  if (end - start > 1) {
    found.push({ source: subject, cue, content: [{ first: start, end }], kind: null, rule: 'quoted as' })
    return
  }
  const quotation = phrases.quotationBefore(subject.first)
  if (quotation !== null)
    found.push({ source: subject, cue, content: [quotation], kind: null, rule: 'quoted as, after' })
}

/** The noun phrase that ends right before `end`. */
function subjectBefore(phrases: Phrases, first: number, end: number): Stretch | null {
  let at = end - 1
  while (at > first && phrases.is(at, ADVERB)) at--
  const stop = at + 1
  if (phrases.lower(at) === 'who' || SUBJECTS.has(phrases.lower(at))) return { first: at, end: stop }
  let nouns = 0
  while (at >= first && phrases.quote(at) === Quote.Outside) {
    if (phrases.is(at, NOUN)) nouns++
    else if (!phrases.is(at, IN_NOUN) && !(nouns > 0 && phrases.lower(at) === 'of')) break
    at--
  }
  return nouns > 0 ? { first: at + 1, end: stop } : null
}

/** "…, according to the survey." and "The suspect, according to police, had fled." */
function accordingTo(phrases: Phrases, { first, end }: Stretch, at: number, found: Found[]): void {
  if (phrases.quote(at) !== Quote.Outside || phrases.word(at - 1) !== ',' || at - 1 <= first) return
  const start = phrases.statementStart(afterSemicolon(phrases, first, at), at - 1)
  if (at - 1 - start < 2) return
  const cue = { first: at, end: at + 2 }
  const before = { first: start, end: at - 1 }
  const source = { first: at + 2, end: withoutTime(phrases, at + 2, end) }
  if (phrases.isNounPhrase(source)) {
    found.push({ source, cue, content: [before], kind: null, rule: 'according to, after' })
    return
  }
  let comma = at + 2
  while (comma < end && phrases.word(comma) !== ',') comma++
  const inner = { first: at + 2, end: comma }
  if (comma === end || !phrases.isNounPhrase(inner) || hasVerb(phrases, before)) return
  if (!phrases.is(comma + 1, FINITE)) return
  const content = [before, { first: comma + 1, end }]
  found.push({ source: inner, cue, content, kind: null, rule: 'according to, within' })
}

function afterSemicolon(phrases: Phrases, first: number, end: number): number {
  let start = first
  for (let i = first; i < end; i++) if (phrases.word(i) === ';' && phrases.quote(i) === Quote.Outside) start = i + 1
  return start
}

/** "There is concern among residents that the well is poisoned." */
function feeling(phrases: Phrases, { first, end }: Stretch, among: number, found: Found[]): void {
  let noun = among - 1
  if (!FEELINGS.has(phrases.lemma(noun))) return
  let verb = noun - 1
  while (verb > first && phrases.is(verb, IN_NOUN)) verb--
  if (!BE.has(phrases.lower(verb)) || phrases.lower(verb - 1) !== 'there') return
  const stop = phrases.nounEnd(among + 1, end)
  if (stop === among + 1 || phrases.lower(stop) !== 'that') return
  noun = among
  found.push({
    source: { first: among + 1, end: stop },
    cue: { first: verb, end: noun },
    content: [{ first: stop, end }],
    kind: null,
    rule: 'feeling',
  })
}

/** Marchers held signs reading "Bread now". */
function placard(phrases: Phrases, { first }: Stretch, open: number, found: Found[]): void {
  const close = phrases.tokens.quotePartner[open]!
  if (close < 0) return
  let read = open - 1
  if (/^[,:]$/.test(phrases.word(read))) read--
  if (!/^(?:reading|read|saying|said|proclaiming|declaring|demanding)$/.test(phrases.lower(read))) return
  const noun = phrases.lower(read - 1) === 'that' || phrases.lower(read - 1) === 'which' ? read - 2 : read - 1
  if (!SIGNS.has(phrases.lemma(noun))) return
  let hold = noun - 1
  while (hold > first && phrases.is(hold, IN_NOUN)) hold--
  if (!HOLD.has(phrases.lemma(hold)) || !phrases.isVerb(hold)) return
  const source = subjectBefore(phrases, first, hold)
  if (source === null) return
  found.push({
    source,
    cue: { first: hold, end: open },
    content: [{ first: open, end: close + 1 }],
    kind: null,
    rule: 'placard',
  })
}

/** "A triumph." – Commissioner Ruiz */
function dashed(phrases: Phrases, dash: number, found: Found[]): void {
  const { tokens } = phrases
  const quotation = phrases.quotationBefore(dash)
  if (quotation === null) return
  const source = { first: dash + 1, end: tokens.paragraphStart[tokens.paragraph[dash]! + 1]! }
  if (!phrases.isCapital(dash + 1) || !phrases.isNounPhrase(source, 12)) return
  found.push({ source, cue: { first: dash, end: dash + 1 }, content: [quotation], kind: null, rule: 'dash' })
}

/** Where the statement begins after the one it was told to; `first` where no such one can be told. */
export function afterAddressee(phrases: Phrases, first: number, limit: number): number {
  const word = phrases.lower(first)
  if (first >= limit || phrases.quote(first) !== Quote.Outside || OPENS_CLAUSE.has(word)) return first
  if (OBJECT.has(word) && !phrases.is(first + 1, NOUN) && !phrases.is(first + 1, FINITE)) return first + 1
  const { entity } = phrases.tokens
  let nouns = 0
  for (let i = first; i < limit; i++) {
    const lower = phrases.lower(i)
    const opens = OPENS_CLAUSE.has(lower) || SUBJECTS.has(lower) || phrases.quote(i) === Quote.Open
    if (nouns > 0 && opens) return i
    if (nouns > 0 && phrases.is(i, OPENS_NOUN) && !phrases.is(i, NOUN) && !phrases.is(i - 1, IN_NOUN_LINK)) {
      // A new noun phrase after a finished one: "told Channel Nine the nets were legal".
      if (phrases.is(i - 1, NOUN) || phrases.is(i - 1, CARDINAL)) return i
    }
    if (nouns > 0 && phrases.is(i, PROPER) && phrases.is(i - 1, COMMON) && entity[i]! % 2 === 1) return i
    if (phrases.is(i, NOUN)) nouns++
    else if (!phrases.is(i, IN_NOUN) && !(nouns > 0 && lower === 'of') && !phrases.isCapital(i)) return first
  }
  return first
}

const IN_NOUN_LINK: ReadonlySet<number> = new Set([PENN_INDEX.get('POS')!, PENN_INDEX.get('PRP$')!])
const CARDINAL: ReadonlySet<number> = new Set([PENN_INDEX.get('CD')!, PENN_INDEX.get('IN')!])

/**
 * Mends the spans of a tagging where the form of the sentence is plain: the one told is no part of what is told,
 * "in an interview" no part of the source, an appositive no less than the name beside it. Returns a copy.
 */
export function mended(phrases: Phrases, before: Uint8Array): Uint8Array {
  const tags = before.slice()
  const { tokens } = phrases
  for (let i = 0; i < tokens.size; i++) {
    if (tags[i] === RoleTag.BeginCue) {
      let end = i + 1
      while (end < tokens.size && tags[end] === RoleTag.InsideCue) end++
      mendAtCue(phrases, tags, { first: i, end })
    }
  }
  for (const { first, end } of ownQuotations(phrases)) {
    let free = true
    for (let i = first; i < end; i++) free &&= tags[i] === RoleTag.Outside
    if (!free) continue
    tags.fill(RoleTag.InsideContent, first, end)
    tags[first] = RoleTag.BeginContent
  }
  return tags
}

/** The end of the sentence of token `i`. */
const sentenceEnd = (phrases: Phrases, i: number): number => phrases.sentence(phrases.tokens.sentence[i]!).end

function mendAtCue(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  told(phrases, tags, cue)
  expletive(phrases, tags, cue)
  sourceBefore(phrases, tags, cue)
  aroundTag(phrases, tags, cue)
  resumed(phrases, tags, cue)
}

/** "told NAME the nets were legal": the name stands outside. */
function told(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
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

/** "It was reported that": "it" is nobody's words. */
function expletive(_phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const i = cue.first - 1
  if (i < 0 || tags[i] !== RoleTag.BeginContent || _phrases.lower(i) !== 'it') return
  tags[i] = RoleTag.Outside
}

function sourceBefore(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  let end = cue.first
  while (
    end > start &&
    (phrases.word(end - 1) === ',' || phrases.is(end - 1, ADVERB)) &&
    roleOf(tags[end - 1]!) === null
  )
    end--
  if (end === start || roleOf(tags[end - 1]!) !== 'source') return
  let first = end - 1
  while (first > start && tags[first] === RoleTag.InsideSource) first--
  // "Masoud in a recent interview with a wire service said": the source is Masoud.
  for (let i = first + 1; i < end; i++) {
    if (!/^(?:in|during|at|on|via)$/.test(phrases.lower(i))) continue
    const noun = phrases.nounEnd(i + 1, end)
    if (noun === i + 1 || !OCCASIONS.has(phrases.lemma(noun - 1))) continue
    const stop = phrases.word(i - 1) === ',' ? i - 1 : i
    if (stop > first) tags.fill(RoleTag.Outside, stop, end)
    return
  }
  // "The ministry's statement said": the ministry speaks.
  if (end === cue.first && WRITINGS.has(phrases.lemma(end - 1)) && /^['’]s?$/.test(phrases.word(end - 2))) {
    tags[end - 1] = RoleTag.BeginCue
    tags[cue.first] = RoleTag.InsideCue
    return
  }
  // "The ministry's press head, Lena Marsh also said": what the name explains belongs to it.
  if (phrases.word(first - 1) === ',' && phrases.is(first, PROPER) && tags[first - 2] === RoleTag.Outside) {
    const title = { first: start, end: first - 1 }
    const opening = phrases.lower(start)
    if (
      title.end - title.first >= 2 &&
      phrases.isNounPhrase(title, 12) &&
      tokens.tag[title.end - 1] === PENN_INDEX.get('NN') &&
      tokens.entity[title.end - 1] === 0 &&
      !/^(?:last|next|this|that|each|every|one)$/.test(opening) &&
      !hasComma(phrases, title)
    ) {
      tags[start] = RoleTag.BeginSource
      tags.fill(RoleTag.InsideSource, start + 1, first + 1)
    }
  }
}

const hasComma = (phrases: Phrases, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (phrases.word(i) === ',') return true
  return false
}

/** "The stadium, the architect said, would be …": what stands before the tag is said too. */
function aroundTag(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  let first = cue.first - 1
  if (first < start || roleOf(tags[first]!) !== 'source') return
  while (first > start && tags[first] === RoleTag.InsideSource) first--
  const comma = first - 1
  if (comma - start < 1 || phrases.word(comma) !== ',' || phrases.quote(comma) !== Quote.Outside) return
  let after = cue.end
  while (after < tokens.size && roleOf(tags[after]!) === null && phrases.word(after) !== ',' && after < cue.end + 6)
    after++
  if (phrases.word(after) !== ',' || tags[after + 1] !== RoleTag.BeginContent || !phrases.is(after + 1, FINITE)) return
  for (let i = start; i < first; i++) if (tags[i] !== RoleTag.Outside) return
  const content = { first: phrases.statementStart(start, comma), end: comma }
  if (hasVerb(phrases, content)) return
  tags.fill(RoleTag.InsideContent, content.first, comma)
  tags[content.first] = RoleTag.BeginContent
}

/** "If it is dry," Dirie said, "then we walk.": the second part of a sentence that is quoted in two. */
function resumed(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
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

export const isReporting = (phrases: Phrases, i: number): boolean => REPORTING.has(phrases.lemma(i))
