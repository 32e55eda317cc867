import { isInside, roleOf } from '../tagging/index.ts'
import type { Tokens } from '../tokens/index.ts'
import { RELATION_INDEX } from '../tokens/index.ts'
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
 * and the first tag of a paragraph. `tags` holds a `RoleTag` per token.
 */
export function piecesOf(tokens: Tokens, tags: Uint8Array): Piece[] {
  const pieces: Piece[] = []
  for (let i = 0; i < tokens.size; ) {
    const role = roleOf(tags[i]!)
    const first = i++
    if (role === null) continue
    const paragraph = tokens.paragraph[first]
    while (i < tokens.size && tokens.paragraph[i] === paragraph && isInside(tags[i]!) && roleOf(tags[i]!) === role) i++
    pieces.push(pieceOf(tokens, { role, first, end: i, index: pieces.length }))
  }
  return pieces
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
