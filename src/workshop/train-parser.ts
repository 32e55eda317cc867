import {
  avalanche,
  bestLabel,
  bestMove,
  Move,
  type MoveRow,
  ParserState,
  packMoves,
  packParserModel,
  packWeights,
  RELATION_INDEX,
  RELATIONS,
  type Tokens,
} from '../tokens/index.ts'
import { Perceptron, randomFrom, shuffle } from './perceptron.ts'

export interface ParserTraining {
  readonly epochs: number
  /** From the second epoch on: the share of moves where the parser follows itself, right or wrong. */
  readonly explore: number
  /** By how much the right move or relation must lead, or its weights move on. */
  readonly moveMargin: number
  readonly labelMargin: number
  /** Averaged weights smaller than this are dropped. */
  readonly leastMove: number
  readonly leastLabel: number
  /** A feature gets weights only when an error has asked for it this often. */
  readonly patience: number
  readonly seed: number
  readonly say: (line: string) => void
}

export const PARSER_TRAINING: ParserTraining = {
  epochs: 5,
  explore: 0.9,
  moveMargin: 50,
  labelMargin: 10,
  leastMove: 1.5,
  leastLabel: 0.6,
  patience: 5,
  seed: 1,
  say: () => {},
}

/**
 * Averaged perceptron for the three moves: weights of a feature lie side by side, for nearly every feature
 * meets all three.
 */
export class MoveWeights {
  clock = 1
  private mask = (1 << 18) - 1
  private keys = new Int32Array(1 << 18).fill(-1)
  private used = 0
  private weight = new Float32Array(3 << 18)
  private total = new Float64Array(3 << 18)
  private stamp = new Int32Array(1 << 18)

  private slotOf(feature: number): number {
    let slot = avalanche(feature) & this.mask
    while (this.keys[slot] !== -1 && this.keys[slot] !== feature) slot = (slot + 1) & this.mask
    return slot
  }

  private grow(): void {
    const { keys, weight, total, stamp } = this
    const size = (this.mask + 1) * 2
    this.mask = size - 1
    this.keys = new Int32Array(size).fill(-1)
    this.weight = new Float32Array(size * 3)
    this.total = new Float64Array(size * 3)
    this.stamp = new Int32Array(size)
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === -1) continue
      const slot = this.slotOf(keys[i]!)
      this.keys[slot] = keys[i]!
      this.stamp[slot] = stamp[i]!
      for (let c = 0; c < 3; c++) {
        this.weight[slot * 3 + c] = weight[i * 3 + c]!
        this.total[slot * 3 + c] = total[i * 3 + c]!
      }
    }
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    let a = 0
    let b = 0
    let c = 0
    for (let f = 0; f < count; f++) {
      const at = this.slotOf(features[f]!) * 3
      a += this.weight[at]!
      b += this.weight[at + 1]!
      c += this.weight[at + 2]!
    }
    scores[0] = a
    scores[1] = b
    scores[2] = c
  }

  update(features: Int32Array, count: number, right: number, wrong: number): void {
    for (let f = 0; f < count; f++) {
      let slot = this.slotOf(features[f]!)
      if (this.keys[slot] === -1) {
        if (++this.used * 2 > this.mask) {
          this.grow()
          slot = this.slotOf(features[f]!)
        }
        this.keys[slot] = features[f]!
        this.stamp[slot] = this.clock
      }
      const at = slot * 3
      const waited = this.clock - this.stamp[slot]!
      this.stamp[slot] = this.clock
      for (let c = 0; c < 3; c++) this.total[at + c] = this.total[at + c]! + waited * this.weight[at + c]!
      this.weight[at + right] = this.weight[at + right]! + 1
      this.weight[at + wrong] = this.weight[at + wrong]! - 1
    }
  }

  averaged(least: number): MoveRow[] {
    const rows: MoveRow[] = []
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.keys[slot] === -1) continue
      const waited = this.clock - this.stamp[slot]!
      const mean = (c: number) => (this.total[slot * 3 + c]! + waited * this.weight[slot * 3 + c]!) / this.clock
      const left = mean(Move.Left) - mean(Move.Shift)
      const right = mean(Move.Right) - mean(Move.Shift)
      if (Math.abs(left) > least || Math.abs(right) > least) rows.push({ feature: this.keys[slot]!, left, right })
    }
    return rows
  }
}

/** Lets a feature have weights only once errors have asked for it often enough; features have 24 bits. */
class Patience {
  /** The features of the last `admit`. */
  readonly ids = new Int32Array(128)
  private readonly asked = new Uint8Array(1 << 24)
  private readonly patience: number

  constructor(patience: number) {
    this.patience = patience
  }

  /** Copies those of `features[0 … count)` whose time has come to `ids`; returns how many. */
  admit(features: Int32Array, count: number): number {
    let k = 0
    for (let f = 0; f < count; f++) {
      const feature = features[f]!
      const asked = this.asked[feature]!
      if (asked + 1 < this.patience) this.asked[feature] = asked + 1
      else this.ids[k++] = feature
    }
    return k
  }
}

/**
 * The gold tree of one sentence and what each move would lose of it: the dynamic oracle of the arc-hybrid
 * system (Goldberg & Nivre 2013, section 5.2). Nodes as in ParserState.
 */
export class Oracle {
  readonly head: Int32Array
  readonly label: Uint8Array
  /** Rightmost gold dependant. */
  private readonly last: Int32Array
  /** The gold dependants left of a node, as a chain: nearest first. */
  private readonly firstLeft: Int32Array
  private readonly nextLeft: Int32Array
  readonly cost = new Int32Array(3)

  constructor(longest: number) {
    const size = longest + 4
    this.head = new Int32Array(size)
    this.label = new Uint8Array(size)
    this.last = new Int32Array(size)
    this.firstLeft = new Int32Array(size)
    this.nextLeft = new Int32Array(size)
  }

  begin(tokens: Tokens, begin: number, end: number): void {
    const n = end - begin
    this.last.fill(0, 0, n + 2)
    this.firstLeft.fill(0, 0, n + 2)
    for (let i = 1; i <= n; i++) {
      const h = tokens.head[begin + i - 1]!
      this.head[i] = h < 0 ? n + 1 : h - begin + 1
      this.label[i] = tokens.relation[begin + i - 1]!
    }
    for (let i = 1; i <= n; i++) {
      const h = this.head[i]!
      if (i > h) this.last[h] = i
      else {
        this.nextLeft[i] = this.firstLeft[h]!
        this.firstLeft[h] = i
      }
    }
  }

  /**
   * Fills `cost`: how many gold arcs that could still be made each move gives up. For the dependants that a
   * word on the stack loses to its right, 1 stands for one or more: a projective tree always leaves a move
   * that costs nothing, so only nought matters.
   */
  costs(state: ParserState): void {
    const s0 = state.top
    const s1 = state.below
    const b0 = state.next
    const root = state.n + 1
    const h = this.head[s0]!
    const gold = s0 === 0 ? 0 : this.last[s0]! >= b0 ? 1 : 0
    // Only the word at the bottom of the stack can still hang on the root.
    const ahead = h !== root ? h : state.depth === 1 ? root : 0
    this.cost[Move.Left] = gold + (h === s1 || ahead > b0 ? 1 : 0)
    this.cost[Move.Right] = gold + (ahead >= b0 ? 1 : 0)
    let shift = b0 < root && this.head[b0] === root && state.depth > 0 ? 1 : 0
    const hb = this.head[b0]!
    // A word is on the stack if it has come by and has no head yet.
    if (b0 <= state.n && hb < b0 && hb !== s0 && state.head[hb] === 0) shift++
    for (let d = this.firstLeft[b0]!; d !== 0; d = this.nextLeft[d]!) if (state.head[d] === 0) shift++
    this.cost[Move.Shift] = shift
  }
}

const ROOT = RELATION_INDEX.get('root')!
const DEP = RELATION_INDEX.get('dep')!

/**
 * Trains the parser on token columns with tag, lemma, lower, head and relation (take the tags from a
 * tagger that has not seen the documents, as running will). Returns the bytes of `readParserModel`.
 */
export function trainParser(docs: readonly Tokens[], options: Partial<ParserTraining> = {}): Uint8Array {
  const all = { ...PARSER_TRAINING, ...options }
  return packParser(learnParser(docs, all), all)
}

/** What training found, before small weights are dropped. */
export interface LearnedParser {
  readonly moves: MoveWeights
  readonly labels: Perceptron
}

/** Drops small weights and packs the rest. */
export function packParser(
  { moves, labels }: LearnedParser,
  { leastMove, leastLabel }: Pick<ParserTraining, 'leastMove' | 'leastLabel'>,
): Uint8Array {
  return packParserModel(
    packMoves(moves.averaged(leastMove)),
    packWeights(labels.averaged(leastLabel), RELATIONS.length),
  )
}

/** The training run of `trainParser`. */
export function learnParser(docs: readonly Tokens[], options: ParserTraining = PARSER_TRAINING): LearnedParser {
  const { epochs, explore, moveMargin, labelMargin, patience, seed, say } = options
  const order: { doc: Tokens; begin: number; end: number }[] = []
  let longest = 0
  for (const doc of docs) {
    for (let s = 0; s < doc.sentences; s++) {
      const begin = doc.sentenceStart[s]!
      const end = doc.sentenceStart[s + 1]!
      order.push({ doc, begin, end })
      longest = Math.max(longest, end - begin)
    }
  }
  const state = new ParserState(longest)
  const oracle = new Oracle(longest)
  const { ids } = state
  const moves = new MoveWeights()
  const labels = new Perceptron(RELATIONS.length)
  const moveGate = new Patience(patience)
  const labelGate = new Patience(patience)
  const scores = new Float64Array(3)
  const labelScores = new Float64Array(RELATIONS.length)
  const random = randomFrom(seed)
  for (let epoch = 1; epoch <= epochs; epoch++) {
    shuffle(order, random)
    let words = 0
    let heads = 0
    let both = 0
    for (const { doc, begin, end } of order) {
      state.begin(doc, begin, end)
      oracle.begin(doc, begin, end)
      const root = state.n + 1
      while (!state.done) {
        let move: number = Move.Shift
        if (state.depth > 0) {
          state.moveFeatures()
          moves.score(ids, state.count, scores)
          move = bestMove(state, scores)
          oracle.costs(state)
          const { cost } = oracle
          let right = -1
          for (let m = 0; m < 3; m++) {
            if (!state.allows(m)) continue
            if (right < 0 || cost[m]! < cost[right]! || (cost[m] === cost[right] && scores[m]! > scores[right]!))
              right = m
          }
          let rival = -1
          for (let m = 0; m < 3; m++) {
            if (!state.allows(m) || cost[m] === cost[right]) continue
            if (rival < 0 || scores[m]! > scores[rival]!) rival = m
          }
          moves.clock++
          if (rival >= 0 && scores[right]! - scores[rival]! < moveMargin) {
            moves.update(moveGate.ids, moveGate.admit(ids, state.count), right, rival)
          }
          if (cost[move]! > cost[right]!) {
            if (epoch === 1 || random() >= explore) move = right
          }
        }
        if (move === Move.Shift) {
          state.shift()
          continue
        }
        const head = move === Move.Left ? state.next : state.below
        const child = state.top
        let label = ROOT
        if (head !== root) {
          state.labelFeatures(head)
          labelScores.fill(0)
          labels.score(ids, state.count, labelScores)
          label = bestLabel(labelScores)
          if (oracle.head[child] === head) {
            labels.tick()
            const gold = oracle.label[child]!
            // `dep` says that an annotator or CoreNLP did not know: nothing to learn.
            if (gold !== DEP) {
              let rival = gold === 1 ? 2 : 1
              for (let c = 2; c < labelScores.length; c++) {
                if (c !== gold && labelScores[c]! > labelScores[rival]!) rival = c
              }
              if (labelScores[gold]! - labelScores[rival]! < labelMargin) {
                const count = labelGate.admit(ids, state.count)
                labels.update(labelGate.ids, count, gold, 1)
                labels.update(labelGate.ids, count, rival, -1)
              }
            }
          }
        }
        words++
        if (oracle.head[child] === head) {
          heads++
          if (oracle.label[child] === label) both++
        }
        state.attach(head, label)
      }
    }
    say(
      `parser: epoch ${epoch}, ${((100 * heads) / words).toFixed(2)} / ${((100 * both) / words).toFixed(2)} while learning`,
    )
  }
  return { moves, labels }
}
