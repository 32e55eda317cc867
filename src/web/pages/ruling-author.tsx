import { type FormEvent, type ReactNode, useState } from 'react'
import { Dialog } from '../frame/dialog.tsx'

const KEY = 'ascribe-author'

const authorNow = (): string => {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

interface Author {
  /** Runs with the name of who rules; asks for it where this browser does not know it yet. */
  readonly withAuthor: (run: (author: string) => void) => void
  /** Where the name is asked for: to be shown somewhere in the page. */
  readonly box: ReactNode
}

/** Rulings bear a name: it is asked for once, and kept in this browser. */
export function useAuthor(): Author {
  const [run, setRun] = useState<((author: string) => void) | null>(null)
  const withAuthor = (next: (author: string) => void) => {
    const author = authorNow()
    if (author === '') setRun(() => next)
    else next(author)
  }
  const box = run && (
    <AskAuthor
      close={() => setRun(null)}
      told={author => {
        try {
          localStorage.setItem(KEY, author)
        } catch {
          // A browser that keeps nothing is asked each time.
        }
        setRun(null)
        run(author)
      }}
    />
  )
  return { withAuthor, box }
}

function AskAuthor({ close, told }: { readonly close: () => void; readonly told: (author: string) => void }) {
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') told(name.trim())
  }
  return (
    <Dialog title="Who says so?" close={close}>
      <form onSubmit={submit}>
        <p>What people say of a reading is kept with their name. It is asked for once.</p>
        <div className="row">
          <input value={name} onChange={event => setName(event.target.value)} aria-label="Your name" maxLength={200} />
          <button type="submit" className="main" disabled={name.trim() === ''}>
            Go on
          </button>
        </div>
      </form>
    </Dialog>
  )
}
