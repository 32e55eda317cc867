import type { Hit, RecordStore } from '../store/index.ts'
import { filterIn, SearchQuery, wordsIn } from './asked.ts'
import { type App, answers } from './routes.ts'
import * as wire from './wire.ts'

/** A found statement on the wire. */
export const hitOf = (hit: Hit): wire.StatementHit => ({ ...hit, via: [...hit.via], marks: [...hit.marks] })

/** Statements: searched, and one by one. */
export function statementRoutes(app: App, store: RecordStore): void {
  app.get(
    '/statements',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'Search statements',
        tags: ['statements'],
        querystring: SearchQuery,
        response: answers(wire.StatementPage),
      },
    },
    async ({ query }) => {
      const { items, next } = await store.find({
        words: wordsIn(query),
        ...filterIn(query),
        ...(query.order === undefined ? {} : { order: query.order }),
        limit: query.limit ?? 20,
        after: query.after ?? null,
      })
      return { items: items.map(hitOf), next }
    },
  )
}
