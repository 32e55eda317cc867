import anyAscii from 'any-ascii'
import { stemmer } from 'stemmer'
import { AscribeError } from '../vocabulary/index.ts'

/**
 * Words as the full-text index knows them, made here and not by the database, so that both databases find alike: lower
 * case, Latin letters without marks, no apostrophes, no possessive, stem by Porter's rules
 * (https://tartarus.org/martin/PorterStemmer/). A term is `[a-z0-9]{1,64}` and so can never be query syntax.
 */
export interface Word {
  readonly term: string
  /** Where it stands, half-open, UTF-16 units. */
  readonly from: number
  readonly to: number
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*/gu
const PLAIN = /^[\0-\x7f]*$/
const LONGEST = 64

/** Lower case, ASCII letters and digits only; '' when nothing of it remains. */
const folded = (word: string): string => {
  const plain = PLAIN.test(word) ? word : anyAscii(word.replaceAll(/['’ʼ]/g, "'"))
  return plain
    .toLowerCase()
    .replace(/'s$/, '')
    .replaceAll(/[^a-z0-9]+/g, '')
    .slice(0, LONGEST)
}

const stems = new Map<string, string>() // news repeats its words: most lookups end here
function termOf(word: string): string {
  let term = stems.get(word)
  if (term === undefined) {
    const plain = folded(word)
    term = /^[a-z]{3,}$/.test(plain) ? stemmer(plain) : plain
    if (stems.size >= 50_000) stems.clear()
    stems.set(word, term)
  }
  return term
}

/** The words of a text, in order. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const m of text.matchAll(WORD)) {
    const term = termOf(m[0])
    if (term !== '') words.push({ term, from: m.index, to: m.index + m[0].length })
  }
  return words
}

/** A name as it is looked up: folded words with one space between; the leading article is dropped. */
export function foldName(name: string): string {
  const words = [...name.matchAll(WORD)].map(m => folded(m[0])).filter(w => w !== '')
  return (words.length > 1 && words[0] === 'the' ? words.slice(1) : words).join(' ')
}

/** What is asked for: all of these must occur. */
export type Asked =
  /** These terms side by side; a single word is a phrase of one. */
  | { readonly ask: 'phrase'; readonly terms: readonly string[] }
  /** A word that begins so; stems are shorter than words, so some whole stems stand beside it. */
  | { readonly ask: 'beginning'; readonly prefix: string; readonly stems: readonly string[] }

const ENDINGS = ['ational', 'ization', 'iveness', 'fulness', 'ousness', 'ations', 'ements', 'ation', 'ement', 'ments']
ENDINGS.push(
  'ities',
  'ness',
  'ment',
  'ance',
  'ence',
  'able',
  'ible',
  'ing',
  'ity',
  'ion',
  'ies',
  'ed',
  'er',
  'ly',
  'es',
)

/** Stems, shorter than `prefix`, of words that begin with it: "governme" -> "govern". */
function stemsBehind(prefix: string): string[] {
  const found = new Set([termOf(prefix)])
  for (let cut = Math.max(3, prefix.length - 6); cut < prefix.length; cut++) {
    const rest = prefix.slice(cut)
    for (const ending of ENDINGS)
      if (ending.startsWith(rest)) {
        const stem = stemmer(prefix.slice(0, cut) + ending)
        if (!stem.startsWith(prefix)) found.add(stem)
      }
  }
  return [...found].filter(stem => !stem.startsWith(prefix))
}

/**
 * Reads what a person types: words, all of which must occur; "a phrase" in straight or curly marks; a trailing * for the
 * beginning of a word. Anything else that could be query syntax is no word and is passed over. Throws `no-search-words`.
 */
export function readQuery(query: string): Asked[] {
  const asked: Asked[] = []
  for (const m of query.slice(0, 4000).matchAll(/["“„]([^"”“]*)["”“]|([^\s"“”„]+)/g)) {
    const terms = wordsIn(m[1] ?? m[2]!).map(w => w.term)
    if (terms.length === 0) continue
    const last = m[2]?.match(/([\p{L}\p{N}\p{M}'’ʼ]+)\*+$/u)?.[1]
    if (last === undefined) asked.push({ ask: 'phrase', terms })
    else {
      if (terms.length > 1) asked.push({ ask: 'phrase', terms: terms.slice(0, -1) })
      const prefix = folded(last)
      if (prefix !== '') asked.push({ ask: 'beginning', prefix, stems: stemsBehind(prefix) })
    }
    if (asked.length >= 32) break
  }
  if (asked.length === 0)
    throw new AscribeError(
      'no-search-words',
      'the query holds no word to look for',
      'give at least one word of letters or digits, or leave the words out and filter only',
    )
  return asked
}

/** Where in `text` the words asked for stand, in text order, without overlaps. */
export function marksOf(text: string, asked: readonly Asked[]): { readonly from: number; readonly to: number }[] {
  const words = wordsIn(text)
  const hit = new Uint8Array(words.length)
  for (const a of asked)
    for (let i = 0; i < words.length; i++) {
      const { term, from, to } = words[i]!
      if (a.ask === 'beginning') {
        if (a.stems.includes(term) || folded(text.slice(from, to)).startsWith(a.prefix) || term.startsWith(a.prefix))
          hit[i] = 1
      } else if (a.terms.every((t, k) => words[i + k]?.term === t)) hit.fill(1, i, i + a.terms.length)
    }
  return words.filter((_, i) => hit[i] === 1).map(({ from, to }) => ({ from, to }))
}
