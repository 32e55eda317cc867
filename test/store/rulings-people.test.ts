import { beforeEach, describe, expect, it } from 'vitest'
import type { Change, NamedSpeaker, Ruling } from '../../src/vocabulary/index.ts'
import { anchorOf } from '../../src/vocabulary/index.ts'
import { add, articleOfDraft, BRIDGE, FERRY, recordOf } from './making.ts'
import { onBothDatabases } from './records.ts'

const AGAIN = {
  text: 'A. Lowe promised new lamps. Lowe said: the lamps are cheap. Ada Lowe agreed with Bo Hale that rain is wet.',
  url: 'https://gull.example/lamps',
  outlet: 'The Evening Gull',
  publishedAt: '2024-03-09',
  lines: [
    { content: 'new lamps', by: 'A. Lowe' },
    { content: 'that rain is wet', by: ['A. Lowe', 'Ada Lowe'] },
  ],
}

await onBothDatabases(record => {
  const idOf = async (name: string) => {
    const [found] = (await record.store.people(name, 9)).filter(p => p.name === name)
    expect(found, name).toBeDefined()
    return found!.id
  }
  const rule = (person: string, change: Change, author = 'Ann', instead?: string) =>
    record.store.rule({ target: { of: 'person', person }, change, author, reason: null }, instead)
  const undo = (r: Ruling) => rule('p', { change: 'undo', ruling: r.id })
  const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
  const quoted = async () =>
    (await record.store.who({ by: 'person', limit: 20 })).map(p => [p.name, p.statements, p.articles, p.outlets])
  const sound = async () => expect(await record.store.verify()).toEqual([])
  let articles: string[]

  beforeEach(async () => {
    articles = (await add(record.store, BRIDGE, FERRY, AGAIN)).map(k => k.article!)
  })

  describe('merging', () => {
    it('makes one of two, in counts, search and lookup, and undo parts them', async () => {
      const [ada, a] = [await idOf('Ada Lowe'), await idOf('A. Lowe')]
      const before = await quoted()
      expect(before.slice(0, 2)).toEqual([
        ['Ada Lowe', 4, 3, 2],
        ['Bo Hale', 2, 1, 1],
      ])
      const made = await rule(ada, { change: 'merge', other: a })
      expect((await quoted())[0]).toEqual(['Ada Lowe', 5, 3, 2])
      expect(await quoted()).toHaveLength(3)
      expect(await record.store.person(a)).toMatchObject({ mergedInto: ada })
      expect((await record.store.people('A. Lowe', 5)).map(p => p.id)).toEqual([ada])
      expect((await record.store.person(ada))!.aliases).toEqual(['A. Lowe'])
      for (const id of [ada, a])
        expect((await record.store.statementsOf(id, { limit: 9 })).items.map(h => h.words)).toHaveLength(5)
      const reading = (await record.store.reading(articles[2]!))!
      expect(reading.statements[0]!.person).toBe(ada)
      await sound()
      expect(await rule(ada, { change: 'merge', other: a })).toEqual(made)
      await refused(rule(a, { change: 'merge', other: ada }), 'already-merged')
      const undone = await undo(made)
      expect(await quoted()).toEqual(before)
      expect((await record.store.person(a))!.mergedInto).toBeNull()
      await sound()
      await undo(undone)
      expect((await quoted())[0]).toEqual(['Ada Lowe', 5, 3, 2])
      expect((await record.store.rulings({ person: a, limit: 9 })).map(r => r.state)).toEqual([
        'holds',
        'undone',
        'holds',
      ])
      await sound()
    })

    it('survives a newer reading and more articles', async () => {
      const [ada, a] = [await idOf('Ada Lowe'), await idOf('A. Lowe')]
      await rule(ada, { change: 'merge', other: a })
      await record.store.keepReading(articles[2]!, recordOf(articleOfDraft(AGAIN), AGAIN.lines, '0.2.0'))
      expect((await quoted())[0]).toEqual(['Ada Lowe', 5, 3, 2])
      await add(record.store, {
        text: 'The pier is safe, A. Lowe said.',
        lines: [{ content: 'The pier is safe', by: 'A. Lowe' }],
        from: 'pier.txt',
      })
      expect((await quoted())[0]).toEqual(['Ada Lowe', 6, 4, 2])
      await sound()
    })

    it('goes over several, and parts only what the undone one joined', async () => {
      const [ada, a, bo] = [await idOf('Ada Lowe'), await idOf('A. Lowe'), await idOf('Bo Hale')]
      const first = await rule(a, { change: 'merge', other: ada })
      await rule(bo, { change: 'merge', other: a })
      expect((await record.store.person(ada))!.mergedInto).toBe(bo)
      await sound()
      await undo(first)
      expect((await record.store.person(ada))!.mergedInto).toBeNull()
      expect((await record.store.person(a))!.mergedInto).toBe(bo)
      await sound()
    })

    it('refuses oneself and what is of another kind', async () => {
      const ada = await idOf('Ada Lowe')
      await refused(rule(ada, { change: 'merge', other: ada }), 'merge-with-itself')
      await refused(rule(ada, { change: 'merge', other: await idOf('The Harbour Board') }), 'merge-of-unlike')
      await refused(rule(ada, { change: 'merge', other: 'p00000000000000z' }), 'no-such-person')
    })
  })

  describe('splitting', () => {
    const into: NamedSpeaker = { name: 'Ada Lowe', type: 'person', person: null, mention: null }

    it('gives statements to somebody new of the same name, for good', async () => {
      const ada = await idOf('Ada Lowe')
      const [first] = (await record.store.reading(articles[0]!))!.statements
      const made = await rule(ada, { change: 'split', statements: [first!.id], into })
      const other = made.change.change === 'split' ? made.change.into.person! : ''
      expect(other).toMatch(/^p/)
      expect(other).not.toBe(ada)
      const there = async () => (await record.store.reading(articles[0]!))!.statements.map(s => s.person)
      expect((await there()).slice(0, 2)).toEqual([other, ada])
      expect((await record.store.statementsOf(other, { limit: 9 })).items).toHaveLength(1)
      await sound()
      expect(await rule(ada, { change: 'split', statements: [first!.id], into })).toEqual(made)
      await record.store.keepReading(articles[0]!, recordOf(articleOfDraft(BRIDGE), BRIDGE.lines, '0.2.0'))
      expect((await there()).slice(0, 2)).toEqual([other, ada])
      await expect(rule(ada, { change: 'merge', other })).rejects.toMatchObject({
        code: 'contradicts-ruling',
        ruling: made.id,
      })
      await expect(
        record.store.rule({
          target: {
            of: 'statement',
            statement: first!.id,
            article: articles[0]!,
            anchor: anchorOf(BRIDGE.text, first!.attribution.content[0]!),
          },
          change: { change: 'speaker', speaker: { ...into, person: ada } },
          author: 'Bea',
          reason: null,
        }),
      ).rejects.toMatchObject({ code: 'contradicts-ruling', ruling: made.id })
      await undo(made)
      expect((await there()).slice(0, 2)).toEqual([ada, ada])
      await sound()
    })

    it('does not part what was merged without saying so', async () => {
      const [ada, a] = [await idOf('Ada Lowe'), await idOf('A. Lowe')]
      const merged = await rule(ada, { change: 'merge', other: a })
      const [lamps] = (await record.store.reading(articles[2]!))!.statements
      const split: Change = { change: 'split', statements: [lamps!.id], into: { ...into, name: 'A. Lowe', person: a } }
      await expect(rule(ada, split)).rejects.toMatchObject({ code: 'contradicts-ruling', ruling: merged.id })
    })

    it('takes only statements that are listed there', async () => {
      const bo = await idOf('Bo Hale')
      const [first] = (await record.store.reading(articles[0]!))!.statements
      await refused(rule(bo, { change: 'split', statements: [first!.id], into }), 'not-their-statement')
      await refused(rule(bo, { change: 'split', statements: [], into }), 'no-statements')
      await refused(rule(bo, { change: 'split', statements: ['s00000000000000z'], into }), 'no-such-statement')
    })
  })

  describe('naming', () => {
    it('finds people by an alias, and newcomers of that name join them', async () => {
      const bo = await idOf('Bo Hale')
      const made = await rule(bo, { change: 'alias', alias: 'Robert Hale' })
      expect((await record.store.person(bo))!.aliases).toEqual(['Robert Hale'])
      expect((await record.store.people('robert HALE', 5)).map(p => p.id)).toEqual([bo])
      await add(record.store, {
        text: 'The pier is safe, Robert Hale said.',
        lines: [{ content: 'The pier is safe', by: 'Robert Hale' }],
        from: 'pier.txt',
      })
      expect((await quoted())[1]).toEqual(['Bo Hale', 3, 2, 1])
      await undo(made)
      expect(await record.store.people('Robert Hale', 5)).toEqual([])
      await refused(rule(bo, { change: 'alias', alias: '—' }), 'no-name')
      await sound()
    })

    it('keeps an id of Wikidata, and a second one only instead of the first', async () => {
      const bo = await idOf('Bo Hale')
      await refused(rule(bo, { change: 'wikidata', id: 'q1' }), 'bad-wikidata-id')
      const made = await rule(bo, { change: 'wikidata', id: 'Q17' })
      expect((await record.store.person(bo))!.wikidata).toBe('Q17')
      await expect(rule(bo, { change: 'wikidata', id: 'Q18' }, 'Bea')).rejects.toMatchObject({ ruling: made.id })
      const second = await rule(bo, { change: 'wikidata', id: 'Q18' }, 'Bea', made.id)
      expect((await record.store.person(bo))!.wikidata).toBe('Q18')
      await undo(second)
      expect((await record.store.person(bo))!.wikidata).toBeNull()
      await sound()
    })
  })
})
