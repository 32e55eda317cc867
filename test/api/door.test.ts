import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLoopback, readTokens } from '../../src/api/index.ts'
import { frontDesk } from '../../src/cli/desk.ts'
import { fakeWorld } from '../cli/fakes.ts'
import { BRIDGE, type Opened, open, PAGE } from './opening.ts'

const READ = 'read-token-0123456789'
const RULE = 'rule-token-0123456789'
const ADMIN = 'admin-token-0123456789'
const JSON_TYPE = { 'content-type': 'application/json' }

describe('a server on this machine', () => {
  let opened: Opened
  let article: string
  beforeAll(async () => {
    opened = await open()
    const ids = await opened.add(BRIDGE, PAGE)
    article = ids[0]!
  }, 60_000)
  afterAll(() => opened.close())
  const get = (url: string, headers: Record<string, string> = {}) =>
    opened.app.inject({ url, headers: { host: 'localhost:4000', ...headers } })
  const read = (headers: Record<string, string>) =>
    opened.app.inject({
      ...{ method: 'POST', url: '/api/v1/read', payload: JSON.stringify({ text: 'All is well, Ada Lowe said.' }) },
      headers: { host: 'localhost:4000', ...JSON_TYPE, ...headers },
    })

  it.each(['localhost:4000', '127.0.0.1', 'LOCALHOST:4000'])('answers as %s', async host => {
    expect((await get('/api/v1/about', { host })).statusCode).toBe(200)
  })

  it.each(['rebound.example', 'localhost.rebound.example:4000', '10.0.0.7:4000'])(
    'does not answer under the foreign name “%s”, not even its page',
    async host => {
      for (const url of ['/api/v1/about', '/', '/openapi.json', '/metrics'])
        expect([url, (await get(url, { host })).json().code]).toEqual([url, 'foreign-host'])
    },
  )

  it.each<Record<string, string>>([
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:9999' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('takes no writing from a page of another site: %j', async headers => {
    const answer = await read(headers)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'foreign-origin'])
  })

  it.each<Record<string, string>>([
    { origin: 'http://localhost:4000' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    {},
  ])('takes writing from its own page and from programs: %j', async headers => {
    expect((await read(headers)).statusCode).toBe(200)
  })

  it('takes rulings and jobs as JSON only', async () => {
    for (const url of ['/api/v1/rulings', '/api/v1/jobs'])
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        const headers = { host: 'localhost', 'content-type': type }
        const answer = await opened.app.inject({ method: 'POST', url, payload: '{"kind":"reread"}', headers })
        expect([url, answer.statusCode]).toEqual([url, 415])
      }
  })

  it('says nothing, loads nothing and is framed by nobody beyond what it needs', async () => {
    for (const url of ['/', '/api/v1/about', '/api/v1/nothing', `/api/v1/articles/${article}/reading`]) {
      const { headers } = await get(url)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  it('gives one shape for everything that goes wrong', async () => {
    const posted = (payload: string, type = 'application/json') => ({
      ...{
        method: 'POST' as const,
        url: '/api/v1/read',
        payload,
        headers: { host: 'localhost', 'content-type': type },
      },
    })
    const wrong = [
      await get('/api/v1/nothing'),
      await get('/api/v1/articles/a000000000000000'),
      await get('/api/v1/articles?limit=0'),
      await get('/api/v1/articles?since=2031-02-31'),
      await get('/api/v1/articles/%ff'),
      await opened.app.inject(posted('{')),
      await opened.app.inject(posted('{"text":1}')),
      await opened.app.inject(posted('{"text":"x","__proto__":{"admin":true}}')),
      await opened.app.inject(posted('{"text":"x","more":1}')),
    ]
    for (const answer of wrong) {
      expect(answer.statusCode).toBeGreaterThanOrEqual(400)
      expect(answer.statusCode).toBeLessThan(500)
      expect(answer.json()).toEqual(
        expect.objectContaining({ code: expect.any(String), message: expect.any(String), next: expect.any(String) }),
      )
    }
    expect((await get('/api/v1/articles?limit=0')).json().fields).toEqual([
      { at: 'querystring/limit', message: 'must be >= 1' },
    ])
  })

  it('refuses a body that is larger than it takes', async () => {
    const headers = { host: 'localhost', ...JSON_TYPE }
    const long = JSON.stringify({ kind: 'export', format: 'csv', speaker: 'x'.repeat(1024 * 1024) })
    const answer = await opened.app.inject({ method: 'POST', url: '/api/v1/jobs', payload: long, headers })
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'too-large'])
  })

  it('sends nothing again that the caller has', async () => {
    const url = `/api/v1/articles/${article}/reading`
    const first = await get(url)
    const etag = String(first.headers.etag)
    const again = await get(url, { 'if-none-match': etag })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag])
    expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200)
  })

  it('logs no text, no query, no token and no message of an error', async () => {
    await get('/api/v1/statements?words=unspeakable&speaker=Confidential', {
      authorization: 'Bearer sesame-open-sesame',
    })
    await read({})
    await opened.app.inject({
      method: 'POST',
      url: '/api/v1/read',
      payload: '{"text": "Unfinished business',
      headers: { host: 'localhost', ...JSON_TYPE },
    })
    const log = opened.log.join('')
    expect(log).toContain('/api/v1/statements')
    for (const secret of ['unspeakable', 'Confidential', 'sesame', 'All is well', 'Unfinished', 'winter', 'words='])
      expect(log).not.toContain(secret)
  })
})

describe('a server with tokens', () => {
  let opened: Opened
  let article: string
  beforeAll(async () => {
    opened = await open({
      tokens: readTokens(`# who may\nread ${READ}\nrule ${RULE}\n\nadmin ${ADMIN}\n`),
      hosts: null,
    })
    article = (await opened.add(BRIDGE))[0]!
  }, 60_000)
  afterAll(() => opened.close())
  const ask = (method: 'GET' | 'POST', url: string, authorization?: string, payload?: object) =>
    opened.app.inject({
      ...{ method, url, headers: { host: 'news.example', ...(authorization === undefined ? {} : { authorization }) } },
      ...(payload === undefined ? {} : { payload }),
    })

  it('lets each role do what it may', async () => {
    const status = async (method: 'GET' | 'POST', url: string, token: string, payload?: object) =>
      (await ask(method, url, `Bearer ${token}`, payload)).statusCode
    const undo = { author: 'Eda' }
    for (const token of [READ, RULE, ADMIN]) {
      expect(await status('GET', '/api/v1/articles', token)).toBe(200)
      expect(await status('POST', '/api/v1/read', token, { text: 'All is well, Ada Lowe said.' })).toBe(200)
      expect(await status('POST', '/api/v1/rulings/r000000000000000/undo', token, undo)).toBe(
        token === READ ? 403 : 404,
      )
      expect(await status('POST', '/api/v1/jobs', token, { kind: 'reread' })).toBe(token === ADMIN ? 202 : 403)
      expect(await status('POST', '/api/v1/articles', token, { text: 'All is well, Ada Lowe said.' })).toBe(
        token === ADMIN ? 202 : 403,
      )
    }
    expect((await ask('GET', '/api/v1/about', `Bearer ${RULE}`)).json()).toMatchObject({ role: 'rule', tokens: true })
  })

  it('lets nobody in without a token, nor with one that is nearly right', async () => {
    const nearly = [
      undefined,
      'Bearer',
      `Bearer ${READ}x`,
      `Bearer ${READ.slice(0, -1)}`,
      `Token ${READ}`,
      `Basic ${btoa(`:${READ}`)}`,
    ]
    for (const authorization of nearly)
      for (const url of ['/api/v1/articles', `/api/v1/articles/${article}/page`, '/metrics', '/api/v1/jobs']) {
        const answer = await ask('GET', url, authorization)
        expect([url, answer.statusCode, answer.json().code]).toEqual([url, 401, 'no-token'])
      }
  })

  it('asks nobody for one who only looks whether it is there', async () => {
    for (const url of ['/health', '/ready', '/', '/openapi.json']) expect((await ask('GET', url)).statusCode).toBe(200)
  })

  it('lets feed readers send theirs as a password', async () => {
    for (const url of ['/api/v1/feeds/statements.atom', '/api/v1/feeds/statements.json']) {
      expect((await ask('GET', url, `Basic ${btoa(`reader:${READ}`)}`)).statusCode).toBe(200)
      expect((await ask('GET', url, `Basic ${btoa('reader:wrong-token-0123456789')}`)).statusCode).toBe(401)
    }
  })

  it('counts requests by token', async () => {
    const few = await open({ tokens: readTokens(`read ${READ},admin ${ADMIN}`), hosts: null, perMinute: 3 })
    const status = async (token: string) =>
      (await few.app.inject({ url: '/api/v1/about', headers: { authorization: `Bearer ${token}` } })).statusCode
    expect([await status(READ), await status(READ), await status(READ)]).toEqual([200, 200, 200])
    const late = await few.app.inject({ url: '/api/v1/about', headers: { authorization: `Bearer ${READ}` } })
    expect([late.statusCode, late.json().code]).toEqual([429, 'too-many-requests'])
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
    expect(await status(ADMIN)).toBe(200)
    await few.close()
  })
})

describe('tokens', () => {
  it.each([
    ['', 'name none'],
    ['# nothing', 'name none'],
    ['read short', 'too short'],
    ['owner 0123456789abcdef0', 'line 1'],
    ['read 0123456789abcdef0\nread', 'line 2'],
    ['read 0123456789abcdef0 more', 'line 1'],
  ])('are refused when they are %j', (lines, says) => {
    expect(() => readTokens(lines)).toThrow(
      expect.objectContaining({ code: 'bad-tokens', message: expect.stringContaining(says) }),
    )
  })

  it('do not stand in what refuses them', () => {
    try {
      readTokens('read 0123456789abcdef0 0123456789abcdef1')
      expect.unreachable()
    } catch (error) {
      expect(String(error)).not.toContain('0123456789')
    }
  })

  it('are needed on any address that others reach', async () => {
    expect(['localhost', '127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '::', '192.168.1.4', 'news.example', '127.0.0.1.example'].some(isLoopback)).toBe(false)
    const opened = await open()
    const world = fakeWorld({}, { record: async () => opened.store })
    expect(await frontDesk(['serve', '--host', '0.0.0.0'], world)).toBe(3)
    expect(world.said.join('\n')).toContain('(no-tokens)')
    await opened.app.close()
  })
})
