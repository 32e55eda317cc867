import { sql } from 'kysely'
import { AscribeError, type AttributionRecord, type Span } from '../vocabulary/index.ts'
import { keptArticle, type WholeArticle, wholeArticles } from './articles.ts'
import { offColumns } from './columns.ts'
import { COMPARISON_ENDS, tellingOfNobody } from './comparison-verifying.ts'
import { type Context, forgottenMark } from './context.ts'
import { isCompacted } from './forgetting.ts'
import { type Bearer, contentWords, rowOf, spansOf, termsOf } from './indexing.ts'
import { sha256, textHash, unpackBytes, unpackJson } from './packing.ts'
import type { Fault } from './promises.ts'
import { layRulings } from './ruled.ts'
import { rulingsOfWork } from './rulings.ts'
import type { StatementTable, TallyTable } from './schema.ts'
import { dayOf, FIRST_DATED } from './seq.ts'
import { ALL_OUTLETS } from './tally.ts'
import { foldAgency, sketchIn, sketchOf } from './wires.ts'

const SOME = 100
/** Faults of one kind that are told; a thousand more of it say nothing new. */
const TOLD = 50

/**
 * Checks the whole record: bytes and texts against their hashes; every span against its text; readings against their
 * articles; the index of statements, full text and counts against readings and rulings; that nothing hangs loose; and that
 * nothing of what was forgotten is there. Reads only. `say` is told how many articles and blobs are done.
 */
export async function verify(context: Context, say?: (done: number, all: number) => void): Promise<Fault[]> {
  const check = new Check(context, say)
  await check.everything()
  return check.faults
}

const damaged = (what: string) =>
  new AscribeError('record-damaged', what, 'copy the record away, then restore a backup')
const changed = (what: string) =>
  new AscribeError('text-changed', what, 'restore it from a backup; what was read of it cannot be trusted')
const offText = (what: string) => new AscribeError('span-off-text', what, 'read the article again (`ascribe reread`)')
const offIndex = (what: string) =>
  new AscribeError('index-off', what, 'read the article again (`ascribe reread`), or restore a backup')
const loose = (what: string) =>
  new AscribeError('loose-end', what, 'report it; the record can be used, a backup mends it')
const remains = (what: string) => new AscribeError('forgotten-remains', what, 'forget it again, then verify')

class Check {
  readonly faults: Fault[] = []
  private readonly told = new Map<string, number>()
  private done = 0
  private all = 0

  constructor(
    private readonly context: Context,
    private readonly say: ((done: number, all: number) => void) | undefined,
  ) {}

  private tell({ code, message, next }: AscribeError): void {
    const n = (this.told.get(code) ?? 0) + 1
    this.told.set(code, n)
    if (n <= TOLD) this.faults.push({ code, message, next })
  }

  private step(n: number): void {
    this.done += n
    this.say?.(this.done, this.all)
  }

  async everything(): Promise<void> {
    const { base } = this.context
    const count = sql<number>`count(*)`.as('n')
    for (const table of ['blob', 'article'] as const)
      this.all += (await base.db.selectFrom(table).select(count).executeTakeFirstOrThrow()).n
    for (const said of await base.check()) this.tell(damaged(said))
    await this.blobs()
    await this.articles()
    await this.fullText()
    await this.tallies()
    await this.columns()
    await this.looseEnds()
    await this.forgotten()
  }

  private async blobs(): Promise<void> {
    const { db } = this.context.base
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('blob')
        .selectAll()
        .where('hash', '>', after)
        .orderBy('hash')
        .limit(SOME)
        .execute()
      for (const row of rows) {
        const bytes = this.attempt(() => unpackBytes(row))
        if (bytes === null || sha256(bytes) !== row.hash || bytes.length !== row.size)
          this.tell(changed(`the bytes kept under ${row.hash} are not those`))
      }
      this.step(rows.length)
      if (rows.length < SOME) return
      after = rows.at(-1)!.hash
    }
  }

  private attempt<T>(work: () => T): T | null {
    try {
      return work()
    } catch {
      return null // what cannot be unpacked is told as changed
    }
  }

  private async articles(): Promise<void> {
    const { db } = this.context.base
    for (let after = 0; ; ) {
      const rows = await wholeArticles(db).where('article.key', '>', after).orderBy('article.key').limit(SOME).execute()
      for (const row of rows) await this.article(row)
      this.step(rows.length)
      if (rows.length < SOME) return
      after = rows.at(-1)!.key
    }
  }

  private async article(row: WholeArticle): Promise<void> {
    const { db } = this.context.base
    const kept = this.attempt(() => keptArticle(row))
    if (kept === null) return this.tell(changed(`article ${row.id} cannot be unpacked`))
    const { text, blocks, page, notes, origin } = kept.article
    if (textHash(text) !== row.hash)
      return this.tell(changed(`the text of article ${row.id} is not the one that came in`))
    const off = (spans: Iterable<Span>) => [...spans].some(s => !(s.from >= 0 && s.from < s.to && s.to <= text.length))
    const own = [
      ...blocks.map(b => b.span),
      ...(page ?? []),
      ...notes.flatMap(n => n.span ?? []),
      ...(origin?.span ? [origin.span] : []),
    ]
    if (off(own)) this.tell(offText(`a block, note or page stretch of article ${row.id} lies outside its text`))
    const readings = await db.selectFrom('reading').selectAll().where('article', '=', row.key).execute()
    let present: AttributionRecord | null = null
    for (const r of readings) {
      const record = this.attempt(() => unpackJson<AttributionRecord>(r.record))
      if (record === null || record.id !== r.id || record.article.hash !== row.hash) {
        this.tell(changed(`reading ${r.id} of article ${row.id} is not of that text, or cannot be unpacked`))
        continue
      }
      if (off(spansOfRecord(record)))
        this.tell(offText(`reading ${r.id} of article ${row.id} has a span outside its text`))
      if (r.id === row.reading) present = record
    }
    if ((origin === null) !== (row.report === null))
      this.tell(offIndex(`the record says otherwise of whose report article ${row.id} is than its text`))
    else if (origin !== null) {
      const due = sketchOf(text, blocks).join(' ')
      if (row.agency !== foldAgency(kept.article) || (await sketchIn(db, row.key)).join(' ') !== due)
        this.tell(offIndex(`the sketch of article ${row.id}, by which copies are known, is not of its text`))
    }
    if (present === null) this.tell(loose(`article ${row.id} lacks its present reading ${row.reading}`))
    else await this.statements(row, text, present)
  }

  /** The index of an article against its present reading with the rulings laid over it. */
  private async statements(row: WholeArticle, text: string, record: AttributionRecord): Promise<void> {
    const { db, fullText } = this.context.base
    const held = await db.selectFrom('statement').selectAll().where('article', '=', row.key).execute()
    const { key, published_at: publishedAt, outlet } = row
    const { agency } = row
    const bearer: Bearer = { key, text, publishedAt, outlet, wire: row.wire === 1, agency, current: row.current === 1 }
    const ids = new Map(held.map(h => [h.attribution, h.id]))
    const lost = record.attributions.filter(a => !ids.has(a.id))
    for (const a of lost) this.tell(offIndex(`statement ${a.id} of article ${row.id} is not in the index`))
    if (lost.length > 0) return
    const laid = layRulings(
      record,
      record.attributions.map(a => ids.get(a.id)!),
      await rulingsOfWork(db, row.work),
      text,
    )
    const byId = new Map(held.map(h => [h.id, h]))
    for (const s of laid.statements) {
      const at = byId.get(s.id)
      const due: Partial<StatementTable> = rowOf(bearer, laid, s)
      const wrong = at === undefined || Object.entries(due).some(([k, v]) => at[k as keyof StatementTable] !== v)
      if (wrong) this.tell(offIndex(`the index says otherwise of statement ${s.id} than its reading`))
      byId.delete(s.id)
    }
    for (const rest of byId.values())
      if (rest.present === 1 || rest.live === 1)
        this.tell(offIndex(`statement ${rest.id} is in the index, but in no reading`))
    const voices = new Map<number, number[]>()
    for (const v of await db
      .selectFrom('voice')
      .innerJoin('statement', 'statement.seq', 'voice.seq')
      .select(['voice.seq', 'voice.person'])
      .where('statement.article', '=', row.key)
      .execute())
      voices.set(v.seq, [...(voices.get(v.seq) ?? []), v.person])
    for (const h of held) {
      const spans = spansOf(h)
      if (
        spans.some(s => s.from < 0 || s.from >= s.to || s.to > text.length) ||
        contentWords(text, spans).trim() === ''
      )
        this.tell(offText(`statement ${h.id} of article ${row.id} lies outside its text`))
      if (h.live === 0) continue
      const { words, marks } = termsOf(bearer, { row: h, voices: voices.get(h.seq) ?? [] })
      const asked = words.length === 0 ? [] : [{ ask: 'phrase' as const, terms: words.slice(0, 48) }]
      const found = await db
        .selectFrom('terms')
        .select(fullText.seq.as('seq'))
        .where(fullText.matches({ asked, marks: [...new Set(marks)].map(m => [m]) }))
        .where(fullText.seq, '=', h.seq)
        .execute()
      if (found.length === 0) this.tell(offIndex(`statement ${h.id} is not found by its words`))
    }
  }

  private async fullText(): Promise<void> {
    const { db } = this.context.base
    const count = sql<number>`count(*)`.as('n')
    const terms = await db.selectFrom('terms').select(count).executeTakeFirstOrThrow()
    const live = await db.selectFrom('statement').select(count).where('live', '=', 1).executeTakeFirstOrThrow()
    if (terms.n !== live.n) this.tell(offIndex(`the full-text index has ${terms.n} statements, the record ${live.n}`))
  }

  /** Every count against a recount. */
  private async tallies(): Promise<void> {
    const { db } = this.context.base
    const due = new Map<string, string>()
    for (const outlet of ['outlet', String(ALL_OUTLETS)])
      for (const [people, type] of [
        ['person = 0', 'type'],
        ['person = 0', "''"],
        ['person > 0', "''"],
      ] as const) {
        const { rows } = await sql<TallyTable & { first_seq: number | null; last_seq: number | null }>`
          select person, ${sql.raw(outlet)} as outlet, ${sql.raw(type)} as type,
            count(*) as statements, count(distinct article) as articles,
            sum(case when kind = 'direct' then 1 else 0 end) as direct,
            sum(case when type = 'anonymous' then 1 else 0 end) as anonymous, sum(wire) as wire,
            min(case when seq >= ${sql.lit(FIRST_DATED)} then seq end) as first_seq,
            max(case when seq >= ${sql.lit(FIRST_DATED)} then seq end) as last_seq
          from ${SAID} as said where ${sql.raw(people)} group by 1, 2, 3`.execute(db)
        for (const { first_seq, last_seq, ...t } of rows)
          due.set(keyOf(t), figuresOf({ ...t, first: dayOf(first_seq), last: dayOf(last_seq) }))
      }
    for (const t of await db.selectFrom('tally').selectAll().execute()) {
      if (due.get(keyOf(t)) !== figuresOf(t))
        this.tell(offIndex(`the counts of ${keyOf(t)} are not those of the statements`))
      due.delete(keyOf(t))
    }
    for (const key of due.keys()) this.tell(offIndex(`the counts of ${key} are missing`))
  }

  private async columns(): Promise<void> {
    for await (const article of offColumns(this.context.base.db))
      this.tell(offIndex(`the columns of article number ${article} are not those of its statements`))
  }

  private async looseEnds(): Promise<void> {
    const { db } = this.context.base
    const ends: readonly (readonly [string, string])[] = [
      [
        'work without an article',
        'select id as what from work where not exists (select 1 from article where work = work.key)',
      ],
      [
        'work without one newest version',
        `select w.id as what from work w where 1 <> (select count(*) from article a where a.work = w.key and a.current = 1)
          or exists (select 1 from article a join article b on b.work = a.work and b.version > a.version
            where a.work = w.key and a.current = 1)`,
      ],
      [
        'bytes that nothing needs',
        `select hash as what from blob b where not exists (select 1 from job where blob = b.hash)
          and not exists (select 1 from article where blob = b.hash) and not exists (select 1 from seen where blob = b.hash)`,
      ],
      [
        'job done without an article',
        "select id as what from job where state = 'done' and article not in (select key from article)",
      ],
      ['voice of no statement', 'select seq as what from voice where seq not in (select seq from statement)'],
      ['voice of nobody', 'select person as what from voice where person not in (select key from person)'],
      [
        'statement of nobody',
        'select id as what from statement where person > 0 and person not in (select key from person)',
      ],
      [
        'statement of no outlet',
        'select id as what from statement where outlet > 0 and outlet not in (select key from outlet)',
      ],
      [
        'person merged into nobody, or into one merged',
        'select id as what from person where merged_into not in (select key from person where merged_into is null)',
      ],
      ['person without a name', 'select id as what from person where key not in (select person from alias)'],
      ...COMPARISON_ENDS,
    ]
    for (const [kind, query] of ends) {
      const { rows } = await sql<{ what: string }>`${sql.raw(query)} limit ${sql.lit(TOLD)}`.execute(db)
      for (const { what } of rows) this.tell(loose(`${kind}: ${what}`))
    }
  }

  /** Nothing of what was forgotten is there, under any name it could have. */
  private async forgotten(): Promise<void> {
    const { base, salt } = this.context
    const { db } = base
    if (!(await isCompacted(db)))
      this.tell(remains('what was forgotten is gone from the record, but its files are not compacted yet'))
    const marks = new Set((await db.selectFrom('forgotten').select('mark').execute()).map(r => r.mark))
    if (marks.size === 0) return
    const look = async (of: Parameters<typeof forgottenMark>[1], query: string) => {
      const { rows } = await sql<{ what: string }>`${sql.raw(query)}`.execute(db)
      for (const { what } of rows)
        if (marks.has(forgottenMark(salt, of, what))) this.tell(remains(`${of} ${what} was forgotten, but is here`))
    }
    for await (const what of tellingOfNobody(db)) this.tell(remains(what))
    await look('bytes', 'select hash as what from blob union select blob from job union select blob from seen')
    await look('text', 'select distinct hash as what from article')
    await look('work', 'select ident as what from work')
    await look('person', 'select id as what from person union select person from ruling where person is not null')
  }
}

/** Who said what, once for each person it counts for and once (person 0) for all. */
const SAID = sql`(
  select 0 as person, outlet, type, seq, article, kind, wire from statement where live = 1
  union all
  select coalesce(person.merged_into, person.key), s.outlet, s.type, s.seq, s.article, s.kind, s.wire
    from statement s join person on person.key = s.person where s.live = 1
  union all
  select distinct coalesce(person.merged_into, person.key), s.outlet, s.type, s.seq, s.article, s.kind, s.wire
    from voice v join statement s on s.seq = v.seq join person on person.key = v.person where s.live = 1
)`

const keyOf = (t: TallyTable): string => `person ${t.person}, outlet ${t.outlet}, type “${t.type}”`
const figuresOf = (t: TallyTable): string =>
  [t.statements, t.articles, t.direct, t.anonymous, t.wire, t.first, t.last].join(' ')

function* spansOfRecord(record: AttributionRecord): Generator<Span> {
  for (const s of record.speakers) yield* s.mentions
  for (const a of record.attributions) {
    yield* a.source
    yield* a.cue
    yield* a.content
    for (const one of [a.decidedBy, a.onBehalfOf?.span, a.addressee?.span, a.venue?.span, a.when?.span])
      if (one !== null && one !== undefined) yield one
  }
}
