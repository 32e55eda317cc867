import { createReadStream } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Model } from '../engine/index.ts'
import { AscribeError } from '../vocabulary/index.ts'

/** Where a result is written, piece by piece. */
export interface Sink {
  /** False when nobody reads any more (`ascribe … | head`): then stop. */
  write(text: string): Promise<boolean>
  /** The result is whole: it comes to stand where it belongs. */
  close(): Promise<void>
  /** There is no result: what stood there before stays. */
  drop(): Promise<void>
}

/** True for two paths of one place, as far as their names tell. */
export const samePlace = (a: string, b: string): boolean => resolve(a) === resolve(b)

export interface Bar {
  step(): void
  stop(): void
}

/** All that the front desk needs of the world outside; tests pass fakes. */
export interface World {
  /** The bytes of a file, or of standard input for `-`. Throws `too-large` as soon as there are more than `limit`. */
  read(path: string, limit: number): Promise<Uint8Array>
  /** Standard output, or a file that comes to stand under its name when it is whole. */
  sink(path: string | null): Promise<Sink>
  /** A line for the person: standard error. */
  say(line: string): void
  /** A progress bar on standard error. */
  bar(total: number): Promise<Bar>
  /** The model that ships with the package. */
  readDefaultModel(): Promise<Model>
  /** Milliseconds that only grow. */
  now(): number
  readonly terminal: { readonly in: boolean; readonly out: boolean; readonly err: boolean }
  /** Of standard output's terminal; 80 where there is none. */
  readonly columns: number
  readonly env: Readonly<Record<string, string | undefined>>
}

async function read(path: string, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    size += bytes.length
    if (size > limit) {
      throw new AscribeError(
        'too-large',
        `the input has more than ${limit} bytes`,
        'raise the limit with --max-length, or split the input into articles',
      )
    }
    chunks.push(bytes)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

function standardOutput(): Sink {
  process.stdout.on('error', () => {}) // told to the write that failed, below
  return {
    write: text =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, error => {
          const code = (error as NodeJS.ErrnoException | null | undefined)?.code
          if (!error) resolve(true)
          else if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') resolve(false)
          else reject(error)
        })
      }),
    close: async () => {},
    drop: async () => {},
  }
}

/**
 * Writes to FILE.part and renames it at the end: FILE is never half a result, nor lost when the reading is cut off. A
 * link's goal is written, not the link; a device or a pipe takes the text as it comes.
 */
async function fileOutput(path: string): Promise<Sink> {
  const known = await stat(path).catch(() => null)
  const goal = known === null ? path : await realpath(path)
  const part = known === null || known.isFile() ? `${goal}.part` : goal
  const file = await open(part, 'w')
  return {
    write: async text => {
      await file.writeFile(text)
      return true
    },
    close: async () => {
      await file.close()
      if (part !== goal) await rename(part, goal)
    },
    drop: async () => {
      await file.close()
      if (part !== goal) await rm(part, { force: true })
    },
  }
}

/** The process's own world. */
export function processWorld(): World {
  const { env, stdin, stdout, stderr } = process
  const stated = Number(env.COLUMNS)
  stderr.on('error', () => {}) // nobody listens any more: the work and its exit code stay the same
  return {
    read,
    sink: async path => (path === null ? standardOutput() : fileOutput(path)),
    say: line => {
      // A progress bar may stand on the line: it is drawn again below.
      stderr.write(`${stderr.isTTY ? '\r\u001b[K' : ''}${line}\n`)
    },
    bar: async total => {
      const { default: progress } = await import('cli-progress')
      const bar = new progress.SingleBar({
        stream: stderr,
        format: 'reading {bar} {value} of {total}, {eta_formatted} to go',
        barsize: 30,
        barCompleteChar: '━',
        barIncompleteChar: '─',
        clearOnComplete: true,
        gracefulExit: false,
        // Nothing that must be undone: Ctrl-C ends the process at once.
        hideCursor: false,
        linewrap: true,
      })
      bar.start(total, 0)
      return { step: () => bar.increment(), stop: () => bar.stop() }
    },
    readDefaultModel: async () => (await import('../node.ts')).readDefaultModel(),
    now: () => performance.now(),
    terminal: { in: stdin.isTTY === true, out: stdout.isTTY === true, err: stderr.isTTY === true },
    columns: stdout.columns ?? (Number.isInteger(stated) && stated > 0 ? stated : 80),
    env,
  }
}
