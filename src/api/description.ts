import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { App } from './routes.ts'

/** The OpenAPI document, made from the schemas of the routes, and a page to browse it. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Ascribe',
        description: 'News read: who said what, through whom, in which words; and reports laid side by side.',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'articles', description: 'Texts and how they were read' },
        { name: 'statements', description: 'Who said what: search, links, feeds' },
        { name: 'people', description: 'Speakers across articles' },
        { name: 'outlets', description: 'How outlets quote' },
        { name: 'stories', description: 'Reports side by side' },
        { name: 'rulings', description: 'Corrections' },
        { name: 'reading', description: 'Reading what is posted' },
        { name: 'jobs', description: 'Long work' },
        { name: 'server', description: 'This server' },
      ],
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{}, { token: [] }],
    },
    refResolver: { buildLocalReference: ({ $id }, _uri, _fragment, i) => (typeof $id === 'string' ? $id : `def-${i}`) },
  })
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { url: '/openapi.json', tryItOutEnabled: false },
    staticCSP:
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
