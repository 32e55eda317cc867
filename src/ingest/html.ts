import { type Token, Tokenizer } from 'parse5'
import { type Article, type Block, type BlockKind, type Note, type PageStretch, span } from '../vocabulary/index.ts'
import { type MarkedUnit, sortUnits } from './blocks.ts'
import { notesOnText } from './judge.ts'
import { foldLines } from './lines.ts'
import { readMetadata } from './metadata.ts'
import { originOf } from './origin.ts'
import { chooseArticle, MAX_ELEMENTS } from './readable.ts'
import { seal } from './seal.ts'
import { type ArticleOptions, bylineIn, urlOf } from './text.ts'
import { growTree, type PageElement, type PageText, textOf, walk } from './tree.ts'

/** Elements whose text is no part of what a reader reads. */
const UNREAD = new Set(
  'head script style noscript template iframe svg math nav button select option datalist textarea input object embed canvas audio video map dialog noembed noframes'.split(
    ' ',
  ),
)
const UNREAD_ROLES = new Set([
  'navigation',
  'complementary',
  'menu',
  'menubar',
  'search',
  'banner',
  'contentinfo',
  'dialog',
  'alert',
  'alertdialog',
])
/** Words by which content systems name what stands beside an article. They count for a small part of the page only. */
const BESIDE =
  /(?:^|[-_ ])(?:pull-?quotes?|pq|related|read-?more|readnext|newsletters?|advert(?:isement)?s?|ads?|ad-?slot|dfp|social|share|sharing|sharebar|comments?|disqus|sidebar|aside|promos?|recommend(?:ed|ations?)?|most-?(?:read|popular)|trending|breadcrumbs?|cookies?|paywall|subscribe|subscription|signup|sign-up|outbrain|taboola|tags?|taglist|topics|footer|site-?header|masthead|skip-link|screen-reader-text|sr-only|visually-hidden|print-only|follow)(?:$|[-_ ])/i
const BREAKS = new Set(
  'address article aside blockquote body center caption dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const HEADING = /^h[1-6]$/
const BYLINE =
  /(?:^|[-_ ])(?:byline|by-line|author|authors|writer|dateline|contributor|pubdate|publish(?:ed)?-?(?:date|time)|date-?published|timestamp|datetime)(?:$|[-_ ])|(?:^|[-_ ])(?:byline|author)/i
const CAPTION = /(?:^|[-_ ])(?:caption|wp-caption-text|cutline|image-credit|photo-credit)(?:$|[-_ ])|caption$/i
const DECK =
  /(?:^|[-_ ])(?:standfirst|sub-?head(?:line|ing)?|sub-?title|dek|deck|strap-?line|summary|lede|intro|abstract)(?:$|[-_ ])/i

/** A run of text of one block element, or of one line of it, with where its letters stand in the page. */
interface Piece {
  text: string
  readonly places: Place[]
  readonly kind: BlockKind | undefined
  /** False after a `<br>`, or a line end in `<pre>`: the piece before it is the line above. */
  readonly gapBefore: boolean
  /** Set off as a quotation: it may repeat the article's own words. */
  readonly setOff: boolean
  /** Units of it that lie in links. */
  linked: number
}

/** `length` units of a piece from `at` on stand in the page at `pageFrom`..`pageTo`. */
interface Place {
  readonly at: number
  length: number
  readonly pageFrom: number
  pageTo: number
}

/**
 * Makes an Article of an HTML page. The text is put together once from the article's blocks, in page order: one blank
 * line between two blocks, one line end for a `<br>`, runs of white space as one blank, character references resolved;
 * then it is frozen. `page` says where its letters stand in the page. Menus, sidebars, forms, comments, pull quotes,
 * scripts and the page's own talk ("Read more", "Share this") are left out. Title, date, outlet and language come from
 * JSON-LD, OpenGraph, `<time>`, `<title>` and `lang`, unless `options` say them. Where no article can be told from
 * the page, all its text is taken, with the note `no-article-found` or `page-too-complex`.
 * Never throws, whatever the page; a page without a word comes back with the note `empty-input`.
 */
export function articleFromHtml(input: string, options: ArticleOptions = {}): Article {
  const tree = growTree(input)
  const metadata = readMetadata(tree.root)
  const leaveOut = furnitureOf(tree.root)
  const notes: Note[] = []
  const known = metadata.title ?? metadata.pageTitle

  let kept: Set<PageText> | null = null
  if (tree.elements <= MAX_ELEMENTS) {
    kept = chooseArticle(tree.root, known ?? '', leaveOut)
    if (kept.size === 0) {
      kept = null
      notes.push({
        code: 'no-article-found',
        message:
          'no article could be told from the rest of the page, so all its text was taken; give the article alone if menus or sidebars are in it',
      })
    }
  } else {
    notes.push({
      code: 'page-too-complex',
      message: `the page has ${tree.elements} elements, so the article was not told from the rest and all its text was taken; give the article alone`,
    })
  }
  const pieces = cutPieces(input, tree.root, { kept, leaveOut, title: known })
  const { text, blocks, page, published, modified } = assemble(pieces, options.title ?? known)
  const headline = blocks.find(block => block.kind === 'headline')
  notes.push(...notesOnText(text))
  const outlet = options.outlet ?? metadata.outlet
  const byline = options.byline ?? metadata.byline ?? bylineIn(text, blocks)
  return seal({
    text,
    format: 'html',
    blocks,
    title:
      options.title ??
      metadata.title ??
      (headline
        ? text.slice(headline.span.from, headline.span.to).replace(/\s+/g, ' ').slice(0, 500)
        : metadata.pageTitle),
    published: options.published ?? metadata.published ?? published,
    modified: options.modified ?? metadata.modified ?? modified,
    outlet,
    byline,
    url: urlOf(metadata.url, options.url),
    origin: originOf(text, blocks, {
      agency: options.agency,
      outlet,
      byline: options.byline ?? metadata.byline,
      source: metadata.source,
      credit: metadata.credit,
      holder: metadata.holder,
    }),
    language: options.language ?? metadata.language,
    notes,
    page,
  })
}

/** Says which elements are not read: by tag, role and visibility, and by name where they are a small part of the page. */
function furnitureOf(root: PageElement): (element: PageElement) => boolean {
  const size = new Map<PageElement, number>()
  walk(root, {
    enter: element => !UNREAD.has(element.tag),
    text: node => {
      size.set(node.parent, (size.get(node.parent) ?? 0) + node.text.trim().length)
    },
    leave: element => {
      if (element.parent) size.set(element.parent, (size.get(element.parent) ?? 0) + (size.get(element) ?? 0))
    },
  })
  const all = size.get(root) ?? 0
  return element => {
    const { tag, attributes } = element
    if (UNREAD.has(tag) || attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true
    if (/display\s{0,9}:\s{0,9}none/i.test(attributes.get('style') ?? '')) return true
    if (tag === 'body' || tag === 'html' || tag === 'main' || tag === 'article') return false
    const named =
      UNREAD_ROLES.has(attributes.get('role') ?? '') ||
      BESIDE.test(namesOf(element)) ||
      tag === 'aside' ||
      tag === 'footer' ||
      tag === 'form'
    return named && (size.get(element) ?? 0) < 0.3 * all
  }
}

const namesOf = (element: PageElement): string =>
  `${element.attributes.get('class') ?? ''} ${element.attributes.get('id') ?? ''}`.slice(0, 400)

interface Choice {
  /** The texts to take; null for all. */
  readonly kept: ReadonlySet<PageText> | null
  readonly leaveOut: (element: PageElement) => boolean
  readonly title: string | null
}

/**
 * Walks the page once and cuts what is taken into pieces. Beside the kept texts these are taken: the headline (an
 * `h1`), and between it and the article's first text the byline, the date and the line under the headline; and
 * picture captions between the headline and the article's last text.
 */
function cutPieces(page: string, root: PageElement, choice: Choice): Piece[] {
  const pieces: Piece[] = []
  const { kept, leaveOut } = choice
  const headline = kept ? findHeadline(root, choice) : null
  let [first, last] = [Number.POSITIVE_INFINITY, -1]
  for (const text of kept ?? []) {
    if (text.text.trim() === '') continue
    first = Math.min(first, text.pageFrom)
    last = Math.max(last, text.pageTo)
  }
  const under: {
    element: PageElement
    kind: BlockKind | undefined
    take: boolean
    setOff: boolean
    link: boolean
    pre: boolean
    solid: boolean
  }[] = [{ element: root, kind: undefined, take: kept === null, setOff: false, link: false, pre: false, solid: false }]
  let seenHeadline = headline === null
  let piece: Piece | null = null
  let gap = true
  let blank: { at: number; plain: boolean } | null = null
  const decode = decoder()

  const flush = (gapAfter: boolean) => {
    if (piece && piece.text.trim() !== '') pieces.push(piece)
    if (piece) gap = false
    if (gapAfter) gap = true
    piece = null
    blank = null
  }
  const put = (words: string, pageFrom: number, pageTo: number) => {
    const top = under[under.length - 1]!
    piece ??= { text: '', places: [], kind: top.kind, gapBefore: gap, setOff: top.setOff, linked: 0 }
    if (blank) {
      if (piece.text !== '') {
        if (blank.plain) place(piece, 1, blank.at, blank.at + 1)
        piece.text += ' '
      }
      blank = null
    }
    place(piece, words.length, pageFrom, pageTo)
    piece.text += words
    if (top.link) piece.linked += words.length
  }
  const WORDS = /[^ \t\n\f\r]+/g
  const letters = (words: string, pageFrom: number) => {
    const top = under[under.length - 1]!
    let at = 0
    const space = (to: number) => {
      if (to === at) return
      if (top.pre) {
        const ends = words.slice(at, to).split('\n').length - 1
        if (ends > 0) {
          flush(ends > 1)
          at = to
          return
        }
      }
      blank ??= { at: pageFrom + at, plain: words[at] === ' ' }
      at = to
    }
    WORDS.lastIndex = 0
    for (let run = WORDS.exec(words); run; run = WORDS.exec(words)) {
      space(run.index)
      at = run.index + run[0].length
      put(run[0], pageFrom + run.index, pageFrom + at)
    }
    space(words.length)
  }

  walk(root, {
    enter(element) {
      if (leaveOut(element)) return false
      const top = under[under.length - 1]!
      const { tag } = element
      if (tag === 'br' || tag === 'wbr') {
        if (tag === 'br') {
          if (top.solid) blank ??= { at: 0, plain: false }
          else flush(piece === null)
        }
        return false
      }
      const at = placeOf(element)
      const opening = seenHeadline && at !== null && at < first
      const names = namesOf(element)
      let { kind, take, solid } = top
      if (element === headline) {
        seenHeadline = true
        kind = 'headline'
        take = true
      } else if (HEADING.test(tag)) kind = 'headline'
      else if (tag === 'figcaption' || CAPTION.test(names)) {
        kind = 'caption'
        if (seenHeadline && at !== null && at < last) take = true
      } else if (isAuthor(element, names) || (tag === 'time' && opening && kind === undefined)) {
        const size = textOf(element, 160).trim().length
        if (size > 0 && size <= 120 && (opening || take)) {
          kind = 'byline'
          take = true
        }
      }
      if (opening && headline && DECK.test(names) && textOf(element, 500).length < 400) take = true
      if (kind !== undefined) solid = true
      if (BREAKS.has(tag) || kind !== top.kind) flush(true)
      under.push({
        element,
        kind,
        take,
        solid,
        setOff: top.setOff || tag === 'blockquote' || tag === 'aside',
        link: top.link || tag === 'a',
        pre: top.pre || tag === 'pre',
      })
      return true
    },
    text(node) {
      const top = under[under.length - 1]!
      if (!top.take && !kept?.has(node)) return
      const raw = page.slice(node.pageFrom, node.pageTo)
      if (raw === node.text) {
        letters(raw, node.pageFrom)
        return
      }
      for (const part of align(raw, node.text, decode)) {
        if (part.same) letters(part.words, node.pageFrom + part.from)
        else if (/^[ \t\n\f\r]*$/.test(part.words)) blank ??= { at: 0, plain: false }
        else put(part.words, part.from < 0 ? -1 : node.pageFrom + part.from, node.pageFrom + part.to)
      }
    },
    leave(element) {
      const top = under.pop()!
      if (BREAKS.has(element.tag) || top.kind !== under[under.length - 1]!.kind) flush(true)
    },
  })
  flush(true)
  return pieces
}

function place(piece: Piece, length: number, pageFrom: number, pageTo: number): void {
  if (pageFrom < 0) return
  const before = piece.places.at(-1)
  const at = piece.text.length
  const plain = pageTo - pageFrom === length
  if (
    before &&
    plain &&
    before.at + before.length === at &&
    before.pageTo === pageFrom &&
    before.pageTo - before.pageFrom === before.length
  ) {
    before.length += length
    before.pageTo = pageTo
  } else piece.places.push({ at, length, pageFrom, pageTo })
}

/** Where an element's first text stands; null without one. Looks no further than a few levels of first children. */
function placeOf(element: PageElement): number | null {
  let node: PageElement | PageText | undefined = element
  for (let level = 0; level < 12 && node; level++) {
    if ('text' in node) return node.pageFrom
    const children: readonly (PageElement | PageText)[] = node.children
    node = children.find(child => !('text' in child) || child.text.trim() !== '') ?? children[0]
  }
  return null
}

const isAuthor = (element: PageElement, names: string): boolean =>
  element.attributes.get('rel') === 'author' ||
  /author|datePublished/.test(element.attributes.get('itemprop') ?? '') ||
  BYLINE.test(names)

/** The `h1` that says what the page's title says, else the only one. */
function findHeadline(root: PageElement, choice: Choice): PageElement | null {
  const found: PageElement[] = []
  walk(root, {
    enter(element) {
      if (choice.leaveOut(element)) return false
      if (element.tag === 'h1') found.push(element)
      return element.tag !== 'h1' && found.length < 20
    },
    text() {},
  })
  const wanted = new Set(wordsOf(choice.title ?? ''))
  let best: PageElement | null = null
  let most = 0.5
  for (const element of found) {
    const words = wordsOf(textOf(element, 400))
    const share = words.filter(word => wanted.has(word)).length / Math.max(words.length, 1)
    if (share > most) {
      best = element
      most = share
    }
  }
  return best ?? (found.length === 1 && wordsOf(textOf(found[0]!, 400)).length > 1 ? found[0]! : null)
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,8};?|#[0-9]{1,9};?|[A-Za-z][A-Za-z0-9]{0,40};?)|\r\n?/g

interface Part {
  readonly words: string
  /** In the raw stretch; -1 where the place is not known. */
  readonly from: number
  readonly to: number
  /** Letter for letter the same in the page. */
  readonly same: boolean
}

/** Lays a text beside its raw stretch of the page, split at character references and carriage returns. */
function align(raw: string, text: string, decode: (reference: string) => string): Part[] {
  const parts: Part[] = []
  let at = 0
  let total = 0
  const add = (words: string, from: number, to: number, same: boolean) => {
    if (to > from) parts.push({ words, from, to, same })
    total += words.length
  }
  for (const found of raw.matchAll(REFERENCE)) {
    const token = found[0]
    const resolved = decode(token)
    if (resolved === token) continue
    // What follows a reference without its semicolon ("&copy2026") stands for itself.
    let tail = 0
    while (tail < resolved.length - 1 && tail < token.length && resolved.at(-1 - tail) === token.at(-1 - tail)) tail++
    add(raw.slice(at, found.index), at, found.index, true)
    at = found.index + token.length - tail
    add(resolved.slice(0, resolved.length - tail), found.index, at, false)
  }
  add(raw.slice(at), at, raw.length, true)
  const whole = total === text.length && parts.map(part => part.words).join('') === text
  return whole ? parts : [{ words: text, from: -1, to: -1, same: false }]
}

/** Resolves one character reference as parse5 does in text, remembering each. */
function decoder(): (reference: string) => string {
  const known = new Map<string, string>()
  return reference => {
    let resolved = known.get(reference)
    if (resolved === undefined) {
      resolved = ''
      const add = (token: Token.CharacterToken) => {
        resolved += token.chars
      }
      const nothing = () => {}
      new Tokenizer(
        {},
        {
          onCharacter: add,
          onWhitespaceCharacter: add,
          onNullCharacter: add,
          onStartTag: nothing,
          onEndTag: nothing,
          onComment: nothing,
          onDoctype: nothing,
          onEof: nothing,
        },
      ).write(reference, true)
      known.set(reference, resolved)
    }
    return resolved
  }
}

interface Assembled {
  readonly text: string
  readonly blocks: Block[]
  readonly page: PageStretch[]
  readonly published: string | null
  readonly modified: string | null
}

/** Puts the text together, says what each block is for, and leaves out the page's own talk. */
function assemble(pieces: readonly Piece[], title: string | null): Assembled {
  const draft = join(pieces)
  const sorted = sortUnits(draft.text, unitsOf(draft, pieces), { title })
  const furniture = sorted.blocks.filter(block => block.kind === 'boilerplate')
  const repeated = repeats(pieces)
  let next = 0
  const taken: Piece[] = []
  const shiftFrom: number[] = [] // of each taken piece, its start in the draft
  pieces.forEach((piece, i) => {
    const from = draft.starts[i]!
    while (next < furniture.length && furniture[next]!.span.to <= from) next++
    const out = next < furniture.length && furniture[next]!.span.from <= from + piece.text.length - 1
    if (out || repeated.has(piece)) return
    taken.push(piece)
    shiftFrom.push(from)
  })
  if (taken.length === 0) return { ...draft, ...sorted, blocks: [...sorted.blocks] }
  const final = join(taken)
  const blocks: Block[] = []
  let p = 0
  for (const block of sorted.blocks) {
    if (block.kind === 'boilerplate') continue
    while (p + 1 < taken.length && shiftFrom[p + 1]! <= block.span.from) p++
    const start = shiftFrom[p]!
    if (block.span.from < start || block.span.from >= start + taken[p]!.text.length) continue // a repeated piece's
    const shift = final.starts[p]! - start
    blocks.push({ kind: block.kind, span: span(block.span.from + shift, block.span.to + shift) })
  }
  return { ...sorted, text: final.text, page: final.page, blocks }
}

function join(pieces: readonly Piece[]): { text: string; starts: number[]; page: PageStretch[] } {
  const parts: string[] = []
  const starts: number[] = []
  const page: PageStretch[] = []
  let length = 0
  pieces.forEach((piece, i) => {
    if (i > 0) {
      const between = piece.gapBefore ? '\n\n' : '\n'
      parts.push(between)
      length += between.length
    }
    starts.push(length)
    parts.push(piece.text)
    for (const { at, length: units, pageFrom, pageTo } of piece.places) {
      page.push({ from: length + at, to: length + at + units, pageFrom, pageTo })
    }
    length += piece.text.length
  })
  return { text: parts.join(''), starts, page }
}

function unitsOf(draft: { text: string; starts: number[] }, pieces: readonly Piece[]): MarkedUnit[] {
  const lines = pieces.map((piece, i) => {
    const from = draft.starts[i]!
    const lead = piece.text.length - piece.text.trimStart().length
    return {
      from: from + lead,
      to: from + piece.text.trimEnd().length,
      indent: 0,
      gapBefore: i === 0 || piece.gapBefore,
    }
  })
  const kinds = new Map<number, BlockKind>()
  lines.forEach((line, i) => {
    const piece = pieces[i]!
    const allLink = piece.linked >= 0.95 * (line.to - line.from) && !/[.!?]["'”’]?$/.test(piece.text.slice(-3))
    if (piece.kind) kinds.set(line.from, piece.kind)
    else if (allLink && line.to - line.from < 200) kinds.set(line.from, 'boilerplate')
  })
  return foldLines(draft.text, lines, i => kinds.has(lines[i]!.from)).map(unit => {
    const kind = kinds.get(unit.from)
    return kind ? { ...unit, kind } : unit
  })
}

/** Quotations set off that only repeat the article's own words: pull quotes. The first twenty are looked at. */
function repeats(pieces: readonly Piece[]): Set<Piece> {
  const found = new Set<Piece>()
  const setOff = pieces
    .filter(piece => piece.setOff && piece.text.length >= 25 && piece.text.length <= 400)
    .slice(0, 20)
  if (setOff.length === 0) return found
  const others = pieces
    .filter(piece => !piece.setOff)
    .map(piece => wordsOf(piece.text).join(' '))
    .join(' | ')
  for (const piece of setOff) if (others.includes(wordsOf(piece.text).join(' '))) found.add(piece)
  return found
}
