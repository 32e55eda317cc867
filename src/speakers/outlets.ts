/** Which papers, stations and agencies a report speaks of: "a Daily Ledger report", "says the newspaper". */
import type { Character } from './cast.ts'
import { isPossessiveMark } from './grammar.ts'
import { MEDIA_PRODUCTS, MEDIA_WORDS, ORGANIZATION_WORDS, roleOf } from './lexicon.ts'
import type { Memory } from './memory.ts'
import type { Name } from './names.ts'

/** So many sentences after its name an outlet is still "the paper". */
const FAR = 8

/** Nouns that call an outlet named before: "the broadcaster". */
const OUTLETS = new Set([
  'newspaper',
  'paper',
  'daily',
  'weekly',
  'magazine',
  'outlet',
  'broadcaster',
  'station',
  'network',
  'website',
  'tabloid',
  'broadsheet',
])

/** What stands beside a name that is an outlet's: "the daily Nordlys". */
const OUTLET_ROLES = [
  'newspaper',
  'paper',
  'broadcaster',
  'station',
  'magazine',
  'network',
  'tabloid',
  'broadsheet',
  'daily',
  'weekly',
]

/** Papers, stations and agencies, by their names or by what stands beside them. */
export function isOutlet(name: Name, c: Character): boolean {
  if (c.type !== 'organization' || c.kind === 'place' || c.kind === 'person') return false
  const ends = MEDIA_WORDS.has(name.words[name.words.length - 1]!) || MEDIA_WORDS.has(name.words[0]!)
  if (ends || OUTLET_ROLES.some(r => c.roles.has(r))) return true
  return (
    name.words.length > 2 &&
    name.words[name.words.length - 1] === 'agency' &&
    name.words[name.words.length - 2] === 'news'
  )
}

/** "A Daily Ledger report": the paper, where one stands before what papers make. */
export function paperOf(memory: Memory, first: number, head: number): Character | null {
  const { t } = memory
  if (!MEDIA_PRODUCTS.has(t.lowerWord(head)) || head === first) return null
  const name =
    memory.name(head - 1) ?? (isPossessiveMark(t, head - 1) && head - 2 >= first ? memory.name(head - 2) : null)
  if (name === null || name.kind === 'person' || name.kind === 'place') return null
  const media = name.words.some(w => MEDIA_WORDS.has(w))
  if (!media && (name.kind !== 'organization' || name.words.some(w => ORGANIZATION_WORDS.has(w)))) return null
  const c = memory.cast.meant(t, name)
  return c.type === 'organization' ? c : null
}

/** "Says the report", "the newspaper quoted": the outlet named before, where no other report was spoken of. */
export function outletBehind(memory: Memory, first: number, head: number): Character | null {
  const { t, lastOutlet } = memory
  const word = t.lowerWord(head)
  if (lastOutlet === null || head - first !== 1 || t.lowerWord(first) !== 'the') return null
  if (!MEDIA_PRODUCTS.has(word) && !OUTLETS.has(word)) return null
  if (t.sentence[head]! - t.sentence[lastOutlet.lastToken]! > FAR) return null
  const role = roleOf(word)
  return (memory.byHead.get(`document ${role}`) ?? memory.byHead.get(`organization ${role}`)) === undefined
    ? lastOutlet
    : null
}
