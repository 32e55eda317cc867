import type { SpeakerType, Stance } from './attribution.ts'
import type { EvidenceRole, FindingKind, Verdict } from './comparison.ts'
import type { Span } from './span.ts'

/**
 * A place held by its words: enough of the text around a span to find it again in another version of the article.
 * The span means the text the ruling was made on; the words are cut at 2,000 units, the surroundings at 32.
 */
export interface Anchor {
  readonly span: Span
  readonly exact: string
  readonly before: string
  readonly after: string
}

/** A passage that a finding rests on, held by its words: by them the finding is known again, whatever its id is then. */
export interface AnchoredEvidence {
  readonly role: EvidenceRole
  readonly article: string
  readonly statement: string | null
  /** Of the passage's first stretch. */
  readonly anchor: Anchor
}

/**
 * What a ruling is about. Ids are the record's: of a statement, an article, a person of the registry or a finding. A draft
 * may leave out a finding's evidence: the record fills in what the finding rests on.
 */
export type RulingTarget =
  | { readonly of: 'statement'; readonly statement: string; readonly article: string; readonly anchor: Anchor }
  | { readonly of: 'article'; readonly article: string }
  | { readonly of: 'person'; readonly person: string }
  | {
      readonly of: 'finding'
      readonly finding: string
      readonly kind: FindingKind
      readonly evidence: readonly AnchoredEvidence[]
    }

/** A speaker as a person names one: somebody of the registry, or a new somebody by name and type. */
export interface NamedSpeaker {
  readonly name: string
  readonly type: SpeakerType
  /** Id in the registry of speakers; null for somebody who is not in it yet. */
  readonly person: string | null
  /** The mention in the text that says so, where there is one. */
  readonly mention: Anchor | null
}

/** What a person says of a statement, an article or a speaker. */
export type Change =
  /** The reading is right as it stands. */
  | { readonly change: 'accept' }
  /** There is no such statement. */
  | { readonly change: 'reject' }
  | { readonly change: 'source'; readonly source: readonly Anchor[] }
  | { readonly change: 'cue'; readonly cue: readonly Anchor[] }
  | { readonly change: 'content'; readonly content: readonly Anchor[] }
  | { readonly change: 'speaker'; readonly speaker: NamedSpeaker | null }
  | { readonly change: 'stance'; readonly stance: Stance; readonly negated: boolean }
  /** A statement that the engine missed; the target is the article. */
  | {
      readonly change: 'add'
      readonly source: readonly Anchor[]
      readonly cue: readonly Anchor[]
      readonly content: readonly Anchor[]
      readonly speaker: NamedSpeaker | null
      readonly stance: Stance
      readonly negated: boolean
    }
  /** Two people of the registry are one: `other` becomes a name of the target. */
  | { readonly change: 'merge'; readonly other: string }
  /** These statements, listed under the target, are somebody else's. */
  | { readonly change: 'split'; readonly statements: readonly string[]; readonly into: NamedSpeaker }
  | { readonly change: 'alias'; readonly alias: string }
  | { readonly change: 'wikidata'; readonly id: string | null }
  /** What somebody says of a finding. */
  | { readonly change: 'judge'; readonly verdict: Verdict }
  /** An earlier ruling no longer holds. Undoing an undo restores it. */
  | { readonly change: 'undo'; readonly ruling: string }

/** A person's correction. Rulings are only ever added; they stand beside the readings and survive a newer engine. */
export interface Ruling {
  readonly id: string
  readonly target: RulingTarget
  readonly change: Change
  readonly author: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly reason: string | null
}

/** A ruling that is not yet kept: what a person, or a file that a person edited, says. */
export interface RulingDraft {
  readonly target: RulingTarget
  readonly change: Change
  readonly author: string
  readonly reason: string | null
}

/** How a ruling stands in the article's present version. */
export type RulingState =
  /** It holds. */
  | 'holds'
  /** It was undone by another ruling. */
  | 'undone'
  /** Its place was not found again in a newer version of the text: it holds for the version it was made on only. */
  | 'orphaned'
