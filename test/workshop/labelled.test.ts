import { describe, expect, it } from 'vitest'
import { counterpartOf, nearly } from '../../src/workshop/labelled/align.ts'
import { chance, crossValidated, fitLogistic, fitWays, foldOfDocument } from '../../src/workshop/labelled/fitting.ts'
import { shareRow, wilson } from '../../src/workshop/labelled/intervals.ts'
import { marked } from '../cli/marked.ts'

describe('intervals', () => {
  it("are Wilson's", () => {
    // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I.
    expect(wilson(81, 263).map(x => Number(x.toFixed(4)))).toEqual([0.2553, 0.3662])
    expect(wilson(15, 148).map(x => Number(x.toFixed(4)))).toEqual([0.0624, 0.1605])
    expect(wilson(0, 20).map(x => Number(x.toFixed(4)))).toEqual([0, 0.1611])
    expect(wilson(0, 0)).toEqual([0, 1])
    expect(shareRow('x', 15, 148)).toBe('| x | 10.1 % (15 of 148) | 6 – 16 |')
  })
})

describe('fits', () => {
  const rows = Array.from({ length: 4000 }, (_, i) => {
    const x = ((i * 37) % 100) / 25 - 2
    const p = 1 / (1 + Math.exp(-(0.5 + 1.5 * x)))
    return { evidence: [1, x], right: ((i * 61) % 1009) / 1009 < p, document: `d${i % 50}` }
  })

  it('finds the weights that answers were made with', () => {
    const [constant, slope] = fitLogistic(rows, 1)
    expect(constant).toBeCloseTo(0.5, 0)
    expect(slope).toBeCloseTo(1.5, 0)
    expect(chance([1, 0], [0, 5])).toBe(0.5)
  })

  it('stays near the base where little was seen, and where all answers are right', () => {
    expect(fitLogistic([], 2, [0, 1])).toEqual([0, 1])
    const [constant, slope] = fitLogistic(rows.filter(r => r.right).slice(0, 3), 2, [0, 1])
    expect(Math.abs(constant!)).toBeLessThan(1)
    expect(slope).toBeGreaterThan(0)
    expect(slope).toBeLessThan(2)
  })

  it('draws rare ways of telling towards the share of all', () => {
    const way = (name: string, right: number, wrong: number) =>
      [...Array(right).fill(true), ...Array(wrong).fill(false)].map((r: boolean) => ({
        way: name,
        right: r,
        document: 'd',
      }))
    const ways = fitWays([...way('often', 90, 10), ...way('once', 0, 1)])
    expect(ways.get('often')!.chance).toBeCloseTo(0.9, 1)
    expect(ways.get('once')!.chance).toBeGreaterThan(0.6)
    expect(ways.get('')!.seen).toBe(101)
  })

  it('judges every answer by what was learned from other documents', () => {
    const seen: string[] = []
    const told = crossValidated(rows, known => {
      const documents = new Set(known.map(r => r.document))
      return row => {
        expect(documents.has(row.document)).toBe(false)
        seen.push(row.document)
        return 0.5
      }
    })
    expect(told).toHaveLength(rows.length)
    expect(new Set(seen).size).toBe(50)
    expect(foldOfDocument('d1', 10)).toBe(foldOfDocument('d1', 10))
  })
})

describe('spans', () => {
  const text = 'Mayor Orla Venn of Norvale had said that the old mill "would" be sold, the town was told.'
  const at = (words: string) => {
    const from = text.indexOf(words)
    return [{ from, to: from + words.length }]
  }

  it('are nearly right but for a word, or a fifth of them, marks apart', () => {
    expect(nearly(text, at('Orla Venn'), at('Mayor Orla Venn'))).toBe(true)
    expect(nearly(text, at('Orla Venn'), at('Mayor Orla Venn of Norvale'))).toBe(false)
    expect(nearly(text, at('the old mill "would'), at('the old mill "would"'))).toBe(true)
    expect(nearly(text, at('said'), at('told'))).toBe(false)
    expect(nearly(text, [], [])).toBe(true)
    expect(nearly(text, [], at('said'))).toBe(false)
    expect(
      nearly(text, at('the old mill "would" be sold, the town was told'), at('old mill "would" be sold, the town was')),
    ).toBe(true)
    expect(
      nearly(text, at('the old mill "would" be sold, the town was told'), at('old mill "would" be sold, the town')),
    ).toBe(false)
  })

  it('find the statement that a label is of', () => {
    const { record } = marked(
      '<s1>Venn</s1> <c1>said</c1> <t1>that <s2>Rook</s2> <c2>denied</c2> <t2>it all</t2></t1>.',
      { 2: { parent: 1 } },
    )
    const [outer, inner] = record.attributions
    expect(counterpartOf({ cue: inner!.cue }, 'cue', record.attributions)).toBe(inner)
    expect(counterpartOf({ cue: outer!.cue, content: outer!.content }, 'cue', record.attributions)).toBe(outer)
    expect(counterpartOf({ source: [{ from: 6, to: 7 }] }, 'source', record.attributions)).toBe(null)
  })
})
