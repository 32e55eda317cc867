import { packParts, type Tokens, unpackParts, unpackWeights, type WeightTable } from '../tokens/index.ts'
import { cueColumn, Features } from './features.ts'
import { mayFollow, RoleTag } from './roles.ts'

const L = RoleTag.Count
const FORBIDDEN = -1e30

/** 1 where tag k may follow tag j (index j * L + k); row L is the start of a paragraph. */
export const ALLOWED: Uint8Array = Uint8Array.from({ length: (L + 1) * L }, (_, e) => {
  const before = Math.floor(e / L)
  return mayFollow(before === L ? -1 : before, e % L) ? 1 : 0
})

/** The trained role tagger: a linear-chain CRF over paragraphs. */
export interface RoleModel {
  readonly own: WeightTable
  readonly edge: WeightTable
  /** Lemma and tag class -> cue bucket. */
  readonly lexicon: WeightTable
  /** What is added to the score of the begin tag of source, cue and content: trades precision for recall. */
  readonly bias: readonly [number, number, number]
}

/** Packs the pieces of a role model; weights as `packWeights` leaves them. */
export function packRoleModel(part: {
  own: Uint8Array
  edge: Uint8Array
  lexicon: Uint8Array
  bias: readonly [number, number, number]
}): Uint8Array {
  const bias = new Uint8Array(12)
  part.bias.forEach((b, i) => {
    new DataView(bias.buffer).setFloat32(i * 4, b, true)
  })
  return packParts({ own: part.own, edge: part.edge, lexicon: part.lexicon, bias })
}

/** The same packed model with another bias. */
export function withBias(bytes: Uint8Array, bias: readonly [number, number, number]): Uint8Array {
  const part = unpackParts(bytes)
  return packRoleModel({ own: part('own'), edge: part('edge'), lexicon: part('lexicon'), bias })
}

/** Reads what `packRoleModel` wrote. Throws AscribeError `model-damaged`. */
export function readRoleModel(bytes: Uint8Array): RoleModel {
  const part = unpackParts(bytes)
  const bias = part('bias')
  const view = new DataView(bias.buffer, bias.byteOffset, bias.byteLength)
  return {
    own: unpackWeights(part('own')),
    edge: unpackWeights(part('edge')),
    lexicon: unpackWeights(part('lexicon')),
    bias: [view.getFloat32(0, true), view.getFloat32(4, true), view.getFloat32(8, true)],
  }
}

/** The role of every token, and how probable the model holds it. */
export interface RoleTags {
  /** `RoleTag` per token. */
  readonly tags: Uint8Array
  /** The marginal probability of the chosen tag, 0 to 1 (forward-backward; Rabiner 1989). */
  readonly confidence: Float32Array
}

/**
 * The scores of one paragraph: `own[i * L + k]` for tag k at its i-th token, `edge[i * L * L + j * L + k]`
 * for the step from j to k into its i-th token. Grown on demand and reused.
 */
export class Lattice {
  own = new Float32Array(L * 256)
  edge = new Float32Array(L * L * 256)
  size = 0

  reset(size: number): void {
    this.size = size
    if (this.own.length < size * L) {
      this.own = new Float32Array(size * L * 2)
      this.edge = new Float32Array(size * L * L * 2)
    } else {
      this.own.fill(0, 0, size * L)
      this.edge.fill(0, 0, size * L * L)
    }
  }
}

/** The longest stretch decoded at once, in tokens; longer paragraphs are cut there so that memory stays bounded. */
const LONGEST = 20_000

/** Gives every token its role. `blockKind` tells of each paragraph: 0 running text, 1 headline, 2 other. */
export function tagRoles(tokens: Tokens, model: RoleModel, blockKind: Uint8Array): RoleTags {
  const features = new Features(tokens, cueColumn(tokens, model.lexicon), blockKind)
  const tags = new Uint8Array(tokens.size)
  const confidence = new Float32Array(tokens.size)
  const lattice = new Lattice()
  for (let p = 0; p < tokens.paragraphs; p++) {
    const past = tokens.paragraphStart[p + 1]!
    for (let begin = tokens.paragraphStart[p]!; begin < past; begin += LONGEST) {
      const end = Math.min(past, begin + LONGEST)
      fill(lattice, features, model, begin, end)
      viterbi(lattice, tags, begin)
      marginals(lattice, tags, confidence, begin)
    }
  }
  return { tags, confidence }
}

function fill(lattice: Lattice, features: Features, model: RoleModel, begin: number, end: number): void {
  lattice.reset(end - begin)
  for (let i = begin; i < end; i++) {
    const at = (i - begin) * L
    features.at(i)
    model.own.addAll(features.ids, features.count, lattice.own, at)
    lattice.own[at + RoleTag.BeginSource] = lattice.own[at + RoleTag.BeginSource]! + model.bias[0]
    lattice.own[at + RoleTag.BeginCue] = lattice.own[at + RoleTag.BeginCue]! + model.bias[1]
    lattice.own[at + RoleTag.BeginContent] = lattice.own[at + RoleTag.BeginContent]! + model.bias[2]
    if (i === begin) continue
    features.edgeAt(i)
    model.edge.addAll(features.edgeIds, features.edgeCount, lattice.edge, at * L)
  }
}

/** The best tag sequence of the lattice, written to `tags` from `begin` on (Viterbi 1967). */
export function viterbi(lattice: Lattice, tags: Uint8Array, begin: number): void {
  const { own, edge, size } = lattice
  let score = new Float64Array(L)
  let next = new Float64Array(L)
  const back = new Uint8Array(size * L)
  for (let k = 0; k < L; k++) score[k] = ALLOWED[L * L + k] ? own[k]! : FORBIDDEN
  for (let i = 1; i < size; i++) {
    for (let k = 0; k < L; k++) {
      let best = 0
      let top = Number.NEGATIVE_INFINITY // plain numbers: this runs tokens x tags x tags times
      for (let j = 0; j < L; j++) {
        if (ALLOWED[j * L + k] === 0) continue
        const s = score[j]! + edge[i * L * L + j * L + k]!
        if (s > top) {
          top = s
          best = j
        }
      }
      next[k] = top + own[i * L + k]!
      back[i * L + k] = best
    }
    const swap = score
    score = next
    next = swap
  }
  let tag = 0
  for (let k = 1; k < L; k++) if (score[k]! > score[tag]!) tag = k
  for (let i = size - 1; i >= 0; i--) {
    tags[begin + i] = tag
    tag = back[i * L + tag]!
  }
}

/** The probability of each chosen tag: forward and backward sums, scaled at every token so that nothing overflows. */
export function marginals(lattice: Lattice, tags: Uint8Array, confidence: Float32Array, begin: number): void {
  const { own, edge, size } = lattice
  const forward = new Float64Array(size * L)
  const here = new Float64Array(size * L)
  const step = new Float64Array(size * L * L)
  for (let i = 0; i < size; i++) {
    let top = Number.NEGATIVE_INFINITY
    for (let k = 0; k < L; k++) top = Math.max(top, own[i * L + k]!)
    for (let k = 0; k < L; k++) here[i * L + k] = Math.exp(own[i * L + k]! - top)
    if (i > 0) {
      let high = Number.NEGATIVE_INFINITY
      for (let e = 0; e < L * L; e++) if (ALLOWED[e]) high = Math.max(high, edge[i * L * L + e]!)
      for (let e = 0; e < L * L; e++) step[i * L * L + e] = ALLOWED[e] ? Math.exp(edge[i * L * L + e]! - high) : 0
    }
    let sum = 0
    for (let k = 0; k < L; k++) {
      let x = 0
      if (i === 0) x = ALLOWED[L * L + k]!
      else for (let j = 0; j < L; j++) x += forward[(i - 1) * L + j]! * step[i * L * L + j * L + k]!
      x *= here[i * L + k]!
      forward[i * L + k] = x
      sum += x
    }
    for (let k = 0; k < L; k++) forward[i * L + k] = forward[i * L + k]! / (sum || 1)
  }
  let backward = new Float64Array(L).fill(1)
  for (let i = size - 1; i >= 0; i--) {
    let sum = 0
    for (let k = 0; k < L; k++) sum += forward[i * L + k]! * backward[k]!
    const tag = tags[begin + i]!
    confidence[begin + i] = sum > 0 ? (forward[i * L + tag]! * backward[tag]!) / sum : 0
    if (i === 0) break
    const before = new Float64Array(L)
    let scale = 0
    for (let j = 0; j < L; j++) {
      let x = 0
      for (let k = 0; k < L; k++) x += step[i * L * L + j * L + k]! * here[i * L + k]! * backward[k]!
      before[j] = x
      scale += x
    }
    for (let j = 0; j < L; j++) before[j] = before[j]! / (scale || 1)
    backward = before
  }
}
