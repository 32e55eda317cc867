import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRecord } from '../../src/store/index.ts'
import { MIGRATIONS, type Migration, migrate } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { add, BRIDGE, FERRY, keepingOf, pieceOf } from './making.ts'

/** What only a file can do, or suffer. */
let folder: string
let path: string
const outside = { now: () => new Date('2024-04-01T12:00:00Z'), patience: 100 }
const open = (at = path) => openRecord(at, outside)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ascribe-sqlite-'))
  path = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('opening', () => {
  it('makes a record, and opens it again', async () => {
    const store = await open()
    const [kept] = await add(store, BRIDGE)
    await store.close()
    const again = await open()
    expect((await again.article(kept!.article!))!.article.text).toBe(BRIDGE.text)
    await again.close()
  })

  it('refuses a file that is something else, and leaves it as it is', async () => {
    writeFileSync(path, 'These are minutes of the council of Norvale, and no database at all. '.repeat(20))
    const before = readFileSync(path)
    await expect(open()).rejects.toMatchObject({ code: 'not-a-record', next: expect.stringContaining('path') })
    expect(readFileSync(path)).toEqual(before)
    rmSync(path)
    const other = new Database(path)
    other.exec('create table bird (name text)')
    other.close()
    const bytes = readFileSync(path)
    await expect(open()).rejects.toMatchObject({ code: 'not-a-record' })
    expect(readFileSync(path)).toEqual(bytes)
  })

  it('refuses a record of a later version', async () => {
    await (await open()).close()
    const file = new Database(path)
    file.exec("update meta set value = '99' where key = 'version'")
    file.close()
    await expect(open()).rejects.toMatchObject({ code: 'record-too-new', message: expect.stringContaining('99') })
  })

  it('says so where there is no folder', async () => {
    await expect(open(join(folder, 'none', 'record.db'))).rejects.toMatchObject({ code: 'no-such-record' })
  })

  it('says so where nothing may be written', async () => {
    const store = await open()
    await add(store, BRIDGE)
    await store.close()
    const reader = new Database(path)
    reader.pragma('journal_mode = DELETE') // else a reader needs to write beside the file, too
    reader.close()
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    try {
      if (process.getuid?.() === 0) {
        // The system lets root write anywhere: only SQLite's own words can be tried.
        const base = openSqlite(path, 100)
        await base.close()
        return
      }
      await expect(open()).rejects.toMatchObject({ code: 'record-read-only' })
    } finally {
      chmodSync(folder, 0o755)
    }
  })
})

describe('writing', () => {
  it('waits for another writer, then says that the record is locked', async () => {
    const store = await open()
    const other = new Database(path)
    other.exec('begin immediate')
    await expect(store.accept([pieceOf(BRIDGE)])).rejects.toMatchObject({ code: 'record-locked' })
    const patient = await openRecord(path, { ...outside, patience: 10_000 })
    const waiting = patient.accept([pieceOf(BRIDGE)])
    await new Promise(done => setTimeout(done, 20))
    other.exec('commit')
    const [accepted] = await waiting
    expect(accepted!.state).toBe('new')
    await patient.claim('w', 1, 60_000)
    other.exec('begin immediate')
    const failing = patient.fail(accepted!.job, 'w', { code: 'x', message: 'y', next: 'z' }, false)
    await new Promise(done => setTimeout(done, 200))
    other.exec('commit')
    await failing
    // Reading does not wait for a writer.
    other.exec('begin immediate')
    expect((await store.counts()).jobs.waiting).toBe(1)
    other.exec('commit')
    other.close()
    await patient.close()
    await store.close()
  })

  it('harms nothing when the disk is full', async () => {
    const store = await open()
    await add(store, BRIDGE)
    const { jobs } = await store.counts()
    await store.close()
    const full = await openRecord(path, { ...outside, maxBytes: statSync(path).size + 8192 })
    const noise = randomBytes(60_000) // does not get smaller by packing
    await expect(full.accept([{ ...pieceOf(FERRY), bytes: noise }])).rejects.toMatchObject({ code: 'disk-full' })
    expect((await full.counts()).jobs).toEqual(jobs)
    expect(await full.verify()).toEqual([])
    await full.close()
    const roomy = await open()
    await add(roomy, FERRY)
    expect(await roomy.verify()).toEqual([])
    await roomy.close()
  })

  it('loses nothing acknowledged when it is killed', async () => {
    const script = resolve(import.meta.dirname, 'adding.ts')
    const said: string[] = []
    for (let run = 0; run < 2; run++) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, path, String(run)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.stdout.on('data', chunk => {
        said.push(...String(chunk).trim().split('\n'))
        if (said.length > (run + 1) * 6) child.kill('SIGKILL')
      })
      await new Promise(done => child.once('close', done))
    }
    expect(said.length).toBeGreaterThan(6)
    const store = await open()
    for (const line of said) {
      if (!/^(accepted|kept) \S+$/.test(line)) continue // cut off while it was said
      const [what, id] = line.split(' ') as [string, string]
      if (what === 'accepted') expect(await store.jobs({ ids: [id] })).toHaveLength(1)
      else expect(await store.article(id)).not.toBeNull()
    }
    expect(await store.verify()).toEqual([])
    await store.close()
  })
})

describe('backing up', () => {
  it('copies a record while it is written to', async () => {
    const store = await open()
    await add(store, BRIDGE)
    const copy = join(folder, 'copy.db')
    const steps: number[] = []
    const [, kept] = await Promise.all([store.backup(copy, (done, all) => steps.push(done / all)), add(store, FERRY)])
    expect(kept[0]!.outcome).toBe('added')
    expect(steps.length).toBeGreaterThan(0)
    await store.close()
    const restored = await open(copy)
    expect(await restored.verify()).toEqual([])
    expect((await restored.counts()).articles).toBeGreaterThanOrEqual(1)
    await restored.close()
  })

  it('writes over nothing', async () => {
    const store = await open()
    const taken = join(folder, 'letter.txt')
    writeFileSync(taken, 'Dear reader')
    await expect(store.backup(taken)).rejects.toMatchObject({ code: 'file-exists' })
    expect(readFileSync(taken, 'utf8')).toBe('Dear reader')
    await store.close()
  })
})

describe('migrating', () => {
  /** Gives every article a mark, two at a time. */
  const marking = (fault: () => boolean): Migration => ({
    name: 'marks',
    shape: async (_, trx) => {
      await trx.schema
        .createTable('mark')
        .addColumn('article', 'integer', c => c.primaryKey())
        .execute()
    },
    fill: async (_, trx, from) => {
      const rows = await trx
        .selectFrom('article')
        .select('key')
        .where('key', '>', Number(from))
        .orderBy('key')
        .limit(2)
        .execute()
      for (const { key } of rows)
        await trx
          .insertInto('mark' as 'voice')
          .values({ article: key } as never)
          .execute()
      if (fault()) throw new Error('pulled the plug')
      return rows.length === 0 ? null : String(rows.at(-1)!.key)
    },
  })

  it('goes on where it broke off', async () => {
    const store = await open()
    await add(store, ...Array.from({ length: 7 }, (_, i) => ({ ...FERRY, text: `${i}. ${FERRY.text}` })))
    await store.close()
    let left = 2
    const base = openSqlite(path, 100)
    await expect(migrate(base, [...MIGRATIONS, marking(() => left-- === 0)])).rejects.toThrow('plug')
    const marks = async () =>
      (
        await base.db
          .selectFrom('mark' as 'voice')
          .select(eb => eb.fn.countAll<number>().as('n'))
          .execute()
      )[0]!.n
    expect(await marks()).toBe(4) // two stretches stand, the third is undone as a whole
    await migrate(base, [...MIGRATIONS, marking(() => false)])
    expect(await marks()).toBe(7)
    await migrate(base, [...MIGRATIONS, marking(() => true)]) // nothing left to do
    await base.close()
    await expect(open()).rejects.toMatchObject({ code: 'record-too-new' })
  })

  it('notes the agencies of a record that was made before they were', async () => {
    const store = await open()
    await add(store, FERRY, { ...FERRY, outlet: 'Norvale Courier' }, BRIDGE)
    const due = await store.counts()
    await store.close()
    const old = openSqlite(path, 100)
    await old.write(async trx => {
      await trx.schema.dropTable('wire').execute()
      await trx.schema.dropTable('sketch').execute()
      await trx.updateTable('meta').set({ value: '4' }).where('key', '=', 'version').execute()
      const seqs = (await trx.selectFrom('statement').select('seq').where('wire', '=', 1).execute()).map(s => s.seq)
      await old.fullText.remove(trx, seqs)
      await old.fullText.add(
        trx,
        seqs.map(seq => ({ seq, words: [], marks: [] })),
      )
    })
    await migrate(old, MIGRATIONS.slice(0, 5)) // later steps are done already
    await old.db
      .updateTable('meta')
      .set({ value: String(MIGRATIONS.length) })
      .where('key', '=', 'version')
      .execute()
    await old.close()
    const renewed = await open()
    expect(due).toMatchObject({ articles: 3, origins: 2 })
    expect(await renewed.counts()).toEqual(due)
    expect((await renewed.find({ words: 'ferries', agency: 'Tern Agency', limit: 9 })).items).toHaveLength(2)
    expect(await renewed.verify()).toEqual([])
    await renewed.close()
  })

  it('takes two who open a new record at once', async () => {
    const [a, b] = await Promise.all([
      openRecord(path, { ...outside, patience: 5000 }),
      openRecord(path, { ...outside, patience: 5000 }),
    ])
    await add(a, BRIDGE)
    expect((await b.counts()).articles).toBe(1)
    await a.close()
    await b.close()
  })
})

it('finishes what a forgetting left when it was broken off', async () => {
  const store = await open()
  const [kept] = await add(store, BRIDGE)
  const other = new Database(path)
  other.exec('begin')
  other.prepare('select count(*) from article').get() // a reader holds the old pages
  await expect(store.forget({ article: kept!.article! }, { author: 'desk', reason: 'order' })).rejects.toMatchObject({
    code: 'not-compacted',
  })
  expect(await store.article(kept!.article!)).toBeNull()
  expect((await store.verify()).map(f => f.code)).toEqual(['forgotten-remains'])
  other.exec('commit')
  other.close()
  await store.close()
  const again = await open()
  expect(await again.verify()).toEqual([])
  expect(await again.keep([keepingOf(BRIDGE, kept!.job)])).toMatchObject([{ outcome: 'lost-lease' }])
  await again.close()
})
