import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carryIds } from '../../src/store/identity.ts'

const words = fc
  .array(fc.constantFrom('bridge', 'ferry', 'winter', 'money', 'will', 'close', 'not', 'town', 'the', 'late'), {
    minLength: 1,
    maxLength: 9,
  })
  .map(w => w.join(' '))
const said = fc
  .array(words, { maxLength: 12 })
  .map(list => list.map((w, i) => ({ words: w, from: i * 100, id: `s${i}` })))

const counter = () => {
  let n = 0
  return () => `new${n++}`
}

describe('ids of statements', () => {
  it('stay where nothing changed, whatever the order', () => {
    fc.assert(
      fc.property(said, said, (held, _) => {
        expect(carryIds(held, held, counter())).toEqual(held.map(h => h.id))
        const turned = held.toReversed()
        expect(carryIds(held, turned, counter())).toEqual(turned.map(h => h.id))
      }),
    )
  })

  it('go to one statement each, and are the held ones or new', () => {
    fc.assert(
      fc.property(said, said, (held, fresh) => {
        const ids = carryIds(held, fresh, counter())
        expect(ids).toHaveLength(fresh.length)
        expect(new Set(ids).size).toBe(ids.length)
        const known = new Set(held.map(h => h.id))
        for (const id of ids) expect(known.has(id) || id.startsWith('new')).toBe(true)
      }),
    )
  })

  it('follow the same words wherever they move', () => {
    fc.assert(
      fc.property(said, said, (held, fresh) => {
        const ids = carryIds(held, fresh, counter())
        const wordsOf = new Map(held.map(h => [h.id, h.words]))
        // As many keep their words as can: the smaller number of the two sides, for each wording.
        const count = (list: readonly { words: string }[], w: string) => list.filter(x => x.words === w).length
        for (const w of new Set(fresh.map(f => f.words)))
          expect(fresh.filter((f, i) => f.words === w && wordsOf.get(ids[i]!) === w)).toHaveLength(
            Math.min(count(held, w), count(fresh, w)),
          )
      }),
    )
  })

  it('never go to words of which less than half are shared', () => {
    fc.assert(
      fc.property(said, said, (held, fresh) => {
        const ids = carryIds(held, fresh, counter())
        const bag = (text: string) => text.split(' ').toSorted()
        fresh.forEach((f, i) => {
          const from = held.find(h => h.id === ids[i])
          if (from === undefined) return
          const left = bag(from.words)
          const common = bag(f.words).filter(w => {
            const at = left.indexOf(w)
            if (at >= 0) left.splice(at, 1)
            return at >= 0
          }).length
          expect((2 * common) / (bag(f.words).length + bag(from.words).length)).toBeGreaterThanOrEqual(0.5)
        })
      }),
    )
  })

  it('prefer the best match to the nearest', () => {
    const held = [
      { id: 'one', words: 'the bridge will close in winter', from: 0 },
      { id: 'two', words: 'the ferry will run in winter', from: 50 },
    ]
    const fresh = [
      { words: 'the ferry will run twice in winter', from: 0 },
      { words: 'the bridge will close', from: 60 },
    ]
    expect(carryIds(held, fresh, counter())).toEqual(['two', 'one'])
  })

  it('take time in proportion to many statements of the same few words', () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({ id: `s${i}`, words: `will not close ${i % 7}`, from: i }))
    const ids = carryIds(
      many,
      many.map(m => ({ words: m.words.replace('not', 'never'), from: m.from })),
      counter(),
    )
    expect(new Set(ids).size).toBe(4000)
  })
})
