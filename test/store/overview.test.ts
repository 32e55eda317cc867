import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openRecord, type RecordStore } from '../../src/store/index.ts'
import { anchorOf } from '../../src/vocabulary/index.ts'
import { add, type Draft } from './making.ts'
import { onBothDatabases } from './records.ts'

const PORT: Draft = {
  text: 'Mira Lund said the port opens. Ola Berg said it will not. An official said nothing is sure. Mira Lund was calm.',
  lines: [
    { content: 'the port opens', by: 'Mira Lund', kind: 'direct', confidence: 0.9 },
    { content: 'it will not', by: 'Ola Berg', stance: 'denies', confidence: 0.4 },
    { content: 'nothing is sure', by: 'An official', type: 'anonymous', confidence: 0.6 },
  ],
  outlet: 'Harbour Post',
  url: 'https://harbour.example/port',
  publishedAt: '2024-03-05',
  agency: 'Norvale Wire',
}
const QUAY: Draft = {
  text: 'Mira Lund said the quay is safe. Mira Lund and Ola Berg said the port pays.',
  lines: [
    { content: 'the quay is safe', by: 'Mira Lund', confidence: 0.5 },
    { content: 'the port pays', by: ['Mira Lund', 'Ola Berg'], kind: 'mixed', confidence: 0.7 },
  ],
  outlet: 'Harbour Post',
  url: 'https://harbour.example/quay',
  publishedAt: '2024-04-02',
}
const UNDATED: Draft = {
  text: 'Ola Berg said the crane fell.',
  lines: [{ content: 'the crane fell', by: 'Ola Berg', confidence: 0.3 }],
  outlet: 'Inland News',
  url: 'https://inland.example/crane',
}

const personOf = async (store: RecordStore, name: string) => (await store.people(name, 1))[0]!.id
const counts = (rows: readonly { readonly key: string; readonly statements: number }[]) =>
  Object.fromEntries(rows.map(r => [r.key, r.statements]))

async function accept(store: RecordStore, words: string) {
  const [hit] = (await store.find({ words, limit: 1 })).items
  const { reading, statement } = (await store.statement(hit!.statement))!
  const anchor = anchorOf(reading.kept.article.text, statement.attribution.content[0]!)
  return store.rule({
    target: { of: 'statement', statement: statement.id, article: reading.kept.id, anchor },
    change: { change: 'accept' },
    author: 'Eda',
    reason: null,
  })
}

await onBothDatabases(record => {
  const queue = async (more: Partial<Parameters<RecordStore['find']>[0]> = {}) =>
    (await record.store.find({ words: null, order: 'least-sure', unchecked: true, limit: 9, ...more })).items.map(
      i => i.words,
    )

  describe('the queue of what nobody has checked', () => {
    it('begins with the least sure, page by page', async () => {
      await add(record.store, PORT, QUAY, UNDATED)
      const all = [
        'the crane fell',
        'it will not',
        'the quay is safe',
        'nothing is sure',
        'the port pays',
        'the port opens',
      ]
      expect(await queue()).toEqual(all)
      const seen: string[] = []
      for (let after: string | null = null; ; ) {
        const page = await record.store.find({ words: null, order: 'least-sure', unchecked: true, limit: 2, after })
        seen.push(...page.items.map(i => i.words))
        if (page.next === null) break
        after = page.next
      }
      expect(seen).toEqual(all)
    })

    it('goes by words, filters and days too', async () => {
      await add(record.store, PORT, QUAY, UNDATED)
      expect(await queue({ words: 'port' })).toEqual(['the port pays', 'the port opens'])
      expect(await queue({ speaker: 'Ola Berg' })).toEqual(['the crane fell', 'it will not', 'the port pays'])
      expect(await queue({ since: '2024-04-01' })).toEqual(['the quay is safe', 'the port pays'])
    })

    it('leaves out what was accepted until that is undone, and pages on past it', async () => {
      await add(record.store, PORT, QUAY, UNDATED)
      const page = await record.store.find({ words: null, order: 'least-sure', unchecked: true, limit: 2 })
      const ruling = await accept(record.store, '"will not"')
      const next = await record.store.find({
        ...{ words: null, order: 'least-sure', unchecked: true, limit: 1 },
        after: page.next,
      })
      expect(next.items.map(i => i.words)).toEqual(['the quay is safe'])
      expect(await queue({ speaker: 'Ola Berg' })).toEqual(['the crane fell', 'the port pays'])
      expect((await record.store.find({ words: 'not', unchecked: true, limit: 5 })).items).toEqual([])
      expect((await record.store.find({ words: 'not', limit: 5 })).items).toHaveLength(1)
      const { target } = ruling
      await record.store.rule({ target, change: { change: 'undo', ruling: ruling.id }, author: 'Eda', reason: null })
      expect(await queue({ speaker: 'Ola Berg' })).toEqual(['the crane fell', 'it will not', 'the port pays'])
      expect(await record.store.verify()).toEqual([])
    })
  })

  describe('facets of a search', () => {
    it('count by speaker, outlet, agency, kind, stance, type and month', async () => {
      await add(record.store, PORT, QUAY, UNDATED)
      const all = await record.store.facets({ words: null })
      expect(all).toMatchObject({ counted: 6, all: true })
      expect(all.people.map(p => [p.name, p.statements])).toEqual(
        expect.arrayContaining([
          ['Mira Lund', 3],
          ['Ola Berg', 3],
        ]),
      )
      expect(counts(all.outlets)).toEqual({ 'Harbour Post': 5, 'Inland News': 1 })
      expect(counts(all.agencies)).toEqual({ 'Norvale Wire': 3 })
      expect(counts(all.kinds)).toEqual({ direct: 1, indirect: 4, mixed: 1 })
      expect(counts(all.stances)).toEqual({ asserts: 5, denies: 1 })
      expect(all.types.reduce((sum, t) => sum + t.statements, 0)).toBe(6)
      expect(all.months.map(m => [m.key, m.statements])).toEqual([
        ['2024-03', 3],
        ['2024-04', 2],
      ])
      const port = await record.store.facets({ words: 'port', outlet: 'Harbour Post' })
      expect([port.counted, counts(port.kinds)]).toEqual([2, { direct: 1, mixed: 1 }])
      expect((await record.store.facets({ words: null, speaker: 'Nobody Known' })).counted).toBe(0)
    })

    it('count people who were merged as one', async () => {
      await add(record.store, PORT, QUAY)
      const [mira, ola] = [await personOf(record.store, 'Mira Lund'), await personOf(record.store, 'Ola Berg')]
      await record.store.rule({
        target: { of: 'person', person: mira },
        change: { change: 'merge', other: ola },
        author: 'Eda',
        reason: null,
      })
      const { people } = await record.store.facets({ words: null })
      expect(people.filter(p => p.key === ola)).toEqual([])
      expect(people.find(p => p.key === mira)!.name).toBe('Mira Lund')
    })
  })

  it('tells statements per month, of all, of somebody, of an outlet', async () => {
    await add(record.store, PORT, QUAY, UNDATED)
    const march = {
      month: '2024-03',
      statements: 3,
      articles: 1,
      direct: 1,
      indirect: 2,
      mixed: 0,
      anonymous: 1,
      wire: 3,
    }
    const april = {
      month: '2024-04',
      statements: 2,
      articles: 1,
      direct: 0,
      indirect: 1,
      mixed: 1,
      anonymous: 0,
      wire: 0,
    }
    expect(await record.store.series({})).toEqual({
      months: [march, april],
      undated: 1,
      kinds: { direct: 1, indirect: 4, mixed: 1 },
    })
    expect(await record.store.series({ outlet: 'Inland News' })).toMatchObject({ months: [], undated: 1 })
    const ola = await record.store.series({ speaker: await personOf(record.store, 'Ola Berg') })
    expect(ola.undated).toBe(1)
    expect(ola.months.map(m => [m.month, m.statements, m.mixed])).toEqual([
      ['2024-03', 1, 0],
      ['2024-04', 1, 1],
    ])
    const some = await record.store.series({ speaker: 'Ola Berg', kind: 'mixed', outlet: 'Harbour Post' })
    expect(some.months.map(m => [m.month, m.statements])).toEqual([['2024-04', 1]])
    expect(await record.store.series({ outlet: 'Nowhere Times' })).toMatchObject({ months: [], undated: 0 })
  })

  it('tells with whom somebody is quoted', async () => {
    await add(record.store, PORT, QUAY, UNDATED)
    const ola = await personOf(record.store, 'Ola Berg')
    const { articles, all, items } = await record.store.company(ola, 5)
    expect([articles, all]).toEqual([3, true])
    expect(items[0]).toMatchObject({ name: 'Mira Lund', articles: 2, statements: 3 })
    expect(items.map(i => i.person)).not.toContain(ola)
    expect((await record.store.company('p000000000000000', 5)).items).toEqual([])
  })

  it('tells who has the last word in an outlet', async () => {
    await add(record.store, PORT, QUAY, UNDATED)
    const { articles, items } = await record.store.lastWords('Harbour Post', 5)
    expect(articles).toBe(2)
    expect(items).toEqual(
      expect.arrayContaining([
        { person: null, name: 'An official', articles: 1 },
        { person: await personOf(record.store, 'Mira Lund'), name: 'Mira Lund', articles: 1 },
        { person: await personOf(record.store, 'Ola Berg'), name: 'Ola Berg', articles: 1 },
      ]),
    )
    expect((await record.store.lastWords('Nowhere Times', 5)).articles).toBe(0)
  })

  it('tells the figures of certain people, under whom they became', async () => {
    await add(record.store, PORT, QUAY, UNDATED)
    const [mira, ola] = [await personOf(record.store, 'Mira Lund'), await personOf(record.store, 'Ola Berg')]
    const rows = await record.store.who({ by: 'person', people: [ola, mira, 'p000000000000000'], limit: 9 })
    expect(rows.map(r => [r.name, r.statements, r.articles]).toSorted()).toEqual([
      ['Mira Lund', 3, 2],
      ['Ola Berg', 3, 3],
    ])
    await expect(record.store.who({ by: 'person', people: [ola], kind: 'direct', limit: 9 })).rejects.toThrow(
      expect.objectContaining({ code: 'bad-filter' }),
    )
  })

  it('tells which versions ever had a statement', async () => {
    await add(record.store, PORT)
    const [hit] = (await record.store.find({ words: '"will not"', limit: 1 })).items
    const [first] = await record.store.traces(hit!.statement)
    expect(first).toMatchObject({ article: hit!.article, version: 1, newest: true, present: true, speaker: 'Ola Berg' })
    const text = PORT.text.replace(' Ola Berg said it will not.', '')
    await add(record.store, { ...PORT, text, lines: [PORT.lines[0]!, PORT.lines[2]!] })
    const traces = await record.store.traces(hit!.statement)
    expect(traces.map(t => [t.version, t.newest, t.present])).toContainEqual([1, false, true])
    expect(traces.every(t => !t.newest || !t.present)).toBe(true)
    expect(await record.store.traces('s000000000000000')).toEqual([])
  })

  it('lists articles from either end', async () => {
    await add(record.store, PORT, QUAY, UNDATED)
    const oldest = (await record.store.articles({ limit: 9 })).map(a => a.id)
    const newest = await record.store.articles({ limit: 2, newest: true })
    expect(newest.map(a => a.id)).toEqual(oldest.toReversed().slice(0, 2))
    const rest = await record.store.articles({ limit: 9, newest: true, after: newest.at(-1)!.id })
    expect(rest.map(a => a.id)).toEqual(oldest.slice(0, 1))
  })
})

it('learns from the rulings of an earlier record what was checked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ascribe-checked-'))
  const where = join(folder, 'record.db')
  const open = () => openRecord(where, { now: () => new Date('2024-04-01T12:00:00Z') })
  const store = await open()
  await add(store, PORT, QUAY)
  await accept(store, '"will not"')
  await store.close()
  const file = new Database(where)
  file.exec("update statement set checked = 0; insert into meta (key, value) values ('filling', '')")
  file.close()
  const again = await open()
  const left = await again.find({ words: null, order: 'least-sure', unchecked: true, limit: 9 })
  expect(left.items.map(i => i.words)).not.toContain('it will not')
  expect(left.items).toHaveLength(4)
  expect(await again.verify()).toEqual([])
  await again.close()
  rmSync(folder, { recursive: true, force: true })
})
