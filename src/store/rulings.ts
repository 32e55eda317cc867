import type { Change, Ruling, RulingTarget } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import type { RulingTable } from './schema.ts'

/** A ruling as its row holds it. */
export function rulingOf(row: RulingTable): Ruling {
  const { target, change } = JSON.parse(row.body) as { target: RulingTarget; change: Change }
  return { id: row.id, target, change, author: row.author, at: row.at, reason: row.reason }
}

/** All rulings on any version of a work, in order of time: each says of which version (`target.article`) it was made. */
export async function rulingsOfWork(db: Reader, work: number): Promise<Ruling[]> {
  const rows = await db
    .selectFrom('ruling')
    .selectAll()
    .where('ruling.article', 'in', db.selectFrom('article').select('id').where('work', '=', work))
    .orderBy('n')
    .execute()
  return rows.map(rulingOf)
}
