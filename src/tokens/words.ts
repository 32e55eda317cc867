import { hashString, join, type StringTable } from './strings.ts'

/** What a word's letters tell, as bits. */
export const Look = { Digit: 1, Hyphen: 2, Capital: 4, AllCapitals: 8, Lower: 16, Inner: 32 } as const

/** Affixes are one to four units long. */
export const AFFIXES = 4

/** A shape looks at this many units of a word, so that a megabyte without blanks costs no more than a word. */
const SHAPE_UNITS = 24

/**
 * What a word looks like, for every string of an article; indexed by string id. Work per string is bounded
 * whatever its length. Hashes are part of the model format.
 */
export interface WordFacts {
  /** The string's hash; a word with digits has the hash of its letters with every digit as 0. */
  readonly word: Int32Array
  /** `suffix[id * AFFIXES + k]`: hash of the last k + 1 units, 0 where the string is shorter. */
  readonly suffix: Int32Array
  readonly prefix: Int32Array
  /** Hash of the runs of capitals, small letters, digits and other characters: "McCain's" is XxXx's. */
  readonly shape: Int32Array
  /** Bits of `Look`. */
  readonly look: Uint8Array
}

const isDigit = (c: number) => c >= 48 && c <= 57

/** Capital: differs from its lower case; small: differs from its upper case; letters of neither case are small. */
function unitClass(s: string, i: number): number {
  const c = s.charCodeAt(i)
  if (c < 128) {
    if (c >= 97 && c <= 122) return 2
    if (c >= 65 && c <= 90) return 1
    return isDigit(c) ? 3 : c
  }
  if (c === 0x2019) return 39
  if (c === 0x2010 || c === 0x2011) return 45
  const ch = s[i]!
  if (ch !== ch.toLowerCase()) return 1
  return c >= 0xc0 && c !== 0xd7 && c !== 0xf7 && (c < 0x2000 || c > 0x2bff) ? 2 : c
}

export function wordFacts(strings: StringTable): WordFacts {
  const n = strings.size
  const facts: WordFacts = {
    word: new Int32Array(n),
    suffix: new Int32Array(n * AFFIXES),
    prefix: new Int32Array(n * AFFIXES),
    shape: new Int32Array(n),
    look: new Uint8Array(n),
  }
  for (let id = 0; id < n; id++) {
    const s = strings.text(id)
    const reach = Math.min(AFFIXES, s.length)
    for (let k = 0, h = 7; k < reach; k++) {
      h = join(h, s.charCodeAt(s.length - 1 - k))
      facts.suffix[id * AFFIXES + k] = h
    }
    for (let k = 0, h = 5; k < reach; k++) {
      h = join(h, s.charCodeAt(k))
      facts.prefix[id * AFFIXES + k] = h
    }
    let shape = 3
    let before = 0
    let capitals = 0
    let small = 0
    let look = 0
    const end = Math.min(s.length, SHAPE_UNITS)
    for (let i = 0; i < end; i++) {
      const c = unitClass(s, i)
      if (c === 1) {
        capitals++
        look |= i === 0 ? Look.Capital : Look.Inner
      } else if (c === 2) {
        small++
        if (i === 0) look |= Look.Lower
      } else if (c === 3) look |= Look.Digit
      else if (c === 45 && i > 0) look |= Look.Hyphen
      if (c !== before) shape = join(shape, c)
      before = c
    }
    if (capitals > 1 && small === 0) look |= Look.AllCapitals
    facts.shape[id] = shape
    facts.look[id] = look
    facts.word[id] =
      (look & Look.Digit) === 0 ? strings.hash(id) : hashString(s.slice(0, SHAPE_UNITS).replace(/\d/g, '0'))
  }
  return facts
}
