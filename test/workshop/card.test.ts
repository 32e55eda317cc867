import { expect, it } from 'vitest'
import { cardOf, publishersIn } from '../../src/workshop/card.ts'

const facts = {
  name: 'toy',
  release: 1,
  id: 'toy-1+00000000',
  made: '2031-05-12',
  bytes: 10,
  gzipped: 5,
  folds: 2,
  bias: [0, 0.5, 1],
  heldOut: [0.5, 0.6, 0.7, 0.8],
  publishers: [{ publisher: 'tarrow-gazette', f1: [0.621, 0.7, 0.65, 0.6] }],
  figures: null,
}

it('a card names what was learned from, and gives its leave-one-publisher-out figures back', () => {
  const card = cardOf(facts, { lines: [], parses: [] })
  expect(card).toContain('toy-1+00000000')
  expect(publishersIn(card)).toMatch(
    /^F1 on the articles[^\n]*\n\n\| Publisher left out[^\n]*\n\|---\|---\|\n\| tarrow-gazette \| 62\.1 \/ 70\.0 \/ 65\.0 \/ 60\.0 \|$/,
  )
  expect(publishersIn(cardOf({ ...facts, publishers: [] }, { lines: [], parses: [] }))).toBeNull()
})
