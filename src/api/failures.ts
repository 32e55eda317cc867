import type { FastifyError } from 'fastify'
import { AscribeError } from '../vocabulary/index.ts'
import type { Conflict, Failure } from './wire.ts'

/** Which HTTP status a code is told with; what is not listed is a request that can't be done as it stands: 422. */
const STATUS: Readonly<Record<string, number>> = {
  'bad-request': 400,
  'bad-cursor': 400,
  'bad-day': 400,
  'bad-ruling': 400,
  'no-search-words': 400,
  'no-token': 401,
  'not-allowed': 403,
  'fetching-off': 403,
  'foreign-host': 403,
  'foreign-origin': 403,
  'no-such-id': 404,
  'no-such-path': 404,
  'no-such-speaker': 404,
  'no-such-outlet': 404,
  'no-such-statement': 404,
  'no-such-article': 404,
  'no-such-person': 404,
  'no-such-ruling': 404,
  'no-page-kept': 404,
  'no-such-job': 404,
  'no-result': 404,
  'contradicts-ruling': 409,
  'already-undone': 409,
  'already-merged': 409,
  'statement-there': 409,
  'nothing-to-replace': 409,
  'job-ended': 409,
  'changed-meanwhile': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  'no-if-match': 428,
  'too-many-requests': 429,
  'too-many-jobs': 429,
  'internal-error': 500,
  draining: 503,
  'record-busy': 503,
  'record-locked': 503,
  'record-unreachable': 503,
  'record-denied': 503,
  'record-read-only': 503,
  'record-damaged': 503,
  'disk-full': 503,
  'took-too-long': 503,
}

/** A ruling that met a change which its author has not seen. */
export class ConflictError extends AscribeError {
  readonly conflict: Conflict
  constructor(error: AscribeError, conflict: Conflict) {
    super(error.code, error.message, error.next)
    this.conflict = conflict
  }
}

export const noSuchId = () =>
  new AscribeError('no-such-id', 'the record has no such id', 'look it up again: it may have been forgotten')

/** What is told to a caller, and with which status. */
export function answerOf(error: unknown): { readonly status: number; readonly failure: Failure } {
  const known = error instanceof AscribeError ? error : ofFramework(error as FastifyError)
  const { code, message, next } = known
  return {
    status: STATUS[code] ?? 422,
    failure: {
      code,
      message,
      next,
      ...(known instanceof ConflictError ? { conflict: known.conflict } : {}),
      ...fieldsOf(error),
    },
  }
}

function fieldsOf(error: unknown): Pick<Failure, 'fields'> {
  const { validation, validationContext } = (error ?? {}) as FastifyError
  if (!Array.isArray(validation)) return {}
  const fields = validation.slice(0, 20).map(({ instancePath, message, params }) => {
    // What is missing or not known is named; what somebody sent is not said again.
    const named = params.missingProperty ?? params.additionalProperty
    const at = `${validationContext ?? ''}${instancePath}${typeof named === 'string' ? `/${named}` : ''}`
    return { at, message: message ?? 'is not as it should be' }
  })
  return { fields }
}

/** The framework's own errors in the words of ours. What they quote of a request is left out. */
function ofFramework(error: FastifyError): AscribeError {
  if (Array.isArray(error?.validation))
    return new AscribeError(
      'bad-request',
      `the request’s ${error.validationContext ?? 'body'} is not as it should be`,
      'see `fields`, and /api/docs for what is expected',
    )
  switch (error?.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AscribeError(
        'too-large',
        'the body is larger than this server takes',
        'send less, or add it from files',
      )
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return new AscribeError(
        'unsupported-media-type',
        'this operation does not take a body of that media type',
        'send application/json, or the bytes with their own media type where /api/docs says so',
      )
    case 'FST_ERR_HANDLER_TIMEOUT':
      return new AscribeError('took-too-long', 'the answer took longer than is allowed', 'ask for less at a time')
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new AscribeError('bad-request', 'the path is not well formed', 'encode it as a URL')
  }
  const status = error?.statusCode ?? 500
  if (status === 429)
    return new AscribeError('too-many-requests', 'there were too many requests in a minute', 'wait as Retry-After says')
  if (status >= 400 && status < 500)
    return new AscribeError('bad-request', 'the request could not be understood', 'see /api/docs for what is expected')
  return new AscribeError(
    'internal-error',
    'this server failed',
    'this is a fault of ascribe: report it with the request’s id, which stands in the log',
  )
}
