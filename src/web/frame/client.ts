import { QueryClient } from '@tanstack/react-query'

/** What the server says when it can't do what it was asked: the facts and the next step. */
export class ServerError extends Error {
  readonly status: number
  /** Stable, in kebab case; `unreachable` when the server did not answer at all. */
  readonly code: string
  readonly next: string
  /** The answer's whole body, for errors that carry more (a conflict shows both versions). */
  readonly body: unknown
  constructor(status: number, code: string, message: string, next: string, body: unknown) {
    super(message)
    this.name = 'ServerError'
    this.status = status
    this.code = code
    this.next = next
    this.body = body
  }
}

/** An answer with the tag of the version it shows; null where the server gives none. */
export interface Tagged<T> {
  readonly body: T
  readonly etag: string | null
}

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON; a Blob is sent as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

const TOKEN = 'ascribe-token'

/** The token for a server that asks for one; kept for this tab only. */
export const token = {
  get: (): string | null => sessionStorage.getItem(TOKEN),
  set: (value: string): void => sessionStorage.setItem(TOKEN, value),
}

/** Asks the server that served this page, and nobody else. Throws ServerError. */
export async function ask<T>(path: string, asking: Asking = {}): Promise<Tagged<T>> {
  const { method = 'GET', body, headers = {}, signal } = asking
  const held = token.get()
  const raw = body instanceof Blob
  let answer: Response
  try {
    answer = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
        ...(held ? { authorization: `Bearer ${held}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ServerError(0, 'unreachable', 'the server does not answer', 'see whether it still runs', null)
  }
  const text = await answer.text()
  const found: unknown = isJson(answer) && text !== '' ? JSON.parse(text) : text
  if (!answer.ok) throw failureOf(answer.status, found)
  return { body: found as T, etag: answer.headers.get('etag') }
}

/** The body of a GET. */
export const get = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await ask<T>(path, signal ? { signal } : {})).body

const isJson = (answer: Response): boolean => /[/+]json\b/.test(answer.headers.get('content-type') ?? '')

function failureOf(status: number, found: unknown): ServerError {
  const held = typeof found === 'object' && found !== null ? found : {}
  const error = 'error' in held && typeof held.error === 'object' && held.error !== null ? held.error : held
  const field = (name: string): string | null => {
    const value = (error as Readonly<Record<string, unknown>>)[name]
    return typeof value === 'string' ? value : null
  }
  return new ServerError(
    status,
    field('code') ?? `status-${status}`,
    field('message') ?? `the server answered with status ${status}`,
    field('next') ?? '',
    found,
  )
}

/** What was read stays fresh for half a minute: going back and forth asks nothing anew. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // What the server refused it would refuse again; only silence is worth another try.
      retry: (failures, error) => failures < 2 && error instanceof ServerError && error.status === 0,
    },
  },
})
