import { PENN_INDEX, Quote, RELATION_INDEX, Tokens } from '../tokens/index.ts'
import type { Span } from '../vocabulary/index.ts'

const ROOT = RELATION_INDEX.get('root')!
const COMMA = PENN_INDEX.get(',')!
const STOP = PENN_INDEX.get('.')!

/** The first token that ends after position `at`. */
export function tokenAt({ to, size }: Tokens, at: number): number {
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >> 1
    if (to[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * A content seen as a text of its own, so that what reads an article reads a statement within a statement:
 *
 *   Lund said: “ Ames told me ‘ go ’ . ”            quote  0 0 0 2 1 1 1 1 1 1 1 3
 *                Ames told me ‘ go ’ .        ->    quote          0 0 0 2 1 3 0
 *
 * Positions stay those of the text. The pieces of a content follow one another as if nothing had stood between.
 * Of a content that is wholly quoted the outer marks go, and the inner ones become the outer. A head outside of the
 * content is none; its token becomes a root. A leading "that" goes. Sentences and paragraphs end where they did.
 *
 * `scratch` holds -1 for every token of `tokens`, and does so again afterwards: it is shared between views so that
 * many small ones cost no more than their size.
 */
export function viewOf(tokens: Tokens, content: readonly Span[], scratch: Int32Array): Tokens {
  const outer = Int32Array.from(tokensOf(tokens, content))
  const size = outer.length
  const view = new Tokens(tokens.text, size, tokens.strings)
  const quoted = isQuoted(tokens, outer)
  const sentences: number[] = []
  const paragraphs: number[] = []
  const blocks: number[] = []
  for (let i = 0; i < size; i++) scratch[outer[i]!] = i
  for (let i = 0; i < size; i++) {
    const at = outer[i]!
    const before = i > 0 ? outer[i - 1]! : -1
    if (before < 0 || tokens.paragraph[before] !== tokens.paragraph[at]) {
      paragraphs.push(i)
      blocks.push(tokens.paragraphBlock[tokens.paragraph[at]!]!)
    }
    if (before < 0 || tokens.sentence[before] !== tokens.sentence[at]) sentences.push(i)
    view.sentence[i] = sentences.length - 1
    view.paragraph[i] = paragraphs.length - 1
    view.from[i] = tokens.from[at]!
    view.to[i] = tokens.to[at]!
    view.form[i] = tokens.form[at]!
    view.lower[i] = tokens.lower[at]!
    view.gap[i] = tokens.gap[at]!
    view.tag[i] = tokens.tag[at]!
    view.upos[i] = tokens.upos[at]!
    view.lemma[i] = tokens.lemma[at]!
    view.entity[i] = tokens.entity[at]!
    view.quote[i] = quoted ? tokens.innerQuote[at]! : tokens.quote[at]!
    view.innerQuote[i] = quoted ? Quote.Outside : tokens.innerQuote[at]!
    const partner = tokens.quotePartner[at]!
    view.quotePartner[i] = partner < 0 ? -1 : scratch[partner]!
    const head = tokens.head[at]!
    view.head[i] = head < 0 ? -1 : scratch[head]!
    view.relation[i] = view.head[i]! < 0 ? ROOT : tokens.relation[at]!
  }
  for (let i = 0; i < size; i++) scratch[outer[i]!] = -1
  view.sentenceStart = Int32Array.from([...sentences, size])
  view.paragraphStart = Int32Array.from([...paragraphs, size])
  view.paragraphBlock = Int32Array.from(blocks)
  return view
}

/** The tokens of the spans in text order; of a wholly quoted content all but the outer marks. */
function tokensOf(tokens: Tokens, content: readonly Span[]): number[] {
  const all: number[] = []
  for (const { from, to } of content) {
    for (let i = tokenAt(tokens, from); i < tokens.size && tokens.from[i]! < to; i++) all.push(i)
  }
  if (all.length > 0 && tokens.lowerWord(all[0]!) === 'that') all.shift()
  if (!isQuoted(tokens, all)) return all
  return all.filter(i => tokens.quote[i] === Quote.Inside)
}

/** Does every token lie in an outer quotation, its marks and a comma or full stop beside them apart? */
function isQuoted({ quote, tag }: Tokens, all: ArrayLike<number>): boolean {
  let inside = 0
  for (let k = 0; k < all.length; k++) {
    const i = all[k]!
    if (quote[i] === Quote.Inside) inside++
    else if (quote[i] === Quote.Outside && tag[i] !== COMMA && tag[i] !== STOP) return false
  }
  return inside > 0
}
