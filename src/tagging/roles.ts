import type { Role } from '../vocabulary/index.ts'

/** The tag of one token: outside, or beginning / continuing a span of a role. */
export const RoleTag = {
  Outside: 0,
  BeginSource: 1,
  InsideSource: 2,
  BeginCue: 3,
  InsideCue: 4,
  BeginContent: 5,
  InsideContent: 6,
  Count: 7,
} as const

const ROLE_OF_TAG: readonly (Role | null)[] = [null, 'source', 'source', 'cue', 'cue', 'content', 'content']

export const roleOf = (tag: number): Role | null => ROLE_OF_TAG[tag]!

/** An inside tag continues its role; only it needs a right neighbour before it. */
export const isInside = (tag: number): boolean => tag > 0 && tag % 2 === 0

/** May `tag` follow `before` (-1 at the start of a paragraph)? An inside tag needs its own role before it. */
export const mayFollow = (before: number, tag: number): boolean =>
  !isInside(tag) || before === tag || before === tag - 1
