import { type PageElement, textOf, walk } from './tree.ts'

/** What a page says about its article, as it says it. */
export interface Metadata {
  /** As the page's data state it; `pageTitle` is what `<title>` says, often with the outlet's name in it. */
  readonly title: string | null
  readonly pageTitle: string | null
  readonly published: string | null
  readonly outlet: string | null
  readonly language: string | null
}

const ARTICLE_TYPE = /Article|Report|BlogPosting|LiveBlogPosting/
/** JSON-LD longer than this is no description of an article. */
const LONGEST_DATA = 200_000

/** Reads JSON-LD, then OpenGraph and other `<meta>`, then `<time>`, `<title>` and `lang`; the first that speaks wins. */
export function readMetadata(root: PageElement): Metadata {
  const meta = new Map<string, string>()
  let linked: Metadata | null = null
  let title: string | null = null
  let time: string | null = null
  let language: string | null = null
  walk(root, {
    enter(element) {
      const attribute = (name: string) => element.attributes.get(name) ?? ''
      switch (element.tag) {
        case 'html':
          language ??= clean(attribute('lang') || attribute('xml:lang'))
          return true
        case 'meta': {
          const name = (attribute('property') || attribute('name') || attribute('itemprop')).toLowerCase().trim()
          const content = clean(attribute('content'))
          if (name && content && !meta.has(name)) meta.set(name, content)
          return true
        }
        case 'title':
          title ??= clean(textOf(element, 1000))
          return false
        case 'script':
          if (!linked && /ld\+json/i.test(attribute('type'))) linked = readLinkedData(element)
          return false
        case 'time':
          if (!time || /published|pubdate/i.test(attribute('itemprop') + attribute('class'))) {
            // A clock alone, as in a live blog, dates an entry and not the article.
            const stated = clean(attribute('datetime')) ?? clean(textOf(element, 100))
            if (stated && /\d{4}/.test(stated)) time = stated
          }
          return true
        default:
          return element.tag !== 'svg' && element.tag !== 'style'
      }
    },
    text() {},
  })
  const found = linked as Metadata | null // assigned in the walk
  const of = (...names: string[]) => names.map(name => meta.get(name)).find(value => value !== undefined) ?? null
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
      time,
    outlet: found?.outlet ?? of('og:site_name', 'application-name', 'dc.publisher', 'publisher'),
    language: language ?? found?.language ?? of('og:locale', 'language', 'dc.language')?.replace('_', '-') ?? null,
  }
}

function clean(words: string): string | null {
  const plain = words.replace(/\s+/g, ' ').trim().slice(0, 500)
  return plain === '' ? null : plain
}

/** The first article among a script's things, looked for level by level; broken JSON says nothing. */
function readLinkedData(script: PageElement): Metadata | null {
  const source = script.children.map(node => ('text' in node ? node.text : '')).join('')
  if (source.length > LONGEST_DATA) return null
  let data: unknown
  try {
    data = JSON.parse(source.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ''))
  } catch {
    return null
  }
  const queue: unknown[] = [data]
  for (let i = 0; i < queue.length && i < 500; i++) {
    const thing = queue[i]
    if (Array.isArray(thing)) {
      queue.push(...thing.slice(0, 100))
      continue
    }
    if (!isRecord(thing)) continue
    if (ARTICLE_TYPE.test(String(thing['@type']))) {
      const publisher = Array.isArray(thing.publisher) ? thing.publisher[0] : thing.publisher
      return {
        title: words(thing.headline) ?? words(thing.name),
        pageTitle: null,
        published: words(thing.datePublished) ?? words(thing.dateCreated),
        outlet: isRecord(publisher) ? words(publisher.name) : words(publisher),
        language: words(thing.inLanguage),
      }
    }
    queue.push(thing['@graph'], thing.mainEntity, thing.mainEntityOfPage)
  }
  return null
}

const isRecord = (thing: unknown): thing is Record<string, unknown> => typeof thing === 'object' && thing !== null
const words = (value: unknown): string | null => (typeof value === 'string' ? clean(value) : null)
