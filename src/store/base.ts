import {
  CompiledQuery,
  type Kysely,
  type OnConflictBuilder,
  type OnConflictDoNothingBuilder,
  type OnConflictUpdateBuilder,
  type RawBuilder,
  type Transaction,
} from 'kysely'
import type { Tables } from './schema.ts'
import type { Asked } from './words.ts'

/** A transaction that writes, or the record outside one. */
export type Reader = Kysely<Tables>
export type Writer = Transaction<Tables>

/** One row of the full-text index: words and marks of a statement under its number. */
export interface TermsRow {
  readonly seq: number
  readonly words: readonly string[]
  readonly marks: readonly string[]
}

/**
 * What the full-text index is asked: all of these. Each inner list of marks is a choice, one of which must be there; a
 * mark with blanks in it is several, side by side.
 */
export interface TermsQuery {
  readonly asked: readonly Asked[]
  readonly marks: readonly (readonly string[])[]
}

/** The few things in which the two databases differ. Everything else is one set of queries. */
export interface Base {
  readonly kind: 'sqlite' | 'postgres'
  readonly db: Reader
  /** Column types of the migrations. */
  readonly types: { readonly bytes: 'blob' | 'bytea'; readonly whole: 'integer' | 'bigint' }
  /**
   * Runs `work` as the record's one writer: a transaction that holds the record's write lock from its first statement,
   * so that what it reads is still so when it writes. Waits for others; throws `record-locked` when that takes too long.
   */
  write<T>(work: (trx: Writer) => Promise<T>): Promise<T>
  /** A transaction that writes single rows without the record's write lock, where the database can do that. */
  writeRows<T>(work: (trx: Writer) => Promise<T>): Promise<T>
  /** Locks rows of a claim so that two claims at once never see the same job. */
  readonly skipLocked: boolean
  readonly fullText: {
    /** Makes the index; part of a migration. */
    create(trx: Writer): Promise<void>
    add(trx: Writer, rows: readonly TermsRow[]): Promise<void>
    remove(trx: Writer, seqs: readonly number[]): Promise<void>
    /** The statement's number in table `terms`. */
    readonly seq: RawBuilder<number>
    /** A condition on table `terms`. */
    matches(query: TermsQuery): RawBuilder<boolean>
  }
  /** What the database itself finds wrong with its files and indexes, in its own words; empty when all is well. */
  check(): Promise<readonly string[]>
  /** Takes what was deleted out of the files, for good. */
  compact(): Promise<void>
  backup(path: string, say?: (done: number, all: number) => void): Promise<void>
  close(): Promise<void>
}

/** Rows go in so many at a time: few enough parameters for both databases, few enough different statements to cache. */
const CHUNKS = [64, 8, 1] as const

/** Inserts many rows of one table. Each chunk's SQL is compiled once: compiling costs more than running it. */
export class Inserter<T extends keyof Tables & string> {
  private readonly compiled = new Map<number, string>()
  constructor(
    private readonly db: Reader,
    private readonly table: T,
    private readonly columns: readonly (keyof Tables[T] & string)[],
    /** What happens with a row that is there already; the transaction fails when not given. */
    private readonly onConflict?: (
      on: OnConflictBuilder<Tables, T>,
    ) => OnConflictDoNothingBuilder<Tables, T> | OnConflictUpdateBuilder<Tables, T>,
  ) {}

  async insert(trx: Writer, rows: readonly Tables[T][]): Promise<void> {
    let at = 0
    for (const size of CHUNKS)
      for (; rows.length - at >= size; at += size) {
        const parameters: unknown[] = []
        for (let i = at; i < at + size; i++) for (const c of this.columns) parameters.push(rows[i]![c])
        await trx.executeQuery(CompiledQuery.raw(this.sql(size), parameters))
      }
  }

  private sql(size: number): string {
    let sql = this.compiled.get(size)
    if (sql === undefined) {
      const blank = Object.fromEntries(this.columns.map(c => [c, 0]))
      const into = this.db.insertInto<T>(this.table).values(Array.from({ length: size }, () => blank) as never)
      sql = (this.onConflict === undefined ? into : into.onConflict(this.onConflict)).compile().sql
      this.compiled.set(size, sql)
    }
    return sql
  }
}
