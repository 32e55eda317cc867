/** Two who are named in one breath, "A and B": where they stand tells neither from the other. */
import type { Tokens } from '../tokens/index.ts'
import type { Character } from './cast.ts'
import { isVerb } from './grammar.ts'

/** How far apart in tokens two of one breath stand at most: "Ann Lee and her younger brother Bo". */
const ONE_BREATH = 7

/** So many of the last mentions of each are looked at: "his" of "Ann and his brother" is one. */
const LAST = 3

/** Whether late mentions of two are joined by "and", with no verb between them. */
export function sideBySide(t: Tokens, a: Character, b: Character): boolean {
  for (const m of a.mentions.slice(-LAST))
    for (const n of b.mentions.slice(-LAST)) if (joined(t, m, n) || joined(t, n, m)) return true
  return false
}

type Mention = Character['mentions'][number]

function joined(t: Tokens, left: Mention, right: Mention): boolean {
  const gap = right.first - left.last
  if (gap < 2 || gap > ONE_BREATH || t.lowerWord(left.last + 1) !== 'and') return false
  for (let i = left.last + 2; i < right.first; i++) if (isVerb(t, i)) return false
  return true
}
