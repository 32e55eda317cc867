import {
  type Choice,
  cueChoice,
  featuresOf,
  Layout,
  Link,
  LinkFeatures,
  piecesOf,
  sourceChoice,
} from '../attribution/training.ts'
import { packWeights, type Tokens } from '../tokens/index.ts'
import type { Offsets, RoleOffsets } from './formats.ts'
import { Perceptron, randomFrom, shuffle } from './perceptron.ts'

/** A text with its tags (gold ones, or what a tagger made of a text it never saw) and its gold relations. */
export interface LinkingExample {
  readonly tokens: Tokens
  /** A `RoleTag` per token. */
  readonly tags: Uint8Array
  readonly gold: readonly RoleOffsets[]
}

/** A choice as the learner sees it: the features of every answer, and which one is right. Answer 0 is "none". */
interface Lesson {
  readonly link: number
  readonly answers: readonly Int32Array[]
  readonly right: number
}

/**
 * Trains the linker: an averaged perceptron that ranks, for each content, the cues it may belong to and, for each
 * cue, the sources it may have, "none" among them (Collins 2002). Deterministic; returns the model part's bytes.
 */
export function trainLinking(
  examples: readonly LinkingExample[],
  { epochs = 8, seed = 1 }: { epochs?: number; seed?: number } = {},
): Uint8Array {
  const lessons = examples.flatMap(lessonsOf)
  const random = randomFrom(seed)
  const perceptron = new Perceptron(Link.Count)
  const scores = new Float64Array(Link.Count)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(lessons, random)
    for (const { link, answers, right } of lessons) {
      let best = -1
      let top = Number.NEGATIVE_INFINITY
      answers.forEach((features, k) => {
        scores.fill(0)
        perceptron.score(features, features.length, scores)
        // A right answer has to win by a margin.
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
  return packWeights(perceptron.averaged(LEAST), Link.Count)
}

const MARGIN = 4
/** Averages below this are noise of single lessons. */
const LEAST = 0.05

function lessonsOf({ tokens, tags, gold }: LinkingExample): Lesson[] {
  const layout = new Layout(tokens, piecesOf(tokens, tags))
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
