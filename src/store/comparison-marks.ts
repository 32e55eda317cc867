import { sql } from 'kysely'
import type { Writer } from './base.ts'

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
