import { ENTITY_KINDS, Entity, PENN_INDEX, packParts, packWeights, type Tokens } from '../tokens/index.ts'
import {
  best,
  ENTITY_FEATURES,
  ENTITY_LABELS,
  type EntityView,
  entityFeatures,
  entityView,
  follow,
  mayBegin,
} from '../tokens/training.ts'
import { type GoldParse, tokensOf } from './corpora.ts'
import { FeatureCounts } from './feature-counts.ts'
import { Perceptron, randomFrom, shuffle } from './perceptron.ts'
import { houseTags, oncePerText, taggedByHand } from './train-tagger.ts'

export interface EntityOptions {
  readonly epochs?: number
  /** Features met in fewer places than this are not learned. */
  readonly leastSeen?: number
  /** Averaged weights of this size or less are dropped. */
  readonly least?: number
  /** How often a document labelled by people comes in a pass. */
  readonly handTimes?: number
  /** The share of an article's name words that a pass hides, so that names are also known by what is around them. */
  readonly hide?: number
  readonly seed?: number
}

const PERSON = ENTITY_KINDS.indexOf('person')
const NNP = PENN_INDEX.get('NNP')!
const NN = PENN_INDEX.get('NN')!
/** The share of name tags that a pass takes away: the tagger errs on names too. */
const TAG_NOISE = 0.04

/**
 * CoreNLP labels each sentence by itself, and a surname that is often a company's or a place's is often
 * labelled so in an article about the person. A word alone that ends a person's full name in the article
 * becomes a person.
 */
function mendSurnames(tokens: Tokens, gold: Uint8Array): void {
  const surnames = new Map<number, number>()
  const eachMention = (visit: (from: number, to: number, kind: number) => void) => {
    for (let i = 0; i < tokens.size; i++) {
      if (gold[i]! % 2 === 0) continue
      let to = i + 1
      while (to < tokens.size && gold[to] === gold[i]! + 1) to++
      visit(i, to, (gold[i]! - 1) >> 1)
    }
  }
  eachMention((from, to, kind) => {
    const last = tokens.form[to - 1]!
    if (kind === PERSON && to - from > 1) surnames.set(last, (surnames.get(last) ?? 0) + 1)
  })
  eachMention((from, to, kind) => {
    if (to - from === 1 && kind !== PERSON && surnames.has(tokens.form[from]!)) gold[from] = Entity.begin(PERSON)
  })
}

interface Example {
  readonly view: EntityView
  readonly gold: Uint8Array
  readonly tags: Uint8Array
  readonly hand: boolean
  /** String ids of forms that are part of a name in this article, and their lower-cased forms. */
  readonly names: readonly (readonly [form: number, lower: number])[]
  readonly words: Int32Array
}

/** The stand-in for a hidden word. */
const HIDDEN = 0x3c6ef372

/**
 * Trains the entity tagger's part of a model file on every document that has an entity column.
 * Deterministic. Each pass hides other names, and the headlines of automatically labelled articles, which
 * are labelled badly, are left out.
 */
export function trainEntities(docs: readonly GoldParse[], options: EntityOptions = {}): Uint8Array {
  const { epochs = 6, leastSeen = 3, least = 0.3, hide = 0.4, handTimes = 2, seed = 1 } = options
  const examples: Example[] = []
  for (const doc of oncePerText(docs)) {
    if (!doc.sentences.some(s => s.some(t => t.entity >= 0))) continue
    const tokens = tokensOf(doc, true)
    const tags = houseTags(doc)
    tokens.tag.set(tags)
    const gold = tokens.entity.slice()
    const hand = taggedByHand(doc)
    if (!hand) mendSurnames(tokens, gold)
    const view = entityView(tokens)
    const names = new Map<number, number>()
    for (let i = 0; i < tokens.size; i++) {
      if (gold[i] !== Entity.Outside && mayBegin(view, i)) names.set(tokens.form[i]!, tokens.lower[i]!)
    }
    examples.push({ view, gold, tags, hand, names: [...names], words: view.name.slice() })
  }
  const random = randomFrom(seed)
  const features = new Int32Array(ENTITY_FEATURES)
  const scores = new Float64Array(ENTITY_LABELS)
  const seen = new FeatureCounts(24)
  for (const { view, gold, hand } of examples) {
    eachSentence(view, hand, (first, end) => {
      for (let i = first; i < end; i++) {
        const one = i > first ? gold[i - 1]! : Entity.Outside
        const two = i > first + 1 ? gold[i - 2]! : Entity.Outside
        if (one === Entity.Outside && !mayBegin(view, i)) continue
        seen.add(features, entityFeatures(view, i, first, end, one, two, features))
      }
    })
  }
  const turns = examples.flatMap(e => Array.from({ length: e.hand ? handTimes : 1 }, () => e))
  const perceptron = new Perceptron(ENTITY_LABELS)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(turns, random)
    for (const example of turns) {
      disguise(example, hide, random)
      const { view, gold, hand } = example
      eachSentence(view, hand, (first, end) => {
        let one: number = Entity.Outside
        let two: number = Entity.Outside
        for (let i = first; i < end; i++) {
          let guess: number = Entity.Outside
          if (one !== Entity.Outside || mayBegin(view, i)) {
            const all = entityFeatures(view, i, first, end, one, two, features)
            const n = seen.keep(features, all, leastSeen)
            scores.fill(0)
            perceptron.score(features, n, scores)
            guess = best(scores)
            if (guess !== gold[i]) {
              perceptron.update(features, n, gold[i]!, 1)
              perceptron.update(features, n, guess, -1)
            }
            perceptron.tick()
          }
          two = one
          one = follow(guess, one)
        }
      })
    }
  }
  return packParts({ weights: packWeights(perceptron.averaged(least), ENTITY_LABELS) })
}

function eachSentence(
  { tokens, titled }: EntityView,
  hand: boolean,
  visit: (first: number, end: number) => void,
): void {
  for (let s = 0; s < tokens.sentences; s++) {
    if (hand || titled[s] === 0) visit(tokens.sentenceStart[s]!, tokens.sentenceStart[s + 1]!)
  }
}

/** Hides some of an article's names and errs on some name tags, differently at each call. */
function disguise({ view, tags, names, words }: Example, hide: number, random: () => number): void {
  const { tokens, name, hidden } = view
  name.set(words)
  hidden.fill(0)
  for (const [form, lower] of names) {
    if (random() >= hide) continue
    name[form] = HIDDEN
    name[lower] = HIDDEN
    hidden[form] = random() < 0.5 ? 1 : 0
  }
  for (let i = 0; i < tokens.size; i++) tokens.tag[i] = tags[i] === NNP && random() < TAG_NOISE ? NN : tags[i]!
}
