import type { Span, SpeakerType, Stance } from '../vocabulary/index.ts'
import type { Filter, Query } from './promises.ts'

/** What a record tells of many statements at once. */
export interface OverviewStore {
  /** How the statements that a search finds spread; of more than `COUNTED` only the newest are counted. */
  facets(query: Omit<Query, 'limit' | 'after' | 'order'>): Promise<FacetCounts>
  /** Statements per month of publication. */
  series(filter: Filter): Promise<Series>
  /** Who is quoted in the same articles as a person, in the newest `LOOKED_AT` of them. */
  company(person: string, limit: number): Promise<Company>
  /** Who has the last statement of an outlet's articles, in the newest `LOOKED_AT` of them. */
  lastWords(outlet: string, limit: number): Promise<LastWords>
  /**
   * Every version of an article that ever had this statement, the newest first; empty when the record never had it, or it
   * was forgotten.
   */
  traces(statement: string): Promise<readonly Trace[]>
}

export interface FacetCount {
  /** Id of a person, name of an outlet or agency, kind, stance, type, or month. */
  readonly key: string
  readonly name: string
  readonly statements: number
}

export interface FacetCounts {
  readonly counted: number
  /** False when there are more than were counted. */
  readonly all: boolean
  /** The most first, at most 20. A joint statement counts for each who speaks. */
  readonly people: readonly FacetCount[]
  readonly outlets: readonly FacetCount[]
  readonly agencies: readonly FacetCount[]
  readonly kinds: readonly FacetCount[]
  readonly stances: readonly FacetCount[]
  readonly types: readonly FacetCount[]
  /** YYYY-MM of publication, in order. */
  readonly months: readonly FacetCount[]
}

export interface Series {
  /** In order; months without a statement are left out. */
  readonly months: readonly Month[]
  /** Statements whose day of publication is not known. */
  readonly undated: number
  /** Of all of them, dated or not. */
  readonly kinds: { readonly direct: number; readonly indirect: number; readonly mixed: number }
}

export interface Month {
  /** YYYY-MM. */
  readonly month: string
  readonly statements: number
  readonly articles: number
  readonly direct: number
  readonly indirect: number
  readonly mixed: number
  readonly anonymous: number
  readonly wire: number
}

export interface Company {
  /** Articles that were looked at. */
  readonly articles: number
  readonly all: boolean
  readonly items: readonly {
    readonly person: string
    readonly name: string
    readonly type: SpeakerType
    readonly articles: number
    readonly statements: number
  }[]
}

export interface LastWords {
  /** Articles that were looked at. */
  readonly articles: number
  readonly all: boolean
  /** `person` is null for those who are nobody of the registry; `name` is null where nobody is named. */
  readonly items: readonly {
    readonly person: string | null
    readonly name: string | null
    readonly articles: number
  }[]
}

export interface Trace {
  readonly article: string
  readonly version: number
  /** The version is its work's newest. */
  readonly newest: boolean
  /** The present reading of that version, or a ruling, holds it. */
  readonly present: boolean
  readonly content: readonly Span[]
  readonly speaker: string | null
  readonly kind: 'direct' | 'indirect' | 'mixed'
  readonly stance: Stance
  readonly negated: boolean
}
