import { Type } from 'typebox'
import type { RecordStore, WhoRow } from '../store/index.ts'
import { AscribeError, type Person } from '../vocabulary/index.ts'
import { limited, PAGE, paging, personId, ranked, rankedPage } from './asked.ts'
import { noSuchId } from './failures.ts'
import { type App, answers } from './routes.ts'
import { hitOf } from './statements.ts'
import * as wire from './wire.ts'
import { oneOf } from './wire-words.ts'

const outletName = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 300, description: 'name of an outlet' }),
})
const NOTHING = { statements: 0, articles: 0, origins: 0, outlets: 0, direct: 0, wire: 0, first: null, last: null }

/** Speakers across articles, and the outlets that quote them. */
export function peopleRoutes(app: App, store: RecordStore): void {
  const config = { needs: 'read' } as const

  /** People of the registry with their figures, in this order. */
  const withFigures = async (people: readonly Person[]): Promise<wire.Person[]> => {
    const rows = await store.who({ by: 'person', people: people.map(p => p.mergedInto ?? p.id), limit: people.length })
    const figures = new Map(rows.map(r => [r.key, r]))
    return people.map(p => personOf(p, figures.get(p.mergedInto ?? p.id) ?? null))
  }

  app.get(
    '/people',
    {
      config,
      schema: {
        summary: 'People by name or alias; without a name the most quoted',
        tags: ['people'],
        querystring: Type.Object({
          name: Type.Optional(Type.String({ maxLength: 300, description: 'name or alias, or a word of one' })),
          outlet: Type.Optional(
            Type.String({ minLength: 1, maxLength: 300, description: 'without a name: in this outlet' }),
          ),
          type: Type.Optional(oneOf(wire.SPEAKER_TYPES, { description: 'without a name: only of this type' })),
          ...ranked(20),
        }),
        response: answers(wire.PersonPage),
      },
    },
    async ({ query: { name, outlet, type, limit = 20, after } }) => {
      const skip = Number(after ?? 0)
      if (name !== undefined && name.trim() !== '') {
        const found = await store.people(name, skip + limit + 1, { within: true })
        const { items, next } = rankedPage(found.slice(skip), skip, limit)
        return { items: await withFigures(items), next }
      }
      const filter = { ...(outlet === undefined ? {} : { outlet }), ...(type === undefined ? {} : { type }) }
      const { items: rows, next } = rankedPage(
        await store.who({ by: 'person', ...filter, limit: limit + 1, skip }),
        skip,
        limit,
      )
      const people = await Promise.all(rows.map(row => store.person(row.key)))
      return { items: people.flatMap((p, i) => (p === null ? [] : personOf(p, rows[i]!))), next }
    },
  )

  app.get(
    '/people/:id',
    {
      config,
      schema: { summary: 'One person', tags: ['people'], params: personId, response: answers(wire.Person) },
    },
    async ({ params }) => (await withFigures([await personNamed(params.id)]))[0]!,
  )

  const personNamed = async (id: string): Promise<Person> => {
    const person = await store.person(id)
    if (person === null) throw noSuchId()
    return person
  }

  app.get(
    '/people/:id/statements',
    {
      config,
      schema: {
        summary: 'All that a person is reported to have said, in time',
        tags: ['people'],
        params: personId,
        querystring: Type.Object({ order: Type.Optional(oneOf(['newest', 'oldest'])), ...paging }),
        response: answers(wire.StatementPage),
      },
    },
    async ({ params, query }) => {
      await personNamed(params.id)
      const { items, next } = await store.find({
        words: null,
        speaker: params.id,
        order: query.order ?? 'newest',
        limit: query.limit ?? 20,
        after: query.after ?? null,
      })
      return { items: items.map(hitOf), next }
    },
  )

  app.get(
    '/people/:id/outlets',
    {
      config,
      schema: {
        summary: 'Which outlets quote a person, and how',
        tags: ['people'],
        params: personId,
        querystring: Type.Object(limited(PAGE)),
        response: answers(wire.CountRows),
      },
    },
    async ({ params, query }) => {
      await personNamed(params.id)
      return { items: await rowsOf(store.who({ by: 'outlet', speaker: params.id, limit: query.limit ?? PAGE })) }
    },
  )

  app.get(
    '/people/:id/with',
    {
      config,
      schema: {
        summary: 'Who is quoted in the same articles',
        tags: ['people'],
        params: personId,
        querystring: Type.Object(limited(20)),
        response: answers(wire.Companions),
      },
    },
    async ({ params, query }) => {
      await personNamed(params.id)
      const { articles, all, items } = await store.company(params.id, query.limit ?? 20)
      return { counted: articles, all, items: [...items] }
    },
  )

  app.get(
    '/people/:id/series',
    {
      config,
      schema: {
        summary: 'A person’s statements per month of publication',
        tags: ['people'],
        params: personId,
        response: answers(wire.Series),
      },
    },
    async ({ params }) => {
      await personNamed(params.id)
      const { months, undated } = await store.series({ speaker: params.id })
      return { items: [...months], undated }
    },
  )

  app.get(
    '/outlets',
    {
      config,
      schema: {
        summary: 'Outlets, the one with most statements first',
        tags: ['outlets'],
        querystring: Type.Object(ranked(PAGE)),
        response: answers(wire.OutletPage),
      },
    },
    async ({ query: { limit = PAGE, after } }) => {
      const skip = Number(after ?? 0)
      const { items, next } = rankedPage(await rowsOf(store.who({ by: 'outlet', limit: limit + 1, skip })), skip, limit)
      // What comes from no outlet that is named stands on no page of its own.
      return { items: items.filter(row => row.key !== ''), next }
    },
  )

  app.get(
    '/outlets/:name',
    {
      config,
      schema: {
        summary: 'How one outlet quotes',
        tags: ['outlets'],
        params: outletName,
        response: answers(wire.Outlet),
      },
    },
    async ({ params: { name } }) => {
      const figures = await outletNamed(name)
      const { kinds } = await store.series({ outlet: figures.name })
      const { key: _key, type: _type, outlets: _outlets, ...rest } = figures
      return {
        ...rest,
        indirect: kinds.indirect,
        mixed: kinds.mixed,
        types: await rowsOf(store.who({ by: 'type', outlet: figures.name, limit: PAGE })),
        people: await rowsOf(store.who({ by: 'person', outlet: figures.name, limit: 20 })),
      }
    },
  )

  const outletNamed = async (name: string): Promise<WhoRow> => {
    const [row] = await store.who({ by: 'outlet', outlet: name, limit: 2 })
    if (row === undefined)
      throw new AscribeError('no-such-outlet', 'the record has no outlet of that name', 'see /api/v1/outlets')
    return row
  }

  app.get(
    '/outlets/:name/series',
    {
      config,
      schema: {
        summary: 'An outlet’s statements per month of publication',
        tags: ['outlets'],
        params: outletName,
        response: answers(wire.Series),
      },
    },
    async ({ params }) => {
      const { name } = await outletNamed(params.name)
      const { months, undated } = await store.series({ outlet: name })
      return { items: [...months], undated }
    },
  )

  app.get(
    '/outlets/:name/last-word',
    {
      config,
      schema: {
        summary: 'Who has the last statement of an outlet’s articles',
        tags: ['outlets'],
        params: outletName,
        querystring: Type.Object(limited(20)),
        response: answers(wire.LastWords),
      },
    },
    async ({ params, query }) => {
      const { name } = await outletNamed(params.name)
      const { articles, all, items } = await store.lastWords(name, query.limit ?? 20)
      return { counted: articles, all, items: items.map(i => ({ ...i, name: i.name ?? 'nobody named' })) }
    },
  )

  app.get(
    '/types',
    {
      config,
      schema: {
        summary: 'Statements by type of speaker',
        tags: ['people'],
        querystring: Type.Object({ outlet: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })) }),
        response: answers(wire.CountRows),
      },
    },
    async ({ query: { outlet } }) => ({
      items: await rowsOf(store.who({ by: 'type', ...(outlet === undefined ? {} : { outlet }), limit: PAGE })),
    }),
  )
}

const rowsOf = async (rows: Promise<readonly WhoRow[]>): Promise<wire.CountRow[]> =>
  (await rows).map(r => ({ ...r, name: r.name === '' ? 'no outlet named' : r.name }))

function personOf(person: Person, figures: WhoRow | null): wire.Person {
  const { statements, articles, origins, outlets, direct, wire, first, last } = figures ?? NOTHING
  return {
    id: person.id,
    name: person.name,
    type: person.type,
    aliases: [...person.aliases],
    titles: [...person.titles],
    wikidata: person.wikidata,
    mergedInto: person.mergedInto,
    ...{ statements, articles, origins, outlets, direct, wire, first, last },
  }
}
