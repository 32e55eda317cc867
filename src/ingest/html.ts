import { type Article, type Block, type BlockKind, type Note, type PageStretch, span } from '../vocabulary/index.ts'
import { type MarkedUnit, sortUnits } from './blocks.ts'
import { isCommentsHeading } from './furniture.ts'
import { notesOnText } from './judge.ts'
import { foldLines } from './lines.ts'
import { piecesOfBody } from './linked-body.ts'
import { readMetadata } from './metadata.ts'
import { originOf } from './origin.ts'
import { furnitureOf } from './page-parts.ts'
import { cutPieces, type Piece, wordsOf } from './pieces.ts'
import { chooseArticle, MAX_ELEMENTS } from './readable.ts'
import { seal } from './seal.ts'
import { type ArticleOptions, bylineIn, urlOf } from './text.ts'
import { growTree, type PageElement, type PageText, type PageTree } from './tree.ts'

/**
 * Makes an Article of an HTML page. The text is put together once from the article's blocks, in page order: one blank
 * line between two blocks, one line end for a `<br>`, runs of white space as one blank, character references resolved;
 * then it is frozen. `page` says where its letters stand in the page. Menus, sidebars, forms, comments, pull quotes,
 * scripts and the page's own talk ("Read more", "Share this") are left out. Title, dates, writers, outlet, address and
 * language come from JSON-LD, OpenGraph, `<link rel=canonical>`, `<time>`, `<title>` and `lang`, unless `options` say them
 * (an address: see `chooseUrl`). Where the page shows less of its article than its data hold, or keeps it for readers
 * without scripts, the text comes from there. Where no article can be told from
 * the page, all its text is taken, with the note `no-article-found` or `page-too-complex`.
 * Never throws, whatever the page; a page without a word comes back with the note `empty-input`.
 */
export function articleFromHtml(input: string, options: ArticleOptions = {}): Article {
  const tree = growTree(input)
  const metadata = readMetadata(tree.root)
  const notes: Note[] = []
  const known = metadata.title ?? metadata.pageTitle
  const chosen = chooseTexts(tree, known)
  const body = metadata.body
  let pieces: Piece[]
  if (body && body.text.length >= LEAST_BODY && body.text.length > 1.5 * chosen.length) {
    pieces = piecesOfBody(body, known, input)
    notes.push({
      code: 'text-from-page-data',
      message:
        'the page shows less of its article than its data (JSON-LD) hold, so the text was taken from there; nothing needs to be done',
    })
  } else {
    pieces = cutPieces(input, tree.root, { kept: chosen.kept, leaveOut: chosen.leaveOut, title: known })
    if (chosen.note) notes.push(chosen.note)
  }
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

/** A body in the page's data that is shorter is a summary. */
const LEAST_BODY = 400

interface Chosen {
  /** Null for all texts. */
  readonly kept: ReadonlySet<PageText> | null
  readonly leaveOut: (element: PageElement) => boolean
  /** Units of the texts kept; 0 where no article was told from the rest. */
  readonly length: number
  readonly note: Note | null
}

/** Tells the article from the rest of the page; where little is shown, what it keeps for readers without scripts. */
function chooseTexts(tree: PageTree, title: string | null): Chosen {
  const leaveOut = furnitureOf(tree.root)
  if (tree.elements > MAX_ELEMENTS) {
    const message = `the page has ${tree.elements} elements, so the article was not told from the rest and all its text was taken; give the article alone`
    return { kept: null, leaveOut, length: 0, note: { code: 'page-too-complex', message } }
  }
  const shown = { kept: chooseArticle(tree.root, title ?? '', leaveOut), leaveOut }
  const length = lengthOf(shown.kept)
  if (length < LEAST_BODY && tree.noscript) {
    const hidden = furnitureOf(tree.root, { noscript: true })
    const kept = chooseArticle(tree.root, title ?? '', hidden)
    if (lengthOf(kept) >= Math.max(LEAST_BODY, 2 * length)) {
      return { kept, leaveOut: hidden, length: lengthOf(kept), note: null }
    }
  }
  if (shown.kept.size > 0) return { ...shown, length, note: null }
  const message =
    'no article could be told from the rest of the page, so all its text was taken; give the article alone if menus or sidebars are in it'
  return { kept: null, leaveOut, length: 0, note: { code: 'no-article-found', message } }
}

const lengthOf = (texts: ReadonlySet<PageText>): number => {
  let units = 0
  for (const { text } of texts) units += text.trim().length
  return units
}

interface Assembled {
  readonly text: string
  readonly blocks: Block[]
  readonly page: PageStretch[]
  readonly published: string | null
  readonly modified: string | null
}

/** Puts the text together, says what each block is for, and leaves out the page's own talk. */
function assemble(all: readonly Piece[], title: string | null): Assembled {
  const pieces = beforeComments(all)
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

/** Readers' comments close a page: from their heading on, in the second half, nothing is the article's. */
function beforeComments(pieces: readonly Piece[]): readonly Piece[] {
  const half = pieces.reduce((units, piece) => units + piece.text.length, 0) / 2
  let units = 0
  for (const [i, piece] of pieces.entries()) {
    if (units >= half && piece.text.length <= 60 && isCommentsHeading(piece.text.trim())) return pieces.slice(0, i)
    units += piece.text.length
  }
  return pieces
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
    const letters = piece.text.replace(/[\s|·•/»›]+/g, '').length
    const allLink = piece.linked >= 0.95 * letters && !/[.!?]["'”’]?$/.test(piece.text.slice(-3))
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
