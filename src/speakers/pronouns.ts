import type { Tokens } from '../tokens/index.ts'
import { type Character, genderOf } from './cast.ts'
import type { Gender } from './folding.ts'
import { isObject, isPossessor, isSubject } from './grammar.ts'

/** What a third-person pronoun asks for. */
export interface Pronoun {
  readonly gender: Gender
  readonly number: 'one' | 'many' | 'thing'
}

const MALE: Pronoun = { gender: 'male', number: 'one' }
const FEMALE: Pronoun = { gender: 'female', number: 'one' }
const MANY: Pronoun = { gender: null, number: 'many' }
const THING: Pronoun = { gender: null, number: 'thing' }

const THIRD_PERSON: ReadonlyMap<string, Pronoun> = new Map([
  ...['he', 'him', 'his', 'himself', "he's", "he'd"].map(w => [w, MALE] as const),
  ...['she', 'her', 'hers', 'herself', "she's", "she'd"].map(w => [w, FEMALE] as const),
  ...['they', 'them', 'their', 'theirs', 'themselves'].map(w => [w, MANY] as const),
  ...['it', 'its', 'itself'].map(w => [w, THING] as const),
])
export const thirdPerson = (word: string): Pronoun | null => THIRD_PERSON.get(word) ?? null

export const FIRST_SINGULAR: ReadonlySet<string> = new Set(['i', 'me', 'my', 'mine', 'myself'])
export const FIRST_PLURAL: ReadonlySet<string> = new Set(['we', 'us', 'our', 'ours', 'ourselves'])
export const SECOND: ReadonlySet<string> = new Set(['you', 'your', 'yours', 'yourself', 'yourselves'])
export const RELATIVES: ReadonlySet<string> = new Set(['who', 'which', 'that', 'whom', 'whose'])

/**
 * What speaks for a candidate, as a dense row. The order is part of the learned weights: append, never reorder.
 */
export const FEATURES = [
  'same sentence',
  'one sentence back',
  'two sentences back',
  'three to five back',
  'further back',
  'other paragraph',
  'met as subject',
  'met in a quotation, asked outside',
  'met as possessor',
  'gender agrees',
  'gender unknown',
  'latest of all',
  'second latest',
  'log of mentions',
  'share of subjects',
  'spoke last',
  'spoke last, and the pronoun is a source',
  'same sentence, subject asks for subject',
  'same sentence, possessive asks for subject',
  'same sentence, object asks for subject',
  'person for they',
  'body for they',
  'place',
  'document or thing',
  'described, not named',
  'met before in the sentence by a pronoun',
  'subject of the sentence before, subject asks',
] as const

export type PronounWeights = readonly number[]

/** Set by hand from how news is written; the base that training starts from. */
export const HAND_WEIGHTS: PronounWeights = [
  0.6, 1.0, 0.2, -0.7, -2.2, -0.4, 1.0, -1.2, -0.5, 0.8, -0.2, 0.4, 0.1, 0.35, 0.5, 0.7, 1.3, 0.3, 0.8, -0.8, -2.5,
  -0.3, -0.8, -0.6, -0.3, 0.5, 0.6,
]

/**
 * Learned by `trainSpeakers` from GUM's coreference, all documents, drawn towards the hand-set ones. Three stay as
 * set by hand: what speaking last is worth (two), for GUM has no attributions; and a single person for "they"
 * (learned: -2.59), for GUM's talk calls one person "they" as news rarely does.
 */
export const LEARNED_WEIGHTS: PronounWeights = [
  1.9, 0.44, -0.38, -1.24, -1.82, -0.84, 0.38, -1.04, 0.72, 0.86, -0.26, 0.74, 0.44, 0.63, 0.65, 0.7, 1.3, 0.49, 0.97,
  -0.99, -4.5, -1.15, -0.38, 0.01, 0.03, -0.06, 1.16,
]

/** Whether the pronoun may mean this character at all. */
export function agrees(pronoun: Pronoun, c: Character): boolean {
  switch (pronoun.number) {
    case 'one': {
      if (!c.human || c.plural) return false
      const gender = genderOf(c)
      return gender === null || gender === pronoun.gender
    }
    case 'many':
      return c.plural || c.human
    case 'thing':
      return !c.human && c.type !== 'group'
    default:
      return pronoun.number satisfies never
  }
}

/** Fills `row` with the candidate's features; `rank` counts from the most lately met one that agrees. */
export function featuresOf(
  t: Tokens,
  at: number,
  pronoun: Pronoun,
  c: Character,
  rank: number,
  spokeLast: boolean,
  isSource: boolean,
  row: Float64Array,
): void {
  row.fill(0)
  const back = t.sentence[at]! - t.sentence[c.lastToken]!
  row[back <= 0 ? 0 : back === 1 ? 1 : back === 2 ? 2 : back <= 5 ? 3 : 4] = 1
  if (t.paragraph[at] !== t.paragraph[c.lastToken]) row[5] = 1
  if (c.lastSubject) row[6] = 1
  if (c.lastQuoted && t.quote[at] === 0) row[7] = 1
  if (c.lastPossessive) row[8] = 1
  if (pronoun.gender !== null) row[genderOf(c) === pronoun.gender ? 9 : 10] = 1
  if (rank === 0) row[11] = 1
  if (rank === 1) row[12] = 1
  row[13] = Math.log(1 + c.count)
  row[14] = c.subjects / Math.max(1, c.count)
  if (spokeLast) {
    row[15] = 1
    if (isSource) row[16] = 1
  }
  const asksSubject = isSubject(t, at)
  if (back <= 0 && c.lastSubject) {
    if (asksSubject) row[17] = 1
    else if (isPossessor(t, at)) row[18] = 1
    else if (isObject(t, at) && t.head[at] === t.head[c.lastToken]) row[19] = 1
  }
  if (pronoun.number === 'many') {
    if (c.human && !c.plural) row[20] = 1
    else if (c.type === 'organization') row[21] = 1
  }
  if (c.kind === 'place') row[22] = 1
  if (c.type === 'document') row[23] = 1
  if (c.kind === 'described') row[24] = 1
  if (back <= 0 && thirdPerson(t.lowerWord(c.lastToken)) !== null) row[25] = 1
  if (back === 1 && c.lastSubject && asksSubject) row[26] = 1
}

export function score(row: Float64Array, weights: PronounWeights): number {
  let sum = 0
  for (let k = 0; k < row.length; k++) sum += row[k]! * (weights[k] ?? 0)
  return sum
}
