import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ApiOptions, openApi, openLog } from '../../src/api/index.ts'
import { type Reader, readHere, takeIn } from '../../src/intake/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { openRecord, type RecordStore } from '../../src/store/index.ts'

const model = readDefaultModel()
export const reader = readHere(model, { maxLength: 5_000_000, timeLimit: 60_000 }, () => performance.now())

export interface Opened {
  readonly app: Awaited<ReturnType<typeof openApi>>
  readonly store: RecordStore
  /** Lines of the log so far. */
  readonly log: string[]
  /** Takes texts and pages in, read by the engine; gives their ids. */
  readonly add: (...inputs: readonly Input[]) => Promise<string[]>
  readonly close: () => Promise<void>
}

export interface Input {
  readonly text: string
  readonly mediaType?: string
  readonly url?: string
  readonly published?: string
  readonly outlet?: string
}

let opened = 0

/** A server with a record of its own. */
export async function open(options: Partial<ApiOptions> = {}, where?: string, by: Reader = reader): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'ascribe-api-'))
  const store = await openRecord(where ?? join(folder, 'record.db'), { now: () => new Date() })
  const log: string[] = []
  const app = await openApi(
    {
      ...{ store, reader: by, fetcher: null, model: model.id, page: null, worker: `test-${process.pid}-${opened++}` },
      ...{ now: () => performance.now(), log: openLog('info', { write: line => log.push(line) }) },
    },
    { tokens: null, hosts: ['localhost', '127.0.0.1'], perMinute: 1_000_000, patience: 30_000, ...options },
  )
  let workers = 0
  return {
    app,
    store,
    log,
    add: async (...inputs) => {
      const ids: string[] = []
      const sources = inputs.map(({ text, mediaType, ...stated }, i) => ({
        name: `input-${i}`,
        open: async () => ({ bytes: Buffer.from(text), stated, ...(mediaType === undefined ? {} : { mediaType }) }),
      }))
      const rooms = { store, reader, fetcher: null, now: () => performance.now(), sleep: async () => {} }
      await takeIn(sources, rooms, { worker: `adder-${workers++}` }, report => {
        if ('article' in report) ids.push(report.article)
        if (report.outcome === 'failed') throw new Error(`${report.failure.code}: ${report.failure.message}`)
      })
      return ids
    },
    close: async () => {
      await app.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Invented reports that the suites share. */
export const BRIDGE: Input = {
  text: 'Bridge at Norvale to close\n\nThe bridge at Norvale will close on Friday, Mayor Ada Lowe said on Monday.\n\n“We cannot wait for another winter,” Lowe told the Norvale Courier.\n\nBo Dahl, an engineer, denied that the steel was cracked. Dahl said Lowe had told him that the money was gone.',
  url: 'https://courier.example/bridge',
  published: '2031-05-12',
  outlet: 'Norvale Courier',
}
export const FERRY: Input = {
  text: 'Ferry safe, owner says\n\n“The ferry is safe,” Mayor Ada Lowe said on Tuesday.\n\nThe ferry is older than its papers say, according to a person who asked not to be named.',
  url: 'https://herald.example/ferry',
  published: '2031-06-02',
  outlet: 'Dunmere Herald',
}
export const PAGE: Input = {
  text: `<!doctype html><html lang="en"><head><title>Pier reopens</title><script>stolen()</script><link rel="stylesheet" href="https://tracker.example/x.css"><base href="https://elsewhere.example/"><style>body{background:url(https://tracker.example/p.png);color:#222}</style></head>
<body onload="stolen()"><article><h1>Pier reopens</h1><p>The pier will open again in June &amp; stay open, harbour master Ines Vale said on Monday after the council had met for two hours and looked at every beam of it.</p>
<p>“Nobody will fall through it again,” Vale told reporters, and the <a href="javascript:stolen()" onclick="stolen()">council</a> agreed with her on all of the points that she had made before.</p>
<p>The council said that the work had cost less than was planned, and that a second pier would be looked at in the coming year by the same engineers.</p>
<img src="https://tracker.example/i.png" alt="The pier in May"><iframe src="https://tracker.example/"></iframe><form action="https://tracker.example/"><input name="q"></form><svg><script>stolen()</script></svg></article></body></html>`,
  mediaType: 'text/html',
  url: 'https://post.example/pier',
  published: '2031-06-10',
  outlet: 'Harbour Post',
}
