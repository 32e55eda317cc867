import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packWeights, unpackWeights, type WeightRow } from '../../src/tokens/index.ts'

const CLASSES = 6

/** Rows of whole weights with one of 127 among them, so that packing keeps each as it is. Few features: slots collide. */
const tables = fc
  .uniqueArray(
    fc.record({
      feature: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      weights: fc.uniqueArray(
        fc.record({ cls: fc.nat(CLASSES - 1), value: fc.integer({ min: -127, max: 127 }).filter(v => v !== 0) }),
        { selector: w => w.cls, maxLength: CLASSES },
      ),
    }),
    { selector: r => r.feature, maxLength: 120 },
  )
  .map(rows => [...rows, { feature: 1 << 20, weights: [{ cls: 0, value: 127 }] }])
  .filter(rows => new Set(rows.map(r => r.feature)).size === rows.length)

const tableOf = (rows: readonly { feature: number; weights: { cls: number; value: number }[] }[]) =>
  unpackWeights(
    packWeights(
      rows.map(
        (r): WeightRow => ({
          feature: r.feature,
          classes: r.weights.map(w => w.cls),
          values: r.weights.map(w => w.value),
        }),
      ),
      CLASSES,
    ),
  )

describe('WeightTable', () => {
  it('adds what a plain map adds, one by one and all at once, at any offset', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.integer(), { maxLength: 700 }), fc.nat(9), (rows, more, offset) => {
        const table = tableOf(rows)
        const plain = new Map(rows.map(r => [r.feature, r.weights]))
        const asked = Int32Array.from([...rows.map(r => r.feature), ...more, ...rows.map(r => r.feature)])
        const expected = new Float64Array(offset + CLASSES + 3)
        for (const f of asked) for (const { cls, value } of plain.get(f) ?? []) expected[offset + cls]! += value
        const single = new Float64Array(expected.length)
        for (const f of asked) table.add(f, single, offset)
        const batch = new Float64Array(expected.length)
        table.addAll(asked, asked.length, batch, offset)
        expect([...single]).toEqual([...expected])
        expect([...batch]).toEqual([...expected])
        const none = new Float32Array(CLASSES)
        table.addAll(asked, 0, none)
        expect([...none]).toEqual(Array(CLASSES).fill(0))
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the sign and a step of 1/127 of the largest weight', () => {
    const table = unpackWeights(packWeights([{ feature: 7, classes: [0, 1, 2], values: [12.7, -0.26, 0.04] }], 3))
    const scores = new Float64Array(3)
    table.add(7, scores)
    expect(scores[0]).toBeCloseTo(12.7, 5)
    expect(scores[1]).toBeCloseTo(-0.3, 5)
    expect(scores[2]).toBe(0)
  })

  it('refuses bytes that do not add up', () => {
    const bytes = packWeights([{ feature: 7, classes: [0, 1], values: [1, 2] }], 2)
    for (const cut of [0, 5, 12, bytes.length - 1]) {
      expect(() => unpackWeights(bytes.subarray(0, cut))).toThrow(expect.objectContaining({ code: 'model-damaged' }))
    }
  })
})
