import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Gap, tokenise } from '../../src/tokens/index.ts'
import type { Block } from '../../src/vocabulary/index.ts'
import { blocked } from './soups.ts'

const whole = (text: string): Block[] =>
  text === '' ? [] : [{ kind: 'paragraph', span: { from: 0, to: text.length } }]
const cut = (text: string): string => {
  const tokens = tokenise(text, whole(text))
  return Array.from({ length: tokens.size }, (_, i) => tokens.word(i)).join(' ')
}

/** Text and its tokens between blanks. */
const CASES: Readonly<Record<string, readonly (readonly [text: string, tokens: string])[]>> = {
  clitics: [
    ["I don't, cannot, can't, won’t.", "I do n't , can not , ca n't , wo n’t ."],
    ["She'd've gone; they’re Ada's.", "She 'd 've gone ; they ’re Ada 's ."],
    ["the farmers' land", "the farmers ' land"],
    ["rock 'n' roll of the '90s, ’80s", "rock 'n' roll of the '90s , ’80s"],
    ["'twas gonna rain", "'t was gon na rain"],
  ],
  'names and hyphens': [
    ['O’Neil of the well-known U.S.-born R-Fla. kind', 'O’Neil of the well-known U.S.-born R-Fla. kind'],
    ['AT&T and/or 9/11, a 21-year-old', 'AT&T and/or 9/11 , a 21-year-old'],
  ],
  abbreviations: [
    [
      'Mr. Roe met J. P. Orr at 5 p.m. in the U.S. on Feb. 3.',
      'Mr. Roe met J. P. Orr at 5 p.m. in the U.S. on Feb. 3 .',
    ],
    ['Posted on X. “No” to Plan B.', 'Posted on X . “ No ” to Plan B .'],
    ['No. 4 said no. Then', 'No. 4 said no . Then'],
    ['Ada and I. Then Jane I. Roe.', 'Ada and I . Then Jane I. Roe .'],
    ['in Worcester, Mass., after Mass. Ended', 'in Worcester , Mass. , after Mass . Ended'],
    ['e.g. a Ph.D. vs. etc.', 'e.g. a Ph.D. vs. etc.'],
  ],
  numbers: [['$1,000.50 or 40% at 12:30pm, 1,2 -7 .5 US$5', '$ 1,000.50 or 40 % at 12:30 pm , 1 , 2 -7 .5 US$ 5']],
  'missing blanks': [['talks.He left.Then example.com went', 'talks . He left . Then example.com went']],
  addresses: [
    ['at https://example.org/a?b=(c), www.example.com. End', 'at https://example.org/a?b=(c) , www.example.com . End'],
    ['mail j.doe@example.org. @ada_roe #News2', 'mail j.doe@example.org . @ada_roe #News2'],
  ],
  marks: [
    ['“We won!!” -- no … and ... ok—___', '“ We won !! ” -- no … and ... ok — ___'],
    ['</tweet> <tweet id="4"> a < b', '</tweet> <tweet id="4"> a < b'],
    ["``so'' (see [it])", "`` so '' ( see [ it ] )"],
    ["'''a' b'''", "'' ' a ' b ' ''"],
  ],
  'garbled marks': [['â€œWe didnâ€™t,â€ she said cafÃ© â€” no', 'â€œ We did nâ€™t , â€ she said cafÃ© â€” no']],
  pictures: [['👍🏽 👨‍👩‍👧 🇫🇷🇩🇪 :-) ok', '👍🏽 👨‍👩‍👧 🇫🇷 🇩🇪 :-) ok']],
}

describe('words and marks', () => {
  for (const [name, lines] of Object.entries(CASES)) {
    test(name, () => {
      for (const [text, expected] of lines) expect(cut(text)).toBe(expected)
    })
  }

  test('the lower form has straight apostrophes, the form is as written', () => {
    const tokens = tokenise('Didn’t', whole('Didn’t'))
    expect([tokens.word(1), tokens.lowerWord(1)]).toEqual(['n’t', "n't"])
  })

  test('gaps and paragraphs', () => {
    const text = 'HEAD\nskipped\nOne, two\nthree'
    const tokens = tokenise(text, [
      { kind: 'headline', span: { from: 0, to: 4 } },
      { kind: 'paragraph', span: { from: 4, to: 5 } },
      { kind: 'paragraph', span: { from: 13, to: text.length } },
    ])
    expect(Array.from({ length: tokens.size }, (_, i) => tokens.word(i))).toEqual(['HEAD', 'One', ',', 'two', 'three'])
    expect([...tokens.gap]).toEqual([Gap.Line, Gap.Line, Gap.None, Gap.Blank, Gap.Line])
    expect([...tokens.paragraph]).toEqual([0, 1, 1, 1, 1])
    expect([...tokens.paragraphStart]).toEqual([0, 1, 5])
    expect([...tokens.paragraphBlock]).toEqual([0, 2])
  })

  test('no token crosses a block', () => {
    const tokens = tokenise('don’t', [
      { kind: 'headline', span: { from: 0, to: 2 } },
      { kind: 'paragraph', span: { from: 2, to: 5 } },
    ])
    expect(tokens.to[0]).toBe(2)
  })
})

test('every unit that is no white space lies in exactly one token of its block', () => {
  fc.assert(
    fc.property(blocked, ({ text, blocks }) => {
      const tokens = tokenise(text, blocks)
      const covered = new Uint8Array(text.length)
      let last = 0
      for (let i = 0; i < tokens.size; i++) {
        const from = tokens.from[i]!
        const to = tokens.to[i]!
        expect(from).toBeGreaterThanOrEqual(last)
        expect(to).toBeGreaterThan(from)
        last = to
        covered.fill(1, from, to)
        const { span } = blocks[tokens.paragraphBlock[tokens.paragraph[i]!]!]!
        expect(span.from <= from && to <= span.to).toBe(true)
        expect(tokens.word(i)).toBe(text.slice(from, to))
        expect(/^\s|\s$/.test(tokens.word(i))).toBe(false)
      }
      for (const { span } of blocks)
        for (let i = span.from; i < span.to; i++) if (!/\s/.test(text[i]!)) expect(covered[i]).toBe(1)
      expect(tokens.paragraphStart[tokens.paragraphs]).toBe(tokens.size)
    }),
    { numRuns: 2000 },
  )
})
