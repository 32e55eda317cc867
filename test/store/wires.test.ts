import { describe, expect, it } from 'vitest'
import { areCopies, sketchOf } from '../../src/store/wires.ts'
import { add, BRIDGE, type Draft } from './making.ts'
import { onBothDatabases } from './records.ts'

const PARAGRAPHS = [
  'NORVALE — The flood gate at Norvale will stay shut until the spring, Orla Venn told reporters on Monday after a long meeting of the harbour board.',
  'Engineers had asked for the step since a storm tore two planks out of the old frame and left the lower town under water for a night.',
  'Two shipping firms said they would go to court, because their barges cannot reach the mill while the gate is closed and the canal is dry.',
]
const SAID = { content: 'The flood gate at Norvale will stay shut until the spring', by: 'Orla Venn' } as const

/** An outlet's copy of the report. */
const copy = (n: number, more: Partial<Draft> = {}): Draft => ({
  text: [`Headline number ${n} of the Daily ${n}`, ...PARAGRAPHS].join('\n\n'),
  url: `https://daily-${n}.example/gate`,
  outlet: `Daily ${n}`,
  publishedAt: '2031-03-05',
  agency: 'Meridian Wire',
  lines: [SAID],
  ...more,
})
const cut = copy(4, { text: `Gate shut\n\n${PARAGRAPHS[0]}\n\n${PARAGRAPHS[1]}`, publishedAt: '2031-03-06T10:00:00Z' })
/** Another report of the same agency and day. */
const other = copy(5, {
  text: 'Mill to close\n\nThe mill at Tarrow will be sold before the end of the year, Orla Venn said in a letter to the people who work in it, and nobody knows yet who might buy it.',
  lines: [{ content: 'The mill at Tarrow will be sold before the end of the year', by: 'Orla Venn' }],
})

describe('a sketch', () => {
  const sketch = (...paragraphs: readonly string[]) => {
    const text = paragraphs.join('\n')
    return sketchOf(text, [{ kind: 'paragraph', span: { from: 0, to: text.length } }])
  }
  it('knows a copy that was cut or added to, and nothing else', () => {
    const whole = sketch(...PARAGRAPHS)
    expect(whole).toHaveLength(24)
    expect(areCopies(whole, whole)).toBe(true)
    expect(areCopies(whole, sketch(PARAGRAPHS[0]!, PARAGRAPHS[1]!))).toBe(true)
    expect(
      areCopies(sketch(...PARAGRAPHS, 'More stands in our paper of tomorrow, said the editor of it.'), whole),
    ).toBe(true)
    expect(areCopies(whole, sketch(other.text))).toBe(false)
    expect(areCopies(sketch('four words are few'), sketch('four words are few'))).toBe(false)
  })
})

await onBothDatabases(record => {
  const origins = async (filter = {}) => {
    const [row] = await record.store.who({ by: 'person', limit: 1, ...filter })
    return row && [row.statements, row.articles, row.origins, row.outlets]
  }

  it('counts copies of one report as one origin', async () => {
    const { store } = record
    const kept = await add(store, copy(1), copy(2), copy(3), cut, other)
    const reports = []
    for (const { article } of kept) reports.push((await store.article(article!))!.report)
    expect(reports[0]).toBe(`o${kept[0]!.article!.slice(1)}`)
    expect(new Set(reports.slice(0, 4)).size).toBe(1)
    expect(reports[4]).not.toBe(reports[0])
    expect(await origins()).toEqual([5, 5, 2, 5])
    expect(await origins({ kind: 'indirect' })).toEqual([5, 5, 2, 5])
    expect(await origins({ outlet: 'Daily 1' })).toEqual([1, 1, 1, 1])
    expect(await store.who({ by: 'type', limit: 1 })).toMatchObject([{ articles: 5, origins: 2 }])
    expect(await store.who({ by: 'outlet', limit: 9 })).toMatchObject(Array(5).fill({ articles: 1, origins: 1 }))
    expect(await store.counts()).toMatchObject({ articles: 5, origins: 2 })
    expect(await store.verify()).toEqual([])
  })

  it('keeps apart what another agency sends, or the same one days later, or no agency', async () => {
    const { store } = record
    await add(
      store,
      copy(1),
      copy(2, { agency: 'Tern Agency' }),
      copy(3, { publishedAt: '2031-03-09' }),
      copy(4, { agency: null }),
      copy(6, { publishedAt: null }),
      copy(7, { publishedAt: null }),
    )
    expect(await origins()).toEqual([6, 6, 5, 6])
    expect(await store.counts()).toMatchObject({ articles: 6, origins: 5 })
  })

  it('filters by agency and tells it', async () => {
    const { store } = record
    await add(store, copy(1), copy(2), copy(3, { agency: 'Tern Agency' }), BRIDGE)
    const find = async (agency?: string) =>
      (await store.find({ words: null, limit: 9, order: 'oldest', ...(agency && { agency }) })).items.map(h => h.agency)
    expect(await find('meridian wire')).toEqual(['Meridian Wire', 'Meridian Wire'])
    expect(await find('Tern')).toEqual(['Tern Agency'])
    expect(await find('Norvale')).toEqual([])
    expect(await find()).toEqual([null, null, null, null, 'Meridian Wire', 'Meridian Wire', 'Tern Agency'])
    expect(await origins({ agency: 'Meridian Wire' })).toEqual([2, 2, 1, 2])
    expect(await origins({ agency: 'Nobody’s Wire' })).toBeUndefined()
    const articles = await store.articles({ limit: 9, filter: { agency: 'Tern Agency' } })
    expect(articles.map(a => a.article.outlet)).toEqual(['Daily 3'])
  })

  it('goes with what is forgotten, and stays for the others', async () => {
    const { store } = record
    const kept = await add(store, copy(1), copy(2))
    await store.forget({ article: kept[0]!.article! }, { author: 'Kim', reason: 'asked to' })
    await add(store, copy(3))
    expect(await origins()).toEqual([2, 2, 1, 2])
    expect(await store.verify()).toEqual([])
  })
})
