import { alignFully, sharedOf } from './align.ts'
import { akin, counts, negates, telling } from './folding.ts'
import type { Passage } from './passages.ts'

/** One place where two versions of a quotation part in a way that bears on what was said. */
export interface Alteration {
  readonly of: 'negation' | 'number' | 'name' | 'word'
  /** The folded words that either has there. */
  readonly a: string
  readonly b: string
}

/**
 * Two renderings from another language, or two accounts from memory, differ in every other word: so much of the words
 * between the first and last that return must be the same, in both.
 */
const CLOSE = 0.55
/** Words that must be the same: in all, and where both go on with words of their own. */
const LEAST = 4
const LEAST_OF_PARTS = 8
/** For a word that is no negation, number or name: all but one place of a quotation of so many words. */
const CLOSE_FOR_WORD = 0.8
const LEAST_FOR_WORD = 5

/** A negation lost with more words than this is one of the things left out, not the turn of what is said. */
const MOST_NEGATING = 3

/** Words that may come or go, or stand for one another, without changing what is claimed. */
const LIGHT = new Set(
  `although though however nevertheless still yet till until pretty quite actually simply totally literally basically frankly
  absolutely certainly obviously clearly truly honestly folks guys well kind sort also too either anyway`.split(/\s+/),
)

/** Words that make a claim weaker; to leave one out makes it stronger. */
const HEDGES = new Set(
  'may might could almost nearly probably perhaps possibly maybe likely alleged allegedly reportedly apparently practically virtually'.split(
    ' ',
  ),
)
const AS_GOOD_AS = /\bas good as\b|\bmore or less\b|\bin all likelihood\b/

/** Words of amounts that are written in several ways. */
const SAME_AMOUNT = new Set(['percent', 'per', 'cent', '%', '$', '£', '€', 'half'])

/**
 * Where two versions of a quotation part in a negation, number, name or another word that bears the meaning. Not where
 * one only quotes more or less at either end, shows what it did (ellipsis, brackets), or writes the same word
 * differently.
 */
export function alterationsBetween(a: Passage, b: Passage): Alteration[] {
  const shared = sharedOf(a.words, b.words)
  const trimmed = onlyTrimmed(a, b)
  if (shared.close < CLOSE || shared.exact < (trimmed ? LEAST : LEAST_OF_PARTS)) return []
  const gaps = gapsBetween(a, b)
  const found: Alteration[] = []
  const negations = (words: readonly string[]): number => words.filter(negates).length
  const [gone, come] = [gaps.flatMap(gap => gap.a), gaps.flatMap(gap => gap.b)]
  // "not … any" is "no": the negation has moved, or turned into another one.
  const negated = negations(gone) !== negations(come)
  for (const gap of gaps) {
    const [x, y] = [gap.a.join(' '), gap.b.join(' ')]
    if (
      trimmed &&
      negated &&
      negations(gap.a) !== negations(gap.b) &&
      Math.max(gap.a.length, gap.b.length) <= MOST_NEGATING
    )
      found.push({ of: 'negation', a: x, b: y })
    else if (numbersDiffer(gap.a, gap.b)) found.push({ of: 'number', a: x, b: y })
    else if (namesDiffer(gap)) found.push({ of: 'name', a: x, b: y })
    else if (
      gaps.length === 1 &&
      shared.close >= CLOSE_FOR_WORD &&
      shared.exact >= LEAST_FOR_WORD &&
      trimmed &&
      wordsDiffer(gap.a, gap.b)
    )
      found.push({ of: 'word', a: x, b: y })
    else if (trimmed && hedged(x) !== hedged(y)) found.push({ of: 'word', a: x, b: y })
  }
  return found
}

interface GapBetween {
  readonly a: readonly string[]
  readonly b: readonly string[]
  readonly aNamed: readonly string[]
  readonly bNamed: readonly string[]
}

/** An ellipsis so many words from a gap is its own: an alignment may take one of two like words for the other. */
const NEAR = 2
/** At either end both go on with other words, and one of them with so few: they are exchanged, not trimmed. */
const MOST_AT_END = 2

/**
 * The words in which two passages part between the first and the last that both have, and don't say so; and those at
 * either end, where one has a word or two in the place of others.
 */
function gapsBetween(a: Passage, b: Passage): GapBetween[] {
  const { full, other } = alignFully(a.words, b.words)
  const gaps: GapBetween[] = []
  const shows = (p: Passage, from: number, to: number): boolean =>
    p.elided.slice(Math.max(0, from - NEAR), to + NEAR + 1).some(gone => gone) ||
    p.bracketed.slice(from, to).some(inBrackets => inBrackets)
  const gap = (i: number, iEnd: number, j: number, jEnd: number): void => {
    if ((i === iEnd && j === jEnd) || shows(a, i, iEnd) || shows(b, j, jEnd)) return
    gaps.push({
      a: a.words.slice(i, iEnd),
      b: b.words.slice(j, jEnd),
      aNamed: a.words.slice(i, iEnd).filter((_, n) => a.named[i + n]),
      bNamed: b.words.slice(j, jEnd).filter((_, n) => b.named[j + n]),
    })
  }
  const [head, tail] = [
    Math.min(full[0]!, other[0]!),
    Math.min(a.words.length - 1 - full.at(-1)!, b.words.length - 1 - other.at(-1)!),
  ]
  if (head > 0 && head <= MOST_AT_END) gap(full[0]! - head, full[0]!, other[0]! - head, other[0]!)
  for (let k = 1; k < full.length; k++) gap(full[k - 1]! + 1, full[k]!, other[k - 1]! + 1, other[k]!)
  const [i, j] = [full.at(-1)! + 1, other.at(-1)! + 1]
  if (tail > 0 && tail <= MOST_AT_END) gap(i, i + tail, j, j + tail)
  return gaps
}

/** One of the two goes on, at either end, where the other has ended: neither has words of its own there but for a few. */
function onlyTrimmed(a: Passage, b: Passage): boolean {
  const { full, other } = alignFully(a.words, b.words)
  if (full.length === 0) return false
  return (
    Math.min(full[0]!, other[0]!) <= MOST_AT_END &&
    Math.min(a.words.length - 1 - full.at(-1)!, b.words.length - 1 - other.at(-1)!) <= MOST_AT_END
  )
}

/** Both give a figure there, and not the same. */
function numbersDiffer(a: readonly string[], b: readonly string[]): boolean {
  const figures = (words: readonly string[]): string[] => words.filter(word => counts(word) && !SAME_AMOUNT.has(word))
  const [x, y] = [figures(a), figures(b)]
  return x.length > 0 && y.length > 0 && x.toSorted().join(' ') !== y.toSorted().join(' ') && !sameSum(a, b)
}

/** "1.5 million" and "1500000", "14 hundred" and "1400". */
function sameSum(a: readonly string[], b: readonly string[]): boolean {
  const [x, y] = [sumOf(a), sumOf(b)]
  return x !== null && x === y
}

const TIMES: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
}

function sumOf(words: readonly string[]): number | null {
  let sum: number | null = null
  for (const word of words) {
    if (/^\d+(?:\.\d+)?$/.test(word)) sum = (sum ?? 0) + Number(word)
    else if (TIMES[word] !== undefined) sum = (sum ?? 1) * TIMES[word]
  }
  return sum
}

/** Both name somebody or something there, and nothing in common. */
function namesDiffer({ aNamed, bNamed }: GapBetween): boolean {
  if (aNamed.length === 0 || bNamed.length === 0) return false
  return !aNamed.some(x => bNamed.some(y => akin(x, y)))
}

/** A word or two exchanged for others, or a telling word put in or taken out. */
function wordsDiffer(a: readonly string[], b: readonly string[]): boolean {
  if (a.length > 2 || b.length > 2) return false
  const tells = (word: string): boolean => telling(word) && !SAME_AMOUNT.has(word) && !LIGHT.has(word)
  const [x, y] = [a.filter(tells), b.filter(tells)]
  if (x.length === 0 && y.length === 0) return false
  return !x.some(one => y.some(other => akin(one, other)))
}

const hedged = (words: string): boolean => AS_GOOD_AS.test(words) || words.split(' ').some(word => HEDGES.has(word))
