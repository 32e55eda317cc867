import { hashString, join, type WeightTable } from '../tokens/index.ts'
import type { AttributionKind } from '../vocabulary/index.ts'
import { bucket, lemmaHash, pathBetween, quoteState, wordHash } from './features.ts'
import type { Group } from './groups.ts'
import type { Layout } from './layout.ts'
import type { Piece } from './pieces.ts'

const template = (name: string): number => hashString(`verdict ${name}`)
const T = {
  bias: template('bias'),
  least: template('least'),
  leastKind: template('least, kind'),
  mean: template('mean'),
  begin: template('begin'),
  end: template('end'),
  outside: template('outside'),
  sum: template('sum'),
  worst: template('worst'),
  shape: template('shape'),
  order: template('order'),
  gap: template('gap'),
  cue: template('cue'),
  cueWord: template('cue word'),
  cueTag: template('cue tag'),
  source: template('source'),
  sourceWord: template('source word'),
  content: template('content'),
  contentWord: template('content word'),
  path: template('path'),
  quote: template('quote'),
  margin: template('margin'),
  length: template('length'),
} as const

const KIND: Readonly<Record<AttributionKind, number>> = { direct: 0, mixed: 1, indirect: 2 }

/** A probability in twelve steps, finer towards 1. */
function sure(p: number): number {
  if (p < 0.2) return 0
  if (p < 0.9) return 1 + Math.floor((p - 0.2) * 10)
  return p < 0.95 ? 8 : p < 0.98 ? 9 : p < 0.995 ? 10 : 11
}

/** A margin of the linker in ten steps. */
const lead = (margin: number): number => Math.min(9, Math.floor(Math.sqrt(Math.max(0, margin))))

/** What a relation looks like to the judge that says how likely it is right; `ids[0..count)` are 32-bit hashes. */
export class VerdictFeatures {
  ids = new Int32Array(96)
  count = 0

  private push(t: number, x: number): void {
    this.ids[this.count++] = join(t, x)
  }

  /** @param confidence the marginal probability of each token's tag. */
  fill(layout: Layout, group: Group, kind: AttributionKind, confidence: Float32Array): void {
    const { tokens } = layout
    const { source, cue, content } = group
    const k = KIND[kind]
    const body = content[0]!
    this.count = 0
    this.push(T.bias, 0)
    let sum = 0
    let worst = 1
    const judge = (piece: Piece | null, role: number) => {
      if (piece === null) {
        this.push(T.least, role * 16 + 15)
        return
      }
      let least = 1
      let mean = 0
      for (let i = piece.first; i < piece.end; i++) {
        least = Math.min(least, confidence[i]!)
        mean += confidence[i]!
      }
      mean /= piece.end - piece.first
      sum += Math.log(Math.max(1e-3, least))
      worst = Math.min(worst, least)
      this.push(T.least, role * 16 + sure(least))
      this.push(T.leastKind, (role * 16 + sure(least)) * 4 + k)
      this.push(T.mean, role * 16 + sure(mean))
      this.push(T.begin, role * 16 + sure(confidence[piece.first]!))
      this.push(T.end, role * 16 + sure(confidence[piece.end - 1]!))
      this.push(T.outside, role * 32 + (piece.end < tokens.size ? sure(confidence[piece.end]!) : 16))
      this.push(T.outside, role * 32 + (piece.first > 0 ? sure(confidence[piece.first - 1]!) : 16) + 1000)
      this.push(T.length, role * 16 + bucket(piece.end - piece.first))
      this.push(T.length, (role * 16 + bucket(piece.end - piece.first)) * 16 + sure(least) + 1000)
    }
    judge(source, 0)
    judge(cue, 1)
    judge(body, 2)
    this.push(T.sum, Math.max(-20, Math.floor(sum * 4)))
    this.push(T.worst, sure(worst) * 4 + k)
    this.push(
      T.shape,
      ((source === null ? 0 : 1) * 2 + (cue === null ? 0 : 1)) * 16 + k * 4 + Math.min(3, content.length),
    )
    this.push(T.quote, quoteState(layout, body))
    this.push(T.content, tokens.tag[body.firstHead]! * 64 + tokens.relation[body.firstHead]!)
    this.push(T.contentWord, wordHash(tokens, body.first))
    if (source !== null) {
      this.push(T.source, tokens.tag[source.lastHead]! * 16 + tokens.entity[source.lastHead]!)
      this.push(T.sourceWord, lemmaHash(tokens, source.lastHead))
      this.push(T.sourceWord, join(wordHash(tokens, source.first), 1))
    }
    if (cue === null) return
    const lemma = lemmaHash(tokens, cue.firstHead)
    this.push(T.cue, lemma)
    this.push(T.cue, join(lemma, k + 1))
    this.push(T.cue, join(lemma, join(wordHash(tokens, cue.end - 1), 7)))
    this.push(T.cueWord, wordHash(tokens, cue.first))
    this.push(T.cueWord, join(wordHash(tokens, cue.end - 1), 1))
    this.push(T.cueTag, tokens.tag[cue.firstHead]! * 64 + tokens.relation[cue.firstHead]!)
    this.push(T.cueTag, (tokens.tag[cue.firstHead]! * 2 + (layout.isQuoted(cue.first) ? 1 : 0)) * 4 + k + 100_000)
    this.push(T.margin, lead(group.cueMargin))
    this.push(T.margin, lead(group.sourceMargin) + 100)
    const after = body.first > cue.first ? 1 : 0
    const order = source === null ? 2 : source.first > cue.first ? 1 : 0
    this.push(T.order, after * 3 + order)
    this.push(T.order, (after * 3 + order) * 4 + k + 100)
    this.push(T.gap, after * 16 + bucket(layout.gap(body, cue)))
    if (source !== null) this.push(T.gap, order * 16 + bucket(layout.gap(source, cue)) + 100)
    const path = pathBetween(tokens, layout.headTowards(body, cue), after ? cue.lastHead : cue.firstHead)
    this.push(T.path, path)
    this.push(T.path, join(path, lemma))
    if (source !== null) this.push(T.path, join(pathBetween(tokens, source.lastHead, cue.firstHead), 1))
  }
}

/** The probability that a relation is right, by the trained judge: a logistic regression. */
export function verdictOf(weights: WeightTable, features: VerdictFeatures, scores: Float64Array): number {
  scores[0] = 0
  for (let f = 0; f < features.count; f++) weights.add(features.ids[f]!, scores)
  return 1 / (1 + Math.exp(-scores[0]))
}
