import { join } from 'node:path'
import type { ExportFile } from '../exchange/index.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError, type RuledReading } from '../vocabulary/index.ts'
import { type FilterOptions, filterOf } from './find.ts'
import { withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface ExportOptions extends FilterOptions {
  readonly format: 'jsonl' | 'csv' | 'parquet' | 'jsonld' | 'brat' | 'conll' | 'html' | 'gold'
  readonly out?: string
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
  return withRecord(options, world, async store => {
    const tally = { articles: 0, statements: 0 }
    const readings = counted(readingsOf(store, ids, options), tally)
    switch (options.format) {
      case 'brat': {
        if (options.out === undefined) throw needsFolder('brat')
        await writeFiles((await import('../exchange/index.ts')).writeBrat(readings), options.out, world)
        break
      }
      case 'html': {
        const { htmlOf } = await import('../exchange/index.ts')
        if (ids.length !== 1) {
          if (options.out === undefined) throw needsFolder('html for several articles')
          const pages = async function* (): AsyncGenerator<ExportFile> {
            for await (const reading of readings) yield { path: `${reading.kept.id}.html`, text: htmlOf(reading) }
          }
          await writeFiles(pages(), options.out, world)
          break
        }
        await write(
          async function* () {
            for await (const reading of readings) yield htmlOf(reading)
          },
          options.out,
          world,
        )
        break
      }
      default:
        await write(await writerOf(options.format, readings), options.out, world)
    }
    if (!options.quiet) {
      world.say(`ascribe: ${tally.articles} articles with ${tally.statements} statements written`)
    }
    return EXIT.allRead
  })
}

type Pieces = () => AsyncIterable<string | Uint8Array>

async function writerOf(
  format: Exclude<ExportOptions['format'], 'brat' | 'html'>,
  readings: AsyncIterable<RuledReading>,
): Promise<Pieces> {
  const exchange = await import('../exchange/index.ts')
  switch (format) {
    case 'jsonl':
      return () => exchange.writeJsonl(readings)
    case 'csv':
      return () => exchange.writeCsv(readings)
    case 'parquet':
      return () => exchange.writeParquet(readings)
    case 'jsonld':
      return () => exchange.writeJsonld(readings)
    case 'conll':
      return () => exchange.writeConll(readings)
    case 'gold':
      return () => exchange.writeGold(readings)
  }
  format satisfies never
}

const needsFolder = (what: string): AscribeError =>
  new AscribeError('needs-folder', `${what} is several files`, 'name a folder for them with --out')

async function write(pieces: Pieces, out: string | undefined, world: World): Promise<void> {
  const sink = await world.sink(out ?? null)
  try {
    for await (const piece of pieces()) if (!(await sink.write(piece))) break
  } catch (error) {
    await sink.drop().catch(() => {}) // the first failure is the one to tell
    throw error
  }
  await sink.close()
}

/** Files of a folder, each whole under its name or not there. Their names are ids, never words from outside. */
async function writeFiles(files: AsyncIterable<ExportFile>, folder: string, world: World): Promise<void> {
  await world.folder(folder)
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
      throw new AscribeError('no-such-id', `the record has no article ${oneLine(id)}`, 'ascribe find shows ids')
    }
    yield reading
  }
  if (ids.length > 0) return
  let after: string | null = null
  for (;;) {
    const page = await store.articles({ after, limit: PAGE, filter: filterOf(options) })
    for (const { id } of page) {
      const reading = await store.reading(id)
      // Forgotten since the list was made.
      if (reading !== null) yield reading
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}

async function* counted(
  readings: AsyncIterable<RuledReading>,
  tally: { articles: number; statements: number },
): AsyncGenerator<RuledReading> {
  for await (const reading of readings) {
    tally.articles++
    tally.statements += reading.statements.length
    yield reading
  }
}
