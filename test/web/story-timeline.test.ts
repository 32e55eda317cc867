import { describe, expect, it } from 'vitest'
import type { Moment } from '../../src/api/wire.ts'
import { sureness } from '../../src/web/pages/finding-words.ts'
import { everyMonth, share } from '../../src/web/pages/person-months.ts'
import { daysOf } from '../../src/web/pages/story-timeline.ts'

const moment = (
  at: string,
  event: Moment['event'],
  article: string,
  statement: string | null = null,
  speaker: string | null = null,
): Moment => ({
  at,
  event,
  article,
  outlet: null,
  title: null,
  statement,
  speaker,
  words: null,
})

describe('the time line', () => {
  it('goes day by day; what was said before what was printed; one saying told once', () => {
    const days = daysOf([
      moment('2025-03-05T20:00:00+09:00', 'published', 'a3'),
      moment('2025-03-05T12:30:00Z', 'published', 'a4'),
      moment('2025-03-04', 'said', 'a1', 's1', 'Ostberg'),
      moment('2025-03-04T07:10:00Z', 'published', 'a1'),
      moment('2025-03-04', 'said', 'a3', 's3', 'Ostberg'),
      moment('2025-03-04', 'said', 'a3', 's4', 'Reck'),
      moment('2025-03-06T06:00:00Z', 'corrected', 'a5'),
    ])
    expect(
      days.map(({ day, moments }) => [
        day,
        moments.map(m => [m.event, m.time, m.of.map(o => o.statement ?? o.article)]),
      ]),
    ).toEqual([
      [
        '2025-03-04',
        [
          ['said', null, ['s1', 's3']],
          ['said', null, ['s4']],
          ['published', '07:10', ['a1']],
        ],
      ],
      [
        '2025-03-05',
        [
          ['published', '20:00', ['a3']],
          ['published', '12:30', ['a4']],
        ],
      ],
      ['2025-03-06', [['corrected', '06:00', ['a5']]]],
    ])
  })
})

describe('figures of a speaker', () => {
  it('have every month, gaps too', () => {
    expect(
      everyMonth([
        { month: '2025-02', statements: 3 },
        { month: '2024-11', statements: 1 },
      ]).map(({ month, statements }) => `${month} ${statements}`),
    ).toEqual(['2024-11 1', '2024-12 0', '2025-01 0', '2025-02 3'])
    expect(everyMonth([])).toEqual([])
    expect(everyMonth([{ month: 'unknown', statements: 1 }])).toEqual([])
    expect(
      everyMonth([
        { month: '0900-01', statements: 1 },
        { month: '2025-01', statements: 1 },
      ]),
    ).toHaveLength(2)
  })

  it('have shares that do not round something to nothing', () => {
    expect([share(0, 9), share(1, 1000), share(1, 3), share(0, 0)]).toEqual(['0 %', 'under 1 %', '33 %', '0 %'])
  })

  it('say how sure a finding is in words that fall with the number', () => {
    const words = [0.97, 0.85, 0.7, 0.5, 0.2].map(sureness)
    expect(new Set(words).size).toBe(words.length)
    expect(words[1]).toBe('very likely right (about 9 in 10)')
  })
})
