import type { Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { inTextOrder, span } from '../vocabulary/index.ts'
import { kindOf } from './kind.ts'
import { Layout } from './layout.ts'
import { type LinkModel, linksOf } from './link.ts'
import { type Piece, piecesOf } from './pieces.ts'

/** The pieces of one relation in the making. */
interface Group {
  readonly source: Piece | null
  readonly cue: Piece | null
  readonly content: Piece[]
}

/**
 * Ties tagged tokens into relations, in the order of their first spans.
 *
 * Every cue that got a content makes one relation, with at most one source; several cues may share a source
 * ("he said X, adding that Y"). A content that no cue wants makes a relation of its own, with the free source
 * beside it if there is one. A cue without a content, and a source without either, tell nothing and are left out.
 *
 * @param tags a `RoleTag` per token.
 * @param model the trained linker; without it hand-set costs decide.
 * @param confidence the probability of each token's tag; 1 where it is not given.
 */
export function relate(
  tokens: Tokens,
  tags: Uint8Array,
  model: LinkModel | null = null,
  confidence: Float32Array | null = null,
): Relation[] {
  const layout = new Layout(tokens, piecesOf(tokens, tags))
  const groups = groupsOf(layout, model)
  const relations = groups.map((group): Relation => {
    const content = spansOf(tokens, group.content)
    const source = spansOf(tokens, group.source === null ? [] : [group.source])
    const cue = spansOf(tokens, group.cue === null ? [] : [group.cue])
    return {
      source,
      cue,
      content,
      kind: kindOf(tokens, content),
      parent: null,
      confidence: confidence === null ? 1 : sureness(group, confidence),
    }
  })
  return relations.sort((a, b) => inTextOrder(firstOf(a), firstOf(b)) || inTextOrder(a.content[0]!, b.content[0]!))
}

function groupsOf(layout: Layout, model: LinkModel | null): Group[] {
  const { cueOf, sourceOf } = linksOf(layout, model)
  const { pieces, cues, contents } = layout
  const contentsOf = new Map<number, Piece[]>()
  contents.forEach((content, i) => {
    const cue = cueOf[i]!
    if (cue >= 0) contentsOf.set(cue, [...(contentsOf.get(cue) ?? []), content])
  })
  const groups: Group[] = []
  const used = new Set<Piece>()
  cues.forEach((cue, i) => {
    const content = contentsOf.get(cue.index)
    if (content === undefined) return
    const source = sourceOf[i]! < 0 ? null : pieces[sourceOf[i]!]!
    if (source !== null) used.add(source)
    groups.push({ source, cue, content })
  })
  let last: Group | null = null
  contents.forEach((content, i) => {
    if (cueOf[i]! >= 0) {
      last = null
      return
    }
    const before = pieces[content.index - 1]
    if (last !== null && before !== undefined && last.content.at(-1) === before && content.first - before.end <= 1) {
      last.content.push(content)
      return
    }
    const source = freeSourceBeside(layout, content, used)
    if (source !== null) used.add(source)
    last = { source, cue: null, content: [content] }
    groups.push(last)
  })
  return groups
}

/** The piece right before or after a content, if it is a source that no cue has, in the same paragraph. */
function freeSourceBeside(layout: Layout, content: Piece, used: ReadonlySet<Piece>): Piece | null {
  const sides = [layout.pieces[content.index - 1], layout.pieces[content.index + 1]]
  const free = sides.filter(
    (piece): piece is Piece =>
      piece?.role === 'source' && !used.has(piece) && layout.paragraphOf(piece) === layout.paragraphOf(content),
  )
  free.sort((a, b) => layout.gap(a, content) - layout.gap(b, content))
  return free[0] ?? null
}

/** Pieces as spans; what runs on over a paragraph's end is one. */
function spansOf(tokens: Tokens, pieces: readonly Piece[]): Span[] {
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

const firstOf = ({ source, cue, content }: Relation): Span =>
  [source[0], cue[0], content[0]].filter(s => s !== undefined).sort(inTextOrder)[0]!

/** A span is right only if all its tags are: the least sure tag of each piece, and of these the mean. */
function sureness({ source, cue, content }: Group, confidence: Float32Array): number {
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
