import type { Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { inTextOrder, span } from '../vocabulary/index.ts'
import { type Group, groupsOf } from './groups.ts'
import { kindOf } from './kind.ts'
import { Layout } from './layout.ts'
import { linksOf } from './link.ts'
import type { LinkModel } from './model.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { VerdictFeatures, verdictOf } from './verdict.ts'

/**
 * Ties tagged tokens into relations, in the order of their first spans.
 *
 * Every cue that got a content makes one relation, with at most one source; several cues may share a source
 * ("he said X, adding that Y"). A content that no cue wants makes a relation of its own, with the free source
 * beside it if there is one. A cue without a content, and a source without either, tell nothing and are left out.
 * With a model and confidences, so are relations that are more likely wrong than worth telling.
 *
 * @param tags a `RoleTag` per token.
 * @param model the trained linker; without it hand-set costs decide and nothing is judged.
 * @param confidence the probability of each token's tag; without it nothing is judged and every relation has
 *   confidence 1.
 */
export function relate(
  tokens: Tokens,
  tags: Uint8Array,
  model: LinkModel | null = null,
  confidence: Float32Array | null = null,
): Relation[] {
  const layout = new Layout(tokens, piecesOf(tokens, tags))
  const features = new VerdictFeatures()
  const scores = new Float64Array(1)
  const relations: Relation[] = []
  for (const group of groupsOf(layout, linksOf(layout, model === null ? null : model.links))) {
    const content = spansOf(tokens, group.content)
    const kind = kindOf(tokens, content)
    let sureness = 1
    if (confidence !== null && model !== null && model.verdict.rows > 0) {
      features.fill(layout, group, kind, confidence)
      sureness = verdictOf(model.verdict, features, scores)
      if (sureness < model.least) continue
    } else if (confidence !== null) sureness = leastSure(group, confidence)
    const source = spansOf(tokens, group.source === null ? [] : [group.source])
    const cue = spansOf(tokens, group.cue === null ? [] : [group.cue])
    relations.push({ source, cue, content, kind, parent: null, confidence: sureness })
  }
  return relations.sort((a, b) => inTextOrder(firstOf(a), firstOf(b)) || inTextOrder(a.content[0]!, b.content[0]!))
}

/** Pieces as spans; what runs on over a paragraph's end is one. */
export function spansOf(tokens: Tokens, pieces: readonly Piece[]): Span[] {
  const spans: Span[] = []
  let open: Piece | null = null
  let first = 0
  for (const piece of pieces) {
    const runsOn: boolean =
      open !== null && open.end === piece.first && tokens.paragraph[open.first] !== tokens.paragraph[piece.first]
    if (!runsOn) first = tokens.from[piece.first]!
    else spans.pop()
    spans.push(span(first, tokens.to[piece.end - 1]!))
    open = piece
  }
  return spans
}

/** The span that a relation begins with. */
export const firstOf = ({ source, cue, content }: Pick<Relation, 'source' | 'cue' | 'content'>): Span =>
  [source[0], cue[0], content[0]].filter(s => s !== undefined).sort(inTextOrder)[0]!

/** A span is right only if all its tags are: the least sure tag of each piece, and of these the mean. */
function leastSure({ source, cue, content }: Group, confidence: Float32Array): number {
  let sum = 0
  let count = 0
  for (const piece of [source, cue, ...content]) {
    if (piece === null) continue
    let least = 1
    for (let i = piece.first; i < piece.end; i++) least = Math.min(least, confidence[i]!)
    sum += least
    count++
  }
  return sum / count
}
