import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type * as wire from '../../src/api/wire.ts'
import { BRIDGE, FERRY, type Opened, open } from './opening.ts'

let opened: Opened | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

/** A server that listens; gives its port. */
async function listening(
  options: Parameters<typeof open>[0] = {},
): Promise<{ readonly server: Opened; readonly port: number }> {
  const server = await open(options)
  opened = server
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  return { server, port: (server.app.server.address() as { port: number }).port }
}

const socketTo = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

/** All that comes until the other side ends, or so many milliseconds have passed. */
async function heard(socket: Socket, patience: number): Promise<string> {
  let text = ''
  socket.on('data', data => {
    text += data.toString('latin1')
  })
  await Promise.race([new Promise(resolve => socket.once('close', resolve)), sleep(patience)])
  return text
}

const LONG =
  `${'The bridge will close, Mayor Ada Lowe said. “We cannot wait,” Lowe told the council. '.repeat(40)}\n\n`.repeat(4)

describe('callers that are slow or leave', () => {
  it('does not wait for ever for a request that never ends', async () => {
    const { server, port } = await listening({ patience: 1000 })
    const socket = await socketTo(port)
    socket.write(
      'POST /api/v1/read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"te',
    )
    const text = await heard(socket, 60_000)
    expect(text).toMatch(/^HTTP\/1\.1 (?:408|503)|^$/)
    expect(socket.destroyed || socket.readyState === 'closed').toBe(true)
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
    expect(server.log.join('')).not.toContain('"te')
  })

  it('answers others while one takes its answer byte by byte', async () => {
    const { server, port } = await listening()
    const [article] = await server.add({ ...BRIDGE, text: LONG })
    const slow = await socketTo(port)
    slow.pause()
    slow.write(`GET /api/v1/articles/${article}/reading HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    for (let i = 0; i < 5; i++) expect((await fetch(`http://127.0.0.1:${port}/api/v1/articles`)).status).toBe(200)
    slow.resume()
    expect(await heard(slow, 20_000)).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*\}$/)
  })

  it('goes on when callers leave in the middle of answers', async () => {
    const { server, port } = await listening()
    const [article] = await server.add({ ...BRIDGE, text: LONG })
    for (let i = 0; i < 20; i++) {
      const socket = await socketTo(port)
      socket.write(`GET /api/v1/articles/${article}/reading HTTP/1.1\r\nHost: localhost\r\n\r\n`)
      if (i % 2 === 0) await new Promise(resolve => socket.once('data', resolve))
      socket.destroy()
    }
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/articles/${article}/reading`)).status).toBe(200)
    expect(server.log.join('')).not.toContain('"level":50')
  })
})

/** Server-sent events as they come. */
async function* eventsOf(answer: Response): AsyncGenerator<{ readonly event: string; readonly job: wire.Job }> {
  let text = ''
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event, data] = /event: (\w+)\ndata: (.*)/.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      if (event !== undefined) yield { event, job: JSON.parse(data!) as wire.Job }
    }
  }
}

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const begin = async (port: number, path: string, body: object): Promise<wire.Job> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(202)
  const job = (await answer.json()) as wire.Job
  expect(answer.headers.get('location')).toBe(`/api/v1/jobs/${job.id}`)
  return job
}

describe('jobs', () => {
  it('tell their progress as events, and end with what became of them', async () => {
    const { port } = await listening()
    const { id } = await begin(port, '/articles', {
      text: BRIDGE.text,
      outlet: 'Norvale Courier',
      published: '2031-05-12',
    })
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/jobs/${id}/events`)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const events = await all(eventsOf(answer))
    expect(events.at(-1)).toMatchObject({ event: 'end', job: { id, state: 'done', done: 1, failed: 0 } })
    const [report] = events.at(-1)!.job.reports
    expect(report).toMatchObject({ outcome: 'added', article: expect.stringMatching(/^a/) })
    const kept = (await (
      await fetch(`http://127.0.0.1:${port}/api/v1/articles/${report!.article}`)
    ).json()) as wire.Article
    expect(kept).toMatchObject({ text: BRIDGE.text, outlet: 'Norvale Courier', publishedAt: '2031-05-12' })
  })

  it('can be cancelled while they wait and while they run, and those who follow hear of it', async () => {
    const { server, port } = await listening()
    await server.add(
      ...Array.from({ length: 12 }, (_, i) => ({
        ...BRIDGE,
        text: `${i}. ${BRIDGE.text}`,
        url: `https://courier.example/${i}`,
      })),
    )
    // Every article has this reading: the export is what takes time.
    const first = await begin(port, '/jobs', { kind: 'export', format: 'jsonl' })
    const second = await begin(port, '/jobs', { kind: 'export', format: 'csv' })
    const followed = await fetch(`http://127.0.0.1:${port}/api/v1/jobs/${second.id}/events`)
    const cancel = (id: string) => fetch(`http://127.0.0.1:${port}/api/v1/jobs/${id}`, { method: 'DELETE' })
    expect((await cancel(second.id)).status).toBe(200)
    const events = await all(eventsOf(followed))
    expect(events.at(-1)).toMatchObject({ event: 'end', job: { state: expect.stringMatching(/cancelled|done/) } })
    const again = await cancel(second.id)
    expect([again.status, ((await again.json()) as wire.Failure).code]).toEqual([409, 'job-ended'])
    await cancel(first.id)
    const jobs = (await (await fetch(`http://127.0.0.1:${port}/api/v1/jobs`)).json()) as wire.JobList
    expect(jobs.items.map(j => j.id)).toEqual([second.id, first.id])
  })

  it('forget a follower who leaves', async () => {
    const { server, port } = await listening()
    await server.add(BRIDGE, FERRY)
    const { id } = await begin(port, '/jobs', { kind: 'export', format: 'html' })
    const leaving = new AbortController()
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/jobs/${id}/events`, { signal: leaving.signal })
    leaving.abort()
    await expect(answer.text()).rejects.toThrow()
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  })

  it('write exports that can be fetched', async () => {
    const { server, port } = await listening()
    await server.add(BRIDGE, FERRY)
    const { id, result } = await begin(port, '/jobs', { kind: 'export', format: 'csv', outlet: 'Dunmere Herald' })
    await all(eventsOf(await fetch(`http://127.0.0.1:${port}/api/v1/jobs/${id}/events`)))
    const file = await fetch(`http://127.0.0.1:${port}${result}`)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="ascribe.csv"')
    const text = await file.text()
    expect(text).toContain('The ferry is safe')
    expect(text).not.toContain('another winter')
  })
})

describe('reports side by side', () => {
  it('are compared behind what is answered, after something was added', async () => {
    const { port } = await listening()
    const twin = BRIDGE.text.replace('Bridge at Norvale to close', 'Norvale bridge closes on Friday')
    for (const [text, outlet] of [
      [BRIDGE.text, 'Norvale Courier'],
      [twin, 'Dunmere Herald'],
    ])
      await begin(port, '/articles', { text, outlet, published: '2031-05-12' })
    let found: wire.StoryPage | null = null
    for (let i = 0; i < 300 && (found === null || found.items.length === 0); i++) {
      await sleep(200)
      found = (await (await fetch(`http://127.0.0.1:${port}/api/v1/stories`)).json()) as wire.StoryPage
    }
    expect(found!.items[0]).toMatchObject({ articles: 2, outlets: expect.arrayContaining(['Dunmere Herald']) })
    const at = (path: string) => fetch(`http://127.0.0.1:${port}/api/v1${path}`).then(answer => answer.json())
    const story = (await at(`/stories/${found!.items[0]!.id}`)) as wire.Story
    expect(story.articles.map(a => a.outlet).toSorted()).toEqual(['Dunmere Herald', 'Norvale Courier'])
    const voices = (await at(`/stories/${story.id}/voices`)) as wire.Voices
    const lowe = voices.voices.find(v => v.name === 'Ada Lowe')!
    expect(new Set(lowe.said.map(s => s.article)).size).toBe(2)
    const families = (await at('/families')) as wire.FamilyPage
    const words = families.items.flatMap(f => f.variants.flatMap(v => v.words))
    expect(words.some(w => w.includes('another winter'))).toBe(true)
  })
})

describe('an end', () => {
  it('is told to those who ask after it, and answers what is under way', async () => {
    const { server, port } = await listening()
    await server.add(BRIDGE)
    // A connection that stays open, so that a request can still come in.
    const socket = await socketTo(port)
    let text = ''
    socket.on('data', data => {
      text += data.toString()
    })
    const headers = { 'content-type': 'application/json' }
    const reading = fetch(`http://127.0.0.1:${port}/api/v1/read`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text: LONG }),
    })
    await sleep(30)
    const ended = server.app.close()
    expect((await reading).status).toBe(200)
    await ended
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow()
    socket.destroy()
    expect(text === '' || text.includes('503')).toBe(true)
  })

  it('ends jobs and those who follow them', async () => {
    const { server, port } = await listening()
    await server.add(BRIDGE, FERRY)
    const jobs = [
      await begin(port, '/jobs', { kind: 'export', format: 'html' }),
      await begin(port, '/jobs', { kind: 'reread' }),
    ]
    const followed = await fetch(`http://127.0.0.1:${port}/api/v1/jobs/${jobs[1]!.id}/events`)
    const ended = server.app.close()
    const events = await all(eventsOf(followed))
    expect(events.at(-1)).toMatchObject({ event: 'end' })
    await ended
    await server.store.counts() // the record is still open: it is its owner's to close
  })

  it('is seen by whoever watches readiness', async () => {
    const { server } = await listening()
    const ready = async () => server.app.inject({ url: '/ready', headers: { host: 'localhost' } })
    expect((await ready()).json()).toEqual({ status: 'ready' })
    await server.store.close()
    const gone = await ready()
    expect(gone.statusCode).toBeGreaterThanOrEqual(500)
    expect(gone.json()).toMatchObject({ code: expect.any(String), next: expect.any(String) })
  })
})
