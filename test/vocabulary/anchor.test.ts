import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Anchor, anchorOf, findAnchor, type Span } from '../../src/vocabulary/index.ts'

const place = (text: string, words: string, nth = 0): Span => {
  let from = text.indexOf(words)
  for (let i = 0; i < nth; i++) from = text.indexOf(words, from + 1)
  return { from, to: from + words.length }
}

/** Texts that repeat themselves, with pairs of surrogates, and a stretch of each. */
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('a', '𝒶', '𝒷', '\n'), maxLength: 60 }),
  fc.string({ maxLength: 80 }),
)
const places = (lists: fc.Arbitrary<string>) =>
  lists
    .filter(text => text.length > 0)
    .chain(text =>
      fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.nat(text.length - 1)).map(([t, a, b]) => ({
        text: t,
        span: { from: Math.min(a, b), to: Math.max(a, b) + 1 },
      })),
    )

/** The plain twin of `findAnchor`: looks at every place, keeps all scores, and only then chooses. */
function found(text: string, { span, exact, before, after }: Anchor): Span | null {
  const size = span.to - span.from
  const scored: { from: number; score: number }[] = []
  for (let from = 0; from + size <= text.length; from++) {
    const to = from + size
    if (text.slice(from, from + exact.length) !== exact) continue
    const lefts = [...Array(before.length + 1).keys()].filter(
      n => n === 0 || text.slice(0, from).endsWith(before.slice(-n)),
    )
    const rights = [...Array(after.length + 1).keys()].filter(n => text.slice(to).startsWith(after.slice(0, n)))
    const score = Math.max(...lefts) + Math.max(...rights)
    if (exact.length + score < Math.min(16, exact.length + before.length + after.length)) continue
    if (exact.length < size && (Math.max(...rights) < after.length || (after === '' && to < text.length))) continue
    scored.push({ from, score })
  }
  const most = Math.max(...scored.map(s => s.score))
  const best = scored.filter(s => s.score === most)
  const chosen = best.find(s => s.from === span.from) ?? (best.length === 1 ? best[0] : undefined)
  return chosen ? { from: chosen.from, to: chosen.from + size } : null
}

describe('a place held by its words', () => {
  it('is found where it was in the same text', () => {
    fc.assert(
      fc.property(places(texts), ({ text, span }) => {
        expect(findAnchor(text, anchorOf(text, span))).toEqual(span)
      }),
    )
  })

  it('is found, or not, as the plain twin finds it in another text', () => {
    const other = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 60 })
    fc.assert(
      fc.property(places(texts), other, other, fc.boolean(), ({ text, span }, head, tail, twice) => {
        const anchor = anchorOf(text, span)
        const later = head + text.slice(head.length % 7) + (twice ? text : '') + tail
        expect(findAnchor(later, anchor)).toEqual(found(later, anchor))
      }),
      { numRuns: 500 },
    )
  })

  it('never points to other words', () => {
    fc.assert(
      fc.property(places(texts), texts, ({ text, span }, later) => {
        const there = findAnchor(later, anchorOf(text, span))
        if (there) expect(later.slice(there.from, there.to)).toBe(text.slice(span.from, span.to))
      }),
    )
  })

  it('moves with its words', () => {
    const text = 'Venn said the dam would hold. Rook said the dam would break.'
    const later = `By Nell Ashby. ${text.replace('break', 'break soon')}`
    for (const span of [place(text, 'the dam would hold'), place(text, 'Rook'), place(text, 'said', 1)]) {
      expect(findAnchor(later, anchorOf(text, span))).toEqual({ from: span.from + 15, to: span.to + 15 })
    }
  })

  it('is not guessed where two places agree alike, or too little agrees', () => {
    const text = 'Venn said the dam would hold.'
    expect(findAnchor(`Yes. ${text}\n\nYes. ${text}`, anchorOf(text, place(text, 'the dam would hold')))).toBeNull()
    expect(findAnchor('The mayor, Orla Venn, opened it.', anchorOf(text, place(text, 'Venn')))).toBeNull()
  })

  it('is chosen by its own offsets among places that agree alike', () => {
    const line = 'He said it would hold, and that it would be paid for in time.\n'
    const text = line.repeat(5)
    const span = place(text, 'hold', 2)
    expect(findAnchor(`${text}More.`, anchorOf(text, span))).toEqual(span)
    expect(findAnchor(`More. ${text}`, anchorOf(text, span))).toBeNull()
  })

  it('tells a place longer than the words it holds by what follows', () => {
    const long = Array.from({ length: 700 }, (_, i) => `word${i}`).join(' ')
    const text = `Venn said ${long}, and left the room.`
    const span = place(text, long)
    const anchor = anchorOf(text, span)
    expect(anchor.exact).toHaveLength(2000)
    expect(findAnchor(`Late. ${text}`, anchor)).toEqual({ from: span.from + 6, to: span.to + 6 })
    expect(findAnchor(text.replace('word600 ', ''), anchor)).toBeNull()
  })

  it('cuts no surrogate pair', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.constantFrom(1, 1100, 1500), (shift, size) => {
        const text = `${'x'.repeat(shift)}${'𝒶'.repeat(size + 80)}`
        const anchor = anchorOf(text, { from: shift + 70, to: shift + 70 + 2 * size })
        for (const part of [anchor.exact, anchor.before, anchor.after]) expect(part).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })

  it('refuses a span that is no stretch of the text', () => {
    expect(() => anchorOf('said', { from: 2, to: 5 })).toThrow(RangeError)
    expect(() => anchorOf('said', { from: 2, to: 2 })).toThrow(RangeError)
  })

  it('takes words that repeat themselves in stride', () => {
    const words = `${'a'.repeat(999)}b${'a'.repeat(1000)}`
    const anchor = { span: { from: 0, to: 2000 }, exact: words, before: '', after: 'z' }
    expect(findAnchor('a'.repeat(2_000_000), anchor)).toBeNull()
  })
})
