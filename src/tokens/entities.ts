import { Gap, type Tokens } from './columns.ts'
import { unpackParts } from './parts.ts'
import { avalanche, hashString, join } from './strings.ts'
import { best, titledSentences } from './tagger.ts'
import { ENTITY_KINDS, Entity, PENN_INDEX } from './tagset.ts'
import { unpackWeights, type WeightTable } from './weights.ts'
import { AFFIXES, Look, type WordFacts, wordFacts } from './words.ts'

export interface EntityModel {
  readonly weights: WeightTable
}

/** Reads the entity tagger's part of a model file. Throws AscribeError `model-damaged`. */
export function readEntities(bytes: Uint8Array): EntityModel {
  return { weights: unpackWeights(unpackParts(bytes)('weights')) }
}

/** Outside, and begin and inside of each kind. */
export const ENTITY_LABELS = 1 + 2 * ENTITY_KINDS.length

const PERSON = ENTITY_KINDS.indexOf('person')
const hashes = (words: string) => new Set(words.split(' ').map(hashString))

/** Words before a name that make it a person's; with and without their full stop. */
const HONORIFICS = hashes(
  'mr mr. mrs mrs. ms ms. dr dr. sir lady lord sen sen. senator rep rep. congressman congresswoman gov gov. governor ' +
    'president chancellor minister judge justice prof prof. professor gen gen. general col col. colonel capt capt. ' +
    'captain det det. sgt sgt. sergeant lt lt. lieutenant maj maj. major adm adm. admiral rev rev. reverend pastor bishop ' +
    'archbishop imam rabbi sheikh pope king queen prince princess mayor councillor detective officer chairman ' +
    'chairwoman spokesman spokeswoman spokesperson director coach actor actress singer author',
)
/** Verbs whose subject can speak. */
const SPEAKING = hashes(
  'said says told tells added adds asked asks tweeted wrote writes replied argued insisted recalled',
)
/** Words before a place. */
const PLACING = hashes('in at near across outside around')
/** Words that end the name of a body. */
const BODY = hashes(
  'inc inc. corp corp. co co. ltd ltd. llc plc group company university college party committee department ministry ' +
    'council agency association institute foundation bank union court commission bureau club times post journal news',
)
const GENERATIONS = hashes('jr jr. sr sr. ii iii iv')

/** What the whole article tells of a word written with a capital, as bits; all its places count together. */
const Seen = {
  Honoured: 1,
  Speaks: 2,
  Placed: 4,
  InBody: 8,
  EndsName: 16,
  BeginsName: 32,
  Small: 64,
  Alone: 128,
} as const

/** What the features of one article read; made once per article. */
export interface EntityView {
  readonly tokens: Tokens
  readonly facts: WordFacts
  readonly titled: Uint8Array
  /** Per string id of a form: bits of `Seen`. */
  readonly seen: Uint8Array
  /** Per string id of a form: hash of the word before it in a run of capitalised words somewhere in the article; 0 none. */
  readonly mate: Int32Array
  /** Per string id (form or lower): what stands for the word in features. Training hides some names here. */
  readonly name: Int32Array
  /** Per string id of a form: 1 where training hides the letters too. */
  readonly hidden: Uint8Array
}

export function entityView(tokens: Tokens, facts: WordFacts = wordFacts(tokens.strings)): EntityView {
  const { strings, form, lower, sentence } = tokens
  const titled = titledSentences(tokens, facts)
  const seen = new Uint8Array(strings.size)
  const mate = new Int32Array(strings.size)
  const isName = (i: number) => (facts.look[form[i]!]! & (Look.Capital | Look.Inner)) !== 0
  for (let i = 0; i < tokens.size; i++) {
    const f = form[i]!
    if (!isName(i)) {
      seen[f] = seen[f]! | Seen.Small
      continue
    }
    const s = sentence[i]!
    // In a headline every word is a capitalised one: it tells nothing.
    if (titled[s] !== 0) continue
    const before = i > tokens.sentenceStart[s]! ? i - 1 : -1
    const after = i + 1 < tokens.sentenceStart[s + 1]! ? i + 1 : -1
    let bits = 0
    const w = before < 0 ? 0 : strings.hash(lower[before]!)
    const honoured = before >= 0 && HONORIFICS.has(w)
    if (honoured) bits |= Seen.Honoured
    if (before >= 0 && PLACING.has(w)) bits |= Seen.Placed
    const nameBefore = before >= 0 && isName(before) && !honoured
    const nameAfter = after >= 0 && isName(after)
    if (nameBefore) {
      bits |= Seen.EndsName
      if (mate[f] === 0) mate[f] = facts.word[lower[before]!]!
    }
    if (nameAfter) bits |= Seen.BeginsName
    if (!nameBefore && !nameAfter) bits |= Seen.Alone
    if (after >= 0) {
      const n = strings.hash(lower[after]!)
      if (SPEAKING.has(n)) bits |= Seen.Speaks
      if (nameAfter && BODY.has(n)) bits |= Seen.InBody
    }
    seen[f] = seen[f]! | bits
  }
  // A word is known by its small form too: what "of" is to "Of".
  for (let i = 0; i < tokens.size; i++) {
    if ((seen[lower[i]!]! & Seen.Small) !== 0) seen[form[i]!] = seen[form[i]!]! | Seen.Small
  }
  return { tokens, facts, titled, seen, mate, name: facts.word.slice(), hidden: new Uint8Array(strings.size) }
}

/** Upper bound of the features of one token. */
export const ENTITY_FEATURES = 48

const T = Int32Array.from({ length: ENTITY_FEATURES }, (_, k) => avalanche(k + 701))
const EDGE = 0x51ed270b
const EDGE_TAG = 61

/** Whether token i can be part of a name after a token that is not: only a word with a capital begins one. */
export const mayBegin = (view: EntityView, i: number): boolean =>
  (view.facts.look[view.tokens.form[i]!]! & (Look.Capital | Look.Inner)) !== 0

/** Writes the features of token i; `one` and `two` are the labels of the tokens before. */
export function entityFeatures(
  view: EntityView,
  i: number,
  first: number,
  end: number,
  one: number,
  two: number,
  out: Int32Array,
): number {
  const { tokens, facts, name, seen } = view
  const { form, lower, tag } = tokens
  const f0 = form[i]!
  const l0 = lower[i]!
  const w0 = name[l0]!
  const wp = i > first ? name[lower[i - 1]!]! : EDGE
  const wpp = i > first + 1 ? name[lower[i - 2]!]! : EDGE
  const wn = i + 1 < end ? name[lower[i + 1]!]! : EDGE
  const wnn = i + 2 < end ? name[lower[i + 2]!]! : EDGE
  const t0 = tag[i]!
  const tp = i > first ? tag[i - 1]! : EDGE_TAG
  const tn = i + 1 < end ? tag[i + 1]! : EDGE_TAG
  const shape = facts.shape[f0]!
  const shapePrev = i > first ? facts.shape[form[i - 1]!]! : EDGE
  const shapeNext = i + 1 < end ? facts.shape[form[i + 1]!]! : EDGE
  const seen0 = seen[f0]!
  const seenNext = i + 1 < end ? seen[form[i + 1]!]! : 0
  const place = view.titled[tokens.sentence[i]!]! * 2 + (i === first ? 1 : 0)
  const glued = tokens.gap[i] === Gap.None ? 1 : 0
  let n = 0
  out[n++] = join(T[0]!, w0)
  out[n++] = join(join(T[1]!, w0), one)
  out[n++] = join(T[2]!, one * 16 + two)
  out[n++] = join(join(T[3]!, wp), one)
  out[n++] = join(T[4]!, wpp)
  out[n++] = join(T[5]!, wn)
  out[n++] = join(T[6]!, wnn)
  out[n++] = join(join(T[7]!, w0), wn)
  out[n++] = join(join(T[8]!, wp), w0)
  out[n++] = join(join(T[9]!, shape), one * 64 + place)
  out[n++] = join(join(join(T[10]!, shape), shapePrev), shapeNext)
  out[n++] = join(T[11]!, (t0 * 64 + tp) * 16 + one)
  out[n++] = join(T[12]!, (t0 * 64 + tn) * 16 + one)
  out[n++] = join(T[13]!, ((t0 * 64 + tn) * 64 + tp) * 16 + one)
  out[n++] = join(T[14]!, t0 * 1024 + seen0 * 4 + glued)
  out[n++] = join(join(T[15]!, wn), one)
  out[n++] = join(join(T[16]!, wp), t0)
  out[n++] = join(join(T[17]!, wp), wn)
  out[n++] = join(T[18]!, (seen0 * 256 + seenNext) * 16 + one)
  out[n++] = join(join(T[19]!, wp), wpp)
  out[n++] = join(join(T[20]!, wn), wnn)
  for (let bit = 1; bit < 256; bit *= 2) if ((seen0 & bit) !== 0) out[n++] = join(T[21]!, bit * 16 + one)
  if (view.hidden[f0] === 0) {
    if (view.mate[f0] !== 0) out[n++] = join(T[22]!, view.mate[f0]!)
    const at = l0 * AFFIXES
    for (let k = 1; k < AFFIXES; k++) {
      if (facts.suffix[at + k] !== 0) out[n++] = join(T[23]! + k, facts.suffix[at + k]!)
      if (facts.prefix[at + k] !== 0) out[n++] = join(T[28]! + k, facts.prefix[at + k]!)
    }
  }
  return n
}

/** Fills the `entity` column from the words and the `tag` column. */
export function markEntities(tokens: Tokens, model: EntityModel): void {
  const view = entityView(tokens)
  const { entity } = tokens
  const features = new Int32Array(ENTITY_FEATURES)
  const scores = new Float64Array(ENTITY_LABELS)
  for (let s = 0; s < tokens.sentences; s++) {
    const first = tokens.sentenceStart[s]!
    const end = tokens.sentenceStart[s + 1]!
    let one: number = Entity.Outside
    let two: number = Entity.Outside
    for (let i = first; i < end; i++) {
      let label: number = Entity.Outside
      if (one !== Entity.Outside || mayBegin(view, i)) {
        const n = entityFeatures(view, i, first, end, one, two, features)
        scores.fill(0)
        model.weights.addAll(features, n, scores)
        label = follow(best(scores), one)
      }
      entity[i] = label
      two = one
      one = label
    }
  }
  agree(view)
}

/**
 * The label as it may follow another: what goes on inside a kind that was not open begins it, and what
 * begins the kind that is open goes on in it (two names of a kind never touch without a mark between).
 */
export const follow = (label: number, before: number): number => {
  if (label === Entity.Outside) return label
  const kind = (label - 1) >> 1
  return before !== Entity.Outside && (before - 1) >> 1 === kind ? Entity.inside(kind) : Entity.begin(kind)
}

/** A mention: `from <= i < to`. */
interface Mention {
  readonly from: number
  readonly to: number
  readonly kind: number
}

function mentionsOf(tokens: Tokens): Mention[] {
  const { entity } = tokens
  const mentions: Mention[] = []
  for (let i = 0; i < tokens.size; ) {
    if (entity[i] === Entity.Outside) {
      i++
      continue
    }
    const kind = (entity[i]! - 1) >> 1
    let to = i + 1
    while (to < tokens.size && entity[to] === Entity.inside(kind)) to++
    mentions.push({ from: i, to, kind })
    i = to
  }
  return mentions
}

/** A person's name begins after the titles before it; a title alone is no name. */
function dropTitles(tokens: Tokens): void {
  const { entity, lower, strings } = tokens
  for (let i = 0; i < tokens.size; i++) {
    if (entity[i] !== Entity.begin(PERSON) || !HONORIFICS.has(strings.hash(lower[i]!))) continue
    entity[i] = Entity.Outside
    if (i + 1 < tokens.size && entity[i + 1] === Entity.inside(PERSON)) entity[i + 1] = Entity.begin(PERSON)
  }
}

/**
 * Makes an article agree with itself. A word alone that ends a person's full name elsewhere is that person
 * (also where it went unmarked), unless the article mostly uses it otherwise; the same words have the kind
 * that they have most often.
 */
function agree(view: EntityView): void {
  const { tokens, seen, titled, facts } = view
  const { lower, form, entity, tag, strings } = tokens
  const kinds = ENTITY_KINDS.length
  /** Votes per lower-cased form, for mentions of one word: `lower * kinds + kind`. */
  const votes = new Float64Array(strings.size * kinds)
  const longer = new Map<number, Float64Array>()
  const keyOf = (m: Mention) => {
    let h = 11
    for (let i = m.from; i < m.to; i++) h = join(h, lower[i]!)
    return h
  }
  dropTitles(tokens)
  const mentions = mentionsOf(tokens)
  for (const m of mentions) {
    // A headline's label is a guess.
    const weight = titled[tokens.sentence[m.from]!] === 0 ? 1 : 0.3
    if (m.to - m.from === 1) {
      votes[lower[m.from]! * kinds + m.kind]! += weight
      continue
    }
    const key = keyOf(m)
    const tally = longer.get(key) ?? new Float64Array(kinds)
    tally[m.kind]! += weight
    longer.set(key, tally)
    if (m.kind === PERSON) {
      let last = m.to - 1
      if (last > m.from + 1 && GENERATIONS.has(strings.hash(lower[last]!))) last--
      votes[lower[last]! * kinds + PERSON]! += 1.5 * weight
    }
  }
  const honoured = new Set<number>()
  for (let i = 0; i < tokens.size; i++) if ((seen[form[i]!]! & Seen.Honoured) !== 0) honoured.add(lower[i]!)
  for (const l of honoured) votes[l * kinds + PERSON]! += 2
  const winner = (tally: Float64Array, at: number, now: number) => {
    let kind = now
    for (let k = 0; k < kinds; k++) if (tally[at + k]! > tally[at + kind]!) kind = k
    return kind
  }
  const set = (m: Mention, kind: number) => {
    for (let i = m.from; i < m.to; i++) entity[i] = i === m.from ? Entity.begin(kind) : Entity.inside(kind)
  }
  for (const m of mentions) {
    const kind =
      m.to - m.from === 1 ? winner(votes, lower[m.from]! * kinds, m.kind) : winner(longer.get(keyOf(m))!, 0, m.kind)
    if (kind !== m.kind) set(m, kind)
  }
  for (let i = 0; i < tokens.size; i++) {
    if (entity[i] !== Entity.Outside || !NAME_TAGS.has(tag[i]!) || !mayBegin(view, i)) continue
    const l = lower[i]!
    const alone =
      (i === 0 || entity[i - 1] === Entity.Outside) && (i + 1 === tokens.size || entity[i + 1] === Entity.Outside)
    const person = votes[l * kinds + PERSON]!
    if (
      alone &&
      person >= 1.5 &&
      winner(votes, l * kinds, PERSON) === PERSON &&
      (facts.look[form[i]!]! & Look.Digit) === 0
    ) {
      entity[i] = Entity.begin(PERSON)
    }
  }
}

const NAME_TAGS: ReadonlySet<number> = new Set(['NNP', 'NNPS'].map(t => PENN_INDEX.get(t)!))
