import type { FastifyInstance } from 'fastify'
import { type DestinationStream, type Logger, pino } from 'pino'
import { AscribeError } from '../vocabulary/index.ts'

/** How much is told: `info` a line a request, `warn` only what failed, `silent` nothing. */
export type LogLevel = 'info' | 'warn' | 'silent'

/**
 * A log that holds no article text, no query and no token: of a request its method, the pattern of its route, status and
 * time; of an error its code and where in the program it arose, never its message, which may quote what was sent.
 */
export const openLog = (level: LogLevel, to: DestinationStream): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: shownError } }, to)

export function shownError(error: unknown): object {
  const { name, code } = error instanceof Error ? (error as Error & { code?: unknown }) : { name: 'none', code: null }
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return {
    name,
    code: typeof code === 'string' ? code : null,
    at: [...stack.matchAll(/^ {4}at .*$/gm)].map(([line]) => line.trim()).slice(0, 12),
  }
}

/** One line for each answer, and one for each fault of our own. */
export function logAnswers(app: FastifyInstance, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (reply.statusCode >= 500) log.warn(line, 'failed')
    else log.info(line, 'answered')
  })
  app.addHook('onRequestAbort', async request => {
    log.info({ id: request.id, method: request.method, route: request.routeOptions.url ?? null }, 'caller left')
  })
  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof AscribeError) && (error.statusCode ?? 500) >= 500)
      log.error({ id: request.id, route: request.routeOptions.url ?? null, err: error }, 'fault')
  })
}
