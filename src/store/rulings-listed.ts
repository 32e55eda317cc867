import type { Ruling, RulingState } from '../vocabulary/index.ts'
import type { Context } from './context.ts'
import { reading } from './looking.ts'
import { holding } from './ruled.ts'
import { rulingOf } from './rulings.ts'
import { standsNow } from './rulings-findings.ts'
import type { RulingTable } from './schema.ts'

export interface RulingFilter {
  readonly ruling?: string
  readonly article?: string
  readonly statement?: string
  readonly person?: string
  readonly finding?: string
  readonly after?: string | null
  readonly limit: number
}

/** Rulings in order of time, each with how it stands. Of an article: those on any of its versions. */
export async function rulings(
  context: Context,
  filter: RulingFilter,
): Promise<(Ruling & { readonly state: RulingState })[]> {
  const { db } = context.base
  let q = db.selectFrom('ruling').selectAll().orderBy('n').limit(Math.max(0, filter.limit))
  const about = (id: string) => db.selectFrom('about').select('ruling').where('id', '=', id)
  if (filter.ruling !== undefined) q = q.where('id', '=', filter.ruling)
  if (filter.article !== undefined) {
    const work = db.selectFrom('article').select('work').where('id', '=', filter.article)
    const versions = db.selectFrom('article').select('id').where('work', '=', work)
    const on = db.selectFrom('about').select('ruling').where('id', 'in', versions)
    q = q.where(eb => eb.or([eb('article', 'in', versions), eb('n', 'in', on)]))
  }
  if (filter.finding !== undefined) {
    const of = filter.finding
    const held = db.selectFrom('finding').select('ruling').where('id', '=', of).where('ruling', 'is not', null)
    q = q.where(eb => eb.or([eb('n', 'in', about(of)), eb('id', 'in', held.$castTo<{ ruling: string }>())]))
  }
  if (filter.statement !== undefined) {
    const { statement } = filter
    q = q.where(eb => eb.or([eb('statement', '=', statement), eb('n', 'in', about(statement))]))
  }
  if (filter.person !== undefined) {
    const { person } = filter
    q = q.where(eb => eb.or([eb('person', '=', person), eb('n', 'in', about(person))]))
  }
  if (filter.after !== undefined && filter.after !== null)
    q = q.where('n', '>', db.selectFrom('ruling').select('n').where('id', '=', filter.after))
  const rows = await q.execute()
  const undone = await undoneAmong(context, rows)
  const orphaned = await orphanedAmong(context, rows)
  return rows.map(row => ({
    ...rulingOf(row),
    state: undone.has(row.id) ? 'undone' : orphaned.has(row.id) ? 'orphaned' : 'holds',
  }))
}

/** Ids of those that were undone, and not restored. */
async function undoneAmong({ base: { db } }: Context, rows: readonly RulingTable[]): Promise<Set<string>> {
  const all = new Map(rows.map(r => [r.n, r]))
  for (let ids = rows.map(r => r.id); ids.length > 0; ) {
    const later: RulingTable[] = []
    for (let at = 0; at < ids.length; at += 500)
      later.push(
        ...(await db
          .selectFrom('ruling')
          .selectAll()
          .where(
            'n',
            'in',
            db
              .selectFrom('about')
              .select('ruling')
              .where('id', 'in', ids.slice(at, at + 500)),
          )
          .execute()),
      )
    const fresh = later.filter(r => !all.has(r.n))
    for (const r of fresh) all.set(r.n, r)
    ids = fresh.map(r => r.id)
  }
  const ordered = [...all.values()].toSorted((a, b) => a.n - b.n).map(rulingOf)
  const holds = new Set(holding(ordered).map(r => r.id))
  return new Set(rows.filter(r => !holds.has(r.id)).map(r => r.id))
}

/** Ids of those whose place the present version of their article lacks. */
async function orphanedAmong(context: Context, rows: readonly RulingTable[]): Promise<Set<string>> {
  const { db } = context.base
  const ids = [...new Set(rows.flatMap(r => r.article ?? []))]
  const orphaned = new Set<string>()
  for (const row of rows) {
    const { target } = rulingOf(row)
    if (target.of === 'finding' && !(await standsNow(db, target))) orphaned.add(row.id)
  }
  for (let at = 0; at < ids.length; at += 500) {
    const present = await db
      .selectFrom('article')
      .select('id')
      .distinct()
      .where('current', '=', 1)
      .where('version', '>', 1)
      .where(
        'work',
        'in',
        db
          .selectFrom('article')
          .select('work')
          .where('id', 'in', ids.slice(at, at + 500)),
      )
      .execute()
    for (const { id } of present) for (const r of (await reading(context, id))?.orphaned ?? []) orphaned.add(r)
  }
  return orphaned
}
