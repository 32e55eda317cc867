import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { HAND_WEIGHTS, LEARNED_WEIGHTS, PRONOUN_FEATURES } from '../../src/speakers/index.ts'
import { pairQuotes } from '../../src/tokens/index.ts'
import { readCoreference, scorePronouns, trainSpeakers } from '../../src/workshop/train-speakers.ts'

const GUM = '../shared/corpora/gum'
const absent = !existsSync(GUM)
if (absent && process.env.CI === 'true') throw new Error('the corpora are missing in CI')

const read = (names: readonly string[]) =>
  names.flatMap(name => {
    const docs = readCoreference(`${GUM}/GUM_${name}.conllu.gz`)
    for (const d of docs) pairQuotes(d.tokens)
    return docs
  })
/** Lives and interviews: what has the most pronouns for people. */
const HELD_OUT = ['bio_byron', 'bio_hadid', 'bio_jerome', 'interview_hill', 'interview_peres']
const TRAINED_ON = ['bio_dvorak', 'bio_galois', 'bio_holt', 'bio_moreau', 'interview_cyclone', 'interview_daly']

it('has a weight for every feature', () => {
  expect(HAND_WEIGHTS).toHaveLength(PRONOUN_FEATURES.length)
  expect(LEARNED_WEIGHTS).toHaveLength(PRONOUN_FEATURES.length)
})

it.skipIf(absent)('learned on some documents, finds whom "he" and "she" mean in others', () => {
  const weights = trainSpeakers(read(TRAINED_ON), HAND_WEIGHTS, { rounds: 1, epochs: 40 })
  const { asked, right } = scorePronouns(read(HELD_OUT), weights).get('he/she')!
  expect(asked).toBeGreaterThan(80)
  expect(right / asked).toBeGreaterThan(0.85)
})

it.skipIf(absent)('learns the same from the same documents', () => {
  const docs = read(['bio_galois'])
  const options = { rounds: 1, epochs: 5 }
  expect(trainSpeakers(docs, HAND_WEIGHTS, options)).toEqual(trainSpeakers(docs, HAND_WEIGHTS, options))
})
