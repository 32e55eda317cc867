import { describe, expect, it } from 'vitest'
import { contains } from '../../src/vocabulary/index.ts'
import { readCases } from '../../src/workshop/cases/index.ts'

const cases = readCases(import.meta.dirname)
const elsewhere = readCases('test/cases')

/** The fewest cases that each file keeps; a file may grow, never shrink. */
const FEWEST: Readonly<Record<string, number>> = {
  'stance.case': 60,
  'negation.case': 35,
  'venue-addressee.case': 44,
  'when.case': 26,
  'families.case': 48,
  'chains.case': 29,
  'dates.case': 9,
}

const STANCES = 'asserts claims denies refuses asks orders promises intends believes shows'.split(' ')
const lines = cases.flatMap(c => c.expected.map(e => ({ c, e })))
const named = (broken: typeof lines) => broken.map(({ c }) => `${c.file}: ${c.name}`)

describe('the cases of the layers', () => {
  it('name every case once, here and among the other cases', () => {
    const names = [...elsewhere, ...cases].map(c => c.name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  it.each(Object.entries(FEWEST))('%s has at least %i cases', (file, fewest) => {
    expect(cases.filter(c => c.file === file).length).toBeGreaterThanOrEqual(fewest)
  })

  it('are in files that this test knows', () => {
    expect([...new Set(cases.map(c => c.file))].sort()).toEqual(Object.keys(FEWEST).sort())
  })

  it('keep a nested attribution inside the content of its parent', () => {
    const outside = lines.filter(({ c, e }) => {
      if (e.parent === null) return false
      const holding = c.expected[e.parent]!.content
      return [...e.source, ...e.cue, ...e.content].some(s => !holding.some(piece => contains(piece, s)))
    })
    expect(named(outside)).toEqual([])
  })

  it('call direct only what begins as quoted words do', () => {
    const marks = /^(that |to )?["“‘']/
    const wrong = lines.filter(({ c, e }) => {
      const label = e.cue.some(s => c.text.slice(s.from, s.to) === ':')
      return e.kind === 'direct' && !label && !marks.test(c.text.slice(e.content[0]!.from, e.content[0]!.to))
    })
    expect(named(wrong)).toEqual([])
  })

  it('call mixed only what holds quotation marks, and indirect nothing that is wholly in them', () => {
    const wrong = lines.filter(({ c, e }) => {
      const words = e.content.map(s => c.text.slice(s.from, s.to)).join(' ')
      if (e.kind === 'mixed') return !/["“”‘'’]/.test(words)
      return e.kind === 'indirect' && /^["“‘][^"”]*["”’]$/.test(words)
    })
    expect(named(wrong)).toEqual([])
  })

  it('use only the words that a key knows', () => {
    const wrong = lines.filter(({ e: { keys } }) => {
      if (keys.stance !== undefined && !STANCES.includes(keys.stance)) return true
      if (keys.negated !== undefined && keys.negated !== 'true' && keys.negated !== 'false') return true
      return keys.reported !== undefined && keys.reported !== 'true' && keys.reported !== 'false'
    })
    expect(named(wrong)).toEqual([])
  })

  it('take addressee, venue and when from the article, letter for letter', () => {
    const wrong = lines.filter(({ c, e: { keys } }) => {
      const flat = c.text.replace(/\s+/g, ' ')
      return [keys.addressee, keys.venue, keys.when, keys.onBehalfOf].some(
        words => words !== undefined && words !== '-' && !flat.includes(words),
      )
    })
    expect(named(wrong)).toEqual([])
  })

  it('give every nested line the chain that its parents make', () => {
    const wrong = lines
      .filter(({ e }) => e.parent !== null && e.keys.speaker !== undefined && !e.optional)
      .filter(({ c, e }) => {
        const chain: string[] = []
        for (let at = e.parent; at !== null; at = c.expected[at]!.parent) {
          const { speaker } = c.expected[at]!.keys
          if (speaker === undefined || speaker === '-') return false
          if (speaker !== e.keys.speaker) chain.unshift(speaker)
        }
        const plain = (names: string) => names.toLowerCase().replace(/\bthe /g, '')
        const via = e.keys.via ?? ''
        return !plain(via).startsWith(plain(chain.join(' > ')))
      })
    expect(named(wrong)).toEqual([])
  })
})
