/** Pages made to break a reader, or broken by accident. */
import { describe, expect, test } from 'vitest'
import { articleFromBytes, articleFromHtml, articleOf } from '../../src/ingest/index.ts'
import { wordsOf } from '../../src/vocabulary/index.ts'
import { joined } from './pdf-writer.ts'
import { expectSoundBlocks } from './sound.ts'

const SAID = 'The harbour board voted on Monday to close the gate, said Orla Venn, who chairs it and has for years.'
const utf8 = (text: string) => new TextEncoder().encode(text)
const kindsOf = (text: string) => articleFromHtml(text).blocks.map(block => block.kind)

describe('depth', () => {
  test.each(['div', 'noscript', 'blockquote', 'article', 'span', 'ul><li'])('50,000 nested <%s>', tag => {
    const article = articleFromHtml(`${`<${tag}>`.repeat(50_000)}<p>${SAID}</p>`)
    expect(article.text).toContain(tag === 'noscript' ? '' : 'Orla Venn')
    expectSoundBlocks(article)
  })
  test('data nested as deep, and data that are no JSON', () => {
    for (const data of [
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      '{"@type":"NewsArticle","articleBody":"',
      '{"a":'.repeat(50_000),
    ]) {
      const page = `<script type="application/ld+json">${data}</script><p>${SAID}</p>`
      expect(articleFromHtml(page).text).toContain('Orla Venn')
    }
  })
})

describe('charset', () => {
  const page = (meta: string, ...body: (string | Uint8Array)[]) =>
    joined(`<!doctype html><html><head>${meta}</head><body><p>${SAID}</p><p>`, ...body, '</p></body></html>')
  const curly = Uint8Array.from([
    0x93, 0x57, 0x65, 0x20, 0x77, 0x6f, 0x6e, 0x94, 0x20, 0x96, 0x20, 0x52, 0x65, 0x6e, 0xe9,
  ])
  test('a page that calls itself UTF-8 and is windows-1252 keeps its quotation marks', () => {
    const article = articleFromBytes(page('<meta charset="utf-8">', curly))
    expect(article.text).toContain('“We won” – René')
    expect(article.notes.map(note => note.code)).toEqual(['guessed-encoding'])
  })
  test('a page that calls itself windows-1252 and is UTF-8 keeps them too', () => {
    const article = articleFromBytes(page('<meta charset="windows-1252">', utf8('“We won” – René')))
    expect(article.text).toContain('“We won” – René')
    expect(article.notes).toEqual([])
  })
  test('the sender’s charset wins over the page’s own, a byte order mark over both', async () => {
    const cyrillic = Uint8Array.from([0xcf, 0xf0, 0xe8])
    const options = { encoding: 'windows-1251' }
    expect((await articleOf(page('<meta charset="iso-8859-1">', cyrillic), 'html', {}, options)).text).toContain('При')
    const marked = joined(Uint8Array.from([0xef, 0xbb, 0xbf]), page('<meta charset="iso-8859-1">', utf8('При')))
    expect((await articleOf(marked, 'html', {}, options)).text).toContain('При')
  })
  test('one broken byte in a page of UTF-8 costs one letter', () => {
    const article = articleFromBytes(
      page('<meta charset="utf-8">', utf8('“We won” – René '), Uint8Array.from([0xe9]), utf8(' Lomé')),
    )
    expect(article.text).toContain('“We won” – René \ufffd Lomé')
    expect(article.notes.map(note => note.code)).toContain('replaced-bytes')
  })
})

describe('a page cut off', () => {
  const whole = `<!doctype html><html><head><title>Gate shuts</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Gate shuts","author":{"name":"Jane Roe"}}</script></head><body><nav><a href="/">Home</a></nav><article><h1>Gate shuts</h1><p>${SAID}</p><p>${SAID}</p><aside>Sign up</aside><p>“It is ours,” she said.</p></article></body></html>`
  test('anywhere gives sound blocks of what is there', () => {
    for (let end = 1; end < whole.length; end += 7) expectSoundBlocks(articleFromHtml(whole.slice(0, end)))
  })
  test('inside a character, a tag, a reference, a script', () => {
    const bytes = utf8(whole)
    const quote = bytes.lastIndexOf(0x80) // inside a curly mark
    expect(articleFromBytes(bytes.slice(0, quote), { format: 'html' }).text).toContain('Orla Venn')
    expect(articleFromHtml(`<p>${SAID}</p><p cla`).text).toBe(SAID)
    expect(articleFromHtml(`<p>${SAID} &quo`).text).toContain(SAID)
    expect(articleFromHtml(`<p>${SAID}</p><script>var a = "<p>x</p>`).text).toBe(SAID)
    expect(articleFromHtml(`<p>${SAID}</p><!-- <p>x</p>`).text).toBe(SAID)
  })
})

describe('letters that turn the line around', () => {
  const turned = 'He said: \u202e“drawkcab”\u202c, and \u2066left\u2069. \u200fSaid\u200e Venn.'
  test('stay in the frozen text, and change no block', () => {
    const article = articleFromHtml(`<article><h1>Gate shuts</h1><p>${SAID}</p><p>${turned}</p></article>`)
    expect(wordsOf(article.text, article.blocks.at(-1)!.span)).toBe(turned)
    expect(kindsOf(`<article><h1>Gate shuts</h1><p>${SAID}</p><p>${turned}</p></article>`)).toEqual([
      'headline',
      'paragraph',
      'paragraph',
    ])
  })
})

describe('data that lie', () => {
  test('an address of another kind, a title of a megabyte, a thousand authors', () => {
    const data = {
      '@type': 'NewsArticle',
      headline: 'x'.repeat(100_000),
      author: Array.from({ length: 1000 }, (_, i) => ({ name: `Author ${i}` })),
      mainEntityOfPage: 'javascript:alert(1)',
      url: 'data:text/html,<p>',
    }
    const article = articleFromHtml(`<script type="application/ld+json">${JSON.stringify(data)}</script><p>${SAID}</p>`)
    expect(article.url).toBeNull()
    expect(article.title!.length).toBeLessThanOrEqual(500)
    expect(article.byline!.length).toBeLessThanOrEqual(2000)
  })
  test('a body in the data is taken only where the page shows less', () => {
    const body = `${SAID}\\n\\n${SAID} ${SAID} ${SAID} ${SAID}`
    const data = `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"${body}"}</script>`
    const shown = `<article><h1>Gate shuts</h1>${`<p>${SAID} It was late.</p>`.repeat(5)}</article>`
    expect(articleFromHtml(data + shown).notes.map(note => note.code)).not.toContain('text-from-page-data')
    const hidden = articleFromHtml(`${data}<div id="root"></div>`)
    expect(hidden.notes.map(note => note.code)).toContain('text-from-page-data')
    const page = `${data}<div id="root"></div>`
    for (const { from, to, pageFrom, pageTo } of hidden.page!)
      expect(page.slice(pageFrom, pageTo)).toBe(hidden.text.slice(from, to))
  })
  test('markup inside the data is no text', () => {
    const body = `<p>${SAID}</p><p><b>${SAID}</b> ${SAID}</p><p>${SAID} ${SAID}</p>`
    const data = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody: body }).replaceAll('</', '<\\/')}</script>`
    const article = articleFromHtml(`${data}<div id="root"></div>`)
    expect(article.text).not.toContain('<')
    expect(article.blocks).toHaveLength(3)
  })
})
