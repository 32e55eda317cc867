import { describe, expect, test } from 'vitest'
import { readLinkModel, relate } from '../../src/attribution/index.ts'
import { AscribeError } from '../../src/vocabulary/index.ts'
import { type LinkingExample, trainLinking } from '../../src/workshop/train-linking.ts'
import { marked, textsOf } from './marked.ts'

/** An example whose gold relations are the tagged pieces, joined by the hand-set costs of a clear text. */
function example(markup: string, confidence?: number): LinkingExample {
  const { tokens, tags } = marked(markup)
  const gold = relate(tokens, tags).map(({ source, cue, content }) => ({
    source: source.map(s => [s.from, s.to] as const),
    cue: cue.map(s => [s.from, s.to] as const),
    content: content.map(s => [s.from, s.to] as const),
  }))
  return {
    tokens,
    tags,
    gold,
    ...(confidence === undefined ? {} : { confidence: new Float32Array(tokens.size).fill(confidence) }),
  }
}

const names = ['Ada', 'Ben', 'Cleo', 'Dov', 'Esi', 'Finn', 'Gus', 'Hala']
const clear = names.flatMap(name => [
  example(`{s ${name} } {c said } {t the dam would hold } . | Rain fell .`),
  example(`{t “ It broke , ” } {s ${name} } {c said } . | {s She } {c added } {t that nobody looked } .`),
  example(`{s ${name} } {c said } {t prices fell } , {c adding } {t that wages rose } .`),
])

describe('a linker trained on invented sentences', () => {
  const model = readLinkModel(trainLinking(clear).bytes)

  test('links a new sentence as the ones it saw', () => {
    const { tokens, tags } = marked('{s Ines } {c said } {t boats sank } , {c adding } {t that crews swam } .')
    expect(relate(tokens, tags, model).map(r => [r.source, r.cue, r.content].map(s => textsOf(tokens, s)))).toEqual([
      [['Ines'], ['said'], ['boats sank']],
      [['Ines'], ['adding'], ['that crews swam']],
    ])
  })

  test('the same examples make the same bytes', () => {
    expect(trainLinking(clear)).toEqual(trainLinking(clear))
  })

  test('without a judge every relation is told, its confidence from the tags', () => {
    const { tokens, tags } = marked('{s Ines } {c said } {t boats sank } .')
    const [relation] = relate(tokens, tags, model, Float32Array.of(0.5, 0.5, 0.5, 0.5, 1))
    expect(relation!.confidence).toBeCloseTo(0.5, 6)
  })
})

test('the judge leaves out what is like the relations that gold did not have', () => {
  const wrong = names.map((name): LinkingExample => {
    const made = example(`{s ${name} } {c painted } {t the old bridge } .`, 0.5)
    return { ...made, gold: [] }
  })
  const right = names.flatMap(name => [
    example(`{s ${name} } {c said } {t the dam would hold } .`, 0.95),
    example(`{s ${name} } {c warned } {t that the dam would fail } .`, 0.95),
  ])
  const model = readLinkModel(trainLinking([...right, ...wrong]).bytes)
  const { tokens, tags } = marked(
    '{s Ines } {c said } {t boats sank } . | {s Mota } {c painted } {t the old bridge } .',
  )
  const confidence = Float32Array.from(tags, (_, i) => (i < 5 ? 0.95 : 0.5))
  const relations = relate(tokens, tags, model, confidence)
  expect(relations.map(r => textsOf(tokens, r.content))).toEqual([['boats sank']])
  expect(relations[0]!.confidence).toBeGreaterThan(0.5)
  expect(relate(tokens, tags, model)).toHaveLength(2)
})

test('damaged bytes are refused with a code', () => {
  const { bytes } = trainLinking(clear.slice(0, 3))
  expect(() => readLinkModel(bytes.subarray(0, bytes.length - 3))).toThrow(AscribeError)
})
