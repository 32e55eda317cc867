import { useQuery } from '@tanstack/react-query'
import type { Article } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { get, token } from '../frame/client.ts'
import { Dialog } from '../frame/dialog.tsx'
import { Failure } from '../frame/failure.tsx'

interface Props {
  readonly article: Article
  readonly close: () => void
}

/** The page as it came in, with the same marks: in a frame without scripts, forms or a way out. */
export function Original({ article, close }: Props) {
  // A frame sends no token with what it asks for: then the page is fetched here and handed to it. There it stands under this
  // page's policy, without styles of its own: all marks look as the browser shows marks.
  const apart = token.get() === null
  const { data, error } = useQuery({
    queryKey: ['page', article.id],
    queryFn: ({ signal }) => get<string>(api.page(article.id), signal),
    enabled: !apart,
  })
  const name = `The page of ${article.title ?? 'the article'} as it came in`
  return (
    <Dialog title="The original page" close={close} className="original">
      {error && <Failure error={error} />}
      {apart && <iframe title={name} src={api.page(article.id)} sandbox="" referrerPolicy="no-referrer" />}
      {data !== undefined && <iframe title={name} srcDoc={data} sandbox="" />}
    </Dialog>
  )
}
