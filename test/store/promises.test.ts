import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_LOST, MAX_TRIES, openRecord, optionsText, type RecordStore } from '../../src/store/index.ts'
import { add, articleOfDraft, BRIDGE, type Draft, FERRY, keepingOf, pieceOf, recordOf } from './making.ts'
import { startPostgres } from './postgres.ts'

/** What a record promises, held against both databases. */
const server = await startPostgres()
const lack = typeof server === 'string' ? server : null
afterAll(async () => {
  if (typeof server !== 'string') await server.stop()
})

let records = 0

describe.each(['sqlite', 'postgres'] as const)('a record in %s', kind => {
  if (kind === 'postgres' && lack !== null) {
    it.skip(lack, () => {})
    return
  }
  let folder: string
  let where: string
  let now: Date
  let store: RecordStore
  const open = () => openRecord(where, { now: () => now, patience: 2000 })

  /** Does to the database what no part of the store would do. */
  const raw = async (statement: string) => {
    if (kind === 'sqlite' || typeof server === 'string') {
      const file = new Database(where)
      file.exec(statement)
      file.close()
    } else {
      const client = new pg.Client({ connectionString: server.address })
      await client.connect()
      await client.query(`set search_path to ${where.split('schema=')[1]}; ${statement}`)
      await client.end()
    }
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ascribe-store-'))
    where =
      kind === 'sqlite' || typeof server === 'string'
        ? join(folder, 'record.db')
        : `${server.address}?schema=record_${process.pid}_${records++}`
    now = new Date('2024-04-01T12:00:00Z')
    store = await open()
  })

  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  describe('taking in', () => {
    it('accepts a piece once', async () => {
      const [first] = await store.accept([pieceOf(BRIDGE)])
      expect(first).toMatchObject({ state: 'new', article: null })
      expect(first!.job).toMatch(/^[0-9a-f]{32}$/)
      const again = await store.accept([pieceOf(BRIDGE), pieceOf(FERRY), pieceOf(FERRY)])
      expect(again.map(a => a.state)).toEqual(['waiting', 'new', 'waiting'])
      expect((await store.counts()).jobs).toEqual({ waiting: 2, claimed: 0, done: 0, dead: 0 })
    })

    it('hands a job to one worker until its lease runs out', async () => {
      const [a] = await store.accept([pieceOf(BRIDGE)])
      const [job] = await store.claim('one', 5, 1000)
      expect(job).toMatchObject({ id: a!.job, tries: 1, piece: { from: 'drafts/one.txt', form: 'text' } })
      expect(Buffer.from(job!.piece.bytes).toString()).toBe(BRIDGE.text)
      expect(job!.piece.stated).toEqual({
        outlet: 'Norvale Courier',
        url: BRIDGE.url,
        published: '2024-03-05',
      })
      expect(await store.claim('two', 5, 1000)).toEqual([])
      await store.extend('one', [a!.job], 5000)
      now = new Date(now.getTime() + 2000)
      expect(await store.claim('two', 5, 1000)).toEqual([])
      now = new Date(now.getTime() + 4000)
      expect((await store.claim('two', 5, 1000)).map(j => j.id)).toEqual([a!.job])
      const [late] = await store.keep([keepingOf(BRIDGE, a!.job, 'one')])
      expect(late!.outcome).toBe('lost-lease')
      expect((await store.keep([keepingOf(BRIDGE, a!.job, 'two')]))[0]!.outcome).toBe('added')
    })

    it('takes back what a worker claimed and did not begin, as if it had not', async () => {
      const [a, b] = await store.accept([pieceOf(BRIDGE), pieceOf(FERRY)])
      await store.claim('one', 5, 1000)
      await store.release('two', [a!.job])
      expect(await store.claim('two', 5, 1000)).toEqual([])
      await store.release('one', [b!.job])
      const [again, ...more] = await store.claim('two', 5, 1000)
      expect(again).toMatchObject({ id: b!.job, tries: 1 })
      expect(more).toEqual([])
    })

    it('claims only what it is asked to, in order of acceptance', async () => {
      const [a, b] = await store.accept([pieceOf(BRIDGE), pieceOf(FERRY)])
      expect((await store.claim('w', 9, 1000, [b!.job])).map(j => j.id)).toEqual([b!.job])
      expect((await store.claim('w', 9, 1000)).map(j => j.id)).toEqual([a!.job])
    })

    it('takes lists of jobs longer than a query', async () => {
      const [a, b] = await store.accept([pieceOf(BRIDGE), pieceOf(FERRY)])
      const list = [b!.job, ...Array.from({ length: 70_000 }, (_, i) => `none${i}`), a!.job]
      expect((await store.jobs({ ids: list })).map(j => j.id)).toEqual([a!.job, b!.job])
      expect((await store.claim('w', 9, 1000, list)).map(j => j.id)).toEqual([a!.job, b!.job])
      await store.extend('w', list, 5000)
      await store.fail(a!.job, 'w', { code: 'x', message: 'y', next: 'z' }, true)
      expect(await store.retry(list)).toBe(1)
    })

    it('buries a job that fails too often, names the reason, and digs it up again', async () => {
      const [a] = await store.accept([pieceOf(BRIDGE)])
      const failure = { code: 'no-such-thing', message: 'it does not go', next: 'try another' }
      for (let i = 0; i < MAX_TRIES; i++) {
        await store.claim('w', 1, 1000)
        await store.fail(a!.job, 'w', failure, false)
      }
      expect(await store.claim('w', 1, 1000)).toEqual([])
      const [dead] = await store.jobs({ state: 'dead' })
      expect(dead).toMatchObject({ id: a!.job, failure, tries: MAX_TRIES, from: 'drafts/one.txt' })
      expect(await store.retry()).toBe(1)
      expect(await store.claim('w', 1, 1000)).toHaveLength(1)
      await store.fail(a!.job, 'w', failure, true)
      expect((await store.counts()).jobs.dead).toBe(1)
      expect(await store.retry(['ffff'])).toBe(0)
    })

    it('buries a job whose workers never come back', async () => {
      await store.accept([pieceOf(BRIDGE)])
      for (let i = 0; i < MAX_LOST; i++) {
        expect(await store.claim('w', 1, 1000)).toHaveLength(1)
        now = new Date(now.getTime() + 1001)
      }
      expect(await store.claim('w', 1, 1000)).toEqual([])
      expect((await store.jobs({ state: 'dead' }))[0]!.failure!.code).toBe('worker-lost')
    })
  })

  describe('keeping', () => {
    it('keeps an article with its reading and finds both again, letter for letter', async () => {
      const [kept] = await add(store, BRIDGE)
      expect(kept).toMatchObject({ outcome: 'added', version: 1, statements: 4 })
      const article = await store.article(kept!.article!)
      expect(article).toMatchObject({ id: kept!.article, work: kept!.work, from: 'drafts/one.txt', form: 'text' })
      expect(article!.article).toEqual(articleOfDraft(BRIDGE))
      expect(article!.publishedAt).toBe('2024-03-05')
      expect(article!.addedAt).toBe(now.toISOString())
      expect(Buffer.from((await store.bytes(kept!.article!))!).toString()).toBe(BRIDGE.text)
      const reading = await store.reading(kept!.article!)
      expect(reading!.record).toEqual(recordOf(articleOfDraft(BRIDGE), BRIDGE.lines))
      expect(reading!.statements.map(s => s.attribution.id)).toEqual(['a1', 'a2', 'a3', 'a4'])
      for (const s of reading!.statements) expect(s.id).toMatch(/^s[0-9a-z]{15}$/)
      const statement = await store.statement(reading!.statements[1]!.id)
      expect(statement!.statement).toEqual(reading!.statements[1])
      expect(statement!.reading).toEqual(reading)
    })

    it('does nothing the second time', async () => {
      const [first] = await add(store, BRIDGE)
      const before = await store.counts()
      const [again] = await store.keep([keepingOf(BRIDGE, first!.job)])
      expect(again).toMatchObject({ outcome: 'known', article: first!.article })
      expect(await store.accept([pieceOf(BRIDGE)])).toEqual([
        { job: first!.job, state: 'done', article: first!.article },
      ])
      expect(await store.counts()).toEqual(before)
    })

    it('knows the same text of the same work from another place', async () => {
      const [first] = await add(store, BRIDGE)
      const copy = { ...BRIDGE, url: 'http://www.courier.example/2024/03/bridge/#top', from: 'copy.txt' }
      const [second] = await add(store, copy)
      expect(second).toMatchObject({ outcome: 'known', article: first!.article, version: 1 })
      expect(await store.counts()).toMatchObject({ articles: 1, versions: 1, statements: 4 })
    })

    it('keeps a text that no column can hold', async () => {
      const text = 'A\0 lone \ud800 surrogate will stay, Ada \0Lowe said.'
      const draft = {
        text,
        lines: [{ content: 'A\0 lone \ud800 surrogate will stay', by: 'Ada \0Lowe' }],
        outlet: 'O\0\udc00',
      }
      const [kept] = await add(store, { ...draft, bytes: Buffer.from('other bytes') })
      const article = await store.article(kept!.article!)
      expect(article!.article).toEqual(articleOfDraft(draft))
      expect((await store.find({ words: 'surrogate', limit: 5 })).items[0]!.words).toBe(draft.lines[0]!.content)
    })
  })

  describe('finding', () => {
    const found = async (words: string | null, more = {}) =>
      (await store.find({ words, limit: 10, ...more })).items.map(h => h.words)

    beforeEach(async () => {
      await add(store, BRIDGE, FERRY)
    })

    it('finds words of the content, whatever their form', async () => {
      expect(await found('BRIDGES closing')).toEqual(['The bridge at Norvale will close'])
      expect(await found('bridge')).toHaveLength(2)
      expect(await found('cafe mayor')).toEqual(['The mayor’s café stays open'])
      expect(await found('cannot winter')).toEqual(['“We cannot wait for another winter,”'])
      expect(await found('officials')).toEqual([])
    })

    it('finds phrases and beginnings', async () => {
      expect(await found('"will close"')).toEqual(['The bridge at Norvale will close'])
      expect(await found('"close will"')).toEqual([])
      expect(await found('ferr*')).toHaveLength(1)
      expect(await found('norv* "bridge at"')).toHaveLength(1)
    })

    it('takes nothing typed for query syntax', async () => {
      for (const words of [
        'bridge OR',
        '"bridge',
        'bridge) NEAR(',
        "bridge' & !",
        'bridge:*',
        '=kdirect bridge',
        'terms:bridge',
      ])
        await expect(store.find({ words, limit: 5 })).resolves.toBeDefined()
      await expect(store.find({ words: '"" *', limit: 5 })).rejects.toMatchObject({ code: 'no-search-words' })
    })

    it('narrows by who, where, how and when', async () => {
      expect(await found(null, { speaker: 'Ada Lowe', order: 'oldest' })).toEqual([
        'The bridge at Norvale will close',
        '“We cannot wait for another winter,”',
        'Ferries will run twice an hour while the bridge is shut',
      ])
      expect(await found(null, { speaker: 'lowe', kind: 'direct' })).toHaveLength(1)
      expect(await found(null, { outlet: 'evening gull' })).toHaveLength(2)
      expect(await found(null, { stance: 'denies' })).toEqual(['that the money was gone'])
      expect(await found(null, { type: 'anonymous' })).toEqual(['that the money was gone'])
      expect(await found(null, { via: 'Tern' })).toHaveLength(1)
      expect(await found(null, { via: 'tern agency', since: '2024-03-08' })).toEqual([])
      expect(await found('bridge', { since: '2024-03-06', until: '2024-03-07' })).toHaveLength(1)
      expect(await found(null, { until: '2024-03-05' })).toHaveLength(4)
      expect(await found(null, { speaker: 'Nobody Known' })).toEqual([])
      await expect(store.find({ words: null, since: 'March', limit: 5 })).rejects.toMatchObject({ code: 'bad-day' })
    })

    it('says who, where, through whom, and where the words stand', async () => {
      const [hit] = (await store.find({ words: 'another winter', limit: 1 })).items
      expect(hit).toMatchObject({
        speaker: 'Ada Lowe',
        type: 'person',
        kind: 'direct',
        stance: 'asserts',
        via: ['Norvale Courier'],
        outlet: 'Norvale Courier',
        title: 'Bridge to close',
        publishedAt: '2024-03-05',
        after: BRIDGE.text.slice(BRIDGE.text.indexOf(' Lowe told'), BRIDGE.text.indexOf(' Lowe told') + 160),
      })
      expect(hit!.marks.map(m => hit!.words.slice(m.from, m.to))).toEqual(['another', 'winter'])
    })

    it('turns pages without losing or repeating a hit', async () => {
      for (const order of ['newest', 'oldest', 'best'] as const) {
        const all: string[] = []
        let after: string | null = null
        do {
          const page: Awaited<ReturnType<RecordStore['find']>> = await store.find({
            words: null,
            order,
            limit: 2,
            after,
          })
          all.push(...page.items.map(h => h.statement))
          after = page.next
        } while (after !== null)
        expect(new Set(all).size, order).toBe(6)
        expect(all, order).toHaveLength(6)
      }
      await expect(store.find({ words: null, limit: 2, after: '!' })).rejects.toMatchObject({ code: 'bad-cursor' })
    })
  })

  describe('who is quoted', () => {
    beforeEach(async () => {
      await add(store, BRIDGE, FERRY)
    })

    it('counts people, outlets and types, a joint statement for each who speaks', async () => {
      const people = await store.who({ by: 'person', limit: 10 })
      expect(people.map(p => [p.name, p.statements, p.articles, p.outlets, p.direct, p.wire])).toEqual([
        ['Ada Lowe', 3, 2, 2, 1, 1],
        ['Bo Hale', 2, 1, 1, 0, 2],
        ['The Harbour Board', 1, 1, 1, 0, 0],
      ])
      expect(people[0]).toMatchObject({ type: 'person', first: '2024-03-05', last: '2024-03-07' })
      for (const narrow of [{}, { since: '1900-01-01' }])
        expect(await store.who({ by: 'person', limit: 1, skip: 1, ...narrow })).toEqual([people[1]])
      const outlets = await store.who({ by: 'outlet', limit: 10 })
      expect(outlets.map(o => [o.name, o.statements, o.anonymous, o.wire])).toEqual([
        ['Norvale Courier', 4, 1, 0],
        ['The Evening Gull', 2, 0, 2],
      ])
      const types = await store.who({ by: 'type', limit: 10 })
      expect(types.map(t => [t.key, t.statements])).toEqual([
        ['person', 3],
        ['anonymous', 1],
        ['group', 1],
        ['organization', 1],
      ])
    })

    it('answers from the counts as it does by counting', async () => {
      for (const by of ['person', 'outlet', 'type'] as const)
        for (const outlet of [undefined, 'Norvale Courier'])
          expect(await store.who({ by, limit: 10, outlet, since: '1900-01-01' }), `${by} ${outlet}`).toEqual(
            await store.who({ by, limit: 10, outlet }),
          )
    })
  })

  describe('reading again', () => {
    const statementIds = async (article: string) => (await store.reading(article))!.statements.map(s => s.id)

    it('keeps readings side by side, and ids of statements with the same words', async () => {
      const [kept] = await add(store, BRIDGE)
      const before = await statementIds(kept!.article!)
      const by = { engine: '0.2.0', model: 'test-1+00000000', options: optionsText({ maxLength: 1000 }) }
      expect(await store.unread({ ...by, engine: '0.1.0' }, null, 10)).toEqual([])
      expect(await store.unread(by, null, 10)).toEqual([kept!.article])
      expect(await store.unread(by, kept!.article, 10)).toEqual([])
      // A newer engine: the third is lost, the first is longer, one is new.
      const lines = [
        { ...BRIDGE.lines[0]!, content: 'The bridge at Norvale will close, Ada Lowe said on Monday' },
        BRIDGE.lines[1]!,
        BRIDGE.lines[3]!,
        { content: 'not to be named', by: null },
      ]
      const article = articleOfDraft(BRIDGE)
      expect(await store.keepReading(kept!.article!, recordOf(article, lines, '0.2.0'))).toEqual({ outcome: 'added' })
      expect(await store.keepReading(kept!.article!, recordOf(article, lines, '0.2.0'))).toEqual({ outcome: 'known' })
      expect(await store.unread(by, null, 10)).toEqual([])
      const after = await statementIds(kept!.article!)
      // Back to the earlier engine: its reading is there, and becomes the present one again.
      const earlier = { ...by, engine: '0.1.0' }
      expect(await store.unread(earlier, null, 10)).toEqual([kept!.article])
      expect(await store.keepReading(kept!.article!, recordOf(article, BRIDGE.lines))).toEqual({ outcome: 'added' })
      expect(await store.unread(earlier, null, 10)).toEqual([])
      expect(await statementIds(kept!.article!)).toEqual(before)
      expect(await store.verify()).toEqual([])
      expect(await store.keepReading(kept!.article!, recordOf(article, lines, '0.2.0'))).toEqual({ outcome: 'added' })
      expect(await statementIds(kept!.article!)).toEqual(after)
      // In text order: the new one stands third.
      expect([after[0], after[1], after[3]]).toEqual([before[0], before[1], before[3]])
      expect(before).not.toContain(after[2])
      expect((await store.readings(kept!.article!)).map(r => r.engine)).toEqual(['0.1.0', '0.2.0'])
      expect(await store.statement(before[2]!)).toBeNull()
      expect((await store.find({ words: 'money', limit: 5 })).items).toEqual([])
      expect((await store.counts()).statements).toBe(4)
      // The earlier reading is still there, with the same ids; found again, the third has its own id.
      const [first] = await store.readings(kept!.article!)
      expect((await store.reading(kept!.article!, first!.id))!.statements.map(s => s.id)).toEqual(before)
      await store.keepReading(kept!.article!, recordOf(article, BRIDGE.lines, '0.3.0'))
      expect(await statementIds(kept!.article!)).toEqual(before)
      expect((await store.who({ by: 'person', limit: 9 })).map(w => w.statements)).toEqual([2, 1])
    })

    it('refuses a reading of another text', async () => {
      const [kept] = await add(store, BRIDGE)
      const other = recordOf(articleOfDraft(FERRY), FERRY.lines)
      await expect(store.keepReading(kept!.article!, other)).rejects.toMatchObject({ code: 'not-of-this-text' })
      await expect(store.keepReading('a000000000000000', other)).rejects.toMatchObject({ code: 'no-such-article' })
    })
  })

  describe('versions', () => {
    const LATER = {
      ...BRIDGE,
      text: `${BRIDGE.text.replace('will close', 'will close for good')} Nobody was told, Cy Marr said.`,
      lines: [
        { ...BRIDGE.lines[0]!, content: 'The bridge at Norvale will close for good' },
        BRIDGE.lines[1]!,
        BRIDGE.lines[3]!,
        { content: 'Nobody was told', by: 'Cy Marr' },
      ],
    }

    it('links a changed text of the same address to the earlier one', async () => {
      const [first] = await add(store, BRIDGE)
      const before = (await store.reading(first!.article!))!.statements.map(s => s.id)
      const [second] = await add(store, LATER)
      expect(second).toMatchObject({ outcome: 'new-version', work: first!.work, version: 2, statements: 4 })
      expect((await store.versions(first!.work!)).map(a => [a.id, a.version])).toEqual([
        [first!.article, 1],
        [second!.article, 2],
      ])
      const after = (await store.reading(second!.article!))!.statements.map(s => s.id)
      expect(after.slice(0, 3)).toEqual([before[0], before[1], before[3]])
      expect(before).not.toContain(after[3])
      // The earlier version keeps its reading; the newest is what is searched and counted.
      expect((await store.reading(first!.article!))!.statements.map(s => s.id)).toEqual(before)
      expect((await store.find({ words: 'bridge', limit: 5 })).items.map(h => h.article)).toEqual([second!.article])
      expect((await store.find({ words: 'money', limit: 5 })).items).toEqual([])
      expect(await store.counts()).toMatchObject({ articles: 1, versions: 2, statements: 4 })
      // What both have is shown in the newest, what was cut in the last that had it.
      expect((await store.statement(before[0]!))!.reading.kept.version).toBe(2)
      expect((await store.statement(before[2]!))!.reading.kept.version).toBe(1)
      // Going back to the first text is nothing new.
      const [back] = await add(store, { ...BRIDGE, from: 'again.txt', bytes: Buffer.from(`\ufeff${BRIDGE.text}`) })
      expect(back).toMatchObject({ outcome: 'known', version: 1 })
    })

    it('puts a text that says it is older before the newer ones, whichever comes first', async () => {
      const at = (modified: string, words: string): Draft => ({
        ...BRIDGE,
        modified,
        text: `${words} ${BRIDGE.text}`,
        lines: [...BRIDGE.lines, { content: words, by: 'Cy Marr' }],
      })
      const [noon] = await add(store, at('2024-03-05T12:00:00Z', 'Noon'))
      const [dawn] = await add(store, at('2024-03-05T06:00:00+02:00', 'Dawn'))
      const [night] = await add(store, at('2024-03-05T23:00:00Z', 'Night'))
      const [morning] = await add(store, at('2024-03-05T09:00:00Z', 'Morning'))
      expect([noon, dawn, night, morning].map(k => k!.outcome)).toEqual([
        'added',
        'new-version',
        'new-version',
        'new-version',
      ])
      const versions = await store.versions(noon!.work!)
      expect(versions.map(v => [v.version, v.article.text.split(' ')[0]])).toEqual([
        [1, 'Dawn'],
        [2, 'Morning'],
        [3, 'Noon'],
        [4, 'Night'],
      ])
      const found = async (words: string) => (await store.find({ words, limit: 5 })).items.length
      expect([await found('dawn'), await found('morning'), await found('noon'), await found('night')]).toEqual([
        0, 0, 0, 1,
      ])
      expect((await store.find({ words: 'bridge', limit: 5 })).items).toHaveLength(1)
      expect(await store.verify()).toEqual([])
      await store.forget({ article: dawn!.article! }, { author: 'desk', reason: 'order' })
      expect((await store.counts()).versions).toBe(0)
      expect(await store.verify()).toEqual([])
    })

    it('lets no summary of a feed take the place of the page', async () => {
      const short: Draft = {
        ...BRIDGE,
        text: 'A bridge is to close.',
        lines: [],
        summary: true,
        modified: '2024-03-05T12:00:00Z',
      }
      const [first] = await add(store, short)
      const [page] = await add(store, { ...BRIDGE, modified: '2024-03-05T11:00:00Z' })
      expect(page).toMatchObject({ outcome: 'new-version', version: 2 })
      const [again] = await add(store, { ...short, text: 'The bridge is to close, soon.' })
      expect(again).toMatchObject({ outcome: 'known', article: page!.article, version: 2 })
      expect(await store.versions(first!.work!)).toHaveLength(2)
      expect((await store.find({ words: 'bridge', limit: 5 })).items).toHaveLength(1)
      expect(await store.verify()).toEqual([])
      await store.forget({ article: page!.article! }, { author: 'desk', reason: 'order' })
      const back = await store.accept([pieceOf({ ...short, text: 'The bridge is to close, soon.' })])
      expect(back).toMatchObject([{ state: 'forgotten' }])
    })

    it('takes both versions in one go', async () => {
      const kept = await add(store, BRIDGE, LATER)
      expect(kept.map(k => k.outcome)).toEqual(['added', 'new-version'])
      expect((await store.counts()).statements).toBe(4)
      expect((await store.find({ words: 'bridge', limit: 5 })).items).toHaveLength(1)
      const counted = await store.who({ by: 'person', limit: 10 })
      expect(await store.who({ by: 'person', limit: 10, since: '1900-01-01' })).toEqual(counted)
      expect(counted.map(w => [w.name, w.statements])).toEqual([
        ['Ada Lowe', 2],
        ['The Harbour Board', 1],
        ['Cy Marr', 1],
      ])
    })
  })

  describe('the memory of fetching', () => {
    it('remembers the last answer of an address', async () => {
      const url = 'https://courier.example/feed'
      expect(await store.fetched(url)).toBeNull()
      const first = {
        url,
        at: 'https://www.courier.example/feed',
        etag: '"1"',
        lastModified: null,
        fetchedAt: '2024-04-01T12:00:00Z',
        status: 200,
        job: null,
      }
      await store.keepFetched(first)
      expect(await store.fetched(url)).toEqual(first)
      await store.keepFetched({ ...first, etag: '"2"', status: 304 })
      expect(await store.fetched(url)).toEqual({ ...first, etag: '"2"', status: 304 })
    })
  })

  describe('two at once', () => {
    it('keeps each piece once, however many writers there are', async () => {
      const other = await open()
      try {
        const drafts = Array.from({ length: 24 }, (_, i) => ({
          ...(i % 2 === 0 ? BRIDGE : FERRY),
          text: `Report ${i}. ${(i % 2 === 0 ? BRIDGE : FERRY).text}`,
          url: `https://courier.example/${i % 20}`, // the last four are new versions
        }))
        const work = async (s: RecordStore, name: string) => {
          await s.accept(drafts.map(pieceOf))
          const kept = []
          for (;;) {
            const claimed = await s.claim(name, 3, 60_000)
            if (claimed.length === 0) return kept
            const mine = claimed.map(j => {
              const draft = drafts.find(d => Buffer.from(j.piece.bytes).toString() === d.text)!
              return keepingOf(draft, j.id, name)
            })
            kept.push(...(await s.keep(mine)))
          }
        }
        const done = (await Promise.all([work(store, 'one'), work(other, 'two')])).flat()
        expect(done).toHaveLength(24)
        expect(new Set(done.map(k => k.job)).size).toBe(24)
        expect(done.filter(k => k.outcome === 'new-version')).toHaveLength(4)
        expect(await store.counts()).toMatchObject({ articles: 20, versions: 24, jobs: { done: 24 } })
        expect((await store.people('Ada Lowe', 5)).map(p => p.name)).toEqual(['Ada Lowe'])
        const counted = await other.who({ by: 'person', limit: 10 })
        expect(await other.who({ by: 'person', limit: 10, since: '1900-01-01' })).toEqual(counted)
      } finally {
        await other.close()
      }
    })
  })

  describe('forgetting', () => {
    const SECRET: Draft = {
      text: 'The ledger of Quillmere was burnt, Zadie Quorn whispered to the Gull.',
      url: 'https://gull.example/quillmere-ledger-burnt',
      outlet: 'The Quillmere Lantern',
      title: 'Ledger burnt',
      publishedAt: '2024-03-06',
      lines: [{ content: 'The ledger of Quillmere was burnt', by: 'Zadie Quorn', via: ['the Gull'] }],
      from: 'inbox/quillmere.txt',
    }
    const by = { author: 'desk', reason: 'court order 12' }

    it('removes an article with all that came of it, and refuses it for good', async () => {
      await add(store, BRIDGE, FERRY)
      const before = await store.counts()
      const people = await store.who({ by: 'person', limit: 10 })
      const [kept] = await add(store, SECRET)
      await add(store, { ...SECRET, text: `${SECRET.text} More follows.` })
      await store.keepFetched({
        url: 'https://courier.example/short',
        at: SECRET.url!,
        etag: null,
        lastModified: null,
        fetchedAt: now.toISOString(),
        status: 200,
        job: null,
      })
      const [id] = (await store.reading(kept!.article!))!.statements.map(s => s.id)
      const stone = await store.forget({ article: kept!.article! }, by)
      expect(stone).toMatchObject({ of: 'article', ...by, removed: { articles: 2, statements: 2, readings: 2 } })
      expect(stone.removed.bytes).toBe(2 * SECRET.text.length + ' More follows.'.length)
      expect(await store.tombstones()).toEqual([stone])
      expect(await store.article(kept!.article!)).toBeNull()
      expect(await store.bytes(kept!.article!)).toBeNull()
      expect(await store.statement(id!)).toBeNull()
      expect(await store.versions(kept!.work!)).toEqual([])
      expect(await store.fetched(SECRET.url!)).toBeNull()
      expect((await store.find({ words: 'ledger', limit: 5 })).items).toEqual([])
      expect(await store.people('Zadie Quorn', 5)).toEqual([])
      expect(await store.counts()).toEqual(before)
      expect(await store.who({ by: 'person', limit: 10 })).toEqual(people)
      expect((await store.who({ by: 'outlet', limit: 10 })).map(w => w.name)).not.toContain(SECRET.outlet)
      expect(await store.verify()).toEqual([])
      // The same bytes, the same text in other bytes, the same address with another text.
      expect(await store.accept([pieceOf(SECRET)])).toMatchObject([{ state: 'forgotten', article: null }])
      expect((await add(store, { ...SECRET, bytes: Buffer.from(` ${SECRET.text}`) }))[0]!.outcome).toBe('forgotten')
      expect((await add(store, { ...SECRET, text: `Anew. ${SECRET.text}` }))[0]!.outcome).toBe('forgotten')
      expect(await store.counts()).toEqual(before)
      expect(await store.verify()).toEqual([])
    })

    it('removes a person with every article that has them speak', async () => {
      await add(store, BRIDGE, FERRY, SECRET)
      const [hale] = await store.people('Bo Hale', 1)
      const stone = await store.forget({ person: hale!.id }, by)
      expect(stone).toMatchObject({ of: 'person', removed: { articles: 1, statements: 2 } })
      expect(await store.people('Bo Hale', 1)).toEqual([])
      expect((await store.find({ words: 'ferries', limit: 5 })).items).toEqual([])
      expect((await store.who({ by: 'person', limit: 10 })).map(w => [w.name, w.statements])).toEqual([
        ['Ada Lowe', 2],
        ['The Harbour Board', 1],
        ['Zadie Quorn', 1],
      ])
      expect(await store.verify()).toEqual([])
    })

    it('takes what people ruled with it', async () => {
      await add(store, BRIDGE, SECRET)
      const find = async (words: string) => (await store.find({ words, limit: 1 })).items[0]!
      const [burnt, bridge] = [await find('ledger'), await find('close')]
      const draft = (hit: typeof burnt, name: string) => {
        const text = hit === burnt ? SECRET.text : BRIDGE.text
        const from = text.indexOf(hit.words)
        const to = from + hit.words.length
        const around = { before: text.slice(Math.max(0, from - 32), from), after: text.slice(to, to + 32) }
        const anchor = { span: { from, to }, exact: hit.words, ...around }
        return {
          target: { of: 'statement' as const, statement: hit.statement, article: hit.article, anchor },
          change: {
            change: 'speaker' as const,
            speaker: { name, type: 'person' as const, person: null, mention: null },
          },
          author: 'ed',
          reason: null,
        }
      }
      await store.rule(draft(burnt, 'Ysolde Tarn'))
      const wrong = await store.rule(draft(bridge, 'Ysolde Tarn'))
      await store.rule({ ...draft(bridge, ''), change: { change: 'undo', ruling: wrong.id } })
      await store.rule(draft(bridge, 'Bo Hale'))
      await store.forget({ article: burnt.article }, by)
      const left = await store.rulings({ limit: 10 })
      expect(JSON.stringify(left)).not.toContain('Tarn')
      expect(left.map(r => r.change.change)).toContain('speaker')
      expect(await store.people('Ysolde Tarn', 5)).toEqual([])
      expect((await store.people('Bo Hale', 5)).length).toBe(1)
      expect(await store.verify()).toEqual([])
    })

    it('takes along whom a ruling replaced, and whom an undone one brought in', async () => {
      await add(store, BRIDGE, SECRET)
      const hit = (await store.find({ words: 'ledger', limit: 1 })).items[0]!
      const [quorn] = await store.people('Zadie Quorn', 1)
      const by = { author: 'ed', reason: null }
      const target = { of: 'person' as const, person: quorn!.id }
      const into = { name: 'Ysolde Tarn', type: 'person' as const, person: null, mention: null }
      await store.rule({ ...by, target, change: { change: 'alias', alias: 'Z. Quorn' } })
      const split = await store.rule({ ...by, target, change: { change: 'split', statements: [hit.statement], into } })
      await store.rule({ ...by, target, change: { change: 'undo', ruling: split.id } })
      const exact = hit.words
      const from = SECRET.text.indexOf(exact)
      const to = from + exact.length
      const anchor = {
        span: { from, to },
        exact,
        before: SECRET.text.slice(0, from),
        after: SECRET.text.slice(to, to + 32),
      }
      await store.rule({
        ...by,
        target: { of: 'statement', statement: hit.statement, article: hit.article, anchor },
        change: { change: 'speaker', speaker: { ...into, name: 'Odo Fenwick' } },
      })
      await store.forget({ article: hit.article }, { author: 'desk', reason: 'order' })
      for (const name of ['Zadie Quorn', 'Z. Quorn', 'Ysolde Tarn', 'Odo Fenwick'])
        expect(await store.people(name, 5)).toEqual([])
      expect(await store.rulings({ limit: 10 })).toEqual([])
      expect((await store.people('Ada Lowe', 5)).length).toBe(1)
      expect(await store.verify()).toEqual([])
    })

    it('knows what it cannot forget', async () => {
      await expect(store.forget({ article: 'a000000000000000' }, by)).rejects.toMatchObject({ code: 'no-such-article' })
      await expect(store.forget({ person: 'p000000000000000' }, by)).rejects.toMatchObject({ code: 'no-such-person' })
      expect(await store.tombstones()).toEqual([])
    })

    it('leaves no trace in the files', async () => {
      const hidden = {
        text: 'The well of Brackwater was poisoned, Ottoline Vexley whispered.',
        url: 'https://gull.example/brackwater-well',
        outlet: 'The Brackwater Lantern',
        title: 'Brackwater well',
        lines: [{ content: 'The well of Brackwater was poisoned', by: 'Ottoline Vexley' }],
        from: 'inbox/brackwater.txt',
      }
      const open = {
        ...BRIDGE,
        text: BRIDGE.text.replaceAll('Lowe', 'Marrowby'),
        lines: [{ content: 'The bridge at Norvale will close', by: 'Ada Marrowby' }],
      }
      await add(store, open, hidden)
      const [kept] = (await store.find({ words: 'well', limit: 1 })).items
      const words = ['Brackwater', 'brackwat', 'Ottoline', 'Vexley', 'vexley', 'ottolin', 'poison']
      const traces = () => words.filter(w => filesHold(w))
      const filesHold = (word: string) => {
        const base =
          kind === 'sqlite' || typeof server === 'string' ? folder : join(server.folder ?? '', 'data', 'base')
        return readdirSync(base, { recursive: true, withFileTypes: true })
          .filter(f => f.isFile())
          .some(f => readFileSync(join(f.parentPath, f.name)).includes(word))
      }
      if (kind === 'postgres' && typeof server !== 'string' && server.folder === null) return
      const settle = async () => {
        if (kind === 'sqlite' || typeof server === 'string') return
        const client = new pg.Client({ connectionString: server.address })
        await client.connect()
        await client.query('analyze') // as the server does by itself: its statistics hold values of columns
        await client.query('checkpoint')
        await client.end()
      }
      await settle()
      expect(traces()).toContain('Vexley') // else the search below would prove nothing
      await store.forget({ article: kept!.article }, by)
      await settle()
      expect(traces()).toEqual([])
      // Nothing is left of the tables now, and the server counts no rows of an empty one anew.
      const [last] = await store.articles({ limit: 1 })
      expect(filesHold('Marrowby')).toBe(true)
      await store.forget({ article: last!.id }, by)
      await settle()
      expect(filesHold('Marrowby')).toBe(false)
    })
  })

  describe('verifying', () => {
    it('finds nothing wrong with a record that was used', async () => {
      await add(store, BRIDGE, FERRY, { ...BRIDGE, text: `${BRIDGE.text} Later.`, lines: BRIDGE.lines.slice(1) })
      const [kept] = await store.articles({ limit: 1 })
      await store.keepReading(kept!.id, recordOf(kept!.article, [], '0.9.0'))
      const steps: number[] = []
      expect(await store.verify((done, all) => steps.push(done / all))).toEqual([])
      expect(steps.at(-1)).toBe(1)
    })

    it.each([
      ['text-changed', "update blob set codec = 'raw'"],
      ['text-changed', "update article set hash = 'x'"],
      ['text-changed', "update reading set id = 'x'"],
      ['span-off-text', 'update statement set content_to = 100000, spans = null'],
      ['index-off', "update statement set stance = 'orders'"],
      ['index-off', 'update statement set present = 0'],
      ['index-off', "update statement set attribution = 'zz' where attribution = 'a1'"],
      ['index-off', 'update tally set statements = statements + 1'],
      ['index-off', 'delete from tally'],
      ['index-off', 'update article set outlet = 1'],
      ['loose-end', 'update article set current = 0'],
      ['loose-end', 'delete from alias'],
      ['loose-end', "update job set state = 'done', article = 99"],
      ['loose-end', 'update statement set person = 99 where person > 0'],
    ])('finds what is wrong: %s after %s', async (code, damage) => {
      await add(store, BRIDGE, FERRY)
      await raw(damage)
      const faults = await store.verify()
      expect(faults.map(f => f.code)).toContain(code)
      for (const f of faults) expect(f.next).not.toBe('')
    })
  })
})

describe.skipIf(lack !== null)('a server', () => {
  const outside = { now: () => new Date(), patience: 300 }
  const address = typeof server === 'string' ? '' : server.address
  const at = (change: (url: URL) => void) => {
    const url = new URL(address)
    change(url)
    return openRecord(url.href, outside)
  }

  it('says what is wrong when it cannot be reached, entered or used', async () => {
    await expect(at(url => (url.port = '1'))).rejects.toMatchObject({ code: 'record-unreachable' })
    await expect(at(url => (url.pathname = '/no_such_database'))).rejects.toMatchObject({ code: 'no-such-record' })
    await expect(at(url => url.searchParams.set('schema', 'x; drop'))).rejects.toMatchObject({ code: 'bad-address' })
    const unknown = at(url => {
      url.username = 'nobody_here'
      url.password = 'secret'
    })
    const error = await unknown.catch(e => e)
    expect(error).toMatchObject({ code: 'record-denied' })
    expect(`${error.message} ${error.next}`).not.toContain('secret')
  })

  it('makes one writer wait for the other, and no longer than it may', async () => {
    const store = await at(url => url.searchParams.set('schema', 'locked'))
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    await client.query("begin; select pg_advisory_xact_lock(hashtext('ascribe'), hashtext('locked'))")
    await expect(store.accept([pieceOf(BRIDGE)])).rejects.toMatchObject({ code: 'record-locked' })
    await client.query('commit')
    expect(await store.accept([pieceOf(BRIDGE)])).toMatchObject([{ state: 'new' }])
    await client.end()
    await store.close()
  })

  it('is asked for its own backup', async () => {
    const store = await at(url => url.searchParams.set('schema', 'locked'))
    await expect(store.backup('copy.db')).rejects.toMatchObject({ code: 'use-pg-dump' })
    await store.close()
  })

  it('loses nothing acknowledged when the connection breaks', async () => {
    const store = await at(url => url.searchParams.set('schema', 'broken'))
    await add(store, BRIDGE)
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ascribe'")
    await client.end()
    // Whoever held a broken connection is told so; the next gets a new one.
    for (let tries = 0; tries < 10; tries++)
      try {
        await store.counts()
        break
      } catch (error) {
        expect(error).toMatchObject({ code: 'record-unreachable' })
      }
    expect(await store.counts()).toMatchObject({ articles: 1, statements: 4 })
    expect(await store.verify()).toEqual([])
    await store.close()
  })
})
