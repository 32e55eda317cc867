import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALLOWED, Lattice, marginals, mayFollow, RoleTag, viterbi } from '../../src/tagging/index.ts'

const L = RoleTag.Count

/** A lattice of up to five tokens with any scores. */
const lattices = fc.integer({ min: 1, max: 5 }).chain(size =>
  fc
    .tuple(
      fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: size * L, maxLength: size * L }),
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size * L * L, maxLength: size * L * L }),
    )
    .map(([own, edge]) => {
      const lattice = new Lattice()
      lattice.reset(size)
      lattice.own.set(own)
      lattice.edge.set(edge)
      return lattice
    }),
)

/** Every valid sequence of a short lattice with its score: the plain twin. */
function allSequences({ own, edge, size }: Lattice): { tags: number[]; score: number }[] {
  let sequences = [{ tags: [] as number[], score: 0 }]
  for (let i = 0; i < size; i++) {
    sequences = sequences.flatMap(({ tags, score }) => {
      const before = tags.at(-1) ?? -1
      return Array.from({ length: L }, (_, k) => k)
        .filter(k => mayFollow(before, k))
        .map(k => ({
          tags: [...tags, k],
          score: score + own[i * L + k]! + (i === 0 ? 0 : edge[i * L * L + before * L + k]!),
        }))
    })
  }
  return sequences
}

describe('viterbi', () => {
  it('finds the sequence that trying all of them finds', () => {
    fc.assert(
      fc.property(lattices, lattice => {
        const tags = new Uint8Array(lattice.size + 2).fill(9)
        viterbi(lattice, tags, 1)
        const chosen = [...tags.subarray(1, lattice.size + 1)]
        const all = allSequences(lattice)
        const top = Math.max(...all.map(s => s.score))
        const score = all.find(s => s.tags.join() === chosen.join())?.score
        expect(score).toBeCloseTo(top, 4)
        expect([tags[0], tags[lattice.size + 1]]).toEqual([9, 9])
      }),
      { numRuns: 40 },
    )
  })
})

describe('marginals', () => {
  it('are the shares that summing over all sequences gives', () => {
    fc.assert(
      fc.property(lattices, lattice => {
        const tags = new Uint8Array(lattice.size)
        viterbi(lattice, tags, 0)
        const confidence = new Float32Array(lattice.size)
        marginals(lattice, tags, confidence, 0)
        const all = allSequences(lattice)
        const weigh = (of: typeof all) => of.reduce((sum, s) => sum + Math.exp(s.score), 0)
        const total = weigh(all)
        for (let i = 0; i < lattice.size; i++) {
          expect(confidence[i]).toBeCloseTo(weigh(all.filter(s => s.tags[i] === tags[i])) / total, 4)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('stay finite over a long stretch of high scores', () => {
    const lattice = new Lattice()
    lattice.reset(20_000)
    lattice.own.fill(80)
    lattice.edge.fill(80)
    const tags = new Uint8Array(20_000)
    const confidence = new Float32Array(20_000)
    marginals(lattice, tags, confidence, 0)
    expect(confidence.every(c => c > 0 && c <= 1)).toBe(true)
  })
})

describe('ALLOWED', () => {
  it('has an inside tag only behind its own role', () => {
    for (let before = -1; before < L; before++) {
      for (let tag = 0; tag < L; tag++) {
        const row = before < 0 ? L : before
        expect(ALLOWED[row * L + tag]).toBe(mayFollow(before, tag) ? 1 : 0)
      }
    }
    expect(ALLOWED[L * L + RoleTag.InsideCue]).toBe(0)
    expect(ALLOWED[RoleTag.BeginCue * L + RoleTag.InsideCue]).toBe(1)
    expect(ALLOWED[RoleTag.BeginCue * L + RoleTag.InsideContent]).toBe(0)
  })
})
