import type { WeightTable } from '../tokens/index.ts'
import { linkCost } from './cost.ts'
import { LinkFeatures } from './features.ts'
import type { Layout } from './layout.ts'
import type { Piece } from './pieces.ts'

/** The classes of the linker's weights: a content's cue, a cue's source. */
export const Link = { Content: 0, Source: 1, Count: 2 } as const

/** Who goes with whom, before relations are made of it. */
export interface Links {
  /** Per content, in order: the piece index of its cue, or -1. */
  readonly cueOf: Int32Array
  /** Per cue, in order: the piece index of its source, or -1. A source may serve several cues. */
  readonly sourceOf: Int32Array
  /** By how much each of these was preferred to the next best; 0 without a model. */
  readonly cueMargin: Float32Array
  readonly sourceMargin: Float32Array
}

/** A decision: the candidate taken, or -1 for none, and its lead over the next best. */
interface Decision {
  readonly taken: number
  readonly margin: number
}

/** One thing to decide: a content's cue, or a cue's source. */
export interface Choice {
  readonly decider: Piece
  readonly candidates: readonly Piece[]
  /** Index in `candidates` of the cue that the content before went to, when it stands in an earlier paragraph; else -1. */
  readonly chained: number
}

/**
 * The cues a content may belong to: those near it in its paragraph and, last, the cue `before` of the content
 * before when that stands in the paragraph before: a quotation may go on past the paragraph's end.
 */
export function cueChoice(layout: Layout, content: Piece, before: Piece | null): Choice {
  const candidates = layout.near(content, 'cue')
  const rank = layout.rank(content, 'content')
  const last = layout.contents[rank - 1]
  const goesOn =
    before !== null &&
    last !== undefined &&
    layout.paragraphOf(before) !== layout.paragraphOf(content) &&
    layout.paragraphOf(content) - layout.paragraphOf(last) <= 1
  return goesOn
    ? { decider: content, candidates: [...candidates, before], chained: candidates.length }
    : { decider: content, candidates, chained: -1 }
}

export const sourceChoice = (layout: Layout, cue: Piece): Choice => ({
  decider: cue,
  candidates: layout.near(cue, 'source'),
  chained: -1,
})

/** Fills `features` with those of candidate `k` of a choice; with -1, of leaving it open. */
export function featuresOf(features: LinkFeatures, layout: Layout, choice: Choice, k: number): void {
  const { decider, candidates, chained } = choice
  if (k < 0) features.none(layout, decider, candidates.length, chained >= 0)
  else if (decider.role === 'cue') features.pair(layout, candidates[k]!, decider, false)
  else features.pair(layout, decider, candidates[k]!, k === chained)
}

/** Links every content to a cue and every cue to a source, by the trained weights, or by hand-set costs without them. */
export function linksOf(layout: Layout, weights: WeightTable | null): Links {
  const decide = weights === null ? byCost(layout) : byModel(layout, weights)
  const cueOf = new Int32Array(layout.contents.length).fill(-1)
  const sourceOf = new Int32Array(layout.cues.length).fill(-1)
  const cueMargin = new Float32Array(layout.contents.length)
  const sourceMargin = new Float32Array(layout.cues.length)
  layout.contents.forEach((content, i) => {
    const before = i > 0 ? cueOf[i - 1]! : -1
    const choice = cueChoice(layout, content, before < 0 ? null : layout.pieces[before]!)
    const { taken, margin } = decide(choice)
    if (taken >= 0) cueOf[i] = choice.candidates[taken]!.index
    cueMargin[i] = margin
  })
  layout.cues.forEach((cue, i) => {
    const choice = sourceChoice(layout, cue)
    const { taken, margin } = decide(choice)
    if (taken >= 0) sourceOf[i] = choice.candidates[taken]!.index
    sourceMargin[i] = margin
  })
  return { cueOf, sourceOf, cueMargin, sourceMargin }
}

function byModel(layout: Layout, weights: WeightTable): (choice: Choice) => Decision {
  const features = new LinkFeatures()
  const scores = new Float64Array(Link.Count)
  return choice => {
    const link = choice.decider.role === 'cue' ? Link.Source : Link.Content
    let taken = -1
    let top = Number.NEGATIVE_INFINITY
    let next = Number.NEGATIVE_INFINITY
    for (let k = -1; k < choice.candidates.length; k++) {
      featuresOf(features, layout, choice, k)
      scores.fill(0)
      for (let f = 0; f < features.count; f++) weights.add(features.ids[f]!, scores)
      const score = scores[link]!
      if (score > top) {
        next = top
        top = score
        taken = k
      } else if (score > next) next = score
    }
    return { taken, margin: choice.candidates.length > 0 ? top - next : 0 }
  }
}

/** A cue takes a source only of its own sentence or of one that no cue is nearer to. */
function byCost(layout: Layout): (choice: Choice) => Decision {
  const cheapestCue = new Map<Piece, Piece>()
  for (const source of layout.sources) {
    const cue = cheapest(layout.near(source, 'cue'), c => linkCost(layout, source, c))
    if (cue !== null) cheapestCue.set(source, cue)
  }
  const { sentence } = layout.tokens
  return ({ decider, candidates, chained }) => {
    if (decider.role === 'content') {
      const here = chained < 0 ? candidates : candidates.slice(0, chained)
      const cue = cheapest(here, c => linkCost(layout, decider, c))
      return { taken: cue === null ? chained : candidates.indexOf(cue), margin: 0 }
    }
    const own = candidates.filter(s => cheapestCue.get(s) === decider)
    const shared = candidates.filter(s => s.first < decider.first && sentence[s.first] === sentence[decider.first])
    const source = cheapest(own.length > 0 ? own : shared, s => linkCost(layout, s, decider))
    return { taken: source === null ? -1 : candidates.indexOf(source), margin: 0 }
  }
}

function cheapest(candidates: readonly Piece[], cost: (candidate: Piece) => number): Piece | null {
  let best: Piece | null = null
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const c = cost(candidate)
    if (c < least) {
      least = c
      best = candidate
    }
  }
  return best
}
