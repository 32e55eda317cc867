/** How many cases hold, by phenomenon: by the file that a case stands in, and by the field that a line states. */
import type { Attribution, AttributionRecord, Frame, SpeakerType } from '../../vocabulary/index.ts'
import { rounded, sameName } from '../scoring/index.ts'
import { departures } from './departures.ts'
import { FIELDS, judge, lineOf, matched } from './fields.ts'
import type { Case, Expected } from './read-cases.ts'

export interface ScorecardRow {
  /**
   * What was counted. `case`: cases of the file that hold as a whole. `speaker`: lines of the file that are found and
   * name a speaker. `field`: lines of all files that are found and state the field; `found` counts the lines
   * themselves, outermost and nested.
   */
  readonly what: 'case' | 'speaker' | 'found' | 'field'
  readonly phenomenon: string
  readonly right: number
  readonly of: number
  /** Cases that fail under a line `known: reason`; of rows that count cases only. */
  readonly known: number | null
}

/** A case that doesn't hold, or a field of a line that is found but differs. */
export interface Failure {
  readonly what: 'case' | 'speaker' | 'field'
  readonly file: string
  readonly case: string
  /** Why a case is known to fail; null where it isn't known, and for fields. */
  readonly known: string | null
  readonly why: readonly string[]
}

export interface Scorecard {
  readonly rows: readonly ScorecardRow[]
  readonly failures: readonly Failure[]
}

/** Reads every case's article with `read` and counts. Optional lines are never counted. */
export function scorecardOf(cases: readonly Case[], read: (text: string) => AttributionRecord): Scorecard {
  const rows = new Map<string, { -readonly [K in keyof ScorecardRow]: ScorecardRow[K] }>()
  const failures: Failure[] = []
  const count = (what: ScorecardRow['what'], phenomenon: string, right: boolean, known: boolean | null = null) => {
    const key = `${what} ${phenomenon}`
    const row = rows.get(key) ?? { what, phenomenon, right: 0, of: 0, known: known === null ? null : 0 }
    row.of++
    if (right) row.right++
    if (known === true && !right) row.known = (row.known ?? 0) + 1
    rows.set(key, row)
  }
  for (const c of cases) {
    const record = read(c.text)
    const file = c.file.replace(/\.case$/, '')
    const why = departures(c, record)
    count('case', file, why.length === 0, c.known !== null)
    if (why.length > 0) failures.push({ what: 'case', file: c.file, case: c.name, known: c.known, why })

    const partners = matched(c.expected, record.attributions).map(i => (i === null ? null : record.attributions[i]!))
    const field = (what: 'speaker' | 'field', phenomenon: string, e: Expected, wanted: string, got: string | null) => {
      count(what, phenomenon, got === null)
      if (got === null) return
      const told = `${what === 'speaker' ? 'speaker' : phenomenon} ${got} instead of ${wanted}: ${lineOf(c.text, e)}`
      failures.push({ what, file: c.file, case: c.name, known: null, why: [told] })
    }
    c.expected.forEach((e, i) => {
      if (e.optional) return
      const a = partners[i]!
      count('found', e.parent === null ? 'outermost' : 'nested', a !== null)
      if (a === null) return
      const { speaker, via } = e.keys
      if (speaker !== undefined) field('speaker', file, e, speaker, otherSpeaker(c, e, a, record))
      if (e.kind !== null) field('field', 'kind', e, e.kind, a.kind === e.kind ? null : a.kind)
      if (e.parent !== null) {
        const right = a.parent !== null && a.parent === partners[e.parent]?.id
        field('field', 'parent', e, `line ${e.parent + 1}`, right ? null : (a.parent ?? 'none'))
      }
      if (via !== undefined) field('field', 'via', e, via, sameChain(via, a.via) ? null : a.via.join(' > ') || '-')
    })
    const framed = record.attributions.map(a => ({ relation: a, frame: frameOf(a) }))
    for (const j of judge(c, framed)) {
      if (j.missing) continue
      count('field', j.field, j.right)
      if (j.field === 'stance' && j.wanted === 'denies') {
        count('field', 'denials not told as assertions', j.got !== 'asserts')
      }
      if (j.right) continue
      const told = `${j.field} ${j.got} instead of ${j.wanted}: ${j.line}`
      failures.push({ what: 'field', file: c.file, case: c.name, known: null, why: [told] })
    }
  }
  const order = ['kind', ...FIELDS.slice(0, 1), 'denials not told as assertions', ...FIELDS.slice(1), 'via', 'parent']
  const group: readonly ScorecardRow['what'][] = ['case', 'found', 'speaker', 'field']
  const sorted = [...rows.values()].sort(
    (a, b) =>
      group.indexOf(a.what) - group.indexOf(b.what) ||
      (a.what === 'field' ? order.indexOf(a.phenomenon) - order.indexOf(b.phenomenon) : 0),
  )
  return { rows: sorted, failures }
}

/** The frame as the record tells it. */
const frameOf = (a: Attribution): Frame => ({
  stance: a.stance,
  stanceConfidence: a.stanceConfidence,
  negated: a.negated,
  reported: a.reported,
  addressee: a.addressee?.span ?? null,
  venue: a.venue?.span ?? null,
  when: a.when?.span ?? null,
})

/** Who speaks instead of the expected one; null where it is the expected one. A relative of that name is another. */
function otherSpeaker(c: Case, e: Expected, a: Attribution, record: AttributionRecord): string | null {
  const found = record.speakers.find(s => s.id === a.speaker) ?? null
  const gold = e.keys.speaker!
  if (gold === '-') return found === null || found.type === 'unknown' ? null : found.name
  const others = c.expected.flatMap(x => x.keys.speaker ?? [])
  const predicted = found?.name ?? null
  const type = e.keys.type as SpeakerType | undefined
  return sameName({ gold, predicted, type, others }) ? null : (predicted ?? 'nobody')
}

function sameChain(expected: string, found: readonly string[]): boolean {
  const names = expected === '-' ? [] : expected.split('>').map(name => name.trim())
  return (
    names.length === found.length && names.every((gold, i) => sameName({ gold, predicted: found[i], type: undefined }))
  )
}

const WHAT: Readonly<Record<ScorecardRow['what'], string>> = {
  case: 'cases that hold',
  found: 'statements found',
  speaker: 'speaker',
  field: 'field',
}

/** The rows as a Markdown table that is aligned as plain text too. */
export function scorecardTable(rows: readonly ScorecardRow[]): string {
  const head = ['what', 'phenomenon', 'right', 'of', '%', 'known']
  const cells = rows.map(r => [
    WHAT[r.what],
    r.phenomenon,
    String(r.right),
    String(r.of),
    rounded((100 * r.right) / r.of, 1).toFixed(1),
    r.known === null ? '' : String(r.known),
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...cells].map(line => line[i]!.length)))
  const pad = (cell: string, i: number) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))
  const print = (line: readonly string[]) => `| ${line.map(pad).join(' | ')} |`
  const rule = `|${widths.map((w, i) => (i < 2 ? '-'.repeat(w + 2) : `${'-'.repeat(w + 1)}:`)).join('|')}|`
  return [print(head), rule, ...cells.map(print)].join('\n')
}
