import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react'

/** Where the reader is: the address bar's path, query and fragment (without its mark). */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
  readonly fragment: string
}

interface Router {
  readonly place: Place
  /** Goes to an address of this page. `replace` leaves no step to go back to. */
  go(address: string, how?: 'push' | 'replace'): void
}

const Context = createContext<Router | null>(null)

const here = (): Place => ({
  path: location.pathname,
  query: new URLSearchParams(location.search),
  fragment: decodeURIComponent(location.hash.slice(1)),
})

export function RouterProvider({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const moved = () => setPlace(here())
    addEventListener('popstate', moved)
    return () => removeEventListener('popstate', moved)
  }, [])
  const go = useCallback((address: string, how: 'push' | 'replace' = 'push') => {
    const path = location.pathname
    if (how === 'push') history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    setPlace(here())
    if (location.pathname !== path) scrollTo(0, 0)
  }, [])
  const router = useMemo(() => ({ place, go }), [place, go])
  return <Context value={router}>{children}</Context>
}

export function useRouter(): Router {
  const router = useContext(Context)
  if (!router) throw new Error('useRouter is called outside RouterProvider')
  return router
}

interface LinkProps {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly title?: string
  readonly current?: boolean
  readonly label?: string
}

/** A link within the page. With a modifier key it is a link like any other. */
export function Link({ to, children, className, title, current, label }: LinkProps) {
  const { go } = useRouter()
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a
      href={to}
      className={className}
      title={title}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  )
}

/**
 * The parts of a path by a pattern such as `/people/:id`; null when it is another path. Parts are decoded; one that is no
 * valid encoding matches nothing.
 */
export function match(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/')
  const given = path.replace(/(.)\/$/, '$1').split('/')
  if (wanted.length !== given.length) return null
  const parts: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    if (!part.startsWith(':')) {
      if (part !== given[i]) return null
      continue
    }
    try {
      parts[part.slice(1)] = decodeURIComponent(given[i]!)
    } catch {
      return null
    }
    if (parts[part.slice(1)] === '') return null
  }
  return parts
}
