/** Who "I" and "we" are: whoever speaks around them, else the author. */
import { Quote } from '../tokens/index.ts'
import type { Block, Relation } from '../vocabulary/index.ts'
import type { Character } from './cast.ts'
import { phraseKey } from './descriptions.ts'
import { isCommon } from './grammar.ts'
import type { Memory } from './memory.ts'
import { endsNoun, sortOf, typeOf } from './nouns.ts'
import { FIRST_PLURAL, FIRST_SINGULAR } from './pronouns.ts'
import type { Stretch } from './told.ts'

/** Enclosing attributions are followed this far up for an "I". */
const DEEPEST = 8

/** Words that begin a phrase for a relative or a thing of whoever speaks. */
export const MINE = new Set(['my', 'our'])

/**
 * "I", "we", "me", "my father": of whoever speaks around it; outside quotations, of the author.
 * Null for other phrases, and where nobody is known.
 *
 * @param self the relation whose source stands there; -1 for other mentions
 * @param around the innermost relation whose content holds the phrase; -1 for none
 */
export function firstPerson(
  memory: Memory,
  at: Stretch,
  self: number,
  around: number,
  relations: readonly Relation[],
  author: Character | null,
): Character | null {
  const word = memory.t.lowerWord(at.first)
  if (!FIRST_SINGULAR.has(word) && !FIRST_PLURAL.has(word)) return null
  let outer = around === self ? -1 : around
  let who: Character | null = null
  for (let up = 0; up < DEEPEST && outer >= 0 && outer < relations.length; up++) {
    who = memory.ofRelation[outer] ?? null
    if (who !== null) break
    outer = relations[outer]!.parent ?? -1
  }
  if (who === null && memory.t.quote[at.first] === Quote.Outside) who = author
  return who === null || at.first === at.last || !MINE.has(word) ? who : ofSpeaker(memory, who, at)
}

/** "My father": of whom the one who speaks says so. */
function ofSpeaker(memory: Memory, owner: Character, { first, last }: Stretch): Character | null {
  const { t } = memory
  let head = first + 1
  while (head < last && !(isCommon(t, head) && endsNoun(t, head))) head++
  if (!isCommon(t, head)) return null
  const told = memory.kin.relative(owner, t.lowerWord(head))
  if (told !== null) return told
  const sort = sortOf(t, head) ?? 'person'
  const key = phraseKey(memory, first, head, owner)
  const known = memory.byPhrase.get(key)
  if (known !== undefined) return known
  const c = memory.cast.make('described', typeOf(t, first, head, sort, owner), sort === 'group', sort !== 'document')
  c.phrase = { first, last: head, possessor: { who: owner, restFrom: first + 1 } }
  memory.byPhrase.set(key, c)
  return c
}

/** Token -> 1 + the innermost relation whose content holds it; 0 for none. */
export function enclosing(memory: Memory, relations: readonly Relation[]): Int32Array {
  const owner = new Int32Array(memory.t.size)
  const spans = relations.flatMap((r, k) => r.content.map(s => ({ s, k })))
  spans.sort((a, b) => b.s.to - b.s.from - (a.s.to - a.s.from) || a.k - b.k)
  // Nesting is shallow in news; in a text made to hurt, what is left unpainted has no owner.
  let left = 12 * memory.t.size
  for (const { s, k } of spans) {
    const at = memory.stretchOf(s)
    if (at === null) continue
    left -= at.last - at.first + 1
    if (left < 0) break
    owner.fill(k + 1, at.first, at.last + 1)
  }
  return owner
}

/** The person named first in the byline; without one, whom a note at the foot introduces; else null. */
export function authorIn(memory: Memory, blocks: readonly Block[]): Character | null {
  const byline = blocks.find(b => b.kind === 'byline')
  const at = byline === undefined ? null : memory.stretchOf(byline.span)
  if (at === null) return authorAtFoot(memory)
  for (let k = at.first; k <= at.last; k++) {
    const name = memory.name(k)
    if (name !== null && name.kind === 'person') return memory.cast.meant(memory.t, name)
  }
  return null
}

/** How the note under an opinion goes on after the name. */
const INTRODUCING = new Set(
  'is was writes teaches serves served represents covers works hosts edits reports blogs chairs directs leads'.split(
    ' ',
  ),
)
/** The note is one of so many last paragraphs, and tells within so many tokens what the author is. */
const FOOT = 2
const NOTE = 40

/**
 * "Ada Venn, a professor of law at Norvale, is the author of three books.": the last paragraph begins with the full name
 * of somebody whom the text names nowhere before, as authors don't name themselves.
 */
function authorAtFoot(memory: Memory): Character | null {
  const { t } = memory
  for (let p = t.paragraphs - 1; p >= Math.max(1, t.paragraphs - FOOT); p--) {
    const start = t.paragraphStart[p]!
    const first = memory.names.find(n => n.start === start)
    if (first === undefined || first.kind !== 'person' || first.words.length < 2) continue
    const who = memory.cast.known(first)
    if (who === null || memory.names.some(n => n.first < start && memory.cast.known(n) === who)) continue
    const end = Math.min(t.paragraphStart[p + 1]!, first.last + NOTE)
    for (let i = first.last + 1; i < end && t.sentence[i] === t.sentence[start]; i++) {
      if (INTRODUCING.has(t.lowerWord(i))) return who
    }
  }
  return null
}
