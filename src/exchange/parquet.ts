import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Readings } from './jsonl.ts'
import { type Cell, COLUMNS, type ColumnType, rowsOf } from './rows.ts'

/** A row group is written when it has so many rows, or its strings so many units: this is what bounds memory. */
const ROWS = 10_000
const UNITS = 16_000_000

/** The columns that always have a value; of flags, shares and lists all do. */
const NEVER_NULL: ReadonlySet<string> = new Set([
  ...['statement', 'article', 'work', 'version', 'kind', 'stance', 'content', 'block', 'from', 'to', 'unit'],
  ...['text_hash', 'added_at', 'read_at', 'engine', 'model'],
])

const LEAF: Readonly<Record<Exclude<ColumnType, 'list'>, Partial<SchemaElement>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  whole: { type: 'INT32' },
  share: { type: 'DOUBLE' },
  flag: { type: 'BOOLEAN' },
  day: { type: 'INT32', converted_type: 'DATE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
}

const SCHEMA: SchemaElement[] = [
  { name: 'statements', num_children: COLUMNS.length },
  ...COLUMNS.flatMap(({ name, type }): SchemaElement[] => {
    if (type === 'list') {
      return [
        { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'REQUIRED', ...LEAF.string },
      ]
    }
    const needed = NEVER_NULL.has(name) || type === 'flag' || type === 'share'
    return [{ name, repetition_type: needed ? 'REQUIRED' : 'OPTIONAL', ...LEAF[type] }]
  }),
]

/** The table of `writeCsv` with types: days are dates, instants UTC timestamps, lists lists of strings. */
export async function* writeParquet(readings: Readings): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter()
  const writer = new ParquetWriter({
    writer: bytes,
    schema: SCHEMA,
    createdBy: 'ascribe',
    kvMetadata: [{ key: 'unit', value: 'utf-16' }],
  })
  const written = (): Uint8Array => {
    const part = new Uint8Array(bytes.getBuffer())
    bytes.index = 0
    return part
  }
  let columns: Cell[][] = COLUMNS.map(() => [])
  let units = 0
  const group = (): Uint8Array => {
    writer.write({
      columnData: COLUMNS.map(({ name, type }, i) => ({ name, data: columns[i]!.map(cell => typed(cell, type)) })),
      rowGroupSize: ROWS,
    })
    columns = COLUMNS.map(() => [])
    units = 0
    return written()
  }
  for await (const reading of readings) {
    for (const row of rowsOf(reading)) {
      for (let i = 0; i < row.length; i++) {
        const cell = row[i]!
        columns[i]!.push(cell)
        if (typeof cell === 'string') units += cell.length
      }
      if (columns[0]!.length >= ROWS || units >= UNITS) yield group()
    }
  }
  if (columns[0]!.length > 0) yield group()
  writer.finish()
  yield written()
}

/** A day or instant that is none of the calendar (a hand-made file may hold one) comes out as null. */
function typed(cell: Cell, type: ColumnType): unknown {
  if (cell === null || (type !== 'day' && type !== 'instant')) return cell
  const time = Date.parse(type === 'day' ? `${cell as string}T00:00:00Z` : (cell as string))
  return Number.isNaN(time) ? null : new Date(time)
}
