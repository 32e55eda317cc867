import type { Family, Finding, FindingKind, Standing, Story, Verdict } from '../vocabulary/index.ts'
import type { Page } from './promises.ts'

/**
 * What a record keeps of its articles laid side by side. All of it can be made again from articles, readings and
 * rulings; `replace` puts what is new in the place of what it replaces in one transaction, and what has moved leaves a
 * redirect, so that an id once given out leads somewhere for as long as its articles are kept.
 */
export interface ComparisonStore {
  /** In order of the last report, the newest first. */
  stories(query: StoryQuery): Promise<Page<StoryRow>>
  /** An id that was merged or split leads to the story that has most of its articles: `movedTo` is then its id. */
  story(id: string): Promise<Moved<Story> | null>
  /** Stories that have this article: one, or none while it is not compared yet. */
  storyOf(article: string): Promise<string | null>
  /** The most independent origins first. */
  families(query: FamilyQuery): Promise<Page<Family>>
  family(id: string): Promise<Moved<Family> | null>
  /** The surest first within each kind. */
  findings(query: FindingQuery): Promise<Page<RuledFinding>>
  finding(id: string): Promise<Moved<RuledFinding> | null>
  /** How many articles wait to be compared. */
  waiting(): Promise<number>
}

/** What an id leads to; `movedTo` is null where the id is its own. */
export interface Moved<T> {
  readonly movedTo: string | null
  readonly found: T
}

/** A finding with what people said of it. */
export interface RuledFinding {
  readonly finding: Finding
  /** The verdict that holds; null when nobody has judged it. */
  readonly verdict: Verdict | null
  /** The ruling that says so. */
  readonly ruling: string | null
}

/** A story as lists show it. */
export interface StoryRow {
  readonly id: string
  readonly title: string
  readonly articles: number
  readonly origins: number
  readonly outlets: readonly string[]
  readonly first: string | null
  readonly last: string | null
  readonly families: number
  /** Sure findings that nobody has judged wrong, by kind; kinds without any are absent. */
  readonly findings: Readonly<Partial<Record<FindingKind, number>>>
}

export interface StoryQuery {
  /** Calendar days, both ends included: stories with a report published then. */
  readonly since?: string
  readonly until?: string
  readonly outlet?: string
  /** Words of title; all must occur. */
  readonly words?: string
  /** Only stories of so many reports or more; 2 when not given. */
  readonly least?: number
  readonly limit: number
  readonly after?: string | null
}

export interface FamilyQuery {
  readonly story?: string
  readonly article?: string
  readonly standing?: Standing
  /** Only families that several articles carry. */
  readonly across?: boolean
  readonly limit: number
  readonly after?: string | null
}

export interface FindingQuery {
  readonly story?: string
  readonly family?: string
  readonly article?: string
  readonly kind?: FindingKind
  readonly standing?: Standing
  /** With those that a person judged wrong, the same person or not the same event; left out otherwise. */
  readonly rejected?: boolean
  readonly limit: number
  readonly after?: string | null
}
