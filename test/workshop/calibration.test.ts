import { describe, expect, it } from 'vitest'
import { calibrationOf, reliabilityOf, type Told } from '../../src/workshop/scoring/index.ts'

/** `0.9+ 0.4-`: told with 0.9 and right, with 0.4 and wrong. */
const told = (list: string): Told[] =>
  list
    .split(' ')
    .filter(one => one !== '')
    .map(one => ({ confidence: Number(one.slice(0, -1)), right: one.endsWith('+') }))

const of = (list: string, gold = 10) => calibrationOf({ told: told(list), gold })

describe('calibrationOf', () => {
  it('gives zeros for nothing', () => {
    const { bins, foundAt90, ...figures } = of('', 0)
    expect(figures).toEqual({ ece: 0, brier: 0, auc: 0 })
    expect(foundAt90).toEqual({ percent: null, right: 0, of: 0 })
    expect(bins.map(b => [b.told, b.confidence, b.right])).toEqual(Array(10).fill([0, 0, 0]))
  })

  it('finds no error where the confidence is the share that is right', () => {
    expect(of('0.75+ 0.75+ 0.75+ 0.75- 0.25+ 0.25- 0.25- 0.25-').ece).toBeCloseTo(0, 12)
  })

  it('weighs the error of each bin by how many it holds', () => {
    // Two in the bin of 0.8 (one right: off by 0.3), one at 0.1 (right: off by 0.9).
    expect(of('0.8+ 0.8- 0.1+').ece).toBeCloseTo((2 * 0.3 + 0.9) / 3, 12)
  })

  it('puts a bound into the bin above, and one into the last', () => {
    const { bins } = of('0+ 0.5+ 0.59- 1+')
    expect(bins.flatMap(b => (b.told === 0 ? [] : [[b.from, b.told, b.right]]))).toEqual([
      [0, 1, 1],
      [0.5, 2, 1],
      [0.9, 1, 1],
    ])
    expect(bins[5]!.confidence).toBeCloseTo(0.545, 12)
  })

  it('takes the mean square for the Brier score', () => {
    expect(of('0.8+ 0.4-').brier).toBeCloseTo((0.04 + 0.16) / 2, 12)
    expect(of('1+ 0-').brier).toBe(0)
    expect(of('1- 0+').brier).toBe(1)
  })

  it.each([
    ['0.9+ 0.8+ 0.2-', 1],
    ['0.2+ 0.9-', 0],
    ['0.9+ 0.6- 0.5+ 0.1-', 0.75],
    ['0.5+ 0.5- 0.5- 0.5+', 0.5],
    ['0.7+ 0.5+ 0.5-', 0.75],
    ['0.9+ 0.8+', 0],
    ['0.9-', 0],
  ])('gives the area under the curve, ties half: %s', (list, auc) => {
    expect(of(list).auc).toBeCloseTo(auc, 12)
    expect(of(list.split(' ').reverse().join(' ')).auc).toBeCloseTo(auc, 12)
  })

  it('finds as much as nine in ten right allows', () => {
    const nine = Array(9).fill('0.9+').join(' ')
    expect(of(`${nine} 0.8- 0.7-`, 20).foundAt90).toEqual({ percent: 45, right: 9, of: 20 })
    expect(of(`${nine} 0.8- 0.7+`, 20).foundAt90.right).toBe(10)
    expect(of('0.9- 0.8+ 0.7+', 20).foundAt90.right).toBe(0)
  })

  it('tells equally sure ones together or not at all, in whatever order they come', () => {
    expect(of('0.9+ 0.5+ 0.5+ 0.5-').foundAt90.right).toBe(1)
    expect(of('0.5- 0.5+ 0.9+ 0.5+').foundAt90.right).toBe(1)
    expect(of('0.5+ 0.5-').foundAt90.right).toBe(0)
  })
})

describe('reliabilityOf', () => {
  const lines = reliabilityOf('some.corpus', of('0.85+ 0.85+ 0.85- 0.85+ 1+', 8)).split('\n')
  const bars = new Map(lines.filter(l => /^\| \d\.\d – /.test(l)).map(l => [l.slice(2, 5), l]))

  it('draws the share that is right and marks the mean confidence', () => {
    expect(bars.size).toBe(10)
    const drawn = /`(.*)`/.exec(bars.get('0.8')!)![1]!
    expect([drawn.length, drawn.indexOf('/'), drawn.split('=').length - 1]).toEqual([50, 42, 38])
    expect(bars.get('0.9')).toContain(`\`${'='.repeat(49)}/\``)
    expect(bars.get('0.3')).toContain('| 0 | – | – |')
  })

  it('tells the figures with their counts', () => {
    expect(lines).toContain('| statements told, of them right | 5, 4 |')
    expect(lines).toContain('| gold found at 90 % precision | 12.5 % (1 of 8) |')
  })
})
