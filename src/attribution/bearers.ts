/** Statements that stand on something, or are shared: figures that show, posts passed on, placards, a feeling "among" people. */
import { roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { BE, clauseEnd, hasComma, setOf, subjectBefore, VBG } from './clauses.ts'
import { FINITE, type Found, IN_NOUN, type Phrases, type Stretch } from './phrases.ts'

/** Verbs, as written, that state a "that" clause; some are read as nouns ("figures show"). */
const STATING = setOf(`say says said state states stated show shows showed suggest suggests suggested reveal reveals
  revealed find finds found indicate indicates indicated report reports reported claim claims claimed argue argues
  argued warn warns warned conclude concludes concluded confirm confirms confirmed announce announced insist insists
  insisted estimate estimates estimated note notes noted believe believes believed admit admits admitted`)
export const PASSING = setOf('shared shares reposted reposts retweeted retweets forwarded forwards circulated')
const POSTS = setOf('post tweet video message article meme clip email letter story thread photo image report')
const CLAIMING = setOf('claiming alleging saying suggesting stating asserting arguing')
const FEELINGS = setOf('concern fear hope worry suspicion belief agreement consensus speculation anger doubt')
const SIGNS = setOf('sign banner placard poster shirt t-shirt billboard badge')
const HOLD = setOf('hold carry wave raise wear brandish display hoist')

/** "Figures from the harbour show that …", where the tagger sees no cue at all. */
export function stated(
  phrases: Phrases,
  { first, end }: Stretch,
  that: number,
  tags: Uint8Array,
  found: Found[],
): void {
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

/** Farah shared a post claiming the mayor fled: what is passed on is a writing, with its words. */
export function passedOn(phrases: Phrases, { first, end }: Stretch, verb: number, found: Found[]): void {
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
export function feeling(phrases: Phrases, { first, end }: Stretch, among: number, found: Found[]): void {
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

/** Marchers held signs reading "Bread now". */
export function placard(phrases: Phrases, { first }: Stretch, open: number, found: Found[]): void {
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
