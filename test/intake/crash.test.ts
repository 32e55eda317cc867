import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecord } from '../../src/store/index.ts'
import { randomFrom } from '../../src/workshop/perceptron.ts'
import { startPostgres, type TestServer } from '../store/postgres.ts'

/**
 * `ascribe add` is killed with SIGKILL at random moments, again and again over the same record, until it is done: what
 * it had printed as added must be there, nothing twice, and the last run must complete. ASCRIBE_KILLS sets how many
 * kills (SQLite, PostgreSQL); CI asks for 100,20.
 */
const [SQLITE_KILLS, POSTGRES_KILLS] = (process.env.ASCRIBE_KILLS ?? '12,4').split(',').map(Number) as [number, number]

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const ARTICLES = 60
const PLACES = ['Esker', 'Tarrow', 'Holm', 'Norvale', 'Amsel']
const NAMES = ['Lena Marsh', 'Orla Venn', 'Per Aske', 'Ana Diaz', 'Rolf Ekeby']

let folder = ''
beforeAll(() => {
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run `npm run build` first, or `npm test`')
  folder = mkdtempSync(join(tmpdir(), 'ascribe-crash-'))
  mkdirSync(join(folder, 'in'))
  for (let i = 0; i < ARTICLES; i++) {
    const [place, name] = [PLACES[i % 5]!, NAMES[Math.floor(i / 5) % 5]!]
    const said = `"We counted ${i + 2} boats in the harbour of ${place}," said ${name}, the harbour master.`
    const more = `${name} also said that the storm of day ${i} had spared the town.`
    writeFileSync(join(folder, 'in', `${i}.txt`), `Boats of ${place} counted\n\n${said}\n\n${more}\n`)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * When to kill: so many milliseconds after so many articles were acknowledged by this run (0: after the start). Those that
 * it only knows again don't count: else late runs would all be killed over the same article, and in the end give it up.
 */
interface Moment {
  readonly acknowledged: number
  readonly ms: number
}

/** Runs `ascribe add`, kills it at a moment (never without one), and gives the articles it had acknowledged. */
function addUntil(
  record: string,
  moment: Moment | null,
): Promise<{ code: number | null; acknowledged: string[]; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      // compare-crash.test.ts kills comparing; here a killed comparer's lease would only be waited for.
      [cli, 'add', '--record', record, '--jobs', '1', '--json', '--quiet', '--no-compare', join(folder, 'in')],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let out = ''
    let err = ''
    let timer: NodeJS.Timeout | null = null
    const lookout = () => {
      if (moment === null || timer !== null || out.split('"outcome":"added"').length <= moment.acknowledged) return
      timer = setTimeout(() => child.kill('SIGKILL'), moment.ms)
    }
    lookout()
    child.stdout.setEncoding('utf8').on('data', text => {
      out += text
      lookout()
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      err += text
    })
    child.on('error', reject)
    child.on('close', code => {
      if (timer) clearTimeout(timer)
      // The last line may have been cut off by the kill.
      const lines = out.split('\n').slice(0, -1)
      resolve({ code, acknowledged: lines.map(line => JSON.parse(line).article as string).filter(Boolean), out, err })
    })
  })
}

async function torment(recordOf: (round: number) => Promise<string> | string, kills: number): Promise<void> {
  const random = randomFrom(20310512)
  let killed = 0
  let hurt = 0
  for (let round = 0; killed < kills; round++) {
    const record = await recordOf(round)
    const acknowledged = new Set<string>()
    const check = async () => {
      const store = await openRecord(record, { now: () => new Date() })
      try {
        for (const id of acknowledged) expect(await store.article(id), id).not.toBeNull()
        const kept = await store.articles({ limit: 1000 })
        const texts = kept.map(({ article }) => article.hash)
        expect(new Set(texts).size).toBe(texts.length)
        expect(await store.verify()).toEqual([])
        return kept.length
      } finally {
        await store.close()
      }
    }
    for (;;) {
      // Some kills fall while it starts and opens the record, most while articles reach the disk.
      const moment =
        random() < 0.3
          ? { acknowledged: 0, ms: 50 + Math.floor(random() * 1500) }
          : { acknowledged: 1 + Math.floor(random() * 8), ms: Math.floor(random() * 60) }
      const { code, acknowledged: more, err, out } = await addUntil(record, killed < kills ? moment : null)
      for (const id of more) acknowledged.add(id)
      if (code !== null) {
        expect(err).toBe('')
        expect(
          code,
          out.split('\n').find(line => line.includes('"failed"')),
        ).toBe(0)
        break
      }
      killed++
      // A record that was not yet made when the kill came is checked by the next run.
      if (acknowledged.size > 0) {
        hurt++
        await check()
      }
    }
    expect(await check()).toBe(ARTICLES)
  }
  // With a few kills only, chance may put them all before the first article.
  if (kills >= 8) expect(hurt, 'kills that fell among acknowledged articles').toBeGreaterThan(0)
}

describe('kill -9 during add', () => {
  it(
    `loses and doubles nothing on SQLite (${SQLITE_KILLS} kills)`,
    () => torment(round => join(folder, `record-${round}.db`), SQLITE_KILLS),
    SQLITE_KILLS * 20_000,
  )

  describe('on PostgreSQL', () => {
    let server: TestServer | string = 'not started'
    beforeAll(async () => {
      server = await startPostgres()
    })
    afterAll(async () => {
      if (typeof server !== 'string') await server.stop()
    })

    it(`loses and doubles nothing (${POSTGRES_KILLS} kills)`, { timeout: POSTGRES_KILLS * 20_000 }, async context => {
      if (typeof server === 'string') return context.skip(server)
      const { address } = server
      await torment(async round => {
        const client = new pg.Client({ connectionString: address })
        await client.connect()
        await client.query(`create database crash_${round}`)
        await client.end()
        return address.replace(/postgres$/, `crash_${round}`)
      }, POSTGRES_KILLS)
    })
  })
})
