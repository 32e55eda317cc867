/** Who a name means where more than the name decides: "the Court" after the "Supreme Court", a run of capitals that speaks. */
import type { Character } from './cast.ts'
import { ORGANIZATION_NOUNS, roleOf } from './lexicon.ts'
import type { Memory } from './memory.ts'
import type { Name } from './names.ts'

/** Words that are bodies' names by themselves. */
const OWN_NAMES = new Set(['house', 'senate', 'congress', 'parliament', 'state', 'treasury', 'pentagon', 'kremlin'])

/** "The Court" after the "Supreme Court of Cassation": the one met lately whose name has the word. */
export function inFull(memory: Memory, name: Name, c: Character): Character {
  const word = name.words[0]!
  if (name.words.length > 1 || c.kind !== 'organization' || !ORGANIZATION_NOUNS.has(word) || OWN_NAMES.has(word))
    return c
  const before = memory.meant.get(name.first)
  if (before !== undefined) return before
  const role = roleOf(word)
  const full = memory.recent.find(r => r !== c && r.kind === 'organization' && r.roles.has(role)) ?? c
  memory.meant.set(name.first, full)
  return full
}

/** Who a name means where it stands as the source of a statement. */
export function asSpeaker(memory: Memory, name: Name): Character {
  return name.kind === 'unsure' ? asPerson(memory, name) : inFull(memory, name, memory.cast.meant(memory.t, name))
}

/** A run of proper nouns that nothing tells about speaks: most that speak are people. */
export function asPerson(memory: Memory, name: Name): Character {
  return memory.cast.spokenAs(memory.t, name)
}
