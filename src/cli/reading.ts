import { basename } from 'node:path'
import type { attribute, loadModel, Model, toSpanLine } from '../engine/index.ts'
import type { articleFromBytes } from '../ingest/index.ts'
import { type Article, AscribeError, type AttributionRecord } from '../vocabulary/index.ts'
import { pretty } from './pretty.ts'
import { progressOf } from './progress.ts'
import { EXIT } from './table.ts'
import { oneLine, safeJson, visible } from './terminal.ts'
import { type Sink, samePlace, type World } from './world.ts'

export type Format = 'pretty' | 'json' | 'ndjson' | 'spans'

/** The options of `ascribe read`, as the command table makes them. */
export interface ReadOptions {
  readonly format: Format
  readonly color: 'auto' | 'always' | 'never'
  /** UTF-16 units of text. */
  readonly maxLength: number
  /** Seconds for one article; 0 for no limit. */
  readonly timeLimit: number
  readonly out?: string
  readonly text?: true
  readonly model?: string
  readonly encoding?: string
  readonly published?: string
  readonly quiet?: true
}

/** What the rooms do for the front desk; given as an argument, so that tests of the desk need no trained model. */
export interface Rooms {
  readonly articleFromBytes: typeof articleFromBytes
  readonly attribute: typeof attribute
  readonly loadModel: typeof loadModel
  readonly toSpanLine: typeof toSpanLine
}

const MEBIBYTE = 1024 * 1024
/** A page is mostly markup: so many bytes may stand for one unit of text. */
const BYTES_PER_UNIT = 16
const LEAST_BYTES = 16 * MEBIBYTE
/** A model file is some megabytes. */
export const MODEL_BYTES = 512 * MEBIBYTE

/** A failure in the words of the house, whatever was thrown. */
export function asFailure(error: unknown): { code: string; message: string; next: string } {
  if (error instanceof AscribeError) return error
  const system = (error as NodeJS.ErrnoException | null)?.code
  switch (system) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AscribeError(
        'no-such-file',
        'there is no such file',
        'check the path; a web page must be saved to a file first',
      )
    case 'EISDIR':
      return new AscribeError('is-a-directory', 'this is a directory', 'name the files in it, such as DIRECTORY/*.txt')
    case 'EACCES':
    case 'EPERM':
      return new AscribeError('not-readable', 'permission was denied', 'check the permissions of the file')
    case 'ENOSPC':
      return cannotWrite(error)
  }
  const message = error instanceof Error ? error.message : String(error)
  return system === undefined
    ? new AscribeError('internal-error', message, 'this is a fault of ascribe: report it, with the input if you can')
    : new AscribeError('read-failed', message, 'check the disk or the network, then try again')
}

/**
 * The next step as somebody at the command line can take it: limits that only a program can set are left out. They
 * stand in the rooms' messages as `raise the limit (maxBytes)`.
 */
export const atHand = (next: string): string =>
  next
    .replace(/,? or raise the limit \(\w+\)(?: if [^,;]*)?$/, '')
    .replace(/^raise the limit \(\w+\), or /, '')
    .replace(/, or allow more time$/, ', or save the page with a browser and add the file')

/** A failure on one line: what it is about, what happened, its code, the next step. */
export const complaint = (name: string, error: unknown): string => {
  const { code, message, next } = asFailure(error)
  return `ascribe: ${visible(name)}: ${oneLine(message)} (${code}) — ${oneLine(atHand(next))}`
}

/** An article's id in `--format spans`: the file's name without its ending. */
export const idOf = (path: string): string => {
  if (path === '-') return 'stdin'
  const name = basename(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(0, dot) : name
}

/** A span on one line; a JSON text holds line ends only between its parts, so no string is touched. */
const compact = (json: string) =>
  json.replace(/\{\n\s+"from": (\d+),\n\s+"to": (\d+)\n\s+\}/g, '{ "from": $1, "to": $2 }')

/** The record as it is printed: with `--text` the article's text, and its file where there are several. */
const printed = (
  article: Article,
  record: AttributionRecord,
  { text, file }: { text: boolean; file: string | null },
) => ({
  ...record,
  ...(file === null ? {} : { file }),
  ...(text ? { text: article.text } : {}),
})

/**
 * `ascribe read`: reads every file in turn and writes each result as soon as it is there. A failing file gets a line
 * on standard error and the others are still read. Gives the exit code.
 */
export async function readFiles(
  files: readonly string[],
  options: ReadOptions,
  world: World,
  rooms: Rooms,
): Promise<number> {
  let model: Model
  let sink: Sink
  try {
    model =
      options.model === undefined
        ? await world.readDefaultModel()
        : rooms.loadModel(await world.read(options.model, MODEL_BYTES))
  } catch (error) {
    world.say(complaint(options.model ?? 'the model', options.model === undefined ? withoutModel(error) : error))
    return EXIT.nothingRead
  }
  const { out } = options
  try {
    if (out !== undefined && files.some(file => file !== '-' && samePlace(file, out))) {
      throw new Error('it is one of the inputs, and would be lost')
    }
    sink = await world.sink(out ?? null)
  } catch (error) {
    world.say(complaint(out ?? 'standard output', cannotWrite(error)))
    return EXIT.nothingRead
  }
  const several = files.length > 1
  const format = formatter(options, several, world, rooms)
  const progress = await progressOf(files.length, world, {
    quiet: options.quiet === true,
    onScreen: out === undefined && world.terminal.out,
  })
  if (!options.quiet && world.terminal.in && files.includes('-')) {
    world.say('ascribe: reading from the keyboard; end with Ctrl-D on a line of its own')
  }
  let done = 0
  let open = true
  try {
    open = await sink.write(format.head)
    for (const path of files) {
      if (!open) break
      let page: string
      try {
        const { article, record } = await readOne(path, model, options, world, rooms)
        page = format.page(path, article, record, done)
      } catch (error) {
        world.say(complaint(path === '-' ? 'standard input' : path, error))
        progress.step(false)
        continue
      }
      done++
      open = await sink.write(page)
      progress.step(true)
    }
    if (open) await sink.write(format.foot)
    if (done > 0) await sink.close()
    else await sink.drop()
  } catch (error) {
    await sink.drop().catch(() => {}) // the first failure is the one to tell
    world.say(complaint(out ?? 'standard output', cannotWrite(error)))
    return EXIT.nothingRead
  } finally {
    progress.stop(open)
  }
  // Who closed the pipe has seen enough: that is no failure.
  if (done === files.length || !open) return EXIT.allRead
  return done === 0 ? EXIT.nothingRead : EXIT.someFailed
}

/** A missing model of ours is an installation gone wrong. */
export const withoutModel = (error: unknown): unknown =>
  asFailure(error).code === 'no-such-file'
    ? new AscribeError(
        'no-model',
        'it is not where it was installed',
        'install ascribe again, or give one with --model',
      )
    : error

export const cannotWrite = (error: unknown, place = ''): AscribeError =>
  new AscribeError(
    'write-failed',
    `the result cannot be written${place && ` to ${place}`}: ${error instanceof Error ? error.message : String(error)}`,
    'name another file, or check the folder, its permissions and the free space',
  )

async function readOne(path: string, model: Model, options: ReadOptions, world: World, rooms: Rooms) {
  const maxBytes = Math.max(LEAST_BYTES, BYTES_PER_UNIT * options.maxLength)
  const bytes = await world.read(path, maxBytes).catch(error => {
    const { code, message } = asFailure(error)
    if (code !== 'too-large') throw error
    throw new AscribeError('too-large', message, 'raise the limit with --max-length, or split the input into articles')
  })
  const article = rooms.articleFromBytes(bytes, {
    maxBytes,
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.published === undefined ? {} : { published: options.published }),
  })
  const end = options.timeLimit === 0 ? Number.POSITIVE_INFINITY : world.now() + 1000 * options.timeLimit
  const record = rooms.attribute(
    article,
    model,
    { maxLength: options.maxLength },
    {
      stop: () => world.now() > end,
    },
  )
  return { article, record }
}

interface Formatter {
  readonly head: string
  readonly foot: string
  /** `before`: how many pages stand before this one. Throws `duplicate-id`. */
  page(path: string, article: Article, record: AttributionRecord, before: number): string
}

function formatter(options: ReadOptions, several: boolean, world: World, rooms: Rooms): Formatter {
  const text = options.text === true
  const plain = { head: '', foot: '' }
  switch (options.format) {
    case 'pretty': {
      const screen = options.out === undefined && world.terminal.out
      const wanted = screen && !world.env.NO_COLOR && world.env.TERM !== 'dumb'
      const colour = options.color === 'always' || (options.color === 'auto' && wanted)
      return {
        ...plain,
        page: (path, article, record, before) =>
          (before > 0 ? '\n' : '') +
          pretty(article, record, {
            columns: world.columns,
            colour,
            ...(several ? { heading: path === '-' ? 'standard input' : path } : {}),
          }),
      }
    }
    case 'json':
      return {
        head: several ? '[' : '',
        foot: several ? '\n]\n' : '',
        page: (path, article, record, before) => {
          const json = compact(JSON.stringify(printed(article, record, { text, file: several ? path : null }), null, 2))
          return several ? `${before > 0 ? ',' : ''}\n${safeJson(json)}` : `${safeJson(json)}\n`
        },
      }
    case 'ndjson':
      return {
        ...plain,
        page: (path, article, record) =>
          `${safeJson(JSON.stringify(printed(article, record, { text, file: several ? path : null })))}\n`,
      }
    case 'spans': {
      const ids = new Map<string, string>()
      return {
        ...plain,
        page: (path, _article, record) => {
          const id = idOf(path)
          const other = ids.get(id)
          if (other !== undefined) {
            throw new AscribeError(
              'duplicate-id',
              `its id "${id}" is already that of ${other}`,
              'rename one of them, or read them apart',
            )
          }
          ids.set(id, path)
          if (!options.quiet) {
            // These lines have no place for notes.
            for (const note of record.notes) {
              if (note.code === 'left-out') continue
              world.say(`ascribe: ${visible(path)}: note: ${oneLine(note.message)} (${note.code})`)
            }
          }
          return `${safeJson(JSON.stringify(rooms.toSpanLine(id, record)))}\n`
        },
      }
    }
  }
  options.format satisfies never
}
