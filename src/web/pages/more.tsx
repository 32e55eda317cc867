import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Failure } from '../frame/failure.tsx'

/** All items of the pages that were asked for. */
export const itemsOf = <T,>(data: InfiniteData<{ readonly items: readonly T[] }> | undefined): readonly T[] =>
  data?.pages.flatMap(page => page.items) ?? []

/** The next page of a list, where there is one; and what went wrong in asking for it. */
export function More({ list, what }: { readonly list: UseInfiniteQueryResult<unknown>; readonly what: string }) {
  if (list.isFetchNextPageError) return <Failure error={list.error} />
  if (!list.hasNextPage) return null
  return (
    <p className="more">
      <button type="button" onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
        {list.isFetchingNextPage ? 'One moment …' : `More ${what}`}
      </button>
    </p>
  )
}
