import type { Anchor } from './ruling.ts'
import { type Span, span } from './span.ts'

/** How much of a place's words and of the text on each side an anchor holds, in UTF-16 units. */
export const ANCHOR_WORDS = 2000
export const ANCHOR_SIDE = 32

/**
 * How many units of words and surroundings must be the same before a place in a changed text is taken for the old one:
 * "he" alone tells nothing. An anchor that holds fewer must match in full.
 */
const ENOUGH = 16

/** Holds a place by its words. Cuts never part a surrogate pair: the strings can be kept as UTF-8. */
export function anchorOf(text: string, place: Span): Anchor {
  const { from, to } = span(place.from, place.to)
  if (to > text.length) throw new RangeError(`span [${from}, ${to}) ends beyond a text of ${text.length} units`)
  return {
    span: { from, to },
    exact: text.slice(from, to - from > ANCHOR_WORDS ? notInsidePair(text, from + ANCHOR_WORDS, -1) : to),
    before: text.slice(from > ANCHOR_SIDE ? notInsidePair(text, from - ANCHOR_SIDE, 1) : 0, from),
    after: text.slice(to, to + ANCHOR_SIDE < text.length ? notInsidePair(text, to + ANCHOR_SIDE, -1) : text.length),
  }
}

/**
 * Finds the place again in the same or another version of the text. Of all places where the words stand, the one whose
 * surroundings agree best is meant: the units that match leftwards of the words and rightwards of them are counted.
 * Among equals the place at the anchor's own offsets wins; else it is null, for a ruling is never moved on a guess. It
 * is also null when too little agrees: see `ENOUGH`, and of a place longer than the words held, what follows it must
 * match in full, for its own end is not known by words. Linear in the text.
 */
export function findAnchor(text: string, anchor: Anchor): Span | null {
  const { exact, before, after } = anchor
  const size = anchor.span.to - anchor.span.from
  const all = exact.length + before.length + after.length
  if (exact === '' || size < exact.length) return null
  const cut = exact.length < size

  /** How much of the surroundings agrees; -1 where the place can't be meant. */
  const agreement = (from: number): number => {
    const to = from + size
    if (to > text.length) return -1
    let left = 0
    while (left < before.length && text[from - 1 - left] === before[before.length - 1 - left]) left++
    let right = 0
    while (right < after.length && text[to + right] === after[right]) right++
    if (cut && (right < after.length || (after === '' && to !== text.length))) return -1
    return exact.length + left + right >= Math.min(ENOUGH, all) ? left + right : -1
  }

  const own = anchor.span.from
  const full = all - exact.length
  if (text.startsWith(exact, own) && agreement(own) === full) return span(own, own + size)
  let best = -1
  let most = -1
  let several = false
  for (const from of placesOf(exact, text)) {
    const found = agreement(from)
    if (found > most || (found === most && found >= 0 && from === own)) {
      best = from
      most = found
      several = false
    } else if (found === most && best !== own) several = true
  }
  return most < 0 || several ? null : span(best, best + size)
}

/**
 * Where `words` stand in the text, overlapping ones too. By Knuth, Morris and Pratt ("Fast pattern matching in
 * strings", 1977): the engine's own search takes length times length on words that repeat themselves.
 */
function* placesOf(words: string, text: string): Generator<number> {
  const fallback = new Int32Array(words.length + 1) // length of the longest proper border of each beginning
  fallback[0] = -1
  for (let i = 0, border = -1; i < words.length; fallback[++i] = ++border) {
    while (border >= 0 && words[border] !== words[i]) border = fallback[border]!
  }
  let held = 0
  for (let i = 0; i < text.length; i++) {
    while (held >= 0 && (held === words.length || words[held] !== text[i])) held = fallback[held]!
    if (++held === words.length) yield i + 1 - held
  }
}

/** `at`, or the place one step on where it would part a surrogate pair. */
const notInsidePair = (text: string, at: number, step: 1 | -1): number =>
  /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + step : at
