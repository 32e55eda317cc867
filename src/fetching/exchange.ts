import type { Agent } from 'undici'
import { AscribeError } from '../vocabulary/index.ts'
import { type BodyLimits, readBody } from './body.ts'
import { badAnswer, badEncoding, connectFailed, cutOff, fetchTimeout, headerTooLarge, tlsFailed } from './failures.ts'
import { contentEncodings, type Field } from './headers.ts'
import type { Limits } from './promises.ts'

/** Informational answers (1xx) before the real one: servers send one or two. */
const MAX_HINTS = 20

export interface Head {
  readonly status: number
  /** By name in lower case. */
  readonly field: (name: string) => Field
}

export interface Answer extends Head {
  /** Null where the body was not wanted. */
  readonly bytes: Uint8Array | null
}

/** What to do with the body once the head is known; null: leave it. It may throw to refuse the answer. */
export type BodyWish = (head: Head) => (BodyLimits & { readonly cut: boolean }) | null

/**
 * One request and its answer: no redirect followed, nothing tried again. `within` bounds it from the first byte sent to
 * the last received, whatever the server does in between. Every failure is an AscribeError, or the reason of `signal`.
 */
export async function exchange(
  agent: Agent,
  url: URL,
  headers: Readonly<Record<string, string>>,
  wish: BodyWish,
  limits: Limits,
  within: number,
  signal: AbortSignal,
): Promise<Answer> {
  signal.throwIfAborted()
  const stop = new AbortController()
  const follow = () => stop.abort(signal.reason)
  signal.addEventListener('abort', follow, { once: true })
  const timer = setTimeout(() => stop.abort(fetchTimeout(url, 'did not end', limits.totalTimeout)), within)
  let body: { destroy(error?: Error): unknown } | null = null
  let headSeen = false
  try {
    let hints = 0
    const onInfo = () => {
      if (++hints > MAX_HINTS) stop.abort(badAnswer(url, 'says without end that it will answer'))
    }
    const answer = await answerOf(agent, url, headers, onInfo, stop.signal)
    headSeen = true
    body = answer.body.on('error', () => {}) // told to whoever reads it; destroyed unread it has no reader
    const head: Head = {
      status: answer.statusCode,
      field: name => (Object.hasOwn(answer.headers, name) ? answer.headers[name] : undefined),
    }
    const wanted = wish(head)
    const encodings = contentEncodings(head.field('content-encoding'))
    const bytes = wanted === null ? null : await readBody(answer.body, encodings, wanted, { url, cut: wanted.cut })
    return { ...head, bytes }
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason
    throw failureOf(error, url, limits, headSeen)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', follow)
    // Frees the connection when the body was not read to its end; after the end it does nothing.
    body?.destroy()
  }
}

/** undici lets go of a request that is still connecting only when the connection is made or fails; this does not wait. */
function answerOf(
  agent: Agent,
  url: URL,
  headers: Readonly<Record<string, string>>,
  onInfo: () => void,
  signal: AbortSignal,
) {
  const path = url.pathname + url.search
  const asked = agent.request({ origin: url.origin, path, method: 'GET', headers, onInfo, signal })
  return new Promise<Awaited<typeof asked>>((resolve, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    asked.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

/** Node's, OpenSSL's, zlib's and undici's errors in our words. Only their codes are quoted: a server can choose the words. */
function failureOf(error: unknown, url: URL, limits: Limits, headSeen: boolean): AscribeError {
  if (error instanceof AscribeError) return error
  const code = codeOf(error)
  switch (code) {
    case 'UND_ERR_CONNECT_TIMEOUT':
      return fetchTimeout(url, 'did not let us connect', limits.connectTimeout)
    case 'UND_ERR_HEADERS_TIMEOUT':
      return fetchTimeout(url, 'did not answer', limits.headerTimeout)
    case 'UND_ERR_BODY_TIMEOUT':
      return fetchTimeout(url, 'fell silent and sent nothing more', limits.idleTimeout)
    case 'UND_ERR_HEADERS_OVERFLOW':
      return headerTooLarge(url, limits.maxHeader)
    case 'Z_BUF_ERROR':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return cutOff(url)
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return badAnswer(url, 'has another length than it says')
  }
  if (error instanceof Error && error.name === 'HTTPParserError') return badAnswer(url, 'did not answer in HTTP')
  if (/^(?:Z_|ERR_BROTLI|ERR__)/.test(code)) return badEncoding(url, 'is not packed as it says')
  if (headSeen) return cutOff(url)
  if (
    /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|ERROR_IN_CERT)/.test(
      code,
    )
  ) {
    return tlsFailed(url, code)
  }
  if (code === 'UND_ERR_SOCKET') return connectFailed(url, 'closed without an answer')
  return connectFailed(url, code)
}

function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: readonly unknown[] }
  if (typeof code === 'string') return code
  return errors === undefined || errors.length === 0 ? '' : codeOf(errors[0])
}
