import { type SelectQueryBuilder, sql } from 'kysely'
import { AscribeError, type Family, FINDING_KINDS, type Finding, type Story } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import type { Context } from './context.ts'
import { dayAfter, outletsNamed, rangeOf } from './finding.ts'
import { unpackJson } from './packing.ts'
import type { Page } from './promises.ts'
import type { FamilyQuery, FindingQuery, Moved, RuledFinding, StoryQuery, StoryRow } from './promises-comparison.ts'
import type { FindingTable, StoryTable, Tables } from './schema.ts'
import { wordsIn } from './words.ts'

/** Stories in order of their last report, the newest first; those without a day come last. */
export async function stories({ base: { db } }: Context, query: StoryQuery): Promise<Page<StoryRow>> {
  rangeOf(query) // complains of what is no day
  let q = db
    .selectFrom('story')
    .selectAll()
    .where('articles', '>=', query.least ?? 2)
    .where('body', 'is not', null)
    .orderBy('last', 'desc')
    .orderBy('id', 'desc')
  const { since, until, outlet } = query
  if (since !== undefined) q = q.where('last', '>=', since)
  if (until !== undefined) q = q.where('first', '<', dayAfter(until)).where('first', '<>', '')
  const outlets = outlet === undefined ? null : await outletsNamed(db, outlet)
  if (outlets?.length === 0) return { items: [], next: null }
  if (since !== undefined || until !== undefined || outlets !== null)
    q = q.where(({ exists, selectFrom }) => {
      let there = selectFrom('compared')
        .innerJoin('article', 'article.key', 'compared.article')
        .select('article.key')
        .whereRef('compared.story', '=', 'story.id')
      if (since !== undefined) there = there.where('article.published_at', '>=', since)
      if (until !== undefined) there = there.where('article.published_at', '<', dayAfter(until))
      if (outlets !== null) there = there.where('article.outlet', 'in', outlets)
      return exists(there)
    })
  for (const { term } of wordsIn(query.words ?? '')) q = q.where('words', 'like', `% ${term} %`)
  const from = cursorOf(query.after, 2)
  if (from !== null) q = q.where(sql<boolean>`(last, id) < (${from[0]!}, ${from[1]!})`)
  const { rows, next } = await pageOf(q, query.limit, r => [r.last, r.id])
  return { items: await storyRows(db, rows), next }
}

async function storyRows(db: Reader, rows: readonly StoryTable[]): Promise<StoryRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map(r => r.id)
  const families = await db
    .selectFrom('variant')
    .innerJoin('compared', 'compared.article', 'variant.article')
    .select(['compared.story', sql<number>`count(distinct variant.family)`.as('n')])
    .where('compared.story', 'in', ids)
    .groupBy('compared.story')
    .execute()
  const findings = await db
    .selectFrom('finding')
    .select(['story', 'kind', sql<number>`count(*)`.as('n')])
    .where('story', 'in', ids)
    .where('standing', '=', 'sure')
    .where(notRejected)
    .groupBy(['story', 'kind'])
    .execute()
  const familiesOf = new Map(families.map(f => [f.story, f.n]))
  return rows.map(row => {
    const { title, articles, origins, outlets, first, last } = unpackJson<Story>(row.body!)
    const kinds = findings.filter(f => f.story === row.id).map(({ kind, n }) => [kind, n])
    return {
      id: row.id,
      title,
      articles: articles.length,
      origins,
      outlets,
      first,
      last,
      families: familiesOf.get(row.id) ?? 0,
      findings: Object.fromEntries(kinds),
    }
  })
}

export const story = (context: Context, id: string): Promise<Moved<Story> | null> =>
  led(context.base.db, id, async at => {
    const row = await context.base.db.selectFrom('story').select('body').where('id', '=', at).executeTakeFirst()
    return row?.body ? unpackJson<Story>(row.body) : null
  })

export async function storyOf({ base: { db } }: Context, article: string): Promise<string | null> {
  const row = await db
    .selectFrom('compared')
    .innerJoin('article', 'article.key', 'compared.article')
    .select('compared.story')
    .where('article.id', '=', article)
    .executeTakeFirst()
  return row?.story ?? null
}

/** Families, the most independent origins first. */
export async function families({ base: { db } }: Context, query: FamilyQuery): Promise<Page<Family>> {
  let q = db
    .selectFrom('family')
    .selectAll()
    .where('body', 'is not', null)
    .orderBy('origins', 'desc')
    .orderBy('id', 'desc')
  if (query.standing !== undefined) q = q.where('standing', '=', query.standing)
  if (query.across === true) q = q.where('articles', '>', 1)
  const { story, article } = query
  if (article !== undefined) {
    const of = db.selectFrom('article').select('key').where('id', '=', article)
    q = q.where('id', 'in', db.selectFrom('variant').select('family').where('article', 'in', of))
  }
  if (story !== undefined) {
    const of = db.selectFrom('compared').select('article').where('story', '=', story)
    q = q.where('id', 'in', db.selectFrom('variant').select('family').where('article', 'in', of))
  }
  const from = cursorOf(query.after, 2)
  if (from !== null) q = q.where(sql<boolean>`(origins, id) < (${Number(from[0])}, ${from[1]!})`)
  const { rows, next } = await pageOf(q, query.limit, r => [String(r.origins), r.id])
  return { items: rows.map(r => unpackJson<Family>(r.body!)), next }
}

export const family = (context: Context, id: string): Promise<Moved<Family> | null> =>
  led(context.base.db, id, async at => {
    const row = await context.base.db.selectFrom('family').select('body').where('id', '=', at).executeTakeFirst()
    return row?.body ? unpackJson<Family>(row.body) : null
  })

const notRejected = sql<boolean>`(verdict is null or verdict = 'right')`

/** Findings, kind by kind, the surest first. */
export async function findings({ base: { db } }: Context, query: FindingQuery): Promise<Page<RuledFinding>> {
  let q = db.selectFrom('finding').selectAll().where('body', 'is not', null).orderBy('rank').orderBy('id')
  if (query.story !== undefined) q = q.where('story', '=', query.story)
  if (query.family !== undefined) q = q.where('family', '=', query.family)
  if (query.kind !== undefined) q = q.where('kind', '=', query.kind)
  if (query.standing !== undefined) q = q.where('standing', '=', query.standing)
  if (query.rejected !== true) q = q.where(notRejected)
  if (query.article !== undefined) {
    const of = db.selectFrom('article').select('key').where('id', '=', query.article)
    q = q.where('id', 'in', db.selectFrom('evidence').select('finding').where('article', 'in', of))
  }
  const from = cursorOf(query.after, 2)
  if (from !== null) q = q.where(sql<boolean>`(rank, id) > (${Number(from[0])}, ${from[1]!})`)
  const { rows, next } = await pageOf(q, query.limit, r => [String(r.rank), r.id])
  return { items: rows.map(ruledFinding), next }
}

export const finding = (context: Context, id: string): Promise<Moved<RuledFinding> | null> =>
  led(context.base.db, id, async at => {
    const row = await context.base.db.selectFrom('finding').selectAll().where('id', '=', at).executeTakeFirst()
    return row?.body ? ruledFinding(row) : null
  })

const ruledFinding = ({ body, verdict, ruling }: FindingTable): RuledFinding => ({
  finding: unpackJson<Finding>(body!),
  verdict,
  ruling,
})

/** Kind by kind in the order of `FINDING_KINDS`, the surest first. */
export const rankOf = ({ kind, confidence }: Pick<Finding, 'kind' | 'confidence'>): number =>
  2 * FINDING_KINDS.indexOf(kind) + 1 - confidence

export async function waiting({ base: { db } }: Context): Promise<number> {
  const { n } = await db.selectFrom('uncompared').select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
  return n
}

/** What an id leads to, by way of what it has moved to. */
export async function led<T>(
  db: Reader,
  id: string,
  look: (id: string) => Promise<T | null | undefined>,
): Promise<Moved<T> | null> {
  const passed = new Set<string>()
  for (let at = id; !passed.has(at); ) {
    const found = await look(at)
    if (found !== null && found !== undefined) return { movedTo: at === id ? null : at, found }
    passed.add(at)
    const next = await db.selectFrom('moved').select('heir').where('id', '=', at).executeTakeFirst()
    if (next === undefined) return null
    at = next.heir
  }
  return null
}

/** One page of a query in its order, and where the next begins. */
async function pageOf<T extends keyof Tables, O>(
  query: SelectQueryBuilder<Tables, T, O>,
  limit: number,
  keyOf: (row: O) => readonly string[],
): Promise<{ readonly rows: O[]; readonly next: string | null }> {
  if (limit < 1) return { rows: [], next: null }
  const rows = await query.limit(limit + 1).execute()
  const page = rows.slice(0, limit)
  return {
    rows: page,
    next: rows.length > limit ? Buffer.from(JSON.stringify(keyOf(page.at(-1)!))).toString('base64url') : null,
  }
}

function cursorOf(cursor: string | null | undefined, parts: number): readonly string[] | null {
  if (cursor === null || cursor === undefined) return null
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(read) && read.length === parts && read.every(part => typeof part === 'string')) return read
  } catch {
    // told below
  }
  throw new AscribeError('bad-cursor', '`after` is not the `next` of a page of this order', 'begin again without it')
}
