import { describe, expect, it } from 'vitest'
import { attribute } from '../../src/engine/index.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import type { AttributionRecord } from '../../src/vocabulary/index.ts'
import { parseCases, scorecardOf, scorecardTable } from '../../src/workshop/cases/index.ts'

const model = readDefaultModel()
const read = (text: string) => attribute(articleFromText(text, { format: 'text' }), model)

/** A reading that finds nothing. */
const blind = (text: string): AttributionRecord => ({ ...read(text), attributions: [], speakers: [] })

const TEXT = '"The mill is closed," said Ada Venn, the miller.'
const line = 'Ada Venn, the miller | said | "The mill is closed," | direct'
const cases = (expected: string, head = '# x', file = 'mills.case') =>
  parseCases(`${head}\n${TEXT}\n==>\n${expected}\n`, file)

const counts = (card: ReturnType<typeof scorecardOf>) =>
  Object.fromEntries(card.rows.map(r => [`${r.what} ${r.phenomenon}`, [r.right, r.of, r.known]]))

describe('the scorecard', () => {
  it('counts a case, its speaker and its fields', () => {
    const card = scorecardOf(cases(`${line} | speaker=Ada Venn | type=person | stance=asserts | when=-`), read)
    expect(counts(card)).toEqual({
      'case mills': [1, 1, 0],
      'found outermost': [1, 1, null],
      'speaker mills': [1, 1, null],
      'field kind': [1, 1, null],
      'field stance': [1, 1, null],
      'field when': [1, 1, null],
    })
    expect(card.failures).toEqual([])
  })

  it('counts what is wrong and says why', () => {
    const card = scorecardOf(cases(`${line} | speaker=Ida Moss | stance=denies | negated=true`), read)
    expect(counts(card)).toMatchObject({
      'case mills': [0, 1, 0],
      'speaker mills': [0, 1, null],
      'field stance': [0, 1, null],
      'field denials not told as assertions': [0, 1, null],
      'field negated': [0, 1, null],
    })
    const why = card.failures.flatMap(f => f.why)
    expect(why.some(w => w.startsWith('speaker Ada Venn instead of Ida Moss'))).toBe(true)
    expect(why.some(w => w.startsWith('stance asserts instead of denies'))).toBe(true)
  })

  it('judges speaker and fields only where the statement is found', () => {
    expect(counts(scorecardOf(cases(`${line} | speaker=Ada Venn | stance=asserts`), blind))).toEqual({
      'case mills': [0, 1, 0],
      'found outermost': [0, 1, null],
    })
  })

  it('counts known failures, and only while they fail', () => {
    const known = cases(line, '# x\nknown: nobody looked')
    const failing = scorecardOf(known, blind)
    expect(counts(failing)['case mills']).toEqual([0, 1, 1])
    expect(failing.failures.map(f => f.known)).toEqual(['nobody looked'])
    expect(counts(scorecardOf(known, read))['case mills']).toEqual([1, 1, 0])
  })

  it('leaves out optional lines and counts each file apart', () => {
    const card = scorecardOf([...cases(`? ${line}`), ...cases('none', '# y', 'b.case')], blind)
    expect(counts(card)).toEqual({ 'case mills': [1, 1, 0], 'case b': [1, 1, 0] })
  })

  it('judges the chain on the statement that the chain holds', () => {
    const text = 'The Calder Herald reported on Friday that coach Bianca Sorrel said the pool was shut.'
    const two = (via: string) =>
      parseCases(
        `# x\n${text}\n==>
The Calder Herald | reported | that coach Bianca Sorrel said the pool was shut | indirect | speaker=Calder Herald
coach Bianca Sorrel | said | the pool was shut | indirect | speaker=Bianca Sorrel | parent=1 | via=${via}\n`,
        'chains.case',
      )
    expect(counts(scorecardOf(two('Calder Herald'), read))).toMatchObject({
      'found nested': [1, 1, null],
      'field via': [1, 1, null],
      'field parent': [1, 1, null],
    })
    expect(counts(scorecardOf(two('Calder Herald > Lowmoor Times'), read))['field via']).toEqual([0, 1, null])
    const flat = (t: string): AttributionRecord => {
      const record = read(t)
      return { ...record, attributions: record.attributions.map(a => ({ ...a, parent: null })) }
    }
    expect(counts(scorecardOf(two('Calder Herald'), flat))['field parent']).toEqual([0, 1, null])
  })

  it('prints one aligned table', () => {
    const rows = scorecardOf(cases(`${line} | speaker=Ada Venn`), read).rows
    const lines = scorecardTable(rows).split('\n')
    expect(new Set(lines.map(l => l.length)).size).toBe(1)
    expect(lines[2]).toMatch(/^\| cases that hold +\| mills +\| +1 \| +1 \| 100\.0 \| +0 \|$/)
  })
})
