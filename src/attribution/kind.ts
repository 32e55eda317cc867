import { PENN_INDEX, Quote, type Tokens } from '../tokens/index.ts'
import type { AttributionKind, Span } from '../vocabulary/index.ts'

/** A quoted stretch of more words is what somebody said; up to here it may be a title, a nickname, a scare quote. */
const SHORT = 8
/** Scare quotes stand on a word or two: the "ceasefire", their "buffer zone". */
const SCARE = 2
/** The longest label of a transcript line, in tokens: `SEN. R. KHAN (N-WEST):`. */
const LABEL = 10

/** No name is longer; keeps the pattern for capitals off hostile words. */
const LONGEST = 40

const NAMING = new Set([
  'called',
  'named',
  'nicknamed',
  'dubbed',
  'titled',
  'entitled',
  'headlined',
  'so-called',
  'aka',
])
const POINTING = new Set(['the', 'this', 'that', 'these', 'those', 'so-called', 'his', 'her', 'its', 'their', "'s"])
const NOUNS = new Set([PENN_INDEX.get('NN')!, PENN_INDEX.get('NNS')!])
/** A capital word alone in marks is a name or a title, unless it is one of these: "Yes", "I". */
const SAID = new Set([PENN_INDEX.get('UH')!, PENN_INDEX.get('PRP')!])
const HAS_WORD = /[\p{L}\p{N}]/u
const CAPITAL = /^[\p{Lu}\p{N}]/u
const ALL_CAPITALS = /^[\p{Lu}.'’-]*\p{Lu}[\p{Lu}.'’-]*$/u
const DOUBLE = /^["“”„«»]$/
const LABEL_MARK = /^[().,-]$/

/**
 * How much of a content is in quotation marks, by the quote column:
 *
 * - `direct`: every word, but for a leading "that" or "to"; or all of it is what follows a label that transcripts
 *   and interviews set before a turn (`KHAN:`, `Q:`);
 * - `mixed`: a part, and at least one quoted part is words of the speaker;
 * - `indirect`: none; or what is quoted is only a title, a name or a scare quote.
 *
 * A content that lies within a longer quotation is somebody's words about another's: only the inner marks count.
 *
 * @param content spans in text order, each beginning and ending with a token.
 * @param inner contents of statements within this one, in text order: what is quoted there is another's words.
 */
export function kindOf(tokens: Tokens, content: readonly Span[], inner: readonly Span[] = []): AttributionKind {
  const quote = content.some(({ from, to }) => hasMark(tokens, tokenAt(tokens, from), to))
    ? tokens.quote
    : tokens.innerQuote
  let plain = 0
  let quoted = 0
  let spoken = false
  let words = 0
  let next = 0
  for (const { from, to } of content) {
    if (isHalfMarked(tokens, quote, from, to)) {
      for (let i = tokenAt(tokens, from); i < tokens.size && tokens.from[i]! < to; i++) if (isWord(tokens, i)) quoted++
      words += quoted
      spoken = true
      continue
    }
    for (let i = tokenAt(tokens, from); i < tokens.size && tokens.from[i]! < to; ) {
      while (next < inner.length && inner[next]!.to <= tokens.from[i]!) next++
      if (next < inner.length && inner[next]!.from <= tokens.from[i]!) {
        i++
        continue
      }
      if (quote[i] === Quote.Outside) {
        if (isWord(tokens, i)) {
          const word = words++ === 0 ? tokens.lowerWord(i) : ''
          if (word !== 'that' && word !== 'to') plain++
        }
        i++
        continue
      }
      const begin = i
      let inside = 0
      do {
        if (isWord(tokens, i)) inside++
        i++
      } while (
        i < tokens.size &&
        tokens.from[i]! < to &&
        quote[i] !== Quote.Outside &&
        quote[i] !== Quote.Open &&
        quote[i - 1] !== Quote.Close
      )
      words += inside
      quoted += inside
      spoken ||= inside > 0 && isSpoken(tokens, { begin, end: i, words: inside })
    }
  }
  if (quoted > 0 && plain === 0) return 'direct'
  if (spoken) return 'mixed'
  return content.length > 0 && plain > 0 && followsLabel(tokens, tokenAt(tokens, content[0]!.from))
    ? 'direct'
    : 'indirect'
}

/** Words with a mark at one end alone, its fellow lost: they are quoted all the same. */
function isHalfMarked(tokens: Tokens, quote: Uint8Array, from: number, to: number): boolean {
  const first = tokenAt(tokens, from)
  let last = first
  while (last + 1 < tokens.size && tokens.from[last + 1]! < to) {
    if (quote[last + 1] !== Quote.Outside) return false
    last++
  }
  return last > first && quote[first] === Quote.Outside && (isStrayMark(tokens, first) || isStrayMark(tokens, last))
}

/** A double quotation mark that has no fellow. */
export const isStrayMark = (tokens: Tokens, i: number): boolean =>
  i >= 0 && i < tokens.size && tokens.quotePartner[i]! < 0 && DOUBLE.test(tokens.word(i))

/** Does an outer quotation begin or end in the span? Its marks belong to the content that it quotes. */
function hasMark({ quote, from: starts, size }: Tokens, first: number, to: number): boolean {
  for (let i = first; i < size && starts[i]! < to; i++)
    if (quote[i] === Quote.Open || quote[i] === Quote.Close) return true
  return false
}

/** Are the quoted tokens somebody's words, rather than a title, a name or a scare quote? */
function isSpoken(tokens: Tokens, { begin, end, words }: { begin: number; end: number; words: number }): boolean {
  if (words > SHORT) return true
  const before = begin > 0 && tokens.sentence[begin - 1] === tokens.sentence[begin] ? begin - 1 : -1
  const wordBefore = before < 0 ? '' : tokens.lowerWord(before)
  if (NAMING.has(wordBefore)) return false
  if (wordBefore === 'as' && before > 0 && tokens.lowerWord(before - 1) === 'known') return false
  let last = -1
  let capitals = 0
  let small = 0
  for (let i = begin; i < end; i++) {
    if (!isWord(tokens, i)) continue
    const word = tokens.word(i)
    if (CAPITAL.test(word)) capitals++
    // "The Sound of Silence": words of three letters may stay small in a title.
    else if (word.length > 3 || last < 0) small++
    last = i
  }
  // "No" and "I" are capital too, but said.
  if (capitals > 0 && small === 0 && !(words === 1 && SAID.has(tokens.tag[last]!))) return false
  return !(words <= SCARE && POINTING.has(wordBefore) && NOUNS.has(tokens.tag[last]!))
}

/** Does token `i` follow `KHAN:`, `DR. R. KHAN:`, `Q:` or `A.` at the start of a sentence? */
function followsLabel(tokens: Tokens, i: number): boolean {
  let at = i - 1
  if (at < 1 || tokens.word(at) !== ':') return false
  let capitals = 0
  for (at--; at >= 0 && i - at <= LABEL; at--) {
    const word = tokens.word(at)
    if (word.length > LONGEST) return false
    if (ALL_CAPITALS.test(word)) capitals++
    else if (!LABEL_MARK.test(word)) return false
    if (tokens.sentenceStart[tokens.sentence[at]!] === at) return capitals > 0
  }
  return false
}

const isWord = (tokens: Tokens, i: number): boolean => HAS_WORD.test(tokens.word(i))

/** The first token that ends after position `from`. */
function tokenAt(tokens: Tokens, from: number): number {
  let low = 0
  let high = tokens.size
  while (low < high) {
    const middle = (low + high) >> 1
    if (tokens.to[middle]! <= from) low = middle + 1
    else high = middle
  }
  return low
}
