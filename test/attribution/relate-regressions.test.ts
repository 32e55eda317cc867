import fc from 'fast-check'
import { expect, it } from 'vitest'
import { relate } from '../../src/attribution/index.ts'
import { marked } from './marked.ts'

it('a closer with nothing before it is no empty content', () => {
  const { tokens, tags } = marked('¶ said/VBD | {c say/VBD } {t it held } |')
  expect(() => relate(tokens, tags)).not.toThrow()
})

it('never makes an empty span, whatever the tags and marks', () => {
  const words =
    'said/VBD say/VBP says/VBZ told/VBD the/DT report/NN Ito/NNP to/TO that/IN as/IN saying/VBG quoted/VBN by/IN was/VBD according/VBG ,/, ./. :/: “ ” who/WP He/PRP'
  const part = fc.constantFrom(...words.split(' '), '{s Ito/NNP }', '{c say/VBD }', '{t it held }', '|', '¶')
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 24 }), parts => {
      const markup = parts.join(' ')
      if (!/[a-zA-Z,]/.test(markup.replace(/\{./g, ''))) return
      const { tokens, tags } = marked(markup)
      for (const { source, cue, content } of relate(tokens, tags)) {
        expect(content.length).toBeGreaterThan(0)
        for (const s of [...source, ...cue, ...content]) expect(s.from).toBeLessThan(s.to)
      }
    }),
    { numRuns: 1500 },
  )
})
