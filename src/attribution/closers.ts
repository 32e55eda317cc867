/**
 * A tag behind its statement: "…, says the mayor.", "…, according to the survey.", a quotation — and a dash and a name.
 * And "according to" before or within its statement.
 */
import { RoleTag, roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { hasVerb, TIME, withoutTime } from './clauses.ts'
import { isHeadline } from './formats.ts'
import { FINITE, type Found, PAST, type Phrases, PROPER, type Stretch } from './phrases.ts'
import { CLOSING, REPORTING } from './verbs.ts'

/** "…, says the mayor." and "…," says the report, after a statement that may hold others. */
export function closer(phrases: Phrases, { first, end }: Stretch, tags: Uint8Array, found: Found[]): void {
  const { tokens } = phrases
  for (let v = end - 2; v >= first; v--) {
    if (phrases.quote(v) !== Quote.Outside) return
    if (isTrade(phrases, v)) continue
    if (!phrases.is(v, FINITE) || !CLOSING.has(phrases.lemma(v))) {
      // Nothing but a noun phrase may stand behind the verb.
      if (phrases.isVerb(v) && !phrases.is(v, PAST)) return
      continue
    }
    const source = { first: v + 1, end: withoutTime(phrases, v + 1, end) }
    const noun = isTrade(phrases, v + 1) ? v + 2 : v + 1
    if (!phrases.isNounPhrase({ ...source, first: noun }) || TIME.has(phrases.lower(source.first))) return
    const named = phrases.is(source.first, PROPER) || phrases.lower(source.first) === 'the'
    const isSay = phrases.lemma(v) === 'say'
    if (!isSay && !named && phrases.lower(source.end - 2) !== ',') return
    if (v === first) {
      // The tag stands alone: `…my vocabulary." says the report.`
      if (first === 0 || phrases.isCapital(first) || tokens.paragraph[first - 1] !== tokens.paragraph[first]) return
      const before = tokens.sentence[first]! - 1
      const start = phrases.statementStart(tokens.sentenceStart[before]!, first)
      if (start >= first) return
      found.push({
        source,
        cue: { first: v, end: v + 1 },
        content: [{ first: start, end: first }],
        kind: null,
        rule: 'closer alone',
      })
      return
    }
    const comma = phrases.word(v - 1) === ','
    const quoted = phrases.quotationBefore(v) ?? (comma ? phrases.quotationBefore(v - 1) : null)
    if (!comma && quoted === null) return
    const stop = comma ? v - 1 : v
    const start = phrases.statementStart(first, stop)
    const content = { first: start, end: stop }
    if (quoted !== null && quoted.first > start) {
      // A quotation with something before it: only where that is a report itself is it all of the statement.
      let reported = false
      for (let i = start; i < quoted.first; i++) reported ||= roleOf(tags[i]!) === 'cue'
      if (!reported) return
    }
    if (quoted === null && !hasVerb(phrases, content) && !isHeadline(phrases, tokens.paragraph[first]!)) return
    found.push({ source, cue: { first: v, end: v + 1 }, content: [content], kind: null, rule: 'closer' })
    return
  }
}

/** No tag behind its statement is longer, in tokens. */
const TAG = 24
/** What may follow the verb of such a tag besides a day: "in a statement", "late on Friday". */
const TAIL = 9

/** "The quay will be shut, the port said on Monday.", where the tagger sees nothing at all. */
export function uprightCloser(phrases: Phrases, { first, end }: Stretch, tags: Uint8Array, found: Found[]): void {
  for (let v = end - 1; v > first + 3 && end - v < TAG; v--) {
    if (phrases.quote(v) !== Quote.Outside) return
    if (!phrases.is(v, FINITE)) continue
    const told = phrases.lemma(v) === 'tell'
    if (!told && !CLOSING.has(phrases.lemma(v))) return
    const source = sourceAt(phrases, first, v)
    if (source === null) return
    let tail = v + 1
    if (told) {
      tail = phrases.nounEnd(v + 1, end)
      if (tail === v + 1) return
    }
    if (!isTail(phrases, tail, end)) return
    const content = { first: phrases.statementStart(first, source.first), end: source.first - 1 }
    if (content.end - content.first < 3 || !hasVerb(phrases, content)) return
    for (let i = content.first; i < end; i++) {
      if (phrases.quote(i) !== Quote.Outside || (i < source.first && tags[i] !== RoleTag.Outside)) return
      if (roleOf(tags[i]!) === 'content' && !(told && i > v)) return
    }
    found.push({ source, cue: { first: v, end: v + 1 }, content: [content], kind: null, rule: 'closer, upright' })
    return
  }
}

/** Who speaks before the verb of such a tag: from behind the comma on, with an appositive where another comma ends it. */
function sourceAt(phrases: Phrases, first: number, verb: number): Stretch | null {
  const end = phrases.word(verb - 1) === ',' ? verb - 1 : verb
  let commas = end < verb ? 2 : 1
  let at = end - 1
  for (; at > first && verb - at < TAG; at--) if (phrases.word(at) === ',' && --commas === 0) break
  const source = { first: at + 1, end }
  if (commas > 0 || !phrases.isNounPhrase(source, 16)) return null
  return TIME.has(phrases.lower(end - 1)) ? null : source
}

/** Nothing, a day, or a short phrase without a verb. */
function isTail(phrases: Phrases, from: number, end: number): boolean {
  if (from === end) return true
  if (end - from > TAIL || hasVerb(phrases, { first: from, end })) return false
  return (
    phrases.isPreposition(from) || TIME.has(phrases.lower(from)) || /^(?:late|early|last)$/.test(phrases.lower(from))
  )
}

/** '…," said cook Abena Sule': a trade before a name, between it and the verb of saying, that the tagger took for a verb. */
const isTrade = (phrases: Phrases, i: number): boolean =>
  phrases.isVerb(i) &&
  phrases.is(i + 1, PROPER) &&
  phrases.is(i - 1, FINITE) &&
  CLOSING.has(phrases.lemma(i - 1)) &&
  phrases.quotationBefore(i - 1) !== null

/** "A triumph." – Commissioner Ruiz */
export function dashed(phrases: Phrases, dash: number, found: Found[]): void {
  const { tokens } = phrases
  const quotation = phrases.quotationBefore(dash)
  if (quotation === null) return
  const source = { first: dash + 1, end: tokens.paragraphStart[tokens.paragraph[dash]! + 1]! }
  if (!phrases.isCapital(dash + 1) || !phrases.isNounPhrase(source, 12)) return
  found.push({ source, cue: { first: dash, end: dash + 1 }, content: [quotation], kind: null, rule: 'dash' })
}

/** "…, according to the survey." and "The suspect, according to police, had fled." */
export function accordingTo(phrases: Phrases, { first, end }: Stretch, at: number, found: Found[]): void {
  if (phrases.quote(at) !== Quote.Outside || phrases.word(at - 1) !== ',' || at - 1 <= first) return
  const start = phrases.statementStart(afterSemicolon(phrases, first, at), at - 1)
  if (at - 1 - start < 2 || phrases.lower(at - 2) === 'that') return
  const cue = { first: at, end: at + 2 }
  const before = { first: start, end: at - 1 }
  const source = { first: at + 2, end: withoutTime(phrases, at + 2, end) }
  if (phrases.isNounPhrase(source)) {
    found.push({ source, cue, content: [before], kind: null, rule: 'according to, after' })
    return
  }
  let comma = at + 2
  while (comma < end && phrases.word(comma) !== ',') comma++
  const inner = { first: at + 2, end: comma }
  if (comma === end || !phrases.isNounPhrase(inner) || hasVerb(phrases, before)) return
  if (!phrases.is(comma + 1, FINITE)) return
  const content = [before, { first: comma + 1, end }]
  found.push({ source: inner, cue, content, kind: null, rule: 'according to, within' })
}

/**
 * "According to local reports, the union on Friday claimed winning …": the outlet's relation, where the tagger saw
 * nothing behind the comma. The statement within is read with its content (`clauseAt`).
 */
export function opening(phrases: Phrases, { first, end }: Stretch, tags: Uint8Array, found: Found[]): void {
  const start = phrases.statementStart(first, end)
  if (phrases.lower(start) !== 'according' || phrases.lower(start + 1) !== 'to') return
  const comma = phrases.nounEnd(start + 2, end)
  if (comma === start + 2 || phrases.word(comma) !== ',' || end - comma < 4) return
  const content = { first: comma + 1, end }
  let states = false
  for (let i = content.first; i < end; i++) {
    const role = roleOf(tags[i]!)
    if (role === 'cue' || role === 'content' || phrases.quote(i) !== Quote.Outside) return
    states ||= phrases.is(i, FINITE) && REPORTING.has(phrases.lemma(i))
  }
  if (!states) return
  const [source, cue] = [
    { first: start + 2, end: comma },
    { first: start, end: start + 2 },
  ]
  found.push({ source, cue, content: [content], kind: null, rule: 'according to, before' })
}

/** Where the last clause behind a semicolon begins. */
function afterSemicolon(phrases: Phrases, first: number, end: number): number {
  let start = first
  for (let i = first; i < end; i++) if (phrases.word(i) === ';' && phrases.quote(i) === Quote.Outside) start = i + 1
  return start
}
