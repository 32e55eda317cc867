/** Whom a source phrase means, and how surely that was told. */
import type { Tokens } from '../tokens/index.ts'
import type { Character } from './cast.ts'
import { antecedent, DEFINITE, describe, isDemonstrative, quantified, unheard } from './descriptions.ts'
import {
  CLOCK,
  isApposition,
  isCommon,
  isNoun,
  isNumber,
  isPlural,
  isPossessiveMark,
  isPossessivePronoun,
  isProper,
} from './grammar.ts'
import { jointly, pairOf } from './joint.ts'
import { ANONYMITY_WORDS, GROUP_NOUNS, KIN, PARTITIVE_NOUNS, PERSON_NOUNS, TITLES } from './lexicon.ts'
import type { Memory } from './memory.ts'
import { asPerson, asSpeaker } from './named.ts'
import { AGENT, sortOf } from './nouns.ts'
import { coreEnd, headOf, isAdjectival, isMark, isObjectOfPreposition, LONGEST_PHRASE } from './phrase-parts.ts'
import { FIRST_PLURAL, FIRST_SINGULAR, RELATIVES, SECOND, thirdPerson } from './pronouns.ts'
import { NOBODY, type Stretch, type Told } from './told.ts'

/** What some of many are called by, and what then leads to the many. */
const QUANTITIES = new Set([
  'many',
  'most',
  'some',
  'none',
  'all',
  'half',
  'several',
  'few',
  'each',
  'both',
  'one',
  'any',
  'more',
  'fewer',
])
const PARTITIVES = new Set(['of', 'in', 'out', 'percent', '%'])

/** What stands before a source that is no part of it. */
const LEADS = new Set(['citing', 'quoting'])

/** Nouns for who may be a person or a firm. */
const EITHER = new Set([
  'owner',
  'operator',
  'maker',
  'manufacturer',
  'publisher',
  'supplier',
  'contractor',
  'developer',
  'employer',
  'landlord',
  'dealer',
  'provider',
  'rival',
  'partner',
  'sponsor',
  'consultant',
  'creator',
  'producer',
  'distributor',
  'investor',
  'shareholder',
  'lender',
  'organiser',
  'organizer',
  'insurer',
  'builder',
  'parent',
  'successor',
  'predecessor',
  'neighbour',
  'neighbor',
])

/** Whom the source phrase `from..to` means; null where nobody can be told. */
export function meantBy(memory: Memory, from: number, to: number): Character | null {
  const { t } = memory
  let first = from
  let last = to
  // A phrase as long as a paragraph is no phrase: its beginning tells.
  last = Math.min(last, first + LONGEST_PHRASE)
  while (first < last && (isMark(t, first) || CLOCK.test(t.word(first)) || LEADS.has(t.lowerWord(first)))) first++
  if (first + 2 <= last && t.lowerWord(first) === 'according' && t.lowerWord(first + 1) === 'to') first += 2
  while (last > first && (isMark(t, last) || isPossessiveMark(t, last))) last--
  const word = t.lowerWord(first)
  if (first === last) {
    if (thirdPerson(word) !== null) return memory.meant.get(first) ?? null
    if (FIRST_SINGULAR.has(word) || FIRST_PLURAL.has(word) || SECOND.has(word)) return null
    if (RELATIVES.has(word) && !isDemonstrative(t, first)) return antecedent(memory, first)
  } else if (
    !isPossessivePronoun(t, first) &&
    (FIRST_PLURAL.has(word) || thirdPerson(word)?.number === 'many') &&
    GROUP_NOUNS.has(t.lowerWord(first + 1))
  ) {
    return memory.meant.get(first) ?? null
  }
  if (first < last && (isNumber(t, first) || QUANTITIES.has(word)) && PARTITIVES.has(t.lowerWord(first + 1))) {
    return someOf(memory, first, coreEnd(memory, first, last))
  }
  const core = coreEnd(memory, first, last)
  if ((word === 'those' || word === 'these') && (first === last || !isNoun(t, first + 1)))
    return quantified(memory, first, last)
  const joint = pairOf(memory, first, last) ?? jointly(memory, first, core, last)
  if (joint !== null) return joint
  const head = headOf(memory, first, core, last)
  if (head >= 0 && head < last && PARTITIVE_NOUNS.has(t.lowerWord(head)) && t.lowerWord(head + 1) === 'of') {
    return someOf(memory, first, core)
  }
  const named = bearer(memory, first, core, last, head)
  if (named !== null) return named
  if (head < 0) {
    // "The general", "the 17-year-old", "the younger", where the tagger takes the noun for an adjective.
    const noun = DEFINITE.has(word) && core > first && isAdjectival(t, core) ? core : -1
    if (noun >= 0 && sortOf(t, noun) === 'person') return describe(memory, noun) ?? quantified(memory, first, last)
    return quantified(memory, first, last)
  }
  const name = memory.name(head)
  if (name !== null) {
    // "the Republican": somebody, not the party.
    if (name.kind === 'person' || head > name.last || name.words.length > 1 || !PERSON_NOUNS.has(name.words[0]!))
      return asSpeaker(memory, name)
    return unheard(memory, first, head)
  }
  if (isProper(t, head)) return unheard(memory, first, head)
  const pronoun = thirdPerson(t.lowerWord(head))
  if (pronoun !== null) return memory.meant.get(head) ?? null
  if (!isCommon(t, head)) return quantified(memory, first, last)
  const c = describe(memory, head, true)
  if (c === null) return quantified(memory, first, last)
  if (c.kind === 'described' && c.phrase !== null && c.phrase.last === head) widen(memory, c, head, core, last)
  return c
}

/** "One in four voters", "32 percent of those asked", "one of his aides". */
function someOf(memory: Memory, first: number, core: number): Character {
  const { t } = memory
  const alone = t.lowerWord(first) === 'one' && t.lowerWord(first + 1) === 'of'
  const last = Math.min(core, first + 14)
  const c = memory.cast.make('described', alone ? 'anonymous' : 'group', !alone, true)
  c.phrase = { first, last, possessor: null }
  memory.touch(c, first, last)
  return c
}

/** A description new with this source shows with its prepositional phrases: "bureaucrats of the government". */
function widen(memory: Memory, c: Character, head: number, core: number, last: number): void {
  const { t } = memory
  if (c.phrase === null) return
  for (let k = c.phrase.first; k <= last; k++) {
    if (ANONYMITY_WORDS.has(t.lowerWord(k))) c.type = 'anonymous'
  }
  if (core > head && core - c.phrase.first <= 14) {
    const mention = c.mentions[c.mentions.length - 1]
    c.phrase = { ...c.phrase, last: core }
    if (mention !== undefined && mention.last === head) {
      c.mentions[c.mentions.length - 1] = { first: mention.first, last: core }
    }
  }
}

/** A person's name that the phrase is about, although its head may be an office: "press office head, Lena Marsh". */
function bearer(memory: Memory, first: number, core: number, last: number, head: number): Character | null {
  const { t } = memory
  const asHead = head >= 0 ? memory.name(head) : null
  if (asHead !== null && asHead.kind === 'person' && !isPossessiveMark(t, Math.min(asHead.last + 1, t.size - 1))) {
    return memory.cast.meant(t, asHead)
  }
  if (head >= 0 && isPlural(t, head) && asHead === null) return null
  const ending = memory.name(core)
  if (
    ending !== null &&
    ending.kind === 'person' &&
    ending.first > first &&
    !isObjectOfPreposition(memory, ending, first)
  ) {
    return memory.cast.meant(t, ending)
  }
  // After the comma that ends the core: "Press office head, Lena Marsh".
  const next = core + 2
  if (next <= last && t.word(core + 1) === ',' && (asHead === null || asHead.kind !== 'person')) {
    let k = next
    while (k < last && memory.nameAt[k] === 0 && TITLES.has(t.lowerWord(k))) k++
    const name = memory.name(k)
    const role =
      head >= 0 && (PERSON_NOUNS.has(t.lowerWord(head)) || KIN.has(t.lowerWord(head)) || AGENT.test(t.lowerWord(head)))
    if (name !== null && name.kind === 'person' && name.first === k && role) return memory.cast.meant(t, name)
    // "Its owner, Deep South Fish".
    const body = name !== null && (name.kind === 'organization' || name.kind === 'other') && name.first === k
    if (body && asHead === null && head >= 0 && EITHER.has(t.lowerWord(head))) return memory.cast.meant(t, name)
    if (name !== null && name.kind === 'unsure' && name.first === k && role && asHead === null)
      return asPerson(memory, name)
  }
  // The parser's word for it.
  if (head >= 0 && asHead === null) {
    for (let k = core + 1; k <= last; k++) {
      if (isApposition(t, k) && t.head[k] === head) {
        const name = memory.name(k)
        if (name !== null && name.kind === 'person') return memory.cast.meant(t, name)
      }
    }
  }
  return null
}

/** Whether a source asks not to be known: "on condition of anonymity". */
export function hides(t: Tokens, { first, last }: Stretch): boolean {
  for (let k = first; k <= last && k <= first + LONGEST_PHRASE; k++)
    if (ANONYMITY_WORDS.has(t.lowerWord(k))) return true
  return false
}

/** Whether a source is named after all: "a welder who gave her name as Ines". */
export function givesName(t: Tokens, { first, last }: Stretch): boolean {
  for (let k = first + 1; k < last && k <= first + LONGEST_PHRASE; k++) {
    const word = t.lowerWord(k)
    const naming = word === 'as' ? t.lowerWord(k - 1) === 'name' : word === 'named' || word === 'called'
    if (naming && /^\p{Lu}/u.test(t.word(k + 1))) return true
  }
  return false
}

/** How a phrase came to mean `c`: as the name, pronoun or description in it was understood. */
export function tellingOf(memory: Memory, { first, last }: Stretch, c: Character | null): Told {
  if (c === null) return { ...NOBODY, reason: 'no-source-in-reach' }
  for (let k = first; k <= last && k <= first + LONGEST_PHRASE; k++) {
    const told = memory.toldAt.get(k)
    if (told !== undefined && (told.who === c || (told.who === null && told.candidates[0] === c))) return told
  }
  const by = { first, last: Math.min(last, first + LONGEST_PHRASE) }
  const way =
    c.kind === 'joint' ? 'joint' : c.kind === 'person' ? 'name' : c.kind === 'described' ? 'quantified' : 'body'
  return { who: c, way, share: 1, reason: null, candidates: [], by }
}
