/**
 * Reads XML as news is sent in it: by one pass, forgiving (feeds are written by hand), never following an entity that
 * the document declares, and giving back whole items of a document that breaks off.
 */

export interface XmlElement {
  /** Without prefix, in lower case: feeds spell it `pubDate`, `pubdate` and `PubDate`. */
  readonly name: string
  /** Of the namespace that its prefix, or the default, stands for; the prefix itself where none is declared. */
  readonly space: string
  /** Names in lower case, prefix and all; values with their references resolved. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: (XmlElement | string)[]
}

export interface XmlItem {
  readonly element: XmlElement
  /** Its end tag is missing, or it is nested deeper than `MAX_DEPTH`. */
  readonly fault: 'unclosed' | 'too-deep' | null
}

export interface XmlDocument {
  /** Everything but the items. */
  readonly root: XmlElement | null
  readonly items: readonly XmlItem[]
  /** It ends before its root does. */
  readonly truncated: boolean
  /** It declares entities of its own; references to them stand in the text as they were written. */
  readonly declares: boolean
}

/** Elements within each other; news needs a dozen, and what walks the tree may recurse so deep. */
export const MAX_DEPTH = 200

const MOST_PREFIXES = 100

const TAG_NAME = /[^\s/>=<"'&]+/y
const ATTRIBUTE_NAME = /[^\s=/>"'<]+/y
const GAP = /[\s/]+/y
const BLANKS = /\s+/y
const BARE = /[^\s"'>]+/y
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,9}));/g

/** XML's own, and those of HTML that feeds use though they may not. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      amp: '&',
      lt: '<',
      gt: '>',
      quot: '"',
      apos: "'",
      nbsp: '\u00a0',
      shy: '\u00ad',
      copy: '©',
      reg: '®',
      deg: '°',
    },
    ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„', laquo: '«', raquo: '»', bull: '•' },
    ...{ ndash: '–', mdash: '—', hellip: '…', middot: '·', euro: '€', pound: '£', cent: '¢', yen: '¥', sect: '§' },
    ...{ eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à', aacute: 'á', ccedil: 'ç', ntilde: 'ñ', oacute: 'ó' },
    ...{ ouml: 'ö', uuml: 'ü', auml: 'ä', szlig: 'ß', iacute: 'í', uacute: 'ú', aring: 'å', oslash: 'ø', trade: '™' },
  }),
)

/** Resolves character references and the named ones that are known; any other stands as it is written. */
export function resolve(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex!, 16)
    const real = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return real ? String.fromCodePoint(code) : '\ufffd'
  })
}

interface Open {
  readonly tag: string
  readonly element: XmlElement
  readonly scope: ReadonlyMap<string, string>
  readonly item: boolean
  tooDeep: boolean
}

/**
 * Reads a document. Elements that `isItem` names (by local name in lower case) are handed out one by one and stay out
 * of the tree; an item that begins within one of the same name says that the former lacks its end. Linear.
 */
export function readXml(text: string, isItem: (name: string) => boolean): XmlDocument {
  const items: XmlItem[] = []
  const stack: Open[] = []
  const openTags = new Map<string, number>()
  let root: XmlElement | null = null
  let depth = 0 // of elements beyond MAX_DEPTH too, of which no tree is made
  let declares = false
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let cut = false

  const put = (words: string) => {
    const top = stack.at(-1)
    if (!top || words === '' || depth > stack.length) return
    const last = top.element.children.length - 1
    if (typeof top.element.children[last] === 'string') top.element.children[last] += words
    else top.element.children.push(words)
  }
  const close = (closed: boolean) => {
    const top = stack.pop()!
    depth = stack.length
    openTags.set(top.tag, openTags.get(top.tag)! - 1)
    const parent = stack.at(-1)
    if (top.item) items.push({ element: top.element, fault: top.tooDeep ? 'too-deep' : closed ? null : 'unclosed' })
    else if (parent) {
      parent.element.children.push(top.element)
      if (top.tooDeep) parent.tooDeep = true
    }
  }

  while (at < text.length) {
    const open = text.indexOf('<', at)
    if (open < 0) {
      put(resolve(text.slice(at)))
      break
    }
    if (open > at) put(resolve(text.slice(at, open)))
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4)
      if (end < 0) {
        cut = true
        break
      }
      at = end + 3
    } else if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open + 9)
      if (end < 0) {
        cut = true
        break
      }
      put(text.slice(open + 9, end))
      at = end + 3
    } else if (text.startsWith('<!', open)) {
      const end = endOfDeclaration(text, open)
      if (end < 0) {
        cut = true
        break
      }
      if (/<!ENTITY\s/i.test(text.slice(open, end))) declares = true
      at = end
    } else if (text.startsWith('<?', open)) {
      const end = text.indexOf('?>', open)
      if (end < 0) {
        cut = true
        break
      }
      at = end + 2
    } else if (text.startsWith('</', open)) {
      const end = text.indexOf('>', open)
      if (end < 0) {
        cut = true
        break
      }
      at = end + 1
      const tag = text
        .slice(open + 2, end)
        .trim()
        .toLowerCase()
      if (depth > stack.length) {
        depth--
        continue
      }
      if (!openTags.get(tag)) continue // an end without a beginning
      while (stack.at(-1)!.tag !== tag) close(false)
      close(true)
    } else {
      TAG_NAME.lastIndex = open + 1
      const name = TAG_NAME.exec(text)?.[0]
      if (!name) {
        put('<') // a stray sign, as in "a < b"
        at = open + 1
        continue
      }
      const end = endOfTag(text, open + 1 + name.length)
      if (end < 0) {
        cut = true
        break
      }
      at = end + 1
      const empty = text[end - 1] === '/'
      const tag = name.toLowerCase()
      const local = tag.slice(tag.indexOf(':') + 1)
      const item = isItem(local)
      if (item && stack.some(o => o.item && o.tag === tag)) {
        while (!(stack.at(-1)!.item && stack.at(-1)!.tag === tag)) close(false)
        close(false)
      }
      if (depth >= MAX_DEPTH) {
        stack.at(-1)!.tooDeep = true // handed up as the stack is closed
        if (!empty) depth++
        continue
      }
      const source = text.slice(open + 1 + name.length, empty ? end - 1 : end)
      const attributes = readAttributes(source)
      const scope = scopeOf(stack.at(-1)?.scope, attributes)
      const prefix = tag.includes(':') ? tag.slice(0, tag.indexOf(':')) : ''
      const element: XmlElement = { name: local, space: scope.get(prefix) ?? prefix, attributes, children: [] }
      if (!root && !item && stack.length === 0) root = element
      else if (stack.length === 0 && !item) continue // a second root
      stack.push({ tag, element, scope, item, tooDeep: false })
      openTags.set(tag, (openTags.get(tag) ?? 0) + 1)
      depth = stack.length
      if (empty) close(true)
    }
  }
  const truncated = cut || stack.length > 0
  while (stack.length > 0) {
    if (stack.at(-1)!.item) {
      // Cut off in the middle of an item: `truncated` says so, once.
      const top = stack.pop()!
      openTags.set(top.tag, 0)
    } else close(false)
  }
  return { root, items, truncated, declares }
}

/** Behind `<!DOCTYPE …>` with what stands in its brackets; -1 when it does not end. */
function endOfDeclaration(text: string, from: number): number {
  let inside = false
  let quote = ''
  for (let i = from + 2; i < text.length; i++) {
    const c = text[i]!
    if (quote) {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '[') inside = true
    else if (c === ']') inside = false
    else if (c === '>' && !inside) return i + 1
  }
  return -1
}

/** The `>` of a start tag, past quoted values. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let i = from; i < text.length; i++) {
    const c = text[i]!
    if (quote) {
      if (c === quote) quote = ''
    } else if (c === '>') return i
    else if ((c === '"' || c === "'") && /[=\s]/.test(text[i - 1]!)) quote = c
  }
  return -1
}

const NONE: ReadonlyMap<string, string> = new Map()

function readAttributes(source: string): ReadonlyMap<string, string> {
  if (!source.includes('=')) return NONE
  const all = new Map<string, string>()
  const past = (form: RegExp, from: number) => {
    form.lastIndex = from
    return form.test(source) ? form.lastIndex : from
  }
  let at = 0
  while (at < source.length) {
    at = past(GAP, at)
    const end = past(ATTRIBUTE_NAME, at)
    if (end === at) {
      at++
      continue
    }
    const name = source.slice(at, end).toLowerCase()
    at = past(BLANKS, end)
    if (source[at] !== '=') continue
    at = past(BLANKS, at + 1)
    const quote = source[at] === '"' || source[at] === "'" ? source[at]! : null
    const from = quote ? at + 1 : at
    const to = quote ? source.indexOf(quote, from) : past(BARE, from)
    if (to < 0) break
    if (!all.has(name)) all.set(name, resolve(source.slice(from, to)))
    at = quote ? to + 1 : to
  }
  return all
}

/** Prefixes in force; those of an element are laid over those of the elements around it, a hundred at most. */
function scopeOf(outer: ReadonlyMap<string, string> | undefined, attributes: ReadonlyMap<string, string>) {
  let scope: Map<string, string> | null = null
  for (const [name, value] of attributes) {
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null
    if (prefix === null) continue
    scope ??= new Map(outer ?? NONE)
    if (scope.size < MOST_PREFIXES || scope.has(prefix)) scope.set(prefix, value)
  }
  return scope ?? outer ?? NONE
}

// ---- looking into a tree

export function child(element: XmlElement | null | undefined, ...names: readonly string[]): XmlElement | null {
  for (const node of element?.children ?? []) if (typeof node !== 'string' && names.includes(node.name)) return node
  return null
}

export function* childrenOf(
  element: XmlElement | null | undefined,
  ...names: readonly string[]
): Generator<XmlElement> {
  for (const node of element?.children ?? []) if (typeof node !== 'string' && names.includes(node.name)) yield node
}

/** The first element of that name at any depth, the element itself left out. */
export function within(element: XmlElement | null | undefined, name: string): XmlElement | null {
  for (const found of allWithin(element, name)) return found
  return null
}

export function* allWithin(element: XmlElement | null | undefined, name: string): Generator<XmlElement> {
  for (const node of element?.children ?? []) {
    if (typeof node === 'string') continue
    if (node.name === name) yield node
    yield* allWithin(node, name)
  }
}

/** All words of an element, as they stand. */
export function wordsOf(node: XmlElement | string | null | undefined): string {
  if (typeof node === 'string') return node
  return node ? node.children.map(wordsOf).join('') : ''
}
