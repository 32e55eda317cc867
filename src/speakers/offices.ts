/** What the text says of those it names: their offices, trades and ages, and that they are dead. */
import type { Character } from './cast.ts'
import {
  isActiveSubject,
  isCommon,
  isConjunction,
  isCopula,
  isNoun,
  isNumber,
  isPossessiveMark,
  isPreposition,
  isRelative,
  isSubject,
  isVerb,
} from './grammar.ts'
import { FEMALE_NOUNS, KIN, MALE_NOUNS, ORGANIZATION_NOUNS, PERSON_NOUNS, roleOf, TITLES } from './lexicon.ts'
import { type Memory, RECENT } from './memory.ts'
import type { Name } from './names.ts'

/** Verbs of those who die, of those who are killed or buried, and nouns for it. */
const DIES = new Set(['die', 'drown', 'perish', 'succumb'])
const KILLED = new Set(['kill', 'murder', 'execute', 'assassinate', 'bury', 'slay'])
const DEATHS = new Set(['death', 'murder', 'killing', 'funeral', 'assassination', 'burial', 'inquest', 'body'])

/** Notes the offices, trades and kin that stand beside a name: "team member Rodaba", "Galantino, the secretary". */
export function gatherRoles(memory: Memory, name: Name, c: Character): void {
  const { t } = memory
  const sentence = t.sentence[name.first]!
  const floor = t.sentenceStart[sentence]!
  const ceiling = t.sentenceStart[sentence + 1]!
  // Before the name, without a comma: "team member", "Prime Minister".
  for (let k = name.first - 1; k >= floor && k >= name.first - 6; k--) {
    if (!isNoun(t, k) && !TITLES.has(t.lowerWord(k))) break
    const other = memory.name(k)
    if (other !== null && other.kind === 'person') break
    addRole(memory, c, t.lowerWord(k))
    if (k < name.first - 1) c.qualifiers.add(t.lowerWord(k))
  }
  // After it, between commas.
  if (name.last + 2 < ceiling && t.word(name.last + 1) === ',') {
    const age = name.last + 2
    if (isNumber(t, age) && /^\d{1,3}$/.test(t.word(age))) c.age = t.word(age)
    let head = -1
    for (let k = age; k < ceiling && k < age + 9; k++) {
      if (isVerb(t, k) || isRelative(t, k) || isConjunction(t, k)) break
      const next = memory.name(k)
      if (
        next !== null &&
        next.kind === 'person' &&
        head < 0 &&
        t.word(next.last + 1 < ceiling ? next.last + 1 : k) !== "'s"
      )
        break
      if (isCommon(t, k)) head = k
      else if (head >= 0) break
    }
    // "In a reply to the Sabha, the minister said": no apposition, but who speaks.
    // "Telegram, the militia's commander": a possessor is no apposition either.
    if (head >= 0 && head + 1 < t.size && isPossessiveMark(t, head + 1)) head = -1
    const speaks = head >= 0 && isActiveSubject(t, head) && (head + 1 >= ceiling || t.word(head + 1) !== ',')
    if (head >= 0 && !speaks) addRole(memory, c, t.lowerWord(head))
  }
  // Before it, between commas: "The president of the region, Roberto Maroni".
  if (name.start - 2 >= floor && t.word(name.start - 1) === ',') {
    let head = -1
    let k = name.start - 2
    for (; k >= floor && k >= name.start - 14; k--) {
      if (isVerb(t, k) || t.word(k) === ',' || isRelative(t, k)) break
      if (isPreposition(t, k)) head = -1
      else if (isCommon(t, k) && head < 0) head = k
    }
    if (head >= 0) addRole(memory, c, t.lowerWord(head))
  }
  // "Lund was the mayor".
  const predicate = t.head[name.last]!
  if (predicate > name.last && predicate < name.last + 12 && isSubject(t, name.last) && isCommon(t, predicate)) {
    for (let k = name.last + 1; k < predicate; k++) {
      if (isCopula(t, k) && t.head[k] === predicate) {
        addRole(memory, c, t.lowerWord(predicate))
        break
      }
    }
  }
}

/** Notes an office, trade or kind of body, if the word is one that fits. */
function addRole(memory: Memory, c: Character, word: string): void {
  const person = PERSON_NOUNS.has(word) || KIN.has(word) || word === 'late'
  if (c.human ? !person && !TITLES.has(word) : !ORGANIZATION_NOUNS.has(word)) return
  const role = roleOf(word)
  if (c.human) {
    if (MALE_NOUNS.has(word)) memory.cast.vote(c, 'male', 2)
    if (FEMALE_NOUNS.has(word)) memory.cast.vote(c, 'female', 2)
  }
  if (c.roles.has(role)) return
  c.roles.add(role)
  const list = memory.byRole.get(role)
  if (list === undefined) memory.byRole.set(role, [c])
  else if (list.length < RECENT) list.push(c)
}

/** "X died", "X was killed", "the death of X": who is dead says nothing new. True where the words beside this name say so. */
export function tellsDeath(memory: Memory, name: Name): boolean {
  const { t } = memory
  const up = t.head[name.last]!
  if (up >= 0 && isSubject(t, name.last)) {
    const lemma = t.strings.text(t.lemma[up]!)
    if (DIES.has(lemma)) return true
    if (KILLED.has(lemma) && !isActiveSubject(t, name.last)) return true
  }
  const floor = t.sentenceStart[t.sentence[name.first]!]!
  for (let k = name.start - 1; k > floor && k > name.start - 5; k--) {
    if (t.lowerWord(k) === 'of') return DEATHS.has(t.lowerWord(k - 1))
    if (t.lowerWord(k) === 'late') return true
    if (isVerb(t, k) || t.word(k) === ',') return false
  }
  return name.last + 2 < t.size && isPossessiveMark(t, name.last + 1) && DEATHS.has(t.lowerWord(name.last + 2))
}
