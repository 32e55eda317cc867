/**
 * Mends a tagged source where the form of the sentence is plain: who speaks, without the occasion, with the clause that
 * tells who it is.
 */
import { RoleTag, roleOf } from '../tagging/index.ts'
import { PENN_INDEX, Quote } from '../tokens/index.ts'
import { hasComma, sentenceEnd, setOf } from './clauses.ts'
import { leadsOn, occasionEnd } from './occasions.ts'
import { ADVERB, type Phrases, PROPER, type Stretch } from './phrases.ts'
import { REPORTING } from './verbs.ts'

/** Writings that speak for whoever they belong to: "the ministry's statement said". */
const WRITINGS = setOf('statement report letter memo announcement filing note release')
/** The longest phrase for who speaks on such an occasion, in tokens. */
const LONGEST_SPEAKER = 12
/** Adjectives of those who hold something to be so: "is convinced that". */
const HOLDING = setOf(`convinced confident sure certain worried concerned afraid optimistic hopeful adamant persuaded
  satisfied aware`)
/** Nouns of people by their work or kin. */
const ROLES_OF_PEOPLE =
  /(?:er|or|ist|ian|man|woman|person|ent|ant|ary|chief|head|boss|chair|king|queen|judge|coach|aide|guard|nurse|spy|general|attorney|wife|widow|son|ee|eer|rep|lead|host)$/

/** "It was reported that": "it" is nobody's words. "She is convinced that": she is the source. */
export function expletive(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const i = cue.first - 1
  if (i >= 0 && tags[i] === RoleTag.BeginContent && phrases.lower(i) === 'it') tags[i] = RoleTag.Outside
  // "The detective is convinced that": whoever is convinced is the source.
  if (i < 0 || roleOf(tags[i]!) !== 'content' || !HOLDING.has(phrases.lower(cue.end - 1))) return
  if (tags[cue.end] !== RoleTag.BeginContent) return
  let first = i
  while (first > 0 && tags[first] === RoleTag.InsideContent) first--
  if (!phrases.isNounPhrase({ first, end: i + 1 }, 12)) return
  tags.fill(RoleTag.InsideSource, first, i + 1)
  tags[first] = RoleTag.BeginSource
}

/** The source of a cue that a clause in commas parts from it: "A nurse, who asked not to be named, said". */
export function overClause(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  const comma = cue.first - 1
  if (comma <= start || phrases.word(comma) !== ',' || !REPORTING.has(phrases.lemma(cue.end - 1))) return
  let who = comma - 1
  while (who > start && phrases.word(who) !== ',' && comma - who < 20) who--
  if (phrases.word(who) !== ',' || phrases.lower(who + 1) !== 'who') return
  const source = { first: phrases.statementStart(start, who), end: who }
  if (!phrases.isNounPhrase(source, 10) || hasComma(phrases, source)) return
  for (let i = source.first; i < source.end; i++) {
    const role = roleOf(tags[i]!)
    if (role !== null && role !== 'source') return
  }
  for (let i = who + 1; i < comma; i++) if (phrases.quote(i) !== Quote.Outside) return
  tags.fill(RoleTag.InsideSource, source.first, cue.first)
  tags[source.first] = RoleTag.BeginSource
}

/**
 * Mends the source right before a cue: without the occasion of speaking, with its title and the clause that tells
 * who it is; "the ministry's statement" speaks for the ministry.
 *
 * @param within the cue's tag stands within its statement, so that the title is none
 */
export function sourceBefore(phrases: Phrases, tags: Uint8Array, cue: Stretch, within: boolean): void {
  const { tokens } = phrases
  const start = tokens.sentenceStart[tokens.sentence[cue.first]!]!
  let end = cue.first
  while (
    end > start &&
    (phrases.word(end - 1) === ',' || phrases.is(end - 1, ADVERB)) &&
    roleOf(tags[end - 1]!) === null
  )
    end--
  if (end === start || roleOf(tags[end - 1]!) !== 'source') return
  let first = end - 1
  while (first > start && tags[first] === RoleTag.InsideSource) first--
  const person = beforeOccasion(phrases, start, end)
  if (person !== null) {
    tags.fill(RoleTag.Outside, person.end, end)
    tags.fill(RoleTag.InsideSource, person.first, person.end)
    tags[person.first] = RoleTag.BeginSource
    return
  }
  // "Masoud in a recent interview with a wire service said": the source is Masoud.
  for (let i = first + 1; i < end; i++) {
    if (occasionEnd(phrases, i, end) === i) continue
    const stop = phrases.word(i - 1) === ',' ? i - 1 : i
    if (stop > first) tags.fill(RoleTag.Outside, stop, end)
    return
  }
  // "The ministry's statement said": the ministry speaks.
  if (end === cue.first && WRITINGS.has(phrases.lemma(end - 1)) && /^['’]s?$/.test(phrases.word(end - 2))) {
    tags[end - 1] = RoleTag.BeginCue
    tags[cue.first] = RoleTag.InsideCue
    return
  }
  if (clausesBefore(phrases, tags, { first, end }, start)) return
  // "The ministry's press head, Lena Marsh also said": what the name explains belongs to it.
  if (!within && phrases.word(first - 1) === ',' && phrases.is(first, PROPER) && tags[first - 2] === RoleTag.Outside) {
    const title = { first: start, end: first - 1 }
    const opening = phrases.lower(start)
    if (
      title.end - title.first >= 2 &&
      phrases.isNounPhrase(title, 12) &&
      tokens.tag[title.end - 1] === PENN_INDEX.get('NN') &&
      tokens.entity[title.end - 1] === 0 &&
      ROLES_OF_PEOPLE.test(phrases.lemma(title.end - 1)) &&
      !/^(?:last|next|this|that|each|every|one)$/.test(opening) &&
      !hasComma(phrases, title)
    ) {
      tags[start] = RoleTag.BeginSource
      tags.fill(RoleTag.InsideSource, start + 1, first + 1)
    }
  }
}

/**
 * The one who speaks where an occasion of speaking stands before the cue at `end`, and so looks like its subject:
 * "Ilse Brandt in a long interview with a radio station | said". Null where the words are no such phrase.
 */
function beforeOccasion(phrases: Phrases, start: number, end: number): Stretch | null {
  const first = phrases.statementStart(start, end)
  for (let at = first + 1; at < end && at - first < LONGEST_SPEAKER; at++) {
    const noun = occasionEnd(phrases, at, end)
    if (noun === at || (noun < end && !(leadsOn(phrases, noun) && phrases.nounEnd(noun + 1, end) === end))) continue
    const person = { first, end: phrases.word(at - 1) === ',' ? at - 1 : at }
    const named = phrases.is(person.end - 1, PROPER) || ROLES_OF_PEOPLE.test(phrases.lemma(person.end - 1))
    return named && phrases.isNounPhrase(person, LONGEST_SPEAKER) ? person : null
  }
  return null
}

/**
 * "A senior nurse, who asked not to be named, said" and "A welder who gave her name as Ines said": a relative clause
 * right before the cue belongs to the source. True where it was mended.
 */
function clausesBefore(phrases: Phrases, tags: Uint8Array, source: Stretch, start: number): boolean {
  // The tagged source is the last word of the clause.
  let who = source.first - 1
  while (who > start && phrases.lower(who) !== 'who' && source.first - who < 12 && phrases.word(who) !== ',') who--
  if (phrases.lower(who) !== 'who') return false
  const noun = phrases.word(who - 1) === ',' ? who - 1 : who
  const named = { first: phrases.statementStart(start, noun), end: noun }
  if (!phrases.isNounPhrase(named, 10) || hasComma(phrases, named)) return false
  // A cue of its own in the clause that is no verb of saying was the tagger's guess.
  for (let i = named.first; i < who; i++) if (tags[i] !== RoleTag.Outside) return false
  for (let i = who; i < source.first; i++)
    if (roleOf(tags[i]!) === 'cue' && REPORTING.has(phrases.lemma(i))) return false
  tags.fill(RoleTag.InsideSource, named.first, source.end)
  tags[named.first] = RoleTag.BeginSource
  return true
}

/** "Said one officer, speaking on condition of anonymity": the condition belongs to the source. */
export function sourceAfter(phrases: Phrases, tags: Uint8Array, cue: Stretch): void {
  if (tags[cue.end] !== RoleTag.BeginSource) return
  let end = cue.end + 1
  while (end < tags.length && tags[end] === RoleTag.InsideSource) end++
  const limit = sentenceEnd(phrases, cue.first)
  const comma = phrases.word(end) === ',' ? end + 1 : end
  if (!/^(?:speaking|who)$/.test(phrases.lower(comma)) || comma === end) return
  let anonymous = false
  for (let i = comma; i < limit; i++) {
    if (tags[i] !== RoleTag.Outside && roleOf(tags[i]!) === 'content' && phrases.quote(i) !== Quote.Outside) return
    anonymous ||= /^(?:anonymity|anonymously|unnamed|named|identified)$/.test(phrases.lower(i))
  }
  if (!anonymous || limit - comma > 24) return
  tags.fill(RoleTag.InsideSource, end, limit)
}
