/**
 * What rules of form ask of a sentence: the phrase before a verb, where a clause ends, where a statement begins after
 * the one it was told to.
 */
import { PENN_INDEX, Quote } from '../tokens/index.ts'
import { ADVERB, COMMON, FINITE, IN_NOUN, NOUN, OPENS_NOUN, type Phrases, PROPER, type Stretch } from './phrases.ts'

/** Penn tags of participles. */
export const VBN = PENN_INDEX.get('VBN')!
export const VBG = PENN_INDEX.get('VBG')!

/** The words of a text, as a set. */
export const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Forms of "be" and "have" that stand before a participle. */
export const BE = setOf('is are was were be been being has have had')
/** When something was said, as it stands behind a verb. */
export const TIME = setOf(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow earlier later recently',
)
/** Pronouns for the one it was told to. */
const OBJECT = setOf('me him us them you it her')
/** Pronouns for who speaks. */
export const SUBJECTS = setOf('i he she it they we you there')
/** What a statement may begin with after the one it was told to. */
export const OPENS_CLAUSE = setOf('that to how why what where when who whether if')
/** No sentence of news is longer, in tokens; longer ones are left alone, which keeps hostile texts linear. */
export const LONGEST = 400

/** The noun phrase that ends right before `end`. */
export function subjectBefore(phrases: Phrases, first: number, end: number): Stretch | null {
  let at = end - 1
  while (at > first && phrases.is(at, ADVERB)) at--
  const stop = at + 1
  if (phrases.lower(at) === 'who' || SUBJECTS.has(phrases.lower(at))) return { first: at, end: stop }
  let nouns = 0
  while (at >= first && phrases.quote(at) === Quote.Outside) {
    if (phrases.is(at, NOUN)) nouns++
    else if (!phrases.is(at, IN_NOUN) && !(nouns > 0 && phrases.lower(at) === 'of')) break
    at--
  }
  return nouns > 0 ? { first: at + 1, end: stop } : null
}

/** Has it a finite verb, and so says something? */
export const hasVerb = (phrases: Phrases, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (phrases.is(i, FINITE)) return true
  return false
}

/** Has it a comma? */
export const hasComma = (phrases: Phrases, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (phrases.word(i) === ',') return true
  return false
}

/** The end of a source without "on Friday" at its end. */
export function withoutTime(phrases: Phrases, first: number, end: number): number {
  if (!TIME.has(phrases.lower(end - 1))) return end
  for (let i = first; i < end; i++) if (phrases.lower(i) === 'who' || phrases.lower(i) === 'which') return end
  return /^(?:on|,)$/.test(phrases.lower(end - 2)) && end - 2 > first ? end - 2 : end
}

/** The end of a statement before "; and" another. */
export function clauseEnd(phrases: Phrases, first: number, end: number): number {
  for (let i = first; i < end; i++) if (phrases.word(i) === ';' && phrases.quote(i) === Quote.Outside) return i
  return end
}

/** The end of the sentence of token `i`. */
export const sentenceEnd = (phrases: Phrases, i: number): number => phrases.sentence(phrases.tokens.sentence[i]!).end

const IN_NOUN_LINK: ReadonlySet<number> = new Set([PENN_INDEX.get('POS')!, PENN_INDEX.get('PRP$')!])
const CARDINAL: ReadonlySet<number> = new Set([PENN_INDEX.get('CD')!, PENN_INDEX.get('IN')!])

/** Where the statement begins after the one it was told to; `first` where no such one can be told. */
export function afterAddressee(phrases: Phrases, first: number, limit: number): number {
  const word = phrases.lower(first)
  if (first >= limit || phrases.quote(first) !== Quote.Outside || OPENS_CLAUSE.has(word)) return first
  if (OBJECT.has(word) && OPENS_CLAUSE.has(phrases.lower(first + 1))) return first + 1
  if (OBJECT.has(word) && !phrases.is(first + 1, NOUN) && !phrases.is(first + 1, FINITE)) return first + 1
  const { entity } = phrases.tokens
  let nouns = 0
  for (let i = first; i < limit; i++) {
    const lower = phrases.lower(i)
    const opens = OPENS_CLAUSE.has(lower) || SUBJECTS.has(lower) || phrases.quote(i) === Quote.Open
    if (nouns > 0 && opens) return i
    if (nouns > 0 && phrases.is(i, OPENS_NOUN) && !phrases.is(i, NOUN) && !phrases.is(i - 1, IN_NOUN_LINK)) {
      // A new noun phrase after a finished one: "told Channel Nine the nets were legal".
      if (phrases.is(i - 1, NOUN) || phrases.is(i - 1, CARDINAL)) return i
    }
    if (nouns > 0 && phrases.is(i, PROPER) && phrases.is(i - 1, COMMON) && entity[i]! % 2 === 1) return i
    if (phrases.is(i, NOUN)) nouns++
    else if (
      !phrases.is(i, IN_NOUN) &&
      !(nouns > 0 && lower === 'of') &&
      !(i === first && OBJECT.has(lower)) &&
      !phrases.isCapital(i)
    )
      return first
  }
  return first
}
