import type { Span } from './span.ts'

/** What a word is that changes what was said. */
export type Meaning = 'negation' | 'number' | 'name'

/** A stretch of words in which a variant does the same thing to the fullest one. */
export interface Difference {
  /**
   * `kept`: the same words. `changed`: other words in their place (forms of one word too). `cut`: words that the variant
   * leaves out. `added`: words that only the variant has.
   */
  readonly kind: 'kept' | 'changed' | 'cut' | 'added'
  /** The words in the fullest variant's report; null for added ones. */
  readonly full: Span | null
  /** The words in the variant's own report; null for cut ones. */
  readonly here: Span | null
  /** Before the first or behind the last word that both have: one quotes further than the other. */
  readonly outside: boolean
  /** It shows: as an ellipsis for words cut, as brackets around an editor's words. */
  readonly shown: boolean
  /** What in a changed, cut or added stretch bears the meaning; empty outside. */
  readonly meaning: readonly Meaning[]
}

/**
 * How sure a family or a finding is. `sure`: its kind's threshold, set on evidence, is passed: it may be told. `possible`:
 * below it: kept and shown apart, for a person to look at.
 */
export type Standing = 'sure' | 'possible'

/** One utterance as one report carries it. */
export interface Variant {
  readonly report: string
  readonly outlet: string | null
  readonly publishedAt: string | null
  readonly title: string | null
  /** The statement that the words belong to; null for a quotation that is nobody's. */
  readonly statement: string | null
  /** The quoted stretches, without their marks: UTF-16 units of the report's text. */
  readonly spans: readonly Span[]
  /** Who is credited: as the report names them; null when nobody is. */
  readonly speaker: string | null
  readonly person: string | null
  readonly headline: boolean
  /** Word by word against the family's fullest variant; of that one itself a single `kept`. */
  readonly differences: readonly Difference[]
  /** Which of the family's independent origins the report is of: counted from 0 in order of appearance. */
  readonly origin: number
  /** The report whose copy this one is (one agency's, or nearly the same text): its origin's first; null for that one. */
  readonly copyOf: string | null
}

/** One utterance as several reports, or several places of one, carry it. */
export interface Family {
  /** `f` and 15 characters of 0-9a-z: made of the place of the first appearance. */
  readonly id: string
  /** `possible`: the words are shared, and may be a formula that several people use. */
  readonly standing: Standing
  /** Place of the fullest variant in `variants`. */
  readonly fullest: number
  /** In order of appearance: by time of publication (unknown last), report, place in the text. */
  readonly variants: readonly Variant[]
  /** How many independent origins carry it: copies of one wire count once. */
  readonly origins: number
}

/** One entry of a story's time line. */
export interface Moment {
  /** ISO 8601 instant or calendar day. */
  readonly at: string
  /** A report appeared; somebody said something (the day the report tells); a report was corrected or withdrawn. */
  readonly event: 'published' | 'said' | 'corrected'
  readonly article: string
  /** For `said`: the statement. */
  readonly statement: string | null
  /** Where the article tells it: the time's words for `said`, the notice for `corrected`; null for `published`. */
  readonly span: Span | null
}

/** The reports about one event. */
export interface Story {
  /** `e` and 15 characters of 0-9a-z: made of its first article. */
  readonly id: string
  /** The headline of the article that is most like the others. */
  readonly title: string
  /** Ids in order of publication. */
  readonly articles: readonly string[]
  /** First and last time of publication, as the articles state it. */
  readonly first: string | null
  readonly last: string | null
  /** Outlets, the one with most reports first. */
  readonly outlets: readonly string[]
  /** How many independent origins its reports have: copies of one wire count once. */
  readonly origins: number
  readonly timeline: readonly Moment[]
}

/**
 * - `misattribution`: the same words, another speaker
 * - `altered-words`: quoted words that differ in a negation, a number, a name or another word that bears the meaning
 * - `denial`: somebody denies, rejects or disputes what is claimed
 * - `refusal`: somebody declines to comment or to say
 * - `numbers`: numbers or dates that differ for one thing and cannot all be true
 * - `update`: what differs because time went on; no conflict
 * - `polarity`: one proposition affirmed and negated
 * - `agreement`: one claim by several speakers, or in several independent origins
 * - `unsourced`: a claim that rests on nobody ("reports", "it is said")
 * - `superseded`: a correction or retraction, and what it corrects
 */
export type FindingKind =
  | 'misattribution'
  | 'altered-words'
  | 'denial'
  | 'refusal'
  | 'numbers'
  | 'update'
  | 'polarity'
  | 'agreement'
  | 'unsourced'
  | 'superseded'

export const FINDING_KINDS: readonly FindingKind[] = [
  'misattribution',
  'altered-words',
  'denial',
  'refusal',
  'numbers',
  'update',
  'polarity',
  'agreement',
  'unsourced',
  'superseded',
]

/** The part that a passage plays in its finding. */
export type EvidenceRole =
  | 'right'
  | 'wrong'
  | 'original'
  | 'altered'
  | 'claim'
  | 'denial'
  | 'refusal'
  | 'one'
  | 'other'
  | 'step'
  | 'agrees'
  | 'notice'
  | 'corrected'

/** The roles that the evidence of a kind has, each at least once. */
export const ROLES_OF: Readonly<Record<FindingKind, readonly EvidenceRole[]>> = {
  misattribution: ['right', 'wrong'],
  'altered-words': ['original', 'altered'],
  denial: ['claim', 'denial'],
  refusal: ['refusal'],
  numbers: ['one', 'other'],
  update: ['step'],
  polarity: ['one', 'other'],
  agreement: ['agrees'],
  unsourced: ['claim'],
  superseded: ['notice', 'corrected'],
}

/** A passage that a finding rests on. */
export interface FindingEvidence {
  readonly role: EvidenceRole
  readonly article: string
  /** The statement that the passage is of; null for words in the report's own voice. */
  readonly statement: string | null
  /** UTF-16 units of the article's text. */
  readonly spans: readonly Span[]
  /** Who says it, by this report; null when nobody is named. */
  readonly speaker: string | null
  /** The same for all copies of one report; counted from 0 within the finding. */
  readonly origin: number
}

/** Something that reports laid side by side show. */
export interface Finding {
  /** `d` and 15 characters of 0-9a-z: made of kind and evidence, so that the same finding keeps it. */
  readonly id: string
  readonly kind: FindingKind
  /** For `agreement`: several speakers, or several independent origins. */
  readonly by: 'speakers' | 'origins' | null
  readonly family: string | null
  /** The story it was found in; null for one that spans several. */
  readonly story: string | null
  /** 0 to 1: the probability that a careful editor would let it stand. */
  readonly confidence: number
  readonly standing: Standing
  /** The finding in a sentence that names who, what and where they differ. */
  readonly why: string
  /** The earliest first; every place that carries it, copies included. */
  readonly evidence: readonly FindingEvidence[]
  /** Everybody who is party to it, as the reports name them. */
  readonly speakers: readonly string[]
  /** Id of the `superseded` finding whose notice takes back what this one rests on; null otherwise. */
  readonly supersededBy: string | null
}

/**
 * What a person says of a finding: it is right; it is wrong; the two whom it sets apart are one and the same; the reports
 * it lays together are not about one event.
 */
export type Verdict = 'right' | 'wrong' | 'same-person' | 'not-same-event'

export const VERDICTS: readonly Verdict[] = ['right', 'wrong', 'same-person', 'not-same-event']
