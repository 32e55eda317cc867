import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Reader, readersInWorkers, readHere, readPiece, type Source, takeIn } from '../src/intake/index.ts'
import { readDefaultModel, WORKER } from '../src/node.ts'
import { openRecord, type Piece } from '../src/store/index.ts'
import { readPolnearLines } from '../src/workshop/corpora.ts'
import { load, median, say, spent, threads } from './record-clock.ts'

const Limit = { storing: 0.25, workers: 1.5 } as const
const LIMITS = { maxLength: 2_000_000, timeLimit: Number.POSITIVE_INFINITY }
const now = () => performance.now()

/** Whole articles: PolNeAR's dev part where it can be had, else the examples. */
function articles(shared: string): { name: string; pieces: Piece[] } {
  const dev = join(shared, 'corpora/polnear/dev.jsonl.gz')
  const pieceOf = (text: string, from: string): Piece => ({ bytes: Buffer.from(text), form: 'text', stated: {}, from })
  if (existsSync(dev)) {
    const texts = new Set(readPolnearLines(dev).map(line => line.text))
    return { name: 'PolNeAR dev', pieces: [...texts].map((text, i) => pieceOf(text, `dev-${i}.txt`)) }
  }
  const names = readdirSync('examples').filter(name => name.endsWith('.txt'))
  return { name: 'examples', pieces: names.map(name => pieceOf(readFileSync(join('examples', name), 'utf8'), name)) }
}

/** One run over all pieces: seconds on the wall, of the processor, and of the thread that was busiest. */
interface Run {
  readonly wall: number
  readonly cpu: number
  readonly busiest: number
  readonly statements: number
}

async function measured(work: () => Promise<number>): Promise<Run> {
  const before = threads()
  const [wall, cpu] = [now(), spent()]
  const statements = await work()
  const took = { wall: (now() - wall) / 1000, cpu: (spent() - cpu) / 1000 }
  const busiest = [...threads()].map(([id, ms]) => (ms - (before.get(id) ?? 0)) / 1000)
  return { ...took, busiest: Math.max(0, ...busiest), statements }
}

/**
 * Articles a second into a fresh record, in one process and with two workers, beside reading alone. The three take turns,
 * so that a busy neighbour meets all of them.
 */
export async function intake(options: {
  readonly shared: string
  readonly rounds: number
  readonly record: string | null
}): Promise<void> {
  if (!existsSync(WORKER)) throw new Error('dist/worker.js is missing: run `npm run build` first')
  const { name, pieces } = articles(options.shared)
  const model = readDefaultModel()
  const here = readHere(model, LIMITS, now)
  const two = await readersInWorkers({ workers: 2, file: WORKER, model: null, limits: LIMITS })
  const folder = mkdtempSync(join(tmpdir(), 'ascribe-bench-'))

  const readOnly = async (): Promise<number> => {
    let statements = 0
    for (const piece of pieces) {
      const outcome = await readPiece(piece, model, LIMITS, now)
      if ('read' in outcome) statements += outcome.read.record.attributions.length
    }
    return statements
  }
  let made = 0
  /** Opening and closing are outside the clock: a record is opened once and takes many articles. */
  const into = async (reader: Reader): Promise<Run> => {
    const n = made++
    const where =
      options.record === null
        ? join(folder, `${n}.db`)
        : `${options.record}${options.record.includes('?') ? '&' : '?'}schema=bench_${process.pid}_${n}`
    const store = await openRecord(where, { now: () => new Date() })
    const sources = pieces.map((piece): Source => ({ name: piece.from, open: async () => ({ bytes: piece.bytes }) }))
    const rooms = {
      store,
      reader,
      fetcher: null,
      now,
      sleep: (ms: number) => new Promise<void>(r => setTimeout(r, ms)),
    }
    const run = await measured(async () => {
      const tally = await takeIn(sources, rooms, { worker: 'bench' }, () => {})
      if (tally.added !== pieces.length) throw new Error(`${tally.added} of ${pieces.length} articles were added`)
      return tally.statements
    })
    await store.close()
    if (options.record === null) for (const end of ['', '-wal', '-shm']) rmSync(where + end, { force: true })
    return run
  }

  const ways = {
    'reading alone': () => measured(readOnly),
    'one process': () => into(here),
    'two workers': () => into(two),
  } as const
  type Way = keyof typeof ways
  const runs: Record<Way, Run[]> = { 'reading alone': [], 'one process': [], 'two workers': [] }
  const order = Object.keys(ways) as Way[]
  // Each thread compiles its own code for its first hundreds of articles; over thousands that is nothing.
  for (const way of [...order, ...order, ...Array.from({ length: 6 }, () => 'two workers' as const)]) await ways[way]()
  for (let round = 0; round < options.rounds; round++)
    for (let k = 0; k < order.length; k++) {
      const way = order[(k + round) % order.length]!
      runs[way].push(await ways[way]())
    }
  await two.close()
  rmSync(folder, { recursive: true })

  const least = (way: Way, of: 'wall' | 'cpu' | 'busiest') => Math.min(...runs[way].map(run => run[of]))
  const n = pieces.length
  const statements = runs['one process'][0]!.statements
  console.log(
    `${name}: ${n} articles, ${statements} statements, into ${options.record === null ? 'SQLite' : 'PostgreSQL'}; best of ${options.rounds} rounds; ${load()}\n`,
  )
  console.log('| | articles/s, wall | ms of the processor an article | its busiest thread |\n|---|---:|---:|---:|')
  for (const way of order)
    console.log(
      `| ${way} | ${(n / least(way, 'wall')).toFixed(1)} | ${((1000 * least(way, 'cpu')) / n).toFixed(1)} | ${((1000 * least(way, 'busiest')) / n).toFixed(1)} |`,
    )
  const paired = (over: Way, under: Way, of: 'wall' | 'cpu') =>
    median(runs[over].map((run, i) => run[of] / runs[under][i]![of]))
  const storing = paired('one process', 'reading alone', 'cpu') - 1
  console.log()
  say(
    `Storing costs ${percent(storing)} of reading in processor time (median of rounds; on the wall ${percent(paired('one process', 'reading alone', 'wall') - 1)}); aim at most ${percent(Limit.storing)}.`,
    storing <= Limit.storing,
  )
  // What two cores of one's own would give: no faster than the busiest thread, nor than both cores at full work.
  const bound = Math.max(least('two workers', 'busiest'), least('two workers', 'cpu') / 2)
  const faster = paired('one process', 'two workers', 'wall')
  const free = least('one process', 'cpu') / bound
  say(
    `Two workers are ${faster.toFixed(2)} x as fast as one process on the wall; by processor time, on two free cores, at most ${free.toFixed(2)} x; aim ${Limit.workers} x.`,
    Math.max(faster, free) >= Limit.workers,
  )
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
