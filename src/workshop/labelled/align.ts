/** Which statement of a reading is meant by one of the corpus, and how well the two agree. */
import type { Attribution, Span } from '../../vocabulary/index.ts'

const unitsOf = (spans: readonly Span[]): number => spans.reduce((sum, { from, to }) => sum + to - from, 0)

/** The units of the text that both lists of spans cover; spans of one list don't overlap. */
export function unitsShared(a: readonly Span[], b: readonly Span[]): number {
  let both = 0
  for (const x of a) for (const y of b) both += Math.max(0, Math.min(x.to, y.to) - Math.max(x.from, y.from))
  return both
}

/** Jaccard's index of the units covered, 0 to 1; two empty lists agree. */
export function agreement(a: readonly Span[], b: readonly Span[]): number {
  const both = unitsShared(a, b)
  const all = unitsOf(a) + unitsOf(b) - both
  return all === 0 ? 1 : both / all
}

type Roles = { readonly source: readonly Span[]; readonly cue: readonly Span[]; readonly content: readonly Span[] }

/**
 * The statement whose part in question touches that of the corpus; of several, the one that agrees best in all the
 * parts that the label tells. Null where the reading has none.
 */
export function counterpartOf(
  label: Partial<Roles>,
  part: 'source' | 'cue',
  attributions: readonly Attribution[],
): Attribution | null {
  let best: Attribution | null = null
  let top = 0
  for (const a of attributions) {
    if (unitsShared(label[part] ?? [], a[part]) === 0) continue
    let sum = 0
    for (const role of ['source', 'cue', 'content'] as const) {
      const spans = label[role]
      if (spans !== undefined) sum += agreement(spans, a[role])
    }
    // Of equals the outer one: a label is of an outermost statement.
    if (sum > top || (sum === top && best?.parent != null && a.parent === null)) {
      best = a
      top = sum
    }
  }
  return best
}

/** The words of some spans, by where they begin: runs of letters and digits, inner apostrophes and hyphens included. */
function wordsIn(text: string, spans: readonly Span[]): Set<number> {
  const words = new Set<number>()
  for (const { from, to } of spans) {
    for (const word of text.slice(from, to).matchAll(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu))
      words.add(from + word.index)
  }
  return words
}

/** Whether two roles have the same words but for one, or for a fifth of all words that either has. */
export function nearly(text: string, a: readonly Span[], b: readonly Span[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length
  const ours = wordsIn(text, a)
  const theirs = wordsIn(text, b)
  let both = 0
  for (const at of ours) if (theirs.has(at)) both++
  const all = ours.size + theirs.size - both
  return both > 0 && (all - both <= 1 || both >= 0.8 * all)
}
