import { sql } from 'kysely'
import { AscribeError } from '../vocabulary/index.ts'
import { textOf } from './articles.ts'
import type { Reader, TermsQuery } from './base.ts'
import type { Context } from './context.ts'
import { contentWords, marks, spansOf } from './indexing.ts'
import { peopleNamed } from './people.ts'
import type { Filter, Hit, Page, Query } from './promises.ts'
import { FIRST_DATED, seqRange } from './seq.ts'
import { agenciesNamed } from './wires.ts'
import { type Asked, foldName, marksOf, readQuery } from './words.ts'

/** Units of a hit's words, and of the article on either side of them. */
const WORDS = 2000
const AROUND = 160
/** 'best' ranks the newest so many, then the next so many, and so on: its cost does not grow with the record. */
const BLOCK = 1000

export type Range = { readonly from: number; readonly to: number }

/** What statements are looked for by, beside their days. */
export interface Sought {
  readonly terms: TermsQuery
  /** Only those that no person checked. */
  readonly unchecked: boolean
}

export async function find(context: Context, query: Query): Promise<Page<Hit>> {
  const { base } = context
  const asked = query.words === null ? [] : readQuery(query.words)
  const marked = await filterMarks(base.db, query)
  if (marked === null || query.limit < 1) return { items: [], next: null }
  const sought: Sought = { terms: { asked, marks: marked }, unchecked: query.unchecked === true }
  const order = query.order ?? (query.words === null ? 'newest' : 'best')
  const by = order === 'best' || order === 'least-sure' ? best : byDay
  const { seqs, next } = await by(context, sought, rangeOf(query), order, query)
  return { items: await hitsOf(base.db, seqs, asked), next }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** February 30 would be read as March 1. */
const isDay = (day: string): boolean => {
  const at = new Date(DAY.test(day) ? `${day}T00:00:00Z` : Number.NaN)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day
}

/** Numbers of the days that a filter asks for. Throws `bad-day`. */
export function rangeOf({ since, until }: Filter): Range {
  for (const day of [since, until])
    if (day !== undefined && !isDay(day))
      throw new AscribeError('bad-day', `“${day.slice(0, 40)}” is no calendar day`, 'give days as YYYY-MM-DD')
  return seqRange(since ?? null, until ?? null)
}

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** What a filter asks of the marks; null when it names somebody or something that the record does not hold. */
export async function filterMarks(db: Reader, filter: Filter): Promise<string[][] | null> {
  const asked: string[][] = []
  if (filter.speaker !== undefined) {
    const people = await peopleNamed(db, filter.speaker, 200)
    if (people.length === 0) return null
    asked.push(people.map(marks.person))
  }
  if (filter.outlet !== undefined) {
    const outlets = await outletsNamed(db, filter.outlet)
    if (outlets.length === 0) return null
    asked.push(outlets.map(marks.outlet))
  }
  if (filter.kind !== undefined) asked.push([marks.kind(filter.kind)])
  if (filter.stance !== undefined) asked.push([marks.stance(filter.stance)])
  if (filter.type !== undefined) asked.push([marks.type(filter.type)])
  if (filter.agency !== undefined) {
    const agencies = await agenciesNamed(db, filter.agency)
    if (agencies.length === 0) return null
    asked.push(agencies.map(marks.agency))
  }
  if (filter.via !== undefined) {
    const via = marks.via(filter.via)
    if (via.length === 0) return null
    asked.push([via.join(' ')])
  }
  // Marks are ours, but kind, stance and type come from a caller: nothing else than a word may pass.
  return asked.flat().every(m => /^[a-z0-9]+(?: [a-z0-9]+)*$/.test(m)) ? asked : null
}

/** Outlets of that name; where there is none, those with the name in theirs. */
export async function outletsNamed(db: Reader, name: string): Promise<number[]> {
  const folded = foldName(name)
  if (folded === '') return []
  const exact = await db.selectFrom('outlet').select('key').where('folded', '=', folded).executeTakeFirst()
  if (exact !== undefined) return [exact.key]
  const rows = await db
    .selectFrom('outlet')
    .select('key')
    .where(sql<string>`' ' || folded || ' '`, 'like', `% ${folded} %`)
    .limit(200)
    .execute()
  return rows.map(r => r.key)
}

interface Found {
  readonly seqs: readonly number[]
  readonly next: string | null
}

/** Numbers of live statements in a range, in order of day. */
export async function scan(
  { base }: Context,
  { terms, unchecked }: Sought,
  { from, to }: Range,
  order: 'asc' | 'desc',
  limit: number,
): Promise<number[]> {
  if (from > to) return []
  const { seq, matches } = base.fullText
  const rows =
    terms.asked.length + terms.marks.length === 0
      ? await base.db
          .selectFrom('statement')
          .select('seq')
          .where('live', '=', 1)
          .where('seq', '>=', from)
          .where('seq', '<=', to)
          .$if(unchecked, q => q.where('checked', '=', 0))
          .orderBy('seq', order)
          .limit(limit)
          .execute()
      : await base.db
          .selectFrom('terms')
          .select(seq.as('seq'))
          .where(matches(terms))
          .where(seq, '>=', from)
          .where(seq, '<=', to)
          .$if(unchecked, q =>
            q.where(sql<boolean>`exists (select 1 from statement s where s.seq = ${seq} and s.checked = 0)`),
          )
          .orderBy(seq, order)
          .limit(limit)
          .execute()
  return rows.map(r => r.seq)
}

const cursorOf = (cursor: string | null | undefined, parts: number): number[] | null => {
  if (cursor === null || cursor === undefined) return null
  const numbers = cursor
    .split('-')
    .map(part => (/^[0-9a-z]{1,12}$/.test(part) ? Number.parseInt(part, 36) : Number.NaN))
  if (numbers.length !== parts || numbers.some(n => !Number.isSafeInteger(n)))
    throw new AscribeError('bad-cursor', '`after` is not the `next` of a page of this order', 'begin again without it')
  return numbers
}

/** Statements whose day is not known stand last in both orders. */
async function byDay(
  context: Context,
  terms: Sought,
  range: Range,
  order: Query['order'],
  { limit, after }: Pick<Query, 'limit' | 'after'>,
): Promise<Found> {
  const last = cursorOf(after, 1)?.[0] ?? null
  const wanted = limit + 1
  let seqs: number[]
  if (order === 'oldest') {
    const dated = { from: Math.max(range.from, FIRST_DATED), to: range.to }
    const undated = { from: range.from, to: Math.min(range.to, FIRST_DATED - 1) }
    const past = last !== null && last < FIRST_DATED
    seqs = past ? [] : await scan(context, terms, last === null ? dated : { ...dated, from: last + 1 }, 'asc', wanted)
    if (seqs.length < wanted)
      seqs.push(
        ...(await scan(context, terms, past ? { ...undated, from: last + 1 } : undated, 'asc', wanted - seqs.length)),
      )
  } else seqs = await scan(context, terms, last === null ? range : { ...range, to: last - 1 }, 'desc', wanted)
  const page = seqs.slice(0, limit)
  return { seqs: page, next: seqs.length > limit ? page.at(-1)!.toString(36) : null }
}

/**
 * Surest and shortest first, or the least sure, among the newest BLOCK; a page that ends a block goes on in the next. The
 * least sure of a whole record stand in an index of their own.
 */
async function best(
  context: Context,
  sought: Sought,
  range: Range,
  order: Query['order'],
  query: Query,
): Promise<Found> {
  const { limit, after } = query
  const { asked, marks: marked } = sought.terms
  const whole = asked.length + marked.length === 0 && query.since === undefined && query.until === undefined
  if (order === 'least-sure' && sought.unchecked && whole) return leastSure(context, limit, after)
  const [top, skip] = cursorOf(after, 2) ?? [range.to, 0]
  const seqs = await scan(context, sought, { from: range.from, to: Math.min(top!, range.to) }, 'desc', BLOCK + 1)
  const more = seqs.length > BLOCK ? seqs.pop()! : null
  if (seqs.length === 0) return { seqs: [], next: null }
  const ranked = await context.base.db
    .selectFrom('statement')
    .select('seq')
    .where('seq', 'in', seqs)
    .$call(q => (order === 'best' ? q.orderBy('weight', 'desc') : q.orderBy('confidence', 'asc')))
    .orderBy('seq', 'desc')
    .limit(limit)
    .offset(skip!)
    .execute()
  const page = ranked.map(r => r.seq)
  const end = skip! + page.length
  if (end < seqs.length) return { seqs: page, next: `${top!.toString(36)}-${end.toString(36)}` }
  return { seqs: page, next: more === null ? null : `${more.toString(36)}-0` }
}

/** A confidence in a cursor: both halves of the double, so that nothing of it is lost. */
const halvesOf = (confidence: number): readonly number[] => [...new Uint32Array(Float64Array.of(confidence).buffer)]
const wholeOf = (halves: readonly number[]): number => new Float64Array(Uint32Array.from(halves).buffer)[0]!

/** Live statements that nobody checked, the least sure first; of equals the oldest. */
async function leastSure({ base }: Context, limit: number, after: Query['after']): Promise<Found> {
  const last = cursorOf(after, 3)
  let q = base.db
    .selectFrom('statement')
    .select(['seq', 'confidence'])
    .where('live', '=', sql.lit(1))
    .where('checked', '=', sql.lit(0))
    .orderBy('confidence')
    .orderBy('seq')
    .limit(limit + 1)
  // The one it stands at may have been checked since: the cursor itself says where it stood.
  if (last !== null) q = q.where(sql<boolean>`(confidence, seq) > (${wholeOf(last.slice(0, 2))}, ${last[2]!})`)
  const rows = await q.execute()
  const page = rows.slice(0, limit)
  const end = page.at(-1)
  const more = rows.length > limit
  return {
    seqs: page.map(r => r.seq),
    next: more ? [...halvesOf(end!.confidence), end!.seq].map(n => n.toString(36)).join('-') : null,
  }
}

/** Hits for these statements, in this order. */
export async function hitsOf(db: Reader, seqs: readonly number[], asked: readonly Asked[]): Promise<Hit[]> {
  if (seqs.length === 0) return []
  const rows = await db
    .selectFrom('statement')
    .innerJoin('article', 'article.key', 'statement.article')
    .leftJoin('outlet', 'outlet.key', 'statement.outlet')
    .leftJoin('wire', 'wire.article', 'statement.article')
    .leftJoin('person', 'person.key', 'statement.person')
    .leftJoin('person as root', 'root.key', 'person.merged_into')
    .selectAll('statement')
    .select([
      'article.id as article_id',
      'article.title',
      'article.published_at',
      'outlet.name as outlet_name',
      'wire.agency',
    ])
    .select(['person.id as person_id', 'root.id as root_id'])
    .where('statement.seq', 'in', seqs)
    .execute()
  const texts = new Map<number, string>()
  const articles = await db
    .selectFrom('article')
    .innerJoin('blob', 'blob.hash', 'article.blob')
    .select(['article.key', 'article.text', 'article.codec', 'blob.codec as blob_codec'])
    // Bytes of a page are long: they are fetched only where they are the text.
    .select(sql<Uint8Array>`case when article.text is null then blob.bytes end`.as('blob_bytes'))
    .where('article.key', 'in', [...new Set(rows.map(r => r.article))])
    .execute()
  for (const a of articles) texts.set(a.key, textOf(a))
  const bySeq = new Map(rows.map(r => [r.seq, r]))
  return seqs.flatMap(seq => {
    const row = bySeq.get(seq)
    if (row === undefined) return []
    const text = texts.get(row.article)!
    const words = contentWords(text, spansOf(row))
    const shown = cutAt(words, WORDS)
    return {
      statement: row.id,
      article: row.article_id,
      person: row.root_id ?? row.person_id,
      speaker: row.speaker,
      type: row.type,
      kind: row.kind,
      stance: row.stance,
      negated: row.negated === 1,
      via: row.via === null ? [] : (JSON.parse(row.via) as string[]),
      outlet: row.outlet_name,
      agency: row.agency,
      title: row.title,
      publishedAt: row.published_at,
      saidFrom: row.said_from,
      saidTo: row.said_to,
      confidence: row.confidence,
      before: tailOf(text.slice(0, row.content_from), AROUND),
      words: shown,
      after: shown.length < words.length ? '' : cutAt(text.slice(row.content_to, row.content_to + AROUND + 1), AROUND),
      marks: marksOf(shown, asked),
    }
  })
}

const HIGH = /[\ud800-\udbff]$/
const LOW = /^[\udc00-\udfff]/

/** At most `units` of a text from its beginning; never half a character. */
const cutAt = (text: string, units: number): string =>
  text.length <= units ? text : text.slice(0, units).replace(HIGH, '')

const tailOf = (text: string, units: number): string =>
  text.length <= units ? text : text.slice(-units).replace(LOW, '')

/** All that a person is reported to have said, the oldest first. */
export async function statementsOf(
  context: Context,
  person: string,
  page: { readonly after?: string | null; readonly limit: number },
): Promise<Page<Hit>> {
  if (!/^p[0-9a-z]{15}$/.test(person)) return { items: [], next: null }
  return find(context, { words: null, speaker: person, order: 'oldest', ...page })
}
