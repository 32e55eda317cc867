import type { Relation, Span } from '../vocabulary/index.ts'

/** How many open contents are looked at for one relation; more never hold one another in news. */
const REACH = 24

/**
 * For each relation the index of the smallest other whose content contains all of its spans, or null. Content must
 * be strictly longer than content, so that no circle can close.
 */
export function parentsOf(relations: readonly Relation[]): (number | null)[] {
  const extents = relations.map(({ source, cue, content }) => extentOf([...source, ...cue, ...content]))
  const bodies = relations.map(({ content }) => extentOf(content))
  const sizes = relations.map(({ content }) => content.reduce((sum, { from, to }) => sum + to - from, 0))
  // A sweep over the text. A content may be a parent from its first unit on; of two that begin together the longer
  // comes first, and a relation is asked for after all contents that begin where it does.
  const starts = relations.map((_, i) => i).sort((a, b) => bodies[a]!.from - bodies[b]!.from || sizes[b]! - sizes[a]!)
  const asked = relations.map((_, i) => i).sort((a, b) => extents[a]!.from - extents[b]!.from)
  const parents: (number | null)[] = relations.map(() => null)
  let open: number[] = []
  let next = 0
  for (const i of asked) {
    const { from, to } = extents[i]!
    while (next < starts.length && bodies[starts[next]!]!.from <= from) open.push(starts[next++]!)
    open = open.filter(k => bodies[k]!.to > from).slice(-REACH)
    let best = -1
    for (const k of open) {
      if (k === i || bodies[k]!.to < to || sizes[k]! <= sizes[i]!) continue
      if (best >= 0 && sizes[best]! <= sizes[k]!) continue
      if (holds(relations[k]!.content, relations[i]!)) best = k
    }
    parents[i] = best < 0 ? null : best
  }
  return parents
}

function extentOf(spans: readonly Span[]): Span {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (const s of spans) {
    from = Math.min(from, s.from)
    to = Math.max(to, s.to)
  }
  return { from, to }
}

/** Do the spans of `content` contain all of the relation's? Both are in text order. */
function holds(content: readonly Span[], { source, cue, content: inner }: Relation): boolean {
  return [source, cue, inner].every(spans => {
    let at = 0
    return spans.every(({ from, to }) => {
      while (at < content.length && content[at]!.to < to) at++
      return at < content.length && content[at]!.from <= from
    })
  })
}
