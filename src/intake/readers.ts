import type { Model } from '../engine/index.ts'
import type { Article, AttributionRecord, Piece } from '../vocabulary/index.ts'
import { type Limits, type Outcome, readPiece, rereadArticle } from './piece.ts'
import type { Task, WorkerStart } from './worker.ts'

/** Somebody who reads pieces: this thread, or several others. */
export interface Reader {
  /** How many pieces are worth handing over at once. */
  readonly width: number
  /** Never rejects: a thread that died comes as a failure `reader-died`. */
  read(piece: Piece): Promise<Outcome>
  /** Reads an article of the record once more; rejects as little. */
  reread(article: Article): Promise<Outcome<AttributionRecord>>
  close(): Promise<void>
}

/** Lets what waits for this thread have its turn: signals and timers. Reading itself never pauses. */
const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** Reads in this thread, one piece after another. */
export const readHere = (model: Model, limits: Limits, now: () => number): Reader => ({
  width: 1,
  read: async piece => {
    await turn()
    return readPiece(piece, model, limits, now)
  },
  reread: async article => {
    await turn()
    return rereadArticle(article, model, limits, now)
  },
  close: async () => {},
})

/**
 * Reads in `workers` threads of their own. `file` is the built worker; `model` the path of a model file, or null for
 * the one that ships. A thread that dies is replaced; the piece it read fails with `reader-died` and may be tried again.
 */
export async function readersInWorkers(options: {
  readonly workers: number
  readonly file: URL
  readonly model: string | null
  readonly limits: Limits
}): Promise<Reader> {
  const { Piscina } = await import('piscina')
  const start: WorkerStart = { model: options.model, limits: options.limits }
  const pool = new Piscina({
    filename: options.file.href,
    minThreads: options.workers,
    maxThreads: options.workers,
    workerData: start,
  })
  // A thread's death is told to whoever waits for its piece.
  pool.on('error', () => {})
  const run = async (task: Task): Promise<unknown> => {
    try {
      return await pool.run(task)
    } catch (error) {
      return {
        failure: {
          code: 'reader-died',
          message: `the thread that read this piece ended: ${error instanceof Error ? error.message : String(error)}`,
          next: 'it is tried again; if it fails each time, read this input alone and report it',
        },
      }
    }
  }
  return {
    // A second piece waits for each thread, so that none stands idle while a reading is on its way back.
    width: options.workers * 2,
    read: ({ bytes, form, stated }) => run({ piece: { bytes, form, stated } }) as Promise<Outcome>,
    reread: article => run({ article }) as Promise<Outcome<AttributionRecord>>,
    close: () => pool.destroy(),
  }
}
