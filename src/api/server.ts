import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Ajv } from 'ajv'
import fastify from 'fastify'
import type { Logger } from 'pino'
import type { Reader, Rooms } from '../intake/index.ts'
import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import { aboutRoutes } from './about.ts'
import { articleRoutes } from './articles.ts'
import { comparisonRoutes } from './comparison.ts'
import { type Door, guard } from './door.ts'
import { answerOf } from './failures.ts'
import { feedRoutes } from './feeds.ts'
import { logAnswers } from './logging.ts'
import { pageRoutes } from './pages.ts'
import { peopleRoutes } from './people.ts'
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

/** Largest bodies, in bytes: of JSON, and of what is read. */
export const JSON_BODY = 1024 * 1024
export const READ_BODY = 32 * 1024 * 1024

/** Makes the server; it listens when told to. */
export async function openApi(rooms: ApiRooms, options: ApiOptions): Promise<App> {
  const app = fastify({
    logger: false,
    bodyLimit: JSON_BODY,
    requestTimeout: options.patience,
    connectionTimeout: options.patience * 2,
    handlerTimeout: options.patience,
    forceCloseConnections: 'idle',
    // A header of the caller's own choice does not reach the log.
    requestIdHeader: false,
    routerOptions: { maxParamLength: 400 },
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App
  checkByPart(app)
  for (const schema of namedSchemas()) app.addSchema(schema)
  logAnswers(app, rooms.log)
  app.setErrorHandler((error, _request, reply) => {
    const { status, failure } = answerOf(error)
    reply.status(status).send(failure)
  })
  app.setNotFoundHandler(() => {
    throw new AscribeError('no-such-path', 'there is nothing at this path', '/api/docs lists what there is')
  })
  await app.register(helmet, HEADERS)
  guard(app, options)
  await app.register(rateLimit, {
    max: options.perMinute,
    timeWindow: '1 minute',
    keyGenerator: request => request.headers.authorization ?? request.ip,
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Ascribe', description: 'Who said what, through whom.', version: '1' },
    },
    refResolver: { buildLocalReference: ({ $id }, _uri, _fragment, i) => (typeof $id === 'string' ? $id : `def-${i}`) },
  })
  await app.register(
    async api => {
      aboutRoutes(api as App, rooms, options)
      articleRoutes(api as App, rooms.store)
      statementRoutes(api as App, rooms.store)
      feedRoutes(api as App, rooms.store)
      peopleRoutes(api as App, rooms.store)
      rulingRoutes(api as App, rooms.store)
      comparisonRoutes(api as App, rooms.store)
      pageRoutes(api as App, rooms.store)
    },
    { prefix: '/api/v1' },
  )
  app.get('/openapi.json', { config: { needs: 'read' }, schema: { hide: true } }, async () => app.swagger())
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

/** Nothing from elsewhere, nothing inline, shown in nobody's frame. */
const HEADERS = {
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
