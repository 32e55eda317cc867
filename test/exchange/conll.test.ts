import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conllOf } from '../../src/exchange/index.ts'
import type { RuledReading } from '../../src/vocabulary/index.ts'
import { dam, id, readings } from './readings.ts'

/** The rows of all blocks, without comments. */
const blocksOf = (conll: string) =>
  conll
    .trimEnd()
    .split('\n\n')
    .map(block =>
      block
        .split('\n')
        .filter(line => !line.startsWith('# '))
        .map(line => line.split('\t')),
    )

describe('conll', () => {
  it('gives each token its place and its role in each statement', () => {
    const conll = conllOf(dam())
    expect(conll).toMatch(`# statement = 4\t${id('s', 1003)}\tindirect\tdenies\t_\tperson\tIvo Rook\n`)
    expect(conll).toMatch(`# statement = 5\t${id('s', 1004)}\tindirect\tasserts\tnegated\tperson\tIvo Rook\n`)
    const [headline, nested, split] = blocksOf(conll)
    const { text } = dam().kept.article
    for (const [, word, from, to] of headline!) expect(text.slice(Number(from), Number(to))).toBe(word)
    expect(nested!.map(row => [row[1], ...row.slice(4)].join(' '))).toEqual([
      'A O O',
      'Tarrow B-SOURCE-1 O',
      'Gazette I-SOURCE-1 O',
      'report O O',
      'quoted B-CUE-1 O',
      'mayor B-CONTENT-1 O',
      'Orla I-CONTENT-1 B-SOURCE-2',
      'Venn I-CONTENT-1 I-SOURCE-2',
      'as I-CONTENT-1 O',
      'saying I-CONTENT-1 B-CUE-2',
      '“ I-CONTENT-1 B-CONTENT-2',
      'the I-CONTENT-1 I-CONTENT-2',
      'dam I-CONTENT-1 I-CONTENT-2',
      'will I-CONTENT-1 I-CONTENT-2',
      'hold I-CONTENT-1 I-CONTENT-2',
      '” I-CONTENT-1 I-CONTENT-2',
      '. O O',
    ])
    expect(split!.filter(row => row[4]!.startsWith('B-')).map(row => `${row[1]} ${row[4]}`)).toEqual([
      '“ B-CONTENT-3',
      'she B-SOURCE-3',
      'told B-CUE-3',
      'and B-CONTENT-3',
    ])
  })

  it('takes one column for statements that follow each other', () => {
    const last = blocksOf(conllOf(dam())).at(-1)!
    for (const row of last) expect(row).toHaveLength(5)
    expect(new Set(last.map(row => row[4]!.split('-')[2] ?? 'O'))).toEqual(new Set(['O', '5', '6']))
  })

  it('has rows of one length in a block and sound tags, whatever the reading', () => {
    fc.assert(
      fc.property(readings, (reading: RuledReading) => {
        const conll = conllOf(reading)
        expect(conll.split(/[\v\f\r\u0085\u2028\u2029]/)).toHaveLength(1)
        const spoken = new Set<string>()
        for (const rows of blocksOf(conll)) {
          for (const [r, row] of rows.entries()) {
            if (row.length < 2) continue
            expect(row).toHaveLength(rows[0]!.length)
            for (const [c, tag] of row.slice(4).entries()) {
              expect(tag).toMatch(/^(?:O|[BI]-(?:SOURCE|CUE|CONTENT)-\d+)$/)
              if (tag.startsWith('I-')) {
                expect(rows[r - 1]![c + 4]!.slice(1)).toBe(tag.slice(1))
              }
              if (tag !== 'O') spoken.add(tag.split('-')[2]!)
            }
          }
        }
        for (const [i, { attribution }] of reading.statements.entries()) {
          const seen = [...attribution.content, ...attribution.source, ...attribution.cue].some(
            s => reading.kept.article.text.slice(s.from, s.to).trim() !== '',
          )
          expect(spoken.has(String(i + 1))).toBe(seen)
        }
      }),
      { numRuns: 300 },
    )
  })
})
