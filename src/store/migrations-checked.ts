import { sql } from 'kysely'
import { reading } from './looking.ts'
import type { Migration } from './migrations.ts'

/** Articles looked at in one transaction. */
const SOME = 20

/** Which statements a person has checked, and the least sure of the others in an index of their own. */
export const checked: Migration = {
  name: 'which statements were checked, and articles by outlet',
  async shape({ types }, trx) {
    await trx.schema
      .alterTable('statement')
      .addColumn('checked', types.whole, c => c.notNull().defaultTo(0))
      .execute()
    await sql`create index statement_unsure on statement (confidence, seq) where live = 1 and checked = 0`.execute(trx)
    await trx.schema.createIndex('article_by_outlet').on('article').columns(['outlet', 'published_at']).execute()
  },
  async fill(base, trx, stopped) {
    const articles = await trx
      .selectFrom('article')
      .select(['key', 'id'])
      .where('key', '>', Number(stopped))
      .where(
        'work',
        'in',
        trx.selectFrom('ruling').innerJoin('article as ruled', 'ruled.id', 'ruling.article').select('ruled.work'),
      )
      .orderBy('key')
      .limit(SOME)
      .execute()
    for (const { key, id } of articles) {
      const whole = await reading({ base: { ...base, db: trx } }, id)
      const ids = (whole?.statements ?? []).filter(s => s.checked).map(s => s.id)
      for (let at = 0; at < ids.length; at += 500)
        await trx
          .updateTable('statement')
          .set({ checked: 1 })
          .where('article', '=', key)
          .where('id', 'in', ids.slice(at, at + 500))
          .execute()
    }
    return articles.length < SOME ? null : String(articles.at(-1)!.key)
  },
}
