import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Statement } from '../../src/api/wire.ts'
import { articleFromText } from '../../src/ingest/index.ts'
import { flowsOf, runsOf } from '../../src/web/reading/marks.ts'
import { placesFor } from '../../src/web/reading/notes.tsx'

/** A statement with nothing but its spans, for what looks at nothing else. */
const statement = (id: number, content: Statement['content'], source: Statement['source'] = []): Statement => ({
  ...{ id: `s${id}`, attribution: `x${id}`, source, cue: [], content, kind: 'indirect', speaker: null, speakers: [] },
  ...{ person: null, speakerConfidence: 0, decidedBy: null, doubt: null, onBehalfOf: null, via: [], parent: null },
  ...{ stance: 'asserts', stanceConfidence: 1, negated: false, reported: false, addressee: null, venue: null },
  ...{
    when: null,
    block: 'paragraph',
    repeats: null,
    confidence: 1,
    boundaryConfidence: 1,
    ruledBy: [],
    checked: false,
  },
})

/** Lines of words, some long enough to be cut; and spans anywhere in them. */
const articles = fc
  .array(fc.stringMatching(/^[a-z ,.”“\u202eé😀]{1,60}$/u), { minLength: 1, maxLength: 12 })
  .chain(lines =>
    fc.record({
      text: fc.constant(lines.map((line, i) => (i % 4 === 3 ? line.repeat(400) : line)).join('\n\n')),
      spans: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9000 })), { maxLength: 12 }),
    }),
  )

describe('marks', () => {
  it('cover every chunk without gap or overlap, and mark what a slow look at each place marks', () => {
    fc.assert(
      fc.property(articles, ({ text, spans }) => {
        const statements = spans.map(([at, size], i) => {
          const from = at % text.length
          return statement(i, [{ from, to: Math.min(text.length, from + size) }])
        })
        const flows = flowsOf({ text, blocks: [...articleFromText(text).blocks] }, statements)
        let end = 0
        for (const flow of flows) {
          expect(flow.from).toBeGreaterThanOrEqual(end)
          let here = flow.from
          for (const chunk of flow.chunks) {
            expect(chunk.from).toBe(here)
            expect(/^[\uDC00-\uDFFF]/.test(text.slice(chunk.from, chunk.to))).toBe(false)
            here = chunk.to
            let place = chunk.from
            for (const run of runsOf(chunk, statements)) {
              expect(run.from).toBe(place)
              place = run.to
              for (const at of [run.from, run.to - 1]) {
                const covers = statements.flatMap((s, n) =>
                  s.content[0]!.from <= at && at < s.content[0]!.to ? [n] : [],
                )
                expect(run.content.toSorted((a, b) => a - b)).toEqual(covers)
              }
            }
            expect(place).toBe(chunk.to)
          }
          expect(here).toBe(flow.to)
          end = flow.to
        }
      }),
      { numRuns: 60 },
    )
  })

  it('puts the longer content outside the shorter, whatever their order', () => {
    const text = 'She said he told them that it was over.'
    const statements = [statement(0, [{ from: 27, to: 38 }]), statement(1, [{ from: 9, to: 38 }])]
    const [flow] = flowsOf({ text, blocks: [{ kind: 'paragraph', span: { from: 0, to: text.length } }] }, statements)
    const inner = runsOf(flow!.chunks[0]!, statements).find(run => run.from === 27)!
    expect(inner.content).toEqual([1, 0])
    expect(inner.begins).toEqual([0])
  })
})

describe('notes in the margin', () => {
  it('never overlap, keep their order, and leave the chosen one where it wants to be unless the top is in the way', () => {
    const notes = fc.array(fc.record({ wanted: fc.nat(3000), height: fc.integer({ min: 20, max: 400 }) }), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(notes, fc.nat(), (found, pick) => {
        const sorted = found.toSorted((a, b) => a.wanted - b.wanted)
        const fixed = pick % sorted.length
        const tops = placesFor(sorted, fixed)
        for (let i = 1; i < tops.length; i++)
          expect(tops[i]!).toBeGreaterThanOrEqual(tops[i - 1]! + sorted[i - 1]!.height)
        expect(tops[0]!).toBeGreaterThanOrEqual(0)
        const above = sorted.slice(0, fixed).reduce((sum, note) => sum + note.height + 6, 0)
        if (above <= sorted[fixed]!.wanted) expect(tops[fixed]).toBe(sorted[fixed]!.wanted)
      }),
    )
  })
})
