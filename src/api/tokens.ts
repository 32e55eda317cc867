import { createHash, timingSafeEqual } from 'node:crypto'
import { AscribeError } from '../vocabulary/index.ts'

/** What a caller may do: look, rule on what was read, or take in and change the record itself. Each may what is before it. */
export type Role = 'read' | 'rule' | 'admin'
const RANK: Readonly<Record<Role, number>> = { read: 0, rule: 1, admin: 2 }
export const mayAct = (has: Role, needs: Role): boolean => RANK[has] >= RANK[needs]

export interface Token {
  readonly role: Role
  /** SHA-256 of the token: the token itself is not kept. */
  readonly digest: Buffer
}

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const SHORTEST = 16

/**
 * Reads tokens: a line each, `ROLE TOKEN`; empty lines and those that begin with # are passed over. Throws `bad-tokens`,
 * which names the line and never the token.
 */
export function readTokens(lines: string): readonly Token[] {
  const tokens: Token[] = []
  for (const [i, line] of lines.split(/\r?\n|,/).entries()) {
    const words = line.trim()
    if (words === '' || words.startsWith('#')) continue
    const [role, token, ...more] = words.split(/\s+/)
    const next = `write ROLE TOKEN: read, rule or admin, and at least ${SHORTEST} characters without blanks`
    if (more.length > 0 || token === undefined || !(role! in RANK))
      throw new AscribeError('bad-tokens', `line ${i + 1} of the tokens can’t be read`, next)
    if (token.length < SHORTEST) throw new AscribeError('bad-tokens', `the token on line ${i + 1} is too short`, next)
    tokens.push({ role: role as Role, digest: digestOf(token) })
  }
  if (tokens.length === 0)
    throw new AscribeError('bad-tokens', 'the tokens name none', 'write ROLE TOKEN on a line: read, rule or admin')
  return tokens
}

/** The role that a token gives; null for one that is not known. Takes as long for a near miss as for a far one. */
export function roleOf(tokens: readonly Token[], token: string): Role | null {
  const digest = digestOf(token)
  let role: Role | null = null
  for (const known of tokens) if (timingSafeEqual(known.digest, digest)) role = known.role
  return role
}
