import type { Article } from '../../api/wire.ts'
import { api } from '../frame/api.ts'
import { Dialog } from '../frame/dialog.tsx'

interface Props {
  readonly article: Article
  readonly close: () => void
}

/** The page as it came in, with the same marks: in a frame without scripts, forms or a way out. */
export function Original({ article, close }: Props) {
  return (
    <Dialog title="The original page" close={close} className="original">
      <iframe
        title={`The page of ${article.title ?? 'the article'} as it came in`}
        src={api.page(article.id)}
        sandbox=""
        referrerPolicy="no-referrer"
      />
    </Dialog>
  )
}
