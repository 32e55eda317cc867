/**
 * Who speaks where a statement names no source: who shares the verb's subject, acted right before, or spoke last.
 * Where nobody can be told, why.
 */
import { Quote } from '../tokens/index.ts'
import type { Relation } from '../vocabulary/index.ts'
import type { Character } from './cast.ts'
import { isActiveSubject, isConjunct, isPassiveAuxiliary, isSubject } from './grammar.ts'
import { type Memory, RECENT } from './memory.ts'
import { asSpeaker } from './named.ts'
import { type Abstention, lastMention, NOBODY, type Stretch, type Told } from './told.ts'

/** Marks are looked at this many tokens into a content. */
const FARTHEST_MARK = 400

/** What ends a sentence that is whole, closing marks and brackets included. */
const ENDS = /[.?!…:;"'”’»)\]]$/

/** "Seems" and "appears" say nothing of who thinks so. */
const RAISING = new Set(['seem', 'appear', 'look', 'sound', 'likely'])

/** The outermost relations by the token that their content begins at. */
export type Starts = readonly { readonly at: number; readonly k: number }[]

/** Lists the outermost relations in the order of their contents, for `unmarked`. */
export function startsOf(memory: Memory, relations: readonly Relation[]): Starts {
  return relations
    .flatMap((r, n) => {
      const at = r.parent === null && r.content.length > 0 ? memory.stretchOf(r.content[0]!) : null
      return at === null ? [] : [{ at: at.first, k: n }]
    })
    .sort((a, b) => a.at - b.at || a.k - b.k)
}

/**
 * A statement without a source: a passive has no speaker to tell; a clause that shares its subject has that;
 * a bare quotation goes on with whoever acted in the sentence before it, or spoke last.
 *
 * @param k the relation's own place among all of them
 * @param starts of the same relations
 */
export function unmarked(memory: Memory, r: Relation, k: number, starts: Starts): Character | null {
  const { t } = memory
  const content = memory.stretchOf(r.content[0]!)
  if (content === null) return null
  if (r.cue.length > 0) {
    const cue = memory.stretchOf(r.cue[0]!)
    return cue === null ? null : subjectOf(memory, cue)
  }
  if (r.parent !== null) return null
  const sentence = t.sentence[content.first]!
  const floor = t.sentenceStart[sentence]!
  // The words before the quotation in its own sentence: 'He shrugged: "No."'
  const own = content.first > floor + 1 ? actorIn(memory, floor, content.first - 1) : null
  if (own !== null) return own
  const before = sentence - 1
  if (before < 0) return null
  const from = t.sentenceStart[before]!
  const paragraph = t.paragraph[content.first]!
  // "The CEO was upbeat. Sales would soar": only of who stands right before.
  if (r.kind === 'indirect') return t.paragraph[from] === paragraph ? actorIn(memory, from, floor - 1) : null
  const spoke = latest(memory, from, floor, k, starts)
  if (spoke !== null) return spoke
  if (t.paragraph[from] === paragraph) {
    const actor = actorIn(memory, from, floor - 1)
    if (actor !== null) return actor
  }
  const near = t.paragraphStart[Math.max(0, paragraph - 2)]!
  const last = latest(memory, near, content.first, k, starts)
  // A paragraph of its own after one in which somebody acts, and nobody has spoken.
  return last ?? (t.paragraph[from] === paragraph - 1 ? actorIn(memory, from, floor - 1) : null)
}

/** The speaker of the last outermost relation that begins in `[from, to)`. */
function latest(memory: Memory, from: number, to: number, k: number, starts: Starts): Character | null {
  let lo = 0
  let hi = starts.length
  while (lo < hi) {
    const mid = (lo + hi) >> 1
    if (starts[mid]!.at < to) lo = mid + 1
    else hi = mid
  }
  for (let n = lo - 1, tries = 0; n >= 0 && tries < 8; n--, tries++) {
    const { at, k: other } = starts[n]!
    if (at < from) return null
    if (other !== k && memory.ofRelation[other] !== null) return memory.ofRelation[other]!
  }
  return null
}

/** The last mention of somebody before a position of the text. */
export function lastBefore(memory: Memory, c: Character, position: number): Stretch | null {
  let best: Stretch | null = null
  for (let k = c.mentions.length - 1, n = 0; k >= 0 && n < RECENT; k--, n++) {
    const m = c.mentions[k]!
    if (memory.t.from[m.first]! < position && (best === null || m.first > best.first)) best = m
  }
  return best ?? lastMention(c)
}

/** The person who is the subject of a stretch, the first one. */
function actorIn(memory: Memory, from: number, to: number): Character | null {
  const { t } = memory
  for (let i = from; i <= to && i < from + 60; i++) {
    if (t.quote[i] !== Quote.Outside || !isSubject(t, i)) continue
    const name = memory.name(i)
    const c = name !== null ? memory.cast.meant(t, name) : (memory.meant.get(i) ?? null)
    if (c?.human) return c
  }
  return null
}

/** Who does what an active cue says, where the source is left out: "…, and warned", "hoping". */
function subjectOf(memory: Memory, cue: Stretch): Character | null {
  const { t } = memory
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
      const name = memory.name(i)
      return name !== null ? asSpeaker(memory, name) : (memory.meant.get(i) ?? null)
    }
    if (!isConjunct(t, verb)) return null
    verb = t.head[verb]!
  }
  return null
}

/** "There is one thing the mayor never told…": an ellipsis ends a quotation that is never closed. */
function breaksOff({ t }: Memory, { first }: Stretch, end: number): boolean {
  return /^(?:…|\.{3,})$/.test(t.word(end)) && t.quote[first] === Quote.Open && t.quotePartner[first]! < 0
}

/** Why a statement without a source has no speaker. */
export function whyUnmarked(memory: Memory, r: Relation): Abstention {
  const { t } = memory
  const at = memory.stretchOf(r.content[r.content.length - 1]!)
  if (at === null) return 'no-source-in-reach'
  const end = t.paragraphStart[t.paragraph[at.last]! + 1]! - 1
  if (at.last >= end - 1 && (!ENDS.test(t.word(end)) || breaksOff(memory, at, end))) return 'text-cut-off'
  for (let k = at.first; k <= at.last && k <= at.first + FARTHEST_MARK; k++) {
    const mark = t.quote[k] === Quote.Open || t.quote[k] === Quote.Close
    if (mark && t.quotePartner[k]! < 0) return 'ambiguous-mark'
  }
  return 'no-source-in-reach'
}

const DOUBLE = /^["“”„«»]$/

/**
 * Does a quotation mark of the statement lack its fellow, or has it that elsewhere? Where the quotation ends is then a
 * guess. A mark that the next paragraph opens again lacks nothing, and a text that is cut off has lost it.
 */
export function hasStrayMark(memory: Memory, r: Relation): boolean {
  const { t } = memory
  for (const s of r.content) {
    const at = memory.stretchOf(s)
    if (at === null) continue
    for (let k = at.first; k <= at.last && k <= at.first + FARTHEST_MARK; k++) {
      if (!DOUBLE.test(t.word(k))) continue
      const partner = t.quotePartner[k]!
      const next = t.paragraphStart[t.paragraph[k]! + 1]!
      if (partner >= 0) {
        if (t.paragraph[partner] !== t.paragraph[k] && partner > at.last) return true
        continue
      }
      const goesOn = next < t.size && t.quote[next] === Quote.Open
      const cut = next >= t.size && t.quote[k] === Quote.Open
      if (!goesOn && !cut) return true
    }
  }
  return false
}

/** So many people may have spoken before a quotation without a tag; of more, nobody is likely. */
const FEW = 3

/**
 * Nobody told for a statement without a source, and who is likely: of a quotation in a paragraph of its own, the two or
 * three that the paragraph before it is about.
 */
export function noOne(memory: Memory, r: Relation, why: Abstention, likely: Character | null): Told {
  if (likely !== null) return { ...NOBODY, reason: why, candidates: [likely] }
  const { t } = memory
  const at = r.cue.length > 0 || r.kind !== 'direct' || r.parent !== null ? null : memory.stretchOf(r.content[0]!)
  const paragraph = at === null ? 0 : t.paragraph[at.first]!
  if (at === null || paragraph === 0 || why !== 'no-source-in-reach') return { ...NOBODY, reason: why }
  const people = new Set<Character>()
  for (let i = t.paragraphStart[paragraph - 1]!; i < t.paragraphStart[paragraph]! && people.size <= FEW; i++) {
    const name = t.quote[i] === Quote.Outside ? memory.name(i) : null
    if (name === null || name.first !== i || name.kind !== 'person') continue
    const c = memory.cast.meant(t, name)
    if (c.human && c.mentions.length > 0) people.add(c)
  }
  const several = people.size > 1 && people.size <= FEW
  return several
    ? { ...NOBODY, reason: 'two-candidates', candidates: [...people] }
    : { ...NOBODY, reason: why, candidates: people.size === 1 ? [...people] : [] }
}
