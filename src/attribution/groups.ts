import type { Layout } from './layout.ts'
import type { Links } from './link.ts'
import type { Piece } from './pieces.ts'

/** The pieces of one relation in the making. */
export interface Group {
  readonly source: Piece | null
  readonly cue: Piece | null
  readonly content: Piece[]
  /** By how much the linker prefers the cue of the first content, and the source of the cue, to the next best. */
  readonly cueMargin: number
  readonly sourceMargin: number
}

/**
 * Gathers linked pieces. Every cue that got a content makes a group; contents without a cue make groups of their
 * own, with the free source beside them if there is one. A cue without a content, and a source without either,
 * tell nothing and are left out.
 */
export function groupsOf(layout: Layout, links: Links): Group[] {
  const { cueOf, sourceOf, cueMargin, sourceMargin } = links
  const { pieces, cues, contents } = layout
  const contentsOf = new Map<number, Piece[]>()
  contents.forEach((content, i) => {
    const cue = cueOf[i]!
    if (cue < 0) return
    const list = contentsOf.get(cue)
    if (list === undefined) contentsOf.set(cue, [content])
    else list.push(content)
  })
  const groups: Group[] = []
  const used = new Set<Piece>()
  cues.forEach((cue, i) => {
    const content = contentsOf.get(cue.index)
    if (content === undefined) return
    const source = sourceOf[i]! < 0 ? null : pieces[sourceOf[i]!]!
    if (source !== null) used.add(source)
    const first = layout.rank(content[0]!, 'content')
    groups.push({ source, cue, content, cueMargin: cueMargin[first]!, sourceMargin: sourceMargin[i]! })
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
    last = { source, cue: null, content: [content], cueMargin: cueMargin[i]!, sourceMargin: 0 }
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
