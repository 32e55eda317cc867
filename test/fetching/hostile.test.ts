import { createServer, type Server } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type Fetcher, type FetchOptions, openFetcher } from '../../src/fetching/index.ts'
import { AscribeError } from '../../src/vocabulary/index.ts'
import { type HostileServer, openHostileServer, type Reply, replies } from '../hostile-server/index.ts'
import { failureOf, fakeOutside } from './world.ts'

const open: (Fetcher | HostileServer)[] = []
const servers: Server[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(thing => thing.close()))
  for (const server of servers.splice(0)) server.close()
})

const MIB = 1024 * 1024

/** Small bounds; one try, so that the first failure is the one that is seen. */
async function setUp(options: FetchOptions = {}) {
  const server = await openHostileServer()
  const fetcher = openFetcher({ allowPrivate: true, tries: 1, ...options }, fakeOutside())
  open.push(server, fetcher)
  return { server, fetcher }
}

describe('a hostile server', () => {
  const cases: readonly (readonly [string, Reply, string, FetchOptions?])[] = [
    ['a body that never ends', replies.endlessBody, 'page-too-large', { maxBytes: MIB }],
    ['a header that never ends', replies.endlessHeader, 'header-too-large'],
    [
      'a header that fits but not the bound',
      replies.page('', { 'x-long': 'x'.repeat(5000) }),
      'header-too-large',
      { maxHeader: 4096 },
    ],
    ['hints that never end', replies.endlessHints, 'bad-answer'],
    ['trailers that never end', replies.endlessTrailers, 'header-too-large'],
    ['a gzip bomb', replies.bomb('gzip', 50), 'compression-bomb'],
    ['a deflate bomb', replies.bomb('deflate', 50), 'compression-bomb'],
    ['a brotli bomb', replies.bomb('br', 50), 'compression-bomb'],
    ['a bomb within a bomb', replies.bomb('gzip, gzip', 50), 'compression-bomb'],
    ['a bomb of an allowed ratio', replies.bomb('gzip', 50), 'page-too-large', { maxRatio: 5000, maxBytes: MIB }],
    ['packed seven times over', replies.packed('x', Array(7).fill('gzip')), 'bad-encoding'],
    ['packed as nobody asked', replies.page('x', { 'content-encoding': 'zstd' }), 'bad-encoding'],
    ['an encoding like a property', replies.page('x', { 'content-encoding': '__proto__' }), 'bad-encoding'],
    ['not packed as it says', replies.page('plain text', { 'content-encoding': 'gzip' }), 'bad-encoding'],
    ['not brotli as it says', replies.page(Buffer.alloc(1000, 0x11), { 'content-encoding': 'br' }), 'bad-encoding'],
    ['a packed body that breaks off', replies.packed('x'.repeat(1000), ['gzip'], 'gzip, br'), 'bad-encoding'],
    ['a length that is too long', replies.shortLength, 'cut-off'],
    [
      'a length beyond the bound',
      replies.raw('HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n', false),
      'page-too-large',
      { maxBytes: MIB },
    ],
    ['a length that is no number', replies.raw('HTTP/1.1 200 OK\r\nContent-Length: 1e9\r\n\r\nhi'), 'bad-answer'],
    ['two lengths', replies.twoLengths, 'bad-answer'],
    ['a chunk that breaks off', replies.cutChunk, 'cut-off'],
    ['no last chunk', replies.noLastChunk, 'cut-off'],
    ['a chunk without length', replies.badChunk, 'bad-answer'],
    ['another protocol', replies.notHttp, 'bad-answer'],
    ['no answer but goodbye', replies.hangUp, 'connect-failed'],
    ['a slow drip', replies.drip(5), 'fetch-timeout', { totalTimeout: 150 }],
    ['silence', replies.silent, 'fetch-timeout', { totalTimeout: 150 }],
    ['an image with terminal escapes', replies.badHeader, 'bad-answer'],
    [
      'an upgrade',
      replies.raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', false),
      'connect-failed',
    ],
    ['status 999', replies.raw('HTTP/1.1 999 Hm\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'), 'server-failed'],
  ]
  it.each(cases.map(([what, reply, code, options]) => [what, { reply, code, options }] as const))(
    'with %s is answered with an error',
    async (_, { reply, code, options }) => {
      const { server, fetcher } = await setUp(options)
      server.on('/page', reply)
      const failure = await failureOf(fetcher.fetch(server.url('/page')))
      expect(failure.code, failure.message).toBe(code)
      expect(failure.next).not.toBe('')
      expect(failure.message + failure.next).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      // The fetcher is none the worse for it.
      server.on('/good', replies.page('good'))
      expect((await fetcher.fetch(server.url('/good'))).bytes).toHaveLength(4)
    },
  )

  it('cannot put words into a message', async () => {
    const { server, fetcher } = await setUp()
    const evil = '\u001b[31m\u202eowned'
    server.on('/type', replies.raw(`HTTP/1.1 200 ${evil}\r\nContent-Type: image/x\u0080y\r\nContent-Length: 0\r\n\r\n`))
    server.on('/place', replies.raw('HTTP/1.1 302 Found\r\nLocation: /x\u001b[31m\u0007y\r\nContent-Length: 0\r\n\r\n'))
    server.on(
      '/host',
      replies.raw('HTTP/1.1 302 Found\r\nLocation: http://[\u001b]0;x\u0007\r\nContent-Length: 0\r\n\r\n'),
    )
    for (const path of ['/type', '/place', '/host']) {
      const outcome = await fetcher.fetch(server.url(path)).catch(error => error)
      expect(JSON.stringify({ ...outcome, message: outcome.message })).not.toMatch(/\\u00[01]|\\u202e|\u0080|\u009b/)
    }
  })

  it('cannot follow one good answer with a second of its own', async () => {
    const { server, fetcher } = await setUp()
    const good = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\ngood'
    server.on(
      '/two',
      replies.raw(`${good}HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nevil`, false),
    )
    server.on('/next', replies.page('next'))
    expect(new TextDecoder().decode((await fetcher.fetch(server.url('/two'))).bytes)).toBe('good')
    expect(new TextDecoder().decode((await fetcher.fetch(server.url('/next'))).bytes)).toBe('next')
  })

  it('that does not let us connect is left', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    await new Promise(resolve => server.close(resolve))
    const { fetcher } = await setUp()
    const failure = await failureOf(fetcher.fetch(`http://127.0.0.1:${port}/`))
    expect(failure).toMatchObject({ code: 'connect-failed', message: expect.stringContaining('ECONNREFUSED') })
  })

  it('behind a name server that never answers is left', async () => {
    const outside = { ...fakeOutside(), lookup: () => new Promise<never>(() => {}) }
    const fetcher = openFetcher({ tries: 1, totalTimeout: 100 }, outside)
    open.push(fetcher)
    const failure = await failureOf(fetcher.fetch('http://news.example/'))
    expect(failure).toMatchObject({ code: 'robots-unreachable', message: expect.stringContaining('fetch-timeout') })
  })

  it('that speaks plainly where TLS is expected is left', async () => {
    const { server, fetcher } = await setUp()
    server.on('/', replies.page('hi'))
    expect((await failureOf(fetcher.fetch(`https://127.0.0.1:${server.port}/`))).code).toBe('tls-failed')
  })
})

describe('any bytes at all', () => {
  const packed = gzipSync('<p>“It rained,” said Ada Lund.</p>').toString('latin1')
  const answers = [
    'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: "1"\r\n\r\n5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n',
    `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n${packed}`,
    'HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 503 Busy\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 404 Not Found\r\n\r\n',
  ]
  const damage = fc.record({
    at: fc.nat(200),
    remove: fc.nat(3),
    insert: fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('\r\n', '\0', '\u00ff', ': ', '99999999999999999999', 'x'.repeat(300)),
    ),
  })
  const answer = fc
    .tuple(fc.constantFrom(...answers), fc.array(damage, { minLength: 1, maxLength: 3 }), fc.option(fc.nat(150)))
    .map(([bytes, damages, cut]) => {
      for (const { at, remove, insert } of damages) bytes = bytes.slice(0, at) + insert + bytes.slice(at + remove)
      return bytes.slice(0, cut ?? undefined)
    })

  it('become a page or an error of ours, and nothing is left behind', async () => {
    const { server, fetcher } = await setUp({ pace: 0, totalTimeout: 2000, longestWait: 2 ** 31 - 1 })
    const stray: unknown[] = []
    const note = (reason: unknown) => stray.push(reason)
    process.on('unhandledRejection', note)
    process.on('uncaughtException', note)
    await fc.assert(
      fc.asyncProperty(answer, async bytes => {
        server.on('/page', replies.raw(bytes))
        const outcome = await fetcher.fetch(server.url('/page')).catch(error => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AscribeError)
        else expect(outcome).toMatchObject({ asked: server.url('/page'), notModified: false })
      }),
      { numRuns: 300 },
    )
    await new Promise(resolve => setImmediate(resolve))
    process.off('unhandledRejection', note)
    process.off('uncaughtException', note)
    expect(stray).toEqual([])
  })
})

describe('patience', () => {
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'
  it.each<[string, Reply, FetchOptions, string]>([
    ['a header that does not come', replies.silent, { headerTimeout: 50 }, 'did not answer within 50 ms'],
    ['half a header', replies.raw(head, false), { headerTimeout: 50 }, 'did not answer within 50 ms'],
    [
      'half a body',
      replies.raw(`${head}Content-Length: 9\r\n\r\nhalf`, false),
      { idleTimeout: 50 },
      'fell silent and sent nothing more within 50 ms',
    ],
    ['a body that drips', replies.drip(5), { totalTimeout: 100 }, 'did not end within 100 ms'],
  ])('ends with %s', async (_, reply, options, words) => {
    const { server, fetcher } = await setUp(options)
    server.on('/page', reply)
    const failure = await failureOf(fetcher.fetch(server.url('/page')))
    expect(failure).toMatchObject({ code: 'fetch-timeout', message: `${server.url('/page')} ${words}` })
  })
})

describe('an honest server', () => {
  it('may hint at what is to come', async () => {
    const { server, fetcher } = await setUp()
    const hint = 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n'
    server.on('/page', replies.raw(`${hint}${hint}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi`))
    expect(await fetcher.fetch(server.url('/page'))).toMatchObject({ status: 200, mediaType: null })
  })

  it('may send a large page that packs well', async () => {
    const { server, fetcher } = await setUp()
    const rows = Array.from({ length: 60_000 }, (_, n) => `<tr><td>${(n * 7919) % 1000}</td><td>open</td></tr>`).join(
      '\n',
    )
    server.on('/page', replies.packed(rows, ['gzip']))
    expect((await fetcher.fetch(server.url('/page'))).bytes).toHaveLength(rows.length)
  })

  it('may send exactly as much as is allowed', async () => {
    const { server, fetcher } = await setUp({ maxBytes: 1000 })
    server.on('/just', replies.page('x'.repeat(1000)))
    server.on('/over', replies.page('x'.repeat(1001)))
    server.on('/packed', replies.packed('x'.repeat(1000), ['gzip']))
    server.on('/over-packed', replies.packed('x'.repeat(1001), ['gzip']))
    expect((await fetcher.fetch(server.url('/just'))).bytes).toHaveLength(1000)
    expect((await fetcher.fetch(server.url('/packed'))).bytes).toHaveLength(1000)
    expect((await failureOf(fetcher.fetch(server.url('/over')))).code).toBe('page-too-large')
    expect((await failureOf(fetcher.fetch(server.url('/over-packed')))).code).toBe('page-too-large')
  })
})
