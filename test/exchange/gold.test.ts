import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { goldOf, writeGold } from '../../src/exchange/index.ts'
import { anchorOf, type RuledReading, type Ruling } from '../../src/vocabulary/index.ts'
import { articleOf } from '../../src/workshop/corpora.ts'
import { readPolnear } from '../../src/workshop/formats.ts'
import { collect, dam, id, readings } from './readings.ts'

const folder = mkdtempSync(join(tmpdir(), 'ascribe-gold-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The dam's reading with these statements checked. */
const checked = (...numbers: readonly number[]): RuledReading => {
  const reading = dam()
  return { ...reading, statements: reading.statements.map((s, i) => ({ ...s, checked: numbers.includes(i) })) }
}
const ruling = (over: Partial<Ruling>): Ruling => ({
  id: 'r1',
  target: { of: 'article', article: id('a', 1) },
  change: { change: 'accept' },
  author: 'Nell Ashby',
  at: '2026-05-06T09:00:00.000Z',
  reason: null,
  ...over,
})
const wordsOf = (line: ReturnType<typeof goldOf>[number]) =>
  line.attributions.map(a =>
    (['source', 'cue', 'content'] as const)
      .map(role => a[role].map(([f, t]) => line.text.slice(f, t)).join(' '))
      .join(' | '),
  )

describe('gold', () => {
  it('tells nothing of an article that nobody checked', () => {
    expect(goldOf(dam())).toEqual([])
    expect(goldOf({ ...dam(), statements: [] })).toEqual([])
  })

  it('tells the whole article once all is checked, in lines that the workshop reads', async () => {
    const file = join(folder, 'train.jsonl')
    writeFileSync(file, await collect(writeGold([checked(0, 1, 2, 3, 4, 5), dam()])))
    const [line, ...others] = readPolnear(file)
    expect(others).toEqual([])
    expect(line).toMatchObject({
      id: `${id('a', 1)}_v1`,
      publisher: 'Tarrow Gazette',
      date: '2026-05-04',
      sentences: [],
    })
    expect(line!.text).toHaveLength(dam().kept.article.text.length)
    expect(articleOf(line as never)).toBe(id('a', 1))
    expect(line!.attributions).toHaveLength(6)
    expect(wordsOf(goldOf(checked(0, 1, 2, 3, 4, 5))[0]!).slice(3, 5)).toEqual([
      'Ivo Rook | denied | that the firm had cut corners',
      'He | did not say | who paid',
    ])
  })

  it('tells only blocks in which every statement was checked', () => {
    const lines = goldOf(checked(0, 1, 3, 4))
    expect(lines.map(line => line.text)).toEqual([
      'A Tarrow Gazette report quoted mayor Orla Venn as saying “the dam will hold”.',
      'Ivo Rook, a spokesman for Norvale Water, denied that the firm had cut corners.',
    ])
    expect(lines.flatMap(wordsOf)).toEqual([
      'Tarrow Gazette | quoted | mayor Orla Venn as saying “the dam will hold”',
      'Orla Venn | saying | “the dam will hold”',
      'Ivo Rook | denied | that the firm had cut corners',
    ])
    expect(lines[0]!.attributions[1]).toMatchObject({
      parent: id('s', 1000),
      speaker: { name: 'Orla Venn', type: 'person' },
    })
    expect(new Set(lines.map(line => line.id)).size).toBe(2)
    expect(goldOf(checked(0))).toEqual([])
    expect(goldOf(checked(2, 3)).map(wordsOf)).toHaveLength(1)
  })

  it('tells a block whose only statement was rejected', () => {
    const reading = dam()
    const { text } = reading.kept.article
    const place = anchorOf(text, reading.statements[3]!.attribution.content[0]!)
    const target = { of: 'statement', statement: id('s', 1003), article: id('a', 1), anchor: place } as const
    const lines = goldOf({
      ...reading,
      statements: reading.statements.filter((_, i) => i !== 3),
      rejected: [{ statement: id('s', 1003), ruling: 'r1' }],
      rulings: [ruling({ target, change: { change: 'reject' } })],
    })
    expect(lines).toMatchObject([{ attributions: [], text: expect.stringMatching(/^Ivo Rook.*corners\.$/) }])
  })

  it('takes a person’s word for a whole article, until undone or read again', () => {
    const accept = ruling({})
    const undo = ruling({ id: 'r2', change: { change: 'undo', ruling: 'r1' } })
    const redo = ruling({ id: 'r3', change: { change: 'undo', ruling: 'r2' } })
    const lines = (rulings: readonly Ruling[], over = {}) => goldOf({ ...dam(), rulings, ...over }).length
    expect(lines([accept])).toBe(1)
    expect(lines([accept, undo])).toBe(0)
    expect(lines([accept, undo, redo])).toBe(1)
    expect(lines([accept], { readAt: '2026-06-01T00:00:00.000Z' })).toBe(0)
    expect(lines([accept], { statements: [] })).toBe(1)
  })

  it('gives lines that the workshop reads, whatever the reading', async () => {
    const file = join(folder, 'any.jsonl')
    await fc.assert(
      fc.asyncProperty(fc.array(readings, { minLength: 1, maxLength: 3 }), async list => {
        writeFileSync(file, await collect(writeGold(list)))
        const expected = list.flatMap(goldOf)
        expect(readPolnear(file)).toEqual(expected)
      }),
    )
  })
})
