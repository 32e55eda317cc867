import { ENTITY_KINDS, type Tokens } from '../tokens/index.ts'
import { FEMALE_NAMES, MALE_NAMES } from './first-names.ts'
import { fold, type Gender } from './folding.ts'
import { isAdjective, isCommon, isPossessiveMark, isPossessivePronoun, isProper } from './grammar.ts'
import {
  FEMALE_TITLES,
  GROUP_NOUNS,
  KIN,
  MALE_TITLES,
  MEDIA_WORDS,
  MONTHS_AND_DAYS,
  ORGANIZATION_NOUNS,
  ORGANIZATION_WORDS,
  PERSON_NOUNS,
  PLACE_WORDS,
  PLACES,
  SUFFIXES,
  SURNAMES,
  TITLES,
} from './lexicon.ts'
import { isKnownOutlet } from './outlets.ts'

/** The entity tagger's kinds, and `unsure` for a run of proper nouns that it left alone. */
export type NameKind = 'person' | 'organization' | 'place' | 'other' | 'unsure'

/** A name as it stands in the text: tokens `first..last` (both included), its titles from `start` on. */
export interface Name {
  readonly start: number
  readonly first: number
  readonly last: number
  kind: NameKind
  /** The folded words, without titles and suffixes; never empty. */
  words: readonly string[]
  /** "jr", "sr", "ii", … or the empty string. */
  readonly suffix: string
  /** As its titles tell it. */
  readonly gender: Gender
  readonly titled: boolean
  /** The run whose surname this one shares: "Jon" in "Jon and Petra Lisle". */
  surnameFrom: Name | null
}

const GENERATIONS = new Set(['jr', 'sr', 'ii', 'iii', 'iv'])
const ADDRESSES = new Set(['mr', 'mr.', 'mrs', 'mrs.', 'ms', 'ms.', 'miss'])
/** Before the names of two: no part of the first one's. */
const PAIRS = new Set(['twins', 'brothers', 'sisters', 'siblings', 'cousins', 'spouses', 'parents'])
const bare = (word: string): string => word.replace(/\.$/, '')
/** No name is longer: what a careless entity tagger strings together beyond this is cut. */
const LONGEST = 12

/** Every name of the text, in order; none overlaps another. */
export function findNames(t: Tokens): Name[] {
  const names: Name[] = []
  let i = 0
  while (i < t.size) {
    const entity = t.entity[i]!
    let kind: NameKind
    let end = i + 1
    const sentence = t.sentence[i]!
    if (entity !== 0) {
      const k = (entity - 1) >> 1
      kind = ENTITY_KINDS[k]!
      while (end < t.size && t.entity[end] === 2 + 2 * k && t.sentence[end] === sentence && end - i < LONGEST) end++
    } else if (isShoutedLabel(t, i)) {
      kind = 'person'
      while (t.word(end) !== ':') end++
    } else if (isProper(t, i) && !MONTHS_AND_DAYS.has(t.lowerWord(i)) && startsName(t, i)) {
      kind = 'unsure'
      while (
        end < t.size &&
        t.entity[end] === 0 &&
        isProper(t, end) &&
        t.sentence[end] === sentence &&
        !MONTHS_AND_DAYS.has(t.lowerWord(end)) &&
        end - i < LONGEST
      )
        end++
    } else {
      i++
      continue
    }
    const name = nameOf(t, i, end, kind)
    if (name !== null) {
      // "The Taliban": a single word with an article is no person, whatever the tagger says.
      const article = name.start > 0 && t.lowerWord(name.start - 1) === 'the'
      const alone = name.words.length === 1 || !isGiven(name.words[0]!)
      if (article && name.kind === 'person' && alone && !name.titled) name.kind = 'organization'
      if (name.kind === 'person' && (afterBody(t, name) || reportsAlone(t, name))) name.kind = 'organization'
      if (isLabel(t, name) || followsKin(t, name) || givesAge(t, name) || isStaff(t, name)) name.kind = 'person'
      names.push(name)
    }
    i = end
  }
  const whole = joinPieces(withMissed(names, t), t).map(name => personWithin(name, t))
  for (const name of whole) name.kind = kindByWords(name, t)
  settleKinds(whole, t)
  shareSurnames(whole, t)
  return whole
}

/** "Prys said", where the tagger takes the surname of Gethin Prys for a common noun because a sentence begins with it. */
function withMissed(names: readonly Name[], t: Tokens): Name[] {
  const surnames = new Set<string>()
  for (const n of names) if (n.kind === 'person' && n.words.length > 1) surnames.add(n.words[n.words.length - 1]!)
  if (surnames.size === 0) return [...names]
  const all: Name[] = []
  let next = 0
  for (let i = 0; i < t.size; i++) {
    if (next < names.length && i >= names[next]!.first) {
      i = names[next]!.last
      all.push(names[next++]!)
      continue
    }
    if (!startsName(t, i) || !surnames.has(fold(t.word(i))) || KIN.has(t.lowerWord(i)) || TITLES.has(t.lowerWord(i)))
      continue
    const name = nameOf(t, i, i + 1, 'person')
    if (name !== null && !MONTHS_AND_DAYS.has(t.lowerWord(i))) all.push(name)
  }
  return [...all, ...names.slice(next)]
}

/**
 * Mends what the tagger cut: "New Zealand | Herald" is one paper, "Groundsman | Colm | Derrig" one person with a
 * trade before the name, "Amsel | Straits Line" one firm, and a given name before a surname alone belongs to it.
 */
function joinPieces(names: readonly Name[], t: Tokens): Name[] {
  const whole: Name[] = []
  for (let i = 0; i < names.length; i++) {
    let end = i
    while (end + 1 < names.length && touches(t, names[end]!, names[end + 1]!) && end - i < MOST_PIECES) end++
    if (end === i) {
      whole.push(names[i]!)
      continue
    }
    joinRun(names.slice(i, end + 1), t, whole)
    i = end
  }
  return whole
}

const MOST_PIECES = 6

const touches = (t: Tokens, a: Name, b: Name): boolean =>
  a.last + 1 === b.first && t.sentence[a.last] === t.sentence[b.first]

/** One name out of several, with the titles of the first. */
function merged(pieces: readonly Name[], kind: NameKind): Name {
  const first = pieces[0]!
  const last = pieces[pieces.length - 1]!
  return {
    ...last,
    start: first.start,
    first: first.first,
    kind,
    words: pieces.flatMap(p => p.words),
    gender: first.gender ?? last.gender,
    titled: first.titled || last.titled,
  }
}

/** A trade or an office that the tagger took for a name: "Goalkeeper" in "Goalkeeper Rafe Iddon". */
const isTrade = (name: Name): boolean =>
  name.first === name.last && !name.titled && (TITLES.has(name.words[0]!) || PERSON_NOUNS.has(name.words[0]!))

function joinRun(run: readonly Name[], t: Tokens, whole: Name[]): void {
  let pieces = run
  let trade: Name | null = null
  while (pieces.length > 1 && isTrade(pieces[0]!)) {
    trade ??= pieces[0]!
    pieces = pieces.slice(1)
  }
  const withTrade = (name: Name): Name =>
    trade === null
      ? name
      : {
          ...name,
          start: trade.first,
          kind: name.kind === 'unsure' || name.words.length <= 3 ? 'person' : name.kind,
          titled: true,
          gender: MALE_TITLES.has(trade.words[0]!)
            ? 'male'
            : FEMALE_TITLES.has(trade.words[0]!)
              ? 'female'
              : name.gender,
        }
  const last = pieces[pieces.length - 1]!
  const size = pieces.reduce((n, p) => n + p.last - p.first + 1, 0)
  const all = (...kinds: readonly NameKind[]) => pieces.every(p => kinds.includes(p.kind))
  const final = last.words[last.words.length - 1]!
  const plain = all('person', 'organization', 'place', 'unsure')
  const opener = BODY_OPENERS.has(pieces[0]!.words[0]!)
  if (pieces.length > 1 && trade === null && plain && !pieces[0]!.titled && !isGiven(pieces[0]!.words[0]!)) {
    if (isBodyWord(final) || PLACE_WORDS.has(final) || opener) {
      whole.push(merged(pieces, PLACE_WORDS.has(final) ? 'place' : 'organization'))
      return
    }
  }
  if (pieces.length > 1 && size <= 3 && last.words.length <= 2 && !pieces.slice(1).some(p => p.start < p.first)) {
    // One short name that the tagger cut into different kinds: a given name or a trade before it makes it a person's.
    const given = isGiven(pieces[0]!.words[0]!)
    const mixed = all('person', 'organization', 'unsure') && pieces.some(p => p.kind === 'person')
    const spelt = pieces.every(p => /^\p{Lu}[\p{L}'’-]*[\p{Ll}]/u.test(t.word(p.last)))
    const told = trade !== null || pieces[0]!.titled || given
    if (spelt && plain && !isBodyWord(final)) {
      if (told || (mixed && pieces[0]!.kind !== 'unsure' && last.kind !== 'organization')) {
        whole.push(withTrade(merged(pieces, 'person')))
        return
      }
    }
  }
  if (pieces.length === 1) {
    whole.push(withTrade(pieces[0]!))
    return
  }
  if (trade !== null) pieces = [withTrade(pieces[0]!), ...pieces.slice(1)]
  const from = whole.length
  for (const name of pieces) {
    const before = whole.length > from ? whole[whole.length - 1] : undefined
    if (before === undefined) {
      whole.push(name)
      continue
    }
    if (name.kind === 'organization' && (before.kind === 'place' || before.kind === 'unsure') && !before.titled) {
      whole[whole.length - 1] = merged([before, name], 'organization')
      continue
    }
    const given = fold(t.word(before.last))
    if (name.kind === 'person' && name.words.length === 1 && isGiven(given)) {
      whole.pop()
      if (before.last > before.first && before.words.length > 1)
        whole.push({ ...before, last: before.last - 1, words: before.words.slice(0, -1) })
      whole.push({ ...name, start: before.last, first: before.last, words: [given, ...name.words] })
      continue
    }
    whole.push(name)
  }
}

/** "Pilot Emre Yildiz", "Education Stefania Giannini": where the tagger's run holds more than the person's name, that. */
function personWithin(name: Name, t: Tokens): Name {
  if (name.kind === 'other' || name.kind === 'place' || name.last - name.first < 2 || name.surnameFrom !== null)
    return name
  for (let k = name.first + 1; k < name.last; k++) {
    const word = fold(t.word(k))
    const before = fold(t.word(k - 1))
    if (isGiven(before) || before.length < 2) return name
    if (name.last - k > 2 || isBodyWord(fold(t.word(name.last)))) continue
    const trade = TITLES.has(t.lowerWord(k - 1)) || PERSON_NOUNS.has(t.lowerWord(k - 1))
    // "Justice Minister Honoré Nkemba", whatever the given name.
    const office = trade && k - 1 > name.first && name.last - k === 1
    if (!isGiven(word) && !office) continue
    if (!trade && name.kind !== 'person') continue
    return nameOf(t, k, name.last + 1, 'person') ?? name
  }
  return name
}

const isGiven = (word: string): boolean => MALE_NAMES.has(word) || FEMALE_NAMES.has(word)
const isNounTag = (t: Tokens, i: number): boolean => isCommon(t, i) || isProper(t, i)
const isBodyWord = (word: string): boolean => ORGANIZATION_WORDS.has(word) || MEDIA_WORDS.has(word)

/** Words that begin the names of bodies: "Radio Haldrin", "Bank of Lund". */
const BODY_OPENERS = new Set(['radio', 'tele', 'tv', 'bank', 'banque', 'banco', 'ministry', 'university', 'union'])

/** What its words say against the tagger: "Halden Steel" is a firm, "Caldora City" a place; a person has a given name. */
function kindByWords(name: Name, t: Tokens): NameKind {
  const { words, kind } = name
  const final = words[words.length - 1]!
  if (words.length > 1 && !name.titled && isKnownOutlet(words)) return 'organization'
  if (words.length === 1 && SURNAMES.has(final) && kind !== 'person' && !PLACES.has(final)) {
    const word = t.word(name.last)
    const article = name.start > 0 && t.lowerWord(name.start - 1) === 'the'
    return article || word === word.toUpperCase() ? kind : 'person'
  }
  if (kind === 'organization' || name.titled) return kind
  if (words.length === 1) return PLACES.has(final) && kind !== 'other' ? 'place' : kind
  if (kind === 'place') return BODY_OPENERS.has(words[0]!) ? 'organization' : kind
  if (kind === 'other') return kind
  if (PLACES.has(words.join(' '))) return 'place'
  const given = isGiven(fold(t.word(name.first).split('-')[0]!)) || words[0]!.length === 1
  if (given) return kind
  if (PLACE_WORDS.has(final)) return 'place'
  return isBodyWord(final) || BODY_OPENERS.has(words[0]!) ? 'organization' : kind
}

/** "His son Neil", "her mother, Ada Berg": people, whatever the tagger says. */
function followsKin(t: Tokens, name: Name): boolean {
  if (name.words.length > 3 || isBodyWord(name.words[name.words.length - 1]!)) return false
  let k = name.start - 1
  if (k > 0 && t.word(k) === ',') k--
  if (k < 1 || t.sentence[k] !== t.sentence[name.first] || !KIN.has(t.lowerWord(k)) || isProper(t, k)) return false
  for (let n = 0; n < 3 && k > 0; n++, k--) {
    if (isPossessivePronoun(t, k - 1) || isPossessiveMark(t, k - 1) || t.lowerWord(k - 1) === 'whose') return true
    if (!isAdjective(t, k - 1)) return false
  }
  return false
}

/** "The agency Tana", "the newspaper Il Tempo". */
function afterBody(t: Tokens, name: Name): boolean {
  const k = name.start - 1
  if (k < 1 || name.titled || t.sentence[k] !== t.sentence[name.first] || !isCommon(t, k)) return false
  const word = t.lowerWord(k)
  return (
    (t.lowerWord(k - 1) === 'the' || t.lowerWord(k - 1) === 'a') &&
    ORGANIZATION_NOUNS.has(word) &&
    !PERSON_NOUNS.has(word)
  )
}

/** "…, reports Al Arabiya": outlets report; people who do are given a title or a given name. */
function reportsAlone(t: Tokens, name: Name): boolean {
  if (name.words.length < 2 || name.titled || isGiven(name.words[0]!) || name.words[0]!.length === 1) return false
  const sentence = t.sentence[name.first]
  const before = name.start > 0 && t.sentence[name.start - 1] === sentence ? t.lowerWord(name.start - 1) : ''
  const after = name.last + 1 < t.size && t.sentence[name.last + 1] === sentence ? t.lowerWord(name.last + 1) : ''
  return before === 'reports' || after === 'reports' || after === 'reported'
}

/** "Channel Nine's Una Brask": two or three names behind a station's or paper's, of which none is a body's word. */
function isStaff(t: Tokens, name: Name): boolean {
  if (name.kind !== 'organization' || name.words.length < 2 || name.words.length > 3 || name.first < 2) return false
  const before = name.start - 1
  if (!isPossessiveMark(t, before) || t.sentence[before] !== t.sentence[name.first]) return false
  if (name.words.some(w => ORGANIZATION_WORDS.has(w) || isBodyWord(w)) || isKnownOutlet(name.words)) return false
  const outlet = before >= 2 && STATIONS.has(t.lowerWord(before - 2)) && isProper(t, before - 1)
  return outlet || MEDIA_WORDS.has(fold(t.word(before - 1)))
}
const STATIONS = new Set(['channel', 'radio', 'tv'])

/** "Ida, 41": people have ages. */
function givesAge(t: Tokens, name: Name): boolean {
  const at = name.last + 2
  if (name.kind === 'other' || at >= t.size || t.word(name.last + 1) !== ',' || !/^[1-9]\d$/.test(t.word(at)))
    return false
  if (t.sentence[at] !== t.sentence[name.last]) return false
  const after = at + 1 < t.size && t.sentence[at + 1] === t.sentence[at] ? t.word(at + 1) : '.'
  return /^[,.;:–—-]$/.test(after)
}

/** "KHAN:" at the beginning of a line of a transcript. */
function isLabel(t: Tokens, name: Name): boolean {
  const after = name.last + 1
  if (after >= t.size || t.word(after) !== ':' || name.start !== t.sentenceStart[t.sentence[name.first]!]) return false
  const word = t.word(name.last)
  return word.length > 1 && word === word.toUpperCase() && !name.words.some(w => ORGANIZATION_WORDS.has(w))
}

/** "MS. ADAIR:" at the beginning of a paragraph, however it is tagged. */
function isShoutedLabel(t: Tokens, i: number): boolean {
  if (i !== t.paragraphStart[t.paragraph[i]!]) return false
  for (let k = i; k < t.size && k < i + 4 && t.paragraph[k] === t.paragraph[i]; k++) {
    const word = t.word(k)
    if (word === ':') return k > i && fold(t.word(k - 1)).length > 1
    const plain = fold(word)
    if (
      word !== word.toUpperCase() ||
      !/^\p{Lu}[\p{Lu}.'’-]*$/u.test(word) ||
      NO_LABELS.has(plain) ||
      isBodyWord(plain) ||
      PLACES.has(plain)
    )
      return false
  }
  return false
}

/** In capitals before a colon, and nobody. */
const NO_LABELS = new Set([
  'note',
  'update',
  'watch',
  'read',
  'photo',
  'video',
  'breaking',
  'correction',
  'related',
  'more',
  'live',
  'editor',
  'source',
  'sources',
  'caption',
  'question',
  'answer',
  'q',
  'a',
  'date',
  'time',
  'where',
  'when',
  'who',
  'what',
  'why',
  'how',
])

const startsName = (t: Tokens, i: number): boolean => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(t.word(i))

function nameOf(t: Tokens, from: number, to: number, kind: NameKind): Name | null {
  let first = from
  let last = to - 1
  while (last > first && (isPossessiveMark(t, last) || fold(t.word(last)) === '')) last--
  // "Yonhap news agency", "Union of Writers (UW": the name ends with its last capital, and before a bracket.
  for (let k = first + 1; k <= last; k++) if (t.word(k) === '(') last = k - 1
  while (last > first && isCommon(t, last) && startsName(t, first) && /^\p{Ll}+$/u.test(t.word(last))) last--
  let gender: Gender = null
  let titled = false
  const note = (word: string) => {
    if (MALE_TITLES.has(word)) gender = 'male'
    if (FEMALE_TITLES.has(word)) gender = 'female'
    titled = true
  }
  const mayDrop = (word: string) =>
    kind === 'person' || kind === 'unsure'
      ? TITLES.has(word) || PERSON_NOUNS.has(word) || PAIRS.has(word) || word.endsWith('woman')
      : word === 'the' || ADDRESSES.has(word)
  while (first < last && mayDrop(t.lowerWord(first))) {
    if (t.lowerWord(first) !== 'the') note(t.lowerWord(first))
    if (ADDRESSES.has(t.lowerWord(first))) kind = 'person'
    first++
  }
  // "Captains said": a sentence begins with a plain noun.
  if (first === last && first === t.sentenceStart[t.sentence[first]!] && GROUP_NOUNS.has(t.lowerWord(first)))
    return null
  if (first === last && TITLES.has(t.lowerWord(first)) && !MEDIA_WORDS.has(t.lowerWord(first))) return null
  let start = first
  const floor = t.sentenceStart[t.sentence[from]!]!
  while (start > floor && start > first - 5 && TITLES.has(t.lowerWord(start - 1))) {
    start--
    note(t.lowerWord(start))
  }
  // "Kosmos TV": the tagger may stop before the word that tells what it is.
  while (
    last + 1 < t.size &&
    last - first < LONGEST &&
    t.sentence[last + 1] === t.sentence[last] &&
    t.entity[last + 1] === 0 &&
    startsName(t, last + 1) &&
    isNounTag(t, last + 1) &&
    isBodyWord(fold(t.word(last + 1))) &&
    !isGiven(fold(t.word(first)))
  ) {
    last++
    if (kind !== 'other' && !titled) kind = 'organization'
  }
  let suffix = ''
  let core = last
  if (SUFFIXES.has(t.lowerWord(first)) && first === last) return null
  while (core > first && SUFFIXES.has(t.lowerWord(core))) {
    if (GENERATIONS.has(bare(t.lowerWord(core)))) suffix = bare(t.lowerWord(core))
    core--
    while (core > first && fold(t.word(core)) === '') core--
  }
  // "Haddad, Jr." and "Haddad Jr." with the suffix outside the tagged run.
  const next = last + 1
  if (
    next < t.size &&
    GENERATIONS.has(bare(t.lowerWord(next))) &&
    suffix === '' &&
    t.sentence[next] === t.sentence[last]
  ) {
    suffix = bare(t.lowerWord(next))
    last = next
  }
  const words: string[] = []
  for (let k = first; k <= core; k++) {
    const word = fold(t.word(k))
    if (word !== '') words.push(word)
  }
  if (words.length === 0) return null
  // "Mr." makes a person of whatever follows it.
  if (gender !== null && kind !== 'person' && words.length <= 3) kind = 'person'
  return { start, first, last, kind, words, suffix, gender, titled, surnameFrom: null }
}

const keyOf = (name: Name): string => name.words.join(' ')

/** A string is mostly one kind of thing in one article: the majority of the tagger's opinions decides. */
function settleKinds(names: readonly Name[], t: Tokens): void {
  const votes = new Map<string, Map<NameKind, number>>()
  for (const name of names) {
    const key = keyOf(name)
    const of = votes.get(key) ?? new Map<NameKind, number>()
    const weight = name.kind === 'unsure' ? 0.1 : name.titled && name.kind === 'person' ? 3 : 1
    of.set(name.kind, (of.get(name.kind) ?? 0) + weight)
    votes.set(key, of)
  }
  for (const name of names) {
    if (name.kind === 'person' && name.gender !== null) continue
    let best: NameKind = name.kind
    let top = (votes.get(keyOf(name))?.get(best) ?? 0) + 0.5
    for (const [kind, count] of votes.get(keyOf(name)) ?? []) {
      if (count > top) {
        best = kind
        top = count
      }
    }
    name.kind = best === 'unsure' ? guessKind(name, t) : best
  }
}

function guessKind(name: Name, t: Tokens): NameKind {
  const { words } = name
  if (words.some(w => ORGANIZATION_WORDS.has(w))) return 'organization'
  if (name.titled) return 'person'
  const one = t.word(name.first)
  if (words.includes('v') || words.includes('vs')) return 'other'
  if (words.length === 1 && /^[A-Z]{2,6}$/.test(one)) return 'unsure'
  // "Bernard-Henri" is told by its "Bernard".
  const given = fold(one.split('-')[0]!)
  if (words.length >= 2 && (MALE_NAMES.has(given) || FEMALE_NAMES.has(given))) return 'person'
  return 'unsure'
}

/** "Jon and Petra Lisle": Jon's surname is Lisle too, where nothing else in the text is called Jon alone. */
function shareSurnames(names: readonly Name[], t: Tokens): void {
  const surnames = new Set<string>()
  for (const n of names) if (n.kind === 'person' && n.words.length > 1) surnames.add(n.words[n.words.length - 1]!)
  for (let k = 0; k + 1 < names.length; k++) {
    const a = names[k]!
    const b = names[k + 1]!
    const between = a.last + 1
    if (b.start !== between + 1 || b.kind !== 'person' || b.words.length < 2 || a.words.length !== 1) continue
    const and = t.lowerWord(between)
    const given = a.words[0]!
    if ((and !== 'and' && and !== '&') || surnames.has(given)) continue
    if (a.gender === null && !MALE_NAMES.has(given) && !FEMALE_NAMES.has(given)) continue
    a.kind = 'person'
    a.words = [given, b.words[b.words.length - 1]!]
    a.surnameFrom = b
  }
}
