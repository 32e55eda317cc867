import { Type } from 'typebox'
import type { Hit, RecordStore } from '../store/index.ts'
import { filterIn, search, wordsIn } from './asked.ts'
import { beforeWords, escaped } from './citations.ts'
import { type App, answersAs, originOf } from './routes.ts'

/** Matches in a feed. */
const ITEMS = 50
/** Characters that XML 1.0 does not allow. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const xml = (text: string): string => escaped(text.replaceAll(NOT_XML, '\ufffd'))

/** New matches of a saved search, for feed readers: Atom (RFC 4287) and JSON Feed 1.1. */
export function feedRoutes(app: App, store: RecordStore): void {
  const config = { needs: 'read', basic: true } as const
  const querystring = Type.Object(search)
  type Query = Parameters<typeof filterIn>[0] & { readonly words?: string; readonly unchecked?: boolean }
  const found = async (query: Query) => {
    const newest = await store.find({
      words: wordsIn(query),
      ...filterIn(query),
      unchecked: query.unchecked === true,
      order: 'newest',
      limit: ITEMS,
    })
    return newest.items
  }
  const titleOf = (query: Query) => {
    const asked = [wordsIn(query), ...Object.values(filterIn(query))].filter(word => typeof word === 'string')
    return asked.length === 0 ? 'Ascribe: statements' : `Ascribe: ${asked.join(', ')}`
  }

  app.get(
    '/feeds/statements.json',
    {
      config,
      schema: {
        summary: 'New matches of a search as a JSON Feed',
        tags: ['statements'],
        querystring,
        response: answersAs('application/feed+json'),
      },
    },
    async (request, reply) => {
      const origin = originOf(request)
      const items = (await found(request.query)).map(hit => ({
        id: `urn:ascribe:${hit.statement}`,
        url: `${origin}/s/${hit.statement}`,
        title: headOf(hit),
        content_text: wordsOf(hit),
        ...(dateOf(hit) === null ? {} : { date_published: dateOf(hit) }),
        ...(hit.speaker === null ? {} : { authors: [{ name: hit.speaker }] }),
      }))
      reply.type('application/feed+json; charset=utf-8')
      return reply.send(
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: titleOf(request.query),
          home_page_url: `${origin}/`,
          feed_url: `${origin}${request.url}`,
          items,
        }) as never,
      )
    },
  )

  app.get(
    '/feeds/statements.atom',
    {
      config,
      schema: {
        summary: 'New matches of a search as an Atom feed',
        tags: ['statements'],
        querystring,
        response: answersAs('application/atom+xml'),
      },
    },
    async (request, reply) => {
      const origin = originOf(request)
      const hits = await found(request.query)
      const latest = hits.flatMap(hit => dateOf(hit) ?? [])[0] ?? '1970-01-01T00:00:00Z'
      const entries = hits.map(
        hit => `<entry><id>urn:ascribe:${hit.statement}</id><title>${xml(headOf(hit))}</title>
<link href="${xml(`${origin}/s/${hit.statement}`)}"/><updated>${xml(dateOf(hit) ?? '1970-01-01T00:00:00Z')}</updated>
<author><name>${xml(hit.speaker ?? 'nobody named')}</name></author><content type="text">${xml(wordsOf(hit))}</content></entry>`,
      )
      reply.type('application/atom+xml; charset=utf-8')
      return reply.send(
        `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(`${origin}${request.url}`)}</id><title>${xml(titleOf(request.query))}</title>
<link rel="self" href="${xml(`${origin}${request.url}`)}"/><updated>${xml(latest)}</updated>
${entries.join('\n')}
</feed>
` as never,
      )
    },
  )
}

const headOf = ({ speaker, outlet, title }: Hit): string =>
  [speaker ?? 'Nobody named', outlet ?? title].filter(part => part !== null).join(' in ')

/** The words; of a denial and all else that is no plain assertion, with what is done with them. */
const wordsOf = (hit: Hit): string =>
  hit.stance === 'asserts' && !hit.negated ? hit.words : `${beforeWords(hit.speaker, hit)}: ${hit.words}`

/** As RFC 3339 wants it; a day alone is its first moment. */
const dateOf = ({ publishedAt }: Hit): string | null =>
  publishedAt === null ? null : publishedAt.length === 10 ? `${publishedAt}T00:00:00Z` : publishedAt
