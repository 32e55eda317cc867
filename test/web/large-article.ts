import type { Page } from 'playwright-core'
import type { Article, Reading, Statement } from '../../src/api/wire.ts'
import { BARE } from './bare.ts'

/** How many statements the large article has: its one paragraph is longer than 2,000,000 units. */
export const MANY = 5000

/** Turns around what follows it, where nothing holds it. */
export const OVERRIDE = '\u202e'

/** An article of one paragraph that attacks the page with all it has: length, markup, handlers, overrides. */
export function largeArticle(): { readonly article: Article; readonly reading: Reading } {
  const statements: Statement[] = []
  let text = ''
  for (let i = 0; i < MANY; i++) {
    const from = text.length
    const words = `that fence ${i} <img src=x onerror="window.hit=1"> had been <script>window.hit=1</script> mended ${OVERRIDE}and left so`
    text += `Ada Bold said ${words}. ${'Nothing else came of it, and the day went on as days do in the town, with rain and wind. '.repeat(4)}`
    const begins = from + 'Ada Bold said '.length
    statements.push({
      ...{ id: `s${String(i).padStart(15, '0')}`, attribution: `x${i}` },
      ...{ source: [{ from, to: from + 8 }], cue: [{ from: from + 9, to: from + 13 }] },
      ...{ content: [{ from: begins, to: begins + words.length }], kind: 'indirect', block: 'paragraph' },
      ...{ speaker: 'p', speakers: ['p'], person: null, speakerConfidence: 0.9, decidedBy: null, doubt: null },
      ...{ onBehalfOf: null, via: [], parent: null, stance: i % 7 === 0 ? 'denies' : 'asserts', stanceConfidence: 0.9 },
      ...{ negated: false, reported: false, addressee: null, venue: null, when: null, repeats: null },
      ...{ confidence: 0.8, boundaryConfidence: 0.7, ruledBy: [], checked: false },
    })
  }
  const article: Article = {
    ...{ text, hash: '', format: 'text', blocks: [{ kind: 'paragraph', span: { from: 0, to: text.length } }] },
    ...{ title: `<b>Fences</b>${OVERRIDE}`, outlet: null, byline: null, agency: null, url: 'javascript:window.hit=1' },
    ...{ published: null, modified: null, publishedAt: null, language: 'en', notes: [], id: 'a1', work: 'a1' },
    ...{ version: 1, from: 'x', addedAt: '2031-01-01T00:00:00Z', story: null, page: false, versions: [] },
  }
  const speaker = { name: `Ada <i onclick="window.hit=1">Bold</i>${OVERRIDE}`, type: 'person' as const }
  const reading: Reading = {
    ...{ article: 'a1', reading: 'r1', engine: '0', model: 'm', readAt: '2031-01-01T00:00:00Z', etag: '"1"' },
    ...{ statements, speakers: [{ id: 'p', ...speaker, mentions: [{ from: 0, to: 8 }], nameRule: 'mention' }] },
    ...{ notes: [], readings: [], rejected: [], rulings: [], orphaned: [] },
  }
  return { article, reading }
}

/** Answers for the API of a page without a server; `serveBare` must be called before. */
export async function serveArticle(page: Page, { article, reading }: ReturnType<typeof largeArticle>): Promise<void> {
  const bodies = { article: JSON.stringify(article), reading: JSON.stringify(reading) }
  await page.context().route(`${BARE}/api/v1/**`, route => {
    const url = route.request().url()
    const body = url.endsWith('/reading') ? bodies.reading : url.includes('/articles/') ? bodies.article : '{}'
    return route.fulfill({ contentType: 'application/json', body })
  })
}
