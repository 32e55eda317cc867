/** What is remembered of one article while it is read: who was named, met, described, and how each mention was told. */
import { Quote, type Tokens } from '../tokens/index.ts'
import type { Block, BlockKind, Span } from '../vocabulary/index.ts'
import { Cast, type Character } from './cast.ts'
import { isActiveSubject, isConjunct, isModifier, isPossessivePronoun, isPossessor, isSubject } from './grammar.ts'
import { Kin } from './kin.ts'
import { findNames, type Name } from './names.ts'
import { FEATURES, type PronounWeights } from './pronouns.ts'
import { NOBODY, type Stretch, type Told, type Way } from './told.ts'

/** So many of the characters met last are weighed for a pronoun or a description. */
export const RECENT = 40

/** The author and the photographer are named for their work: no pronoun of the report means them. */
const ASIDE: ReadonlySet<BlockKind> = new Set(['byline', 'credit', 'boilerplate'])

/** Called for each pronoun with the candidates' rows; for training. */
export type OnPronoun = (at: number, candidates: readonly Character[], rows: readonly Float64Array[]) => void

/** The reader's memory. The rules of this room read it and write to it; it decides nothing itself. */
export class Memory {
  readonly t: Tokens
  readonly cast: Cast
  /** Token -> 1 + index of the name that covers it; 0 for none. */
  readonly nameAt: Int32Array
  readonly names: readonly Name[]
  /** Who a pronoun (by its token) or a description (by its head noun) means. */
  readonly meant = new Map<number, Character>()
  /** Who was met, the latest first; at most `RECENT`. */
  readonly recent: Character[] = []
  /** Who holds an office or trade, in the order in which the text says so. */
  readonly byRole = new Map<string, Character[]>()
  /** Who was described last by a noun of a sort: "organization company". */
  readonly byHead = new Map<string, Character>()
  /** Who was described by these very words before. */
  readonly byPhrase = new Map<string, Character>()
  readonly weights: PronounWeights
  /** Token -> 1 within a relation's source. */
  readonly isSource: Uint8Array
  readonly kin = new Kin()
  lastSpeaker: Character | null = null
  /** The paper, station or agency named last. */
  lastOutlet: Character | null = null
  /** Who was the subject of a verb outside of quotations last. */
  lastActor: { readonly who: Character; readonly at: number } | null = null
  /** Scratch for one candidate's features. */
  readonly row = new Float64Array(FEATURES.length)
  /** For each relation, who speaks. */
  readonly ofRelation: (Character | null)[]
  /** For each relation, how that was told. */
  readonly told: Told[]
  /** How the names, pronouns and descriptions met were understood, by the token that `meant` has them under. */
  readonly toldAt = new Map<number, Told>()
  readonly onPronoun: OnPronoun | null
  /** Blocks that stand beside the report; who is named there only is nobody's "she". */
  private readonly aside: readonly boolean[]

  constructor(
    t: Tokens,
    blocks: readonly Block[],
    relations: number,
    weights: PronounWeights,
    onPronoun: OnPronoun | null,
  ) {
    this.t = t
    this.aside = blocks.map(({ kind }) => ASIDE.has(kind))
    this.weights = weights
    this.onPronoun = onPronoun
    this.names = findNames(t)
    this.cast = new Cast(t, this.names)
    this.cast.elder = (a, b) => this.kin.elder(a, b)
    this.nameAt = new Int32Array(t.size)
    for (const [k, n] of this.names.entries()) this.nameAt.fill(k + 1, n.first, n.last + 1)
    this.isSource = new Uint8Array(t.size)
    this.ofRelation = new Array(relations).fill(null)
    this.told = new Array(relations).fill(NOBODY)
  }

  /** The name that covers token `i`. */
  name(i: number): Name | null {
    // Asked of neighbours too, which may lie outside the text.
    const k = this.nameAt[i] ?? 0
    return k === 0 ? null : this.names[k - 1]!
  }

  /** Whether one name covers both tokens. */
  sameName(a: number, b: number): boolean {
    return a >= 0 && this.nameAt[a] !== 0 && this.nameAt[a] === this.nameAt[b]
  }

  /** The tokens that a span of the text touches; null where it touches none. */
  stretchOf(s: Span): Stretch | null {
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

  /** Notes a mention of somebody, and how it was met, for what comes next. */
  touch(c: Character, first: number, last: number): void {
    const { t } = this
    c.mentions.push({ first, last })
    c.lastToken = last
    c.lastSubject = isSubject(t, last) || (isConjunct(t, last) && t.head[last]! >= 0 && isSubject(t, t.head[last]!))
    c.lastQuoted = t.quote[last] !== Quote.Outside
    c.lastPossessive = isPossessor(t, last) || isPossessivePronoun(t, last) || isModifier(t, last)
    c.count++
    if (c.lastSubject) c.subjects++
    if (this.aside[t.paragraphBlock[t.paragraph[last]!]!] === true) return
    if (c.lastSubject && c.human && !c.plural && !c.lastQuoted && isActiveSubject(t, last))
      this.lastActor = { who: c, at: last }
    const k = this.recent.indexOf(c)
    if (k >= 0) this.recent.splice(k, 1)
    else if (this.recent.length === RECENT) this.recent.pop()
    this.recent.unshift(c)
  }

  /** Notes how the mention at a token was understood, where there was no choice. */
  noteTold(at: number, who: Character, way: Way, by: Stretch | null): void {
    this.toldAt.set(at, { who, way, share: 1, reason: null, candidates: [], by })
  }
}
