import { clean, type LinkedArticle, readLinkedData, withoutAddresses } from './linked-data.ts'
import { type PageElement, textOf, walk } from './tree.ts'

/** What a page says about its article, as it says it. */
export interface Metadata {
  /** As the page's data state it; `pageTitle` is what `<title>` says, often with the outlet's name in it. */
  readonly title: string | null
  readonly pageTitle: string | null
  readonly published: string | null
  readonly modified: string | null
  readonly byline: string | null
  readonly outlet: string | null
  /** The address that the page calls its own, resolved against `<base>` where it has one; else as it stands. */
  readonly url: string | null
  readonly language: string | null
  /** Where the report is from, whom it credits and who holds the rights, by JSON-LD. */
  readonly source: string | null
  readonly credit: string | null
  readonly holder: string | null
  /** The article as the page's JSON-LD holds it; null where it holds none. */
  readonly body: LinkedArticle['body']
}

/** Reads JSON-LD, then OpenGraph and other `<meta>`, then `<time>`, `<title>` and `lang`; the first that speaks wins. */
export function readMetadata(root: PageElement): Metadata {
  const meta = new Map<string, string>()
  const authors: string[] = []
  let linked: LinkedArticle | null = null
  let title: string | null = null
  let time: string | null = null
  let changed: string | null = null
  let language: string | null = null
  let canonical: string | null = null
  let base: string | null = null
  walk(root, {
    enter(element) {
      const attribute = (name: string) => element.attributes.get(name) ?? ''
      switch (element.tag) {
        case 'html':
          language ??= clean(attribute('lang') || attribute('xml:lang'))
          return true
        case 'base':
          base ??= clean(attribute('href'), 4000)
          return true
        case 'link':
          if (/(?:^|\s)canonical(?:\s|$)/i.test(attribute('rel'))) canonical ??= clean(attribute('href'), 4000)
          return true
        case 'meta': {
          const name = (attribute('property') || attribute('name') || attribute('itemprop')).toLowerCase().trim()
          const content = clean(attribute('content'), name === 'og:url' ? 4000 : 500)
          if (name && content && !meta.has(name)) meta.set(name, content)
          if (content && AUTHOR.has(name) && authors.length < 10 && !isAddress(content)) authors.push(content)
          return true
        }
        case 'title':
          title ??= clean(textOf(element, 1000))
          return false
        case 'script':
          if (!linked && /ld\+json/i.test(attribute('type'))) linked = readLinkedData(element)
          return false
        case 'abbr': // the hAtom microformat of older pages
        case 'time': {
          if (element.tag === 'abbr' && !/^(?:published|updated)$/i.test(attribute('class'))) return true
          // A clock alone, as in a live blog, dates an entry and not the article.
          const stated = clean(attribute('datetime') || attribute('title')) ?? clean(textOf(element, 100))
          if (!stated || !/\d{4}/.test(stated)) return true
          const names = attribute('itemprop') + attribute('class')
          if (/modified|updated/i.test(names)) changed ??= stated
          else if (!time || /published|pubdate/i.test(names)) time = stated
          return true
        }
        default:
          return element.tag !== 'svg' && element.tag !== 'style' && element.tag !== 'noscript'
      }
    },
    text() {},
  })
  const found = linked as LinkedArticle | null // assigned in the walk
  const of = (...names: string[]) => names.map(name => meta.get(name)).find(value => value !== undefined) ?? null
  const address = canonical ?? of('og:url') ?? found?.url ?? null
  return {
    title: found?.title ?? of('og:title', 'twitter:title', 'dc.title', 'headline'),
    pageTitle: title,
    published:
      found?.published ??
      of(
        'article:published_time',
        'datepublished',
        'dc.date',
        'dc.date.issued',
        'date',
        'pubdate',
        'parsely-pub-date',
        'sailthru.date',
      ) ??
      time ??
      changed,
    modified:
      found?.modified ??
      of('article:modified_time', 'og:updated_time', 'datemodified', 'dc.date.modified', 'last-modified', 'lastmod') ??
      changed,
    byline: found?.byline ?? withoutAddresses([...new Set(authors)].join(', ')),
    outlet: found?.outlet ?? of('og:site_name', 'application-name', 'dc.publisher', 'publisher'),
    url: address !== null && base !== null ? resolved(address, base) : address,
    language: language ?? found?.language ?? of('og:locale', 'language', 'dc.language')?.replace('_', '-') ?? null,
    source: found?.source ?? null,
    credit: found?.credit ?? null,
    holder: found?.holder ?? of('copyright', 'dc.rights', 'rights'),
    body: found?.body ?? null,
  }
}

const AUTHOR = new Set(['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'byl'])
/** OpenGraph's `article:author` is the address of a profile; that is no name. */
const isAddress = (words: string): boolean => /^(?:https?:)?\/\//i.test(words) || /^\S+@\S+$/.test(words)

function resolved(address: string, base: string): string {
  try {
    return new URL(address, base).href
  } catch {
    return address // a relative base is resolved against the page's own address later
  }
}
