/** Whose relative somebody is: "her brother Dayo", "the widow of …", "A and B, sisters", "the older woman". */
import { type Character, genderOf } from './cast.ts'
import { isAdjective, isAdverb, isCopula, isDeterminer, isNoun, isPlural, isVerb } from './grammar.ts'
import { genderOfKin, isKinship, sharesName } from './kin.ts'
import { KIN, TITLES } from './lexicon.ts'
import type { Memory } from './memory.ts'
import type { Name } from './names.ts'

/** Kin words for people who are one another's. */
const SIBLINGS = new Set([
  'brother',
  'sister',
  'twin',
  'sibling',
  'step-sister',
  'step-brother',
  'stepsister',
  'stepbrother',
])

/** "His brother Dayo": a relative with the name right after, or after a comma. */
export function isNamedKin(memory: Memory, i: number): boolean {
  return KIN.has(memory.t.lowerWord(i)) && nameAfter(memory, i) !== null
}

/** The person's name in apposition after noun `i`: "wife, the painter Cristina Ursu", "son Neil". */
function nameAfter(memory: Memory, i: number): Name | null {
  const { t } = memory
  const ceiling = t.sentenceStart[t.sentence[i]! + 1]!
  const comma = i + 1 < ceiling && t.word(i + 1) === ','
  for (let k = comma ? i + 2 : i + 1; k < ceiling && k < i + 7; k++) {
    const name = memory.name(k)
    if (name !== null) return name.kind === 'person' && name.first === k ? name : null
    const title = TITLES.has(t.lowerWord(k)) || (comma && (isDeterminer(t, k) || isNoun(t, k) || isAdjective(t, k)))
    if (!title || (isPlural(t, k) && !TITLES.has(t.lowerWord(k)))) return null
  }
  return null
}

/** The person's name before an apposition that begins at `first`: "Eoin Breen, her husband". */
function nameBefore(memory: Memory, first: number): Name | null {
  const { t } = memory
  const k = first - 2
  if (k < 0 || t.word(first - 1) !== ',' || t.sentence[k] !== t.sentence[first]) return null
  const name = memory.name(k)
  return name !== null && name.kind === 'person' && name.last === k ? name : null
}

/** Who "her mother" is: the one named beside it, the one told before, or the only one of the name whom it fits. */
export function relative(memory: Memory, first: number, head: number, owner: Character | null): Character | null {
  const { t } = memory
  const word = t.lowerWord(head)
  if (!isKinship(word)) return null
  const after = nameAfter(memory, head)
  const beside = after ?? nameBefore(memory, first)
  let whose = owner
  let told = beside
  if (whose === null && head + 1 < t.size && t.lowerWord(head + 1) === 'of') {
    // "Omar, son of the late general Yusuf Haddad"; "X is the nephew of Y".
    for (let k = head + 2; k < t.sentenceStart[t.sentence[head]! + 1]! && k < head + 9 && whose === null; k++) {
      const name = memory.name(k)
      if (name !== null && name.kind === 'person') whose = memory.cast.meant(t, name)
      else if (isVerb(t, k) || t.word(k) === ',') break
    }
    told = nameBefore(memory, first) ?? subjectName(memory, head)
  }
  if (whose === null) return null
  if (told !== null) {
    const c = memory.cast.meant(t, told)
    if (c === whose || !c.human) return null
    const gender = genderOfKin(word)
    if (gender !== null && genderOf(c) === null) memory.cast.vote(c, gender, 2)
    memory.kin.add(c, word, whose)
    if (sharesName(word)) memory.cast.adopt(t, c, told, whose)
    // "Declan Furey and his sister Maeve" are about both of them.
    const both = first > 0 && t.lowerWord(first - 1) === 'and'
    if (c.count === 0 && !both) c.secondary = true
    if (word === 'widow' || word === 'widower') whose.dead = true
    return after === null && told !== beside ? null : c
  }
  if (word === 'widow' || word === 'widower') whose.dead = true
  const known = memory.kin.relative(whose, word)
  if (known !== null) return known
  // Nobody is told to be it: the only other bearer of the surname whom it fits.
  const gender = genderOfKin(word)
  const others = memory.cast.namesakes(whose).filter(c => {
    const own = genderOf(c)
    return !memory.kin.related(c, whose) && (gender === null || own === null || own === gender) && !c.dead
  })
  return sharesName(word) && others.length === 1 ? others[0]! : null
}

/** The name before "is the" of a predicate: "Gilbert Nkemba is the nephew". */
function subjectName(memory: Memory, predicate: number): Name | null {
  const { t } = memory
  const floor = t.sentenceStart[t.sentence[predicate]!]!
  for (let k = predicate - 1; k > floor && k > predicate - 6; k--) {
    if (t.strings.text(t.lemma[k]!) === 'be' && (isVerb(t, k) || isCopula(t, k))) {
      const name = memory.name(k - 1)
      return name !== null && name.kind === 'person' ? name : null
    }
    if (!isDeterminer(t, k) && !isAdjective(t, k) && !isAdverb(t, k)) return null
  }
  return null
}

/** "Brothers Aaron and Joel", "his sons, A and B", "A and B, sisters": each is the other's. */
export function siblings(memory: Memory, first: number, head: number, owner: Character | null): void {
  const { t } = memory
  const word = t.strings.text(t.lemma[head]!)
  if (!isKinship(word)) return
  const listed: Name[] = []
  const comma = head + 1 < t.size && t.word(head + 1) === ','
  for (let k = comma ? head + 2 : head + 1; k < t.size && k < head + 14 && t.sentence[k] === t.sentence[head]; k++) {
    const name = memory.name(k)
    if (name !== null && name.kind === 'person') {
      listed.push(name)
      k = name.last
    } else if (t.word(k) !== ',' && t.lowerWord(k) !== 'and' && !TITLES.has(t.lowerWord(k))) break
  }
  if (listed.length === 0) {
    const last = nameBefore(memory, first)
    const and = last === null ? -1 : last.start - 1
    const other = last !== null && and > 0 && t.lowerWord(and) === 'and' ? memory.name(and - 1) : null
    if (last !== null && other !== null && other.kind === 'person') listed.push(other, last)
  }
  const them = listed.slice(0, 6).map(name => memory.cast.meant(t, name))
  if (owner !== null) {
    them.forEach((c, k) => {
      memory.kin.add(c, word, owner)
      if (sharesName(word)) memory.cast.adopt(t, c, listed[k]!, owner)
      if (c.count === 0) c.secondary = true
    })
  } else if (them.length > 1 && SIBLINGS.has(word)) for (const c of them) memory.kin.add(c, word, them[0]!)
}

/** "Mrs Dorothea Penhale and Miss Ada Penhale, mother and daughter": the first is the second's. */
export function coupled(memory: Memory, first: number, head: number): void {
  const { t } = memory
  if (head + 2 >= t.size || t.lowerWord(head + 1) !== 'and' || !isKinship(t.lowerWord(head + 2))) return
  const second = nameBefore(memory, first)
  const one =
    second === null || second.start < 2 || t.lowerWord(second.start - 1) !== 'and'
      ? null
      : memory.name(second.start - 2)
  if (second !== null && one !== null && one.kind === 'person')
    memory.kin.add(memory.cast.meant(t, one), t.lowerWord(head), memory.cast.meant(t, second))
}

/** "The older woman", "the younger": of two met lately whose ages are told, the one it fits. */
export function byAge(memory: Memory, first: number, head: number): Character | null {
  const { t } = memory
  let age = 0
  for (let k = first; k <= head; k++) {
    const word = t.lowerWord(k)
    if (word === 'elder' || word === 'older') age = 1
    if (word === 'younger') age = -1
  }
  if (age === 0) return null
  const word = t.lowerWord(head)
  const gender = genderOfKin(word)
  const near = memory.recent.filter(
    c => c.human && !c.plural && (gender === null || (genderOf(c) ?? gender) === gender),
  )
  for (let i = 1; i < near.length && i < 8; i++) {
    for (let k = 0; k < i; k++) {
      const elder = memory.kin.elder(near[i]!, near[k]!)
      if (elder !== 0) return elder * age > 0 ? near[i]! : near[k]!
    }
  }
  return null
}
