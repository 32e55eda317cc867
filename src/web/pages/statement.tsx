import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { StatementPlace } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { KeptArticle } from './article.tsx'
import type { PageProps } from './index.ts'

/** The stable address of a statement: leads to it in whatever version and reading has it now. */
export default function StatementPage({ parts }: PageProps) {
  const id = parts.id!
  const { go } = useRouter()
  const [chosen, choose] = useState<string | null>(id)
  const { data, error } = useQuery({
    queryKey: ['statement', id],
    queryFn: ({ signal }) => get<StatementPlace>(api.statement(id), signal),
  })
  useTitle('Statement')
  if (error) return <Failure error={error} />
  if (!data) return <Waiting />
  if (data.standing === 'rejected' || data.standing === 'gone') return <Former place={data} />
  return (
    <>
      {data.standing === 'older-version' && (
        <p className="banner">
          Only this earlier version of the article has the statement.{' '}
          <Link to={paths.article(data.newest)}>To the newest version</Link>
        </p>
      )}
      <KeptArticle
        id={data.article.id}
        chosen={chosen}
        choose={statement => {
          choose(statement)
          // Another statement has another address.
          if (statement !== null && statement !== id) go(paths.article(data.article.id, statement), 'replace')
        }}
      />
    </>
  )
}

/** What was a statement once: its words, and why it is none now. */
function Former({ place }: { readonly place: StatementPlace }) {
  return (
    <div className="sheet narrow">
      <h1>{place.standing === 'rejected' ? 'A person ruled this out' : 'The present reading lacks this statement'}</h1>
      <blockquote dir="auto" className="former">
        <span className="faint">{place.before}</span>
        <mark>{place.words}</mark>
        <span className="faint">{place.after}</span>
      </blockquote>
      <p>
        <Link to={paths.article(place.article.id)}>
          <bdi>{place.article.title ?? 'The article'}</bdi>
        </Link>
      </p>
    </div>
  )
}
