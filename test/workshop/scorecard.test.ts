import { describe, expect, it } from 'vitest'
import { attribute } from '../../src/engine/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import type { Article, AttributionRecord } from '../../src/vocabulary/index.ts'
import { parseCases, scorecardOf, scorecardTable } from '../../src/workshop/cases/index.ts'

const model = readDefaultModel()
const read = (article: Article) => attribute(article, model)

/** A reading that finds nothing. */
const blind = (article: Article): AttributionRecord => ({ ...read(article), attributions: [], speakers: [] })

const TEXT = '"The mill is closed," said Ada Venn, the miller.'
const line = 'Ada Venn, the miller | said | "The mill is closed," | direct'
const cases = (expected: string, head = '# x', file = 'mills.case') =>
  parseCases(`${head}\n${TEXT}\n==>\n${expected}\n`, file)

const counts = (card: ReturnType<typeof scorecardOf>) =>
  Object.fromEntries(card.rows.map(r => [`${r.what} ${r.phenomenon}`, [r.right, r.of, r.known ?? r.missing]]))

describe('the scorecard', () => {
  it('counts a case, its speaker and its fields', () => {
    const card = scorecardOf(cases(`${line} | speaker=Ada Venn | type=person | stance=asserts | when=-`), read)
    expect(counts(card)).toEqual({
      'cases that hold mills': [1, 1, 0],
      'statements found outermost': [1, 1, null],
      'kind direct': [1, 1, 0],
      'type person': [1, 1, 0],
      'speaker all': [1, 1, 0],
      'stance asserts': [1, 1, 0],
      'frame no when': [1, 1, 0],
    })
    expect(card.failures).toEqual([])
  })

  it('counts what is wrong and says why', () => {
    const card = scorecardOf(cases(`${line} | speaker=Ida Moss | stance=denies | negated=true`), read)
    expect(counts(card)).toMatchObject({
      'cases that hold mills': [0, 1, 0],
      'speaker all': [0, 1, 0],
      'stance denies': [0, 1, 0],
      'stance a denial is no assertion': [0, 1, 0],
      'negation negated cue': [0, 1, 0],
    })
    const why = card.failures.flatMap(f => f.why)
    expect(why.some(w => w.startsWith('speaker Ada Venn instead of Ida Moss'))).toBe(true)
    expect(why.some(w => w.startsWith('stance asserts instead of denies'))).toBe(true)
  })

  it('judges speaker and fields only where the statement is found, and counts where it is not', () => {
    expect(counts(scorecardOf(cases(`${line} | speaker=Ada Venn | stance=asserts`), blind))).toEqual({
      'cases that hold mills': [0, 1, 0],
      'statements found outermost': [0, 1, null],
      'kind direct': [0, 0, 1],
      'speaker all': [0, 0, 1],
      'stance asserts': [0, 0, 1],
    })
  })

  it('counts known failures, and only while they fail', () => {
    const known = cases(line, '# x\nknown: nobody looked')
    const failing = scorecardOf(known, blind)
    expect(counts(failing)['cases that hold mills']).toEqual([0, 1, 1])
    expect(failing.failures.map(f => f.known)).toEqual(['nobody looked'])
    expect(counts(scorecardOf(known, read))['cases that hold mills']).toEqual([1, 1, 0])
  })

  it('leaves out optional lines and counts each file apart', () => {
    const card = scorecardOf([...cases(`? ${line}`), ...cases('none', '# y', 'b.case')], blind)
    expect(counts(card)).toEqual({
      'cases that hold mills': [1, 1, 0],
      'cases that hold b': [1, 1, 0],
      'statements found none where there is none': [1, 1, null],
    })
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
      'statements found nested': [1, 1, null],
      'chain via': [1, 1, 0],
      'chain parent': [1, 1, 0],
      'chain whole chain': [1, 1, 0],
    })
    expect(counts(scorecardOf(two('Calder Herald > Lowmoor Times'), read))['chain via']).toEqual([0, 1, 0])
    const flat = (t: Article): AttributionRecord => {
      const record = read(t)
      return { ...record, attributions: record.attributions.map(a => ({ ...a, parent: null })) }
    }
    expect(counts(scorecardOf(two('Calder Herald'), flat))['chain parent']).toEqual([0, 1, 0])
  })

  it('judges doubt, candidates and repeats', () => {
    const twice = '"The mill is closed for good," said Ada Venn.\n\n"The mill is closed for good," Venn said again.'
    const expected = (last: string) =>
      parseCases(
        `# x\n${twice}\n==>
Ada Venn | said | "The mill is closed for good," | direct | doubt=- | repeats=-
Venn | said again | "The mill is closed for good," [2] | direct | ${last}\n`,
        'x.case',
      )
    const of = (last: string, row: string) => counts(scorecardOf(expected(last), read))[row]
    const repeated = (article: Article): AttributionRecord => {
      const record = read(article)
      const [a, b] = record.attributions
      const doubt = { reason: 'two-candidates', candidates: [record.speakers[0]!.id] } as const
      return { ...record, attributions: [a!, { ...b!, repeats: a!.id, doubt }] }
    }
    const told = counts(scorecardOf(expected('doubt=two-candidates | candidates=Ada Venn | repeats=1'), repeated))
    expect(told['abstention two-candidates']).toEqual([1, 1, 0])
    expect(told['abstention candidates']).toEqual([1, 1, 0])
    expect(told['repeats points to its first']).toEqual([1, 1, 0])
    expect(of('doubt=text-cut-off', 'abstention text-cut-off')).toEqual([0, 1, 0])
  })

  it('prints one aligned table', () => {
    const rows = scorecardOf(cases(`${line} | speaker=Ada Venn`), read).rows
    const lines = scorecardTable(rows).split('\n')
    expect(new Set(lines.map(l => l.length)).size).toBe(1)
    expect(lines[2]).toMatch(/^\| cases that hold +\| mills +\| +1 \| +1 \| 100\.0 \| +\| +0 \|$/)
  })
})
