import { existsSync, linkSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { AscribeError } from '../vocabulary/index.ts'
import type { Base, TermsQuery } from './base.ts'
import type { Tables } from './schema.ts'

/** "Asc1" in the file's header, where SQLite keeps whose file it is. */
const APPLICATION = 0x41736331

/** Bytes of a page: SQLite's own default. */
const PAGE = 4096

/** Milliseconds that SQLite itself waits, holding up the process; longer waits are ours and hold up nothing. */
const BUSY = 50

const sleep = (ms: number) => new Promise<void>(done => setTimeout(done, ms))

/** One connection; statements are prepared once. */
class Connection implements DatabaseConnection {
  private readonly prepared = new Map<string, Database.Statement<unknown[]>>()
  constructor(readonly file: Database.Database) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    let statement = this.prepared.get(sql)
    if (statement === undefined) {
      statement = this.file.prepare<unknown[]>(sql)
      if (this.prepared.size >= 500) this.prepared.clear() // lists of many lengths would fill it without end
      this.prepared.set(sql, statement)
    }
    if (statement.reader) return { rows: statement.all(...parameters) as R[] }
    const { changes } = statement.run(...parameters)
    return { numAffectedRows: BigInt(changes), rows: [] }
  }

  // biome-ignore lint/correctness/useYield: kysely asks for it; nothing here streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('queries are not streamed')
  }
}

/**
 * Hands the one connection to one user after the other. Transactions begin as writers (`begin immediate`): one that
 * begins as a reader and then writes fails at once when another process wrote in between.
 */
class OneFile implements Driver {
  private readonly connection: Connection
  private turn: Promise<void> = Promise.resolve()
  private release: () => void = () => {}
  constructor(
    private readonly file: Database.Database,
    private readonly patience: number,
  ) {
    this.connection = new Connection(file)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.turn
    let done = () => {}
    this.turn = new Promise(resolve => {
      done = resolve
    })
    await before
    this.release = done
    return this.connection
  }

  async releaseConnection(): Promise<void> {
    this.release()
  }

  /** Waits without holding up the process: SQLite's own waiting sleeps. */
  async beginTransaction(): Promise<void> {
    const until = Date.now() + this.patience
    for (let pause = 2; ; pause = Math.min(100, pause * 2)) {
      try {
        this.file.exec('begin immediate')
        return
      } catch (error) {
        const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
        if (!busy || Date.now() > until) throw error
        await sleep(pause * (0.5 + Math.random()))
      }
    }
  }

  async commitTransaction(): Promise<void> {
    this.file.exec('commit')
  }

  async rollbackTransaction(): Promise<void> {
    if (this.file.inTransaction) this.file.exec('rollback') // a full disk may have rolled it back already
  }

  async destroy(): Promise<void> {
    this.file.close()
  }
}

const quoted = (term: string) => `"${term}"`

/** FTS5's query language (https://www.sqlite.org/fts5.html#full_text_query_syntax); every term is one of ours and quoted. */
export function matchExpression({ asked, marks }: TermsQuery): string {
  const all = asked.map(a =>
    a.ask === 'phrase'
      ? quoted(a.terms.join(' '))
      : `(${[`${quoted(a.prefix)} *`, ...a.stems.map(quoted)].join(' OR ')})`,
  )
  for (const choice of marks) all.push(`(${choice.map(m => quoted(m.replaceAll(/^| /g, '$&='))).join(' OR ')})`)
  return all.join(' AND ')
}

/**
 * Opens a file as a record, or makes a new one. Throws AscribeError `not-a-record`; SQLite's own errors are named by the caller.
 * `patience`: milliseconds to wait for another writer; `maxBytes`: how large the file may grow.
 */
export function openSqlite(path: string, patience: number, maxBytes?: number): Base {
  if (!existsSync(dirname(path)))
    throw new AscribeError(
      'no-such-record',
      `there is no folder ${dirname(path)}`,
      'make the folder, or check the path',
    )
  const file = new Database(path, { timeout: BUSY })
  try {
    const application = file.pragma('application_id', { simple: true })
    const tables = file.prepare('select count(*) from sqlite_schema').pluck().get()
    if (application !== APPLICATION && tables !== 0)
      throw new AscribeError(
        'not-a-record',
        `the file is a database, but no record of Ascribe: ${path}`,
        'give the path of a record, or of a new file',
      )
    file.pragma('journal_mode = WAL')
    file.pragma('synchronous = FULL') // an acknowledgement is a promise
    file.pragma('foreign_keys = ON')
    file.pragma('secure_delete = FAST') // overwrites what is deleted where that costs no writing; `forget` does it in full
    file.pragma('cache_size = -65536')
    file.pragma('wal_autocheckpoint = 8000') // pages: a batch touches many, most of them again and again
    if (maxBytes !== undefined) file.pragma(`max_page_count = ${Math.max(1, Math.floor(maxBytes / PAGE))}`)
    if (tables === 0) file.pragma(`application_id = ${APPLICATION}`)
  } catch (error) {
    file.close()
    throw error
  }
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new OneFile(file, patience),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
  const db = new Kysely<Tables>({ dialect })
  return {
    kind: 'sqlite',
    db,
    types: { bytes: 'blob', whole: 'integer' },
    skipLocked: false,
    write: work => db.transaction().execute(work),
    writeRows: work => db.transaction().execute(work),
    fullText: {
      async create(trx) {
        // Contentless: the words stand in the articles already. A term is ASCII; '=' begins a mark.
        await sql`create virtual table terms using fts5(
          words, content='', contentless_delete=1, tokenize="ascii tokenchars '='"
        )`.execute(trx)
      },
      async add(trx, rows) {
        // In rising order: FTS5 writes out what it holds in memory whenever a smaller number comes.
        for (const { seq, words, marks } of rows.toSorted((a, b) => a.seq - b.seq))
          await trx.executeQuery(
            CompiledQuery.raw('insert into terms(rowid, words) values (?, ?)', [
              seq,
              `${words.join(' ')} ${marks.map(m => `=${m}`).join(' ')}`,
            ]),
          )
      },
      async remove(trx, seqs) {
        for (const seq of seqs) await trx.executeQuery(CompiledQuery.raw('delete from terms where rowid = ?', [seq]))
      },
      seq: sql.ref<number>('terms.rowid'),
      matches: query => sql<boolean>`terms match ${matchExpression(query)}`,
    },
    async check() {
      return db.connection().execute(async () => {
        const found = file.pragma('integrity_check(20)') as { integrity_check: string }[]
        const said = found.map(f => f.integrity_check).filter(f => f !== 'ok')
        const strays = file.pragma('foreign_key_check') as { table: string; parent: string }[]
        return [...said, ...strays.slice(0, 20).map(s => `a row of ${s.table} refers to a missing row of ${s.parent}`)]
      })
    },
    async compact() {
      // Deleted words leave the full-text index when its segments are merged into one.
      await db.transaction().execute(async trx => {
        await sql`insert into terms(terms) values ('optimize')`.execute(trx)
      })
      await db.connection().execute(async () => {
        file.exec('vacuum')
        const [row] = file.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
        if (row?.busy !== 0) throw new Error('another connection still reads what was there before')
      })
    },
    async backup(to, say) {
      const part = `${to}.part` // a copy broken off must not look like one
      rmSync(part, { force: true })
      try {
        await file.backup(part, {
          progress: ({ totalPages, remainingPages }) => {
            say?.(totalPages - remainingPages, totalPages)
            return 500
          },
        })
        linkSync(part, to) // fails where something has that name already
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        throw new AscribeError('file-exists', `something has that name already: ${to}`, 'name another file')
      } finally {
        rmSync(part, { force: true })
      }
    },
    close: () => db.destroy(),
  }
}
