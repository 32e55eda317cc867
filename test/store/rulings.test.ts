import { beforeEach, describe, expect, it } from 'vitest'
import {
  type Anchor,
  anchorOf,
  type Change,
  type NamedSpeaker,
  type Ruling,
  type RulingDraft,
} from '../../src/vocabulary/index.ts'
import { add, articleOfDraft, BRIDGE, FERRY, recordOf } from './making.ts'
import { onBothDatabases } from './records.ts'

const by = (name: string, more: Partial<NamedSpeaker> = {}): NamedSpeaker => ({
  name,
  type: 'person',
  person: null,
  mention: null,
  ...more,
})

await onBothDatabases(record => {
  let article: string
  const text = BRIDGE.text

  const at = (words: string, of = text): Anchor => {
    const from = of.indexOf(words)
    expect(from, words).toBeGreaterThanOrEqual(0)
    return anchorOf(of, { from, to: from + words.length })
  }
  const reading = async (of = article) => (await record.store.reading(of))!
  /** Ids of the statements of BRIDGE, in its order. */
  let ids: string[]
  const draft = (i: number, change: Change, author = 'Ann', reason: string | null = null): RulingDraft => ({
    target: { of: 'statement', statement: ids[i]!, article, anchor: at(BRIDGE.lines[i]!.content as string) },
    change,
    author,
    reason,
  })
  const rule = (i: number, change: Change, author = 'Ann', instead?: string) =>
    record.store.rule(draft(i, change, author), instead)
  const undo = (ruling: Ruling, author = 'Ann') =>
    record.store.rule({ target: ruling.target, change: { change: 'undo', ruling: ruling.id }, author, reason: null })
  const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
  const words = async (query: string) => (await record.store.find({ words: query, limit: 10 })).items
  const sound = async () => expect(await record.store.verify()).toEqual([])
  const tally = async () =>
    Object.fromEntries((await record.store.who({ by: 'person', limit: 20 })).map(p => [p.name, p.statements]))

  beforeEach(async () => {
    const [kept] = await add(record.store, BRIDGE)
    article = kept!.article!
    ids = (await reading()).statements.map(s => s.id)
  })

  describe('ruling', () => {
    it('keeps author, time and reason, and answers the same word of the same author once', async () => {
      const made = await record.store.rule(draft(0, { change: 'accept' }, ' Ann ', 'checked by phone'))
      expect(made).toMatchObject({ author: 'Ann', at: record.now.toISOString(), reason: 'checked by phone' })
      expect(made.id).toMatch(/^r[0-9a-z]{15}$/)
      record.now = new Date('2024-04-02T12:00:00Z')
      expect(await rule(0, { change: 'accept' })).toEqual(made)
      const other = await rule(0, { change: 'accept' }, 'Bea')
      expect(other.id).not.toBe(made.id)
      expect(await record.store.rulings({ limit: 9 })).toEqual([
        { ...made, state: 'holds' },
        { ...other, state: 'holds' },
      ])
      expect((await reading()).statements[0]).toMatchObject({ checked: true, ruledBy: [made.id, other.id] })
      expect((await record.store.counts()).rulings).toBe(2)
      await sound()
    })

    it('says who speaks, and search, counts and people follow at once', async () => {
      await rule(1, { change: 'speaker', speaker: by('Bo Hale') })
      const { statements, speakers } = await reading()
      const { attribution, person, checked } = statements[1]!
      expect(speakers.find(s => s.id === attribution.speaker)).toMatchObject({ name: 'Bo Hale', nameRule: 'ruling' })
      expect(attribution).toMatchObject({ speakerConfidence: 1, doubt: null })
      expect(checked).toBe(true)
      expect((await record.store.person(person!))!.name).toBe('Bo Hale')
      expect(await words('winter')).toMatchObject([{ speaker: 'Bo Hale', person }])
      expect((await record.store.find({ words: null, speaker: 'Bo Hale', limit: 9 })).items).toHaveLength(1)
      expect(await tally()).toEqual({ 'Ada Lowe': 1, 'Bo Hale': 1, 'The Harbour Board': 1 })
      await rule(0, { change: 'speaker', speaker: null })
      expect(await tally()).toEqual({ 'Bo Hale': 1, 'The Harbour Board': 1 })
      await sound()
    })

    it('puts a statement under somebody of the registry by id', async () => {
      await add(record.store, FERRY)
      const [hale] = await record.store.people('Bo Hale', 1)
      await rule(2, { change: 'speaker', speaker: by('the deputy', { person: hale!.id }) })
      expect((await reading()).statements[2]!.person).toBe(hale!.id)
      expect((await tally())['Bo Hale']).toBe(3)
      expect((await record.store.counts()).people).toBe(3)
      await sound()
    })

    it('rejects: gone from reading, search and counts, and its id stays taken', async () => {
      const made = await rule(0, { change: 'reject' })
      const { statements, rejected } = await reading()
      expect(statements.map(s => s.id)).toEqual(ids.slice(1))
      expect(rejected).toEqual([{ statement: ids[0], ruling: made.id }])
      expect(await record.store.statement(ids[0]!)).toBeNull()
      expect(await words('bridge')).toEqual([])
      expect(await tally()).toEqual({ 'Ada Lowe': 1, 'The Harbour Board': 1 })
      expect((await record.store.counts()).statements).toBe(3)
      await sound()
    })

    it('moves source, cue, content, and tells the kind of the new content', async () => {
      await rule(0, { change: 'content', content: [at('The bridge at Norvale'), at('“We cannot wait')] })
      await rule(0, { change: 'source', source: [at('Ada Lowe')] })
      await rule(0, { change: 'cue', cue: [at('said')] })
      const { attribution } = (await reading()).statements.find(s => s.id === ids[0])!
      expect(attribution.content.map(s => text.slice(s.from, s.to))).toEqual([
        'The bridge at Norvale',
        '“We cannot wait',
      ])
      expect(attribution).toMatchObject({ kind: 'mixed', source: [at('Ada Lowe').span], cue: [at('said').span] })
      expect((await words('"bridge at norvale" cannot'))[0]!.statement).toBe(ids[0])
      expect(await words('close')).toEqual([])
      await sound()
    })

    it('gives a denial its stance', async () => {
      await rule(0, { change: 'stance', stance: 'denies', negated: true })
      const found = await record.store.find({ words: null, stance: 'denies', limit: 9 })
      expect(found.items.map(h => [h.statement, h.negated])).toContainEqual([ids[0], true])
      await sound()
    })

    it('adds a statement that the engine missed, under an id that stays', async () => {
      const change: Change = {
        change: 'add',
        source: [at('Two officials')],
        cue: [at('asked')],
        content: [at('not to be named')],
        speaker: by('Two officials', { type: 'anonymous', mention: at('Two officials') }),
        stance: 'asks',
        negated: false,
      }
      const made = await record.store.rule({ target: { of: 'article', article }, change, author: 'Ann', reason: null })
      const id = `s${made.id.slice(1)}`
      const added = (await reading()).statements.find(s => s.id === id)!
      expect(added).toMatchObject({ ruledBy: [made.id], checked: true, person: null })
      expect(added.attribution).toMatchObject({ kind: 'indirect', stance: 'asks', block: 'paragraph', parent: null })
      expect(await words('"be named"')).toMatchObject([{ statement: id, speaker: 'Two officials' }])
      expect((await reading()).statements.map(s => s.id)).toEqual([ids[0], ids[1], id, ids[2], ids[3]])
      await refused(
        record.store.rule({ target: { of: 'article', article }, change, author: 'Bea', reason: null }),
        'statement-there',
      )
      expect(
        await record.store.rule({ target: { of: 'article', article }, change, author: 'Ann', reason: null }),
      ).toEqual(made)
      await record.store
        .rule({
          target: { of: 'statement', statement: id, article, anchor: at('not to be named') },
          change: { change: 'stance', stance: 'orders', negated: false },
          author: 'Ann',
          reason: null,
        })
        .then(
          () => expect.unreachable(),
          error => {
            expect(error).toMatchObject({ code: 'contradicts-ruling', ruling: made.id })
            expect(error.message).toMatch(/: add “.+” \(r\w+\), against stance orders now$/)
          },
        )
      await sound()
    })
  })

  describe('undoing', () => {
    it('restores exactly what was, and undoing the undo restores the ruling', async () => {
      const bare = async () => {
        const { rulings: _, ...rest } = await reading()
        return rest
      }
      const changes: Change[] = [
        { change: 'reject' },
        { change: 'accept' },
        { change: 'speaker', speaker: by('Bo Hale') },
        { change: 'content', content: [at('The bridge')] },
        { change: 'stance', stance: 'orders', negated: true },
      ]
      const before = [await bare(), await tally(), await words('bridge')]
      for (const change of changes) {
        const made = await rule(0, change)
        const after = [await bare(), await tally(), await words('bridge')]
        expect(after).not.toEqual(before)
        const undone = await undo(made)
        expect([await bare(), await tally(), await words('bridge')]).toEqual(before)
        const redone = await undo(undone)
        expect([await bare(), await tally(), await words('bridge')]).toEqual(after)
        expect((await record.store.rulings({ ruling: made.id, limit: 1 }))[0]!.state).toBe('holds')
        expect((await record.store.rulings({ ruling: undone.id, limit: 1 }))[0]!.state).toBe('undone')
        await undo(redone)
        expect(await bare()).toEqual(before[0])
        await sound()
      }
    })

    it('is answered once, and refused when another did it before', async () => {
      const made = await rule(0, { change: 'reject' })
      const undone = await undo(made)
      expect(await undo(made)).toEqual(undone)
      await refused(undo(made, 'Bea'), 'already-undone')
      await refused(undo({ ...made, id: 'r00000000000000z' }), 'no-such-ruling')
    })

    it('does not bring back what contradicts a later ruling', async () => {
      const first = await rule(0, { change: 'speaker', speaker: by('Bo Hale') })
      const undone = await undo(first)
      const second = await rule(0, { change: 'speaker', speaker: by('Cy Marsh') })
      await expect(undo(undone)).rejects.toMatchObject({ code: 'contradicts-ruling', ruling: second.id })
    })
  })

  describe('contradicting', () => {
    it('names the earlier ruling, changes nothing, and gives way to `instead`', async () => {
      const first = await rule(0, { change: 'speaker', speaker: by('Bo Hale') })
      const later = { change: 'speaker', speaker: by('Cy Marsh') } as const
      await expect(rule(0, later, 'Bea')).rejects.toMatchObject({ code: 'contradicts-ruling', ruling: first.id })
      await expect(rule(0, later, 'Bea')).rejects.toThrow(first.id)
      await expect(rule(0, later, 'Bea')).rejects.toThrow(/: (\w+) .+ \(r\w+\), against \1 .+ now$/)
      expect((await record.store.counts()).rulings).toBe(1)
      const second = await rule(0, later, 'Bea', first.id)
      expect((await record.store.rulings({ limit: 9 })).map(r => [r.change.change, r.state])).toEqual([
        ['speaker', 'undone'],
        ['undo', 'holds'],
        ['speaker', 'holds'],
      ])
      expect((await tally())['Cy Marsh']).toBe(1)
      expect(await rule(0, later, 'Bea', first.id)).toEqual(second)
      await sound()
    })

    it.each<[Change, Change, boolean]>([
      [{ change: 'reject' }, { change: 'accept' }, true],
      [{ change: 'accept' }, { change: 'reject' }, true],
      [{ change: 'reject' }, { change: 'stance', stance: 'asks', negated: false }, true],
      [{ change: 'stance', stance: 'asks', negated: false }, { change: 'reject' }, true],
      [{ change: 'stance', stance: 'asks', negated: false }, { change: 'stance', stance: 'asks', negated: true }, true],
      [
        { change: 'stance', stance: 'asks', negated: false },
        { change: 'stance', stance: 'asks', negated: false },
        false,
      ],
      [{ change: 'stance', stance: 'asks', negated: false }, { change: 'speaker', speaker: null }, false],
      [{ change: 'stance', stance: 'asks', negated: false }, { change: 'accept' }, false],
      [{ change: 'accept' }, { change: 'speaker', speaker: by('Bo Hale') }, true],
      [{ change: 'accept' }, { change: 'speaker', speaker: by('Ada Lowe') }, false],
      [{ change: 'speaker', speaker: by('Bo Hale') }, { change: 'speaker', speaker: by('BO  HALE') }, false],
    ])('%j, then %j: %s', async (earlier, later, clash) => {
      const first = await rule(0, earlier)
      if (clash)
        await expect(rule(0, later, 'Bea')).rejects.toMatchObject({ code: 'contradicts-ruling', ruling: first.id })
      else expect((await rule(0, later, 'Bea')).id).not.toBe(first.id)
    })

    it('lets a second voice agree after an acceptance of the change', async () => {
      const speaker = { change: 'speaker', speaker: by('Bo Hale') } as const
      await rule(0, speaker)
      await rule(0, { change: 'accept' }, 'Bea')
      await rule(0, speaker, 'Cy')
      expect((await reading()).statements[0]!.ruledBy).toHaveLength(3)
    })

    it('refuses `instead` where there is nothing to replace', async () => {
      const other = await rule(1, { change: 'accept' })
      await refused(rule(0, { change: 'reject' }, 'Ann', other.id), 'nothing-to-replace')
      await refused(rule(0, { change: 'reject' }, 'Ann', 'r00000000000000z'), 'no-such-ruling')
      expect((await record.store.counts()).rulings).toBe(1)
    })
  })

  describe('refusing what cannot be ruled', () => {
    const anchor = (more: Partial<Anchor>): Anchor => ({ ...at('Ada Lowe'), ...more })

    it('names what is wrong', async () => {
      await refused(rule(0, { change: 'accept' }, '  '), 'no-author')
      await refused(rule(0, { change: 'alias', alias: 'x' }), 'wrong-target')
      await refused(rule(0, { change: 'content', content: [] }), 'empty-anchor')
      const source = (a: Partial<Anchor>) => rule(0, { change: 'source', source: [anchor(a)] })
      await refused(source({ span: { from: 3, to: 3 }, exact: '' }), 'empty-anchor')
      await refused(source({ span: { from: 3, to: 4 }, exact: ' ' }), 'empty-anchor')
      await refused(source({ span: { from: 5, to: 2 } }), 'anchor-outside-text')
      await refused(source({ span: { from: -1, to: 2 } }), 'anchor-outside-text')
      await refused(source({ span: { from: 0.5, to: 2 } }), 'anchor-outside-text')
      await refused(source({ span: { from: 0, to: text.length + 1 } }), 'anchor-outside-text')
      await refused(source({ exact: 'Ada Low' }), 'words-differ')
      await refused(rule(0, { change: 'cue', cue: [at('Ada Lowe'), at('Lowe said')] }), 'anchors-overlap')
      await refused(rule(0, { change: 'stance', stance: 'sings' as 'asks', negated: false }), 'unknown-stance')
      await refused(rule(0, { change: 'speaker', speaker: by(' . ') }), 'no-name')
      await refused(
        rule(0, { change: 'speaker', speaker: by('X', { type: 'cat' as 'person' }) }),
        'unknown-speaker-type',
      )
      await refused(rule(0, { change: 'speaker', speaker: by('X', { person: 'p00000000000000z' }) }), 'no-such-person')
      const target = draft(0, { change: 'accept' }).target as Extract<RulingDraft['target'], { of: 'statement' }>
      const on = (t: RulingDraft['target'], change: Change = { change: 'accept' }) =>
        record.store.rule({ target: t, change, author: 'Ann', reason: null })
      await refused(on({ ...target, statement: 's00000000000000z' }), 'no-such-statement')
      await refused(on({ ...target, article: 'a00000000000000z' }), 'no-such-article')
      await refused(on({ ...target, anchor: anchor({ exact: 'Bo Hale' }) }), 'words-differ')
      const [other] = await add(record.store, FERRY)
      const elsewhere = { ...target, article: other!.article!, anchor: at('Ferries', FERRY.text) }
      await refused(on(elsewhere), 'no-such-statement')
      await refused(on({ of: 'person', person: 'p00000000000000z' }, { change: 'alias', alias: 'x' }), 'no-such-person')
      expect((await record.store.counts()).rulings).toBe(0)
    })
  })

  describe('a newer engine', () => {
    const reread = async (lines: typeof BRIDGE.lines, engine = '0.2.0') => {
      record.now = new Date(record.now.getTime() + 86_400_000)
      await record.store.keepReading(article, recordOf(articleOfDraft(BRIDGE), lines, engine))
    }
    const statement = async (i: number) => (await reading()).statements.find(s => s.id === ids[i])

    it('finds the rulings on the statements that carry the ids', async () => {
      const made = await rule(1, { change: 'speaker', speaker: by('Bo Hale') })
      await rule(0, { change: 'reject' })
      await reread(BRIDGE.lines.toReversed())
      expect(await statement(0)).toBeUndefined()
      expect(await statement(1)).toMatchObject({ ruledBy: [made.id], checked: true })
      expect(await tally()).toEqual({ 'Bo Hale': 1, 'The Harbour Board': 1 })
      expect((await reading()).rejected.map(r => r.statement)).toEqual([ids[0]])
      await sound()
    })

    it('keeps what a person vouched for though the engine sees it no more', async () => {
      await rule(0, { change: 'accept' })
      await rule(1, { change: 'stance', stance: 'claims', negated: false })
      await rule(3, { change: 'reject' })
      const before = await tally()
      await reread(BRIDGE.lines.slice(2, 3))
      expect((await statement(0))!.attribution).toMatchObject({
        content: [at('The bridge at Norvale will close').span],
      })
      expect((await statement(1))!.attribution).toMatchObject({ stance: 'claims', kind: 'direct' })
      expect(await statement(3)).toBeUndefined()
      expect(await tally()).toEqual(before)
      expect((await reading()).rejected.map(r => r.statement)).toEqual([ids[3]])
      expect((await reading()).orphaned).toEqual([])
      await sound()
      // And again, over a reading of which nothing is left.
      await reread([], '0.3.0')
      expect((await reading()).statements.map(s => s.id)).toEqual([ids[0], ids[1]])
      await reread(BRIDGE.lines, '0.4.0')
      expect((await reading()).statements.map(s => s.id)).toEqual(ids.slice(0, 3))
      await sound()
    })

    it('knows a statement by the words that it had before a person changed them', async () => {
      await rule(0, { change: 'content', content: [at('winter')] })
      await reread(BRIDGE.lines.slice(0, 1))
      expect((await reading()).statements.map(s => [s.id, s.attribution.content])).toEqual([
        [ids[0], [at('winter').span]],
      ])
      await sound()
    })

    it('takes over what a person added', async () => {
      const change: Change = {
        change: 'add',
        source: [],
        cue: [],
        content: [at('asked not to be named')],
        speaker: by('Ada Lowe'),
        stance: 'asks',
        negated: false,
      }
      const made = await record.store.rule({ target: { of: 'article', article }, change, author: 'Ann', reason: null })
      await reread([...BRIDGE.lines, { content: 'asked not to be named', by: 'Bo Hale' }].slice(0, 4) as never)
      await reread([...BRIDGE.lines, { content: 'asked not to be named', by: 'Lowe' }], '0.3.0')
      const same = (await reading()).statements.filter(
        s => s.attribution.content[0]!.from === at('asked not').span.from,
      )
      expect(same.map(s => s.id)).toEqual([`s${made.id.slice(1)}`])
      expect(same[0]!.attribution).toMatchObject({ id: 'a5', stance: 'asks' })
      expect((await record.store.person(same[0]!.person!))!.name).toBe('Ada Lowe')
      await sound()
    })

    it('does not hide a better reading behind the rejection of a worse one', async () => {
      await rule(2, { change: 'reject' })
      const better = { ...BRIDGE.lines[2]!, content: 'denied that the money was gone' }
      await reread([BRIDGE.lines[0]!, better])
      const { statements, rejected } = await reading()
      expect(statements).toHaveLength(2)
      expect(rejected.map(r => r.statement)).toEqual([ids[2]])
      await sound()
    })

    it('leaves accepted words as they were accepted', async () => {
      await rule(0, { change: 'accept' })
      await reread([{ ...BRIDGE.lines[0]!, content: 'bridge at Norvale will close', by: 'Bo', stance: 'claims' }])
      const kept = await statement(0)
      expect(kept!.attribution).toMatchObject({
        content: [at('The bridge at Norvale will close').span],
        stance: 'asserts',
      })
      expect((await record.store.person(kept!.person!))!.name).toBe('Ada Lowe')
      await sound()
    })
  })

  describe('a new version of the article', () => {
    const version = async (edit: (text: string) => string, lines = BRIDGE.lines) => {
      record.now = new Date(record.now.getTime() + 86_400_000)
      const [kept] = await add(record.store, { ...BRIDGE, text: edit(BRIDGE.text), lines })
      expect(kept!.outcome).toBe('new-version')
      return kept!.article!
    }

    it('carries rulings to the same words at another place', async () => {
      const stance = await rule(2, { change: 'stance', stance: 'refuses', negated: false })
      const source = await rule(1, { change: 'source', source: [at('Lowe told')] })
      const reject = await rule(3, { change: 'reject' })
      const next = await version(t => `Updated at noon. ${t}`)
      const { statements, orphaned, rejected } = await reading(next)
      expect(orphaned).toEqual([])
      expect(statements.map(s => s.id)).toEqual(ids.slice(0, 3))
      expect(statements[2]).toMatchObject({ ruledBy: [stance.id], attribution: { stance: 'refuses' } })
      const from = at('Lowe told').span.from + 'Updated at noon. '.length
      expect(statements[1]!.attribution.source).toEqual([{ from, to: from + 'Lowe told'.length }])
      expect(rejected).toEqual([{ statement: ids[3], ruling: reject.id }])
      expect((await record.store.rulings({ article: next, limit: 9 })).map(r => [r.id, r.state])).toEqual([
        [stance.id, 'holds'],
        [source.id, 'holds'],
        [reject.id, 'holds'],
      ])
      expect(await words('work begins')).toEqual([])
      await sound()
    })

    it('reports a ruling whose place is gone, and moves nothing', async () => {
      const speaker = await rule(1, { change: 'speaker', speaker: by('Bo Hale') })
      const edited = (t: string) => t.replace('another winter', 'another hard winter')
      const lines = BRIDGE.lines.map((l, i) =>
        i === 1 ? { ...l, content: '“We cannot wait for another hard winter,”' } : l,
      )
      const next = await version(edited, lines)
      const there = await reading(next)
      expect(there.orphaned).toEqual([speaker.id])
      expect(there.statements[1]).toMatchObject({ id: ids[1], ruledBy: [], checked: false })
      expect((await record.store.rulings({ limit: 9 }))[0]!.state).toBe('orphaned')
      expect((await reading()).orphaned).toEqual([])
      expect((await reading()).statements[1]!.ruledBy).toEqual([speaker.id])
      expect((await tally())['Bo Hale']).toBeUndefined()
      await sound()
    })
  })
})
