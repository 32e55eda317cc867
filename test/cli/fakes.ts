import type { Rooms } from '../../src/cli/reading.ts'
import type { World } from '../../src/cli/world.ts'
import { type Model, toSpanLine } from '../../src/engine/index.ts'
import { articleFromBytes } from '../../src/ingest/index.ts'
import { AscribeError } from '../../src/vocabulary/index.ts'
import { PLAIN_FRAME, recordOf } from './marked.ts'

export interface FakeWorld extends World {
  /** Standard output. */
  readonly printed: () => string
  /** Lines on standard error. */
  readonly said: string[]
  /** Files written and closed, by name. */
  readonly written: Map<string, string>
  readonly bars: { total: number; steps: number; stopped: boolean }[]
}

/** A world of a few files. A file's value is its text, its bytes, or the system's error code. */
export function fakeWorld(
  files: Readonly<Record<string, string | Uint8Array | { readonly fails: string }>> = {},
  changes: Partial<World> & { readonly listens?: number; readonly full?: boolean } = {},
): FakeWorld {
  let printed = ''
  let pieces = 0
  let clock = 0
  const said: string[] = []
  const written = new Map<string, string>()
  const bars: { total: number; steps: number; stopped: boolean }[] = []
  return {
    printed: () => printed,
    said,
    written,
    bars,
    read: async (path, limit) => {
      const file = files[path] ?? { fails: 'ENOENT' }
      if (typeof file === 'object' && 'fails' in file) {
        throw Object.assign(new Error(`${file.fails}: a fault of the system`), { code: file.fails })
      }
      const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
      if (bytes.length > limit) throw new AscribeError('too-large', `more than ${limit} bytes`, 'raise the limit')
      return bytes
    },
    sink: async path => {
      let text = ''
      return {
        write: async more => {
          if (changes.full) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
          if (path === null) {
            if (++pieces > (changes.listens ?? Number.POSITIVE_INFINITY)) return false
            printed += typeof more === 'string' ? more : new TextDecoder().decode(more)
          } else text += typeof more === 'string' ? more : new TextDecoder().decode(more)
          return true
        },
        close: async () => {
          if (path !== null) written.set(path, text)
        },
        drop: async () => {},
      }
    },
    files: async function* (path) {
      const file = files[path]
      if (file === undefined) throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
      if (typeof file === 'object' && 'fails' in file) throw Object.assign(new Error(file.fails), { code: file.fails })
      const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
      yield {
        name: path,
        open: async () => new Blob([new Uint8Array(bytes)]),
      }
    },
    record: async () => {
      throw new AscribeError('no-such-record', 'there is no such record', 'check --record')
    },
    folder: async () => {},
    workerName: () => 'desk',
    onInterrupt: () => ({ signal: new AbortController().signal, release: () => {} }),
    sleep: async () => {},
    ask: async () => false,
    say: line => said.push(line),
    bar: async total => {
      const bar = { total, steps: 0, stopped: false }
      bars.push(bar)
      return { step: () => bar.steps++, stop: () => (bar.stopped = true) }
    },
    readDefaultModel: async () => ({ id: 'toy-1+00000000' }) as Model,
    now: () => clock++,
    terminal: { in: false, out: false, err: false },
    columns: 80,
    env: {},
    ...changes,
  }
}

/** Real ingest, and an engine that finds "X said Y." at the start of a text, so that these tests need no trained model. */
export const fakeRooms: Rooms = {
  articleFromBytes,
  toSpanLine,
  loadModel: bytes => {
    if (bytes[0] !== 77) throw new AscribeError('not-a-model', 'these bytes are not a model', 'pass a model')
    return { id: 'other-1+00000000' } as Model
  },
  attribute: (article, model, options, outside) => {
    if (article.text.includes('BREAK')) throw new TypeError('cannot read properties of undefined')
    const found = /^(\w+) (said) ([^.]+)/.exec(article.text)
    const record = recordOf(article)
    const notes = outside?.stop?.() ? [{ code: 'over-time', message: 'the time limit was reached' }] : []
    const sealed = {
      ...record,
      model: model.id,
      options: { ...record.options, ...options },
      notes: [...record.notes, ...notes],
    }
    if (!found) return sealed
    const [, who, , what] = found
    const source = [{ from: 0, to: who!.length }]
    return {
      ...sealed,
      speakers: [{ id: 's1', name: who!, type: 'person', mentions: source, nameRule: 'mention' }],
      attributions: [
        {
          id: 'a1',
          source,
          cue: [{ from: who!.length + 1, to: who!.length + 5 }],
          content: [{ from: who!.length + 6, to: who!.length + 6 + what!.length }],
          kind: 'indirect',
          speaker: 's1',
          parent: null,
          ...PLAIN_FRAME,
          block: 'paragraph',
          confidence: 1,
          boundaryConfidence: 1,
        },
      ],
    }
  },
}
