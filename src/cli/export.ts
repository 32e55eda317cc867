import { join } from 'node:path'
import type { ExportFile } from '../exchange/index.ts'
import type { Filter, Hit, Page, RecordStore } from '../store/index.ts'
import { AscribeError, type RuledReading } from '../vocabulary/index.ts'
import { type FilterOptions, filterOf } from './find.ts'
import { counted } from './printing.ts'
import { cannotWrite, complaint } from './reading.ts'
import { withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface ExportOptions extends FilterOptions {
  readonly format: 'jsonl' | 'csv' | 'parquet' | 'jsonld' | 'brat' | 'conll' | 'html' | 'gold'
  readonly out?: string
  readonly bom?: true
  readonly quiet?: true
}

/** Articles looked up at once; their readings are held one at a time. */
const PAGE = 100

/** `ascribe export`: articles with their present readings, as ruled. */
export const exportRecord = (
  ids: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as ExportOptions
  if (options.format === 'brat' && options.out === undefined) {
    world.say(complaint('brat', needsFolder()))
    return Promise.resolve(EXIT.usage)
  }
  return withRecord(options, world, async store => {
    const tally = { articles: 0, statements: 0 }
    const readings = tallied(readingsOf(store, ids, options), tally)
    const { format, out } = options
    if (format === 'brat') {
      await writeFiles((await import('../exchange/index.ts')).writeBrat(readings), out!, world)
    } else if (format === 'html' && out !== undefined && /[\\/]$/.test(out)) {
      const { htmlOf } = await import('../exchange/index.ts')
      const pages = async function* (): AsyncGenerator<ExportFile> {
        for await (const reading of readings) yield { path: `${reading.kept.id}.html`, text: htmlOf(reading) }
      }
      await writeFiles(pages(), out, world)
    } else await write(await writerOf(format, readings, options.bom === true), out, world)
    if (!options.quiet) {
      world.say(`ascribe: ${counted(tally.articles, 'article')} with ${counted(tally.statements, 'statement')} written`)
    }
    return EXIT.allRead
  })
}

type Pieces = () => AsyncIterable<string | Uint8Array>

async function writerOf(
  format: Exclude<ExportOptions['format'], 'brat'>,
  readings: AsyncIterable<RuledReading>,
  bom: boolean,
): Promise<Pieces> {
  const exchange = await import('../exchange/index.ts')
  switch (format) {
    case 'jsonl':
      return () => exchange.writeJsonl(readings)
    case 'csv':
      return () => exchange.writeCsv(readings, { bom })
    case 'parquet':
      return () => exchange.writeParquet(readings)
    case 'jsonld':
      return () => exchange.writeJsonld(readings)
    case 'conll':
      return () => exchange.writeConll(readings)
    case 'html':
      return () => exchange.writeHtml(readings)
    case 'gold':
      return () => exchange.writeGold(readings)
  }
  format satisfies never
}

const needsFolder = (): AscribeError =>
  new AscribeError('needs-folder', 'brat wants two files an article', 'name a folder for them with --out')

async function write(pieces: Pieces, out: string | undefined, world: World): Promise<void> {
  const sink = await naming(out, () => world.sink(out ?? null))
  try {
    for await (const piece of pieces()) if (!(await naming(out, () => sink.write(piece)))) break
  } catch (error) {
    await sink.drop().catch(() => {}) // the first failure is the one to tell
    throw error
  }
  await naming(out, () => sink.close())
}

/** Does a step of writing; its failure names where it was to be written. */
async function naming<T>(out: string | undefined, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw cannotWrite(error, out ?? 'standard output')
  }
}

/** Files of a folder, each whole under its name or not there. Their names are ids, never words from outside. */
async function writeFiles(files: AsyncIterable<ExportFile>, folder: string, world: World): Promise<void> {
  await naming(folder, () => world.folder(folder))
  for await (const { path, text } of files) {
    await write(
      async function* () {
        yield text
      },
      join(folder, path),
      world,
    )
  }
}

async function* readingsOf(
  store: RecordStore,
  ids: readonly string[],
  options: ExportOptions,
): AsyncGenerator<RuledReading> {
  for (const id of ids) {
    const reading = await store.reading(id)
    if (reading === null) {
      throw new AscribeError('no-such-article', `the record has no article ${oneLine(id)}`, 'ascribe find shows ids')
    }
    yield reading
  }
  if (ids.length > 0) return
  const filter = filterOf(options)
  const wanted = TABLES.has(options.format) && Object.keys(filter).length > 0 ? await wantedOf(store, filter) : null
  let after: string | null = null
  for (;;) {
    const page = await store.articles({ after, limit: PAGE, filter })
    for (const { id } of page) {
      const reading = await store.reading(id)
      if (reading === null) continue // forgotten since the list was made
      yield wanted === null
        ? reading
        : { ...reading, statements: reading.statements.filter(statement => wanted.has(statement.id)) }
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}

/** Of these, a row is a statement: filters choose rows. Other formats hold whole articles. */
const TABLES: ReadonlySet<ExportOptions['format']> = new Set(['csv', 'parquet'])

/** Ids of all statements that a filter lets through. */
async function wantedOf(store: RecordStore, filter: Filter): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  let after: string | null = null
  do {
    const page: Page<Hit> = await store.find({ ...filter, words: null, order: 'oldest', limit: 1000, after })
    for (const { statement } of page.items) ids.add(statement)
    after = page.next
  } while (after !== null)
  return ids
}

async function* tallied(
  readings: AsyncIterable<RuledReading>,
  tally: { articles: number; statements: number },
): AsyncGenerator<RuledReading> {
  for await (const reading of readings) {
    tally.articles++
    tally.statements += reading.statements.length
    yield reading
  }
}
