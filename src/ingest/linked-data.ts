import { isText, type PageElement } from './tree.ts'

/** What a page's JSON-LD (schema.org) says of its article. */
export interface LinkedArticle {
  readonly title: string | null
  readonly published: string | null
  readonly modified: string | null
  /** The authors' names, joined by commas. */
  readonly byline: string | null
  readonly outlet: string | null
  readonly url: string | null
  readonly language: string | null
  readonly source: string | null
  readonly credit: string | null
  readonly holder: string | null
  /** `articleBody`, with the place in the page where its script begins. */
  readonly body: { readonly text: string; readonly script: string; readonly pageFrom: number } | null
}

const ARTICLE_TYPE = /Article|Report|BlogPosting|LiveBlogPosting/
/** JSON-LD longer than this is no description of an article. */
const LONGEST_DATA = 500_000

/** The first article among a script's things, looked for level by level; broken JSON says nothing. */
export function readLinkedData(script: PageElement): LinkedArticle | null {
  const texts = script.children.filter(isText)
  const source = texts.map(node => node.text).join('')
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
      const body = thing.articleBody
      return {
        title: words(thing.headline) ?? words(thing.name),
        published: words(thing.datePublished) ?? words(thing.dateCreated),
        modified: words(thing.dateModified),
        byline: withoutAddresses(namesOf(thing.author) ?? namesOf(thing.creator)),
        outlet: namesOf(thing.publisher),
        url: addressOf(thing.mainEntityOfPage) ?? addressOf(thing.url) ?? addressOf(thing['@id']),
        language: words(thing.inLanguage),
        source: namesOf(thing.sourceOrganization) ?? namesOf(thing.provider),
        credit: words(thing.creditText),
        holder: namesOf(thing.copyrightHolder),
        body:
          typeof body === 'string' && body.trim() !== ''
            ? { text: body, script: source, pageFrom: texts[0]?.pageFrom ?? 0 }
            : null,
      }
    }
    queue.push(thing['@graph'], thing.mainEntity, thing.mainEntityOfPage)
  }
  return null
}

const isRecord = (thing: unknown): thing is Record<string, unknown> => typeof thing === 'object' && thing !== null
const words = (value: unknown): string | null => (typeof value === 'string' ? clean(value) : null)

/** A name, a thing with a name, or several of them. */
function namesOf(value: unknown): string | null {
  const names = (Array.isArray(value) ? value.slice(0, 20) : [value])
    .map(one => (isRecord(one) ? words(one.name) : words(one)))
    .filter(name => name !== null && !/^https?:/i.test(name))
  return names.length === 0 ? null : [...new Set(names)].join(', ')
}

/** Who wrote it, without addresses of mail: "DEBRA HOLT dholt@ledger.example". */
export const withoutAddresses = (byline: string | null): string | null =>
  byline === null ? null : clean(byline.replace(/[<(]?[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}[>)]?/g, ' '))

function addressOf(value: unknown): string | null {
  const address = isRecord(value) ? (words(value['@id']) ?? words(value.url)) : words(value)
  return address !== null && /^(?:https?:)?\/\//i.test(address) ? address : null
}

/** Runs of white space as one blank; null for nothing; cut at `limit` units. */
export function clean(words: string, limit = 500): string | null {
  const plain = words.replace(/\s+/g, ' ').trim().slice(0, limit)
  return plain === '' ? null : plain
}
