/** One step of training, as a process of its own gets it. */
export interface Job {
  readonly kind:
    | 'sentences'
    | 'lemmas'
    | 'tagger'
    | 'entities'
    | 'parser'
    | 'roles'
    | 'links'
    | 'unseen-links'
    | 'publisher'
  readonly corpus: string
  /** Jackknife folds in all. */
  readonly folds: number
  /** The fold to leave out (for roles: of `roleFolds`); null: learn from everything. */
  readonly without: number | null
  /** Into how many the role taggers' articles are parted; halves unless it is given. */
  readonly roleFolds?: number
  /** For `publisher`: whose articles to leave out, and to score on. */
  readonly publisher?: string
  /** For `publisher` and `unseen-links`: the bias to tag with. */
  readonly bias?: Bias
  /** Parts made by earlier jobs, by name; `tagger:0` is the tagger trained without fold 0. */
  readonly parts: Readonly<Record<string, Uint8Array>>
}

/** What is added to the score of the begin tag of source, cue and content: trades precision for recall. */
export type Bias = readonly [number, number, number]

/** F1 of whole relations, then exact span F1 of source, cue and content, 0 to 1. */
export type RelationF1 = readonly number[]

export interface JobResult {
  readonly bytes: Uint8Array
  /** Of `links`: the bias with which tagging, linking and judging together do best on held-out halves. */
  readonly bias?: Bias
  readonly f1?: RelationF1
}

/**
 * The biases tried. The judge of relations drops what is unlikely, so the tagger may offer more than it
 * would if it had the last word.
 */
export const BIASES: readonly Bias[] = [
  [0.3, 0.3, 0.3],
  [0.6, 0.6, 0.4],
  [0.6, 0.6, 0.6],
  [0.9, 0.9, 0.5],
  [0.9, 0.9, 0.9],
]
