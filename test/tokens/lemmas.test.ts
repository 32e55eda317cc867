import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lemmatise, PENN_INDEX, type PennTag, readLemmas } from '../../src/tokens/index.ts'
import { readConllu, tokensOf } from '../../src/workshop/corpora.ts'
import { trainLemmas } from '../../src/workshop/train-lemmas.ts'
import { houseTags } from '../../src/workshop/train-tagger.ts'
import { tinyGold } from './tiny-gold.ts'

const EWT = '../shared/corpora/ud-ewt/train.conllu.gz'
const noCorpus = !existsSync(EWT)
if (noCorpus && process.env.CI === 'true') throw new Error(`${EWT} is missing: CI needs the corpora`)

const lessons = [
  'walked/VBD/VERB/walk talked/VBD/VERB/talk jumped/VBD/VERB/jump hoped/VBD/VERB/hope moped/VBD/VERB/mope',
  'claimed/VBD/VERB/claim said/VBD/VERB/say said/VBD/VERB/say went/VBD/VERB/go went/VBD/VERB/go',
  'boats/NNS/NOUN/boat birds/NNS/NOUN/bird cats/NNS/NOUN/cat cities/NNS/NOUN/city ladies/NNS/NOUN/lady men/NNS/NOUN/man',
  'men/NNS/NOUN/man me/PRP/PRON/I me/PRP/PRON/I you/PRP/PRON/you Hills/NNP/PROPN/Hills',
]
const tiny = () => trainLemmas([tinyGold('a', 'ewt', lessons)])

/** Lemmas of `word/TAG` pairs. */
function lemmas(pairs: string, bytes: Uint8Array): string[] {
  const cells = pairs.split(' ').map(pair => `${pair}/X/x`)
  const tokens = tokensOf(tinyGold('t', 'ewt', [cells.join(' ')]), true)
  lemmatise(tokens, readLemmas(bytes))
  return [...tokens.lemma].map(id => tokens.strings.text(id))
}

describe('lemmatiser', () => {
  it('knows what it was taught, irregular words as well', () => {
    expect(lemmas('said/VBD went/VBD men/NNS me/PRP', tiny())).toEqual(['say', 'go', 'man', 'i'])
  })

  it('carries endings over to words that it never met', () => {
    expect(lemmas('barked/VBD coped/VBD dogs/NNS bodies/NNS', tiny())).toEqual(['bark', 'cope', 'dog', 'body'])
  })

  it('leaves names, and words that an edit does not fit, as they are', () => {
    expect(lemmas('Jones/NNP dice/NNS', tiny())).toEqual(['jones', 'dice'])
  })

  it('never makes an empty lemma, whatever the word', () => {
    for (const tag of ['VBD', 'NNS', 'PRP', 'NN'] satisfies PennTag[]) {
      for (const word of ['s', 'ed', 'ies', 'x'.repeat(500_000), '\udc00', '’s']) {
        const doc = tinyGold('t', 'ewt', [`${word}/${tag}/X/x`])
        expect(PENN_INDEX.has(tag)).toBe(true)
        const tokens = tokensOf(doc, true)
        lemmatise(tokens, readLemmas(tiny()))
        expect(tokens.strings.text(tokens.lemma[0]!).length).toBeGreaterThan(0)
      }
    }
  })

  it('trains to the same bytes each time, and refuses damaged ones with a code', () => {
    const bytes = tiny()
    expect(tiny()).toEqual(bytes)
    expect(() => readLemmas(bytes.slice(0, 2))).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    expect(() => readLemmas(bytes.slice(0, -1))).toThrow(expect.objectContaining({ code: 'model-damaged' }))
  })

  it.skipIf(noCorpus)('learns English lemmas from a part of EWT', () => {
    const docs = readConllu(EWT, 'ewt').slice(0, 200)
    const model = readLemmas(trainLemmas(docs.slice(0, 160)))
    let right = 0
    let total = 0
    for (const doc of docs.slice(160)) {
      const tokens = tokensOf(doc, true)
      tokens.tag.set(houseTags(doc))
      const gold = [...tokens.lemma]
      lemmatise(tokens, model)
      for (let i = 0; i < tokens.size; i++) {
        total++
        if (tokens.lemma[i] === gold[i]) right++
      }
    }
    expect(right / total).toBeGreaterThan(0.96)
  })
})
