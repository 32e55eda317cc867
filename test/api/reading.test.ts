import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as wire from '../../src/api/wire.ts'
import { AscribeError } from '../../src/vocabulary/index.ts'
import { startPostgres } from '../store/postgres.ts'
import { BRIDGE, FERRY, type Opened, open, PAGE } from './opening.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
}, 60_000)
afterAll(() => opened.close(), 60_000)

const post = (url: string, payload: string | Buffer, type: string) =>
  opened.app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    payload,
    headers: { host: 'localhost', 'content-type': type },
  })
const saidIn = ({ article, reading }: wire.ReadResult) =>
  reading.statements.map(s => [
    reading.speakers.find(p => p.id === s.speaker)?.name ?? null,
    s.content.map(({ from, to }) => article.text.slice(from, to)).join(' '),
  ])

describe('reading what is posted', () => {
  it('tells who said what in a text, and keeps nothing', async () => {
    const body = JSON.stringify({ text: BRIDGE.text, outlet: 'Norvale Courier', published: '2031-05-12' })
    const result = (await post('/read', body, 'application/json')).json() as wire.ReadResult
    expect(saidIn(result)).toContainEqual(['Ada Lowe', '“We cannot wait for another winter,”'])
    expect(result.article).toMatchObject({ text: BRIDGE.text, outlet: 'Norvale Courier', publishedAt: '2031-05-12' })
    expect(await opened.store.counts()).toMatchObject({ versions: 0, jobs: { waiting: 0, done: 0 } })
  })

  it('takes the bytes of a page, a text, and what is packed', async () => {
    for (const [bytes, type, format] of [
      [Buffer.from(PAGE.text), 'text/html', 'html'],
      [Buffer.from(FERRY.text), 'text/plain; charset=utf-8', 'text'],
      [gzipSync(FERRY.text), 'application/octet-stream', 'text'],
      [Buffer.from(FERRY.text), 'application/x-unheard-of', 'text'],
    ] as const) {
      const answer = await post('/read', bytes, type)
      expect([type, answer.statusCode]).toEqual([type, 200])
      const result = answer.json() as wire.ReadResult
      expect(result.article.format).toBe(format)
      expect(result.reading.statements.length).toBeGreaterThan(0)
    }
  })

  it('says what is wrong with what it can’t read', async () => {
    const mails = `From: a@x.example\nSubject: One\n\n${BRIDGE.text}\n`
    const csv = `title,text\nOne,"${FERRY.text.replaceAll('"', '""')}"\nTwo,"${BRIDGE.text.replaceAll('"', '""')}"\n`
    expect((await post('/read', mails, 'message/rfc822')).statusCode).toBe(200)
    for (const [bytes, type, code] of [
      ['', 'text/plain', /bad-request|empty-input|nothing-to-read/],
      [csv, 'text/csv', /several-articles/],
      [
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
        'image/png',
        /nothing-to-read|binary-input|not-news/,
      ],
    ] as const) {
      const answer = await post('/read', bytes, type)
      expect([type, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([type, true])
      expect((answer.json() as wire.Failure).code).toMatch(code)
    }
  })

  it('fetches no address where fetching is off', async () => {
    const answer = await post('/articles', JSON.stringify({ url: 'https://news.example/' }), 'application/json')
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'fetching-off'])
  })
})

describe('adding', () => {
  const headers = { host: 'localhost', 'content-type': 'application/json' }
  const add = ({ app }: Opened, text: string) =>
    app.inject({ method: 'POST', url: '/api/v1/articles', headers, payload: { text } })

  it('has what was posted in the record before it answers, and reads it at the next start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ascribe-adding-'))
    const where = join(folder, 'record.db')
    try {
      // A reader that comes to no end, as in a process that is killed over it.
      const never = () => new Promise<never>(() => {})
      const hung = await open({}, where, { width: 1, read: never, reread: never, close: async () => {} })
      expect([(await add(hung, BRIDGE.text)).statusCode, (await add(hung, FERRY.text)).statusCode]).toEqual([202, 202])
      const { jobs } = await hung.store.counts()
      expect(jobs.waiting + jobs.claimed).toBe(2)
      const next = await open({}, where)
      await next.app.listen({ port: 0 })
      await vi.waitFor(async () => expect((await next.store.counts()).versions).toBe(2), 40_000)
      await next.close()
      await hung.store.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)

  it('refuses what the record refuses, and begins no job', async () => {
    const broken = await open()
    broken.store.accept = () => Promise.reject(new AscribeError('disk-full', 'the disk is full', 'make room'))
    const answer = await add(broken, BRIDGE.text)
    expect([answer.statusCode >= 500, answer.json().code]).toEqual([true, 'disk-full'])
    expect((await broken.app.inject({ url: '/api/v1/jobs', headers })).json()).toEqual({ items: [] })
    await broken.close()
  })
})

describe('a record in PostgreSQL', async () => {
  const server = await startPostgres()
  afterAll(async () => {
    if (typeof server !== 'string') await server.stop()
  }, 60_000)
  it.skipIf(typeof server === 'string')('is served alike', async () => {
    const there = await open({}, `${(server as { address: string }).address}?schema=api_${process.pid}`)
    const [id] = await there.add(BRIDGE, FERRY, PAGE)
    const headers = { host: 'localhost' }
    const get = async (url: string) => {
      const answer = await there.app.inject({ url: `/api/v1${url}`, headers })
      expect([url, answer.statusCode]).toEqual([url, 200])
      return answer.json()
    }
    const reading = (await get(`/articles/${id}/reading`)) as wire.Reading
    const [statement] = reading.statements
    const person = reading.statements.find(s => s.person !== null)!.person
    for (const url of [
      '/about',
      '/articles',
      `/articles/${id}`,
      '/statements?words=bridge',
      '/statements/facets',
      '/queue',
      '/people',
      '/outlets',
      '/types',
      '/rulings',
      '/stories',
      '/families',
      '/findings',
    ])
      await get(url)
    for (const url of ['', '/statements', '/outlets', '/with', '/series']) await get(`/people/${person}${url}`)
    for (const url of ['', '/series', '/last-word']) await get(`/outlets/Norvale%20Courier${url}`)
    const target = { of: 'statement', statement: statement!.id, article: id }
    const payload = { target, change: { change: 'accept' }, author: 'Eda' }
    const made = await there.app.inject({
      ...{ method: 'POST', url: '/api/v1/rulings', payload },
      headers: { ...headers, 'if-match': reading.etag },
    })
    expect((made.json() as wire.RulingMade).statement).toMatchObject({ id: statement!.id, checked: true })
    expect(((await get('/queue?limit=100')) as wire.StatementPage).items.map(i => i.statement)).not.toContain(
      statement!.id,
    )
    expect((await there.app.inject({ url: '/metrics', headers })).body).toContain(
      'ascribe_record_rows{what="versions"} 3',
    )
    await there.close()
  })
})
