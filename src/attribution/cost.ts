import type { Layout } from './layout.ts'
import type { Piece } from './pieces.ts'

/**
 * How badly a source or content fits a cue of its paragraph, by hand: words apart, sentences apart, what stands
 * between, and whether the tree ties them. The numbers come from a trial on PolNeAR's training part.
 */
export function linkCost(layout: Layout, piece: Piece, cue: Piece): number {
  const { sentence } = layout.tokens
  const apart = (i: number) => Math.abs(sentence[i]! - sentence[cue.first]!)
  const isSource = piece.role === 'source'
  let cost = layout.gap(piece, cue)
  cost += isSource ? 60 * apart(piece.first) : 15 * Math.min(apart(piece.first), apart(piece.end - 1))
  cost += 12 * layout.between(piece, cue, 'cue') + 4 * layout.between(piece, cue, piece.role)
  if (isSource && piece.first > cue.first) cost += 3
  if (layout.above(piece.firstHead, 'cue') === cue.index) cost -= 10
  return cost
}
