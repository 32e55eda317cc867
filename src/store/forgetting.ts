import { AscribeError, type AttributionRecord } from '../vocabulary/index.ts'
import type { Base, Reader, Writer } from './base.ts'
import { forgetCompared } from './comparison-forgetting.ts'
import { type Context, forgottenMark } from './context.ts'
import { Indexer } from './indexing.ts'
import { bearerOf, dropBlob } from './keeping.ts'
import { unpackJson } from './packing.ts'
import type { Tombstone } from './promises.ts'
import { foldName } from './words.ts'
import { workIdent } from './works.ts'

/**
 * Removes an article with all versions of it, or a person with every article in which they are reported to speak: a text
 * is never changed, so what somebody said can only go with the text that says it. With them go bytes, readings, index
 * rows, full text, rulings (whose anchors hold words), jobs with the same bytes, and whoever of the registry and whatever
 * outlet nothing is left of. What stays is a tombstone and marks (HMACs), by which the same is refused when it comes
 * again. At last the files are compacted, so that nothing stays in their free pages.
 */
export async function forget(
  context: Context,
  what: { readonly article: string } | { readonly person: string },
  by: { readonly author: string; readonly reason: string },
): Promise<Tombstone> {
  const { base } = context
  const tombstone = await base.write(async trx => {
    const removal = new Removal(context, trx)
    if ('article' in what) await removal.article(what.article)
    else await removal.person(what.person)
    const stone: Tombstone = {
      id: context.newId('t'),
      of: 'article' in what ? 'article' : 'person',
      author: by.author,
      reason: by.reason,
      at: context.now().toISOString(),
      removed: removal.removed,
    }
    await trx
      .insertInto('tombstone')
      .values({ ...stone, removed: JSON.stringify(stone.removed) })
      .execute()
    for (const mark of removal.marks)
      await trx
        .insertInto('forgotten')
        .values({ mark, tombstone: stone.id })
        .onConflict(on => on.doNothing())
        .execute()
    await trx
      .insertInto('meta')
      .values({ key: UNCOMPACTED, value: '1' })
      .onConflict(on => on.doNothing())
      .execute()
    return stone
  })
  await compact(base)
  return tombstone
}

/** Set in the transaction that forgets, taken away after compaction: what breaks off in between is made up for. */
const UNCOMPACTED = 'uncompacted'

export const isCompacted = async (db: Reader): Promise<boolean> =>
  (await db.selectFrom('meta').select('key').where('key', '=', UNCOMPACTED).executeTakeFirst()) === undefined

/** Compacts the files. Throws `not-compacted` when others hold them open: what was forgotten is gone from the record then, but not yet from its files. */
export async function compact(base: Base): Promise<void> {
  try {
    await base.compact()
  } catch (error) {
    const named = new AscribeError(
      'not-compacted',
      `it is gone from the record, but its files could not be compacted: ${(error as Error).message}`,
      'close whatever else has the record open, see that the disk has room for a second copy, then open the record again',
    )
    named.cause = error
    throw named
  }
  await base.writeRows(trx => trx.deleteFrom('meta').where('key', '=', UNCOMPACTED).execute())
}

/** Compacts where a forgetting was broken off before it could. While others read that must wait; `verify` tells of it. */
export async function makeUp(base: Base): Promise<void> {
  if (await isCompacted(base.db)) return
  try {
    await compact(base)
  } catch (error) {
    if (!(error instanceof AscribeError)) throw error
  }
}

export async function tombstones({ base }: Context): Promise<Tombstone[]> {
  const rows = await base.db.selectFrom('tombstone').selectAll().orderBy('at').orderBy('id').execute()
  return rows.map(({ of, removed, ...row }) => ({
    ...row,
    of: of as Tombstone['of'],
    removed: JSON.parse(removed) as Tombstone['removed'],
  }))
}

const SOME = 500

/** Lists longer than a query takes, in pieces. */
async function inPieces<T>(all: Iterable<T>, work: (some: T[]) => Promise<unknown>): Promise<void> {
  const list = [...all]
  for (let at = 0; at < list.length; at += SOME) await work(list.slice(at, at + SOME))
}

class Removal {
  readonly removed = { articles: 0, statements: 0, readings: 0, bytes: 0 }
  readonly marks = new Set<string>()
  private readonly works = new Set<number>()
  /** Who and what may have nothing left. */
  private readonly people = new Set<number>()
  private readonly outlets = new Set<number>()

  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
  ) {}

  async article(id: string): Promise<void> {
    const row = await this.trx.selectFrom('article').select('work').where('id', '=', id).executeTakeFirst()
    if (row === undefined)
      throw new AscribeError('no-such-article', `the record holds no article ${id}`, 'look the id up with `find`')
    await this.work(row.work)
    await this.tidy()
  }

  async person(id: string): Promise<void> {
    const { trx } = this
    const asked = await trx.selectFrom('person').select(['key', 'merged_into']).where('id', '=', id).executeTakeFirst()
    if (asked === undefined)
      throw new AscribeError('no-such-person', `the record knows no ${id}`, 'look the id up with `who`')
    const root = asked.merged_into ?? asked.key
    const all = await trx
      .selectFrom('person')
      .select(['key', 'id'])
      .where(eb => eb.or([eb('key', '=', root), eb('merged_into', '=', root)]))
      .execute()
    const keys = all.map(p => p.key)
    const works = await trx
      .selectFrom('statement')
      .innerJoin('article', 'article.key', 'statement.article')
      .select('article.work')
      .distinct()
      .where(eb =>
        eb.or([
          eb('statement.person', 'in', keys),
          eb('statement.seq', 'in', trx.selectFrom('voice').select('seq').where('person', 'in', keys)),
        ]),
      )
      .execute()
    for (const { work } of works) await this.work(work)
    for (const p of all) {
      this.marks.add(forgottenMark(this.context.salt, 'person', p.id))
      this.people.add(p.key)
    }
    await this.tidy()
  }

  /** A work with all its versions. */
  private async work(work: number): Promise<void> {
    if (this.works.has(work)) return
    this.works.add(work)
    const { trx, context, marks } = this
    const mark = (of: 'bytes' | 'text' | 'work', what: string) => marks.add(forgottenMark(context.salt, of, what))
    const { ident } = await trx.selectFrom('work').select('ident').where('key', '=', work).executeTakeFirstOrThrow()
    mark('work', ident)
    const versions = await trx
      .selectFrom('article')
      .select(['key', 'id', 'hash', 'blob', 'outlet'])
      .where('work', '=', work)
      .execute()
    await forgetCompared(
      context,
      trx,
      versions.map(v => v.key),
    )
    const blobs = new Set<string>()
    for (const v of versions) {
      mark('text', v.hash)
      this.outlets.add(v.outlet)
      blobs.add(v.blob)
      const indexer = new Indexer(context, trx)
      const { bearer, held } = await bearerOf(trx, indexer, v.key)
      await inPieces(
        held.map(h => h.seq),
        async seqs => {
          const voices = await trx.selectFrom('voice').select('person').where('seq', 'in', seqs).execute()
          for (const voice of voices) this.people.add(voice.person)
        },
      )
      for (const h of held) if (h.person > 0) this.people.add(h.person)
      await indexer.takeOut(bearer, held)
      await indexer.finish()
      await inPieces(
        held.map(h => h.id),
        async ids =>
          this.gone(await trx.deleteFrom('ruling').where('statement', 'in', ids).returning('body').execute()),
      )
      await this.gone(await trx.deleteFrom('ruling').where('article', '=', v.id).returning('body').execute())
      // What people said of findings holds words of all articles that these rest on.
      const about = trx.selectFrom('about').select('ruling').where('id', '=', v.id)
      await this.gone(await trx.deleteFrom('ruling').where('n', 'in', about).returning('body').execute())
      this.removed.articles += 1
      this.removed.statements += held.filter(h => h.present === 1).length
      const readings = await trx.deleteFrom('reading').where('article', '=', v.key).returning('record').execute()
      this.removed.readings += readings.length
      for (const { record } of readings)
        await this.mayBeLeft(unpackJson<AttributionRecord>(record).speakers.map(s => s.name))
      for (const s of await trx.deleteFrom('seen').where('article', '=', v.key).returning('blob').execute())
        blobs.add(s.blob)
      const jobs = await trx.selectFrom('job').select(['id', 'blob']).where('article', '=', v.key).execute()
      for (const j of jobs) blobs.add(j.blob)
      await this.jobs(jobs.map(j => j.id))
      await trx.deleteFrom('article').where('key', '=', v.key).execute()
    }
    await trx.deleteFrom('work').where('key', '=', work).execute()
    for (const blob of blobs) {
      mark('bytes', blob)
      const waiting = await trx
        .selectFrom('job')
        .select('id')
        .where('blob', '=', blob)
        .where('article', 'is', null)
        .execute()
      await this.jobs(waiting.map(j => j.id))
      this.removed.bytes += await dropBlob(trx, blob)
    }
    await this.addresses(ident)
  }

  /** Jobs, and what fetching remembers of the addresses they came from. */
  private async jobs(ids: readonly string[]): Promise<void> {
    await inPieces(ids, async some => {
      await this.trx.deleteFrom('fetched').where('job', 'in', some).execute()
      await this.trx.deleteFrom('job').where('id', 'in', some).execute()
    })
  }

  /** An address may tell a headline: it is forgotten with the article. */
  private async addresses(ident: string): Promise<void> {
    for (let after = ''; ; ) {
      const urls = await this.trx
        .selectFrom('fetched')
        .select(['url', 'at'])
        .where('url', '>', after)
        .orderBy('url')
        .limit(SOME)
        .execute()
      const same = urls
        .filter(({ url, at }) => [url, at].some(address => workIdent(address, null, null, '') === ident))
        .map(({ url }) => url)
      if (same.length > 0) await this.trx.deleteFrom('fetched').where('url', 'in', same).execute()
      if (urls.length < SOME) return
      after = urls.at(-1)!.url
    }
  }

  /** These rulings are no more: whom they named may have been in the registry by their word alone. */
  private gone(rulings: readonly { readonly body: string }[]): Promise<void> {
    return this.mayBeLeft(rulings.flatMap(({ body }) => namesIn(JSON.parse(body))))
  }

  /**
   * People by id or name of whom nothing may be left. Not only who speaks at the end: a reading names whom a ruling
   * replaced, and a ruling whom its undoing left without a statement.
   */
  private async mayBeLeft(named: readonly (string | null)[]): Promise<void> {
    const all = [...new Set(named.filter(n => n !== null))]
    await inPieces(all, async some => {
      const byId = await this.trx.selectFrom('person').select('key').where('id', 'in', some).execute()
      const byName = await this.trx
        .selectFrom('alias')
        .select('person as key')
        .where('folded', 'in', some.map(foldName))
        .execute()
      for (const { key } of [...byId, ...byName]) this.people.add(key)
    })
  }

  /** Rulings on these people, and on others that name them by id or by name: undone ones hold names, too. */
  private async rulingsNaming(all: readonly { readonly key: number; readonly id: string }[]): Promise<void> {
    const { trx } = this
    const ids = new Set(all.map(p => p.id))
    const names = await trx
      .selectFrom('alias')
      .select('folded')
      .where(
        'person',
        'in',
        all.map(p => p.key),
      )
      .execute()
    const folded = new Set(names.map(n => n.folded))
    for (let after = 0; ; ) {
      const rows = await trx
        .selectFrom('ruling')
        .select(['n', 'body'])
        .where('n', '>', after)
        .orderBy('n')
        .limit(SOME)
        .execute()
      const named = rows.filter(({ body }) =>
        namesIn(JSON.parse(body)).some(s => ids.has(s) || folded.has(foldName(s))),
      )
      await inPieces(
        named.map(r => r.n),
        some => trx.deleteFrom('ruling').where('n', 'in', some).execute(),
      )
      await this.gone(named)
      if (rows.length < SOME) return
      after = rows.at(-1)!.n
    }
  }

  /** People and outlets of whom nothing is left. */
  private async tidy(): Promise<void> {
    const { trx } = this
    // Whom the rulings named that go with somebody joins the set while it is gone through.
    for (const key of this.people) {
      const all = await trx
        .selectFrom('person')
        .select(['key', 'id'])
        .where(eb => eb.or([eb('key', '=', key), eb('merged_into', '=', key)]))
        .execute()
      const keys = all.map(p => p.key)
      if (keys.length === 0) continue
      const said = await trx
        .selectFrom('statement')
        .select('seq')
        .where('person', 'in', keys)
        .limit(1)
        .executeTakeFirst()
      const joined = await trx.selectFrom('voice').select('seq').where('person', 'in', keys).limit(1).executeTakeFirst()
      if (said !== undefined || joined !== undefined) continue
      await this.rulingsNaming(all)
      await trx.deleteFrom('alias').where('person', 'in', keys).execute()
      await trx.deleteFrom('trait').where('person', 'in', keys).execute()
      await trx.deleteFrom('tally').where('person', 'in', keys).execute()
      await trx.deleteFrom('person').where('key', 'in', keys).execute()
    }
    for (const key of this.outlets) {
      const left = await trx.selectFrom('article').select('key').where('outlet', '=', key).limit(1).executeTakeFirst()
      if (left === undefined) await trx.deleteFrom('outlet').where('key', '=', key).execute()
    }
  }
}

/** Every id and name of a person in a ruling's body, wherever it stands there. */
function namesIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(namesIn)
  if (body === null || typeof body !== 'object') return []
  return Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'string' ? (PERSONAL.has(key) ? [value] : []) : namesIn(value),
  )
}

const PERSONAL: ReadonlySet<string> = new Set(['name', 'person', 'other', 'alias'])
