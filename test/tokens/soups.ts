import fc from 'fast-check'
import type { Block } from '../../src/vocabulary/index.ts'

/** Soups in which everything that the scanner looks for is frequent. */
export const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'\'’‘"“”«»„`.,:;!?-–—…/\\&<>@#$%()[]_*~ \n\t'.split(''),
        ...[
          "n't",
          's',
          'U.S.',
          'he',
          'said',
          '1,000',
          '.com',
          'http://',
          'â€œ',
          'â€™',
          'â€',
          'Ã©',
          '👍',
          '\ud83d',
          '\udc4d',
        ],
        ...['\u200d', '\u0301', '\u00a0', '\ufeff', '\u2028', 'Mr.', '</a>', '&amp;', '90s', 'cannot', 'É', 'ſ', 'İ'],
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.integer({ min: 0, max: 0xffff }).map(unit => String.fromCharCode(unit)),
    ),
    { maxLength: 60 },
  )
  .map(parts => parts.join(''))

/** A text and blocks of it, some touching, some apart, some empty of words. */
export const blocked = fc.tuple(soup, fc.array(fc.nat(80), { maxLength: 6 })).map(([text, cuts]) => {
  const at = [...new Set([0, ...cuts.filter(c => c < text.length), text.length])].sort((a, b) => a - b)
  const blocks: Block[] = []
  for (let k = 0; k + 1 < at.length; k++)
    if (k % 3 !== 2) blocks.push({ kind: 'paragraph', span: { from: at[k]!, to: at[k + 1]! } })
  return { text, blocks }
})
