import type { Change, Ruling, RulingTarget } from '../vocabulary/index.ts'
import type { Reader, Writer } from './base.ts'
import type { Seen } from './reanchor.ts'
import { addedId, type Rulings, statementsOfRuling } from './ruled.ts'
import type { RulingTable } from './schema.ts'

/** What a ruling's row holds as JSON. */
interface Body {
  readonly target: RulingTarget
  readonly change: Change
  /** What the engine had read of the statement, so that a person's word outlives the reading it was about. */
  readonly seen?: Seen
}

const bodyOf = (row: Pick<RulingTable, 'body'>): Body => JSON.parse(row.body) as Body

/** A ruling as its row holds it. */
export function rulingOf(row: RulingTable): Ruling {
  const { target, change } = bodyOf(row)
  return { id: row.id, target, change, author: row.author, at: row.at, reason: row.reason }
}

export function rulingsOf(rows: readonly RulingTable[]): Rulings {
  const seen = new Map<string, Seen>()
  for (const row of rows) {
    const body = bodyOf(row)
    if (body.seen !== undefined) seen.set(row.id, body.seen)
  }
  return { all: rows.map(rulingOf), seen }
}

/** A ruling's row. The columns say what it is about; an undo is about what the undone ruling is about. */
export function rulingRow(ruling: Ruling, n: number, seen: Seen | null, undone: RulingTable | null): RulingTable {
  const { id, target, change, author, at, reason } = ruling
  return {
    n,
    id,
    ...(undone === null
      ? {
          article: 'article' in target ? target.article : null,
          statement: target.of === 'statement' ? target.statement : change.change === 'add' ? addedId(id) : null,
          person: target.of === 'person' ? target.person : null,
        }
      : { article: undone.article, statement: undone.statement, person: undone.person }),
    body: JSON.stringify({ target, change, ...(seen === null ? {} : { seen }) } satisfies Body),
    author,
    at,
    reason,
  }
}

/** What else a ruling is about, beside its target: the statements of a split, the other of a merge, the ruling undone. */
export function furtherSubjects({ change }: Ruling): readonly string[] {
  switch (change.change) {
    case 'split':
      return [...change.statements, ...(change.into.person === null ? [] : [change.into.person])]
    case 'merge':
      return [change.other]
    case 'undo':
      return [change.ruling]
    default:
      return []
  }
}

const SOME = 500

/** Rows that are about any of these ids, as target or otherwise. */
export async function rowsAbout(
  db: Reader,
  column: 'article' | 'statement' | 'person',
  ids: readonly string[],
): Promise<RulingTable[]> {
  const rows: RulingTable[] = []
  for (let at = 0; at < ids.length; at += SOME) {
    const some = ids.slice(at, at + SOME)
    rows.push(
      ...(await db.selectFrom('ruling').selectAll().where(column, 'in', some).execute()),
      ...(await db
        .selectFrom('ruling')
        .selectAll()
        .where('n', 'in', db.selectFrom('about').select('ruling').where('id', 'in', some))
        .execute()),
    )
  }
  return inOrder(rows)
}

/** Each row once, in order of time. */
export const inOrder = (rows: readonly RulingTable[]): RulingTable[] =>
  [...new Map(rows.map(r => [r.n, r])).values()].toSorted((a, b) => a.n - b.n)

/**
 * All rulings on any version of a work, those on people that move its statements too; in order of time. Each says of which
 * version (`target.article`) it was made.
 */
export async function rulingsOfWork(db: Reader, work: number): Promise<Rulings> {
  return rulingsOf(await rowsOfWork(db, work))
}

export async function rowsOfWork(db: Reader, work: number): Promise<RulingTable[]> {
  const rows = await db
    .selectFrom('ruling')
    .selectAll()
    .where('article', 'in', db.selectFrom('article').select('id').where('work', '=', work))
    .execute()
  const splits = await db
    .selectFrom('ruling')
    .selectAll()
    .where(
      'n',
      'in',
      db
        .selectFrom('about')
        .innerJoin('statement', 'statement.id', 'about.id')
        .innerJoin('article', 'article.key', 'statement.article')
        .select('about.ruling')
        .where('article.work', '=', work),
    )
    .execute()
  return inOrder([...rows, ...splits])
}

export async function rowOf(db: Reader, ruling: string): Promise<RulingTable | null> {
  return (await db.selectFrom('ruling').selectAll().where('id', '=', ruling).executeTakeFirst()) ?? null
}

/** The ruling that a chain of undos is about at last. */
export async function rootOf(trx: Writer, ruling: Ruling): Promise<Ruling> {
  let at = ruling
  while (at.change.change === 'undo') {
    const row = await rowOf(trx, at.change.ruling)
    if (row === null) break
    at = rulingOf(row)
  }
  return at
}

/** Keys of the works whose statements a ruling is about. */
export async function worksOf(trx: Writer, ruling: Ruling): Promise<number[]> {
  if ('article' in ruling.target) {
    const { article } = ruling.target
    const row = await trx.selectFrom('article').select('work').where('id', '=', article).executeTakeFirst()
    return row === undefined ? [] : [row.work]
  }
  const works = new Set<number>()
  const ids = statementsOfRuling(ruling)
  for (let at = 0; at < ids.length; at += SOME)
    for (const { work } of await trx
      .selectFrom('statement')
      .innerJoin('article', 'article.key', 'statement.article')
      .select('article.work')
      .distinct()
      .where('statement.id', 'in', ids.slice(at, at + SOME))
      .execute())
      works.add(work)
  return [...works]
}
