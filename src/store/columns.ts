import { sql } from 'kysely'
import type { SpeakerType, Stance } from '../vocabulary/index.ts'
import type { Reader, Writer } from './base.ts'
import type { StatementTable } from './schema.ts'
import { dayText, seqDay } from './seq.ts'
import { sharedReports } from './wires.ts'

/**
 * Live statements once more, as columns of small numbers: who, how and when, and nothing else. Counting two million of
 * them by any filter takes a sweep over some 25 MB, where rows of a table would take seconds.
 *
 * A sheet holds the statements of 16 articles, each article's in one stretch of 32-bit whole numbers:
 *
 *     article  day  outlet and wire  cells  |  person  facets  |  person  facets  | …
 */
export const Head = { Article: 0, Day: 1, Place: 2, Cells: 3, Size: 4 } as const
export const Cell = { Person: 0, Facets: 1, Size: 2 } as const
/** Facets: kind, stance and type, four bits each, then whether the cell is one more speaker of the statement before it. */
export const Facet = { Kind: 0, Stance: 4, Type: 8, Again: 12 } as const

// Numbers in a record mean places in these lists: more may only be added at their ends.
export const KINDS = ['direct', 'indirect', 'mixed'] as const
const STANCES = [
  'asserts',
  'claims',
  'denies',
  'refuses',
  'asks',
  'orders',
  'promises',
  'intends',
  'believes',
  'shows',
] as const satisfies readonly Stance[]
export const TYPES = [
  'person',
  'organization',
  'group',
  'document',
  'anonymous',
  'unknown',
] as const satisfies readonly SpeakerType[]

const ARTICLES = 16
const sheetOf = (article: number): number => Math.floor(article / ARTICLES)

/** What the columns hold of a statement's row. */
export type CellRow = Pick<
  StatementTable,
  'seq' | 'article' | 'outlet' | 'wire' | 'person' | 'kind' | 'stance' | 'type'
>

/** An article's stretch; null when it has no live statement. `voices`: who speaks together, by statement number. */
export function stretchOf(
  rows: readonly CellRow[],
  voices: ReadonlyMap<number, readonly number[]>,
): readonly number[] | null {
  const first = rows[0]
  if (first === undefined) return null
  const numbers = [first.article, seqDay(first.seq), first.outlet * 2 + first.wire, 0]
  for (const row of rows.toSorted((a, b) => a.seq - b.seq)) {
    const facets =
      (KINDS.indexOf(row.kind) << Facet.Kind) |
      (STANCES.indexOf(row.stance) << Facet.Stance) |
      (TYPES.indexOf(row.type) << Facet.Type)
    const people = voices.get(row.seq) ?? []
    for (const [i, person] of (people.length > 0 ? people.toSorted((a, b) => a - b) : [row.person]).entries()) {
      numbers.push(person, facets | (i > 0 ? 1 << Facet.Again : 0))
      numbers[Head.Cells]!++
    }
  }
  return numbers
}

/** Numbers of a sheet; copied, for what a database hands out need not lie on a multiple of four. */
const numbersOf = (cells: Uint8Array): Int32Array => new Int32Array(Uint8Array.from(cells).buffer)

const bytesOf = (numbers: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(numbers).buffer)

/** Each article's stretch of a sheet, in order. */
function* stretchesIn(numbers: Int32Array): Generator<Int32Array> {
  for (let at = 0; at < numbers.length; ) {
    const end = at + Head.Size + Cell.Size * numbers[at + Head.Cells]!
    yield numbers.subarray(at, end)
    at = end
  }
}

/** Puts articles' stretches in place of those that are there; null takes one out. */
export async function putStretches(
  trx: Writer,
  stretches: ReadonlyMap<number, readonly number[] | null>,
): Promise<void> {
  const keys = new Set([...stretches.keys()].map(sheetOf))
  for (const key of [...keys].toSorted((a, b) => a - b)) {
    const known = await trx.selectFrom('sheet').select('cells').where('key', '=', key).executeTakeFirst()
    const all = new Map<number, ArrayLike<number> | null>()
    if (known !== undefined) for (const one of stretchesIn(numbersOf(known.cells))) all.set(one[Head.Article]!, one)
    for (const [article, stretch] of stretches) if (sheetOf(article) === key) all.set(article, stretch)
    const numbers = [...all].toSorted(([a], [b]) => a - b).flatMap(([, one]) => (one === null ? [] : Array.from(one)))
    if (numbers.length === 0) await trx.deleteFrom('sheet').where('key', '=', key).execute()
    else {
      const cells = bytesOf(numbers)
      await trx
        .insertInto('sheet')
        .values({ key, cells })
        .onConflict(on => on.column('key').doUpdateSet({ cells }))
        .execute()
    }
  }
}

/** Which statements are counted. Null: all of them. */
export interface Sieve {
  readonly outlets: readonly number[] | null
  /** Keys of articles. */
  readonly articles: ReadonlySet<number> | null
  /** Keys of people, those merged into them among them. */
  readonly people: readonly number[] | null
  readonly kind: string | null
  readonly stance: string | null
  readonly type: string | null
  /** Day numbers, both included. */
  readonly from: number
  readonly to: number
}

export interface ColumnCount {
  /** Key of a person or outlet, or a type. */
  readonly key: number | string
  readonly statements: number
  readonly articles: number
  readonly origins: number
  readonly outlets: number
  readonly direct: number
  readonly anonymous: number
  readonly wire: number
  readonly first: string | null
  readonly last: string | null
}

/** Sheets read at once, and how many are held in memory from one sweep to the next. */
const PAGE = 500
const HELD = 25_000

/** All sheets, as often as they are asked for: the first time from the database, then from memory, if they are not too many. */
export class Sheets {
  private held: Int32Array[] = []
  private whole = false
  constructor(private readonly db: Reader) {}

  async *all(): AsyncGenerator<readonly Int32Array[]> {
    if (this.whole) {
      yield this.held
      return
    }
    this.held = []
    for (let after = -1; ; ) {
      const rows = await this.db
        .selectFrom('sheet')
        .selectAll()
        .where('key', '>', after)
        .orderBy('key')
        .limit(PAGE)
        .execute()
      const page = rows.map(({ cells }) => numbersOf(cells))
      if (this.held.length < HELD) this.held.push(...page)
      yield page
      if (rows.length < PAGE) break
      after = rows.at(-1)!.key
    }
    this.whole = this.held.length < HELD
  }
}

/** Tells `see` each cell that the sieve leaves: its stretch, its place there, and the number of its statement. */
export async function sweep(
  sheets: Sheets,
  sieve: Sieve,
  together: boolean,
  see: (numbers: Int32Array, at: number, statement: number) => void,
): Promise<void> {
  const outlets = sieve.outlets === null ? null : new Set(sieve.outlets)
  // A table, not a set: this too is asked for every statement of the record.
  const people = sieve.people === null ? null : new Uint8Array(Math.max(0, ...sieve.people) + 1)
  for (const person of sieve.people ?? []) people![person] = 1
  // One mask and one value for all facets: this runs for every statement of the record.
  let [mask, value] = [0, 0]
  for (const [list, shift, asked] of [
    [KINDS, Facet.Kind, sieve.kind],
    [STANCES, Facet.Stance, sieve.stance],
    [TYPES, Facet.Type, sieve.type],
  ] as const)
    if (asked !== null) {
      mask |= 15 << shift
      value |= ((list as readonly string[]).indexOf(asked) & 15) << shift
    }
  if (!together) mask |= 1 << Facet.Again
  let statement = 0
  for await (const page of sheets.all())
    for (const sheet of page)
      for (const numbers of stretchesIn(sheet)) {
        const day = numbers[Head.Day]!
        if (day < sieve.from || day > sieve.to) continue
        if (sieve.articles !== null && !sieve.articles.has(numbers[Head.Article]!)) continue
        if (outlets !== null && !outlets.has(numbers[Head.Place]! >> 1)) continue
        for (let at = Head.Size; at < numbers.length; at += Cell.Size) {
          const facets = numbers[at + Cell.Facets]!
          if (facets >> Facet.Again === 0) statement++
          if ((facets & mask) !== value) continue
          if (people === null || people[numbers[at + Cell.Person]!] === 1) see(numbers, at, statement)
        }
      }
}

/**
 * The `limit` most frequent people, outlets or types behind the first `skip`, among the statements that a sieve leaves, the
 * most frequent first.
 * A joint statement counts for each who speaks; by outlet or type it counts once.
 */
export async function countColumns(
  db: Reader,
  by: 'person' | 'outlet' | 'type',
  sieve: Sieve,
  limit: number,
  skip = 0,
): Promise<ColumnCount[]> {
  const merged = new Map<number, number>()
  for (const { key, merged_into } of await db
    .selectFrom('person')
    .select(['key', 'merged_into'])
    .where('merged_into', 'is not', null)
    .execute())
    merged.set(key, merged_into!)
  const keyOf = (numbers: Int32Array, at: number): number => {
    if (by === 'outlet') return numbers[Head.Place]! >> 1
    if (by === 'type') return (numbers[at + Cell.Facets]! >> Facet.Type) & 15
    const person = numbers[at + Cell.Person]!
    return merged.size === 0 ? person : (merged.get(person) ?? person)
  }
  const together = by === 'person' || sieve.people !== null
  const sheets = new Sheets(db)
  const reports = await sharedReports(db)
  // Two sweeps: one finds the most frequent, one counts all there is to tell of these few.
  let totals = new Int32Array(1024)
  let latest = new Int32Array(1024) // the last statement counted: who was merged may speak twice in one
  await sweep(sheets, sieve, together, (numbers, at, statement) => {
    const key = keyOf(numbers, at)
    if (by === 'person' && key === 0) return
    if (key >= totals.length) {
      const size = 2 ** Math.ceil(Math.log2(key + 1))
      totals = grown(totals, size)
      latest = grown(latest, size)
    }
    if (latest[key] === statement) return
    latest[key] = statement
    totals[key]!++
  })
  const name = (key: number): number | string => (by === 'type' ? TYPES[key]! : key)
  const all: number[] = []
  for (let key = 0; key < totals.length; key++) if (totals[key]! > 0) all.push(key)
  all.sort((a, b) => totals[b]! - totals[a]! || (name(a) < name(b) ? -1 : 1))
  const top = all.slice(skip, skip + limit)
  const counts = new Map(
    top.map(key => [
      key,
      {
        direct: 0,
        anonymous: 0,
        wire: 0,
        articles: 0,
        echoes: 0,
        reports: new Set<string>(),
        outlets: new Set<number>(),
        ...NEVER,
      },
    ]),
  )
  await sweep(sheets, sieve, together, (numbers, at, statement) => {
    const count = counts.get(keyOf(numbers, at))
    if (count === undefined || count.statement === statement) return
    count.statement = statement
    const facets = numbers[at + Cell.Facets]!
    const [place, day] = [numbers[Head.Place]!, numbers[Head.Day]!]
    if (((facets >> Facet.Kind) & 15) === DIRECT) count.direct++
    if (((facets >> Facet.Type) & 15) === ANONYMOUS) count.anonymous++
    count.wire += place & 1
    if (count.article === numbers[Head.Article]!) return
    count.article = numbers[Head.Article]!
    count.articles++
    const report = reports.get(count.article)
    if (report !== undefined) {
      if (count.reports.has(report)) count.echoes++
      count.reports.add(report)
    }
    if (place > 1) count.outlets.add(place >> 1)
    if (day > 0) {
      count.first = Math.min(count.first, day)
      count.last = Math.max(count.last, day)
    }
  })
  return top.map(key => {
    const { direct, anonymous, wire, articles, echoes, outlets, first, last } = counts.get(key)!
    const days = { first: last === 0 ? null : dayText(first), last: dayText(last) }
    return {
      key: name(key),
      statements: totals[key]!,
      articles,
      origins: articles - echoes,
      outlets: outlets.size,
      direct,
      anonymous,
      wire,
      ...days,
    }
  })
}

const DIRECT = KINDS.indexOf('direct')
const ANONYMOUS = TYPES.indexOf('anonymous')
const NEVER = { statement: -1, article: -1, first: Number.MAX_SAFE_INTEGER, last: 0 }

function grown(old: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(size)
  more.set(old)
  return more
}

/** Stretches of the articles of sheets `from` to `to`, the last not included, as their rows have them. */
async function byRows(db: Reader, from: number, to: number): Promise<Map<number, readonly number[] | null>> {
  const here = sql<boolean>`s.live = 1 and s.article >= ${from * ARTICLES} and s.article < ${to * ARTICLES}`
  const rows = await db
    .selectFrom('statement as s')
    .select(['s.seq', 's.article', 's.outlet', 's.wire', 's.person', 's.kind', 's.stance', 's.type'])
    .where(here)
    .execute()
  const said = await db
    .selectFrom('statement as s')
    .innerJoin('voice', 'voice.seq', 's.seq')
    .select(['voice.seq', 'voice.person'])
    .where(here)
    .execute()
  const voices = new Map<number, number[]>()
  for (const { seq, person } of said) voices.set(seq, [...(voices.get(seq) ?? []), person])
  const byArticle = new Map<number, CellRow[]>()
  for (const row of rows) {
    const some = byArticle.get(row.article)
    if (some === undefined) byArticle.set(row.article, [row])
    else some.push(row)
  }
  return new Map([...byArticle].map(([article, some]) => [article, stretchOf(some, voices)]))
}

/** Sheets made, or checked, at once. */
const SOME = 20

/** The sheet after the last one that any article needs. */
async function endOf(db: Reader): Promise<number> {
  const { last } = await db
    .selectFrom('article')
    .select(sql<number | null>`max(key)`.as('last'))
    .executeTakeFirstOrThrow()
  return last === null ? 0 : sheetOf(last) + 1
}

/** Makes the next sheets of a full record that has none; see `Migration.fill`. */
export async function fillSheets(trx: Writer, stopped: string): Promise<string | null> {
  const from = Number(stopped)
  await putStretches(trx, await byRows(trx, from, from + SOME))
  return from + SOME >= (await endOf(trx)) ? null : String(from + SOME)
}

/** Keys of articles whose columns are not as their rows have them. */
export async function* offColumns(db: Reader): AsyncGenerator<number> {
  const { last } = await db
    .selectFrom('sheet')
    .select(sql<number | null>`max(key)`.as('last'))
    .executeTakeFirstOrThrow()
  const end = Math.max(await endOf(db), (last ?? -1) + 1)
  for (let from = 0; from < end; from += SOME) {
    const due = await byRows(db, from, from + SOME)
    const sheets = await db
      .selectFrom('sheet')
      .select('cells')
      .where('key', '>=', from)
      .where('key', '<', from + SOME)
      .execute()
    for (const { cells } of sheets)
      for (const numbers of stretchesIn(numbersOf(cells))) {
        const article = numbers[Head.Article]!
        if (numbers.join(' ') !== due.get(article)?.join(' ')) yield article
        due.delete(article)
      }
    yield* due.keys()
  }
}
