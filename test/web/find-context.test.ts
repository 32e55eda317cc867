import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headOf, stretchesOf, tailOf } from '../../src/web/pages/find-context.ts'

describe('words in their context', () => {
  it('are cut into stretches that are the words again, whatever the marks', () => {
    const mark = fc.record({ from: fc.nat(60), to: fc.nat(60) })
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(mark, { maxLength: 6 }), (words, marks) => {
        const stretches = stretchesOf({ words, marks })
        expect(stretches.map(({ text }) => text).join('')).toBe(words)
        expect(stretches.every(({ text }) => text !== '')).toBe(true)
        const marked = stretches.flatMap(({ text, marked }) => Array<boolean>(text.length).fill(marked))
        marked.forEach((is, i) => {
          expect(is).toBe(marks.some(({ from, to }) => from <= i && i < to))
        })
      }),
    )
  })

  it('keep to their paragraph, and are cut at words', () => {
    expect(headOf('A headline\n\nThe mayor said ')).toBe('The mayor said ')
    expect(tailOf(', she said.\nNext paragraph')).toBe(', she said.')
    const long = 'word '.repeat(60)
    expect(headOf(long)).toMatch(/^… (word )+$/)
    expect(headOf(long).length).toBeLessThan(120)
    expect(tailOf(` ${long}`)).toMatch(/^( word)+ …$/)
    expect(headOf('x'.repeat(200))).toBe(`… ${'x'.repeat(110)}`)
    expect(tailOf('x'.repeat(200))).toBe(`${'x'.repeat(110)} …`)
  })
})
