import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  packTraits,
  type Report,
  statementOf,
  storiesOf,
  storyIdOf,
  storyOf,
  traitsOf,
  unpackTraits,
} from '../../src/compare/index.ts'
import { articleFromBytes } from '../../src/ingest/index.ts'
import type { Expected } from '../stories/format.ts'
import { campaign, EVENTS } from './campaign.ts'
import { report } from './quotes.ts'

const folder = join(import.meta.dirname, '../stories')

/** All bundles thrown together: each report's id under its bundle's name. */
const bundles = readdirSync(folder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => {
    const expected = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')) as Expected
    const reports = expected.reports.map(({ id, file, published, outlet }): Report => {
      const { text, blocks, title, origin } = articleFromBytes(readFileSync(join(folder, name, file)))
      const agency = origin?.agency ?? null
      return { id: `${name}/${id}`, text, blocks, title, outlet, publishedAt: published, agency, statements: [] }
    })
    return { name, expected, reports }
  })

const all = bundles.flatMap(({ reports }) => reports)

describe('the stories of all bundles together', () => {
  const stories = storiesOf(all)
  const storyWith = (id: string) => stories.find(({ articles }) => articles.includes(id))!

  it('lays together what an editor lays together, and hardly anything else', () => {
    const gold = new Map<string, string>(
      bundles.flatMap(({ name, expected }) =>
        expected.stories.flatMap(({ id, reports }) => reports.map(r => [`${name}/${r}`, `${name}/${id}`] as const)),
      ),
    )
    const count = { right: 0, wrong: 0, missed: 0 }
    all.forEach(({ id: a }, i) => {
      for (const { id: b } of all.slice(i + 1)) {
        const [found, expected] = [storyWith(a) === storyWith(b), gold.get(a) === gold.get(b)]
        if (found || expected) count[found ? (expected ? 'right' : 'wrong') : 'missed']++
      }
    })
    expect(count.right / (count.right + count.missed)).toBeGreaterThanOrEqual(0.95)
    expect(count.right / (count.right + count.wrong)).toBeGreaterThanOrEqual(0.98)
  })

  it('is the same in whatever order the reports are given', () => {
    expect(storiesOf(all.toReversed())).toEqual(stories)
  })

  it('tells of each the times, the outlets and a title from its reports', () => {
    for (const { articles, first, last, outlets, title, timeline } of stories) {
      const reports = articles.map(id => all.find(r => r.id === id)!)
      expect(first).toBe(reports[0]!.publishedAt)
      expect(last).toBe(reports.at(-1)!.publishedAt)
      expect([...outlets].sort()).toEqual([...new Set(reports.map(({ outlet }) => outlet!))].sort())
      expect(reports.map(r => r.title)).toContain(title)
      expect(timeline.filter(({ event }) => event === 'published').map(({ article }) => article)).toEqual(articles)
    }
  })
})

it('holds apart the events of one campaign, the same two names in every report', () => {
  const stories = storiesOf(campaign)
  expect(stories.map(({ articles }) => [...new Set(articles.map(id => EVENTS.get(id)))])).toEqual(
    stories.map(({ articles }) => [EVENTS.get(articles[0]!)]),
  )
  expect(stories).toHaveLength(new Set(EVENTS.values()).size)
})

const DAM =
  'The Tarrow dam will be shut on Monday, the Norvale water board said. Orla Venn, who leads it, spoke in Tarrow.'

describe('one story', () => {
  it('has the times of saying and of corrections in its time line', () => {
    const at = DAM.indexOf('spoke')
    const said = statementOf({
      id: 's1',
      content: [{ from: 0, to: 37 }],
      speaker: 'Ruth Calder',
      when: { words: 'on Monday', span: { from: 28, to: 37 }, from: '2026-05-04', to: '2026-05-04' },
    })
    const nobody = { ...said, id: 's2', speaker: null, content: [{ from: 0, to: 27 }] }
    const what = { ...said, id: 's3', content: [{ from: 0, to: 3 }] }
    const statements = [nobody, what, said]
    const first = { ...report('a', DAM), publishedAt: '2026-05-04T09:00:00Z', statements, outlet: 'Gazette' }
    const copy = { ...first, id: 'b', publishedAt: '2026-05-05', outlet: 'Herald' }
    const late = { ...report('c', DAM), publishedAt: '2026-05-04T23:00:00-05:00', outlet: 'Herald' }
    const story = storyOf('a', [late, copy, first], [{ article: 'b', span: { from: at, to: at + 5 } }])
    expect(story.id).toBe(storyIdOf('a'))
    expect(story.articles).toEqual(['a', 'c', 'b'])
    expect(story.outlets).toEqual(['Herald', 'Gazette'])
    expect(story.timeline.map(({ at, event, article }) => `${at} ${event} ${article}`)).toEqual([
      '2026-05-04 said a',
      '2026-05-04T09:00:00Z published a',
      '2026-05-05 published b',
      '2026-05-05 corrected b',
      '2026-05-04T23:00:00-05:00 published c',
    ])
  })

  it('lays reports without a date together when they are given together', () => {
    expect(storiesOf([report('a', DAM), report('b', `${DAM} It is old.`)]).map(({ articles }) => articles)).toEqual([
      ['a', 'b'],
    ])
  })
})

describe('what is known of an article', () => {
  it('meets a name by its surname, whatever stands around it', () => {
    const terms = (text: string) => new Set(traitsOf(report('a', text)).terms)
    const [full, short] = [
      terms('The minister, Inga Ostberg, left.'),
      terms('It was late. Then Ostberg left the room.'),
    ]
    expect([...full].filter(term => short.has(term)).length).toBeGreaterThanOrEqual(2)
  })

  it('returns from bytes as it was', () => {
    const traits = traitsOf({ ...report('a', DAM), publishedAt: '2026-05-04T09:00:00Z' })
    expect(unpackTraits('a', traits.at, packTraits(traits))).toEqual(traits)
    expect(traits.terms.length).toBeGreaterThan(5)
  })

  it('bounds what it keeps of a long article', () => {
    const words = Array.from({ length: 30_000 }, (_, i) => `w${i.toString(36).replace(/\d/g, 'q')}x`).join(' ')
    expect(traitsOf(report('a', words)).terms.length).toBeLessThanOrEqual(96)
  })

  it.each([
    ['2026-05-04T09:00:00+02:00', Date.UTC(2026, 4, 4, 7) / 60_000],
    ['2026-05-04', Date.UTC(2026, 4, 4, 12) / 60_000],
    ['yesterday', Number.NaN],
    ['2026-13-40', Number.NaN],
    [null, Number.NaN],
  ])('places %s in time', (publishedAt, at) => {
    expect(traitsOf({ ...report('a', DAM), publishedAt }).at).toBe(at)
  })
})
