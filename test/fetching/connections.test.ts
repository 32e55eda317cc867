import { afterEach, describe, expect, it } from 'vitest'
import { addressRule } from '../../src/fetching/addresses.ts'
import { openConnections } from '../../src/fetching/connections.ts'
import { DEFAULT_LIMITS } from '../../src/fetching/index.ts'
import { type HostileServer, openHostileServer, replies } from '../hostile-server/index.ts'
import { failureOf, fakeOutside } from './world.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(thing => thing.close()))
})

/** The connections by themselves: nothing has looked at the address before them. */
async function setUp(allowPrivate: boolean | readonly string[]) {
  const server: HostileServer = await openHostileServer()
  server.on('/', replies.page('hello'))
  const outside = fakeOutside({ 'news.example': ['127.0.0.1'], 'localhost.example': ['::ffff:127.0.0.1'] })
  const agent = openConnections(
    addressRule(allowPrivate, () => []),
    DEFAULT_LIMITS,
    [],
    outside,
  )
  open.push(server, agent)
  const ask = (host: string) => agent.request({ origin: `http://${host}:${server.port}`, path: '/', method: 'GET' })
  return { server, ask }
}

describe('connections', () => {
  it.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', 'news.example', 'localhost.example'])(
    'are not made to %s',
    async host => {
      const { server, ask } = await setUp(false)
      expect((await failureOf(ask(host))).code).toBe('address-refused')
      expect(server.requests).toEqual([])
    },
  )

  it('are made to what is allowed', async () => {
    const { ask } = await setUp(['127.0.0.1/32'])
    for (const host of ['127.0.0.1', '2130706433', 'news.example']) {
      const answer = await ask(host)
      expect(await answer.body.text()).toBe('hello')
    }
    expect((await failureOf(ask('localhost.example'))).code).toBe('address-refused')
  })
})
