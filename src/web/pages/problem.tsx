import { ServerError } from '../frame/client.ts'
import { Failure } from '../frame/failure.tsx'

/**
 * Why something that a person said was not kept: what stands against it, and the next step. What they were at stays as it
 * is; only a server that wants a token, or is away, is told of as it is elsewhere.
 */
export function Problem({ error }: { readonly error: unknown }) {
  if (!(error instanceof ServerError) || error.status === 401 || error.status === 0) return <Failure error={error} />
  const { message, next } = error
  return (
    <p className="note" role="alert">
      <strong>Not kept: {message}.</strong> {next !== '' && `${next.charAt(0).toUpperCase()}${next.slice(1)}.`}
    </p>
  )
}
