/** The chosen texts of a page -> pieces: one for each block of it, with where its letters stand in the page. */
import { type Token, Tokenizer } from 'parse5'
import type { BlockKind } from '../vocabulary/index.ts'
import { BREAKS, CAPTION, DECK, HEADING, isAuthor, namesOf, type Survey, surveyPage } from './page-parts.ts'
import { type PageElement, type PageText, textOf, walk } from './tree.ts'

/** A run of text of one block element, or of one line of it, with where its letters stand in the page. */
export interface Piece {
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
export interface Place {
  readonly at: number
  length: number
  readonly pageFrom: number
  pageTo: number
}

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
export function cutPieces(page: string, root: PageElement, choice: Choice): Piece[] {
  const pieces: Piece[] = []
  const { kept, leaveOut } = choice
  const headline = kept ? findHeadline(root, choice) : null
  const survey: Survey | null = kept ? surveyPage(root, kept, leaveOut) : null
  const [body, last] = [survey?.body ?? Number.POSITIVE_INFINITY, survey?.last ?? -1]
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
      const opening = seenHeadline && at !== null && at < body
      const head = headline !== null && seenHeadline // between the headline and the body
      const missed = at !== null && survey?.missed.has(element) === true && (head || at >= body)
      const names = namesOf(element)
      let { kind, take, solid } = top
      if (element === headline) {
        seenHeadline = true
        kind = 'headline'
        take = true
      } else if (HEADING.test(tag)) {
        kind = 'headline'
        if (missed) take = true
      } else if (missed) {
        kind = 'byline'
        take = true
      } else if (tag === 'figcaption' || CAPTION.test(names)) {
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
      if (BREAKS.has(tag) || kind !== top.kind || (tag === 'time' && kind === 'byline')) flush(true)
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
      // Names and roles in a byline are often set apart by style sheets alone.
      if (top.kind === 'byline' && element.tag === 'span') blank ??= { at: 0, plain: false }
      const apart = element.tag === 'time' && top.kind === 'byline'
      if (BREAKS.has(element.tag) || apart || top.kind !== under[under.length - 1]!.kind) flush(true)
    },
  })
  flush(true)
  return pieces
}

export function place(piece: Piece, length: number, pageFrom: number, pageTo: number): void {
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

/**
 * The heading that says what the page's title says, an `h1` before others; else the only `h1`, where it has more than
 * one word.
 */
function findHeadline(root: PageElement, choice: Choice): PageElement | null {
  const found: PageElement[] = []
  walk(root, {
    enter(element) {
      if (choice.leaveOut(element)) return false
      const heading = HEADING.test(element.tag) && element.tag < 'h4'
      if (heading && found.length < 60) found.push(element)
      return !heading
    },
    text() {},
  })
  const wanted = new Set(wordsOf(choice.title ?? ''))
  let best: PageElement | null = null
  let most = 0.5
  for (const element of found) {
    const words = new Set(wordsOf(textOf(element, 400)))
    const shared = [...words].filter(word => wanted.has(word)).length
    // A page's title may name the outlet as well; a lower heading must say all of it.
    const [part, whole] = [shared / Math.max(words.size, 1), (2 * shared) / Math.max(words.size + wanted.size, 1)]
    const share = element.tag === 'h1' ? Math.min(part, 0.3 + whole) : whole - 0.2
    if (share > most) {
      best = element
      most = share
    }
  }
  const only = found.filter(element => element.tag === 'h1')
  return best ?? (only.length === 1 && wordsOf(textOf(only[0]!, 400)).length > 1 ? only[0]! : null)
}

export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

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
