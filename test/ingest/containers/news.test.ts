import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { articleFromHtml } from '../../../src/ingest/index.ts'
import { take } from './making.ts'

const example = (name: string) => readFileSync(new URL(`../../../examples/formats/${name}`, import.meta.url), 'utf8')

const item = (content: string, { status = 'usable', kind = 'text', meta = '' } = {}) =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" xml:lang="en"><itemMeta><itemClass qcode="ninat:${kind}"/><provider qcode="nprov:CW"/><versionCreated>2026-03-02T12:00:00Z</versionCreated><pubStatus qcode="stat:${status}"/></itemMeta><contentMeta><headline>Wing stays open</headline>${meta}</contentMeta><contentSet>${content}</contentSet></newsItem>`
const message = (...items: string[]) =>
  `<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>${items.join('')}</itemSet></newsMessage>`
const xhtml =
  '<inlineXML contenttype="application/xhtml+xml"><h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>no</h:title></h:head><h:body><h:p>It stays, <h:b>she</h:b> said &amp; left.</h:p><h:script>no</h:script></h:body></h:html></inlineXML>'

describe('NewsML-G2', () => {
  it('gives the text of an item with what its metadata state', async () => {
    const taken = await take(example('hospital.newsml.xml'), { name: 'h' })
    expect(taken.pieces[0]).toMatchObject({
      from: 'h#1',
      form: 'html',
      stated: {
        title: 'Hospital wing to stay open, minister says',
        byline: 'Runa Sill',
        published: '2026-03-02T10:30:00Z',
        modified: '2026-03-02T12:00:00Z',
        language: 'en-GB',
        agency: 'Coastwire',
      },
    })
    const article = articleFromHtml(taken.texts[0]!)
    expect(article.text).toContain('“No ward will close on my watch,” he told Coastwire.')
    expect(article.blocks.map(b => b.kind)).toEqual([
      'headline',
      'byline',
      'headline',
      'dateline',
      'paragraph',
      'paragraph',
    ])
    expect(taken.notes).toEqual(['h#2 withheld'])
  })

  it('reads XHTML with prefixes, plain text and escaped HTML', async () => {
    const taken = await take(
      message(
        item(xhtml),
        item('<inlineData contenttype="text/plain">One, she said.\n\nTwo &lt; three.</inlineData>'),
        item('<inlineData contenttype="text/html">&lt;p&gt;One, she said.&lt;/p&gt;</inlineData>'),
      ),
    )
    expect(taken.texts[0]).toContain('<p>It stays, <b>she</b> said &amp; left.</p>')
    expect(taken.texts[0]).not.toContain('no')
    expect(taken.texts[1]).toContain('<p>One, she said.</p>\n<p>Two &lt; three.</p>')
    expect(taken.texts[2]).toContain('<p>One, she said.</p>')
    expect(taken.pieces.map(p => p.stated.agency)).toEqual(['CW', 'CW', 'CW'])
  })

  it('takes no item that is cancelled or withheld, and no picture', async () => {
    const taken = await take(
      message(
        item(xhtml, { status: 'canceled' }),
        item(xhtml, { status: 'withheld' }),
        item('', { kind: 'picture' }),
        item(''),
      ),
    )
    expect(taken.pieces).toEqual([])
    expect(taken.notes).toEqual(['input#1 withheld', 'input#2 withheld', 'input not-news'])
    expect(taken.failures).toEqual(['input#4 no-body'])
  })

  it('fails a damaged item alone, and gives the whole ones of a message that breaks off', async () => {
    const broken = item(xhtml).replace('</newsItem>', '')
    const taken = await take(message(item(xhtml), broken, item(xhtml)))
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1', 'input#3'])
    expect(taken.failures).toEqual(['input#2 damaged'])
    const whole = message(item(xhtml), item(xhtml))
    const cut = await take(whole.slice(0, whole.length - 60))
    expect(cut.pieces).toHaveLength(1)
    expect(cut.failures).toEqual(['input truncated'])
  })

  it('names a single item by its file alone', async () => {
    expect((await take(item(xhtml), { name: 'one.xml' })).pieces.map(p => p.from)).toEqual(['one.xml'])
  })

  it('reads NITF within the older NewsML', async () => {
    const old =
      '<?xml version="1.0"?><NewsML><NewsItem><NewsComponent><ContentItem><DataContent><nitf><body><body.head><hedline><hl1>Old</hl1></hedline></body.head><body.content><p>Said so.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>'
    const taken = await take(old)
    expect(taken.pieces[0]!.stated.title).toBe('Old')
    expect(taken.texts[0]).toContain('<p>Said so.</p>')
  })
})

describe('NITF', () => {
  it('stands alone too', async () => {
    const taken = await take(example('ferry.nitf.xml'), { name: 'f' })
    expect(taken.pieces[0]).toMatchObject({
      from: 'f',
      stated: {
        title: 'Ferry ran aground in fog, crew tell inquiry',
        byline: 'Jonna Quist',
        published: '2026-03-06T07:15:00Z',
        outlet: 'The Sound Mail',
        url: 'https://soundmail.example/ferry',
        agency: 'Islands Press Agency',
      },
    })
    expect(taken.texts[0]).toContain(
      '<blockquote><div><p>We saw nothing until we heard the stones.</p></div></blockquote>',
    )
  })

  it('fails one without a body', async () => {
    expect((await take('<nitf><head><title>T</title></head><body/></nitf>')).failures).toEqual(['input no-body'])
  })
})

describe('ninjs', () => {
  const one = {
    uri: 'urn:1',
    type: 'text',
    versioncreated: '2026-03-04T13:00:00Z',
    headline: 'Budget',
    body_text: 'One, she said.\n\nTwo.',
  }

  it('is read in its first and second form', async () => {
    const taken = await take(example('budget.ninjs.json'), { name: 'b' })
    expect(taken.pieces[0]).toMatchObject({
      from: 'b',
      stated: {
        title: 'Treasurer promises a budget without new debt',
        byline: 'Mats Ekern',
        agency: 'Coastwire',
        language: 'en',
      },
    })
    const first = await take(JSON.stringify({ ...one, infosource: [{ name: 'Coastwire' }], byline: 'By A. B.' }))
    expect(first.pieces[0]!.stated).toEqual({
      title: 'Budget',
      byline: 'A. B.',
      published: '2026-03-04T13:00:00Z',
      agency: 'Coastwire',
    })
    expect(first.texts[0]).toContain('<p>One, she said.</p>\n<p>Two.</p>')
  })

  it('comes in lists and lines, and leaves out what was withdrawn', async () => {
    const items = [
      one,
      { ...one, pubstatus: 'canceled' },
      { ...one, body_text: undefined, body_xhtml: '<p>Three.</p>' },
      { uri: 'u', type: 'picture', pubstatus: 'usable', headline: 'P' },
    ]
    for (const text of [JSON.stringify(items), items.map(i => JSON.stringify(i)).join('\n')]) {
      const taken = await take(text)
      expect(taken.pieces.map(p => p.from)).toEqual(['input#1', 'input#3'])
      expect(taken.notes).toEqual(['input#2 withheld', 'input#4 not-news'])
    }
  })

  it('gives the texts that an item holds within', async () => {
    const taken = await take(
      JSON.stringify({
        uri: 'p',
        type: 'composite',
        pubstatus: 'usable',
        headline: 'Two',
        associations: { a: one, b: { ...one, type: 'picture' } },
      }),
    )
    expect(taken.pieces.map(p => p.from)).toEqual(['input#1'])
  })
})
