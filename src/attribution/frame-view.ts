import { PENN, Quote, type Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'

/** How many tokens before and behind a cue may tell something of it; bounds the work on sentences without an end. */
const REACH = 60
/** Pieces of one cue with more between them are not read as one. */
const TORN = 8

export const Part = { None: 0, Source: 1, Cue: 2, Content: 3 } as const

const MARKS = new Set(['"', '“', '”', "'", '‘', '’', '«', '»', '``', "''"])

/** A relation laid over the tokens around its cue. Every question takes constant time. */
export class CueView {
  readonly tokens: Tokens
  readonly relation: Relation
  /** The cue's tokens, `first <= i < end`, in one sentence; empty (behind the source) where there is no cue. */
  readonly first: number
  readonly end: number
  /** The window: tokens of the cue's sentence, at most `REACH` from the cue. */
  readonly from: number
  readonly to: number
  private readonly parts: Uint8Array

  /** @param within for a nested statement the content that holds it: what stands outside frames that, not this. */
  constructor(tokens: Tokens, relation: Relation, within: readonly Span[] = []) {
    this.tokens = tokens
    this.relation = relation
    const anchor = relation.cue[0] ?? relation.source[0] ?? relation.content[0]!
    let first = tokenAt(tokens, anchor.from)
    let end = tokenAt(tokens, anchor.to - 1) + 1
    first = Math.min(first, tokens.size - 1)
    end = Math.min(Math.max(end, first + 1), tokens.size)
    const sentence = tokens.sentence[first]!
    let begin = tokens.sentenceStart[sentence]!
    let stop = tokens.sentenceStart[sentence + 1]!
    const holder = pieceAt(within, anchor.from)
    if (holder !== null && anchor.to <= holder.to) {
      begin = Math.max(begin, tokenAt(tokens, holder.from))
      stop = Math.min(stop, tokenAt(tokens, holder.to - 1) + 1)
    }
    if (relation.cue.length > 0) {
      for (const piece of relation.cue.slice(1, 4)) {
        const last = tokenAt(tokens, piece.to - 1) + 1
        if (last <= stop && tokenAt(tokens, piece.from) - end <= TORN) end = Math.max(end, last)
      }
      end = Math.min(end, stop)
    } else {
      end = Math.min(end, stop)
      first = end
    }
    this.first = first
    this.end = end
    this.from = Math.max(begin, first - REACH)
    this.to = Math.min(stop, end + REACH)
    this.parts = new Uint8Array(Math.max(this.to - this.from, 0))
    this.mark(relation.content, Part.Content)
    this.mark(relation.source, Part.Source)
    this.mark(relation.cue, Part.Cue)
  }

  private mark(spans: readonly Span[], part: number): void {
    const { from: starts } = this.tokens
    if (this.to <= this.from) return
    const low = starts[this.from]!
    const high = this.tokens.to[this.to - 1]!
    for (const { from, to } of spans) {
      if (to <= low || from >= high) continue
      for (let i = Math.max(tokenAt(this.tokens, from), this.from); i < this.to && starts[i]! < to; i++) {
        this.parts[i - this.from] = part
      }
    }
  }

  /** What the relation makes of token `i`; `Part.None` outside of the window. */
  part(i: number): number {
    return i < this.from || i >= this.to ? Part.None : this.parts[i - this.from]!
  }

  isFree(i: number): boolean {
    return this.part(i) === Part.None
  }

  lower(i: number): string {
    return i >= this.from && i < this.to ? this.tokens.lowerWord(i) : ''
  }

  lemma(i: number): string {
    return i >= this.from && i < this.to ? this.tokens.strings.text(this.tokens.lemma[i]!) : ''
  }

  tag(i: number): string {
    return i >= this.from && i < this.to ? PENN[this.tokens.tag[i]!]! : ''
  }

  isMark(i: number): boolean {
    return MARKS.has(this.lower(i))
  }

  isQuoted(i: number): boolean {
    return this.tokens.quote[i] !== Quote.Outside
  }

  /** The first token of the content that begins behind the cue, opening marks apart; -1 where it stands elsewhere. */
  get contentBehind(): number {
    for (let i = this.end; i < this.to; i++) {
      if (this.part(i) === Part.Content && !this.isMark(i)) return i
    }
    return -1
  }

  /** Does the content, or a part of it, stand before the cue in its sentence? */
  get hasContentBefore(): boolean {
    for (let i = this.from; i < this.first; i++) if (this.part(i) === Part.Content && !this.isMark(i)) return true
    return false
  }

  /** The tokens of the first source piece in the window, `[first, end)`; null where there is none. */
  get sourceRange(): readonly [number, number] | null {
    let i = this.from
    while (i < this.to && this.part(i) !== Part.Source) i++
    if (i >= this.to) return null
    const first = i
    while (i < this.to && this.part(i) === Part.Source) i++
    return [first, i]
  }
}

/** The span of an ordered, disjoint list that holds a position. */
function pieceAt(spans: readonly Span[], position: number): Span | null {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.to <= position) low = middle + 1
    else high = middle
  }
  const found = spans[low]
  return found !== undefined && found.from <= position ? found : null
}

/** The first token that ends after position `from`. */
export function tokenAt(tokens: Tokens, from: number): number {
  let low = 0
  let high = tokens.size
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.to[middle]! <= from) low = middle + 1
    else high = middle
  }
  return low
}
