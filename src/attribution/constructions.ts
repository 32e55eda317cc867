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
/** What leads to an occasion of speaking, and from it to whom or what it was for. */
const ON_OCCASION = setOf('in during at on via')
const OCCASION_WITH = setOf('with to for by on at in before')
/** The longest phrase for who speaks on such an occasion, in tokens. */
const LONGEST_SPEAKER = 12
/** Nouns for words nobody named stands by, and what they do: "rumours spread that". */
const HEARSAY = setOf('report rumor rumour allegation claim accusation speculation')
const SURFACE = setOf('surface emerge circulate spread swirl')
const SIGNS = setOf('sign banner placard poster shirt t-shirt billboard badge')
const HOLD = setOf('hold carry wave raise wear brandish display hoist')
/** Verbs, as written, that state a "that" clause; some are read as nouns ("figures show"). */
const STATING = setOf(`say says said state states stated show shows showed suggest suggests suggested reveal reveals
  revealed find finds found indicate indicates indicated report reports reported claim claims claimed argue argues
  argued warn warns warned conclude concludes concluded confirm confirms confirmed announce announced insist insists
  insisted estimate estimates estimated note notes noted believe believes believed admit admits admitted`)
/** Those of them that another statement behind a semicolon may have. */
const STATED = setOf('says said claims claimed argues argued warned insists insisted denied admitted called')
/** What is denied by an act, not in words: "denied visas to nine violinists". */
const DENIED_BY_ACT = setOf(`visa access entry request permission parole bail asylum application permit appeal motion
  petition service boarding admission passport licence license loan`)
/** "Are believed to have": what nobody named holds. */
const HELD = setOf('believed thought said alleged rumored rumoured understood feared reported reputed')
/** Adjectives of those who hold something to be so: "is convinced that". */
const HOLDING = setOf(`convinced confident sure certain worried concerned afraid optimistic hopeful adamant persuaded
  satisfied aware`)
/** Where posts are posted. */
const PLATFORMS = setOf(`x twitter facebook instagram tiktok telegram linkedin threads bluesky mastodon reddit youtube
  snapchat weibo whatsapp`)
/** Preposition behind a cue that belongs to it: "asked for nine years". */
const TAKES: Readonly<Record<string, string>> = { ask: 'for', call: 'for' }
/** Nouns of people by their work or kin. */
const ROLES_OF_PEOPLE =
  /(?:er|or|ist|ian|man|woman|person|ent|ant|ary|chief|head|boss|chair|king|queen|judge|coach|aide|guard|nurse|spy|general|attorney|wife|widow|son|ee|eer|rep|lead|host)$/
/** No sentence of news is longer, in tokens; longer ones are left alone, which keeps hostile texts linear. */
const LONGEST = 400
/** The longest name in marks, in tokens. */
const NAME = 7
const PASSING = setOf('shared shares reposted reposts retweeted retweets forwarded forwards circulated')
const POSTS = setOf('post tweet video message article meme clip email letter story thread photo image report')
const CLAIMING = setOf('claiming alleging saying suggesting stating asserting arguing')
const FEELINGS = setOf('concern fear hope worry suspicion belief agreement consensus speculation anger doubt')

/** The relations that the form of a sentence gives away; `tags` are the tagger's. */
export function constructionsIn(phrases: Phrases, tags: Uint8Array): Found[] {
  const { tokens } = phrases
  const found: Found[] = []
  for (let s = 0; s < tokens.sentences; s++) {
    const sentence = phrases.sentence(s)
    if (sentence.end - sentence.first > LONGEST) continue
    closer(phrases, sentence, tags, found)
    for (let i = sentence.first; i < sentence.end; i++) {
      const word = phrases.lower(i)
      if (i === sentence.first) opening(phrases, sentence, tags, found)
      if ((word === 'quoted' || word === 'cited') && tokens.tag[i] === VBN) quotedAs(phrases, sentence, i, found)
      else if (word === 'according' && phrases.lower(i + 1) === 'to') accordingTo(phrases, sentence, i, found)
      else if (word === 'that' && HELD.has(phrases.lower(i - 1))) heldThat(phrases, sentence, i, found)
      else if (word === 'that') stated(phrases, sentence, i, tags, found)
      else if (word === 'to' && HELD.has(phrases.lower(i - 1))) held(phrases, sentence, i, found)
      else if (SURFACE.has(phrases.lemma(i))) surfaced(phrases, sentence, i, found)
      else if (word === 'reportedly') reportedly(phrases, sentence, i, tags, found)
      else if (PASSING.has(word)) passedOn(phrases, sentence, i, found)
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
      if (start >= first) return
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

/** The end of a source without "on Friday" at its end. */
function withoutTime(phrases: Phrases, first: number, end: number): number {
  if (!TIME.has(phrases.lower(end - 1))) return end
  for (let i = first; i < end; i++) if (phrases.lower(i) === 'who' || phrases.lower(i) === 'which') return end
  return /^(?:on|,)$/.test(phrases.lower(end - 2)) && end - 2 > first ? end - 2 : end
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

/**
 * "According to local reports, the union on Friday claimed winning …": the outlet's relation, where the tagger saw
 * nothing behind the comma. The statement within is read with its content (`clauseAt`).
 */
function opening(phrases: Phrases, { first, end }: Stretch, tags: Uint8Array, found: Found[]): void {
  const start = phrases.statementStart(first, end)
  if (phrases.lower(start) !== 'according' || phrases.lower(start + 1) !== 'to') return
  const comma = phrases.nounEnd(start + 2, end)
  if (comma === start + 2 || phrases.word(comma) !== ',' || end - comma < 4) return
  const content = { first: comma + 1, end }
  let states = false
  for (let i = content.first; i < end; i++) {
    const role = roleOf(tags[i]!)
    if (role === 'cue' || role === 'content' || phrases.quote(i) !== Quote.Outside) return
    states ||= phrases.is(i, FINITE) && REPORTING.has(phrases.lemma(i))
  }
  if (!states) return
  const [source, cue] = [
    { first: start + 2, end: comma },
    { first: start, end: start + 2 },
  ]
  found.push({ source, cue, content: [content], kind: null, rule: 'according to, before' })
}

/** "Reports surfaced of the herd crossing the river", "rumours have spread that the bank is closed". */
function surfaced(phrases: Phrases, { first, end }: Stretch, verb: number, found: Found[]): void {
  const link = verb + 1
  if (!/^(?:that|of)$/.test(phrases.lower(link)) || phrases.quote(verb) !== Quote.Outside || end - link < 3) return
  if (!phrases.is(verb, FINITE) && !phrases.is(verb, PAST)) return
  let aux = verb
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  const source = subjectBefore(phrases, first, aux)
  if (source === null || !HEARSAY.has(phrases.lemma(aux - 1))) return
  const that = phrases.lower(link) === 'that'
  const content = [{ first: that ? link : link + 1, end: clauseEnd(phrases, link, end) }]
  found.push({ source, cue: { first: aux, end: that ? link : link + 1 }, content, kind: null, rule: 'surfaced' })
}

function afterSemicolon(phrases: Phrases, first: number, end: number): number {
  let start = first
  for (let i = first; i < end; i++) if (phrases.word(i) === ';' && phrases.quote(i) === Quote.Outside) start = i + 1
  return start
}

/** "Figures from the harbour show that …", where the tagger sees no cue at all. */
function stated(phrases: Phrases, { first, end }: Stretch, that: number, tags: Uint8Array, found: Found[]): void {
  const verb = that - 1
  if (verb <= first || !STATING.has(phrases.lower(verb)) || roleOf(tags[verb]!) === 'cue') return
  if (phrases.quote(verb) !== Quote.Outside || end - that < 4) return
  const start = phrases.statementStart(first, verb)
  const source = { first: start, end: verb }
  if (!phrases.isNounPhrase(source, 10) || hasComma(phrases, source)) return
  for (let i = start; i < verb; i++) if (roleOf(tags[i]!) === 'cue') return
  found.push({
    source,
    cue: { first: verb, end: that },
    content: [{ first: that, end }],
    kind: null,
    rule: 'stated',
  })
}

/** "It is said that the gold was moved": by nobody named. */
function heldThat(phrases: Phrases, { first, end }: Stretch, that: number, found: Found[]): void {
  let aux = that - 1
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  if (aux === that - 1 || phrases.lower(aux - 1) !== 'it' || phrases.quote(that) !== Quote.Outside) return
  const content = [{ first: that, end: clauseEnd(phrases, that, end) }]
  found.push({ source: null, cue: { first: aux, end: that }, content, kind: null, rule: 'held that' })
}

/** "The twins are believed to have crossed the lake": by nobody named. */
function held(phrases: Phrases, { first, end }: Stretch, to: number, found: Found[]): void {
  let aux = to - 1
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  while (aux < to - 1 && phrases.is(aux, ADVERB)) aux++
  if (aux === to - 1 || !phrases.isVerb(to + 1) || phrases.quote(to) !== Quote.Outside) return
  const subject = subjectBefore(phrases, first, aux)
  if (subject === null) return
  const content = [subject, { first: to, end: clauseEnd(phrases, to, end) }]
  found.push({ source: null, cue: { first: aux, end: to }, content, kind: null, rule: 'held' })
}

/** The end of a statement before "; and" another. */
function clauseEnd(phrases: Phrases, first: number, end: number): number {
  for (let i = first; i < end; i++) if (phrases.word(i) === ';' && phrases.quote(i) === Quote.Outside) return i
  return end
}

/** "The minister had reportedly told aides to wait", "The actress has reportedly bought the lighthouse". */
function reportedly(phrases: Phrases, { first, end }: Stretch, adverb: number, tags: Uint8Array, found: Found[]): void {
  const verb = adverb + 1
  if (!phrases.is(verb, PAST) || phrases.quote(adverb) !== Quote.Outside) return
  let aux = adverb
  while (aux > first && BE.has(phrases.lower(aux - 1))) aux--
  const subject = subjectBefore(phrases, first, aux)
  if (subject === null || subject.first !== phrases.statementStart(first, aux)) return
  const stop = clauseEnd(phrases, verb, end)
  if (!REPORTING.has(phrases.lemma(verb))) {
    for (let i = verb + 1; i < stop; i++) if (roleOf(tags[i]!) === 'cue') return
    const content = [
      { first: subject.first, end: adverb },
      { first: verb, end: stop },
    ]
    found.push({ source: null, cue: { first: adverb, end: verb }, content, kind: null, rule: 'reportedly' })
    return
  }
  const start = phrases.lemma(verb) === 'tell' ? afterAddressee(phrases, verb + 1, stop) : verb + 1
  const content = [{ first: start, end: stop }]
  if (stop - start < 2 || !OPENS_CLAUSE.has(phrases.lower(start))) return
  found.push({ source: subject, cue: { first: aux, end: verb + 1 }, content, kind: null, rule: 'reportedly said' })
}

/** Farah shared a post claiming the mayor fled: what is passed on is a writing, with its words. */
function passedOn(phrases: Phrases, { first, end }: Stretch, verb: number, found: Found[]): void {
  if (phrases.quote(verb) !== Quote.Outside || !phrases.is(verb, FINITE)) return
  const noun = phrases.nounEnd(verb + 1, end)
  if (noun === verb + 1 || !POSTS.has(phrases.lemma(noun - 1))) return
  if (!CLAIMING.has(phrases.lower(noun)) || end - noun < 3) return
  const source = subjectBefore(phrases, first, verb)
  if (source === null) return
  found.push({
    source,
    cue: { first: verb, end: verb + 1 },
    content: [{ first: verb + 1, end: clauseEnd(phrases, verb, end) }],
    kind: null,
    rule: 'passed on',
  })
}

/** "There is concern among residents that the well is poisoned." */
function feeling(phrases: Phrases, { first, end }: Stretch, among: number, found: Found[]): void {
  const { tokens } = phrases
  const noun = among - 1
  if (!FEELINGS.has(phrases.lemma(noun))) return
  let verb = noun - 1
  while (verb > first && (phrases.is(verb, IN_NOUN) || tokens.tag[verb] === VBG)) verb--
  if (!BE.has(phrases.lower(verb)) || phrases.lower(verb - 1) !== 'there') return
  const stop = phrases.nounEnd(among + 1, end)
  if (stop === among + 1 || phrases.lower(stop) !== 'that') return
  found.push({
    source: { first: among + 1, end: stop },
    cue: { first: verb, end: among },
    content: [{ first: stop, end }],
    kind: null,
    rule: 'feeling',
  })
}

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
  if (OBJECT.has(word) && OPENS_CLAUSE.has(phrases.lower(first + 1))) return first + 1
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
    else if (
      !phrases.is(i, IN_NOUN) &&
      !(nouns > 0 && lower === 'of') &&
      !(i === first && OBJECT.has(lower)) &&
      !phrases.isCapital(i)
    )
      return first
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
      const sentence = phrases.sentence(tokens.sentence[i]!)
      if (sentence.end - sentence.first <= LONGEST) mendAtCue(phrases, tags, { first: i, end })
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
  const ends = cueEnd(phrases, tags, cue)
  told(phrases, tags, ends)
  expletive(phrases, tags, ends)
  const tagged = aroundTag(phrases, tags, ends)
  overClause(phrases, tags, ends)
  sourceBefore(phrases, tags, ends, tagged)
  sourceAfter(phrases, tags, ends)
  contentBefore(phrases, tags, ends)
  resumed(phrases, tags, ends)
  introduced(phrases, tags, ends)
  relative(phrases, tags, ends)
  coordinated(phrases, tags, ends)
}

/** Sets the cue's end: no "on Friday", but "to know" and "posted on X". */
function cueEnd(phrases: Phrases, tags: Uint8Array, { first, end }: Stretch): Stretch {
  const last = phrases.lower(end - 1)
  if (TIME.has(last) && end - 1 > first) {
    const stop = phrases.lower(end - 2) === 'on' && end - 2 > first ? end - 2 : end - 1
    tags.fill(RoleTag.Outside, stop, end)
    return { first, end: stop }
  }
  let stop = end
  const lemma = phrases.lemma(end - 1)
  const wants = lemma === 'demand' || lemma === 'want' || lemma === 'ask'
  if (
    wants &&
    phrases.lower(end) === 'to' &&
    phrases.lower(end + 1) === 'know' &&
    OPENS_CLAUSE.has(phrases.lower(end + 2))
  )
    stop = end + 2
  else if (lemma === 'post' && phrases.lower(end) === 'on' && PLATFORMS.has(phrases.lower(end + 1))) stop = end + 2
  else if (TAKES[lemma] === phrases.lower(end) && tags[end] === RoleTag.BeginContent && !hasTo(phrases, end))
    stop = end + 1
  if (stop === end) return { first, end }
  const goesOn = roleOf(tags[stop]!) === 'content' && tags[stop] === RoleTag.InsideContent
  tags.fill(RoleTag.InsideCue, end, stop)
  if (goesOn) tags[stop] = RoleTag.BeginContent
  return { first, end: stop }
}

/** "Asked for the bank to be closed": the one meant to act belongs to the content. */
function hasTo(phrases: Phrases, first: number): boolean {
  for (let i = first; i < first + 8; i++) if (phrases.lower(i) === 'to') return true
  return false
}

/** "Said one officer, speaking on condition of anonymity": the condition belongs to the source. */
function sourceAfter(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  if (tags[cue.end] !== RoleTag.BeginSource) return
  let end = cue.end + 1
  while (end < tags.length && tags[end] === RoleTag.InsideSource) end++
  const limit = sentenceEnd(phrases, cue.first)
  const comma = phrases.word(end) === ',' ? end + 1 : end
  if (!/^(?:speaking|who)$/.test(phrases.lower(comma)) || comma === end) return
  let anonymous = false
  for (let i = comma; i < limit; i++) {
    if (tags[i] !== RoleTag.Outside && roleOf(tags[i]!) === 'content' && phrases.quote(i) !== Quote.Outside) return
    anonymous ||= /^(?:anonymity|anonymously|unnamed|named|identified)$/.test(phrases.lower(i))
  }
  if (!anonymous || limit - comma > 24) return
  tags.fill(RoleTag.InsideSource, end, limit)
}

/** "The orchestra would tour, its director said.": all before the comma, where the tagger has none of it. */
function contentBefore(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
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

/** Dr Vaska told the inquiry: "…": the quotation behind the colon, where the tagger has none of it. */
function introduced(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
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
function relative(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
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
function coordinated(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
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

/** "It was reported that": "it" is nobody's words. "She is convinced that": she is the source. */
function expletive(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const i = cue.first - 1
  if (i >= 0 && tags[i] === RoleTag.BeginContent && phrases.lower(i) === 'it') tags[i] = RoleTag.Outside
  // "The detective is convinced that": whoever is convinced is the source.
  if (i < 0 || roleOf(tags[i]!) !== 'content' || !HOLDING.has(phrases.lower(cue.end - 1))) return
  if (tags[cue.end] !== RoleTag.BeginContent) return
  let first = i
  while (first > 0 && tags[first] === RoleTag.InsideContent) first--
  if (!phrases.isNounPhrase({ first, end: i + 1 }, 12)) return
  tags.fill(RoleTag.InsideSource, first, i + 1)
  tags[first] = RoleTag.BeginSource
}

/**
 * The one who speaks where an occasion of speaking stands before the cue at `end`, and so looks like its subject:
 * "Ilse Brandt in a long interview with a radio station | said". Null where the words are no such phrase.
 */
function beforeOccasion(phrases: Phrases, start: number, end: number): Stretch | null {
  const first = phrases.statementStart(start, end)
  for (let at = first + 1; at < end && at - first < LONGEST_SPEAKER; at++) {
    if (!ON_OCCASION.has(phrases.lower(at))) continue
    const noun = phrases.nounEnd(at + 1, end)
    if (noun === at + 1 || !OCCASIONS.has(phrases.lemma(noun - 1))) continue
    if (noun < end && !(OCCASION_WITH.has(phrases.lower(noun)) && phrases.nounEnd(noun + 1, end) === end)) continue
    const person = { first, end: phrases.word(at - 1) === ',' ? at - 1 : at }
    const named = phrases.is(person.end - 1, PROPER) || ROLES_OF_PEOPLE.test(phrases.lemma(person.end - 1))
    return named && phrases.isNounPhrase(person, LONGEST_SPEAKER) ? person : null
  }
  return null
}

function sourceBefore(phrases: Phrases, tags: Uint8Array, cue: Stretch, within: boolean): void {
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
  const person = beforeOccasion(phrases, start, end)
  if (person !== null) {
    tags.fill(RoleTag.Outside, person.end, end)
    tags.fill(RoleTag.InsideSource, person.first, person.end)
    tags[person.first] = RoleTag.BeginSource
    return
  }
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
  if (clausesBefore(phrases, tags, { first, end }, start)) return
  // "The ministry's press head, Lena Marsh also said": what the name explains belongs to it.
  if (!within && phrases.word(first - 1) === ',' && phrases.is(first, PROPER) && tags[first - 2] === RoleTag.Outside) {
    const title = { first: start, end: first - 1 }
    const opening = phrases.lower(start)
    if (
      title.end - title.first >= 2 &&
      phrases.isNounPhrase(title, 12) &&
      tokens.tag[title.end - 1] === PENN_INDEX.get('NN') &&
      tokens.entity[title.end - 1] === 0 &&
      ROLES_OF_PEOPLE.test(phrases.lemma(title.end - 1)) &&
      !/^(?:last|next|this|that|each|every|one)$/.test(opening) &&
      !hasComma(phrases, title)
    ) {
      tags[start] = RoleTag.BeginSource
      tags.fill(RoleTag.InsideSource, start + 1, first + 1)
    }
  }
}

/**
 * "A senior nurse, who asked not to be named, said" and "A welder who gave her name as Ines said": a relative clause
 * right before the cue belongs to the source. True where it was mended.
 */
function clausesBefore(phrases: Phrases, tags: Uint8Array, source: Stretch, start: number): boolean {
  // The tagged source is the last word of the clause.
  let who = source.first - 1
  while (who > start && phrases.lower(who) !== 'who' && source.first - who < 12 && phrases.word(who) !== ',') who--
  if (phrases.lower(who) !== 'who') return false
  const noun = phrases.word(who - 1) === ',' ? who - 1 : who
  const named = { first: phrases.statementStart(start, noun), end: noun }
  if (!phrases.isNounPhrase(named, 10) || hasComma(phrases, named)) return false
  // A cue of its own in the clause that is no verb of saying was the tagger's guess.
  for (let i = named.first; i < who; i++) if (tags[i] !== RoleTag.Outside) return false
  for (let i = who; i < source.first; i++)
    if (roleOf(tags[i]!) === 'cue' && REPORTING.has(phrases.lemma(i))) return false
  tags.fill(RoleTag.InsideSource, named.first, source.end)
  tags[named.first] = RoleTag.BeginSource
  return true
}

/** The source of a cue that a clause in commas parts from it: "A nurse, who asked not to be named, said". */
function overClause(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  const comma = cue.first - 1
  if (comma <= start || phrases.word(comma) !== ',' || !REPORTING.has(phrases.lemma(cue.end - 1))) return
  let who = comma - 1
  while (who > start && phrases.word(who) !== ',' && comma - who < 20) who--
  if (phrases.word(who) !== ',' || phrases.lower(who + 1) !== 'who') return
  const source = { first: phrases.statementStart(start, who), end: who }
  if (!phrases.isNounPhrase(source, 10) || hasComma(phrases, source)) return
  for (let i = source.first; i < source.end; i++) {
    const role = roleOf(tags[i]!)
    if (role !== null && role !== 'source') return
  }
  for (let i = who + 1; i < comma; i++) if (phrases.quote(i) !== Quote.Outside) return
  tags.fill(RoleTag.InsideSource, source.first, cue.first)
  tags[source.first] = RoleTag.BeginSource
}

const hasComma = (phrases: Phrases, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (phrases.word(i) === ',') return true
  return false
}

/** "The stadium, the architect said, would be …": what stands before the tag is said too. */
function aroundTag(phrases: Phrases, tags: Uint8Array, cue: Stretch): boolean {
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
