import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FetchedBytes, Fetcher, FetchRequest } from '../../src/fetching/index.ts'
import { articleFromText, instantOf } from '../../src/ingest/index.ts'
import {
  type IntakeOptions,
  type Outcome,
  pageSource,
  type Reader,
  type Report,
  type Rooms,
  rereadAll,
  type Source,
  takeIn,
} from '../../src/intake/index.ts'
import { MAX_TRIES, openRecord, type RecordStore } from '../../src/store/index.ts'
import { AscribeError, type Piece } from '../../src/vocabulary/index.ts'
import { recordOf } from '../cli/marked.ts'

let folder = ''
let store: RecordStore
let clock = Date.UTC(2031, 4, 12)

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'))
  store = await openRecord(join(folder, 'record.db'), { now: () => new Date(clock) })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const utf8 = (text: string) => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

const sourceOf = (name: string, text: string): Source => ({ name, open: async () => ({ bytes: utf8(text) }) })

/** Reads without a model: no statement in anything, or a failure where the text asks for one. */
function toyReader(changes: Partial<Reader> = {}): Reader & { readonly read: (piece: Piece) => Promise<Outcome> } {
  return {
    width: 2,
    read: async ({ bytes, stated }) => {
      const text = decode(bytes)
      if (text.includes('UNREADABLE')) {
        return { failure: { code: 'empty-input', message: 'nothing to read', next: 'give an article' } }
      }
      const article = articleFromText(text, stated)
      return {
        read: {
          article,
          publishedAt: article.published === null ? null : instantOf(article.published),
          record: recordOf(article),
        },
      }
    },
    reread: async article => ({ read: { ...recordOf(article), id: `${'0'.repeat(31)}1`, model: 'later-2+11111111' } }),
    close: async () => {},
    ...changes,
  }
}

const rooms = (changes: Partial<Rooms> = {}): Rooms => ({
  store,
  reader: toyReader(),
  fetcher: null,
  now: () => clock,
  sleep: async ms => {
    clock += ms
  },
  ...changes,
})

async function run(sources: readonly Source[], changes: Partial<Rooms> = {}, options: Partial<IntakeOptions> = {}) {
  const reports: Report[] = []
  const tally = await takeIn(sources, rooms(changes), { worker: 'w1', ...options }, report => reports.push(report))
  return { tally, reports, outcomes: reports.map(({ outcome, from }) => `${outcome} ${from}`) }
}

const REPORT = 'Harbour reopens\n\nThe harbour of Esker reopened on Monday, the port authority said.\n'
const OTHER = 'Storm passes\n\nThe storm has passed, said Lena Marsh, who leads the weather office of Esker.\n'

describe('taking in', () => {
  it('keeps every piece of every source, and says so only when it is on disk', async () => {
    const seen: number[] = []
    await takeIn([sourceOf('a.txt', REPORT), sourceOf('b.txt', OTHER)], rooms(), { worker: 'w1' }, async report => {
      if ('article' in report) seen.push((await store.article(report.article)) === null ? 0 : 1)
    })
    // `tell` is not waited for: let its look-ups end.
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(seen).toEqual([1, 1])
    expect((await store.counts()).articles).toBe(2)
  })

  it('changes nothing the second time', async () => {
    const sources = [sourceOf('a.txt', REPORT), sourceOf('b.txt', OTHER)]
    expect((await run(sources)).tally).toMatchObject({ added: 2, known: 0 })
    const before = await store.counts()
    const again = await run(sources)
    expect(again.tally).toMatchObject({ added: 0, known: 2, failed: 0 })
    expect(await store.counts()).toEqual(before)
  })

  it('takes the same bytes twice in one run as one article', async () => {
    const { tally } = await run([sourceOf('a.txt', REPORT), sourceOf('copy.txt', REPORT)])
    expect(tally).toMatchObject({ added: 1, known: 1 })
  })

  it('reports a piece that fails, remembers why, and goes on', async () => {
    const first = await run([sourceOf('bad.txt', 'UNREADABLE words here'), sourceOf('a.txt', REPORT)])
    expect(first.tally).toMatchObject({ added: 1, failed: 1 })
    const again = await run([sourceOf('bad.txt', 'UNREADABLE words here')])
    expect(again.reports).toEqual([
      {
        outcome: 'failed',
        source: 'bad.txt',
        from: 'bad.txt',
        failure: { code: 'empty-input', message: 'nothing to read', next: 'give an article' },
      },
    ])
    expect((await store.jobs({ state: 'dead' })).map(({ from }) => from)).toEqual(['bad.txt'])
  })

  it('goes on after a source that the system cannot open', async () => {
    const gone: Source = {
      name: 'gone.txt',
      open: async () => {
        throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
      },
    }
    const { reports } = await run([gone, sourceOf('a.txt', REPORT)])
    expect(reports).toMatchObject([{ outcome: 'failed', failure: { code: 'read-failed' } }, { outcome: 'added' }])
  })

  it('goes on after a source that cannot be opened, and stops at a record that fails', async () => {
    const closed: Source = {
      name: 'gone.txt',
      open: async () => {
        throw new AscribeError('no-such-file', 'there is no such file', 'check the path')
      },
    }
    expect((await run([closed, sourceOf('a.txt', REPORT)])).outcomes).toEqual(['failed gone.txt', 'added a.txt'])
    const full: RecordStore = {
      ...store,
      accept: async () => {
        throw new AscribeError('disk-full', 'the disk is full', 'make room')
      },
    }
    await expect(run([sourceOf('b.txt', OTHER)], { store: full })).rejects.toMatchObject({ code: 'disk-full' })
  })

  it('tries a piece again whose reader died, and gives it up in the end', async () => {
    let deaths = 0
    const dying = toyReader({
      read: async () => {
        deaths++
        return { failure: { code: 'reader-died', message: 'the thread ended', next: 'try again' } }
      },
    })
    const { outcomes } = await run([sourceOf('a.txt', REPORT)], { reader: dying })
    expect(deaths).toBe(MAX_TRIES)
    expect(outcomes).toEqual(['failed a.txt'])
    expect(await store.retry()).toBe(1)
    expect((await run([])).outcomes).toEqual(['added a.txt'])
  })

  it('finishes what an earlier run accepted and never read', async () => {
    const interrupt = new AbortController()
    const first = await run(
      [sourceOf('a.txt', REPORT), sourceOf('b.txt', OTHER)],
      {
        store: {
          ...store,
          claim: async () => {
            interrupt.abort()
            return []
          },
        },
      },
      { signal: interrupt.signal },
    )
    expect(first.tally.added).toBe(0)
    expect((await store.counts()).jobs.waiting).toBeGreaterThan(0)
    await run([sourceOf('b.txt', OTHER)])
    expect(await store.counts()).toMatchObject({ articles: 2, jobs: { waiting: 0, claimed: 0 } })
  })

  it('waits for the lease of a worker that is gone, then takes its job', async () => {
    const accepted = await store.accept([{ bytes: utf8(REPORT), form: 'text', stated: {}, from: 'a.txt' }])
    expect(await store.claim('gone', 1, 5000, [accepted[0]!.job])).toHaveLength(1)
    const before = clock
    expect((await run([sourceOf('a.txt', REPORT)])).outcomes).toEqual(['added a.txt'])
    expect(clock - before).toBeGreaterThanOrEqual(5000)
  })

  it('claims and keeps many at a time: each time waits for the disk', async () => {
    const [claim, keep] = [vi.fn(store.claim), vi.fn(store.keep)]
    for (const width of [1, 4]) {
      const numbers = Array.from({ length: 40 }, (_, i) => `Number ${i} of width ${width}.`)
      const sources = numbers.map((number, i) => sourceOf(`${i}.txt`, `${REPORT}\n${number}\n`))
      const { tally } = await run(sources, { store: { ...store, claim, keep }, reader: toyReader({ width }) })
      expect(tally.added).toBe(40)
    }
    expect(claim.mock.calls.length).toBeLessThanOrEqual(8)
    expect(keep.mock.calls.length).toBeLessThanOrEqual(8)
  })

  it('takes one at a time what an earlier run ended over', async () => {
    const pieces = Array.from({ length: 6 }, (_, i): Piece => {
      const bytes = utf8(`${REPORT}\nNumber ${i} of the day.\n`)
      return { bytes, form: 'text', stated: {}, from: `${i}.txt` }
    })
    const accepted = await store.accept(pieces)
    await store.claim(
      'gone',
      4,
      1000,
      accepted.slice(0, 4).map(({ job }) => job),
    )
    clock += 2000
    const reader = toyReader()
    const beside: number[] = []
    const watching = toyReader({
      width: 1,
      read: async piece => {
        beside.push((await store.jobs({ state: 'claimed' })).length)
        return reader.read(piece)
      },
    })
    expect((await run([], { reader: watching })).tally.added).toBe(6)
    expect(beside).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('lets two runs at once keep each article once', async () => {
    const sources = Array.from({ length: 30 }, (_, i) => sourceOf(`${i}.txt`, `${REPORT}\nNumber ${i} of the day.\n`))
    const [a, b] = await Promise.all([run(sources), run(sources, {}, { worker: 'w2' })])
    expect(a.tally.added + b.tally.added).toBe(30)
    expect(a.tally.known + b.tally.known).toBe(30)
    expect((await store.counts()).articles).toBe(30)
  })

  it('keeps what was being read when it is stopped', async () => {
    const interrupt = new AbortController()
    let read = 0
    const reader = toyReader()
    const impatient = toyReader({
      read: piece => {
        if (++read === 3) interrupt.abort()
        return reader.read(piece)
      },
    })
    const sources = Array.from({ length: 8 }, (_, i) => sourceOf(`${i}.txt`, `${REPORT}\nNumber ${i} of the day.\n`))
    const { tally } = await run(sources, { reader: impatient }, { signal: interrupt.signal })
    expect(tally.added).toBeGreaterThanOrEqual(3)
    expect(tally.added).toBeLessThan(8)
    // What was claimed and not begun is given back at once, as if it had not been.
    const { jobs } = await store.counts()
    expect(jobs).toMatchObject({ claimed: 0, dead: 0, waiting: 8 - tally.added })
    expect((await store.jobs({ state: 'waiting' })).map(({ tries }) => tries)).not.toContain(1)
    await run([])
    await run(sources)
    expect((await store.counts()).articles).toBe(8)
  })
})

const FEED = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Esker Post</title><link>https://esker.example/</link><description>news</description>
<item><title>Harbour reopens</title><link>https://esker.example/harbour</link><pubDate>Mon, 12 May 2031 08:00:00 GMT</pubDate>
<description>The harbour reopened.</description></item></channel></rss>`

function fakeFetcher(pages: Readonly<Record<string, string>>): Fetcher & { readonly asked: [string, FetchRequest?][] } {
  const asked: [string, FetchRequest?][] = []
  return {
    asked,
    fetch: async (url, request) => {
      asked.push([url, request])
      const page = pages[url]
      if (page === undefined) throw new AscribeError('http-error', 'the server answered 404', 'check the address')
      const base: FetchedBytes = {
        asked: url,
        url,
        hops: [],
        status: 200,
        notModified: false,
        bytes: utf8(page),
        mediaType: null,
        charset: null,
        etag: '"1"',
        lastModified: null,
        fetchedAt: '2031-05-12T09:00:00.000Z',
      }
      return request?.etag === '"1"' ? { ...base, status: 304, notModified: true, bytes: new Uint8Array() } : base
    },
    close: async () => {},
  }
}

describe('taking in pages of the web', () => {
  const pages = {
    'https://esker.example/feed': FEED,
    'https://esker.example/harbour': `<!doctype html><title>Harbour reopens</title><article><h1>Harbour reopens</h1><p>${REPORT}</p></article>`,
  }

  it('takes a feed’s summary without --follow, and says that it is one', async () => {
    const fetcher = fakeFetcher(pages)
    const { tally, reports } = await run([pageSource('https://esker.example/feed', fetcher, store)], { fetcher })
    expect(tally).toMatchObject({ added: 1, note: 1, failed: 0 })
    expect(reports.find(({ outcome }) => outcome === 'note')).toMatchObject({ note: { code: 'only-summary' } })
    expect(fetcher.asked.map(([url]) => url)).toEqual(['https://esker.example/feed'])
  })

  it('fetches the pages a feed links to with follow, and hands on what the feed says of them', async () => {
    const fetcher = fakeFetcher(pages)
    await run([pageSource('https://esker.example/feed', fetcher, store)], { fetcher }, { follow: true })
    const [kept] = await store.articles({ limit: 10 })
    expect(kept!.article.text).toContain('the port authority said')
    expect(kept!.publishedAt).toMatch(/^2031-05-12/)
    expect(kept!.article.url).toBe('https://esker.example/harbour')
  })

  it('takes the summary of a page that cannot be fetched', async () => {
    const fetcher = fakeFetcher({ 'https://esker.example/feed': FEED })
    const source = pageSource('https://esker.example/feed', fetcher, store)
    const { tally } = await run([source], { fetcher }, { follow: true })
    expect(tally).toMatchObject({ added: 1, failed: 1, note: 1 })
    const [kept] = await store.articles({ limit: 10 })
    expect(kept!.article.text).toContain('The harbour reopened.')
  })

  it('does not take an unchanged page again', async () => {
    const fetcher = fakeFetcher(pages)
    const page = () => pageSource('https://esker.example/harbour', fetcher, store)
    expect((await run([page()], { fetcher })).tally.added).toBe(1)
    expect((await run([page()], { fetcher })).tally).toMatchObject({ added: 0, unchanged: 1 })
    expect(fetcher.asked[1]![1]).toMatchObject({ etag: '"1"' })
  })

  it('reports a page that cannot be fetched and goes on', async () => {
    const fetcher = fakeFetcher(pages)
    const { outcomes } = await run(
      [pageSource('https://esker.example/none', fetcher, store), sourceOf('a.txt', REPORT)],
      { fetcher },
    )
    expect(outcomes).toEqual(['failed https://esker.example/none', 'added a.txt'])
  })
})

describe('reading again', () => {
  it('reads every kept article beside its earlier reading, once', async () => {
    await run([sourceOf('a.txt', REPORT), sourceOf('b.txt', OTHER)])
    let number = 0
    const reader = toyReader({
      reread: async article => ({
        read: {
          ...recordOf(article),
          id: `${'0'.repeat(30)}${(number++).toString().padStart(2, '0')}`,
          model: 'later-2+11111111',
        },
      }),
    })
    const told: string[] = []
    const tally = await rereadAll(store, reader, { model: 'later-2+11111111' }, ({ outcome }) => told.push(outcome))
    expect(tally).toEqual({ added: 2, known: 0, failed: 0 })
    const [first] = await store.articles({ limit: 1 })
    expect(await store.readings(first!.id)).toHaveLength(2)
  })

  it('tells an article that fails and goes on', async () => {
    await run([sourceOf('a.txt', REPORT), sourceOf('b.txt', OTHER)])
    let number = 0
    const failure = { code: 'reader-died', message: 'the thread ended', next: 'try again' }
    const reader = toyReader({
      reread: async article =>
        number++ === 0
          ? { failure }
          : { read: { ...recordOf(article), id: '1'.repeat(32), model: 'later-2+11111111' } },
    })
    const tally = await rereadAll(store, reader, { model: 'later-2+11111111' }, () => {})
    expect(tally).toEqual({ added: 1, known: 0, failed: 1 })
  })
})
