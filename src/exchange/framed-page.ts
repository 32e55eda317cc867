import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { PageStretch, RuledReading, Span } from '../vocabulary/index.ts'
import { FRAME_STYLE } from './framed-style.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element
type Text = DefaultTreeAdapterTypes.TextNode

/** Elements that leave with all that is in them: they run, load, post, or are read by rules of their own. */
const DROPPED = new Set(
  'applet area audio base button canvas datalist dialog embed frame frameset iframe input link map math meta noembed noframes object option optgroup param plaintext portal script select slot source svg template textarea track video xmp'.split(
    ' ',
  ),
)
const VOID = new Set('br col hr img wbr'.split(' '))
const KEPT = new Set(
  'abbr alt class colspan datetime dir headers height hidden id lang rowspan scope span start title width'.split(' '),
)
const IMAGE = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=\s]*$/i

/**
 * The page as it came in, made fit for a sandboxed frame: no script, handler, form, link or foreign markup is left, and
 * nothing that loads; what was an image shows its words. Every statement is marked where the article's page map says that
 * its words stand, with its id in `data-statement`. The page's own styles stay, without what they would load. `page` is
 * the decoded page that the article was made of. Linear in page and marks.
 */
export function framedPage(page: string, reading: RuledReading): string {
  const marks = marksOf(reading)
  const document = parse(page, { sourceCodeLocationInfo: true, scriptingEnabled: false })
  const out: string[] = ['<!doctype html>\n']
  // A page may be nested deeper than calls can be.
  const stack: (Node | string)[] = document.childNodes.toReversed()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (typeof node === 'string') out.push(node)
    else if (isText(node)) out.push(marked(page, node, marks))
    else if (isElement(node)) {
      const name = node.tagName
      if (DROPPED.has(name) || node.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !/^[a-z][a-z0-9-]*$/.test(name))
        continue
      if (name === 'style') {
        out.push(`<style>${tamed(node.childNodes.map(c => (isText(c) ? c.value : '')).join(''))}</style>`)
        continue
      }
      // What is for readers without scripts is shown: nothing runs here.
      const shown = name === 'form' || name === 'noscript' ? 'div' : name
      out.push(name === 'img' ? imageOf(node) : `<${shown}${attributesOf(node)}>`)
      if (name === 'head') out.push(HEAD)
      if (VOID.has(name)) continue
      stack.push(`</${shown}>`, ...node.childNodes.toReversed())
    }
  }
  return out.join('')
}

const HEAD = `<meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>${FRAME_STYLE}</style>`

const isText = (node: Node): node is Text => node.nodeName === '#text'
const isElement = (node: Node): node is Element => 'tagName' in node

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)

function attributesOf({ attrs }: Element): string {
  let all = ''
  for (const { name, value } of attrs) {
    if (name === 'style') all += ` style="${escaped(tamed(value))}"`
    else if (KEPT.has(name) || name === 'aria-hidden' || name === 'role') all += ` ${name}="${escaped(value)}"`
  }
  return all
}

/** An image that the page itself holds; else the words that stand for it. */
function imageOf(element: Element): string {
  const get = (name: string) => element.attrs.find(a => a.name === name)?.value ?? ''
  const src = get('src')
  if (IMAGE.test(src)) return `<img src="${escaped(src)}"${attributesOf(element)}>`
  const words = get('alt').trim()
  return words === '' ? '' : `<span class="ascribe-image">${escaped(words)}</span>`
}

/** Style rules without what would load or leave them: escapes can hide both, so a rule with either has none. */
const tamed = (css: string): string =>
  css
    .replaceAll(/\\/g, '')
    .replaceAll(/@import\b[^;]*;?/gi, '')
    .replaceAll(/(?:url|image-set|image|expression|src)\s*\([^)]*\)?/gi, 'none')
    .replaceAll(/<\/?/g, '')

type Role = 'content' | 'source' | 'cue'

/** Where in the page something begins or ends to be marked, in order. */
interface Mark {
  readonly from: number
  readonly to: number
  readonly role: Role
  readonly statement: string
}

interface Marks {
  /** In order of their beginning, outer ones first. */
  readonly list: readonly Mark[]
  /** How far any of the marks up to this one reaches. */
  readonly reach: Int32Array
}

/** Marks of a reading in units of the page. */
function marksOf({ kept, statements }: RuledReading): Marks {
  const stretches = kept.article.page ?? []
  const marks: Mark[] = []
  for (const { id, attribution } of statements)
    for (const role of ['content', 'source', 'cue'] as const)
      for (const span of attribution[role])
        for (const { from, to } of onPage(span, stretches)) marks.push({ from, to, role, statement: id })
  marks.sort((a, b) => a.from - b.from || b.to - a.to)
  const reach = new Int32Array(marks.length)
  marks.forEach((m, i) => {
    reach[i] = Math.max(m.to, reach[i - 1] ?? 0)
  })
  return { list: marks, reach }
}

/** The places on the page of a span of the text. */
function* onPage({ from, to }: Span, stretches: readonly PageStretch[]): Generator<Span> {
  // The last stretch that begins at or before the span.
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (stretches[middle]!.to > from) high = middle
    else low = middle + 1
  }
  for (let i = low; i < stretches.length && stretches[i]!.from < to; i++) {
    const s = stretches[i]!
    // Where references make the lengths differ, a stretch is marked as a whole.
    const even = s.to - s.from === s.pageTo - s.pageFrom
    const start = even ? s.pageFrom + Math.max(0, from - s.from) : s.pageFrom
    const end = even ? s.pageFrom + Math.min(to, s.to) - s.from : s.pageTo
    if (start < end) yield { from: start, to: end }
  }
}

/** The words of a text node, with marks around those that are marked. */
function marked(page: string, node: Text, marks: Marks): string {
  const at = node.sourceCodeLocation
  if (!at) return escaped(node.value)
  const here = within(marks, at.startOffset, at.endOffset)
  if (here.length === 0) return escaped(node.value)
  const place = placesIn(page, at.startOffset, at.endOffset, node.value)
  const cuts = new Set([0, node.value.length])
  const spans = here.map(m => ({ ...m, from: place(m.from), to: place(m.to) }))
  for (const { from, to } of spans) cuts.add(from).add(to)
  const ends = [...cuts].sort((a, b) => a - b)
  let html = ''
  // Of the marks of one node only those that are open are looked at: 5,000 statements may share a paragraph.
  let open: typeof spans = []
  let next = 0
  for (let i = 0; i + 1 < ends.length; i++) {
    const [from, to] = [ends[i]!, ends[i + 1]!]
    while (next < spans.length && spans[next]!.from <= from) open.push(spans[next++]!)
    open = open.filter(m => m.to > from)
    const words = escaped(node.value.slice(from, to))
    if (open.length === 0 || words.trim() === '') html += words
    else {
      const depth = Math.min(3, open.filter(m => m.role === 'content').length)
      const roles = new Set(open.map(m => m.role))
      const classes = [depth > 0 ? `ascribe-content-${depth}` : '', roles.has('source') ? 'ascribe-source' : '']
      if (roles.has('cue')) classes.push('ascribe-cue')
      const { statement } = open.at(-1)!
      html += `<mark class="${classes.filter(c => c !== '').join(' ')}" data-statement="${escaped(statement)}">${words}</mark>`
    }
  }
  return html
}

/** The marks that touch a stretch of the page, in order. */
function within({ list, reach }: Marks, from: number, to: number): Mark[] {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.from < to) low = middle + 1
    else high = middle
  }
  const found: Mark[] = []
  for (let i = low - 1; i >= 0 && reach[i]! > from; i--) {
    const m = list[i]!
    if (m.to > from) found.push({ ...m, from: Math.max(m.from, from), to: Math.min(m.to, to) })
  }
  return found.reverse()
}

/** From units of the page to units of a node's value: references and line ends make the two differ. */
function placesIn(page: string, from: number, to: number, value: string): (at: number) => number {
  if (to - from === value.length) return at => at - from
  const places = new Int32Array(to - from + 1)
  let inValue = 0
  for (let at = from; at < to; ) {
    const reference =
      page[at] === '&' ? /^&(?:#x?[0-9a-f]{1,7}|[a-z][a-z0-9]{1,31});?/i.exec(page.slice(at, at + 36)) : null
    const decoded = reference !== null && (value[inValue] !== '&' || /^&amp/i.test(reference[0]))
    const long = decoded ? reference[0].length : page.startsWith('\r\n', at) ? 2 : 1
    places.fill(inValue, at - from, at - from + long)
    inValue += decoded && (value.codePointAt(inValue) ?? 0) > 0xffff ? 2 : 1
    at += long
  }
  places[to - from] = value.length
  return at => Math.min(places[at - from]!, value.length)
}
