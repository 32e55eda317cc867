import { AscribeError } from '../vocabulary/index.ts'
import type { Tokens } from './columns.ts'
import { packParts, unpackParts } from './parts.ts'
import { join } from './strings.ts'
import { PENN, PENN_INDEX, RELATION_INDEX, RELATIONS } from './tagset.ts'
import { unpackWeights, type WeightTable } from './weights.ts'

/**
 * The moves of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez & Satta 2011). The artificial root stands
 * behind the last word, so that every run ends in a tree with one root.
 *
 *   stack … s1 s0 | b0 b1 …      Shift: b0 goes onto the stack
 *                                Left:  b0 becomes the head of s0, s0 is done
 *                                Right: s1 becomes the head of s0, s0 is done
 */
export const Move = { Shift: 0, Left: 1, Right: 2 } as const

/** A move feature's weights before packing: what Left and Right gain over Shift. */
export interface MoveRow {
  /** As `ParserState` makes it: 24 bits. */
  readonly feature: number
  readonly left: number
  readonly right: number
}

const MOST_FEATURES = 128
/** Features are cut to 24 bits: unseen ones then meet a weight by chance in a few percent of cases, and rows pack small. */
const FEATURE_BITS = 0xffffff

/** What `MoveTable` knows of 32 neighbouring features: which have a row, and how many rows stand before them. */
const Block = { Bits: 0, Before: 1, Size: 2, Features: 32 } as const
/** Weights are kept as 16-bit steps at run time: 32767 stands for the largest. */
const STEPS = 32767
/** A packed byte q stands for sign(q) (q / 127)^2 of the largest weight: fine steps where most weights lie. */
const unsquash = (q: number): number => Math.round((q * Math.abs(q) * STEPS) / (127 * 127))

/** How many of the 32 bits are set (Warren, Hacker's Delight, 5-1). */
function bitCount(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * The weights of the three moves. Only differences count, so Shift is nought everywhere and a row has two
 * numbers; a sum is a plain integer.
 *
 * With 24 bits a feature can be its own address: a bitmap tells whether it has a row, and the bits set before
 * it tell which. That takes no search, and no branch that a processor could guess wrong.
 */
export class MoveTable {
  private readonly blocks = new Int32Array(((FEATURE_BITS + 1) / Block.Features) * Block.Size)
  /** The packed bytes of each row, Left and Right; row 0 is that of all features without one. */
  private readonly left: Int8Array
  private readonly right: Int8Array
  /** Packed byte -> weight. */
  private readonly weight = Int32Array.from({ length: 256 }, (_, b) => unsquash((b << 24) >> 24))

  /** @param features ascending, each once */
  constructor(features: Int32Array, left: Int8Array, right: Int8Array) {
    const { blocks } = this
    this.left = new Int8Array(features.length + 1)
    this.left.set(left, 1)
    this.right = new Int8Array(features.length + 1)
    this.right.set(right, 1)
    for (const feature of features) {
      const at = (feature >>> 5) * Block.Size + Block.Bits
      blocks[at] = blocks[at]! | (1 << (feature & 31))
    }
    let rows = 1
    for (let at = 0; at < blocks.length; at += Block.Size) {
      blocks[at + Block.Before] = rows
      rows += bitCount(blocks[at + Block.Bits]!)
    }
  }

  /** Fills `scores` of the three moves with the sums over `features[0 … count)`. */
  score(features: Int32Array, count: number, scores: Float64Array): void {
    const { blocks, left: lefts, right: rights, weight } = this
    let left = 0
    let right = 0
    for (let f = 0; f < count; f++) {
      const feature = features[f]!
      const at = (feature >>> 5) * Block.Size
      const bits = blocks[at + Block.Bits]!
      const bit = feature & 31
      const row = (blocks[at + Block.Before]! + bitCount(bits & ((1 << bit) - 1))) & -((bits >>> bit) & 1)
      left += weight[lefts[row]! & 255]!
      right += weight[rights[row]! & 255]!
    }
    scores[Move.Shift] = 0
    scores[Move.Left] = left
    scores[Move.Right] = right
  }
}

/**
 * Packs move weights: u32 rows, then varint gaps of the sorted features, an i8 per row for Left and an i8
 * per row for Right (see `unsquash`). Rows that round to nought are left out.
 */
export function packMoves(rows: readonly MoveRow[]): Uint8Array {
  let top = 0
  for (const r of rows) top = Math.max(top, Math.abs(r.left), Math.abs(r.right))
  const squash = (v: number) => Math.round(Math.sign(v) * 127 * Math.sqrt(Math.abs(v) / (top || 1)))
  const kept = rows
    .map(r => ({ feature: r.feature, left: squash(r.left), right: squash(r.right) }))
    .filter(r => r.left !== 0 || r.right !== 0)
    .sort((a, b) => a.feature - b.feature)
  const gaps: number[] = []
  let last = 0
  for (const r of kept) {
    let gap = r.feature - last
    last = r.feature
    for (; gap > 127; gap >>>= 7) gaps.push((gap & 127) | 128)
    gaps.push(gap)
  }
  const out = new Uint8Array(4 + gaps.length + 2 * kept.length)
  new DataView(out.buffer).setUint32(0, kept.length, true)
  out.set(gaps, 4)
  kept.forEach((r, i) => {
    out[4 + gaps.length + i] = r.left & 255
    out[4 + gaps.length + kept.length + i] = r.right & 255
  })
  return out
}

/** Reads what `packMoves` wrote. Throws AscribeError `model-damaged` when the bytes don't add up. */
export function unpackMoves(bytes: Uint8Array): MoveTable {
  const damaged = () =>
    new AscribeError(
      'model-damaged',
      "the parser's part of the model file does not add up",
      'fetch the model file again',
    )
  if (bytes.length < 4) throw damaged()
  const rows = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  if (rows * 3 > bytes.length) throw damaged()
  const features = new Int32Array(rows)
  let at = 4
  let last = 0
  for (let r = 0; r < rows; r++) {
    let shift = 0
    for (;;) {
      const b = bytes[at++]
      if (b === undefined || shift > 21) throw damaged()
      last += (b & 127) << shift
      if (b < 128) break
      shift += 7
    }
    if (last > FEATURE_BITS || (r > 0 && last === features[r - 1])) throw damaged()
    features[r] = last
  }
  if (bytes.length !== at + 2 * rows) throw damaged()
  const column = (start: number) => new Int8Array(bytes.slice(start, start + rows).buffer)
  return new MoveTable(features, column(at), column(at + rows))
}

/** A trained parser: one table scores the moves, one names the relation of each arc as it is made. */
export interface ParserModel {
  readonly moves: MoveTable
  readonly labels: WeightTable
}

/** Reads the parser's model part. Throws AscribeError `model-damaged`. */
export function readParserModel(bytes: Uint8Array): ParserModel {
  const part = unpackParts(bytes)
  return { moves: unpackMoves(part('moves')), labels: unpackWeights(part('labels')) }
}

/** The bytes `readParserModel` reads, from `packMoves` and `packWeights`. */
export function packParserModel(moves: Uint8Array, labels: Uint8Array): Uint8Array {
  return packParts({ moves, labels })
}

const NO_TAG = PENN.length
const ROOT_TAG = PENN.length + 1
const NO_WORD = 0x2545f491
const ROOT_WORD = 0x7f4a7c15
/** Radix for packing tags: above ROOT_TAG. */
const P = 64
const NO_LABEL = RELATIONS.length

const tagSet = (names: readonly string[]): Uint8Array => {
  const set = new Uint8Array(P)
  for (const name of names) set[PENN_INDEX.get(name)!] = 1
  return set
}
const COMMAS = tagSet([',', ':', '-LRB-', '-RRB-'])
const MARKS = tagSet(['``', "''"])
const VERBS = tagSet(['VBD', 'VBZ', 'VBP', 'MD'])

/** The bit of each relation in a node's set of children; those not told apart share one. */
const LABEL_BIT = Int32Array.from(RELATIONS, name => {
  const kept = [
    'nsubj',
    'nsubj:pass',
    'obj',
    'cop',
    'aux',
    'aux:pass',
    'mark',
    'case',
    'det',
    'ccomp',
    'xcomp',
    'advcl',
    'conj',
    'cc',
    'punct',
    'obl',
    'nmod',
    'acl:relcl',
    'expl',
    'nmod:poss',
    'parataxis',
    'advmod',
    'acl',
    'appos',
    'compound',
    'amod',
    'csubj',
    'iobj',
    'nummod',
    'compound:prt',
  ] // prettier-ignore
  return 1 << (kept.indexOf(name) + 1)
})

/** Distances in few steps: 1, 2, 3, 4, 5-6, 7-10, more. */
const bucket = (d: number): number => (d <= 4 ? d : d <= 6 ? 5 : d <= 10 ? 6 : 7)
const few = (n: number): number => Math.min(n, 3)

/**
 * One sentence while it is being parsed. Nodes are 1 … n for the words, n + 1 for the artificial root and
 * 0 for "no such node", whose entries never change. The same code makes the features in training.
 */
export class ParserState {
  n = 0
  /** First node of the buffer, b0. */
  next = 1
  /** Words on the stack. */
  depth = 0
  readonly stack: Int32Array
  readonly head: Int32Array
  readonly label: Uint8Array
  /** The features of the last `moveFeatures` or `labelFeatures`. */
  readonly ids = new Int32Array(MOST_FEATURES)
  count = 0
  private readonly word: Int32Array
  private readonly lemma: Int32Array
  private readonly tag: Uint8Array
  /** Outermost and second outermost dependants on either side, so far. */
  private readonly left1: Int32Array
  private readonly left2: Int32Array
  private readonly right1: Int32Array
  private readonly right2: Int32Array
  private readonly lefts: Int32Array
  private readonly rights: Int32Array
  private readonly leftSet: Int32Array
  private readonly rightSet: Int32Array
  /** Leftmost word of the subtree so far. */
  private readonly edge: Int32Array
  /** How many commas, quotation marks and finite verbs stand before a node. */
  private readonly commas: Int32Array
  private readonly marks: Int32Array
  private readonly verbs: Int32Array

  /** Room for sentences of up to `longest` words. */
  constructor(longest: number) {
    const size = longest + 4
    const column = () => new Int32Array(size)
    this.stack = column()
    this.head = column()
    this.label = new Uint8Array(size)
    this.word = column()
    this.lemma = column()
    this.tag = new Uint8Array(size)
    this.left1 = column()
    this.left2 = column()
    this.right1 = column()
    this.right2 = column()
    this.lefts = column()
    this.rights = column()
    this.leftSet = column()
    this.rightSet = column()
    this.edge = column()
    this.commas = column()
    this.marks = column()
    this.verbs = column()
    this.word[0] = NO_WORD
    this.lemma[0] = NO_WORD
    this.tag[0] = NO_TAG
    this.label[0] = NO_LABEL
  }

  /** Sets out the words `begin <= i < end` of an article as one sentence. */
  begin(tokens: Tokens, begin: number, end: number): void {
    const n = end - begin
    const { strings } = tokens
    this.n = n
    this.next = 1
    this.depth = 0
    let commas = 0
    let marks = 0
    let verbs = 0
    for (let i = 1; i <= n + 1; i++) {
      const root = i > n
      const tag = root ? ROOT_TAG : tokens.tag[begin + i - 1]!
      this.tag[i] = tag
      this.word[i] = root ? ROOT_WORD : strings.hash(tokens.lower[begin + i - 1]!)
      this.lemma[i] = root ? ROOT_WORD : strings.hash(tokens.lemma[begin + i - 1]!)
      this.commas[i] = commas
      this.marks[i] = marks
      this.verbs[i] = verbs
      commas += COMMAS[tag]!
      marks += MARKS[tag]!
      verbs += VERBS[tag]!
      this.head[i] = 0
      this.label[i] = NO_LABEL
      this.left1[i] = 0
      this.left2[i] = 0
      this.right1[i] = 0
      this.right2[i] = 0
      this.lefts[i] = 0
      this.rights[i] = 0
      this.leftSet[i] = 0
      this.rightSet[i] = 0
      this.edge[i] = i
    }
  }

  /** Are all words done, with only the root left? */
  get done(): boolean {
    return this.depth === 0 && this.next > this.n
  }

  get top(): number {
    return this.depth > 0 ? this.stack[this.depth - 1]! : 0
  }

  get below(): number {
    return this.depth > 1 ? this.stack[this.depth - 2]! : 0
  }

  /** May the move be made here? The root takes one dependant only, the last word on the stack. */
  allows(move: number): boolean {
    if (move === Move.Shift) return this.next <= this.n
    if (move === Move.Right) return this.depth > 1
    return this.depth > 0 && (this.next <= this.n || this.depth === 1)
  }

  shift(): void {
    this.stack[this.depth++] = this.next++
  }

  /** Makes the top of the stack a dependant of `head`, the node of `Left` or `Right`. */
  attach(head: number, label: number): void {
    const child = this.stack[--this.depth]!
    this.head[child] = head
    this.label[child] = label
    const bit = LABEL_BIT[label]!
    if (child < head) {
      this.left2[head] = this.left1[head]!
      this.left1[head] = child
      this.lefts[head] = this.lefts[head]! + 1
      this.leftSet[head] = this.leftSet[head]! | bit
      this.edge[head] = this.edge[child]!
    } else {
      this.right2[head] = this.right1[head]!
      this.right1[head] = child
      this.rights[head] = this.rights[head]! + 1
      this.rightSet[head] = this.rightSet[head]! | bit
    }
  }

  /** What stands between two nodes, in one number: commas, quotation marks, finite verbs. */
  private between(a: number, b: number): number {
    if (a === 0) return 63
    const first = a + 1
    if (first >= b) return 0
    const commas = few(this.commas[b]! - this.commas[first]!)
    const marks = few(this.marks[b]! - this.marks[first]!)
    const verbs = this.verbs[b]! - this.verbs[first]!
    return commas * 16 + marks * 4 + few(verbs)
  }

  /** Features of the next move, after Zhang & Nivre (2011): words, tags, distances, valency, labels. */
  moveFeatures(): void {
    const { word, tag, label, left1, left2, right1, right2, ids } = this
    const n = this.n
    const s0 = this.top
    const s1 = this.below
    const s2 = this.depth > 2 ? this.stack[this.depth - 3]! : 0
    const b0 = this.next
    const b1 = b0 <= n ? b0 + 1 : 0
    const b2 = b0 < n ? b0 + 2 : 0
    const s0w = word[s0]!
    const s1w = word[s1]!
    const s2w = word[s2]!
    const b0w = word[b0]!
    const b1w = word[b1]!
    const b2w = word[b2]!
    const s0p = tag[s0]!
    const s1p = tag[s1]!
    const s2p = tag[s2]!
    const b0p = tag[b0]!
    const b1p = tag[b1]!
    const b2p = tag[b2]!
    const s0b0p = s0p * P + b0p
    const s1s0p = s1p * P + s0p
    const s0l = left1[s0]!
    const s0l2 = left2[s0]!
    const s0r = right1[s0]!
    const s0r2 = right2[s0]!
    const s1l = left1[s1]!
    const s1r = right1[s1]!
    const s1r2 = right2[s1]!
    const b0l = left1[b0]!
    const b0l2 = left2[b0]!
    const s0b0d = s0 === 0 ? 0 : bucket(b0 - s0)
    const s1s0d = s1 === 0 ? 0 : bucket(s0 - s1)
    const s0b0m = this.between(s0, b0)
    const s1s0m = this.between(s1, s0)
    const s0vl = few(this.lefts[s0]!)
    const s0vr = few(this.rights[s0]!)
    const s1vl = few(this.lefts[s1]!)
    const s1vr = few(this.rights[s1]!)
    const b0vl = few(this.lefts[b0]!)
    const before = tag[b0 - 1]!
    const after = s0 === 0 ? NO_TAG : tag[s0 + 1]!
    let k = 0
    ids[k++] = join(1, s0p)
    ids[k++] = join(join(2, s0w), s0p)
    ids[k++] = join(3, s1p)
    ids[k++] = join(join(4, s1w), s1p)
    ids[k++] = join(join(5, s2w), s2p)
    ids[k++] = join(6, b0p)
    ids[k++] = join(join(7, b0w), b0p)
    ids[k++] = join(join(8, b1w), b1p)
    ids[k++] = join(join(9, b2w), b2p)
    ids[k++] = join(10, b1p * P + b2p)
    // pairs of the three central nodes
    ids[k++] = join(join(11, s0w), b0w)
    ids[k++] = join(join(12, s0w), s0b0p)
    ids[k++] = join(join(13, b0w), s0b0p)
    ids[k++] = join(14, s0b0p)
    ids[k++] = join(join(15, s1w), s0w)
    ids[k++] = join(join(16, s1w), s1s0p)
    ids[k++] = join(join(17, s0w), s1s0p)
    ids[k++] = join(18, s1s0p)
    ids[k++] = join(join(19, s1w), b0p)
    ids[k++] = join(join(20, b0w), s1p)
    ids[k++] = join(join(21, s0w), b1p * P + b0p)
    ids[k++] = join(join(22, b1w), s0b0p)
    ids[k++] = join(join(23, b0w), s1s0p)
    ids[k++] = join(join(24, s1w), s0b0p)
    ids[k++] = join(join(25, s0w), s1p * P + b0p)
    ids[k++] = join(join(26, b0w), b1p)
    // tags of three and four
    ids[k++] = join(27, s0b0p * P + b1p)
    ids[k++] = join(28, (s0b0p * P + b1p) * P + b2p)
    ids[k++] = join(29, s1s0p * P + b0p)
    ids[k++] = join(30, (s1s0p * P + b0p) * P + b1p)
    ids[k++] = join(31, (s2p * P + s1p) * P + s0p)
    ids[k++] = join(32, ((s2p * P + s1p) * P + s0p) * P + b0p)
    ids[k++] = join(33, (s0b0p * P + before) * P + after)
    // children: tags
    ids[k++] = join(34, s0b0p * P + tag[s0l]!)
    ids[k++] = join(35, s0b0p * P + tag[s0r]!)
    ids[k++] = join(36, s0b0p * P + tag[b0l]!)
    ids[k++] = join(37, s1s0p * P + tag[s1l]!)
    ids[k++] = join(38, s1s0p * P + tag[s1r]!)
    ids[k++] = join(39, s1s0p * P + tag[s0l]!)
    ids[k++] = join(40, s1s0p * P + tag[s0r]!)
    ids[k++] = join(41, (s1s0p * P + b0p) * P + tag[b0l]!)
    ids[k++] = join(42, (s1s0p * P + b0p) * P + tag[s0r]!)
    ids[k++] = join(43, (s1s0p * P + b0p) * P + tag[s1r]!)
    // children: words and labels
    ids[k++] = join(join(44, word[s0l]!), s0b0p)
    ids[k++] = join(join(45, word[s0r]!), s0b0p)
    ids[k++] = join(join(46, word[b0l]!), s0b0p)
    ids[k++] = join(join(47, word[s1r]!), s1s0p)
    ids[k++] = join(join(48, word[s0l]!), s1s0p)
    ids[k++] = join(49, (s0b0p * P + label[s0l]!) * P + label[s0l2]!)
    ids[k++] = join(50, (s0b0p * P + label[s0r]!) * P + label[s0r2]!)
    ids[k++] = join(51, (s1s0p * P + label[s1r]!) * P + label[s1r2]!)
    ids[k++] = join(52, (s0b0p * P + label[b0l]!) * P + label[b0l2]!)
    ids[k++] = join(53, (s1s0p * P + label[s0r]!) * P + label[s0l]!)
    ids[k++] = join(join(54, this.leftSet[s0]!), s0b0p)
    ids[k++] = join(join(55, this.rightSet[s0]!), s0b0p)
    ids[k++] = join(join(56, this.rightSet[s1]!), s1s0p)
    ids[k++] = join(join(57, this.leftSet[b0]!), s0b0p)
    ids[k++] = join(join(58, this.leftSet[s0]!), s1s0p * P + b0p)
    ids[k++] = join(join(59, this.leftSet[s1]!), s1s0p * P + b0p)
    ids[k++] = join(join(join(60, this.rightSet[s0]!), s0w), b0p)
    ids[k++] = join(join(join(61, this.rightSet[s1]!), s1w), s0p)
    // distances
    ids[k++] = join(join(62, s0w), s0b0d)
    ids[k++] = join(join(63, b0w), s0b0d)
    ids[k++] = join(64, s0b0p * 8 + s0b0d)
    ids[k++] = join(65, s1s0p * 8 + s1s0d)
    ids[k++] = join(join(66, s1w), s1s0d * P + s0p)
    ids[k++] = join(join(67, s0w), s1s0d * P + s1p)
    ids[k++] = join(68, (s1s0p * P + b0p) * P + s0b0d * 8 + s1s0d)
    // valency
    ids[k++] = join(join(69, s0w), s0p * 4 + s0vl)
    ids[k++] = join(join(70, s0w), b0p * 4 + s0vr)
    ids[k++] = join(join(71, s1w), s0p * 4 + s1vr)
    ids[k++] = join(join(72, b0w), s0p * 4 + b0vl)
    ids[k++] = join(73, (s0b0p * 4 + s0vl) * 4 + s0vr)
    ids[k++] = join(74, (s1s0p * 4 + s1vl) * 4 + s1vr)
    ids[k++] = join(75, (s0b0p * 4 + b0vl) * 4 + s0vr)
    // commas, quotation marks and finite verbs in between
    ids[k++] = join(76, s0b0p * P + s0b0m)
    ids[k++] = join(77, s1s0p * P + s1s0m)
    ids[k++] = join(78, (s1s0p * P + b0p) * P + s0b0m)
    ids[k++] = join(79, (s1s0p * P + b0p) * P + s1s0m)
    ids[k++] = join(join(80, s0w), b0p * P + s0b0m)
    ids[k++] = join(join(81, b0w), s0p * P + s0b0m)
    ids[k++] = join(join(82, s1w), s0p * P + s1s0m)
    this.count = k
    for (let i = 0; i < k; i++) ids[i] = ids[i]! & FEATURE_BITS
  }

  /** Features of the arc from `h` to `d`, the top of the stack, whose own dependants are all known. */
  labelFeatures(h: number): void {
    const { word, lemma, tag, label, left1, left2, right1, ids } = this
    const d = this.top
    const hw = word[h]!
    const hl = lemma[h]!
    const hp = tag[h]!
    const dw = word[d]!
    const dl = lemma[d]!
    const dp = tag[d]!
    const left = d < h
    const hd = (hp * P + dp) * 2 + (left ? 1 : 0)
    const a = left ? d : h
    const b = left ? h : d
    const m = this.between(a, b)
    const dist = bucket(b - a)
    const sibling = left ? left1[h]! : right1[h]!
    const l = left1[d]!
    const l2 = left2[d]!
    const r = right1[d]!
    const e = this.edge[d]!
    const set = this.leftSet[d]! | this.rightSet[d]!
    const own = this.leftSet[h]! | this.rightSet[h]!
    let k = 0
    ids[k++] = join(101, hd)
    ids[k++] = join(join(102, hw), dp)
    ids[k++] = join(join(103, dw), hd)
    ids[k++] = join(join(104, hl), hd)
    ids[k++] = join(join(105, hl), dl)
    ids[k++] = join(join(106, dl), dp * 2 + (left ? 1 : 0))
    ids[k++] = join(107, hd * 8 + dist)
    ids[k++] = join(108, hd * P + m)
    ids[k++] = join(join(109, hl), (dp * 2 + (left ? 1 : 0)) * P + m)
    ids[k++] = join(110, (hd * P + tag[d - 1]!) * P + tag[d + 1]!)
    ids[k++] = join(111, (hd * P + tag[h + (h <= this.n ? 1 : 0)]!) * P + tag[h - 1]!)
    ids[k++] = join(112, (hd * P + tag[l]!) * P + tag[r]!)
    ids[k++] = join(join(113, word[l]!), hd)
    ids[k++] = join(join(114, word[l2]!), hd)
    ids[k++] = join(join(115, word[r]!), hd)
    ids[k++] = join(join(116, set), hd)
    ids[k++] = join(join(117, this.leftSet[d]!), dp)
    ids[k++] = join(join(join(118, hl), this.leftSet[d]!), dp)
    ids[k++] = join(join(119, own), hd)
    ids[k++] = join(join(120, own), join(dw, dp))
    ids[k++] = join(121, (hd * P + label[sibling]!) * P + tag[sibling]!)
    ids[k++] = join(join(122, word[sibling]!), hd)
    ids[k++] = join(join(123, word[e]!), hd)
    ids[k++] = join(124, (hd * P + tag[e]!) * P + tag[e - 1]!)
    ids[k++] = join(join(125, word[e]!), set)
    ids[k++] = join(join(126, set), hd * P + m)
    ids[k++] = join(join(127, word[l]!), hl)
    ids[k++] = join(join(128, this.leftSet[d]!), hd * P + tag[e]!)
    ids[k++] = join(join(129, own), (hd * P + label[sibling]!) * 8 + dist)
    ids[k++] = join(join(130, dw), word[l]!)
    this.count = k
    for (let i = 0; i < k; i++) ids[i] = ids[i]! & FEATURE_BITS
  }
}

const ROOT = RELATION_INDEX.get('root')!

/** The best relation for the arc from `h` to the top of the stack; only the artificial root gives `root`. */
export function bestLabel(scores: Float64Array): number {
  let best = 1
  for (let c = 2; c < scores.length; c++) if (scores[c]! > scores[best]!) best = c
  return best
}

/** The best allowed move. */
export function bestMove(state: ParserState, scores: Float64Array): number {
  let best = -1
  for (let move = 0; move < 3; move++) {
    if (state.allows(move) && (best < 0 || scores[move]! > scores[best]!)) best = move
  }
  return best
}

/**
 * Fills the columns `head` (token index, -1 for a root) and `relation` from `lower`, `lemma` and `tag`.
 * Every sentence becomes one projective tree with one root, in two moves a word.
 */
export function parse(tokens: Tokens, model: ParserModel): void {
  let longest = 0
  for (let s = 0; s < tokens.sentences; s++) {
    longest = Math.max(longest, tokens.sentenceStart[s + 1]! - tokens.sentenceStart[s]!)
  }
  const state = new ParserState(longest)
  const { ids } = state
  const moves = new Float64Array(3)
  const labels = new Float64Array(RELATIONS.length)
  for (let s = 0; s < tokens.sentences; s++) {
    const begin = tokens.sentenceStart[s]!
    const end = tokens.sentenceStart[s + 1]!
    state.begin(tokens, begin, end)
    const root = state.n + 1
    while (!state.done) {
      let move: number = Move.Shift
      if (state.next === root) {
        // Nothing is left to shift: all that is on the stack hangs together, and the last is the root's.
        move = state.depth > 1 ? Move.Right : Move.Left
      } else if (state.depth > 0) {
        state.moveFeatures()
        model.moves.score(ids, state.count, moves)
        move = bestMove(state, moves)
      }
      if (move === Move.Shift) {
        state.shift()
        continue
      }
      const head = move === Move.Left ? state.next : state.below
      let label = ROOT
      if (head !== root) {
        state.labelFeatures(head)
        labels.fill(0)
        model.labels.addAll(ids, state.count, labels)
        label = bestLabel(labels)
      }
      state.attach(head, label)
    }
    for (let i = 1; i < root; i++) {
      const head = state.head[i]!
      tokens.head[begin + i - 1] = head === root ? -1 : begin + head - 1
      tokens.relation[begin + i - 1] = state.label[i]!
    }
  }
}
