import type { SpanCount } from './train-roles.ts'

/** One step of training, as a worker gets it. */
export interface Job {
  readonly kind: 'sentences' | 'lemmas' | 'tagger' | 'entities' | 'parser' | 'roles' | 'links'
  readonly corpus: string
  /** Jackknife folds in all. */
  readonly folds: number
  /** The fold to leave out; null: learn from everything. */
  readonly without: number | null
  /** For roles: a publisher to leave out, and to score on. */
  readonly publisher?: string
  /** Decode with this bias; none: leave it at zero and report the counts of the whole grid. */
  readonly bias?: Bias | null
  /** Parts made by earlier jobs, by name; `tagger:0` is the tagger trained without fold 0. */
  readonly parts: Readonly<Record<string, Uint8Array>>
}

export type Bias = readonly [number, number, number]

export interface JobResult {
  readonly bytes: Uint8Array
  /** For roles with a held-out side: exact span counts per bias of the grid, and per role. */
  readonly counts?: readonly { readonly bias: Bias; readonly spans: readonly SpanCount[] }[]
}

/** The biases tried when tuning: what is added to the begin tag of source, cue and content. */
export const BIAS_GRID: readonly Bias[] = [0, 0.3, 0.6, 0.9, 1.2].flatMap(s =>
  [0, 0.3, 0.6, 0.9, 1.2].flatMap(c => [0, 0.3, 0.6, 0.9, 1.2, 1.6].map((t): Bias => [s, c, t])),
)
