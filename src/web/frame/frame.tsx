import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { pageAt } from '../pages/index.ts'
import { Boundary } from './boundary.tsx'
import { useKeyboard, useKeys } from './keyboard.tsx'
import { KeyList } from './keys.tsx'
import { paths } from './paths.ts'
import { Link, useRouter } from './router.tsx'
import { ThemeButton } from './theme.tsx'

const ROOMS: readonly (readonly [name: string, address: string])[] = [
  ['Read', paths.front],
  ['Find', paths.find()],
  ['Queue', paths.queue],
  ['People', paths.people],
  ['Outlets', paths.outlets],
  ['Stories', paths.stories],
  ['Paste', paths.paste],
]

/** The room that an address lies in: an article is read, a family is part of stories. */
const roomOf = (path: string): string => {
  const first = `/${path.split('/')[1] ?? ''}`
  if (first === '/a' || first === '/s') return paths.front
  return first === '/families' || first === '/findings' ? paths.stories : first
}

/** What stands around every page: the way to the rooms, the keys, and what went wrong. */
export function Frame() {
  const { place, go } = useRouter()
  const [keys, showKeys] = useState(false)
  const rooms = useRef<HTMLElement>(null)
  useKeyboard()
  // On a narrow window the rooms' names scroll: the present one is kept in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for anew in each room
  useEffect(() => {
    const link = rooms.current?.querySelector<HTMLElement>('[aria-current]')
    if (link) rooms.current!.scrollLeft = link.offsetLeft - rooms.current!.clientWidth / 2
  }, [place.path])
  useKeys([
    { key: '?', does: 'Show or hide the keys', run: () => showKeys(shown => !shown) },
    { key: '/', does: 'Search', run: () => toSearch(go) },
  ])
  const { page: Page, parts } = pageAt(place.path)
  return (
    <>
      <a className="skip" href="#main">
        To the text
      </a>
      <header className="bar">
        <Link to={paths.front} className="mark" label="Ascribe, the front page">
          Ascribe
        </Link>
        <nav aria-label="Rooms" ref={rooms}>
          {ROOMS.map(([name, address]) => (
            <Link key={name} to={address} current={roomOf(place.path) === address}>
              {name}
            </Link>
          ))}
        </nav>
        <div className="bar-end">
          <ThemeButton />
          <button type="button" className="plain" onClick={() => showKeys(true)} title="Keys (?)">
            <kbd>?</kbd>
            <span className="unseen">Show the keys</span>
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Boundary key={place.path}>
          <Suspense fallback={<Waiting />}>
            <Page parts={parts} />
          </Suspense>
        </Boundary>
      </main>
      {keys && <KeyList close={() => showKeys(false)} />}
    </>
  )
}

/** To the page's own search field where it has one, else to Find. */
function toSearch(go: (address: string) => void): void {
  const field = document.querySelector<HTMLElement>('[data-search]')
  if (field) field.focus()
  else go(paths.find())
}

export function Waiting({ children = 'One moment …' }: { readonly children?: ReactNode }) {
  return (
    <p className="waiting" role="status">
      {children}
    </p>
  )
}
