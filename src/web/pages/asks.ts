import type {
  Companions,
  CountRows,
  Facets,
  Family,
  FamilyPage,
  Finding,
  FindingPage,
  LastWords,
  Outlet,
  OutletPage,
  Person,
  PersonPage,
  RulingMade,
  RulingPage,
  RulingRequest,
  Series,
  StatementPage,
  StatementPlace,
  Story,
  StoryPage,
  Voices,
} from '../../api/wire.ts'
import { ask, get } from '../frame/client.ts'
import { addressOf, orderOf, paramsOf, type Search } from './find-query.ts'

const ROOT = '/api/v1'
const part = encodeURIComponent

/** A question to the server: a key under which its answer is kept, and how it is asked. */
export interface Question<T> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (how: { readonly signal: AbortSignal }) => Promise<T>
}

const question = <T>(path: string): Question<T> => ({
  queryKey: [path],
  queryFn: ({ signal }) => get<T>(`${ROOT}${path}`, signal),
})

type Asked = Readonly<Record<string, string | number | boolean | null | undefined>>

/** A path with what is asked of it; what is null or empty is left out. */
function pathOf(path: string, asked: Asked): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(asked))
    if (value !== null && value !== undefined && value !== '' && value !== false) params.set(name, String(value))
  return addressOf(path, params)
}

/** A list that is asked for page by page. */
export interface Listed<P> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (how: { readonly pageParam: string | null; readonly signal: AbortSignal }) => Promise<P>
  readonly initialPageParam: string | null
  readonly getNextPageParam: (last: P) => string | null
}

const listed = <P extends { readonly next: string | null }>(path: string, asked: Asked): Listed<P> => ({
  queryKey: [pathOf(path, asked), 'pages'],
  queryFn: ({ pageParam, signal }) => get<P>(`${ROOT}${pathOf(path, { ...asked, after: pageParam })}`, signal),
  initialPageParam: null,
  getNextPageParam: last => last.next,
})

const PAGE = 25

/** A search as the API takes it. */
const askedOf = (search: Search): Asked => Object.fromEntries(paramsOf({ ...search, order: null }, 'words'))

export const askStatements = (search: Search): Listed<StatementPage> =>
  listed('/statements', { ...askedOf(search), order: orderOf(search), limit: PAGE })

export const askFacets = (search: Search): Question<Facets> => question(pathOf('/statements/facets', askedOf(search)))

/** Where new matches of a search can be read by a feed reader: a whole address, which can be copied. */
export const feedOf = (search: Search, form: 'atom' | 'json'): string =>
  pathOf(`${ROOT}/feeds/statements.${form}`, askedOf(search))

export const askQueue = (search: Search): Listed<StatementPage> => listed('/queue', { ...askedOf(search), limit: PAGE })

export const askPlace = (statement: string): Question<StatementPlace> => question(`/statements/${part(statement)}`)

export const askPeople = (asked: {
  readonly name: string
  readonly type: string | null
  readonly outlet?: string
}): Listed<PersonPage> => listed('/people', { ...asked, limit: 100 })

export const askPerson = (id: string): Question<Person> => question(`/people/${part(id)}`)
export const askPersonSeries = (id: string): Question<Series> => question(`/people/${part(id)}/series`)
export const askPersonOutlets = (id: string): Question<CountRows> => question(`/people/${part(id)}/outlets`)
export const askCompanions = (id: string): Question<Companions> => question(`/people/${part(id)}/with?limit=12`)
export const askPersonRulings = (id: string): Listed<RulingPage> => listed('/rulings', { person: id, limit: PAGE })

export const askOutlets = (): Listed<OutletPage> => listed('/outlets', { limit: 100 })
export const askOutlet = (name: string): Question<Outlet> => question(`/outlets/${part(name)}`)
export const askOutletSeries = (name: string): Question<Series> => question(`/outlets/${part(name)}/series`)
export const askLastWords = (name: string): Question<LastWords> => question(`/outlets/${part(name)}/last-word?limit=20`)

export const askStories = (asked: {
  readonly words: string
  readonly outlet: string | null
  readonly since: string | null
  readonly until: string | null
}): Listed<StoryPage> => listed('/stories', { ...asked, limit: PAGE })

export const askStory = (id: string): Question<Story> => question(`/stories/${part(id)}`)
export const askVoices = (id: string): Question<Voices> => question(`/stories/${part(id)}/voices`)

export const askFamilies = (asked: { readonly story: string; readonly across?: boolean }): Listed<FamilyPage> =>
  listed('/families', { ...asked, limit: PAGE })
export const askFamily = (id: string): Question<Family> => question(`/families/${part(id)}`)

export const askFindings = (asked: {
  readonly story?: string
  readonly family?: string
  readonly standing?: 'sure' | 'possible'
  readonly rejected?: boolean
}): Listed<FindingPage> => listed('/findings', { ...asked, limit: 50 })
export const askFinding = (id: string): Question<Finding> => question(`/findings/${part(id)}`)

/** Keeps a ruling. `etag`: the version of the reading that its author has seen; null for people and findings. */
export const rule = async (request: RulingRequest, etag: string | null): Promise<RulingMade> =>
  (
    await ask<RulingMade>(`${ROOT}/rulings`, {
      method: 'POST',
      body: request,
      ...(etag === null ? {} : { headers: { 'if-match': etag } }),
    })
  ).body

export const undo = async (ruling: string, author: string): Promise<RulingMade> =>
  (await ask<RulingMade>(`${ROOT}/rulings/${part(ruling)}/undo`, { method: 'POST', body: { author } })).body
