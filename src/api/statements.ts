import { Type } from 'typebox'
import type { Hit, RecordStore } from '../store/index.ts'
import type { RuledReading } from '../vocabulary/index.ts'
import { filterIn, paging, SearchQuery, search, statementId, wordsIn } from './asked.ts'
import { citationOf } from './citations.ts'
import { noSuchId } from './failures.ts'
import { etagOf, speakerOf, statementOf, summaryOf } from './kept-shapes.ts'
import { type App, answers, originOf } from './routes.ts'
import * as wire from './wire.ts'

/** A found statement on the wire. */
export const hitOf = (hit: Hit): wire.StatementHit => ({ ...hit, via: [...hit.via], marks: [...hit.marks] })

/** Statements: searched, counted, and one by one. */
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
        unchecked: query.unchecked === true,
        limit: query.limit ?? 20,
        after: query.after ?? null,
      })
      return { items: items.map(hitOf), next }
    },
  )

  app.get(
    '/statements/facets',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'How the statements that a search finds spread',
        tags: ['statements'],
        querystring: Type.Object(search),
        response: answers(wire.Facets),
      },
    },
    async ({ query }) => {
      const { people, ...facets } = await store.facets({
        words: wordsIn(query),
        ...filterIn(query),
        unchecked: query.unchecked === true,
      })
      return {
        counted: facets.counted,
        all: facets.all,
        speakers: [...people],
        outlets: [...facets.outlets],
        agencies: [...facets.agencies],
        kinds: [...facets.kinds],
        stances: [...facets.stances],
        types: [...facets.types],
        months: [...facets.months],
      }
    },
  )

  app.get(
    '/queue',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'Statements that nobody has checked, the least sure first',
        tags: ['statements'],
        querystring: Type.Object({ ...search, ...paging }),
        response: answers(wire.StatementPage),
      },
    },
    async ({ query }) => {
      const { items, next } = await store.find({
        words: wordsIn(query),
        ...filterIn(query),
        order: 'least-sure',
        unchecked: true,
        limit: query.limit ?? 20,
        after: query.after ?? null,
      })
      return { items: items.map(hitOf), next }
    },
  )

  app.get(
    '/statements/:id',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'What a stable link to a statement leads to',
        tags: ['statements'],
        params: statementId,
        response: answers(wire.StatementPlace),
      },
    },
    async ({ params }, reply) => {
      const place = await placeOf(params.id, store)
      if (place.etag !== null) reply.header('etag', place.etag)
      return place
    },
  )

  app.get(
    '/statements/:id/citation',
    {
      config: { needs: 'read' },
      schema: {
        summary: 'A statement as text with its source, as BibTeX and as an HTML blockquote',
        tags: ['statements'],
        params: statementId,
        response: answers(wire.Citation),
      },
    },
    async request => citationOf(await placeOf(request.params.id, store), originOf(request)),
  )
}

const AROUND = 160
const WORDS = 2000

/** The text around a stretch, never cut within a surrogate pair. */
export function around(text: string, from: number, to: number) {
  const start = Math.max(0, from - AROUND)
  return {
    before: text.slice(start, from).replace(/^[\uDC00-\uDFFF]/, ''),
    after: text.slice(to, to + AROUND).replace(/[\uD800-\uDBFF]$/, ''),
  }
}

export const shortened = (text: string, units: number): string =>
  text.length <= units ? text : text.slice(0, units).replace(/[\uD800-\uDBFF]$/, '')

export const contentOf = (text: string, spans: readonly wire.Span[]): string =>
  spans.map(({ from, to }) => text.slice(from, to)).join(' … ')

/** Where a statement stands now, or last stood. Throws `no-such-id`. */
export async function placeOf(id: string, store: RecordStore): Promise<wire.StatementPlace> {
  const traces = await store.traces(id)
  const trace = traces.find(t => t.present) ?? traces[0]
  if (trace === undefined) throw noSuchId()
  const reading = await store.reading(trace.article)
  if (reading === null) throw noSuchId()
  const { kept } = reading
  const { text } = kept.article
  const found = reading.statements.find(s => s.id === id)
  const rejected = reading.rejected.find(r => r.statement === id)
  const content = found?.attribution.content ?? trace.content
  const speaker = reading.speakers.find(s => s.id === found?.attribution.speaker)
  const newest = (await store.versions(kept.work)).at(-1)!
  const summary = summaryOf(kept)
  return {
    id,
    standing:
      found === undefined ? (rejected === undefined ? 'gone' : 'rejected') : trace.newest ? 'present' : 'older-version',
    article: summary,
    newest: newest.id,
    etag: etagOf(reading),
    statement: found === undefined ? null : statementOf(found, idsOf(reading)),
    speaker: speaker === undefined ? null : speakerOf(speaker),
    ...around(text, content[0]!.from, content.at(-1)!.to),
    words: shortened(contentOf(text, content), WORDS),
    chain: [
      ...(summary.outlet === null ? [] : [summary.outlet]),
      ...(found?.attribution.via.toReversed() ?? []),
      ...(speaker === undefined ? (trace.speaker === null ? [] : [trace.speaker]) : [speaker.name]),
    ],
    ruling: rejected?.ruling ?? null,
    link: `/s/${id}`,
  }
}

export const idsOf = ({ statements }: RuledReading): ReadonlyMap<string, string> =>
  new Map(statements.map(s => [s.attribution.id, s.id]))
