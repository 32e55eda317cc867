import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { Certificate } from './certificate.ts'

/** A request that reached the server. */
export interface Received {
  readonly path: string
  readonly headers: IncomingMessage['headers']
}

export type Reply = (request: IncomingMessage, response: ServerResponse) => void

export interface HostileServer {
  readonly port: number
  /** `http://127.0.0.1:PORT`, or https with a certificate. */
  readonly origin: string
  /** The address of a path; `host` puts another name in place of 127.0.0.1. */
  url(path: string, host?: string): string
  /** What a path answers from now on; `hostile` has the wicked ones. A path without an answer gives 404. */
  on(path: string, reply: Reply): void
  /** Everything asked so far, in order; robots.txt left out unless it has a reply of its own. */
  readonly requests: readonly Received[]
  /** How often a path was asked. */
  asked(path: string): number
  close(): Promise<void>
}

/** A web server on 127.0.0.1 for tests of what a fetcher must bear. Give `certificate` for https. */
export async function openHostileServer(options: { readonly certificate?: Certificate } = {}): Promise<HostileServer> {
  const replies = new Map<string, Reply>()
  const requests: Received[] = []
  const listener: RequestListener = (request, response) => {
    const path = request.url ?? ''
    const reply = replies.get(path)
    // Writing to a client that has had enough is what these servers do.
    response.on('error', () => {})
    if (reply || path !== '/robots.txt') requests.push({ path, headers: request.headers })
    if (reply) reply(request, response)
    else response.writeHead(404).end()
  }
  const { certificate } = options
  const host = '127.0.0.1'
  const server = certificate
    ? createHttpsServer({ key: certificate.key, cert: certificate.certificate }, listener)
    : createHttpServer(listener)
  server.on('tlsClientError', () => {})
  server.on(certificate ? 'secureConnection' : 'connection', socket => socket.on('error', () => {}))
  await new Promise<void>(resolve => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  const scheme = certificate ? 'https' : 'http'
  return {
    port,
    origin: `${scheme}://${host}:${port}`,
    url: (path, name = host) => `${scheme}://${name}:${port}${path}`,
    on: (path, reply) => {
      replies.set(path, reply)
    },
    requests,
    asked: path => requests.filter(request => request.path === path).length,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Headers = Readonly<Record<string, string | readonly string[]>>

/** Writes until the other end goes away. */
function endlessly(response: ServerResponse, piece: () => Buffer | string) {
  const { socket } = response
  if (!socket) return
  const more = () => {
    while (!socket.destroyed && socket.writable) {
      if (!socket.write(piece())) {
        socket.once('drain', () => setImmediate(more))
        return
      }
    }
  }
  more()
}

/** Raw bytes in place of an answer; the connection stays open unless `end`. */
const raw =
  (bytes: string, end = true): Reply =>
  (_, response) => {
    response.socket?.write(Buffer.from(bytes, 'latin1'), () => {
      if (end) response.socket?.end()
    })
  }

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n'

/** Ready-made answers, honest ones first. */
export const replies = {
  page:
    (body: string | Uint8Array, headers: Headers = {}): Reply =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...(headers as Record<string, string>) })
      response.end(body)
    },
  status:
    (status: number, headers: Headers = {}): Reply =>
    (_, response) => {
      response.writeHead(status, headers as Record<string, string>)
      response.end()
    },
  redirect: (to: string, status = 302): Reply => replies.status(status, { location: to }),
  /** Each request gets the next reply; the last one stays. */
  inTurn: (...list: readonly Reply[]): Reply => {
    let n = 0
    return (request, response) => list[Math.min(n++, list.length - 1)]!(request, response)
  },
  /** A page that knows conditional requests. */
  validated:
    (body: string, etag: string, lastModified: string): Reply =>
    (request, response) => {
      const same = request.headers['if-none-match'] === etag || request.headers['if-modified-since'] === lastModified
      response.writeHead(same ? 304 : 200, { 'content-type': 'text/html', etag, 'last-modified': lastModified })
      response.end(same ? undefined : body)
    },
  /** `encodings` in the order in which they are applied. */
  packed: (body: string | Uint8Array, encodings: readonly string[], said = encodings.join(', ')): Reply => {
    let bytes: Uint8Array = Buffer.from(body)
    for (const encoding of encodings) {
      if (encoding === 'gzip' || encoding === 'x-gzip') bytes = gzipSync(bytes)
      else if (encoding === 'deflate') bytes = deflateSync(bytes)
      else if (encoding === 'deflate-raw') bytes = deflateRawSync(bytes)
      else if (encoding === 'br') bytes = brotliCompressSync(bytes)
    }
    return replies.page(bytes, { 'content-encoding': said })
  },

  /** A body that never ends, as fast as it is read. */
  endlessBody: ((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.flushHeaders()
    const line = '<p>More and more of the same, and no end to it.</p>\n'.repeat(200)
    endlessly(response, () => `${line.length.toString(16)}\r\n${line}\r\n`)
  }) satisfies Reply,
  /** A header that never ends. */
  endlessHeader: ((_, response) => {
    response.socket?.write(HEAD)
    let n = 0
    endlessly(response, () => `X-More-${n++}: ${'x'.repeat(100)}\r\n`)
  }) satisfies Reply,
  /** 1xx answers without end. */
  endlessHints: ((_, response) => endlessly(response, () => 'HTTP/1.1 103 Early Hints\r\n\r\n')) satisfies Reply,
  /** Trailers without end after a chunked body. */
  endlessTrailers: ((_, response) => {
    response.socket?.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n`)
    let n = 0
    endlessly(response, () => `X-More-${n++}: ${'x'.repeat(100)}\r\n`)
  }) satisfies Reply,
  /** A byte of the body now and then, for ever. */
  drip:
    (every: number): Reply =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const timer = setInterval(() => response.write('x'), every)
      response.on('close', () => clearInterval(timer))
    },
  /** Accepts the request and says nothing. */
  silent: (() => {}) satisfies Reply,
  /** Says that it has more than it sends, then closes. */
  shortLength: raw(`${HEAD}Content-Length: 1000\r\n\r\nonly this`),
  /** A chunk that breaks off. */
  cutChunk: raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n1000\r\nonly this`),
  /** A chunked body without its last chunk. */
  noLastChunk: raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\n4\r\nthis\r\n`),
  /** A chunk length that is none. */
  badChunk: raw(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\nhm\r\n0\r\n\r\n`),
  /** Two lengths: request smuggling's sibling. */
  twoLengths: raw(`${HEAD}Content-Length: 4\r\nContent-Length: 8\r\n\r\nthisthat`),
  notHttp: raw('SSH-2.0-OpenSSH_9.2\r\n'),
  hangUp: ((_, response) => response.socket?.destroy()) satisfies Reply,
  /** Megabytes of zeros in a thousandth of the bytes. */
  bomb: (encoding: 'gzip' | 'br' | 'deflate' | 'gzip, gzip', megabytes: number): Reply =>
    replies.packed(Buffer.alloc(megabytes * 1024 * 1024), encoding.split(', ')),
  /** Header values with what a terminal or a log would obey. */
  badHeader: raw(
    'HTTP/1.1 200 \u001b[31mOK\r\nContent-Type: image/\u001b]0;owned\u0007png\r\nETag: "a\tb"\r\nLast-Modified: \u009b31mnow\r\nContent-Length: 2\r\n\r\nhi',
  ),
  raw,
} as const
