import type {
  Article,
  AttributionRecord,
  KeptArticle,
  Person,
  Piece,
  RuledReading,
  RuledStatement,
  Ruling,
  RulingDraft,
  SpeakerType,
  Stance,
} from '../vocabulary/index.ts'
import type { ComparingStore } from './promises-comparing.ts'
import type { ComparisonStore } from './promises-comparison.ts'
import type { OverviewStore } from './promises-overview.ts'

export type { Piece }

/**
 * What a record promises, whichever database keeps it; one promise suite (test/store) runs on both.
 *
 * - What `accept`, `keep`, `rule` or `forget` has answered is on disk and survives a crash; what it has not answered is
 *   there whole or not at all.
 * - Doing the same again changes nothing: constraints of the database, not good manners, see to it.
 * - Bytes, articles, readings and rulings are only ever added; `forget` alone takes away.
 */
export interface RecordStore extends OverviewStore {
  readonly kind: 'sqlite' | 'postgres'
  /** Its articles laid side by side. */
  readonly comparison: ComparisonStore
  /** What comparing them works with. */
  readonly comparing: ComparingStore

  // ---- taking in: accept -> claim -> keep or fail

  /** Takes pieces in for good, before anybody has read them. One transaction. */
  accept(pieces: readonly Piece[]): Promise<readonly Acceptance[]>
  /**
   * Hands up to `count` waiting jobs (or those whose lease ran out) to a worker, who must keep or fail them within
   * `lease` milliseconds or call `extend`. No job is handed to two workers at once. `only` limits it to those jobs.
   */
  claim(worker: string, count: number, lease: number, only?: readonly string[]): Promise<readonly Job[]>
  extend(worker: string, jobs: readonly string[], lease: number): Promise<void>
  /** Gives back jobs that this worker claimed and did not begin: they wait again, and this claim was no try. */
  release(worker: string, jobs: readonly string[]): Promise<void>
  /** Keeps articles with their readings and marks their jobs done; one transaction. Idempotent. */
  keep(readings: readonly Keeping[]): Promise<readonly Kept[]>
  /** A job failed: it waits for another try, or after `MAX_TRIES` or with `final` goes to the dead letters. */
  fail(job: string, worker: string, failure: Failure, final: boolean): Promise<void>
  jobs(filter: {
    readonly state?: JobState
    /** Only these jobs. */
    readonly ids?: readonly string[]
    readonly limit?: number
    readonly after?: string
  }): Promise<readonly JobRow[]>
  /** Puts dead letters back to waiting; all of them without ids. Gives their number. */
  retry(jobs?: readonly string[]): Promise<number>

  // ---- reading again

  /** Ids of articles whose present reading is not by this engine, model and options, in order of id, after `after`. */
  unread(
    by: { readonly engine: string; readonly model: string; readonly options: string },
    after: string | null,
    limit: number,
  ): Promise<readonly string[]>
  /** Keeps another reading beside the earlier ones; statements keep their ids where they are the same words. */
  keepReading(article: string, record: AttributionRecord): Promise<{ readonly outcome: 'added' | 'known' }>

  // ---- looking up

  article(id: string): Promise<KeptArticle | null>
  /** In order of id, which is the order of adding. */
  articles(page: {
    readonly after?: string | null
    readonly limit: number
    readonly filter?: Filter
    /** The last added first. */
    readonly newest?: boolean
  }): Promise<readonly KeptArticle[]>
  bytes(article: string): Promise<Uint8Array | null>
  /** The present reading (the last that was kept) or the one named, with rulings laid over it. */
  reading(article: string, reading?: string): Promise<RuledReading | null>
  readings(
    article: string,
  ): Promise<
    readonly { readonly id: string; readonly engine: string; readonly model: string; readonly readAt: string }[]
  >
  /** The statement with its article's present reading; null when no such id, or rejected, or forgotten. */
  statement(id: string): Promise<{ readonly reading: RuledReading; readonly statement: RuledStatement } | null>
  /** All versions of a work, the first first. */
  versions(work: string): Promise<readonly KeptArticle[]>
  find(query: Query): Promise<Page<Hit>>
  /** Who is quoted how often. */
  who(query: WhoQuery): Promise<readonly WhoRow[]>
  counts(): Promise<Counts>

  // ---- people

  person(id: string): Promise<Person | null>
  /** By name or alias, the most quoted first. */
  people(
    name: string,
    limit: number,
    /** `within`: behind those who go by just that name, those with it in theirs too. Not given: these only where there are no others. */
    how?: { readonly within: boolean },
  ): Promise<readonly Person[]>
  /** A user's own alias file, laid in whole: `name`, its aliases, an optional Wikidata id. Each line becomes rulings. */
  statementsOf(person: string, page: { readonly after?: string | null; readonly limit: number }): Promise<Page<Hit>>

  // ---- rulings

  /**
   * Adds a ruling. Throws `contradicts-ruling` (naming it) when an earlier one that holds says otherwise of the same
   * thing, unless `instead` is that ruling's id: then it is undone in the same transaction.
   */
  rule(draft: RulingDraft, instead?: string): Promise<Ruling>
  rulings(filter: {
    /** Only this one. */
    readonly ruling?: string
    readonly article?: string
    readonly statement?: string
    readonly person?: string
    readonly finding?: string
    readonly after?: string | null
    readonly limit: number
  }): Promise<readonly (Ruling & { readonly state: 'holds' | 'undone' | 'orphaned' })[]>

  // ---- fetching's memory

  fetched(url: string): Promise<Fetched | null>
  keepFetched(fetched: Fetched): Promise<void>

  // ---- care

  /** Removes an article (all versions with `works`), or a person and every statement of theirs; leaves a tombstone. */
  forget(
    what: { readonly article: string } | { readonly person: string },
    by: { readonly author: string; readonly reason: string },
  ): Promise<Tombstone>
  tombstones(): Promise<readonly Tombstone[]>
  /** Checks every text against its hash, every span against its text, every blob, every index; and that nothing of what was forgotten remains. */
  verify(say?: (done: number, all: number) => void): Promise<readonly Fault[]>
  /** A consistent copy while others write; SQLite only (PostgreSQL has pg_dump: throws `use-pg-dump`). */
  backup(path: string, say?: (done: number, all: number) => void): Promise<void>
  close(): Promise<void>
}

export type JobState = 'waiting' | 'claimed' | 'done' | 'dead'

export interface Acceptance {
  /** Id of the job: the first 32 hex digits of SHA-256 over form, stated data and bytes. */
  readonly job: string
  /** `new`, or how an earlier acceptance of the same piece stands; `forgotten`: a tombstone forbids it. */
  readonly state: 'new' | JobState | 'forgotten'
  /** For `done`: the article it became. */
  readonly article: string | null
}

export interface Job {
  readonly id: string
  readonly piece: Piece
  readonly tries: number
}

export interface Failure {
  readonly code: string
  readonly message: string
  readonly next: string
}

export interface JobRow {
  readonly id: string
  readonly state: JobState
  readonly from: string
  readonly tries: number
  readonly failure: Failure | null
  readonly article: string | null
  readonly acceptedAt: string
}

/** An article and its reading, ready to be kept. */
export interface Keeping {
  readonly job: string
  readonly worker: string
  readonly article: Article
  /** ISO 8601 instant or day; see KeptArticle. */
  readonly publishedAt: string | null
  readonly record: AttributionRecord
}

export interface Kept {
  readonly job: string
  /** `known`: the same text of the same work was there. `lost-lease`: another worker holds or finished the job. */
  readonly outcome: 'added' | 'new-version' | 'known' | 'forgotten' | 'lost-lease'
  readonly article: string | null
  readonly work: string | null
  readonly version: number | null
  readonly statements: number
}

export interface Filter {
  /** Name, alias or id of a person of the registry. */
  readonly speaker?: string
  readonly outlet?: string
  readonly kind?: 'direct' | 'indirect' | 'mixed'
  readonly stance?: Stance
  readonly type?: SpeakerType
  /** Calendar days, both ends included, of publication. */
  readonly since?: string
  readonly until?: string
  readonly via?: string
  /** Only reports of this agency, whichever outlet carries them. */
  readonly agency?: string
}

export interface Query extends Filter {
  /** Words, all of which must occur in the content; "a phrase" in straight marks, a trailing * for a beginning. Null: no words asked for. */
  readonly words: string | null
  readonly limit: number
  readonly after?: string | null
  /** `least-sure`: the least likely to be right first; with words, a filter or days among the newest that match, a block at a time. */
  readonly order?: 'best' | 'newest' | 'oldest' | 'least-sure'
  /** Only those that nobody has accepted, changed or added. */
  readonly unchecked?: boolean
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Hand it back as `after` for the next page; null at the end. */
  readonly next: string | null
}

export interface Hit {
  readonly statement: string
  readonly article: string
  readonly person: string | null
  readonly speaker: string | null
  readonly type: SpeakerType
  readonly kind: 'direct' | 'indirect' | 'mixed'
  readonly stance: Stance
  readonly negated: boolean
  readonly via: readonly string[]
  readonly outlet: string | null
  /** The agency whose report the article is. */
  readonly agency: string | null
  readonly title: string | null
  readonly publishedAt: string | null
  readonly saidFrom: string | null
  readonly saidTo: string | null
  readonly confidence: number
  /** The content's words (cut at 2,000 units), with up to 160 units of the article around them. */
  readonly before: string
  readonly words: string
  readonly after: string
  /** Where in `words` the words asked for stand. */
  readonly marks: readonly { readonly from: number; readonly to: number }[]
}

export interface WhoQuery extends Filter {
  /** With `by: 'person'` and no filter: only these, by id. */
  readonly people?: readonly string[]
  readonly by: 'person' | 'outlet' | 'type'
  readonly limit: number
  /** Without so many of the most frequent. Default 0. */
  readonly skip?: number
}

export interface WhoRow {
  /** Person id, outlet or type. */
  readonly key: string
  readonly name: string
  readonly type: SpeakerType | null
  readonly statements: number
  readonly articles: number
  /** Articles, but copies of one agency's report count once. */
  readonly origins: number
  readonly outlets: number
  readonly direct: number
  readonly anonymous: number
  /** Statements in articles that carry an agency's report. */
  readonly wire: number
  readonly first: string | null
  readonly last: string | null
}

export interface Counts {
  readonly articles: number
  /** Articles, but copies of one agency's report count once. */
  readonly origins: number
  readonly versions: number
  readonly statements: number
  readonly people: number
  readonly rulings: number
  readonly jobs: Readonly<Record<JobState, number>>
}

export interface Fetched {
  /** As it was asked for. */
  readonly url: string
  /** The address that gave the bytes, after redirects: etag and date are its. */
  readonly at: string
  readonly etag: string | null
  readonly lastModified: string | null
  readonly fetchedAt: string
  readonly status: number
  /** The job that the bytes became; null when there were none. */
  readonly job: string | null
}

export interface Tombstone {
  readonly id: string
  readonly of: 'article' | 'person'
  readonly author: string
  readonly reason: string
  readonly at: string
  /** What went: counts only, never words or names. */
  readonly removed: {
    readonly articles: number
    readonly statements: number
    readonly readings: number
    readonly bytes: number
  }
}

export interface Fault {
  readonly code: string
  readonly message: string
  readonly next: string
}
