import { Quote, type Tokens } from '../tokens/index.ts'
import type { Block, Relation, Span, SpeakerType } from '../vocabulary/index.ts'
import { Cast, type Character, genderOf } from './cast.ts'
import { fold } from './folding.ts'
import {
  CLOCK,
  isActiveSubject,
  isAdjective,
  isAdverb,
  isApposition,
  isCommon,
  isConjunct,
  isConjunction,
  isCopula,
  isDeterminer,
  isExpletiveRelation,
  isModifier,
  isNoun,
  isNumber,
  isPassiveAuxiliary,
  isPlural,
  isPossessiveMark,
  isPossessivePronoun,
  isPossessor,
  isPreposition,
  isPronoun,
  isProper,
  isRelative,
  isRelativeClause,
  isSubject,
  isVerb,
  phraseStart,
} from './grammar.ts'
import { genderOfKin, isKinship, Kin, sharesName } from './kin.ts'
import {
  ANONYMITY_WORDS,
  DOCUMENT_NOUNS,
  FEMALE_NOUNS,
  GENERIC_ORGANIZATION_NOUNS,
  GENERIC_PERSON_NOUNS,
  GROUP_NOUNS,
  KIN,
  MALE_NOUNS,
  MEDIA_PRODUCTS,
  MEDIA_WORDS,
  ORGANIZATION_NOUNS,
  ORGANIZATION_WORDS,
  PARTITIVE_NOUNS,
  PERSON_NOUNS,
  roleOf,
  SOURCE_NOUNS,
  TITLES,
} from './lexicon.ts'
import { findNames, type Name } from './names.ts'
import {
  agrees,
  FEATURES,
  FIRST_PLURAL,
  FIRST_SINGULAR,
  featuresOf,
  type Pronoun,
  type PronounWeights,
  RELATIVES,
  SECOND,
  score,
  thirdPerson,
} from './pronouns.ts'

/** So many of the characters met last are weighed for a pronoun or a description. */
const RECENT = 40
/** A source phrase is read this many tokens far. */
const LONGEST_PHRASE = 120
/** Enclosing attributions are followed this far up for an "I". */
const DEEPEST = 8

const DEFINITE = new Set(['the', 'this', 'that', 'these', 'those'])
const INDEFINITE = new Set(['a', 'an', 'one', 'another', 'some', 'several', 'many', 'any', 'no'])
const AGE = /^(\d{1,3})-year-olds?$/
const AGENT = /(?:er|or|ist|ian|man|woman|person|ee)$/

/** What the words of a phrase say it is. */
type Sort = 'person' | 'group' | 'organization' | 'document'

/** A span's tokens, both ends included. */
export interface Stretch {
  readonly first: number
  readonly last: number
}

/** Why nobody is named, or somebody only under the words that stand there. The list stands in docs/codes.md. */
export type Abstention = 'two-candidates' | 'no-source-in-reach' | 'text-cut-off' | 'ambiguous-mark'

/** How a mention was understood. */
export interface Told {
  readonly who: Character | null
  /** 0 to 1. For pronouns and shared names the share of the score among all candidates; else set by the way it was told. */
  readonly confidence: number
  readonly reason: Abstention | null
  /** Whom else it may have meant, the likeliest first; empty where there was no choice. */
  readonly candidates: readonly Character[]
  /** The mention that decided it. */
  readonly by: Stretch | null
}

/** How sure each way of telling is where no scores are weighed; the shares right on invented and gold articles, rounded. */
const SURE = {
  name: 0.97,
  body: 0.96,
  described: 0.9,
  role: 0.88,
  generic: 0.75,
  joint: 0.85,
  relative: 0.88,
  shared: 0.85,
  continued: 0.7,
  quantified: 0.8,
  enclosing: 0.85,
} as const

/** Below this share of the score a pronoun is not told where another candidate is nearly as likely. */
const LEAST_OF_MANY = 0.25
/** What a share is worth on GUM's coreference: right for "he" and "she", too sure of itself for "they" and "it". */
const WORTH = { one: 0.98, many: 0.85, thing: 0.7 } as const

/** Marks are looked at this many tokens into a content. */
const FARTHEST_MARK = 400
const LEAST_SHARE = 0.4
const LEAST_LEAD = 0.05

/**
 * One article read from left to right: names, pronouns and descriptions are met in turn, and each
 * relation's source is resolved where it ends, with what has been read by then.
 */
export class Reading {
  readonly t: Tokens
  readonly cast: Cast
  /** Token -> 1 + index of the name that covers it; 0 for none. */
  private readonly nameAt: Int32Array
  private readonly names: readonly Name[]
  /** Who a pronoun (by its token) or a description (by its head noun) means. */
  private readonly meant = new Map<number, Character>()
  private readonly recent: Character[] = []
  private readonly byRole = new Map<string, Character[]>()
  private readonly byHead = new Map<string, Character>()
  private readonly byPhrase = new Map<string, Character>()
  private readonly weights: PronounWeights
  private readonly isSource: Uint8Array
  private readonly kin = new Kin()
  private lastSpeaker: Character | null = null
  /** The paper, station or agency named last. */
  private lastOutlet: Character | null = null
  /** Who was the subject of a verb outside of quotations last. */
  private lastActor: { readonly who: Character; readonly at: number } | null = null
  private readonly row = new Float64Array(FEATURES.length)
  readonly ofRelation: (Character | null)[]
  readonly told: Told[]
  /** For each of the other mentions asked about, whom it means. */
  readonly ofMention: (Character | null)[]
  /** How the names, pronouns and descriptions met were understood, by the token that `meant` has them under. */
  private readonly toldAt = new Map<number, Told>()
  /** Called for each pronoun with the candidates' rows; for training. */
  private readonly onPronoun:
    | ((at: number, candidates: readonly Character[], rows: readonly Float64Array[]) => void)
    | null

  constructor(
    t: Tokens,
    blocks: readonly Block[],
    relations: readonly Relation[],
    weights: PronounWeights,
    mentions: readonly Span[] = [],
    onPronoun: Reading['onPronoun'] = null,
  ) {
    this.t = t
    this.weights = weights
    this.onPronoun = onPronoun
    this.names = findNames(t)
    this.cast = new Cast(t, this.names)
    this.cast.elder = (a, b) => this.kin.elder(a, b)
    this.nameAt = new Int32Array(t.size)
    for (const [k, n] of this.names.entries()) this.nameAt.fill(k + 1, n.first, n.last + 1)
    this.isSource = new Uint8Array(t.size)
    this.ofRelation = new Array(relations.length).fill(null)
    this.told = relations.map(() => NOBODY)
    this.ofMention = new Array(mentions.length).fill(null)
    for (const n of this.names) {
      const c = this.cast.known(n)
      if (c !== null) this.gatherRoles(n, c)
    }
    this.read(relations, mentions)
    this.finish(blocks, relations, mentions)
  }

  private name(i: number): Name | null {
    // Asked of neighbours too, which may lie outside the text.
    const k = this.nameAt[i] ?? 0
    return k === 0 ? null : this.names[k - 1]!
  }

  // Reading from left to right

  private read(relations: readonly Relation[], mentions: readonly Span[]): void {
    const { t } = this
    // A relation's source, or after all relations a mention asked about.
    const ends = new Map<number, { relation: number; stretch: Stretch }[]>()
    const expect = (relation: number, stretch: Stretch) => {
      const list = ends.get(stretch.last)
      if (list === undefined) ends.set(stretch.last, [{ relation, stretch }])
      else list.push({ relation, stretch })
    }
    relations.forEach((r, relation) => {
      const stretch = r.source.length === 0 ? null : this.stretchOf(r.source[0]!)
      if (stretch === null) return
      this.isSource.fill(1, stretch.first, Math.min(stretch.last, stretch.first + LONGEST_PHRASE) + 1)
      expect(relation, stretch)
    })
    mentions.forEach((m, k) => {
      const stretch = this.stretchOf(m)
      if (stretch !== null) expect(relations.length + k, stretch)
    })
    // One phrase may be the source of many relations; it is read once.
    for (let i = 0; i < t.size; i++) {
      this.meet(i)
      const here = ends.get(i)
      if (here === undefined) continue
      const read = new Map<number, Character | null>()
      for (const { relation, stretch } of here) {
        let c = read.get(stretch.first)
        if (c === undefined) {
          c = this.phrase(stretch.first, stretch.last)
          read.set(stretch.first, c)
        }
        if (relation >= relations.length) {
          this.ofMention[relation - relations.length] = c
          continue
        }
        if (c === null) {
          c = this.somebody(stretch)
          read.set(stretch.first, c)
        }
        const told = this.tellingOf(stretch, c)
        this.told[relation] = told
        c = told.who
        if (c !== null && c.behalf === null) {
          this.noteBehalf(c, stretch.first, Math.min(stretch.last, stretch.first + LONGEST_PHRASE))
          // Who speaks for somebody is no source that hides.
          if (c.behalf !== null && c.type === 'anonymous' && !this.hides(stretch)) c.type = 'person'
        }
        if (c !== null && c.type === 'anonymous' && this.givesName(stretch)) c.type = 'person'
        this.ofRelation[relation] = c
        if (c !== null) {
          c.lastSpoke = i
          this.lastSpeaker = c
        }
      }
    }
  }

  /** "He said", and nobody was named: a person all the same, who may be "he" again. */
  private somebody({ first, last }: Stretch): Character | null {
    const { t } = this
    const pronoun = first === last ? thirdPerson(t.lowerWord(first)) : null
    if (pronoun === null || pronoun.number !== 'one' || this.meant.has(first)) return null
    const c = this.cast.make('described', 'person', false, true)
    this.cast.vote(c, pronoun.gender, 1)
    c.phrase = { first, last, possessor: null }
    this.meant.set(first, c)
    this.touch(c, first, last)
    this.toldAt.set(first, {
      who: c,
      confidence: SURE.quantified / 2,
      reason: 'no-source-in-reach',
      candidates: [],
      by: { first, last },
    })
    return c
  }

  /** How a phrase came to mean `c`: as the name, pronoun or description in it was understood. */
  private tellingOf({ first, last }: Stretch, c: Character | null): Told {
    if (c === null) return { ...NOBODY, reason: 'no-source-in-reach' }
    for (let k = first; k <= last && k <= first + LONGEST_PHRASE; k++) {
      const told = this.toldAt.get(k)
      if (told !== undefined && (told.who === c || (told.who === null && told.candidates[0] === c))) return told
    }
    const by = { first, last: Math.min(last, first + LONGEST_PHRASE) }
    const sure =
      c.kind === 'joint'
        ? SURE.joint
        : c.kind === 'person'
          ? SURE.name
          : c.kind === 'described'
            ? SURE.quantified
            : SURE.body
    return { who: c, confidence: sure, reason: null, candidates: [], by }
  }

  /** "On condition of anonymity". */
  private hides({ first, last }: Stretch): boolean {
    for (let k = first; k <= last && k <= first + LONGEST_PHRASE; k++)
      if (ANONYMITY_WORDS.has(this.t.lowerWord(k))) return true
    return false
  }

  /** "A welder who gave her name as Ines". */
  private givesName({ first, last }: Stretch): boolean {
    const { t } = this
    for (let k = first + 1; k < last && k <= first + LONGEST_PHRASE; k++) {
      const word = t.lowerWord(k)
      const naming = word === 'as' ? t.lowerWord(k - 1) === 'name' : word === 'named' || word === 'called'
      if (naming && /^\p{Lu}/u.test(t.word(k + 1))) return true
    }
    return false
  }

  private noteTold(at: number, who: Character, confidence: number, by: Stretch | null): void {
    this.toldAt.set(at, { who, confidence, reason: null, candidates: [], by })
  }

  /** Where somebody was last met before token `at`; asked before the new mention is added. */
  private static lastMention(c: Character): Stretch | null {
    return c.mentions[c.mentions.length - 1] ?? null
  }

  private meet(i: number): void {
    const { t } = this
    const name = this.name(i)
    if (name !== null) {
      if (name.first !== i) return
      const c = this.inFull(name, this.cast.meant(t, name))
      // "Canadian officials", "Norvale Water executives": nobody speaks of Canada or the firm itself.
      if (!c.human && isModifier(t, name.last)) {
        c.mentions.push({ first: name.first, last: name.last })
        if (c.lastToken < 0) c.lastToken = name.last
        return
      }
      if (this.cast.known(name) === c && c.roles.size === 0) this.gatherRoles(name, c)
      const choice = this.cast.choices.get(name)
      if (choice !== undefined) {
        const { confidence, torn, candidates } = choice
        const by = Reading.lastMention(c) ?? { first: name.first, last: name.last }
        this.toldAt.set(name.first, {
          who: c,
          confidence: torn ? Math.min(0.5, confidence) : confidence,
          reason: torn ? 'two-candidates' : null,
          candidates,
          by,
        })
      }
      this.touch(c, name.first, name.last)
      if (c.human && !c.dead) c.dead = this.tellsDeath(name)
      if (this.isOutlet(name, c)) this.lastOutlet = c
      if (c.behalf === null && c.roles.has('spokesman')) this.noteBehalf(c, name.start - 6, name.last + 12)
      this.meetPair(name, c)
      return
    }
    const pronoun = thirdPerson(t.lowerWord(i))
    if (pronoun !== null) {
      if (!this.isExpletive(i)) {
        const c = this.resolvePronoun(i, pronoun)
        if (c !== null) {
          this.meant.set(i, c)
          this.touch(c, i, i)
        }
      }
      return
    }
    if (isCommon(t, i) && (this.isHead(i) || this.isNamedKin(i)) && this.sortOf(i) !== null) this.describe(i)
  }

  /** "The Court" after the "Supreme Court of Cassation": the one met lately whose name has the word. */
  private inFull(name: Name, c: Character): Character {
    const word = name.words[0]!
    if (name.words.length > 1 || c.kind !== 'organization' || !ORGANIZATION_NOUNS.has(word) || OWN_NAMES.has(word))
      return c
    const before = this.meant.get(name.first)
    if (before !== undefined) return before
    const role = roleOf(word)
    const full = this.recent.find(r => r !== c && r.kind === 'organization' && r.roles.has(role)) ?? c
    this.meant.set(name.first, full)
    return full
  }

  /** "It is said that", "it is hard to": nobody. */
  private isExpletive(i: number): boolean {
    const { t } = this
    if (t.lowerWord(i) !== 'it') return false
    if (isExpletiveRelation(t, i)) return true
    const end = Math.min(t.sentenceStart[t.sentence[i]! + 1]!, i + 7)
    let be = false
    for (let k = i + 1; k < end; k++) {
      const word = t.lowerWord(k)
      if (be && (word === 'that' || word === 'to' || word === 'whether')) return true
      const lemma = t.strings.text(t.lemma[k]!)
      if (lemma === 'be' || lemma === 'seem' || lemma === 'appear' || word === "'s") be = true
      else if (!isVerb(t, k) && !isAdjective(t, k) && !isAdverb(t, k)) return false
    }
    return false
  }

  private touch(c: Character, first: number, last: number): void {
    const { t } = this
    c.mentions.push({ first, last })
    c.lastToken = last
    c.lastSubject = isSubject(t, last) || (isConjunct(t, last) && t.head[last]! >= 0 && isSubject(t, t.head[last]!))
    c.lastQuoted = t.quote[last] !== Quote.Outside
    c.lastPossessive = isPossessor(t, last) || isPossessivePronoun(t, last) || isModifier(t, last)
    c.count++
    if (c.lastSubject) c.subjects++
    if (c.lastSubject && c.human && !c.plural && !c.lastQuoted && isActiveSubject(t, last))
      this.lastActor = { who: c, at: last }
    const k = this.recent.indexOf(c)
    if (k >= 0) this.recent.splice(k, 1)
    else if (this.recent.length === RECENT) this.recent.pop()
    this.recent.unshift(c)
  }

  /** "Jon and Petra Lisle": the two of them may be "they" from here on. */
  private meetPair(second: Name, c: Character): void {
    const { t } = this
    const and = second.start - 1
    if (and < 1 || t.lowerWord(and) !== 'and') return
    const first = this.name(and - 1)
    if (first === null) return
    const other = this.cast.meant(t, first)
    if (other === c || other.human !== c.human) return
    this.pair(other, c, first.first, second.last)
  }

  private pair(one: Character, two: Character, first: number, last: number): Character {
    const key = `pair ${Math.min(one.order, two.order)} ${Math.max(one.order, two.order)}`
    let pair = this.byPhrase.get(key)
    if (pair === undefined) {
      pair = this.cast.make('joint', 'group', true, one.human)
      pair.phrase = { first, last, possessor: null }
      pair.members.push(one, two)
      this.byPhrase.set(key, pair)
    }
    this.touch(pair, first, last)
    return pair
  }

  // Names and what the text says of their bearers

  /** The offices, trades and kin that stand beside a name: "team member Rodaba", "Galantino, the secretary". */
  private gatherRoles(name: Name, c: Character): void {
    const { t } = this
    const sentence = t.sentence[name.first]!
    const floor = t.sentenceStart[sentence]!
    const ceiling = t.sentenceStart[sentence + 1]!
    // Before the name, without a comma: "team member", "Prime Minister".
    for (let k = name.first - 1; k >= floor && k >= name.first - 6; k--) {
      if (!isNoun(t, k) && !TITLES.has(t.lowerWord(k))) break
      const other = this.name(k)
      if (other !== null && other.kind === 'person') break
      this.addRole(c, t.lowerWord(k))
      if (k < name.first - 1) c.qualifiers.add(t.lowerWord(k))
    }
    // After it, between commas.
    if (name.last + 2 < ceiling && t.word(name.last + 1) === ',') {
      const age = name.last + 2
      if (isNumber(t, age) && /^\d{1,3}$/.test(t.word(age))) c.age = t.word(age)
      let head = -1
      for (let k = age; k < ceiling && k < age + 9; k++) {
        if (isVerb(t, k) || isRelative(t, k) || isConjunction(t, k)) break
        const next = this.name(k)
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
      if (head >= 0 && !speaks) this.addRole(c, t.lowerWord(head))
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
      if (head >= 0) this.addRole(c, t.lowerWord(head))
    }
    // "Lund was the mayor".
    const predicate = t.head[name.last]!
    if (predicate > name.last && predicate < name.last + 12 && isSubject(t, name.last) && isCommon(t, predicate)) {
      for (let k = name.last + 1; k < predicate; k++) {
        if (isCopula(t, k) && t.head[k] === predicate) {
          this.addRole(c, t.lowerWord(predicate))
          break
        }
      }
    }
  }

  private addRole(c: Character, word: string): void {
    const person = PERSON_NOUNS.has(word) || KIN.has(word) || word === 'late'
    if (c.human ? !person && !TITLES.has(word) : !ORGANIZATION_NOUNS.has(word)) return
    const role = roleOf(word)
    if (c.human) {
      if (MALE_NOUNS.has(word)) this.cast.vote(c, 'male', 2)
      if (FEMALE_NOUNS.has(word)) this.cast.vote(c, 'female', 2)
    }
    if (c.roles.has(role)) return
    c.roles.add(role)
    const list = this.byRole.get(role)
    if (list === undefined) this.byRole.set(role, [c])
    else if (list.length < RECENT) list.push(c)
  }

  // Pronouns

  private resolvePronoun(at: number, pronoun: Pronoun): Character | null {
    const { t, row } = this
    let best: Character | null = null
    let top = Number.NEGATIVE_INFINITY
    let rank = 0
    const candidates: Character[] = []
    const rows: Float64Array[] = []
    const weighed: { c: Character; s: number }[] = []
    const asksActor = pronoun.number === 'one' && isSubject(t, at)
    const speaker = asksActor && !this.stillSpeaks(at) ? null : this.lastSpeaker
    for (const c of this.recent) {
      if (!agrees(pronoun, c)) continue
      featuresOf(t, at, pronoun, c, rank, c === speaker, this.isSource[at] === 1, row)
      rank++
      if (this.onPronoun !== null) {
        candidates.push(c)
        rows.push(row.slice())
      }
      const s = score(row, this.weights)
      weighed.push({ c, s })
      if (s > top) {
        best = c
        top = s
      }
    }
    this.onPronoun?.(at, candidates, rows)
    if (best !== null) this.toldAt.set(at, byShare(weighed, best, top, pronoun.number))
    if (best !== null && pronoun.gender !== null)
      this.cast.vote(best, pronoun.gender, genderOf(best) === null ? 0.5 : 0)
    return best
  }

  /** Whether nobody else has come to act in this paragraph since the last statement: "Her mother laughed." */
  private stillSpeaks(at: number): boolean {
    const { t, lastSpeaker } = this
    const actor = this.lastActor
    return (
      lastSpeaker === null ||
      actor === null ||
      actor.who === lastSpeaker ||
      t.paragraph[actor.at] !== t.paragraph[at] ||
      t.sentence[actor.at] === t.sentence[at] ||
      t.sentence[actor.at]! <= t.sentence[lastSpeaker.lastSpoke]!
    )
  }

  // Families

  /** "His brother Dayo": a relative with the name right after, or after a comma. */
  private isNamedKin(i: number): boolean {
    return KIN.has(this.t.lowerWord(i)) && this.nameAfter(i) !== null
  }

  /** The person's name in apposition after noun `i`: "wife, the painter Cristina Ursu", "son Neil". */
  private nameAfter(i: number): Name | null {
    const { t } = this
    const ceiling = t.sentenceStart[t.sentence[i]! + 1]!
    const comma = i + 1 < ceiling && t.word(i + 1) === ','
    for (let k = comma ? i + 2 : i + 1; k < ceiling && k < i + 7; k++) {
      const name = this.name(k)
      if (name !== null) return name.kind === 'person' && name.first === k ? name : null
      const title = TITLES.has(t.lowerWord(k)) || (comma && (isDeterminer(t, k) || isNoun(t, k) || isAdjective(t, k)))
      if (!title || (isPlural(t, k) && !TITLES.has(t.lowerWord(k)))) return null
    }
    return null
  }

  /** The person's name before an apposition that begins at `first`: "Eoin Breen, her husband". */
  private nameBefore(first: number): Name | null {
    const { t } = this
    const k = first - 2
    if (k < 0 || t.word(first - 1) !== ',' || t.sentence[k] !== t.sentence[first]) return null
    const name = this.name(k)
    return name !== null && name.kind === 'person' && name.last === k ? name : null
  }

  /** Who "her mother" is: the one named beside it, the one told before, or the only one of the name whom it fits. */
  private relative(first: number, head: number, owner: Character | null): Character | null {
    const { t } = this
    const word = t.lowerWord(head)
    if (!isKinship(word)) return null
    const after = this.nameAfter(head)
    const beside = after ?? this.nameBefore(first)
    let whose = owner
    // "Declan Furey, whose father Matt Furey ran the port".
    if (
      whose === null &&
      first > 0 &&
      t.lowerWord(first - 1) === 'whose' &&
      t.sentence[first - 1] === t.sentence[first]
    )
      whose = this.antecedent(first - 1)
    let told = beside
    if (whose === null && head + 1 < t.size && t.lowerWord(head + 1) === 'of') {
      // "Omar, son of the late general Yusuf Haddad"; "X is the nephew of Y".
      for (let k = head + 2; k < t.sentenceStart[t.sentence[head]! + 1]! && k < head + 9 && whose === null; k++) {
        const name = this.name(k)
        if (name !== null && name.kind === 'person') whose = this.cast.meant(t, name)
        else if (isVerb(t, k) || t.word(k) === ',') break
      }
      told = this.nameBefore(first) ?? this.subjectName(head)
    }
    if (whose === null) return null
    if (told !== null) {
      const c = this.cast.meant(t, told)
      if (c === whose || !c.human) return null
      const gender = genderOfKin(word)
      if (gender !== null && genderOf(c) === null) this.cast.vote(c, gender, 2)
      this.kin.add(c, word, whose)
      if (sharesName(word)) this.cast.adopt(t, c, told, whose)
      // "Declan Furey and his sister Maeve" are about both of them.
      const both = first > 0 && t.lowerWord(first - 1) === 'and'
      if (c.count === 0 && !both) c.secondary = true
      if (word === 'widow' || word === 'widower') whose.dead = true
      return after === null && told !== beside ? null : c
    }
    if (word === 'widow' || word === 'widower') whose.dead = true
    const known = this.kin.relative(whose, word)
    if (known !== null) return known
    // Nobody is told to be it: the only other bearer of the surname whom it fits.
    const gender = genderOfKin(word)
    const others = this.cast.namesakes(whose).filter(c => {
      const own = genderOf(c)
      return !this.kin.related(c, whose) && (gender === null || own === null || own === gender) && !c.dead
    })
    return sharesName(word) && others.length === 1 ? others[0]! : null
  }

  /** The name before "is the" of a predicate: "Gilbert Nkemba is the nephew". */
  private subjectName(predicate: number): Name | null {
    const { t } = this
    const floor = t.sentenceStart[t.sentence[predicate]!]!
    for (let k = predicate - 1; k > floor && k > predicate - 6; k--) {
      if (t.strings.text(t.lemma[k]!) === 'be' && (isVerb(t, k) || isCopula(t, k))) {
        const name = this.name(k - 1)
        return name !== null && name.kind === 'person' ? name : null
      }
      if (!isDeterminer(t, k) && !isAdjective(t, k) && !isAdverb(t, k)) return null
    }
    return null
  }

  /** "Brothers Aaron and Joel", "his sons, A and B", "A and B, sisters": each is the other's. */
  private siblings(first: number, head: number, owner: Character | null): void {
    const { t } = this
    const word = t.strings.text(t.lemma[head]!)
    if (!isKinship(word)) return
    const listed: Name[] = []
    const comma = head + 1 < t.size && t.word(head + 1) === ','
    for (let k = comma ? head + 2 : head + 1; k < t.size && k < head + 14 && t.sentence[k] === t.sentence[head]; k++) {
      const name = this.name(k)
      if (name !== null && name.kind === 'person') {
        listed.push(name)
        k = name.last
      } else if (t.word(k) !== ',' && t.lowerWord(k) !== 'and' && !TITLES.has(t.lowerWord(k))) break
    }
    if (listed.length === 0) {
      const last = this.nameBefore(first)
      const and = last === null ? -1 : last.start - 1
      const other = last !== null && and > 0 && t.lowerWord(and) === 'and' ? this.name(and - 1) : null
      if (last !== null && other !== null && other.kind === 'person') listed.push(other, last)
    }
    const them = listed.slice(0, 6).map(name => this.cast.meant(t, name))
    if (owner !== null) {
      them.forEach((c, k) => {
        this.kin.add(c, word, owner)
        if (sharesName(word)) this.cast.adopt(t, c, listed[k]!, owner)
        if (c.count === 0) c.secondary = true
      })
    } else if (them.length > 1 && SIBLINGS.has(word)) for (const c of them) this.kin.add(c, word, them[0]!)
  }

  /** "Mrs Dorothea Penhale and Miss Ada Penhale, mother and daughter": the first is the second's. */
  private coupled(first: number, head: number): void {
    const { t } = this
    if (head + 2 >= t.size || t.lowerWord(head + 1) !== 'and' || !isKinship(t.lowerWord(head + 2))) return
    const second = this.nameBefore(first)
    const one =
      second === null || second.start < 2 || t.lowerWord(second.start - 1) !== 'and'
        ? null
        : this.name(second.start - 2)
    if (second !== null && one !== null && one.kind === 'person')
      this.kin.add(this.cast.meant(t, one), t.lowerWord(head), this.cast.meant(t, second))
  }

  /** "X died", "X was killed", "the death of X": who is dead says nothing new. */
  private tellsDeath(name: Name): boolean {
    const { t } = this
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

  /** "The older woman", "the younger": of two met lately whose ages are told, the one it fits. */
  private byAge(first: number, head: number): Character | null {
    const { t } = this
    let age = 0
    for (let k = first; k <= head; k++) {
      const word = t.lowerWord(k)
      if (word === 'elder' || word === 'older') age = 1
      if (word === 'younger') age = -1
    }
    if (age === 0) return null
    const word = t.lowerWord(head)
    const gender = genderOfKin(word)
    const near = this.recent.filter(
      c => c.human && !c.plural && (gender === null || (genderOf(c) ?? gender) === gender),
    )
    for (let i = 1; i < near.length && i < 8; i++) {
      for (let k = 0; k < i; k++) {
        const elder = this.kin.elder(near[i]!, near[k]!)
        if (elder !== 0) return elder * age > 0 ? near[i]! : near[k]!
      }
    }
    return null
  }

  // Descriptions

  /** Whether the noun ends its phrase: "minister" in "the minister said", not in "minister Aydin" or "minister's aide". */
  private isHead(i: number): boolean {
    const { t } = this
    const next = i + 1
    if (next >= t.size || t.sentence[next] !== t.sentence[i]) return true
    return !isNoun(t, next)
  }

  private sortOf(i: number): Sort | null {
    const { t } = this
    const word = t.lowerWord(i)
    const lemma = t.strings.text(t.lemma[i]!)
    if (AGE.test(word)) return word.endsWith('s') ? 'group' : 'person'
    if (word === 'younger' || word === 'older' || word === 'elder') return 'person'
    if (PLURAL_BODIES.has(word)) return 'organization'
    if (isPlural(t, i)) {
      if (DOCUMENT_NOUNS.has(word)) return 'document'
      return GROUP_NOUNS.has(word) || PERSON_NOUNS.has(lemma) || ORGANIZATION_NOUNS.has(lemma) || KIN.has(lemma)
        ? 'group'
        : null
    }
    if (PERSON_NOUNS.has(word) || (KIN.has(word) && word !== 'family')) return 'person'
    if (GROUP_NOUNS.has(word)) return 'group'
    if (ORGANIZATION_NOUNS.has(word)) return 'organization'
    if (DOCUMENT_NOUNS.has(word)) return 'document'
    return null
  }

  /**
   * Who or what the phrase ending in noun `head` means: somebody met before, or somebody new. `forced` is for a
   * source whose noun no list knows.
   */
  private describe(head: number, forced = false): Character | null {
    const met = this.meant.get(head)
    if (met !== undefined) return met
    const { t } = this
    const sort = this.sortOf(head) ?? (forced ? this.guessSort(head) : null)
    if (sort === null) return null
    const first = phraseStart(t, head)
    const opener = t.lowerWord(first)
    const definite = DEFINITE.has(opener)
    const owner = this.ownerIn(first, head)
    const word = t.lowerWord(head)
    if (sort === 'group') this.siblings(first, head, owner)
    else this.coupled(first, head)
    const role = roleOf(isPlural(t, head) ? t.strings.text(t.lemma[head]!) : word)
    const known =
      this.paperOf(first, head) ??
      this.outletBehind(first, head) ??
      (sort === 'person' ? (this.relative(first, head, owner) ?? this.byAge(first, head)) : null) ??
      (sort === 'group' ? null : this.metBefore(head, sort, role, word, definite, owner)) ??
      this.alike(first, head, definite, owner, sort)
    const c = known ?? this.introduce(first, head, sort, owner)
    if (!this.toldAt.has(head)) {
      const by = known === null ? { first, last: head } : Reading.lastMention(known)
      this.noteTold(head, c, known === null ? SURE.described : SURE.role, by ?? { first, last: head })
    }
    this.byHead.set(`${sort} ${role}`, c)
    this.meant.set(head, c)
    this.touch(c, first, head)
    return c
  }

  /** "A Daily Ledger report": the paper, where one stands before what papers make. */
  private paperOf(first: number, head: number): Character | null {
    const { t } = this
    if (!MEDIA_PRODUCTS.has(t.lowerWord(head)) || head === first) return null
    const name =
      this.name(head - 1) ?? (isPossessiveMark(t, head - 1) && head - 2 >= first ? this.name(head - 2) : null)
    if (name === null || name.kind === 'person' || name.kind === 'place') return null
    const media = name.words.some(w => MEDIA_WORDS.has(w))
    if (!media && (name.kind !== 'organization' || name.words.some(w => ORGANIZATION_WORDS.has(w)))) return null
    const c = this.cast.meant(t, name)
    return c.type === 'organization' ? c : null
  }

  /** Papers, stations and agencies, by their names or by what stands beside them. */
  private isOutlet(name: Name, c: Character): boolean {
    if (c.type !== 'organization' || c.kind === 'place' || c.kind === 'person') return false
    const ends = MEDIA_WORDS.has(name.words[name.words.length - 1]!) || MEDIA_WORDS.has(name.words[0]!)
    if (ends || OUTLET_ROLES.some(r => c.roles.has(r))) return true
    return (
      name.words.length > 2 &&
      name.words[name.words.length - 1] === 'agency' &&
      name.words[name.words.length - 2] === 'news'
    )
  }

  /** "Says the report", "the newspaper quoted": the outlet named before, where no other report was spoken of. */
  private outletBehind(first: number, head: number): Character | null {
    const { t, lastOutlet } = this
    const word = t.lowerWord(head)
    if (lastOutlet === null || head - first !== 1 || t.lowerWord(first) !== 'the') return null
    if (!MEDIA_PRODUCTS.has(word) && !OUTLETS.has(word)) return null
    if (t.sentence[head]! - t.sentence[lastOutlet.lastToken]! > FAR) return null
    const role = roleOf(word)
    return (this.byHead.get(`document ${role}`) ?? this.byHead.get(`organization ${role}`)) === undefined
      ? lastOutlet
      : null
  }

  /** "A spokesperson for Norvale Water", "Norvale Water spokeswoman Lena Marsh", "her spokesman": for whom. */
  private noteBehalf(c: Character, from: number, to: number): void {
    const { t } = this
    if (c.behalf !== null || !c.human || c.plural) return
    const sentence = t.sentence[Math.max(0, Math.min(to, from + 6))]!
    const floor = Math.max(from, t.sentenceStart[sentence]!)
    const ceiling = Math.min(to + 1, t.sentenceStart[sentence + 1]!)
    for (let k = floor; k < ceiling; k++) {
      const word = t.lowerWord(k)
      const speaks = SPOKES.has(word) || (word === 'secretary' && k > 0 && t.lowerWord(k - 1) === 'press')
      if (!speaks && !AGENTS.has(word)) continue
      const next = k + 1 < ceiling ? t.lowerWord(k + 1) : ''
      if (next === 'for' || (speaks && next === 'of')) {
        let last = k + 1
        while (last + 1 < ceiling && !this.endsPhrase(last + 1)) last++
        if (last > k + 1) {
          const name = this.name(last)
          const whole = name !== null && this.sameName(k + 2, last)
          c.behalf = { first: k + 2, last, who: whole ? this.cast.meant(t, name) : null }
          return
        }
      }
      if (!speaks) continue
      // What stands before: a possessor, or a name.
      const end = word === 'secretary' ? k - 2 : k - 1
      if (end < floor) continue
      if (isPossessivePronoun(t, end)) {
        const who = this.meant.get(end) ?? null
        if (who !== null) c.behalf = { first: end, last: end, who }
        return
      }
      const noun = isPossessiveMark(t, end) ? end - 1 : end
      if (noun < floor || !(isNoun(t, noun) || this.nameAt[noun] !== 0)) continue
      const name = this.name(noun)
      if (name !== null) {
        if (name.kind !== 'person' || noun < end)
          c.behalf = { first: name.first, last: name.last, who: this.cast.meant(t, name) }
        return
      }
      const first = Math.max(floor, phraseStart(t, noun))
      const plain = noun < end || !isDeterminer(t, first) ? first : first + 1
      c.behalf = { first: Math.min(plain, noun), last: noun, who: null }
      return
    }
  }

  /** Whether a phrase cannot go on over token `k`. */
  private endsPhrase(k: number): boolean {
    const { t } = this
    if (this.nameAt[k] !== 0 && this.nameAt[k] === this.nameAt[k - 1]) return false
    const word = t.word(k)
    return (
      isVerb(t, k) ||
      isRelative(t, k) ||
      !/[\p{L}\p{N}]/u.test(word) ||
      (isPronoun(t, k) && !isPossessivePronoun(t, k)) ||
      t.lowerWord(k) === 'that'
    )
  }

  /** "the minister": the one called so, else for general words ("the company") the one spoken of a moment ago. */
  private metBefore(
    head: number,
    sort: Sort,
    role: string,
    word: string,
    definite: boolean,
    owner: Character | null,
  ): Character | null {
    const { t } = this
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
      for (const c of this.recent) if (c.age === age[1] && fits(c)) return c
    } else {
      const qualified = this.qualified(first, head, role, owner)
      if (qualified !== null && fits(qualified)) return qualified
      for (const c of this.recent) if (c !== owner && fits(c) && c.roles.has(role)) return c
      const later = this.byRole.get(role)
      if (later !== undefined && (sort === 'person' || bareHeadline)) {
        const c = later.find(x => x !== owner && fits(x))
        if (c !== undefined && (later.length === 1 || c.lastToken >= 0)) return c
      }
    }
    if (!definite) return null
    if (sort === 'organization' && !GENERIC_ORGANIZATION_NOUNS.has(word)) return null
    const before = this.byHead.get(`${sort} ${role}`)
    if (before !== undefined) return before
    const generic = sort === 'person' ? GENERIC_PERSON_NOUNS.has(word) || age !== null : sort === 'organization'
    if (!generic) return null
    let best: Character | null = null
    let top = Number.NEGATIVE_INFINITY
    let rank = 0
    const weighed: { c: Character; s: number }[] = []
    const wanted: Pronoun = sort === 'person' ? { gender: gendered, number: 'one' } : { gender: null, number: 'thing' }
    for (const c of this.recent) {
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
      featuresOf(t, head, wanted, c, rank++, c === this.lastSpeaker, this.isSource[head] === 1, this.row)
      const s = score(this.row, this.weights)
      weighed.push({ c, s })
      if (s > top) {
        best = c
        top = s
      }
    }
    if (best !== null) {
      const told = byShare(weighed, best, top, 'one')
      this.toldAt.set(head, { ...told, who: best, reason: null, confidence: told.confidence * SURE.generic })
    }
    return best
  }

  /** "The Rovers manager", of two managers the one who was called so. */
  private qualified(first: number, head: number, role: string, owner: Character | null): Character | null {
    const { t } = this
    let best: Character | null = null
    let top = 0
    for (const c of this.byRole.get(role) ?? []) {
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
  private alike(first: number, head: number, definite: boolean, owner: Character | null, sort: Sort): Character | null {
    const same = this.byPhrase.get(this.phraseKey(first, head, owner))
    if (same !== undefined && (definite || owner !== null || sort === 'group')) return same
    const { t } = this
    const opener = t.lowerWord(first)
    const short = definite && head - first === 1
    if (!short || opener === 'those') return null
    const role = roleOf(isPlural(t, head) ? t.strings.text(t.lemma[head]!) : t.lowerWord(head))
    return this.byHead.get(`${sort} ${role}`) ?? null
  }

  private phraseKey(first: number, head: number, owner: Character | null): string {
    const { t } = this
    const words: string[] = []
    if (owner !== null) words.push(`#${owner.order}`)
    for (let k = owner === null ? first : this.afterOwner(first, head); k <= head; k++) {
      if (isDeterminer(t, k) || isPossessivePronoun(t, k)) continue
      words.push(fold(t.word(k)))
    }
    return words.join(' ')
  }

  private introduce(first: number, head: number, sort: Sort, owner: Character | null): Character {
    const { t } = this
    const word = t.lowerWord(head)
    const c = this.cast.make(
      'described',
      this.typeOf(first, head, sort, owner),
      sort === 'group' || PLURAL_BODIES.has(word),
      sort === 'person' || sort === 'group',
    )
    const possessor = owner === null ? null : { who: owner, restFrom: this.afterOwner(first, head) }
    c.phrase = { first, last: head, possessor }
    if (sort === 'person') {
      if (MALE_NOUNS.has(word)) this.cast.vote(c, 'male', 2)
      if (FEMALE_NOUNS.has(word)) this.cast.vote(c, 'female', 2)
      c.age = AGE.exec(word)?.[1] ?? null
    }
    this.byPhrase.set(this.phraseKey(first, head, owner), c)
    return c
  }

  private typeOf(first: number, head: number, sort: Sort, owner: Character | null): SpeakerType {
    const { t } = this
    const word = t.lowerWord(head)
    // "Reports" alone are rumours.
    if (SOURCE_NOUNS.has(word) || (word === 'reports' && first === head)) return 'anonymous'
    for (let k = first; k <= head; k++) if (ANONYMITY_WORDS.has(t.lowerWord(k))) return 'anonymous'
    const opener = t.lowerWord(first)
    if (sort === 'group') {
      // "Two officials" are certain people whom the paper does not name; "officials" are officials in general.
      return isNumber(t, first) && head - first <= 4 && PERSON_NOUNS.has(t.strings.text(t.lemma[head]!))
        ? 'anonymous'
        : 'group'
    }
    if (sort === 'person')
      return owner === null && (INDEFINITE.has(opener) || isNumber(t, first)) ? 'anonymous' : 'person'
    return sort
  }

  /** For a source whose noun is in no list. */
  private guessSort(head: number): Sort | null {
    const { t } = this
    const word = t.lowerWord(head)
    if (isPlural(t, head)) return AGENT.test(t.strings.text(t.lemma[head]!)) ? 'group' : 'document'
    if (isCommon(t, head)) return AGENT.test(word) ? 'person' : 'document'
    return null
  }

  /** Whose the thing is: "her mother", "Thomas' sister", "the ministry's statement". */
  private ownerIn(first: number, head: number): Character | null {
    const { t } = this
    if (isPossessivePronoun(t, first)) return this.meant.get(first) ?? null
    for (let k = head - 1; k > first; k--) {
      if (!isPossessiveMark(t, k)) continue
      const name = this.name(k - 1)
      if (name !== null) return this.cast.meant(t, name)
      return this.meant.get(k - 1) ?? (isCommon(t, k - 1) ? this.describe(k - 1) : null)
    }
    return null
  }

  /** The token after the possessor. */
  private afterOwner(first: number, head: number): number {
    const { t } = this
    if (isPossessivePronoun(t, first)) return Math.min(first + 1, head)
    for (let k = head - 1; k > first; k--) if (isPossessiveMark(t, k)) return k + 1
    return first
  }

  // Source phrases

  private stretchOf(s: Span): Stretch | null {
    const { t } = this
    let lo = 0
    let hi = t.size
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if (t.to[mid]! <= s.from) lo = mid + 1
      else hi = mid
    }
    const first = lo
    if (first >= t.size || t.from[first]! >= s.to) return null
    hi = t.size
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if (t.from[mid]! < s.to) lo = mid + 1
      else hi = mid
    }
    return { first, last: lo - 1 }
  }

  /** Who a source phrase means. */
  private phrase(from: number, to: number): Character | null {
    const { t } = this
    let first = from
    let last = to
    // A phrase as long as a paragraph is no phrase: its beginning tells.
    last = Math.min(last, first + LONGEST_PHRASE)
    while (first < last && (isMark(t, first) || CLOCK.test(t.word(first)) || LEADS.has(t.lowerWord(first)))) first++
    if (first + 2 <= last && t.lowerWord(first) === 'according' && t.lowerWord(first + 1) === 'to') first += 2
    while (last > first && (isMark(t, last) || isPossessiveMark(t, last))) last--
    const word = t.lowerWord(first)
    if (first === last) {
      if (thirdPerson(word) !== null) return this.meant.get(first) ?? null
      if (FIRST_SINGULAR.has(word) || FIRST_PLURAL.has(word) || SECOND.has(word)) return null
      if (RELATIVES.has(word) && !this.isDemonstrative(first)) return this.antecedent(first)
    } else if (
      !isPossessivePronoun(t, first) &&
      (FIRST_PLURAL.has(word) || thirdPerson(word)?.number === 'many') &&
      GROUP_NOUNS.has(t.lowerWord(first + 1))
    ) {
      return this.meant.get(first) ?? null
    }
    if (first < last && (isNumber(t, first) || QUANTITIES.has(word)) && PARTITIVES.has(t.lowerWord(first + 1))) {
      return this.someOf(first, this.coreEnd(first, last))
    }
    const core = this.coreEnd(first, last)
    if ((word === 'those' || word === 'these') && (first === last || !isNoun(t, first + 1)))
      return this.quantified(first, last)
    const joint = this.pairOf(first, last) ?? this.jointly(first, core, last)
    if (joint !== null) return joint
    const head = this.headOf(first, core, last)
    if (head >= 0 && head < last && PARTITIVE_NOUNS.has(t.lowerWord(head)) && t.lowerWord(head + 1) === 'of') {
      return this.someOf(first, core)
    }
    const named = this.bearer(first, core, last, head)
    if (named !== null) return named
    if (head < 0) {
      // "The general", "the 17-year-old", "the younger", where the tagger takes the noun for an adjective.
      const noun = DEFINITE.has(word) && core > first && isAdjectival(t, core) ? core : -1
      if (noun >= 0 && this.sortOf(noun) === 'person') return this.describe(noun) ?? this.quantified(first, last)
      return this.quantified(first, last)
    }
    const name = this.name(head)
    if (name !== null) {
      // "the Republican": somebody, not the party.
      if (name.kind === 'person' || head > name.last || name.words.length > 1 || !PERSON_NOUNS.has(name.words[0]!))
        return this.asSpeaker(name)
      return this.unheard(first, head)
    }
    if (isProper(t, head)) return this.unheard(first, head)
    const pronoun = thirdPerson(t.lowerWord(head))
    if (pronoun !== null) return this.meant.get(head) ?? null
    if (!isCommon(t, head)) return this.quantified(first, last)
    const c = this.describe(head, true)
    if (c === null) return this.quantified(first, last)
    if (c.kind === 'described' && c.phrase !== null && c.phrase.last === head) this.widen(c, head, core, last)
    return c
  }

  /** "One in four voters", "32 percent of those asked", "one of his aides". */
  private someOf(first: number, core: number): Character {
    const { t } = this
    const alone = t.lowerWord(first) === 'one' && t.lowerWord(first + 1) === 'of'
    const last = Math.min(core, first + 14)
    const c = this.cast.make('described', alone ? 'anonymous' : 'group', !alone, true)
    c.phrase = { first, last, possessor: null }
    this.touch(c, first, last)
    return c
  }

  private isDemonstrative(i: number): boolean {
    const { t } = this
    return t.lowerWord(i) === 'that' && (i === 0 || t.sentence[i - 1] !== t.sentence[i])
  }

  /** A description new with this source shows with its prepositional phrases: "bureaucrats of the government". */
  private widen(c: Character, head: number, core: number, last: number): void {
    const { t } = this
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

  /** The last token of the phrase before its first comma, bracket, dash or relative clause. */
  private coreEnd(first: number, last: number): number {
    const { t } = this
    for (let k = first + 1; k <= last; k++) {
      const word = t.word(k)
      if (this.nameAt[k] !== 0 && this.nameAt[k] === this.nameAt[k - 1]) continue
      if (word === ',' || word === '(' || word === ':' || word === ';' || /^[-–—]+$/.test(word)) return k - 1
      if (
        isRelative(t, k) ||
        (isVerb(t, k) && this.nameAt[k] === 0) ||
        (t.lowerWord(k) === 'that' && !isDeterminer(t, k))
      )
        return k - 1
    }
    return last
  }

  /** The head noun of the phrase: the parser's, if that lies in the core, else the last noun before a preposition. */
  private headOf(first: number, core: number, last: number): number {
    const { t } = this
    for (let k = first; k <= core; k++) {
      const up = t.head[k]!
      if (
        (up < first || up > last) &&
        (isNoun(t, k) || this.nameAt[k] !== 0) &&
        !isPossessiveMark(t, Math.min(k + 1, t.size - 1))
      ) {
        // The parser may stop within a run of nouns.
        let head = k
        while (head < core && isNoun(t, head + 1) && !this.startsPerson(head + 1)) head++
        return head
      }
      if ((up < first || up > last) && k === first && isPronoun(t, k) && !isPossessivePronoun(t, k)) return k
    }
    let head = -1
    for (let k = first; k <= core; k++) {
      if (isPreposition(t, k) && head >= 0) break
      if (isNoun(t, k) || this.nameAt[k] !== 0) head = k
    }
    return head
  }

  private startsPerson(k: number): boolean {
    const name = this.name(k)
    return name !== null && name.kind === 'person' && name.first === k
  }

  /** A person's name that the phrase is about, although its head may be an office: "press office head, Lena Marsh". */
  private bearer(first: number, core: number, last: number, head: number): Character | null {
    const { t } = this
    const asHead = head >= 0 ? this.name(head) : null
    if (asHead !== null && asHead.kind === 'person' && !isPossessiveMark(t, Math.min(asHead.last + 1, t.size - 1))) {
      return this.cast.meant(t, asHead)
    }
    if (head >= 0 && isPlural(t, head) && asHead === null) return null
    const ending = this.name(core)
    if (
      ending !== null &&
      ending.kind === 'person' &&
      ending.first > first &&
      !this.isObjectOfPreposition(ending, first)
    ) {
      return this.cast.meant(t, ending)
    }
    // After the comma that ends the core: "Press office head, Lena Marsh".
    const next = core + 2
    if (next <= last && t.word(core + 1) === ',' && (asHead === null || asHead.kind !== 'person')) {
      let k = next
      while (k < last && this.nameAt[k] === 0 && TITLES.has(t.lowerWord(k))) k++
      const name = this.name(k)
      const role =
        head >= 0 &&
        (PERSON_NOUNS.has(t.lowerWord(head)) || KIN.has(t.lowerWord(head)) || AGENT.test(t.lowerWord(head)))
      if (name !== null && name.kind === 'person' && name.first === k && role) return this.cast.meant(t, name)
      // "Its owner, Deep South Fish".
      const body = name !== null && (name.kind === 'organization' || name.kind === 'other') && name.first === k
      if (body && asHead === null && head >= 0 && EITHER.has(t.lowerWord(head))) return this.cast.meant(t, name)
      if (name !== null && name.kind === 'unsure' && name.first === k && role && asHead === null)
        return this.asPerson(name)
    }
    // The parser's word for it.
    if (head >= 0 && asHead === null) {
      for (let k = core + 1; k <= last; k++) {
        if (isApposition(t, k) && t.head[k] === head) {
          const name = this.name(k)
          if (name !== null && name.kind === 'person') return this.cast.meant(t, name)
        }
      }
    }
    return null
  }

  /** "for Senator Cruz": the name hangs on a preposition with nothing but titles and adjectives between. */
  private isObjectOfPreposition(name: Name, first: number): boolean {
    const { t } = this
    for (let k = name.first - 1; k >= first; k--) {
      if (isPreposition(t, k)) return true
      const other = this.name(k)
      if (other !== null && other.kind !== 'person') return false
      if (isDeterminer(t, k) || isPossessivePronoun(t, k)) return k > first && isPreposition(t, k - 1)
      if (t.word(k) === ',' || isConjunction(t, k)) return false
      // "Minister of Education Stefania Giannini": the preposition has a noun of its own.
      if (isNoun(t, k) && !TITLES.has(t.lowerWord(k)) && !PERSON_NOUNS.has(t.lowerWord(k))) return false
    }
    return false
  }

  /** Two names of one kind with "and" between, each perhaps with office and place: "Rep. Ann Lee (R-Utah) and Speaker Bo Karl". */
  private pairOf(first: number, last: number): Character | null {
    const { t } = this
    const ending = this.name(last)
    if (ending === null || ending.kind === 'unsure' || ending.first <= first) return null
    let and = ending.first - 1
    while (and > first && and > ending.first - 8 && !isConjunction(t, and)) {
      if (isPreposition(t, and) || t.word(and) === ',' || isRelative(t, and) || isVerb(t, and)) return null
      and--
    }
    if (and <= first || t.lowerWord(and) !== 'and') return null
    let k = and - 1
    if (t.word(k) === ')') while (k > first && t.word(k) !== '(') k--
    const opening = this.name(t.word(k) === '(' ? k - 1 : k)
    if (opening === null || opening.kind !== ending.kind || this.isObjectOfPreposition(opening, first)) return null
    const one = this.cast.meant(t, opening)
    const two = this.cast.meant(t, ending)
    return one === two ? null : this.pair(one, two, opening.first, ending.last)
  }

  /** "France and Chad", "both parents and the school": several at once. */
  private jointly(first: number, core: number, last: number): Character | null {
    const { t } = this
    if (last - first > 60) return null
    const head = this.headOf(first, core, last)
    if (head < 0) return null
    let found = -1
    for (let k = head + 1; k <= last && found < 0; k++) {
      const word = t.lowerWord(k)
      if (word !== 'and' && word !== 'or' && word !== '&') continue
      if (this.nameAt[k] !== 0 && this.nameAt[k] === this.nameAt[k - 1]) continue
      // What "and" joins is what follows it up to its head noun.
      for (let n = k + 1; n <= last && n <= k + 12; n++) {
        if (isConjunct(t, n) && (t.head[n] === head || this.sameName(t.head[n]!, head))) {
          const names = this.nameAt[head] !== 0 && this.nameAt[n] !== 0
          const nouns = isPlural(t, head) || isPlural(t, n) || isDeterminer(t, k + 1) || isPossessivePronoun(t, k + 1)
          if ((names || (nouns && this.nameAt[n] === 0) || isPlural(t, head) !== isPlural(t, n)) && isNoun(t, n))
            found = n
          break
        }
      }
    }
    if (found < 0) return null
    const a = this.name(head)
    const b = this.name(found)
    if (a !== null && b !== null) {
      const one = this.cast.meant(t, a)
      const two = this.cast.meant(t, b)
      if (one === two) return null
      const known = this.byPhrase.get(`pair ${Math.min(one.order, two.order)} ${Math.max(one.order, two.order)}`)
      if (known !== undefined && last <= b.last + 1) return known
    }
    const from = t.lowerWord(first) === 'both' && first < head ? first + 1 : first
    const c = this.cast.make('joint', 'group', true, true)
    c.phrase = { first: from, last: Math.max(found, this.name(found)?.last ?? found), possessor: null }
    for (const at of [head, found]) {
      const name = this.name(at)
      const one = name === null ? (this.meant.get(at) ?? null) : this.cast.meant(t, name)
      if (one !== null && !c.members.includes(one)) c.members.push(one)
    }
    this.touch(c, from, c.phrase.last)
    return c
  }

  private sameName(a: number, b: number): boolean {
    return a >= 0 && this.nameAt[a] !== 0 && this.nameAt[a] === this.nameAt[b]
  }

  private asSpeaker(name: Name): Character {
    return name.kind === 'unsure' ? this.asPerson(name) : this.inFull(name, this.cast.meant(this.t, name))
  }

  /** A run of proper nouns that nothing tells about speaks: most that speak are people. */
  private asPerson(name: Name): Character {
    return this.cast.spokenAs(this.t, name)
  }

  /** A proper noun in no name: a title alone ("the President"), a capitalised office. */
  private unheard(first: number, head: number): Character | null {
    const { t } = this
    const word = t.lowerWord(head)
    const sort: Sort =
      PERSON_NOUNS.has(word) || TITLES.has(word) ? 'person' : isPlural(t, head) ? 'group' : 'organization'
    const role = roleOf(word)
    const met = sort === 'group' ? null : this.metBefore(head, sort, role, word, true, null)
    const c =
      met ??
      this.alike(first, head, true, null, sort) ??
      this.introduce(phraseStart(t, head), head, sort, this.ownerIn(phraseStart(t, head), head))
    this.byHead.set(`${sort} ${role}`, c)
    this.meant.set(head, c)
    this.touch(c, phraseStart(t, head), head)
    return c
  }

  /** "Many", "some in the party", "those who know": a group; "one": somebody. */
  private quantified(first: number, last: number): Character | null {
    const { t } = this
    const word = t.lowerWord(first)
    if (!/\p{L}/u.test(word) || word === 'it' || word === 'there' || SECOND.has(word)) return null
    const key = `quantified ${word}`
    const one = word === 'one' || word === 'another' || word === 'someone' || word === 'somebody'
    const c = this.byPhrase.get(key) ?? this.cast.make('described', one ? 'anonymous' : 'group', !one, true)
    if (c.phrase === null) c.phrase = { first, last: Math.min(last, first + 5), possessor: null }
    this.byPhrase.set(key, c)
    this.touch(c, first, Math.min(last, first + 5))
    return c
  }

  /** "…, who said": the noun that the clause hangs on, and what stands before the pronoun. */
  private antecedent(i: number): Character | null {
    const { t } = this
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
        this.nameAt[noun] === 0 &&
        thirdPerson(t.lowerWord(noun)) === null
      )
        noun--
    }
    if (noun < floor) return null
    if (t.lowerWord(i) !== 'which' && t.lowerWord(i) !== 'that' && !this.mayBeHuman(noun)) {
      // A clause with "who" hangs on people, whatever noun stands nearer.
      for (let k = noun - 1, n = 0; k >= floor && n < 20; k--, n++) {
        if (this.mayBeHuman(k) && (isNoun(t, k) || this.nameAt[k] !== 0)) {
          noun = k
          break
        }
      }
    }
    const name = this.name(noun)
    if (name !== null) {
      // "his lawyer, John Smith, who said" and "John Smith, his lawyer, who said" both end in the right one.
      return this.asSpeaker(name)
    }
    if (this.meant.has(noun)) {
      const c = this.meant.get(noun)!
      const after = noun + 2 < i && t.word(noun + 1) === ',' ? this.name(noun + 2) : null
      if (after !== null && after.kind === 'person') return this.cast.meant(t, after)
      if (isApposition(t, noun) && t.head[noun]! >= 0 && this.name(t.head[noun]!) !== null)
        return this.asSpeaker(this.name(t.head[noun]!)!)
      return c
    }
    if (isApposition(t, noun) && t.head[noun]! >= 0 && this.name(t.head[noun]!) !== null)
      return this.asSpeaker(this.name(t.head[noun]!)!)
    if (isNoun(t, noun)) return isProper(t, noun) ? this.unheard(phraseStart(t, noun), noun) : this.describe(noun, true)
    return this.meant.get(noun) ?? this.quantified(noun, noun)
  }

  private mayBeHuman(i: number): boolean {
    const { t } = this
    const name = this.name(i)
    if (name !== null) return name.kind === 'person' || name.kind === 'unsure' || isPlural(t, name.last)
    if (!isNoun(t, i)) return thirdPerson(t.lowerWord(i)) !== null || i === 0 || !isPreposition(t, i)
    const sort = this.sortOf(i) ?? this.guessSort(i)
    return sort === 'person' || sort === 'group'
  }

  // What can be told only when all is read

  private finish(blocks: readonly Block[], relations: readonly Relation[], mentions: readonly Span[]): void {
    this.headlineKin(blocks)
    const inner = this.enclosing(relations)
    const author = this.authorIn(blocks)
    const order = relations
      .map((r, k) => ({ k, from: (r.source[0] ?? r.content[0])?.from ?? 0 }))
      .sort((a, b) => a.from - b.from || a.k - b.k)
    for (const { k } of order) {
      const r = relations[k]!
      if (r.source.length > 0 || r.content.length === 0) continue
      const who = this.unmarked(r, k, relations)
      this.ofRelation[k] = who
      this.told[k] =
        who === null
          ? { ...NOBODY, reason: this.whyUnmarked(r) }
          : {
              who,
              confidence: r.cue.length > 0 ? SURE.shared : SURE.continued,
              reason: null,
              candidates: [],
              by: this.lastBefore(who, r.content[0]!.from),
            }
    }
    for (const { k } of order) {
      const r = relations[k]!
      const s = r.source[0]
      const at = s === undefined ? null : this.stretchOf(s)
      if (at === null || (this.ofRelation[k] !== null && !MINE.has(this.t.lowerWord(at.first)))) continue
      const who = this.firstPerson(at, k, r.parent ?? inner[at.first]! - 1, relations, author)
      if (who === null) continue
      this.ofRelation[k] = who
      this.told[k] = { who, confidence: SURE.enclosing, reason: null, candidates: [], by: Reading.lastMention(who) }
      who.mentions.push({ first: at.first, last: at.last })
    }
    mentions.forEach((m, k) => {
      const at = this.ofMention[k] === null ? this.stretchOf(m) : null
      if (at === null) return
      const who = this.firstPerson(at, -1, inner[at.first]! - 1, relations, author)
      if (who === null) return
      this.ofMention[k] = who
      who.mentions.push({ first: at.first, last: at.last })
    })
  }

  /** "Sister of missing diver" in a headline: the only one in the body who is somebody's sister. */
  private headlineKin(blocks: readonly Block[]): void {
    const { t } = this
    for (let k = 0; k < this.ofRelation.length; k++) {
      const c = this.ofRelation[k]!
      if (c === null || c.kind !== 'described' || c.phrase === null || c.phrase.possessor !== null) continue
      const block = blocks[t.paragraphBlock[t.paragraph[c.phrase.first]!] ?? -1]
      if (block === undefined || block.kind !== 'headline') continue
      const head = this.headOf(c.phrase.first, c.phrase.last, c.phrase.last)
      const who = head < 0 ? null : this.kin.anybody(t.lowerWord(head))
      if (who === null) continue
      for (const m of c.mentions) if (t.paragraph[m.first] === t.paragraph[c.phrase.first]) who.mentions.push(m)
      this.ofRelation[k] = who
      this.told[k] = { who, confidence: SURE.relative, reason: null, candidates: [], by: who.mentions[0] ?? null }
    }
  }

  /** "I", "we", "me", "my father": of whoever speaks around it; outside quotations, of the author. */
  private firstPerson(
    at: Stretch,
    self: number,
    around: number,
    relations: readonly Relation[],
    author: Character | null,
  ): Character | null {
    const word = this.t.lowerWord(at.first)
    if (!FIRST_SINGULAR.has(word) && !FIRST_PLURAL.has(word)) return null
    let outer = around === self ? -1 : around
    let who: Character | null = null
    for (let up = 0; up < DEEPEST && outer >= 0 && outer < relations.length; up++) {
      who = this.ofRelation[outer] ?? null
      if (who !== null) break
      outer = relations[outer]!.parent ?? -1
    }
    if (who === null && this.t.quote[at.first] === Quote.Outside) who = author
    return who === null || at.first === at.last || !MINE.has(word) ? who : this.ofSpeaker(who, at)
  }

  /** "My father": of whom the one who speaks says so. */
  private ofSpeaker(owner: Character, { first, last }: Stretch): Character | null {
    const { t } = this
    let head = first + 1
    while (head < last && !(isCommon(t, head) && this.isHead(head))) head++
    if (!isCommon(t, head)) return null
    const told = this.kin.relative(owner, t.lowerWord(head))
    if (told !== null) return told
    const sort = this.sortOf(head) ?? 'person'
    const key = this.phraseKey(first, head, owner)
    const known = this.byPhrase.get(key)
    if (known !== undefined) return known
    const c = this.cast.make('described', this.typeOf(first, head, sort, owner), sort === 'group', sort !== 'document')
    c.phrase = { first, last: head, possessor: { who: owner, restFrom: first + 1 } }
    this.byPhrase.set(key, c)
    return c
  }

  /** The last mention of somebody before a position of the text. */
  private lastBefore(c: Character, position: number): Stretch | null {
    let best: Stretch | null = null
    for (let k = c.mentions.length - 1, n = 0; k >= 0 && n < RECENT; k--, n++) {
      const m = c.mentions[k]!
      if (this.t.from[m.first]! < position && (best === null || m.first > best.first)) best = m
    }
    return best ?? Reading.lastMention(c)
  }

  /** Why a statement without a source has no speaker. */
  private whyUnmarked(r: Relation): Abstention {
    const { t } = this
    const at = this.stretchOf(r.content[r.content.length - 1]!)
    if (at === null) return 'no-source-in-reach'
    const end = t.paragraphStart[t.paragraph[at.last]! + 1]! - 1
    if (at.last >= end - 1 && !ENDS.test(t.word(end))) return 'text-cut-off'
    for (let k = at.first; k <= at.last && k <= at.first + FARTHEST_MARK; k++) {
      const mark = t.quote[k] === Quote.Open || t.quote[k] === Quote.Close
      if (mark && t.quotePartner[k]! < 0) return 'ambiguous-mark'
    }
    return 'no-source-in-reach'
  }

  /** Token -> 1 + the innermost relation whose content holds it; 0 for none. */
  private enclosing(relations: readonly Relation[]): Int32Array {
    const owner = new Int32Array(this.t.size)
    const spans = relations.flatMap((r, k) => r.content.map(s => ({ s, k })))
    spans.sort((a, b) => b.s.to - b.s.from - (a.s.to - a.s.from) || a.k - b.k)
    // Nesting is shallow in news; in a text made to hurt, what is left unpainted has no owner.
    let left = 12 * this.t.size
    for (const { s, k } of spans) {
      const at = this.stretchOf(s)
      if (at === null) continue
      left -= at.last - at.first + 1
      if (left < 0) break
      owner.fill(k + 1, at.first, at.last + 1)
    }
    return owner
  }

  private authorIn(blocks: readonly Block[]): Character | null {
    const byline = blocks.find(b => b.kind === 'byline')
    const at = byline === undefined ? null : this.stretchOf(byline.span)
    if (at === null) return null
    for (let k = at.first; k <= at.last; k++) {
      const name = this.name(k)
      if (name !== null && name.kind === 'person') return this.cast.meant(this.t, name)
    }
    return null
  }

  /**
   * A statement without a source: a passive has no speaker to tell; a clause that shares its subject has that;
   * a bare quotation goes on with whoever acted in the sentence before it, or spoke last.
   */
  private unmarked(r: Relation, k: number, relations: readonly Relation[]): Character | null {
    const { t } = this
    const content = this.stretchOf(r.content[0]!)
    if (content === null) return null
    if (r.cue.length > 0) {
      const cue = this.stretchOf(r.cue[0]!)
      return cue === null ? null : this.subjectOf(cue)
    }
    if (r.parent !== null) return null
    const sentence = t.sentence[content.first]!
    const floor = t.sentenceStart[sentence]!
    // The words before the quotation in its own sentence: 'He shrugged: "No."'
    const own = content.first > floor + 1 ? this.actorIn(floor, content.first - 1) : null
    if (own !== null) return own
    const before = sentence - 1
    if (before < 0) return null
    const from = t.sentenceStart[before]!
    const paragraph = t.paragraph[content.first]!
    // "The CEO was upbeat. Sales would soar": only of who stands right before.
    if (r.kind === 'indirect') return t.paragraph[from] === paragraph ? this.actorIn(from, floor - 1) : null
    const spoke = this.speakerWithin(from, floor - 1, k, relations)
    if (spoke !== null) return spoke
    if (t.paragraph[from] === paragraph) {
      const actor = this.actorIn(from, floor - 1)
      if (actor !== null) return actor
    }
    const last = this.speakerBefore(content.first, k, relations, paragraph)
    // A paragraph of its own after one in which somebody acts, and nobody has spoken.
    return last ?? (t.paragraph[from] === paragraph - 1 ? this.actorIn(from, floor - 1) : null)
  }

  private speakerWithin(from: number, to: number, k: number, relations: readonly Relation[]): Character | null {
    return this.latest(from, to + 1, k, relations)
  }

  private speakerBefore(at: number, k: number, relations: readonly Relation[], paragraph: number): Character | null {
    const { t } = this
    return this.latest(t.paragraphStart[Math.max(0, paragraph - 2)]!, at, k, relations)
  }

  /** Relations by the token that their content begins at; made once. */
  private starts: { at: number; k: number }[] | null = null

  /** The speaker of the last outermost relation that begins in `[from, to)`. */
  private latest(from: number, to: number, k: number, relations: readonly Relation[]): Character | null {
    if (this.starts === null) {
      this.starts = relations
        .flatMap((r, n) => {
          const at = r.parent === null && r.content.length > 0 ? this.stretchOf(r.content[0]!) : null
          return at === null ? [] : [{ at: at.first, k: n }]
        })
        .sort((a, b) => a.at - b.at || a.k - b.k)
    }
    let lo = 0
    let hi = this.starts.length
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if (this.starts[mid]!.at < to) lo = mid + 1
      else hi = mid
    }
    for (let n = lo - 1, tries = 0; n >= 0 && tries < 8; n--, tries++) {
      const { at, k: other } = this.starts[n]!
      if (at < from) return null
      if (other !== k && this.ofRelation[other] !== null) return this.ofRelation[other]!
    }
    return null
  }

  /** The person who is the subject of a stretch, the first one. */
  private actorIn(from: number, to: number): Character | null {
    const { t } = this
    for (let i = from; i <= to && i < from + 60; i++) {
      if (t.quote[i] !== Quote.Outside || !isSubject(t, i)) continue
      const name = this.name(i)
      const c = name !== null ? this.cast.meant(t, name) : (this.meant.get(i) ?? null)
      if (c?.human) return c
    }
    return null
  }

  /** Who does what an active cue says, where the source is left out: "…, and warned", "hoping". */
  private subjectOf(cue: Stretch): Character | null {
    const { t } = this
    let verb = -1
    for (let i = cue.first; i <= cue.last && verb < 0; i++) {
      if (isPassiveAuxiliary(t, i) || RAISING.has(t.strings.text(t.lemma[i]!))) return null
      const up = t.head[i]!
      if (up < cue.first || up > cue.last) verb = i
    }
    if (verb < 0) return null
    const floor = t.sentenceStart[t.sentence[verb]!]!
    for (let up = 0; up < 3 && verb >= 0; up++) {
      for (let i = Math.max(floor, verb - 40); i < verb; i++) {
        if (t.head[i] !== verb) continue
        if (isPassiveAuxiliary(t, i)) return null
        if (!isActiveSubject(t, i)) continue
        const name = this.name(i)
        return name !== null ? this.asSpeaker(name) : (this.meant.get(i) ?? null)
      }
      if (!isConjunct(t, verb)) return null
      verb = t.head[verb]!
    }
    return null
  }
}

const MINE = new Set(['my', 'our'])
/** Bodies that take a plural verb. */
const PLURAL_BODIES = new Set(['police', 'coastguard'])
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
const DIES = new Set(['die', 'drown', 'perish', 'succumb'])
const KILLED = new Set(['kill', 'murder', 'execute', 'assassinate', 'bury', 'slay'])
const DEATHS = new Set(['death', 'murder', 'killing', 'funeral', 'assassination', 'burial', 'inquest', 'body'])
const isAdjectival = (t: Tokens, i: number): boolean => isAdjective(t, i) || isNumber(t, i)

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

/** Words that are bodies' names by themselves. */
const OWN_NAMES = new Set(['house', 'senate', 'congress', 'parliament', 'state', 'treasury', 'pentagon', 'kremlin'])

/** So many sentences after its name an outlet is still "the paper". */
const FAR = 8
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
/** Who speaks for others by office, and who does where the text says for whom. */
const SPOKES = new Set(['spokesman', 'spokeswoman', 'spokesperson'])
const AGENTS = new Set(['lawyer', 'attorney', 'solicitor', 'barrister', 'representative', 'agent', 'publicist'])
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

const GENERAL_BODIES = new Set(['organization', 'organisation', 'group', 'body', 'agency', 'institution'])

/** "Seems" and "appears" say nothing of who thinks so. */
const RAISING = new Set(['seem', 'appear', 'look', 'sound', 'likely'])

/** What ends a sentence that is whole, closing marks and brackets included. */
const ENDS = /[.?!…:;"'”’»)\]]$/

const NOBODY: Told = { who: null, confidence: 0, reason: null, candidates: [], by: null }

/** The best of several by its share of the score; nobody where another is as likely, or none likely at all. */
function byShare(
  weighed: readonly { c: Character; s: number }[],
  best: Character,
  top: number,
  number: Pronoun['number'],
): Told {
  let sum = 0
  let second = 0
  for (const { c, s } of weighed) {
    const e = Math.exp(s - top)
    sum += e
    if (c !== best && e > second) second = e
  }
  const share = 1 / sum
  const torn =
    number === 'one'
      ? share < LEAST_SHARE && (1 - second) / sum < LEAST_LEAD
      : share < LEAST_OF_MANY && weighed.length > 1
  const confidence = share * WORTH[number]
  const candidates =
    weighed.length < 2
      ? []
      : weighed
          .filter(({ s }) => Math.exp(s - top) / sum >= 0.1)
          .sort((a, b) => b.s - a.s)
          .map(({ c }) => c)
  return {
    who: torn ? null : best,
    confidence,
    reason: torn ? 'two-candidates' : null,
    candidates,
    by: best.mentions[best.mentions.length - 1] ?? null,
  }
}

const isMark = (t: Tokens, i: number): boolean => fold(t.word(i)) === ''
