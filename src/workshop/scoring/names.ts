/** When two names mean the same somebody, for scoring speakers, addressees and via. */
import type { SpeakerType } from '../../vocabulary/index.ts'

const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms dr sir president senator sen rep gov general gen minister the a an of'.split(' '),
)

/**
 * The words of a name without case, accents, titles and possessive 's; all its words where it is titles only.
 * (Marks are dropped by Unicode class Mn, which for a few Indic vowel signs differs from the shared scorer's
 * combining class.)
 */
export function foldName(name: string | null | undefined): string[] {
  const bare = (name ?? '')
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ς/g, 'σ')
  const words = bare.replace(/['’]s(?![\p{L}\p{N}_])/gu, '').match(/[\p{L}\p{N}_]+/gu) ?? []
  const names = words.filter(word => !TITLES.has(word))
  return names.length > 0 ? names : [...words]
}

/**
 * Whether a predicted name is the gold one's. Folded alike: yes. Otherwise no when it is the name of, or fits
 * better (Jaccard of words), one of the `others` of the document. A person's: the words of one contain those of
 * the other, the surname (last word) agrees, and the prediction has two words where gold has. Anybody else's:
 * the words' Jaccard is at least 0.5.
 */
export function sameName({
  gold,
  predicted,
  type,
  others = [],
}: {
  gold: string | null | undefined
  predicted: string | null | undefined
  type: SpeakerType | undefined
  others?: Iterable<string>
}): boolean {
  const g = foldName(gold)
  const p = foldName(predicted)
  if (g.length === 0 || p.length === 0) return false
  if (sameWords(g, p)) return true
  const rivals = [...others].map(foldName).filter(words => words.length > 0 && !sameWords(words, g))
  if (rivals.some(words => sameWords(words, p))) return false
  const fit = fitOf(g, p)
  if (rivals.some(words => fitOf(words, p) > fit)) return false
  if (type !== 'person') return fit >= 0.5
  if (g.at(-1) !== p.at(-1) || (p.length === 1 && g.length > 1)) return false
  return p.every(word => g.includes(word)) || g.every(word => p.includes(word))
}

const sameWords = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ')

function fitOf(a: readonly string[], b: readonly string[]): number {
  const words = new Set(b)
  const both = [...new Set(a)].filter(word => words.has(word)).length
  return both / new Set([...a, ...b]).size
}
