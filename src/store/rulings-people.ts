import { sql } from 'kysely'
import type { NamedSpeaker, Ruling } from '../vocabulary/index.ts'
import type { Writer } from './base.ts'
import { markUncompared } from './comparison-marks.ts'
import { type Context, take } from './context.ts'
import { personIdent } from './registry.ts'
import { holding } from './ruled.ts'
import { rowsAbout, rulingsOf } from './rulings.ts'
import type { TallyTable } from './schema.ts'
import { dayOf, FIRST_DATED } from './seq.ts'
import { ALL_OUTLETS } from './tally.ts'
import { foldName } from './words.ts'

/** Ids and keys of everybody who counts as one with any of these. */
export async function circleOf(trx: Writer, ids: readonly string[]): Promise<Map<string, Member>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('person')
    .select(['key', 'id', 'merged_into'])
    .where(
      sql<number>`coalesce(merged_into, key)`,
      'in',
      trx.selectFrom('person').select(sql<number>`coalesce(merged_into, key)`.as('root')).where('id', 'in', ids),
    )
    .execute()
  return new Map(rows.map(r => [r.id, { key: r.key, root: r.merged_into ?? r.key }]))
}

interface Member {
  readonly key: number
  readonly root: number
}

/**
 * Lays the merges that hold over a circle of people anew: of two, the target's one becomes the other's. Then counts them
 * anew, for one article may quote both.
 */
export async function mergeAgain(context: Context, trx: Writer, ruling: Ruling): Promise<void> {
  if (ruling.change.change !== 'merge' || ruling.target.of !== 'person') return
  const circle = await circleOf(trx, [ruling.target.person, ruling.change.other])
  const { all } = rulingsOf(await rowsAbout(trx, 'person', [...circle.keys()]))
  const roots = new Map([...circle].map(([id, { key }]) => [id, key]))
  for (const { target, change } of holding(all)) {
    if (change.change !== 'merge' || target.of !== 'person') continue
    const [into, from] = [roots.get(target.person), roots.get(change.other)]
    if (into === undefined || from === undefined || into === from) continue
    for (const [id, root] of roots) if (root === from) roots.set(id, into)
  }
  for (const [id, root] of roots) {
    const { key } = circle.get(id)!
    await trx
      .updateTable('person')
      .set({ merged_into: root === key ? null : root })
      .where('key', '=', key)
      .execute()
  }
  const keys = [...circle.values()].map(m => m.key)
  await countAgain(context, trx, keys)
  await markUncompared(trx, await articlesQuoting(trx, keys))
}

/** Keys of the articles in which any of these speak. */
async function articlesQuoting(trx: Writer, people: readonly number[]): Promise<number[]> {
  const joint = trx.selectFrom('voice').select('seq').where('person', 'in', people)
  const rows = await trx
    .selectFrom('statement')
    .select('article')
    .distinct()
    .where('live', '=', 1)
    .where(eb => eb.or([eb('person', 'in', people), eb('seq', 'in', joint)]))
    .execute()
  return rows.map(r => r.article)
}

/** The counts of these people, and of whoever they count as, from the live statements. */
async function countAgain(context: Context, trx: Writer, keys: readonly number[]): Promise<void> {
  await trx.deleteFrom('tally').where('person', 'in', keys).execute()
  const said = sql`(
    select s.seq, s.article, s.outlet, s.type, s.kind, s.wire, coalesce(p.merged_into, p.key) as person
    from statement s join person p on p.key = s.person
    where s.live = 1 and s.person in (${sql.join(keys)})
    union
    select s.seq, s.article, s.outlet, s.type, s.kind, s.wire, coalesce(p.merged_into, p.key) as person
    from voice v join statement s on s.seq = v.seq join person p on p.key = v.person
    where s.live = 1 and v.person in (${sql.join(keys)})
  )`
  for (const outlet of [sql`outlet`, sql.lit(ALL_OUTLETS)]) {
    const { rows } = await sql<
      Omit<TallyTable, 'type' | 'first' | 'last'> & { low: number | null; high: number | null }
    >`
      select person, ${outlet} as outlet, count(*) as statements, count(distinct article) as articles,
        sum(case when kind = 'direct' then 1 else 0 end) as direct,
        sum(case when type = 'anonymous' then 1 else 0 end) as anonymous, sum(wire) as wire,
        min(case when seq >= ${sql.lit(FIRST_DATED)} then seq end) as low,
        max(case when seq >= ${sql.lit(FIRST_DATED)} then seq end) as high
      from ${said} as said group by 1, 2`.execute(trx)
    await context.rows.tally.insert(
      trx,
      rows.map(({ low, high, ...t }) => ({ ...t, type: '', first: dayOf(low), last: dayOf(high) })),
    )
  }
}

/** Somebody new of the registry whom a person tells apart from others of the same name. */
export async function newPerson(context: Context, trx: Writer, named: NamedSpeaker): Promise<string> {
  const folded = foldName(named.name)
  const key = await take(trx, 'person', 1)
  const id = context.newId('p')
  const ident = personIdent(named, false, id)
  await trx
    .insertInto('person')
    .values({ key, id, name: named.name, type: named.type, ident, wikidata: null, merged_into: null })
    .execute()
  await trx.insertInto('alias').values({ folded, person: key, alias: named.name }).execute()
  return id
}

/** A person's aliases and Wikidata id as the rulings that hold have them. */
export async function describeAgain(trx: Writer, ruling: Ruling): Promise<void> {
  if (ruling.target.of !== 'person') return
  const person = await trx
    .selectFrom('person')
    .select(['key', 'name'])
    .where('id', '=', ruling.target.person)
    .executeTakeFirst()
  if (person === undefined) return
  const own = rulingsOf(await rowsAbout(trx, 'person', [ruling.target.person])).all
  const holds = holding(own).filter(
    r => r.target.of === 'person' && ruling.target.of === 'person' && r.target.person === ruling.target.person,
  )
  if (ruling.change.change === 'wikidata') {
    const last = holds.findLast(r => r.change.change === 'wikidata')?.change
    const wikidata = last?.change === 'wikidata' ? last.id : null
    await trx.updateTable('person').set({ wikidata }).where('key', '=', person.key).execute()
  }
  if (ruling.change.change === 'alias') {
    const { alias } = ruling.change
    const folded = foldName(alias)
    const stands =
      folded === foldName(person.name) ||
      holds.some(r => r.change.change === 'alias' && foldName(r.change.alias) === folded)
    if (stands)
      await trx
        .insertInto('alias')
        .values({ folded, person: person.key, alias })
        .onConflict(on => on.doNothing())
        .execute()
    else await trx.deleteFrom('alias').where('person', '=', person.key).where('folded', '=', folded).execute()
  }
}
