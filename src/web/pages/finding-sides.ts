import type { Evidence, Finding } from '../../api/wire.ts'
import { ROLES_OF } from '../../vocabulary/index.ts'
import { grouped } from './grouped.ts'

/** Passages of one part of a finding that stand in one origin: the first speaks for its copies. */
export interface Passage {
  readonly passage: Evidence
  /** The same in copies of the report. */
  readonly copies: readonly Evidence[]
}

/** One side of what is laid side by side. */
export interface Side {
  readonly role: Evidence['role']
  readonly passages: readonly Passage[]
}

const fold = (words: readonly string[]): string =>
  words
    .join(' ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A finding's evidence by the part it plays, in the order of its kind; what copies repeat word for word is told once. */
export function sidesOf({ kind, evidence }: Pick<Finding, 'kind' | 'evidence'>): readonly Side[] {
  return ROLES_OF[kind].flatMap(role => {
    const own = evidence.filter(one => one.role === role)
    if (own.length === 0) return []
    const told = grouped(own, ({ origin, words }) => `${origin} ${fold(words)}`)
    return [{ role, passages: [...told.values()].map(([passage, ...copies]) => ({ passage: passage!, copies })) }]
  })
}
