import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import { articleFromHtml } from '../../src/ingest/index.ts'
import { type Article, type BlockKind, wordsOf } from '../../src/vocabulary/index.ts'
import { expectSoundBlocks } from './sound.ts'

const PAGES = new URL('pages/', import.meta.url)
const pageOf = (name: string) => readFileSync(new URL(name, PAGES), 'utf8')
const list = (article: Article): [BlockKind, string][] =>
  article.blocks.map(block => [block.kind, wordsOf(article.text, block.span)])

/** Each stretch says the same in the page, letter for letter or by one character reference; no letter lacks a place. */
function expectTruePlaces(article: Article, page: string, complete = true) {
  let at = 0
  for (const { from, to, pageFrom, pageTo } of article.page!) {
    expect(from).toBeGreaterThanOrEqual(at)
    expect(to).toBeGreaterThan(from)
    expect(pageTo).toBeLessThanOrEqual(page.length)
    const words = article.text.slice(from, to)
    const raw = page.slice(pageFrom, pageTo)
    if (raw !== words) {
      const node = parseFragment(raw).childNodes[0]
      expect(node && 'value' in node ? node.value : raw).toBe(words)
    }
    if (complete) expect(article.text.slice(at, from).trim()).toBe('')
    at = to
  }
  if (complete) expect(article.text.slice(at).trim()).toBe('')
}

describe.each(readdirSync(PAGES).filter(name => name.endsWith('.html')))('the page %s', name => {
  const page = pageOf(name)
  const article = articleFromHtml(page)
  test('gives sound blocks and true places', () => {
    expectSoundBlocks(article)
    expectTruePlaces(article, page)
    expect(article.format).toBe('html')
  })
  test('leaves the page’s own talk out', () => {
    expect(article.text).not.toMatch(
      /Most read|Trending|Read more|Home|Share|newsletter|Follow us|Privacy|rights reserved|Tom42|robbed|missing man|Markets|not text|Related|Advertisement/,
    )
    expect(article.blocks.map(block => block.kind)).not.toContain('boilerplate')
  })
})

test('a weekly’s page is read as an editor reads it', () => {
  const article = articleFromHtml(pageOf('weekly.html'))
  expect(list(article).map(([kind, words]) => [kind, words.slice(0, 22)])).toEqual([
    ['headline', 'Flood gate shuts for\u00a0t'],
    ['headline', 'Shipping firms say the'],
    ['byline', 'By Jane Roe'],
    ['byline', '3 May 2026'],
    ['caption', 'Orla Venn at the old g'],
    ['dateline', 'TARROW —'],
    ['paragraph', 'The harbour board vote'],
    ['paragraph', '“We have waited long e'],
    ['headline', 'What happens next'],
    ['paragraph', 'Opponents of the plan,'],
    ['paragraph', 'The sea does not vote,'],
    ['paragraph', 'The ministry did not c'],
    ['credit', 'Additional reporting b'],
  ])
  expect(article).toMatchObject({
    title: 'Flood gate shuts for the winter',
    published: '2026-05-03T07:30:00+01:00',
    outlet: 'The Tarrow Gazette',
    language: 'en-GB',
    notes: [],
  })
  expect(article.text.match(/We have waited long enough/g)).toHaveLength(1)
})

test('a page of tables and line breaks is read as well', () => {
  const article = articleFromHtml(pageOf('wire.html'))
  expect(list(article).map(([kind]) => kind)).toEqual([
    'headline',
    'byline',
    'byline',
    'dateline',
    'paragraph',
    'paragraph',
    'paragraph',
    'paragraph',
    'credit',
  ])
  expect(article.title).toBe('Two held after Lome port fire')
})

test('a page of nothing but classed boxes is read as well', () => {
  expect(list(articleFromHtml(pageOf('app.html'))).map(([kind]) => kind)).toEqual([
    'headline',
    'byline',
    'paragraph',
    'paragraph',
    'caption',
    'paragraph',
    'paragraph',
  ])
})

test('a live blog keeps all its entries', () => {
  const article = articleFromHtml(pageOf('live.html'))
  for (const words of ['coast roads are closed', 'All roads are open', 'pumps had been moved', 'We heard the roof go'])
    expect(article.text).toContain(words)
  expect(article.published).toBeNull()
})

test('a short page gives what it has', () => {
  expect(articleFromHtml('<p>Okafor denied that he had met the envoy.</p>').text).toBe(
    'Okafor denied that he had met the envoy.',
  )
  expect(articleFromHtml('Okafor &lt;denied&gt; it.').text).toBe('Okafor <denied> it.')
  expect(articleFromHtml('').notes.map(note => note.code)).toContain('empty-input')
  expect(articleFromHtml('<nav>Home</nav>').blocks).toEqual([])
})

test('what the caller knows wins over what the page says', () => {
  const known = { title: 'T', published: '1999', outlet: 'O', language: 'fr' }
  expect(articleFromHtml(pageOf('weekly.html'), known)).toMatchObject(known)
})

test('places hold through character references of every kind', () => {
  const page = '<p>A&amp;B &copy2026 &notit; &#65;&#x1F600; &bogus; &nbsp;x\r\ny &amp;amp; AT&T &quot;z&quot;</p>'
  const article = articleFromHtml(page)
  expect(article.text).toBe('A&B ©2026 ¬it; A😀 &bogus; \u00a0x y &amp; AT&T "z"')
  expectTruePlaces(article, page)
})

const parts = fc.array(
  fc.oneof(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<div>',
      '</div>',
      '<b>',
      '</b>',
      '<a href=x>',
      '</a>',
      '<br>',
      '<h1>',
      '</h1>',
      '<article>',
      '<table><tr><td>',
      '</table>',
      '<li>',
      '<ul>',
      '</ul>',
      '<script>',
      '</script>',
      '<style>',
      '<!--',
      '-->',
      '<title>',
      '</title>',
      '<pre>',
      '</pre>',
      '<svg>',
      '<blockquote>',
      '<figure><figcaption>',
      '</figure>',
      '<',
      '</',
      '&',
      '&amp;',
      '&#0;',
      '&#xD800;',
      '&nbsp',
      '\0',
      '\r\n',
      '\n\n',
      '<time>',
      '<![CDATA[',
      '<body class="post">',
      '<span class=byline>',
      '</span>',
      '<plaintext>',
      '<textarea>',
      '<p hidden>',
      '<aside>',
    ),
    fc.constantFrom(
      'The board voted on Monday, and it was late, said Orla Venn. ',
      'Read more',
      'By Jane Roe',
      'LOMÉ (AP) — ',
      ' said ',
      '“We won,” she said, and nobody, least of all Venn, disagreed with it. ',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  ),
  { maxLength: 60 },
)

test('any page at all: sound blocks, true places', () => {
  fc.assert(
    fc.property(parts, words => {
      const page = words.join('')
      const article = articleFromHtml(page)
      expectSoundBlocks(article)
      expectTruePlaces(article, page, false)
    }),
    { numRuns: 400 },
  )
})

test('a page cut off anywhere is still a page', () => {
  const page = pageOf('weekly.html')
  for (let end = 0; end < page.length; end += 97) {
    const article = articleFromHtml(page.slice(0, end))
    expectSoundBlocks(article)
    expectTruePlaces(article, page.slice(0, end))
  }
})

test.each([
  ['nested', `${'<div>'.repeat(50_000)}<p>deep</p>`],
  ['nested and closed', `${'<b><i>'.repeat(20_000)}deep${'</i></b>'.repeat(20_000)}`],
  ['misnested', '<a><b><p>x</a></b>'.repeat(20_000)],
  ['angle brackets', '<'.repeat(1_000_000)],
  ['unclosed comments', '<!--'.repeat(200_000)],
  ['attributes', `<p ${Array.from({ length: 50_000 }, (_, i) => `a${i}`).join(' ')}>x`],
  ['line breaks', '<br>'.repeat(100_000)],
  ['paragraphs', '<p>The board voted, said Venn.</p>'.repeat(25_000)],
  ['list items', `<ul>${'<li>x'.repeat(100_000)}`],
  ['references', '&amp;'.repeat(100_000)],
  ['one long heading', `<title>${'a b '.repeat(100_000)}</title><h1>${'b a '.repeat(100_000)}</h1>`],
  ['JSON-LD nested', `<script type="application/ld+json">${'['.repeat(100_000)}</script><p>x`],
])('hostile: %s', (_, page) => {
  expectSoundBlocks(articleFromHtml(page))
})
