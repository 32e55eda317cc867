/** Small fits of probabilities: few parameters, drawn towards saying little, judged on what they have not seen. */

/** One answer: what spoke for it, whether it was right, and what it is counted as. */
export interface Outcome {
  readonly evidence: readonly number[]
  readonly right: boolean
  /** What must not be parted between learning and judging: the document. */
  readonly document: string
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares; McCullagh & Nelder 1989), a step halved
 * until it gains. `pull` draws every weight towards `base` (0 where it is not given): so many answers weigh as much.
 */
export function fitLogistic(rows: readonly Outcome[], pull = 1, base: readonly number[] = []): number[] {
  const size = rows[0]?.evidence.length ?? base.length
  const from = Array.from({ length: size }, (_, k) => base[k] ?? 0)
  const loss = (w: readonly number[]): number =>
    rows.reduce((sum, { evidence, right }) => sum + Math.log1p(Math.exp((right ? -1 : 1) * dot(evidence, w))), 0) +
    (pull / 2) * w.reduce((sum, x, k) => sum + (x - from[k]!) ** 2, 0)
  let w = [...from]
  let least = loss(w)
  for (let step = 0; step < 50; step++) {
    const slope = w.map((x, k) => -pull * (x - from[k]!))
    const curve = w.map((_, k) => w.map((_, j) => (k === j ? pull : 0)))
    for (const { evidence, right } of rows) {
      const p = sigmoid(dot(evidence, w))
      for (let k = 0; k < size; k++) {
        slope[k]! += ((right ? 1 : 0) - p) * evidence[k]!
        for (let j = 0; j < size; j++) curve[k]![j]! += p * (1 - p) * evidence[k]! * evidence[j]!
      }
    }
    const move = solve(curve, slope)
    let by = 1
    let next = w.map((x, k) => x + move[k]!)
    while (loss(next) > least && by > 1e-6) {
      by /= 2
      next = w.map((x, k) => x + by * move[k]!)
    }
    const gain = least - loss(next)
    if (!(gain > 1e-9)) break
    w = next
    least -= gain
  }
  return w
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0)

export const chance = (evidence: readonly number[], weights: readonly number[]): number =>
  sigmoid(dot(evidence, weights))

/** Solves `matrix` x = `right` by elimination with pivots; both are used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let r = k + 1; r < n; r++) if (Math.abs(matrix[r]![k]!) > Math.abs(matrix[pivot]![k]!)) pivot = r
    ;[matrix[k], matrix[pivot]] = [matrix[pivot]!, matrix[k]!]
    ;[right[k], right[pivot]] = [right[pivot]!, right[k]!]
    for (let r = k + 1; r < n; r++) {
      const by = matrix[r]![k]! / matrix[k]![k]!
      for (let c = k; c < n; c++) matrix[r]![c]! -= by * matrix[k]![c]!
      right[r]! -= by * right[k]!
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let c = k + 1; c < n; c++) right[k]! -= matrix[k]![c]! * right[c]!
    right[k]! /= matrix[k]![k]!
  }
  return right
}

/** One answer of a way of telling. */
export interface WayOutcome {
  readonly way: string
  readonly right: boolean
  readonly document: string
}

/** So many answers, as right as `all`, are thought to have been seen of each way before any was. */
const BEFORE = 8

/** How often each way of telling is right, drawn towards `all`: the share of all, unless it is given. */
export function fitWays(
  rows: readonly WayOutcome[],
  all = (rows.filter(r => r.right).length + 1) / (rows.length + 2),
): Map<string, { readonly chance: number; readonly seen: number }> {
  const ways = new Map<string, { right: number; seen: number }>()
  for (const { way, right } of rows) {
    const sum = ways.get(way) ?? { right: 0, seen: 0 }
    sum.seen++
    if (right) sum.right++
    ways.set(way, sum)
  }
  const fitted = [...ways].map(
    ([way, { right, seen }]) => [way, { chance: (right + BEFORE * all) / (seen + BEFORE), seen }] as const,
  )
  return new Map([...fitted, ['', { chance: all, seen: rows.length }]])
}

/** The fold of a document, by FNV-1a of its name. */
export function foldOfDocument(document: string, folds: number): number {
  let h = 2166136261
  for (let i = 0; i < document.length; i++) h = Math.imul(h ^ document.charCodeAt(i), 16777619)
  return (h >>> 0) % folds
}

/** Every answer with the confidence that a fit gives it that has not seen its document: `folds`-fold cross-validation. */
export function crossValidated<T extends { readonly right: boolean; readonly document: string }>(
  rows: readonly T[],
  learn: (rows: readonly T[]) => (row: T) => number,
  folds = 10,
): { readonly confidence: number; readonly right: boolean; readonly row: T }[] {
  return Array.from({ length: folds }, (_, f) => {
    const held = rows.filter(r => foldOfDocument(r.document, folds) === f)
    if (held.length === 0) return []
    const judge = learn(rows.filter(r => foldOfDocument(r.document, folds) !== f))
    return held.map(row => ({ confidence: judge(row), right: row.right, row }))
  }).flat()
}
