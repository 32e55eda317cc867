import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pairQuotes, Quote, type Tokens, tokenise } from '../../src/tokens/index.ts'
import type { Block } from '../../src/vocabulary/index.ts'
import { blocked } from './soups.ts'

function read(text: string): Tokens {
  const blocks: Block[] = []
  let at = 0
  for (const line of text.split('¶')) {
    if (line !== '') blocks.push({ kind: 'paragraph', span: { from: at, to: at + line.length } })
    at += line.length + 1
  }
  const tokens = tokenise(text, blocks)
  pairQuotes(tokens)
  return tokens
}

/** The quoted stretches with their marks: outer ones, then inner ones. */
function quoted(text: string): { outer: string[]; inner: string[] } {
  const tokens = read(text)
  const stretches = (column: Uint8Array): string[] => {
    const found: string[] = []
    let from = -1
    for (let i = 0; i <= tokens.size; i++) {
      const q = i < tokens.size ? column[i]! : Quote.Outside
      if (from >= 0 && (q === Quote.Outside || q === Quote.Open)) {
        found.push(text.slice(tokens.from[from]!, tokens.to[i - 1]!))
        from = -1
      }
      if (q === Quote.Open) from = i
      if (q === Quote.Close && from >= 0) {
        found.push(text.slice(tokens.from[from]!, tokens.to[i]!))
        from = -1
      }
    }
    return found
  }
  return { outer: stretches(tokens.quote), inner: stretches(tokens.innerQuote) }
}

/** Text, outer quotations, inner ones. */
const CASES: readonly (readonly [name: string, text: string, outer: readonly string[], inner?: readonly string[]])[] = [
  ['split quote', '"The bridge," Rossi said, "was never inspected."', ['"The bridge,"', '"was never inspected."']],
  ['curly', '“We won,” she said.', ['“We won,”']],
  [
    're-opened',
    '"We tried," Lund said. "It rained.¶"Then the roof went."',
    ['"We tried,"', '"It rained.', '"Then the roof went."'],
  ],
  ['stray mark', 'They tried to leave "early and it rained.¶Then the roof went.', []],
  ['stray closing mark', 'We won," she said. "Now go."', ['"Now go."']],
  ['never closed behind a comma', 'Lund said, "It rained.¶Then we left.', ['"It rained.']],
  ['cut off', '"The results were, in my view, extrem', ['"The results were, in my view, extrem']],
  ['over a line end', 'He said, “We went¶all the way,” and left.', ['“We went¶all the way,”']],
  [
    'quote inside quote',
    '"He shouted \'Stop!\' and fired," said Noor.',
    ['"He shouted \'Stop!\' and fired,"'],
    ["'Stop!'"],
  ],
  ['same marks inside', 'He said “a “b” c” today.', ['“a “b” c”'], ['“b”']],
  ['British', "'It's the farmers' land,' Tom's wife said.", ["'It's the farmers' land,'"]],
  ['British curly', '‘It’s the farmers’ land,’ Tom’s wife said.', ['‘It’s the farmers’ land,’']],
  ['British with double inside', '\'He said "no" to us,\' she said.', ['\'He said "no" to us,\''], ['"no"']],
  ['decades and elisions', "'In the '90s 'twas fine,' he said.", ["'In the '90s 'twas fine,'"]],
  ['apostrophes only', "The farmers' land, O’Neil's '80s rock 'n' roll and the workers’ rights.", []],
  ['plural in single marks', "The 'losers' were farmers' sons.", ["'losers'"]],
  ['headline', "Mayor: 'No one will lose their home'", ["'No one will lose their home'"]],
  ['garbled', 'â€œWe won,â€ she said. It didnâ€™t rain.', ['â€œWe won,â€']],
  [
    'typewriter',
    "''We can,''' he recalled. ''He said, 'Eight.' ''",
    ["''We can,'''", "''He said, 'Eight.' ''"],
    ["'Eight.'"],
  ],
  ['backticks', "``We can,'' he said.", ["``We can,''"]],
  ['mismatched', '“We won," she said. "We lost,” he said.', ['“We won,"', '"We lost,”']],
  ['low and angled', '„Wir gehen“, sagte er. « Nous », dit-il.', ['„Wir gehen“', '« Nous »']],
  ['feet and inches', `He is 6'2" tall and 5' 10" wide.`, []],
  ['dashes', 'It was—"a shame"—she said.', ['"a shame"']],
  ['no blank', 'He said:"We go."He left.', ['"We go."']],
  [
    'curly in unclosed straight',
    '"The law is no “gift” to us, he wrote.¶More.',
    ['"The law is no “gift” to us, he wrote.'],
    ['“gift”'],
  ],
]

describe('quotation marks', () => {
  for (const [name, text, outer, inner = []] of CASES)
    test(name, () => expect(quoted(text)).toEqual({ outer: [...outer], inner: [...inner] }))
})

test('partners are mutual, columns agree with them, nothing lies outside the text', () => {
  fc.assert(
    fc.property(blocked, ({ text, blocks }) => {
      const tokens = tokenise(text, blocks)
      pairQuotes(tokens)
      for (let i = 0; i < tokens.size; i++) {
        const partner = tokens.quotePartner[i]!
        if (partner >= 0) {
          expect(partner).toBeLessThan(tokens.size)
          expect(partner).not.toBe(i)
          expect(tokens.quotePartner[partner]).toBe(i)
        }
        if (tokens.quote[i] === Quote.Close) expect(tokens.quote[partner]).toBe(Quote.Open)
        if (tokens.innerQuote[i] === Quote.Close) expect(tokens.innerQuote[partner]).toBe(Quote.Open)
        if (tokens.innerQuote[i] !== Quote.Outside) expect(tokens.quote[i]).toBe(Quote.Inside)
      }
      const once = [...tokens.quote, ...tokens.innerQuote, ...tokens.quotePartner]
      pairQuotes(tokens)
      expect([...tokens.quote, ...tokens.innerQuote, ...tokens.quotePartner]).toEqual(once)
    }),
    { numRuns: 2000 },
  )
})
