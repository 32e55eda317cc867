import { type ReactNode, useState } from 'react'
import { AskAuthor, author } from '../ruling/author.tsx'

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
