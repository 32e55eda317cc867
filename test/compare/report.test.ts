import { expect, it } from 'vitest'
import { reportOf, reportOfRecord } from '../../src/compare/index.ts'
import { dam } from '../exchange/readings.ts'

it('carries over what a kept reading tells of a statement, under the record’s own ids', () => {
  const reading = dam()
  const report = reportOf(reading)
  const [outer, inner, third, fourth, fifth] = report.statements
  expect(report.statements.map(({ id }) => id)).toEqual(reading.statements.map(({ id }) => id))
  expect(inner).toMatchObject({ speaker: 'Orla Venn', speakers: ['Orla Venn'], parent: outer!.id })
  expect(inner!.via).toEqual(['Tarrow Gazette'])
  expect(outer).toMatchObject({ speakerType: 'organization', parent: null })
  expect(third!.when).toMatchObject({ words: 'on Sunday', from: '2026-05-03', to: '2026-05-03' })
  expect(fourth!.stance).toBe('denies')
  expect(fifth).toMatchObject({ negated: true, speaker: 'Ivo Rook' })
  const words = fifth!.cue.map(({ from, to }) => report.text.slice(from, to))
  expect(words).toEqual(['did not say'])
})

it('takes the ids of an article that no record keeps from its reading', () => {
  const { kept, record } = dam()
  const report = reportOfRecord('here', kept.article, record)
  expect(report.id).toBe('here')
  expect(report.statements.map(({ id }) => id)).toEqual(record.attributions.map(({ id }) => id))
  expect(report.statements[1]!.parent).toBe(record.attributions[0]!.id)
})
