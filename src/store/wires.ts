import { sql } from 'kysely'
import type { Article, Block } from '../vocabulary/index.ts'
import type { Reader, Writer } from './base.ts'
import { columnText } from './packing.ts'
import { foldName, wordsIn } from './words.ts'

/**
 * Copies of one agency's report are one origin. An article's sketch is the 24 smallest hashes of all runs of five words
 * of its body (bottom-k sketch: Broder, On the resemblance and containment of documents, 1997), which stay the same
 * where an outlet cuts the report, writes another headline or adds a paragraph.
 */
const SKETCH = 24
const RUN = 5
/** Copies share so many hashes at least, and this part of those that either could share. */
const SHARED = 6
const PART = 0.6
/** Days that copies may lie apart. */
const DAYS = 3
/** Where no day is known, copies lie among so many articles that came before. */
const UNDATED = 5000
/** Articles looked at closely, those that share most hashes. */
const ALIKE = 50

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), its bits mixed as MurmurHash3 does at its end; 32 bits. */
function hashOf(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Hashes in rising order; of a text of fewer than five words none. */
export function sketchOf(text: string, blocks: readonly Block[]): number[] {
  const body = blocks.filter(({ kind }) => kind === 'paragraph' || kind === 'dateline')
  const terms = body.flatMap(({ span }) => wordsIn(text.slice(span.from, span.to)).map(({ term }) => term))
  const hashes = new Set<number>()
  for (let i = 0; i + RUN <= terms.length; i++) hashes.add(hashOf(terms.slice(i, i + RUN).join(' ')))
  return [...hashes].toSorted((a, b) => a - b).slice(0, SKETCH)
}

/** Whether one is a copy of the other, whole or in part. A full sketch says nothing of hashes above its greatest. */
export function areCopies(a: readonly number[], b: readonly number[]): boolean {
  const reach = (sketch: readonly number[]) => (sketch.length < SKETCH ? Number.POSITIVE_INFINITY : sketch.at(-1)!)
  const top = Math.min(reach(a), reach(b))
  const [left, right] = [a, b].map(sketch => sketch.filter(hash => hash <= top))
  const other = new Set(right)
  const shared = left!.filter(hash => other.has(hash)).length
  return shared >= SHARED && shared >= PART * Math.min(left!.length, right!.length)
}

/** An agency's name as it is compared and looked up. */
export const foldAgency = (article: Pick<Article, 'origin'>): string | null =>
  article.origin === null ? null : foldName(article.origin.agency)

/** Notes whose report an article is, beside those of the same agency of which it is a copy. */
export async function putWire(
  trx: Writer,
  key: number,
  id: string,
  article: Pick<Article, 'text' | 'blocks' | 'origin'>,
  publishedAt: string | null,
): Promise<void> {
  if (article.origin === null) return
  const folded = foldName(article.origin.agency)
  const day = dayNumber(publishedAt?.slice(0, 10) ?? null)
  const sketch = sketchOf(article.text, article.blocks)
  const origin = (await reportOf(trx, key, folded, day, sketch)) ?? `o${id.slice(1)}`
  await trx
    .insertInto('wire')
    .values({ article: key, agency: columnText(article.origin.agency), folded, origin })
    .execute()
  if (sketch.length > 0)
    await trx
      .insertInto('sketch')
      .values(sketch.map(hash => ({ hash, day, article: key })))
      .execute()
}

/** Days since 1970; 0 when not known. */
const dayNumber = (day: string | null): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) || 0

/** The report of which something is a copy, as its first copy in the record names it; null for a new one. */
async function reportOf(
  trx: Writer,
  key: number,
  folded: string,
  day: number,
  sketch: readonly number[],
): Promise<string | null> {
  if (sketch.length < SHARED) return null
  // What an agency writes under all its reports is in many sketches: only few days are looked at. The plus signs keep
  // SQLite from going through articles instead of hashes, which would take the longer the more there are.
  const article = sql<number>`+sketch.article`
  const alike = await trx
    .selectFrom('sketch')
    .select(article.as('article'))
    .where('sketch.hash', 'in', sketch)
    .where('sketch.day', '>=', day === 0 ? 0 : day - DAYS)
    .where('sketch.day', '<=', day === 0 ? 0 : day + DAYS)
    .where(article, '>', day === 0 ? key - UNDATED : 0)
    .groupBy(article)
    .having(sql<number>`count(*)`, '>=', SHARED)
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(article)
    .limit(ALIKE)
    .execute()
  if (alike.length === 0) return null
  const q = trx
    .selectFrom('wire')
    .select(['article', 'origin'])
    .where(
      'article',
      'in',
      alike.map(r => r.article),
    )
    .where('folded', '=', folded)
    .orderBy('article')
  for (const { article, origin } of await q.execute())
    if (areCopies(sketch, await sketchIn(trx, article))) return origin
  return null
}

/** An article's sketch as the record has it. */
export async function sketchIn(db: Reader, article: number): Promise<number[]> {
  const rows = await db.selectFrom('sketch').select('hash').where('article', '=', article).orderBy('hash').execute()
  return rows.map(r => r.hash)
}

/** Agencies of that name, folded; where there is none, those with the name in theirs. */
export async function agenciesNamed(db: Reader, name: string): Promise<string[]> {
  const folded = foldName(name)
  if (folded === '') return []
  const exact = await db.selectFrom('wire').select('folded').where('folded', '=', folded).limit(1).executeTakeFirst()
  if (exact !== undefined) return [folded]
  const rows = await db
    .selectFrom('wire')
    .select('folded')
    .distinct()
    .where(sql<string>`' ' || folded || ' '`, 'like', `% ${folded} %`)
    .limit(200)
    .execute()
  return rows.map(r => r.folded)
}

/** Reports that several articles carry. */
const SEVERAL = sql`(select origin from wire group by origin having count(*) > 1)`

/** The report of each article whose report others carry as well. */
export async function sharedReports(db: Reader): Promise<Map<number, string>> {
  const { rows } = await sql<{ article: number; origin: string }>`
    select article, origin from wire where origin in ${SEVERAL}`.execute(db)
  return new Map(rows.map(r => [r.article, r.origin]))
}

/** Articles in which people, outlets or types are counted, less the reports that these are. By key; none where equal. */
export async function echoes(
  db: Reader,
  by: 'person' | 'outlet' | 'type',
  keys: readonly (number | string)[],
  outlet: number | null,
): Promise<Map<number | string, number>> {
  if (keys.length === 0) return new Map()
  // From the copies to who speaks in them: SQLite keeps to the order of a cross join, and copies are fewer than all that
  // the most quoted say.
  const copies = sql`(select article, origin from wire where origin in ${SEVERAL}) w cross join statement s`
  const here = sql`s.article = w.article and s.live = 1${outlet === null ? sql`` : sql` and s.outlet = ${outlet}`}`
  const members = sql`(select key from person where key in (${sql.join(keys)}) or merged_into in (${sql.join(keys)}))`
  const said =
    by === 'person'
      ? sql`(
          select coalesce(p.merged_into, p.key) as key, s.article, w.origin from ${copies}
            join person p on p.key = s.person
            where s.person in ${members} and ${here}
          union all
          select coalesce(p.merged_into, p.key), s.article, w.origin from ${copies}
            join voice v on v.seq = s.seq join person p on p.key = v.person
            where v.person in ${members} and ${here})`
      : sql`(
          select s.${sql.raw(by)} as key, s.article, w.origin from ${copies}
            where s.${sql.raw(by)} in (${sql.join(keys)}) and ${here})`
  const { rows } = await sql<{ key: number | string; echoes: number }>`
    select key, count(distinct article) - count(distinct origin) as echoes from ${said} as said group by key`.execute(
    db,
  )
  return new Map(rows.map(r => [r.key, r.echoes]))
}
