/** Holds a reading against a case: what is missing, what is in excess, what differs. */
import type { AttributionRecord, Span, SpeakerType } from '../../vocabulary/index.ts'
import { sameName } from '../scoring/index.ts'
import type { Case, Expected } from './read-cases.ts'

/** White space and commas at the edges of a span don't count, and so do full stops beyond a closing mark. */
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

const roles = ['source', 'cue', 'content'] as const

/** How the reading of a case's text departs from what the case expects, in words; empty when it holds. */
export function departures(c: Case, record: AttributionRecord): string[] {
  const wrong: string[] = []
  const key = (x: {
    readonly source: readonly Span[]
    readonly cue: readonly Span[]
    readonly content: readonly Span[]
  }) => roles.map(role => trimmed(c.text, x[role])).join(' | ')
  const words = (x: {
    readonly source: readonly Span[]
    readonly cue: readonly Span[]
    readonly content: readonly Span[]
  }) => roles.map(role => x[role].map(s => c.text.slice(s.from, s.to)).join(' ... ') || '-').join(' | ')
  // Venue and cue: annotators split on "said in an interview"; a case that names the venue is content with both.
  const outermost = record.attributions.filter(a => a.parent === null)
  const found = new Map(record.attributions.map(a => [key(a), a]))
  const expectedKeys = new Set<string>()
  for (const e of c.expected) {
    const a = found.get(key(e)) ?? found.get(key(withVenue(c.text, e)))
    expectedKeys.add(a === undefined ? key(e) : key(a))
    // Statements within statements are the next issue's: a reading with or without them is right.
    if (a === undefined) {
      if (!e.optional && e.parent === null) wrong.push(`missing: ${words(e)}`)
      continue
    }
    if (e.parent !== null) continue
    if (e.kind !== null && e.kind !== a.kind) wrong.push(`kind ${a.kind} instead of ${e.kind}: ${words(e)}`)
    wrong.push(...speakerDepartures(e, record, a.speaker).map(w => `${w}: ${words(e)}`))
  }
  for (const a of outermost) if (!expectedKeys.has(key(a))) wrong.push(`in excess: ${words(a)}`)
  return wrong
}

/** The case with its venue in the cue: "said in an interview" for "said". */
function withVenue(text: string, e: Expected): Expected {
  const cue = e.cue.at(-1)
  const venue = e.keys.venue
  if (cue === undefined || venue === undefined) return e
  const at = text.indexOf(venue, cue.to)
  const between = at < 0 ? '' : text.slice(cue.to, at)
  if (!/^ (?:in|on|at|during|to|via) $/.test(between)) return e
  return { ...e, cue: [...e.cue.slice(0, -1), { from: cue.from, to: at + venue.length }] }
}

function speakerDepartures(e: Expected, record: AttributionRecord, id: string | null): string[] {
  const speaker = record.speakers.find(s => s.id === id) ?? null
  const { speaker: name, type } = e.keys
  const wrong: string[] = []
  if (name === '-' && speaker !== null && speaker.type !== 'unknown')
    wrong.push(`speaker ${speaker.name} where nobody can be told`)
  if (name !== undefined && name !== '-') {
    const right = sameName({ gold: name, predicted: speaker?.name ?? null, type: type as SpeakerType | undefined })
    if (!right) wrong.push(`speaker ${speaker?.name ?? 'nobody'} instead of ${name}`)
  }
  if (type !== undefined && type !== (speaker?.type ?? 'unknown'))
    wrong.push(`type ${speaker?.type ?? 'none'} instead of ${type}`)
  return wrong
}
