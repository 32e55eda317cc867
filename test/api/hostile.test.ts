import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as wire from '../../src/api/wire.ts'
import { framedPage } from '../../src/exchange/index.ts'
import { type Opened, open, PAGE } from './opening.ts'

const OVERRIDE = '\u202e'
const HOSTILE = {
  text: `<script>stolen()</script> rules, says mayor\n\n“<img src=x onerror=stolen()> ${OVERRIDE}drawkcab${OVERRIDE},” Mayor Ada Lowe said on Monday.\n\nBo Dahl said "</blockquote><script>stolen()</script>} \\end{document}" was all a joke.`,
  url: 'https://post.example/hostile',
  published: '2031-05-12',
  outlet: '"><script>stolen()</script>',
}
/** One paragraph of two megabytes. */
const VAST = { text: `The end, Ada Lowe said. ${'word '.repeat(420_000)}`, url: 'https://post.example/vast' }
const MANY = {
  text: Array.from({ length: 5000 }, (_, i) => `“Bridge ${i} is safe,” Ada Lowe said.`).join('\n\n'),
  url: 'https://post.example/many',
}

let opened: Opened
const headers = { host: 'localhost' }
const ask = (url: string) => opened.app.inject({ url: `/api/v1${url}`, headers })
beforeAll(async () => {
  opened = await open()
}, 60_000)
afterAll(() => opened.close(), 60_000)

describe('a hostile article', () => {
  it('comes out as the words it is, and as no markup of anything', async () => {
    const [id] = await opened.add(HOSTILE)
    const article = (await ask(`/articles/${id}`)).json() as wire.Article
    expect(article.text).toBe(HOSTILE.text)
    const { statements } = (await ask(`/articles/${id}/reading`)).json() as wire.Reading
    expect(statements.length).toBeGreaterThan(1)
    for (const { content } of statements)
      for (const { from, to } of content) expect(from >= 0 && from < to && to <= article.text.length).toBe(true)
    const file = await ask(`/articles/${id}/file.html`)
    expect(file.headers['content-security-policy']).toContain("sandbox; default-src 'none'")
    expect(file.headers['content-disposition']).toContain('attachment')
    for (const { id: statement } of statements) {
      const { html, bibtex, text } = (await ask(`/statements/${statement}/citation`)).json() as wire.Citation
      expect(html).not.toMatch(/<(?!\/?(?:blockquote|p|bdi|footer|a)\b)/)
      expect(html.match(/<blockquote/g)).toHaveLength(1)
      expect(`${html}${text}`).not.toContain(OVERRIDE)
      expect(bibtex).not.toMatch(/\\end\{document\}/)
    }
    const atom = (await ask('/feeds/statements.atom')).body
    expect(atom).not.toContain('<script')
    expect(atom).toContain('&lt;')
    const outlet = await ask(`/outlets/${encodeURIComponent(HOSTILE.outlet)}`)
    expect((outlet.json() as wire.Outlet).name).toBe(HOSTILE.outlet)
  })

  it('of one paragraph of two megabytes is served whole', async () => {
    const [id] = await opened.add(VAST)
    const article = (await ask(`/articles/${id}`)).json() as wire.Article
    expect(article.text.length).toBeGreaterThan(2_000_000)
    expect((await ask(`/articles/${id}/reading`)).statusCode).toBe(200)
  })

  it('of 5,000 statements is served whole, searched and cited', async () => {
    const [id] = await opened.add(MANY)
    const { statements, etag } = (await ask(`/articles/${id}/reading`)).json() as wire.Reading
    expect(statements.length).toBeGreaterThan(4900)
    const hits = (await ask('/statements?words=bridge&limit=100')).json() as wire.StatementPage
    expect(hits.items).toHaveLength(100)
    const target = { of: 'statement', statement: statements[2500]!.id, article: id }
    const payload = { target, change: { change: 'accept' }, author: 'Eda' }
    const ruled = await opened.app.inject({
      method: 'POST',
      url: '/api/v1/rulings',
      payload,
      headers: { ...headers, 'if-match': etag },
    })
    expect(ruled.statusCode).toBe(200)
  })
})

/** Every element of a page, however deep. */
function elementsOf(root: DefaultTreeAdapterTypes.Document): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = []
  const left: DefaultTreeAdapterTypes.Node[] = [root]
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) left.push(child)
  }
  return found
}

describe('a page that was kept', () => {
  it('is shown without anything that runs, loads or posts, its statements marked', async () => {
    const [id] = await opened.add(PAGE)
    const answer = await ask(`/articles/${id}/page`)
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
    expect(answer.headers['content-security-policy']).not.toContain('allow-')
    const html = answer.body
    for (const bad of [
      '<script',
      'stolen',
      'tracker.example',
      'elsewhere.example',
      '<base',
      '<link',
      '<iframe',
      '<form',
      '<input',
      '<svg',
      'href',
      'onload',
      'onclick',
    ])
      expect(html).not.toContain(bad)
    expect(html).toContain('<span class="ascribe-image">The pier in May</span>')
    const { statements } = (await ask(`/articles/${id}/reading`)).json() as wire.Reading
    const { text } = (await ask(`/articles/${id}`)).json() as wire.Article
    for (const { id: statement, content } of statements) {
      const marked = [...html.matchAll(/<mark class="([^"]*)" data-statement="([^"]*)">([^<]*)<\/mark>/g)]
      const words = marked
        .filter(m => m[2] === statement && m[1]!.includes('content'))
        .map(m => m[3]!.replaceAll('&amp;', '&'))
      const due = content.map(({ from, to }) => text.slice(from, to)).join('')
      // Each marked piece is words of that content; where others lie within it, they are marked as theirs.
      for (const piece of words) expect(due).toContain(piece.trim())
    }
    expect(html).toMatch(/<mark class="ascribe-content-1"[^>]*>“Nobody will fall through it again,”?/)
  })

  it('is the same after it has been parsed again, whatever it was', async () => {
    const [id] = await opened.add({ ...PAGE, url: 'https://post.example/twin' })
    const reading = (await opened.store.reading(id!))!
    const pieces = [
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=stolen()&gt;">',
      '<noscript><p title="</noscript><img src=x onerror=stolen()>"></noscript>',
      '<style>p{background:u\\72l(https://tracker.example/x)}</style><p style="background:url(//tracker.example)">x</p>',
      '<xmp><script>stolen()</script></xmp><plaintext><script>stolen()</script>',
      '<a href="javascript:stolen()">x</a><img src="data:text/html,<script>stolen()</script>"><img src="data:image/svg+xml;base64,AAAA">',
      '<template><script>stolen()</script></template><object data="x"></object><custom-el onclick="stolen()">x</custom-el>',
      `${'<div>'.repeat(20_000)}deep`,
    ]
    for (const piece of pieces) {
      const html = framedPage(`<html><body>${piece}</body></html>`, { ...reading, statements: [] })
      for (const scriptingEnabled of [true, false])
        for (const { tagName, attrs, namespaceURI } of elementsOf(parse(html, { scriptingEnabled }))) {
          expect(namespaceURI).toBe('http://www.w3.org/1999/xhtml')
          expect(tagName).not.toMatch(/^(?:script|iframe|object|embed|base|link|form|input|template|plaintext|xmp)$/)
          for (const { name, value } of attrs) {
            expect([name, /^on|^(?:href|action|formaction|srcset|srcdoc|background)$/.test(name)]).toEqual([
              name,
              false,
            ])
            if (name === 'src') expect(value).toMatch(/^data:image\/(?:png|jpeg|gif|webp|avif);base64,/)
            if (name === 'style') expect(value).not.toMatch(/url|expression|@import|\\/i)
          }
        }
      expect(html).not.toMatch(/url\(|@import/i)
    }
  })

  it('is nobody’s where the article came in as text', async () => {
    const [id] = await opened.add({ text: 'All is well, Ada Lowe said.', url: 'https://post.example/plain' })
    const answer = await ask(`/articles/${id}/page`)
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'no-page-kept'])
  })
})
