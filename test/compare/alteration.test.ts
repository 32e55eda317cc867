import { describe, expect, it } from 'vitest'
import { alterationsBetween } from '../../src/compare/alteration.ts'
import { passagesOf } from '../../src/compare/index.ts'
import { report } from './quotes.ts'

const parted = (a: string, b: string): string[] => {
  const [x, y] = [a, b].map(words => passagesOf(report('r', `Venn said: {“${words}”}`)).passages[0]!)
  return alterationsBetween(x!, y!).map(one => `${one.of}: ${one.a} > ${one.b}`)
}

const FULL = 'We will not open the dam before the harvest is in and the bridges are checked.'

describe('words that differ in what they mean', () => {
  it.each([
    ['a lost negation', FULL, FULL.replace('not ', ''), ['negation: not > ']],
    [
      'a negation lost behind the first word',
      'We do not want this strike, but we stand by it.',
      'We want this strike, but we stand by it.',
      ['negation: do not > '],
    ],
    [
      'a number',
      'The company will pay 14 crowns to every family.',
      'The company will pay forty crowns to every family.',
      ['number: 14 > 40'],
    ],
    [
      'a number at the end',
      'The old chapel was pulled down in 1897.',
      'The old chapel was pulled down in 1879.',
      ['number: 1897 > 1879'],
    ],
    [
      'a name',
      'The letter was signed by Captain Ormerod before dawn.',
      'The letter was signed by Captain Osgood before dawn.',
      ['name: ormerod > osgood'],
    ],
    [
      'one other word in a long quotation',
      'I will take the result of this count, whatever it is.',
      'I will take the result of a fair count, whatever it is.',
      ['word: this > a fair'],
    ],
    ['a hedge left out', 'The case is as good as closed.', 'The case is closed.', ['word: as good as > ']],
  ])('%s', (_, a, b, expected) => {
    expect(parted(a, b)).toEqual(expected)
  })

  it.each([
    ['a trimmed quotation', FULL, 'open the dam before the harvest is in'],
    ['an ellipsis', FULL, 'We will not open the dam … and the bridges are checked'],
    ['brackets', FULL, 'We will not open [the Sarn dam] before the harvest is in and the bridges are checked.'],
    ['a contraction', FULL, FULL.replace('will not', 'won’t')],
    ['spelling', 'We can be neighbours for many years to come.', 'We can be neighbors for many years to come.'],
    ['tense', 'The harvest is in and the bridges are checked.', 'The harvest was in and the bridges were checked.'],
    [
      'figures for words',
      'We waited fourteen minutes on the quay in the rain.',
      'We waited 14 minutes on the quay in the rain.',
    ],
    ['a percent sign', 'The offer of 4.5 percent is our last one.', 'The offer of 4.5% is our last one.'],
    [
      'a negation that is written in two ways',
      'We do not have any boats for the islands now.',
      'We have no boats for the islands now.',
    ],
    [
      'another rendering',
      'We have found a box that should have been counted and was not.',
      'We discovered a chest which ought to be counted but never was.',
    ],
    [
      'two sentences that begin alike',
      'We are not asking for a loan from anybody here.',
      'We are asking for what was carried off in the war.',
    ],
    ['an intensifier', 'We have come a pretty long way since the winter.', 'We have come a long way since the winter.'],
  ])('not %s', (_, a, b) => {
    expect(parted(a, b)).toEqual([])
  })
})
