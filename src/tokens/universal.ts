import type { Tokens } from './columns.ts'
import { avalanche, join } from './strings.ts'
import { PENN, PENN_INDEX, type PennTag, UPOS, UPOS_INDEX, type UposTag } from './tagset.ts'
import { unpackWeights, type WeightTable } from './weights.ts'
import { AFFIXES, type WordFacts, wordFacts } from './words.ts'

export interface UniversalModel {
  readonly weights: WeightTable
}

/** Reads the universal section of the tagger's part. Throws AscribeError `model-damaged`. */
export function readUniversal(bytes: Uint8Array): UniversalModel {
  return { weights: unpackWeights(bytes) }
}

/** Penn tags that have one universal part of speech in UD English. */
const FIXED: Readonly<Partial<Record<PennTag, UposTag>>> = {
  PRP: 'PRON',
  PRP$: 'PRON',
  MD: 'AUX',
  CC: 'CCONJ',
  CD: 'NUM',
  POS: 'PART',
  EX: 'PRON',
  WRB: 'ADV',
  WP: 'PRON',
  WP$: 'PRON',
  JJR: 'ADJ',
  JJS: 'ADJ',
  RBR: 'ADV',
  RBS: 'ADV',
  NNPS: 'PROPN',
  UH: 'INTJ',
  RP: 'ADP',
  PDT: 'DET',
  '.': 'PUNCT',
  '-LRB-': 'PUNCT',
  '-RRB-': 'PUNCT',
  '``': 'PUNCT',
  "''": 'PUNCT',
}

/** Penn index -> UPOS index where there is only one; -1 where the surroundings must tell. */
export const FIXED_UPOS: Int8Array = Int8Array.from(PENN, tag => {
  const upos = FIXED[tag]
  return upos === undefined ? -1 : UPOS_INDEX.get(upos)!
})

export const UNIVERSAL_FEATURES = 24
const T = Int32Array.from({ length: UNIVERSAL_FEATURES }, (_, k) => avalanche(k + 301))
const EDGE = 0x51ed270b
const EDGE_TAG = 61
const VERB_FROM = PENN_INDEX.get('VB')!
const isVerb = (tag: number) => (tag >= VERB_FROM && PENN[tag]!.startsWith('VB')) || false
const VERBAL = Uint8Array.from(PENN, (_, tag) => (isVerb(tag) ? 1 : 0))
/** Tags that a verb group runs through on its way to the main verb: adverbs, "not", "to", pronouns of a question. */
const PASSABLE = Uint8Array.from(PENN, tag => (tag === 'RB' || tag === 'PRP' || tag === 'TO' ? 1 : 0))
/** How far the search for the main verb looks. */
const REACH = 4

/** Writes the features of token i; reads Penn tags only, so tokens may be done in any order. */
export function universalFeatures(
  tokens: Tokens,
  facts: WordFacts,
  i: number,
  first: number,
  end: number,
  out: Int32Array,
): number {
  const { lower, tag, form } = tokens
  const { word, suffix } = facts
  const l0 = lower[i]!
  const w0 = word[l0]!
  const t0 = tag[i]!
  const tp = i > first ? tag[i - 1]! : EDGE_TAG
  const tpp = i > first + 1 ? tag[i - 2]! : EDGE_TAG
  const tn = i + 1 < end ? tag[i + 1]! : EDGE_TAG
  const tnn = i + 2 < end ? tag[i + 2]! : EDGE_TAG
  const wp = i > first ? word[lower[i - 1]!]! : EDGE
  const wn = i + 1 < end ? word[lower[i + 1]!]! : EDGE
  // Whether an auxiliary has its main verb still to come.
  let verb = EDGE_TAG
  let between = 0
  for (let k = i + 1; k < end && k <= i + REACH; k++) {
    if (VERBAL[tag[k]!] === 1) {
      verb = tag[k]!
      break
    }
    if (PASSABLE[tag[k]!] === 0) between = 1
  }
  let n = 0
  out[n++] = join(T[0]!, t0)
  out[n++] = join(join(T[1]!, w0), t0)
  out[n++] = join(join(T[2]!, w0), tn)
  out[n++] = join(join(T[3]!, w0), tp)
  out[n++] = join(join(T[4]!, w0), tn * 64 + tnn)
  out[n++] = join(join(T[5]!, w0), wn)
  out[n++] = join(join(T[6]!, w0), wp)
  out[n++] = join(T[7]!, t0 * 64 + tn)
  out[n++] = join(T[8]!, t0 * 64 + tp)
  out[n++] = join(T[9]!, (t0 * 64 + tn) * 64 + tp)
  out[n++] = join(T[10]!, (t0 * 64 + tn) * 64 + tnn)
  out[n++] = join(T[11]!, (t0 * 64 + tp) * 64 + tpp)
  out[n++] = join(join(T[12]!, w0), verb * 2 + between)
  out[n++] = join(join(T[13]!, w0), tp * 64 + tn)
  out[n++] = join(T[14]!, t0 * 4096 + facts.look[form[i]!]! * 2 + (i === first ? 1 : 0))
  out[n++] = join(join(T[15]!, suffix[l0 * AFFIXES + 2]!), t0)
  out[n++] = join(join(T[16]!, facts.shape[form[i]!]!), t0)
  out[n++] = join(join(T[17]!, wn), t0)
  out[n++] = join(join(T[18]!, wp), t0)
  return n
}

/** Fills the `upos` column from the `tag` column and the words. */
export function universalTags(tokens: Tokens, model: { readonly universal: UniversalModel }): void {
  const { weights } = model.universal
  const facts = wordFacts(tokens.strings)
  const features = new Int32Array(UNIVERSAL_FEATURES)
  const scores = new Float64Array(UPOS.length)
  for (let s = 0; s < tokens.sentences; s++) {
    const first = tokens.sentenceStart[s]!
    const end = tokens.sentenceStart[s + 1]!
    for (let i = first; i < end; i++) {
      const fixed = FIXED_UPOS[tokens.tag[i]!]!
      if (fixed >= 0) {
        tokens.upos[i] = fixed
        continue
      }
      const n = universalFeatures(tokens, facts, i, first, end, features)
      scores.fill(0)
      weights.addAll(features, n, scores)
      let at = 0
      for (let c = 1; c < scores.length; c++) if (scores[c]! > scores[at]!) at = c
      tokens.upos[i] = at
    }
  }
}
