import { describe, expect, it } from 'vitest'
import type { ArticleSummary, Said } from '../../src/api/wire.ts'
import { matrixOf } from '../../src/web/pages/story-matrix.ts'

const report = (id: string, agency: string | null = null): ArticleSummary => ({
  id,
  work: id,
  version: 1,
  title: null,
  outlet: id.toUpperCase(),
  byline: null,
  agency,
  url: null,
  publishedAt: null,
  addedAt: '2025-03-09T00:00:00Z',
  format: 'text',
  length: 100,
})

const articles = [
  report('wire', 'Tern News Service'),
  report('early'),
  report('own'),
  report('copy'),
  report('credited', 'Tern News Service'),
]
const copyOf = new Map([['copy', 'wire']])

const said = (statement: string, article: string, words: string): Said => ({
  statement,
  article,
  outlet: null,
  words,
  kind: 'direct',
  stance: 'asserts',
  negated: false,
  via: [],
  confidence: 0.9,
})

describe('who says what, report by report', () => {
  it('sets reports in order of time, copies of one origin and reports of one agency beside each other', () => {
    const { groups } = matrixOf({ articles, all: true, voices: [] }, copyOf)
    expect(groups.map(({ agency, reports }) => [agency, ...reports.map(({ id }) => id)])).toEqual([
      ['Tern News Service', 'wire', 'copy', 'credited'],
      [null, 'early'],
      [null, 'own'],
    ])
  })

  it('has a row for each speaker: who is heard in most origins first, nobody last, none without a word', () => {
    const { rows } = matrixOf(
      {
        articles,
        all: true,
        voices: [
          {
            person: 'p1',
            name: 'Ada Lowe',
            said: [said('s1', 'wire', 'a'), said('s2', 'copy', 'a'), said('s3', 'credited', 'c')],
          },
          { person: null, name: '', said: [said('s5', 'own', 'a'), said('s6', 'early', 'b'), said('s7', 'wire', 'c')] },
          { person: null, name: 'officials', said: [said('s8', 'own', 'It burnt'), said('s9', 'early', 'It burnt')] },
          { person: 'p2', name: 'Ben Orr', said: [said('s0', 'of another story', 'no')] },
        ],
      },
      copyOf,
    )
    expect(rows.map(({ name, origins, statements }) => [name, origins, statements])).toEqual([
      ['officials', 2, 2],
      ['Ada Lowe', 1, 3],
      ['', 3, 3],
    ])
    const lowe = rows[1]!.cells.map(cell => cell.said.map(({ statement }) => statement))
    expect(lowe).toEqual([['s1'], ['s2'], ['s3'], [], []])
  })

  it('marks as copied only what the first report of the origin says in the same words', () => {
    const { rows } = matrixOf(
      {
        articles,
        all: true,
        voices: [
          {
            person: 'p1',
            name: 'Ada Lowe',
            said: [said('s1', 'wire', '“We are ready,”'), said('s2', 'copy', 'We are ready')],
          },
          {
            person: 'p2',
            name: 'Ben Orr',
            said: [said('s3', 'copy', 'We are not.'), said('s4', 'own', 'We are ready')],
          },
        ],
      },
      copyOf,
    )
    const copied = (name: string) => rows.find(row => row.name === name)!.cells.map(cell => cell.copied)
    expect(copied('Ada Lowe')).toEqual([false, true, false, false, false])
    expect(copied('Ben Orr')).toEqual([false, false, false, false, false])
  })
})
