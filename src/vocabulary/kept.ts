import type { Article } from './article.ts'
import type { Attribution, AttributionRecord, SpeakerType } from './attribution.ts'
import type { Ruling } from './ruling.ts'

/**
 * What bytes are at bottom, once containers (feeds, archives, mails, tables) are unpacked: the forms of which an article
 * can be made again from kept bytes.
 */
export type Form = 'text' | 'markdown' | 'html' | 'pdf'

/** What the container or the sender says about an article, as it says it; the input's own words are weaker. */
export interface Stated {
  readonly title?: string | null
  readonly byline?: string | null
  readonly published?: string | null
  readonly modified?: string | null
  readonly outlet?: string | null
  /** Where the article lives on the web. */
  readonly url?: string | null
  /** BCP 47. */
  readonly language?: string | null
  /** The agency that a container's data names as origin (NewsML's provider, ninjs' infosource, …). */
  readonly agency?: string | null
  /** A feed's summary, not the article: it never takes the place of a text of the same address. */
  readonly summary?: true
}

/** A piece of news on its way in: bytes in one of the forms of which an article can be made, and what is said about it. */
export interface Piece {
  readonly bytes: Uint8Array
  readonly form: Form
  readonly stated: Stated
  readonly from: string
}

/** An article as a record keeps it. */
export interface KeptArticle {
  /** `a` and 15 characters of the alphabet 0-9a-z; never given twice. */
  readonly id: string
  /** Names all versions of one article (same canonical URL); equal to the id of its first version. */
  readonly work: string
  /** 1 for the first version, counted up. */
  readonly version: number
  readonly article: Article
  readonly form: Form
  readonly stated: Stated
  /** SHA-256 of the bytes that came in, in hex: the key under which they are kept. */
  readonly bytes: string
  /** Where it came from: a path, a URL, a place in an archive (`dump.warc.gz#12`). */
  readonly from: string
  /** ISO 8601 UTC instant or calendar day resolved from what the article states; null when that does not tell. */
  readonly publishedAt: string | null
  /** ISO 8601, UTC. */
  readonly addedAt: string
  /** `o` and 15 characters: the agency's report that this is. Copies of one report in a record share it; absent where there is no agency. */
  readonly report?: string
}

/** A statement of a kept article: the engine's attribution with a person's rulings laid over it. */
export interface RuledStatement {
  /** `s` and 15 characters of 0-9a-z. The same for the same words through re-readings and new versions. */
  readonly id: string
  /** As it holds now. Ids of speakers and parents mean `RuledReading.speakers` and the attributions beside it. */
  readonly attribution: Attribution
  /** Who it is across articles: id in the registry (`p` and 15 characters); null when nobody could be told. */
  readonly person: string | null
  /** Rulings that made it what it is, in order of time; empty for the engine's own. */
  readonly ruledBy: readonly string[]
  /** True when a person accepted it, changed it or added it. */
  readonly checked: boolean
}

/** A kept article with one reading of it and what people ruled: what show, export and the page work from. */
export interface RuledReading {
  readonly kept: KeptArticle
  /** The engine's reading, untouched; its `speakers` without those that rulings brought in. */
  readonly record: AttributionRecord
  /** ISO 8601, UTC. */
  readonly readAt: string
  /** In text order of the content; rejected ones are left out. */
  readonly statements: readonly RuledStatement[]
  /** The record's speakers, then those that rulings brought in. */
  readonly speakers: AttributionRecord['speakers']
  /** Ids of statements that a person rejected, with the ruling's id. */
  readonly rejected: readonly { readonly statement: string; readonly ruling: string }[]
  readonly rulings: readonly Ruling[]
  /** Ids of rulings whose place is not found in this version of the text. */
  readonly orphaned: readonly string[]
}

/** Somebody of the registry of speakers across articles. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly type: SpeakerType
  readonly aliases: readonly string[]
  /** Titles and roles under which somebody was cited, with the first and last publication day they were seen. */
  readonly titles: readonly { readonly title: string; readonly first: string | null; readonly last: string | null }[]
  readonly wikidata: string | null
  /** Who this person was merged into; null for one that stands by itself. */
  readonly mergedInto: string | null
}
