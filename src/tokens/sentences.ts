import { Gap, type Tokens } from './columns.ts'
import { join } from './strings.ts'
import { unpackWeights, type WeightTable } from './weights.ts'

/** What tells a sentence's end from other places: a linear model over hashed features of the place. */
export interface SentenceModel {
  readonly weights: WeightTable
}

/** Reads the model part that `trainSentences` wrote. Throws AscribeError `model-damaged`. */
export const readSentences = (bytes: Uint8Array): SentenceModel => ({ weights: unpackWeights(bytes) })

/** What a token is towards sentence ends. Part of the model format: append, never reorder. */
const Kind = {
  Edge: 0,
  Lower: 1,
  Capital: 2,
  Capitals: 3,
  Initial: 4,
  Abbreviation: 5,
  Number: 6,
  Stop: 7,
  Question: 8,
  Shout: 9,
  Dots: 10,
  Colon: 11,
  Semicolon: 12,
  Comma: 13,
  Dash: 14,
  OpenQuote: 15,
  CloseQuote: 16,
  Straight: 17,
  OpenBracket: 18,
  CloseBracket: 19,
  Other: 20,
  Address: 21,
  Mixed: 22,
  Clitic: 23,
  Face: 24,
  Rule: 25,
  Code: 26,
  /** U.S., p.m., D.C.: may end a sentence, as titles do not. */
  Acronym: 27,
} as const

function kindOf(word: string): number {
  const c = word.charCodeAt(0)
  const size = word.length
  if (size === 1) {
    switch (word) {
      case '.':
      case '。':
        return Kind.Stop
      case '?':
      case '？':
        return Kind.Question
      case '!':
      case '！':
        return Kind.Shout
      case '…':
        return Kind.Dots
      case ':':
        return Kind.Colon
      case ';':
        return Kind.Semicolon
      case ',':
        return Kind.Comma
      case '-':
      case '–':
      case '—':
      case '―':
        return Kind.Dash
      case '“':
      case '„':
      case '«':
      case '‘':
      case '‚':
      case '‹':
      case '`':
        return Kind.OpenQuote
      case '”':
      case '»':
      case '’':
      case '›':
        return Kind.CloseQuote
      case '"':
      case "'":
        return Kind.Straight
      case '(':
      case '[':
      case '{':
        return Kind.OpenBracket
      case ')':
      case ']':
      case '}':
        return Kind.CloseBracket
    }
  }
  if (c === 46) return /^\.+$/.test(word) ? Kind.Dots : Kind.Number
  if (c === 33 || c === 63) return word.includes('?') ? Kind.Question : Kind.Shout
  if (word === "''") return Kind.Straight
  if (word === '``' || word === 'â€œ' || word === '‘‘') return Kind.OpenQuote
  if (word === '’’' || /^â€[\u009d]?$/.test(word)) return Kind.CloseQuote
  if (/^[-–—―]+$/.test(word) || word === 'â€“' || word === 'â€”') return Kind.Dash
  if (/^[_*=~•#]+$/.test(word)) return Kind.Rule
  if (c === 60 && size > 2) return Kind.Code
  if (c === 64 || c === 35 || /@|:\/\/|^www\./.test(word)) return Kind.Address
  if (/^(?:['’]\p{L}+|n['’]t)$/iu.test(word)) return Kind.Clitic
  if (/^\p{N}/u.test(word)) return /^[\p{N}.,:/-]+$/u.test(word) ? Kind.Number : Kind.Mixed
  if (word.charCodeAt(size - 1) === 46) {
    if (size === 2 && /^\p{Lu}/u.test(word)) return Kind.Initial
    return word.indexOf('.') < size - 1 ? Kind.Acronym : Kind.Abbreviation
  }
  if (/^\p{Ll}/u.test(word)) return Kind.Lower
  if (/^\p{Lu}/u.test(word)) return size > 1 && word === word.toUpperCase() ? Kind.Capitals : Kind.Capital
  if (/^\p{L}/u.test(word)) return Kind.Lower
  if (/^[:;=<]/.test(word)) return Kind.Face
  return Kind.Other
}

const isTerminal = (kind: number): boolean => kind >= Kind.Stop && kind <= Kind.Dots

const FIRM = /^(?:inc|corp|co|ltd|bros|jr|sr)\.$/

/** Words that, with a capital behind an acronym, begin a sentence. */
const BEGINNERS = new Set('he she they it we you the this these those but however his her their its'.split(' '))

/** Verbs of saying as they follow a quoted question or cry and a name. */
const SAYING = new Set(
  (
    'said says asked asks told wrote writes tweeted posted shouted cried yelled added replied declared exclaimed ' +
    'answered called chanted demanded joked quipped responded screamed snapped tells thundered wondered'
  ).split(' '),
)

/** At most this many features tell of a place. */
export const BOUNDARY_FEATURES = 40

/** Reads the places of one text: holds what features of a place need, worked out once. */
export class Boundaries {
  private readonly tokens: Tokens
  private readonly kind: Uint8Array
  /** 1 where a double quotation mark is open after the token, by the marks of its paragraph alone. */
  private readonly inside: Uint8Array
  /** String id -> 1 when the text has the word in lower case. */
  private readonly inLower: Uint8Array
  /** Token -> 1 when its line would have had room for the next word. */
  private readonly shortLine: Uint8Array
  /** How tidily the text is written: the share of paragraphs that end in a terminal mark, in fifths. */
  private readonly tidy: number

  constructor(tokens: Tokens) {
    this.tokens = tokens
    const { size, form, lower, strings, gap } = tokens
    this.kind = new Uint8Array(size)
    this.inside = new Uint8Array(size)
    this.shortLine = new Uint8Array(size)
    const kindOfForm = new Int8Array(strings.size).fill(-1)
    for (let i = 0; i < size; i++) {
      let k = kindOfForm[form[i]!]!
      if (k < 0) {
        k = kindOf(strings.text(form[i]!))
        kindOfForm[form[i]!] = k
      }
      this.kind[i] = k
    }
    this.inLower = new Uint8Array(strings.size)
    for (let i = 0; i < size; i++) if (this.kind[i] === Kind.Lower) this.inLower[lower[i]!] = 1
    let tidy = 0
    for (let p = 0; p < tokens.paragraphs; p++) {
      const first = tokens.paragraphStart[p]!
      const end = tokens.paragraphStart[p + 1]!
      this.markQuotes(first, end)
      this.markLines(first, end, gap)
      let last = end - 1
      while (last > first && (this.kind[last] === Kind.CloseQuote || this.kind[last] === Kind.CloseBracket)) last--
      if (isTerminal(this.kind[last]!) || this.isAbbreviation(last)) tidy++
    }
    this.tidy = tokens.paragraphs === 0 ? 0 : Math.floor((5 * tidy) / tokens.paragraphs)
  }

  /** Turns straight marks into opening and closing ones by the blanks around them, and follows the state. */
  private markQuotes(first: number, end: number): void {
    const { gap, lower, strings } = this.tokens
    let open = 0
    for (let i = first; i < end; i++) {
      const k = this.kind[i]!
      if (k === Kind.Straight) {
        const before = i === first || gap[i] !== Gap.None || opens(this.kind[i - 1]!)
        const after = i + 1 === end || gap[i + 1] !== Gap.None
        const word = strings.text(lower[i]!)
        const opening = before !== after ? before : open === 0
        this.kind[i] = opening ? Kind.OpenQuote : Kind.CloseQuote
        if (word !== "'") open = opening ? 1 : 0
      } else if (k === Kind.OpenQuote || k === Kind.CloseQuote) {
        const word = strings.text(lower[i]!)
        const free = i === first || gap[i] !== Gap.None
        if (k === Kind.CloseQuote && free && i + 1 < end && gap[i + 1] === Gap.None) this.kind[i] = Kind.OpenQuote
        if (word !== '‘' && word !== "'" && word !== '`') open = this.kind[i] === Kind.OpenQuote ? 1 : 0
      }
      this.inside[i] = open
    }
  }

  private markLines(first: number, end: number, gap: Uint8Array): void {
    const { from, to } = this.tokens
    let longest = 0
    let lineFrom = from[first]!
    for (let i = first + 1; i <= end; i++) {
      if (i < end && gap[i] !== Gap.Line) continue
      longest = Math.max(longest, to[i - 1]! - lineFrom)
      if (i < end) lineFrom = from[i]!
    }
    lineFrom = from[first]!
    for (let i = first + 1; i < end; i++) {
      if (gap[i] !== Gap.Line) continue
      if (to[i - 1]! - lineFrom + 1 + (to[i]! - from[i]!) <= longest) this.shortLine[i - 1] = 1
      lineFrom = from[i]!
    }
  }

  /**
   * May a sentence end after token i, which is not its paragraph's last? Everywhere after a mark, at line
   * ends, and before whatever does not look like the next word of the same sentence.
   */
  isCandidate(i: number): boolean {
    const k = this.kind[i]!
    const next = this.kind[i + 1]!
    const gap = this.tokens.gap[i + 1]!
    if (gap === Gap.Line) return true
    if (next === Kind.Comma || next === Kind.CloseQuote || next === Kind.CloseBracket || isTerminal(next)) return false
    if (isTerminal(k) || k === Kind.Colon || k === Kind.Semicolon || this.isAbbreviation(i)) return true
    if (k === Kind.CloseQuote || k === Kind.CloseBracket || k === Kind.Face || k === Kind.Rule) return true
    if (gap === Gap.None || next === Kind.Clitic || next === Kind.Colon || next === Kind.Semicolon) return false
    if (next === Kind.Lower) return k === Kind.Address || k === Kind.Code || k === Kind.Other
    return k !== Kind.OpenQuote && k !== Kind.OpenBracket
  }

  /**
   * What news style settles without the model, 1 an end, -1 none, 0 not settled: `“Never!” Ada Roe said`
   * goes on; "in the U.S. He" does not, for such a word after an acronym begins a sentence.
   */
  settled(i: number): number {
    const { lower, strings, paragraphStart, paragraph } = this.tokens
    const end = paragraphStart[paragraph[i]! + 1]!
    const k = this.kind[i]!
    if (k === Kind.Acronym || (k === Kind.Abbreviation && FIRM.test(strings.text(lower[i]!)))) {
      let first = i + 1
      while (first < end && first - i < 3 && opens(this.kind[first]!)) first++
      const opener = first < end && this.kind[first] === Kind.Capital && BEGINNERS.has(strings.text(lower[first]!))
      return opener ? 1 : 0
    }
    if (k !== Kind.CloseQuote) return 0
    const mark = this.kind[i - 1]!
    if (mark !== Kind.Question && mark !== Kind.Shout) return 0
    for (let j = i + 1; j < end && j < i + 6; j++) {
      const word = strings.text(lower[j]!)
      const kind = this.kind[j]!
      if (kind === Kind.Lower) return SAYING.has(word) ? -1 : 0
      if (BEGINNERS.has(word)) return 0
      const named = kind >= Kind.Capital && kind <= Kind.Abbreviation
      if (!named && kind !== Kind.Acronym) return 0
    }
    return 0
  }

  isAbbreviation(i: number): boolean {
    const k = this.kind[i]!
    return k === Kind.Initial || k === Kind.Abbreviation || k === Kind.Acronym
  }

  /** Writes the features of the place after token i, when the sentence began at `start`; gives their number. */
  features(i: number, start: number, out: Int32Array): number {
    const { tokens, kind } = this
    const { lower, strings, paragraph } = tokens
    const here = paragraph[i]!
    const size = tokens.size
    const word = (j: number): number => (j < 0 || j >= size || paragraph[j] !== here ? 0 : strings.hash(lower[j]!))
    const kindAt = (j: number): number => (j < 0 || j >= size || paragraph[j] !== here ? Kind.Edge : kind[j]!)
    // The mark that may end the sentence, behind closing quotes and brackets.
    let mark = i
    while (mark > start && i - mark < 3 && (kind[mark] === Kind.CloseQuote || kind[mark] === Kind.CloseBracket)) mark--
    const k0 = kindAt(i)
    const k1 = kindAt(i + 1)
    const k2 = kindAt(i + 2)
    const before = kindAt(i - 1)
    const term = kindAt(mark)
    // The word after opening quotes and brackets.
    let first = i + 1
    while (first - i < 4 && opens(kindAt(first))) first++
    const kf = kindAt(first)
    const gap = tokens.gap[i + 1]! + (tokens.gap[i + 1] === Gap.Line ? this.shortLine[i]! : 0)
    const inside = this.inside[i]!
    const known = kf === Kind.Capital || kf === Kind.Capitals ? 1 + this.inLower[lower[first]!]! : 0
    const length = bucket(i + 1 - start)
    const left = bucket(tokens.paragraphStart[here + 1]! - i - 1)
    const w0 = word(i)
    const w1 = word(i + 1)
    const wf = word(first)
    const wm = word(mark - 1)
    let n = 0
    const place = k0 * 32 + k1
    out[n++] = feature(1, 0, 0)
    out[n++] = feature(2, k0, gap)
    out[n++] = feature(3, place, gap)
    out[n++] = feature(4, place, before)
    out[n++] = feature(5, place, k2)
    out[n++] = feature(6, place * 32 + before, k2 * 4 + gap)
    out[n++] = feature(7, w0, k1)
    out[n++] = feature(8, w0, w1)
    out[n++] = feature(9, k0, w1)
    out[n++] = feature(10, word(i - 1), place)
    out[n++] = feature(11, word(i - 1), w0)
    out[n++] = feature(12, wm, term * 32 + k1)
    out[n++] = feature(14, term * 32 + k0, k1 * 8 + gap * 2 + inside)
    out[n++] = feature(15, term * 32 + kf, inside * 4 + gap)
    out[n++] = feature(16, term, wf)
    out[n++] = feature(17, wf, k0)
    out[n++] = feature(18, term * 4 + known, kf)
    out[n++] = feature(19, place, known * 2 + inside)
    out[n++] = feature(20, length, place)
    out[n++] = feature(21, left, place)
    out[n++] = feature(22, this.tidy, place)
    out[n++] = feature(23, this.tidy, k0 * 4 + gap)
    out[n++] = feature(24, word(first + 1), term * 32 + kf)
    out[n++] = feature(25, wf, word(first + 1))
    out[n++] = feature(26, length * 16 + left, term)
    out[n++] = feature(27, kindAt(start) * 32 + k0, k1)
    out[n++] = feature(28, word(start), place)
    out[n++] = feature(29, kindAt(i - 2) * 32 + before, place)
    out[n++] = feature(30, kindAt(i + 3) * 32 + k2, place)
    out[n++] = feature(31, shape(tokens, i), k1)
    out[n++] = feature(32, shape(tokens, i + 1), k0)
    out[n++] = feature(33, ending(tokens, kindAt(first + 1), first + 1), term * 1024 + k0 * 32 + kf)
    out[n++] = feature(34, word(first + 2), term * 1024 + k0 * 32 + kf)
    out[n++] = feature(13, w0, known * 32 + kf)
    return n
  }
}

const opens = (kind: number): boolean => kind === Kind.OpenQuote || kind === Kind.OpenBracket

const feature = (template: number, a: number, b: number): number => join(join(Math.imul(template, 0x9e3779b1), a), b)

/** 1, 2, 3, 4, 5–6, 7–9, 10–14, 15–24, 25–39, 40 and more. */
function bucket(n: number): number {
  if (n < 5) return n
  if (n < 7) return 5
  if (n < 10) return 6
  if (n < 15) return 7
  if (n < 25) return 8
  return n < 40 ? 9 : 10
}

/** How long a token is, and the class of its last unit: enough to tell "PM" from "Paris". */
function shape(tokens: Tokens, i: number): number {
  const last = tokens.text.charCodeAt(tokens.to[i]! - 1)
  const size = Math.min(6, tokens.to[i]! - tokens.from[i]!)
  return size * 4 + (last < 48 ? 0 : last < 58 ? 1 : last >= 65 && last < 91 ? 2 : 3)
}

/**
 * The tokens after which a sentence ends whatever stands there. No report has one as long; later rooms may
 * look over a whole sentence for each of its words and yet take no more than linear time.
 */
const LONGEST_SENTENCE = 1000

/** The last two units of a lower-case word, for "-ed". */
const ending = (tokens: Tokens, kind: number, i: number): number =>
  kind === Kind.Lower
    ? tokens.text.charCodeAt(tokens.to[i]! - 1) * 512 + tokens.text.charCodeAt(tokens.to[i]! - 2)
    : kind

/** Fills `sentence` and `sentenceStart`. A paragraph's end always ends a sentence; linear time. */
export function splitSentences(tokens: Tokens, model: SentenceModel): void {
  const { size, sentence, paragraph } = tokens
  const places = new Boundaries(tokens)
  const starts: number[] = size > 0 ? [0] : []
  const features = new Int32Array(BOUNDARY_FEATURES)
  const score = new Float64Array(1)
  let start = 0
  for (let i = 0; i < size; i++) {
    sentence[i] = starts.length - 1
    if (i + 1 === size) break
    let ends = paragraph[i + 1] !== paragraph[i]
    const settled = ends ? 0 : places.settled(i)
    if (settled > 0 || i - start + 1 >= LONGEST_SENTENCE) ends = true
    else if (!ends && settled === 0 && places.isCandidate(i)) {
      const n = places.features(i, start, features)
      score[0] = 0
      model.weights.addAll(features, n, score)
      ends = score[0]! > 0
    }
    if (ends) {
      start = i + 1
      starts.push(start)
    }
  }
  tokens.sentenceStart = Int32Array.from([...starts, size])
}
