import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { STYLE, STYLE_HASH } from '../../src/exchange/html-style.ts'
import { htmlOf, writeHtml } from '../../src/exchange/index.ts'
import type { RuledReading } from '../../src/vocabulary/index.ts'
import { collect, dam, readings } from './readings.ts'

/** Every element of the page, as a browser would see them. */
function elementsOf(html: string): Tree.Element[] {
  const errors: string[] = []
  const out: Tree.Element[] = []
  const visit = (node: Tree.Node) => {
    if ('tagName' in node) out.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  visit(parse(html, { onParseError: error => errors.push(error.code) }))
  expect(errors).toEqual([])
  return out
}
const textOf = (node: Tree.Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
const attribute = (element: Tree.Element, name: string) => element.attrs.find(a => a.name === name)?.value
const having = (html: string, name: string, value: string) =>
  elementsOf(html).filter(element => (attribute(element, name) ?? '').split(' ').includes(value))

const hostile = '<script>alert(1)</script>"\'&amp;<img src=x onerror=alert(1)>--></style><svg/onload=x>'

describe('html', () => {
  it('marks sources, cues and contents, and within a content the inner one', () => {
    const html = htmlOf(dam())
    const words = (name: string) => having(html, 'class', name).map(textOf)
    expect(words('s')).toEqual(['who is named', 'Tarrow Gazette', 'Orla Venn', 'she', 'Ivo Rook', 'He', 'an official'])
    expect(words('u')).toContain('did not say')
    expect(words('c2')).toEqual(['and within it', '“the dam will hold”'])
    expect(words('c1').slice(-2)).toEqual(['who paid', '=1+1 was all anyone heard'])
  })

  it('lists who said what, through whom and how sure; a denial reads as one', () => {
    const items = elementsOf(htmlOf(dam()))
      .filter(element => element.tagName === 'li')
      .map(textOf)
    expect(items[1]).toMatch(/^\s*2Orla Venn \(person\) says, in these words:\s*“the dam will hold”/)
    expect(items[1]).toContain('this article → Tarrow Gazette → Orla Venn')
    expect(items[1]).toContain('90 %')
    expect(items[2]).toContain('to Radio Norvale · Radio Norvale · on Sunday (2026-05-03)')
    expect(items[3]).toMatch(/^\s*4Ivo Rook \(person\) denies:\s*that the firm had cut corners\s*for Norvale Water/)
    expect(items[4]).toMatch(/^\s*5Ivo Rook \(person\) does not say:\s*who paid/)
    expect(items[5]).toContain('this article → an unnamed report → an official')
  })

  it('leads from each number in the text to the list and back', () => {
    const elements = elementsOf(htmlOf(dam()))
    const ids = new Set(elements.map(element => attribute(element, 'id')))
    const links = elements.flatMap(element => attribute(element, 'href') ?? [])
    expect(links).toHaveLength(12)
    for (const link of links) expect(ids).toContain(link.slice(1))
  })

  it('holds no script, loads nothing, and its policy allows its own style alone', () => {
    expect(createHash('sha256').update(STYLE).digest('base64')).toBe(STYLE_HASH)
    const elements = elementsOf(htmlOf(dam()))
    const policy = elements.find(element => attribute(element, 'http-equiv') === 'Content-Security-Policy')!
    expect(attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
    )
    const style = elements.find(element => element.tagName === 'style')!
    expect(textOf(style)).toBe(STYLE)
    expect(STYLE).not.toMatch(/url\(|@import|expression/)
    for (const { tagName, attrs } of elements) {
      expect(['script', 'img', 'iframe', 'link', 'object', 'base', 'form', 'svg']).not.toContain(tagName)
      for (const { name } of attrs) expect(name).not.toMatch(/^(?:on|style$|src)/)
    }
  })

  it('takes words of strangers as text wherever they stand', () => {
    const reading = dam()
    const { article } = reading.kept
    const evil: RuledReading = {
      ...reading,
      kept: {
        ...reading.kept,
        id: hostile,
        publishedAt: hostile,
        article: {
          ...article,
          text: article.text.replace('the dam will hold', '<b>&lt;x></b> “hold'),
          title: hostile,
          outlet: hostile,
          byline: hostile,
          language: hostile,
          url: `javascript:alert("${hostile}")`,
          origin: { agency: hostile, by: 'credit', span: null },
        },
      },
      speakers: reading.speakers.map(speaker => ({ ...speaker, name: hostile })),
      statements: reading.statements.map(s => ({
        ...s,
        attribution: {
          ...s.attribution,
          via: [hostile],
          venue: { words: hostile, span: { from: 0, to: 1 } },
          addressee: { name: hostile, span: { from: 0, to: 1 }, speaker: null },
          when: { words: hostile, span: { from: 0, to: 1 }, from: hostile, to: hostile },
          onBehalfOf: { name: hostile, span: { from: 0, to: 1 } },
        },
      })),
    }
    const plain = elementsOf(htmlOf({ ...evil, ...dam(), statements: evil.statements }))
    const elements = elementsOf(htmlOf(evil))
    const names = new Set(plain.map(element => element.tagName))
    for (const { tagName, attrs } of elements) {
      expect(names).toContain(tagName)
      for (const { name } of attrs) expect(name).not.toMatch(/^(?:on|style$|src)/)
    }
    expect(elements.flatMap(e => attribute(e, 'href') ?? []).filter(href => !href.startsWith('#'))).toEqual([])
    expect(attribute(elements.find(e => e.tagName === 'html')!, 'lang')).toBe('en')
    expect(textOf(elements.find(e => e.tagName === 'title')!)).toBe(hostile)
  })

  it('shows every character of the article, whatever the reading', () => {
    fc.assert(
      fc.property(readings, reading => {
        const html = htmlOf(reading)
        const shown = having(html, 'class', 'text')[0]!
        const without = (node: Tree.Node): string =>
          'tagName' in node && (node.tagName === 'sup' || attribute(node, 'class') === 'key')
            ? ''
            : 'childNodes' in node
              ? node.childNodes.map(without).join('')
              : textOf(node)
        const plain = (text: string) =>
          text.replace(/\p{Surrogate}|\p{NChar}|(?![\n\t])\p{Cc}/gu, c => (c === '\r' ? '\n' : '\uFFFD'))
        expect(without(shown).trim()).toBe(plain(reading.kept.article.text).trim())
      }),
      { numRuns: 200 },
    )
  })

  it('links to http addresses only', () => {
    const reading = dam()
    const at = (url: string) =>
      htmlOf({ ...reading, kept: { ...reading.kept, article: { ...reading.kept.article, url } } })
    expect(having(at('https://example.org/?a=1&b="2"'), 'href', 'https://example.org/?a=1&b="2"')).toHaveLength(1)
    expect(having(at('data:text/html,x'), 'href', 'data:text/html,x')).toEqual([])
  })

  it('is one page for several articles, or none', async () => {
    const html = await collect(writeHtml([dam(), dam()]))
    expect(elementsOf(html).filter(element => element.tagName === 'article')).toHaveLength(2)
    const ids = elementsOf(html).flatMap(element => attribute(element, 'id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    expect(await collect(writeHtml([dam()]))).toBe(htmlOf(dam()))
    expect(elementsOf(await collect(writeHtml([])))).not.toEqual([])
  })
})
