import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ENTITY_KINDS, Entity, markEntities, readEntities, StringTable, Tokens } from '../../src/tokens/index.ts'
import { parseOfPolnear, readGum, readPolnearLines, tokensOf } from '../../src/workshop/corpora.ts'
import { trainEntities } from '../../src/workshop/train-entities.ts'
import { houseTags } from '../../src/workshop/train-tagger.ts'
import { tinyGold } from './tiny-gold.ts'

const CORPORA = '../shared/corpora'
const noCorpus = !existsSync(CORPORA)
if (noCorpus && process.env.CI === 'true') throw new Error(`${CORPORA} is missing: CI needs the corpora`)

const person = (first: string, last: string) =>
  `${first}/NNP/PROPN/x/person ${last}/NNP/PROPN/x/+person said/VBD/VERB/say it/PRP/PRON/it rained/VBD/VERB/rain ././PUNCT/.`
const place = (name: string) =>
  `It/PRP/PRON/it rained/VBD/VERB/rain in/IN/ADP/in ${name}/NNP/PROPN/x/place and/CC/CCONJ/and nobody/NN/PRON/nobody left/VBD/VERB/leave ././PUNCT/.`
const lessons = [
  ...['Ada', 'Ben', 'Cem', 'Dora', 'Eli'].flatMap(first =>
    ['Marsh', 'Hollin', 'Pryce'].map(last => person(first, last)),
  ),
  ...['Norvale', 'Ellory', 'Karsk', 'Tervia', 'Brund'].flatMap(name => [place(name), place(name)]),
]
const tiny = () => trainEntities([tinyGold('a', 'gum-news', lessons)], { leastSeen: 1, least: 0 })

/** `words kind` of every mention. */
function mentions(tokens: Tokens): string[] {
  const found: string[] = []
  for (let i = 0; i < tokens.size; i++) {
    const e = tokens.entity[i]!
    if (e === Entity.Outside) continue
    const kind = (e - 1) >> 1
    if (e === Entity.begin(kind)) found.push(`${tokens.word(i)} ${ENTITY_KINDS[kind]}`)
    else found.push(`${found.pop()!.replace(/ \S+$/, '')} ${tokens.word(i)} ${ENTITY_KINDS[kind]}`)
  }
  return found
}

function read(lines: readonly string[], bytes: Uint8Array): string[] {
  const tokens = tokensOf(tinyGold('t', 'gum-news', lines), true)
  markEntities(tokens, readEntities(bytes))
  return mentions(tokens)
}

const strip = (line: string) => line.replace(/\/\+?(person|place)\b/g, '')

describe('entity tagger', () => {
  it('knows names that it never met by what is around them', () => {
    expect(read([strip(person('Ossip', 'Varga')), strip(place('Lundmark'))], tiny())).toEqual([
      'Ossip Varga person',
      'Lundmark place',
    ])
  })

  it('gives a surname alone the kind of the full name elsewhere in the article', () => {
    const alone =
      'Later/RB/ADV/later ,/,/PUNCT/, in/IN/ADP/in Varga/NNP/PROPN/x ,/,/PUNCT/, hope/NN/NOUN/hope sank/VBD/VERB/sink ././PUNCT/.'
    const found = read([strip(person('Ossip', 'Varga')), strip(person('Ossip', 'Varga')), alone], tiny())
    expect(found.at(-1)).toBe('Varga person')
  })

  it('leaves a title out of the name even where the training data had it in', () => {
    const titled = (first: string, last: string) =>
      `Mr/NNP/PROPN/mr/person ${person(first, last).replace('/person', '/+person')}`
    const more = ['Ada', 'Ben', 'Cem', 'Dora'].flatMap(first => ['Marsh', 'Hollin'].map(last => titled(first, last)))
    const bytes = trainEntities([tinyGold('a', 'gum-news', [...lessons, ...more])], { leastSeen: 1, least: 0 })
    expect(read([strip(titled('Ossip', 'Varga'))], bytes)).toEqual(['Ossip Varga person'])
  })

  it('marks nothing in a text without capitals', () => {
    expect(read(['it/PRP/PRON/it rained/VBD/VERB/rain in/IN/ADP/in town/NN/NOUN/town'], tiny())).toEqual([])
  })

  it('trains to the same bytes each time, and refuses damaged ones with a code', () => {
    const bytes = tiny()
    expect(tiny()).toEqual(bytes)
    for (const cut of [0, 3, bytes.length - 1]) {
      expect(() => readEntities(bytes.slice(0, cut))).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    }
  })

  it('takes an empty text and one token of a megabyte', () => {
    const model = readEntities(tiny())
    markEntities(new Tokens('', 0), model)
    for (const odd of ['A'.repeat(1_000_000), '\ud800', '’']) {
      const strings = new StringTable()
      const tokens = new Tokens(odd, 1, strings)
      tokens.form[0] = strings.id(odd)
      tokens.lower[0] = strings.id(odd.toLowerCase())
      tokens.to[0] = odd.length
      tokens.sentenceStart = Int32Array.of(0, 1)
      markEntities(tokens, model)
      expect(tokens.entity[0]).toBeLessThanOrEqual(2 * ENTITY_KINDS.length)
    }
  })

  it.skipIf(noCorpus)('reads GUM names whole, whatever part of speech their words have', () => {
    const found = new Set(readGum(`${CORPORA}/gum`).flatMap(doc => mentions(tokensOf(doc, true))))
    expect(found).toContain('United States place')
    expect(found).toContain('University of Copenhagen organization')
    expect([...found].filter(name => /^(?:Mr|Mrs|Dr)\.? .* person$/.test(name))).toEqual([])
  })

  it.skipIf(noCorpus)('learns names from a part of PolNeAR', () => {
    const docs = readPolnearLines(`${CORPORA}/polnear/train.jsonl.gz`)
      .slice(0, 120)
      .map(parseOfPolnear)
      .filter(doc => doc !== null)
    const model = readEntities(trainEntities(docs.slice(0, 100), { epochs: 4 }))
    let hits = 0
    let gold = 0
    let found = 0
    for (const doc of docs.slice(100)) {
      const tokens = tokensOf(doc, true)
      tokens.tag.set(houseTags(doc))
      const right = tokens.entity.slice()
      markEntities(tokens, model)
      for (let i = 0; i < tokens.size; i++) {
        if (right[i] !== Entity.Outside) gold++
        if (tokens.entity[i] !== Entity.Outside) found++
        if (right[i] !== Entity.Outside && tokens.entity[i] === right[i]) hits++
      }
    }
    expect((2 * hits) / (gold + found)).toBeGreaterThan(0.7)
  })
})
