import type { AscribeError } from '../../vocabulary/index.ts'
import { entitiesLeft, tooDeep } from './feeds.ts'
import { languageTag, stated, webAddress } from './names.ts'
import { noBody, paragraphs, withheld } from './ninjs.ts'
import { escapeHtml, htmlOf, pageOf, plainWords } from './page.ts'
import { utf8 } from './text-bytes.ts'
import { damaged, failed, LeftOut, type Place, truncated, type Unpacked, type Work } from './unpacked.ts'
import { allWithin, child, childrenOf, readXml, within, wordsOf, type XmlElement } from './xml.ts'

export const isNewsRoot = (name: string): boolean => ['newsmessage', 'newsitem', 'nitf', 'newsml'].includes(name)

/** NewsML-G2 (a message or an item), and bare NITF. */
export function* unpackNews(text: string, cut: AscribeError | null, place: Place, work: Work): Generator<Unpacked> {
  const bare = /<(?:\w{1,20}:)?nitf[\s>]/i.test(text.slice(0, 4096)) && !/<(?:\w{1,20}:)?newsItem[\s>]/i.test(text)
  const news = readXml(text, name => name === (bare ? 'nitf' : 'newsitem'))
  if (news.declares) yield entitiesLeft(place.from)
  const out = new LeftOut()
  const single = news.root === null && news.items.length === 1
  let number = 0
  for (const { element, fault } of news.items) {
    work.entry()
    const from = single ? place.from : `${place.from}#${++number}`
    if (fault === 'unclosed') yield failed(from, damaged('the news item'))
    else if (fault === 'too-deep') yield failed(from, tooDeep('the news item'))
    else if (bare) yield* unpackNitf(element, {}, from)
    else yield* unpackItem(element, from, out)
  }
  yield* out.note(place.from)
  if (cut || news.truncated) yield failed(place.from, cut ?? truncated('the news document'))
  else if (news.items.length === 0) yield failed(place.from, noBody())
}

const local = (qcode: string | undefined): string | null => qcode?.slice(qcode.indexOf(':') + 1) ?? null

/** What a property names: its `name` elements, its literal, or the code behind the colon. */
function nameOf(property: XmlElement | null): string | null {
  if (!property) return null
  const names = [...childrenOf(property, 'name')]
  const english = names.find(n => /^en/i.test(n.attributes.get('xml:lang') ?? '')) ?? names[0]
  return (
    plainWords(english) ??
    property.attributes.get('literal') ??
    local(property.attributes.get('qcode')) ??
    plainWords(property)
  )
}

function* unpackItem(item: XmlElement, from: string, out: LeftOut): Generator<Unpacked> {
  const meta = child(item, 'itemmeta')
  const content = child(item, 'contentmeta')
  const status = local(child(meta, 'pubstatus')?.attributes.get('qcode')) ?? 'usable'
  if (status !== 'usable') {
    yield withheld(from, status)
    return
  }
  const headlines = [...childrenOf(content, 'headline')]
  const main = headlines.find(h => /main/i.test(h.attributes.get('role') ?? '')) ?? headlines[0]
  const set = child(item, 'contentset')
  const byline = plainWords(child(content, 'by'))
  const links = [...childrenOf(meta, 'link'), ...childrenOf(content, 'altid')]
  const facts: Facts = {
    title: plainWords(main),
    byline,
    dateline: plainWords(child(content, 'dateline')),
    published:
      plainWords(child(content, 'contentcreated')) ??
      plainWords(child(meta, 'firstcreated')) ??
      plainWords(child(meta, 'versioncreated')),
    modified: plainWords(child(content, 'contentmodified')) ?? plainWords(child(meta, 'versioncreated')),
    url: links.map(l => webAddress(l.attributes.get('href') ?? plainWords(l))).find(Boolean) ?? null,
    language: languageTag(child(content, 'language')?.attributes.get('tag') ?? item.attributes.get('xml:lang')),
    agency:
      nameOf(child(content, 'infosource')) ??
      nameOf(child(meta, 'provider')) ??
      nameOf(child(child(item, 'rightsinfo'), 'copyrightholder')) ??
      plainWords(child(content, 'creditline')),
  }
  const inline = [...childrenOf(set, 'inlinexml')]
  const nitf = inline.map(x => within(x, 'nitf')).find(Boolean) ?? (set ? null : within(item, 'nitf')) // NewsML 1 has no contentSet
  if (nitf) {
    yield* unpackNitf(nitf, facts, from)
    return
  }
  const html = inline.map(x => within(x, 'body') ?? (within(x, 'p') ? x : null)).find(Boolean)
  const data = [...childrenOf(set, 'inlinedata')].find(d => /^text\/|^$/.test(d.attributes.get('contenttype') ?? ''))
  const body = html
    ? htmlOf(html)
    : data && /html/.test(data.attributes.get('contenttype') ?? '')
      ? wordsOf(data)
      : data
        ? paragraphs(wordsOf(data))
        : ''
  if (body.trim() !== '') yield pieceOf(facts, body, from)
  else {
    const itemClass = local(child(meta, 'itemclass')?.attributes.get('qcode')) ?? 'text'
    if (itemClass === 'text') yield failed(from, noBody())
    else out.add(`class ${itemClass}`, from)
  }
}

interface Facts {
  readonly title?: string | null
  readonly byline?: string | null
  readonly dateline?: string | null
  readonly published?: string | null
  readonly modified?: string | null
  readonly outlet?: string | null
  readonly url?: string | null
  readonly language?: string | null
  readonly agency?: string | null
}

function pieceOf(facts: Facts, body: string, from: string): Unpacked {
  const data = stated({
    ...facts,
    byline: facts.byline?.replace(/^by\s+/i, ''),
    modified: facts.modified === facts.published ? null : facts.modified,
    // A paper that holds the rights in its own report is no agency.
    agency: facts.agency === facts.outlet ? null : facts.agency,
  })
  const { byline = null, dateline = null } = facts
  const page = pageOf({ title: data.title ?? null, byline, dateline, language: data.language ?? null, body })
  return { kind: 'piece', piece: { bytes: utf8(page), form: 'html', stated: data, from } }
}

/** What NITF says of itself gives way to what the item around it says. */
function* unpackNitf(nitf: XmlElement, facts: Facts, from: string): Generator<Unpacked> {
  const head = child(nitf, 'head')
  const docdata = child(head, 'docdata')
  const body = child(nitf, 'body')
  const top = child(body, 'body.head')
  const content = child(body, 'body.content')
  const hedline = child(top, 'hedline')
  const title = plainWords(child(hedline, 'hl1')) ?? plainWords(hedline) ?? plainWords(child(head, 'title'))
  const pubdata = child(head, 'pubdata')
  const norm = (name: string) => isoDate(child(docdata, name)?.attributes.get('norm'))
  const deck = [...childrenOf(hedline, 'hl2')].map(h => `<h2>${escapeHtml(plainWords(h) ?? '')}</h2>`).join('\n')
  if (!content || plainWords(content) === null) {
    yield failed(from, noBody())
    return
  }
  yield pieceOf(
    {
      title: title ?? facts.title ?? null,
      byline: bylineOf(top) ?? facts.byline ?? null,
      dateline: plainWords(child(top, 'dateline')) ?? facts.dateline ?? null,
      published:
        facts.published ?? norm('date.issue') ?? pubdata?.attributes.get('date.publication') ?? norm('date.release'),
      modified: facts.modified ?? null,
      outlet: pubdata?.attributes.get('name') ?? null,
      url: facts.url ?? webAddress(pubdata?.attributes.get('ex-ref')) ?? null,
      language: facts.language ?? languageTag(nitf.attributes.get('xml:lang') ?? body?.attributes.get('xml:lang')),
      agency:
        facts.agency ??
        plainWords(child(top, 'distributor')) ??
        plainWords(within(child(top, 'rights'), 'rights.owner')) ??
        child(docdata, 'doc.copyright')?.attributes.get('holder') ??
        null,
    },
    [deck, htmlOf(content)].filter(part => part !== '').join('\n'),
    from,
  )
}

/** NITF writes `20260306T071500Z`, which few readers of dates know. */
const isoDate = (norm: string | undefined): string | null =>
  norm?.replace(/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?/, (_, y, m, d, h, min, s) =>
    h === undefined ? `${y}-${m}-${d}` : `${y}-${m}-${d}T${h}:${min}:${s}`,
  ) ?? null

function bylineOf(top: XmlElement | null): string | null {
  const lines = [...allWithin(top, 'byline')].map(plainWords).filter(words => words !== null)
  return lines.length > 0 ? lines.join(', ') : null
}
