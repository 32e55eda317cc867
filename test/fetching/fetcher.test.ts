import { afterEach, describe, expect, it } from 'vitest'
import { version } from '../../package.json'
import { DEFAULT_USER_AGENT, type Fetcher, type FetchOptions, openFetcher } from '../../src/fetching/index.ts'
import { type HostileServer, openHostileServer, replies } from '../hostile-server/index.ts'
import { type FakeOutside, failureOf, fakeOutside, resolverDown } from './world.ts'

const HTML = '<html><body><p>“It rained,” said Ada Lund.</p></body></html>'
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

const open: (Fetcher | HostileServer)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(thing => thing.close()))
})

async function setUp(options: FetchOptions = {}, names: Parameters<typeof fakeOutside>[0] = {}) {
  const server = await openHostileServer()
  const outside: FakeOutside = fakeOutside({ 'news.example': ['127.0.0.1'], ...names })
  const fetcher = openFetcher({ allowPrivate: ['127.0.0.1/32'], ...options }, outside)
  open.push(server, fetcher)
  return { server, outside, fetcher }
}

describe('fetching a page', () => {
  it('gives bytes, where they came from, and what the server says of them', async () => {
    const { server, fetcher } = await setUp()
    server.on('/page?q=1', replies.page(HTML, { 'content-type': 'Text/HTML; Charset="ISO-8859-1"', etag: 'W/"7"' }))
    const page = await fetcher.fetch(server.url('/page?q=1#part', 'NEWS.example.'))
    expect({ ...page, bytes: text(page.bytes) }).toEqual({
      asked: server.url('/page?q=1', 'news.example'),
      url: server.url('/page?q=1', 'news.example'),
      hops: [{ url: server.url('/page?q=1', 'news.example'), status: 200 }],
      status: 200,
      notModified: false,
      bytes: HTML,
      mediaType: 'text/html',
      charset: 'iso-8859-1',
      etag: 'W/"7"',
      lastModified: null,
      fetchedAt: '2026-11-23T08:00:00.000Z',
    })
    expect(page.bytes.buffer.byteLength).toBe(page.bytes.length)
  })

  it('says who asks, and keeps no cookie', async () => {
    expect(DEFAULT_USER_AGENT).toMatch(new RegExp(`^Ascribe/${version.replaceAll('.', '\\.')} \\(\\+https://`))
    const { server, fetcher } = await setUp()
    server.on('/a', replies.page(HTML, { 'set-cookie': ['id=1', 'way=2; Domain=example'] }))
    server.on('/b', replies.page(HTML))
    await fetcher.fetch(server.url('/a'))
    await fetcher.fetch(server.url('/b'))
    for (const { headers } of server.requests) {
      expect(headers['user-agent']).toBe(DEFAULT_USER_AGENT)
      expect(Object.keys(headers).toSorted()).toEqual(
        ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'user-agent'].toSorted(),
      )
    }
  })

  it.each([
    [['gzip'], undefined],
    [['x-gzip'], undefined],
    [['deflate'], undefined],
    [['deflate-raw'], 'deflate'],
    [['br'], undefined],
    [['gzip', 'br'], undefined],
    [['deflate', 'gzip', 'br'], undefined],
    [[], 'identity'],
    [['gzip'], 'identity, GZip'],
  ] as const)('undoes the encodings %j (said: %j)', async (encodings, said) => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.packed(HTML, encodings, said))
    expect(text((await fetcher.fetch(server.url('/page'))).bytes)).toBe(HTML)
  })

  it('takes an empty body for what it is, packed or not', async () => {
    const { server, fetcher } = await setUp()
    server.on('/plain', replies.page(''))
    server.on('/packed', replies.page('', { 'content-encoding': 'gzip, br' }))
    expect((await fetcher.fetch(server.url('/plain'))).bytes).toHaveLength(0)
    expect((await fetcher.fetch(server.url('/packed'))).bytes).toHaveLength(0)
  })

  it.each([
    ...[
      'text/html',
      'application/xhtml+xml',
      'text/xml',
      'application/xml',
      'application/rss+xml',
      'application/atom+xml',
    ],
    ...['application/feed+json', 'application/json', 'application/ld+json', 'text/plain', 'text/markdown', 'text/csv'],
    ...[
      'application/pdf',
      'application/warc',
      'application/zip',
      'application/gzip',
      'message/rfc822',
      'text/x-markdown',
    ],
    ...['application/vnd.iptc.g2.newsitem+xml', 'application/octet-stream', 'application/x-ndjson'],
  ])('reads %s', async mediaType => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.page(HTML, { 'content-type': mediaType }))
    expect(await fetcher.fetch(server.url('/page'))).toMatchObject({ mediaType, charset: null })
  })

  it.each([
    'image/png',
    'video/mp4',
    'audio/mpeg',
    'font/woff2',
    'text/css',
    'text/javascript',
    'application/javascript',
  ])('does not read %s', async mediaType => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.page(HTML, { 'content-type': mediaType }))
    expect((await failureOf(fetcher.fetch(server.url('/page')))).code).toBe('not-news-media')
  })

  it('reads a page without content type', async () => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.raw(`HTTP/1.1 200 OK\r\nContent-Length: ${HTML.length}\r\n\r\n${HTML}`))
    expect((await fetcher.fetch(server.url('/page'))).mediaType).toBeNull()
  })

  it.each([
    [404, 'page-not-found'],
    [410, 'page-not-found'],
    [401, 'access-denied'],
    [402, 'access-denied'],
    [403, 'access-denied'],
    [451, 'access-denied'],
    [400, 'unexpected-status'],
    [418, 'unexpected-status'],
    [204, 'unexpected-status'],
    [206, 'unexpected-status'],
    [300, 'unexpected-status'],
    [304, 'unexpected-status'],
    [501, 'server-failed'],
  ])('answers status %i with %s, at once', async (status, code) => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.status(status))
    expect((await failureOf(fetcher.fetch(server.url('/page')))).code).toBe(code)
    expect(server.asked('/page')).toBe(1)
  })
})

describe('asking again', () => {
  const LAST = 'Sun, 22 Nov 2026 10:00:00 GMT'

  it('lets the server say that nothing has changed', async () => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.validated(HTML, '"v1"', LAST))
    const before = await fetcher.fetch(server.url('/page'))
    expect(before).toMatchObject({ etag: '"v1"', lastModified: LAST, notModified: false })
    for (const known of [before, { etag: before.etag }, { lastModified: before.lastModified }]) {
      const again = await fetcher.fetch(server.url('/page'), known)
      expect(again).toMatchObject({ notModified: true, status: 304, bytes: new Uint8Array(), etag: '"v1"' })
    }
    expect((await fetcher.fetch(server.url('/page'), { etag: '"v0"' })).notModified).toBe(false)
  })

  it('sends what it knows to that address alone, not to where a redirect leads today', async () => {
    const { server, fetcher } = await setUp()
    server.on('/latest', replies.inTurn(replies.redirect('/monday'), replies.redirect('/sunday')))
    server.on('/monday', replies.validated('monday', '"m"', LAST))
    server.on('/sunday', replies.validated('sunday', '"m"', LAST))
    const monday = await fetcher.fetch(server.url('/latest'))
    expect(monday.url).toBe(server.url('/monday'))
    const sunday = await fetcher.fetch(server.url('/latest'), { ...monday, of: monday.url })
    expect(text(sunday.bytes)).toBe('sunday')
    server.on('/latest', replies.redirect('/monday'))
    expect((await fetcher.fetch(server.url('/latest'), { ...monday, of: monday.url })).notModified).toBe(true)
    expect((await fetcher.fetch(server.url('/latest'), monday)).notModified).toBe(false)
  })

  it('sends nothing that would break the request', async () => {
    const { server, fetcher } = await setUp()
    server.on('/page', replies.page(HTML))
    const hostile = { etag: '"x"\r\nX-Injected: 1', lastModified: 'now\u0000' }
    expect((await fetcher.fetch(server.url('/page'), hostile)).notModified).toBe(false)
    expect(server.requests.at(-1)!.headers).not.toHaveProperty('if-none-match')
    expect(server.requests.at(-1)!.headers).not.toHaveProperty('x-injected')
  })
})

describe('redirects', () => {
  it('are followed and told', async () => {
    const { server, fetcher } = await setUp()
    server.on('/a', replies.redirect('b?x=1#frag', 301))
    server.on('/b?x=1', replies.redirect(`//news.example:${server.port}/c`, 307))
    server.on('/c', replies.redirect(server.url('/d', 'news.example'), 308))
    server.on('/d', replies.page(HTML))
    const page = await fetcher.fetch(server.url('/a'))
    expect(page.asked).toBe(server.url('/a'))
    expect(page.url).toBe(server.url('/d', 'news.example'))
    expect(page.hops.map(hop => hop.status)).toEqual([301, 307, 308, 200])
    expect(page.hops.map(hop => new URL(hop.url).pathname)).toEqual(['/a', '/b', '/c', '/d'])
  })

  it('may lead to addresses in other scripts', async () => {
    const { server, fetcher } = await setUp()
    server.on(
      '/a',
      replies.raw(
        `HTTP/1.1 302 Found\r\nLocation: /${Buffer.from('größe').toString('latin1')}\r\nContent-Length: 0\r\n\r\n`,
      ),
    )
    server.on('/gr%C3%B6%C3%9Fe', replies.page(HTML))
    expect(text((await fetcher.fetch(server.url('/a'))).bytes)).toBe(HTML)
  })

  const refused: readonly (readonly [string, string])[] = [
    ['http://169.254.169.254/latest/meta-data/', 'address-refused'],
    ['http://localhost.near.example/', 'address-refused'],
    ['http://127.0.0.2/', 'address-refused'],
    ['http://2130706434/', 'address-refused'],
    ['http://[::1]/', 'address-refused'],
    ['http://[::ffff:127.0.0.2]/', 'address-refused'],
    ['http://10.0.0.1:8080/admin', 'address-refused'],
    ['http://both.example/', 'address-refused'],
    ['//0x7f.2/', 'address-refused'],
    ['file:///etc/passwd', 'scheme-refused'],
    ['ftp://news.example/x', 'scheme-refused'],
    ['javascript:alert(1)', 'scheme-refused'],
    ['data:text/html,hi', 'scheme-refused'],
    ['http://ada:secret@news.example/', 'credentials-in-url'],
    ['http://news.example:25/', 'port-refused'],
    ['http://[broken', 'bad-redirect'],
    ['', 'bad-redirect'],
  ]
  it.each(refused)('to %j end with %s', async (to, code) => {
    const { server, fetcher } = await setUp(
      {},
      { 'localhost.near.example': ['127.0.0.2'], 'both.example': ['127.0.0.1', '192.168.0.1'] },
    )
    server.on('/a', replies.redirect(to))
    expect((await failureOf(fetcher.fetch(server.url('/a')))).code).toBe(code)
  })

  it('without a place, or with two, end with bad-redirect', async () => {
    const { server, fetcher } = await setUp()
    server.on('/none', replies.status(302))
    server.on('/two', replies.status(302, { location: ['/a', '/b'] }))
    expect((await failureOf(fetcher.fetch(server.url('/none')))).code).toBe('bad-redirect')
    expect((await failureOf(fetcher.fetch(server.url('/two')))).code).toBe('bad-redirect')
  })

  it('in a circle are left at once, as are too many', async () => {
    const { server, fetcher } = await setUp({ maxRedirects: 4 })
    server.on('/self', replies.redirect('/self#again'))
    server.on('/a', replies.redirect('/b'))
    server.on('/b', replies.redirect('/a'))
    for (let n = 0; n < 6; n++) server.on(`/${n}`, replies.redirect(`/${n + 1}`))
    server.on('/6', replies.page(HTML))
    expect((await failureOf(fetcher.fetch(server.url('/self')))).code).toBe('redirect-loop')
    expect((await failureOf(fetcher.fetch(server.url('/a')))).code).toBe('redirect-loop')
    expect((await failureOf(fetcher.fetch(server.url('/0')))).code).toBe('too-many-redirects')
    expect(server.asked('/self')).toBe(1)
    expect(server.asked('/5')).toBe(0)
    expect((await fetcher.fetch(server.url('/2'))).hops).toHaveLength(5)
  })
})

describe('a name that changes its address (DNS rebinding)', () => {
  it('is judged and connected to by one and the same answer', async () => {
    let asked = 0
    const { server, fetcher } = await setUp({}, { 'rebind.example': () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.2'] })
    server.on('/page', replies.inTurn(replies.status(503, { connection: 'close' }), replies.page(HTML)))
    server.on('/robots.txt', replies.status(404, { connection: 'close' }))
    // The robots.txt comes from the first answer; the page's own connection asks the name again and gets the bad one.
    expect((await failureOf(fetcher.fetch(server.url('/page', 'rebind.example')))).code).toBe('address-refused')
    expect(asked).toBe(2)
    expect(server.asked('/page')).toBe(0)
  })

  it('is looked up once for each connection', async () => {
    const { server, outside, fetcher } = await setUp()
    server.on('/page', replies.page(HTML))
    await fetcher.fetch(server.url('/page', 'news.example'))
    expect(outside.lookups).toEqual(['news.example'])
  })

  it('finds the address that answers among several', async () => {
    const { server, fetcher } = await setUp(
      { allowPrivate: ['127.0.0.0/8'] },
      { 'two.example': ['127.0.0.9', '127.0.0.1'] },
    )
    server.on('/page', replies.page(HTML))
    expect((await fetcher.fetch(server.url('/page', 'two.example'))).status).toBe(200)
  })

  it('may be localhost where private addresses are allowed', async () => {
    const { server, fetcher } = await setUp({ allowPrivate: true }, { localhost: ['127.0.0.1'] })
    server.on('/page', replies.page(HTML))
    expect((await fetcher.fetch(server.url('/page', 'localhost'))).status).toBe(200)
  })
})

describe('manners', () => {
  it('asks a host once a second, from start to start, and other hosts meanwhile', async () => {
    const { server, outside, fetcher } = await setUp()
    for (const path of ['/a', '/b', '/c']) server.on(path, replies.page(HTML))
    await fetcher.fetch(server.url('/a'))
    await fetcher.fetch(server.url('/a', 'news.example'))
    expect(outside.waits).toEqual([])
    await fetcher.fetch(server.url('/b'))
    outside.pass(400)
    await fetcher.fetch(server.url('/c'))
    outside.pass(5000)
    await fetcher.fetch(server.url('/a'))
    expect(outside.waits).toEqual([1000, 600])
  })

  it('counts redirects as requests', async () => {
    const { server, outside, fetcher } = await setUp({ pace: 700 })
    server.on('/a', replies.redirect('/b'))
    server.on('/b', replies.page(HTML))
    await fetcher.fetch(server.url('/a'))
    expect(outside.waits).toEqual([700])
  })

  it('tries again where a failure may pass, with longer and longer pauses', async () => {
    const { server, outside, fetcher } = await setUp({ pace: 0 })
    server.on('/busy', replies.inTurn(replies.status(503), replies.status(502), replies.page(HTML)))
    expect((await fetcher.fetch(server.url('/busy'))).hops).toHaveLength(1)
    expect(outside.waits).toEqual([1000, 2000])
    server.on('/down', replies.status(500))
    expect((await failureOf(fetcher.fetch(server.url('/down')))).code).toBe('server-failed')
    expect(server.asked('/down')).toBe(3)
    server.on('/flaky', replies.inTurn(replies.hangUp, replies.cutChunk, replies.page(HTML)))
    expect((await fetcher.fetch(server.url('/flaky'))).status).toBe(200)
  })

  it('waits as long as Retry-After says, for every page of the host', async () => {
    const { server, outside, fetcher } = await setUp()
    const date = new Date(outside.now() + 30_000).toUTCString()
    server.on('/a', replies.inTurn(replies.status(429, { 'retry-after': '20' }), replies.page(HTML)))
    await fetcher.fetch(server.url('/a'))
    expect(outside.waits).toEqual([20_000])
    server.on('/b', replies.inTurn(replies.status(503, { 'retry-after': date }), replies.page(HTML)))
    await fetcher.fetch(server.url('/b'))
    expect(outside.waits).toEqual([20_000, 1000, 9000])
  })

  it('comes back later where a host asks for a long wait, and leaves it alone until then', async () => {
    const { server, outside, fetcher } = await setUp()
    server.on('/a', replies.inTurn(replies.status(429, { 'retry-after': '3600' }), replies.page(HTML)))
    server.on('/b', replies.page(HTML))
    for (const path of ['/a', '/b', '/a']) {
      const failure = await failureOf(fetcher.fetch(server.url(path)))
      expect(failure).toMatchObject({ code: 'rate-limited', message: expect.stringContaining('3600 s') })
    }
    expect(server.asked('/a') + server.asked('/b')).toBe(1)
    outside.pass(3_600_000)
    expect((await fetcher.fetch(server.url('/b'))).status).toBe(200)
    expect(outside.waits).toEqual([])
  })

  it('gives up on a host that is always too busy', async () => {
    const { server, fetcher } = await setUp()
    server.on('/a', replies.status(429))
    server.on('/b', replies.status(503, { 'retry-after': '1' }))
    expect((await failureOf(fetcher.fetch(server.url('/a')))).code).toBe('rate-limited')
    expect((await failureOf(fetcher.fetch(server.url('/b')))).code).toBe('server-failed')
    expect(server.asked('/a')).toBe(3)
  })

  it('does not try again what cannot get better', async () => {
    const { outside, fetcher } = await setUp(
      {},
      {
        'flaky.example': () => {
          throw resolverDown()
        },
      },
    )
    expect((await failureOf(fetcher.fetch('http://nowhere.example/'))).code).toBe('host-not-found')
    expect(outside.lookups).toHaveLength(1)
    expect((await failureOf(fetcher.fetch('http://flaky.example/'))).code).toBe('dns-failed')
    expect(outside.lookups).toHaveLength(4)
  })
})

describe('many at once', () => {
  it('are all fetched, and nobody warns of leaks', async () => {
    const { server, fetcher, outside } = await setUp({ pace: 10 })
    const warnings: string[] = []
    const note = (warning: Error) => warnings.push(warning.message)
    process.on('warning', note)
    for (let n = 0; n < 60; n++) server.on(`/${n}`, replies.page(`${n}`))
    const { signal } = new AbortController()
    const pages = await Promise.all(
      Array.from({ length: 60 }, (_, n) => fetcher.fetch(server.url(`/${n}`), { signal })),
    )
    expect(pages.map(page => text(page.bytes))).toEqual(Array.from({ length: 60 }, (_, n) => `${n}`))
    expect(outside.waits).toHaveLength(59)
    await new Promise(resolve => setImmediate(resolve))
    process.off('warning', note)
    expect(warnings).toEqual([])
  })
})

describe('calling it off', () => {
  it('ends a fetch that waits, runs or has not begun', async () => {
    const { server, fetcher } = await setUp()
    server.on('/silent', replies.silent)
    server.on('/drip', replies.drip(5))
    expect((await failureOf(fetcher.fetch(server.url('/drip'), { signal: AbortSignal.abort() }))).code).toBe(
      'fetch-cancelled',
    )
    for (const path of ['/silent', '/drip']) {
      const stop = new AbortController()
      const running = failureOf(fetcher.fetch(server.url(path), { signal: stop.signal }))
      const queued = failureOf(fetcher.fetch(server.url(path), { signal: stop.signal }))
      while (server.asked(path) === 0) await new Promise(resolve => setTimeout(resolve, 2))
      stop.abort(new Error('my own reason'))
      expect((await running).code).toBe('fetch-cancelled')
      expect((await queued).code).toBe('fetch-cancelled')
    }
    server.on('/page', replies.page(HTML))
    expect((await fetcher.fetch(server.url('/page'))).status).toBe(200)
  })

  it('ends everything when the fetcher closes', async () => {
    const { server, fetcher } = await setUp()
    server.on('/silent', replies.silent)
    const running = [failureOf(fetcher.fetch(server.url('/silent'))), failureOf(fetcher.fetch(server.url('/silent')))]
    while (server.asked('/silent') === 0) await new Promise(resolve => setTimeout(resolve, 2))
    await fetcher.close()
    for (const failure of await Promise.all(running)) expect(failure.code).toBe('fetcher-closed')
    expect((await failureOf(fetcher.fetch(server.url('/silent')))).code).toBe('fetcher-closed')
    await fetcher.close()
  })
})

describe('options', () => {
  it.each([
    { maxBytes: 0 },
    { tries: 1.5 },
    { pace: -1 },
    { totalTimeout: Number.POSITIVE_INFINITY },
    { userAgent: '' },
    { userAgent: 'Ascribe/1\r\nX-Injected: 1' },
    { userAgent: '(nobody)' },
    { allowPrivate: ['everything'] },
    { authorities: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'] },
  ] satisfies FetchOptions[])('%j make no sense', options => {
    expect(() => openFetcher(options)).toThrow(expect.objectContaining({ code: 'bad-fetch-option' }))
  })
})
