import { type Static, Type } from 'typebox'
import type { Filter } from '../store/index.ts'
import { STANCES } from '../vocabulary/index.ts'
import { KINDS, SPEAKER_TYPES } from './wire.ts'
import { idOf, oneOf } from './wire-words.ts'

/** The longest page of a list. */
export const PAGE = 100

const name = (says: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: says }))
const day = (says: string) => Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: says }))

/** Which page of a list. */
export const paging = {
  after: Type.Optional(Type.String({ maxLength: 100, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE, default: 20, description: 'at most so many' })),
}
export const limited = (preset: number) => ({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE, default: preset, description: 'at most so many' })),
})

/** What statements and articles are filtered by. */
export const filters = {
  speaker: name('name, alias or id of a speaker'),
  outlet: name('who published it'),
  kind: Type.Optional(oneOf(KINDS)),
  stance: Type.Optional(oneOf(STANCES)),
  type: Type.Optional(oneOf(SPEAKER_TYPES, { description: 'type of speaker' })),
  via: name('only what came through this speaker or outlet'),
  agency: name('only reports of this news agency'),
  since: day('published on this day or later'),
  until: day('published on this day or earlier'),
}

/** Which page of a list by rank: `after` says how many were shown. */
export const ranked = (preset: number) => ({
  after: Type.Optional(Type.String({ pattern: '^\\d{1,7}$', description: '`next` of the page before' })),
  ...limited(preset),
})

/** A page of a list by rank, out of one item more than it shows. */
export const rankedPage = <T>(found: readonly T[], skip: number, limit: number) => ({
  items: found.slice(0, limit),
  next: found.length > limit ? String(skip + limit) : null,
})

const FILTERS = Object.keys(filters) as (keyof Filter)[]
type AskedFilter = Static<ReturnType<typeof filterObject>>
const filterObject = () => Type.Object(filters)

/** The filter in what was asked: what was not given is left out. */
export const filterIn = (query: AskedFilter): Filter =>
  Object.fromEntries(FILTERS.flatMap(key => (query[key] === undefined ? [] : [[key, query[key]]])))

/** What a search asks for. */
export const search = {
  words: Type.Optional(
    Type.String({
      maxLength: 1000,
      description: 'words that all occur in the statement, in any form; a "phrase" in marks; begin* for beginnings',
    }),
  ),
  ...filters,
  unchecked: Type.Optional(Type.Boolean({ description: 'only those that nobody has accepted, changed or added' })),
}

export const SearchQuery = Type.Object({
  ...search,
  order: Type.Optional(
    oneOf(['best', 'newest', 'oldest', 'least-sure'], {
      description: 'best: the most fitting first. Not given: best with words, else newest',
    }),
  ),
  ...paging,
})

/** The words asked for; null where there are none. */
export const wordsIn = ({ words }: { readonly words?: string }): string | null =>
  words === undefined || words.trim() === '' ? null : words

export const articleId = Type.Object({ id: idOf('a', 'id of an article') })
export const statementId = Type.Object({ id: idOf('s', 'id of a statement') })
export const personId = Type.Object({ id: idOf('p', 'id of somebody of the registry') })
