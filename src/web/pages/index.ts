import { type ComponentType, lazy } from 'react'
import { match } from '../frame/router.tsx'

/** What a page is given: the named parts of its address. */
export interface PageProps {
  readonly parts: Readonly<Record<string, string>>
}

type Load = () => Promise<{ readonly default: ComponentType<PageProps> }>

const Lost = lazy<ComponentType<PageProps>>(() => import('./lost.tsx'))

/** Every address of the page, and the file that shows it; loaded when it is first gone to. */
const PAGES: readonly (readonly [pattern: string, load: Load])[] = [
  ['/', () => import('./front.tsx')],
  ['/a/:id', () => import('./article.tsx')],
  ['/s/:id', () => import('./statement.tsx')],
  ['/paste', () => import('./paste.tsx')],
  ['/help', () => import('./help.tsx')],
  ['/find', () => import('./find.tsx')],
  ['/queue', () => import('./queue.tsx')],
  ['/people', () => import('./people.tsx')],
  ['/people/:id', () => import('./person.tsx')],
  ['/outlets', () => import('./outlets.tsx')],
  ['/outlets/:name', () => import('./outlet.tsx')],
  ['/stories', () => import('./stories.tsx')],
  ['/stories/:id', () => import('./story.tsx')],
  ['/families/:id', () => import('./family.tsx')],
  ['/findings/:id', () => import('./finding.tsx')],
]

const pages = PAGES.map(([pattern, load]) => ({ pattern, page: lazy(load) }))

/** The page at a path, with the named parts of its address. */
export function pageAt(path: string): { readonly page: ComponentType<PageProps>; readonly parts: PageProps['parts'] } {
  for (const { pattern, page } of pages) {
    const parts = match(pattern, path)
    if (parts) return { page, parts }
  }
  return { page: Lost, parts: {} }
}
