import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { made, outletName, personName } from '../../bench/record-made.ts'
import type { Base } from '../../src/store/base.ts'
import { type Context, makeContext } from '../../src/store/context.ts'
import { openRecord, type RecordStore, type WhoQuery } from '../../src/store/index.ts'
import { MIGRATIONS, migrate } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { byCounting, fromColumns } from '../../src/store/who.ts'
import { add, BRIDGE, FERRY } from './making.ts'

const now = () => new Date(Date.UTC(2031, 4, 12))
const folder = mkdtempSync(join(tmpdir(), 'ascribe-columns-'))
const where = join(folder, 'record.db')
afterAll(() => rmSync(folder, { recursive: true }))

/** Counts by columns, beside their plain twin: the same counted row by row in SQL. */
describe('columns of live statements', () => {
  let store: RecordStore
  let base: Base
  let context: Context
  beforeAll(async () => {
    store = await openRecord(where, { now })
    const some = Array.from({ length: 50 }, (_, n) => made(n))
    const jobs = (await store.accept(some.map(({ piece }) => piece))).map(({ job }) => job)
    await store.claim('w', jobs.length, 60_000, jobs)
    await store.keep(some.map(({ keeping }, n) => keeping(jobs[n]!, 'w')))
    await add(store, BRIDGE, FERRY)
    base = openSqlite(where, 1000)
    context = makeContext(base, now, 'salt')
  })
  afterAll(async () => {
    await base.close()
    await store.close()
  })

  const filters: Partial<WhoQuery>[] = [
    {},
    { kind: 'direct' },
    { stance: 'denies' },
    { type: 'organization' },
    { type: 'anonymous', kind: 'indirect' },
    { since: '2017-01-01', until: '2019-12-31' },
    { until: '2016-06-30', stance: 'asserts', kind: 'mixed' },
    { speaker: 'Ada Lowe' },
    { speaker: 'Bo Hale', kind: 'indirect' },
    { speaker: personName(0) },
    { kind: 'none' as 'direct' },
  ]
  const compare = async () => {
    for (const by of ['person', 'outlet', 'type'] as const)
      for (const filter of filters)
        for (const limit of [3, 1000]) {
          const query = { by, limit, ...filter }
          const counted = await byCounting(context, query, null)
          expect(await fromColumns(context, query, null), JSON.stringify(query)).toEqual(counted)
        }
    expect(await fromColumns(context, { by: 'person', limit: 9 }, [2, 3])).toEqual(
      await byCounting(context, { by: 'person', limit: 9 }, [2, 3]),
    )
  }
  it('count as rows do', async () => {
    expect(await fromColumns(context, { by: 'person', limit: 9, stance: 'asserts' }, null)).toHaveLength(9)
    expect(await fromColumns(context, { by: 'person', limit: 4, skip: 5, stance: 'asserts' }, null)).toEqual(
      (await fromColumns(context, { by: 'person', limit: 9, stance: 'asserts' }, null)).slice(5),
    )
    await compare()
  })

  it('follow merges, new versions and forgetting', async () => {
    const { items } = await store.find({ words: null, outlet: outletName(0), limit: 1 })
    const [ada] = await store.people('Ada Lowe', 1)
    const [bo] = await store.people('Bo Hale', 1)
    const ruling = { author: 'Kim', reason: null, target: { of: 'person', person: ada!.id } } as const
    await store.rule({ ...ruling, change: { change: 'merge', other: bo!.id } })
    await compare()
    await add(store, { ...BRIDGE, text: `${BRIDGE.text} More soon.`, lines: BRIDGE.lines.slice(1) })
    await compare()
    await store.forget({ article: items[0]!.article }, { author: 'Kim', reason: 'asked to' })
    await compare()
    expect(await store.verify()).toEqual([])
  })

  it('are made anew for a full record that has none, and checked', async () => {
    const sheets = () => base.db.selectFrom('sheet').selectAll().orderBy('key').execute()
    const before = await sheets()
    await base.db.schema.dropTable('sheet').execute()
    await base.db.updateTable('meta').set({ value: '2' }).where('key', '=', 'version').execute()
    await migrate(base, MIGRATIONS.slice(0, 3)) // later steps are done already
    expect(await sheets()).toEqual(before)
    expect(before.length).toBeGreaterThan(3)
    await base.db.deleteFrom('sheet').where('key', '=', before[1]!.key).execute()
    const faults = await store.verify()
    expect(faults[0]).toMatchObject({ code: 'index-off', message: expect.stringContaining('columns') })
  })
})
