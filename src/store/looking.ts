import type { AttributionRecord, KeptArticle, RuledReading, RuledStatement } from '../vocabulary/index.ts'
import { keptArticle, type WholeArticle, wholeArticles } from './articles.ts'
import type { Context } from './context.ts'
import { dayAfter, filterMarks, outletsNamed, rangeOf } from './finding.ts'
import { carryIds } from './identity.ts'
import { contentWords, spansOf } from './indexing.ts'
import { sha256, unpackBytes, unpackJson } from './packing.ts'
import type { Filter } from './promises.ts'
import type { Trace } from './promises-overview.ts'
import { layRulings, type Rulings } from './ruled.ts'
import { rulingsOfWork } from './rulings.ts'
import { wordings } from './rulings-identity.ts'
import { agenciesNamed } from './wires.ts'

export async function article({ base }: Context, id: string): Promise<KeptArticle | null> {
  const row = await wholeArticles(base.db).where('article.id', '=', id).executeTakeFirst()
  return row === undefined ? null : keptArticle(row)
}

/** In order of id. A filter on statements keeps the articles that have such a statement. */
export async function articles(
  { base }: Context,
  page: {
    readonly after?: string | null
    readonly limit: number
    readonly filter?: Filter
    readonly newest?: boolean
  },
): Promise<KeptArticle[]> {
  const { db, fullText } = base
  const { filter = {} } = page
  const newest = page.newest === true
  let q = wholeArticles(db)
    .orderBy('article.id', newest ? 'desc' : 'asc')
    .limit(Math.max(0, page.limit))
  if (page.after !== undefined && page.after !== null) q = q.where('article.id', newest ? '<' : '>', page.after)
  if (filter.outlet !== undefined) {
    const outlets = await outletsNamed(db, filter.outlet)
    if (outlets.length === 0) return []
    q = q.where('article.outlet', 'in', outlets)
  }
  rangeOf(filter) // complains of what is no day
  if (filter.since !== undefined) q = q.where('article.published_at', '>=', filter.since)
  if (filter.until !== undefined) q = q.where('article.published_at', '<', dayAfter(filter.until))
  if (filter.agency !== undefined) {
    const agencies = await agenciesNamed(db, filter.agency)
    if (agencies.length === 0) return []
    q = q.where('wire.folded', 'in', agencies)
  }
  const { speaker, kind, stance, type, via } = filter
  const marks = await filterMarks(db, { speaker, kind, stance, type, via })
  if (marks === null) return []
  if (marks.length > 0)
    q = q.where(
      'article.key',
      'in',
      db
        .selectFrom('statement')
        .select('statement.article')
        .where(
          'statement.seq',
          'in',
          db
            .selectFrom('terms')
            .select(fullText.seq.as('seq'))
            .where(fullText.matches({ asked: [], marks })),
        ),
    )
  return (await q.execute()).map(keptArticle)
}

export async function bytes({ base }: Context, article: string): Promise<Uint8Array | null> {
  const row = await base.db
    .selectFrom('article')
    .innerJoin('blob', 'blob.hash', 'article.blob')
    .select(['blob.codec', 'blob.bytes'])
    .where('article.id', '=', article)
    .executeTakeFirst()
  return row === undefined ? null : unpackBytes(row)
}

export async function versions({ base }: Context, work: string): Promise<KeptArticle[]> {
  const rows = await wholeArticles(base.db).where('work.id', '=', work).orderBy('article.version').execute()
  return rows.map(keptArticle)
}

export async function readings({ base }: Context, article: string) {
  return base.db
    .selectFrom('reading')
    .innerJoin('article', 'article.key', 'reading.article')
    .select(['reading.id', 'reading.engine', 'reading.model', 'reading.read_at as readAt'])
    .where('article.id', '=', article)
    .orderBy('reading.n')
    .execute()
}

export async function reading(
  context: Pick<Context, 'base'>,
  article: string,
  id?: string,
): Promise<RuledReading | null> {
  const row = await wholeArticles(context.base.db).where('article.id', '=', article).executeTakeFirst()
  return row === undefined ? null : ruledReading(context, row, id ?? row.reading)
}

async function ruledReading(
  { base }: Pick<Context, 'base'>,
  row: WholeArticle,
  id: string,
): Promise<RuledReading | null> {
  const { db } = base
  const kept = keptArticle(row)
  const { text } = kept.article
  const made = await db
    .selectFrom('reading')
    .selectAll()
    .where('article', '=', row.key)
    .where('id', '=', id)
    .executeTakeFirst()
  if (made === undefined) return null
  const record = unpackJson<AttributionRecord>(made.record)
  const held = await db
    .selectFrom('statement')
    .leftJoin('person', 'person.key', 'statement.person')
    .leftJoin('person as root', 'root.key', 'person.merged_into')
    .selectAll('statement')
    .select(['person.id as person_id', 'root.id as root_id'])
    .where('article', '=', row.key)
    .execute()
  const rulings = await rulingsOfWork(db, row.work)
  const ids = id === row.reading ? presentIds(record, held) : earlierIds(record, held, text, rulings)
  const laid = layRulings(record, ids, rulings, text)
  const people = new Map(held.map(h => [h.id, h.root_id ?? h.person_id]))
  return {
    kept,
    record,
    readAt: made.read_at,
    statements: laid.statements.map(
      ({ named: _, ...s }): RuledStatement => ({ ...s, person: people.get(s.id) ?? null }),
    ),
    speakers: laid.speakers,
    rejected: laid.rejected,
    rulings: rulings.all,
    orphaned: laid.orphaned,
  }
}

type Held = { id: string; attribution: string | null; content_from: number; content_to: number; spans: string | null }

/** Ids of the present reading's attributions, as the index has them. */
const presentIds = (record: AttributionRecord, held: readonly Held[]): string[] => {
  const ids = new Map(held.map(h => [h.attribution, h.id]))
  return record.attributions.map(a => ids.get(a.id) ?? idOf(record, a.id))
}

/** An earlier reading's statements are known by their words; one that the index has lost sight of gets an id of its own. */
function earlierIds(record: AttributionRecord, held: readonly Held[], text: string, rulings: Rulings): string[] {
  let n = 0
  const none = () => `?${n++}`
  const ids = carryIds(
    wordings(text, held, null, rulings),
    record.attributions.map(a => ({ words: contentWords(text, a.content), from: a.content[0]!.from })),
    none,
  )
  return ids.map((id, i) => (id.startsWith('?') ? idOf(record, record.attributions[i]!.id) : id))
}

const idOf = (record: AttributionRecord, attribution: string): string =>
  `s${BigInt(`0x${sha256(`${record.id}\n${attribution}`).slice(0, 20)}`)
    .toString(36)
    .padStart(15, '0')
    .slice(-15)}`

export async function statement(
  context: Context,
  id: string,
): Promise<{ reading: RuledReading; statement: RuledStatement } | null> {
  // Of several versions that have it, the newest.
  const at = await context.base.db
    .selectFrom('statement')
    .innerJoin('article', 'article.key', 'statement.article')
    .select('article.id')
    .where('statement.id', '=', id)
    .where('statement.present', '=', 1)
    .orderBy('article.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const whole = at === undefined ? null : await reading(context, at.id)
  const found = whole?.statements.find(s => s.id === id)
  return whole === null || found === undefined ? null : { reading: whole, statement: found }
}

/** Every version that ever had a statement, the newest first. */
export async function traces({ base }: Context, id: string): Promise<Trace[]> {
  const rows = await base.db
    .selectFrom('statement')
    .innerJoin('article', 'article.key', 'statement.article')
    .selectAll('statement')
    .select(['article.id as article_id', 'article.version', 'article.current'])
    .where('statement.id', '=', id)
    .orderBy('article.version', 'desc')
    .execute()
  return rows.map(row => ({
    article: row.article_id,
    version: row.version,
    newest: row.current === 1,
    present: row.present === 1,
    content: spansOf(row),
    speaker: row.speaker,
    kind: row.kind,
    stance: row.stance,
    negated: row.negated === 1,
  }))
}
