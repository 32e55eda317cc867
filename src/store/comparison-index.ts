import { CompiledQuery, sql } from 'kysely'
import type { Family } from '../vocabulary/index.ts'
import type { Base, Reader, Writer } from './base.ts'
import { inTurn } from './comparison-marks.ts'
import type { Context } from './context.ts'
import { unpackJson } from './packing.ts'
import type {
  Entry,
  KeptLink,
  KeptPlace,
  KeptWording,
  PlacedArticle,
  Quotation,
  RunHolder,
  RunRules,
  Turn,
} from './promises-comparing.ts'

const SOME = 500

async function inPieces<T>(all: readonly T[], work: (some: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < all.length; at += SOME) await work(all.slice(at, at + SOME))
}

/** No wording has more words: `run.rest` counts down from here, so that the fullest come first. */
const LONGEST = 4096

/** The first half of a key: two wordings of one first half are beyond chance's reach, and the second is told apart. */
const idOf = (key: string): number => Number.parseInt(key.slice(0, 11), 36)

/** Puts articles into the index, or takes them out; see `ComparingStore.enter`. */
export function enter(context: Context, turn: Turn, entries: readonly Entry[], rules: RunRules): Promise<boolean> {
  return inTurn(context, turn, trx => new Entering(context, trx, rules).all(entries))
}

class Entering {
  /** Wordings that lost or got a quotation. */
  private readonly touched = new Set<number>()
  /** Wordings by id that the articles bring. */
  private readonly brought = new Map<number, Quotation>()
  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
    private readonly rules: RunRules,
  ) {}

  async all(entries: readonly Entry[]): Promise<void> {
    const { trx } = this
    const ids = entries.map(e => e.article)
    const keys = new Map<string, number>()
    await inPieces(ids, async some => {
      for (const { id, key } of await trx.selectFrom('article').select(['id', 'key']).where('id', 'in', some).execute())
        keys.set(id, key)
    })
    const all = [...keys.values()]
    await inPieces(all, async some => {
      for (const { wording } of await trx.selectFrom('place').select('wording').where('article', 'in', some).execute())
        this.touched.add(wording)
      await trx.deleteFrom('place').where('article', 'in', some).execute()
    })
    for (const entry of entries) {
      const article = keys.get(entry.article)
      // One that leaves keeps its time and story until the others are placed again.
      if (entry.leaves || article === undefined) continue
      const { name, at, traits, source } = entry
      await trx
        .insertInto('compared')
        .values({ article, name, at, story: '', traits, source })
        .onConflict(on => on.column('article').doUpdateSet({ name, at, traits, source }))
        .execute()
      await this.context.rows.place.insert(
        trx,
        entry.quotations.map((q, n) => {
          const wording = idOf(q.key)
          this.touched.add(wording)
          this.brought.set(wording, q)
          return { article, n, wording, at: q.at, passage: q.passage }
        }),
      )
    }
    await keepRules(trx, this.rules)
    await new Wordings(this.context, trx, this.rules).settle(this.touched, this.brought)
  }
}

const RULES = 'run-rules'

/** What is forgotten later must follow the same rules. */
async function keepRules(trx: Writer, { short, long, hubs, phrase }: RunRules): Promise<void> {
  const value = JSON.stringify({ short, long, hubs, phrase })
  await trx
    .insertInto('meta')
    .values({ key: RULES, value })
    .onConflict(on => on.column('key').doUpdateSet({ value }))
    .execute()
}

/** The rules by which the index was made; null while there is none. */
export async function keptRules(db: Reader): Promise<RunRules | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', RULES).executeTakeFirst()
  return row === undefined ? null : (JSON.parse(row.value) as RunRules)
}

/** Brings wordings and runs up to the places that there are, and marks what has to be looked at and grouped anew. */
export class Wordings {
  /** Run -> ids that came and went with it. */
  private readonly came = new Map<number, RunHolder[]>()
  private readonly went = new Map<number, RunHolder[]>()
  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
    private readonly rules: RunRules,
  ) {}

  /** `touched`: wordings of which quotations came or went; `brought`: the words of those that are here. */
  async settle(touched: ReadonlySet<number>, brought: ReadonlyMap<number, Quotation>): Promise<void> {
    const { trx } = this
    const ids = [...touched].toSorted((a, b) => a - b)
    const known = new Map<number, string>()
    const placed = new Set<number>()
    await inPieces(ids, async some => {
      for (const w of await trx.selectFrom('wording').select(['id', 'words']).where('id', 'in', some).execute())
        known.set(w.id, w.words)
      for (const { wording } of await trx
        .selectFrom('place')
        .select('wording')
        .distinct()
        .where('wording', 'in', some)
        .execute())
        placed.add(wording)
    })
    const fresh = ids.filter(id => placed.has(id) && !known.get(id))
    const gone = ids.filter(id => !placed.has(id) && known.get(id))
    await inPieces([...known.keys()], some =>
      trx.updateTable('wording').set({ regroup: 1 }).where('id', 'in', some).execute(),
    )
    await this.bring(fresh, brought)
    await this.drop(gone)
    await this.unsettle()
  }

  private async bring(fresh: readonly number[], brought: ReadonlyMap<number, Quotation>): Promise<void> {
    const { trx, context } = this
    const runs: { run: number; rest: number; wording: number }[] = []
    for (const id of fresh) {
      const { key, words, runs: own } = brought.get(id)!
      const row = { key, length: words.length, words: words.join(' '), look: 1, regroup: 1 }
      await trx
        .insertInto('wording')
        .values({ id, ...row })
        .onConflict(on => on.column('id').doUpdateSet(row))
        .execute()
      for (const run of own) {
        runs.push({ run, rest: LONGEST - words.length, wording: id })
        put(this.came, run, { id, length: words.length })
      }
    }
    runs.sort((a, b) => a.run - b.run)
    await context.rows.run.insert(trx, runs)
  }

  /** What is left of a wording without places is its number, until its families are made anew. */
  private async drop(gone: readonly number[]): Promise<void> {
    const { trx } = this
    await inPieces(gone, async some => {
      const rows = await trx.selectFrom('run').selectAll().where('wording', 'in', some).execute()
      for (const { run, rest, wording } of rows) put(this.went, run, { id: wording, length: LONGEST - rest })
      await trx.deleteFrom('run').where('wording', 'in', some).execute()
      const beside = await trx
        .selectFrom('link')
        .select(['a', 'b'])
        .where(eb => eb.or([eb('a', 'in', some), eb('b', 'in', some)]))
        .execute()
      const neighbours = [...new Set(beside.flatMap(({ a, b }) => [a, b]))]
      await inPieces(neighbours, few => trx.updateTable('wording').set({ regroup: 1 }).where('id', 'in', few).execute())
      await trx
        .deleteFrom('link')
        .where(eb => eb.or([eb('a', 'in', some), eb('b', 'in', some)]))
        .execute()
      await trx.updateTable('wording').set({ words: '', look: 0 }).where('id', 'in', some).execute()
    })
  }

  /** Of runs that became common, or are so no more, or whose hubs changed, all wordings are looked at afresh. */
  private async unsettle(): Promise<void> {
    const { trx, rules } = this
    const runs = [...new Set([...this.came.keys(), ...this.went.keys()])]
    if (runs.length === 0) return
    const changes = Math.max(...runs.map(r => (this.came.get(r)?.length ?? 0) + (this.went.get(r)?.length ?? 0)))
    const most = Math.max(rules.short, rules.long) + changes + 1
    const holders = await holdersOf(this.context.base, trx, runs, most)
    for (const run of runs) {
      const here = holders.get(run) ?? []
      const [came, went] = [this.came.get(run) ?? [], this.went.get(run) ?? []]
      const common = run < 0 ? rules.long : rules.short
      const after = here.length
      const before = after - came.length + went.length
      if (run < 0 && Math.min(before, after) <= rules.phrase)
        await inPieces(
          here.map(h => h.id),
          some =>
            trx.updateTable('wording').set({ regroup: 1 }).where('id', 'in', some).where('regroup', '=', 0).execute(),
        )
      if (
        before > common === after > common &&
        !(run < 0 && after > common && hubsChanged(here, came, went, rules.hubs))
      )
        continue
      await trx
        .updateTable('wording')
        .set({ look: 1 })
        .where('id', 'in', trx.selectFrom('run').select('wording').where('run', '=', run))
        .execute()
    }
  }
}

/** Whether the first holders of a run are others since some came and went. */
function hubsChanged(
  here: readonly RunHolder[],
  came: readonly RunHolder[],
  went: readonly RunHolder[],
  hubs: number,
): boolean {
  const first = new Set(here.slice(0, hubs).map(h => h.id))
  const last = here[hubs - 1]
  return (
    came.some(c => first.has(c.id)) ||
    went.some(w => last === undefined || w.length > last.length || (w.length === last.length && w.id < last.id))
  )
}

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [value])
  else known.push(value)
}

/** So many short queries in one: few different statements to prepare. */
const TOGETHER = [64, 8, 1] as const

/** The first holders of each run, in core order. */
async function holdersOf({ kind }: Base, db: Reader, runs: readonly number[], most: number) {
  const found = new Map<number, RunHolder[]>()
  let at = 0
  for (const size of TOGETHER)
    for (; runs.length - at >= size; at += size) {
      const some = runs.slice(at, at + size)
      const { rows } = await db.executeQuery<{ run: number; rest: number; wording: number }>(
        CompiledQuery.raw(queryOf(kind, size, most), some as number[]),
      )
      for (const { run, rest, wording } of rows) put(found, run, { id: wording, length: LONGEST - rest })
    }
  return found
}

function queryOf(kind: Base['kind'], size: number, most: number): string {
  const one = (i: number) =>
    `select * from (select run, rest, wording from run where run = ${kind === 'sqlite' ? '?' : `$${i + 1}`}
      order by rest, wording limit ${Math.max(1, Math.floor(most))}) as r${i}`
  return Array.from({ length: size }, (_, i) => one(i)).join(' union all ')
}

export const holders = ({ base }: Context, runs: readonly number[], most: number) =>
  holdersOf(base, base.db, runs, most)

const kept = ({ id, key, words }: { id: number; key: string; words: string }): KeptWording => ({
  id,
  key,
  words: words.split(' '),
})

export async function toLookAt({ base: { db } }: Context, limit: number): Promise<KeptWording[]> {
  const rows = await db
    .selectFrom('wording')
    .select(['id', 'key', 'words'])
    .where('look', '=', 1)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(kept)
}

export async function wordings({ base: { db } }: Context, ids: readonly number[]) {
  const found = new Map<number, KeptWording>()
  await inPieces(ids, async some => {
    for (const row of await db
      .selectFrom('wording')
      .select(['id', 'key', 'words'])
      .where('id', 'in', some)
      .where('words', '<>', '')
      .execute())
      found.set(row.id, kept(row))
  })
  return found
}

export function link(context: Context, turn: Turn, asked: ReadonlyMap<number, readonly KeptLink[]>): Promise<boolean> {
  return inTurn(context, turn, async trx => {
    const ids = [...asked.keys()]
    const touched = new Set<number>(ids)
    await inPieces(ids, async some => {
      for (const { b } of await trx.selectFrom('link').select('b').where('a', 'in', some).execute()) touched.add(b)
      await trx.deleteFrom('link').where('a', 'in', some).execute()
      await trx.updateTable('wording').set({ look: 0 }).where('id', 'in', some).execute()
    })
    const rows = [...asked].flatMap(([a, links]) =>
      links.map(({ b, sameness }) => {
        touched.add(b)
        return { a, b, sameness }
      }),
    )
    await context.rows.link.insert(trx, rows)
    await inPieces([...touched], some =>
      trx.updateTable('wording').set({ regroup: 1 }).where('id', 'in', some).execute(),
    )
  })
}

export async function toGroup({ base: { db } }: Context): Promise<number[]> {
  return (await db.selectFrom('wording').select('id').where('regroup', '=', 1).execute()).map(w => w.id)
}

export async function linksOf({ base: { db } }: Context, ids: readonly number[]) {
  const found: { a: number; b: number; sameness: number }[] = []
  await inPieces(ids, async some => {
    found.push(...(await db.selectFrom('link').selectAll().where('a', 'in', some).execute()))
    found.push(...(await db.selectFrom('link').selectAll().where('b', 'in', some).execute()))
  })
  return found
}

export async function placesOf({ base: { db } }: Context, ids: readonly number[]): Promise<KeptPlace[]> {
  const found: KeptPlace[] = []
  await inPieces(ids, async some => {
    for (const { id, words, ...row } of await db
      .selectFrom('place')
      .innerJoin('wording', 'wording.id', 'place.wording')
      .innerJoin('compared', 'compared.article', 'place.article')
      .innerJoin('article', 'article.key', 'place.article')
      .select(['wording.id as wording', 'wording.key', 'wording.words', 'article.id'])
      .select(['compared.source', 'place.passage'])
      .where('place.wording', 'in', some)
      .orderBy('place.article')
      .orderBy('place.n')
      .execute())
      found.push({ ...row, article: id, words: words.split(' ') })
  })
  return found
}

export async function placed(
  { base: { db } }: Context,
  page: { readonly from: number; readonly after: PlacedArticle | null; readonly limit: number },
): Promise<PlacedArticle[]> {
  const { from, after, limit } = page
  let q = db
    .selectFrom('compared')
    .innerJoin('article', 'article.key', 'compared.article')
    .select(['article.id', 'article.current', 'compared.article as key'])
    .select(['compared.name', 'compared.at', 'compared.story', 'compared.traits'])
    .where('compared.at', '>=', after === null ? from : Math.max(from, after.at))
    .orderBy('compared.at')
    .orderBy('compared.name')
    .orderBy('compared.article')
    .limit(limit)
  if (after !== null) {
    const { at, name, key } = after
    q = q.where(sql<boolean>`(compared.at, compared.name, compared.article) > (${at}, ${name}, ${key})`)
  }
  return (await q.execute()).map(({ id, at, current, ...row }) => ({
    ...row,
    article: id,
    current: current === 1,
    at: at!,
  }))
}

export async function articlesOf({ base: { db } }: Context, stories: readonly string[]) {
  const found = new Map<string, string[]>()
  await inPieces(stories, async some => {
    for (const { story, id } of await db
      .selectFrom('compared')
      .innerJoin('article', 'article.key', 'compared.article')
      .select(['compared.story', 'article.id'])
      .where('compared.story', 'in', some)
      .orderBy('article.key')
      .execute())
      put(found, story, id)
  })
  return found
}

export async function familiesOf(
  { base: { db } }: Context,
  { wordings = [], articles = [] }: { readonly wordings?: readonly number[]; readonly articles?: readonly string[] },
): Promise<Map<string, Family | null>> {
  const found = new Map<string, Family | null>()
  const note = (rows: readonly { id: string; body: Uint8Array | null }[]) => {
    for (const { id, body } of rows) found.set(id, body === null ? null : unpackJson<Family>(body))
  }
  const variants = db.selectFrom('variant').select('family')
  await inPieces(wordings, async some =>
    note(
      await db
        .selectFrom('family')
        .select(['id', 'body'])
        .where('id', 'in', variants.where('wording', 'in', some))
        .execute(),
    ),
  )
  await inPieces(articles, async some => {
    const keys = db.selectFrom('article').select('key').where('id', 'in', some)
    note(
      await db
        .selectFrom('family')
        .select(['id', 'body'])
        .where('id', 'in', variants.where('article', 'in', keys))
        .execute(),
    )
  })
  return found
}

export async function storiesOf({ base: { db } }: Context, articles: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  await inPieces(articles, async some => {
    for (const { id, story } of await db
      .selectFrom('compared')
      .innerJoin('article', 'article.key', 'compared.article')
      .select(['article.id', 'compared.story'])
      .where('article.id', 'in', some)
      .where('compared.story', '<>', '')
      .execute())
      found.set(id, story)
  })
  return found
}
