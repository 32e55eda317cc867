import { AscribeError } from '../../vocabulary/index.ts'
import { type ByteReader, concat } from './bytes.ts'
import { visibleName } from './names.ts'
import { type Columns, columnsOf, isStatedName, isTextName, noTextColumn, pieceOfRow } from './rows.ts'
import { decodeField } from './text-bytes.ts'
import { failed, LeftOut, type Place, tooLarge, truncated, type Unpacked, type Work } from './unpacked.ts'

const QUOTE = 34
const LF = 10
const CR = 13
const DELIMITERS = [',', '\t', ';', '|'] as const
/** Bytes that may be read twice to find back into a table after bad quoting; beyond, the rest is given up. */
const MOST_REREAD = 32 * 1024 * 1024

const unclosedQuote = (row: string, from: number) =>
  new AscribeError(
    'bad-quoting',
    `${row} has a quotation mark that is not closed as a table's must be (from byte ${from} on)`,
    'mend the row: close the mark, or write marks inside a field twice; the other rows are taken',
  )

/**
 * Tells a table by its head: a first line of short cells, one of which is called as texts are. What else there is to
 * go by: a second column whose name is known, a name or media type of tables, or a column asked for.
 */
export function tableDelimiter(
  head: string,
  hints: { readonly named: boolean; readonly column: string | undefined },
): string | null {
  const first = /^[^\r\n]{1,8000}/.exec(head)?.[0]
  if (first === undefined) return null
  const counts = DELIMITERS.map(mark => first.split(mark).length - 1)
  const best = DELIMITERS[counts.indexOf(Math.max(...counts))]!
  const cells = first.split(best).map(cell =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
  if (cells.some(cell => cell.length > 80)) return null
  if (hints.column !== undefined && cells.includes(hints.column)) return best
  if (hints.named) return best
  if (cells.length < 2 || cells.some(cell => /[.!?]$/.test(cell) || cell.split(' ').length > 4)) return null
  const text = cells.findIndex(isTextName)
  return text >= 0 && cells.some((cell, i) => i !== text && (isStatedName(cell) || fold(cell))) ? best : null
}

const fold = (cell: string): boolean =>
  /^(?:id|uid|uuid|docid|doc_id|articleid|article_id|label|index|key|category|section)$/i.test(cell)

interface Row {
  readonly cells: readonly Uint8Array[]
  readonly last: boolean
}

/**
 * CSV and TSV (RFC 4180, and what is found beside it: other delimiters, bare CR, marks inside unquoted fields), one
 * piece a row. A row with bad quoting fails alone: reading goes on at the next line that makes a row of as many cells.
 */
export async function* unpackTable(
  reader: ByteReader,
  delimiter: string,
  place: Place,
  work: Work,
): AsyncGenerator<Unpacked> {
  const rows = new RowReader(reader, delimiter.charCodeAt(0), work.limits.maxPieceBytes)
  const out = new LeftOut()
  const first = await rows.next()
  if (first.state !== 'row') {
    if (first.state !== 'end') yield failed(place.from, unclosedQuote('the head of the table', 0))
    return
  }
  const names = first.row.cells.map(cell => visibleName(decodeField(cell, place.charset).trim()))
  let columns: Columns
  try {
    columns = columnsOf(names, work.column)
    if (columns.text === null) throw noTextColumn(names)
  } catch (thrown) {
    if (!(thrown instanceof AscribeError)) throw thrown
    yield failed(place.from, thrown)
    return
  }
  const index = new Map(names.map((name, i) => [name, i] as const).reverse()) // of two of one name the first
  let number = 0
  let lost = false
  for (;;) {
    const next = await rows.next(lost ? names.length : null)
    if (next.state === 'end') break
    if (next.state === 'skipped') continue // a line of the row that failed
    const from = `${place.from}#${++number}`
    work.entry()
    if (next.state === 'bad') {
      lost = true
      yield failed(from, unclosedQuote(`row ${number}`, next.at))
      continue
    }
    if (next.state === 'long') {
      yield failed(from, tooLarge(`row ${number}`, work.limits.maxPieceBytes))
      continue
    }
    lost = false
    const { cells, last } = next.row
    if (last && (reader.damage || cells.length < names.length)) {
      if (!reader.damage) yield failed(from, truncated(`row ${number}`))
      break
    }
    const cell = (name: string) => {
      const bytes = cells[index.get(name)!]
      return bytes ? decodeField(bytes, place.charset) : ''
    }
    const piece = pieceOfRow(columns, cell, from)
    if (piece) yield { kind: 'piece', piece }
    else out.add('no text', from)
  }
  yield* out.note(place.from)
  if (reader.damage) yield failed(place.from, reader.damage.error)
}

type Next =
  | { readonly state: 'row'; readonly row: Row }
  | { readonly state: 'bad'; readonly at: number }
  | { readonly state: 'long' }
  | { readonly state: 'skipped' }
  | { readonly state: 'end' }

type Scan =
  | {
      readonly state: 'row'
      readonly cells: readonly Uint8Array[]
      readonly end: number
      /** Ends where the stream does, without a line end. */
      readonly last: boolean
    }
  | { readonly state: 'bad'; readonly end: number }
  | { readonly state: 'long'; readonly end: number }

class RowReader {
  readonly #reader: ByteReader
  readonly #delimiter: number
  readonly #most: number
  /** What is being read, from the beginning of a row. */
  #held: Uint8Array = new Uint8Array(0)
  #at = 0
  #offset = 0
  #ended = false
  #reread = 0

  constructor(reader: ByteReader, delimiter: number, most: number) {
    this.#reader = reader
    this.#delimiter = delimiter
    this.#most = most
  }

  /** Gets more bytes behind what is held; a whole row at a time would cost quadratic copying, so what is held doubles. */
  async #more(): Promise<boolean> {
    if (this.#ended) return false
    const left = this.#held.subarray(this.#at)
    this.#offset += this.#at
    this.#at = 0
    const parts = [left]
    let size = 0
    while (size < Math.max(65536, left.length)) {
      const chunk = await this.#reader.chunk()
      if (!chunk) {
        this.#ended = true
        break
      }
      parts.push(chunk)
      size += chunk.length
    }
    this.#held = concat(parts)
    return size > 0
  }

  /**
   * The next row that is not blank. `width` is given after a row failed: then lines are passed over until one makes a
   * row of so many cells.
   */
  async next(width: number | null = null): Promise<Next> {
    for (;;) {
      const scan = await this.#scan()
      if (scan === null) return { state: 'end' }
      const at = this.#offset + this.#at
      if (scan.state !== 'row') {
        if (scan.state === 'bad') this.#reread += scan.end
        await this.#passLine()
        if (this.#reread > MOST_REREAD) {
          this.#ended = true
          this.#at = this.#held.length
        }
        if (width !== null) return { state: 'skipped' }
        return scan.state === 'bad' ? { state: 'bad', at } : { state: 'long' }
      }
      this.#at += scan.end
      if (scan.cells.length === 1 && scan.cells[0]!.length === 0) continue
      if (width !== null && scan.cells.length !== width) return { state: 'skipped' }
      return { state: 'row', row: { cells: scan.cells, last: scan.last } }
    }
  }

  async #passLine() {
    for (;;) {
      const at = this.#held.indexOf(LF, this.#at)
      if (at >= 0) {
        this.#at = at + 1
        return
      }
      this.#at = this.#held.length
      if (!(await this.#more())) return
    }
  }

  /** Reads one row from `#at` on and leaves `#at` there; `end` counts from it. Null at the end of the table. */
  async #scan(): Promise<Scan | null> {
    for (;;) {
      if (this.#at < this.#held.length) {
        const scan = this.#row()
        if (scan) return scan
      } else if (this.#ended) return null
      // A row that goes beyond what is held is read again from its beginning; what is held doubles, so that stays linear.
      await this.#more()
    }
  }

  /** Null where what is held ends and more may come. */
  #row(): Scan | null {
    const size = this.#held.length - this.#at
    const cells: Uint8Array[] = []
    let i = 0
    for (;;) {
      const from = i
      if (i < size && this.#byte(i) === QUOTE) {
        // A quoted field: to the mark that is not doubled.
        let doubled = false
        i++
        for (;;) {
          const found = this.#held.indexOf(QUOTE, this.#at + i)
          if (found < 0) {
            if (size > this.#most) return { state: 'long', end: size }
            return this.#ended ? { state: 'bad', end: size } : null
          }
          i = found - this.#at + 1
          if (i >= size && !this.#ended) return null
          if (i >= size || this.#byte(i) !== QUOTE) break
          doubled = true
          i++
        }
        const cell = this.#cell(from + 1, i - 1)
        cells.push(doubled ? undouble(cell) : cell)
        while (i < size && this.#byte(i) === 32) i++
      } else {
        while (i < size && !this.#ends(this.#byte(i))) i++
        cells.push(this.#cell(from, i))
      }
      if (i > this.#most) return { state: 'long', end: i }
      if (i >= size) return this.#ended ? { state: 'row', cells, end: size, last: true } : null
      const byte = this.#byte(i)
      if (byte === this.#delimiter) {
        i++
      } else if (byte === CR || byte === LF) {
        if (byte === CR && i + 1 >= size && !this.#ended) return null
        const two = byte === CR && i + 1 < size && this.#byte(i + 1) === LF
        return { state: 'row', cells, end: i + (two ? 2 : 1), last: false }
      } else {
        return { state: 'bad', end: i }
      }
    }
  }

  #byte(i: number): number {
    return this.#held[this.#at + i]!
  }

  #ends(byte: number): boolean {
    return byte === this.#delimiter || byte === LF || byte === CR
  }

  #cell(from: number, to: number): Uint8Array {
    return this.#held.subarray(this.#at + from, this.#at + to)
  }
}

/** Doubled marks become one. */
function undouble(cell: Uint8Array): Uint8Array {
  const out = new Uint8Array(cell.length)
  let size = 0
  for (let i = 0; i < cell.length; i++) {
    out[size++] = cell[i]!
    if (cell[i] === QUOTE && cell[i + 1] === QUOTE) i++
  }
  return out.subarray(0, size)
}
