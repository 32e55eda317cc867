import { sql } from 'kysely'
import type { Person } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import type { Context } from './context.ts'
import { ALL_OUTLETS } from './tally.ts'
import { foldName } from './words.ts'

const ID = /^p[0-9a-z]{15}$/

/** Keys of everybody who counts as these: themselves and whoever was merged into them. */
async function members(db: Reader, roots: readonly number[]): Promise<number[]> {
  if (roots.length === 0) return []
  const rows = await db.selectFrom('person').select('key').where('merged_into', 'in', roots).execute()
  return [...new Set([...roots, ...rows.map(r => r.key)])]
}

/** Keys of those who stand for a name, an alias or an id; where nobody goes by just that name, of those with it in theirs. */
async function rootsNamed(db: Reader, name: string, limit: number, within = false): Promise<number[]> {
  if (ID.test(name)) {
    const row = await db.selectFrom('person').select(['key', 'merged_into']).where('id', '=', name).executeTakeFirst()
    return row === undefined ? [] : [row.merged_into ?? row.key]
  }
  const folded = foldName(name)
  if (folded === '') return []
  const named = db
    .selectFrom('alias')
    .innerJoin('person', 'person.key', 'alias.person')
    .leftJoin('tally', join =>
      join
        .on('tally.person', '=', sql<number>`coalesce(person.merged_into, person.key)`)
        .on('tally.outlet', '=', ALL_OUTLETS)
        .on('tally.type', '=', ''),
    )
    .select(sql<number>`coalesce(person.merged_into, person.key)`.as('root'))
    .orderBy(sql`coalesce(tally.statements, 0)`, 'desc')
    .orderBy('person.key')
    .limit(limit)
  const exact = await named.where('alias.folded', '=', folded).execute()
  if (exact.length > 0 && !within) return [...new Set(exact.map(r => r.root))]
  const holding = await named.where(sql<string>`' ' || alias.folded || ' '`, 'like', `% ${folded} %`).execute()
  return [...new Set([...exact, ...holding].map(r => r.root))].slice(0, limit)
}

/** Keys of those whom these ids stand for now. */
export async function rootsOf(db: Reader, ids: readonly string[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('person').select(['key', 'merged_into']).where('id', 'in', ids).execute()
  return [...new Set(rows.map(r => r.merged_into ?? r.key))]
}

/** Keys of all whose statements a name, an alias or an id asks for. */
export const peopleNamed = async (db: Reader, name: string, limit: number): Promise<number[]> =>
  members(db, await rootsNamed(db, name, limit))

/** People of the registry by key, in this order. */
export async function peopleByKey(db: Reader, keys: readonly number[]): Promise<Person[]> {
  if (keys.length === 0) return []
  const all = await members(db, keys)
  const rows = await db
    .selectFrom('person')
    .leftJoin('person as root', 'root.key', 'person.merged_into')
    .selectAll('person')
    .select('root.id as root_id')
    .where('person.key', 'in', keys)
    .execute()
  const aliases = await db
    .selectFrom('alias')
    .innerJoin('person', 'person.key', 'alias.person')
    .select(['alias.alias', 'person.key', 'person.merged_into'])
    .where('person.key', 'in', all)
    .orderBy('alias.alias')
    .execute()
  const titles = await db
    .selectFrom('trait')
    .innerJoin('article', 'article.key', 'trait.article')
    .select(['trait.person', 'trait.value as title'])
    .select([
      sql<string | null>`min(article.published_at)`.as('first'),
      sql<string | null>`max(article.published_at)`.as('last'),
    ])
    .where('trait.trait', '=', 'title')
    .where('trait.person', 'in', all)
    .groupBy(['trait.person', 'trait.value'])
    .orderBy('first')
    .orderBy('title')
    .execute()
  const owners = new Map(aliases.map(a => [a.key, a.merged_into ?? a.key]))
  const byKey = new Map(rows.map(r => [r.key, r]))
  return keys.flatMap(key => {
    const row = byKey.get(key)
    if (row === undefined) return []
    const own = (k: number) => k === key || owners.get(k) === key
    return {
      id: row.id,
      name: row.name,
      type: row.type,
      aliases: [...new Set(aliases.filter(a => own(a.key)).map(a => a.alias))].filter(a => a !== row.name),
      titles: spans(titles.filter(t => own(t.person))),
      wikidata: row.wikidata,
      mergedInto: row.root_id,
    }
  })
}

/** Each title once, with the first and last day of all who are one. */
function spans(titles: readonly Person['titles'][number][]): Person['titles'] {
  const all = new Map<string, Person['titles'][number]>()
  for (const { title, first, last } of titles) {
    const known = all.get(title)
    const days = [known?.first, known?.last, first, last].flatMap(day => day?.slice(0, 10) ?? []).toSorted()
    all.set(title, { title, first: days[0] ?? null, last: days.at(-1) ?? null })
  }
  return [...all.values()]
}

export async function person({ base }: Context, id: string): Promise<Person | null> {
  const row = await base.db.selectFrom('person').select('key').where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : ((await peopleByKey(base.db, [row.key]))[0] ?? null)
}

export async function people(
  { base }: Context,
  name: string,
  limit: number,
  { within }: { readonly within: boolean } = { within: false },
): Promise<Person[]> {
  return peopleByKey(base.db, await rootsNamed(base.db, name, Math.max(0, limit), within))
}
