import { describe, expect, it } from 'vitest'
import { boundaryOf, relate } from '../../src/attribution/index.ts'
import { BOUNDARY_EVIDENCE, boundaryEvidence, nestedEvidence } from '../../src/attribution/training.ts'
import { marked } from './marked.ts'

const { tokens, tags } = marked('{s Ito/NNP } {c say/VBZ } {t that the dam held } today/NN ./.')
const relation = { ...relate(tokens, tags)[0]!, confidence: 0.8 }
const tagged = (p: number, at = -1, q = p) => Float32Array.from({ length: tokens.size }, (_, i) => (i === at ? q : p))

describe('how likely the boundaries are right', () => {
  it('has evidence of every name', () => {
    const evidence = boundaryEvidence(tokens, relation, tagged(0.9))
    expect(evidence).toHaveLength(BOUNDARY_EVIDENCE.length)
    expect(evidence.every(Number.isFinite)).toBe(true)
  })

  it('falls with the tagger’s doubt about the content’s edge and its neighbour', () => {
    const sure = boundaryOf(tokens, relation, tagged(0.99))
    const behind = tokens.size - 2
    expect(boundaryOf(tokens, relation, tagged(0.99, behind, 0.4))).toBeLessThan(sure)
    expect(boundaryOf(tokens, relation, tagged(0.99, tokens.size - 1, 0.4))).toBe(sure)
    expect(sure).toBeGreaterThan(0.5)
    expect(sure).toBeLessThan(1)
  })

  it('falls with the doubt about the whole, and without a cue', () => {
    const sure = boundaryOf(tokens, relation, tagged(0.99))
    expect(boundaryOf(tokens, { ...relation, confidence: 0.4 }, tagged(0.99))).toBeLessThan(sure)
    expect(boundaryOf(tokens, { ...relation, cue: [] }, tagged(0.99))).toBeLessThan(sure)
  })

  it('asks no tags of a statement within another', () => {
    const nested = { ...relation, parent: 0 }
    expect(boundaryOf(tokens, nested, tagged(0.2))).toBe(boundaryOf(tokens, nested, tagged(0.99)))
    expect(nestedEvidence(boundaryEvidence(tokens, nested, tagged(0.2)))).toEqual(
      nestedEvidence(boundaryEvidence(tokens, relation, tagged(0.9))),
    )
  })
})
