import { Quote, type Tokens } from '../tokens/index.ts'
import type { Role } from '../vocabulary/index.ts'
import type { Piece } from './pieces.ts'

/** How many candidates of each side are looked at: a paragraph of fifty thousand cues stays linear. */
const REACH = 5
/** How far up the tree a link is looked for. */
const CLIMB = 16

/**
 * The pieces of a text laid out for questions about pairs: who is near whom, what stands between, which tree
 * hangs on which. Every question takes constant time.
 */
export class Layout {
  readonly tokens: Tokens
  readonly pieces: readonly Piece[]
  readonly cues: readonly Piece[]
  readonly sources: readonly Piece[]
  readonly contents: readonly Piece[]
  /** Token -> index of its piece, or -1. */
  readonly pieceAt: Int32Array
  /** Entry i counts the pieces of a role before piece i. */
  private readonly before: Readonly<Record<Role, Int32Array>>

  constructor(tokens: Tokens, pieces: readonly Piece[]) {
    this.tokens = tokens
    this.pieces = pieces
    const of = (role: Role) => pieces.filter(piece => piece.role === role)
    this.cues = of('cue')
    this.sources = of('source')
    this.contents = of('content')
    this.pieceAt = new Int32Array(tokens.size).fill(-1)
    const before = () => new Int32Array(pieces.length + 1)
    this.before = { source: before(), cue: before(), content: before() }
    for (const piece of pieces) {
      this.pieceAt.fill(piece.index, piece.first, piece.end)
      for (const role of ['source', 'cue', 'content'] as const) {
        this.before[role][piece.index + 1] = this.before[role][piece.index]! + (piece.role === role ? 1 : 0)
      }
    }
  }

  /** How many pieces of `role` lie between two pieces. */
  between(a: Piece, b: Piece, role: Role): number {
    const low = Math.min(a.index, b.index)
    const high = Math.max(a.index, b.index)
    return this.before[role][high]! - this.before[role][low + 1]!
  }

  /** The place of `piece` in the list of its role; for another role: how many of that role stand before it. */
  rank(piece: Piece, role: Role): number {
    return this.before[role][piece.index]!
  }

  paragraphOf(piece: Piece): number {
    return this.tokens.paragraph[piece.first]!
  }

  /** The pieces of `role` in the paragraph of `piece`, at most `REACH` on each side, in text order. */
  near(piece: Piece, role: Role): Piece[] {
    const list = role === 'cue' ? this.cues : role === 'source' ? this.sources : this.contents
    const at = this.rank(piece, role)
    const paragraph = this.paragraphOf(piece)
    const found: Piece[] = []
    for (let i = Math.max(0, at - REACH); i < Math.min(list.length, at + REACH + 1); i++) {
      const other = list[i]!
      if (other !== piece && this.paragraphOf(other) === paragraph) found.push(other)
    }
    return found
  }

  /** Tokens between two pieces; 0 where they touch. */
  gap(a: Piece, b: Piece): number {
    return a.first < b.first ? b.first - a.end : a.first - b.end
  }

  /** The token of `piece` whose tree reaches out, on the side of `other`. */
  headTowards(piece: Piece, other: Piece): number {
    return other.first < piece.first ? piece.firstHead : piece.lastHead
  }

  /** The piece of `role` that the tree of token `i` hangs on, itself apart: the nearest above; -1 where there is none. */
  above(i: number, role: Role): number {
    const own = this.pieceAt[i]!
    let at = this.tokens.head[i]!
    for (let step = 0; step < CLIMB && at >= 0; step++) {
      const piece = this.pieceAt[at]!
      if (piece >= 0 && piece !== own && this.pieces[piece]!.role === role) return piece
      at = this.tokens.head[at]!
    }
    return -1
  }

  isQuoted(i: number): boolean {
    return i >= 0 && i < this.tokens.size && this.tokens.quote[i] !== Quote.Outside
  }
}
