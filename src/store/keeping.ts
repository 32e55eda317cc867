import {
  type Article,
  AscribeError,
  type AttributionRecord,
  type ReadingOptions,
  type Stated,
} from '../vocabulary/index.ts'
import { type Layout, packArticle, textOf, wholeArticles } from './articles.ts'
import type { Writer } from './base.ts'
import { markUncompared } from './comparison-marks.ts'
import { type Context, forgottenMark, forgottenOf, take } from './context.ts'
import { carryIds } from './identity.ts'
import { type Bearer, contentWords, Indexer } from './indexing.ts'
import { columnText, packJson, unpackJson } from './packing.ts'
import type { Keeping, Kept } from './promises.ts'
import { layRulings, NO_RULINGS, type Rulings } from './ruled.ts'
import { rulingsOfWork } from './rulings.ts'
import { wordings } from './rulings-identity.ts'
import type { StatementTable } from './schema.ts'
import { foldAgency, putWire } from './wires.ts'
import { workIdent } from './works.ts'

/** A reading's options as one text: what `unread` compares. */
export const optionsText = (options: ReadingOptions): string =>
  JSON.stringify(Object.fromEntries(Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1))))

export async function keep(context: Context, readings: readonly Keeping[]): Promise<Kept[]> {
  const { base } = context
  return base.write(async trx => {
    const indexer = new Indexer(context, trx)
    const kept: Kept[] = []
    for (const keeping of readings) kept.push(await keepOne(context, trx, indexer, keeping))
    await indexer.finish()
    return kept
  })
}

async function keepOne(context: Context, trx: Writer, indexer: Indexer, keeping: Keeping): Promise<Kept> {
  const { article, record } = keeping
  const job = await trx
    .selectFrom('job')
    .innerJoin('blob', 'blob.hash', 'job.blob')
    .leftJoin('article', 'article.key', 'job.article')
    .leftJoin('work', 'work.key', 'article.work')
    .select(['job.state', 'job.worker', 'job.form', 'job.stated', 'job.source', 'job.blob', 'blob.codec', 'blob.bytes'])
    .select(['blob.size', 'article.id as article', 'article.version', 'work.id as work'])
    .where('job.id', '=', keeping.job)
    .executeTakeFirst()
  const answer = (outcome: Kept['outcome'], more: Partial<Kept> = {}): Kept => ({
    job: keeping.job,
    outcome,
    article: null,
    work: null,
    version: null,
    statements: 0,
    ...more,
  })
  if (job === undefined) return answer('lost-lease') // forgotten meanwhile, or never accepted
  if (job.state === 'done') return answer('known', { article: job.article, work: job.work, version: job.version })
  if (job.state !== 'claimed' || job.worker !== keeping.worker) return answer('lost-lease')
  if (record.article.hash !== article.hash)
    throw new AscribeError(
      'not-of-this-text',
      `the reading is of text ${record.article.hash}, the article's is ${article.hash}`,
      'keep each article with the reading made of it',
    )
  const url = article.url
  const ident = workIdent(url, article.outlet, keeping.publishedAt, article.hash)
  const { salt } = context
  const marks = [
    forgottenMark(salt, 'bytes', job.blob),
    forgottenMark(salt, 'text', article.hash),
    forgottenMark(salt, 'work', ident),
  ]
  if ((await forgottenOf(trx, marks)).size > 0) {
    await drop(trx, keeping.job, job.blob)
    return answer('forgotten')
  }
  const done = async (key: number) => {
    await trx
      .updateTable('job')
      .set({ state: 'done', worker: null, lease_until: null, failure: null, article: key })
      .where('id', '=', keeping.job)
      .execute()
  }
  const work = await trx.selectFrom('work').selectAll().where('ident', '=', ident).executeTakeFirst()
  const versions =
    work === undefined
      ? []
      : await trx
          .selectFrom('article')
          .select(['key', 'id', 'hash', 'version', 'current', 'blob', 'source', 'stated', 'layout'])
          .where('work', '=', work.key)
          .orderBy('version', 'desc')
          .execute()
  const present = versions.find(v => v.current === 1)
  // What a feed says in short is no newer version of the page that the record has: it is kept as bytes seen of it.
  const short = present !== undefined && isSummary(job.stated) && !isSummary(present.stated)
  const same = versions.find(v => v.hash === article.hash) ?? (short ? present : undefined)
  if (same !== undefined) {
    if (same.blob !== job.blob || same.source !== job.source)
      await trx
        .insertInto('seen')
        .values({ article: same.key, source: job.source, blob: job.blob, at: context.now().toISOString() })
        .onConflict(on => on.doNothing())
        .execute()
    if (same.hash === article.hash) await addReading(context, trx, indexer, same.key, record)
    await done(same.key)
    return answer('known', { article: same.id, work: work!.id, version: same.version })
  }

  const key = await take(trx, 'article', 1)
  const id = context.newId('a')
  const workKey = work?.key ?? key // a work is named after its first version, in both ways
  const workId = work?.id ?? id
  if (work === undefined) await trx.insertInto('work').values({ key: workKey, id: workId, ident }).execute()
  // An archive may bring an older text after a newer one: the newer stays the present one, counted one higher.
  const later = versions.slice(0, countLater(article, versions))
  for (const v of later)
    await trx
      .updateTable('article')
      .set({ version: v.version + 1 })
      .where('key', '=', v.key)
      .execute()
  const current = later.length === 0
  const version = later.at(-1)?.version ?? (versions[0]?.version ?? 0) + 1
  const outlet = await indexer.outlet(article.outlet)
  const wire = article.origin !== null
  const { layout, ...columns } = packArticle(article, job, job.size)
  await trx
    .insertInto('article')
    .values({
      key,
      id,
      work: workKey,
      version,
      current: current ? 1 : 0,
      ...columns,
      layout,
      form: job.form,
      stated: job.stated,
      blob: job.blob,
      source: job.source,
      published_at: keeping.publishedAt === null ? null : columnText(keeping.publishedAt),
      outlet,
      wire: wire ? 1 : 0,
      added_at: context.now().toISOString(),
      reading: record.id,
    })
    .execute()
  await putWire(trx, key, id, article, keeping.publishedAt)
  await insertReading(context, trx, key, record)
  const rulings = versions.length === 0 ? NO_RULINGS : await rulingsOfWork(trx, workKey)
  const heirs = present === undefined ? [] : await wordingsOf(trx, indexer, present.key, rulings, current)
  const bearer: Bearer = {
    key,
    text: article.text,
    publishedAt: keeping.publishedAt,
    outlet,
    wire,
    agency: foldAgency(article),
    current,
  }
  const ids = carryIds(heirs, freshOf(article.text, record), () => context.newId('s'))
  const statements = await index(indexer, bearer, record, ids, rulings, [])
  if (current) await markUncompared(trx, present === undefined ? [key] : [key, present.key])
  await done(key)
  return answer(versions.length === 0 ? 'added' : 'new-version', { article: id, work: workId, version, statements })
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/

/** When an article says that it was last changed, in milliseconds since 1970; NaN when not to the minute. */
const changedAt = ({ modified, published }: Pick<Article, 'modified' | 'published'>): number => {
  const said = (modified ?? published ?? '').trim()
  return INSTANT.test(said) ? Date.parse(said) : Number.NaN
}

/** How many of the versions, the newest first, say that they were changed later than this one. */
function countLater(article: Article, versions: readonly { readonly layout: Uint8Array; readonly stated: string }[]) {
  const at = changedAt(article)
  const first = versions.findIndex(v => isSummary(v.stated) || !(changedAt(unpackJson<Layout>(v.layout)) > at))
  return first < 0 ? versions.length : first
}

const isSummary = (stated: string): boolean => (JSON.parse(stated) as Stated).summary === true

/** A job whose piece may not be kept leaves nothing behind. */
async function drop(trx: Writer, job: string, blob: string): Promise<void> {
  await trx.deleteFrom('job').where('id', '=', job).execute()
  await dropBlob(trx, blob)
}

/** Deletes bytes that nothing needs any more; gives their size as they came in. */
export async function dropBlob(trx: Writer, hash: string): Promise<number> {
  for (const table of ['job', 'article', 'seen'] as const)
    if ((await trx.selectFrom(table).select('blob').where('blob', '=', hash).limit(1).executeTakeFirst()) !== undefined)
      return 0
  const gone = await trx.deleteFrom('blob').where('hash', '=', hash).returning('size').executeTakeFirst()
  return gone?.size ?? 0
}

async function insertReading({ now }: Context, trx: Writer, article: number, record: AttributionRecord) {
  await trx
    .insertInto('reading')
    .values({
      article,
      id: record.id,
      n: await take(trx, 'reading', 1),
      engine: record.engine,
      model: record.model,
      options: optionsText(record.options),
      record: packJson(record),
      read_at: now().toISOString(),
    })
    .execute()
}

/** The present version's statements, for another to go on with; it leaves search and counts when that one is newer. */
async function wordingsOf(trx: Writer, indexer: Indexer, key: number, rulings: Rulings, retires: boolean) {
  const { bearer, held, record } = await bearerOf(trx, indexer, key)
  if (retires) {
    await indexer.takeOut(bearer, held)
    await indexer.putBack(held)
    await trx.updateTable('article').set({ current: 0 }).where('key', '=', key).execute()
  }
  return wordings(bearer.text, held, record, rulings)
}

/** An article as its index rows need it, with these rows and its present reading. */
export async function bearerOf(trx: Writer, indexer: Indexer, key: number) {
  await indexer.flush()
  const row = await wholeArticles(trx).where('article.key', '=', key).executeTakeFirstOrThrow()
  const held = await trx.selectFrom('statement').selectAll().where('article', '=', key).execute()
  const made = await trx
    .selectFrom('reading')
    .select('record')
    .where('article', '=', key)
    .where('id', '=', row.reading)
    .executeTakeFirstOrThrow()
  const bearer: Bearer = {
    key,
    text: textOf(row),
    publishedAt: row.published_at,
    outlet: row.outlet,
    wire: row.wire === 1,
    agency: row.agency,
    current: row.current === 1,
  }
  return { bearer, held, row, record: unpackJson<AttributionRecord>(made.record) }
}

/** Writes an article's index anew: its reading, whose statements have these ids, and the rulings laid over it. */
async function index(
  indexer: Indexer,
  bearer: Bearer,
  record: AttributionRecord,
  ids: readonly string[],
  rulings: Rulings,
  held: readonly StatementTable[],
): Promise<number> {
  const laid = layRulings(record, ids, rulings, bearer.text)
  const shown = new Set(laid.statements.map(s => s.id))
  const resting = record.attributions
    .map((attribution, i) => ({ id: ids[i]!, attribution, named: null, ruledBy: [], checked: true }))
    .filter(s => !shown.has(s.id))
  return indexer.put(bearer, laid, resting, held)
}

/** Writes an article's index anew: after a ruling, or when its version became the newest again. */
export async function reindex(context: Context, trx: Writer, indexer: Indexer, key: number): Promise<void> {
  const { bearer, held, row, record } = await bearerOf(trx, indexer, key)
  const known = new Map(held.map(h => [h.attribution, h.id]))
  const ids = record.attributions.map(a => known.get(a.id) ?? context.newId('s'))
  await index(indexer, bearer, record, ids, await rulingsOfWork(trx, row.work), held)
  if (bearer.current) await markUncompared(trx, [key])
}

const freshOf = (text: string, record: AttributionRecord) =>
  record.attributions.map(a => ({ words: contentWords(text, a.content), from: a.content[0]!.from }))

/**
 * Another reading beside the earlier ones; it becomes the present one. False when the article has it already, or, with
 * `back`, when it is the present one: else an earlier one becomes so again (after a model that was only tried, say).
 */
async function addReading(
  context: Context,
  trx: Writer,
  indexer: Indexer,
  key: number,
  record: AttributionRecord,
  back = false,
): Promise<boolean> {
  const known = await trx
    .selectFrom('reading')
    .select('id')
    .where('article', '=', key)
    .where('id', '=', record.id)
    .executeTakeFirst()
  if (known !== undefined && !back) return false
  if (known === undefined) await insertReading(context, trx, key, record)
  const { bearer, held, row, record: present } = await bearerOf(trx, indexer, key)
  if (row.reading === record.id) return false
  const rulings = await rulingsOfWork(trx, row.work)
  const said = wordings(bearer.text, held, present, rulings)
  const ids = carryIds(said, freshOf(bearer.text, record), () => context.newId('s'))
  await index(indexer, bearer, record, ids, rulings, held)
  if (bearer.current) await markUncompared(trx, [key])
  await trx.updateTable('article').set({ reading: record.id }).where('key', '=', key).execute()
  return true
}

export async function keepReading(
  context: Context,
  article: string,
  record: AttributionRecord,
): Promise<{ outcome: 'added' | 'known' }> {
  return context.base.write(async trx => {
    const row = await trx.selectFrom('article').select(['key', 'hash']).where('id', '=', article).executeTakeFirst()
    if (row === undefined)
      throw new AscribeError('no-such-article', `the record holds no article ${article}`, 'look the id up with `find`')
    if (row.hash !== record.article.hash)
      throw new AscribeError(
        'not-of-this-text',
        `the reading is of text ${record.article.hash}, the article's is ${row.hash}`,
        'read the text that the record keeps',
      )
    const indexer = new Indexer(context, trx)
    const added = await addReading(context, trx, indexer, row.key, record, true)
    await indexer.finish()
    return { outcome: added ? 'added' : 'known' }
  })
}

export async function unread(
  { base }: Context,
  by: { readonly engine: string; readonly model: string; readonly options: string },
  after: string | null,
  limit: number,
): Promise<string[]> {
  let q = base.db
    .selectFrom('article')
    .select('article.id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reading')
            .select('reading.id')
            .whereRef('reading.article', '=', 'article.key')
            .whereRef('reading.id', '=', 'article.reading')
            .where('reading.engine', '=', by.engine)
            .where('reading.model', '=', by.model)
            .where('reading.options', '=', by.options),
        ),
      ),
    )
    .orderBy('article.id')
    .limit(Math.max(0, limit))
  if (after !== null) q = q.where('article.id', '>', after)
  return (await q.execute()).map(r => r.id)
}
