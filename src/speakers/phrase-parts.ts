/** What a phrase is made of: where its core ends, which word is its head, what hangs on a preposition. */
import type { Tokens } from '../tokens/index.ts'
import { fold } from './folding.ts'
import {
  isAdjective,
  isConjunction,
  isDeterminer,
  isNoun,
  isNumber,
  isPossessiveMark,
  isPossessivePronoun,
  isPreposition,
  isPronoun,
  isRelative,
  isVerb,
} from './grammar.ts'
import { PERSON_NOUNS, TITLES } from './lexicon.ts'
import type { Memory } from './memory.ts'
import type { Name } from './names.ts'

/** A source phrase is read this many tokens far. */
export const LONGEST_PHRASE = 120

/** Nothing but marks: a quotation mark, a dash. */
export const isMark = (t: Tokens, i: number): boolean => fold(t.word(i)) === ''

/** An adjective, participle or number, which stands for its noun in "the 17-year-old". */
export const isAdjectival = (t: Tokens, i: number): boolean => isAdjective(t, i) || isNumber(t, i)

/** The last token of the phrase before its first comma, bracket, dash or relative clause. */
export function coreEnd(memory: Memory, first: number, last: number): number {
  const { t } = memory
  for (let k = first + 1; k <= last; k++) {
    const word = t.word(k)
    if (memory.nameAt[k] !== 0 && memory.nameAt[k] === memory.nameAt[k - 1]) continue
    if (word === ',' || word === '(' || word === ':' || word === ';' || /^[-–—]+$/.test(word)) return k - 1
    if (
      isRelative(t, k) ||
      (isVerb(t, k) && memory.nameAt[k] === 0) ||
      (t.lowerWord(k) === 'that' && !isDeterminer(t, k))
    )
      return k - 1
  }
  return last
}

/** The head noun of the phrase: the parser's, if that lies in the core, else the last noun before a preposition. */
export function headOf(memory: Memory, first: number, core: number, last: number): number {
  const { t } = memory
  for (let k = first; k <= core; k++) {
    const up = t.head[k]!
    if (
      (up < first || up > last) &&
      (isNoun(t, k) || memory.nameAt[k] !== 0) &&
      !isPossessiveMark(t, Math.min(k + 1, t.size - 1))
    ) {
      // The parser may stop within a run of nouns.
      let head = k
      while (head < core && isNoun(t, head + 1) && !startsPerson(memory, head + 1)) head++
      return head
    }
    if ((up < first || up > last) && k === first && isPronoun(t, k) && !isPossessivePronoun(t, k)) return k
  }
  let head = -1
  for (let k = first; k <= core; k++) {
    if (isPreposition(t, k) && head >= 0) break
    if (isNoun(t, k) || memory.nameAt[k] !== 0) head = k
  }
  return head
}

function startsPerson(memory: Memory, k: number): boolean {
  const name = memory.name(k)
  return name !== null && name.kind === 'person' && name.first === k
}

/** "for Senator Cruz": the name hangs on a preposition with nothing but titles and adjectives between. */
export function isObjectOfPreposition(memory: Memory, name: Name, first: number): boolean {
  const { t } = memory
  for (let k = name.first - 1; k >= first; k--) {
    if (isPreposition(t, k)) return true
    const other = memory.name(k)
    if (other !== null && other.kind !== 'person') return false
    if (isDeterminer(t, k) || isPossessivePronoun(t, k)) return k > first && isPreposition(t, k - 1)
    if (t.word(k) === ',' || isConjunction(t, k)) return false
    // "Minister of Education Stefania Giannini": the preposition has a noun of its own.
    if (isNoun(t, k) && !TITLES.has(t.lowerWord(k)) && !PERSON_NOUNS.has(t.lowerWord(k))) return false
  }
  return false
}

/** The token after the possessor in `first..head`; `first` where nobody possesses it. */
export function afterOwner(t: Tokens, first: number, head: number): number {
  if (isPossessivePronoun(t, first)) return Math.min(first + 1, head)
  for (let k = head - 1; k > first; k--) if (isPossessiveMark(t, k)) return k + 1
  return first
}

/** Whether a phrase cannot go on over token `k`. */
export function endsPhrase(memory: Memory, k: number): boolean {
  const { t } = memory
  if (memory.nameAt[k] !== 0 && memory.nameAt[k] === memory.nameAt[k - 1]) return false
  const word = t.word(k)
  return (
    isVerb(t, k) ||
    isRelative(t, k) ||
    !/[\p{L}\p{N}]/u.test(word) ||
    (isPronoun(t, k) && !isPossessivePronoun(t, k)) ||
    t.lowerWord(k) === 'that'
  )
}
