import { describe, expect, it } from 'vitest'
import { findingsOfFamilies } from '../../src/compare/findings-families.ts'
import { familiesOf, findingOf, findingsOfStory, groundOf, type Report } from '../../src/compare/index.ts'
import type { Finding } from '../../src/vocabulary/index.ts'
import { report } from './quotes.ts'

/** Reports whose statements name their source beside the words. */
function told(id: string, marked: string, about: Partial<Report> = {}): Report {
  const made = report(id, marked, { outlet: id, publishedAt: '2031-05-02', ...about })
  return {
    ...made,
    statements: made.statements.map(statement => {
      const at = statement.speaker === null ? -1 : made.text.lastIndexOf(statement.speaker, statement.content[0]!.from)
      return {
        ...statement,
        speakerConfidence: 0.95,
        speakerType: statement.speaker === null ? null : ('person' as const),
        source: at < 0 ? [] : [{ from: at, to: at + statement.speaker!.length }],
      }
    }),
  }
}

const found = (...reports: Report[]): Finding[] => {
  const ground = groundOf(reports)
  return findingsOfFamilies(familiesOf(reports), ground).map(one => findingOf(one, ground))
}
const short = ({ kind, standing, evidence }: Finding): string =>
  `${kind} ${standing}: ${evidence.map(e => `${e.role} ${e.article}`).join(', ')}`

const DOORS = '“The fire doors on the lower deck were shut and nobody had the key,”'

describe('misattribution', () => {
  it('finds the same words in another mouth, and goes by the more independent reports', () => {
    const findings = found(
      told('a', `Venn said: {${DOORS}}`, { publishedAt: '2031-05-03' }),
      told('b', `Venn said: {${DOORS}}`, { publishedAt: '2031-05-03' }),
      told('c', `Lund said: {${DOORS}}`),
    )
    expect(findings.map(short)).toEqual(['misattribution sure: wrong c, right a, right b'])
    expect(findings[0]!.why).toContain('2 independent reports have the first, one independent report has the second')
    expect(findings[0]!.speakers).toEqual(['Lund', 'Venn'])
    // The words alone are the evidence; who is credited stands beside them.
    const text = `Lund said: ${DOORS}`
    expect(findings[0]!.evidence[0]!.spans.map(({ from, to }) => text.slice(from, to))).toEqual([DOORS.slice(1, -1)])
  })

  it('says that the reports leave open who is right where they are one against one', () => {
    const findings = found(told('a', `Venn said: {${DOORS}}`), told('c', `Lund said: {${DOORS}}`))
    expect(findings.map(short)).toEqual(['misattribution sure: right a, wrong c'])
    expect(findings[0]!.why).toContain('leave open')
  })

  it.each([
    ['the same name in full', `Orla Venn said: {${DOORS}}`],
    ['a description', `the harbour master said: {${DOORS}}`],
    ['a spokesman', `Lund, a spokesman for the harbour, said: {${DOORS}}`],
    [
      'somebody who quotes them',
      `Lund said: {“As she told me, ‘the fire doors on the lower deck were shut and nobody had the key’.”}`,
    ],
    [
      'a stock phrase',
      'Lund said: {“Our thoughts are with them all.”}\nVenn said: {“Our thoughts are with them all.”}',
    ],
  ])('accuses nobody over %s', (_, text) => {
    const other = told('b', text)
    const spokesman = text.includes('spokesman')
    const statements = other.statements.map(one =>
      spokesman ? { ...one, onBehalfOf: { name: 'Venn', span: { from: 0, to: 4 } } } : one,
    )
    const first = told('a', `Venn said: {${DOORS}}\nVenn said: {“Our thoughts are with them all.”}`)
    expect(found(first, { ...other, statements }).filter(({ kind }) => kind === 'misattribution')).toEqual([])
  })

  it('leaves alone one report that credits two', () => {
    expect(found(told('a', `Venn said: {${DOORS}}\nLund said: {${DOORS}}`))).toEqual([])
  })
})

describe('altered words', () => {
  const kept = 'Venn said: {“We will not open the dam before the harvest is in.”}'
  const lost = 'Venn said: {“We will open the dam before the harvest is in.”}'

  it('finds a lost negation, and who has it', () => {
    const findings = found(told('a', kept), told('b', kept), told('c', lost))
    expect(findings.map(short)).toEqual(['altered-words sure: original a, original b, altered c'])
    expect(findings[0]!.why).toContain('the negation: “not” was left out')
  })

  it('counts copies of one wire once', () => {
    const findings = found(
      told('a', lost, { agency: 'Nordwire' }),
      told('b', lost, { agency: 'Nordwire' }),
      told('c', kept, { publishedAt: '2031-05-03' }),
      told('d', kept, { publishedAt: '2031-05-03' }),
    )
    expect(findings.map(short)).toEqual(['altered-words sure: altered a, altered b, original c, original d'])
  })

  it('takes nearly the same words weeks later for said anew', () => {
    const findings = found(told('a', kept), told('b', lost, { publishedAt: '2031-05-25' }))
    expect(findings.map(({ standing }) => standing)).toEqual(['possible'])
  })

  it('leaves alone a report that has both', () => {
    expect(found(told('a', kept), told('b', `${kept}\n${lost}`))).toEqual([])
  })
})

describe('corrections', () => {
  const wrong = told(
    'gazette-1',
    `Sarn burned. Lund told the Gazette: {${DOORS}}\nRats were seen in the cellars of the ferry office, it is said.\nOf the old fleet 4,310 hulls were left.`,
    {
      outlet: 'Gazette',
    },
  )
  const right = told('herald', `Venn said: {${DOORS}}`, { outlet: 'Herald', publishedAt: '2031-05-04' })
  const notice = told(
    'gazette-2',
    'We gave to Mr Lund the words “The fire doors on the lower deck were shut and nobody had the key”. They were spoken by Orla Venn.\nWe also said that rats were seen in the cellars of the ferry office. We withdraw that.\nAnd we gave 4,310 as the number of boats. The right figure is 4,130.\nA recipe for plums left out the sugar.',
    { outlet: 'Gazette', title: 'Corrections and clarifications', publishedAt: '2031-05-06' },
  )
  const findings = findingsOfStory(
    { id: 'e', articles: ['gazette-1', 'herald', 'gazette-2'] },
    [wrong, right, notice],
    familiesOf([wrong, right, notice]),
  )

  it('are found with what each of them takes back', () => {
    const corrected = findings
      .filter(({ kind }) => kind === 'superseded')
      .map(({ evidence }) => evidence.find(({ role }) => role === 'corrected')!)
      .map(({ article, spans }) => `${article}: ${wrong.text.slice(spans[0]!.from, spans[0]!.from + 14)}`)
    expect(corrected.sort()).toEqual([
      'gazette-1: Lund told the ',
      'gazette-1: Of the old fle',
      'gazette-1: Rats were seen',
    ])
  })

  it('decide who is right, and supersede the finding', () => {
    const one = findings.find(({ kind }) => kind === 'misattribution')!
    expect(short(one)).toBe('misattribution sure: wrong gazette-1, right herald')
    expect(findings.find(({ id }) => id === one.supersededBy)?.kind).toBe('superseded')
  })

  it('are looked for in reports of the same outlet alone', () => {
    const elsewhere = { ...wrong, outlet: 'Mercury' }
    const none = findingsOfStory({ id: 'e', articles: ['gazette-1', 'gazette-2'] }, [elsewhere, notice], [])
    expect(none.filter(({ kind }) => kind === 'superseded')).toEqual([])
  })
})
