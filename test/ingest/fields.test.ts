import { describe, expect, test } from 'vitest'
import { articleFromHtml, articleFromText } from '../../src/ingest/index.ts'

const BODY = `The harbour board of Norvale voted on Monday night to close the old flood gate for the winter.

"We have waited long enough," said Orla Venn, who chairs the board.

Opponents of the plan said that they would go to court before the end of the month.`

describe('a plain text states', () => {
  test.each([
    ['By Jane Roe', 'Jane Roe', null, null],
    ['By Jane Roe and Lee Park', 'Jane Roe and Lee Park', null, null],
    ['Jane Roe | 3 May 2026', 'Jane Roe', '3 May 2026', null],
    ['By Jane Roe\n\nLast updated: 4 May 2026', 'Jane Roe', '4 May 2026', '4 May 2026'],
    [
      'By Jane Roe\n\nPublished 3 May 2026\n\nUpdated 4 May 2026, 16:15 GMT',
      'Jane Roe',
      '3 May 2026',
      '4 May 2026, 16:15 GMT',
    ],
    ['3 May 2026', null, '3 May 2026', null],
    ['By Jane Roe\n\nBy Hal Brandt', 'Jane Roe, Hal Brandt', null, null],
  ])('%j', (head, byline, published, modified) => {
    expect(articleFromText(`Gate shuts\n\n${head}\n\n${BODY}`)).toMatchObject({ byline, published, modified })
  })
})

describe('Markdown’s front matter states', () => {
  test('who, when, changed when, where, in which paper and language', () => {
    const text = `---
title: "Gate shuts"
authors:
  - Jane Roe
  - name: Lee Park
date: 2026-05-03
lastmod: 2026-05-04T10:00:00Z
canonical_url: https://tarrow.example/gate?utm_source=x
publication: The Tarrow Gazette
lang: en-GB
---

${BODY}`
    expect(articleFromText(text, { format: 'markdown' })).toMatchObject({
      title: 'Gate shuts',
      byline: 'Jane Roe, Lee Park',
      published: '2026-05-03',
      modified: '2026-05-04T10:00:00Z',
      url: 'https://tarrow.example/gate',
      outlet: 'The Tarrow Gazette',
      language: 'en-GB',
    })
  })
  test('a list in one line, and what is quoted', () => {
    const text = `---\nauthor: [Jane Roe, 'Lee Park']\nupdated: '4 May 2026'\nurl: javascript:alert(1)\n---\n${BODY}`
    expect(articleFromText(text, { format: 'markdown' })).toMatchObject({
      byline: 'Jane Roe, Lee Park',
      modified: '4 May 2026',
      url: null,
    })
  })
})

describe('a page states', () => {
  const page = (head: string, top = '') =>
    `<html><head>${head}</head><body><article><h1>Gate shuts for the winter</h1>${top}${BODY.split('\n\n')
      .map(words => `<p>${words}</p>`)
      .join('')}</article></body></html>`
  const linked = (data: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', ...data })}</script>`

  test('its change by JSON-LD, OpenGraph, <time>', () => {
    const data = linked({ datePublished: '2026-05-03', dateModified: '2026-05-04T10:00:00Z' })
    const og = '<meta property="article:modified_time" content="2026-05-05T10:00:00Z">'
    const time =
      '<time itemprop="datePublished" datetime="2026-05-03">3 May</time> <time class="updated" datetime="2026-05-06">6 May</time>'
    expect(articleFromHtml(page(data + og, time))).toMatchObject({
      published: '2026-05-03',
      modified: '2026-05-04T10:00:00Z',
    })
    expect(articleFromHtml(page(og, time))).toMatchObject({ published: '2026-05-03', modified: '2026-05-05T10:00:00Z' })
    expect(articleFromHtml(page('', time))).toMatchObject({ published: '2026-05-03', modified: '2026-05-06' })
    expect(articleFromHtml(page('')).modified).toBeNull()
  })
  test.each([
    [linked({ author: { '@type': 'Person', name: 'Jane Roe' } }), '', 'Jane Roe'],
    [linked({ author: [{ name: 'Jane Roe' }, { name: 'Lee Park' }] }), '', 'Jane Roe, Lee Park'],
    [linked({ author: 'Jane Roe' }), '', 'Jane Roe'],
    [linked({ author: { url: 'https://tarrow.example/roe' } }), '<p class="byline">By Jane Roe</p>', 'Jane Roe'],
    ['<meta name="author" content="Jane Roe">', '', 'Jane Roe'],
    [
      '<meta property="article:author" content="https://social.example/roe"><meta name="parsely-author" content="Lee Park">',
      '',
      'Lee Park',
    ],
    ['', '<div class="byline">By <a rel="author" href="/r">Jane Roe</a></div>', 'Jane Roe'],
    ['', '', null],
  ])('its writers: %s %s', (head, top, byline) => expect(articleFromHtml(page(head, top)).byline).toBe(byline))
})
