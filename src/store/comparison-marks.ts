import { sql } from 'kysely'
import type { Reader, Writer } from './base.ts'
import { type Context, take } from './context.ts'
import type { ToCompare, Turn } from './promises-comparing.ts'

const SOME = 500

/** Marks articles, by key, as changed since they were compared. Part of the transaction that changes them. */
export async function markUncompared(trx: Writer, articles: Iterable<number>): Promise<void> {
  const all = [...new Set(articles)]
  for (let at = 0; at < all.length; at += SOME)
    await trx
      .insertInto('uncompared')
      .values(all.slice(at, at + SOME).map(article => ({ article, n: 1 })))
      .onConflict(on => on.column('article').doUpdateSet({ n: sql<number>`uncompared.n + 1` }))
      .execute()
}

/** Something was forgotten: what is being compared with it in memory must not be written any more. */
export const nextEpoch = (trx: Writer): Promise<number> => take(trx, 'comparison', 1)

const epochOf = async (db: Reader): Promise<number> =>
  (await db.selectFrom('counter').select('value').where('name', '=', 'comparison').executeTakeFirstOrThrow()).value

const NAME = 'comparing'

const holder = (db: Reader) => db.selectFrom('turn').selectAll().where('name', '=', NAME).executeTakeFirst()

export function begin({ base, now }: Context, worker: string, lease: number): Promise<Turn | null> {
  return base.write(async trx => {
    const held = await holder(trx)
    if (held !== undefined && held.worker !== worker && held.until > now().getTime()) return null
    const row = { name: NAME, worker, until: now().getTime() + lease }
    await trx
      .insertInto('turn')
      .values(row)
      .onConflict(on => on.column('name').doUpdateSet(row))
      .execute()
    return { worker, epoch: await epochOf(trx) }
  })
}

export function renew({ base, now }: Context, { worker }: Turn, lease: number): Promise<Turn | null> {
  return base.write(async trx => {
    if ((await holder(trx))?.worker !== worker) return null
    await trx
      .updateTable('turn')
      .set({ until: now().getTime() + lease })
      .where('name', '=', NAME)
      .execute()
    return { worker, epoch: await epochOf(trx) }
  })
}

/** In one transaction with the look at what is marked: who marks something later finds the turn free. */
export function end({ base }: Context, { worker }: Turn): Promise<boolean> {
  return base.write(async trx => {
    if ((await holder(trx))?.worker !== worker) return true
    const more = await trx.selectFrom('uncompared').select('article').limit(1).executeTakeFirst()
    const empty = await trx.selectFrom('vacated').select('at').limit(1).executeTakeFirst()
    if (more !== undefined || empty !== undefined) return false
    await trx.deleteFrom('turn').where('name', '=', NAME).execute()
    return true
  })
}

export async function leave({ base }: Context, { worker }: Turn): Promise<void> {
  await base.write(trx => trx.deleteFrom('turn').where('name', '=', NAME).where('worker', '=', worker).execute())
}

/** Runs `work` as the record's one writer if the turn still holds; false if not. */
export function inTurn({ base }: Context, { worker, epoch }: Turn, work: (trx: Writer) => Promise<void>) {
  return base.write(async trx => {
    if ((await holder(trx))?.worker !== worker || (await epochOf(trx)) !== epoch) return false
    await work(trx)
    return true
  })
}

export async function vacated({ base: { db } }: Context): Promise<number[]> {
  return (await db.selectFrom('vacated').select('at').orderBy('at').execute()).map(v => v.at)
}

export async function todo({ base: { db } }: Context, limit: number): Promise<ToCompare[]> {
  const rows = await db
    .selectFrom('uncompared')
    .innerJoin('article', 'article.key', 'uncompared.article')
    .innerJoin('work', 'work.key', 'article.work')
    .leftJoin('compared', 'compared.article', 'uncompared.article')
    .select(['article.id', 'article.current', 'uncompared.n', 'work.ident', 'compared.at', 'compared.story'])
    .select('compared.traits')
    // Versions that leave come first: their newer ones are marked with them.
    .orderBy('article.current')
    .orderBy('article.published_at')
    .orderBy('article.key')
    .limit(limit)
    .execute()
  return rows.map(({ id, current, n, ident, at, story, traits }) => ({
    article: id,
    n,
    current: current === 1,
    name: ident.slice(0, 40),
    placed: story === null ? null : { at, story, traits: traits! },
  }))
}
