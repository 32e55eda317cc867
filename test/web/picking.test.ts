import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveEnd, moveSentence, moveStart, sentenceAt, wordBeside } from '../../src/web/ruling/picking.ts'

const text = 'Mill to close\n\n“We are done,” said Odile Marrow. She left at noon, and nobody asked why.'
const spanOf = (words: string) => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length })
const wordsOf = ({ from, to }: { from: number; to: number }) => text.slice(from, to)

describe('picking words by the keyboard', () => {
  it('moves the end by words, and takes the closing mark along', () => {
    expect(wordsOf(moveEnd(text, spanOf('“We are'), 1))).toBe('“We are done,”')
    expect(wordsOf(moveEnd(text, spanOf('“We are done,”'), -1))).toBe('“We are')
    expect(wordsOf(moveEnd(text, spanOf('Odile'), 1))).toBe('Odile Marrow')
    expect(wordsOf(moveEnd(text, spanOf('Odile'), -1))).toBe('Odile')
  })

  it('moves the start by words, and takes the opening mark along', () => {
    expect(wordsOf(moveStart(text, spanOf('are done,”'), -1))).toBe('“We are done,”')
    expect(wordsOf(moveStart(text, spanOf('“We are done,”'), 1))).toBe('are done,”')
    expect(wordsOf(moveStart(text, spanOf('Marrow'), 1))).toBe('Marrow')
  })

  it('goes from sentence to sentence, and never across a line', () => {
    const headline = sentenceAt(text, 0)!
    expect(wordsOf(headline)).toBe('Mill to close')
    const first = moveSentence(text, headline, 1)
    expect(wordsOf(first)).toBe('“We are done,” said Odile Marrow.')
    expect(wordsOf(moveSentence(text, first, 1))).toBe('She left at noon, and nobody asked why.')
    expect(moveSentence(text, headline, -1)).toEqual(headline)
  })

  it('begins a source beside the words, on their line', () => {
    expect(wordsOf(wordBeside(text, spanOf('“We are done,”')))).toBe('said')
    expect(wordsOf(wordBeside(text, spanOf('nobody asked why')))).toBe('and')
  })

  it('never leaves the text nor empties a span', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '“', '”', '.', '\n', '😀'),
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (any, a, b) => {
        const from = a % any.length
        const span = { from, to: from + 1 + (b % (any.length - from)) }
        for (const move of [moveEnd, moveStart, moveSentence])
          for (const by of [1, -1] as const) {
            const moved = move(any, span, by)
            expect(moved.from).toBeGreaterThanOrEqual(0)
            expect(moved.to).toBeLessThanOrEqual(any.length)
            expect(moved.to).toBeGreaterThan(moved.from)
          }
      }),
    )
  })
})
