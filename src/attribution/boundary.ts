/** How likely it is that a relation's spans stand where a careful reader would put them. */
import type { Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { tokenAt } from './layer-view.ts'

/** What speaks for the spans of an outermost relation, in the order of `boundaryEvidence`. */
export const BOUNDARY_EVIDENCE = [
  'always',
  'relation right (log-odds)',
  'cue, least sure tag (log-odds)',
  'content, least sure edge (log-odds)',
  'content, least sure tag (log-odds)',
  'no cue',
  'direct',
  'mixed',
  'length of the content (log of tokens)',
] as const

/** Of a relation within another's content, whose tags are not the tagger's of the whole text, only these are asked. */
const NESTED = ['always', 'relation right (log-odds)', 'no cue', 'direct', 'mixed'] as const

/** Log-odds, of a probability that is never quite sure. */
const logOdds = (p: number): number => {
  const q = Math.min(0.999, Math.max(0.02, p))
  return Math.log(q / (1 - q))
}

/**
 * The evidence of `BOUNDARY_EVIDENCE`; what tags tell is 0 for a relation within another.
 *
 * @param tagged how probable the tagger held the tag of each token, 0 to 1
 */
export function boundaryEvidence(tokens: Tokens, relation: Relation, tagged: Float32Array): number[] {
  const { cue, content, kind, confidence, parent } = relation
  // Of a nested one the tags tell nothing; it is not walked through, so that deep nesting costs no more than its spans.
  const asked = parent === null
  const inside = (spans: readonly Span[]): number => {
    let least = 1
    for (const { from, to } of spans) {
      const end = tokenAt(tokens, to - 1) + 1
      for (let i = tokenAt(tokens, from); i < end && i < tokens.size; i++) least = Math.min(least, tagged[i]!)
    }
    return least
  }
  /** The first and last token of each span, and the neighbours that might belong to it. */
  const edges = (spans: readonly Span[]): number => {
    let least = 1
    for (const { from, to } of spans) {
      const first = tokenAt(tokens, from)
      const last = tokenAt(tokens, to - 1)
      for (const i of [first - 1, first, last, last + 1]) {
        if (i >= 0 && i < tokens.size) least = Math.min(least, tagged[i]!)
      }
    }
    return least
  }
  const size = content.reduce((sum, { from, to }) => sum + tokenAt(tokens, to - 1) + 1 - tokenAt(tokens, from), 0)
  return [
    1,
    logOdds(confidence),
    !asked || cue.length === 0 ? 0 : logOdds(Math.min(inside(cue), edges(cue))),
    asked ? logOdds(edges(content)) : 0,
    asked ? logOdds(inside(content)) : 0,
    cue.length === 0 ? 1 : 0,
    kind === 'direct' ? 1 : 0,
    kind === 'mixed' ? 1 : 0,
    Math.log(Math.max(1, size)),
  ]
}

/** What of the evidence is known of a relation within another. */
export const nestedEvidence = (evidence: readonly number[]): number[] =>
  NESTED.map(name => evidence[BOUNDARY_EVIDENCE.indexOf(name)]!)

/**
 * Logistic regressions, fitted by `npm run labels -- --parts DIR --fit` on readings of PolNeAR's train part by models
 * that had not seen the article. PolNeAR has no statements within statements: those are weighed by what outermost
 * ones teach of the little that is known of both.
 */
const WEIGHTS: readonly number[] = [-0.333, 0.832, 0.08, 0.115, 0.082, -1.471, -0.717, -0.459, -0.142]
const NESTED_WEIGHTS: readonly number[] = [-0.455, 0.993, -1.499, -0.742, -0.632]

/**
 * The probability that source, cue and content each have the words that a careful reader would give them, but for one
 * word, or for a fifth of them. Takes time linear in the relation's tokens.
 */
export function boundaryOf(tokens: Tokens, relation: Relation, tagged: Float32Array): number {
  const evidence = boundaryEvidence(tokens, relation, tagged)
  const [known, weights] = relation.parent === null ? [evidence, WEIGHTS] : [nestedEvidence(evidence), NESTED_WEIGHTS]
  const sum = known.reduce((total, x, k) => total + x * weights[k]!, 0)
  return 1 / (1 + Math.exp(-sum))
}
