import { type Token, Tokenizer, TokenizerMode } from 'parse5'

/**
 * A page as a tree. parse5 cuts the page into tags and text with their places; the tree is grown here, because the
 * HTML standard's own rules take quadratic time on nested or misnested tags (200,000 open elements are looked through
 * at every tag), and an article needs no more than what closes what. Every step below costs at most `MAX_DEPTH`.
 */
export interface PageElement {
  readonly tag: string
  /** The first 60 attributes; values as far as 4,000 units. */
  readonly attributes: ReadonlyMap<string, string>
  readonly parent: PageElement | null
  readonly children: PageNode[]
}

export interface PageText {
  readonly parent: PageElement
  /** After character references are resolved. */
  readonly text: string
  /** The same stretch in the page, half-open, in UTF-16 units. */
  readonly pageFrom: number
  readonly pageTo: number
}

export type PageNode = PageElement | PageText
export const isText = (node: PageNode): node is PageText => 'text' in node

export interface PageTree {
  readonly root: PageElement
  /** How many elements the tree has. */
  readonly elements: number
  /** Whether it keeps something for readers without scripts. */
  readonly noscript: boolean
}

/** No article nests deeper; what does is hung up at this depth. Readability calls itself once a level. */
const MAX_DEPTH = 256

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const BLOCK = new Set(
  'address article aside blockquote body center details dialog dd dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
/** Elements that lie in the head; any other start tag closes it. */
const OF_HEAD = new Set('base link meta noscript script style template title'.split(' '))
/** What a start tag closes, if it is open above the given fences. */
const CLOSES: ReadonlyMap<string, readonly [ReadonlySet<string>, ReadonlySet<string>]> = new Map(
  Object.entries({
    li: [['li'], ['ul', 'ol', 'menu']],
    dt: [['dt', 'dd'], ['dl']],
    dd: [['dt', 'dd'], ['dl']],
    tr: [['tr', 'td', 'th'], ['table']],
    td: [
      ['td', 'th'],
      ['tr', 'table'],
    ],
    th: [
      ['td', 'th'],
      ['tr', 'table'],
    ],
    tbody: [['tbody', 'thead', 'tfoot', 'tr', 'td', 'th'], ['table']],
    tfoot: [['tbody', 'thead', 'tfoot', 'tr', 'td', 'th'], ['table']],
    option: [['option'], ['select']],
  }).map(([tag, [closes, fences]]) => [tag, [new Set(closes), new Set(fences)]] as const),
)
/** An open `p` is closed by the next block, but not from inside one of these. */
const P_FENCE = new Set('td th table caption object button html template svg noscript'.split(' '))

/** Elements whose text is taken as it stands, and the way the tokenizer reads it. */
const RAW = new Map<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>([
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ['style', TokenizerMode.RAWTEXT],
  ['xmp', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['noembed', TokenizerMode.RAWTEXT],
  ['noframes', TokenizerMode.RAWTEXT],
  ['script', TokenizerMode.SCRIPT_DATA],
  ['plaintext', TokenizerMode.PLAINTEXT],
])

/** Grows the tree of a page. Linear in the page; never throws. */
export function growTree(page: string): PageTree {
  const root: PageElement = { tag: '#page', attributes: new Map(), parent: null, children: [] }
  const open: PageElement[] = [root]
  let beyond = 0 // elements open beyond MAX_DEPTH
  let elements = 0
  let noscript = false

  const closeUntil = (at: number) => {
    open.length = at
  }
  /** The highest open element among `tags`, not looking past `fences`; -1 where there is none. */
  const find = (tags: ReadonlySet<string>, fences: ReadonlySet<string>): number => {
    for (let i = open.length - 1; i > 0; i--) {
      if (tags.has(open[i]!.tag)) return i
      if (fences.has(open[i]!.tag) || open[i]!.tag === 'noscript') return -1
    }
    return -1
  }
  const addText = (token: Token.CharacterToken) => {
    const place = token.location
    if (!place) return
    const parent = open[open.length - 1]!
    const before = parent.children.at(-1)
    // The tokenizer parts blanks from words, and may set that parting inside a character reference: join them again.
    if (before && isText(before) && before.pageTo === place.startOffset) {
      const text = before.text + token.chars
      parent.children[parent.children.length - 1] = { ...before, text, pageTo: place.endOffset }
    } else parent.children.push({ parent, text: token.chars, pageFrom: place.startOffset, pageTo: place.endOffset })
  }
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const tag = token.tagName
        if (beyond === 0) {
          if (open[open.length - 1]!.tag === 'head' && !OF_HEAD.has(tag)) closeUntil(open.length - 1)
          if ((tag === 'body' || tag === 'html' || tag === 'head') && open.some(e => e.tag === tag)) return
          const closes = CLOSES.get(tag)
          const at = closes ? find(closes[0], closes[1]) : -1
          if (at > 0) closeUntil(at)
          else if (BLOCK.has(tag)) {
            const p = find(P, P_FENCE)
            if (p > 0) closeUntil(p)
          }
        }
        const attributes = new Map<string, string>()
        for (let i = 0; i < token.attrs.length && i < 60; i++) {
          attributes.set(token.attrs[i]!.name, token.attrs[i]!.value.slice(0, 4000))
        }
        const parent = open[open.length - 1]!
        const element: PageElement = { tag, attributes, parent, children: [] }
        parent.children.push(element)
        elements++
        if (tag === 'noscript') noscript = true
        const mode = RAW.get(tag)
        if (mode !== undefined) tokenizer.state = mode
        // In SVG `<a/>` is closed; in HTML the slash means nothing, but no article hangs on it.
        if (VOID.has(tag) || (token.selfClosing && !BLOCK.has(tag))) return
        if (open.length >= MAX_DEPTH) beyond++
        else open.push(element)
      },
      onEndTag(token) {
        const tag = token.tagName
        if (tag === 'body' || tag === 'html') return // what stands after them still belongs to the page
        if (beyond > 0) {
          beyond--
          return
        }
        for (let i = open.length - 1; i > 0; i--) {
          if (open[i]!.tag === tag) {
            closeUntil(i)
            return
          }
          // What stands in <noscript> closes nothing around it.
          if (open[i]!.tag === 'noscript') return
          // </b> does not close the <div> it stands in.
          if (!BLOCK.has(tag) && BLOCK.has(open[i]!.tag)) return
          if (P_FENCE.has(open[i]!.tag) && tag !== 'table' && !CLOSES.has(tag)) return
        }
      },
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter() {},
      onComment() {},
      onDoctype() {},
      onEof() {},
    },
  )
  tokenizer.write(page, true)
  return { root, elements, noscript }
}

const P: ReadonlySet<string> = new Set(['p'])

/** Visits every node in page order without calling itself; `enter` says whether to go into an element. */
export function walk(
  root: PageElement,
  visit: {
    enter: (element: PageElement) => boolean
    text: (text: PageText) => void
    leave?: (element: PageElement) => void
  },
): void {
  const path: { element: PageElement; next: number }[] = [{ element: root, next: 0 }]
  while (path.length > 0) {
    const top = path[path.length - 1]!
    const node = top.element.children[top.next++]
    if (!node) {
      path.pop()
      if (path.length > 0) visit.leave?.(top.element)
    } else if (isText(node)) visit.text(node)
    else if (visit.enter(node)) path.push({ element: node, next: 0 })
  }
}

/** All text below an element, at most `limit` units. */
export function textOf(element: PageElement, limit: number): string {
  let out = ''
  walk(element, {
    enter: inner => out.length < limit && inner.tag !== 'script' && inner.tag !== 'style' && inner.tag !== 'noscript',
    text: node => {
      if (out.length < limit) out += node.text.slice(0, limit - out.length)
    },
  })
  return out
}
