import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readSentences, type SentenceModel, splitSentences, tokenise } from '../../src/tokens/index.ts'
import type { Block } from '../../src/vocabulary/index.ts'
import { type GoldParse, parseOfPolnear, readConllu, readGum, readPolnearLines } from '../../src/workshop/corpora.ts'
import { blocksOf, sentenceEnds, trainSentences } from '../../src/workshop/train-sentences.ts'
import { blocked } from './soups.ts'

const corpora = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/corpora')
const hasCorpora = existsSync(join(corpora, 'ud-ewt/train.conllu.gz'))
if (process.env.CI === 'true' && !hasCorpora) test('corpora are present', () => expect.unreachable('no corpora'))

/** A document whose sentences are given; one paragraph. */
function invented(id: string, sentences: readonly string[]): GoldParse {
  const text = sentences.join(' ')
  let at = 0
  const spans = sentences.map(s => {
    const from = at
    at += s.length + 1
    return [{ from, to: from + s.length, tag: 0, upos: 0, lemma: '', entity: 0, head: -1, relation: 0 }]
  })
  return { id, corpus: 'ewt', publisher: null, text, paragraphs: [{ from: 0, to: text.length }], sentences: spans }
}

const tiny = Array.from({ length: 20 }, (_, k) =>
  invented(`d${k}`, [
    'The dam held.',
    'Was it safe?',
    'Mr. Roe said so.',
    'We met Dr. Lund.',
    `It cost $${k}.50, they say.`,
  ]),
)

function split(text: string, model: SentenceModel): string[] {
  const blocks: Block[] = []
  let at = 0
  for (const line of text.split('¶')) {
    blocks.push({ kind: 'paragraph', span: { from: at, to: at + line.length } })
    at += line.length + 1
  }
  const tokens = tokenise(text, blocks)
  splitSentences(tokens, model)
  return Array.from({ length: tokens.sentences }, (_, s) =>
    text.slice(tokens.from[tokens.sentenceStart[s]!]!, tokens.to[tokens.sentenceStart[s + 1]! - 1]!),
  )
}

describe('trained on a few invented sentences', () => {
  const bytes = trainSentences(tiny)
  const model = readSentences(bytes)

  test('learns stops and titles', () => {
    expect(split('The road held. Was it cold? Mr. Roe left.', model)).toEqual([
      'The road held.',
      'Was it cold?',
      'Mr. Roe left.',
    ])
  })

  test('training twice gives the same bytes', () => expect(trainSentences(tiny)).toEqual(bytes))

  test('a damaged part is refused with a code', () => {
    expect(() => readSentences(bytes.slice(0, bytes.length - 3))).toThrowError(
      expect.objectContaining({ code: 'model-damaged' }),
    )
  })

  test('no tokens, no sentences', () => expect(split('', model)).toEqual([]))

  test('sentences part the tokens and never cross a paragraph', () => {
    fc.assert(
      fc.property(blocked, ({ text, blocks }) => {
        const tokens = tokenise(text, blocks)
        splitSentences(tokens, model)
        const { sentenceStart, paragraph, sentence } = tokens
        expect(sentenceStart[tokens.sentences]).toBe(tokens.size)
        for (let s = 0; s < tokens.sentences; s++) {
          const from = sentenceStart[s]!
          const to = sentenceStart[s + 1]!
          expect(to).toBeGreaterThan(from)
          for (let i = from; i < to; i++) {
            expect(sentence[i]).toBe(s)
            expect(paragraph[i]).toBe(paragraph[from])
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
})

/** Each sentence ends at |, paragraphs at ¶. */
const CASES = [
  '"Really?" asked Bob. | He left.',
  '“Enough!” Duarte posted on X. | “Never!” Ada Roe shouted.',
  'It will settle by talks.|He said to get the leaders to join.',
  'Mr. Smith met Dr. Lund on the U.S. Army base. | They spoke.',
  'She moved to the U.S. | He said so. | He works for Norvale Inc. | The firm is old.',
  'Sen. Mara Orr, R-Fla., said no. | The vote failed.',
  '“We won,” Rossi said. | “It rained.” | “Then,” he said, “we left.”',
  'The minister resigned¶“I had no choice,” she said.',
  'Police closed the bridge (it was unsafe). | Then it reopened.',
  'The council met\non Monday and\nagreed on the plan. | It will\nstart soon.',
]

describe.skipIf(!hasCorpora)('trained on the corpora', () => {
  let model: SentenceModel
  let held: GoldParse[]
  beforeAll(() => {
    const ewt = readConllu(join(corpora, 'ud-ewt/train.conllu.gz'), 'ewt')
    const news = readPolnearLines(join(corpora, 'polnear/train.jsonl.gz'))
      .slice(0, 150)
      .map(parseOfPolnear)
      .filter(doc => doc !== null)
    held = ewt.filter((_, i) => i % 5 === 0)
    const train = [...ewt.filter((_, i) => i % 5 !== 0), ...readGum(join(corpora, 'gum')), ...news]
    model = readSentences(trainSentences(train, { epochs: 4 }))
  }, 120_000)

  for (const line of CASES)
    test(line.slice(0, 50), () => {
      const expected = line.split(/\s*[|¶]\s*/)
      expect(split(line.replaceAll(/ \| /g, ' ').replaceAll('|', ''), model)).toEqual(expected)
    })

  test('sentence F1 on held-out web texts stays above 87.5', () => {
    let hit = 0
    let gold = 0
    let predicted = 0
    for (const doc of held) {
      const tokens = tokenise(doc.text, blocksOf(doc))
      splitSentences(tokens, model)
      const found = new Set<string>()
      for (let s = 0; s < tokens.sentences; s++)
        found.add(`${tokens.from[tokens.sentenceStart[s]!]} ${tokens.to[tokens.sentenceStart[s + 1]! - 1]}`)
      predicted += found.size
      gold += doc.sentences.length
      for (const s of doc.sentences) if (found.has(`${s[0]!.from} ${s[s.length - 1]!.to}`)) hit++
    }
    expect((200 * hit) / (gold + predicted)).toBeGreaterThan(87.5)
  })

  test('an opening mark that the splitter of PolNeAR left behind goes to its own sentence', () => {
    let moved = 0
    const typewritten = readPolnearLines(join(corpora, 'polnear/train.jsonl.gz')).filter(l => l.publisher === 'nyt')
    for (const doc of typewritten.slice(0, 20).map(parseOfPolnear)) {
      if (doc === null) continue
      const ends = sentenceEnds(doc)
      for (const sentence of doc.sentences) {
        const last = sentence[sentence.length - 1]!
        const word = doc.text.slice(last.from - 1, last.to)
        if (!/^\s''$/.test(word) || !/^\w/.test(doc.text.slice(last.to))) continue
        moved++
        expect(ends.has(last.to)).toBe(false)
      }
    }
    expect(moved).toBeGreaterThan(10)
  })
})
