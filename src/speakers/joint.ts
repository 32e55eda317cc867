/** Several who speak at once: "France and Chad", "Jon and Petra Lisle", "both parents and the school". */
import type { Character } from './cast.ts'
import {
  isConjunct,
  isConjunction,
  isDeterminer,
  isNoun,
  isPlural,
  isPossessivePronoun,
  isPreposition,
  isRelative,
  isVerb,
} from './grammar.ts'
import type { Memory } from './memory.ts'
import type { Name } from './names.ts'
import { headOf, isObjectOfPreposition } from './phrase-parts.ts'

/** "Jon and Petra Lisle", where the second is met: the two of them may be "they" from here on. */
export function meetPair(memory: Memory, second: Name, c: Character): void {
  const { t } = memory
  const and = second.start - 1
  if (and < 1 || t.lowerWord(and) !== 'and') return
  const first = memory.name(and - 1)
  if (first === null) return
  const other = memory.cast.meant(t, first)
  if (other === c || other.human !== c.human) return
  together(memory, other, c, first.first, second.last)
}

/** The two as one speaker, the same one whenever they are met together. */
function together(memory: Memory, one: Character, two: Character, first: number, last: number): Character {
  const key = `pair ${Math.min(one.order, two.order)} ${Math.max(one.order, two.order)}`
  let pair = memory.byPhrase.get(key)
  if (pair === undefined) {
    pair = memory.cast.make('joint', 'group', true, one.human)
    pair.phrase = { first, last, possessor: null }
    pair.members.push(one, two)
    memory.byPhrase.set(key, pair)
  }
  memory.touch(pair, first, last)
  return pair
}

/** Two names of one kind with "and" between, each perhaps with office and place: "Rep. Ann Lee (R-Utah) and Speaker Bo Karl". Null for other phrases. */
export function pairOf(memory: Memory, first: number, last: number): Character | null {
  const { t } = memory
  const ending = memory.name(last)
  if (ending === null || ending.kind === 'unsure' || ending.first <= first) return null
  let and = ending.first - 1
  while (and > first && and > ending.first - 8 && !isConjunction(t, and)) {
    if (isPreposition(t, and) || t.word(and) === ',' || isRelative(t, and) || isVerb(t, and)) return null
    and--
  }
  if (and <= first || t.lowerWord(and) !== 'and') return null
  let k = and - 1
  if (t.word(k) === ')') while (k > first && t.word(k) !== '(') k--
  const opening = memory.name(t.word(k) === '(' ? k - 1 : k)
  if (opening === null || opening.kind !== ending.kind || isObjectOfPreposition(memory, opening, first)) return null
  const one = memory.cast.meant(t, opening)
  const two = memory.cast.meant(t, ending)
  return one === two ? null : together(memory, one, two, opening.first, ending.last)
}

/** The names listed between the first and the last: "Tarn" of "Norvale, Tarn and Sorrel". */
function conjuncts(memory: Memory, head: number, found: number): number[] {
  const { t } = memory
  const listed: number[] = []
  for (let n = head + 2; n < found - 1; n++) {
    const name = memory.name(n)
    if (name === null || name.last !== n) continue
    if (t.word(name.start - 1) === ',' && /^(?:,|and|&)$/.test(t.lowerWord(n + 1))) listed.push(n)
  }
  return listed
}

/** "France and Chad", "both parents and the school": several at once. Null for other phrases. */
export function jointly(memory: Memory, first: number, core: number, last: number): Character | null {
  const { t } = memory
  if (last - first > 60) return null
  const head = headOf(memory, first, core, last)
  if (head < 0) return null
  let found = -1
  for (let k = head + 1; k <= last && found < 0; k++) {
    const word = t.lowerWord(k)
    if (word !== 'and' && word !== 'or' && word !== '&') continue
    if (memory.nameAt[k] !== 0 && memory.nameAt[k] === memory.nameAt[k - 1]) continue
    // What "and" joins is what follows it up to its head noun.
    for (let n = k + 1; n <= last && n <= k + 12; n++) {
      if (isConjunct(t, n) && (t.head[n] === head || memory.sameName(t.head[n]!, head))) {
        const names = memory.nameAt[head] !== 0 && memory.nameAt[n] !== 0
        const nouns = isPlural(t, head) || isPlural(t, n) || isDeterminer(t, k + 1) || isPossessivePronoun(t, k + 1)
        if ((names || (nouns && memory.nameAt[n] === 0) || isPlural(t, head) !== isPlural(t, n)) && isNoun(t, n))
          found = n
        break
      }
    }
  }
  if (found < 0) return null
  const a = memory.name(head)
  const b = memory.name(found)
  if (a !== null && b !== null) {
    const one = memory.cast.meant(t, a)
    const two = memory.cast.meant(t, b)
    if (one === two) return null
    const known = memory.byPhrase.get(`pair ${Math.min(one.order, two.order)} ${Math.max(one.order, two.order)}`)
    if (known !== undefined && last <= b.last + 1) return known
  }
  const from = t.lowerWord(first) === 'both' && first < head ? first + 1 : first
  const c = memory.cast.make('joint', 'group', true, true)
  c.phrase = { first: from, last: Math.max(found, memory.name(found)?.last ?? found), possessor: null }
  for (const at of [head, ...conjuncts(memory, head, found), found]) {
    const name = memory.name(at)
    const one = name === null ? (memory.meant.get(at) ?? null) : memory.cast.meant(t, name)
    if (one !== null && !c.members.includes(one)) c.members.push(one)
  }
  memory.touch(c, from, c.phrase.last)
  return c
}
