import { Readability } from '@mozilla/readability'
import { isText, type PageElement, type PageText } from './tree.ts'

/**
 * The document that Readability reads: a copy of the page's tree with just the calls it makes. A real DOM (linkedom,
 * jsdom) would work too, but builds `children` anew at each look, which turns a flat page of 20,000 paragraphs into
 * minutes, and drags Node modules into the browser. Text nodes remember where they came from, so what Readability
 * keeps is known to the letter.
 */
class MiniNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly tagName: string | undefined
  readonly localName: string
  readonly origin: PageText | null
  readonly ownerDocument: MiniDocument
  parentNode: MiniNode | null = null
  previousSibling: MiniNode | null = null
  nextSibling: MiniNode | null = null
  firstChild: MiniNode | null = null
  lastChild: MiniNode | null = null
  /** Set by Readability. */
  readability: unknown
  _readabilityDataTable: unknown
  readonly #data: string
  readonly #attributes = new Map<string, string>()
  #childNodes: MiniNode[] | null = null
  #children: MiniNode[] | null = null

  constructor(document: MiniDocument | null, tag: string | null, data: string, origin: PageText | null) {
    this.ownerDocument = document ?? (this as unknown as MiniDocument)
    this.nodeType = document === null ? 9 : tag === null ? 3 : 1
    this.localName = tag ?? '#text'
    this.tagName = tag?.toUpperCase()
    this.nodeName = this.tagName ?? '#text'
    this.#data = data
    this.origin = origin
  }

  get ELEMENT_NODE() {
    return 1
  }
  get TEXT_NODE() {
    return 3
  }
  get childNodes(): MiniNode[] {
    if (!this.#childNodes) {
      this.#childNodes = []
      for (let node = this.firstChild; node; node = node.nextSibling) this.#childNodes.push(node)
    }
    return this.#childNodes
  }
  get children(): MiniNode[] {
    if (!this.#children) this.#children = this.childNodes.filter(node => node.nodeType === 1)
    return this.#children
  }
  get firstElementChild(): MiniNode | null {
    let node = this.firstChild
    while (node && node.nodeType !== 1) node = node.nextSibling
    return node
  }
  get nextElementSibling(): MiniNode | null {
    let node = this.nextSibling
    while (node && node.nodeType !== 1) node = node.nextSibling
    return node
  }
  get previousElementSibling(): MiniNode | null {
    let node = this.previousSibling
    while (node && node.nodeType !== 1) node = node.previousSibling
    return node
  }
  get textContent(): string {
    if (this.nodeType === 3) return this.#data
    const parts: string[] = []
    for (const node of this.descendants()) if (node.nodeType === 3) parts.push(node.#data)
    return parts.join('')
  }
  /** Readability asks for it to restore a page between attempts; here every attempt has its own copy. */
  get innerHTML(): string {
    return ''
  }
  *descendants(): Generator<MiniNode> {
    let node: MiniNode | null = this.firstChild
    while (node) {
      yield node
      if (node.firstChild) node = node.firstChild
      else {
        while (node && node !== this && !node.nextSibling) node = node.parentNode
        if (!node || node === this) return
        node = node.nextSibling
      }
    }
  }
  getElementsByTagName(tag: string): MiniNode[] {
    const found: MiniNode[] = []
    const name = tag.toLowerCase()
    for (const node of this.descendants()) {
      if (node.nodeType === 1 && (name === '*' || node.localName === name)) found.push(node)
    }
    return found
  }

  get className(): string {
    return this.#attributes.get('class') ?? ''
  }
  set className(value: string) {
    this.#attributes.set('class', value)
  }
  get id(): string {
    return this.#attributes.get('id') ?? ''
  }
  set id(value: string) {
    this.#attributes.set('id', value)
  }
  get style(): { display: string; visibility: string } {
    const style = this.#attributes.get('style') ?? ''
    return {
      display: /display\s{0,9}:\s{0,9}none/i.test(style) ? 'none' : '',
      visibility: /visibility\s{0,9}:\s{0,9}hidden/i.test(style) ? 'hidden' : '',
    }
  }
  get src(): string {
    return this.#attributes.get('src') ?? ''
  }
  get srcset(): string {
    return this.#attributes.get('srcset') ?? ''
  }
  get attributes(): { name: string; value: string; cloneNode: () => { name: string; value: string } }[] {
    return [...this.#attributes].map(([name, value]) => ({ name, value, cloneNode: () => ({ name, value }) }))
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null
  }
  hasAttribute(name: string): boolean {
    return this.#attributes.has(name)
  }
  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value)
  }
  setAttributeNode(attribute: { name: string; value: string }): void {
    this.#attributes.set(attribute.name, attribute.value)
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name)
  }

  #forget(): void {
    this.#childNodes = null
    this.#children = null
  }
  appendChild(node: MiniNode): MiniNode {
    node.remove()
    node.parentNode = this
    node.previousSibling = this.lastChild
    if (this.lastChild) this.lastChild.nextSibling = node
    else this.firstChild = node
    this.lastChild = node
    this.#forget()
    return node
  }
  removeChild(node: MiniNode): MiniNode {
    if (node.previousSibling) node.previousSibling.nextSibling = node.nextSibling
    else this.firstChild = node.nextSibling
    if (node.nextSibling) node.nextSibling.previousSibling = node.previousSibling
    else this.lastChild = node.previousSibling
    node.parentNode = null
    node.previousSibling = null
    node.nextSibling = null
    this.#forget()
    return node
  }
  remove(): void {
    this.parentNode?.removeChild(this)
  }
  replaceChild(fresh: MiniNode, old: MiniNode): MiniNode {
    fresh.remove()
    fresh.parentNode = this
    fresh.previousSibling = old.previousSibling
    fresh.nextSibling = old.nextSibling
    if (old.previousSibling) old.previousSibling.nextSibling = fresh
    else this.firstChild = fresh
    if (old.nextSibling) old.nextSibling.previousSibling = fresh
    else this.lastChild = fresh
    old.parentNode = null
    old.previousSibling = null
    old.nextSibling = null
    this.#forget()
    return old
  }
}

class MiniDocument extends MiniNode {
  readonly documentElement: MiniNode
  readonly body: MiniNode
  readonly title: string
  readonly baseURI = ''
  readonly documentURI = ''

  constructor(title: string) {
    super(null, null, '', null)
    this.title = title
    this.documentElement = this.appendChild(this.createElement('html'))
    this.body = this.documentElement.appendChild(this.createElement('body'))
  }
  createElement(tag: string): MiniNode {
    return new MiniNode(this, tag.toLowerCase(), '', null)
  }
  createTextNode(data: string): MiniNode {
    return new MiniNode(this, null, data, null)
  }
}

/** Attributes that Readability looks at; the rest would only be carried about. */
const SEEN = new Set(
  'class id style role rel itemprop hidden aria-hidden aria-modal href src srcset summary datatable dir'.split(' '),
)

/** Copies the page below `body` for one attempt, without what `leaveOut` names. */
function copyPage(body: PageElement, title: string, leaveOut: (element: PageElement) => boolean): MiniDocument {
  const document = new MiniDocument(title)
  const path: { from: PageElement; to: MiniNode; next: number }[] = [{ from: body, to: document.body, next: 0 }]
  while (path.length > 0) {
    const top = path[path.length - 1]!
    const node = top.from.children[top.next++]
    if (!node) path.pop()
    else if (isText(node)) top.to.appendChild(new MiniNode(document, null, node.text, node))
    else if (!leaveOut(node)) {
      // Readability throws <noscript> away; one that is not left out is to be read.
      const copy = document.createElement(node.tag === 'noscript' ? 'div' : node.tag)
      for (const [name, value] of node.attributes) if (SEEN.has(name)) copy.setAttribute(name, value.slice(0, 300))
      top.to.appendChild(copy)
      path.push({ from: node, to: copy, next: 0 })
    }
  }
  return document
}

/** Readability as it stands, but for its last step, which readies links and classes for display. */
class Chooser extends Readability<MiniNode> {
  constructor(document: MiniDocument, flags: number) {
    super(document as unknown as Document, {
      charThreshold: -1, // each attempt is made here, on its own copy, so none is made inside
      disableJSONLD: true,
      serializer: node => node as unknown as MiniNode,
    })
    ;(this as unknown as { _flags: number })._flags = flags
  }
  protected _postProcessContent(): void {}
}

/** Readability's flags: strip unlikely elements 1, weigh classes 2, clean conditionally 4; it gives them up in this order. */
const ATTEMPTS = [7, 6, 4, 0]
/** Fewer units than this and the next attempt is made; Readability's own 500 loses short news. */
const ENOUGH = 250

/** Counts a page's elements in a tree beyond which it is not given to Readability, whose worst case is quadratic. */
export const MAX_ELEMENTS = 30_000

/**
 * The texts of a page that Readability takes for its article; empty where it finds none. Where the first, strict
 * attempt gives little, looser ones are made on fresh copies and the longest wins.
 */
export function chooseArticle(
  body: PageElement,
  title: string,
  leaveOut: (element: PageElement) => boolean,
): Set<PageText> {
  let best = new Set<PageText>()
  let most = 0
  for (const flags of ATTEMPTS) {
    const kept = new Set<PageText>()
    let units = 0
    const content = new Chooser(copyPage(body, title.slice(0, 300), leaveOut), flags).parse()?.content
    if (content) {
      for (const node of content.descendants()) {
        if (!node.origin) continue
        kept.add(node.origin)
        units += node.origin.text.trim().length
      }
    }
    if (units > most) {
      best = kept
      most = units
    }
    if (most >= ENOUGH) break
  }
  return best
}
