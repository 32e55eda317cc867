/** Holds judges to their own words: what a reason has in common with the corpus. */

/** So many words in a row are a quotation. */
export const QUOTATION = 6

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** The first run of `QUOTATION` words that a reason shares with one of the texts; null where there is none. */
export function borrowedWords(reason: string, texts: readonly string[]): string | null {
  const words = wordsOf(reason)
  if (words.length < QUOTATION) return null
  const bodies = texts.map(text => ` ${wordsOf(text).join(' ')} `)
  for (let i = 0; i + QUOTATION <= words.length; i++) {
    const run = words.slice(i, i + QUOTATION).join(' ')
    if (bodies.some(body => body.includes(` ${run} `))) return run
  }
  return null
}
