/**
 * The shape of a bundle's `expected.json`: what a careful editor finds who has the reports of one story, and one report
 * of another event, side by side. Places are written as words, never as offsets; README.md says how to find the span.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

/** Words of a report, letter for letter, as they stand in the text that is read of it (not in the page's source). */
export interface Passage {
  /** Id of the report. */
  readonly report: string
  readonly words: string
  /** Which one is meant where the words stand several times, counted from 1; without it they stand exactly once. */
  readonly occurrence?: number
}

export interface Report {
  /** Unique in the bundle. */
  readonly id: string
  /** In the bundle's folder. */
  readonly file: string
  readonly outlet: string
  /** ISO 8601 with the outlet's own offset, as the file states it. */
  readonly published: string
  readonly modified?: string
  readonly url: string
  /** What the report is in the bundle for. */
  readonly note: string
}

export interface TimelineEntry {
  readonly date: Day
  /** `published`: a report appeared; `said`: somebody said something that day; the rest is what the reports tell of. */
  readonly event: 'published' | 'said' | 'happened' | 'corrected'
  readonly what: string
  /** For `published` only. */
  readonly report?: string
  /** The words that tell the day; empty for `published`, whose day the report itself states. */
  readonly evidence: readonly Evidence[]
}

/** The reports about one event. Every report of a bundle is in exactly one story. */
export interface Story {
  readonly id: string
  readonly title: string
  readonly reports: readonly string[]
  /** In the order of days. */
  readonly timeline: readonly TimelineEntry[]
}

/** Reports that look like the story's and are another event's. */
export interface Apart {
  readonly reports: readonly string[]
  /** Id of the story that they must not join. */
  readonly story: string
  readonly why: string
}

/**
 * Reports that are one report at bottom. Every report is in exactly one origin. Two origins of one agency are different
 * reports, but not independent of each other.
 */
export interface Origin {
  readonly id: string
  /** The agency whose report it is; null for an outlet's own. */
  readonly agency: string | null
  readonly reports: readonly string[]
  readonly why: string
}

/**
 * What a report did with the family's fullest form.
 *
 * - `whole`: all the words; `trimmed`: some left out, the rest as it stands; `fragment`: inside a sentence of the paper
 * - `edited`: changes that change no meaning (digits for words, brackets, dots, capitals, marks)
 * - `translated`: another rendering from another language; word by word comparison says nothing
 * - `altered`: a meaning-bearing word dropped or changed
 * - `misattributed`: given to somebody who did not say it
 * - `headline`: stands in the headline
 */
export type Handling =
  | 'whole'
  | 'trimmed'
  | 'fragment'
  | 'edited'
  | 'translated'
  | 'altered'
  | 'misattributed'
  | 'headline'

export interface Variant {
  readonly report: string
  /**
   * The quoted words without the marks around them, in text order: several pieces where the paper breaks the quote
   * (with its own words, or with an ellipsis).
   */
  readonly words: readonly string[]
  readonly occurrence?: number
  /** Who says it, by this report, in words of the report. */
  readonly speaker: string
  readonly how: readonly Handling[]
  /** What of the fullest form is left out. */
  readonly cut: readonly string[]
  /** What became of which words; not filled in for translations, unless a number or name changed. */
  readonly changed: readonly { readonly from: string; readonly to: string }[]
}

/** One utterance that at least two places carry as quoted words. Indirect renderings are no variants here. */
export interface Family {
  readonly id: string
  /** Who said it in truth, as far as the bundle tells. */
  readonly speaker: string
  /** The day of saying; null where no report tells. */
  readonly said: Day | null
  /** The report in which it appeared first. */
  readonly first: string
  readonly variants: readonly Variant[]
  readonly note?: string
  /** Right if found, and not missed if not. */
  readonly optional?: boolean
}

/** The part that a passage plays in its finding; see `ROLES_OF`. */
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
  | 'said'
  | 'happened'

export interface Evidence extends Passage {
  readonly role: EvidenceRole
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

export interface Finding {
  /** Unique among the bundle's findings. */
  readonly id: string
  readonly kind: FindingKind
  /** For `agreement` only, and always there: who is several. */
  readonly by?: 'speakers' | 'origins'
  /** Id of the family it is about. */
  readonly family?: string
  /** Who is party to it, by full name. */
  readonly speakers?: readonly string[]
  /** For agreement by origins: the independent ones. */
  readonly origins?: readonly string[]
  /** For `superseded`: ids of the findings that no longer hold as they stand, once the correction is known. */
  readonly supersedes?: readonly string[]
  /** The finding in a sentence. */
  readonly why: string
  /** Every place that carries it, copies included. */
  readonly evidence: readonly Evidence[]
  /** Right if found, and not missed if not: an editor would see it, or would class it so or so. */
  readonly optional?: boolean
}

/** A finding that must not be made of these passages, tempting as it looks. */
export interface MustNot {
  /** Unique among the bundle's must-nots. */
  readonly id: string
  readonly kind: FindingKind
  readonly why: string
  readonly evidence: readonly Evidence[]
}

export interface Expected {
  readonly format: 1
  /** The folder's name. */
  readonly name: string
  readonly about: string
  readonly reports: readonly Report[]
  readonly stories: readonly Story[]
  readonly apart: readonly Apart[]
  readonly origins: readonly Origin[]
  readonly families: readonly Family[]
  readonly findings: readonly Finding[]
  readonly mustNot: readonly MustNot[]
}
