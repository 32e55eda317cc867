import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parseFeed } from 'feedsmith'
import { describe, expect, it } from 'vitest'
import { articleFromHtml } from '../../../src/ingest/index.ts'
import { bytesOf, rss, rssItem, take } from './making.ts'

/** Signs that act, beside some that do not. */
const UNRULY = fc.constantFrom(
  ...'aé漢 <>&;\u0000\u0007\u001b\u0085\u009b\u202e\u2066\u2028\ufeff\ud800',
  '😀',
  '&#27;',
  '&rlm;',
  ']]',
)

const example = (name: string) => readFileSync(new URL(`../../../examples/formats/${name}`, import.meta.url), 'utf8')

describe('RSS', () => {
  it('gives the full text where an item has it, else its link', async () => {
    const taken = await take(example('harbour.rss'), { name: 'harbour.rss' })
    expect(taken.pieces).toHaveLength(1)
    expect(taken.pieces[0]).toMatchObject({
      form: 'html',
      from: 'harbour.rss#1',
      stated: {
        title: 'Harbour crane ‘will be turning by May’',
        byline: 'Tamsin Orrell',
        published: 'Tue, 03 Mar 2026 09:15:00 GMT',
        outlet: 'The Norvale Courier',
        url: 'https://courier.example/2026/03/harbour-crane',
        language: 'en-GB',
      },
    })
    const article = articleFromHtml(taken.texts[0]!)
    expect(article.text).toContain('“It will be turning by May,” Ines Calloway told the harbour board.')
    expect(article.blocks[0]!.kind).toBe('headline')
    expect(taken.links).toMatchObject([
      {
        url: 'https://courier.example/2026/03/library-sundays',
        from: 'harbour.rss#2',
        fallback: { form: 'html', stated: { summary: true } },
      },
    ])
  })

  it('takes a description for the article when it is long and does not end as a teaser', async () => {
    const words = 'The council met and the mayor said that all was well. '.repeat(20)
    const item = (text: string) =>
      `<item><title>T</title><link>https://c.example/1</link><description>${text}</description></item>`
    expect((await take(rss(item(words)))).pieces).toHaveLength(1)
    expect((await take(rss(item(`${words}…`)))).links).toHaveLength(1)
    expect((await take(rss(item(`${words}&lt;a href="x"&gt;Read more&lt;/a&gt;`)))).links).toHaveLength(1)
    expect((await take(rss(item('All is well.')))).links).toHaveLength(1)
  })

  it('finds the content by its namespace, whatever the prefix', async () => {
    const feed = `<rss xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:content="urn:other"><channel><item><title>T</title><content:encoded>no</content:encoded><c:encoded>&lt;p&gt;yes, she said&lt;/p&gt;</c:encoded></item></channel></rss>`
    expect((await take(feed)).texts[0]).toContain('<p>yes, she said</p>')
  })

  it('fails an item without an end alone', async () => {
    const taken = await take(rss(`${rssItem(1)}<item><title>lost</title>${rssItem(3)}`))
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1', 'input#3'])
    expect(taken.failures).toEqual(['input#2 damaged'])
  })

  it('gives the whole items of a feed that breaks off, wherever it does', async () => {
    const feed = rss(rssItem(1) + rssItem(2) + rssItem(3))
    const ends = [1, 2, 3].map(n => feed.indexOf('</item>', feed.indexOf(`Item ${n}`)) + 7)
    for (let cut = feed.indexOf('<item>'); cut < feed.length; cut += 3) {
      const taken = await take(feed.slice(0, cut))
      expect(taken.pieces, `${cut}`).toHaveLength(ends.filter(end => end <= cut).length)
      expect(taken.failures).toEqual(['input truncated'])
    }
  })

  it('gives every item of those that share one id', async () => {
    const item = '<item><guid>1</guid><title>T</title><link>https://c.example/</link></item>'
    expect((await take(rss(item.repeat(3)))).links.map(l => l.from)).toEqual(['input#1', 'input#2', 'input#3'])
  })

  it('never resolves an address that is none of the web', async () => {
    const item = (link: string) => `<item><title>T</title><link>${link}</link><description>d</description></item>`
    const taken = await take(
      rss(['javascript:alert(1)', 'file:///etc/passwd', 'ftp://x/y', 'HTTP://C.example/a b'].map(item).join('')),
    )
    expect(taken.links.map(l => l.url)).toEqual(['http://c.example/a%20b'])
    expect(taken.pieces).toHaveLength(3)
  })

  it('says that an empty feed holds nothing', async () => {
    expect((await take(rss(''))).notes).toEqual(['input nothing-inside'])
  })

  it('reads what feeds hold against the rules: bare signs, HTML’s entities, marks in titles', async () => {
    const taken = await take(
      rss(
        '<item><title>Fish &amp;amp; chips &lt;b&gt;5 &lt; 6&lt;/b&gt; &nbsp;&rsquo; A & B</title><link>https://c.example/?a=1&b=2</link></item>',
      ),
    )
    expect(taken.links[0]!.stated.title).toBe('Fish & chips 5 < 6 ’ A & B')
    expect(taken.links[0]!.url).toBe('https://c.example/?a=1&b=2')
  })
})

describe('Atom, RDF and JSON Feed', () => {
  it('gives entries with html, xhtml and text, and links of those without', async () => {
    const taken = await take(example('council.atom'), { name: 'c' })
    expect(taken.texts[0]).toContain('<p>“Nobody should pay to go to work,” she said.')
    expect(taken.pieces[0]!.stated).toMatchObject({
      title: 'Mayor & council agree on bridge toll',
      byline: 'Piet Marlowe, Ada Fenn',
      language: 'en',
    })
    expect(taken.links[0]).toMatchObject({ url: 'https://gazette.example/2026/road-closed' })
    const kinds = (type: string, content: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><content type="${type}">${content}</content></entry></feed>`
    expect((await take(kinds('text', 'a &lt;b&gt; c, he said'))).texts).toEqual(['a <b> c, he said'])
    expect((await take(kinds('html', '&lt;p&gt;1 &amp;lt; 2&lt;/p&gt;'))).texts[0]).toContain('<p>1 &lt; 2</p>')
    expect((await take(kinds('xhtml', '<div><p>1 &lt; 2</p></div>'))).texts[0]).toContain('<p>1 &lt; 2</p>')
  })

  it('gives the items of RSS 1.0', async () => {
    const taken = await take(example('weather.rdf'))
    expect(taken.texts[0]).toContain('<p>He asked sailors to stay in port.</p>')
    expect(taken.pieces[0]!.stated).toMatchObject({ outlet: 'Coastwire', published: '2026-02-27T06:00:00+00:00' })
  })

  it('gives the items of a JSON Feed, whole or cut off', async () => {
    const json = example('school.feed.json')
    const taken = await take(json, { name: 'f' })
    expect(taken.pieces.map(p => p.from)).toEqual(['f#1'])
    expect(taken.links.map(l => l.url)).toEqual(['https://record.example/2026/bus'])
    const cut = await take(json.slice(0, json.indexOf('Bus line')), { name: 'f' })
    expect(cut.pieces).toEqual(taken.pieces)
    expect(cut.failures).toEqual(['f truncated'])
  })

  it('agrees with feedsmith on what an item is', async () => {
    for (const name of ['harbour.rss', 'council.atom', 'weather.rdf', 'school.feed.json']) {
      const { feed } = parseFeed(example(name)) as { feed: { items?: unknown[]; entries?: unknown[] } }
      const twin = (feed.items ?? feed.entries ?? []) as { title?: string | { value?: string } }[]
      const titles = twin.map(item => (typeof item.title === 'object' ? item.title.value : item.title))
      const taken = await take(example(name))
      const ours = taken.all.flatMap(one =>
        one.kind === 'piece' ? [one.piece.stated.title] : one.kind === 'link' ? [one.stated.title] : [],
      )
      expect(
        ours.map(t => t?.replace('&', '&amp;')),
        name,
      ).toEqual(titles.map(t => t?.replace(/&(?!amp;)/, '&amp;')))
    }
  })
})

describe('hostile XML', () => {
  const laughs = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY x SYSTEM "file:///etc/passwd">]>`

  it('never expands entities that a document declares, inner or outer', async () => {
    const taken = await take(
      `<?xml version="1.0"?>${laughs}<rss><channel><item><title>&c; &x;</title><link>https://c.example/</link></item></channel></rss>`,
    )
    expect(taken.links[0]!.stated.title).toBe('&c; &x;')
    expect(taken.notes).toEqual(['input entities-left'])
    const news = await take(
      `<?xml version="1.0"?>${laughs.replace('rss', 'nitf')}<nitf><body><body.content><p>&c; &x; she said</p></body.content></body></nitf>`,
    )
    expect(news.texts[0]).toContain('<p>&amp;c; &amp;x; she said</p>')
  })

  it('fails an item of 50,000 nested elements alone', async () => {
    const deep = `<item><title>${'<b>'.repeat(50_000)}x${'</b>'.repeat(50_000)}</title></item>`
    const taken = await take(rss(rssItem(1) + deep + rssItem(3)))
    expect(taken.failures).toEqual(['input#2 too-deep'])
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1', 'input#3'])
    const open = await take(rss(rssItem(1) + '<a>'.repeat(50_000)))
    expect(open.pieces).toHaveLength(1)
  })

  it('is read in time that grows with its length', async () => {
    const size = 300_000
    for (const piece of [
      '<',
      '<a',
      '<a b',
      '<a b=',
      '<a b="',
      '<!--',
      '<![CDATA[',
      '<?',
      '<!DOCTYPE [',
      '</a>',
      '&',
      '&#',
      '<a><b></a>',
      'x="y ',
      '<item>',
      '<a xmlns:b="c">',
      '<a/>',
    ]) {
      const taken = await take(rss(piece.repeat(size / piece.length)))
      expect(taken.all.length, piece).toBeGreaterThan(0)
    }
  })

  it('reads a feed in UTF-16 and in a declared charset', async () => {
    const feed = rss('<item><title>Café “open”</title><link>https://c.example/</link></item>')
    const wide = new Uint8Array(2 + feed.length * 2)
    wide.set([0xff, 0xfe])
    for (let i = 0; i < feed.length; i++) wide.set([feed.charCodeAt(i) & 255, feed.charCodeAt(i) >> 8], 2 + i * 2)
    expect((await take(wide)).links[0]!.stated.title).toBe('Café “open”')
    const latin = bytesOf(
      feed.replace('version="1.0"', 'version="1.0" encoding="windows-1252"').replace('“open”', 'open'),
    )
    const one = Uint8Array.from([...latin].filter(b => b !== 0xc3).map(b => (b === 0xa9 ? 0xe9 : b)))
    expect((await take(one)).links[0]!.stated.title).toBe('Café open')
    // Stated as something that it is not: valid UTF-8 wins.
    expect((await take(feed, { charset: 'iso-8859-1' })).links[0]!.stated.title).toBe('Café “open”')
  })

  it('takes an unknown kind of XML for what it is', async () => {
    expect((await take('<?xml version="1.0"?><urlset><url/></urlset>')).failures).toEqual(['input unknown-format'])
    expect(
      (await take('<?xml version="1.0"?><!DOCTYPE html><html><body><p>A page, he said.</p></body></html>')).pieces[0]!
        .form,
    ).toBe('html')
  })
})

describe('titles and dates', () => {
  it('hold nothing that acts on a terminal, whatever the feed puts there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: UNRULY, maxLength: 60 }), async title => {
        const taken = await take(
          rss(`<item><title><![CDATA[${title.replaceAll(']]>', '')}]]></title><link>https://c.example/</link></item>`),
        )
        // So many control characters that the whole is taken for no text.
        if (taken.links.length === 0) {
          expect(taken.failures).toEqual(['input binary-input'])
          return
        }
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(taken.links[0]!.stated.title ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/)
      }),
      { numRuns: 100 },
    )
  })
})
