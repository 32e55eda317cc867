import { PENN, PENN_INDEX, packParts, packWeights, RELATION_INDEX, type Tokens, UPOS } from '../tokens/index.ts'
import {
  best,
  FIXED_UPOS,
  Look,
  packBytes,
  readTagLexicon,
  TAG_FEATURES,
  type TagView,
  tagFeatures,
  tagView,
  UNIVERSAL_FEATURES,
  universalFeatures,
  type WordFacts,
  wordFacts,
} from '../tokens/training.ts'
import { type GoldParse, tokensOf } from './corpora.ts'
import { FeatureCounts } from './feature-counts.ts'
import { Perceptron, randomFrom, shuffle } from './perceptron.ts'

export interface TaggerOptions {
  /** Passes over the sentences tagged by people. */
  readonly epochs?: number
  /** Passes, the first ones, in which automatically tagged sentences take part. */
  readonly automaticEpochs?: number
  /** Features met in fewer places than this are not learned. */
  readonly leastSeen?: number
  /** Averaged weights of this size or less are dropped. */
  readonly least?: number
  readonly seed?: number
}

const COLON = PENN_INDEX.get(':')!
const COMMA = PENN_INDEX.get(',')!
const TO = PENN_INDEX.get('TO')!
const IN = PENN_INDEX.get('IN')!
const VB = PENN_INDEX.get('VB')!
const FIXED = RELATION_INDEX.get('fixed')!
const OF_A_NOUN = new Set(['case', 'obl', 'nmod'].map(r => RELATION_INDEX.get(r)!))

/**
 * The Penn tags of a corpus sentence in our one convention: the preposition "to" is IN as in EWT and GUM
 * (CoreNLP has TO for both uses), and dashes, dots and slashes between phrases are ":" as in the Penn
 * Treebank and GUM (EWT has "," for many).
 */
export function houseTags(doc: GoldParse): Uint8Array {
  const tags: number[] = []
  for (const sentence of doc.sentences) {
    sentence.forEach((t, i) => {
      if (t.tag === TO) {
        const noVerb = sentence[i + 1]?.tag !== VB
        tags.push(OF_A_NOUN.has(t.relation) || (t.relation === FIXED && noVerb) ? IN : TO)
      } else if (t.tag === COMMA && doc.text[t.from] !== ',') tags.push(COLON)
      else tags.push(t.tag)
    })
  }
  return Uint8Array.from(tags)
}

/** One document of each text: several annotators' versions of an article carry the same tags. */
export function oncePerText(docs: readonly GoldParse[]): GoldParse[] {
  const seen = new Set<string>()
  return docs.filter(doc => {
    if (seen.has(doc.text)) return false
    seen.add(doc.text)
    return true
  })
}

/** Tags by people; PolNeAR's are CoreNLP's. */
export const taggedByHand = (doc: GoldParse): boolean => doc.corpus !== 'polnear'

interface Example {
  readonly tokens: Tokens
  readonly facts: WordFacts
  readonly gold: Uint8Array
  readonly hand: boolean
  /** UPOS; null where the corpus has none. */
  readonly upos: Uint8Array | null
}

const count = <K>(map: Map<K, number>, key: K, by = 1) => map.set(key, (map.get(key) ?? 0) + by)

/** How often a form must be seen with one tag to carry it always, and in what share of its places. */
const CERTAIN_SEEN = 25
const CERTAIN_SHARE = 0.997
/** How often a word must be seen for its set of tags to count; a rarer one is judged by its letters. */
const CHOICES_SEEN = 4
/** A tag of at least this share belongs to a word's set. */
const CHOICE_SHARE = 0.06

function lexiconOf(examples: readonly Example[]) {
  const forms = new Map<number, { all: Map<number, number>; hand: Map<number, number> }>()
  const words = new Map<number, Map<number, number>>()
  const cases = new Map<number, { capital: number; total: number }>()
  for (const { tokens, facts, gold, hand } of examples) {
    for (let s = 0; s < tokens.sentences; s++) {
      const first = tokens.sentenceStart[s]!
      for (let i = first; i < tokens.sentenceStart[s + 1]!; i++) {
        const form = tokens.strings.hash(tokens.form[i]!)
        const word = facts.word[tokens.lower[i]!]!
        let f = forms.get(form)
        if (f === undefined) {
          f = { all: new Map(), hand: new Map() }
          forms.set(form, f)
        }
        count(f.all, gold[i]!)
        if (hand) count(f.hand, gold[i]!)
        let w = words.get(word)
        if (w === undefined) {
          w = new Map()
          words.set(word, w)
        }
        count(w, gold[i]!)
        if (i === first) continue
        let c = cases.get(word)
        if (c === undefined) {
          c = { capital: 0, total: 0 }
          cases.set(word, c)
        }
        c.total++
        if ((facts.look[tokens.form[i]!]! & Look.Capital) !== 0) c.capital++
      }
    }
  }
  const sum = (m: ReadonlyMap<number, number>) => [...m.values()].reduce((a, b) => a + b, 0)
  const certain = new Map<number, number>()
  for (const [form, { all, hand }] of forms) {
    const total = sum(all)
    if (total < CERTAIN_SEEN) continue
    const [tag, times] = [...all].reduce((a, b) => (b[1] > a[1] ? b : a))
    // One corpus must not drown the other's habits.
    if (times >= total * CERTAIN_SHARE && (hand.get(tag) ?? 0) >= sum(hand) * 0.985) certain.set(form, tag)
  }
  const sets = new Map<string, number>()
  const setOf = new Map<number, { name: string; top: string }>()
  for (const [word, tags] of words) {
    const total = sum(tags)
    if (total < CHOICES_SEEN) continue
    const kept = [...tags].filter(([, n]) => n >= total * CHOICE_SHARE).sort((a, b) => b[1] - a[1] || a[0] - b[0])
    // The most frequent tag stands first: two words of the same tags lean differently.
    const [top, ...others] = kept.map(([tag]) => tag)
    const name = [top, ...others.sort((a, b) => a! - b!)].join(' ')
    setOf.set(word, { name, top: `${top}` })
    count(sets, name)
  }
  const ranked = [...sets].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name)
  const single = PENN.map((_, tag) => `${tag}`)
  const numbered = new Map(
    [...single, ...ranked.filter(name => !single.includes(name))].slice(0, 250).map((name, k) => [name, k]),
  )
  const choices = new Map<number, number>()
  for (const [word, { name, top }] of setOf) choices.set(word, numbered.get(name) ?? numbered.get(top)!)
  const capitals = new Map<number, number>()
  for (const [word, { capital, total }] of cases) {
    if (total < CHOICES_SEEN) continue
    const share = capital / total
    capitals.set(word, share < 0.02 ? 0 : share < 0.3 ? 1 : share < 0.7 ? 2 : share < 0.98 ? 3 : 4)
  }
  return { certain: packBytes(certain), choices: packBytes(choices), capitals: packBytes(capitals) }
}

/**
 * Trains the tagger's part of a model file: the Penn tagger on all documents, the universal tags on those
 * that carry them. Deterministic. PolNeAR's automatic tags bring the words and phrases of news; people's
 * tags have the last passes for themselves.
 */
export function trainTagger(docs: readonly GoldParse[], options: TaggerOptions = {}): Uint8Array {
  const { epochs = 7, automaticEpochs = 4, least = 0.7, leastSeen = 4, seed = 1 } = options
  const examples = oncePerText(docs).map((doc): Example => {
    const tokens = tokensOf(doc, false)
    const hand = taggedByHand(doc)
    return {
      tokens,
      facts: wordFacts(tokens.strings),
      gold: houseTags(doc),
      hand,
      upos: hand ? Uint8Array.from(doc.sentences.flatMap(s => s.map(t => Math.max(0, t.upos)))) : null,
    }
  })
  const lexiconParts = lexiconOf(examples)
  const lexicon = readTagLexicon(name => lexiconParts[name as keyof typeof lexiconParts])
  const random = randomFrom(seed)
  const views = examples.map(e => tagView(e.tokens, lexicon))
  const perceptron = new Perceptron(PENN.length)
  const features = new Int32Array(TAG_FEATURES)
  const scores = new Float64Array(PENN.length)
  const places = examples.flatMap((e, x) => Array.from({ length: e.tokens.sentences }, (_, s) => [x, s] as const))
  const seen = new FeatureCounts()
  examples.forEach(({ tokens, gold }, x) => {
    tokens.tag.set(gold)
    for (let s = 0; s < tokens.sentences; s++) {
      const first = tokens.sentenceStart[s]!
      const end = tokens.sentenceStart[s + 1]!
      for (let i = first; i < end; i++) {
        if (views[x]!.certain[tokens.form[i]!]! < 0) seen.add(features, tagFeatures(views[x]!, i, first, end, features))
      }
    }
  })
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(places, random)
    for (const [x, s] of places) {
      const { tokens, gold, hand } = examples[x]!
      if (!hand && epoch >= automaticEpochs) continue
      const view: TagView = views[x]!
      const first = tokens.sentenceStart[s]!
      const end = tokens.sentenceStart[s + 1]!
      for (let i = first; i < end; i++) {
        const known = view.certain[tokens.form[i]!]!
        if (known >= 0) {
          tokens.tag[i] = known
          continue
        }
        const n = seen.keep(features, tagFeatures(view, i, first, end, features), leastSeen)
        scores.fill(0)
        perceptron.score(features, n, scores)
        const guess = best(scores)
        tokens.tag[i] = guess
        if (guess !== gold[i]) {
          perceptron.update(features, n, gold[i]!, 1)
          perceptron.update(features, n, guess, -1)
        }
        perceptron.tick()
      }
    }
  }
  const weights = packWeights(perceptron.averaged(least), PENN.length)
  return packParts({ ...lexiconParts, weights, universal: trainUniversal(examples, random) })
}

/** The universal tags, learned beside people's Penn tags. */
function trainUniversal(examples: readonly Example[], random: () => number): Uint8Array {
  const perceptron = new Perceptron(UPOS.length)
  const features = new Int32Array(UNIVERSAL_FEATURES)
  const scores = new Float64Array(UPOS.length)
  const hand = examples.filter(e => e.upos !== null)
  for (const e of hand) e.tokens.tag.set(e.gold)
  const places = hand.flatMap((e, x) => Array.from({ length: e.tokens.sentences }, (_, s) => [x, s] as const))
  for (let epoch = 0; epoch < 6; epoch++) {
    shuffle(places, random)
    for (const [x, s] of places) {
      const { tokens, facts, upos } = hand[x]!
      const first = tokens.sentenceStart[s]!
      const end = tokens.sentenceStart[s + 1]!
      for (let i = first; i < end; i++) {
        if (FIXED_UPOS[tokens.tag[i]!]! >= 0) continue
        const n = universalFeatures(tokens, facts, i, first, end, features)
        scores.fill(0)
        perceptron.score(features, n, scores)
        const guess = best(scores)
        if (guess !== upos![i]) {
          perceptron.update(features, n, upos![i]!, 1)
          perceptron.update(features, n, guess, -1)
        }
        perceptron.tick()
      }
    }
  }
  return packWeights(perceptron.averaged(0.02), UPOS.length)
}
