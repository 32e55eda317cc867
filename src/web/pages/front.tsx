import '../style/article.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { About, ArticlePage, ArticleSummary } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { counted, dayOf } from '../reading/words.ts'

/** What the record holds: its articles, and how much of everything. */
export default function Front() {
  useTitle('')
  const about = useQuery({ queryKey: ['about'], queryFn: ({ signal }) => get<About>(api.about, signal) })
  const articles = useInfiniteQuery({
    queryKey: ['articles'],
    queryFn: ({ pageParam, signal }) => get<ArticlePage>(api.articles({ limit: 60, after: pageParam }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  if (articles.error) return <Failure error={articles.error} />
  if (!articles.data) return <Waiting />
  const found = articles.data.pages.flatMap(page => page.items).sort(newestFirst)
  const counts = about.data?.counts
  return (
    <div className="sheet front">
      <div className="front-head">
        <div>
          <h1>Who said what</h1>
          {counts && (
            <p className="faint">
              {counted(counts.statements, 'statement')} by {counted(counts.people, 'speaker')} in{' '}
              {counted(counts.articles, 'article')}
            </p>
          )}
        </div>
        <Search />
      </div>
      {found.length === 0 ? (
        <p>
          The record is empty. <Link to={paths.paste}>Paste a text</Link>, or add articles with <code>ascribe add</code>
          .
        </p>
      ) : (
        <ul className="front-list bare">
          {found.map(article => (
            <li key={article.id}>
              <Link to={paths.article(article.id)}>
                <bdi>{article.title ?? article.url ?? 'Without a title'}</bdi>
              </Link>
              <Facts article={article} />
            </li>
          ))}
        </ul>
      )}
      {articles.hasNextPage && (
        <p>
          <button type="button" onClick={() => void articles.fetchNextPage()} disabled={articles.isFetchingNextPage}>
            More
          </button>
        </p>
      )}
    </div>
  )
}

const newestFirst = (a: ArticleSummary, b: ArticleSummary): number =>
  (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '') || a.id.localeCompare(b.id)

function Facts({ article }: { readonly article: ArticleSummary }) {
  return (
    <ul className="facts">
      {article.outlet && (
        <li>
          <bdi>{article.outlet}</bdi>
        </li>
      )}
      {article.publishedAt && <li>{dayOf(article.publishedAt)}</li>}
      {article.agency && (
        <li>
          report of <bdi>{article.agency}</bdi>
        </li>
      )}
      {article.version > 1 && <li>version {article.version}</li>}
    </ul>
  )
}

function Search() {
  const { go } = useRouter()
  const [words, setWords] = useState('')
  return (
    <search>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (words.trim() !== '') go(paths.find({ q: words.trim() }))
        }}
      >
        <input
          type="search"
          data-search
          aria-label="Words that somebody said"
          placeholder="Words that somebody said"
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        <button type="submit">Find</button>
      </form>
    </search>
  )
}
