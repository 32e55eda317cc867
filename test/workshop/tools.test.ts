import { expect, it } from 'vitest'
import { readDefaultModel } from '../../src/node.ts'
import { scoreTools } from '../../src/workshop/scoring/index.ts'
import { tinyGold } from '../tokens/tiny-gold.ts'

it('counts words, sentences and tags against a small gold document', () => {
  const { tokens: model } = readDefaultModel()
  const gold = tinyGold('d', 'ewt', [
    'The/DT/DET/the mayor/NN/NOUN/mayor left/VBD/VERB/leave ././PUNCT/.',
    // A wrong tag on purpose: "road" is no verb.
    'The/DT/DET/the road/VB/NOUN/road is/VBZ/AUX/be open/JJ/ADJ/open It/PRP/PRON/it rains/VBZ/VERB/rain ././PUNCT/.',
  ])
  const scores = scoreTools({ docs: [gold], model })
  expect(scores.tokens).toMatchObject({ right: 11, predicted: 11, gold: 11, f1: 100 })
  expect(scores.sentences).toMatchObject({ right: 2, gold: 2 })
  expect(scores.penn).toMatchObject({ right: 10, of: 11 })
  expect(scores.upos).toMatchObject({ right: 11, of: 11 })
  expect(scores.uas.right).toBeLessThanOrEqual(11)
  expect(scores.las.right).toBeLessThanOrEqual(scores.uas.right)
})
