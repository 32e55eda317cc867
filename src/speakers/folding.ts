import { FEMALE_NAMES, MALE_NAMES } from './first-names.ts'
import { sameGivenName } from './lexicon.ts'

/** A word as names are compared: no case, no accents, letters and digits only. "al-Sayid" -> "alsayid". */
export function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’]s$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/kh|q|ck|c(?![eiy])/g, 'k'],
  [/gh/g, 'g'],
  [/dh/g, 'z'],
  [/th/g, 't'],
  [/ph/g, 'f'],
  [/sch|sh|ch|cz/g, 's'],
  [/ou|oo|o|u|w/g, 'u'],
  [/ee|ie|ei|ai|ey|ay|y|e|i/g, 'i'],
  [/v/g, 'f'],
  [/(.)\1+/g, '$1'],
]

/** One spelling for the usual variants of a transliterated name: Kadhim and Kazem, Massoud and Masood. */
export function soundOf(folded: string): string {
  let s = folded.length > 40 ? folded.slice(0, 40) : folded
  for (const [from, to] of SOUNDS) s = s.replace(from, to)
  return s
}

/** Optimal string alignment distance, but never more than `most + 1`; words longer than 40 units are not compared. */
export function distance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most || a.length > 40 || b.length > 40) return most + 1
  let two: number[] = []
  let one = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let d = Math.min(row[j - 1]! + 1, one[j]! + 1, one[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, two[j - 2]! + 1)
      row.push(d)
    }
    two = one
    one = row
  }
  return Math.min(one[b.length]!, most + 1)
}

/** Whether two folded surnames may be one name spelt twice. Short names must be equal. */
export function sameSpelling(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < 4 || b.length < 4) return false
  if (a.length >= 5 && b.length >= 5 && a[0] === b[0] && distance(a, b, 1) <= 1) return true
  return soundOf(a) === soundOf(b)
}

const known = (name: string): boolean => MALE_NAMES.has(name) || FEMALE_NAMES.has(name)

/** Whether two folded given names may mean one person: equal, an initial, a nickname, or a variant spelling. */
export function sameGiven(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length === 1 || b.length === 1) return a[0] === b[0]
  if (sameGivenName(a, b)) return true
  // Mario and Maria, Erik and Erika are two people; a misspelt name is in no list.
  if (known(a) && known(b)) return soundOf(a) === soundOf(b) && genderOfName(a) === genderOfName(b)
  return sameSpelling(a, b)
}

export type Gender = 'male' | 'female' | null

/** The gender a folded given name mostly goes with. */
export function genderOfName(given: string): Gender {
  const male = MALE_NAMES.has(given)
  const female = FEMALE_NAMES.has(given)
  return male === female ? null : male ? 'male' : 'female'
}
