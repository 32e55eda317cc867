import { ENGINE_VERSION } from '../engine/index.ts'
import { PAGE } from './asked.ts'
import { READ_BODY } from './limits.ts'
import { type App, answers } from './routes.ts'
import type { ApiOptions, ApiRooms } from './server.ts'
import * as wire from './wire.ts'

/** What this server is. */
export function aboutRoutes(app: App, { store, model, fetcher }: ApiRooms, { tokens }: ApiOptions): void {
  app.get(
    '/about',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'What this server is and what may be done here',
        tags: ['server'],
        response: answers(wire.About),
      },
    },
    async ({ role }) => {
      const { jobs, ...counts } = await store.counts()
      return {
        name: 'ascribe' as const,
        engine: ENGINE_VERSION,
        model,
        role,
        tokens: tokens !== null,
        fetching: fetcher !== null,
        comparing: true,
        formats: [...wire.FORMATS],
        browserModel: null,
        limits: { body: READ_BODY, page: PAGE },
        counts: { ...counts, waiting: jobs.waiting + jobs.claimed, dead: jobs.dead },
      }
    },
  )
}
