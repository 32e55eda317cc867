import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { AscribeError } from '../vocabulary/index.ts'
import type { Base, TermsQuery, TermsRow } from './base.ts'
import type { Tables } from './schema.ts'

export const isPostgres = (where: string): boolean => /^postgres(?:ql)?:\/\//i.test(where)

/** Statements that the server keeps prepared in each connection: lists of many lengths would make them without end. */
const PREPARED = 300

/** Whole numbers come as numbers: all of ours are exact in a double. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC
      ? (value: string) => Number(value)
      : pg.types.getTypeParser(oid, format),
}

const quoted = (term: string) => `'${term}'`

/** PostgreSQL's query language (https://www.postgresql.org/docs/current/datatype-textsearch.html); every term is one of ours and quoted. */
export function tsquery({ asked, marks }: TermsQuery): string {
  const beside = (terms: readonly string[]) => `(${terms.map(quoted).join(' <-> ')})`
  const all = asked.map(a =>
    a.ask === 'phrase' ? beside(a.terms) : `(${[`${quoted(a.prefix)}:*`, ...a.stems.map(quoted)].join(' | ')})`,
  )
  for (const choice of marks) all.push(`(${choice.map(m => beside(m.split(' ').map(word => `=${word}`))).join(' | ')})`)
  return all.join(' & ')
}

/** The last position that a tsvector holds; what stands beyond is found as a word, not in a phrase. */
const LAST_POSITION = 16_383

/** Terms with their positions, as a tsvector is written. */
export function tsvector({ words, marks }: TermsRow): string {
  const places = new Map<string, number[]>()
  ;[...words, ...marks.map(m => `=${m}`)].forEach((term, i) => {
    const at = Math.min(i + 1, LAST_POSITION)
    const known = places.get(term)
    if (known === undefined) places.set(term, [at])
    else if (known.length < 255) known.push(at)
  })
  return [...places].map(([term, at]) => `${quoted(term)}:${at.join(',')}`).join(' ')
}

/** The address as the driver takes it, and the schema that holds the record: `?schema=NAME`, else `ascribe`. */
function addressOf(where: string): { readonly address: string; readonly schema: string } {
  const at = where.indexOf('?')
  const params = new URLSearchParams(at < 0 ? '' : where.slice(at + 1))
  const schema = params.get('schema') ?? 'ascribe'
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema))
    throw new AscribeError(
      'bad-address',
      `“${schema.slice(0, 80)}” cannot name a schema`,
      'take lower-case letters, digits and underscores for `schema`',
    )
  params.delete('schema')
  const rest = params.toString()
  return { address: `${at < 0 ? where : where.slice(0, at)}${rest === '' ? '' : `?${rest}`}`, schema }
}

/**
 * Opens the record in a PostgreSQL database (in a schema of its own, made when there is none). `patience`: milliseconds to
 * wait for another writer. PostgreSQL's own errors are named by the caller.
 */
export async function openPostgres(where: string, patience: number): Promise<Base> {
  const { address, schema } = addressOf(where)
  const pool = new pg.Pool({
    connectionString: address,
    max: 4,
    types,
    connectionTimeoutMillis: 15_000,
    application_name: 'ascribe',
    // A prepared search is planned for its own words: how rare they are decides which index leads.
    options: `-c search_path=${schema} -c timezone=UTC -c plan_cache_mode=force_custom_plan`,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced
  // One in use fails its own query; heard by nobody, its event would end the process.
  pool.on('connect', client => client.on('error', () => {}))
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    let name = names.get(text)
    if (name === undefined && names.size < PREPARED) {
      name = `ascribe_${names.size}`
      names.set(text, name)
    }
    return name
  }
  const prepared = new WeakMap<
    pg.PoolClient,
    { query: (text: string, values: unknown[]) => unknown; release: () => void }
  >()
  const dialect = new PostgresDialect({
    pool: {
      async connect() {
        const client = await pool.connect()
        let wrapped = prepared.get(client)
        if (wrapped === undefined) {
          wrapped = {
            query: (text, values) => client.query({ text, values, name: nameOf(text) }),
            release: () => client.release(),
          }
          prepared.set(client, wrapped)
        }
        return wrapped as never
      },
      end: () => pool.end(),
    },
  })
  const db = new Kysely<Tables>({ dialect })
  try {
    const known = await sql`select 1 from pg_namespace where nspname = ${schema}`.execute(db)
    if (known.rows.length === 0) await sql`create schema if not exists ${sql.id(schema)}`.execute(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind: 'postgres',
    db,
    types: { bytes: 'bytea', whole: 'bigint' },
    skipLocked: true,
    write: work =>
      db.transaction().execute(async trx => {
        await sql`select set_config('lock_timeout', ${`${patience}ms`}, true)`.execute(trx)
        await sql`select pg_advisory_xact_lock(hashtext('ascribe'), hashtext(${schema}))`.execute(trx)
        return work(trx)
      }),
    writeRows: work => db.transaction().execute(work),
    fullText: {
      async create(trx) {
        await sql`create table terms (seq bigint primary key, words tsvector not null)`.execute(trx)
        await sql`create index terms_words on terms using gin (words)`.execute(trx)
      },
      async add(trx, rows) {
        if (rows.length === 0) return
        const seqs = rows.map(r => r.seq)
        await sql`insert into terms (seq, words)
          select seq, words::tsvector from unnest(${seqs}::bigint[], ${rows.map(tsvector)}::text[]) as t (seq, words)`.execute(
          trx,
        )
      },
      async remove(trx, seqs) {
        await sql`delete from terms where seq = any(${seqs}::bigint[])`.execute(trx)
      },
      seq: sql.ref<number>('terms.seq'),
      matches: query => sql<boolean>`terms.words @@ ${tsquery(query)}::tsquery`,
    },
    async check() {
      return [] // a server looks after its own files; constraints hold its rows together
    },
    async compact() {
      const { rows } = await sql<{
        name: string
      }>`select tablename as name from pg_tables where schemaname = ${schema}`.execute(db)
      for (const { name } of rows) {
        const table = sql.id(schema, name)
        await sql`vacuum (full, analyze) ${table}`.execute(db)
        // An empty table keeps the statistics of what it held; a column that is given its own type again loses them.
        const stale = await sql<{ column: string; type: string }>`
          select a.attname as column, format_type(a.atttypid, a.atttypmod) as type
          from pg_stats s join pg_attribute a on a.attname = s.attname
            and a.attrelid = format('%I.%I', s.schemaname, s.tablename)::regclass
          where s.schemaname = ${schema} and s.tablename = ${name} and not exists (select 1 from ${table})`.execute(db)
        for (const { column, type } of stale.rows)
          await sql`alter table ${table} alter column ${sql.id(column)} type ${sql.raw(type)}`.execute(db)
      }
      // The planner's statistics hold a column's most common values: names. Who does not own the database is told so by
      // a warning, and nothing is done.
      await sql`vacuum (full) pg_catalog.pg_statistic`.execute(db)
    },
    async backup() {
      throw new AscribeError(
        'use-pg-dump',
        'a record in PostgreSQL is backed up by its server',
        `run pg_dump --schema=${schema} on the same address, while others write if need be`,
      )
    },
    close: () => db.destroy(),
  }
}
