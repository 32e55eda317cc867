import { stringify } from 'csv-stringify/sync'
import type { Readings } from './jsonl.ts'
import { type Cell, COLUMNS, rowsOf } from './rows.ts'

export interface CsvOptions {
  /** A byte order mark at the start, by which Excel knows UTF-8. */
  readonly bom?: boolean
}

/**
 * A table with one row a statement (RFC 4180: CRLF, marks doubled), a header first. Lists are joined: names of `via`
 * by " > ", others by "; ".
 *
 * Cells are words of strangers, and spreadsheets run cells that look like formulas: one that begins with = + - @ (or
 * their full-width forms), a blank, a tab or a line end gets an apostrophe in front; one with a semicolon or a tab is
 * quoted, for some spreadsheets part cells there.
 */
export async function* writeCsv(readings: Readings, { bom = false }: CsvOptions = {}): AsyncGenerator<string> {
  yield `${bom ? '\uFEFF' : ''}${COLUMNS.map(column => column.name).join()}\r\n`
  for await (const reading of readings) {
    const rows = rowsOf(reading)
    if (rows.length > 0) yield lines(rows)
  }
}

const lines = (rows: readonly Cell[][]): string =>
  stringify(
    rows.map(row => row.map((cell, i) => flat(cell, COLUMNS[i]!.name))),
    {
      escape_formulas: true,
      record_delimiter: '\r\n',
      quoted_match: /[;\t]/,
      cast: { boolean: String, string: value => (/^\s/.test(value) ? `'${value}` : value) },
    },
  )

const flat = (cell: Cell, name: string): string | number | boolean | null =>
  Array.isArray(cell) ? cell.join(name === 'via' ? ' > ' : '; ') : (cell as string | number | boolean | null)
