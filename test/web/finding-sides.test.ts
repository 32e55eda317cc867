import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../src/api/wire.ts'
import { FINDING_KINDS, ROLES_OF, VERDICTS } from '../../src/vocabulary/index.ts'
import { dayWords, spanWords } from '../../src/web/pages/days.tsx'
import { sidesOf } from '../../src/web/pages/finding-sides.ts'
import { KIND_ORDER, KIND_WORDS, ROLE_WORDS, VERDICT_WORDS } from '../../src/web/pages/finding-words.ts'

const passage = (role: Evidence['role'], article: string, words: string, origin: number): Evidence => ({
  role,
  article,
  outlet: null,
  title: null,
  publishedAt: null,
  statement: null,
  spans: [{ from: 0, to: words.length }],
  words: [words],
  before: '',
  after: '',
  speaker: null,
  origin,
})

describe('a finding, side by side', () => {
  it('has its parts in the order of its kind, and tells once what copies repeat', () => {
    const sides = sidesOf({
      kind: 'denial',
      evidence: [
        passage('denial', 'a4', 'No door was chained', 2),
        passage('claim', 'a1', 'Doors were chained', 0),
        passage('claim', 'a2', '“Doors were chained,”', 0),
        passage('claim', 'a3', 'Doors were chained', 1),
        passage('claim', 'a2', 'The doors had chains', 0),
      ],
    })
    expect(sides.map(({ role, passages }) => [role, passages.map(p => [p.passage.article, p.copies.length])])).toEqual([
      [
        'claim',
        [
          ['a1', 1],
          ['a3', 0],
          ['a2', 0],
        ],
      ],
      ['denial', [['a4', 0]]],
    ])
  })

  it('has words for every kind, part and verdict, and a key of its own for each verdict', () => {
    expect([...KIND_ORDER].sort()).toEqual([...FINDING_KINDS].sort())
    expect(new Set(FINDING_KINDS.map(kind => KIND_WORDS[kind].sign)).size).toBe(FINDING_KINDS.length)
    for (const kind of FINDING_KINDS) for (const role of ROLES_OF[kind]) expect(ROLE_WORDS[role]).toBeTruthy()
    const keys = VERDICTS.map(verdict => VERDICT_WORDS[verdict].key)
    expect(new Set([...keys, 'j', 'k', 'u']).size).toBe(VERDICTS.length + 3)
  })
})

describe('days', () => {
  it('are written with what they share told once', () => {
    expect(dayWords('2025-03-04T23:30:00-05:00')).toBe('4 Mar 2025')
    expect(dayWords('soon')).toBe('soon')
    expect(spanWords('2025-03-04T10:00:00Z', '2025-03-04T18:00:00Z')).toBe('4 Mar 2025')
    expect(spanWords('2025-05-15', '2025-05-29').replace(/\s/g, ' ')).toBe('15 – 29 May 2025')
    expect(spanWords(null, '2025-05-29')).toBe('29 May 2025')
    expect(spanWords(null, null)).toBe('')
    expect(spanWords('2025-05-29', '2025-05-15')).toBe('29 May 2025 – 15 May 2025')
  })
})
