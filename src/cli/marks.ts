import type { Attribution, AttributionRecord, Role, Span } from '../vocabulary/index.ts'

/** A stretch of the text that plays a role in one attribution or, shared, in several. */
export interface Mark extends Span {
  readonly role: Role
  /** The attributions it belongs to, as their places in the record counted from 1. */
  readonly numbers: readonly number[]
  /** How many contents the attribution lies in: 0 for an outermost one. */
  readonly depth: number
}

/** How deep each attribution lies in others; a parent that is unknown, or its own ancestor, counts as none. */
export function depthsOf(attributions: readonly Attribution[]): number[] {
  const places = new Map(attributions.map((a, i) => [a.id, i]))
  const depths: (number | undefined)[] = attributions.map(() => undefined)
  return attributions.map((_, i) => {
    const chain: number[] = []
    let at: number | undefined = i
    while (at !== undefined && depths[at] === undefined && chain.length <= attributions.length) {
      chain.push(at)
      const parent: string | null = attributions[at]!.parent
      at = parent === null ? undefined : places.get(parent)
    }
    let depth = at === undefined ? -1 : (depths[at] ?? -1)
    while (chain.length > 0) depths[chain.pop()!] = ++depth
    return depths[i]!
  })
}

/** Every role of every attribution in text order, the longer first; the same stretch in the same role stands once. */
export function marksOf(record: AttributionRecord): Mark[] {
  const depths = depthsOf(record.attributions)
  const marks = new Map<string, Mark & { readonly numbers: number[] }>()
  record.attributions.forEach((attribution, i) => {
    for (const role of ['content', 'source', 'cue'] as const) {
      for (const { from, to } of attribution[role]) {
        const key = `${role} ${from} ${to}`
        const known = marks.get(key)
        if (known) known.numbers.push(i + 1)
        else marks.set(key, { from, to, role, numbers: [i + 1], depth: depths[i]! })
      }
    }
  })
  // A content that is as long as a source or a cue within it stands outside: sorting keeps the order of making.
  return [...marks.values()].sort((a, b) => a.from - b.from || b.to - a.to)
}
