import { type AttributionKind, type SpeakerType, STANCES, type Stance } from '../../vocabulary/index.ts'

/** The orders in which statements are listed; `best` only where words are asked for. */
export type Order = 'best' | 'newest' | 'oldest'

/** What somebody looks for: the whole of the search page's state, and so of its address. */
export interface Search {
  readonly words: string
  readonly speaker: string | null
  readonly outlet: string | null
  readonly kind: AttributionKind | null
  readonly stance: Stance | null
  readonly type: SpeakerType | null
  readonly via: string | null
  readonly agency: string | null
  /** Calendar days, both ends included. */
  readonly since: string | null
  readonly until: string | null
  /** Null: the best first where words are asked for, else the newest. */
  readonly order: Order | null
}

export const EMPTY_SEARCH: Search = {
  words: '',
  speaker: null,
  outlet: null,
  kind: null,
  stance: null,
  type: null,
  via: null,
  agency: null,
  since: null,
  until: null,
  order: null,
}

/** The parts of a search that narrow it, in the order in which the page shows them. */
export const FACETS = ['speaker', 'outlet', 'kind', 'stance', 'type', 'via', 'agency', 'since', 'until'] as const
export type Facet = (typeof FACETS)[number]

export const KINDS: readonly AttributionKind[] = ['direct', 'mixed', 'indirect']
export const TYPES: readonly SpeakerType[] = ['person', 'organization', 'group', 'document', 'anonymous', 'unknown']
export const ORDERS: readonly Order[] = ['best', 'newest', 'oldest']

/** A calendar day that exists; null for anything else. */
export function dayOf(value: string | null): string | null {
  if (value === null || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : null
}

const oneOf = <T extends string>(all: readonly T[], value: string | null): T | null =>
  all.find(one => one === value) ?? null

const wordsOf = (value: string | null): string | null => {
  const trimmed = value?.replace(/\s+/g, ' ').trim() ?? ''
  return trimmed === '' ? null : trimmed
}

/** Reads a search from an address; what an address can't ask for is left out, so that an old link still leads somewhere. */
export function searchOf(params: URLSearchParams): Search {
  return {
    words: wordsOf(params.get('q')) ?? '',
    speaker: wordsOf(params.get('speaker')),
    outlet: wordsOf(params.get('outlet')),
    kind: oneOf(KINDS, params.get('kind')),
    stance: oneOf(STANCES, params.get('stance')),
    type: oneOf(TYPES, params.get('type')),
    via: wordsOf(params.get('via')),
    agency: wordsOf(params.get('agency')),
    since: dayOf(params.get('since')),
    until: dayOf(params.get('until')),
    order: oneOf(ORDERS, params.get('order')),
  }
}

/** The order that holds when none was chosen, or one that means nothing without words. */
export const orderOf = ({ words, order }: Search): Order =>
  order === null || (order === 'best' && words === '') ? (words === '' ? 'newest' : 'best') : order

/**
 * The same search always gives the same address: its parts in one order, what is not asked for left out. `words` is the
 * name under which the words go: `q` in the page's own addresses.
 */
export function paramsOf(search: Search, words = 'q'): URLSearchParams {
  const params = new URLSearchParams()
  if (search.words !== '') params.set(words, search.words)
  for (const facet of FACETS) {
    const value = search[facet]
    if (value !== null) params.set(facet, value)
  }
  if (search.order !== null && search.order !== orderOf({ ...search, order: null })) params.set('order', search.order)
  return params
}

/** A path with a query, or without one where nothing is asked for. */
export const addressOf = (path: string, params: URLSearchParams): string => {
  const query = params.toString()
  return query === '' ? path : `${path}?${query}`
}

/** The search with a facet set, or taken away with null. */
export const withFacet = (search: Search, facet: Facet, value: string | null): Search => {
  const params = paramsOf(search)
  if (value === null) params.delete(facet)
  else params.set(facet, value)
  return searchOf(params)
}

/** What is asked for beside words: for the line of facets that can be taken away one by one. */
export const facetsOf = (search: Search): readonly { readonly facet: Facet; readonly value: string }[] =>
  FACETS.flatMap(facet => {
    const value = search[facet]
    return value === null ? [] : [{ facet, value }]
  })

export const isEmpty = (search: Search): boolean => search.words === '' && facetsOf(search).length === 0

/** A search in words: what a saved one is called until its owner names it. */
export function nameOf(search: Search): string {
  const said: string[] = []
  if (search.words !== '') said.push(`“${search.words}”`)
  if (search.speaker !== null) said.push(`by ${search.speaker}`)
  if (search.outlet !== null) said.push(`in ${search.outlet}`)
  for (const facet of ['kind', 'stance', 'type'] as const) if (search[facet] !== null) said.push(search[facet])
  if (search.via !== null) said.push(`via ${search.via}`)
  if (search.agency !== null) said.push(`from ${search.agency}`)
  if (search.since !== null) said.push(`since ${search.since}`)
  if (search.until !== null) said.push(`until ${search.until}`)
  return said.length === 0 ? 'Everything' : said.join(', ')
}
