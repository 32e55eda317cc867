import { useState } from 'react'
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
