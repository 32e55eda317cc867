import type { AttributionRecord } from '../vocabulary/index.ts'
import type { TermsRow, Writer } from './base.ts'
import { putStretches, stretchOf } from './columns.ts'
import { type Context, take } from './context.ts'
import { columnText } from './packing.ts'
import { type Candidate, choosePerson, type Newcomer, personIdent, standsForItself } from './registry.ts'
import { type Trait, traitsOf } from './registry-traits.ts'
import type { Laid, LaidStatement } from './ruled.ts'
import type { PersonTable, StatementTable, Tables } from './schema.ts'
import { seqOf } from './seq.ts'
import { Tallies } from './tally.ts'
import { foldName, wordsIn } from './words.ts'

/** What of an article every row of its statements repeats. */
export interface Bearer {
  readonly key: number
  readonly text: string
  readonly publishedAt: string | null
  readonly outlet: number
  readonly wire: boolean
  /** The agency's folded name; null where `wire` is false. */
  readonly agency: string | null
  /** The newest version of its work. */
  readonly current: boolean
}

/** A statement's row, and whom it is counted for when several speak together. */
export interface Entry {
  readonly row: StatementTable
  readonly voices: readonly number[]
}

/** The content's words: its spans, with an ellipsis where something else stands between them. */
export function contentWords(text: string, spans: readonly { readonly from: number; readonly to: number }[]): string {
  let words = ''
  spans.forEach((s, i) => {
    const between = i === 0 ? '' : text.slice(spans[i - 1]!.to, s.from)
    words += (i > 0 ? (between.trim() === '' ? between : ' … ') : '') + text.slice(s.from, s.to)
  })
  return words
}

/** Spans of a row's content. */
export const spansOf = (row: Pick<StatementTable, 'content_from' | 'content_to' | 'spans'>) =>
  row.spans === null
    ? [{ from: row.content_from, to: row.content_to }]
    : (JSON.parse(row.spans) as [number, number][]).map(([from, to]) => ({ from, to }))

/** Marks under which the full-text index finds a statement without its words. */
export const marks = {
  person: (key: number) => `p${key}`,
  outlet: (key: number) => `o${key}`,
  kind: (kind: string) => `k${kind}`,
  stance: (stance: string) => `s${stance}`,
  type: (type: string) => `t${type}`,
  /** By its folded name. */
  agency: (folded: string) => `g${folded.replaceAll(' ', '').slice(0, 60)}`,
  /** The words of a name, each marked: side by side they are the name or a part of it. */
  via: (name: string) =>
    foldName(name)
      .split(' ')
      .filter(w => w !== '')
      .map(w => `v${w}`),
}

/** What the index says of a statement, all but its number and who of the registry it is. */
export function rowOf(bearer: Bearer, laid: Laid, s: LaidStatement): Omit<StatementTable, 'seq' | 'person'> {
  const { attribution: a } = s
  const speaker = laid.speakers.find(x => x.id === a.speaker)
  const words = contentWords(bearer.text, a.content)
  return {
    id: s.id,
    article: bearer.key,
    present: 1,
    live: bearer.current ? 1 : 0,
    attribution: a.id,
    content_from: a.content[0]!.from,
    content_to: a.content.at(-1)!.to,
    spans: a.content.length === 1 ? null : JSON.stringify(a.content.map(c => [c.from, c.to])),
    speaker: speaker === undefined ? null : columnText(speaker.name),
    type: speaker?.type ?? 'unknown',
    kind: a.kind,
    stance: a.stance,
    negated: a.negated ? 1 : 0,
    via: a.via.length === 0 ? null : JSON.stringify(a.via),
    outlet: bearer.outlet,
    wire: bearer.wire ? 1 : 0,
    said_from: a.when?.from ?? null,
    said_to: a.when?.to ?? null,
    confidence: a.confidence,
    weight: a.confidence / Math.log2(8 + words.length / 6),
    checked: s.checked ? 1 : 0,
  }
}

/** Somebody of the registry, and whether their traits have been looked up. */
interface Known extends Candidate {
  readonly traits: Trait[]
  asked: boolean
}

/** Traits of somebody that are compared with a newcomer's: the last told. */
const RECENT = 100

/**
 * Writes the index of statements: rows, full text, people and counts. One for each transaction; `finish` writes what was
 * put together, in the order that the databases take fastest.
 */
export class Indexer {
  private readonly people = new Map<string, Known[]>()
  private readonly roots = new Map<number, number>()
  private readonly outlets = new Map<string, number>()
  private readonly tallies: Tallies
  private newPeople: PersonTable[] = []
  private newAliases: Tables['alias'][] = []
  private newTraits: Tables['trait'][] = []
  private rows: StatementTable[] = []
  private voices: { seq: number; person: number }[] = []
  private terms: TermsRow[] = []
  /** Columns of articles, as they are to be; null for those that leave. */
  private readonly stretches = new Map<number, readonly number[] | null>()

  constructor(
    private readonly context: Context,
    private readonly trx: Writer,
  ) {
    this.tallies = new Tallies(context, trx)
  }

  /** Key of an outlet by its name, made when new; 0 for none. */
  async outlet(name: string | null): Promise<number> {
    const folded = name === null ? '' : foldName(name)
    if (folded === '') return 0
    let key = this.outlets.get(folded)
    if (key === undefined) {
      const found = await this.trx.selectFrom('outlet').select('key').where('folded', '=', folded).executeTakeFirst()
      key = found?.key ?? (await take(this.trx, 'outlet', 1))
      if (found === undefined)
        await this.trx
          .insertInto('outlet')
          .values({ key, name: columnText(name!.trim()), folded })
          .execute()
      this.outlets.set(folded, key)
    }
    return key
  }

  /** Keys of the registry for an article's speakers, by speaker id; those who stand for nobody in particular are left out. */
  private async cast(
    speakers: AttributionRecord['speakers'],
    traits: ReadonlyMap<string, readonly Trait[]>,
  ): Promise<Map<string, number>> {
    const named = speakers.filter(standsForItself)
    const unknown = [...new Set(named.map(s => foldName(s.name)))].filter(folded => !this.people.has(folded))
    for (let at = 0; at < unknown.length; at += 500) {
      const some = unknown.slice(at, at + 500)
      for (const folded of some) this.people.set(folded, [])
      const rows = await this.trx
        .selectFrom('alias')
        .innerJoin('person', 'person.key', 'alias.person')
        .select(['alias.folded', 'person.key', 'person.name', 'person.type', 'person.merged_into'])
        .where('alias.folded', 'in', some)
        .orderBy('person.key')
        .execute()
      for (const { folded, merged_into, ...candidate } of rows) {
        this.people.get(folded)!.push({ ...candidate, traits: [], asked: false })
        this.roots.set(candidate.key, merged_into ?? candidate.key)
      }
    }
    const keys = new Map<string, number>()
    const strangers: typeof named = []
    for (const s of named) {
      const candidates = this.people.get(foldName(s.name))!
      const said = traits.get(s.id) ?? []
      if (said.length > 0) for (const c of candidates) await this.recall(c)
      const known = choosePerson(s, said, candidates)
      if (known === null) strangers.push(s)
      else keys.set(s.id, known.key)
    }
    let key = strangers.length === 0 ? 0 : await take(this.trx, 'person', strangers.length)
    for (const s of strangers) keys.set(s.id, this.introduce(s, traits.get(s.id) ?? [], key++))
    return keys
  }

  /** A newcomer's row in the registry; two speakers of one article may turn out to be one newcomer. */
  private introduce(newcomer: Newcomer, traits: readonly Trait[], key: number): number {
    const folded = foldName(newcomer.name)
    const candidates = this.people.get(folded)!
    const known = choosePerson(newcomer, traits, candidates)
    if (known !== null) return known.key
    const name = columnText(newcomer.name)
    const id = this.context.newId('p')
    const ident = personIdent(newcomer, !candidates.some(c => c.type === newcomer.type), id)
    this.newPeople.push({ key, id, name, type: newcomer.type, ident, wikidata: null, merged_into: null })
    this.newAliases.push({ folded, person: key, alias: name })
    candidates.push({ key, name, type: newcomer.type, traits: [], asked: true })
    this.roots.set(key, key)
    return key
  }

  /** What recent articles said of somebody. */
  private async recall(known: Known): Promise<void> {
    if (known.asked) return
    known.asked = true
    const rows = await this.trx
      .selectFrom('trait')
      .select(['trait', 'value'])
      .where('person', '=', known.key)
      .orderBy('article', 'desc')
      .limit(RECENT)
      .execute()
    known.traits.push(...rows)
  }

  /** Notes what the article says of those who speak in it, where it is plain which of the registry they are. */
  private describe(
    bearer: Bearer,
    laid: Laid,
    entries: readonly Entry[],
    traits: ReadonlyMap<string, readonly Trait[]>,
  ): void {
    const people = new Map<string, Set<number>>()
    for (const [i, { row, voices }] of entries.entries()) {
      const { speaker } = laid.statements[i]!.attribution
      if (voices.length > 0 || speaker === null || !traits.has(speaker)) continue
      people.set(speaker, (people.get(speaker) ?? new Set<number>()).add(row.person))
    }
    for (const [speaker, keys] of people) {
      const [person] = keys
      if (keys.size > 1 || person === undefined || person === 0) continue
      const { name } = laid.speakers.find(s => s.id === speaker)!
      const known = this.people.get(foldName(name))?.find(c => c.key === person)
      for (const { trait, value } of traits.get(speaker)!) {
        this.newTraits.push({ article: bearer.key, person, trait, value: columnText(value) })
        known?.traits.push({ trait, value })
      }
    }
  }

  /** Whom a person counts as. */
  private async root(person: number): Promise<number> {
    let root = this.roots.get(person)
    if (root === undefined) {
      const row = await this.trx.selectFrom('person').select('merged_into').where('key', '=', person).executeTakeFirst()
      root = row?.merged_into ?? person
      this.roots.set(person, root)
    }
    return root
  }

  /**
   * Puts an article's statements into the index in place of those it has there (`held`). `resting` are those of the
   * reading that a person rejected; they, and held ones that the reading lacks, stay as rows only, so that their ids stay
   * taken.
   */
  async put(
    bearer: Bearer,
    laid: Laid,
    resting: readonly LaidStatement[],
    held: readonly StatementTable[],
  ): Promise<number> {
    const people = await this.peopleNamed(laid.statements)
    // Only who speaks enters the registry; whom a ruling names by id needs no looking up by name.
    const speaking = new Set(
      laid.statements.flatMap(({ named, attribution: a }) =>
        named?.person ? [] : a.speakers.length > 1 ? a.speakers : (a.speaker ?? []),
      ),
    )
    const day = bearer.publishedAt?.slice(0, 10) ?? null
    const traits = new Map<string, readonly Trait[]>()
    for (const s of laid.speakers) {
      const said = speaking.has(s.id) ? traitsOf(bearer.text, s, day) : []
      if (said.length > 0) traits.set(s.id, said)
    }
    const cast = await this.cast(
      laid.speakers.filter(s => speaking.has(s.id)),
      traits,
    )
    const seqs = new Map(held.map(h => [h.id, h.seq]))
    const missing = [...laid.statements, ...resting].filter(s => !seqs.has(s.id)).length
    let running = missing === 0 ? 0 : await take(this.trx, 'statement', missing)
    const entryOf = (s: LaidStatement) =>
      this.entry(bearer, laid, s, cast, people, seqs.get(s.id) ?? seqOf(bearer.publishedAt, running++))
    const entries = laid.statements.map(entryOf)
    const asleep = resting.map(s => ({ ...entryOf(s).row, present: 0, live: 0 }))
    const here = new Set([...laid.statements, ...resting].map(s => s.id))
    const gone = held.filter(h => !here.has(h.id)).map(h => ({ ...h, present: 0, live: 0, attribution: null }))
    if (held.length > 0) {
      await this.takeOut(bearer, held)
      await this.trx.deleteFrom('trait').where('article', '=', bearer.key).execute()
    }
    this.describe(bearer, laid, entries, traits)
    this.rows.push(...asleep, ...gone)
    for (const { row, voices } of entries) {
      this.rows.push(row)
      for (const person of voices) this.voices.push({ seq: row.seq, person })
    }
    if (bearer.current) {
      for (const e of entries) this.terms.push(termsOf(bearer, e))
      await this.count(bearer, entries, 1)
    }
    return entries.length
  }

  /** Keys of the people whom rulings name by id. */
  private async peopleNamed(statements: readonly LaidStatement[]): Promise<Map<string, number>> {
    const ids = [...new Set(statements.flatMap(s => s.named?.person ?? []))]
    if (ids.length === 0) return new Map()
    await this.flush() // they may be of this very transaction
    const rows = await this.trx.selectFrom('person').select(['id', 'key']).where('id', 'in', ids).execute()
    return new Map(rows.map(r => [r.id, r.key]))
  }

  private entry(
    bearer: Bearer,
    laid: Laid,
    s: LaidStatement,
    cast: ReadonlyMap<string, number>,
    people: ReadonlyMap<string, number>,
    seq: number,
  ): Entry {
    const { speaker, speakers } = s.attribution
    const voices = speakers.length > 1 ? [...new Set(speakers.flatMap(id => cast.get(id) ?? []))] : []
    const ruled = s.named?.person ? people.get(s.named.person) : undefined
    const person = voices.length > 0 ? 0 : (ruled ?? cast.get(speaker ?? '') ?? 0)
    return { voices, row: { ...rowOf(bearer, laid, s), seq, person } }
  }

  /** Takes an article's rows, their full text and their counts out of the index. */
  async takeOut(bearer: Bearer, held: readonly StatementTable[]): Promise<void> {
    await this.flush() // they may be of this very transaction
    const live = held.filter(h => h.live === 1)
    if (live.length > 0) {
      const voices = await this.voicesOf(live.map(h => h.seq))
      await this.count(
        bearer,
        live.map(row => ({ row, voices: voices.get(row.seq) ?? [] })),
        -1,
      )
      await this.context.base.fullText.remove(
        this.trx,
        live.map(h => h.seq),
      )
    }
    for (let at = 0; at < held.length; at += 500) {
      const seqs = held.slice(at, at + 500).map(h => h.seq)
      await this.trx.deleteFrom('voice').where('seq', 'in', seqs).execute()
      await this.trx.deleteFrom('statement').where('seq', 'in', seqs).execute()
    }
  }

  private async voicesOf(seqs: readonly number[]): Promise<Map<number, number[]>> {
    const voices = new Map<number, number[]>()
    for (let at = 0; at < seqs.length; at += 500)
      for (const { seq, person } of await this.trx
        .selectFrom('voice')
        .selectAll()
        .where('seq', 'in', seqs.slice(at, at + 500))
        .execute())
        voices.set(seq, [...(voices.get(seq) ?? []), person])
    return voices
  }

  private async count(bearer: Bearer, entries: readonly Entry[], sign: 1 | -1): Promise<void> {
    const counted = []
    for (const { row, voices } of entries) {
      const people = new Set<number>()
      for (const p of voices.length > 0 ? voices : row.person > 0 ? [row.person] : []) people.add(await this.root(p))
      counted.push({ row, people })
    }
    this.tallies.add(bearer, counted, sign)
    const voices = new Map(entries.map(e => [e.row.seq, e.voices]))
    const rows = entries.map(e => e.row)
    this.stretches.set(bearer.key, sign < 0 ? null : stretchOf(rows, voices))
  }

  /** Rows that only rest: kept for their ids, neither searched nor counted. */
  putBack(held: readonly StatementTable[]): void {
    for (const row of held) this.rows.push({ ...row, live: 0 })
  }

  /** Writes rows and full text; the counts wait for `finish`. */
  async flush(): Promise<void> {
    const { newPeople, newAliases, newTraits, rows, voices, terms } = this
    this.newPeople = []
    this.newAliases = []
    this.newTraits = []
    this.rows = []
    this.voices = []
    this.terms = []
    await this.context.rows.person.insert(this.trx, newPeople)
    await this.context.rows.alias.insert(this.trx, newAliases)
    await this.context.rows.trait.insert(this.trx, newTraits)
    await this.context.rows.statement.insert(this.trx, rows)
    await this.context.rows.voice.insert(this.trx, voices)
    await this.context.base.fullText.add(this.trx, terms)
  }

  async finish(): Promise<void> {
    await this.flush()
    await this.tallies.write()
    await putStretches(this.trx, this.stretches)
    this.stretches.clear()
  }
}

/** Words of one content that are searched; PostgreSQL has room for some more. */
const INDEXED = 50_000

export function termsOf(bearer: Bearer, { row, voices }: Entry): TermsRow {
  const people = voices.length > 0 ? voices : row.person > 0 ? [row.person] : []
  return {
    seq: row.seq,
    words: wordsIn(contentWords(bearer.text, spansOf(row)))
      .slice(0, INDEXED)
      .map(w => w.term),
    marks: [
      ...people.map(marks.person),
      ...(bearer.outlet > 0 ? [marks.outlet(bearer.outlet)] : []),
      marks.kind(row.kind),
      marks.stance(row.stance),
      marks.type(row.type),
      ...(bearer.agency === null ? [] : [marks.agency(bearer.agency)]),
      ...(row.via === null ? [] : (JSON.parse(row.via) as string[]).flatMap(marks.via)),
    ],
  }
}
