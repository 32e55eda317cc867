import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, fold, oneLine, painter, safeJson, visible } from '../../src/cli/terminal.ts'

describe('text on a terminal', () => {
  it('shows escapes, controls and bidi marks instead of sending them', () => {
    expect(visible('a\u001b[31mb\u0007\u007f')).toBe('a␛[31mb␇␡')
    expect(visible('\u009b2J')).toBe('<U+009B>2J')
    expect(visible('pay \u202eeurt\u202c \u2066x\u2069')).toBe('pay <U+202E>eurt<U+202C> <U+2066>x<U+2069>')
    expect(oneLine(' a\r\n\tb\u2028c ')).toBe('a b c')
  })

  it('leaves accents, emoji and letters of every script as they are', () => {
    for (const text of ['Zoë “said” – naïve…', '東京 👩‍🚒', 'عربي', 'e\u0301']) expect(visible(text)).toBe(text)
  })

  it('makes JSON that parses to the same and holds nothing unsafe', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const json = safeJson(JSON.stringify({ text: `\u009b\u202e${text}` }))
        expect(JSON.parse(json)).toEqual({ text: `\u009b\u202e${text}` })
        expect(visible(json)).toBe(json)
      }),
    )
  })

  it('counts columns, not characters', () => {
    expect(columnsOf('abc')).toBe(3)
    expect(columnsOf('e\u0301')).toBe(1)
    expect(columnsOf('東京')).toBe(4)
    expect(columnsOf('🔥')).toBe(2)
  })

  it('folds between words, and marks what it cut', () => {
    expect(fold('the dam would hold', 10, 3)).toEqual(['the dam', 'would hold'])
    expect(fold('the dam would hold', 18, 1)).toEqual(['the dam would hold'])
    expect(fold('the dam would hold', 17, 1)).toEqual(['the dam would…'])
    expect(fold('“We tried, and the roof went.”', 18, 1)).toEqual(['“We tried, and…”'])
    expect(fold('Donaudampfschifffahrt', 8, 2)).toEqual(['Donaudam', 'pfschif…'])
  })

  it('never folds wider than it was told, nor into more lines', () => {
    const words = fc.array(fc.constantFrom('a', 'dam', '東京', 'e\u0301', 'cooperation', '👍', '“no”'), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 30 }), fc.integer({ min: 1, max: 4 }), (list, columns, lines) => {
        const folded = fold(list.join(' '), columns, lines)
        expect(folded.length).toBeLessThanOrEqual(lines)
        for (const line of folded) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
        const whole = fold(list.join(' '), columns, 1000).join('').replaceAll(' ', '')
        expect(whole).toBe(list.join(''))
      }),
    )
  })

  it('paints only where there is something to see, and not at all without colour', () => {
    expect(painter(true)(['source'], 'Venn')).toBe('\u001b[1;36mVenn\u001b[0m')
    expect(painter(true)(['faint'], '   ')).toBe('   ')
    expect(painter(false)(['source'], 'Venn')).toBe('Venn')
  })
})
