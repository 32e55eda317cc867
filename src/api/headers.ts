import type { FastifyReply, FastifyRequest } from 'fastify'

/** Nothing from elsewhere, nothing inline, shown in nobody's frame. */
export const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'worker-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'frame-src': ["'self'"],
      'manifest-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  // Whoever stands before this server and speaks HTTPS says so.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' as const },
}

/** What the caller has already is not sent again (RFC 9110, 13.1.2). Answers about the record are asked for each time. */
export async function unchanged(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
  const etag = reply.getHeader('etag')
  const had = request.headers['if-none-match']
  if (typeof etag !== 'string' || had === undefined || request.method !== 'GET' || reply.statusCode !== 200)
    return payload
  const known = had.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
  if (!known) return payload
  reply.status(304).removeHeader('content-type').removeHeader('content-length')
  return ''
}
