/**
 * Whom a description means, "the minister", "the 32-year-old", "her lawyer": somebody met before, or somebody new;
 * and whom "who", "which" and "whose" stand for, which hang on names and descriptions.
 */
import type { Tokens } from '../tokens/index.ts'
import type { Character } from './cast.ts'
import { byAge, coupled, relative, siblings } from './families.ts'
import { fold } from './folding.ts'
import {
  isApposition,
  isCommon,
  isDeterminer,
  isNoun,
  isPlural,
  isPossessiveMark,
  isPossessivePronoun,
  isPreposition,
  isProper,
  isRelativeClause,
  phraseStart,
} from './grammar.ts'
import { isKinship } from './kin.ts'
import {
  FEMALE_NOUNS,
  GENERIC_ORGANIZATION_NOUNS,
  GENERIC_PERSON_NOUNS,
  MALE_NOUNS,
  ORGANIZATION_NOUNS,
  PERSON_NOUNS,
  roleOf,
  TITLES,
} from './lexicon.ts'
import type { Memory } from './memory.ts'
import { asSpeaker } from './named.ts'
import { AGE, guessSort, INDEFINITE, PLURAL_BODIES, type Sort, sortOf, typeOf } from './nouns.ts'
import { outletBehind, paperOf } from './outlets.ts'
import { afterOwner } from './phrase-parts.ts'
import { agrees, featuresOf, type Pronoun, SECOND, score, thirdPerson } from './pronouns.ts'
import { byShare, lastMention } from './told.ts'

/** What opens a phrase for somebody met before. */
export const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those'])

/** Nouns for bodies of any sort. */
const GENERAL_BODIES = new Set(['organization', 'organisation', 'group', 'body', 'agency', 'institution'])

/**
 * Who or what the phrase ending in noun `head` means: somebody met before, or somebody new. `forced` is for a
 * source whose noun no list knows.
 */
export function describe(memory: Memory, head: number, forced = false): Character | null {
  const met = memory.meant.get(head)
  if (met !== undefined) return met
  const { t } = memory
  const sort = sortOf(t, head) ?? (forced ? guessSort(t, head) : null)
  if (sort === null) return null
  const first = phraseStart(t, head)
  const opener = t.lowerWord(first)
  const definite = DEFINITE.has(opener)
  const owner = ownerIn(memory, first, head)
  const word = t.lowerWord(head)
  if (sort === 'group') siblings(memory, first, head, owner)
  else coupled(memory, first, head)
  const role = roleOf(isPlural(t, head) ? t.strings.text(t.lemma[head]!) : word)
  const known =
    paperOf(memory, first, head) ??
    outletBehind(memory, first, head) ??
    (sort === 'person' ? (kinOf(memory, first, head, owner) ?? byAge(memory, first, head)) : null) ??
    (sort === 'group' ? null : metBefore(memory, head, sort, role, word, definite, owner)) ??
    alike(memory, first, head, definite, owner, sort)
  const c = known ?? introduce(memory, first, head, sort, owner)
  if (!memory.toldAt.has(head)) {
    const by = known === null ? { first, last: head } : lastMention(known)
    memory.noteTold(head, c, known === null ? 'described' : 'role', by ?? { first, last: head })
  }
  memory.byHead.set(`${sort} ${role}`, c)
  memory.meant.set(head, c)
  memory.touch(c, first, head)
  return c
}

/** Who "her mother" is; "Declan Furey, whose father Matt Furey ran the port": Declan's. */
function kinOf(memory: Memory, first: number, head: number, owner: Character | null): Character | null {
  const { t } = memory
  const named = first > 0 && t.lowerWord(first - 1) === 'whose' && t.sentence[first - 1] === t.sentence[first]
  const whose = owner ?? (named && isKinship(t.lowerWord(head)) ? antecedent(memory, first - 1) : null)
  return relative(memory, first, head, whose)
}

/** "the minister": the one called so, else for general words ("the company") the one spoken of a moment ago. */
function metBefore(
  memory: Memory,
  head: number,
  sort: Sort,
  role: string,
  word: string,
  definite: boolean,
  owner: Character | null,
): Character | null {
  const { t } = memory
  const first = phraseStart(t, head)
  const bareHeadline = first === head || (!INDEFINITE.has(t.lowerWord(first)) && !definite && t.sentence[head]! < 3)
  if (!definite && owner === null && !(bareHeadline && sort === 'person')) return null
  if (owner !== null && sort !== 'person') return null
  const fits = (c: Character) =>
    sort === 'person'
      ? c.human && !c.plural
      : sort === 'organization'
        ? c.type === 'organization'
        : c.type === 'document'
  const gendered = MALE_NOUNS.has(word) ? 'male' : FEMALE_NOUNS.has(word) ? 'female' : null
  const near = (c: Character) => t.sentence[head]! - t.sentence[c.lastToken]!
  const age = AGE.exec(word)
  if (age !== null) {
    for (const c of memory.recent) if (c.age === age[1] && fits(c)) return c
  } else {
    const qualified = calledSo(memory, first, head, role, owner)
    if (qualified !== null && fits(qualified)) return qualified
    const called = memory.recent.filter(c => c !== owner && fits(c) && c.roles.has(role))
    if (called[0] !== undefined) {
      if (sort === 'person' && definite && head - first === 1) noteTorn(memory, head, called)
      return called[0]
    }
    const later = memory.byRole.get(role)
    if (later !== undefined && (sort === 'person' || bareHeadline)) {
      const c = later.find(x => x !== owner && fits(x))
      if (c !== undefined && (later.length === 1 || c.lastToken >= 0)) return c
    }
  }
  if (!definite) return null
  if (sort === 'organization' && !GENERIC_ORGANIZATION_NOUNS.has(word)) return null
  const before = memory.byHead.get(`${sort} ${role}`)
  if (before !== undefined) return before
  const generic = sort === 'person' ? GENERIC_PERSON_NOUNS.has(word) || age !== null : sort === 'organization'
  if (!generic) return null
  let best: Character | null = null
  let top = Number.NEGATIVE_INFINITY
  let rank = 0
  const weighed: { c: Character; s: number }[] = []
  const wanted: Pronoun = sort === 'person' ? { gender: gendered, number: 'one' } : { gender: null, number: 'thing' }
  for (const c of memory.recent) {
    if (!fits(c) || c.kind === 'described' || c.kind === 'place' || near(c) > 4) continue
    // Somebody of another age is somebody else.
    if (age !== null && c.age !== null) continue
    if (sort === 'person' && gendered !== null && !agrees(wanted, c)) continue
    // A school is no company.
    if (
      sort === 'organization' &&
      c.roles.size > 0 &&
      !c.roles.has(role) &&
      [...c.roles].every(r => ORGANIZATION_NOUNS.has(r)) &&
      !GENERAL_BODIES.has(word)
    )
      continue
    featuresOf(t, head, wanted, c, rank++, c === memory.lastSpeaker, memory.isSource[head] === 1, memory.row)
    const s = score(memory.row, memory.weights)
    weighed.push({ c, s })
    if (s > top) {
      best = c
      top = s
    }
  }
  if (best !== null) {
    const told = byShare(weighed, best, top, 'one', t)
    memory.toldAt.set(head, { ...told, who: best, reason: null, way: 'generic' })
  }
  return best
}

/** Those called so were met at most this many sentences back. */
const LATELY = 2

/** "The minister", where two ministers were met a moment ago: it stays open which. */
function noteTorn(memory: Memory, head: number, [last, other]: readonly Character[]): void {
  const { t } = memory
  if (last === undefined || other === undefined || last.kind !== 'person' || other.kind !== 'person') return
  const far = (c: Character) => t.sentence[head]! - t.sentence[c.lastToken]! > LATELY
  if (far(last) || far(other)) return
  const by = lastMention(last)
  memory.toldAt.set(head, {
    who: null,
    way: 'role',
    share: 0.5,
    reason: 'two-candidates',
    candidates: [last, other],
    by,
  })
}

/** "The Rovers manager", of two managers the one who was called so. */
function calledSo(
  memory: Memory,
  first: number,
  head: number,
  role: string,
  owner: Character | null,
): Character | null {
  const { t } = memory
  let best: Character | null = null
  let top = 0
  for (const c of memory.byRole.get(role) ?? []) {
    if (c === owner || c.qualifiers.size === 0) continue
    let shared = 0
    for (let k = first; k < head; k++) if (c.qualifiers.has(t.lowerWord(k))) shared++
    if (shared > top) {
      best = c
      top = shared
    }
  }
  return best
}

/** An earlier phrase with the same head: "the report" after "a parliamentary report", "officials" again. */
function alike(
  memory: Memory,
  first: number,
  head: number,
  definite: boolean,
  owner: Character | null,
  sort: Sort,
): Character | null {
  const same = memory.byPhrase.get(phraseKey(memory, first, head, owner))
  if (same !== undefined && (definite || owner !== null || sort === 'group')) return same
  const { t } = memory
  const opener = t.lowerWord(first)
  const short = definite && head - first === 1
  if (!short || opener === 'those') return null
  const role = roleOf(isPlural(t, head) ? t.strings.text(t.lemma[head]!) : t.lowerWord(head))
  return memory.byHead.get(`${sort} ${role}`) ?? null
}

/** What a description is known by when it comes again: its words without articles, and whose it is. */
export function phraseKey(memory: Memory, first: number, head: number, owner: Character | null): string {
  const { t } = memory
  const words: string[] = []
  if (owner !== null) words.push(`#${owner.order}`)
  for (let k = owner === null ? first : afterOwner(t, first, head); k <= head; k++) {
    if (isDeterminer(t, k) || isPossessivePronoun(t, k)) continue
    words.push(fold(t.word(k)))
  }
  return words.join(' ')
}

function introduce(memory: Memory, first: number, head: number, sort: Sort, owner: Character | null): Character {
  const { t } = memory
  const word = t.lowerWord(head)
  const c = memory.cast.make(
    'described',
    typeOf(t, first, head, sort, owner),
    sort === 'group' || PLURAL_BODIES.has(word),
    sort === 'person' || sort === 'group',
  )
  const possessor = owner === null ? null : { who: owner, restFrom: afterOwner(t, first, head) }
  c.phrase = { first, last: head, possessor }
  if (sort === 'person') {
    if (MALE_NOUNS.has(word)) memory.cast.vote(c, 'male', 2)
    if (FEMALE_NOUNS.has(word)) memory.cast.vote(c, 'female', 2)
    c.age = AGE.exec(word)?.[1] ?? null
  }
  memory.byPhrase.set(phraseKey(memory, first, head, owner), c)
  return c
}

/** Whose the thing is: "her mother", "Thomas' sister", "the ministry's statement". */
function ownerIn(memory: Memory, first: number, head: number): Character | null {
  const { t } = memory
  if (isPossessivePronoun(t, first)) return memory.meant.get(first) ?? null
  for (let k = head - 1; k > first; k--) {
    if (!isPossessiveMark(t, k)) continue
    const name = memory.name(k - 1)
    if (name !== null) return memory.cast.meant(t, name)
    return memory.meant.get(k - 1) ?? (isCommon(t, k - 1) ? describe(memory, k - 1) : null)
  }
  return null
}

/** A proper noun in no name: a title alone ("the President"), a capitalised office. */
export function unheard(memory: Memory, first: number, head: number): Character | null {
  const { t } = memory
  const word = t.lowerWord(head)
  const sort: Sort =
    PERSON_NOUNS.has(word) || TITLES.has(word) ? 'person' : isPlural(t, head) ? 'group' : 'organization'
  const role = roleOf(word)
  const met = sort === 'group' ? null : metBefore(memory, head, sort, role, word, true, null)
  const c =
    met ??
    alike(memory, first, head, true, null, sort) ??
    introduce(memory, phraseStart(t, head), head, sort, ownerIn(memory, phraseStart(t, head), head))
  memory.byHead.set(`${sort} ${role}`, c)
  memory.meant.set(head, c)
  memory.touch(c, phraseStart(t, head), head)
  return c
}

/** "Many", "some in the party", "those who know": a group; "one": somebody. */
export function quantified(memory: Memory, first: number, last: number): Character | null {
  const { t } = memory
  const word = t.lowerWord(first)
  if (!/\p{L}/u.test(word) || word === 'it' || word === 'there' || SECOND.has(word)) return null
  const key = `quantified ${word}`
  const one = word === 'one' || word === 'another' || word === 'someone' || word === 'somebody'
  const c = memory.byPhrase.get(key) ?? memory.cast.make('described', one ? 'anonymous' : 'group', !one, true)
  if (c.phrase === null) c.phrase = { first, last: Math.min(last, first + 5), possessor: null }
  memory.byPhrase.set(key, c)
  memory.touch(c, first, Math.min(last, first + 5))
  return c
}

/** "…, who said": the noun that the clause hangs on, and what stands before the pronoun. */
export function antecedent(memory: Memory, i: number): Character | null {
  const { t } = memory
  const floor = t.sentenceStart[t.sentence[i]!]!
  let verb = t.head[i]!
  for (let up = 0; up < 4 && verb > i && !isRelativeClause(t, verb); up++) verb = t.head[verb]!
  let noun = verb > i && isRelativeClause(t, verb) ? t.head[verb]! : -1
  if (noun < floor || noun >= i) {
    noun = i - 1
    while (
      noun > floor &&
      noun > i - 60 &&
      !isNoun(t, noun) &&
      memory.nameAt[noun] === 0 &&
      thirdPerson(t.lowerWord(noun)) === null
    )
      noun--
  }
  if (noun < floor) return null
  if (t.lowerWord(i) !== 'which' && t.lowerWord(i) !== 'that' && !mayBeHuman(memory, noun)) {
    // A clause with "who" hangs on people, whatever noun stands nearer.
    for (let k = noun - 1, n = 0; k >= floor && n < 20; k--, n++) {
      if (mayBeHuman(memory, k) && (isNoun(t, k) || memory.nameAt[k] !== 0)) {
        noun = k
        break
      }
    }
  }
  const name = memory.name(noun)
  if (name !== null) {
    // "his lawyer, John Smith, who said" and "John Smith, his lawyer, who said" both end in the right one.
    return asSpeaker(memory, name)
  }
  if (memory.meant.has(noun)) {
    const c = memory.meant.get(noun)!
    const after = noun + 2 < i && t.word(noun + 1) === ',' ? memory.name(noun + 2) : null
    if (after !== null && after.kind === 'person') return memory.cast.meant(t, after)
    if (isApposition(t, noun) && t.head[noun]! >= 0 && memory.name(t.head[noun]!) !== null)
      return asSpeaker(memory, memory.name(t.head[noun]!)!)
    return c
  }
  if (isApposition(t, noun) && t.head[noun]! >= 0 && memory.name(t.head[noun]!) !== null)
    return asSpeaker(memory, memory.name(t.head[noun]!)!)
  if (isNoun(t, noun))
    return isProper(t, noun) ? unheard(memory, phraseStart(t, noun), noun) : describe(memory, noun, true)
  return memory.meant.get(noun) ?? quantified(memory, noun, noun)
}

/** Whether "who" may hang on what stands at token `i`. */
function mayBeHuman(memory: Memory, i: number): boolean {
  const { t } = memory
  const name = memory.name(i)
  if (name !== null) return name.kind === 'person' || name.kind === 'unsure' || isPlural(t, name.last)
  if (!isNoun(t, i)) return thirdPerson(t.lowerWord(i)) !== null || i === 0 || !isPreposition(t, i)
  const sort = sortOf(t, i) ?? guessSort(t, i)
  return sort === 'person' || sort === 'group'
}

/** Whether "that" opens its sentence and so stands for no noun before it. */
export function isDemonstrative(t: Tokens, i: number): boolean {
  return t.lowerWord(i) === 'that' && (i === 0 || t.sentence[i - 1] !== t.sentence[i])
}
