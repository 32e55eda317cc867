import { PENN, PENN_INDEX, RELATION_INDEX, type Tokens } from '../tokens/index.ts'

/** What this room asks of a token's Penn tag, as bits. */
const Bit = {
  Common: 1,
  Proper: 2,
  Plural: 4,
  Adjective: 8,
  Verb: 16,
  Number: 32,
  Preposition: 64,
  Relative: 128,
} as const

const BITS = new Uint8Array(256)
PENN.forEach((tag, i) => {
  let bits = 0
  if (tag === 'NN' || tag === 'NNS') bits |= Bit.Common
  if (tag === 'NNP' || tag === 'NNPS') bits |= Bit.Proper
  if (tag === 'NNS' || tag === 'NNPS') bits |= Bit.Plural
  if (tag === 'JJ' || tag === 'JJR' || tag === 'JJS' || tag === 'VBN' || tag === 'VBG') bits |= Bit.Adjective
  if (tag === 'VBD' || tag === 'VBZ' || tag === 'VBP' || tag === 'MD' || tag === 'VB') bits |= Bit.Verb
  if (tag === 'CD') bits |= Bit.Number
  if (tag === 'IN' || tag === 'TO') bits |= Bit.Preposition
  if (tag === 'WP' || tag === 'WDT' || tag === 'WP$' || tag === 'WRB') bits |= Bit.Relative
  BITS[i] = bits
})

const has =
  (bit: number) =>
  (t: Tokens, i: number): boolean =>
    (BITS[t.tag[i]!]! & bit) !== 0
export const isCommon = has(Bit.Common)
export const isProper = has(Bit.Proper)
export const isNoun = has(Bit.Common | Bit.Proper)
export const isPlural = has(Bit.Plural)
export const isAdjective = has(Bit.Adjective)
export const isVerb = has(Bit.Verb)
export const isNumber = has(Bit.Number)
export const isPreposition = has(Bit.Preposition)
export const isRelative = has(Bit.Relative)

const tagIs =
  (...names: readonly string[]) =>
  (t: Tokens, i: number): boolean =>
    names.some(n => PENN_INDEX.get(n as (typeof PENN)[number]) === t.tag[i])
export const isDeterminer = tagIs('DT', 'PDT')
export const isPossessivePronoun = tagIs('PRP$')
export const isPronoun = tagIs('PRP', 'PRP$')
export const isPossessiveMark = tagIs('POS')
export const isConjunction = tagIs('CC')

const relationIs = (...names: readonly string[]) => {
  const set = new Set(names.map(n => RELATION_INDEX.get(n as never)))
  return (t: Tokens, i: number): boolean => set.has(t.relation[i]!)
}
export const isSubject = relationIs('nsubj', 'nsubj:pass')
export const isActiveSubject = relationIs('nsubj')
export const isObject = relationIs('obj', 'iobj')
export const isOblique = relationIs('obl', 'nmod')
export const isPossessor = relationIs('nmod:poss')
export const isApposition = relationIs('appos')
export const isConjunct = relationIs('conj')
export const isRelativeClause = relationIs('acl:relcl', 'acl')
export const isPassiveAuxiliary = relationIs('aux:pass')
export const isCopula = relationIs('cop')

export const isExpletiveRelation = relationIs('expl')
export const isAdverb = tagIs('RB', 'RBR', 'RBS')
const isPremodifier = relationIs('compound', 'amod', 'nmod:unmarked')
/** Whether the token stands before the noun that it tells about: "Canadian" in "Canadian officials". */
export const isModifier = (t: Tokens, i: number): boolean => t.head[i]! > i && isPremodifier(t, i)

/** A time of day before a live blog's entry: "14:20 Governor: …". */
export const CLOCK = /^\d{1,2}[:.]\d{2}$/

/** Participles that name a source or a hearer and are no adjectives: "citing two engineers", "telling reporters". */
const CREDITS = new Set(
  'citing quoting saying according telling told asking asked informing informed reminding reminded warning warned assuring'.split(
    ' ',
  ),
)

/** The first token of the noun phrase that ends with token `i`: its adjectives, nouns, numbers and determiner, at most ten words. */
export function phraseStart(t: Tokens, i: number): number {
  const floor = Math.max(t.sentenceStart[t.sentence[i]!]!, i - 10)
  let k = i
  while (k > floor) {
    const p = k - 1
    if (CREDITS.has(t.lowerWord(p)) || CLOCK.test(t.word(p))) break
    if (isNoun(t, p) || isAdjective(t, p) || isNumber(t, p) || isPossessiveMark(t, p)) k = p
    else if (isDeterminer(t, p) || isPossessivePronoun(t, p)) {
      k = p
      // "the" closes a phrase, but in "the minister's aide" the possessor's own determiner belongs to it.
      break
    } else break
  }
  return k
}
