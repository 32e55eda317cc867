import { BOUNDARY_FEATURES, Boundaries, packWeights, type Tokens, tokenise, type WeightRow } from '../tokens/index.ts'
import type { Block } from '../vocabulary/index.ts'
import type { GoldParse } from './corpora.ts'
import { randomFrom, shuffle } from './perceptron.ts'

/** Places of many texts as rows of feature numbers, for a logistic regression. */
interface Places {
  /** Features of place p: `feature[start[p] .. start[p + 1])`. */
  readonly feature: number[]
  readonly start: number[]
  readonly ends: number[]
  readonly weight: number[]
}

export interface SentenceTraining {
  readonly epochs?: number
  /** How much a place of a machine-split text counts beside one of a hand-split text. */
  readonly machineWeight?: number
  /** A score above this is an end: what makes F1 best is not what makes likelihood best. */
  readonly threshold?: number
  /** Pull of every weight towards nought (L1). */
  readonly l1?: number
  /** Features met fewer times are left out, and so are weights smaller than `cut`. */
  readonly least?: number
  readonly cut?: number
}

/** Every how many machine-split articles one is read: PolNeAR alone is four times EWT. */
const MACHINE_SHARE = 3

/**
 * The paragraphs of a document as blocks. PolNeAR's texts hold a paragraph a line, and its splitter let
 * sentences run over line ends; there a line is a block.
 */
export function blocksOf(doc: GoldParse): Block[] {
  const spans: { from: number; to: number }[] = []
  for (const p of doc.paragraphs) {
    if (doc.corpus !== 'polnear') {
      spans.push({ from: p.from, to: p.to })
      continue
    }
    let from = p.from
    while (from < p.to) {
      let to = doc.text.indexOf('\n', from)
      if (to < 0 || to > p.to) to = p.to
      if (to > from) spans.push({ from, to })
      from = to + 1
    }
  }
  return spans.map(span => ({ kind: 'paragraph', span }))
}

const MARKS = new Set(['"', "''", '“', '‘', '``', '`'])

/**
 * Where the sentences of a document end. CoreNLP leaves an opening '' at the end of the sentence before
 * and a closing ” at the start of the next: both are moved to where they belong.
 */
export function sentenceEnds(doc: GoldParse): Set<number> {
  const ends = new Set<number>()
  doc.sentences.forEach((s, k) => {
    let last = s.length - 1
    const next = doc.sentences[k + 1]?.[0]
    let end = s[last]!.to
    if (doc.corpus === 'polnear' && next !== undefined) {
      const word = doc.text.slice(s[last]!.from, end)
      const first = doc.text.slice(next.from, next.to)
      if (last > 0 && next.from === end && s[last - 1]!.to < s[last]!.from && MARKS.has(word)) end = s[--last]!.to
      else if (next.from === end && first === '”') end = next.to
      else if (next.from === end && /^[,;\p{Ll}]/u.test(first)) return
    }
    ends.add(end)
  })
  return ends
}

/** Token i is the last one of a gold sentence. A word that keeps the gold's separate full stop counts too. */
const isEnd = (tokens: Tokens, i: number, ends: ReadonlySet<number>): boolean =>
  ends.has(tokens.to[i]!) && !(i + 1 < tokens.size && tokens.from[i + 1]! < tokens.to[i]!)

/**
 * The same document hard-wrapped at some width, some paragraphs run together with one line end: only blanks
 * change, so that all positions stay. Corpora have no such texts, the world has.
 */
function wrapped(doc: GoldParse, random: () => number): { text: string; blocks: Block[] } {
  const width = 50 + Math.floor(random() * 40)
  const units = doc.text.split('')
  const blocks: Block[] = []
  for (const block of blocksOf(doc)) {
    const { from, to } = block.span
    let line = from
    let blank = -1
    for (let i = from; i < to; i++) {
      if (units[i] === ' ') {
        if (i - line > width && blank > line) {
          units[blank] = '\n'
          line = blank + 1
        }
        blank = i
      }
    }
    const last = blocks[blocks.length - 1]
    if (last !== undefined && random() < 0.5 && from - last.span.to <= 2)
      blocks[blocks.length - 1] = { kind: 'paragraph', span: { from: last.span.from, to } }
    else blocks.push(block)
  }
  return { text: units.join(''), blocks }
}

function collect(docs: readonly GoldParse[], machineWeight: number): Places {
  const places: Places = { feature: [], start: [0], ends: [], weight: [] }
  const buffer = new Int32Array(BOUNDARY_FEATURES)
  const random = randomFrom(11)
  const read = (
    text: string,
    blocks: readonly Block[],
    ends: ReadonlySet<number>,
    weight: number,
    abbreviationsOnly = false,
  ): void => {
    const tokens = tokenise(text, blocks)
    const reader = new Boundaries(tokens)
    let start = 0
    for (let i = 0; i + 1 < tokens.size; i++) {
      const sameParagraph = tokens.paragraph[i] === tokens.paragraph[i + 1]
      const end = !sameParagraph || isEnd(tokens, i, ends)
      if (
        sameParagraph &&
        reader.isCandidate(i) &&
        reader.settled(i) === 0 &&
        (!abbreviationsOnly || reader.isAbbreviation(i))
      ) {
        const n = reader.features(i, start, buffer)
        for (let f = 0; f < n; f++) places.feature.push(buffer[f]!)
        places.start.push(places.feature.length)
        places.ends.push(end ? 1 : 0)
        places.weight.push(weight)
      }
      if (end) start = i + 1
    }
  }
  let machine = 0
  for (const doc of docs) {
    const byMachine = doc.corpus === 'polnear'
    const ends = sentenceEnds(doc)
    const weight = byMachine ? machineWeight : 1
    if (byMachine && machine++ % MACHINE_SHARE !== 0) {
      read(doc.text, blocksOf(doc), ends, weight, true)
      continue
    }
    read(doc.text, blocksOf(doc), ends, weight)
    if (random() < 0.3) {
      const other = wrapped(doc, random)
      read(other.text, other.blocks, ends, weight * 0.5)
    }
  }
  return places
}

/**
 * Trains the sentence splitter: a logistic regression over places, by AdaGrad (Duchi et al. 2011) with
 * soft thresholding (L1). Gives the bytes that `readSentences` reads. Deterministic.
 */
export function trainSentences(docs: readonly GoldParse[], options: SentenceTraining = {}): Uint8Array {
  const { epochs = 8, machineWeight = 0.3, threshold = 0, least = 4, l1 = 1e-3, cut = 0.05 } = options
  const places = collect(docs, machineWeight)
  const number = new Map<number, number>()
  const count: number[] = []
  const column = new Int32Array(places.feature.length)
  places.feature.forEach((f, k) => {
    let id = number.get(f)
    if (id === undefined) {
      id = count.length
      number.set(f, id)
      count.push(0)
    }
    count[id] = count[id]! + 1
    column[k] = id
  })
  const weight = new Float64Array(count.length)
  const square = new Float64Array(count.length).fill(1e-6)
  const order = places.ends.map((_, p) => p)
  const random = randomFrom(7)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const p of order) {
      const from = places.start[p]!
      const to = places.start[p + 1]!
      let score = 0
      for (let k = from; k < to; k++) if (count[column[k]!]! >= least) score += weight[column[k]!]!
      const slope = (1 / (1 + Math.exp(-score)) - places.ends[p]!) * places.weight[p]!
      for (let k = from; k < to; k++) {
        const f = column[k]!
        if (count[f]! < least) continue
        const g = slope
        square[f] = square[f]! + g * g
        const step = 0.1 / Math.sqrt(square[f]!)
        const w = weight[f]! - step * g
        const back = step * l1
        weight[f] = w > back ? w - back : w < -back ? w + back : 0
      }
    }
  }
  const bias = places.feature[0]! // the first template is the constant one
  const rows: WeightRow[] = []
  for (const [feature, id] of number) {
    const w = weight[id]! - (feature === bias ? threshold : 0)
    if (Math.abs(w) > cut) rows.push({ feature, classes: [0], values: [w] })
  }
  return packWeights(rows, 1)
}
