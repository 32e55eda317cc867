import type { FindingKind, SpeakerType, Stance, Standing, Verdict } from '../vocabulary/index.ts'
import type { JobState } from './promises.ts'

/**
 * The tables of a record, the same in SQLite and PostgreSQL. `key` columns are small whole numbers that join tables and
 * never leave the record; `id` columns are what the outside sees. Days are `YYYY-MM-DD`, instants ISO 8601 in UTC, both
 * as text; yes and no are 1 and 0. docs/record.md says what each table is for.
 */
export interface Tables {
  meta: { key: string; value: string }
  counter: { name: string; value: number }
  blob: { hash: string; codec: string; bytes: Uint8Array; size: number }
  job: JobTable
  work: { key: number; id: string; ident: string }
  article: ArticleTable
  reading: ReadingTable
  statement: StatementTable
  voice: { seq: number; person: number }
  terms: TermsTable
  /** Columns of the live statements of 16 articles: `columns.ts`. */
  sheet: { key: number; cells: Uint8Array }
  outlet: { key: number; name: string; folded: string }
  /** Whose report an article is, if an agency's; `origin` is the same for all copies of one report. */
  wire: { article: number; agency: string; folded: string; origin: string }
  /** Hashes of an agency's report by which copies are known; days since 1970, 0 for none: `wires.ts`. */
  sketch: { hash: number; day: number; article: number }
  person: PersonTable
  alias: { folded: string; person: number; alias: string }
  /** What an article says of a person: see registry-traits.ts. */
  trait: { article: number; person: number; trait: 'title' | 'born'; value: string }
  tally: TallyTable
  ruling: RulingTable
  /** What else a ruling is about, beside its target. `ruling`: its `n`. */
  about: { id: string; ruling: number }
  fetched: {
    url: string
    at: string
    etag: string | null
    last_modified: string | null
    fetched_at: string
    status: number
    job: string | null
  }
  seen: { article: number; source: string; blob: string; at: string }
  compared: ComparedTable
  story: StoryTable
  family: FamilyTable
  /** Where a family's variants stand, and of which wording each is. */
  variant: { family: string; article: number; at: number; wording: number; statement: string | null }
  finding: FindingTable
  /** Where a finding's evidence lies. */
  evidence: { finding: string; article: number; at: number; statement: string | null }
  /** An id that was merged or split, or made anew, and what has most of its articles now. */
  moved: { id: string; heir: string }
  /** Articles whose stories, families and findings may have to change; `n` counts the reasons. */
  uncompared: { article: number; n: number }
  wording: WordingTable
  /** Runs of words: which wordings have each. `rest`: the longer the wording, the smaller; see `comparison-index.ts`. */
  run: { run: number; rest: number; wording: number }
  /** Two wordings that are one utterance by their words; `a` asked. */
  link: { a: number; b: number; sameness: number }
  /** A quotation of an article, by the number of its place there. */
  place: { article: number; n: number; wording: number; at: number; passage: Uint8Array }
  /** Where forgotten articles stood among the others: minutes since 1970. */
  vacated: { at: number }
  /** Whose turn it is to compare, and until when (milliseconds since 1970). */
  turn: { name: string; worker: string; until: number }
  tombstone: { id: string; of: string; author: string; reason: string; at: string; removed: string }
  forgotten: { mark: string; tombstone: string }
}

/** An article as it is compared. */
export interface ComparedTable {
  article: number
  /** Stands for the article's work in stories. */
  name: string
  /** Minutes since 1970 by which stories are put together; null where the day is not known. */
  at: number | null
  /** '' until its first stories are made. */
  story: string
  traits: Uint8Array
  /** What quotations need to know of their report. */
  source: Uint8Array
}

/** Folded words that one or more quotations have. */
export interface WordingTable {
  /** The first half of the key as a number: in core order wordings of one length stand by it. */
  id: number
  key: string
  length: number
  words: string
  /** 1 when it is to be laid beside others. */
  look: number
  /** 1 when its families are to be made anew. A wording without places only waits for that. */
  regroup: number
}

export interface StoryTable {
  id: string
  articles: number
  /** Of publication, as the articles state it; '' when no article does. */
  first: string
  last: string
  /** Terms of the title, a blank around each. */
  words: string
  /** Packed JSON of `Story`; null after something was forgotten, until it is made anew. */
  body: Uint8Array | null
}

export interface FamilyTable {
  id: string
  standing: Standing
  origins: number
  variants: number
  /** How many articles carry it. */
  articles: number
  /** Packed JSON of `Family`; null after something was forgotten, until it is made anew. */
  body: Uint8Array | null
}

export interface FindingTable {
  id: string
  kind: FindingKind
  standing: Standing
  /** Findings sort by it: kind by kind, the surest first. */
  rank: number
  story: string | null
  family: string | null
  /** Id of the story or family over which it was found: with it, it is made anew. */
  scope: string
  /** Stands for the two speakers whom it tells apart: `rulings-findings.ts`. */
  apart: string | null
  /** What a person said of it, and the id of the ruling. */
  verdict: Verdict | null
  ruling: string | null
  /** Packed JSON of `Finding`; null after something was forgotten, until it is made anew. */
  body: Uint8Array | null
}

export interface JobTable {
  /** Order of acceptance. */
  n: number
  id: string
  state: JobState
  form: string
  /** JSON of `Stated`. */
  stated: string
  /** JSON string: where the piece came from. */
  source: string
  blob: string
  tries: number
  worker: string | null
  /** Milliseconds since 1970. */
  lease_until: number | null
  /** JSON of `Failure`. */
  failure: string | null
  article: number | null
  accepted_at: string
}

export interface ArticleTable {
  key: number
  id: string
  work: number
  version: number
  /** 1 for the newest version of its work: the one that is searched and counted. */
  current: number
  hash: string
  /** Packed text; null when the bytes that came in, as UTF-8, are the text. */
  text: Uint8Array | null
  codec: string
  /** Packed JSON: blocks, notes, page stretches and what the input states. */
  layout: Uint8Array
  form: string
  stated: string
  blob: string
  source: string
  title: string | null
  published_at: string | null
  outlet: number
  /** 1 when it is an agency's report. */
  wire: number
  added_at: string
  /** Id of the present reading: the last made. */
  reading: string
}

export interface ReadingTable {
  article: number
  id: string
  n: number
  engine: string
  model: string
  options: string
  record: Uint8Array
  read_at: string
}

export interface StatementTable {
  /** Publication day and a running number in one: `seq.ts`. Sorting by it is sorting by day. */
  seq: number
  id: string
  article: number
  /** 1 while the present reading (or a ruling) holds it; 0 for one that is gone or rejected: its id stays taken. */
  present: number
  /** 1 while it is present and its article is the newest version: it is searched and counted. */
  live: number
  /** Id of the attribution in the present reading; null when that reading lacks it. */
  attribution: string | null
  content_from: number
  content_to: number
  /** JSON of the content's spans where there are several, else null. */
  spans: string | null
  /** Key of the person; 0 when nobody could be told, or several speak together (then `voice` has each). */
  person: number
  speaker: string | null
  type: SpeakerType
  kind: 'direct' | 'indirect' | 'mixed'
  stance: Stance
  negated: number
  /** JSON list of names, null for none. */
  via: string | null
  outlet: number
  wire: number
  said_from: string | null
  said_to: string | null
  confidence: number
  /** What 'best' sorts by. */
  weight: number
  /** 1 when a person accepted, changed or added it. */
  checked: number
}

export interface TermsTable {
  seq: number
  terms: string
}

export interface PersonTable {
  key: number
  id: string
  name: string
  type: SpeakerType
  /** Folded name, type and a number that keeps people of one name apart: unique. */
  ident: string
  wikidata: string | null
  /** Key of the person this one was merged into (never one that is itself merged); null for one by itself. */
  merged_into: number | null
}

/**
 * Counts of live statements. `person` 0 stands for all statements, whoever speaks; `outlet` -1 for all outlets together,
 * 0 for none stated; `type` '' for all types, and others only with `person` 0. A merged person counts as whom it became.
 */
export interface TallyTable {
  person: number
  outlet: number
  type: string
  statements: number
  articles: number
  direct: number
  anonymous: number
  wire: number
  first: string | null
  last: string | null
}

export interface RulingTable {
  n: number
  id: string
  /** What it is about, as ids. */
  article: string | null
  statement: string | null
  person: string | null
  /** JSON of target and change. */
  body: string
  author: string
  at: string
  reason: string | null
}
