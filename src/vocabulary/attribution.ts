import type { Block, BlockKind, Note } from './article.ts'
import type { Span } from './span.ts'

/** How much of the content is in quotation marks: all of it, some of it, none of it. */
export type AttributionKind = 'direct' | 'indirect' | 'mixed'

/** The three parts of an attribution relation. */
export type Role = 'source' | 'cue' | 'content'
export const ROLES: readonly Role[] = ['source', 'cue', 'content']

/**
 * A source, a cue and a content that belong together, before anybody is named. Each role is a list of
 * spans in text order; source or cue may be empty (a quotation with no "said"), content never is.
 */
export interface Relation {
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  readonly kind: AttributionKind
  /** The relation whose content holds this one, as an index into the same list; null for an outermost one. */
  readonly parent: number | null
  /** How sure the tagger is of these spans, 0 to 1: the probability of the tags it chose. Uncalibrated. */
  readonly confidence: number
}

/** What the cue does with its content; of the cue alone, before any negation. */
export type Stance =
  | 'asserts'
  | 'claims'
  | 'denies'
  | 'refuses'
  | 'asks'
  | 'orders'
  | 'promises'
  | 'intends'
  | 'believes'
  | 'shows'

export const STANCES: readonly Stance[] = [
  'asserts',
  'claims',
  'denies',
  'refuses',
  'asks',
  'orders',
  'promises',
  'intends',
  'believes',
  'shows',
]

/** How a statement was made: what stands around its cue. Spans are mentions, not yet resolved. */
export interface Frame {
  readonly stance: Stance
  /** The probability that stance and negation are right, 0 to 1. */
  readonly stanceConfidence: number
  /** The cue itself is negated ("did not say"). */
  readonly negated: boolean
  /** Relayed by nobody named ("was quoted as saying"). */
  readonly reported: boolean
  /** Whom it was said to. */
  readonly addressee: Span | null
  /** Where or through what. */
  readonly venue: Span | null
  /** The time of saying, in the article's words. */
  readonly when: Span | null
}

/** Whom something was said to. */
export interface Addressee {
  /** The name of the speaker of the same record who is meant; else the words of `span`. */
  readonly name: string
  readonly span: Span
  /** Id of a speaker of the same record; null when nobody could be told. */
  readonly speaker: string | null
}

/** Where or through what something was said: "a Daily Ledger editorial". */
export interface Venue {
  readonly words: string
  readonly span: Span
}

/** When something was said. */
export interface When {
  readonly words: string
  readonly span: Span
  /** First and last calendar day, `YYYY-MM-DD`; null when the words don't tell, or the article has no date. */
  readonly from: string | null
  readonly to: string | null
}

/** For whom somebody speaks: "a spokesperson for Norvale Water". */
export interface Principal {
  readonly name: string
  readonly span: Span
}

/** Why it could not be told who speaks, or not surely. */
export type DoubtReason = 'two-candidates' | 'no-source-in-reach' | 'text-cut-off' | 'ambiguous-mark'

/** A doubt about the speaker; `candidates` are ids of speakers of the same record, the likeliest first. */
export interface Doubt {
  readonly reason: DoubtReason
  readonly candidates: readonly string[]
}

/** What sort of somebody a speaker is. */
export type SpeakerType = 'person' | 'organization' | 'group' | 'document' | 'anonymous' | 'unknown'

/** One somebody of this article: everything that speaks, resolved. */
export interface Speaker {
  readonly id: string
  /** As full as the article allows; a string of the article, or built from `mentions` by the rule `nameRule` names. */
  readonly name: string
  readonly type: SpeakerType
  /** Every stretch of the text that means this speaker, in text order. */
  readonly mentions: readonly Span[]
  /** 'mention' (the name is a mention, letter for letter) or the rule that built it. */
  readonly nameRule: string
}

export interface Attribution {
  readonly id: string
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  readonly kind: AttributionKind
  /** Id of a speaker of the same record; null when nobody could be told. */
  readonly speaker: string | null
  /** Everybody who speaks: of a joint statement each by itself, where `speaker` is the several together. */
  readonly speakers: readonly string[]
  /** The probability that this is who speaks, under a name that is theirs; 0 where nobody could be told. */
  readonly speakerConfidence: number
  /** The mention that decided who speaks. */
  readonly decidedBy: Span | null
  readonly doubt: Doubt | null
  readonly onBehalfOf: Principal | null
  /**
   * What stands between the speaker and this article: the names of the speakers of all enclosing attributions,
   * outermost first; last, an outlet that it was said to.
   */
  readonly via: readonly string[]
  /** Id of the attribution whose content holds this one. */
  readonly parent: string | null
  /** What the cue does with the content, before any negation. */
  readonly stance: Stance
  /** The probability that a careful reader would let the stance pass, and finds the cue negated or not as told. */
  readonly stanceConfidence: number
  /** The cue itself is negated ("did not say"). */
  readonly negated: boolean
  /** Relayed by nobody named ("was quoted as saying"). */
  readonly reported: boolean
  readonly addressee: Addressee | null
  readonly venue: Venue | null
  readonly when: When | null
  readonly block: BlockKind
  /** Id of the attribution whose words these are once more: a headline's or pull quote's place in the body. */
  readonly repeats: string | null
  /** The probability that source and content are right (half of their words shared with a careful reader's). */
  readonly confidence: number
  /**
   * The probability that source, cue and content each have the words that a careful reader would give them, but for
   * one word, or for a fifth of them.
   */
  readonly boundaryConfidence: number
}

/** The sealed reading of one article by one engine. */
export interface AttributionRecord {
  readonly schema: 'ascribe/record'
  readonly version: 2
  /** First 32 hex digits of SHA-256 over text hash, engine version, model id and options. */
  readonly id: string
  readonly unit: 'utf-16'
  readonly article: {
    readonly hash: string
    readonly length: number
    readonly title: string | null
    readonly published: string | null
    readonly outlet: string | null
    readonly blocks: readonly Block[]
  }
  readonly engine: string
  readonly model: string
  readonly options: ReadingOptions
  readonly attributions: readonly Attribution[]
  readonly speakers: readonly Speaker[]
  /** What the reader should know: `not-english`, `over-budget`, … */
  readonly notes: readonly Note[]
}

/** What a caller may choose about a reading; part of the record's id. */
export interface ReadingOptions {
  /** The longest text read, in UTF-16 units; what lies beyond is left unread under the code `over-budget`. */
  readonly maxLength: number
}
