import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Type } from 'typebox'
import { writeCsv, writeHtml, writeJsonl, writeJsonld, writeParquet } from '../exchange/index.ts'
import { rereadAll } from '../intake/index.ts'
import type { Filter, RecordStore } from '../store/index.ts'
import { AscribeError, type RuledReading } from '../vocabulary/index.ts'
import { progressOf } from './events.ts'
import type { Handle, Jobs } from './jobs.ts'
import { type App, accepted, answers, answersAs } from './routes.ts'
import type { ApiRooms } from './server.ts'
import * as wire from './wire.ts'
import { ref } from './wire-words.ts'

const jobId = Type.Object({ id: Type.String({ pattern: '^j[0-9a-f]{18}$', description: 'id of a job' }) })

/** Media types of what exports write. */
const MEDIA: Readonly<Record<(typeof wire.EXPORT_FORMATS)[number], string>> = {
  jsonl: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  jsonld: 'application/ld+json',
  html: 'text/html; charset=utf-8',
}

/** Long work: begun, looked at, cancelled, followed. */
export function jobRoutes(app: App, { store, reader, model }: ApiRooms, jobs: Jobs, changed: () => void): void {
  /** Files of exports, by job; the folder goes when the server ends. */
  const files = new Map<string, { readonly path: string; readonly format: keyof typeof MEDIA }>()
  let folder: Promise<string> | null = null
  app.addHook('onClose', async () => {
    if (folder !== null) await rm(await folder, { recursive: true, force: true })
  })

  const exportTo = async (request: Extract<wire.JobRequest, { kind: 'export' }>, handle: Handle): Promise<void> => {
    folder ??= mkdtemp(join(tmpdir(), 'ascribe-export-'))
    const path = join(await folder, `${handle.id}.${request.format}`)
    const readings = readingsOf(store, request, handle)
    const write = { jsonl: writeJsonl, csv: writeCsv, parquet: writeParquet, jsonld: writeJsonld, html: writeHtml }
    await pipeline(Readable.from(write[request.format](readings)), createWriteStream(path), { signal: handle.signal })
    files.set(handle.id, { path, format: request.format })
  }

  app.post(
    '/jobs',
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'Begin a job: read every article again, or write an export',
        tags: ['jobs'],
        body: ref(wire.JobRequest),
        response: accepted(wire.Job),
      },
    },
    async ({ body }, reply) => {
      const job =
        body.kind === 'export'
          ? jobs.begin('export', handle => exportTo(body, handle), body.format)
          : jobs.begin('reread', async handle => {
              handle.total((await store.counts()).versions)
              await rereadAll(store, reader, { model, signal: handle.signal }, report =>
                handle.report({
                  ...{ outcome: report.outcome, from: report.article, article: report.article, statements: 0 },
                  ...{ failure: report.outcome === 'failed' ? report.failure : null, note: null },
                }),
              )
              changed()
            })
      reply.status(202).header('location', `/api/v1/jobs/${job.id}`)
      return job
    },
  )

  app.get(
    '/jobs',
    {
      config: { needs: 'read' },
      schema: { summary: 'Jobs of this server', tags: ['jobs'], response: answers(wire.JobList) },
    },
    async () => ({ items: jobs.list() }),
  )

  app.get(
    '/jobs/:id',
    {
      config: { needs: 'read' },
      schema: { summary: 'One job', tags: ['jobs'], params: jobId, response: answers(wire.Job) },
    },
    async ({ params }) => jobs.get(params.id),
  )

  app.delete(
    '/jobs/:id',
    {
      config: { needs: 'admin' },
      schema: {
        summary: 'Cancel a job; what it has done stays',
        tags: ['jobs'],
        params: jobId,
        response: answers(wire.Job),
      },
    },
    async ({ params }) => jobs.cancel(params.id),
  )

  app.get(
    '/jobs/:id/events',
    {
      config: { needs: 'read' },
      // It lasts as long as the job.
      handlerTimeout: 24 * 60 * 60 * 1000,
      schema: {
        summary: 'A job’s progress as server-sent events: `progress`, and at last `end`, each with the job',
        tags: ['jobs'],
        params: jobId,
        response: answersAs('text/event-stream'),
      },
    },
    async ({ params }, reply) => {
      const events = progressOf(params.id, jobs)
      reply.type('text/event-stream').header('cache-control', 'no-store').header('x-accel-buffering', 'no')
      return reply.send(events as never)
    },
  )

  app.get(
    '/jobs/:id/result',
    {
      config: { needs: 'read' },
      handlerTimeout: 60 * 60 * 1000,
      schema: {
        summary: 'What an export wrote',
        tags: ['jobs'],
        params: jobId,
        response: answersAs('application/octet-stream'),
      },
    },
    async ({ params }, reply) => {
      const job = jobs.get(params.id)
      const file = files.get(job.id)
      if (file === undefined)
        throw new AscribeError('no-result', 'the job has written nothing', 'wait until an export is done')
      reply
        .type(MEDIA[file.format])
        .header('content-disposition', `attachment; filename="ascribe.${file.format}"`)
        .header('content-security-policy', "sandbox; default-src 'none'")
      return reply.send(createReadStream(file.path) as never)
    },
  )
}

const PAGE = 100

async function* readingsOf(
  store: RecordStore,
  { speaker, outlet, since, until }: Extract<wire.JobRequest, { kind: 'export' }>,
  handle: Handle,
): AsyncGenerator<RuledReading> {
  const filter: Filter = Object.fromEntries(
    Object.entries({ speaker, outlet, since, until }).filter(([, value]) => value !== undefined),
  )
  for (let after: string | null = null; ; ) {
    const page = await store.articles({ after, limit: PAGE, filter })
    for (const { id } of page) {
      if (handle.signal.aborted) return
      const reading = await store.reading(id)
      if (reading !== null) yield reading // not forgotten since the list was made
      handle.step()
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}
