import { avalanche, hashString, join, type Tokens } from '../tokens/index.ts'
import type { Layout } from './layout.ts'
import type { Piece } from './pieces.ts'

/** How far a path between two trees is followed on each side. */
const PATH = 6

/** A length or distance in ten steps that widen. */
export const bucket = (n: number): number =>
  n < 4 ? n : n < 6 ? 4 : n < 9 ? 5 : n < 14 ? 6 : n < 25 ? 7 : n < 50 ? 8 : 9
const upTo = (n: number, most: number): number => Math.min(n, most)

const template = (name: string): number => hashString(`link ${name}`)
const T = {
  none: template('none'),
  noneCues: template('none, cues near'),
  noneQuote: template('none, quoted'),
  noneLast: template('none, the piece before'),
  noneWord: template('none, lemma'),
  order: template('order'),
  distance: template('distance'),
  sentences: template('sentences'),
  between: template('between'),
  betweenAll: template('between, all roles'),
  path: template('path'),
  pathLemma: template('path, lemma'),
  tied: template('tied'),
  relation: template('relation'),
  lemma: template('lemma'),
  lemmaNear: template('lemma, near'),
  quote: template('quote'),
  quoteNear: template('quote, near'),
  edge: template('edge'),
  chained: template('chained'),
  word: template('word'),
  load: template('load'),
} as const

/** The features of one possible link; `ids[0..count)` are 32-bit hashes. Reused from pair to pair. */
export class LinkFeatures {
  ids = new Int32Array(64)
  count = 0

  private push(t: number, x: number): void {
    this.ids[this.count++] = join(t, x)
  }

  /** What speaks for leaving `decider` (a content without cue, a cue without source) on its own. */
  none(layout: Layout, decider: Piece, candidates: number, chained: boolean): void {
    const { tokens } = layout
    this.count = 0
    const quoted = quoteState(layout, decider)
    const last = layout.pieces[decider.index - 1]
    const lastHere =
      last === undefined || layout.paragraphOf(last) !== layout.paragraphOf(decider)
        ? 0
        : last.role === 'cue'
          ? 1
          : last.role === 'source'
            ? 2
            : 3
    this.push(T.none, 0)
    this.push(T.noneCues, upTo(candidates, 3) * 2 + (chained ? 1 : 0))
    this.push(T.noneQuote, quoted * 4 + upTo(candidates, 3))
    this.push(T.noneLast, lastHere * 64 + quoted)
    this.push(T.noneWord, lemmaHash(tokens, decider.lastHead))
    this.push(T.noneWord, join(lemmaHash(tokens, decider.lastHead), lastHere + 1))
  }

  /**
   * A source or content (`piece`) and a cue. `chained`: the cue is the one that the content before went to, and
   * stands in an earlier paragraph.
   */
  pair(layout: Layout, piece: Piece, cue: Piece, chained: boolean): void {
    const { tokens } = layout
    this.count = 0
    const after = piece.first > cue.first ? 1 : 0
    const gap = layout.gap(piece, cue)
    const head = layout.headTowards(piece, cue)
    const near = after ? piece.first : piece.end - 1
    const sentences = upTo(Math.abs(tokens.sentence[near]! - tokens.sentence[cue.first]!), 4)
    const cues = upTo(layout.between(piece, cue, 'cue'), 3)
    const same = upTo(layout.between(piece, cue, piece.role), 3)
    const other = upTo(layout.between(piece, cue, piece.role === 'source' ? 'content' : 'source'), 3)
    const place = (after * 5 + sentences) * 4 + cues
    const tie = tieOf(layout, piece, cue, head)
    const quoted = quoteState(layout, piece)
    const lemma = lemmaHash(tokens, cue.lastHead)
    this.push(T.order, place)
    this.push(T.distance, after * 16 + bucket(gap))
    this.push(T.distance, (after * 16 + bucket(gap)) * 8 + cues + 100)
    this.push(T.sentences, (after * 5 + sentences) * 64 + quoted)
    this.push(T.between, ((after * 4 + cues) * 4 + same) * 4 + other)
    this.push(T.betweenAll, (((after * 4 + cues) * 4 + same) * 4 + other) * 5 + sentences)
    this.push(T.tied, tie)
    this.push(T.tied, tie * 64 + place + 1000)
    if (sentences === 0 && !chained) {
      const path = pathBetween(tokens, head, after ? cue.lastHead : cue.firstHead)
      this.push(T.path, path)
      this.push(T.path, join(path, after * 8 + cues))
      this.push(T.pathLemma, join(path, lemma))
    }
    this.push(T.relation, (tokens.relation[head]! * 64 + tokens.relation[cue.firstHead]!) * 2 + after)
    this.push(T.lemma, join(lemma, after * 4 + upTo(cues, 1) * 2 + upTo(sentences, 1)))
    this.push(T.lemmaNear, join(lemma, (after * 4 + same) * 16 + bucket(gap)))
    this.push(T.quote, quoted * 64 + place)
    this.push(T.quoteNear, (quoted * 2 + (layout.isQuoted(cue.first) ? 1 : 0)) * 16 + bucket(gap))
    // What touches the piece on the side of the cue, and the cue on the side of the piece.
    const [left, right] = after ? [cue.end, piece.first - 1] : [piece.end, cue.first - 1]
    this.push(T.edge, join(wordHash(tokens, gap > 0 ? left : -1), after))
    this.push(T.edge, join(wordHash(tokens, gap > 0 ? right : -1), after + 2))
    this.push(T.word, join(wordHash(tokens, piece.first), after * 4 + upTo(sentences, 1)))
    this.push(T.load, ((sideLoad(layout, cue, piece.role) * 2 + after) * 4 + same) * 4 + cues)
    if (chained) {
      const start = tokens.paragraphStart[layout.paragraphOf(piece)]!
      const steps = upTo(layout.paragraphOf(piece) - layout.paragraphOf(cue), 3)
      this.push(T.chained, steps * 64 + quoted)
      this.push(T.chained, (upTo(piece.first - start, 2) * 64 + quoted) * 4 + 1000)
      this.push(T.chained, (upTo(layout.near(piece, 'cue').length, 2) * 64 + quoted) * 4 + 10_001)
    }
  }
}

/** Quotation at the piece's two ends: first token, last token, the tokens just outside. */
export function quoteState(layout: Layout, piece: Piece): number {
  const { quote } = layout.tokens
  return quote[piece.first]! * 8 + quote[piece.end - 1]! * 2 + (layout.isQuoted(piece.firstHead) ? 1 : 0)
}

/** Which pieces of the other role touch the cue within the sentence: bit 0 one right before, bit 1 one right after. */
function sideLoad(layout: Layout, cue: Piece, role: Piece['role']): number {
  const { sentence } = layout.tokens
  const here = sentence[cue.first]
  const left = layout.pieces[cue.index - 1]
  const right = layout.pieces[cue.index + 1]
  const l = left !== undefined && left.role === role && sentence[left.end - 1] === here ? 1 : 0
  const r = right !== undefined && right.role === role && sentence[right.first] === here ? 2 : 0
  return l + r
}

/** Bit 0: the piece's tree hangs on this cue; bit 1: on another cue; bit 2: the cue's tree hangs on the piece; bit 3: on another such piece. */
function tieOf(layout: Layout, piece: Piece, cue: Piece, head: number): number {
  const up = layout.above(head, 'cue')
  const down = layout.above(cue.firstHead, piece.role)
  return (up === cue.index ? 1 : up >= 0 ? 2 : 0) + (down === piece.index ? 4 : down >= 0 ? 8 : 0)
}

const NOTHING = 0x1f123bb5
export const lemmaHash = (tokens: Tokens, i: number): number => tokens.strings.hash(tokens.lemma[i]!)
export const wordHash = (tokens: Tokens, i: number): number =>
  i < 0 || i >= tokens.size ? NOTHING : tokens.strings.hash(tokens.lower[i]!)

/** The relations on the way up from `a` to the common ancestor and down to `b`, as one hash; far ones are all alike. */
export function pathBetween(tokens: Tokens, a: number, b: number): number {
  const { head, relation } = tokens
  let up = 1
  let x = a
  for (let i = 0; i <= PATH && x >= 0; i++) {
    let down = 1
    let y = b
    for (let j = 0; j <= PATH && y >= 0; j++) {
      if (x === y) return avalanche(join(up, down))
      down = join(down, relation[y]! + 1)
      y = head[y]!
    }
    up = join(up, relation[x]! + 101)
    x = head[x]!
  }
  return NOTHING
}
