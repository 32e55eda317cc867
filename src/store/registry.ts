import type { SpeakerType } from '../vocabulary/index.ts'
import { foldName } from './words.ts'

/** Somebody of the registry who goes by the name looked for. */
export interface Candidate {
  readonly key: number
  readonly name: string
  readonly type: SpeakerType
}

/** A speaker of an article, on the way into the registry. */
export interface Newcomer {
  readonly name: string
  readonly type: SpeakerType
}

const KEPT: readonly SpeakerType[] = ['person', 'organization', 'group', 'document']

/**
 * Whether a name means the same somebody in other articles too: "Ada Lowe" and "Norvale Council" do, "the minister",
 * "residents" and "two officials" do not. A person's name needs a capital; others need one beyond their first letter,
 * which may be the sentence's.
 */
export function standsForItself({ name, type }: Newcomer): boolean {
  if (!KEPT.includes(type)) return false
  const bare = name.trim().replace(/^(?:the|an?|this|that|these|those|his|her|its|their|our|my|your)\s+/i, '')
  if (foldName(bare) === '') return false
  const capital = /\p{Lu}|\p{Lt}/u
  if (type === 'person') return capital.test(bare)
  if (bare !== name.trim()) return capital.test(bare)
  return capital.test(bare.slice(1)) || (type === 'organization' && /^\p{Lu}\p{L}+$/u.test(bare))
}

/**
 * Who of the registry the newcomer is: a candidate of the same type whose name or alias it is; null for somebody new.
 */
export function choosePerson(newcomer: Newcomer, candidates: readonly Candidate[]): Candidate | null {
  return candidates.find(c => c.type === newcomer.type) ?? null
}

/** What keeps people apart in the registry: the folded name, the type, and a number where several share both. */
export const personIdent = ({ name, type }: Newcomer, sharing: number): string =>
  `${foldName(name)}|${type}${sharing === 0 ? '' : `|${sharing}`}`
