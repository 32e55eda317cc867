/** How many cases hold, by phenomenon: by the file that a case stands in, and by what its lines state. */
import { type Article, type AttributionRecord, STANCES } from '../../vocabulary/index.ts'
import { rounded } from '../scoring/index.ts'
import { type Comparison, compare } from './comparing.ts'
import { departures } from './departures.ts'
import { lineOf, matched } from './fields.ts'
import type { Case, Expected } from './read-cases.ts'

/** What was counted: whole cases of a file, statements that are found, or a field that lines state. */
export const WHATS = [
  'cases that hold',
  'statements found',
  'kind',
  'type',
  'speaker',
  'stance',
  'negation',
  'frame',
  'chain',
  'abstention',
  'repeats',
] as const
export type What = (typeof WHATS)[number]

export interface ScorecardRow {
  readonly what: What
  readonly phenomenon: string
  readonly right: number
  /** Of so many: cases, or statements that are found and state the field. */
  readonly of: number
  /** Statements that state the field and are not found at all; null for rows that count cases or statements. */
  readonly missing: number | null
  /** Cases that fail under a line `known: reason`; of rows that count cases only. */
  readonly known: number | null
}

/** A case that doesn't hold, or a field of a line that is found but differs. */
export interface Failure {
  readonly what: 'case' | 'field'
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

const PRONOUN = /^(?:I|you|he|she|it|we|they|him|her|them|who|which|that|this|these|those)$/i
const LABEL = /^[:–—-]$/

/** Reads every case's article with `read` and counts. Optional lines are never counted. */
export function scorecardOf(cases: readonly Case[], read: (article: Article) => AttributionRecord): Scorecard {
  const rows = new Map<string, { -readonly [K in keyof ScorecardRow]: ScorecardRow[K] }>()
  const failures: Failure[] = []
  const rowOf = (what: What, phenomenon: string) => {
    const key = `${what} ${phenomenon}`
    const row = rows.get(key) ?? { what, phenomenon, right: 0, of: 0, missing: null, known: null }
    rows.set(key, row)
    return row
  }
  const count = (what: What, phenomenon: string, right: boolean | null) => {
    const row = rowOf(what, phenomenon)
    if (what !== 'statements found') row.missing ??= 0
    if (right === null) row.missing = (row.missing ?? 0) + 1
    else {
      row.of++
      if (right) row.right++
    }
  }
  for (const c of cases) {
    const record = read(c.article)
    const why = departures(c, record)
    const row = rowOf('cases that hold', c.file.replace(/\.case$/, ''))
    row.of++
    row.known ??= 0
    if (why.length === 0) row.right++
    else {
      if (c.known !== null) row.known++
      failures.push({ what: 'case', file: c.file, case: c.name, known: c.known, why })
    }
    if (c.expected.length === 0) count('statements found', 'none where there is none', record.attributions.length === 0)

    const partners = matched(c.expected, record.attributions).map(i => (i === null ? null : record.attributions[i]!))
    c.expected.forEach((e, i) => {
      if (e.optional) return
      const a = partners[i]!
      count('statements found', e.parent === null ? 'outermost' : 'nested', a !== null)
      const compared = a === null ? [] : compare(c, e, a, partners, record)
      for (const { what, phenomenon, right } of phenomenaOf(c, e, a === null ? null : compared)) {
        count(what, phenomenon, right)
      }
      for (const { field, wanted, got, right } of compared) {
        if (right) continue
        const told = `${field} ${got} instead of ${wanted}: ${lineOf(c.text, e)}`
        failures.push({ what: 'field', file: c.file, case: c.name, known: null, why: [told] })
      }
    })
  }
  const stances = STANCES as readonly string[]
  const sorted = [...rows.values()].sort(
    (a, b) =>
      WHATS.indexOf(a.what) - WHATS.indexOf(b.what) ||
      (a.what === 'stance' && b.what === 'stance' ? stances.indexOf(a.phenomenon) - stances.indexOf(b.phenomenon) : 0),
  )
  return { rows: sorted, failures }
}

interface Counted {
  readonly what: What
  readonly phenomenon: string
  /** Null where the statement isn't found. */
  readonly right: boolean | null
}

/** All phenomena that a line is an instance of, by what it states; `compared` is null where it isn't found. */
function phenomenaOf(c: Case, e: Expected, compared: readonly Comparison[] | null): Counted[] {
  const { keys } = e
  const counted: Counted[] = []
  const rightOf = (field: Comparison['field']): boolean | null =>
    compared === null ? null : (compared.find(one => one.field === field)?.right ?? null)
  const add = (what: What, phenomenon: string, field: Comparison['field']) =>
    counted.push({ what, phenomenon, right: rightOf(field) })

  if (e.kind !== null) add('kind', e.kind, 'kind')
  if (keys.type !== undefined) add('type', keys.type, 'type')
  if (keys.speaker !== undefined) for (const phenomenon of speakersOf(c, e)) add('speaker', phenomenon, 'speaker')
  if (keys.speakers !== undefined) add('speaker', 'joint statement: everybody named', 'speakers')
  if (keys.onBehalfOf !== undefined) add('speaker', 'spokesperson: for whom', 'onBehalfOf')
  if (keys.stance !== undefined) {
    add('stance', keys.stance, 'stance')
    if (keys.stance === 'denies') {
      const stance = compared?.find(one => one.field === 'stance')
      const right = stance === undefined ? null : stance.got !== 'asserts'
      counted.push({ what: 'stance', phenomenon: 'a denial is no assertion', right })
    }
  }
  if (keys.negated !== undefined)
    add('negation', keys.negated === 'true' ? 'negated cue' : 'cue not negated', 'negated')
  if (keys.reported === 'true') add('frame', 'reported, no outlet named', 'reported')
  for (const field of ['addressee', 'venue', 'when'] as const) {
    const wanted = keys[field]
    if (wanted !== undefined) add('frame', wanted === '-' ? `no ${field}` : field, field)
  }
  if (keys.days !== undefined) add('frame', 'when, as days', 'days')
  if (keys.parent !== undefined) add('chain', 'parent', 'parent')
  if (keys.via !== undefined) add('chain', keys.via === '-' ? 'no via' : 'via', 'via')
  if (keys.parent !== undefined && keys.via !== undefined) {
    const [parent, via] = [rightOf('parent'), rightOf('via')]
    counted.push({ what: 'chain', phenomenon: 'whole chain', right: parent === null ? null : parent && via === true })
  }
  if (keys.doubt !== undefined) add('abstention', keys.doubt === '-' ? 'no doubt' : keys.doubt, 'doubt')
  if (keys.candidates !== undefined) add('abstention', 'candidates', 'candidates')
  if (keys.repeats !== undefined) add('repeats', keys.repeats === '-' ? 'no repeat' : 'points to its first', 'repeats')
  return counted
}

/** As what a line's speaker counts: always as one of all, and as each special sort that it is. */
function speakersOf(c: Case, e: Expected): string[] {
  const words = (spans: Expected['source']) => spans.map(s => c.text.slice(s.from, s.to)).join(' ')
  const block = c.article.blocks.find(b => b.span.from <= e.content[0]!.from && e.content[0]!.from < b.span.to)
  const sorts = ['all']
  if (e.keys.speaker === '-') sorts.push('nobody can be told')
  else if (PRONOUN.test(words(e.source))) sorts.push('pronoun')
  if (e.source.length === 0) sorts.push('no source beside it')
  if (/(?:^|\/)families\.case$/.test(c.file)) sorts.push('relatives of one surname')
  if (LABEL.test(words(e.cue))) sorts.push('label: Q&A, transcript, colon, dash')
  if (block?.kind === 'headline') sorts.push('in a headline')
  if (e.keys.type === 'anonymous') sorts.push('anonymous')
  if (e.keys.speakers !== undefined) sorts.push('joint statement')
  if (e.keys.onBehalfOf !== undefined) sorts.push('spokesperson')
  if (e.parent !== null) sorts.push('of a nested statement')
  return sorts
}

/** The rows as a Markdown table that is aligned as plain text too. */
export function scorecardTable(rows: readonly ScorecardRow[]): string {
  const head = ['what', 'phenomenon', 'right', 'of', '%', 'not found', 'known']
  const cells = rows.map(r => [
    r.what,
    r.phenomenon,
    String(r.right),
    String(r.of),
    r.of === 0 ? '–' : rounded((100 * r.right) / r.of, 1).toFixed(1),
    String(r.missing ?? ''),
    String(r.known ?? ''),
  ])
  const widths = head.map((_, i) => Math.max(...[head, ...cells].map(line => line[i]!.length)))
  const pad = (cell: string, i: number) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))
  const print = (line: readonly string[]) => `| ${line.map(pad).join(' | ')} |`
  const rule = `|${widths.map((w, i) => (i < 2 ? '-'.repeat(w + 2) : `${'-'.repeat(w + 1)}:`)).join('|')}|`
  return [print(head), rule, ...cells.map(print)].join('\n')
}
