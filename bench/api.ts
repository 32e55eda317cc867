/**
 * Requests a second and the slowest of a hundred, of search and article, at 20 connections, part of `npm run bench`:
 * `npx tsx bench/api.ts --record FILE`, with a record that `bench/record.ts --part big --record FILE --keep` made. Beside
 * each a ratio to a bare route of the same framework in the same run, for machines differ. `--seconds` for each figure.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { Agent, get } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openRecord } from '../src/store/index.ts'
import { median, quantile } from './record-clock.ts'
import { randomFrom, word } from './record-made.ts'

const CONNECTIONS = 20
const { values } = parseArgs({ options: { record: { type: 'string' }, seconds: { type: 'string', default: '10' } } })
if (values.record === undefined) {
  console.error('usage: npx tsx bench/api.ts --record FILE [--seconds N]')
  process.exit(2)
}
const SECONDS = Number(values.seconds)

/** Starts a server in a process of its own; gives its port. */
function start(...args: string[]): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const child = fork(new URL('./api-server.ts', import.meta.url), args)
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve({ ...(message as { port: number }), child }))
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
}

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/** One request, read to its end; gives milliseconds. */
const ask = (port: number, path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    get({ host: '127.0.0.1', port, path, agent }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`))
      answer.resume()
      answer.once('end', () => resolve(performance.now() - began))
    }).once('error', reject)
  })

interface Figures {
  readonly perSecond: number
  readonly middle: number
  readonly p99: number
}

/** Asks as fast as answers come, at all connections, for so long. */
async function press(port: number, path: () => string): Promise<Figures> {
  for (let i = 0; i < CONNECTIONS; i++) await ask(port, path())
  const times: number[] = []
  const began = performance.now()
  const end = began + SECONDS * 1000
  const one = async () => {
    while (performance.now() < end) times.push(await ask(port, path()))
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  const seconds = (performance.now() - began) / 1000
  return { perSecond: times.length / seconds, middle: median(times), p99: quantile(times, 0.99) }
}

const store = await openRecord(values.record, { now: () => new Date() })
const { articles, statements } = await store.counts()
const random = randomFrom(7)
const ids: string[] = []
for (let after: string | null = null; ids.length < 2000; ) {
  const page = await store.articles({ limit: 500, after })
  if (page.length === 0) break
  ids.push(...page.map(a => a.id))
  after = page.at(-1)!.id
}
await store.close()
console.log(
  `${articles} articles, ${statements} statements; ${CONNECTIONS} connections, ${SECONDS} s each; ${cpus().length} processors, load ${loadavg()[0]!.toFixed(2)}`,
)

const bare = await start('bare')
const base = await press(bare.port, () => '/')
bare.child.kill()
const line = (name: string, { perSecond, middle, p99 }: Figures) =>
  console.log(
    `${name.padEnd(22)} ${perSecond.toFixed(0).padStart(6)}/s   middle ${middle.toFixed(1).padStart(6)} ms   p99 ${p99.toFixed(1).padStart(7)} ms   1/${(base.perSecond / perSecond).toFixed(1)} of the bare route, p99 ${(p99 / base.p99).toFixed(1)} x`,
  )
line('bare route', base)
const api = await start('api', values.record)
/** A word that many statements have, or some. */
const some = () => word(1 + Math.floor(random() ** 2 * 2000))
const any = () => ids[Math.floor(random() * ids.length)]!
line('search, one word', await press(api.port, () => `/api/v1/statements?words=${some()}`))
line('search, two words', await press(api.port, () => `/api/v1/statements?words=${some()}%20${some()}`))
line('article', await press(api.port, () => `/api/v1/articles/${any()}`))
line('its reading', await press(api.port, () => `/api/v1/articles/${any()}/reading`))
line('queue, least sure', await press(api.port, () => '/api/v1/queue'))
line('facets, one word', await press(api.port, () => `/api/v1/statements/facets?words=${some()}`))
api.child.kill()
agent.destroy()
