import { hashString } from '../tokens/index.ts'
import { COMMON_STEMS } from './stories-words.ts'

/** The share of articles, by rough guess, in which a word stands that is in no list. */
const UNKNOWN = 2 ** -(COMMON_STEMS.length + 1)

/** A term without the bit that tells names. */
export const plainTerm = (term: number): number => (term & ~1) >>> 0

export const isName = (term: number): boolean => (term & 1) === 1

const SHARES = new Map<number, number>()
COMMON_STEMS.forEach((row, k) => {
  for (const stem of row.split(' ')) SHARES.set(plainTerm(hashString(stem)), 2 ** -(k + 0.5))
})

/** In what share of all articles a term stands, whatever the day. */
export const shareOf = (term: number): number => SHARES.get(plainTerm(term)) ?? UNKNOWN

/** How much a term tells: the doublings by which it is rarer than a word of every article. */
export const rarity = (term: number): number => -Math.log2(shareOf(term))
