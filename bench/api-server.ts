/** A server for `bench/api.ts`, in a process of its own: the API on a record, or a bare route with as long an answer. */
import fastify from 'fastify'
import { openApi, openLog } from '../src/api/index.ts'
import { openRecord } from '../src/store/index.ts'

const [, , what, where] = process.argv
const tell = (port: number) => process.send!({ port })

if (what === 'bare') {
  const app = fastify()
  const body = { items: Array.from({ length: 20 }, (_, i) => ({ id: i, words: 'word '.repeat(80) })) }
  app.get('/', async () => body)
  await app.listen({ host: '127.0.0.1', port: 0 })
  tell((app.server.address() as { port: number }).port)
} else {
  const store = await openRecord(where!, { now: () => new Date() })
  const none = () => Promise.reject(new Error('nothing is read here'))
  const reader = { width: 1, read: none, reread: none, close: async () => {} }
  const rooms = {
    store,
    reader,
    fetcher: null,
    model: 'none',
    page: null,
    worker: 'bench',
    now: () => performance.now(),
  }
  const log = openLog('silent', { write: () => {} })
  const app = await openApi({ ...rooms, log }, { tokens: null, hosts: null, perMinute: 100_000_000, patience: 60_000 })
  await app.listen({ host: '127.0.0.1', port: 0 })
  tell((app.server.address() as { port: number }).port)
}
