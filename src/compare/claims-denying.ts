import type { Span } from '../vocabulary/index.ts'
import { type Claim, predicateFrom, type Reading, spansOf } from './claims.ts'
import { doerOf } from './claims-subject.ts'

/** Somebody denies something: what, and in which words. */
export interface Denying {
  readonly reading: Reading
  readonly sentence: number
  readonly paragraph: number
  /** The claim of the reading whose words the denial is in; null where the report's own voice tells of it. */
  readonly claim: Claim | null
  readonly statement: string | null
  readonly speaker: string | null
  readonly spans: readonly Span[]
  /** What is denied. */
  readonly at: readonly number[]
  readonly terms: ReadonlySet<string>
  /** The term that it turns on ("warned", "promised"); '' where it has none. */
  readonly turns: string
  /** It points back ("denied the charge", "that is not true"): what is denied stands before it. */
  readonly back: boolean
  /** `cue`: a verb of denying. `called`: called untrue. `parted`: said to have nothing to do with something. */
  readonly by: 'cue' | 'called' | 'parted'
}

const DENY =
  /^(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|disavow(?:s|ed|ing)?)$/
const REJECT = /^(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|repudiat(?:e|es|ed|ing))$/
/** What is rejected must be something claimed: offers, calls and plans are rejected too. */
const CLAIMED =
  /^(?:claims?|charges?|allegations?|accusations?|suggestions?|notions?|reports?|assertions?|criticisms?|rumou?rs?|statements?|insinuations?|characterizations?)$/
const NOT_BEFORE = /^(?:not|n't|never|nobody|cannot|without|neither|hardly|to|can|could|if|should|must)$/
/** Things that are withheld, not said to be untrue. */
const WITHHELD =
  /^(?:access|entry|visas?|permits?|licen[cs]es?|bail|permission|requests?|motions?|appeals?|bids?|opportunit(?:y|ies)|rights?|him|her|them|us|me|you|service|coverage|care|benefits|funding|admission|parole|justice|existence|responsibility|climate|global|reality|himself|herself|people|women|americans|voters|victory|nomination|hillary|trump|clinton)$/
const UNTRUE =
  /\b(?:(?:is|are|was|were|it'?s|that'?s|isn'?t|as|called \p{L}+|it|them|be) (?:\p{L}+ ){0,2}(?:untrue|false|a lie|all lies|fabricated|baseless|unfounded|nonsense|fiction|bogus)|(?:is|was|are|were|'s) (?:simply |just |absolutely )?(?:not|n't) true|no truth (?:in|to)|no basis for|not a word of truth|never happened|nothing to do with|made (?:it|this|that|the \p{L}+) up|made up the (?:story|charge|claim|allegation))\b/iu
const BACK = /^(?:that|this|it|these|those|all|they)$/

/** What is denied in a reading, sentence by sentence, in order. */
export function denyingsIn(reading: Reading): Denying[] {
  const claims = new Map<number, Claim[]>()
  for (const claim of reading.claims) claims.set(claim.sentence, [...(claims.get(claim.sentence) ?? []), claim])
  return reading.sentences.flatMap((sentence, s) => {
    const cued = cuedIn(reading, sentence, s, claims.get(s) ?? [])
    return cued !== null ? [cued] : (claims.get(s) ?? []).flatMap(claim => calledIn(claim) ?? [])
  })
}

function cuedIn(
  reading: Reading,
  [first, end]: readonly [number, number],
  sentence: number,
  claims: readonly Claim[],
): Denying | null {
  const { tokens, terms } = reading
  const headline = claims.some(({ block }) => block === 'headline')
  for (let i = first; i < end; i++) {
    const word = tokens.lowerWord(i)
    if (tokens.quote[i] !== 0 || !(DENY.test(word) || REJECT.test(word))) continue
    // A headline that is pasted into a paragraph has no sentence around it.
    if (!headline && i > first && /^\p{Lu}/u.test(tokens.word(i))) continue
    if (i > first && NOT_BEFORE.test(tokens.lowerWord(i - 1))) continue
    if (i > first + 1 && NOT_BEFORE.test(tokens.lowerWord(i - 2)) && tokens.lowerWord(i - 2) !== 'to') continue
    if (/^disputes?$/.test(word) && i > first && isNoun(reading, i, end)) continue
    if (i > first && /^(?:was|were|been|being|be|is|are|got)$/.test(tokens.lowerWord(i - 1))) continue
    const doer = doerOf(reading, i, first, end)
    let content = contentAfter(reading, i, end)
    const about = content.map(k => tokens.lowerWord(k))
    const claimed = about.slice(0, 6).findIndex(w => CLAIMED.test(w))
    // "That account" is no clause.
    const clause = (about[0] === 'that' && about.length > 3) || /ing$/.test(about[0] ?? '')
    if (REJECT.test(word) && claimed < 0 && !clause) continue
    if (!clause && claimed < 0 && about.some(w => WITHHELD.test(w))) continue
    if (/^disavow/.test(word) && claimed < 0 && !clause) continue
    const bare = content.filter(k => terms[k] !== '' && !CLAIMED.test(tokens.lowerWord(k)))
    const own = new Set(bare.map(k => terms[k]!))
    const light = own.size < 2
    if (light) content = bare
    return {
      ...{ reading, sentence, paragraph: tokens.paragraph[first]! },
      claim: claims.find(({ statement }) => statement !== null && statement === doer.statement) ?? null,
      statement: doer.statement?.id ?? null,
      speaker: doer.speaker,
      spans: spansOf(tokens, range(first, end)),
      at: content,
      terms: own,
      turns: terms[turnOf(reading, content, about)] ?? '',
      back: light && !clause,
      by: 'cue',
    }
  }
  return null
}

const AUX = /^(?:had|has|have|was|were|is|are|been|being|would|will|did|does|do|could|ever|'d|'s)$/

/** The token that what is denied turns on: behind the auxiliaries of its clause; without any, its first verb in -ed; else its first word. */
function turnOf(reading: Reading, content: readonly number[], about: readonly string[]): number {
  const begin = Math.max(0, afterThat(about))
  const aux = about.findIndex((word, k) => k >= begin && AUX.test(word))
  if (aux >= 0) return predicateFrom(reading, content, aux + 1)
  const past = about.findIndex((word, k) => k >= begin && /\p{L}{2}ed$/u.test(word))
  return predicateFrom(reading, content, past >= 0 ? past : begin)
}

/** Place behind the last "that" of a content's first words: there the clause denied begins. */
const afterThat = (about: readonly string[]): number => about.slice(0, 12).lastIndexOf('that') + 1

/** "Dispute" and "disputes" are nouns behind an article and before a preposition. */
function isNoun({ tokens }: Reading, i: number, end: number): boolean {
  const [before, after] = [tokens.lowerWord(i - 1), i + 1 < end ? tokens.lowerWord(i + 1) : '']
  return (
    /^(?:a|an|the|this|that|in|of|any|no|with|by|over|their|its|his|her|our|\p{L}+al|\p{L}+'s|'s|’s)$/u.test(before) ||
    /^(?:over|about|between|with|and|,|\.|in)$/.test(after)
  )
}

/** What stands behind a verb of denying, to the end of its clause; without "on Wednesday" before a "that". */
function contentAfter({ tokens }: Reading, verb: number, end: number): number[] {
  let from = verb + 1
  for (let k = from; k < Math.min(end, verb + 8); k++) {
    if (tokens.lowerWord(k) !== 'that') continue
    if (tokens.lowerWord(k - 1) === 'on') continue
    from = k
    break
  }
  // "The charge, which he denies, …": what is denied stands before.
  if (/^[,.;:)—–]$/.test(from < end ? tokens.lowerWord(from) : '.')) return []
  let to = from
  while (to < end) {
    const word = tokens.lowerWord(to)
    if (to > from + 2 && /^[,;:—–]$/.test(word)) {
      const next = to + 1 < end ? tokens.lowerWord(to + 1) : ''
      if (/^(?:and|but|saying|while|who|which|as|calling|insisting|said)$/.test(next) || tokens.quote[to + 1] === 2)
        break
    }
    if (to > from + 2 && /^(?:but|while|although|though|saying|calling)$/.test(word)) break
    to++
  }
  return range(from, to).filter(k => /[\p{L}\p{N}]/u.test(tokens.word(k)))
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k)

const CALLING =
  /^(?:simply|untrue|false|lie|lies|fabricated|baseless|unfounded|nonsense|fiction|true|truth|basis|happened|nothing|absolutely|totally|completely|just|word|made|up|bogus)$/

/** A claim that calls something untrue. */
function calledIn(claim: Claim): Denying | null {
  const { reading, at, statement } = claim
  if (statement === null || statement.speaker === null || claim.asks || at.length > 60) return null
  const { tokens, terms } = reading
  const words = at
    .map(i => tokens.lowerWord(i))
    .filter(word => /[\p{L}\p{N}]/u.test(word))
    .join(' ')
  if (!UNTRUE.test(words.replaceAll(" n't", "n't").replaceAll(" 's", "'s"))) return null
  if (/\bif\b|\bwhether\b|\bnot (?:a )?(?:lie|false|untrue)/.test(words)) return null
  const content = at.filter(i => terms[i] !== '' && !CALLING.test(tokens.lowerWord(i)))
  const own = new Set(content.map(i => terms[i]!))
  const first = at.findIndex(i => /\p{L}/u.test(tokens.word(i)))
  const back = own.size < 2 || (own.size < 3 && BACK.test(tokens.lowerWord(at[first]!)))
  return {
    ...{
      reading,
      claim,
      at: content,
      terms: own,
      turns: '',
      back,
      by: /nothing to do with/.test(words) ? 'parted' : 'called',
    },
    sentence: claim.sentence,
    paragraph: claim.paragraph,
    statement: statement.id,
    speaker: statement.speaker,
    spans: claim.spans,
  }
}
