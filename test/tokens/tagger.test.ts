import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  PENN,
  RELATION_INDEX,
  readTagger,
  StringTable,
  Tokens,
  tagTokens,
  UPOS,
  universalTags,
} from '../../src/tokens/index.ts'
import { readConllu, tokensOf } from '../../src/workshop/corpora.ts'
import { houseTags, trainTagger } from '../../src/workshop/train-tagger.ts'
import { tinyGold } from './tiny-gold.ts'

const EWT = '../shared/corpora/ud-ewt/train.conllu.gz'
const noCorpus = !existsSync(EWT)
if (noCorpus && process.env.CI === 'true') throw new Error(`${EWT} is missing: CI needs the corpora`)

const lessons = [
  'The/DT/DET/the mayor/NN/NOUN/mayor said/VBD/VERB/say ././PUNCT/.',
  'The/DT/DET/the baker/NN/NOUN/baker has/VBZ/AUX/have left/VBN/VERB/leave ././PUNCT/.',
  'She/PRP/PRON/she has/VBZ/VERB/have a/DT/DET/a boat/NN/NOUN/boat ././PUNCT/.',
  'The/DT/DET/the boat/NN/NOUN/boat said/VBD/VERB/say nothing/NN/PRON/nothing ././PUNCT/.',
  'The/DT/DET/the mayor/NN/NOUN/mayor has/VBZ/VERB/have a/DT/DET/a dog/NN/NOUN/dog ././PUNCT/.',
  'The/DT/DET/the mayor/NN/NOUN/mayor has/VBZ/AUX/have left/VBN/VERB/leave ././PUNCT/.',
  'They/PRP/PRON/they boat/VBP/VERB/boat ././PUNCT/.',
]
const lines = Array.from({ length: 30 }, () => lessons).flat()
const tiny = () => trainTagger([tinyGold('a', 'ewt', lines)], { leastSeen: 1, least: 0 })

const words = (sentence: string): Tokens => {
  const doc = tinyGold('t', 'ewt', [
    sentence
      .split(' ')
      .map(w => `${w}/NN/NOUN/x`)
      .join(' '),
  ])
  return tokensOf(doc, false)
}
const tagsOf = (tokens: Tokens) => [...tokens.tag].map(t => PENN[t])

describe('tagger', () => {
  it('tells a word of two tags by what stands before it', () => {
    const model = readTagger(tiny())
    const noun = words('The boat has left .')
    tagTokens(noun, model)
    expect(tagsOf(noun)).toEqual(['DT', 'NN', 'VBZ', 'VBN', '.'])
    const verb = words('They boat .')
    tagTokens(verb, model)
    expect(tagsOf(verb)).toEqual(['PRP', 'VBP', '.'])
  })

  it('tells an auxiliary from a main verb of the same Penn tag', () => {
    const model = readTagger(tiny())
    const upos = (sentence: string) => {
      const tokens = words(sentence)
      tagTokens(tokens, model)
      universalTags(tokens, model)
      return [...tokens.upos].map(u => UPOS[u])
    }
    expect(upos('The mayor has left .')).toEqual(['DET', 'NOUN', 'AUX', 'VERB', 'PUNCT'])
    expect(upos('The mayor has a boat .')).toEqual(['DET', 'NOUN', 'VERB', 'DET', 'NOUN', 'PUNCT'])
  })

  it('trains to the same bytes each time', () => {
    expect(tiny()).toEqual(tiny())
  })

  it('reads "to" before a noun as a preposition in every corpus', () => {
    const doc = tinyGold('p', 'polnear', ['went/VBD/VERB/go to/TO/ADP/to town/NN/NOUN/town'])
    doc.sentences[0]![1]!.relation = RELATION_INDEX.get('case')!
    expect([...houseTags(doc)].map(t => PENN[t])).toEqual(['VBD', 'IN', 'NN'])
  })

  it('refuses damaged bytes with a code', () => {
    const bytes = tiny()
    for (const cut of [0, 3, 10, bytes.length - 1]) {
      expect(() => readTagger(bytes.slice(0, cut))).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    }
  })

  it('takes empty texts, one token of a megabyte and strange units', () => {
    const model = readTagger(tiny())
    tagTokens(new Tokens('', 0), model)
    for (const odd of ['x'.repeat(1_000_000), '\ud800', '’’’', '0'.repeat(70_000), 'É́']) {
      const strings = new StringTable()
      const tokens = new Tokens(odd, 1, strings)
      tokens.to[0] = odd.length
      tokens.form[0] = strings.id(odd)
      tokens.lower[0] = strings.id(odd.toLowerCase())
      tokens.sentenceStart = Int32Array.of(0, 1)
      tagTokens(tokens, model)
      universalTags(tokens, model)
      expect(PENN[tokens.tag[0]!]).toBeDefined()
    }
  })

  it.skipIf(noCorpus)('learns English from a part of EWT', () => {
    const docs = readConllu(EWT, 'ewt').slice(0, 150)
    const model = readTagger(trainTagger(docs.slice(0, 125), { epochs: 4 }))
    let tags = 0
    let upos = 0
    let total = 0
    for (const doc of docs.slice(125)) {
      const tokens = tokensOf(doc, false)
      tagTokens(tokens, model)
      universalTags(tokens, model)
      const gold = houseTags(doc)
      const universal = doc.sentences.flatMap(s => s.map(t => t.upos))
      for (let i = 0; i < tokens.size; i++) {
        total++
        if (tokens.tag[i] === gold[i]) tags++
        if (tokens.upos[i] === universal[i]) upos++
      }
    }
    expect(tags / total).toBeGreaterThan(0.9)
    expect(upos / total).toBeGreaterThan(0.9)
  })
})
