import { AscribeError, type Piece } from '../../vocabulary/index.ts'
import { ByteReader } from './bytes.ts'
import { isJsonFeed, unpackJsonFeed } from './feeds.ts'
import { splitAtList, ValueReader } from './json-values.ts'
import { stated } from './names.ts'
import { isNinjs, unpackNinjs } from './ninjs.ts'
import { columnsOf, isTextName, noTextColumn, pieceOfRow } from './rows.ts'
import { decodeField, utf8 } from './text-bytes.ts'
import { damaged, failed, LeftOut, type Place, tooLarge, truncated, type Unpacked, type Work } from './unpacked.ts'

export type Json = Readonly<Record<string, unknown>>
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The keys under which answers of news services and dumps keep their list of articles. */
const LISTS = [
  'articles',
  'items',
  'results',
  'docs',
  'documents',
  'data',
  'hits',
  'entries',
  'stories',
  'value',
  'news',
]
/** Under which one article stands in a wrapper: dumps of search engines, exports. */
const WRAPPERS = ['article', '_source', 'fields', 'doc', 'kept']

/**
 * JSON in any of the shapes in which articles are kept: one object, a list of objects, an object a line, values one
 * after the other, or an object that holds such a list (JSON Feed among them). Lists and lines are read value by value
 * and never held together.
 */
export async function* unpackJson(reader: ByteReader, place: Place, work: Work): AsyncGenerator<Unpacked> {
  const values = new ValueReader(reader, work.limits.maxPieceBytes)
  const out = new LeftOut()
  for (let number = 1; ; number++) {
    const next = await values.next()
    if (next.state === 'end') break
    work.entry()
    const from = `${place.from}#${number}`
    const first = number === 1 && !values.inList
    if (next.state === 'truncated') {
      if (first) yield* unpackBroken(next.bytes, place, work, out)
      yield failed(place.from, truncated('the JSON'))
      break
    } else if (next.state === 'long') {
      yield failed(from, tooLarge(`value ${number}`, work.limits.maxPieceBytes))
    } else {
      const data = next.state === 'value' ? parse(next.bytes, place) : undefined
      if (data === undefined) yield failed(from, damaged(`value ${number} of the JSON`))
      else if (first) yield* unpackFirst(data, place, work, out, !(await values.more()))
      else yield* unpackObject(data, from, work, out)
    }
  }
  yield* out.note(place.from)
  if (reader.damage) yield failed(place.from, reader.damage.error)
}

function parse(bytes: Uint8Array, place: Place): unknown {
  try {
    return JSON.parse(decodeField(bytes, place.charset))
  } catch {
    return undefined
  }
}

/** The first value outside of a list: a feed, an answer that holds a list, or an object; `only` when nothing follows. */
function* unpackFirst(data: unknown, place: Place, work: Work, out: LeftOut, only: boolean): Generator<Unpacked> {
  if (isJsonFeed(data)) {
    yield* unpackJsonFeed(data, place, work)
    return
  }
  const list = isObject(data) && !isArticle(data, work) ? listIn(data, 0) : null
  if (!list) {
    yield* unpackObject(data, only ? place.from : `${place.from}#1`, work, out)
    return
  }
  for (const [i, item] of list.entries()) {
    work.entry()
    yield* unpackObject(item, `${place.from}#${i + 1}`, work, out)
  }
}

/** An object that breaks off within its list: the items that are whole. */
async function* unpackBroken(bytes: Uint8Array, place: Place, work: Work, out: LeftOut): AsyncGenerator<Unpacked> {
  const parts = splitAtList(bytes)
  const head = parts ? parse(parts.head, place) : undefined
  if (!parts || !isObject(head) || isArticle(head, work)) return
  const values = new ValueReader(ByteReader.of(parts.list), work.limits.maxPieceBytes, true)
  const items: unknown[] = []
  for (;;) {
    const next = await values.next()
    if (next.state === 'end' || next.state === 'truncated') break
    items.push(next.state === 'value' ? (parse(next.bytes, place) ?? null) : null)
  }
  const whole = { ...head, ...('items' in head ? { items } : {}) }
  if (isJsonFeed(whole)) {
    yield* unpackJsonFeed(whole, place, work)
    return
  }
  for (const [i, item] of items.entries()) {
    work.entry()
    yield* unpackObject(item, `${place.from}#${i + 1}`, work, out)
  }
}

const isArticle = (data: Json, work: Work): boolean =>
  isNinjs(data) ||
  data.schema === 'ascribe/reading' ||
  Object.keys(data).some(key => key === work.column || (isTextName(key) && typeof data[key] === 'string'))

function listIn(data: Json, depth: number): readonly unknown[] | null {
  for (const key of LISTS) {
    const list = Object.hasOwn(data, key) ? data[key] : undefined
    if (Array.isArray(list) && list.length > 0 && isObject(list[0])) return list
    const inner = isObject(list) && depth < 2 ? listIn(list, depth + 1) : null
    if (inner) return inner
  }
  return null
}

/** A line of Ascribe's own export (`ascribe/reading`): the kept article's text, and what it states. */
function ownExport(data: Json, from: string): Piece | null {
  const article = data.schema === 'ascribe/reading' && isObject(data.kept) ? data.kept.article : null
  if (!isObject(article) || typeof article.text !== 'string' || article.text.trim() === '') return null
  const agency = isObject(article.origin) ? article.origin.agency : null
  const form = article.format === 'markdown' ? 'markdown' : 'text'
  return { bytes: utf8(article.text), form, stated: stated({ ...article, agency }), from }
}

/** One object: an article of ninjs, a row with a text key, or a wrapper of one. */
function* unpackObject(data: unknown, from: string, work: Work, out: LeftOut): Generator<Unpacked> {
  if (!isObject(data)) {
    yield failed(from, damaged('a value that should be an object'))
    return
  }
  if (isNinjs(data)) {
    yield* unpackNinjs(data, from)
    return
  }
  const own = ownExport(data, from)
  if (own) {
    yield { kind: 'piece', piece: own }
    return
  }
  const hasText = (candidate: unknown): candidate is Json =>
    isObject(candidate) && Object.keys(candidate).some(key => key === work.column || isTextName(key))
  const inner = WRAPPERS.map((key): unknown => (Object.hasOwn(data, key) ? data[key] : null)).find(hasText) ?? null
  // What stands beside a wrapped article (its outlet, its address) counts where the article itself is silent.
  const row: Json = inner === null ? data : { ...data, ...inner }
  const names = Object.keys(row).filter(key => inner === null || row[key] !== inner)
  try {
    const columns = columnsOf(names, work.column)
    if (columns.text === null) throw noTextColumn(names)
    const piece = pieceOfRow(columns, name => (Object.hasOwn(row, name) ? row[name] : null), from)
    if (piece) yield { kind: 'piece', piece }
    else out.add('no text', from)
  } catch (thrown) {
    if (!(thrown instanceof AscribeError)) throw thrown
    yield failed(from, thrown)
  }
}
