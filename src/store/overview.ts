import type { SpeakerType } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import type { Context } from './context.ts'
import { filterMarks, outletsNamed, rangeOf, scan } from './finding.ts'
import { peopleNamed } from './people.ts'
import type { Query } from './promises.ts'
import type { Company, FacetCount, FacetCounts, LastWords } from './promises-overview.ts'
import { dayOf } from './seq.ts'
import { readQuery } from './words.ts'

/** Statements that are counted for facets: the newest of those that match. */
export const COUNTED = 5000
/** Articles that are looked at for company and last words: the newest. */
export const LOOKED_AT = 500
/** Parameters in one question, and keys of a facet that are named. */
const CHUNK = 1000
const NAMED = 20

export async function facets(context: Context, query: Omit<Query, 'limit' | 'after' | 'order'>): Promise<FacetCounts> {
  const { db } = context.base
  const asked = query.words === null ? [] : readQuery(query.words)
  const marks = await filterMarks(db, query)
  const sought = { terms: { asked, marks: marks ?? [] }, unchecked: query.unchecked === true }
  const seqs = marks === null ? [] : await scan(context, sought, rangeOf(query), 'desc', COUNTED + 1)
  const all = seqs.length <= COUNTED
  const counted = seqs.slice(0, COUNTED)
  const by = {
    people: new Map<number, number>(),
    outlets: new Map<number, number>(),
    agencies: new Map<string, number>(),
    kinds: new Map<string, number>(),
    stances: new Map<string, number>(),
    types: new Map<string, number>(),
    months: new Map<string, number>(),
  }
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (let at = 0; at < counted.length; at += CHUNK) {
    const some = counted.slice(at, at + CHUNK)
    const rows = await db
      .selectFrom('statement')
      .leftJoin('wire', 'wire.article', 'statement.article')
      .select(['statement.seq', 'statement.outlet', 'statement.kind', 'statement.stance', 'statement.type'])
      .select(['wire.agency'])
      .where('statement.seq', 'in', some)
      .execute()
    for (const row of rows) {
      if (row.outlet > 0) add(by.outlets, row.outlet)
      if (row.agency !== null) add(by.agencies, row.agency)
      add(by.kinds, row.kind)
      add(by.stances, row.stance)
      add(by.types, row.type)
      const month = dayOf(row.seq)?.slice(0, 7)
      if (month !== undefined) add(by.months, month)
    }
    for (const people of (await voicesOf(db, 'seq', some)).values()) for (const p of people) add(by.people, p)
  }
  const known = await peopleByKeys(db, [...by.people.keys()])
  // Somebody and whoever was merged into them are counted as one.
  const people = new Map<string, FacetCount>()
  for (const [key, n] of by.people) {
    const { id, name } = known.get(key)!
    people.set(id, { key: id, name, statements: n + (people.get(id)?.statements ?? 0) })
  }
  const names = new Map(
    (
      await db
        .selectFrom('outlet')
        .select(['key', 'name'])
        .where('key', 'in', [0, ...by.outlets.keys()])
        .execute()
    ).map(o => [o.key, o.name]),
  )
  return {
    counted: counted.length,
    all,
    people: most([...people.values()]),
    outlets: most([...by.outlets].map(([key, n]) => row(names.get(key) ?? '', n))),
    agencies: most(rowsOf(by.agencies)),
    kinds: most(rowsOf(by.kinds)),
    stances: most(rowsOf(by.stances)),
    types: most(rowsOf(by.types)),
    months: rowsOf(by.months).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  }
}

const row = (key: string, statements: number): FacetCount => ({ key, name: key, statements })
const rowsOf = (counts: ReadonlyMap<string, number>) => [...counts].map(([key, n]) => row(key, n))
const most = (rows: readonly FacetCount[]): FacetCount[] =>
  rows.toSorted((a, b) => b.statements - a.statements || (a.key < b.key ? -1 : 1)).slice(0, NAMED)

/** Who speaks in each live statement, alone or with others, of some statements or of some articles. */
async function voicesOf(
  db: Reader,
  by: 'seq' | 'article',
  keys: readonly number[],
): Promise<Map<number, readonly number[]>> {
  const alone = await db
    .selectFrom('statement')
    .select(['seq', 'person'])
    .where(`statement.${by}`, 'in', keys)
    .where('live', '=', 1)
    .where('person', '>', 0)
    .execute()
  const joint = await db
    .selectFrom('voice')
    .innerJoin('statement', 'statement.seq', 'voice.seq')
    .select(['voice.seq', 'voice.person'])
    .where(`statement.${by}`, 'in', keys)
    .where('statement.live', '=', 1)
    .execute()
  const voices = new Map<number, readonly number[]>(alone.map(r => [r.seq, [r.person]]))
  for (const { seq, person } of joint) voices.set(seq, [...(voices.get(seq) ?? []), person])
  return voices
}

/** Who these are now, merged ones as whom they became. */
async function peopleByKeys(db: Reader, keys: readonly number[]) {
  const known = new Map<number, { readonly id: string; readonly name: string; readonly type: SpeakerType }>()
  for (let at = 0; at < keys.length; at += CHUNK)
    for (const p of await db
      .selectFrom('person')
      .leftJoin('person as root', 'root.key', 'person.merged_into')
      .select(['person.key', 'person.id', 'person.name', 'person.type'])
      .select(['root.id as root_id', 'root.name as root_name', 'root.type as root_type'])
      .where('person.key', 'in', keys.slice(at, at + CHUNK))
      .execute())
      known.set(p.key, {
        id: p.root_id ?? p.id,
        name: p.root_name ?? p.name,
        type: p.root_type ?? p.type,
      })
  return known
}

export async function company({ base: { db } }: Context, id: string, limit: number): Promise<Company> {
  const own = /^p[0-9a-z]{15}$/.test(id) ? await peopleNamed(db, id, 1) : []
  if (own.length === 0) return { articles: 0, all: true, items: [] }
  const said = db
    .selectFrom('statement')
    .select(['seq', 'article'])
    .where('person', 'in', own)
    .where('live', '=', 1)
    .unionAll(
      db
        .selectFrom('voice')
        .innerJoin('statement', 'statement.seq', 'voice.seq')
        .select(['statement.seq', 'statement.article'])
        .where('voice.person', 'in', own)
        .where('statement.live', '=', 1),
    )
  const newest = await db
    .selectFrom(said.as('said'))
    .select(eb => ['article', eb.fn.max('seq').as('last')])
    .groupBy('article')
    .orderBy('last', 'desc')
    .limit(LOOKED_AT + 1)
    .execute()
  const articles = newest.slice(0, LOOKED_AT).map(r => r.article)
  const rows = articles.length === 0 ? [] : await speakersOf(db, articles)
  const known = await peopleByKeys(db, [...new Set(rows.map(r => r.person))])
  const ownIds = new Set(own.map(key => known.get(key)?.id))
  const met = new Map<string, { type: SpeakerType; name: string; articles: Set<number>; statements: Set<number> }>()
  for (const { seq, article, person } of rows) {
    const { id, name, type } = known.get(person)!
    if (ownIds.has(id)) continue
    const one = met.get(id) ?? { type, name, articles: new Set(), statements: new Set() }
    one.articles.add(article)
    one.statements.add(seq)
    met.set(id, one)
  }
  const items = [...met]
    .map(([person, m]) => ({
      person,
      name: m.name,
      type: m.type,
      articles: m.articles.size,
      statements: m.statements.size,
    }))
    .toSorted((a, b) => b.articles - a.articles || b.statements - a.statements || (a.person < b.person ? -1 : 1))
  return { articles: articles.length, all: newest.length <= LOOKED_AT, items: items.slice(0, limit) }
}

/** Who speaks in these articles: a row for each who speaks in each statement. */
async function speakersOf(db: Reader, articles: readonly number[]) {
  const alone = db
    .selectFrom('statement')
    .select(['seq', 'article', 'person'])
    .where('article', 'in', articles)
    .where('live', '=', 1)
    .where('person', '>', 0)
  const joint = db
    .selectFrom('voice')
    .innerJoin('statement', 'statement.seq', 'voice.seq')
    .select(['statement.seq', 'statement.article', 'voice.person as person'])
    .where('statement.article', 'in', articles)
    .where('statement.live', '=', 1)
  return alone.unionAll(joint).execute()
}

export async function lastWords({ base: { db } }: Context, outlet: string, limit: number): Promise<LastWords> {
  const outlets = await outletsNamed(db, outlet)
  const newest =
    outlets.length !== 1
      ? []
      : await db
          .selectFrom('article')
          .select('key')
          .where('outlet', '=', outlets[0]!)
          .where('current', '=', 1)
          .orderBy('published_at', 'desc')
          .limit(LOOKED_AT + 1)
          .execute()
  const articles = newest.slice(0, LOOKED_AT).map(r => r.key)
  const rows =
    articles.length === 0
      ? []
      : await db
          .selectFrom('statement')
          .select(['seq', 'article', 'content_from', 'content_to', 'person', 'speaker'])
          .where('article', 'in', articles)
          .where('live', '=', 1)
          .execute()
  // The last that ends; of several that end together the outermost.
  const last = new Map<number, (typeof rows)[number]>()
  for (const r of rows) {
    const held = last.get(r.article)
    const later =
      held === undefined ||
      r.content_to > held.content_to ||
      (r.content_to === held.content_to && r.content_from < held.content_from)
    if (later) last.set(r.article, r)
  }
  const voices = await jointVoices(
    db,
    [...last.values()].filter(r => r.person === 0).map(r => r.seq),
  )
  const known = await peopleByKeys(db, [
    ...new Set([...last.values()].flatMap(r => (r.person > 0 ? r.person : (voices.get(r.seq) ?? [])))),
  ])
  const said = new Map<string, { person: string | null; name: string | null; articles: number }>()
  for (const r of last.values()) {
    const people = r.person > 0 ? [r.person] : (voices.get(r.seq) ?? [])
    const named =
      people.length === 0
        ? [{ person: null, name: r.speaker }]
        : people.map(p => ({ person: known.get(p)!.id, name: known.get(p)!.name }))
    for (const { person, name } of named) {
      const key = person ?? `-${name ?? ''}`
      said.set(key, { person, name, articles: (said.get(key)?.articles ?? 0) + 1 })
    }
  }
  const items = [...said.values()].toSorted(
    (a, b) => b.articles - a.articles || ((a.name ?? '') < (b.name ?? '') ? -1 : 1),
  )
  return { articles: articles.length, all: newest.length <= LOOKED_AT, items: items.slice(0, limit) }
}

async function jointVoices(db: Reader, seqs: readonly number[]): Promise<Map<number, number[]>> {
  const voices = new Map<number, number[]>()
  if (seqs.length === 0) return voices
  for (const { seq, person } of await db.selectFrom('voice').selectAll().where('seq', 'in', seqs).execute())
    voices.set(seq, [...(voices.get(seq) ?? []), person])
  return voices
}
