import '../style/lists.css'
import '../style/find.css'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { useKeys } from '../frame/keyboard.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askFacets, askStatements } from './asks.ts'
import { AskedFor, SearchField } from './find-bar.tsx'
import { FindNothing, FindTips } from './find-empty.tsx'
import { FacetColumn } from './find-facets.tsx'
import { Hit } from './find-hit.tsx'
import { addressOf, isEmpty, nameOf, orderOf, paramsOf, type Search, searchOf } from './find-query.ts'
import { SavedSearches } from './find-saved-list.tsx'
import { itemsOf, More } from './more.tsx'
import { useSteps } from './steps.ts'

/** Statements by their words and by who, where and how; the address is the search. */
export default function Find() {
  const { place, go } = useRouter()
  const search = searchOf(place.query)
  const nothingAsked = isEmpty(search)
  useTitle(nothingAsked ? 'Find' : nameOf(search))
  const list = useInfiniteQuery({ ...askStatements(search), placeholderData: keepPreviousData })
  const facets = useQuery({ ...askFacets(search), placeholderData: keepPreviousData })
  const hits = itemsOf(list.data)
  const box = useSteps('statement', () => list.hasNextPage && void list.fetchNextPage())
  const aside = useRef<HTMLDetailsElement>(null)
  // Typing replaces the address, so that one step back leaves the search and not its last letter.
  const to = (next: Search, how: 'push' | 'replace' = 'push') => go(addressOf('/find', paramsOf(next)), how)
  useKeys([
    {
      key: 'f',
      does: 'Narrow the search',
      run: () => {
        if (aside.current) aside.current.open = true
        aside.current?.querySelector<HTMLElement>('a, input')?.focus()
      },
    },
  ])
  return (
    <div className="sheet wide find">
      <h1 className="unseen">Find</h1>
      <div className="find-top">
        <SearchField search={search} to={to} />
        <AskedFor search={search} to={to} />
      </div>
      <FacetColumn search={search} facets={facets.data ?? null} to={to} aside={aside} />
      <section className="find-results" aria-label="Statements found" aria-busy={list.isPlaceholderData}>
        <Counted facets={facets.data ?? null} search={search} shown={hits.length} to={to} />
        {list.isPending && <Waiting />}
        {list.isError && !list.isFetchNextPageError && <Failure error={list.error} />}
        {list.isSuccess && hits.length === 0 && <FindNothing search={search} to={to} />}
        <div ref={box}>
          <ol className="bare hits">
            {hits.map(hit => (
              <Hit key={hit.statement} hit={hit} />
            ))}
          </ol>
        </div>
        <More list={list} what="statements" />
      </section>
      <aside className="find-saved" aria-label="Saved searches">
        <SavedSearches search={search} to={to} />
        <p>
          <Link to={addressOf(paths.queue, paramsOf({ ...search, order: null }))}>
            {nothingAsked ? 'Check statements' : 'Check these'}, the least sure first
          </Link>
        </p>
        {nothingAsked && <FindTips />}
      </aside>
    </div>
  )
}

interface CountedProps {
  readonly facets: { readonly counted: number; readonly all: boolean } | null
  readonly search: Search
  readonly shown: number
  readonly to: (next: Search) => void
}

const ORDER_WORDS = { best: 'best', newest: 'newest', oldest: 'oldest' } as const

/** How many there are, and in which order they stand. */
function Counted({ facets, search, shown, to }: CountedProps) {
  const orders = search.words === '' ? (['newest', 'oldest'] as const) : (['best', 'newest', 'oldest'] as const)
  const order = orderOf(search)
  return (
    <div className="row counted">
      <p role="status">
        {facets === null
          ? ' '
          : facets.counted === 0
            ? 'No statement'
            : `${facets.all ? '' : 'More than '}${facets.counted.toLocaleString('en')} ${facets.counted === 1 ? 'statement' : 'statements'}`}
      </p>
      {shown > 1 && (
        <fieldset className="orders">
          <legend className="unseen">Order</legend>
          {orders.map(one => (
            <button
              key={one}
              type="button"
              aria-pressed={order === one}
              onClick={() => to({ ...search, order: one })}
              className="plain"
            >
              {ORDER_WORDS[one]} first
            </button>
          ))}
        </fieldset>
      )}
    </div>
  )
}
