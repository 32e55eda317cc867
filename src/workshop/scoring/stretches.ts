/** Sets of whole numbers (characters or tokens) as sorted half-open stretches that do not touch. */
import type { Offsets } from '../formats.ts'

/** The numbers that lie in any of the spans. Spans may overlap and stand in any order; empty ones are dropped. */
export function union(spans: readonly Offsets[]): Offsets[] {
  const merged: Offsets[] = []
  for (const [from, to] of spans.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
    else merged.push([from, to])
  }
  return merged
}

/** How many numbers are in the set. */
export const size = (set: readonly Offsets[]): number => set.reduce((sum, [from, to]) => sum + to - from, 0)

/** How many numbers are in both sets (each as `union` makes it). */
export function shared(a: readonly Offsets[], b: readonly Offsets[]): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [from, to] = [Math.max(a[i]![0], b[j]![0]), Math.min(a[i]![1], b[j]![1])]
    if (from < to) sum += to - from
    if (a[i]![1] < b[j]![1]) i++
    else j++
  }
  return sum
}

/** Shared numbers over all numbers of two sets, 0 to 1; two empty sets agree fully. */
export function jaccard(a: readonly Offsets[], b: readonly Offsets[]): number {
  const both = shared(a, b)
  const all = size(a) + size(b) - both
  return all === 0 ? 1 : both / all
}
