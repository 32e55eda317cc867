import { availableParallelism } from 'node:os'
import type { Fetcher } from '../fetching/index.ts'
import {
  pageSource,
  type Reader,
  type Report,
  readersInWorkers,
  readHere,
  type Source,
  takeIn,
} from '../intake/index.ts'
import { WORKER } from '../node.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import { type ComparingOptions, compareAfter } from './comparing.ts'
import { counted, json } from './printing.ts'
import { asFailure, atHand, complaint, MODEL_BYTES, withoutModel } from './reading.ts'
import { type RecordOptions, shownAddress, whereOf, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import { type Bar, type Sink, samePlace, type World } from './world.ts'

/** The options with which a command reads; as the command table makes them. */
export interface ReaderOptions {
  readonly jobs?: number
  readonly model?: string
  /** Seconds for one article; 0 for no limit. */
  readonly timeLimit: number
}

interface AddOptions extends RecordOptions, ReaderOptions, ComparingOptions {
  readonly follow?: true
  readonly column?: string
  readonly allowPrivate?: true
  readonly json?: true
  readonly quiet?: true
}

const isUrl = (operand: string): boolean => /^https?:\/\//i.test(operand)

/** Longest text read, as `ascribe read` has it. */
const MAX_LENGTH = 2_000_000

/**
 * Opens a reader of the kind that is asked for; with the id of its model. `apart`: even a single reader has a thread of
 * its own, so that this one can answer meanwhile.
 */
export async function openReader(
  options: ReaderOptions,
  world: World,
  { apart }: { readonly apart: boolean } = { apart: false },
): Promise<{ reader: Reader; model: string }> {
  const limits = {
    maxLength: MAX_LENGTH,
    timeLimit: options.timeLimit === 0 ? Number.POSITIVE_INFINITY : 1000 * options.timeLimit,
  }
  const { loadModel } = await import('../engine/index.ts')
  // Loaded here in any case: a model that can't be read is told before the first article.
  const model = await (options.model === undefined
    ? world.readDefaultModel()
    : world.read(options.model, MODEL_BYTES).then(loadModel)
  ).catch(error => {
    throw options.model === undefined ? withoutModel(error) : error
  })
  const workers = options.jobs ?? Math.max(availableParallelism() - 1, 1)
  const reader =
    workers > 1 || apart
      ? await readersInWorkers({ workers, file: WORKER, model: options.model ?? null, limits })
      : readHere(model, limits, world.now)
  return { reader, model: model.id }
}

/** `ascribe add`: takes files, folders and addresses into a record; says of each piece what became of it. */
export async function add(
  operands: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> {
  const options = given as unknown as AddOptions
  return withRecord(
    options,
    world,
    async store => {
      const { reader } = await openReader(options, world)
      const sink = await world.sink(null)
      let fetcher: Fetcher | null = null
      try {
        if (options.follow || operands.some(isUrl)) {
          const { openFetcher, systemOutside } = await import('../fetching/index.ts')
          fetcher = openFetcher({ allowPrivate: options.allowPrivate === true }, systemOutside)
        }
        if (world.terminal.in && operands.includes('-') && !options.quiet) {
          world.say('ascribe: reading from the keyboard; end with Ctrl-D on a line of its own')
        }
        return await addAll(operands, options, world, { store, reader, fetcher, sink })
      } finally {
        await fetcher?.close()
        await reader.close()
        await sink.close()
      }
    },
    { make: true },
  )
}

interface Hands {
  readonly store: RecordStore
  readonly reader: Reader
  readonly fetcher: Fetcher | null
  readonly sink: Sink
}

async function addAll(operands: readonly string[], options: AddOptions, world: World, hands: Hands): Promise<number> {
  const { store, reader, fetcher, sink } = hands
  const interrupt = world.onInterrupt()
  let unread = 0
  const total = options.quiet || !world.terminal.err ? null : await totalOf(operands, options, world)
  const bar = total === null ? null : await world.bar(total)
  const done = total === null || total === 0 ? byPiece(bar) : bySource(bar)
  const sources = async function* (): AsyncGenerator<Source> {
    for (const operand of operands) {
      try {
        if (isUrl(operand) && fetcher !== null) {
          if (shownAddress(operand) !== operand) throw withCredentials()
          yield pageSource(operand, fetcher, store, { signal: interrupt.signal })
        } else
          for await (const source of filesOf(operand, whereOf(options, world), world)) {
            yield source
            done.passed(source.name)
          }
      } catch (error) {
        unread++
        world.say(complaint(shownAddress(operand), error))
      }
    }
  }
  // A bar that stands on the same screen gives up its line, and is drawn again below.
  const clear = bar !== null && world.terminal.out ? '\r\u001b[K' : ''
  // Lines appear in the order in which things reach the disk.
  let printing: Promise<unknown> = Promise.resolve()
  const print = (line: string) => {
    printing = printing.then(() => sink.write(`${clear}${line}\n`))
  }
  const started = world.now()
  const renewed: { readonly article: string; readonly from: string }[] = []
  try {
    const tally = await takeIn(
      sources(),
      { store, reader, fetcher, now: world.now, sleep: world.sleep },
      {
        worker: world.workerName(),
        follow: options.follow === true,
        ...(options.column === undefined ? {} : { column: options.column }),
        signal: interrupt.signal,
      },
      report => {
        if (report.outcome !== 'note') done.told(report.source)
        if (report.outcome === 'new-version') renewed.push(report)
        if (options.json) print(json(withNextAtHand(report)))
        else {
          const line = lineOf(report)
          if (report.outcome === 'failed') world.say(line)
          else if (report.outcome === 'note') {
            if (!options.quiet) world.say(line)
          } else if (!options.quiet || report.outcome === 'added' || report.outcome === 'new-version') print(line)
        }
      },
    )
    bar?.stop()
    await printing
    if (!options.quiet) await sayOrphaned(renewed, store, world)
    await compareAfter(store, options, world, interrupt.signal)
    const kept = tally.added + tally['new-version'] + tally.known + tally.unchanged
    const failed = tally.failed + unread
    if (!options.quiet) {
      const seconds = (world.now() - started) / 1000
      world.say(`ascribe: ${sumOf(tally, unread)} in ${seconds.toFixed(seconds < 10 ? 1 : 0)} s`)
    }
    if (interrupt.signal.aborted) {
      world.say('ascribe: interrupted; what was added is kept, and the same command goes on from here')
      return EXIT.interrupted
    }
    if (failed === 0) return EXIT.allRead
    return kept === 0 ? EXIT.nothingRead : EXIT.someFailed
  } finally {
    bar?.stop()
    interrupt.release()
  }
}

/** Which things a bar counts. */
interface Done {
  /** Something of this source is on disk, or failed. */
  told(source: string): void
  /** All of this source is accepted into the record. */
  passed(source: string): void
}

const byPiece = (bar: Bar | null): Done => ({ told: () => bar?.step(), passed: () => {} })

/** Files: one is done when all of it has been accepted, and the first of it read. */
function bySource(bar: Bar | null): Done {
  const half = new Set<string>()
  const whole = new Set<string>()
  const passed = new Set<string>()
  const see = (source: string) => {
    if (!half.has(source) || !passed.has(source) || whole.has(source)) return
    whole.add(source)
    bar?.step()
  }
  return {
    told: source => {
      half.add(source)
      see(source)
    },
    passed: source => {
      passed.add(source)
      see(source)
    },
  }
}

/** How many files there are; 0 where that can't be told, or would tell nothing: what an archive holds nobody knows. */
async function totalOf(operands: readonly string[], options: AddOptions, world: World): Promise<number> {
  const names = new Set<string>()
  for (const operand of operands) {
    if (operand === '-' || isUrl(operand)) return 0
    try {
      for await (const { name } of filesOf(operand, whereOf(options, world), world)) names.add(name)
    } catch {} // told when its turn comes
  }
  return names.size < 2 ? 0 : names.size
}

/** Rulings on earlier versions whose words the newer ones lack. */
async function sayOrphaned(
  renewed: readonly { readonly article: string; readonly from: string }[],
  store: RecordStore,
  world: World,
): Promise<void> {
  for (const { article, from } of renewed) {
    const lost = (await store.reading(article))?.orphaned.length ?? 0
    if (lost === 0) continue
    world.say(
      `ascribe: ${oneLine(from)}: ${counted(lost, 'ruling')} of the earlier version lost ${lost === 1 ? 'its' : 'their'} place: ascribe rulings ${article} --state orphaned`,
    )
  }
}

const withNextAtHand = (report: Report): Report =>
  report.outcome === 'failed'
    ? { ...report, failure: { ...report.failure, next: atHand(report.failure.next) } }
    : report

/** The files of an operand, but not the record itself when it lies among them. Throws when there is none. */
async function* filesOf(operand: string, record: string, world: World): AsyncGenerator<Source> {
  let found = false
  for await (const { name, open } of world.files(operand)) {
    if (RECORD_FILES.some(ending => samePlace(name, record + ending))) continue
    found = true
    const opened = async () => {
      try {
        return { bytes: await open() }
      } catch (error) {
        throw asFailure(error)
      }
    }
    yield { name, open: opened }
  }
  if (!found) {
    throw new AscribeError(
      'no-files',
      'the folder holds no file to read',
      'name files themselves: hidden ones, the record and links to folders are left out',
    )
  }
}

/** A record in SQLite and what stands beside it. */
const RECORD_FILES = ['', '-wal', '-shm', '-journal']

const withCredentials = () =>
  new AscribeError(
    'credentials-in-url',
    'the address carries a user name or password',
    'give the address without them; save pages that need a login to a file',
  )

/** What became of one piece, on a line. Names come from outside: they are made visible. */
function lineOf(report: Report): string {
  const from = oneLine(report.from)
  switch (report.outcome) {
    case 'added':
    case 'new-version': {
      const what = report.outcome === 'added' ? 'added' : 'new version'
      return `${what.padEnd(11)}  ${report.article}  ${counted(report.statements, 'statement').padEnd(14)}  ${from}`
    }
    case 'known':
      return `${'known'.padEnd(11)}  ${report.article}  ${''.padEnd(14)}  ${from}`
    case 'unchanged':
      return `${'unchanged'.padEnd(11)}  ${''.padEnd(16)}  ${''.padEnd(14)}  ${from}`
    case 'note':
      return `ascribe: ${from}: note: ${oneLine(report.note.message)} (${report.note.code})`
    case 'failed':
      return `ascribe: ${from}: ${oneLine(report.failure.message)} (${report.failure.code}) — ${oneLine(atHand(report.failure.next))}`
  }
  report satisfies never
}

function sumOf(tally: Awaited<ReturnType<typeof takeIn>>, unread: number): string {
  const parts = [
    counted(tally.added, 'article') +
      (tally.added > 0 ? ` added with ${counted(tally.statements, 'statement')}` : ' added'),
    tally['new-version'] > 0 && counted(tally['new-version'], 'new version'),
    tally.known > 0 && `${tally.known} known`,
    tally.unchanged > 0 && `${tally.unchanged} unchanged`,
    tally.failed + unread > 0 && `${tally.failed + unread} failed`,
  ]
  return parts.filter(Boolean).join(', ')
}
