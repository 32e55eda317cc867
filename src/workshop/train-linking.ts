import {
  type Choice,
  cueChoice,
  featuresOf,
  formsFirst,
  groupsOf,
  kindOf,
  Layout,
  Link,
  LinkFeatures,
  linksOf,
  Phrases,
  type Piece,
  packLinkModel,
  piecesOf,
  sourceChoice,
  spansOf,
  VerdictFeatures,
} from '../attribution/training.ts'
import {
  hashString,
  packWeights,
  type Tokens,
  unpackWeights,
  type WeightRow,
  type WeightTable,
} from '../tokens/index.ts'
import { ROLES } from '../vocabulary/index.ts'
import type { Offsets, RoleOffsets } from './formats.ts'
import { Perceptron, randomFrom, shuffle } from './perceptron.ts'

/** A text with its tags (gold ones, or what a tagger made of a text it never saw) and its gold relations. */
export interface LinkingExample {
  readonly tokens: Tokens
  /** A `RoleTag` per token. */
  readonly tags: Uint8Array
  readonly gold: readonly RoleOffsets[]
  /** Where a tagger chose the tags: how probable it held each. The judge of relations learns from these only. */
  readonly confidence?: Float32Array
}

/** A choice as the learner sees it: the features of every answer, and which one is right. Answer 0 is "none". */
interface Lesson {
  readonly link: number
  readonly answers: readonly Int32Array[]
  readonly right: number
}

/**
 * Trains the linker and the judge of its relations. Deterministic.
 *
 * The linker is an averaged perceptron (Collins 2002) that ranks, for each content, the cues it may belong to and,
 * for each cue, the sources it may have, "none" among them. The judge is a logistic regression that says how
 * likely a relation is right (source and content share half of their tokens with one gold relation's). It learns
 * from relations that a linker made of texts it had not seen: the examples are cut in two by their text, so that
 * versions of one article stay together. The least probability worth telling is the one that gives the best sum of
 * the F1 of whole relations and the mean F1 of exact spans, each half judged by what the other taught.
 *
 * Without an example that has `confidence` there is no judge, and nothing is left out.
 */
export function trainLinking(examples: readonly LinkingExample[]): TrainedLinks {
  const links = trainLinks(examples)
  const tagged = examples.filter(example => example.confidence !== undefined)
  const judged: Judged[][] = [[], []]
  if (tagged.length > 0) {
    for (const half of [0, 1]) {
      const unseen = unpackWeights(trainLinks(examples.filter(x => halfOf(x) !== half)))
      for (const x of tagged) if (halfOf(x) === half) judged[half]!.push(...judgedOf(x, unseen))
    }
  }
  const verdict = trainJudge(judged.flat())
  const { least, f1 } = bestLeast(judged, goldCounts(tagged))
  return { bytes: packLinkModel({ links, verdict, least }), f1 }
}

export interface TrainedLinks {
  readonly bytes: Uint8Array
  /**
   * What the judge leaves, on halves it did not learn from: F1 of whole relations, then of exact spans of source,
   * cue and content, 0 to 1. All 0 without tagged examples.
   */
  readonly f1: readonly number[]
}

const halfOf = ({ tokens }: LinkingExample): number => hashString(tokens.text) & 1

const EPOCHS = 8
/** A right answer has to win by this much, in updates. */
const MARGIN = 4
/** Averages below this share of the largest are left out: half the bytes for a fifth of a point of F1. */
const NOISE = 0.04

function trainLinks(examples: readonly LinkingExample[]): Uint8Array {
  const lessons = examples.flatMap(lessonsOf)
  const random = randomFrom(1)
  const perceptron = new Perceptron(Link.Count)
  const scores = new Float64Array(Link.Count)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(lessons, random)
    for (const { link, answers, right } of lessons) {
      let best = -1
      let top = Number.NEGATIVE_INFINITY
      answers.forEach((features, k) => {
        scores.fill(0)
        perceptron.score(features, features.length, scores)
        const score = scores[link]! + (k === right ? 0 : MARGIN)
        if (score > top) {
          top = score
          best = k
        }
      })
      if (best !== right) {
        perceptron.update(answers[right]!, answers[right]!.length, link, 1)
        perceptron.update(answers[best]!, answers[best]!.length, link, -1)
      }
      perceptron.tick()
    }
  }
  const rows = perceptron.averaged()
  const size = ({ values }: WeightRow) => values.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  const top = rows.reduce((most, row) => Math.max(most, size(row)), 0)
  return packWeights(
    rows.filter(row => size(row) > NOISE * top),
    Link.Count,
  )
}

/** A relation the linker made, and whether gold has it. */
interface Judged {
  readonly features: Int32Array
  readonly right: boolean
  /** Its spans, and those of them that gold has exactly, by role in the order of ROLES. */
  readonly spans: readonly number[]
  readonly exact: readonly number[]
}

/** What the linker is left with: of a tagger's work, what the rules of form have mended and not taken for themselves. */
const piecesToLink = ({ tokens, tags, confidence }: LinkingExample): Piece[] =>
  piecesOf(tokens, confidence === undefined ? tags : formsFirst(new Phrases(tokens), tags).rest)

function judgedOf(example: LinkingExample, links: WeightTable): Judged[] {
  const { tokens, gold, confidence } = example
  const layout = new Layout(tokens, piecesToLink(example))
  const features = new VerdictFeatures()
  const ranges = gold.map(({ source, content }) => ({
    source: source.map(offsets => tokenRange(tokens, offsets)),
    content: content.map(offsets => tokenRange(tokens, offsets)),
  }))
  const exactly = new Set(
    gold.flatMap(relation =>
      ROLES.flatMap(role => relation[role].map(offsets => `${role} ${tokenRange(tokens, offsets).join(' ')}`)),
    ),
  )
  return groupsOf(layout, linksOf(layout, links)).map(group => {
    features.fill(layout, group, kindOf(tokens, spansOf(tokens, group.content)), confidence!)
    const source = group.source === null ? [] : [rangeOf(group.source)]
    const content = group.content.map(rangeOf)
    const right = ranges.some(x => halfShared(x.source, source) && halfShared(x.content, content))
    const pieces = [group.source, group.cue, ...group.content].filter(piece => piece !== null)
    const spans = ROLES.map(role => pieces.filter(piece => piece.role === role))
    const isExact = ({ role, first, end }: Piece) => exactly.has(`${role} ${first} ${end}`)
    return {
      features: features.ids.slice(0, features.count),
      right,
      spans: spans.map(list => list.length),
      exact: spans.map(list => list.filter(isExact).length),
    }
  })
}

/** How many relations gold has, then how many spans of each role. */
const goldCounts = (examples: readonly LinkingExample[]): number[] => {
  const gold = examples.flatMap(x => x.gold)
  return [gold.length, ...ROLES.map(role => gold.reduce((sum, relation) => sum + relation[role].length, 0))]
}

type Range = readonly [first: number, end: number]
const rangeOf = ({ first, end }: Piece): Range => [first, end]
const sizeOf = (ranges: readonly Range[]): number => ranges.reduce((sum, [first, end]) => sum + end - first, 0)

/** At least half of the tokens in either are in both; two empty ones agree. */
function halfShared(a: readonly Range[], b: readonly Range[]): boolean {
  let both = 0
  for (const x of a) for (const y of b) both += Math.max(0, Math.min(x[1], y[1]) - Math.max(x[0], y[0]))
  return 2 * both >= sizeOf(a) + sizeOf(b) - both
}

const JUDGE_EPOCHS = 12
const RATE = 0.02
/** Draws weights towards zero at each step: rare features then say little. */
const DECAY = 0.005
/** What was seen less often teaches the judge nothing. */
const RARE = 4
/** Weights below this say nothing. */
const FAINT = 0.01

/** Logistic regression by AdaGrad (Duchi et al. 2011), the weights at the ends of all epochs but the first averaged. */
function judgeWeights(judged: readonly Judged[]): Map<number, number> {
  const seen = new Map<number, number>()
  for (const { features } of judged) for (const f of features) seen.set(f, (seen.get(f) ?? 0) + 1)
  const index = new Map<number, number>()
  for (const [f, n] of seen) if (n >= RARE) index.set(f, index.size)
  const weight = new Float64Array(index.size)
  const squares = new Float64Array(index.size).fill(1)
  const mean = new Float64Array(index.size)
  const rows = judged.map(({ features, right }) => ({
    at: Int32Array.from(
      features.filter(f => index.has(f)),
      f => index.get(f)!,
    ),
    right,
  }))
  const random = randomFrom(2)
  for (let epoch = 0; epoch < JUDGE_EPOCHS; epoch++) {
    shuffle(rows, random)
    for (const { at, right } of rows) {
      let score = 0
      for (const i of at) score += weight[i]!
      const miss = (right ? 1 : 0) - 1 / (1 + Math.exp(-score))
      for (const i of at) {
        const slope = miss - DECAY * weight[i]!
        squares[i] = squares[i]! + slope * slope
        weight[i] = weight[i]! + (RATE * slope) / Math.sqrt(squares[i]!)
      }
    }
    if (epoch > 0) for (let i = 0; i < mean.length; i++) mean[i] = mean[i]! + weight[i]! / (JUDGE_EPOCHS - 1)
  }
  return new Map([...index].map(([f, i]) => [f, mean[i]!]))
}

const trainJudge = (judged: readonly Judged[]): Uint8Array =>
  packWeights(
    [...judgeWeights(judged)]
      .filter(([, value]) => Math.abs(value) > FAINT)
      .map(([feature, value]) => ({ feature, classes: [0], values: [value] })),
    1,
  )

/** The threshold with the best sum of F1s, each half judged by weights learned from the other. */
function bestLeast(
  halves: readonly (readonly Judged[])[],
  gold: readonly number[],
): { least: number; f1: readonly number[] } {
  const verdicts = halves.flatMap((judged, half) => {
    const weights = judgeWeights(halves[1 - half]!)
    return judged.map(relation => {
      let score = 0
      for (const f of relation.features) score += weights.get(f) ?? 0
      return { p: 1 / (1 + Math.exp(-score)), relation }
    })
  })
  verdicts.sort((a, b) => b.p - a.p)
  // First whole relations, then spans by role.
  const told = [0, 0, 0, 0]
  const hits = [0, 0, 0, 0]
  let best = { sum: 0, least: 0, f1: [0, 0, 0, 0] }
  for (const { p, relation } of verdicts) {
    told[0]!++
    if (relation.right) hits[0]!++
    for (let r = 0; r < ROLES.length; r++) {
      told[r + 1]! += relation.spans[r]!
      hits[r + 1]! += relation.exact[r]!
    }
    const f1 = hits.map((n, i) => (2 * n) / (told[i]! + gold[i]!))
    const sum = f1[0]! + (f1[1]! + f1[2]! + f1[3]!) / 3
    if (sum > best.sum) best = { sum, least: p, f1 }
  }
  return best
}

function lessonsOf(example: LinkingExample): Lesson[] {
  const { tokens, gold } = example
  const layout = new Layout(tokens, piecesToLink(example))
  const owners = { content: new Int32Array(tokens.size).fill(-1), cue: new Int32Array(tokens.size).fill(-1) }
  gold.forEach((relation, r) => {
    for (const role of ['content', 'cue'] as const) {
      for (const offsets of relation[role]) {
        const [first, end] = tokenRange(tokens, offsets)
        owners[role].fill(r, first, end)
      }
    }
  })
  const features = new LinkFeatures()
  const lessons: Lesson[] = []
  const learn = (choice: Choice, right: number, link: number) => {
    const answers: Int32Array[] = []
    for (let k = -1; k < choice.candidates.length; k++) {
      featuresOf(features, layout, choice, k)
      answers.push(features.ids.slice(0, features.count))
    }
    if (answers.length > 1) lessons.push({ link, answers, right: right + 1 })
  }
  const relationOf = layout.pieces.map(piece =>
    piece.role === 'source' ? -1 : ownerOf(owners[piece.role], piece.first, piece.end),
  )
  let before = -1
  for (const content of layout.contents) {
    const relation = relationOf[content.index]!
    const choice = cueChoice(layout, content, before < 0 ? null : layout.pieces[before]!)
    if (relation < 0) continue
    const right = choice.candidates.findIndex(cue => relationOf[cue.index] === relation)
    before = right < 0 ? -1 : choice.candidates[right]!.index
    learn(choice, right, Link.Content)
  }
  for (const cue of layout.cues) {
    const relation = relationOf[cue.index]!
    if (relation < 0) continue
    const choice = sourceChoice(layout, cue)
    const ranges = gold[relation]!.source.map(offsets => tokenRange(tokens, offsets))
    const right = choice.candidates.findIndex(s => ranges.some(([first, end]) => first < s.end && s.first < end))
    learn(choice, right, Link.Source)
  }
  return lessons
}

/** The relation that most of a piece's tokens belong to; -1 where most belong to none. */
function ownerOf(owners: Int32Array, first: number, end: number): number {
  const votes = new Map<number, number>()
  for (let i = first; i < end; i++) votes.set(owners[i]!, (votes.get(owners[i]!) ?? 0) + 1)
  let best = -1
  for (const [owner, n] of votes) if (n > (votes.get(best) ?? 0)) best = owner
  return best
}

/** The tokens that a stretch of the text touches. */
function tokenRange(tokens: Tokens, [from, to]: Offsets): readonly [number, number] {
  let low = 0
  let high = tokens.size
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.to[middle]! <= from) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < tokens.size && tokens.from[end]! < to) end++
  return [low, end]
}
