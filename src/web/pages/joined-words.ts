import type { Span } from '../../api/wire.ts'

/** Between stretches no further apart than this stand marks and blanks only. */
const MARKS = 3

/** The words of several stretches in a row; an ellipsis where words were left out between them. */
export function joinedWords({
  words,
  spans,
}: {
  readonly words: readonly string[]
  readonly spans: readonly Span[]
}): string {
  return words.reduce((all, next, i) => {
    if (i === 0) return next
    const gap = (spans[i]?.from ?? 0) - (spans[i - 1]?.to ?? 0)
    return `${all}${gap <= MARKS ? ' ' : ' … '}${next}`
  }, '')
}
