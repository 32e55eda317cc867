import { paramsOf, type Search, searchOf } from './find-query.ts'

/** A search that somebody keeps: it lives in the browser, and is a link that works for anybody. */
export interface SavedSearch {
  readonly name: string
  /** The query of its address, without `?`. */
  readonly query: string
}

/** The part of `Storage` that is asked; a browser that forbids it throws. */
export interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

const KEY = 'ascribe.searches'
/** More than this is no list but a heap: the oldest goes. */
export const MOST_SAVED = 100

const isSaved = (value: unknown): value is SavedSearch => {
  const { name, query } = (value ?? {}) as Partial<SavedSearch>
  return typeof name === 'string' && typeof query === 'string'
}

/** Saved searches, the last saved last; what is no list of them (an older page's, a broken one) counts as none. */
export function savedSearches(shelf: Shelf): readonly SavedSearch[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSaved) : []
  } catch {
    return []
  }
}

/** Whether the shelf took them: a private window may refuse. */
function keep(shelf: Shelf, searches: readonly SavedSearch[]): boolean {
  try {
    shelf.setItem(KEY, JSON.stringify(searches))
    return true
  } catch {
    return false
  }
}

/** Saves a search under a name; the one that had the name, or was the same search, gives way. */
export function saveSearch(shelf: Shelf, name: string, search: Search): boolean {
  const query = paramsOf(search).toString()
  const others = savedSearches(shelf).filter(saved => saved.name !== name && saved.query !== query)
  return keep(shelf, [...others.slice(1 - MOST_SAVED), { name, query }])
}

export const dropSearch = (shelf: Shelf, name: string): boolean =>
  keep(
    shelf,
    savedSearches(shelf).filter(saved => saved.name !== name),
  )

/** The name under which a search is saved; null when it is not. */
export function savedName(shelf: Shelf, search: Search): string | null {
  const query = paramsOf(search).toString()
  return savedSearches(shelf).find(saved => saved.query === query)?.name ?? null
}

export const searchOfSaved = ({ query }: SavedSearch): Search => searchOf(new URLSearchParams(query))
