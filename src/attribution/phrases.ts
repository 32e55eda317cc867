import { PENN_INDEX, Quote, RELATION_INDEX, type Tokens } from '../tokens/index.ts'
import type { AttributionKind } from '../vocabulary/index.ts'

/** A run of tokens: `first <= i < end`. */
export interface Stretch {
  readonly first: number
  readonly end: number
}

/** A whole relation that a rule read off the form of a sentence; its stretches never overlap. */
export interface Found {
  readonly source: Stretch | null
  readonly cue: Stretch | null
  /** In text order, at least one. */
  readonly content: readonly Stretch[]
  /** Where the form says it (a transcript's turn is direct without marks); null where the marks must. */
  readonly kind: AttributionKind | null
  /** The name of the rule, for tests and for measuring. */
  readonly rule: string
}

const tags = (...names: string[]): ReadonlySet<number> => new Set(names.map(name => PENN_INDEX.get(name)!))

export const NOUN = tags('NN', 'NNS', 'NNP', 'NNPS')
export const PROPER = tags('NNP', 'NNPS')
export const COMMON = tags('NN', 'NNS')
export const FINITE = tags('VBD', 'VBZ', 'VBP', 'MD')
export const PAST = tags('VBD', 'VBN')
export const ADVERB = tags('RB', 'RBR')
/** What a noun phrase may begin with. */
export const OPENS_NOUN = tags('DT', 'PDT', 'PRP$', 'NN', 'NNS', 'NNP', 'NNPS', 'JJ', 'JJR', 'JJS', 'CD', 'VBN')
/** What may stand within a noun phrase without clauses. */
export const IN_NOUN = tags(
  'DT',
  'PDT',
  'PRP$',
  'NN',
  'NNS',
  'NNP',
  'NNPS',
  'JJ',
  'JJR',
  'JJS',
  'CD',
  'POS',
  'HYPH',
  '$',
  '#',
)
const VERB = tags('VB', 'VBD', 'VBZ', 'VBP', 'VBN', 'VBG', 'MD')
const PREPOSITION = tags('IN', 'TO')

const SUBJECT = new Set(['nsubj', 'nsubj:pass'].map(name => RELATION_INDEX.get(name)!))
const PUNCT = RELATION_INDEX.get('punct')!

export const DASH = /^(?:[–—―-]|--)$/
const FINAL = /^(?:[.?!…]|\.\.\.)$/
const CAPITAL = /^\p{Lu}/u

/** Words that lead into a sentence and belong to no statement in it. */
const LEADS = new Set(['however', 'meanwhile', 'but', 'and', 'still', 'yet', 'also', 'moreover', 'instead', 'then'])

/** How far back an opening mark is looked for. */
const FAR = 400
/** How far a tree is followed upwards when its edges are made. */
const CLIMB = 24

/** Questions about phrases, each answered in constant time or in time linear in the phrase. */
export class Phrases {
  readonly tokens: Tokens
  /** The first and the last token of the tree below each token, marks at its edge left out. */
  private readonly leftmost: Int32Array
  private readonly rightmost: Int32Array
  /** Token -> its subject, or -1. */
  private readonly subject: Int32Array
  /** Ends of sentences, made when first asked for. */
  private readonly ends: Int32Array

  constructor(tokens: Tokens) {
    this.tokens = tokens
    const { size, head, relation } = tokens
    this.leftmost = Int32Array.from({ length: size }, (_, i) => i)
    this.rightmost = this.leftmost.slice()
    this.subject = new Int32Array(size).fill(-1)
    this.ends = new Int32Array(tokens.sentences).fill(-1)
    for (let i = 0; i < size; i++) {
      if (SUBJECT.has(relation[i]!) && head[i]! >= 0) this.subject[head[i]!] = i
      if (relation[i] === PUNCT) continue
      for (let at = head[i]!, step = 0; at >= 0 && step < CLIMB; at = head[at]!, step++) {
        if (i < this.leftmost[at]!) this.leftmost[at] = i
        if (i > this.rightmost[at]!) this.rightmost[at] = i
      }
    }
  }

  tree(i: number): Stretch {
    return { first: this.leftmost[i]!, end: this.rightmost[i]! + 1 }
  }

  subjectOf(i: number): number {
    return this.subject[i]!
  }

  lemma(i: number): string {
    return i < 0 || i >= this.tokens.size ? '' : this.tokens.strings.text(this.tokens.lemma[i]!)
  }

  lower(i: number): string {
    return i < 0 || i >= this.tokens.size ? '' : this.tokens.lowerWord(i)
  }

  word(i: number): string {
    return i < 0 || i >= this.tokens.size ? '' : this.tokens.word(i)
  }

  is(i: number, set: ReadonlySet<number>): boolean {
    return i >= 0 && i < this.tokens.size && set.has(this.tokens.tag[i]!)
  }

  isVerb(i: number): boolean {
    return this.is(i, VERB)
  }

  isPreposition(i: number): boolean {
    return this.is(i, PREPOSITION)
  }

  isCapital(i: number): boolean {
    return CAPITAL.test(this.word(i))
  }

  quote(i: number): number {
    return i < 0 || i >= this.tokens.size ? Quote.Outside : this.tokens.quote[i]!
  }

  /** First token and end of sentence `s`, its final full stop and what stands behind left out. */
  sentence(s: number): Stretch {
    const first = this.tokens.sentenceStart[s]!
    let end = this.ends[s]!
    if (end >= 0) return { first, end }
    end = this.tokens.sentenceStart[s + 1]!
    while (end > first && this.quote(end - 1) === Quote.Outside && FINAL.test(this.word(end - 1))) end--
    this.ends[s] = end
    return { first, end }
  }

  /**
   * Where the statement of a sentence begins: after "However," and the like, and at the opening mark where the
   * sentence begins within a quotation of its paragraph.
   */
  statementStart(first: number, end: number): number {
    const { paragraph, paragraphStart } = this.tokens
    let at = first
    if (this.quote(at) === Quote.Inside || this.quote(at) === Quote.Close) {
      const limit = Math.max(paragraphStart[paragraph[at]!]!, at - FAR)
      let open = at - 1
      while (open > limit && this.quote(open) === Quote.Inside) open--
      return this.quote(open) === Quote.Open ? open : at
    }
    while (at < end && LEADS.has(this.lower(at))) {
      at++
      if (this.word(at) === ',') at++
    }
    return at < end ? at : first
  }

  /**
   * Is this a noun phrase, with "of the ministry", ", the mayor" and ", who had left," in it? It may hold no finite
   * verb but in a relative clause, no quotation, and is at most `most` tokens long.
   */
  isNounPhrase({ first, end }: Stretch, most = 24): boolean {
    if (end <= first || end - first > most) return false
    if (end - first === 1 && this.lower(first).length < 2) return false
    if (!this.is(first, OPENS_NOUN)) return false
    let nouns = 0
    let relative = false
    for (let i = first; i < end; i++) {
      if (this.quote(i) !== Quote.Outside) return false
      const word = this.lower(i)
      if (word === 'who' || word === 'which' || word === 'whose') {
        if (nouns === 0) return false
        relative = true
      }
      if (this.is(i, NOUN)) nouns++
      else if (relative || this.is(i, IN_NOUN) || word === ',' || word === 'and' || word === '&') continue
      else if (this.is(i, PREPOSITION) && nouns > 0) continue
      else if (PARTICIPLE.has(this.tokens.tag[i]!) && (nouns > 0 || this.is(i + 1, NOUN))) continue
      else return false
    }
    return nouns > 0
  }

  /** The end of the plain noun phrase that begins at `first`: no clause, no comma, at most "of" within. */
  nounEnd(first: number, limit: number): number {
    let i = first
    let nouns = 0
    while (i < limit && this.quote(i) === Quote.Outside) {
      if (this.is(i, NOUN)) nouns++
      else if (!this.is(i, IN_NOUN) && !(nouns > 0 && this.lower(i) === 'of' && this.is(i + 1, OPENS_NOUN))) break
      i++
    }
    return nouns > 0 ? i : first
  }

  /** The quotation that ends with the mark before `end`, from its opening mark; null where there is none. */
  quotationBefore(end: number): Stretch | null {
    if (this.quote(end - 1) !== Quote.Close) return null
    const first = this.tokens.quotePartner[end - 1]!
    return first >= 0 ? { first, end } : null
  }
}

const PARTICIPLE = tags('VBN', 'VBG')
