import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AscribeError } from '../vocabulary/index.ts'
import type { App } from './routes.ts'

/** A year in seconds: a file with a digest in its name never changes. */
const FOR_GOOD = 'public, max-age=31536000, immutable'

/** Paths that are never the page's own. */
const OURS = /^\/(?:api|openapi\.json|metrics|health|ready)(?:[/?]|$)/

const noSuchPath = () =>
  new AscribeError('no-such-path', 'there is nothing at this path', '/api/docs lists what there is')

/**
 * The built page: its files, and for every path that only the page itself knows, the page. `folder`: null where it is not
 * built; then a line says so.
 */
export async function pageFiles(app: App, folder: string | null): Promise<void> {
  if (folder !== null)
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      preCompressed: true,
      decorateReply: false,
      // The page is looked up anew; what has a digest in its name may be kept for good.
      cacheControl: false,
      setHeaders: (reply, path) => {
        const kept = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+(?:\.(?:gz|br))?$/.test(path)
        reply.header('cache-control', kept ? FOR_GOOD : 'no-cache')
      },
    })
  const page = folder === null ? null : await readFile(join(folder, 'index.html'))
  app.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) throw noSuchPath()
    return sendPage(page, reply)
  })
}

const wantsPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  !OURS.test(url) &&
  !/\.\w{1,8}(?:\?|$)/.test(url) &&
  (headers.accept === undefined || /text\/html|\*\/\*/.test(headers.accept))

function sendPage(page: Buffer | null, reply: FastifyReply): FastifyReply {
  reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache')
  return page === null
    ? reply.send(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Ascribe</title><p>The page is not built. Run <code>npm run build</code>, then start this server again. The API is there: <a href="/api/docs">/api/docs</a>.',
      )
    : reply.send(page)
}
