/** A half-open stretch of `article.text` in UTF-16 units: from <= i < to. Never empty. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The one way to make a span. Throws RangeError when it would be empty, reversed or negative. */
export function span(from: number, to: number): Span {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to)) {
    throw new RangeError(`span [${from}, ${to}) is empty, reversed or not a pair of whole numbers`)
  }
  return { from, to }
}

/** Touching is not overlapping. */
export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

/** Every unit of `inner` lies in `outer`. */
export const contains = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to

/** The words of a span. */
export const wordsOf = (text: string, s: Span): string => text.slice(s.from, s.to)

/** Order in the text: by start, the longer first. */
export const inTextOrder = (a: Span, b: Span): number => a.from - b.from || b.to - a.to
