import {
  avalanche,
  hashString,
  join,
  PENN,
  PENN_INDEX,
  Quote,
  RELATION_INDEX,
  type Tokens,
  type WeightTable,
} from '../tokens/index.ts'

/*
 * The features by which a token's role is told, one file for training and for reading. They follow
 * the trial that shared/guide/engine.md reports: tags, lemmas and entities around the token, a learned
 * cue lexicon, quotation state, sentence position, and above all where the token hangs in the parse
 * relative to words that are often cues. Each feature is a 32-bit hash of its template and values.
 */

const NAMES = [
  'bias',
  'tag',
  'tagPair',
  'tagTriple',
  'tagFive',
  'lemma',
  'lemmaTag',
  'tagLemma',
  'lemmaBefore',
  'lemmaAfter',
  'entity',
  'entityTriple',
  'fromStart',
  'fromEnd',
  'sentencesBefore',
  'sentencesAfter',
  'paragraph',
  'paragraphSize',
  'gap',
  'quote',
  'quoteTriple',
  'quoteTripleWord',
  'sentence',
  'sentenceQuote',
  'previousSentence',
  'nextSentence',
  'previousParagraph',
  'openDistance',
  'closeDistance',
  'beforeOpen',
  'afterClose',
  'closing',
  'cueAtQuote',
  'quoteSize',
  'quoteShape',
  'afterQuote',
  'beforeQuote',
  'nearQuoteTag',
  'nearQuoteCue',
  'quotesAround',
  'previousEndsQuoted',
  'cue',
  'cueTriple',
  'cueWord',
  'cueWordNext',
  'leftCue',
  'rightCue',
  'bothCues',
  'bothBuckets',
  'leftCueLemma',
  'leftBetween',
  'leftBetweenLemma',
  'leftBetweenWord',
  'leftBetweenStart',
  'rightCueLemma',
  'rightBetween',
  'rightBetweenLemma',
  'rightBetweenTag',
  'beforeCue',
  'relation',
  'headLemma',
  'headTag',
  'relationLemma',
  'headCue',
  'relationCue',
  'grandRelation',
  'grandLemma',
  'grandCue',
  'neighbourRelation',
  'child',
  'childLemma',
  'children',
  'childrenCue',
  'branch',
  'branchLemma',
  'branchDepth',
  'branchEdge',
  'branchEdgeWord',
  'branchEdgeTags',
  'branchQuote',
  'branchCue',
  'branchPath',
  'noBranch',
  'branches',
  'leftPath',
  'leftPathCue',
  'rightPath',
  'rightPathLemma',
  'begins',
  'ends',
  'endsBefore',
  'beginsAfter',
  'edge',
  'edgeTag',
  'edgeTags',
  'edgeWord',
  'edgeWordBefore',
  'edgeQuote',
  'edgeCue',
  'edgeRelation',
  'kind',
  'kindTag',
] as const // prettier-ignore

/** Template name -> the hash every feature of that template starts from. */
const T = Object.fromEntries(NAMES.map(name => [name, hashString(`tagging:${name}`)])) as Record<
  (typeof NAMES)[number],
  number
>

const BEFORE = hashString('<before the paragraph>')
const AFTER = hashString('<after the paragraph>')
const NO_TAG = 63
const NOTHING = 15
const ROOT = 63

/** Tokens at this bucket of the cue lexicon and above count as likely cues. */
const STRONG = 4

const VERB_TAGS = new Set(PENN.flatMap((tag, i) => (tag.startsWith('V') ? [i] : [])))
const isVerb = Uint8Array.from(PENN, (_, i) => (VERB_TAGS.has(i) ? 1 : 0))
const FIRST_LETTER = Uint8Array.from(PENN, tag => tag.charCodeAt(0))
/** A tag of words, not of marks: it starts with a letter. */
const IS_WORD = Uint8Array.from(PENN, tag => (/^[A-Z]/.test(tag) ? 1 : 0))
const COMMA = PENN_INDEX.get(',')!
const COLON = PENN_INDEX.get(':')!
/** Relations whose presence below a verb tells whether it reports: clauses, subjects, markers, discourse. */
const TELLING = Uint8Array.from([...RELATION_INDEX.keys()], name => (/^[cnpdx]/.test(name) ? 1 : 0))

/** The key of a token in the cue lexicon: its lemma and the class of its tag. */
export const cueKey = (lemmaHash: number, tag: number): number => avalanche(join(lemmaHash, FIRST_LETTER[tag]!))

/** Share of a lemma's occurrences that are cues -> 0 (unseen) to 6. `seen` of one occurrence tells nothing. */
export function cueBucket({ cues, seen }: { cues: number; seen: number }): number {
  if (seen < 2) return 0
  const share = cues / (seen + 1)
  return share < 0.02 ? 1 : share < 0.1 ? 2 : share < 0.25 ? 3 : share < 0.5 ? 4 : share < 0.75 ? 5 : 6
}

/** Distances in ten steps: exact to 4, then coarser. */
function step(d: number): number {
  return d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : d <= 20 ? 7 : d <= 40 ? 8 : 9
}

/** Entry k of a column, or `outside` beyond `first <= k < past`. */
function within(column: Uint8Array, k: number, first: number, past: number, outside: number): number {
  return k < first || k >= past ? outside : column[k]!
}

/** What lies between a token and a cue, as bits. */
const Between = { Comma: 1, Mark: 2, That: 4, Colon: 8, Verb: 16 } as const

/** What is found in a sentence, as bits. */
const InSentence = { Cue: 1, Quote: 2, AllQuoted: 4, OpensQuoted: 8, EndsInside: 16, BeginsInside: 32 } as const

const THAT = hashString('that')
const SEMICOLON = hashString(';')
const DASHES = new Set(['--', '—', '–'].map(hashString))

/** How high the climb through the parse may go; a bound that real sentences hardly meet and hostile ones can't abuse. */
const CLIMB = 14
const PATH_CLIMB = 40

/** Lists of numbers by index, in two arrays: list i is `items[start[i]] … items[start[i + 1]]`. */
interface Lists {
  readonly start: Int32Array
  readonly items: Int32Array
}

function listsBy(size: number, key: (i: number) => number): Lists {
  const start = new Int32Array(size + 1)
  for (let i = 0; i < size; i++) {
    const k = key(i)
    if (k >= 0) start[k + 1] = start[k + 1]! + 1
  }
  for (let i = 0; i < size; i++) start[i + 1] = start[i + 1]! + start[i]!
  const at = start.slice()
  const items = new Int32Array(start[size]!)
  for (let i = 0; i < size; i++) {
    const k = key(i)
    if (k >= 0) items[at[k]!++] = i
  }
  return { start, items }
}

/**
 * The features of one article's tokens. `at(i)` fills `ids[0 .. count)` with the features of token i's
 * own tag, `edgeAt(i)` fills `edgeIds[0 .. edgeCount)` with those of the step from token i - 1 to i.
 */
export class Features {
  readonly ids = new Int32Array(512)
  count = 0
  readonly edgeIds = new Int32Array(16)
  edgeCount = 0

  private readonly word: Int32Array
  private readonly lemma: Int32Array
  private readonly quote: Uint8Array
  /** Leftmost and rightmost token below each token. */
  private readonly left: Int32Array
  private readonly right: Int32Array
  private readonly opening: Int32Array
  private readonly closing: Int32Array
  private readonly leftCue: Int32Array
  private readonly rightCue: Int32Array
  private readonly leftBetween: Uint8Array
  private readonly rightBetween: Uint8Array
  private readonly quotesBefore: Uint8Array
  private readonly quotesAfter: Uint8Array
  private readonly sentence: Uint8Array
  private readonly children: Lists
  private readonly beginning: Lists
  private readonly ending: Lists
  private readonly tokens: Tokens
  private readonly cue: Uint8Array
  private readonly blockKind: Uint8Array

  /**
   * @param cue cue bucket of each token (see `cueColumn`)
   * @param blockKind what each paragraph is: 0 running text, 1 headline, 2 other
   */
  constructor(tokens: Tokens, cue: Uint8Array, blockKind: Uint8Array) {
    this.tokens = tokens
    this.cue = cue
    this.blockKind = blockKind
    const n = tokens.size
    const { strings, head } = tokens
    this.word = new Int32Array(n)
    this.lemma = new Int32Array(n)
    this.quote = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      this.word[i] = strings.hash(tokens.lower[i]!)
      this.lemma[i] = strings.hash(tokens.lemma[i]!)
      this.quote[i] = tokens.quote[i]! * 4 + tokens.innerQuote[i]!
    }
    this.left = Int32Array.from({ length: n }, (_, i) => i)
    this.right = this.left.slice()
    for (let i = 0; i < n; i++) {
      let h = head[i]!
      for (let climb = 0; h >= 0 && climb < 60; climb++) {
        if (i < this.left[h]!) this.left[h] = i
        if (i > this.right[h]!) this.right[h] = i
        h = head[h]!
      }
    }
    this.opening = new Int32Array(n).fill(-1)
    this.closing = new Int32Array(n).fill(-1)
    for (let p = 0; p < tokens.paragraphs; p++) {
      const begin = tokens.paragraphStart[p]!
      const end = tokens.paragraphStart[p + 1]!
      let open = -1
      for (let i = begin; i < end; i++) {
        if (tokens.quote[i] === Quote.Open) open = i
        if (tokens.quote[i] !== Quote.Outside) this.opening[i] = open
        if (tokens.quote[i] === Quote.Close) open = -1
      }
      let close = -1
      for (let i = end - 1; i >= begin; i--) {
        if (tokens.quote[i] === Quote.Close) close = i
        if (tokens.quote[i] !== Quote.Outside) this.closing[i] = close
        if (tokens.quote[i] === Quote.Open) close = -1
      }
    }
    this.leftCue = new Int32Array(n).fill(-1)
    this.rightCue = new Int32Array(n).fill(-1)
    this.leftBetween = new Uint8Array(n)
    this.rightBetween = new Uint8Array(n)
    this.quotesBefore = new Uint8Array(n)
    this.quotesAfter = new Uint8Array(n)
    this.sentence = new Uint8Array(tokens.sentences)
    for (let s = 0; s < tokens.sentences; s++) this.sentenceContext(s)
    this.children = listsBy(n, i => head[i]!)
    this.beginning = listsBy(n, i => this.left[i]!)
    this.ending = listsBy(n, i => this.right[i]!)
  }

  private betweenBits(i: number): number {
    const { tag, quote } = this.tokens
    let bits = 0
    if (tag[i] === COMMA) bits |= Between.Comma
    if (quote[i]! >= Quote.Open) bits |= Between.Mark
    const w = this.word[i]!
    if (w === THAT) bits |= Between.That
    if (w === SEMICOLON || tag[i] === COLON || DASHES.has(w)) bits |= Between.Colon
    if (isVerb[tag[i]!]) bits |= Between.Verb
    return bits
  }

  private sentenceContext(s: number): void {
    const { tokens, cue } = this
    const begin = tokens.sentenceStart[s]!
    const end = tokens.sentenceStart[s + 1]!
    let last = -1
    let bits = 0
    let closed = 0
    let flags: number = InSentence.AllQuoted
    for (let i = begin; i < end; i++) {
      this.leftCue[i] = last
      this.leftBetween[i] = bits
      this.quotesBefore[i] = closed
      if (cue[i]! >= STRONG) {
        last = i
        bits = 0
        flags |= InSentence.Cue
      } else bits |= this.betweenBits(i)
      if (tokens.quote[i] === Quote.Close) closed = 1
      if (tokens.quote[i] !== Quote.Outside) flags |= InSentence.Quote
      else if (IS_WORD[tokens.tag[i]!]) flags &= ~InSentence.AllQuoted
    }
    last = -1
    bits = 0
    let opens = 0
    for (let i = end - 1; i >= begin; i--) {
      this.rightCue[i] = last
      this.rightBetween[i] = bits
      if (tokens.quote[i] === Quote.Open) opens = 2
      this.quotesAfter[i] = opens
      if (cue[i]! >= STRONG) {
        last = i
        bits = 0
      } else bits |= this.betweenBits(i)
    }
    if (tokens.quote[begin] !== Quote.Outside) flags |= InSentence.OpensQuoted
    if (tokens.quote[end - 1] === Quote.Inside) flags |= InSentence.EndsInside
    if (tokens.quote[begin] === Quote.Inside) flags |= InSentence.BeginsInside
    this.sentence[s] = flags
  }

  private one(template: number, a: number): void {
    this.ids[this.count++] = avalanche(join(template, a))
  }

  private two(template: number, a: number, b: number): void {
    this.ids[this.count++] = avalanche(join(join(template, a), b))
  }

  private three(template: number, a: number, b: number, c: number): void {
    this.ids[this.count++] = avalanche(join(join(join(template, a), b), c))
  }

  /** A mark (comma, full stop, …) as itself, any word as one. */
  private markOrWord(i: number): number {
    const tag = this.tokens.tag[i]!
    return IS_WORD[tag] ? 64 : tag
  }

  /** Fills `ids` with the features of token i's tag. */
  at(i: number): void {
    this.count = 0
    const { tokens } = this
    const sentence = tokens.sentence[i]!
    const begin = tokens.sentenceStart[sentence]!
    const end = tokens.sentenceStart[sentence + 1]!
    const p = tokens.paragraph[i]!
    const first = tokens.paragraphStart[p]!
    const past = tokens.paragraphStart[p + 1]!
    this.wordFeatures(i, first, past)
    this.placeFeatures(i, begin, end, p, first, past)
    this.quoteFeatures(i, begin, end, p, first, past)
    this.cueFeatures(i, begin, first, past)
    this.parseFeatures(i, begin, end)
  }

  private wordFeatures(i: number, first: number, past: number): void {
    const { tag, entity } = this.tokens
    const { lemma } = this
    this.one(T.bias, 0)
    const p3 = within(tag, i - 3, first, past, NO_TAG)
    const p2 = within(tag, i - 2, first, past, NO_TAG)
    const p1 = within(tag, i - 1, first, past, NO_TAG)
    const p0 = tag[i]!
    const n1 = within(tag, i + 1, first, past, NO_TAG)
    const n2 = within(tag, i + 2, first, past, NO_TAG)
    const n3 = within(tag, i + 3, first, past, NO_TAG)
    const before = i > first ? lemma[i - 1]! : BEFORE
    const after = i + 1 < past ? lemma[i + 1]! : AFTER
    this.two(T.tag, 0, p3)
    this.two(T.tag, 1, p2)
    this.two(T.tag, 2, p1)
    this.two(T.tag, 3, p0)
    this.two(T.tag, 4, n1)
    this.two(T.tag, 5, n2)
    this.two(T.tag, 6, n3)
    this.three(T.tagPair, 0, p3, p2)
    this.three(T.tagPair, 1, p2, p1)
    this.three(T.tagPair, 2, p1, p0)
    this.three(T.tagPair, 3, p0, n1)
    this.three(T.tagPair, 4, n1, n2)
    this.three(T.tagPair, 5, n2, n3)
    this.two(T.tagTriple, 0, (p2 << 12) | (p1 << 6) | p0)
    this.two(T.tagTriple, 1, (p1 << 12) | (p0 << 6) | n1)
    this.two(T.tagTriple, 2, (p0 << 12) | (n1 << 6) | n2)
    this.two(T.tagFive, (p2 << 12) | (p1 << 6) | p0, (n1 << 6) | n2)
    this.two(T.lemma, -2, i - 2 >= first ? lemma[i - 2]! : BEFORE)
    this.two(T.lemma, -1, before)
    this.two(T.lemma, 0, lemma[i]!)
    this.two(T.lemma, 1, after)
    this.two(T.lemma, 2, i + 2 < past ? lemma[i + 2]! : AFTER)
    this.two(T.lemmaTag, lemma[i]!, n1)
    this.two(T.tagLemma, p1, lemma[i]!)
    this.two(T.lemmaBefore, before, p0)
    this.two(T.lemmaAfter, after, p0)
    const e1 = i > first ? entity[i - 1]! : NOTHING
    const e2 = i + 1 < past ? entity[i + 1]! : NOTHING
    this.two(T.entity, -1, e1)
    this.two(T.entity, 0, entity[i]!)
    this.two(T.entity, 1, e2)
    this.three(T.entityTriple, e1, entity[i]!, e2)
  }

  private placeFeatures(i: number, begin: number, end: number, p: number, first: number, past: number): void {
    const { tokens } = this
    const s = tokens.sentence[i]!
    this.one(T.fromStart, Math.min(i - begin, 4))
    this.one(T.fromEnd, Math.min(end - 1 - i, 4))
    this.one(T.sentencesBefore, Math.min(s - tokens.sentence[first]!, 3))
    this.one(T.sentencesAfter, Math.min(tokens.sentence[past - 1]! - s, 3))
    this.two(T.paragraph, Math.min(p, 3), p === tokens.paragraphs - 1 ? 1 : 0)
    this.one(T.paragraphSize, Math.min(past - first, 8))
    this.two(T.gap, tokens.gap[i]!, i + 1 < tokens.size ? tokens.gap[i + 1]! : 3)
    this.one(T.kind, this.blockKind[p]!)
    if (this.blockKind[p]! > 0) this.two(T.kindTag, this.blockKind[p]!, tokens.tag[i]!)
  }

  private quoteFeatures(i: number, begin: number, end: number, p: number, first: number, past: number): void {
    const { tokens, quote, cue, word } = this
    const { tag } = tokens
    const q = quote[i]!
    const q1 = i > first ? tokens.quote[i - 1]! : NOTHING
    const q2 = i + 1 < past ? tokens.quote[i + 1]! : NOTHING
    const s = tokens.sentence[i]!
    const here = this.sentence[s]!
    this.one(T.quote, q)
    this.three(T.quoteTriple, q1, q, q2)
    this.three(T.quoteTripleWord, q1 * 16 + q2, q, word[i]!)
    this.one(T.sentence, here)
    this.two(T.sentenceQuote, here, q)
    if (begin > first) this.two(T.previousSentence, this.sentence[s - 1]!, q)
    if (end < past) this.two(T.nextSentence, this.sentence[s + 1]!, q)
    if (p > 0) this.three(T.previousParagraph, tokens.quote[first - 1]!, tokens.quote[first]!, q)
    if (tokens.quote[i] !== Quote.Outside) {
      const o = this.opening[i]!
      const e = this.closing[i]!
      this.one(T.openDistance, o < 0 ? NOTHING : step(i - o))
      this.one(T.closeDistance, e < 0 ? NOTHING : step(e - i))
      this.one(T.beforeOpen, o < 0 ? 0 : o > first ? word[o - 1]! : BEFORE)
      this.one(T.afterClose, e < 0 ? 0 : e + 1 < past ? word[e + 1]! : AFTER)
      const inside = e > first ? this.markOrWord(e - 1) : NO_TAG
      const after = e >= 0 && e + 1 < past ? this.markOrWord(e + 1) : NO_TAG
      const before = o > first ? this.markOrWord(o - 1) : NO_TAG
      this.two(T.closing, inside, after)
      let near = 0
      if (o >= 0) for (let k = 1; k <= 4 && o - k >= first; k++) if (cue[o - k]! >= STRONG) near |= 1
      if (e >= 0) for (let k = 1; k <= 4 && e + k < past; k++) if (cue[e + k]! >= STRONG) near |= 2
      this.three(T.cueAtQuote, near, q, before * 128 + inside)
      const size = step(o >= 0 && e >= 0 ? e - o : 99)
      this.two(T.quoteSize, size, q)
      const opensSentence = o >= 0 && o === tokens.sentenceStart[tokens.sentence[o]!]! ? 1 : 0
      const endsSentence = e >= 0 && e >= tokens.sentenceStart[tokens.sentence[e]! + 1]! - 2 ? 2 : 0
      this.two(T.quoteShape, size, opensSentence | endsSentence)
    } else {
      let o = 0
      for (let k = 1; k <= 6 && i - k >= first; k++) {
        if (tokens.quote[i - k] === Quote.Close) {
          o = k
          break
        }
      }
      let e = 0
      for (let k = 1; k <= 6 && i + k < past; k++) {
        if (tokens.quote[i + k] === Quote.Open) {
          e = k
          break
        }
      }
      this.one(T.afterQuote, o)
      this.one(T.beforeQuote, e)
      if (o > 0 || e > 0) {
        this.two(T.nearQuoteTag, o * 8 + e, tag[i]!)
        this.two(T.nearQuoteCue, o * 8 + e, cue[i]!)
      }
      this.two(
        T.quotesAround,
        this.quotesBefore[i]! | this.quotesAfter[i]!,
        here & (InSentence.Cue | InSentence.OpensQuoted),
      )
      if (begin > first && tokens.quote[begin - 1] === Quote.Close)
        this.one(T.previousEndsQuoted, Math.min(i - begin, 3))
    }
  }

  private cueFeatures(i: number, begin: number, first: number, past: number): void {
    const { tokens, cue, word, lemma, quote } = this
    for (let k = -3; k <= 3; k++) this.two(T.cue, k, within(cue, i + k, first, past, NOTHING))
    const before = within(cue, i - 1, first, past, NOTHING)
    const after = within(cue, i + 1, first, past, NOTHING)
    this.three(T.cueTriple, before, cue[i]!, after)
    this.two(T.cueWord, before, word[i]!)
    this.two(T.cueWordNext, after, word[i]!)
    const a = this.leftCue[i]!
    const b = this.rightCue[i]!
    this.one(T.leftCue, a < 0 ? NOTHING : step(i - a))
    this.one(T.rightCue, b < 0 ? NOTHING : step(b - i))
    this.three(T.bothCues, (a < 0 ? 0 : 1) | (b < 0 ? 0 : 2), cue[i]!, quote[i]!)
    this.two(T.bothBuckets, a < 0 ? 0 : cue[a]!, b < 0 ? 0 : cue[b]!)
    if (a >= 0) {
      const bits = this.leftBetween[i]!
      this.one(T.leftCueLemma, lemma[a]!)
      this.two(T.leftBetween, bits, cue[i]!)
      this.two(T.leftBetweenLemma, bits, lemma[a]!)
      this.two(T.leftBetweenWord, bits & (Between.Comma | Between.Mark | Between.That), word[i]!)
      this.three(
        T.leftBetweenStart,
        bits & (Between.Comma | Between.That | Between.Colon),
        a === begin ? 1 : 0,
        quote[i]!,
      )
      if (a > begin) this.two(T.beforeCue, word[a - 1]!, lemma[a]!)
    }
    if (b >= 0) {
      const bits = this.rightBetween[i]!
      this.one(T.rightCueLemma, lemma[b]!)
      this.three(T.rightBetween, bits, step(b - i), quote[i]!)
      this.two(T.rightBetweenLemma, bits, lemma[b]!)
      this.two(T.rightBetweenTag, bits, tokens.tag[i]!)
    }
  }

  private parseFeatures(i: number, begin: number, end: number): void {
    const { tokens, cue, lemma } = this
    const { head, relation, tag } = tokens
    const h = head[i]!
    const side = h < 0 ? 2 : h < i ? 0 : 1
    const rel = relation[i]!
    this.one(T.relation, rel)
    this.two(T.headLemma, rel, h < 0 ? BEFORE : lemma[h]!)
    this.three(T.headTag, rel, h < 0 ? ROOT : tag[h]!, side)
    this.two(T.relationLemma, rel, lemma[i]!)
    this.three(T.headCue, rel, h < 0 ? NOTHING : cue[h]!, side)
    this.two(T.relationCue, rel, cue[i]!)
    if (h >= 0) {
      const g = head[h]!
      this.three(T.grandRelation, rel, relation[h]!, side)
      this.three(T.grandLemma, rel, relation[h]!, g < 0 ? BEFORE : lemma[g]!)
      this.three(T.grandCue, rel, relation[h]!, g < 0 ? NOTHING : cue[g]!)
    }
    for (let k = -1; k <= 1; k += 2) {
      const j = i + k
      if (j < begin || j >= end) continue
      this.three(T.neighbourRelation, k, relation[j]!, (head[j] === i ? 1 : 0) | (head[j] === h ? 2 : 0))
    }
    if (cue[i]! >= 2 || isVerb[tag[i]!]) this.childFeatures(i)
    this.branchFeatures(i)
    const a = this.leftCue[i]!
    const b = this.rightCue[i]!
    if (a >= 0) {
      const path = this.pathHash(i, a)
      this.one(T.leftPath, path)
      this.two(T.leftPathCue, path, cue[a]!)
    }
    if (b >= 0) {
      const path = this.pathHash(i, b)
      this.one(T.rightPath, path)
      this.two(T.rightPathLemma, path, lemma[b]!)
    }
    this.edgesOf(T.begins, this.beginning, i)
    this.edgesOf(T.ends, this.ending, i)
    if (i > begin) this.edgesOf(T.endsBefore, this.ending, i - 1)
    if (i + 1 < end) this.edgesOf(T.beginsAfter, this.beginning, i + 1)
  }

  private childFeatures(i: number): void {
    const { tokens, cue, lemma, children } = this
    // A set in one number each side: relations seen so far, in 45 bits over two words.
    let low = 0
    let high = 0
    const end = Math.min(children.start[i + 1]!, children.start[i]! + 24)
    let shape = 0
    for (let c = children.start[i]!; c < end; c++) {
      const k = children.items[c]!
      const rel = tokens.relation[k]!
      const mark = rel * 2 + (k < i ? 0 : 1)
      const bit = 1 << (mark & 31)
      const seen = mark < 32 ? low & bit : mark < 64 ? high & bit : 0
      if (mark < 32) low |= bit
      else if (mark < 64) high |= bit
      if (seen !== 0) continue
      this.one(T.child, mark)
      this.two(T.childLemma, mark, lemma[i]!)
      // Order-free, since a clause may stand on either side of other parts.
      if (TELLING[rel]) shape = (shape + avalanche(mark + 1)) | 0
    }
    this.one(T.children, shape)
    this.two(T.childrenCue, shape, cue[i]!)
  }

  /** The first and second likely cue above the token, and how the token hangs below each. */
  private branchFeatures(i: number): void {
    const { tokens, cue, lemma, word, quote, left, right } = this
    const { head, relation, tag } = tokens
    const next = i + 1 < tokens.size ? tag[i + 1]! : NO_TAG
    let found = 0
    let path = 0
    let below = -1
    let x = i
    for (let depth = 0; x >= 0 && depth < CLIMB; depth++) {
      if (cue[x]! >= STRONG) {
        const branch = below < 0 ? ROOT : relation[below]!
        const sides = (below < 0 ? 0 : below < x ? 1 : 2) + (i < x ? 0 : 4) + found * 8
        this.two(T.branch, sides, branch)
        this.three(T.branchLemma, found, branch, lemma[x]!)
        this.three(T.branchDepth, sides, branch, Math.min(depth, 6))
        if (below >= 0) {
          const l = left[below]!
          const r = right[below]!
          const edge = (i === l ? 1 : 0) | (i === r ? 2 : 0) | (i === l - 1 ? 4 : 0) | (i === r + 1 ? 8 : 0)
          const at = branch * 16 + edge
          this.two(T.branchEdge, sides, at)
          this.three(T.branchEdgeWord, found, at, word[i]!)
          this.three(T.branchEdgeTags, found, at, tag[i]! * 64 + next)
          this.three(T.branchQuote, sides, branch, quote[i]!)
        }
        this.three(T.branchCue, found, branch * 64 + relation[x]!, cue[x]!)
        if (depth <= 4) this.two(T.branchPath, found, path)
        if (++found === 2) break
      }
      path = join(path, relation[x]! + 1)
      below = x
      x = head[x]!
    }
    if (found === 0) this.one(T.noBranch, 0)
    this.two(T.branches, found, quote[i]!)
  }

  private readonly up = new Int32Array(PATH_CLIMB)
  private readonly down = new Int32Array(PATH_CLIMB)

  /** Relations from i up to the lowest common head and down to c: the nearest two up, the nearest three down. */
  private pathHash(i: number, c: number): number {
    const { head, relation } = this.tokens
    const { up, down } = this
    let p = 0
    for (let x = i; x >= 0 && p < PATH_CLIMB; x = head[x]!) up[p++] = x
    let q = 0
    for (let x = c; x >= 0 && q < PATH_CLIMB; x = head[x]!) down[q++] = x
    p--
    q--
    if (up[p] !== down[q]) return 1
    while (p > 0 && q > 0 && up[p - 1] === down[q - 1]) {
      p--
      q--
    }
    let h = p > 2 ? 2 : 3
    for (let k = Math.max(0, p - 2); k < p; k++) h = join(h, relation[up[k]!]! + 1)
    h = join(h, 100)
    for (let k = q - 1, n = 0; k >= 0 && n < 3; k--, n++) h = join(h, relation[down[k]!]! + 1)
    return h
  }

  /** Subtrees that begin (or end) at a token: with what relation, below which cue. */
  private edgesOf(template: number, lists: Lists, at: number): void {
    const { tokens, cue, lemma } = this
    const { head, relation } = tokens
    const end = Math.min(lists.start[at + 1]!, lists.start[at]! + 6)
    for (let c = lists.start[at]!; c < end; c++) {
      const k = lists.items[c]!
      const h = head[k]!
      const side = h < 0 ? 0 : h < k ? 1 : 2
      this.one(template, relation[k]!)
      this.three(template, relation[k]!, h < 0 ? NOTHING : cue[h]!, side)
      if (h >= 0 && cue[h]! >= STRONG) this.three(template, relation[k]!, lemma[h]!, side + 4)
    }
  }

  /** Fills `edgeIds` with the features of the step from token i - 1 to token i (not for the first of a paragraph). */
  edgeAt(i: number): void {
    const { tokens, word, cue, edgeIds } = this
    const { tag, quote, relation } = tokens
    const s = tokens.sentenceStart[tokens.sentence[i]!]! === i ? 1 : 0
    edgeIds[0] = T.edge
    edgeIds[1] = avalanche(join(T.edgeTag, tag[i]!))
    edgeIds[2] = avalanche(join(join(T.edgeTags, tag[i - 1]!), tag[i]!))
    edgeIds[3] = avalanche(join(T.edgeWord, word[i]!))
    edgeIds[4] = avalanche(join(T.edgeWordBefore, word[i - 1]!))
    edgeIds[5] = avalanche(join(join(join(T.edgeQuote, quote[i - 1]!), quote[i]!), s))
    edgeIds[6] = avalanche(join(join(T.edgeCue, cue[i - 1]!), cue[i]!))
    edgeIds[7] = avalanche(join(T.edgeRelation, relation[i]!))
    this.edgeCount = 8
  }
}

/** The cue bucket of every token by a learned lexicon (a weight table of one class that holds buckets). */
export function cueColumn(tokens: Tokens, lexicon: WeightTable): Uint8Array {
  const column = new Uint8Array(tokens.size)
  const bucket = new Float64Array(1)
  for (let i = 0; i < tokens.size; i++) {
    bucket[0] = 0
    lexicon.add(cueKey(tokens.strings.hash(tokens.lemma[i]!), tokens.tag[i]!), bucket)
    column[i] = Math.round(bucket[0])
  }
  return column
}
