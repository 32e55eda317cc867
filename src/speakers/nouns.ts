/** What a noun says that it calls: a person, a group, a body or a document; and the type of a speaker called so. */
import type { Tokens } from '../tokens/index.ts'
import type { SpeakerType } from '../vocabulary/index.ts'
import type { Character } from './cast.ts'
import { isCommon, isNoun, isNumber, isPlural } from './grammar.ts'
import {
  ANONYMITY_WORDS,
  DOCUMENT_NOUNS,
  GROUP_NOUNS,
  KIN,
  ORGANIZATION_NOUNS,
  PERSON_NOUNS,
  SOURCE_NOUNS,
} from './lexicon.ts'

/** What a noun calls. */
export type Sort = 'person' | 'group' | 'organization' | 'document'

/** What opens a phrase for somebody not met before. */
export const INDEFINITE = new Set(['a', 'an', 'one', 'another', 'some', 'several', 'many', 'any', 'no'])

/** "The 32-year-old", with the years. */
export const AGE = /^(\d{1,3})-year-olds?$/

/** Endings of nouns for those who do something, where no list has the noun. */
export const AGENT = /(?:er|or|ist|ian|man|woman|person|ee)$/

/** Bodies that take a plural verb. */
export const PLURAL_BODIES = new Set(['police', 'coastguard'])

/** Whether the noun ends its phrase: "minister" in "the minister said", not in "minister Aydin" or "minister's aide". */
export function endsNoun(t: Tokens, i: number): boolean {
  const next = i + 1
  if (next >= t.size || t.sentence[next] !== t.sentence[i]) return true
  return !isNoun(t, next)
}

/** What the noun at token `i` calls; null for a noun in no list of those who speak. */
export function sortOf(t: Tokens, i: number): Sort | null {
  const word = t.lowerWord(i)
  const lemma = t.strings.text(t.lemma[i]!)
  if (AGE.test(word)) return word.endsWith('s') ? 'group' : 'person'
  if (word === 'younger' || word === 'older' || word === 'elder') return 'person'
  if (PLURAL_BODIES.has(word)) return 'organization'
  if (isPlural(t, i)) {
    if (DOCUMENT_NOUNS.has(word)) return 'document'
    return GROUP_NOUNS.has(word) || PERSON_NOUNS.has(lemma) || ORGANIZATION_NOUNS.has(lemma) || KIN.has(lemma)
      ? 'group'
      : null
  }
  if (PERSON_NOUNS.has(word) || (KIN.has(word) && word !== 'family')) return 'person'
  if (GROUP_NOUNS.has(word)) return 'group'
  if (ORGANIZATION_NOUNS.has(word)) return 'organization'
  if (DOCUMENT_NOUNS.has(word)) return 'document'
  return null
}

/** What a noun in no list may call where it stands as a source, by its form; null for other words. */
export function guessSort(t: Tokens, head: number): Sort | null {
  const word = t.lowerWord(head)
  if (isPlural(t, head)) return AGENT.test(t.strings.text(t.lemma[head]!)) ? 'group' : 'document'
  if (isCommon(t, head)) return AGENT.test(word) ? 'person' : 'document'
  return null
}

/** The type of a speaker whom the phrase `first..head` calls. */
export function typeOf(t: Tokens, first: number, head: number, sort: Sort, owner: Character | null): SpeakerType {
  const word = t.lowerWord(head)
  // "Reports" alone are rumours.
  if (SOURCE_NOUNS.has(word) || (word === 'reports' && first === head)) return 'anonymous'
  for (let k = first; k <= head; k++) if (ANONYMITY_WORDS.has(t.lowerWord(k))) return 'anonymous'
  const opener = t.lowerWord(first)
  if (sort === 'group') {
    // "Two officials" are certain people whom the paper does not name; "officials" are officials in general.
    return isNumber(t, first) && head - first <= 4 && PERSON_NOUNS.has(t.strings.text(t.lemma[head]!))
      ? 'anonymous'
      : 'group'
  }
  if (sort === 'person')
    return owner === null && (INDEFINITE.has(opener) || isNumber(t, first)) ? 'anonymous' : 'person'
  return sort
}
