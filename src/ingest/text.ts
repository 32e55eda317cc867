import { type Article, type Block, type Note, type Stated, wordsOf } from '../vocabulary/index.ts'
import { type MarkedUnit, sortUnits } from './blocks.ts'
import { writersOf } from './furniture.ts'
import { notesOnText } from './judge.ts'
import { cutLines, foldLines, type Line, type Unit } from './lines.ts'
import { readFrontMatter, readMarks } from './markdown.ts'
import { originOf } from './origin.ts'
import { seal } from './seal.ts'
import { chooseUrl, normalUrl } from './urls.ts'

/**
 * What a caller knows about an article; each wins over what the input says, but for `url`, where a page's own canonical
 * address on the same site wins (`chooseUrl`).
 */
export type ArticleOptions = Stated

export interface TextOptions extends ArticleOptions {
  /** Default 'text'. Markdown's marks stay in the text; see `readMarks` for what blocks leave out. */
  readonly format?: 'text' | 'markdown'
}

/**
 * Makes an Article of plain text or Markdown. The text is taken as it is, without a leading byte order mark; blocks are
 * half-open spans of it in UTF-16 units, in text order, disjoint, each trimmed of blanks. In plain text every
 * non-blank character lies in exactly one block; in Markdown all but the marks named at `readMarks`. Hard-wrapped
 * text is recognised (note `hard-wrapped`): then a block holds line ends, which mean no more than blanks.
 * Never throws, whatever the text; a text without a word comes back with the note `empty-input`.
 */
export function articleFromText(input: string, options: TextOptions = {}): Article {
  const text = input.charCodeAt(0) === 0xfeff ? input.slice(1) : input
  const format = options.format ?? 'text'
  const lines = cutLines(text)
  const notes: Note[] = []
  const front = format === 'markdown' ? readFrontMatter(text, lines) : null
  const units = format === 'markdown' ? markdownUnits(text, lines, front!.lines) : foldLines(text, lines, () => false)
  if (format === 'text' && units.some(unit => unit.lines > 1)) {
    notes.push({
      code: 'hard-wrapped',
      message: 'lines end inside sentences, so lines were read together as paragraphs; nothing needs to be done',
    })
  }
  const title = options.title ?? front?.title ?? null
  const { blocks, published, modified } = sortUnits(text, units, { title })
  const headline = blocks.find(block => block.kind === 'headline')
  notes.push(...notesOnText(text))
  const outlet = options.outlet ?? front?.outlet ?? null
  const byline = options.byline ?? front?.byline ?? bylineIn(text, blocks)
  return seal({
    text,
    format,
    blocks,
    title: title ?? (headline ? plainTitle(text.slice(headline.span.from, headline.span.to), format) : null),
    published: options.published ?? front?.published ?? published,
    modified: options.modified ?? front?.modified ?? modified,
    outlet,
    byline,
    url: urlOf(front?.url ?? null, options.url),
    origin: originOf(text, blocks, { agency: options.agency, outlet, byline: options.byline ?? front?.byline }),
    language: options.language ?? front?.language ?? null,
    notes,
    page: null,
  })
}

/** Who the byline blocks before the first paragraph name; several lines joined by commas. */
export function bylineIn(text: string, blocks: readonly Block[]): string | null {
  const names: string[] = []
  for (const block of blocks) {
    if (block.kind === 'paragraph' || block.kind === 'dateline' || names.length === 5) break
    if (block.kind !== 'byline') continue
    const writers = writersOf(
      wordsOf(text, block.span)
        .replace(/[*_`]+/g, '')
        .replace(/\s+/g, ' '),
    )
    if (writers !== null && !names.includes(writers)) names.push(writers)
  }
  return names.length === 0 ? null : names.join(', ')
}

/** The address of an article as its input and its sender give it, in normal form. */
export function urlOf(own: string | null, known: string | null | undefined): string | null {
  const base = known ? normalUrl(known) : null
  return chooseUrl(own === null ? null : normalUrl(own, base), base)
}

function markdownUnits(text: string, lines: readonly Line[], frontLines: number): MarkedUnit[] {
  const units: MarkedUnit[] = []
  if (frontLines > 0) {
    const [first, last] = [lines[0]!, lines[frontLines - 1]!]
    units.push({
      from: first.from,
      to: last.to,
      lines: frontLines,
      gapBefore: true,
      gapAfter: true,
      kind: 'boilerplate',
    })
  }
  const marked = readMarks(text, lines.slice(frontLines))
  const kinds = new Map<number, MarkedUnit['kind']>()
  for (const line of marked) if (line.kind) kinds.set(line.from, line.kind)
  for (const unit of foldLines(text, marked, i => marked[i]!.alone)) units.push(withKind(unit, kinds.get(unit.from)))
  return units
}

const withKind = (unit: Unit, kind: MarkedUnit['kind']): MarkedUnit => (kind ? { ...unit, kind } : unit)

function plainTitle(words: string, format: 'text' | 'markdown'): string {
  const plain = format === 'markdown' ? words.replace(/\*{1,3}|_{2}|`/g, '') : words
  return plain.replace(/\s+/g, ' ').trim().slice(0, 500)
}
