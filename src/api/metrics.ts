import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'
import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
import { draining, type Jobs } from './jobs.ts'
import { type App, answers, answersAs } from './routes.ts'
import * as wire from './wire.ts'

/** Milliseconds that the record has to answer before it counts as not ready. */
const READY = 2000

/** Measures every answer; labels are route patterns, never paths. */
export function measure(app: App, registry: Registry): void {
  const labelNames = ['method', 'route', 'status'] as const
  const registers = [registry]
  const requests = new Counter({ name: 'ascribe_http_requests_total', help: 'Answers given', labelNames, registers })
  const seconds = new Histogram({
    name: 'ascribe_http_request_seconds',
    help: 'Time until an answer was sent',
    labelNames: ['method', 'route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    requests.inc({ method, route, status: reply.statusCode })
    seconds.observe({ method, route }, reply.elapsedTime / 1000)
  })
  collectDefaultMetrics({ register: registry, prefix: 'ascribe_' })
}

/** How this server is: for those who watch over it. */
export function watchRoutes(
  app: App,
  store: RecordStore,
  jobs: Jobs,
  registry: Registry,
  isDraining: () => boolean,
): void {
  new Gauge({
    name: 'ascribe_record_rows',
    help: 'What the record holds',
    labelNames: ['what'],
    registers: [registry],
    async collect() {
      const { jobs: inbox, ...counts } = await store.counts()
      for (const [what, n] of Object.entries({ ...counts, ...inbox })) this.set({ what }, n)
    },
  })
  new Gauge({
    name: 'ascribe_jobs',
    help: 'Jobs of this server by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const state of wire.JOB_STATES) this.set({ state }, jobs.list().filter(j => j.state === state).length)
    },
  })

  app.get(
    '/health',
    { schema: { summary: 'The process answers', tags: ['server'], response: answers(wire.Health) } },
    async () => ({ status: isDraining() ? ('draining' as const) : ('up' as const) }),
  )

  app.get(
    '/ready',
    {
      schema: {
        summary: 'The record answers, and requests are taken',
        tags: ['server'],
        response: answers(wire.Health),
      },
    },
    async () => {
      if (isDraining()) throw draining()
      const late = new Promise<never>((_, reject) => {
        const busy = () =>
          reject(
            new AscribeError('record-busy', 'the record does not answer in time', 'wait, or look what else uses it'),
          )
        setTimeout(busy, READY).unref()
      })
      await Promise.race([store.jobs({ limit: 1 }), late])
      return { status: 'ready' as const }
    },
  )

  app.get(
    '/metrics',
    {
      config: { needs: 'read' },
      schema: { summary: 'Figures for Prometheus', tags: ['server'], response: answersAs('text/plain') },
    },
    async (_request, reply) => reply.type(registry.contentType).send((await registry.metrics()) as never),
  )
}
