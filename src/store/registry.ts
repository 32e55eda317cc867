import type { SpeakerType } from '../vocabulary/index.ts'
import { atOdds, nearness, type Trait } from './registry-traits.ts'
import { foldName } from './words.ts'

/** Somebody of the registry who goes by the name looked for. */
export interface Candidate {
  readonly key: number
  readonly name: string
  readonly type: SpeakerType
  /** What recent articles said of them. */
  readonly traits: readonly Trait[]
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
 * Who of the registry the newcomer is; null for somebody new. A candidate has the same type, and a name or alias that is
 * the newcomer's, word for word. A single word ("Lowe") is joined only to what goes by just that word. Those whom the
 * articles tell apart (`atOdds`) are left out; of the others the one with most in common is meant, the longest known
 * among equals.
 */
export function choosePerson(
  newcomer: Newcomer,
  traits: readonly Trait[],
  candidates: readonly Candidate[],
): Candidate | null {
  let best: Candidate | null = null
  for (const c of candidates)
    if (
      c.type === newcomer.type &&
      !atOdds(traits, c.traits) &&
      (best === null || nearness(traits, c.traits) > nearness(traits, best.traits))
    )
      best = c
  return best
}

/** What keeps people apart in the registry: the folded name and the type; of several who share both, the later ones' id. */
export const personIdent = ({ name, type }: Newcomer, alone: boolean, id: string): string =>
  `${foldName(name)}|${type}${alone ? '' : `|${id}`}`
