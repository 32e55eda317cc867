import type { Piece } from '../../vocabulary/index.ts'
import { AscribeError } from '../../vocabulary/index.ts'
import { recogniseFormat } from '../index.ts'
import { stated } from './names.ts'
import { utf8 } from './text-bytes.ts'

/** What columns and keys are called in tables that people gather, in the order in which they are preferred. */
const TEXT =
  'text body fulltext articletext articlebody bodytext content contents maintext plaintext articlecontent story article transcript paragraphs html contenthtml bodyhtml'
const NAMES = {
  title: 'title headline hedline articletitle newstitle heading',
  byline: 'byline author authors authorname writer reporter journalist creator',
  published:
    'published publishedat publicationdate publisheddate publishdate datepublished datepublish pubdate date publishedon firstpublished versioncreated datetime timestamp created createdat time day',
  modified: 'modified updated updatedat datemodified lastmodified dateupdated',
  outlet: 'outlet publication publisher newspaper medium source sourcename sitename site newssource journal website',
  url: 'url link articleurl sourceurl weburl permalink canonicalurl uri href',
  language: 'language lang languagecode',
  agency: 'agency newsagency wire wireservice',
} as const

const list = (names: string): readonly string[] => names.split(' ')
const TEXT_NAMES = list(TEXT)
export const STATED_NAMES = Object.entries(NAMES).map(
  ([key, names]) => [key as keyof typeof NAMES, list(names)] as const,
)
const ALL_STATED = new Set(STATED_NAMES.flatMap(([, names]) => names))

/** `Full_Text`, `full text` and `fullText` are one name. */
export const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

export const isTextName = (name: string): boolean => TEXT_NAMES.includes(fold(name))
export const isStatedName = (name: string): boolean => ALL_STATED.has(fold(name))

/** Which of the columns holds what. `text` is null where none is known by its name. */
export interface Columns {
  readonly text: string | null
  readonly stated: ReadonlyMap<keyof typeof NAMES, string>
}

/** Throws AscribeError `no-text-column` when `column` is asked for and not there. */
export function columnsOf(names: readonly string[], column: string | undefined): Columns {
  const byName = new Map<string, string>()
  for (const name of names) if (!byName.has(fold(name))) byName.set(fold(name), name)
  const first = (wanted: readonly string[]) => wanted.map(name => byName.get(name)).find(name => name !== undefined)
  const asked = column === undefined ? undefined : (names.find(name => name === column) ?? byName.get(fold(column)))
  if (column !== undefined && asked === undefined) throw noTextColumn(names, column)
  const text = asked ?? first(TEXT_NAMES) ?? null
  const of = new Map<keyof typeof NAMES, string>()
  for (const [key, wanted] of STATED_NAMES) {
    const name = first(wanted)
    if (name !== undefined && name !== text) of.set(key, name)
  }
  return { text, stated: of }
}

export const noTextColumn = (names: readonly string[], column?: string): AscribeError =>
  new AscribeError(
    'no-text-column',
    `${column === undefined ? 'none of the columns is known to hold the text' : `there is no column "${column.slice(0, 60)}"`}; there are: ${names
      .slice(0, 20)
      .map(name => name.slice(0, 40))
      .join(', ')}`,
    'say which column holds the text (column)',
  )

/** A piece of a row; null when its text is blank. */
export function pieceOfRow(columns: Columns, cell: (name: string) => unknown, from: string): Piece | null {
  const text = textOf(columns.text === null ? null : cell(columns.text))
  if (text.trim() === '') return null
  const data: Record<string, unknown> = {}
  for (const [key, name] of columns.stated) data[key] = plain(cell(name), key === 'published' || key === 'modified')
  const form = recogniseFormat(text) === 'html' ? 'html' : 'text'
  return { bytes: utf8(text), form, stated: stated(data), from }
}

/** Paragraphs in a list are joined as paragraphs. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every(part => typeof part === 'string')) return value.join('\n\n')
  return ''
}

/** A value as words: `{ "id": …, "name": "The Ledger" }` is its name, a list is joined, seconds and milliseconds since 1970 are a date. */
function plain(value: unknown, date: boolean): string | null {
  if (typeof value === 'string') return date && /^\d{10}(?:\d{3})?$/.test(value) ? plain(Number(value), true) : value
  if (typeof value === 'number') {
    if (!date) return String(value)
    const ms = value > 1e11 ? value : value * 1000
    return ms > 0 && ms < 4e12 ? new Date(ms).toISOString() : null
  }
  if (Array.isArray(value)) {
    const parts = value
      .slice(0, 20)
      .map(part => (Array.isArray(part) ? null : plain(part, false))) // lists may be nested without end
      .filter(part => part !== null && part !== '')
    return parts.length > 0 ? parts.join(', ') : null
  }
  if (typeof value === 'object' && value !== null) {
    const record = value as Readonly<Record<string, unknown>>
    const name = [record.name, record.title, record.$date, record.href].find(part => typeof part === 'string')
    return typeof name === 'string' ? name : null
  }
  return null
}
