/** How a mention was understood: who, how surely, and why nobody where it stays in doubt. */
import type { Tokens } from '../tokens/index.ts'
import { type Character, genderOf } from './cast.ts'
import type { Pronoun } from './pronouns.ts'
import { sideBySide } from './side-by-side.ts'

/** A span's tokens, both ends included. */
export interface Stretch {
  readonly first: number
  readonly last: number
}

/** Why nobody is named, or somebody only under the words that stand there. The list stands in docs/codes.md. */
export type Abstention = 'two-candidates' | 'no-source-in-reach' | 'text-cut-off' | 'ambiguous-mark'

/** How a mention was understood. */
export interface Told {
  readonly who: Character | null
  /** By what it was told. */
  readonly way: Way
  /** Of those weighed, the share of the score that this one has, 0 to 1; 1 where nobody else was. */
  readonly share: number
  readonly reason: Abstention | null
  /** Whom else it may have meant, the likeliest first; empty where there was no choice. */
  readonly candidates: readonly Character[]
  /** The mention that decided it. */
  readonly by: Stretch | null
}

/** Nobody was told, and nothing says why. */
export const NOBODY: Told = { who: null, way: 'nobody', share: 1, reason: null, candidates: [], by: null }

/** By what somebody is told; `sureness.ts` says how sure each is. */
export type Way =
  /** Nobody is told. */
  | 'nobody'
  /** A person's name, an organisation's or another body's. */
  | 'name'
  | 'body'
  /** A name that several bear: the likeliest of them. */
  | 'shared-name'
  /** "A nurse", met for the first time; "the minister", who was called so before. */
  | 'described'
  | 'role'
  /** "The man", "the company": whoever of the sort is likeliest. */
  | 'generic'
  /** "Ada Venn and Ida Moss". */
  | 'joint'
  /** The unnamed relative of a headline. */
  | 'relative'
  /** No source of its own: the subject that a verb shares, or who goes on speaking. */
  | 'shared-subject'
  | 'continued'
  /** "Some of them", "one in four". */
  | 'quantified'
  /** "I", in somebody's quoted words or the author's. */
  | 'first-person'
  /** "He", "she"; "they"; "it". */
  | 'one'
  | 'many'
  | 'thing'
  /** "He said", and nobody is named. */
  | 'somebody'

/** Below this share of the score a pronoun is not told where another candidate is nearly as likely. */
const LEAST_OF_MANY = 0.25

/** Nobody is told below this share of the score where the lead over the second is also below `LEAST_LEAD`. */
const LEAST_SHARE = 0.4
const LEAST_LEAD = 0.05

/** The best of several by its share of the score; nobody where another is as likely, or none likely at all. */
export function byShare(
  weighed: readonly { c: Character; s: number }[],
  best: Character,
  top: number,
  number: Pronoun['number'],
  t: Tokens,
): Told {
  let sum = 0
  let second = 0
  let rival: Character | null = null
  for (const { c, s } of weighed) {
    const e = Math.exp(s - top)
    sum += e
    if (c !== best && e > second) {
      second = e
      rival = c
    }
  }
  const share = 1 / sum
  const torn =
    number === 'one'
      ? (share < LEAST_SHARE && (1 - second) / sum < LEAST_LEAD) || (rival !== null && alike(t, best, rival))
      : share < LEAST_OF_MANY && weighed.length > 1
  const candidates =
    weighed.length < 2
      ? []
      : weighed
          .filter(({ c, s }) => Math.exp(s - top) / sum >= 0.1 || (torn && c === rival))
          .sort((a, b) => b.s - a.s)
          .map(({ c }) => c)
  return {
    who: torn ? null : best,
    way: number,
    share,
    reason: torn ? 'two-candidates' : null,
    candidates,
    by: lastMention(best),
  }
}

/** "Ada Venn and Ida Moss walked in. She …": the one as well as the other, where neither has spoken. */
const alike = (t: Tokens, a: Character, b: Character): boolean =>
  genderOf(a) === genderOf(b) && a.lastSpoke < 0 && b.lastSpoke < 0 && sideBySide(t, a, b)

/** Where somebody was last met; asked before a new mention is noted. */
export function lastMention(c: Character): Stretch | null {
  return c.mentions[c.mentions.length - 1] ?? null
}
