import { Type } from 'typebox'
import type { RecordStore } from '../store/index.ts'
import { FINDING_KINDS } from '../vocabulary/index.ts'
import { paging } from './asked.ts'
import { ComparisonShapes } from './comparison-shapes.ts'
import { noSuchId } from './failures.ts'
import { type App, answers } from './routes.ts'
import * as wire from './wire.ts'
import { idOf, oneOf } from './wire-words.ts'

const aboutStory = Type.Optional(idOf('e', 'only of this story'))
const aboutArticle = Type.Optional(idOf('a', 'only with this article'))
const standing = Type.Optional(oneOf(['sure', 'possible']))

/** What articles laid side by side show: stories, quote families, findings. */
export function comparisonRoutes(app: App, store: RecordStore): void {
  const config = { needs: 'read' } as const
  const { comparison } = store

  app.get(
    '/stories',
    {
      config,
      schema: {
        summary: 'Stories, the one with the newest report first',
        tags: ['stories'],
        querystring: Type.Object({
          words: Type.Optional(Type.String({ maxLength: 300, description: 'words of the title' })),
          outlet: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
          since: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
          until: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
          least: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 1000, description: 'reports at least; 2 when not given' }),
          ),
          ...paging,
        }),
        response: answers(wire.StoryPage),
      },
    },
    async ({ query: { limit = 20, words, ...query } }) => {
      const asked = words === undefined || words.trim() === '' ? {} : { words }
      const { items, next } = await comparison.stories({ ...query, ...asked, limit })
      const none = Object.fromEntries(FINDING_KINDS.map(kind => [kind, 0])) as wire.StoryRow['findings']
      return {
        items: items.map(row => ({ ...row, outlets: [...row.outlets], findings: { ...none, ...row.findings } })),
        next,
        waiting: await comparison.waiting(),
      }
    },
  )

  const storyNamed = async (id: string) => {
    const moved = await comparison.story(id)
    if (moved === null) throw noSuchId()
    return moved
  }
  const story = Type.Object({ id: idOf('e', 'id of a story') })

  app.get(
    '/stories/:id',
    { config, schema: { summary: 'One story', tags: ['stories'], params: story, response: answers(wire.Story) } },
    async ({ params }) => {
      const { found, movedTo } = await storyNamed(params.id)
      return new ComparisonShapes(store).story(found, movedTo)
    },
  )

  app.get(
    '/stories/:id/voices',
    {
      config,
      schema: {
        summary: 'Who says what in a story, report by report',
        tags: ['stories'],
        params: story,
        response: answers(wire.Voices),
      },
    },
    async ({ params }) => {
      const { found } = await storyNamed(params.id)
      return new ComparisonShapes(store).voices(found)
    },
  )

  app.get(
    '/families',
    {
      config,
      schema: {
        summary: 'Quote families, the one with the most independent origins first',
        tags: ['stories'],
        querystring: Type.Object({
          ...{ story: aboutStory, article: aboutArticle, standing },
          across: Type.Optional(Type.Boolean({ description: 'only those that several articles carry' })),
          ...paging,
        }),
        response: answers(wire.FamilyPage),
      },
    },
    async ({ query: { limit = 20, ...query } }) => {
      const { items, next } = await comparison.families({ ...query, limit })
      const shapes = new ComparisonShapes(store)
      return { items: await shapes.each(items, family => shapes.family(family, null)), next }
    },
  )

  app.get(
    '/families/:id',
    {
      config,
      schema: {
        summary: 'One quote family: its variants, word by word',
        tags: ['stories'],
        params: Type.Object({ id: idOf('f', 'id of a family') }),
        response: answers(wire.Family),
      },
    },
    async ({ params }) => {
      const moved = await comparison.family(params.id)
      if (moved === null) throw noSuchId()
      return new ComparisonShapes(store).family(moved.found, moved.movedTo)
    },
  )

  app.get(
    '/findings',
    {
      config,
      schema: {
        summary: 'Findings, the surest first within each kind',
        tags: ['stories'],
        querystring: Type.Object({
          ...{ story: aboutStory, article: aboutArticle, standing },
          family: Type.Optional(idOf('f', 'only of this family')),
          kind: Type.Optional(oneOf(FINDING_KINDS)),
          rejected: Type.Optional(Type.Boolean({ description: 'with those that a person judged wrong' })),
          ...paging,
        }),
        response: answers(wire.FindingPage),
      },
    },
    async ({ query: { limit = 20, ...query } }) => {
      const { items, next } = await comparison.findings({ ...query, limit })
      const shapes = new ComparisonShapes(store)
      return { items: await shapes.each(items, finding => shapes.finding(finding, null)), next }
    },
  )

  app.get(
    '/findings/:id',
    {
      config,
      schema: {
        summary: 'One finding with its evidence',
        tags: ['stories'],
        params: Type.Object({ id: idOf('d', 'id of a finding') }),
        response: answers(wire.Finding),
      },
    },
    async ({ params }) => {
      const moved = await comparison.finding(params.id)
      if (moved === null) throw noSuchId()
      return new ComparisonShapes(store).finding(moved.found, moved.movedTo)
    },
  )
}
