/** Holds a reading against a case: what is missing, what is in excess, what differs. */
import type { Attribution, AttributionRecord, Span } from '../../vocabulary/index.ts'
import { compare } from './comparing.ts'
import { lineOf } from './fields.ts'
import type { Case, Expected } from './read-cases.ts'

/** White space and commas at the edges of a span don't count. */
function trimmed(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  for (const { from, to } of spans) {
    let a = from
    let b = to
    while (a < b && /[\s,]/.test(text[a]!)) a++
    while (b > a && /[\s,]/.test(text[b - 1]!)) b--
    parts.push(`${a}-${b}`)
  }
  return parts.join(' ')
}

type Spans = Pick<Attribution, 'source' | 'cue' | 'content'>

const keyOf = (text: string, x: Spans): string =>
  [x.source, x.cue, x.content].map(spans => trimmed(text, spans)).join(' | ')

/**
 * How the reading of a case's text departs from what the case expects, in words; empty when it holds. Outermost and
 * nested statements count alike: each line is found with the same spans and every field that it states, and nothing
 * else is found.
 */
export function departures(c: Case, record: AttributionRecord): string[] {
  const wrong: string[] = []
  const found = new Map(record.attributions.map(a => [keyOf(c.text, a), a]))
  const partners = c.expected.map(
    e => found.get(keyOf(c.text, e)) ?? found.get(keyOf(c.text, withVenue(c.text, e))) ?? null,
  )
  c.expected.forEach((e, i) => {
    const a = partners[i]!
    if (a === null) {
      if (!e.optional) wrong.push(`missing: ${lineOf(c.text, e)}`)
      return
    }
    for (const { field, wanted, got, right } of compare(c, e, a, partners, record)) {
      if (!right) wrong.push(`${field} ${got} instead of ${wanted}: ${lineOf(c.text, e)}`)
    }
  })
  const expected = new Set(partners)
  for (const a of record.attributions) if (!expected.has(a)) wrong.push(`in excess: ${lineOf(c.text, a)}`)
  return wrong
}

/** The line with its venue in the cue: "said in an interview" for "said". */
function withVenue(text: string, e: Expected): Expected {
  const cue = e.cue.at(-1)
  const venue = e.keys.venue
  if (cue === undefined || venue === undefined) return e
  const at = text.indexOf(venue, cue.to)
  const between = at < 0 ? '' : text.slice(cue.to, at)
  if (!/^ (?:in|on|at|during|to|via) $/.test(between)) return e
  return { ...e, cue: [...e.cue.slice(0, -1), { from: cue.from, to: at + venue.length }] }
}
