import { StringTable } from './strings.ts'
import {
  ENTITY_KINDS,
  type EntityKind,
  PENN,
  type PennTag,
  RELATIONS,
  type Relation,
  UPOS,
  type UposTag,
} from './tagset.ts'

/** What stands before a token: nothing (it touches the last one), blanks within a line, or a line end. */
export const Gap = { None: 0, Blank: 1, Line: 2 } as const

/**
 * The state of a token towards quotation marks. `Inside` holds from the opening to the closing mark.
 *
 *   He  said  “  We   won  ”  .
 *   0   0     2  1    1    3  0
 */
export const Quote = { Outside: 0, Inside: 1, Open: 2, Close: 3 } as const

/** A token as a person wants to see it; made on demand by `Tokens.at`. */
export interface TokenView {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly tag: PennTag
  readonly upos: UposTag
  readonly lemma: string
  readonly entity: { readonly kind: EntityKind; readonly begins: boolean } | null
  readonly head: number
  readonly relation: Relation
}

/**
 * One article's tokens as columns: entry i of every column tells of token i. Positions are UTF-16 units
 * of the text, half-open. Columns are filled in the order of the steps; a later step may read all that
 * earlier ones wrote.
 *
 * `sentenceStart` and `paragraphStart` hold first tokens and, last, `size`: sentence s is
 * `sentenceStart[s] <= i < sentenceStart[s + 1]`. Paragraphs are the article's blocks (by `paragraphBlock`:
 * paragraph -> index into article.blocks), no sentence crosses one, and none is without a token.
 */
export class Tokens {
  readonly text: string
  readonly size: number
  readonly strings: StringTable
  readonly from: Int32Array
  readonly to: Int32Array
  /** String ids of the word as written and of its lower-cased form with curly apostrophes made straight. */
  readonly form: Int32Array
  readonly lower: Int32Array
  /** What stands before the token: `Gap`. The first token of the text has `Gap.Line`. */
  readonly gap: Uint8Array
  readonly sentence: Int32Array
  readonly paragraph: Int32Array
  sentenceStart: Int32Array = new Int32Array(1)
  paragraphStart: Int32Array = new Int32Array(1)
  paragraphBlock: Int32Array = new Int32Array(0)
  /** `Quote` of the outer marks ("…", “…”, «…», „…“, and '…' or ‘…’ where a text quotes with single marks). */
  readonly quote: Uint8Array
  /** The same for marks inside an outer quotation ('…' within "…", "…" within '…'). */
  readonly innerQuote: Uint8Array
  /** The token of the mark that opens or closes the innermost pair a mark belongs to; -1 for other tokens and unpaired marks. */
  readonly quotePartner: Int32Array
  /** Index into PENN. */
  readonly tag: Uint8Array
  /** Index into UPOS. */
  readonly upos: Uint8Array
  /** String id. */
  readonly lemma: Int32Array
  /** See `Entity` in tagset.ts. */
  readonly entity: Uint8Array
  /** Token index of the head, in the same sentence; -1 for a root. */
  readonly head: Int32Array
  /** Index into RELATIONS. */
  readonly relation: Uint8Array

  constructor(text: string, size: number, strings: StringTable = new StringTable()) {
    this.text = text
    this.size = size
    this.strings = strings
    this.from = new Int32Array(size)
    this.to = new Int32Array(size)
    this.form = new Int32Array(size)
    this.lower = new Int32Array(size)
    this.gap = new Uint8Array(size)
    this.sentence = new Int32Array(size)
    this.paragraph = new Int32Array(size)
    this.quote = new Uint8Array(size)
    this.innerQuote = new Uint8Array(size)
    this.quotePartner = new Int32Array(size).fill(-1)
    this.tag = new Uint8Array(size)
    this.upos = new Uint8Array(size)
    this.lemma = new Int32Array(size)
    this.entity = new Uint8Array(size)
    this.head = new Int32Array(size).fill(-1)
    this.relation = new Uint8Array(size)
  }

  get sentences(): number {
    return this.sentenceStart.length - 1
  }

  get paragraphs(): number {
    return this.paragraphStart.length - 1
  }

  word(i: number): string {
    return this.strings.text(this.form[i]!)
  }

  lowerWord(i: number): string {
    return this.strings.text(this.lower[i]!)
  }

  at(i: number): TokenView {
    const entity = this.entity[i]!
    return {
      text: this.word(i),
      from: this.from[i]!,
      to: this.to[i]!,
      tag: PENN[this.tag[i]!]!,
      upos: UPOS[this.upos[i]!]!,
      lemma: this.strings.text(this.lemma[i]!),
      entity: entity === 0 ? null : { kind: ENTITY_KINDS[(entity - 1) >> 1]!, begins: entity % 2 === 1 },
      head: this.head[i]!,
      relation: RELATIONS[this.relation[i]!]!,
    }
  }
}
