import {
  ALLOWED,
  cueBucket,
  cueKey,
  Features,
  Lattice,
  mayFollow,
  packRoleModel,
  RoleTag,
  viterbi,
} from '../tagging/index.ts'
import { avalanche, packWeights, type Tokens, type WeightRow } from '../tokens/index.ts'
import type { Role } from '../vocabulary/index.ts'
import type { PolnearLine } from './corpora.ts'
import { randomFrom, shuffle } from './perceptron.ts'

const L = RoleTag.Count

/** One annotated reading to learn from: columns, gold tags, and which article it belongs to. */
export interface RoleExample {
  readonly tokens: Tokens
  readonly tags: Uint8Array
  readonly blockKind: Uint8Array
  /** Versions of one article share it, so that the cue lexicon can leave an article's own counts out. */
  readonly article: string
}

/**
 * The gold tag of every token. A token that a span touches belongs to it; a later attribution's tag
 * overwrites an earlier one's, as in the shared scorer; the first token of a paragraph can't be an inside tag.
 */
export function goldTags(tokens: Tokens, attributions: PolnearLine['attributions']): Uint8Array {
  const tags = new Uint8Array(tokens.size)
  const begins: Record<Role, number> = {
    source: RoleTag.BeginSource,
    cue: RoleTag.BeginCue,
    content: RoleTag.BeginContent,
  }
  for (const a of attributions) {
    for (const role of ['source', 'cue', 'content'] as const) {
      for (const [from, to] of a[role]) {
        let low = 0
        let high = tokens.size
        while (low < high) {
          const mid = (low + high) >> 1
          if (tokens.to[mid]! > from) high = mid
          else low = mid + 1
        }
        for (let i = low; i < tokens.size && tokens.from[i]! < to; i++) tags[i] = begins[role] + (i === low ? 0 : 1)
      }
    }
  }
  for (let p = 0; p < tokens.paragraphs; p++) {
    const i = tokens.paragraphStart[p]!
    if (!mayFollow(-1, tags[i]!)) tags[i] = tags[i]! - 1
  }
  for (let i = 1; i < tokens.size; i++) {
    if (tokens.paragraph[i] === tokens.paragraph[i - 1] && !mayFollow(tags[i - 1]!, tags[i]!)) tags[i] = tags[i]! - 1
  }
  return tags
}

/** Counts 32-bit keys: open addressing, doubling. */
class Counter {
  private mask: number
  keys: Int32Array
  counts: Int32Array
  private used = 0

  constructor(bits: number) {
    this.mask = (1 << bits) - 1
    this.keys = new Int32Array(1 << bits)
    this.counts = new Int32Array(1 << bits)
  }

  private slot(key: number): number {
    let slot = avalanche(key) & this.mask
    while (this.counts[slot] !== 0 && this.keys[slot] !== key) slot = (slot + 1) & this.mask
    return slot
  }

  add(key: number): void {
    let slot = this.slot(key)
    if (this.counts[slot] === 0) {
      if (++this.used * 2 > this.mask) {
        this.double()
        slot = this.slot(key)
      }
      this.keys[slot] = key
    }
    this.counts[slot] = this.counts[slot]! + 1
  }

  get(key: number): number {
    return this.counts[this.slot(key)]!
  }

  /** Replaces each count by a dense index from 1 where it is at least `cut`; all other keys are forgotten. Returns their number. */
  number(cut: number): number {
    const { keys, counts } = this
    let size = 0
    let bits = 4
    for (const c of counts) if (c >= cut) size++
    while (1 << bits < size * 2) bits++
    const kept = new Counter(bits + 1)
    let id = 0
    for (let i = 0; i < counts.length; i++) {
      if (counts[i]! < cut) continue
      const slot = kept.slot(keys[i]!)
      kept.keys[slot] = keys[i]!
      kept.counts[slot] = ++id
    }
    this.mask = kept.mask
    this.keys = kept.keys
    this.counts = kept.counts
    return id
  }

  private double(): void {
    const { keys, counts } = this
    this.mask = this.mask * 2 + 1
    this.keys = new Int32Array(this.mask + 1)
    this.counts = new Int32Array(this.mask + 1)
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === 0) continue
      const slot = this.slot(keys[i]!)
      this.keys[slot] = keys[i]!
      this.counts[slot] = counts[i]!
    }
  }
}

type CueCount = { cues: number; seen: number }
type CueCounts = Map<number, CueCount>

function countCues(examples: readonly RoleExample[]): { all: CueCounts; byArticle: Map<string, CueCounts> } {
  const all: CueCounts = new Map()
  const byArticle = new Map<string, CueCounts>()
  const bump = (counts: CueCounts, key: number, isCue: boolean) => {
    let c = counts.get(key)
    if (c === undefined) {
      c = { cues: 0, seen: 0 }
      counts.set(key, c)
    }
    c.seen++
    if (isCue) c.cues++
  }
  for (const { tokens, tags, article } of examples) {
    let own = byArticle.get(article)
    if (own === undefined) {
      own = new Map()
      byArticle.set(article, own)
    }
    for (let i = 0; i < tokens.size; i++) {
      const key = cueKey(tokens.strings.hash(tokens.lemma[i]!), tokens.tag[i]!)
      const isCue = tags[i] === RoleTag.BeginCue || tags[i] === RoleTag.InsideCue
      bump(all, key, isCue)
      bump(own, key, isCue)
    }
  }
  return { all, byArticle }
}

function cueColumnOf(tokens: Tokens, all: CueCounts, without: CueCounts | undefined): Uint8Array {
  const column = new Uint8Array(tokens.size)
  for (let i = 0; i < tokens.size; i++) {
    const key = cueKey(tokens.strings.hash(tokens.lemma[i]!), tokens.tag[i]!)
    const c = all.get(key)
    if (c === undefined) continue
    const own = without?.get(key)
    column[i] = cueBucket({ cues: c.cues - (own?.cues ?? 0), seen: c.seen - (own?.seen ?? 0) })
  }
  return column
}

/** Feature indices of one example: token i's own ones are `own[ownStart[i] … ownStart[i + 1])`, edges alike. */
interface Encoded {
  readonly own: Int32Array
  readonly ownStart: Int32Array
  readonly edge: Int32Array
  readonly edgeStart: Int32Array
}

export interface RoleTraining {
  readonly epochs: number
  /** Features seen less often are left out. */
  readonly cut: number
  readonly rate: number
  /** L1 pull towards zero, applied lazily. */
  readonly l1: number
  readonly seed: number
  /** Share of features left out of each step at random (Srivastava et al. 2014, on inputs). */
  readonly dropout: number
  readonly say: (line: string) => void
}

export const ROLE_TRAINING: RoleTraining = {
  epochs: 10,
  cut: 3,
  rate: 0.05,
  l1: 0.001,
  seed: 1,
  dropout: 0,
  say: () => {},
}

/** A trained tagger in full precision, before packing. */
export interface RoleWeights {
  readonly ownIndex: Counter
  readonly edgeIndex: Counter
  readonly own: Float32Array
  readonly edge: Float32Array
  readonly cues: CueCounts
}

function encode(features: Features, tokens: Tokens, ownIndex: Counter, edgeIndex: Counter): Encoded {
  const ownStart = new Int32Array(tokens.size + 1)
  const edgeStart = new Int32Array(tokens.size + 1)
  let own = new Int32Array(tokens.size * 128 + 512)
  const edge = new Int32Array(tokens.size * 8)
  let n = 0
  let m = 0
  for (let i = 0; i < tokens.size; i++) {
    features.at(i)
    if (n + 512 > own.length) {
      const wider = new Int32Array(own.length * 2)
      wider.set(own)
      own = wider
    }
    for (let f = 0; f < features.count; f++) {
      const id = ownIndex.get(features.ids[f]!)
      if (id > 0) own[n++] = id - 1
    }
    ownStart[i + 1] = n
    if (i > 0 && tokens.paragraph[i] === tokens.paragraph[i - 1]) {
      features.edgeAt(i)
      for (let f = 0; f < features.edgeCount; f++) {
        const id = edgeIndex.get(features.edgeIds[f]!)
        if (id > 0) edge[m++] = id - 1
      }
    }
    edgeStart[i + 1] = m
  }
  return { own: own.slice(0, n), ownStart, edge: edge.slice(0, m), edgeStart }
}

/** Adds up the scores of tokens `begin … end` of an example under full-precision weights. */
function fill(lattice: Lattice, x: Encoded, w: Float32Array, we: Float32Array, begin: number, end: number): void {
  lattice.reset(end - begin)
  for (let i = begin; i < end; i++) {
    const at = (i - begin) * L
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let s4 = 0
    let s5 = 0
    let s6 = 0 // seven plain sums: this loop is where training spends its time
    for (let f = x.ownStart[i]!, past = x.ownStart[i + 1]!; f < past; f++) {
      const r = x.own[f]! * 7
      s0 += w[r]!
      s1 += w[r + 1]!
      s2 += w[r + 2]!
      s3 += w[r + 3]!
      s4 += w[r + 4]!
      s5 += w[r + 5]!
      s6 += w[r + 6]!
    }
    lattice.own[at] = s0
    lattice.own[at + 1] = s1
    lattice.own[at + 2] = s2
    lattice.own[at + 3] = s3
    lattice.own[at + 4] = s4
    lattice.own[at + 5] = s5
    lattice.own[at + 6] = s6
    if (i === begin) continue
    for (let f = x.edgeStart[i]!, past = x.edgeStart[i + 1]!; f < past; f++) {
      const r = x.edge[f]! * L * L
      for (let e = 0; e < L * L; e++) lattice.edge[at * L + e] = lattice.edge[at * L + e]! + we[r + e]!
    }
  }
}

/**
 * Trains the role CRF: stochastic gradient of the log-likelihood, AdaGrad steps (Duchi et al. 2011) with
 * lazy L1, paragraph by paragraph. Deterministic for a seed. The cue lexicon leaves each article's own
 * counts out while training, so that it never sees its own answer.
 */
export function trainRoles(examples: readonly RoleExample[], options: RoleTraining = ROLE_TRAINING): RoleWeights {
  const { epochs, cut, rate, l1, seed, dropout, say } = options
  const { all, byArticle } = countCues(examples)
  const features = (x: RoleExample) =>
    new Features(x.tokens, cueColumnOf(x.tokens, all, byArticle.get(x.article)), x.blockKind)
  const ownIndex = new Counter(22)
  const edgeIndex = new Counter(16)
  for (const x of examples) {
    const f = features(x)
    for (let i = 0; i < x.tokens.size; i++) {
      f.at(i)
      for (let k = 0; k < f.count; k++) ownIndex.add(f.ids[k]!)
      if (i > 0 && x.tokens.paragraph[i] === x.tokens.paragraph[i - 1]) {
        f.edgeAt(i)
        for (let k = 0; k < f.edgeCount; k++) edgeIndex.add(f.edgeIds[k]!)
      }
    }
  }
  const ownCount = ownIndex.number(cut)
  const edgeCount = edgeIndex.number(cut * 3)
  const encoded = examples.map(x => encode(features(x), x.tokens, ownIndex, edgeIndex))
  say(`roles: ${ownCount} features, ${edgeCount} edge features`)

  const w = new Float32Array(ownCount * L)
  const g = new Float32Array(ownCount * L)
  const last = new Int32Array(ownCount)
  const we = new Float32Array(edgeCount * L * L)
  const ge = new Float32Array(edgeCount * L * L)
  const order: { x: number; begin: number; end: number }[] = []
  examples.forEach((x, k) => {
    for (let p = 0; p < x.tokens.paragraphs; p++) {
      order.push({ x: k, begin: x.tokens.paragraphStart[p]!, end: x.tokens.paragraphStart[p + 1]! })
    }
  })
  const random = randomFrom(seed)
  const lattice = new Lattice()
  const steps = order.length * epochs
  const EPS = 1e-2
  let step = 0
  let eta = rate
  let forward = new Float64Array(L * 256)
  let backward = new Float64Array(L * 256)
  let here = new Float64Array(L * 256)
  let move = new Float64Array(L * L * 256)
  let scale = new Float64Array(256)
  const gradient = new Float64Array(L)
  const edgeGradient = new Float64Array(L * L)

  const shrink = (feature: number) => {
    const waited = step - last[feature]!
    if (waited <= 0) return
    last[feature] = step
    for (let k = feature * L; k < feature * L + L; k++) {
      const v = w[k]!
      if (v === 0) continue
      const pull = (l1 * waited * eta) / (Math.sqrt(g[k]!) + EPS)
      w[k] = v > 0 ? Math.max(0, v - pull) : Math.min(0, v + pull)
    }
  }

  const dropped = (x: Encoded, begin: number, end: number): Encoded => {
    const own: number[] = []
    const ownStart = new Int32Array(end - begin + 1)
    const edge: number[] = []
    const edgeStart = new Int32Array(end - begin + 1)
    for (let i = begin; i < end; i++) {
      for (let f = x.ownStart[i]!; f < x.ownStart[i + 1]!; f++) if (random() >= dropout) own.push(x.own[f]!)
      for (let f = x.edgeStart[i]!; f < x.edgeStart[i + 1]!; f++) if (random() >= dropout) edge.push(x.edge[f]!)
      ownStart[i - begin + 1] = own.length
      edgeStart[i - begin + 1] = edge.length
    }
    return { own: Int32Array.from(own), ownStart, edge: Int32Array.from(edge), edgeStart }
  }

  for (let epoch = 1; epoch <= epochs; epoch++) {
    shuffle(order, random)
    let likelihood = 0
    for (const part of order) {
      step++
      eta = rate * Math.max(0.02, 1 - step / steps)
      const { tags } = examples[part.x]!
      const whole = encoded[part.x]!
      const n = part.end - part.begin
      const x = dropout > 0 ? dropped(whole, part.begin, part.end) : whole
      const base = dropout > 0 ? 0 : part.begin
      if (l1 > 0) for (let f = x.ownStart[base]!; f < x.ownStart[base + n]!; f++) shrink(x.own[f]!)
      fill(lattice, x, w, we, base, base + n)
      const { own, edge } = lattice
      if (dropout > 0) {
        const up = 1 / (1 - dropout)
        for (let i = 0; i < n * L; i++) own[i] = own[i]! * up
        for (let i = 0; i < n * L * L; i++) edge[i] = edge[i]! * up
      }
      if (forward.length < n * L) {
        forward = new Float64Array(n * L * 2)
        backward = new Float64Array(n * L * 2)
        here = new Float64Array(n * L * 2)
        move = new Float64Array(n * L * L * 2)
        scale = new Float64Array(n * 2)
      }
      for (let i = 0; i < n; i++) {
        const y = tags[part.begin + i]!
        likelihood += own[i * L + y]!
        let top = Number.NEGATIVE_INFINITY
        for (let k = 0; k < L; k++) top = Math.max(top, own[i * L + k]!)
        for (let k = 0; k < L; k++) here[i * L + k] = Math.exp(own[i * L + k]! - top)
        likelihood -= top
        if (i > 0) {
          likelihood += edge[i * L * L + tags[part.begin + i - 1]! * L + y]!
          for (let e = 0; e < L * L; e++) move[i * L * L + e] = ALLOWED[e] ? Math.exp(edge[i * L * L + e]!) : 0
        }
        let sum = 0
        for (let k = 0; k < L; k++) {
          let s = 0
          if (i === 0) s = ALLOWED[L * L + k]!
          else for (let j = 0; j < L; j++) s += forward[(i - 1) * L + j]! * move[i * L * L + j * L + k]!
          s *= here[i * L + k]!
          forward[i * L + k] = s
          sum += s
        }
        scale[i] = sum
        likelihood -= Math.log(sum)
        for (let k = 0; k < L; k++) forward[i * L + k] = forward[i * L + k]! / sum
      }
      for (let k = 0; k < L; k++) backward[(n - 1) * L + k] = 1
      for (let i = n - 2; i >= 0; i--) {
        for (let j = 0; j < L; j++) {
          let s = 0
          for (let k = 0; k < L; k++) {
            s += move[(i + 1) * L * L + j * L + k]! * here[(i + 1) * L + k]! * backward[(i + 1) * L + k]!
          }
          backward[i * L + j] = s / scale[i + 1]!
        }
      }
      for (let i = 0; i < n; i++) {
        const y = tags[part.begin + i]!
        let off = false
        for (let k = 0; k < L; k++) {
          const d = (k === y ? 1 : 0) - forward[i * L + k]! * backward[i * L + k]!
          gradient[k] = d
          if (Math.abs(d) > 1e-3) off = true
        }
        if (off) {
          for (let f = x.ownStart[base + i]!, past = x.ownStart[base + i + 1]!; f < past; f++) {
            const r = x.own[f]! * L
            for (let k = 0; k < L; k++) {
              const d = gradient[k]!
              if (d < 1e-4 && d > -1e-4) continue
              const square = g[r + k]! + d * d
              g[r + k] = square
              w[r + k] = w[r + k]! + (eta * d) / (Math.sqrt(square) + EPS)
            }
          }
        }
        if (i === 0) continue
        const before = tags[part.begin + i - 1]!
        off = false
        for (let j = 0; j < L; j++) {
          for (let k = 0; k < L; k++) {
            const p =
              (forward[(i - 1) * L + j]! * move[i * L * L + j * L + k]! * here[i * L + k]! * backward[i * L + k]!) /
              scale[i]!
            const d = (j === before && k === y ? 1 : 0) - p
            edgeGradient[j * L + k] = d
            if (Math.abs(d) > 1e-3) off = true
          }
        }
        if (!off) continue
        for (let f = x.edgeStart[base + i]!, past = x.edgeStart[base + i + 1]!; f < past; f++) {
          const r = x.edge[f]! * L * L
          for (let e = 0; e < L * L; e++) {
            const d = edgeGradient[e]!
            if (d < 1e-4 && d > -1e-4) continue
            const square = ge[r + e]! + d * d
            ge[r + e] = square
            we[r + e] = we[r + e]! + (eta * d) / (Math.sqrt(square) + EPS)
          }
        }
      }
    }
    say(`roles: epoch ${epoch}, log-likelihood ${likelihood.toFixed(0)}`)
  }
  if (l1 > 0) for (let f = 0; f < ownCount; f++) shrink(f)
  return { ownIndex, edgeIndex, own: w, edge: we, cues: all }
}

/** Tags examples with full-precision weights; the bias is added to the begin tags of source, cue and content. */
export function predictRoles(
  weights: RoleWeights,
  examples: readonly RoleExample[],
  biases: readonly (readonly [number, number, number])[],
): Uint8Array[][] {
  const out: Uint8Array[][] = biases.map(() => [])
  const lattice = new Lattice()
  for (const x of examples) {
    const f = new Features(x.tokens, cueColumnOf(x.tokens, weights.cues, undefined), x.blockKind)
    const encoded = encode(f, x.tokens, weights.ownIndex, weights.edgeIndex)
    const tags = biases.map(() => new Uint8Array(x.tokens.size))
    for (let p = 0; p < x.tokens.paragraphs; p++) {
      const begin = x.tokens.paragraphStart[p]!
      const end = x.tokens.paragraphStart[p + 1]!
      fill(lattice, encoded, weights.own, weights.edge, begin, end)
      const plain = lattice.own.slice(0, (end - begin) * L)
      biases.forEach((bias, b) => {
        for (let i = 0; i < end - begin; i++) {
          lattice.own[i * L + RoleTag.BeginSource] = plain[i * L + RoleTag.BeginSource]! + bias[0]
          lattice.own[i * L + RoleTag.BeginCue] = plain[i * L + RoleTag.BeginCue]! + bias[1]
          lattice.own[i * L + RoleTag.BeginContent] = plain[i * L + RoleTag.BeginContent]! + bias[2]
        }
        viterbi(lattice, tags[b]!, begin)
      })
    }
    tags.forEach((t, b) => {
      out[b]!.push(t)
    })
  }
  return out
}

/** Exact span counts of one role. */
export interface SpanCount {
  hits: number
  predicted: number
  gold: number
}

export const spanF1 = (c: SpanCount): number => (c.hits === 0 ? 0 : (200 * c.hits) / (c.predicted + c.gold))

/** CofeNet's exact span match over tags: spans are cut at paragraphs. Order: source, cue, content. */
export function countSpans(tokens: Tokens, gold: Uint8Array, predicted: Uint8Array, into: SpanCount[]): void {
  const spans = (tags: Uint8Array) => {
    const found: number[] = []
    for (let i = 0; i < tags.length; i++) {
      const t = tags[i]!
      if (t % 2 === 0) continue
      let end = i + 1
      while (end < tags.length && tags[end] === t + 1 && tokens.paragraph[end] === tokens.paragraph[i]) end++
      found.push((i * 4 + ((t - 1) >> 1)) * 65536 + Math.min(65535, end - i))
    }
    return found
  }
  const a = spans(gold)
  const b = spans(predicted)
  const known = new Set(a)
  const role = (key: number) => Math.floor(key / 65536) % 4
  for (const key of a) into[role(key)]!.gold++
  for (const key of b) {
    into[role(key)]!.predicted++
    if (known.has(key)) into[role(key)]!.hits++
  }
}

/** Packs trained weights into the model part that `readRoleModel` reads. */
export function packRoles(weights: RoleWeights, bias: readonly [number, number, number], least = 0): Uint8Array {
  const rows = (index: Counter, w: Float32Array, classes: number): WeightRow[] => {
    const list: WeightRow[] = []
    for (let s = 0; s < index.counts.length; s++) {
      const id = index.counts[s]!
      if (id === 0) continue
      const cls: number[] = []
      const values: number[] = []
      for (let k = 0; k < classes; k++) {
        const v = w[(id - 1) * classes + k]!
        if (Math.abs(v) > least) {
          cls.push(k)
          values.push(v)
        }
      }
      if (cls.length > 0) list.push({ feature: index.keys[s]!, classes: cls, values })
    }
    return list
  }
  const lexicon: WeightRow[] = []
  for (const [key, count] of weights.cues) {
    const bucket = cueBucket(count)
    if (bucket > 0) lexicon.push({ feature: key, classes: [0], values: [bucket] })
  }
  return packRoleModel({
    own: packWeights(rows(weights.ownIndex, weights.own, L), L),
    edge: packWeights(rows(weights.edgeIndex, weights.edge, L * L), L * L),
    lexicon: packWeights(lexicon, 1),
    bias,
  })
}
