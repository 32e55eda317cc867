import { type ByteTable, unpackBytes } from './byte-table.ts'
import type { Tokens } from './columns.ts'
import { unpackParts } from './parts.ts'
import { avalanche, join } from './strings.ts'
import { PENN } from './tagset.ts'
import { readUniversal, type UniversalModel } from './universal.ts'
import { unpackWeights, type WeightTable } from './weights.ts'
import { AFFIXES, Look, type WordFacts, wordFacts } from './words.ts'

/** What the tagger knows of words before it looks at a sentence. */
export interface TagLexicon {
  /** Hash of a form as written -> the one tag that it has wherever it was seen often. */
  readonly certain: ByteTable
  /** Word hash (WordFacts.word of the lower-cased form) -> number of the set of tags that it was seen with. */
  readonly choices: ByteTable
  /** The same -> how often it is capitalised within a sentence: 0 never … 4 always. */
  readonly capitals: ByteTable
}

export interface TaggerModel {
  readonly lexicon: TagLexicon
  readonly weights: WeightTable
  readonly universal: UniversalModel
}

/** Reads the tagger's part of a model file. Throws AscribeError `model-damaged`. */
export function readTagger(bytes: Uint8Array): TaggerModel {
  const part = unpackParts(bytes)
  return {
    lexicon: readTagLexicon(part),
    weights: unpackWeights(part('weights')),
    universal: readUniversal(part('universal')),
  }
}

export const readTagLexicon = (part: (name: string) => Uint8Array): TagLexicon => ({
  certain: unpackBytes(part('certain')),
  choices: unpackBytes(part('choices')),
  capitals: unpackBytes(part('capitals')),
})

/** What the features of one article's words read; made once per article. */
export interface TagView {
  readonly tokens: Tokens
  readonly facts: WordFacts
  /** Per string id: see TagLexicon; -1 unknown. */
  readonly certain: Int16Array
  readonly choices: Int16Array
  readonly capitals: Int16Array
  /** Per sentence: 1 where most longer words are capitalised, as in a headline; 2 where all letters are capitals. */
  readonly titled: Uint8Array
  /** Per string id of a lower-cased form: 1 where the article also has it uncapitalised. */
  readonly seenSmall: Uint8Array
}

export function tagView(tokens: Tokens, lexicon: TagLexicon): TagView {
  const { strings } = tokens
  const facts = wordFacts(strings)
  const certain = new Int16Array(strings.size)
  const choices = new Int16Array(strings.size)
  const capitals = new Int16Array(strings.size)
  for (let id = 0; id < strings.size; id++) {
    certain[id] = lexicon.certain.get(strings.hash(id))
    choices[id] = lexicon.choices.get(facts.word[id]!)
    capitals[id] = lexicon.capitals.get(facts.word[id]!)
  }
  const seenSmall = new Uint8Array(strings.size)
  for (let i = 0; i < tokens.size; i++) if (tokens.form[i] === tokens.lower[i]) seenSmall[tokens.form[i]!] = 1
  return { tokens, facts, certain, choices, capitals, seenSmall, titled: titledSentences(tokens, facts) }
}

/** Which sentences are written as headlines are; see TagView.titled. */
export function titledSentences(tokens: Tokens, facts: WordFacts): Uint8Array {
  const titled = new Uint8Array(tokens.sentences)
  for (let s = 0; s < tokens.sentences; s++) {
    let long = 0
    let capital = 0
    let all = 0
    for (let i = tokens.sentenceStart[s]!; i < tokens.sentenceStart[s + 1]!; i++) {
      const look = facts.look[tokens.form[i]!]!
      if (tokens.to[i]! - tokens.from[i]! < 4 || (look & (Look.Capital | Look.Lower)) === 0) continue
      long++
      if ((look & Look.Capital) !== 0) capital++
      if ((look & Look.AllCapitals) !== 0) all++
    }
    // Eight in ten: a sentence of many names and few other words is no headline.
    if (long >= 4 && capital * 10 >= long * 8) titled[s] = all * 10 >= long * 8 ? 2 : 1
  }
  return titled
}

/** Upper bound of the features of one token. */
export const TAG_FEATURES = 48

const T = Int32Array.from({ length: TAG_FEATURES }, (_, k) => avalanche(k + 101))
const EDGE = 0x51ed270b

/**
 * Writes the features of token i into `out` and returns how many. Reads the tags of the two tokens before;
 * `first` and `end` bound the sentence. One function for training and tagging.
 */
export function tagFeatures(view: TagView, i: number, first: number, end: number, out: Int32Array): number {
  const { tokens, facts } = view
  const { lower, form, tag } = tokens
  const { word, suffix, prefix, shape } = facts
  const f0 = form[i]!
  const l0 = lower[i]!
  const w0 = word[l0]!
  const has1 = i > first
  const has2 = i > first + 1
  const next1 = i + 1 < end
  const next2 = i + 2 < end
  const t1 = has1 ? tag[i - 1]! : 61
  const t21 = t1 * 64 + (has2 ? tag[i - 2]! : 61)
  const wp = has1 ? word[lower[i - 1]!]! : EDGE
  const wpp = has2 ? word[lower[i - 2]!]! : EDGE
  const wn = next1 ? word[lower[i + 1]!]! : EDGE
  const wnn = next2 ? word[lower[i + 2]!]! : EDGE
  const c0 = view.choices[l0]!
  const cn = next1 ? view.choices[lower[i + 1]!]! : -2
  const cnn = next2 ? view.choices[lower[i + 2]!]! : -2
  const place = (has1 ? 0 : 1) + 2 * view.titled[tokens.sentence[i]!]!
  const shape0 = shape[f0]!
  const shapeNext = next1 ? facts.look[form[i + 1]!]! : 255
  const caps = view.capitals[l0]! + 8 * view.seenSmall[l0]!
  let n = 0
  out[n++] = join(T[0]!, w0)
  out[n++] = join(T[1]!, t1)
  out[n++] = join(T[2]!, t21)
  out[n++] = join(join(T[3]!, w0), t1)
  out[n++] = join(T[4]!, wp)
  out[n++] = join(T[5]!, wpp)
  out[n++] = join(T[6]!, wn)
  out[n++] = join(T[7]!, wnn)
  out[n++] = join(join(T[8]!, w0), wp)
  out[n++] = join(join(T[9]!, w0), wn)
  out[n++] = join(join(T[10]!, shape0), place)
  out[n++] = join(join(T[11]!, c0), t1)
  out[n++] = join(join(T[12]!, c0), cn)
  out[n++] = join(join(T[13]!, t1), cn)
  out[n++] = join(join(T[14]!, cn), cnn)
  out[n++] = join(join(T[15]!, t21), c0)
  out[n++] = join(join(T[16]!, c0), place * 64 + facts.look[f0]!)
  out[n++] = join(join(T[17]!, caps), place * 64 + facts.look[f0]!)
  out[n++] = join(join(T[18]!, t21), cn)
  out[n++] = join(join(T[19]!, t1), wn)
  out[n++] = join(join(T[20]!, shape0), t1 * 256 + shapeNext)
  // Affixes speak for words that were never or seldom met.
  if (c0 < 0) {
    const at = l0 * AFFIXES
    for (let k = 0; k < AFFIXES; k++) {
      if (suffix[at + k] !== 0) out[n++] = join(T[21]! + k, suffix[at + k]!)
      if (prefix[at + k] !== 0) out[n++] = join(T[26]! + k, prefix[at + k]!)
    }
    out[n++] = join(join(T[31]!, suffix[at + 2]! || suffix[at + 1]!), t1)
    out[n++] = join(join(T[32]!, suffix[at + 1]!), facts.look[f0]! + 64 * place)
    out[n++] = join(join(T[33]!, suffix[at + 2]! || suffix[at + 1]!), cn)
  }
  if (has1 && view.choices[lower[i - 1]!]! < 0) out[n++] = join(T[34]!, suffix[lower[i - 1]! * AFFIXES + 2]!)
  if (next1 && cn < 0) out[n++] = join(T[35]!, suffix[lower[i + 1]! * AFFIXES + 2]!)
  return n
}

/** Fills the `tag` column: left to right, each token from its surroundings and the two tags before it. */
export function tagTokens(tokens: Tokens, model: TaggerModel): void {
  const view = tagView(tokens, model.lexicon)
  const { weights } = model
  const features = new Int32Array(TAG_FEATURES)
  const scores = new Float64Array(PENN.length)
  for (let s = 0; s < tokens.sentences; s++) {
    const first = tokens.sentenceStart[s]!
    const end = tokens.sentenceStart[s + 1]!
    for (let i = first; i < end; i++) {
      const certain = view.certain[tokens.form[i]!]!
      if (certain >= 0) {
        tokens.tag[i] = certain
        continue
      }
      const n = tagFeatures(view, i, first, end, features)
      scores.fill(0)
      weights.addAll(features, n, scores)
      tokens.tag[i] = best(scores)
    }
  }
}

/** The index of the highest score; the first of equals. */
export function best(scores: Float64Array): number {
  let at = 0
  for (let c = 1; c < scores.length; c++) if (scores[c]! > scores[at]!) at = c
  return at
}
