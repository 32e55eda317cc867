import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { familiesOf, type Report } from '../../src/compare/index.ts'
import { type Quotation, tallyMutations, unlike } from '../../src/workshop/mutations.ts'
import { report } from './quotes.ts'

const root = resolve(import.meta.dirname, '../..')

/** Quotations of ten words and more from the project's own, invented, texts. */
const QUOTES: readonly Quotation[] = unlike(
  [
    ...readdirSync(join(root, 'examples'))
      .filter(name => name.endsWith('.txt'))
      .map(name => join(root, 'examples', name)),
    ...readdirSync(join(root, 'test/cases'))
      .filter(name => name.endsWith('.case'))
      .map(name => join(root, 'test/cases', name)),
  ]
    .flatMap(path => [
      ...readFileSync(path, 'utf8').matchAll(
        /“([^“”"{}[\]\n|]{40,400})”|(?<=[\s])"([^“”"{}[\]\n|]{40,400})"(?=[\s,.])/g,
      ),
    ])
    .map(m => (m[1] ?? m[2])!.replace(/\s+/g, ' ').trim())
    .filter(quote => quote.split(' ').length >= 10)
    // All of them are one speaker's here: the precision says that edited words find no other quotation.
    .map(words => ({ words, speaker: 'Venn' })),
)

describe('edited quotations', () => {
  it.each([
    { rate: 0.1, recall: 0.98 },
    { rate: 0.2, recall: 0.9 },
    { rate: 0.3, recall: 0.75 },
  ])('are known again at a rate of $rate: recall $recall at a precision of 0.97', ({ rate, recall }) => {
    let [pairs, right, found] = [0, 0, 0]
    for (let seed = 1; seed <= 5; seed++) {
      const one = tallyMutations(QUOTES, rate, seed)
      pairs += one.pairs
      right += one.right
      found += one.found
    }
    console.info(
      `rate ${rate}: ${pairs} pairs, recall ${(right / pairs).toFixed(4)}, precision ${(right / found).toFixed(4)}`,
    )
    expect(pairs).toBeGreaterThan(200)
    expect(right / pairs).toBeGreaterThanOrEqual(recall)
    expect(right / found).toBeGreaterThanOrEqual(0.97)
  })
})

describe('hostile reports', () => {
  const texts = {
    'one word': `“${'no '.repeat(60_000)}”`,
    'opening marks': '“'.repeat(50_000),
    'nested marks': '“we were all there ‘'.repeat(8_000),
    'one long word': `“${'a'.repeat(300_000)} b c d e f g h”`,
    'the same quotation': '“the northern ferry leaves the old harbour at dawn”\n'.repeat(3_000),
  }

  it.each(Object.entries(texts))('of %s are taken in without harm', (_, text) => {
    const families = familiesOf([
      { ...report('a', text.replaceAll('{', '')), statements: [] },
      { ...report('b', text.replaceAll('{', '')), statements: [] },
    ])
    for (const { variants } of families)
      for (const { spans } of variants) for (const { from, to } of spans) expect(to).toBeGreaterThan(from)
  })

  it('and of any text keep every span in the text and the kept words the same', () => {
    const word = fc.constantFrom(
      '“',
      '”',
      '"',
      '‘',
      '’',
      "'",
      '[',
      ']',
      '…',
      '\n',
      'we',
      'won’t',
      'sell',
      'Sarn',
      '40',
      '.',
      ',',
      'ever',
      'again',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), fc.array(word, { maxLength: 120 }), (a, b) => {
        const of = (id: string, words: string[]): Report => ({ ...report(id, words.join(' ')), statements: [] })
        const reports = [of('a', a), of('b', b)]
        for (const { variants, fullest } of familiesOf(reports)) {
          const full = reports.find(r => r.id === variants[fullest]!.report)!.text
          for (const { report: id, differences } of variants) {
            const { text } = reports.find(r => r.id === id)!
            for (const d of differences) {
              if (d.here) expect(d.here.to).toBeLessThanOrEqual(text.length)
              if (d.full) expect(d.full.to).toBeLessThanOrEqual(full.length)
              expect(d.full === null).toBe(d.kind === 'added')
              expect(d.here === null).toBe(d.kind === 'cut')
            }
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
