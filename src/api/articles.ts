import { Type } from 'typebox'
import type { RecordStore } from '../store/index.ts'
import type { RuledReading } from '../vocabulary/index.ts'
import { articleId, filterIn, filters, paging } from './asked.ts'
import { noSuchId } from './failures.ts'
import { articleOf, etagOf, speakerOf, statementsOf, summaryOf } from './kept-shapes.ts'
import { type App, answers } from './routes.ts'
import { rulingsOfReading } from './ruling-shapes.ts'
import * as wire from './wire.ts'

/** Articles and how they were read. */
export function articleRoutes(app: App, store: RecordStore): void {
  app.get(
    '/articles',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'Articles of the record',
        tags: ['articles'],
        querystring: Type.Object({ ...filters, ...paging }),
        response: answers(wire.ArticlePage),
      },
    },
    async ({ query }) => {
      const limit = query.limit ?? 20
      // One more than is shown tells whether there are more.
      const found = await store.articles({
        after: query.after ?? null,
        limit: limit + 1,
        filter: filterIn(query),
        newest: true,
      })
      const shown = found.slice(0, limit)
      return { items: shown.map(summaryOf), next: found.length > limit ? shown.at(-1)!.id : null }
    },
  )

  app.get(
    '/articles/:id',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'One article: its text, blocks, dates and versions',
        tags: ['articles'],
        params: articleId,
        response: answers(wire.Article),
      },
    },
    async ({ params }, reply) => {
      const kept = await store.article(params.id)
      if (kept === null) throw noSuchId()
      const versions = await store.versions(kept.work)
      // A text never changes; which versions there are does.
      reply.header('etag', `"${kept.article.hash.slice(0, 16)}-${versions.length}"`)
      return articleOf(kept, versions, await store.comparison.storyOf(kept.id))
    },
  )

  app.get(
    '/articles/:id/reading',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'Who said what in an article, with rulings laid over it; its ETag goes into If-Match of a ruling',
        tags: ['articles'],
        params: articleId,
        querystring: Type.Object({
          reading: Type.Optional(
            Type.String({ maxLength: 64, description: 'an earlier reading instead of the present' }),
          ),
        }),
        response: answers(wire.Reading),
      },
    },
    async ({ params, query }, reply) => {
      const reading = await store.reading(params.id, query.reading)
      if (reading === null) throw noSuchId()
      reply.header('etag', etagOf(reading))
      return readingOf(reading, store)
    },
  )

  app.get(
    '/articles/:id/versions',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'What each version of an article added, cut and reworded',
        tags: ['articles'],
        params: articleId,
        response: answers(wire.VersionSteps),
      },
    },
    async ({ params }) => {
      const kept = await store.article(params.id)
      if (kept === null) throw noSuchId()
      const items: wire.VersionStep[] = []
      let earlier = new Map<string, string>()
      for (const version of await store.versions(kept.work)) {
        const reading = await store.reading(version.id)
        const now = new Map((reading?.statements ?? []).map(s => [s.id, contentOf(version.article.text, s)]))
        items.push(stepOf(summaryOf(version), earlier, now))
        earlier = now
      }
      return { items }
    },
  )
}

async function readingOf(reading: RuledReading, store: RecordStore): Promise<wire.Reading> {
  const { kept, record } = reading
  return {
    article: kept.id,
    reading: record.id,
    engine: record.engine,
    model: record.model,
    readAt: reading.readAt,
    etag: etagOf(reading),
    statements: statementsOf(reading.statements),
    speakers: reading.speakers.map(speakerOf),
    notes: [...record.notes],
    readings: (await store.readings(kept.id)).map(({ id, engine, model, readAt }) => ({ id, engine, model, readAt })),
    rejected: reading.rejected.map(({ statement, ruling }) => ({ statement, ruling })),
    rulings: await rulingsOfReading(reading, store),
    orphaned: [...reading.orphaned],
  }
}

const contentOf = (text: string, { attribution }: RuledReading['statements'][number]): string =>
  attribution.content.map(({ from, to }) => text.slice(from, to)).join(' … ')

/** A statement keeps its id from version to version, so the ids tell what became of each. */
function stepOf(
  article: wire.ArticleSummary,
  earlier: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): wire.VersionStep {
  const first = article.version === 1
  return {
    article,
    statements: now.size,
    added: first ? [] : [...now].flatMap(([statement, words]) => (earlier.has(statement) ? [] : { statement, words })),
    cut: [...earlier].flatMap(([statement, words]) => (now.has(statement) ? [] : { statement, words })),
    reworded: [...now].flatMap(([statement, words]) => {
      const before = earlier.get(statement)
      return before === undefined || before === words ? [] : { statement, before, words }
    }),
  }
}
