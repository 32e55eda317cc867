/** What is handed on without its speaker's own tag: "was quoted as saying", "is believed to", "reportedly", "rumours spread". */
import { roleOf } from '../tagging/index.ts'
import { Quote } from '../tokens/index.ts'
import { afterAddressee, BE, clauseEnd, OPENS_CLAUSE, setOf, subjectBefore, VBG, VBN } from './clauses.ts'
import { ADVERB, FINITE, type Found, PAST, type Phrases, type Stretch } from './phrases.ts'
import { REPORTING } from './verbs.ts'

/** "Are believed to have": what nobody named holds. */
export const HELD = setOf('believed thought said alleged rumored rumoured understood feared reported reputed')
/** Nouns for words nobody named stands by, and what they do: "rumours spread that". */
const HEARSAY = setOf('report rumor rumour allegation claim accusation speculation')
export const SURFACE = setOf('surface emerge circulate spread swirl')

/** "Venn was quoted as saying …", "…," Venn was quoted as saying, "Venn was quoted by Radio Nord as saying …". */
export function quotedAs(phrases: Phrases, { first, end }: Stretch, verb: number, found: Found[]): void {
  let aux = verb
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  while (aux < verb && phrases.is(aux, ADVERB)) aux++
  if (aux === verb) return
  const subject = subjectBefore(phrases, first, aux)
  if (subject === null) return
  let as = verb + 1
  let outlet: Stretch | null = null
  if (phrases.lower(as) === 'by') {
    let stop = as + 1
    while (stop < end && phrases.lower(stop) !== 'as') stop++
    outlet = { first: as + 1, end: stop }
    if (stop === end || !phrases.isNounPhrase(outlet)) return
    as = stop
  }
  if (phrases.lower(as) !== 'as' || phrases.tokens.tag[as + 1] !== VBG) return
  if (outlet !== null) {
    const content = [subject, { first: as, end }]
    found.push({ source: outlet, cue: { first: aux, end: outlet.first }, content, kind: null, rule: 'quoted by' })
    return
  }
  let stop = as + 2
  while (stop < end && phrases.tokens.tag[stop] === VBN && phrases.lower(as + 1) === 'having') stop++
  const cue = { first: aux, end: stop }
  let start = stop
  if (phrases.lemma(stop - 1) === 'tell') start = afterAddressee(phrases, stop, end)
  if (phrases.word(start) === ',' || phrases.word(start) === ':') start++
  if (end - start > 1) {
    found.push({ source: subject, cue, content: [{ first: start, end }], kind: null, rule: 'quoted as' })
    return
  }
  const quotation = phrases.quotationBefore(subject.first)
  if (quotation !== null)
    found.push({ source: subject, cue, content: [quotation], kind: null, rule: 'quoted as, after' })
}

/** "The twins are believed to have crossed the lake": by nobody named. */
export function held(phrases: Phrases, { first, end }: Stretch, to: number, found: Found[]): void {
  let aux = to - 1
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  while (aux < to - 1 && phrases.is(aux, ADVERB)) aux++
  if (aux === to - 1 || !phrases.isVerb(to + 1) || phrases.quote(to) !== Quote.Outside) return
  const subject = subjectBefore(phrases, first, aux)
  if (subject === null) return
  const content = [subject, { first: to, end: clauseEnd(phrases, to, end) }]
  found.push({ source: null, cue: { first: aux, end: to }, content, kind: null, rule: 'held' })
}

/** "It is said that the gold was moved": by nobody named. */
export function heldThat(phrases: Phrases, { first, end }: Stretch, that: number, found: Found[]): void {
  let aux = that - 1
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  if (aux === that - 1 || phrases.lower(aux - 1) !== 'it' || phrases.quote(that) !== Quote.Outside) return
  const content = [{ first: that, end: clauseEnd(phrases, that, end) }]
  found.push({ source: null, cue: { first: aux, end: that }, content, kind: null, rule: 'held that' })
}

/** "The minister had reportedly told aides to wait", "The actress has reportedly bought the lighthouse". */
export function reportedly(
  phrases: Phrases,
  { first, end }: Stretch,
  adverb: number,
  tags: Uint8Array,
  found: Found[],
): void {
  const verb = adverb + 1
  if (!phrases.is(verb, PAST) || phrases.quote(adverb) !== Quote.Outside) return
  let aux = adverb
  while (aux > first && BE.has(phrases.lower(aux - 1))) aux--
  const subject = subjectBefore(phrases, first, aux)
  if (subject === null || subject.first !== phrases.statementStart(first, aux)) return
  const stop = clauseEnd(phrases, verb, end)
  if (!REPORTING.has(phrases.lemma(verb))) {
    for (let i = verb + 1; i < stop; i++) if (roleOf(tags[i]!) === 'cue') return
    const content = [
      { first: subject.first, end: adverb },
      { first: verb, end: stop },
    ]
    found.push({ source: null, cue: { first: adverb, end: verb }, content, kind: null, rule: 'reportedly' })
    return
  }
  const start = phrases.lemma(verb) === 'tell' ? afterAddressee(phrases, verb + 1, stop) : verb + 1
  const content = [{ first: start, end: stop }]
  if (stop - start < 2 || !OPENS_CLAUSE.has(phrases.lower(start))) return
  found.push({ source: subject, cue: { first: aux, end: verb + 1 }, content, kind: null, rule: 'reportedly said' })
}

/** "Reports surfaced of the herd crossing the river", "rumours have spread that the bank is closed". */
export function surfaced(phrases: Phrases, { first, end }: Stretch, verb: number, found: Found[]): void {
  const link = verb + 1
  if (!/^(?:that|of)$/.test(phrases.lower(link)) || phrases.quote(verb) !== Quote.Outside || end - link < 3) return
  if (!phrases.is(verb, FINITE) && !phrases.is(verb, PAST)) return
  let aux = verb
  while (aux > first && (BE.has(phrases.lower(aux - 1)) || phrases.is(aux - 1, ADVERB))) aux--
  const source = subjectBefore(phrases, first, aux)
  if (source === null || !HEARSAY.has(phrases.lemma(aux - 1))) return
  const that = phrases.lower(link) === 'that'
  const content = [{ first: that ? link : link + 1, end: clauseEnd(phrases, link, end) }]
  found.push({ source, cue: { first: aux, end: that ? link : link + 1 }, content, kind: null, rule: 'surfaced' })
}
