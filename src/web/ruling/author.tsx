import { type ReactNode, useState } from 'react'
import { Dialog } from '../frame/dialog.tsx'

const KEY = 'ascribe-author'

/** Who rules: asked once, kept in this browser. */
export const author = {
  get(): string | null {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return forgetful
    }
  },
  set(name: string): void {
    forgetful = name
    try {
      localStorage.setItem(KEY, name)
    } catch {
      // Storage is switched off: the name holds until the page is left.
    }
  },
}
let forgetful: string | null = null

/** Asks for the name that rulings are signed with. */
export function AskAuthor({ done, close }: { readonly done: (name: string) => void; readonly close: () => void }) {
  const [name, setName] = useState(author.get() ?? '')
  return (
    <Dialog title="Who rules?" close={close}>
      <form
        onSubmit={event => {
          event.preventDefault()
          author.set(name.trim())
          done(name.trim())
        }}
      >
        <p>
          A ruling is signed and dated. It stands beside the engine’s reading, can be undone, and survives a newer
          engine.
        </p>
        <p>
          <label>
            Your name{' '}
            <input
              value={name}
              maxLength={200}
              autoComplete="name"
              data-focus
              onChange={event => setName(event.target.value)}
            />
          </label>{' '}
          <button type="submit" className="main" disabled={name.trim() === ''}>
            Sign
          </button>
        </p>
      </form>
    </Dialog>
  )
}

interface Author {
  /** Runs with the name of who rules; asks for it where this browser does not know it yet. */
  readonly withAuthor: (run: (author: string) => void) => void
  /** Where the name is asked for: to be shown somewhere in the page. */
  readonly box: ReactNode
}

/** Rulings bear a name: it is asked for once. */
export function useAuthor(): Author {
  const [run, setRun] = useState<((author: string) => void) | null>(null)
  const withAuthor = (next: (author: string) => void) => {
    const known = author.get()
    if (known === null || known === '') setRun(() => next)
    else next(known)
  }
  const done = (name: string) => {
    setRun(null)
    run?.(name)
  }
  return { withAuthor, box: run && <AskAuthor done={done} close={() => setRun(null)} /> }
}
