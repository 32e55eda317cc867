import { type ColumnDefinitionBuilder, sql } from 'kysely'
import { AscribeError } from '../vocabulary/index.ts'
import { keptArticle, wholeArticles } from './articles.ts'
import type { Base, Writer } from './base.ts'
import { fillSheets } from './columns.ts'
import { comparison } from './comparison-tables.ts'
import { type Bearer, termsOf } from './indexing.ts'
import { checked } from './migrations-checked.ts'
import { foldAgency, putWire } from './wires.ts'

/** One step of the record's form. Steps are only ever added at the end. */
export interface Migration {
  readonly name: string
  /** Makes tables and columns. */
  readonly shape: (base: Base, trx: Writer) => Promise<void>
  /**
   * Fills what `shape` made from what a full record holds, a stretch at a time: given where it stopped ('' at first), does
   * the next stretch and says where it stopped, null at the end. Each stretch is one transaction, so that a migration
   * broken off goes on where it was.
   */
  readonly fill?: (base: Base, trx: Writer, from: string) => Promise<string | null>
}

const whole = (c: ColumnDefinitionBuilder) => c.notNull()

const first: Migration = {
  name: 'the tables of the record',
  async shape({ types, fullText }, trx) {
    const { bytes, whole: number } = types
    const make = (name: string) => trx.schema.createTable(name)
    await make('counter')
      .addColumn('name', 'text', c => c.primaryKey())
      .addColumn('value', number, whole)
      .execute()
    for (const name of ['article', 'job', 'outlet', 'person', 'reading', 'ruling', 'statement', 'work'])
      await trx.insertInto('counter').values({ name, value: 0 }).execute()
    await make('blob')
      .addColumn('hash', 'text', c => c.primaryKey())
      .addColumn('codec', 'text', whole)
      .addColumn('bytes', bytes, whole)
      .addColumn('size', number, whole)
      .execute()
    await make('work')
      .addColumn('key', number, c => c.primaryKey())
      .addColumn('id', 'text', c => c.notNull().unique())
      .addColumn('ident', 'text', c => c.notNull().unique())
      .execute()
    await make('article')
      .addColumn('key', number, c => c.primaryKey())
      .addColumn('id', 'text', c => c.notNull().unique())
      .addColumn('work', number, c => c.notNull().references('work.key'))
      .addColumn('version', number, whole)
      .addColumn('current', number, whole)
      .addColumn('hash', 'text', whole)
      .addColumn('text', bytes)
      .addColumn('codec', 'text', whole)
      .addColumn('layout', bytes, whole)
      .addColumn('form', 'text', whole)
      .addColumn('stated', 'text', whole)
      .addColumn('blob', 'text', c => c.notNull().references('blob.hash'))
      .addColumn('source', 'text', whole)
      .addColumn('title', 'text')
      .addColumn('published_at', 'text')
      .addColumn('outlet', number, whole)
      .addColumn('wire', number, whole)
      .addColumn('added_at', 'text', whole)
      .addColumn('reading', 'text', whole)
      .addUniqueConstraint('article_same_text', ['work', 'hash'])
      .addUniqueConstraint('article_same_version', ['work', 'version'])
      .execute()
    await make('job')
      .addColumn('n', number, c => c.primaryKey())
      .addColumn('id', 'text', c => c.notNull().unique())
      .addColumn('state', 'text', whole)
      .addColumn('form', 'text', whole)
      .addColumn('stated', 'text', whole)
      .addColumn('source', 'text', whole)
      .addColumn('blob', 'text', c => c.notNull().references('blob.hash'))
      .addColumn('tries', number, whole)
      .addColumn('worker', 'text')
      .addColumn('lease_until', number)
      .addColumn('failure', 'text')
      .addColumn('article', number)
      .addColumn('accepted_at', 'text', whole)
      .execute()
    await make('reading')
      .addColumn('article', number, c => c.notNull().references('article.key'))
      .addColumn('id', 'text', whole)
      .addColumn('n', number, whole)
      .addColumn('engine', 'text', whole)
      .addColumn('model', 'text', whole)
      .addColumn('options', 'text', whole)
      .addColumn('record', bytes, whole)
      .addColumn('read_at', 'text', whole)
      .addPrimaryKeyConstraint('reading_key', ['article', 'id'])
      .execute()
    await make('statement')
      .addColumn('seq', number, c => c.primaryKey())
      .addColumn('id', 'text', whole)
      .addColumn('article', number, c => c.notNull().references('article.key'))
      .addColumn('present', number, whole)
      .addColumn('live', number, whole)
      .addColumn('attribution', 'text')
      .addColumn('content_from', number, whole)
      .addColumn('content_to', number, whole)
      .addColumn('spans', 'text')
      .addColumn('person', number, whole)
      .addColumn('speaker', 'text')
      .addColumn('type', 'text', whole)
      .addColumn('kind', 'text', whole)
      .addColumn('stance', 'text', whole)
      .addColumn('negated', number, whole)
      .addColumn('via', 'text')
      .addColumn('outlet', number, whole)
      .addColumn('wire', number, whole)
      .addColumn('said_from', 'text')
      .addColumn('said_to', 'text')
      .addColumn('confidence', 'double precision', whole)
      .addColumn('weight', 'double precision', whole)
      .addUniqueConstraint('statement_once', ['id', 'article'])
      .execute()
    await make('voice')
      .addColumn('seq', number, whole)
      .addColumn('person', number, whole)
      .addPrimaryKeyConstraint('voice_key', ['seq', 'person'])
      .execute()
    await make('outlet')
      .addColumn('key', number, c => c.primaryKey())
      .addColumn('name', 'text', whole)
      .addColumn('folded', 'text', c => c.notNull().unique())
      .execute()
    await make('person')
      .addColumn('key', number, c => c.primaryKey())
      .addColumn('id', 'text', c => c.notNull().unique())
      .addColumn('name', 'text', whole)
      .addColumn('type', 'text', whole)
      .addColumn('ident', 'text', c => c.notNull().unique())
      .addColumn('wikidata', 'text')
      .addColumn('merged_into', number)
      .execute()
    await make('alias')
      .addColumn('folded', 'text', whole)
      .addColumn('person', number, c => c.notNull().references('person.key'))
      .addColumn('alias', 'text', whole)
      .addPrimaryKeyConstraint('alias_key', ['folded', 'person'])
      .execute()
    await make('title')
      .addColumn('person', number, c => c.notNull().references('person.key'))
      .addColumn('title', 'text', whole)
      .addColumn('first', 'text')
      .addColumn('last', 'text')
      .addPrimaryKeyConstraint('title_key', ['person', 'title'])
      .execute()
    await make('tally')
      .addColumn('person', number, whole)
      .addColumn('outlet', number, whole)
      .addColumn('type', 'text', whole)
      .addColumn('statements', number, whole)
      .addColumn('articles', number, whole)
      .addColumn('direct', number, whole)
      .addColumn('anonymous', number, whole)
      .addColumn('wire', number, whole)
      .addColumn('first', 'text')
      .addColumn('last', 'text')
      .addPrimaryKeyConstraint('tally_key', ['person', 'outlet', 'type'])
      .execute()
    await make('ruling')
      .addColumn('n', number, c => c.primaryKey())
      .addColumn('id', 'text', c => c.notNull().unique())
      .addColumn('article', 'text')
      .addColumn('statement', 'text')
      .addColumn('person', 'text')
      .addColumn('body', 'text', whole)
      .addColumn('author', 'text', whole)
      .addColumn('at', 'text', whole)
      .addColumn('reason', 'text')
      .execute()
    await make('fetched')
      .addColumn('url', 'text', c => c.primaryKey())
      .addColumn('etag', 'text')
      .addColumn('last_modified', 'text')
      .addColumn('at', 'text', whole)
      .addColumn('fetched_at', 'text', whole)
      .addColumn('status', number, whole)
      .addColumn('job', 'text')
      .execute()
    await make('seen')
      .addColumn('article', number, c => c.notNull().references('article.key'))
      .addColumn('source', 'text', whole)
      .addColumn('blob', 'text', c => c.notNull().references('blob.hash'))
      .addColumn('at', 'text', whole)
      .addPrimaryKeyConstraint('seen_key', ['article', 'source', 'blob'])
      .execute()
    await make('tombstone')
      .addColumn('id', 'text', c => c.primaryKey())
      .addColumn('of', 'text', whole)
      .addColumn('author', 'text', whole)
      .addColumn('reason', 'text', whole)
      .addColumn('at', 'text', whole)
      .addColumn('removed', 'text', whole)
      .execute()
    await make('forgotten')
      .addColumn('mark', 'text', c => c.primaryKey())
      .addColumn('tombstone', 'text', c => c.notNull().references('tombstone.id'))
      .execute()
    const index = (name: string, table: string, columns: string[]) =>
      trx.schema.createIndex(name).on(table).columns(columns).execute()
    await index('job_by_state', 'job', ['state', 'n'])
    await index('job_by_blob', 'job', ['blob'])
    await index('job_by_article', 'job', ['article'])
    await index('article_by_blob', 'article', ['blob'])
    await index('seen_by_blob', 'seen', ['blob'])
    await index('statement_by_article', 'statement', ['article', 'content_from'])
    await index('statement_by_person', 'statement', ['person', 'seq'])
    await index('voice_by_person', 'voice', ['person', 'seq'])
    await index('alias_by_person', 'alias', ['person'])
    await index('person_by_merge', 'person', ['merged_into'])
    await trx.schema
      .createIndex('tally_by_count')
      .on('tally')
      .expression(sql`outlet, statements desc, person`)
      .execute()
    await index('ruling_by_article', 'ruling', ['article', 'n'])
    await index('ruling_by_statement', 'ruling', ['statement', 'n'])
    await index('ruling_by_person', 'ruling', ['person', 'n'])
    await fullText.create(trx)
  },
}

const rulings: Migration = {
  name: 'what rulings are about, beside their targets',
  async shape({ types }, trx) {
    await trx.schema
      .createTable('about')
      .addColumn('id', 'text', whole)
      .addColumn('ruling', types.whole, c => c.notNull().references('ruling.n').onDelete('cascade'))
      .addPrimaryKeyConstraint('about_key', ['id', 'ruling'])
      .execute()
    await trx.schema.createIndex('about_by_ruling').on('about').column('ruling').execute()
  },
}

const columns: Migration = {
  name: 'columns of live statements, to count them by',
  async shape({ types }, trx) {
    await trx.schema
      .createTable('sheet')
      .addColumn('key', types.whole, c => c.primaryKey())
      .addColumn('cells', types.bytes, whole)
      .execute()
  },
  fill: (_base, trx, stopped) => fillSheets(trx, stopped),
}

const traits: Migration = {
  name: 'titles and ages of people, each with the article that tells it',
  async shape({ types }, trx) {
    await trx.schema.dropTable('title').execute()
    await trx.schema
      .createTable('trait')
      .addColumn('article', types.whole, c => c.notNull().references('article.key').onDelete('cascade'))
      .addColumn('person', types.whole, whole)
      .addColumn('trait', 'text', whole)
      .addColumn('value', 'text', whole)
      .addPrimaryKeyConstraint('trait_key', ['person', 'article', 'trait', 'value'])
      .execute()
    await trx.schema.createIndex('trait_by_article').on('trait').column('article').execute()
  },
}

/** Articles whose wires are noted at once. */
const SOME = 20

const wires: Migration = {
  name: 'whose report an article is, and of which it is a copy',
  async shape({ types }, trx) {
    const article = (c: ColumnDefinitionBuilder) => c.notNull().references('article.key').onDelete('cascade')
    await trx.schema
      .createTable('wire')
      .addColumn('article', types.whole, c => article(c).primaryKey())
      .addColumn('agency', 'text', whole)
      .addColumn('folded', 'text', whole)
      .addColumn('origin', 'text', whole)
      .execute()
    await trx.schema
      .createTable('sketch')
      .addColumn('hash', types.whole, whole)
      .addColumn('day', types.whole, whole)
      .addColumn('article', types.whole, article)
      .addPrimaryKeyConstraint('sketch_key', ['hash', 'day', 'article'])
      .execute()
    await trx.schema.createIndex('wire_by_agency').on('wire').columns(['folded', 'article']).execute()
    await trx.schema.createIndex('wire_by_origin').on('wire').columns(['origin', 'article']).execute()
    await trx.schema.createIndex('sketch_by_article').on('sketch').column('article').execute()
  },
  async fill({ fullText }, trx, stopped) {
    const rows = await wholeArticles(trx)
      .where('article.wire', '=', 1)
      .where('article.key', '>', Number(stopped))
      .orderBy('article.key')
      .limit(SOME)
      .execute()
    for (const row of rows) {
      const { article } = keptArticle(row)
      await putWire(trx, row.key, row.id, article, row.published_at)
      const bearer: Bearer = {
        key: row.key,
        text: article.text,
        publishedAt: row.published_at,
        outlet: row.outlet,
        wire: true,
        agency: foldAgency(article),
        current: row.current === 1,
      }
      const live = await trx
        .selectFrom('statement')
        .selectAll()
        .where('article', '=', row.key)
        .where('live', '=', 1)
        .execute()
      const terms = []
      for (const entry of live) {
        const voices = await trx.selectFrom('voice').select('person').where('seq', '=', entry.seq).execute()
        terms.push(termsOf(bearer, { row: entry, voices: voices.map(v => v.person) }))
      }
      await fullText.remove(
        trx,
        live.map(s => s.seq),
      )
      await fullText.add(trx, terms)
    }
    return rows.length < SOME ? null : String(rows.at(-1)!.key)
  },
}

export const MIGRATIONS: readonly Migration[] = [first, rulings, columns, traits, wires, comparison, checked]

/**
 * Brings a record to the present form. Every step is a transaction that ends by writing down how far the record is, so
 * that one broken off anywhere goes on there. Throws `record-too-new`.
 */
export async function migrate(base: Base, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await base.write(async trx => {
    await trx.schema
      .createTable('meta')
      .ifNotExists()
      .addColumn('key', 'text', c => c.primaryKey())
      .addColumn('value', 'text', c => c.notNull())
      .execute()
  })
  for (;;) {
    const more = await base.write(async trx => {
      const meta = new Map((await trx.selectFrom('meta').selectAll().execute()).map(m => [m.key, m.value]))
      const put = async (key: string, value: string) => {
        await trx
          .insertInto('meta')
          .values({ key, value })
          .onConflict(on => on.column('key').doUpdateSet({ value }))
          .execute()
      }
      const version = Number(meta.get('version') ?? '0')
      refuseNewer(version, migrations.length)
      const filling = meta.get('filling')
      if (filling !== undefined) {
        const stopped = await migrations[version - 1]!.fill!(base, trx, filling)
        if (stopped === null) await trx.deleteFrom('meta').where('key', '=', 'filling').execute()
        else await put('filling', stopped)
        return true
      }
      const next = migrations[version]
      if (next === undefined) return false
      await next.shape(base, trx)
      await put('version', String(version + 1))
      if (next.fill !== undefined) await put('filling', '')
      return true
    })
    if (!more) return
  }
}

function refuseNewer(version: number, known: number): void {
  if (version > known)
    throw new AscribeError(
      'record-too-new',
      `the record is of version ${version}, this Ascribe knows up to ${known}`,
      'upgrade ascribe, or use another record',
    )
}

/** True when the record has the present form: opening it then needs no write. Throws `record-too-new`. */
export async function isPresent(base: Base, migrations: readonly Migration[] = MIGRATIONS): Promise<boolean> {
  let rows: readonly { key: string; value: string }[]
  try {
    rows = await base.db.selectFrom('meta').selectAll().execute()
  } catch {
    return false // no such table: a new record; whatever else is wrong comes up when it is made
  }
  const meta = new Map(rows.map(m => [m.key, m.value]))
  const version = Number(meta.get('version') ?? '0')
  refuseNewer(version, migrations.length)
  return version === migrations.length && !meta.has('filling')
}
