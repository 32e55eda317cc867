import { hashString, lowerForm, type Tokens, tokenise } from '../tokens/index.ts'
import { type BlockKind, span } from '../vocabulary/index.ts'
import { foldWord, telling } from './folding.ts'
import type { Report } from './report.ts'
import { plainTerm, rarity } from './stories-rarity.ts'

/**
 * What finding stories needs of an article: its telling words, names and numbers, and how much it makes of each. Made of
 * the article alone, so that it is the same whatever else is known.
 */
export interface Traits {
  readonly article: string
  /** Minutes since 1970, UTC; NaN where the day of publication is not known. */
  readonly at: number
  /** Hashes of stems, names with the last bit set and others without, in rising order. */
  readonly terms: Uint32Array
  /** How much the article makes of each, in sixteenths of one plain mention. */
  readonly weights: Uint8Array
}

/** An article is known by so many terms; more of a long one are its background. */
const MOST_TERMS = 64

/** What stands beyond these tokens tells nothing new of the event. */
const MOST_TOKENS = 1500

/** A headline and the first paragraphs tell what the report is about. */
const HEADLINE = 4
const FIRST = 3
const LEAD = 2
const LEAD_PARAGRAPHS = 3
const NAME = 1.5
const NUMBER = 0.7
/** The tenth mention tells less than the first. */
const REPEATED = 0.4

const READ: readonly BlockKind[] = ['headline', 'paragraph', 'caption']

/** How much a mention counts in a block; `paragraph` counts paragraphs from 1. */
function weightIn(kind: BlockKind, paragraph: number): number {
  if (kind === 'headline') return HEADLINE
  if (kind !== 'paragraph' || paragraph > LEAD_PARAGRAPHS) return 1
  return paragraph === 1 ? FIRST : LEAD
}

interface Counted {
  readonly stem: string
  /** Mentions, each counted by where it stands. */
  sum: number
  name: boolean
}

/** The traits of a report. Linear in its text. */
export function traitsOf(report: Pick<Report, 'id' | 'text' | 'blocks' | 'publishedAt'>): Traits {
  const blocks = report.blocks.filter(({ kind }) => READ.includes(kind))
  const tokens = tokenise(report.text, blocks)
  const end = Math.min(tokens.size, MOST_TOKENS)
  const names = namesOf(tokens, end, blocks)
  const counted = new Map<string, Counted>()
  const count = (stem: string, weight: number, name: boolean) => {
    const known = counted.get(stem)
    if (known === undefined) counted.set(stem, { stem, sum: weight, name })
    else {
      known.sum += weight
      known.name ||= name
    }
  }
  let paragraphs = 0
  let last = -1
  for (let i = 0; i < end; i++) {
    const p = tokens.paragraph[i]!
    const { kind } = blocks[tokens.paragraphBlock[p]!]!
    if (p !== last && kind === 'paragraph') paragraphs++
    last = p
    const word = foldWord(tokens.lowerWord(i))
    if (word === '' || !telling(word)) continue
    const weight = weightIn(kind, paragraphs)
    const name = names.has(word)
    // Years, and figures of one digit, stand in reports of everything.
    if (/\d/.test(word)) {
      if (word.length > 1 && !/^(?:19|20)\d\d$/.test(word)) count(word, NUMBER * weight, false)
    } else if (word.length > 2 || name) count(stemOf(word), weight, name)
  }
  const told = [...counted.values()].map(({ stem, sum, name }) => ({
    term: termOf(stem, name),
    weight: Math.min(255, Math.round(16 * sum ** REPEATED * (name ? NAME : 1))),
  }))
  const worth = (t: (typeof told)[number]) => t.weight * rarity(t.term)
  const kept = told.sort((a, b) => worth(b) - worth(a) || a.term - b.term).slice(0, MOST_TERMS)
  const merged = new Map<number, number>()
  for (const { term, weight } of kept) merged.set(term, Math.max(merged.get(term) ?? 0, weight))
  const terms = Uint32Array.from(merged.keys()).sort()
  return {
    article: report.id,
    at: minutesOf(report.publishedAt),
    terms,
    weights: Uint8Array.from(terms, term => merged.get(term)!),
  }
}

/** Words written with a capital where none is due, more often than without one. */
function namesOf(tokens: Tokens, end: number, blocks: readonly { readonly kind: BlockKind }[]): Set<string> {
  const votes = new Map<string, number>()
  let fresh = true
  for (let i = 0; i < end; i++) {
    const p = tokens.paragraph[i]!
    if (i === tokens.paragraphStart[p]) fresh = true
    const written = tokens.word(i)
    const word = foldWord(tokens.lowerWord(i))
    if (word === '') {
      if (/^[.!?:…"“”'‘’—–(-]/.test(written)) fresh = true
      continue
    }
    const capital = written !== lowerForm(written) && /^\p{Lu}/u.test(written)
    // In headlines every word may be written large.
    if (blocks[tokens.paragraphBlock[p]!]!.kind !== 'headline') {
      if (!capital) votes.set(word, (votes.get(word) ?? 0) - 1)
      else if (!fresh) votes.set(word, (votes.get(word) ?? 0) + 1)
    }
    fresh = false
  }
  return new Set([...votes].filter(([, n]) => n > 0).map(([word]) => word))
}

/** A word without the commonest endings of number and tense; not always a word. */
export function stemOf(word: string): string {
  let stem = word.replace(/['’]s?$/, '')
  if (stem.length > 4 && /ies$/.test(stem)) stem = `${stem.slice(0, -3)}y`
  else if (stem.length > 4 && /(?:[sxz]|[cs]h)es$/.test(stem)) stem = stem.slice(0, -2)
  else if (stem.length > 3 && /[^su]s$/.test(stem)) stem = stem.slice(0, -1)
  if (stem.length > 5 && /(?:ed|ing)$/.test(stem) && /[aeiouy].*(?:ed|ing)$/.test(stem)) {
    stem = stem.replace(/(?:ed|ing)$/, '')
    if (/([^aeiouls])\1$/.test(stem)) stem = stem.slice(0, -1)
  }
  return stem.length > 4 ? stem.replace(/e$/, '') : stem
}

/** A stem's hash, whose last bit tells whether it is a name in its article. */
const termOf = (stem: string, name: boolean): number => (plainTerm(hashString(stem)) | (name ? 1 : 0)) >>> 0

/** Minutes since 1970 of an ISO 8601 instant, or of noon (UTC) of a calendar day; NaN for anything else. */
export function minutesOf(when: string | null): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(when ?? '')
  if (parts === null) return Number.NaN
  const time =
    parts[2] === undefined ? 'T12:00:00Z' : /(?:Z|[+-]\d{2}:?\d{2})$/.test(parts[2]) ? parts[2] : `${parts[2]}Z`
  return Math.floor(Date.parse(`${parts[1]}${time}`) / 60_000)
}

/** Traits as bytes, five for each term, without article and time. */
export function packTraits({ terms, weights }: Traits): Uint8Array {
  const bytes = new Uint8Array(terms.length * 5)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < terms.length; i++) {
    view.setUint32(i * 4, terms[i]!, true)
    bytes[terms.length * 4 + i] = weights[i]!
  }
  return bytes
}

/** Traits from what `packTraits` made of them. */
export function unpackTraits(article: string, at: number, bytes: Uint8Array): Traits {
  const n = Math.floor(bytes.length / 5)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const terms = Uint32Array.from({ length: n }, (_, i) => view.getUint32(i * 4, true))
  return { article, at, terms, weights: bytes.slice(n * 4, n * 5) }
}

/** The distinct stems of a text, as traits have them; for counting how common they are. */
export function stemsOf(text: string): Set<string> {
  const tokens = tokenise(text, [{ kind: 'paragraph', span: span(0, text.length) }])
  const stems = new Set<string>()
  for (let i = 0; i < tokens.size; i++) {
    const word = foldWord(tokens.lowerWord(i))
    if (word !== '' && telling(word) && !/\d/.test(word)) stems.add(stemOf(word))
  }
  return stems
}
