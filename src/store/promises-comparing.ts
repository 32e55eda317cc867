import type { Family, Finding, Story } from '../vocabulary/index.ts'

/**
 * What comparing asks of a record while it works. Its index (times and traits of articles, wordings, runs, links, places)
 * is kept step by step and marks what is still to be done with it, so that work broken off anywhere goes on there; what
 * readers see changes in `commit` alone. Every step that writes takes the turn and answers false when it is lost: another
 * worker has it, or something was forgotten meanwhile. Then nothing was written, and the batch is to be begun again.
 */
export interface ComparingStore {
  /** Takes the turn for so many milliseconds; null while another worker has it. One worker compares at a time. */
  begin(worker: string, lease: number): Promise<Turn | null>
  /** Renews the turn, with what was forgotten meanwhile. Null when another has it. */
  renew(turn: Turn, lease: number): Promise<Turn | null>
  /** Gives the turn back, unless there is more to do: then answers false and keeps it. */
  end(turn: Turn): Promise<boolean>
  /** Gives the turn back, whatever there is to do. */
  leave(turn: Turn): Promise<void>

  /** Articles to be compared, in order of publication. */
  todo(limit: number): Promise<readonly ToCompare[]>
  /** Where articles were that have been forgotten since: minutes since 1970. */
  vacated(): Promise<readonly number[]>

  // ---- the index

  /** Puts articles into the index in place of what it has of them, and marks the wordings to be looked at. */
  enter(turn: Turn, entries: readonly Entry[], rules: RunRules): Promise<boolean>
  /** Wordings to be laid beside others. */
  toLookAt(limit: number): Promise<readonly KeptWording[]>
  /** For each run the wordings that have it, the fullest first, of two as full by key: all, or the first `most` of them. */
  holders(runs: readonly number[], most: number): Promise<ReadonlyMap<number, readonly RunHolder[]>>
  wordings(ids: readonly number[]): Promise<ReadonlyMap<number, KeptWording>>
  /** Puts the links that each wording asks for in place of those it had, and marks all that these touch to be grouped. */
  link(turn: Turn, asked: ReadonlyMap<number, readonly KeptLink[]>): Promise<boolean>
  /** Wordings whose families may have to change; also of such as are gone. */
  toGroup(): Promise<readonly number[]>
  /** Links that these asked for, or that were asked for with them. */
  linksOf(ids: readonly number[]): Promise<readonly (KeptLink & { readonly a: number })[]>
  placesOf(ids: readonly number[]): Promise<readonly KeptPlace[]>

  // ---- stories

  /** Articles in order of time and name, from those of `from` on, or after `after`. Those without a time are left out. */
  placed(page: {
    readonly from: number
    readonly after: PlacedArticle | null
    readonly limit: number
  }): Promise<readonly PlacedArticle[]>
  /** Ids of the articles of each of these stories, as kept. */
  articlesOf(stories: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>
  /** The families that have a place in these wordings, or in these articles, as kept; null for one that was hollowed out. */
  familiesOf(of: {
    readonly wordings?: readonly number[]
    readonly articles?: readonly string[]
  }): Promise<ReadonlyMap<string, Family | null>>
  /** Stories of these articles. */
  storiesOf(articles: readonly string[]): Promise<ReadonlyMap<string, string>>

  // ---- what readers see

  commit(turn: Turn, comparison: Comparison): Promise<boolean>
  // ---- checking

  /** Articles of the index with all that it has of them, in order of their numbers, after `after`. */
  indexed(after: number, limit: number): Promise<readonly IndexedArticle[]>
  /** Wordings with their runs and the links that they asked for, in order of their numbers, after `after`. */
  linked(after: number, limit: number): Promise<readonly LinkedWording[]>
  /** The findings that were made over these stories and families. */
  findingsOf(scopes: readonly string[]): Promise<readonly Finding[]>
  /** Ids of newest versions that neither are in the index nor wait for it. */
  lacking(limit: number): Promise<readonly string[]>

  /** Takes the whole index and all that was made of it away, and marks every article to be compared. */
  again(): Promise<void>
}

export interface Turn {
  readonly worker: string
  /** How often something was forgotten before it. */
  readonly epoch: number
}

export interface ToCompare {
  readonly article: string
  /** Reasons to compare it so far; one that comes in between makes it more. */
  readonly n: number
  /** False for a version that is not the newest any more: it leaves. */
  readonly current: boolean
  /** Stands for the article's work in stories: the same in every record and version. 40 characters. */
  readonly name: string
  /** Where the index has it: minutes since 1970 (null without a day) and story; null when it is new. */
  readonly placed: { readonly at: number | null; readonly story: string; readonly traits: Uint8Array } | null
}

/** An article as it enters the index, or leaves it. */
export type Entry =
  | { readonly article: string; readonly leaves: true }
  | {
      readonly article: string
      readonly leaves: false
      readonly name: string
      /** Minutes since 1970; null where the day is not known. */
      readonly at: number | null
      readonly traits: Uint8Array
      /** What places need to know of their report. */
      readonly source: Uint8Array
      readonly quotations: readonly Quotation[]
    }

/** A quotation as it enters the index. */
export interface Quotation {
  readonly key: string
  readonly words: readonly string[]
  readonly runs: readonly number[]
  /** Where its first word stands. */
  readonly at: number
  readonly passage: Uint8Array
}

/**
 * When a wording that comes or goes sets others moving: a run becomes common, or is so no more, with so many holders; of
 * a common long run the first `hubs` are others. What shares a long run of up to `phrase` holders with it is to be grouped
 * anew. Short runs are numbers from 0 on, long ones are below 0.
 */
export interface RunRules {
  readonly short: number
  readonly long: number
  readonly hubs: number
  readonly phrase: number
}

export interface KeptWording {
  readonly id: number
  readonly key: string
  readonly words: readonly string[]
}

export interface RunHolder {
  readonly id: number
  /** In words. */
  readonly length: number
}

export interface KeptLink {
  readonly b: number
  readonly sameness: number
}

export interface KeptPlace {
  readonly wording: number
  readonly key: string
  readonly words: readonly string[]
  readonly article: string
  readonly source: Uint8Array
  readonly passage: Uint8Array
}

export interface PlacedArticle {
  readonly article: string
  /** Tells articles of one time and name apart: versions. */
  readonly key: number
  /** False for a version that leaves. */
  readonly current: boolean
  readonly name: string
  readonly at: number
  /** '' when it has none yet. */
  readonly story: string
  readonly traits: Uint8Array
}

export interface IndexedArticle {
  readonly number: number
  readonly article: string
  readonly current: boolean
  /** As `ToCompare` has it. */
  readonly name: string
  readonly placed: {
    readonly name: string
    readonly at: number | null
    readonly story: string
    readonly traits: Uint8Array
  }
  readonly source: Uint8Array
  readonly quotations: readonly { readonly key: string; readonly at: number; readonly passage: Uint8Array }[]
}

export interface LinkedWording extends KeptWording {
  readonly runs: readonly number[]
  readonly links: readonly KeptLink[]
}

/** What one batch changes of what readers see. */
export interface Comparison {
  /** Articles that were compared, with the count of reasons that was known. */
  readonly done: readonly Pick<ToCompare, 'article' | 'n'>[]
  /** Places of forgotten articles that were closed up. */
  readonly vacated: readonly number[]
  /** New stories of articles. */
  readonly moves: readonly { readonly article: string; readonly story: string }[]
  /** Stories looked at: what is kept of them goes, and these come. */
  readonly storyIds: readonly string[]
  readonly stories: readonly Story[]
  /** Wordings grouped anew. */
  readonly grouped: readonly number[]
  /** Families that go, and those that come, each with its variants' wordings. */
  readonly familyIds: readonly string[]
  readonly families: readonly { readonly family: Family; readonly wordings: readonly number[] }[]
  /** Scopes (ids of stories and of families) whose findings go, and the findings that come, each with its scope. */
  readonly scopes: readonly string[]
  readonly findings: readonly { readonly scope: string; readonly finding: Finding }[]
}
