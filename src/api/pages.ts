import { Type } from 'typebox'
import { framedPage, htmlOf } from '../exchange/index.ts'
import { decodeBytes } from '../ingest/index.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import { articleId } from './asked.ts'
import { noSuchId } from './failures.ts'
import { etagOf } from './kept-shapes.ts'
import { type App, MARKUP } from './routes.ts'

/** What a page of somebody else's may do: be looked at. It runs nothing, loads nothing and belongs to no origin. */
const FRAMED =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
/** A file of our own making, looked at by itself. */
const FILE =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Articles as pages: as they came in, and as one file to keep. */
export function pageRoutes(app: App, store: RecordStore): void {
  const querystring = Type.Object({
    reading: Type.Optional(Type.String({ maxLength: 64, description: 'an earlier reading instead of the present' })),
  })

  app.get(
    '/articles/:id/page',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'The page as it came in, fit for a sandboxed frame, with its statements marked',
        tags: ['articles'],
        params: articleId,
        querystring,
        response: MARKUP,
      },
    },
    async ({ params, query }, reply) => {
      const reading = await store.reading(params.id, query.reading)
      if (reading === null) throw noSuchId()
      const bytes = reading.kept.article.page === null ? null : await store.bytes(params.id)
      if (bytes === null)
        throw new AscribeError('no-page-kept', 'the article did not come in as a page', 'show its text')
      const page = framedPage(decodeBytes(bytes, { maxBytes: bytes.length }).text, reading)
      reply.header('etag', etagOf(reading)).header('content-security-policy', FRAMED).type('text/html; charset=utf-8')
      return reply.send(page as never)
    },
  )

  app.get(
    '/articles/:id/file.html',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'The article with its statements as one file that holds everything',
        tags: ['articles'],
        params: articleId,
        querystring,
        response: MARKUP,
      },
    },
    async ({ params, query }, reply) => {
      const reading = await store.reading(params.id, query.reading)
      if (reading === null) throw noSuchId()
      reply
        .header('etag', etagOf(reading))
        .header('content-security-policy', FILE)
        .header('content-disposition', `attachment; filename="${params.id}.html"`)
        .type('text/html; charset=utf-8')
      return reply.send(htmlOf(reading) as never)
    },
  )
}
