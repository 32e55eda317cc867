import { describe, expect, it } from 'vitest'
import { atOdds, traitsOf } from '../../src/store/registry-traits.ts'
import { add, articleOfDraft, type Draft, recordOf } from './making.ts'
import { onBothDatabases } from './records.ts'

const told = (text: string, name: string, day: string | null = '2024-03-05') => {
  const mentions = [...text.matchAll(new RegExp(`${name}|the mayor`, 'g'))].map(m => ({
    from: m.index,
    to: m.index + m[0].length,
  }))
  return traitsOf(text, { name, type: 'person', mentions }, day).map(t => t.value)
}

describe('what an article says of somebody', () => {
  it.each<[string, string[]]>([
    ['Mayor Lena Marsh said so.', ['mayor']],
    ['The former Deputy Mayor Lena Marsh said so.', ['former deputy mayor']],
    ['Lena Marsh, a mayor of East Norvale, said so.', ['mayor of East Norvale']],
    ['Lena Marsh, 34, a nurse, said so.', ['1990', 'nurse']],
    ['Lena Marsh (34) said so.', ['1990']],
    ['Lena Marsh said the mayor was out.', ['mayor']],
    ['Lena Marsh, who was tired, said so.', []],
    ['The nurse spoke. Lena Marsh said so.', []],
    ['“Well,” put in Lena Marsh, when a pupil.', []],
    ['Lena Marsh, says the coach, is out.', []],
    ['Lena Marsh, now the leader of the opposition, spoke.', []],
    ['Lena Marsh, Bo Hale and a goalkeeper said so.', []],
    ['She told Lena Marsh, police said, to go.', []],
  ])('%s', (text, traits) => expect(told(text, 'Lena Marsh')).toEqual(traits))

  it('finds the title within a mention', () => {
    const text = 'Senator Lena Marsh said so.'
    const speaker = { name: 'Lena Marsh', type: 'person', mentions: [{ from: 0, to: 18 }] } as const
    expect(traitsOf(text, speaker, null)).toEqual([{ trait: 'title', value: 'senator' }])
  })

  it('tells no year of birth without a date', () =>
    expect(told('Lena Marsh, 34, said so.', 'Lena Marsh', null)).toEqual([]))

  it('stays quick on hostile words', () => {
    const name = 'Lena Marsh'
    const text = `${name}, ${'former '.repeat(20_000)}${'a'.repeat(50_000)}${name}`
    expect(told(text, name)).toEqual([])
  })
})

describe('what tells two of one name apart', () => {
  const said = (...values: string[]) =>
    values.map(v => ({ trait: /^\d/.test(v) ? ('born' as const) : ('title' as const), value: v }))
  it.each<[string[], string[], boolean]>([
    [['1990'], ['1953'], true],
    [['1990'], ['1991'], false],
    [['mayor'], ['goalkeeper'], true],
    [['mayor'], ['deputy minister'], false],
    [['mayor'], ['professor'], false],
    [['mayor', 'footballer'], ['goalkeeper'], false],
    [['mayor of Norvale'], ['mayor of Southport'], true],
    [['mayor of Norvale'], ['mayor'], false],
    [['former mayor of Norvale'], ['mayor of Southport'], false],
    [['director of Norvale'], ['director of Southport'], false],
    [['resident'], ['senator'], true],
    [[], ['senator'], false],
  ])('%j and %j: %s', (a, b, apart) => {
    expect(atOdds(said(...a), said(...b))).toBe(apart)
    expect(atOdds(said(...b), said(...a))).toBe(apart)
  })
})

await onBothDatabases(record => {
  const says = (text: string, by: string, day: string): Draft => ({
    text,
    publishedAt: day,
    outlet: 'The Evening Gull',
    from: `${day}.txt`,
    lines: [{ content: text.slice(0, text.indexOf(',')), by }],
  })
  const MAYOR = says('The bridge will close, Mayor Lena Marsh said on Monday.', 'Lena Marsh', '2024-03-01')
  const OF_NORVALE = says('The road is open, said Lena Marsh, the mayor of Norvale.', 'Lena Marsh', '2024-03-09')
  const KEEPER = says('The goal was mine, goalkeeper Lena Marsh said.', 'Lena Marsh', '2024-03-05')
  const BARE = says('The sun is out, Lena Marsh said.', 'Lena Marsh', '2024-03-06')

  it('joins people of one name, with their titles over time', async () => {
    await add(record.store, OF_NORVALE, MAYOR, BARE)
    const [marsh, ...others] = await record.store.people('lena MARSH', 9)
    expect(others).toEqual([])
    expect(marsh!.titles).toEqual([
      { title: 'mayor', first: '2024-03-01', last: '2024-03-01' },
      { title: 'mayor of Norvale', first: '2024-03-09', last: '2024-03-09' },
    ])
    expect(await record.store.verify()).toEqual([])
  })

  it('keeps people of one name apart whom the articles tell apart, in every order and on every reading', async () => {
    const kept = await add(record.store, MAYOR, KEEPER, OF_NORVALE)
    const people = async () =>
      Promise.all(kept.map(async k => (await record.store.reading(k.article!))!.statements[0]!.person))
    const [mayor, keeper, again] = await people()
    expect(again).toBe(mayor)
    expect(keeper).not.toBe(mayor)
    expect(await record.store.people('Lena Marsh', 9)).toHaveLength(2)
    for (const [i, draft] of [MAYOR, KEEPER, OF_NORVALE].entries())
      await record.store.keepReading(kept[i]!.article!, recordOf(articleOfDraft(draft), draft.lines, '0.2.0'))
    expect(await people()).toEqual([mayor, keeper, mayor])
    const late = await add(record.store, says('It rains, striker Lena Marsh said.', 'Lena Marsh', '2024-04-01'))
    expect((await record.store.reading(late[0]!.article!))!.statements[0]!.person).toBe(keeper)
    // A person may know better.
    await record.store.rule({
      target: { of: 'person', person: mayor! },
      change: { change: 'merge', other: keeper! },
      author: 'Ann',
      reason: 'she played before she was elected',
    })
    expect((await record.store.people('Lena Marsh', 9)).map(p => p.titles.map(t => t.title))).toEqual([
      ['mayor', 'goalkeeper', 'mayor of Norvale', 'striker'],
    ])
    expect(await record.store.verify()).toEqual([])
  })

  it('joins a single word to nobody who goes by more', async () => {
    await add(record.store, MAYOR, says('It is late, Marsh said.', 'Marsh', '2024-03-07'))
    expect((await record.store.people('Marsh', 9)).map(p => p.name)).toEqual(['Marsh'])
    const within = async (limit: number) =>
      (await record.store.people('Marsh', limit, { within: true })).map(p => p.name)
    expect(await within(9)).toEqual(['Marsh', 'Lena Marsh'])
    expect(await within(1)).toEqual(['Marsh'])
    expect((await record.store.counts()).people).toBe(2)
  })

  it('forgets a title with the article that told it', async () => {
    const [first] = await add(record.store, MAYOR, BARE)
    await record.store.forget({ article: first!.article! }, { author: 'Ann', reason: 'court order' })
    expect((await record.store.people('Lena Marsh', 1))[0]!.titles).toEqual([])
    expect(await record.store.verify()).toEqual([])
  })
})
