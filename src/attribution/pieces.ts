import { isInside, RoleTag, roleOf } from '../tagging/index.ts'
import { Quote, RELATION_INDEX, type Tokens } from '../tokens/index.ts'
import type { Role } from '../vocabulary/index.ts'

const PUNCT = RELATION_INDEX.get('punct')!

/** A run of tokens with one role, as the tagger left it: `first <= i < end`, within one paragraph. */
export interface Piece {
  readonly role: Role
  /** Index among all pieces of the text. */
  readonly index: number
  readonly first: number
  readonly end: number
  /** The first and the last token whose head lies outside the piece, marks apart: where trees hang on to the rest. */
  readonly firstHead: number
  readonly lastHead: number
}

/**
 * Cuts tags into pieces in text order. A begin tag opens one; so does an inside tag that continues nothing,
 * and the first tag of a paragraph. A content that has only one end of a quotation gets the other if no other role
 * stands between. `tags` holds a `RoleTag` per token.
 */
export function piecesOf(tokens: Tokens, tags: Uint8Array): Piece[] {
  const pieces: Piece[] = []
  for (let i = 0; i < tokens.size; ) {
    const role = roleOf(tags[i]!)
    const first = i++
    if (role === null) continue
    const paragraph = tokens.paragraph[first]
    while (i < tokens.size && tokens.paragraph[i] === paragraph && isInside(tags[i]!) && roleOf(tags[i]!) === role) i++
    let begin = first
    if (role === 'content') {
      begin = quotationBegin(tokens, tags, first, i)
      i = quotationEnd(tokens, tags, first, i)
    }
    pieces.push(pieceOf(tokens, { role, first: begin, end: i, index: pieces.length }))
  }
  return pieces
}

/** Where a content begins that ends with a quotation but lacks its first words; those must be untagged. */
function quotationBegin(tokens: Tokens, tags: Uint8Array, first: number, end: number): number {
  const { quote, quotePartner } = tokens
  if (quote[first] !== Quote.Inside || quote[end - 1] !== Quote.Close) return first
  const open = quotePartner[end - 1]!
  if (open < 0 || open >= first || tokens.paragraph[open] !== tokens.paragraph[first]) return first
  for (let i = first - 1; i >= open; i--) if (tags[i] !== RoleTag.Outside) return first
  return open
}

/** Where a content ends that begins with a quotation but lacks its last words; those must be untagged. */
function quotationEnd(tokens: Tokens, tags: Uint8Array, first: number, end: number): number {
  const { quote, quotePartner } = tokens
  const close = quote[first] === Quote.Open ? quotePartner[first]! : -1
  if (close < end || tokens.paragraph[close] !== tokens.paragraph[first]) return end
  for (let i = end; i <= close; i++) if (tags[i] !== RoleTag.Outside) return end
  return close + 1
}

function pieceOf(tokens: Tokens, run: { role: Role; first: number; end: number; index: number }): Piece {
  const { first, end } = run
  let firstHead = -1
  let lastHead = -1
  for (let i = first; i < end; i++) {
    const head = tokens.head[i]!
    if ((head >= first && head < end) || tokens.relation[i] === PUNCT) continue
    if (firstHead < 0) firstHead = i
    lastHead = i
  }
  return { ...run, firstHead: firstHead < 0 ? first : firstHead, lastHead: lastHead < 0 ? end - 1 : lastHead }
}
