import type { Piece } from '../../vocabulary/index.ts'
import { AscribeError } from '../../vocabulary/index.ts'
import { languageTag, line, stated, webAddress } from './names.ts'
import { countWords, escapeHtml, htmlOf, pageOf, plainWords } from './page.ts'
import { utf8 } from './text-bytes.ts'
import { damaged, failed, LeftOut, type Place, truncated, type Unpacked, type Work } from './unpacked.ts'
import { child, childrenOf, MAX_DEPTH, readXml, wordsOf, type XmlElement } from './xml.ts'

/** From so many words on a feed's `description` is taken for the article itself, unless it ends as a teaser does. */
const WHOLE_FROM = 150
const TEASER =
  /(?:…|\.\.\.|\[&#8230;\]|\[…\]|&hellip;|read more|continue reading|full story|more\s*(?:»|&raquo;|→))\s*(?:<\/?[a-z][^<>]*>\s*|\.|\])*$/i

/** What an item gives, whatever the feed's format calls it. */
interface FeedItem {
  readonly title: string | null
  readonly link: string | null
  /** HTML of the whole article. */
  readonly full: string | null
  /** Plain text of the whole article; for formats that say so. */
  readonly fullText: string | null
  /** HTML. */
  readonly summary: string | null
  readonly published: string | null
  readonly modified: string | null
  readonly byline: string | null
  readonly language: string | null
  /** The publisher that the item names, where a feed gathers from others. */
  readonly outlet: string | null
}

interface FeedHead {
  readonly outlet: string | null
  readonly language: string | null
  readonly base: string | null
}

export const isFeedRoot = (name: string, head: string): boolean =>
  name === 'rss' || name === 'feed' || (name === 'rdf' && /purl\.org\/rss\/1\.0|netscape\.com\/rdf/i.test(head))

/** RSS 0.9x and 2.0, RSS 1.0 (RDF) and Atom. `cut` says why the text ends too early, where that is known. */
export function* unpackXmlFeed(text: string, cut: AscribeError | null, place: Place, work: Work): Generator<Unpacked> {
  const feed = readXml(text, name => name === 'item' || name === 'entry')
  if (feed.declares) yield entitiesLeft(place.from)
  const atom = feed.root?.name === 'feed'
  const head = atom ? atomHead(feed.root, place) : rssHead(feed.root, place)
  const out = new LeftOut()
  let number = 0
  for (const { element, fault } of feed.items) {
    work.entry()
    const from = `${place.from}#${++number}`
    if (fault === 'unclosed') yield failed(from, damaged(`item ${number} of the feed`))
    else if (fault === 'too-deep') yield failed(from, tooDeep(`item ${number} of the feed`))
    else yield* itemOf(atom ? atomItem(element, head) : rssItem(element, head), head, from, out)
  }
  yield* out.note(place.from)
  if (cut || feed.truncated) yield failed(place.from, cut ?? truncated('the feed'))
}

export const tooDeep = (what: string) =>
  new AscribeError(
    'too-deep',
    `${what} has elements nested more than ${MAX_DEPTH} deep`,
    'take it from its origin in another format',
  )

export const entitiesLeft = (from: string): Unpacked => ({
  kind: 'note',
  from,
  code: 'entities-left',
  message: 'the document declares entities of its own, which are not expanded; references to them stand as written',
})

function* itemOf(item: FeedItem, head: FeedHead, from: string, out: LeftOut): Generator<Unpacked> {
  const data = stated({
    title: item.title,
    byline: item.byline,
    published: item.published,
    modified: item.modified === item.published ? null : item.modified,
    outlet: item.outlet ?? head.outlet,
    url: item.link,
    language: item.language ?? head.language,
  })
  const html = (body: string): Piece => ({
    bytes: utf8(pageOf({ title: data.title ?? null, language: data.language ?? null, body })),
    form: 'html',
    stated: data,
    from,
  })
  if (item.full !== null) yield { kind: 'piece', piece: html(item.full) }
  else if (item.fullText !== null) {
    yield { kind: 'piece', piece: { bytes: utf8(item.fullText), form: 'text', stated: data, from } }
  } else if (item.summary !== null && isWhole(item.summary)) yield { kind: 'piece', piece: html(item.summary) }
  else if (data.url) {
    const fallback =
      item.summary === null ? null : { ...html(item.summary), stated: { ...data, summary: true as const } }
    yield { kind: 'link', url: data.url, stated: data, from, fallback }
  } else if (item.summary !== null) yield { kind: 'piece', piece: html(item.summary) }
  else out.add('neither text nor link', from)
}

const isWhole = (summary: string): boolean => !TEASER.test(summary.slice(-200)) && countWords(summary) >= WHOLE_FROM

const filled = (html: string | null): string | null => (html !== null && html.trim() !== '' ? html : null)

// ---- RSS

const CONTENT = /purl\.org\/rss\/1\.0\/modules\/content|^content$/i

function rssHead(root: XmlElement | null, place: Place): FeedHead {
  const channel = child(root, 'channel') ?? root
  return {
    outlet: plainWords(child(channel, 'title')),
    language: languageTag(plainWords(child(channel, 'language'))),
    base: webAddress(plainWords(child(channel, 'link'))) ?? place.stated.url ?? null,
  }
}

function rssItem(item: XmlElement, head: FeedHead): FeedItem {
  const encoded = [...childrenOf(item, 'encoded')].find(e => CONTENT.test(e.space))
  const guid = child(item, 'guid')
  const isLink = guid && guid.attributes.get('ispermalink')?.toLowerCase() !== 'false'
  const links = [...childrenOf(item, 'link')].map(l => plainWords(l) ?? l.attributes.get('href') ?? null)
  const link = links.map(l => webAddress(l, head.base)).find(l => l !== null)
  return {
    title: titleWords(child(item, 'title')),
    link: link ?? (isLink ? webAddress(plainWords(guid)) : null),
    full: encoded ? filled(rawHtml(encoded)) : null,
    fullText: null,
    summary: filled(rawHtml(child(item, 'description', 'summary'))),
    published: plainWords(child(item, 'pubdate', 'date', 'published', 'issued')),
    modified: plainWords(child(item, 'modified', 'updated')),
    byline: bylineOf(plainWords(child(item, 'creator')) ?? plainWords(child(item, 'author'))),
    language: languageTag(item.attributes.get('xml:lang')),
    outlet: plainWords(child(item, 'source')),
  }
}

/** Escaped or CDATA it is words to XML; written out as elements it is a tree. */
function rawHtml(element: XmlElement | null): string | null {
  if (!element) return null
  return element.children.some(node => typeof node !== 'string') ? htmlOf(element) : wordsOf(element)
}

/** RSS says nothing of markup in titles, so some hold it escaped. */
function titleWords(element: XmlElement | null): string | null {
  const words = plainWords(element)
  if (words === null || !/<[a-z/]|&[a-z#]/i.test(words)) return words
  return line(words.replace(/<\/?[a-z][^<>]{0,200}>/gi, '').replace(/&(amp|lt|gt|quot|#39);/g, named))
}
const named = (_: string, name: string) =>
  ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as 'amp' | 'lt' | 'gt' | 'quot' | '#39']

/** RSS has `address (Name)`; a bare address is nobody's byline. */
function bylineOf(words: string | null): string | null {
  if (words === null) return null
  const named = /^\S{1,200}@\S{1,200} \((.{1,300})\)$/.exec(words)
  if (named) return named[1]!
  return /^\S+@\S+$/.test(words) ? null : words
}

// ---- Atom

function atomHead(root: XmlElement | null, place: Place): FeedHead {
  const base = root?.attributes.get('xml:base')
  return {
    outlet: atomWords(child(root, 'title')),
    language: languageTag(root?.attributes.get('xml:lang')),
    base: webAddress(base) ?? atomLink(root, null) ?? place.stated.url ?? null,
  }
}

function atomLink(element: XmlElement | null, base: string | null): string | null {
  for (const link of childrenOf(element, 'link')) {
    const rel = link.attributes.get('rel') ?? 'alternate'
    const type = link.attributes.get('type') ?? 'text/html'
    if (rel === 'alternate' && /html/i.test(type)) {
      const url = webAddress(link.attributes.get('href') ?? plainWords(link), base)
      if (url) return url
    }
  }
  return null
}

function atomItem(entry: XmlElement, head: FeedHead): FeedItem {
  const content = child(entry, 'content')
  const source = child(entry, 'source')
  const authors = [...childrenOf(entry, 'author')].map(a => plainWords(child(a, 'name'))).filter(name => name !== null)
  const type = content?.attributes.get('type')?.toLowerCase() ?? 'text'
  const text = content && (type === 'text' || type === 'text/plain')
  return {
    title: atomWords(child(entry, 'title')),
    link: atomLink(entry, head.base),
    full: content && !text ? filled(atomHtml(content)) : null,
    fullText: text ? filled(wordsOf(content)) : null,
    summary: filled(atomHtml(child(entry, 'summary'))),
    published: plainWords(child(entry, 'published', 'issued')) ?? plainWords(child(entry, 'updated', 'modified')),
    modified: plainWords(child(entry, 'updated', 'modified')),
    byline: authors.length > 0 ? authors.join(', ') : null,
    language: languageTag(content?.attributes.get('xml:lang') ?? entry.attributes.get('xml:lang')),
    outlet: atomWords(child(source, 'title')),
  }
}

/** The HTML of an Atom text construct (RFC 4287, 3.1): `html` is escaped, `xhtml` a div of elements, else plain text. */
function atomHtml(element: XmlElement | null): string | null {
  if (!element) return null
  const type = element.attributes.get('type')?.toLowerCase() ?? 'text'
  if (type === 'html' || type === 'text/html') return rawHtml(element)
  if (element.children.some(node => typeof node !== 'string')) return htmlOf(element)
  const words = wordsOf(element).trim()
  return words === '' ? null : `<p>${escapeHtml(words)}</p>`
}

function atomWords(element: XmlElement | null): string | null {
  return /html/i.test(element?.attributes.get('type') ?? '') ? titleWords(element) : plainWords(element)
}

// ---- JSON Feed

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const string = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

export const isJsonFeed = (data: unknown): data is Json =>
  isObject(data) && /jsonfeed\.org\/version\//.test(string(data.version) ?? '') && Array.isArray(data.items)

/** JSON Feed 1.0 and 1.1. */
export function* unpackJsonFeed(feed: Json, place: Place, work: Work): Generator<Unpacked> {
  const base = webAddress(feed.home_page_url) ?? place.stated.url ?? null
  const head: FeedHead = { outlet: line(feed.title), language: languageTag(feed.language), base }
  const out = new LeftOut()
  let number = 0
  for (const item of feed.items as readonly unknown[]) {
    work.entry()
    const from = `${place.from}#${++number}`
    if (isObject(item)) yield* itemOf(jsonItem(item, head, feed), head, from, out)
    else yield failed(from, damaged(`item ${number} of the feed`))
  }
  yield* out.note(place.from)
}

function jsonItem(item: Json, head: FeedHead, feed: Json): FeedItem {
  const people = [item.authors, item.author, feed.authors, feed.author].find(Boolean)
  const names = (Array.isArray(people) ? people : [people])
    .map(p => (isObject(p) ? line(p.name) : null))
    .filter(Boolean)
  const summary = string(item.summary)
  return {
    title: line(item.title),
    link: webAddress(item.url, head.base) ?? webAddress(item.external_url) ?? webAddress(item.id),
    full: string(item.content_html),
    fullText: string(item.content_text),
    summary: summary && `<p>${escapeHtml(summary)}</p>`,
    published: string(item.date_published),
    modified: string(item.date_modified),
    byline: names.length > 0 ? names.join(', ') : null,
    language: languageTag(item.language),
    outlet: null,
  }
}
