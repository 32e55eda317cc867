import { describe, expect, it } from 'vitest'
import { attribute } from '../../src/engine/index.ts'
import { readDefaultModel } from '../../src/node.ts'
import { departures, readCases } from '../../src/workshop/cases/index.ts'

const model = readDefaultModel()
const cases = readCases(import.meta.dirname)

describe.each([...new Set(cases.map(c => c.file))])('%s', file => {
  for (const c of cases.filter(one => one.file === file)) {
    if (c.known === null) {
      it(c.name, () => {
        expect(departures(c, attribute(c.article, model))).toEqual([])
      })
    } else {
      // A known failure that begins to hold is an error too, so that its mark goes.
      it(`${c.name} (known: ${c.known})`, () => {
        expect(departures(c, attribute(c.article, model)), 'it holds now: take the mark away').not.toEqual([])
      })
    }
  }
})

describe('the list of hard cases', () => {
  it('holds for at least 80 % of its rows', () => {
    const rows = cases.filter(c => c.file === 'hard-cases.case')
    const held = rows.filter(c => c.known === null)
    expect(held.length / rows.length).toBeGreaterThanOrEqual(0.8)
  })
})
