/** Reads one article for its speakers, from left to right, and then settles what only the whole text tells. */
import type { Tokens } from '../tokens/index.ts'
import type { Block, Relation, Span } from '../vocabulary/index.ts'
import { noteBehalf } from './behalf.ts'
import type { Character } from './cast.ts'
import { describe } from './descriptions.ts'
import { isNamedKin } from './families.ts'
import { authorIn, enclosing, firstPerson, MINE } from './first-person.ts'
import { isCommon, isModifier } from './grammar.ts'
import { headlineKin } from './headlines.ts'
import { answersIn } from './interviews.ts'
import { meetPair } from './joint.ts'
import { Memory, type OnPronoun } from './memory.ts'
import { inFull } from './named.ts'
import { endsNoun, sortOf } from './nouns.ts'
import { gatherRoles, tellsDeath } from './offices.ts'
import { interviews, isOutlet, isOutletBody } from './outlets.ts'
import { LONGEST_PHRASE } from './phrase-parts.ts'
import { type PronounWeights, thirdPerson } from './pronouns.ts'
import { givesName, hides, meantBy, tellingOf } from './source-phrases.ts'
import { isExpletive, resolvePronoun, somebody } from './third-person.ts'
import { lastMention, type Stretch, type Told } from './told.ts'
import { hasStrayMark, lastBefore, noOne, startsOf, unmarked, whyUnmarked } from './unmarked.ts'

/**
 * One article read from left to right: names, pronouns and descriptions are met in turn, and each
 * relation's source is resolved where it ends, with what has been read by then.
 */
export class Reading {
  readonly t: Tokens
  /** For each relation, who speaks. */
  readonly ofRelation: (Character | null)[]
  /** For each relation, how that was told. */
  readonly told: Told[]
  /** For each of the other mentions asked about, whom it means. */
  readonly ofMention: (Character | null)[]
  /** Which of those mentioned so are news outlets. */
  readonly outlets = new Set<Character>()
  private readonly memory: Memory

  /** @param onPronoun called for each pronoun with its candidates and their features; for training */
  constructor(
    t: Tokens,
    blocks: readonly Block[],
    relations: readonly Relation[],
    weights: PronounWeights,
    mentions: readonly Span[] = [],
    onPronoun: OnPronoun | null = null,
  ) {
    this.t = t
    const memory = new Memory(t, blocks, relations.length, weights, onPronoun)
    this.memory = memory
    this.ofRelation = memory.ofRelation
    this.told = memory.told
    this.ofMention = new Array(mentions.length).fill(null)
    for (const n of memory.names) {
      const c = memory.cast.known(n)
      if (c !== null) gatherRoles(memory, n, c)
    }
    this.read(relations, mentions)
    this.finish(blocks, relations, mentions)
  }

  private read(relations: readonly Relation[], mentions: readonly Span[]): void {
    const { t, memory } = this
    // A relation's source, or after all relations a mention asked about.
    const ends = new Map<number, { relation: number; stretch: Stretch }[]>()
    const expect = (relation: number, stretch: Stretch) => {
      const list = ends.get(stretch.last)
      if (list === undefined) ends.set(stretch.last, [{ relation, stretch }])
      else list.push({ relation, stretch })
    }
    relations.forEach((r, relation) => {
      const stretch = r.source.length === 0 ? null : memory.stretchOf(r.source[0]!)
      if (stretch === null) return
      memory.isSource.fill(1, stretch.first, Math.min(stretch.last, stretch.first + LONGEST_PHRASE) + 1)
      expect(relation, stretch)
    })
    mentions.forEach((m, k) => {
      const stretch = memory.stretchOf(m)
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
          c = meantBy(memory, stretch.first, stretch.last)
          read.set(stretch.first, c)
        }
        if (relation >= relations.length) {
          this.ofMention[relation - relations.length] = c
          continue
        }
        if (c === null) {
          c = somebody(memory, stretch)
          read.set(stretch.first, c)
        }
        const told = tellingOf(memory, stretch, c)
        this.told[relation] = told
        c = told.who
        if (c !== null && c.behalf === null) {
          noteBehalf(memory, c, stretch.first, Math.min(stretch.last, stretch.first + LONGEST_PHRASE))
          // Who speaks for somebody is no source that hides.
          if (c.behalf !== null && c.type === 'anonymous' && !hides(t, stretch)) c.type = 'person'
        }
        if (c !== null && c.type === 'anonymous' && givesName(t, stretch)) c.type = 'person'
        this.ofRelation[relation] = c
        if (c !== null) {
          c.lastSpoke = i
          memory.lastSpeaker = c
        }
      }
    }
  }

  private meet(i: number): void {
    const { t, memory } = this
    const name = memory.name(i)
    if (name !== null) {
      if (name.first !== i) return
      const c = inFull(memory, name, memory.cast.meant(t, name))
      // "Canadian officials", "Norvale Water executives": nobody speaks of Canada or the firm itself.
      if (!c.human && isModifier(t, name.last)) {
        c.mentions.push({ first: name.first, last: name.last })
        if (c.lastToken < 0) c.lastToken = name.last
        return
      }
      if (memory.cast.known(name) === c && c.roles.size === 0) gatherRoles(memory, name, c)
      const choice = memory.cast.choices.get(name)
      if (choice !== undefined) {
        const { confidence, torn, candidates } = choice
        const by = lastMention(c) ?? { first: name.first, last: name.last }
        memory.toldAt.set(name.first, {
          who: c,
          way: 'shared-name',
          share: confidence,
          reason: torn ? 'two-candidates' : null,
          candidates,
          by,
        })
      }
      memory.touch(c, name.first, name.last)
      if (c.human && !c.dead) c.dead = tellsDeath(memory, name)
      if (isOutlet(name, c)) memory.lastOutlet = c
      if (c.behalf === null && c.roles.has('spokesman')) noteBehalf(memory, c, name.start - 6, name.last + 12)
      meetPair(memory, name, c)
      return
    }
    const pronoun = thirdPerson(t.lowerWord(i))
    if (pronoun !== null) {
      if (!isExpletive(t, i)) {
        const c = resolvePronoun(memory, i, pronoun)
        if (c !== null) {
          memory.meant.set(i, c)
          memory.touch(c, i, i)
        }
      }
      return
    }
    if (isCommon(t, i) && (endsNoun(t, i) || isNamedKin(memory, i)) && sortOf(t, i) !== null) describe(memory, i)
  }

  private finish(blocks: readonly Block[], relations: readonly Relation[], mentions: readonly Span[]): void {
    const { memory } = this
    headlineKin(memory, blocks)
    const inner = enclosing(memory, relations)
    const author = authorIn(memory, blocks)
    const answers = author === null ? null : answersIn(memory.t)
    // Outside quotations "I" is the author, but not in the answers of an interview.
    const authorAt = (token: number) => (answers?.[memory.t.paragraph[token]!] === 1 ? null : author)
    const order = relations
      .map((r, k) => ({ k, from: (r.source[0] ?? r.content[0])?.from ?? 0 }))
      .sort((a, b) => a.from - b.from || a.k - b.k)
    const starts = startsOf(memory, relations)
    for (const { k } of order) {
      const r = relations[k]!
      if (r.source.length > 0 || r.content.length === 0) continue
      const likely = unmarked(memory, r, k, starts)
      const why = whyUnmarked(memory, r)
      // The tag may stand in what was cut off: whoever is likely stays a candidate.
      const who = why === 'text-cut-off' && r.cue.length === 0 ? null : likely
      this.ofRelation[k] = who
      this.told[k] =
        who === null
          ? noOne(memory, r, why, likely)
          : {
              who,
              way: r.cue.length > 0 ? 'shared-subject' : 'continued',
              share: 1,
              reason: null,
              candidates: [],
              by: lastBefore(memory, who, r.content[0]!.from),
            }
    }
    for (const { k } of order) {
      const r = relations[k]!
      const s = r.source[0]
      const at = s === undefined ? null : memory.stretchOf(s)
      if (at === null || (this.ofRelation[k] !== null && !MINE.has(memory.t.lowerWord(at.first)))) continue
      const who = firstPerson(memory, at, k, r.parent ?? inner[at.first]! - 1, relations, authorAt(at.first))
      if (who === null) continue
      this.ofRelation[k] = who
      this.told[k] = { who, way: 'first-person', share: 1, reason: null, candidates: [], by: lastMention(who) }
      who.mentions.push({ first: at.first, last: at.last })
    }
    for (const { k } of order) {
      const told = this.told[k]!
      const stray = told.reason === null && relations[k]!.parent === null && hasStrayMark(memory, relations[k]!)
      if (stray) this.told[k] = { ...told, reason: 'ambiguous-mark' }
    }
    this.noteOutlets(mentions)
    mentions.forEach((m, k) => {
      const at = this.ofMention[k] === null ? memory.stretchOf(m) : null
      if (at === null) return
      const who = firstPerson(memory, at, -1, inner[at.first]! - 1, relations, authorAt(at.first))
      if (who === null) return
      this.ofMention[k] = who
      who.mentions.push({ first: at.first, last: at.last })
    })
  }
  /** Which of the bodies mentioned are outlets; one interview anywhere in the text tells. */
  private noteOutlets(mentions: readonly Span[]): void {
    const { memory, t } = this
    mentions.forEach((m, k) => {
      const c = this.ofMention[k]
      const at = memory.stretchOf(m)
      if (!c || at === null || this.outlets.has(c)) return
      if (isOutletBody(t, c) || interviews(t, c, at)) this.outlets.add(c)
    })
  }
}
