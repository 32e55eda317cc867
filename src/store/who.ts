import { type ExpressionBuilder, sql } from 'kysely'
import { AscribeError, type SpeakerType } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import { countColumns, type Sieve } from './columns.ts'
import type { Context } from './context.ts'
import { filterMarks, outletsNamed, rangeOf } from './finding.ts'
import { peopleNamed, rootsOf } from './people.ts'
import type { Counts, Filter, JobState, WhoQuery, WhoRow } from './promises.ts'
import type { Tables } from './schema.ts'
import { dayOf, FIRST_DATED, seqDay } from './seq.ts'
import { ALL_OUTLETS } from './tally.ts'
import { agenciesNamed, echoes } from './wires.ts'

type Figures = Omit<WhoRow, 'key' | 'name' | 'type'>
type Row = Figures & { readonly key: number | string }

/** Who is quoted how often, the most first. Whole questions are answered from the counts, narrower ones by counting. */
export async function who(context: Context, query: WhoQuery): Promise<WhoRow[]> {
  const { db } = context.base
  if (query.limit < 1) return []
  const outlets = query.outlet === undefined ? null : await outletsNamed(db, query.outlet)
  if (outlets?.length === 0) return []
  const narrow = [query.speaker, query.kind, query.stance, query.since, query.until, query.via, query.agency].some(
    f => f !== undefined,
  )
  const counted =
    !narrow && (outlets === null || outlets.length === 1) && (query.type === undefined || query.by === 'person')
  const among = query.people === undefined ? null : await rootsOf(db, query.people)
  if (among !== null && (!counted || query.by !== 'person'))
    throw new AscribeError('bad-filter', '`people` can’t be joined with this filter', 'leave the filter out')
  const rows = counted
    ? await fromTallies(context, query, outlets?.[0] ?? ALL_OUTLETS, among)
    : (await isFew(context, query))
      ? await byCounting(context, query, outlets)
      : await fromColumns(context, query, outlets)
  return named(context, query.by, rows)
}

async function named({ base: { db } }: Context, by: WhoQuery['by'], rows: readonly Row[]): Promise<WhoRow[]> {
  if (by === 'type')
    return rows.map(r => ({ ...r, key: String(r.key), name: String(r.key), type: r.key as SpeakerType }))
  const keys = rows.map(r => Number(r.key))
  if (keys.length === 0) return []
  if (by === 'outlet') {
    const outlets = await db.selectFrom('outlet').selectAll().where('key', 'in', keys).execute()
    const names = new Map(outlets.map(o => [o.key, o.name]))
    const name = (key: number | string) => names.get(Number(key)) ?? ''
    return rows.map(r => ({ ...r, key: name(r.key), name: name(r.key), type: null }))
  }
  const people = await db.selectFrom('person').select(['key', 'id', 'name', 'type']).where('key', 'in', keys).execute()
  const byKey = new Map(people.map(p => [p.key, p]))
  return rows.flatMap(r => {
    const p = byKey.get(Number(r.key))
    return p === undefined ? [] : { ...r, key: p.id, name: p.name, type: p.type }
  })
}

/** `outlet`: a key, or ALL_OUTLETS. */
async function fromTallies(
  { base: { db } }: Context,
  query: WhoQuery,
  outlet: number,
  among: readonly number[] | null,
): Promise<Row[]> {
  if (among?.length === 0) return []
  const key = { person: 'tally.person', outlet: 'tally.outlet', type: 'tally.type' } as const
  let q = db
    .selectFrom('tally')
    .select(`${key[query.by]} as key`)
    .select(['tally.statements', 'tally.articles', 'tally.direct', 'tally.anonymous', 'tally.wire'])
    .select(['tally.first', 'tally.last'])
    .orderBy('tally.statements', 'desc')
    .orderBy(key[query.by])
    .limit(query.limit)
    .offset(query.skip ?? 0)
  q =
    query.by === 'outlet' && outlet === ALL_OUTLETS
      ? q.where('tally.outlet', '>=', 0)
      : q.where('tally.outlet', '=', outlet)
  q = query.by === 'person' ? q.where('tally.person', '>', 0) : q.where('tally.person', '=', 0)
  q = query.by === 'type' ? q.where('tally.type', '<>', '') : q.where('tally.type', '=', '')
  if (among !== null) q = q.where('tally.person', 'in', among)
  if (query.type !== undefined)
    q = q.where('tally.person', 'in', db.selectFrom('person').select('key').where('type', '=', query.type))
  const rows = await q.execute()
  const copied = rows.filter(r => r.wire > 0).map(r => r.key)
  const copies = await echoes(db, query.by, copied, outlet === ALL_OUTLETS ? null : outlet)
  const known = rows.map(r => ({ ...r, origins: r.articles - (copies.get(r.key) ?? 0), outlets: 1 }))
  if (outlet !== ALL_OUTLETS || query.by === 'outlet' || rows.length === 0) return known
  let spread = db
    .selectFrom('tally')
    .select([key[query.by], sql<number>`count(*)`.as('outlets')])
    .where('tally.outlet', '>', 0)
    .groupBy(key[query.by])
  const keys = rows.map(r => r.key)
  spread =
    query.by === 'person'
      ? spread.where('tally.person', 'in', keys as number[])
      : spread.where('tally.person', '=', 0).where('tally.type', 'in', keys as string[])
  const outletsOf = new Map((await spread.execute()).map(r => [query.by === 'person' ? r.person : r.type, r.outlets]))
  return known.map(r => ({ ...r, outlets: outletsOf.get(r.key) ?? 0 }))
}

/** Up to so many statements are counted row by row; the columns of all take as long, where these are two million. */
const FEW = { scattered: 10_000, together: 50_000 } as const

/** Whether these people are quoted so rarely that their statements are counted row by row. */
export async function fewPeople(db: Reader, people: readonly number[]): Promise<boolean> {
  const said = await db
    .selectFrom('tally')
    .select(sql<number | null>`sum(statements)`.as('n'))
    .where('person', 'in', people.length === 0 ? [0] : people)
    .where('person', '>', 0)
    .where('outlet', '=', ALL_OUTLETS)
    .executeTakeFirst()
  return Number(said?.n ?? 0) <= FEW.scattered
}

/** Whether an index leads to what is to be counted, and it is not much. Via whom stands in the full-text index alone. */
async function isFew({ base: { db } }: Context, query: WhoQuery): Promise<boolean> {
  if (query.via !== undefined) return true
  if (query.speaker !== undefined && (await fewPeople(db, await peopleNamed(db, query.speaker, 200)))) return true
  const { from, to } = rangeOf(query)
  const within = db
    .selectFrom('statement')
    .select('seq')
    .where('seq', '>=', from)
    .where('seq', '<=', to)
    .limit(FEW.together + 1)
    .as('within')
  const { n } = await db.selectFrom(within).select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
  return n <= FEW.together
}

export async function fromColumns(context: Context, query: WhoQuery, outlets: readonly number[] | null) {
  const sieve = await sieveOf(context, { ...query, outlet: undefined })
  const { limit, skip = 0 } = query
  return sieve === null ? [] : countColumns(context.base.db, query.by, { ...sieve, outlets }, limit, skip)
}

/**
 * What a filter leaves of the columns; null when it names somebody or something that the record does not hold. `via`
 * stands in no column.
 */
export async function sieveOf({ base: { db } }: Context, filter: Filter): Promise<Sieve | null> {
  const people = filter.speaker === undefined ? null : await peopleNamed(db, filter.speaker, 200)
  const outlets = filter.outlet === undefined ? null : await outletsNamed(db, filter.outlet)
  const { from, to } = rangeOf(filter)
  const { kind = null, stance = null, type = null } = filter
  const agencies = filter.agency === undefined ? null : await agenciesNamed(db, filter.agency)
  if (people?.length === 0 || outlets?.length === 0 || agencies?.length === 0) return null
  const carried =
    agencies === null ? null : await db.selectFrom('wire').select('article').where('folded', 'in', agencies).execute()
  const articles = carried === null ? null : new Set(carried.map(c => c.article))
  return { outlets, articles, people, kind, stance, type, from: seqDay(from), to: seqDay(to) }
}

/** Counts the statements that a filter leaves, row by row. */
export async function byCounting(context: Context, query: WhoQuery, outlets: readonly number[] | null): Promise<Row[]> {
  const { db, fullText } = context.base
  const people = query.speaker === undefined ? null : await peopleNamed(db, query.speaker, 200)
  if (people?.length === 0) return []
  const range = rangeOf(query)
  const via = query.via === undefined ? [] : await filterMarks(db, { via: query.via })
  if (via === null) return []
  const agencies = query.agency === undefined ? null : await agenciesNamed(db, query.agency)
  if (agencies?.length === 0) return []

  const whole = (eb: ExpressionBuilder<Tables, 'statement'>) => {
    const all = [eb('statement.live', '=', 1)]
    if (query.since !== undefined || query.until !== undefined)
      all.push(eb('statement.seq', '>=', range.from), eb('statement.seq', '<=', range.to))
    if (outlets !== null) all.push(eb('statement.outlet', 'in', outlets))
    if (agencies !== null)
      all.push(eb('statement.article', 'in', db.selectFrom('wire').select('article').where('folded', 'in', agencies)))
    if (query.kind !== undefined) all.push(eb('statement.kind', '=', query.kind))
    if (query.stance !== undefined) all.push(eb('statement.stance', '=', query.stance))
    if (query.type !== undefined) all.push(eb('statement.type', '=', query.type))
    if (via.length > 0)
      all.push(
        eb(
          'statement.seq',
          'in',
          db
            .selectFrom('terms')
            .select(fullText.seq.as('seq'))
            .where(fullText.matches({ asked: [], marks: via })),
        ),
      )
    return eb.and(all)
  }
  const columns = [
    'statement.seq',
    'statement.article',
    'statement.outlet',
    'statement.type',
    'statement.kind',
    'statement.wire',
  ] as const
  let alone = db
    .selectFrom('statement')
    .select([...columns, 'statement.person as person'])
    .where(whole)
  let joint = db
    .selectFrom('voice')
    .innerJoin('statement', 'statement.seq', 'voice.seq')
    .select([...columns, 'voice.person as person'])
    .where(eb => whole(eb as unknown as ExpressionBuilder<Tables, 'statement'>))
  if (people !== null) {
    alone = alone.where('statement.person', 'in', people)
    joint = joint.where('voice.person', 'in', people)
  } else if (query.by === 'person') alone = alone.where('statement.person', '>', 0)
  // By outlet or type a joint statement counts once, and stands among those alone unless a speaker is asked for.
  const said = (query.by === 'person' || people !== null ? alone.unionAll(joint) : alone).as('said')

  // Of two who were merged a joint statement is one.
  const direct = sql<number>`count(distinct case when said.kind = 'direct' then said.seq end)`
  const anonymous = sql<number>`count(distinct case when said.type = 'anonymous' then said.seq end)`
  const key =
    query.by === 'person'
      ? sql<number | string>`coalesce(person.merged_into, person.key)`
      : query.by === 'outlet'
        ? sql<number | string>`said.outlet`
        : sql<number | string>`said.type`
  const rows = await db
    .selectFrom(said)
    .leftJoin('person', 'person.key', 'said.person')
    .select(key.as('key'))
    .select([
      sql<number>`count(distinct said.seq)`.as('statements'),
      sql<number>`count(distinct said.article)`.as('articles'),
      sql<number>`count(distinct coalesce(
        (select origin from wire where wire.article = said.article), cast(said.article as text)
      ))`.as('origins'),
      sql<number>`count(distinct case when said.outlet > 0 then said.outlet end)`.as('outlets'),
      direct.as('direct'),
      anonymous.as('anonymous'),
      sql<number>`count(distinct case when said.wire = 1 then said.seq end)`.as('wire'),
      sql<number>`min(case when said.seq >= ${sql.lit(FIRST_DATED)} then said.seq end)`.as('first_seq'),
      sql<number>`max(case when said.seq >= ${sql.lit(FIRST_DATED)} then said.seq end)`.as('last_seq'),
    ])
    .groupBy(key)
    .orderBy('statements', 'desc')
    .orderBy(key)
    .limit(query.limit)
    .offset(query.skip ?? 0)
    .execute()
  return rows.map(({ first_seq, last_seq, ...r }) => ({ ...r, first: dayOf(first_seq), last: dayOf(last_seq) }))
}

export async function counts({ base: { db } }: Context): Promise<Counts> {
  const all = sql<number>`count(*)`.as('n')
  const count = async (table: 'work' | 'article' | 'person' | 'ruling') =>
    (await db.selectFrom(table).select(all).executeTakeFirstOrThrow()).n
  const statements = await db
    .selectFrom('tally')
    .select('statements')
    .where('person', '=', 0)
    .where('outlet', '=', ALL_OUTLETS)
    .where('type', '=', '')
    .executeTakeFirst()
  const jobs: Record<JobState, number> = { waiting: 0, claimed: 0, done: 0, dead: 0 }
  for (const { state, n } of await db.selectFrom('job').select(['state', all]).groupBy('state').execute())
    jobs[state] = n
  const copies = await db
    .selectFrom('wire')
    .innerJoin('article', 'article.key', 'wire.article')
    .select(sql<number>`count(*) - count(distinct wire.origin)`.as('n'))
    .where('article.current', '=', 1)
    .executeTakeFirstOrThrow()
  const works = await count('work')
  const people = await db.selectFrom('person').select(all).where('merged_into', 'is', null).executeTakeFirstOrThrow()
  return {
    articles: works,
    origins: works - copies.n,
    versions: await count('article'),
    statements: statements?.statements ?? 0,
    people: people.n,
    rulings: await count('ruling'),
    jobs,
  }
}
