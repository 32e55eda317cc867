import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Ajv } from 'ajv'
import fastify, { type FastifyReply } from 'fastify'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import type { Reader, Rooms } from '../intake/index.ts'
import type { RecordStore } from '../store/index.ts'
import { aboutRoutes } from './about.ts'
import { articleRoutes } from './articles.ts'
import { Comparing } from './comparing.ts'
import { comparisonRoutes } from './comparison.ts'
import { describeApi } from './description.ts'
import { type Door, guard } from './door.ts'
import { answerOf } from './failures.ts'
import { feedRoutes } from './feeds.ts'
import { HEADERS, unchanged } from './headers.ts'
import { jobRoutes } from './job-routes.ts'
import { draining, Jobs } from './jobs.ts'
import { JSON_BODY } from './limits.ts'
import { logAnswers } from './logging.ts'
import { measure, watchRoutes } from './metrics.ts'
import { pageFiles } from './page-files.ts'
import { pageRoutes } from './pages.ts'
import { peopleRoutes } from './people.ts'
import { readingRoutes } from './reading.ts'
import type { App } from './routes.ts'
import { rulingRoutes } from './rulings.ts'
import { statementRoutes } from './statements.ts'
import { namedSchemas } from './wire.ts'

/** The rooms behind the API, and what it needs of the world outside. */
export interface ApiRooms {
  readonly store: RecordStore
  readonly reader: Reader
  /** Null where nothing may be fetched. */
  readonly fetcher: Rooms['fetcher']
  /** Id of the model that the reader reads with. */
  readonly model: string
  /** Folder of the built page; null where it is not built. */
  readonly page: string | null
  /** This process's name among those that take in. */
  readonly worker: string
  /** Milliseconds that only grow. */
  readonly now: () => number
  readonly log: Logger
}

export interface ApiOptions extends Door {
  /** Requests a minute from one address or token. */
  readonly perMinute: number
  /** Milliseconds in which a request must have come in, and in which it must be answered. */
  readonly patience: number
}

/** Makes the server; it listens when told to. Closing it answers what is under way, ends its jobs and takes no more. */
export async function openApi(rooms: ApiRooms, options: ApiOptions): Promise<App> {
  const app = fastify({
    logger: false,
    bodyLimit: JSON_BODY,
    requestTimeout: options.patience,
    connectionTimeout: options.patience * 2,
    handlerTimeout: options.patience,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    http: { connectionsCheckingInterval: Math.min(options.patience, 30_000) },
    frameworkErrors: (error, _request, reply) => {
      const { status, failure } = answerOf(error)
      const plain = reply as unknown as FastifyReply
      plain.status(status).type('application/json; charset=utf-8').send(JSON.stringify(failure))
    },
    // A header of the caller's own choice does not reach the log.
    requestIdHeader: false,
    routerOptions: { maxParamLength: 400 },
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App
  const jobs = new Jobs(() => new Date())
  const comparing = new Comparing(rooms.store, rooms.worker, rooms.log)
  const changed = () => comparing.nudge()
  const registry = new Registry()
  let closing = false
  app.removeContentTypeParser('text/plain')
  checkByPart(app)
  for (const schema of namedSchemas()) app.addSchema(schema)
  logAnswers(app, rooms.log)
  measure(app, registry)
  app.setErrorHandler((error, _request, reply) => {
    const { status, failure } = answerOf(error)
    // What has not come in by then is not waited for.
    if (failure.code === 'took-too-long') reply.header('connection', 'close')
    reply.status(status).type('application/json; charset=utf-8').send(failure)
  })
  app.addHook('onRequest', async ({ url }) => {
    if (closing && url !== '/health') throw draining()
  })
  app.addHook('preClose', async () => {
    closing = true
    // Whoever takes an answer too slowly does not keep the server from ending.
    setTimeout(() => app.server.closeAllConnections(), options.patience).unref()
    await Promise.all([jobs.close(), comparing.close()])
  })
  await app.register(helmet, HEADERS)
  guard(app, options)
  await app.register(rateLimit, {
    max: options.perMinute,
    timeWindow: '1 minute',
    keyGenerator: request => request.headers.authorization ?? request.ip,
  })
  app.addHook('onSend', unchanged)
  await describeApi(app)
  await app.register(
    async within => {
      const api = within as App
      aboutRoutes(api, rooms, options)
      articleRoutes(api, rooms.store)
      statementRoutes(api, rooms.store)
      feedRoutes(api, rooms.store)
      peopleRoutes(api, rooms.store)
      rulingRoutes(api, rooms.store, changed)
      comparisonRoutes(api, rooms.store)
      pageRoutes(api, rooms.store)
      jobRoutes(api, rooms, jobs, changed)
      // Bodies of any media type are taken here only.
      await api.register(async reading => readingRoutes(reading as App, rooms, jobs, changed))
    },
    { prefix: '/api/v1' },
  )
  watchRoutes(app, rooms.store, jobs, registry, () => closing)
  await pageFiles(app, rooms.page)
  // What an earlier run left.
  app.addHook('onListen', async () => changed())
  return app
}

/** Words in a path or query are read as the numbers they stand for; a body is taken as it is, or not at all. */
function checkByPart(app: App): void {
  const options = { allErrors: false, removeAdditional: false, useDefaults: true, strict: false, discriminator: true }
  const bodies = new Ajv(options)
  const others = new Ajv({ ...options, coerceTypes: true })
  for (const schema of namedSchemas()) for (const ajv of [bodies, others]) ajv.addSchema(schema)
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? bodies : others).compile(schema))
}
