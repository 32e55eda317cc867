import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet'
import { afterAll, describe, expect, it } from 'vitest'
import { wellFormed } from '../../src/exchange/code-points.ts'
import { writeCsv, writeParquet } from '../../src/exchange/index.ts'
import { COLUMNS, rowsOf } from '../../src/exchange/rows.ts'
import type { RuledReading } from '../../src/vocabulary/index.ts'
import { collect, dam, id, readings } from './readings.ts'

const names = COLUMNS.map(column => column.name)

/** The reading with other words for its speakers and title. */
const renamed = (name: string): RuledReading => {
  const reading = dam()
  return { ...reading, speakers: reading.speakers.map(speaker => ({ ...speaker, name })) }
}

const csvOf = (list: readonly RuledReading[], options = {}) => collect(writeCsv(list, options))
const cells = (csv: string) => parse(csv, { columns: true, bom: true }) as Record<string, string>[]

describe('csv', () => {
  it('has one row a statement, with who, what, through whom and how sure', async () => {
    const rows = cells(await csvOf([dam()]))
    expect(rows.map(row => row.statement)).toEqual(dam().statements.map(s => s.id))
    expect(Object.keys(rows[0]!)).toEqual(names)
    expect(rows[1]).toMatchObject({
      article: id('a', 1),
      outlet: 'Tarrow Gazette',
      published: '2026-05-04',
      published_at: '',
      speaker: 'Orla Venn',
      kind: 'direct',
      content: '“the dam will hold”',
      cue: 'saying',
      via: 'Tarrow Gazette',
      parent: id('s', 1000),
      confidence: '0.9',
      unit: 'utf-16',
    })
    expect(rows[2]).toMatchObject({
      content: '“We checked it 𝒕𝒘𝒊𝒄𝒆, … and it is sound.”',
      addressee: 'Radio Norvale',
      when: 'on Sunday',
      said_from: '2026-05-03',
      negated: 'false',
    })
    expect(rows[3]).toMatchObject({ stance: 'denies', on_behalf_of: 'Norvale Water' })
    expect(rows[4]).toMatchObject({ negated: 'true' })
    const { text } = dam().kept.article
    const [first, second] = rows[2]!.content_spans!.split('; ').map(place => place.split('-').map(Number))
    expect(text.slice(...first!)).toBe('“We checked it 𝒕𝒘𝒊𝒄𝒆,')
    expect([rows[2]!.from, rows[2]!.to]).toEqual([String(first![0]), String(second![1])])
  })

  it('gives back every cell, whatever its characters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(readings, { maxLength: 3 }), async list => {
        const rows = parse(await csvOf(list)) as string[][]
        const expected = list.flatMap(rowsOf).map(row =>
          row.map((cell, i) => {
            const flat = wellFormed(
              Array.isArray(cell) ? cell.join(names[i] === 'via' ? ' > ' : '; ') : String(cell ?? ''),
            )
            return /^[\s=+@＝＋－＠-]/.test(flat) && typeof cell !== 'number' ? `'${flat}` : flat
          }),
        )
        expect(rows).toEqual([names, ...expected])
      }),
    )
  })

  it('lets no cell begin as a formula', async () => {
    const starts = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      ' =1',
      '＝1',
      '＋1',
      '－1',
      '＠a',
      '\uFEFF=1',
    ]
    for (const start of starts) {
      const csv = await csvOf([renamed(`${start}|cmd' /C calc'!A0`)])
      for (const row of cells(csv)) expect(row.speaker).toBe(`'${start}|cmd' /C calc'!A0`)
    }
  })

  it('quotes what some spreadsheets would part', async () => {
    expect(await csvOf([renamed('a;=1+1')])).toContain(',"a;=1+1",')
    expect(await csvOf([renamed('a\t=1+1')])).toContain(',"a\t=1+1",')
  })

  it('ends every line with CRLF, and begins with a mark for Excel when asked', async () => {
    const csv = await csvOf([dam(), dam()], { bom: true })
    expect(csv.startsWith('\uFEFFstatement,')).toBe(true)
    expect(csv.split('\r\n')).toHaveLength(2 + 2 * dam().statements.length)
    expect(await csvOf([])).toBe(`${names.join()}\r\n`)
  })
})

const files: string[] = []
afterAll(() => {
  for (const file of files) rmSync(file, { force: true })
})

async function parquetOf(list: AsyncIterable<RuledReading> | Iterable<RuledReading>) {
  const parts: Uint8Array[] = []
  for await (const part of writeParquet(list)) parts.push(part)
  const bytes = new Uint8Array(Buffer.concat(parts))
  return { bytes, parts: parts.length, file: bytes.buffer }
}

async function duck(bytes: Uint8Array, query: string) {
  const file = join(tmpdir(), `ascribe-${process.pid}-${files.length}.parquet`)
  files.push(file)
  writeFileSync(file, bytes)
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = (await connection.runAndReadAll(query.replace('TABLE', `'${file}'`))).getRowObjectsJson()
  connection.closeSync()
  return rows
}

describe('parquet', () => {
  it('gives back every value to hyparquet', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(readings, { maxLength: 3 }), async list => {
        const { file } = await parquetOf(list)
        const rows = await parquetReadObjects({ file })
        const expected = list.flatMap(rowsOf).map(row =>
          Object.fromEntries(
            row.map((cell, i) => {
              const { name, type } = COLUMNS[i]!
              if (cell === null) return [name, undefined]
              if (type === 'day' || type === 'instant') return [name, new Date(cell as string)]
              return [name, typeof cell === 'string' ? wellFormed(cell) : cell]
            }),
          ),
        )
        expect(rows.map(row => Object.fromEntries(names.map(n => [n, row[n] ?? undefined])))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('is read by DuckDB with the right types', async () => {
    const { bytes } = await parquetOf([dam()])
    const types = await duck(bytes, 'describe select * from TABLE')
    expect(Object.fromEntries(types.map(t => [t.column_name, t.column_type]))).toMatchObject({
      statement: 'VARCHAR',
      version: 'INTEGER',
      published: 'DATE',
      published_at: 'TIMESTAMP',
      via: 'VARCHAR[]',
      negated: 'BOOLEAN',
      confidence: 'DOUBLE',
      said_from: 'DATE',
      content_spans: 'VARCHAR[]',
    })
    expect(types).toHaveLength(names.length)
    const said = await duck(
      bytes,
      `select content, via, said_from, published, "parent", negated, speaker from TABLE where kind = 'direct' order by "from"`,
    )
    expect(said).toEqual([
      {
        content: '“the dam will hold”',
        via: ['Tarrow Gazette'],
        said_from: null,
        published: '2026-05-04',
        parent: id('s', 1000),
        negated: false,
        speaker: 'Orla Venn',
      },
      {
        content: '“We checked it 𝒕𝒘𝒊𝒄𝒆, … and it is sound.”',
        via: ['Radio Norvale'],
        said_from: '2026-05-03',
        published: '2026-05-04',
        parent: null,
        negated: false,
        speaker: 'Orla Venn',
      },
    ])
  })

  it('holds one group of rows at a time', async () => {
    const many = dam()
    const each = many.statements.length
    const times = Math.ceil(25_000 / each)
    function* stream() {
      for (let i = 0; i < times; i++) yield many
    }
    const { bytes, file, parts } = await parquetOf(stream())
    const meta = parquetMetadata(file)
    expect(meta.row_groups.map(g => Number(g.num_rows))).toEqual([10_000, 10_000, times * each - 20_000])
    expect(parts).toBe(4)
    expect(await duck(bytes, 'select count(*)::int as n, count(distinct statement)::int as d from TABLE')).toEqual([
      { n: times * each, d: each },
    ])
  })

  it('is a table without rows where nothing was said', async () => {
    const { bytes, file } = await parquetOf([])
    expect(parquetSchema(parquetMetadata(file)).children).toHaveLength(names.length)
    expect(await duck(bytes, 'select count(*)::int as n from TABLE')).toEqual([{ n: 0 }])
  })
})
