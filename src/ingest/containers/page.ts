import { wordsOf, type XmlElement } from './xml.ts'

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'))

/** A page of an article that came without one: its headline and byline before its body, the dateline where it begins. */
export function pageOf(article: {
  readonly title: string | null
  readonly byline?: string | null
  readonly dateline?: string | null
  readonly language?: string | null
  /** HTML. */
  readonly body: string
}): string {
  const { title, byline, dateline, language, body } = article
  const lines = [
    '<!doctype html>',
    `<html${language ? ` lang="${escapeHtml(language)}"` : ''}>`,
    `<head><meta charset="utf-8"><title>${escapeHtml(title ?? '')}</title></head>`,
    '<body><article>',
  ]
  if (title && !/<h1[\s>]/i.test(body)) lines.push(`<h1>${escapeHtml(title)}</h1>`)
  if (byline) lines.push(`<p class="byline">${escapeHtml(byline)}</p>`)
  const words = BLOCK.test(body) ? body : `<p>${body}</p>`
  lines.push(dateline ? withDateline(words, dateline) : words, '</article></body>', '</html>', '')
  return lines.join('\n')
}

const BLOCK = /<(?:p|div|h[1-6]|ul|ol|table|blockquote|section|article|br)[\s/>]/i

/** Formats that keep the dateline apart leave it to their reader to set it before the first words, as news is set. */
function withDateline(body: string, dateline: string): string {
  const opening =
    /^\s*(?:(?:<div[^<>]{0,200}>|<h[1-6]>[^<>]{0,2000}<\/h[1-6]>)\s*){0,20}<p(?:\s[^<>]{0,500})?>\s{0,200}/i.exec(body)
  if (!opening) return `<p class="dateline">${escapeHtml(dateline)}</p>\n${body}`
  const rest = body.slice(opening[0].length)
  const place = escapeHtml(dateline.split(/[,(–—-]/)[0]!.trim())
  // Some senders give it in both places.
  if (rest.slice(0, place.length).toLowerCase() === place.toLowerCase()) return body
  return `${opening[0]}${escapeHtml(dateline.replace(/[\s–—-]+$/, ''))} — ${rest}`
}

const VOID = new Set(['br', 'hr', 'img', 'wbr'])
const KEPT = new Set(
  'a abbr article aside b blockquote br caption cite code dd div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img li main ol p pre q s section small span strong sub sup table tbody td tfoot th thead time tr u ul wbr'.split(
    ' ',
  ),
)
const DROPPED = new Set(['script', 'style', 'head', 'template', 'object', 'iframe', 'svg', 'form'])
/** NITF's elements by what HTML calls them; the rest stands for its words. */
const NITF: Readonly<Record<string, string>> = {
  bq: 'blockquote',
  block: 'div',
  hl1: 'h1',
  hl2: 'h2',
  'media-caption': 'figcaption',
  'media-producer': 'small',
  media: 'figure',
  fn: 'aside',
  copyrite: 'small',
}
const ATTRIBUTES = ['class', 'href', 'datetime', 'cite', 'id']

/** The children of an element of NITF or XHTML as HTML. Recurses as deep as the reader of XML lets a tree be. */
export function htmlOf(element: XmlElement): string {
  return element.children.map(node => (typeof node === 'string' ? escapeHtml(node) : elementHtml(node))).join('')
}

function elementHtml(node: XmlElement): string {
  if (DROPPED.has(node.name)) return ''
  const name = NITF[node.name] ?? (KEPT.has(node.name) ? node.name : null)
  if (name === null) return htmlOf(node)
  const attributes = ATTRIBUTES.flatMap(key => {
    const value = node.attributes.get(key)
    return value === undefined ? [] : [` ${key}="${escapeHtml(value)}"`]
  }).join('')
  return VOID.has(name) ? `<${name}${attributes}>` : `<${name}${attributes}>${htmlOf(node)}</${name}>`
}

/** Words as they would be read, blanks folded; null for none. */
export function plainWords(node: XmlElement | null | undefined): string | null {
  const words = wordsOf(node).replace(/\s+/g, ' ').trim()
  return words === '' ? null : words
}

/** How many words a fragment of HTML shows, nearly; looks at 100,000 units of it. */
export const countWords = (html: string): number =>
  html
    .slice(0, 100_000)
    .replace(/<[^<>]*>/g, ' ')
    .split(/\s+/)
    .filter(word => /\p{L}/u.test(word)).length
