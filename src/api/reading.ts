import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import { unpack } from '../ingest/containers/index.ts'
import { acceptOnly, type Opened, pageSource, type Report, type Source, takeIn } from '../intake/index.ts'
import { AscribeError, type Piece, type Stated } from '../vocabulary/index.ts'
import type { Handle, Jobs } from './jobs.ts'
import { articleTextOf, speakerOf, statementsOf } from './kept-shapes.ts'
import { READ_BODY } from './limits.ts'
import { type App, accepted, answers } from './routes.ts'
import type { ApiRooms } from './server.ts'
import * as wire from './wire.ts'
import { ref } from './wire-words.ts'

/** Bodies that are an article's bytes, or a container's. */
const BYTES = Type.Any({ description: 'the bytes of text, HTML, Markdown, PDF, or of a feed, archive, mail or table' })
const bodies = (json: object) => ({
  content: {
    'application/json': { schema: json },
    'text/plain': { schema: BYTES },
    'text/html': { schema: BYTES },
    'text/markdown': { schema: BYTES },
    'application/pdf': { schema: BYTES },
    'application/octet-stream': { schema: BYTES },
  },
})

/** Reading what is posted, with or without keeping it. */
export function readingRoutes(app: App, rooms: ApiRooms, jobs: Jobs, changed: () => void): void {
  const { store, reader, fetcher, now } = rooms
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: READ_BODY }, (_request, body, done) => done(null, body))
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: READ_BODY },
    app.getDefaultJsonParser('error', 'error'),
  )
  app.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit: READ_BODY }, (_request, body, done) =>
    done(null, body),
  )

  app.post(
    '/read',
    {
      config: { needs: 'read', rateLimit: { max: 120, timeWindow: '1 minute' } },
      bodyLimit: READ_BODY,
      schema: {
        summary: 'Read a text or file; nothing of it is kept',
        description: 'JSON with the text, or the bytes of one article with their media type.',
        tags: ['reading'],
        body: bodies(ref(wire.TextRequest)),
        response: answers(wire.ReadResult),
      },
    },
    async ({ body, headers }) => {
      const piece = await pieceOf(body, headers['content-type'] ?? null)
      const outcome = await reader.read(piece)
      if ('failure' in outcome) throw failureOf(outcome.failure)
      const { article, publishedAt, record } = outcome.read
      const bare = { ruledBy: [], checked: false, person: null }
      return {
        article: articleTextOf(article, publishedAt),
        reading: {
          reading: record.id,
          engine: record.engine,
          model: record.model,
          statements: statementsOf(
            record.attributions.map(attribution => ({ ...bare, id: attribution.id, attribution })),
          ),
          speakers: record.speakers.map(speakerOf),
          notes: [...record.notes],
        },
      }
    },
  )

  app.post(
    '/articles',
    {
      config: { needs: 'admin', rateLimit: { max: 600, timeWindow: '1 minute' } },
      bodyLimit: READ_BODY,
      schema: {
        summary: 'Take a text, file or address into the record, as a job',
        description:
          'JSON with the text or the address, or the bytes of an article, feed, archive, mail or table with their media type. What is posted is in the record before this answers, and is read by the job.',
        tags: ['reading'],
        querystring: Type.Object({
          name: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 300,
              description: 'of the file, as the record tells where it came from',
            }),
          ),
        }),
        body: bodies(Type.Union([ref(wire.TextRequest), ref(wire.FetchRequest)])),
        response: accepted(wire.Job),
      },
    },
    async ({ body, headers, query }, reply) => {
      const source = sourceOf(body, headers['content-type'] ?? null, query.name)
      const follow = isAddress(body) && body.follow === true
      jobs.admit()
      // What was posted is safe before it is acknowledged: a crash now leaves it waiting in the record.
      if (source !== null) await acceptOnly(source, intake, { worker: rooms.worker, follow })
      const job = jobs.begin('add', handle => {
        const opened = source ?? fetched(body as unknown as wire.FetchRequest, handle.signal)
        return addIn(handle, [opened], { follow, finishOthers: false })
      })
      reply.status(202).header('location', `/api/v1/jobs/${job.id}`)
      return job
    },
  )

  // What an earlier run accepted and did not come to read.
  app.addHook('onListen', async () => {
    const { waiting, claimed } = (await store.counts()).jobs
    if (waiting + claimed > 0) jobs.begin('add', handle => addIn(handle, [], { finishOthers: true }))
  })

  const intake = { store, reader, fetcher, sleep, now }

  async function addIn(
    handle: Handle,
    sources: readonly Source[],
    options: { readonly follow?: boolean; readonly finishOthers: boolean },
  ): Promise<void> {
    const { id, signal } = handle
    await takeIn(sources, intake, { ...options, worker: `${rooms.worker}-${id}`, signal }, report =>
      handle.report(reportOf(report)),
    )
    changed()
  }

  const fetched = ({ url }: wire.FetchRequest, signal: AbortSignal): Source =>
    pageSource(url, fetcher!, store, { signal })

  /** What was posted, as a source; null for an address. */
  function sourceOf(body: unknown, mediaType: string | null, name: string | undefined): Source | null {
    if (isAddress(body)) {
      if (fetcher !== null) return null
      throw new AscribeError(
        'fetching-off',
        'this server does not fetch addresses',
        'send the page itself, or start the server with --fetch',
      )
    }
    if (body instanceof Uint8Array) {
      const opened: Opened = { bytes: body, ...(mediaType === null ? {} : { mediaType }) }
      return { name: name ?? 'upload', open: async () => opened }
    }
    const { bytes, stated, form } = textPiece(body as wire.TextRequest)
    return { name: name ?? 'text', open: async () => ({ bytes, stated, mediaType: MEDIA[form as keyof typeof MEDIA] }) }
  }
}

const reportOf = (report: Report): wire.JobReport => ({
  outcome: report.outcome,
  from: report.from,
  article: 'article' in report ? report.article : null,
  statements: 'statements' in report ? report.statements : 0,
  failure: report.outcome === 'failed' ? report.failure : null,
  note: report.outcome === 'note' ? report.note.message : null,
})

const MEDIA = { text: 'text/plain', markdown: 'text/markdown', html: 'text/html' } as const

const isAddress = (body: unknown): body is wire.FetchRequest =>
  typeof body === 'object' && body !== null && 'url' in body && !('text' in body)

function textPiece({ text, form = 'text', ...said }: wire.TextRequest): Piece {
  const stated: Stated = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
  return { bytes: new TextEncoder().encode(text), form, stated, from: 'text' }
}

/** The one article in what was posted. */
async function pieceOf(body: unknown, mediaType: string | null): Promise<Piece> {
  if (!(body instanceof Uint8Array)) return textPiece(body as wire.TextRequest)
  let found: Piece | null = null
  for await (const one of unpack({ name: 'upload', bytes: body, mediaType }, { maxPieceBytes: READ_BODY })) {
    if (one.kind === 'failed') throw one.error
    const piece = one.kind === 'piece' ? one.piece : one.kind === 'link' ? one.fallback : null
    if (piece === null) continue
    if (found !== null)
      throw new AscribeError(
        'several-articles',
        'the bytes hold more than one article',
        'send one at a time, or add them to the record',
      )
    found = piece
  }
  if (found === null)
    throw new AscribeError('nothing-to-read', 'the bytes hold no article', 'send text, HTML, Markdown or PDF')
  return found
}

function failureOf({
  code,
  message,
  next,
}: {
  readonly code: string
  readonly message: string
  readonly next: string
}) {
  return Object.assign(new AscribeError('internal-error', message, next), { code })
}
