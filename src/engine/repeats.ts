import type { Attribution, Span } from '../vocabulary/index.ts'
import { inTextOrder, overlaps } from '../vocabulary/index.ts'

/** So many words in a row have to return before a statement counts as said already. */
const LEAST = 4
/** How many earlier statements with the same first words are looked at. */
const LOOKED_AT = 8

type Said = Pick<Attribution, 'id' | 'content' | 'block' | 'kind' | 'source'>

/**
 * Where the words of a statement stand once more in the article: a headline, a caption or a pull quote and the body's
 * own. The shorter points to the longer that holds all its words; of two alike a headline points to the body, and in
 * the body what stands without a source to what has one, else the later to the earlier. Only contents with quoted words
 * take part: reworded statements are no repeats. Case, marks and white space don't count. Linear in the words.
 */
export function repeatsOf(text: string, attributions: readonly Said[]): Map<string, string> {
  const quoted = attributions
    .filter(a => a.kind !== 'indirect')
    .map(a => ({ ...a, words: wordsIn(text, a.content) }))
    .filter(a => a.words.length >= LEAST)
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        b.words.length - a.words.length ||
        Number(a.source.length === 0) - Number(b.source.length === 0) ||
        inTextOrder(a.content[0]!, b.content[0]!),
    )
  const byStart = new Map<string, typeof quoted>()
  const repeats = new Map<string, string>()
  for (const a of quoted) {
    const first = a.words.slice(0, LEAST).join(' ')
    const whole = ` ${a.words.join(' ')} `
    const held = byStart
      .get(first)
      ?.find(b => ` ${b.words.join(' ')} `.includes(whole) && !a.content.some(s => b.content.some(t => overlaps(s, t))))
    if (held !== undefined) repeats.set(a.id, held.id)
    for (let i = 0; i + LEAST <= a.words.length; i++) {
      const key = a.words.slice(i, i + LEAST).join(' ')
      const known = byStart.get(key)
      if (known === undefined) byStart.set(key, [a])
      else if (known.length < LOOKED_AT) known.push(a)
    }
  }
  return repeats
}

/** The body's words are what headlines and captions repeat. */
const rank = (a: Said): number => (a.block === 'paragraph' ? 0 : 1)

const wordsIn = (text: string, spans: readonly Span[]): string[] =>
  spans.flatMap(
    ({ from, to }) =>
      text
        .slice(from, to)
        .toLowerCase()
        .replaceAll(/[’']/g, '')
        .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
