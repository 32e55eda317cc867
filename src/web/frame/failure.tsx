import { useState } from 'react'
import { queryClient, ServerError, token } from './client.ts'

/** An error in words: the fact, and the next step. */
export function Failure({ error }: { readonly error: unknown }) {
  if (error instanceof ServerError && error.status === 401) return <AskToken />
  const fact = error instanceof Error ? error.message : String(error)
  const next = nextOf(error)
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{fact.charAt(0).toUpperCase() + fact.slice(1)}.</strong>
        {next !== '' && ` ${next.charAt(0).toUpperCase()}${next.slice(1)}.`}
      </p>
      <p>
        <button type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </p>
    </div>
  )
}

const nextOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'next' in error && typeof error.next === 'string' ? error.next : ''

/** A server on another machine wants a token: asked for here, kept for this tab. */
function AskToken() {
  const [value, setValue] = useState('')
  return (
    <form
      className="failure"
      onSubmit={event => {
        event.preventDefault()
        token.set(value.trim())
        void queryClient.resetQueries()
        location.reload()
      }}
    >
      <label>
        This server asks for a token{' '}
        <input type="password" value={value} autoComplete="off" onChange={e => setValue(e.target.value)} />
      </label>{' '}
      <button type="submit" className="main" disabled={value.trim() === ''}>
        Go on
      </button>
    </form>
  )
}
