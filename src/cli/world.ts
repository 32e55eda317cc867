import { constants, createReadStream, openAsBlob } from 'node:fs'
import { access, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Model } from '../engine/index.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'

/** Where a result is written, piece by piece. */
export interface Sink {
  /** False when nobody reads any more (`ascribe … | head`): then stop. */
  write(text: string | Uint8Array): Promise<boolean>
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
  /** The file of that path, or all files of a folder and its folders, by name; `-` is standard input. */
  files(
    path: string,
  ): AsyncIterable<{ readonly name: string; readonly open: () => Promise<Blob | AsyncIterable<Uint8Array>> }>
  /** Opens a record; `make`: makes one where there is none. Throws AscribeError. */
  record(where: string, make: boolean): Promise<RecordStore>
  /** A name for this process that no other one has. */
  workerName(): string
  /** From now on Ctrl-C, or another process's wish that this one end, asks; the second time it ends the process. */
  onInterrupt(): { readonly signal: AbortSignal; readonly release: () => void }
  sleep(ms: number): Promise<void>
  /** Asks the person a question of yes and no; no where nobody sits at a terminal. */
  ask(question: string): Promise<boolean>
  /** Makes a folder, and those it lies in; nothing when it is there. */
  folder(path: string): Promise<void>
  /** A line for the person: standard error. */
  say(line: string): void
  /** A progress bar on standard error; a total of 0 stands for one that nobody knows. */
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
      throw new AscribeError('too-large', `the input has more than ${limit} bytes`, 'split it into smaller files')
    }
    chunks.push(bytes)
  }
  return new Uint8Array(Buffer.concat(chunks, size))
}

/**
 * Files by name, folders in the middle: the same order wherever it runs. Left out are hidden files, links to folders
 * (they may lead in circles) and what a browser puts beside a page that it saves (`page_files` beside `page.html`). A
 * folder below that can't be entered comes as a file that can't be opened.
 */
async function* files(path: string): ReturnType<World['files']> {
  if (path === '-') {
    yield { name: '-', open: async () => process.stdin as AsyncIterable<Uint8Array> }
    return
  }
  const about = await stat(path)
  if (!about.isDirectory()) {
    // A file is read by slices; a pipe or device as it comes.
    const open = about.isFile()
      ? async () => {
          await access(path, constants.R_OK) // the blob would not say why it can't be read
          return openAsBlob(path)
        }
      : async () => createReadStream(path) as AsyncIterable<Uint8Array>
    yield { name: path, open }
    return
  }
  const entries = await readdir(path, { withFileTypes: true })
  const names = new Set(entries.map(({ name }) => name))
  const ofPage = (name: string) => {
    const [, page] = /^(.+)_files$/.exec(name) ?? []
    return page !== undefined && (names.has(`${page}.html`) || names.has(`${page}.htm`))
  }
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const below = join(path, entry.name)
    if (entry.isDirectory()) {
      if (ofPage(entry.name)) continue
      const denied = await readdir(below).then(
        () => null,
        (error: unknown) => error,
      )
      if (denied === null) yield* files(below)
      else yield { name: below, open: () => Promise.reject(denied) }
    } else if (entry.isFile()) yield* files(below)
    else if (entry.isSymbolicLink() && (await stat(below).catch(() => null))?.isFile()) yield* files(below)
  }
}

async function record(where: string, make: boolean): Promise<RecordStore> {
  const isFile = !/^postgres(?:ql)?:/.test(where)
  if (!make && isFile && (await stat(where).catch(() => null)) === null) {
    throw new AscribeError('no-such-record', 'there is no such record', 'check --record, or make one with ascribe add')
  }
  if (!isFile && !URL.canParse(where)) {
    throw new AscribeError(
      'bad-address',
      'this is no address of a database',
      'write postgres://USER@HOST/DATABASE; marks in a password as %40 for @, %2F for /, %3A for :',
    )
  }
  const { openRecord } = await import('../store/index.ts')
  return openRecord(where, { now: () => new Date() })
}

const deaf = () => {}

function standardOutput(): Sink {
  // Told to the write that failed, below; heard once, however many results are printed.
  if (process.stdout.listenerCount('error', deaf) === 0) process.stdout.on('error', deaf)
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
    files,
    folder: async path => {
      await mkdir(path, { recursive: true })
    },
    record,
    workerName: () => `${hostname()}:${process.pid}:${Date.now().toString(36)}`,
    onInterrupt: () => {
      const interrupt = new AbortController()
      const hear = () => interrupt.abort()
      const signals = ['SIGINT', 'SIGTERM'] as const
      for (const name of signals) process.once(name, hear)
      const release = () => {
        for (const name of signals) process.off(name, hear)
      }
      return { signal: interrupt.signal, release }
    },
    sleep: ms => setTimeout(ms),
    ask: async question => {
      if (!stdin.isTTY) return false
      const { createInterface } = await import('node:readline/promises')
      const lines = createInterface({ input: stdin, output: stderr })
      const answer = await lines.question(question)
      lines.close()
      return /^y(es)?$/i.test(answer.trim())
    },
    bar: async total => {
      const { default: progress } = await import('cli-progress')
      const bar = new progress.SingleBar({
        stream: stderr,
        format:
          total === 0
            ? '{value} done, {duration_formatted}'
            : 'reading {bar} {value} of {total}, {eta_formatted} to go',
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
      let drawn = true
      return {
        step: () => bar.increment(),
        stop: () => {
          if (!drawn) return
          drawn = false
          // The bar's own stop goes back to where the cursor was saved at its start: lines may have been written since.
          stderr.write('\u001b7')
          bar.stop()
        },
      }
    },
    readDefaultModel: async () => (await import('../node.ts')).readDefaultModel(),
    now: () => performance.now(),
    terminal: { in: stdin.isTTY === true, out: stdout.isTTY === true, err: stderr.isTTY === true },
    columns: stdout.columns ?? (Number.isInteger(stated) && stated > 0 ? stated : 80),
    env,
  }
}
