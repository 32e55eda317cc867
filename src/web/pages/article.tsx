import { useQuery } from '@tanstack/react-query'
import type { Article, Reading } from '../../api/wire.ts'
import { ArticleReading } from '../article/article-reading.tsx'
import { api } from '../frame/api.ts'
import { get } from '../frame/client.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import type { PageProps } from './index.ts'

/** An article of the record; the fragment of the address names the chosen statement. */
export default function ArticlePage({ parts }: PageProps) {
  const { place, go } = useRouter()
  return (
    <KeptArticle
      id={parts.id!}
      chosen={place.fragment === '' ? null : place.fragment}
      choose={statement => go(paths.article(parts.id!, statement ?? undefined), 'replace')}
    />
  )
}

interface Props {
  readonly id: string
  readonly chosen: string | null
  readonly choose: (statement: string | null) => void
}

/** Fetches an article with its reading, and shows them. */
export function KeptArticle({ id, chosen, choose }: Props) {
  const article = useQuery({
    queryKey: ['article', id],
    queryFn: ({ signal }) => get<Article>(api.article(id), signal),
  })
  const reading = useQuery({
    queryKey: ['reading', id],
    queryFn: ({ signal }) => get<Reading>(api.reading(id), signal),
  })
  useTitle(article.data?.title ?? 'Article')
  const error = article.error ?? reading.error
  if (error) return <Failure error={error} />
  if (!article.data || !reading.data) return <Waiting />
  return <ArticleReading article={article.data} reading={reading.data} chosen={chosen} choose={choose} />
}
