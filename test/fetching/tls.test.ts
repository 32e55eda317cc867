import { afterEach, describe, expect, it } from 'vitest'
import { type Fetcher, type FetchOptions, openFetcher } from '../../src/fetching/index.ts'
import { type Certificate, selfSigned } from '../hostile-server/certificate.ts'
import { type HostileServer, openHostileServer, replies } from '../hostile-server/index.ts'
import { failureOf, fakeOutside } from './world.ts'

const open: (Fetcher | HostileServer)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(thing => thing.close()))
})

async function setUp(certificate: Certificate, options: FetchOptions = {}) {
  const server = await openHostileServer({ certificate })
  server.on('/', replies.page('hello'))
  const outside = fakeOutside({ 'news.example': ['127.0.0.1'], 'evil.example': ['127.0.0.1'] })
  const fetcher = openFetcher({ allowPrivate: true, tries: 1, ...options }, outside)
  open.push(server, fetcher)
  return { server, fetcher }
}

const news = selfSigned('news.example')
const trusting = { authorities: [news.certificate] }

describe('TLS', () => {
  it('is verified against the authorities that are trusted', async () => {
    const { server, fetcher } = await setUp(news, trusting)
    const page = await fetcher.fetch(server.url('/', 'news.example'))
    expect(page).toMatchObject({ status: 200, url: server.url('/', 'news.example') })
  })

  it('does not accept an authority that nobody trusts, whatever the environment says', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      const { server, fetcher } = await setUp(news)
      const failure = await failureOf(fetcher.fetch(server.url('/', 'news.example')))
      expect(failure).toMatchObject({ code: 'tls-failed', message: expect.stringMatching(/SELF_SIGNED/) })
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    }
  })

  it('does not accept a certificate for another name', async () => {
    const { server, fetcher } = await setUp(news, trusting)
    expect((await failureOf(fetcher.fetch(server.url('/', 'evil.example')))).code).toBe('tls-failed')
    expect((await failureOf(fetcher.fetch(server.url('/')))).code).toBe('tls-failed')
  })

  it('does not accept a certificate out of date', async () => {
    const old = selfSigned('news.example', { from: new Date('2001-01-01'), until: new Date('2002-01-01') })
    const { server, fetcher } = await setUp(old, { authorities: [old.certificate] })
    const failure = await failureOf(fetcher.fetch(server.url('/', 'news.example')))
    expect(failure).toMatchObject({ code: 'tls-failed', message: expect.stringMatching(/CERT_HAS_EXPIRED/) })
  })

  it('is not left for plain http by a redirect', async () => {
    const { server, fetcher } = await setUp(news, trusting)
    const plain = await openHostileServer()
    open.push(plain)
    plain.on('/', replies.redirect(server.url('/', 'news.example')))
    server.on('/down', replies.redirect(plain.url('/')))
    server.on('/round', replies.redirect(server.url('/', 'news.example')))
    expect((await failureOf(fetcher.fetch(server.url('/down', 'news.example')))).code).toBe('insecure-redirect')
    expect(plain.requests).toEqual([])
    expect((await fetcher.fetch(plain.url('/'))).hops).toHaveLength(2)
  })
})

describe('the environment', () => {
  it('names no proxy that is asked', async () => {
    const proxy = await openHostileServer()
    open.push(proxy)
    const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'all_proxy']
    const before = names.map(name => process.env[name])
    for (const name of names) process.env[name] = proxy.origin
    try {
      const { server, fetcher } = await setUp(news, trusting)
      await fetcher.fetch(server.url('/', 'news.example'))
      expect(proxy.requests).toEqual([])
    } finally {
      names.forEach((name, n) => {
        if (before[n] === undefined) delete process.env[name]
        else process.env[name] = before[n]
      })
    }
  })
})
