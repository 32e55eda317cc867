import { type OnConflictBuilder, sql } from 'kysely'
import type { Writer } from './base.ts'
import type { Context } from './context.ts'
import type { StatementTable, Tables, TallyTable } from './schema.ts'
import { FIRST_DATED } from './seq.ts'

type Key = Pick<TallyTable, 'person' | 'outlet' | 'type'>

/** A statement and whom it counts for, merged people as whom they became. */
export interface Counted {
  readonly row: Pick<StatementTable, 'kind' | 'type'>
  readonly people: ReadonlySet<number>
}

/** All outlets together. */
export const ALL_OUTLETS = -1

/**
 * Adds up what a transaction changes in the counts, and writes it at its end: each count is touched once, however many
 * articles name the same people.
 */
export class Tallies {
  private readonly changes = new Map<string, TallyTable & { loses: boolean }>()
  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
  ) {}

  /** Counts an article's live statements in (`sign` 1) or out (-1); all of them at once, for they are one article. */
  add(
    {
      publishedAt,
      outlet,
      wire,
    }: { readonly publishedAt: string | null; readonly outlet: number; readonly wire: boolean },
    statements: readonly Counted[],
    sign: 1 | -1,
  ): void {
    const day = publishedAt?.slice(0, 10) ?? null
    const touched = new Set<TallyTable>()
    for (const { row, people } of statements) {
      const keys: Key[] = [outlet, ALL_OUTLETS].flatMap(o => [
        { person: 0, outlet: o, type: '' },
        { person: 0, outlet: o, type: row.type },
        ...[...people].map(person => ({ person, outlet: o, type: '' })),
      ])
      for (const key of keys) {
        const t = this.at(key)
        t.statements += sign
        if (row.kind === 'direct') t.direct += sign
        if (row.type === 'anonymous') t.anonymous += sign
        if (wire) t.wire += sign
        touched.add(t)
      }
    }
    for (const t of touched) {
      t.articles += sign
      if (sign < 0) (t as { loses: boolean } & TallyTable).loses = true
      else if (day !== null) {
        if (t.first === null || day < t.first) t.first = day
        if (t.last === null || day > t.last) t.last = day
      }
    }
  }

  private at({ person, outlet, type }: Key) {
    const name = `${person} ${outlet} ${type}`
    let t = this.changes.get(name)
    if (t === undefined) {
      t = {
        person,
        outlet,
        type,
        statements: 0,
        articles: 0,
        direct: 0,
        anonymous: 0,
        wire: 0,
        first: null,
        last: null,
        loses: false,
      }
      this.changes.set(name, t)
    }
    return t
  }

  async write(): Promise<void> {
    const changes = [...this.changes.values()].filter(
      t => t.statements !== 0 || t.articles !== 0 || t.first !== null || t.loses,
    )
    await this.context.rows.tally.insert(this.trx, changes)
    for (const t of changes) if (t.loses) await this.mend(t)
    this.changes.clear()
  }

  /** After a loss: a count of nothing goes, and the first and last day are looked up anew. */
  private async mend({ person, outlet, type }: Key): Promise<void> {
    const { trx } = this
    const gone = await trx
      .deleteFrom('tally')
      .where('person', '=', person)
      .where('outlet', '=', outlet)
      .where('type', '=', type)
      .where('statements', '=', 0)
      .executeTakeFirst()
    if (gone.numDeletedRows > 0n) return
    const edge = async (order: 'asc' | 'desc') => {
      let q = trx
        .selectFrom('statement')
        .innerJoin('article', 'article.key', 'statement.article')
        .select('article.published_at as at')
        .where('statement.live', '=', 1)
        .where('statement.seq', '>=', FIRST_DATED)
        .orderBy('statement.seq', order)
        .limit(1)
      if (outlet !== ALL_OUTLETS) q = q.where('statement.outlet', '=', outlet)
      if (type !== '') q = q.where('statement.type', '=', type as StatementTable['type'])
      if (person !== 0) q = q.where(spokenBy(person))
      return (await q.executeTakeFirst())?.at?.slice(0, 10) ?? null
    }
    await trx
      .updateTable('tally')
      .set({ first: await edge('asc'), last: await edge('desc') })
      .where('person', '=', person)
      .where('outlet', '=', outlet)
      .where('type', '=', type)
      .execute()
  }
}

/** A statement that counts for a person: said by them or whoever was merged into them, alone or with others. */
export const spokenBy = (root: number) =>
  sql<boolean>`(
    statement.person in (select key from person where key = ${root} or merged_into = ${root})
    or statement.seq in (
      select seq from voice where person in (select key from person where key = ${root} or merged_into = ${root})
    )
  )`

/** Adds a change to the count that is there. */
export function addUp(on: OnConflictBuilder<Tables, 'tally'>) {
  const sum = (name: 'statements' | 'articles' | 'direct' | 'anonymous' | 'wire') =>
    sql<number>`${sql.ref(`tally.${name}`)} + ${sql.ref(`excluded.${name}`)}`
  const edge = (name: 'first' | 'last') => {
    const [old, fresh] = [sql.ref(`tally.${name}`), sql.ref(`excluded.${name}`)]
    const order = sql.raw(name === 'first' ? '<' : '>')
    return sql<string>`case when ${old} is null or ${fresh} ${order} ${old} then coalesce(${fresh}, ${old}) else ${old} end`
  }
  return on.columns(['person', 'outlet', 'type']).doUpdateSet({
    statements: sum('statements'),
    articles: sum('articles'),
    direct: sum('direct'),
    anonymous: sum('anonymous'),
    wire: sum('wire'),
    first: edge('first'),
    last: edge('last'),
  })
}
