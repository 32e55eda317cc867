import { PENN_INDEX, type PennTag, Quote, type Tokens } from '../tokens/index.ts'

/**
 * The constructions by which news hands on what another said. The tagger knows one level of statements, and its one
 * tag per token leaves no room for two cues over one content; these frames are regular enough to be read by their words.
 */

const tags = (...names: PennTag[]): ReadonlySet<number> => new Set(names.map(name => PENN_INDEX.get(name)!))
const NOUN = tags('NN', 'NNS', 'NNP', 'NNPS', 'PRP')
/** What a noun phrase may begin with, and what may stand in it. */
const OPENS = tags('NN', 'NNS', 'NNP', 'NNPS', 'PRP', 'DT', 'PRP$', 'JJ', 'CD', 'JJS')
const PHRASE = tags('NN', 'NNS', 'NNP', 'NNPS', 'DT', 'PRP$', 'JJ', 'CD', 'POS', 'HYPH', 'JJS', 'JJR', 'VBG', 'VBN')
/** What begins a phrase of its own right behind a noun. */
const BEGINS = tags('DT', 'PRP', 'PRP$')
const VERB = tags('VBD', 'VBZ', 'VBP', 'VBN')
const MAIN = tags('VBD', 'VBZ', 'VBP')
const ANY_VERB = tags('VBD', 'VBZ', 'VBP', 'VB', 'VBN', 'VBG', 'MD')
const STOP = tags('.')
const COMMA = tags(',')
const PRP = PENN_INDEX.get('PRP')!
const BY = ['of', 'in', 'for', 'from', 'at', 'on', '&', 'and']

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
/** Verbs that close or open a sentence over another's statement. */
const REPORTS = words(
  `report reports reported say says said write writes wrote add adds added tell tells told claim claims claimed
  note notes noted reveal reveals revealed state states stated announce announces announced confirm confirms confirmed
  disclose disclosed recount recounts recounted recall recalls recalled quote quotes`.replace(/\s+/g, ' '),
)
const AUXILIARY = words('has have had also later first previously earlier')
const SAYING = words('saying telling writing claiming stating adding describing calling declaring warning asking')
const SAID = words('said told written claimed stated declared warned asked')
const CITES = words('citing quoting')

/** The longest closing read, in tokens: `, the state-run agency Tana reported on its website late on Friday`. */
const CLOSING = 30
const TAIL = 10
/** No phrase is longer; keeps hostile text linear. */
const LONGEST = 40

/** A run of tokens: `first <= i < end`. */
export interface Run {
  readonly first: number
  readonly end: number
}

/** Source and cue of a statement about what stands before or behind, and where that ends or begins. */
export interface Frame {
  readonly source: Run
  readonly cue: Run
  /** The last token of the closing plus one; for an opening the first token of its content. */
  readonly edge: number
}

/** A statement that closes a sentence, from its first token on. */
export interface Closing extends Frame {
  readonly begin: number
  readonly kind: 'according' | 'inverted' | 'upright'
}

/** Where the noun phrase that begins at `i` ends; `i` where none begins. */
export function phraseEnd(tokens: Tokens, i: number, end: number): number {
  if (i >= end || !OPENS.has(tokens.tag[i]!)) return i
  // "told her | the dam would hold"
  if (i + 1 < end && tokens.lowerWord(i) === 'her' && BEGINS.has(tokens.tag[i + 1]!)) return i + 1
  let at = i
  let noun = -1
  while (at < end && at - i < LONGEST) {
    if (tokens.quote[at]! >= Quote.Open) break
    // "told him | Lund thinks", "told police | the gun was a toy": another phrase begins.
    if (at - 1 === noun && at > i && (BEGINS.has(tokens.tag[at]!) || isNameAfterPronoun(tokens, at))) break
    if (NOUN.has(tokens.tag[at]!)) noun = at
    else if (!PHRASE.has(tokens.tag[at]!)) {
      const joins = noun === at - 1 && at + 1 < end && BY.includes(tokens.lowerWord(at))
      if (!joins || !OPENS.has(tokens.tag[at + 1]!)) break
    }
    at++
  }
  return noun < 0 ? i : noun + 1
}

const isNameAfterPronoun = ({ tag }: Tokens, i: number): boolean => tag[i - 1] === PRP && NOUN.has(tag[i]!)

/** Where the noun phrase that ends before `end` begins; `end` where none does. */
export function phraseStart(tokens: Tokens, end: number, first: number): number {
  if (end <= first || !NOUN.has(tokens.tag[end - 1]!)) return end
  let at = end - 1
  while (at > first && end - at < CLOSING) {
    const tag = tokens.tag[at - 1]!
    if (tokens.quote[at - 1] !== tokens.quote[at]) break
    if (BEGINS.has(tokens.tag[at]!) && NOUN.has(tag)) break
    if (NOUN.has(tag) || PHRASE.has(tag)) at--
    else if (at - 1 > first && BY.includes(tokens.lowerWord(at - 1)) && NOUN.has(tokens.tag[at - 2]!)) at -= 2
    else break
  }
  return at
}

/**
 * The statement that closes a sentence over what came before: `…, says the report.`, `…, the agency Tana said,
 * quoting state radio.`, `…, according to the coroner`. `first <= i < end` is the sentence without its full stop.
 */
export function closingOf(tokens: Tokens, first: number, end: number, opens: boolean): Closing | null {
  const from = Math.max(first, end - CLOSING)
  for (let i = end - 1; i >= from; i--) {
    if (tokens.lowerWord(i) === 'according' && i + 1 < end && tokens.lowerWord(i + 1) === 'to' && i > first) {
      const source = { first: i + 2, end: phraseEnd(tokens, i + 2, end) }
      if (source.end > source.first && isTail(tokens, source.end, end))
        return { kind: 'according', begin: i, source, cue: { first: i, end: i + 2 }, edge: end }
      continue
    }
    const mark = i > first ? i - 1 : -1
    const parted = mark < 0 ? opens : COMMA.has(tokens.tag[mark]!) || tokens.quote[mark] === Quote.Close
    if (!parted || tokens.quote[i] !== Quote.Outside) continue
    const turned = inverted(tokens, i, end)
    if (turned !== null) return { ...turned, begin: i, kind: 'inverted' }
    const straight = upright(tokens, i, end)
    if (straight !== null) return { ...straight, begin: i, kind: 'upright' }
  }
  return null
}

/** `says the report`, `reports Al Arabiya`. */
function inverted(tokens: Tokens, i: number, end: number): Frame | null {
  if (!VERB.has(tokens.tag[i]!) && !NOUN.has(tokens.tag[i]!)) return null
  if (!REPORTS.has(tokens.lowerWord(i))) return null
  const source = { first: i + 1, end: phraseEnd(tokens, i + 1, end) }
  if (source.end === source.first || !isTail(tokens, source.end, end)) return null
  return { source, cue: { first: i, end: i + 1 }, edge: end }
}

/** `the report said on Friday`, `she told the Herald`. */
function upright(tokens: Tokens, i: number, end: number): Frame | null {
  const source = { first: i, end: phraseEnd(tokens, i, end) }
  if (source.end === source.first) return null
  let at = source.end
  while (at < end && AUXILIARY.has(tokens.lowerWord(at))) at++
  if (at >= end || !VERB.has(tokens.tag[at]!) || !REPORTS.has(tokens.lowerWord(at))) return null
  const told = tokens.lowerWord(at) === 'told' || tokens.lowerWord(at) === 'tells'
  const after = told ? phraseEnd(tokens, at + 1, end) : at + 1
  return isTail(tokens, after, end) ? { source, cue: { first: source.end, end: at + 1 }, edge: end } : null
}

/** May what follows the source and cue close the sentence: nothing, a time, a place, whom it cites, a short clause? */
function isTail(tokens: Tokens, i: number, end: number): boolean {
  if (i >= end) return true
  if (end - i > TAIL) return false
  for (let k = i; k < end; k++) {
    if (tokens.quote[k] !== Quote.Outside) return false
    if (MAIN.has(tokens.tag[k]!) && !COMMA.has(tokens.tag[i]!)) return false
  }
  const word = tokens.lowerWord(i)
  return COMMA.has(tokens.tag[i]!) || word === 'on' || word === 'in' || word === 'at' || NOUN.has(tokens.tag[i]!)
}

/** `According to X, …` at the start of a sentence that ends before `end`. */
export function openingOf(tokens: Tokens, first: number, end: number): Frame | null {
  if (first + 3 >= end || tokens.lowerWord(first) !== 'according' || tokens.lowerWord(first + 1) !== 'to') return null
  const source = { first: first + 2, end: phraseEnd(tokens, first + 2, end) }
  if (source.end === source.first || source.end + 1 >= end || !COMMA.has(tokens.tag[source.end]!)) return null
  return { source, cue: { first, end: first + 2 }, edge: source.end + 1 }
}

/** Verbs of saying and thinking that make a clause a statement whatever stands around it. */
const STATES = words(
  `said says say told tells claimed claims denied denies believes believe believed thinks think thought reported
  announced insisted insists argued argues warned warns alleged alleges suspects suspect fears fear hopes hope
  promised promises vowed asked confirmed acknowledged admitted testified informed assured`.replace(/\s+/g, ' '),
)
const TELLS = words('told tells informed assured warned warns asked promised')
const BE = words('is was are were been be')
const BEFORE_VERB = words(
  'has have had also never not did does do later once often still now then already again reportedly used to is was are were been be',
)

/**
 * `X (never) said C`, `X told Y that C` at token `first`: a clause that states, up to `end`. The frame's edge is where
 * C begins; null where the words make no such clause, or C holds no verb.
 */
export function clauseAt(tokens: Tokens, first: number, end: number): Frame | null {
  const subject = { first, end: phraseEnd(tokens, first, end) }
  if (subject.end === first) return null
  let verb = afterDay(tokens, subject.end, end)
  const begin = verb
  let passive = false
  while (verb < end && verb - begin < 4 && BEFORE_VERB.has(tokens.lowerWord(verb))) {
    passive = BE.has(tokens.lowerWord(verb))
    verb++
  }
  if (verb >= end || !isStating(tokens, verb, begin)) return null
  const tells = TELLS.has(tokens.lowerWord(verb))
  if (passive && !tells) return null
  let edge = verb + 1
  if (edge < end && tells && !passive) {
    edge = phraseEnd(tokens, edge, Math.min(end, edge + TAIL))
    if (edge < end && COMMA.has(tokens.tag[edge]!) && tokens.quote[edge + 1] === Quote.Open) edge++
  } else if (edge < end && COMMA.has(tokens.tag[edge]!)) edge++
  if (edge < end && tokens.word(edge) === ':') edge++
  // "I was told that …": whoever told is not named.
  const source = passive ? { first, end: first } : subject
  for (let i = edge; i < end; i++) {
    if (ANY_VERB.has(tokens.tag[i]!)) return { source, cue: { first: begin, end: verb + 1 }, edge }
  }
  return null
}

/** Verbs that a second clause of the same subject may state with. */
const SECOND = words(
  'hoped hopes hope expected expects expect planned plans plan wanted wants want'.concat(
    ' demanded demands urged urges vowed pledged agreed refused declined threatened decided proposed suggested',
  ),
)

/**
 * `… and had told aides to look for work`, `… and hoped to sign` at token `first`, the word "and": a second statement of
 * a subject that stands before. The source is left empty; null where the words make no such clause.
 */
export function secondAt(tokens: Tokens, first: number, end: number): Frame | null {
  const word = tokens.lowerWord(first)
  if ((word !== 'and' && word !== 'but') || tokens.quote[first] !== Quote.Outside) return null
  let verb = first + 1
  while (verb < end && verb - first < 5 && BEFORE_VERB.has(tokens.lowerWord(verb))) {
    if (BE.has(tokens.lowerWord(verb))) return null
    verb++
  }
  if (verb >= end || !(STATES.has(tokens.lowerWord(verb)) || SECOND.has(tokens.lowerWord(verb)))) return null
  if (!(verb > first + 1 ? ANY_VERB : MAIN).has(tokens.tag[verb]!)) return null
  const tells = TELLS.has(tokens.lowerWord(verb))
  const edge = tells ? phraseEnd(tokens, verb + 1, Math.min(end, verb + 1 + TAIL)) : verb + 1
  if (edge >= end || !OPENS_CLAUSE.has(tokens.lowerWord(edge)) || end - edge < 3) return null
  return { source: { first, end: first }, cue: { first: first + 1, end: verb + 1 }, edge }
}
const OPENS_CLAUSE = words('that to how why whether')

const WEEKDAYS = words('monday tuesday wednesday thursday friday saturday sunday')

/** Behind a day between who speaks and the verb: "the union on Friday claimed"; `i` where there is none. */
function afterDay(tokens: Tokens, i: number, end: number): number {
  const at = i < end && tokens.lowerWord(i) === 'on' ? i + 1 : i
  return at < end && WEEKDAYS.has(tokens.lowerWord(at)) ? at + 1 : i
}

/**
 * Where a content that is no clause ends before a second verb of the one who speaks: "claimed victory in the north |
 * and are moving south"; `end` where nothing of the kind follows.
 */
export function phraseBeforeVerb(tokens: Tokens, first: number, end: number): number {
  for (let i = first; i < end; i++) {
    if (MAIN.has(tokens.tag[i]!) || tokens.quote[i] !== Quote.Outside) return end
    const joins = tokens.lowerWord(i) === 'and' || tokens.lowerWord(i) === 'but'
    if (joins && i > first && i + 1 < end && MAIN.has(tokens.tag[i + 1]!)) {
      return COMMA.has(tokens.tag[i - 1]!) ? i - 1 : i
    }
  }
  return end
}

/** A finite verb of stating, or "say" behind "used to" and "did not". */
function isStating(tokens: Tokens, verb: number, first: number): boolean {
  if (!STATES.has(tokens.lowerWord(verb))) return false
  return verb > first ? ANY_VERB.has(tokens.tag[verb]!) : MAIN.has(tokens.tag[verb]!)
}

/** Does a stating verb end the tokens `first <= i < end`, an addressee and "that" apart: "the envoy claimed"? */
export function endsStating(tokens: Tokens, first: number, end: number): boolean {
  for (let i = end - 1; i > first && i >= end - 4; i--) {
    if (STATES.has(tokens.lowerWord(i)) && VERB.has(tokens.tag[i]!)) return true
  }
  return false
}

/**
 * `X as having said C`, `X as saying C`: the whole content of "quoted"; with the link "of" that of "accused". The frame's edge is where C begins; null
 * where the content is none such.
 */
export function quotedAs(tokens: Tokens, first: number, end: number, link = 'as'): Frame | null {
  const source = { first, end: phraseEnd(tokens, first, end) }
  if (source.end === first) return null
  let at = source.end
  // An apposition: "a retired pilot, Jens Holt, as saying".
  while (at < end && at - first < CLOSING && tokens.lowerWord(at) !== link) at++
  const cue = sayingAt(tokens, at, end, link)
  if (cue === null) return null
  let last = at
  while (last > first && COMMA.has(tokens.tag[last - 1]!)) last--
  return { source: { first, end: last }, cue, edge: cue.end }
}

/** The saying of `as saying`, `as having said`, at `i` the word "as". */
export function sayingAt(tokens: Tokens, i: number, end: number, link = 'as'): Run | null {
  if (i + 1 >= end || tokens.lowerWord(i) !== link) return null
  if (SAYING.has(tokens.lowerWord(i + 1))) return { first: i + 1, end: colonEnd(tokens, i + 2, end) }
  if (tokens.lowerWord(i + 1) !== 'having' || i + 2 >= end || !SAID.has(tokens.lowerWord(i + 2))) return null
  return { first: i + 1, end: colonEnd(tokens, i + 3, end) }
}

const colonEnd = (tokens: Tokens, i: number, end: number): number => (i < end && tokens.word(i) === ':' ? i + 1 : i)

/** `, citing Y` at the end of a content: Y and the word, and where the content before it ends. */
export function citingOf(tokens: Tokens, first: number, end: number): Frame | null {
  for (let i = end - 2; i > first && i >= end - CLOSING; i--) {
    if (!CITES.has(tokens.lowerWord(i)) || tokens.quote[i] !== Quote.Outside) continue
    const source = { first: i + 1, end: phraseEnd(tokens, i + 1, end) }
    if (source.end === source.first || !NOUN.has(tokens.tag[source.end - 1]!)) return null
    let edge = i
    while (edge > first && COMMA.has(tokens.tag[edge - 1]!)) edge--
    return { source, cue: { first: i, end: i + 1 }, edge }
  }
  return null
}

export const isVerb = ({ tag }: Tokens, i: number): boolean => ANY_VERB.has(tag[i]!)

/** Where a sentence ends, its full stop apart. */
export function bareEnd(tokens: Tokens, first: number, end: number): number {
  let at = end
  while (at > first && STOP.has(tokens.tag[at - 1]!) && tokens.quote[at - 1] === Quote.Outside) at--
  return at
}
