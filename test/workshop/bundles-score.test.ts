import { describe, expect, it } from 'vitest'
import type { Finding, FindingEvidence } from '../../src/vocabulary/index.ts'
import { countFamilies, countFindings, countStories, type ExpectedBundle } from '../../src/workshop/bundles-score.ts'

const texts = new Map([
  ['one', 'Nine people died, Mora said. The dam held.'],
  ['two', 'Eleven people died, Mora said. The dam broke.'],
])

const place = (article: string, words: string, role: FindingEvidence['role']): FindingEvidence => {
  const from = texts.get(article)!.indexOf(words)
  return { role, article, statement: null, spans: [{ from, to: from + words.length }], speaker: null, origin: 0 }
}

const made = (kind: Finding['kind'], evidence: readonly FindingEvidence[], about: Partial<Finding> = {}): Finding => ({
  ...{ id: 'd', kind, by: null, family: null, story: null, confidence: 1, standing: 'sure', why: kind, speakers: [] },
  ...{ supersededBy: null, evidence, ...about },
})

const expected: ExpectedBundle = {
  name: 'dam',
  reports: [],
  stories: [{ reports: ['one', 'two'] }],
  families: [],
  findings: [
    {
      ...{ id: 'held', kind: 'polarity', why: 'held or not' },
      evidence: [
        { report: 'one', role: 'one', words: 'The dam held' },
        { report: 'two', role: 'other', words: 'The dam broke' },
      ],
    },
    {
      ...{ id: 'toll', kind: 'update', why: 'it rises' },
      evidence: [
        { report: 'one', role: 'step', words: 'Nine people died' },
        { report: 'two', role: 'step', words: 'Eleven people died' },
      ],
    },
  ],
  mustNot: [
    {
      ...{ id: 'toll-as-conflict', kind: 'numbers', why: 'an update' },
      evidence: [
        { report: 'one', role: 'one', words: 'Nine people' },
        { report: 'two', role: 'other', words: 'Eleven people' },
      ],
    },
  ],
}

const counted = (kind: Finding['kind'], findings: readonly Finding[], possible = false) =>
  countFindings(
    kind,
    expected,
    { texts, stories: [], families: [], findings },
    possible ? ['sure', 'possible'] : ['sure'],
  )

describe('the score of a bundle', () => {
  it('takes a finding that overlaps each role for a hit, whichever side is called the one', () => {
    const sides = [place('one', 'dam held', 'other'), place('two', 'dam broke', 'one')]
    expect(counted('polarity', [made('polarity', sides)]).count).toMatchObject({
      right: 1,
      wrong: 0,
      hit: 1,
      expected: 1,
    })
    expect(counted('polarity', [made('polarity', sides.slice(0, 1))]).count).toMatchObject({
      right: 0,
      wrong: 1,
      hit: 0,
    })
  })

  it('asks steps and agreements for two reports', () => {
    const both = [place('one', 'Nine', 'step'), place('two', 'Eleven', 'step')]
    expect(counted('update', [made('update', both)]).count).toMatchObject({ right: 1, hit: 1 })
    expect(counted('update', [made('update', both.slice(0, 1))]).count).toMatchObject({ right: 0, unlisted: 1, hit: 0 })
  })

  it('counts what is in no list as false, and what is merely possible apart', () => {
    const conflict = [place('one', 'Nine', 'one'), place('two', 'Eleven', 'other')]
    const { count, slips } = counted('numbers', [made('numbers', conflict)])
    expect(count).toMatchObject({ right: 0, wrong: 1 })
    expect(slips[0]!.what).toMatch(/^toll-as-conflict/)
    const kept = [made('numbers', conflict, { standing: 'possible' })]
    expect(counted('numbers', kept).count.wrong).toBe(0)
    expect(counted('numbers', kept, true).count.wrong).toBe(1)
  })

  it('counts stories by pairs of reports, and families by variants of one utterance', () => {
    const found = { texts, stories: [{ articles: ['one'] }, { articles: ['two'] }], families: [], findings: [] }
    expect(countStories(expected, found)).toMatchObject({ right: 0, wrong: 0, hit: 0, expected: 1 })
    expect(countFamilies(expected, found).families.expected).toBe(0)
  })
})
