import { afterEach, describe, expect, it } from 'vitest'
import { type Fetcher, type FetchOptions, openFetcher } from '../../src/fetching/index.ts'
import { ROBOTS_BYTES, readRobots } from '../../src/fetching/robots.ts'
import { type HostileServer, openHostileServer, replies } from '../hostile-server/index.ts'
import { failureOf, fakeOutside } from './world.ts'

const ORIGIN = 'https://news.example'
const rulesOf = (text: string) => readRobots(ORIGIN, new TextEncoder().encode(text), 'Ascribe')
const allows = (text: string, path: string) => rulesOf(text).forbids(new URL(path, ORIGIN)) === null

describe('reading a robots.txt', () => {
  it.each<[string, string, boolean]>([
    ['', '/a', true],
    ['User-agent: *\nDisallow: /', '/a', false],
    ['User-agent: *\nDisallow: /', '/robots.txt', true],
    ['User-agent: *\nDisallow:', '/a', true],
    ['\ufeffUser-agent: *\nDisallow: /', '/a', false],
    ['user-AGENT:*\r\nDISALLOW:/a\r\n', '/abc', false],
    ['User-agent: *\rDisallow: /a', '/a', false],
    ['User-agent: *\nDisallow: /a\nAllow: /a/open', '/a/open/1', true],
    ['User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf', false],
    ['User-agent: *\nDisallow: /*.pdf$', '/x/y.pdf?z', true],
    ['User-agent: *\nDisallow: /*?print=', '/x?print=1', false],
    ['User-agent: *\nDisallow: /gr%c3%b6', '/größe', false],
    // A group of our own takes the place of that for all.
    ['User-agent: *\nDisallow: /\n\nUser-agent: ascribe\nDisallow: /private', '/a', true],
    ['User-agent: *\nDisallow: /\n\nUser-agent: Ascribe/9.9\nDisallow: /private', '/private/1', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: ASCRIBE', '/a', true],
    ['User-agent: AscribeBot\nDisallow: /\nUser-agent: other\nDisallow: /', '/a', true],
    // Groups of one name are one; several names share a group.
    [
      'User-agent: Ascribe\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: ascribe\nDisallow: /b',
      '/b',
      false,
    ],
    ['User-agent: x\nUser-agent: Ascribe # us\n\n# rules\nDisallow: /a', '/a', false],
    // Other lines are no part of the groups.
    ['User-agent: *\nSitemap: https://news.example/map.xml\nUser-agent: x\nDisallow: /', '/a', false],
    ['Disallow: /\nUser-agent: *\nAllow: /', '/a', true],
    ['<!doctype html><p>User-agent: *</p><p>Disallow: /</p>', '/a', true],
  ])('%j lets us fetch %s: %s', (text, path, expected) => {
    expect(allows(text, path)).toBe(expected)
  })

  it('takes crawl-delay in seconds, if it is a number', () => {
    expect(rulesOf('User-agent: *\nCrawl-delay: 2.5').crawlDelay).toBe(2500)
    for (const odd of ['-1', 'soon', '', 'Infinity', 'NaN']) {
      expect(rulesOf(`User-agent: *\nCrawl-delay: ${odd}`).crawlDelay).toBe(0)
    }
    expect(rulesOf('User-agent: *\nCrawl-delay: 5\n\nUser-agent: ascribe\nAllow: /').crawlDelay).toBe(0)
  })

  it('does not take the half line at the cut for a rule', () => {
    const filler = `# ${'x'.repeat(97)}\n`.repeat(ROBOTS_BYTES / 100)
    const head = `User-agent: *\n${filler}`.slice(0, ROBOTS_BYTES - 12)
    const cut = `${head}\nDisallow: /`
    expect(cut).toHaveLength(ROBOTS_BYTES)
    expect(allows(cut, '/a')).toBe(true)
    expect(allows(cut.replace('# x', '#'), '/a')).toBe(false)
  })

  it('bears files made to cost time or memory', () => {
    const agents = Array.from({ length: 20_000 }, (_, n) => `User-agent: a${n}\n`).join('')
    const rules = Array.from({ length: 20_000 }, (_, n) => `Disallow: /${n}\n`).join('')
    expect(allows(`${agents}User-agent: *\n${rules}`, '/19999')).toBe(false)
    const stars = `User-agent: *\n${`Allow: /${'*a'.repeat(500)}\n`.repeat(400)}`
    expect(rulesOf(stars).forbids(new URL(`/${'a'.repeat(5000)}`, ORIGIN))).toMatch(/more rules than can be checked/)
    const many = `User-agent: *\n${'Disallow: /a\n'.repeat(39_000)}`
    expect(rulesOf(many).forbids(new URL(`/${'b'.repeat(8000)}`, ORIGIN))).toMatch(/more rules than can be checked/)
    expect(allows(many, `/${'b'.repeat(500)}`)).toBe(true)
    expect(rulesOf('\u0000'.repeat(100_000)).forbids(new URL('/a', ORIGIN))).toBeNull()
    expect(rulesOf(`User-agent: *\nDisallow: /${'%'.repeat(100_000)}`).forbids(new URL('/a', ORIGIN))).toBeNull()
  })
})

const open: (Fetcher | HostileServer)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(thing => thing.close()))
})

async function setUp(options: FetchOptions = {}) {
  const server = await openHostileServer()
  const other = await openHostileServer()
  const outside = fakeOutside({
    'inside.example': ['10.0.0.1'],
    'p1.example': ['127.0.0.1'],
    'p2.example': ['127.0.0.1'],
    'p3.example': ['127.0.0.1'],
  })
  const fetcher = openFetcher({ allowPrivate: ['127.0.0.1/32'], tries: 1, ...options }, outside)
  open.push(server, other, fetcher)
  server.on('/a', replies.page('a'))
  server.on('/b', replies.page('b'))
  const outcome = (path: string) =>
    fetcher.fetch(server.url(path)).then(
      page => page.status,
      error => error.code as string,
    )
  return { server, other, outside, fetcher, outcome }
}

const robots = (text: string) => replies.page(text, { 'content-type': 'text/plain' })

describe('respecting robots.txt', () => {
  it('asks for it once for each origin and lifetime', async () => {
    const { server, outside, outcome } = await setUp({ robotsLifetime: 3_600_000 })
    server.on('/robots.txt', robots('User-agent: *\nDisallow: /b'))
    expect(await Promise.all(['/a', '/b', '/a'].map(outcome))).toEqual([200, 'robots-disallow', 200])
    expect(server.requests.map(request => request.path)).toEqual(['/robots.txt', '/a', '/a'])
    expect(server.requests[0]!.headers['user-agent']).toMatch(/^Ascribe\//)
    server.on('/robots.txt', robots('User-agent: *\nDisallow: /a'))
    outside.pass(3_500_000)
    expect(await outcome('/b')).toBe('robots-disallow')
    outside.pass(101_000)
    expect(await outcome('/b')).toBe(200)
    expect(await outcome('/a')).toBe('robots-disallow')
    expect(server.asked('/robots.txt')).toBe(2)
  })

  it('says which address is forbidden, without controls', async () => {
    const { server, fetcher } = await setUp()
    server.on('/robots.txt', robots('User-agent: *\nDisallow: /'))
    const failure = await failureOf(fetcher.fetch(server.url('/x%1b[31m')))
    expect(failure.message).toBe(`the robots.txt of 127.0.0.1:${server.port} forbids /x%1b[31m to Ascribe`)
  })

  it('respects it at every hop', async () => {
    const { server, other, outcome } = await setUp()
    server.on('/to-other', replies.redirect(other.url('/secret')))
    other.on('/robots.txt', robots('User-agent: ascribe\nDisallow: /secret'))
    other.on('/secret', replies.page('secret'))
    expect(await outcome('/to-other')).toBe('robots-disallow')
    expect(other.asked('/secret')).toBe(0)
  })

  it.each([400, 401, 403, 404, 410, 451])('takes status %i for "no rules"', async status => {
    const { server, outcome } = await setUp()
    server.on('/robots.txt', replies.status(status))
    expect(await outcome('/a')).toBe(200)
  })

  it.each([500, 502, 503, 429])('leaves the site alone for a while after status %i', async status => {
    const { server, outside, outcome } = await setUp()
    server.on('/robots.txt', replies.status(status))
    expect(await outcome('/a')).toBe('robots-unreachable')
    expect(await outcome('/b')).toBe('robots-unreachable')
    expect(server.asked('/robots.txt')).toBe(1)
    server.on('/robots.txt', replies.status(404))
    outside.pass(5 * 60_000)
    expect(await outcome('/a')).toBe(200)
  })

  it.each([
    ['silence', replies.silent],
    ['a drip', replies.drip(5)],
    ['an endless header', replies.endlessHeader],
    ['another protocol', replies.notHttp],
    ['a broken chunk', replies.cutChunk],
    ['wrong packing', replies.page('hm', { 'content-encoding': 'gzip' })],
    ['a place inside', replies.redirect('http://169.254.169.254/robots.txt')],
    ['a file', replies.redirect('file:///etc/passwd')],
    ['at a name that stands for a place inside', replies.redirect('http://inside.example/robots.txt')],
    ['at a host that is not there', replies.redirect('http://nowhere.example/robots.txt')],
  ])('leaves the site alone when robots.txt is %s', async (_, reply) => {
    const { server, outcome } = await setUp({ totalTimeout: 150 })
    server.on('/robots.txt', reply)
    expect(await outcome('/a')).toBe('robots-unreachable')
    expect(server.asked('/a')).toBe(0)
  })

  it('follows five redirects, also to other sites, and lets the rules hold for the first', async () => {
    const { server, other, outcome } = await setUp()
    server.on('/robots.txt', replies.redirect('/r1', 301))
    for (const n of [1, 2, 3]) server.on(`/r${n}`, replies.redirect(`/r${n + 1}`))
    server.on('/r4', replies.redirect(other.url('/rules')))
    other.on('/rules', robots('User-agent: *\nDisallow: /b'))
    expect(await outcome('/b')).toBe('robots-disallow')
    expect(await outcome('/a')).toBe(200)
  })

  it('keeps the pace of a host to which many robots.txt point', async () => {
    const { server, outside, fetcher } = await setUp()
    server.on('/robots.txt', replies.redirect(server.url('/rules')))
    server.on('/rules', robots(''))
    for (const host of ['p1.example', 'p2.example', 'p3.example']) {
      expect((await fetcher.fetch(server.url('/a', host))).status).toBe(200)
    }
    expect(outside.waits).toEqual([1000, 1000])
  })

  it('takes more than five redirects for "no rules"', async () => {
    const { server, outcome } = await setUp()
    server.on('/robots.txt', replies.redirect('/robots.txt?'))
    server.on('/robots.txt?', replies.redirect('/robots.txt'))
    expect(await outcome('/a')).toBe(200)
    expect(server.asked('/robots.txt') + server.asked('/robots.txt?')).toBe(6)
  })

  it.each([
    ['endless', replies.endlessBody],
    ['a bomb', replies.bomb('gzip', 50)],
    ['huge', robots(`User-agent: *\nDisallow: /b\n${'# more\n'.repeat(300_000)}Disallow: /a\n`)],
  ])('reads the first 500 KiB of one that is %s', async (what, reply) => {
    const { server, outcome } = await setUp()
    server.on('/robots.txt', reply)
    expect(await outcome('/a')).toBe(200)
    expect(await outcome('/b')).toBe(what === 'huge' ? 'robots-disallow' : 200)
  })

  it('keeps its pace by crawl-delay, as far as is waited for', async () => {
    const { server, outside, outcome } = await setUp()
    server.on('/robots.txt', robots('User-agent: *\nCrawl-delay: 7'))
    await outcome('/a')
    await outcome('/b')
    expect(outside.waits).toEqual([7000])
    const greedy = await setUp({ longestWait: 30_000 })
    greedy.server.on('/robots.txt', robots('User-agent: *\nCrawl-delay: 1e9'))
    await greedy.outcome('/a')
    await greedy.outcome('/b')
    expect(greedy.outside.waits).toEqual([30_000])
  })

  it('tells a host that is not there from one without rules, and asks it again next time', async () => {
    const { outside, fetcher } = await setUp()
    expect((await failureOf(fetcher.fetch('http://nowhere.example/'))).code).toBe('host-not-found')
    expect((await failureOf(fetcher.fetch('http://nowhere.example/'))).code).toBe('host-not-found')
    expect(outside.lookups).toHaveLength(2)
  })

  it('goes on for the others when the one who asked first gives up', async () => {
    const { server, fetcher } = await setUp()
    let answer: (() => void) | undefined
    server.on('/robots.txt', (_, response) => {
      answer = () => response.writeHead(404).end()
    })
    const stop = new AbortController()
    const first = failureOf(fetcher.fetch(server.url('/a'), { signal: stop.signal }))
    const second = fetcher.fetch(server.url('/b'))
    while (!answer) await new Promise(resolve => setTimeout(resolve, 2))
    stop.abort()
    expect((await first).code).toBe('fetch-cancelled')
    answer()
    expect((await second).status).toBe(200)
  })
})
