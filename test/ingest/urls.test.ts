import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { articleFromHtml, normalUrl } from '../../src/ingest/index.ts'

describe('normalUrl', () => {
  test.each([
    ['https://Tarrow.Example/Gate', 'https://tarrow.example/Gate'],
    ['https://tarrow.example:443/a/../b?id=7#top', 'https://tarrow.example/b?id=7'],
    ['http://user:secret@tarrow.example/a', 'http://tarrow.example/a'],
    ['https://tarrow.example/a?utm_source=x&id=7&fbclid=abc&utm_medium=y', 'https://tarrow.example/a?id=7'],
    ['https://tarrow.example/a?utm_source=x', 'https://tarrow.example/a'],
    ['https://tarrow.example/a?b=2&a=1', 'https://tarrow.example/a?b=2&a=1'],
    ['https://tarrow.example/a?ref=7&source=8&page=2', 'https://tarrow.example/a?ref=7&source=8&page=2'],
    ['https://tarrow.example/a?q=%20x&gclid', 'https://tarrow.example/a?q=%20x'],
    ['https://tarrow.example/a/', 'https://tarrow.example/a/'],
    ['https://tarrow.example/#!/story/7', 'https://tarrow.example/#!/story/7'],
    ['  https://tarrow.example/a\n', 'https://tarrow.example/a'],
  ])('%s is %s', (address, normal) => expect(normalUrl(address)).toBe(normal))

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///a',
    'ftp://a/b',
    'mailto:a@b.example',
    '/relative',
    '',
    'https://',
    `https://a.example/${'x'.repeat(5000)}`,
  ])('%j is none', address => expect(normalUrl(address)).toBeNull())

  test('resolves against a base', () => {
    expect(normalUrl('/b', 'https://tarrow.example/a')).toBe('https://tarrow.example/b')
    expect(normalUrl('//kobrin.example/b', 'https://tarrow.example/a')).toBe('https://kobrin.example/b')
  })

  test('doing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()), address => {
        const once = normalUrl(address)
        if (once !== null) expect(normalUrl(once)).toBe(once)
      }),
    )
  })
})

describe('the address of a page', () => {
  const page = (head: string) => `<html><head>${head}</head><body><p>The board voted, said Orla Venn.</p></body></html>`
  const canonical = '<link rel="canonical" href="https://tarrow.example/gate?utm_source=rss">'
  test('is its canonical link, then OpenGraph, then JSON-LD', () => {
    const og = '<meta property="og:url" content="https://tarrow.example/og">'
    const linked =
      '<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://tarrow.example/ld"}}</script>'
    expect(articleFromHtml(page(og + linked + canonical)).url).toBe('https://tarrow.example/gate')
    expect(articleFromHtml(page(linked + og)).url).toBe('https://tarrow.example/og')
    expect(articleFromHtml(page(linked)).url).toBe('https://tarrow.example/ld')
    expect(articleFromHtml(page('')).url).toBeNull()
    expect(articleFromHtml(page('<link rel=canonical href="javascript:alert(1)">')).url).toBeNull()
  })
  test('is resolved against <base>, else against the address it was fetched from', () => {
    const relative = '<link rel="canonical" href="/gate">'
    expect(articleFromHtml(page(`<base href="https://tarrow.example/x/">${relative}`)).url).toBe(
      'https://tarrow.example/gate',
    )
    expect(articleFromHtml(page(relative), { url: 'https://tarrow.example/gate?a=1' }).url).toBe(
      'https://tarrow.example/gate',
    )
    expect(articleFromHtml(page(relative)).url).toBeNull()
  })
  test.each([
    ['https://www.tarrow.example/gate?s=1', 'https://tarrow.example/gate'],
    ['https://tarrow-example.cdn.ampproject.org/c/gate', 'https://tarrow.example/gate'],
    // another site's page can't pass for this one, nor all pages of a site for its front page
    ['https://kobrin.example/copy', 'https://kobrin.example/copy'],
  ])('fetched from %s is %s', (fetched, url) =>
    expect(articleFromHtml(page(canonical), { url: fetched }).url).toBe(url),
  )
  test('is not the front page for every article', () => {
    const front = page('<link rel="canonical" href="https://tarrow.example/">')
    expect(articleFromHtml(front, { url: 'https://tarrow.example/gate' }).url).toBe('https://tarrow.example/gate')
    expect(articleFromHtml(front, { url: 'https://tarrow.example/' }).url).toBe('https://tarrow.example/')
  })
})
