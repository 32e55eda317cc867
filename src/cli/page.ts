import type { Article, BlockKind } from '../vocabulary/index.ts'
import type { Mark } from './marks.ts'
import { columnsOf, columnsOfCharacter, type Painter, padded, type Style, visible } from './terminal.ts'

/** The widest line of text that is still easily read, and the margin that names the kinds of block. */
const WIDEST = 84
const MARGIN = 13

const NAME: Readonly<Record<BlockKind, string>> = {
  headline: 'headline',
  byline: 'byline',
  dateline: '',
  caption: 'caption',
  credit: 'credit',
  paragraph: '',
  boilerplate: 'boilerplate',
}
const LOOK: Readonly<Record<BlockKind, readonly Style[]>> = {
  headline: ['strong'],
  byline: ['faint'],
  dateline: ['faint'],
  caption: ['faint'],
  credit: ['faint'],
  paragraph: [],
  boilerplate: ['faint'],
}

const OPEN = { source: '‹', cue: '[', content: '{' } as const
const CLOSE = { source: '›', cue: ']', content: '}' } as const

/** 12 as ¹²: set beside a content, and found again in the list. */
export const raised = (number: number): string =>
  [...String(number)].map(digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!).join('')

interface Piece {
  readonly kind: BlockKind
  readonly from: number
  readonly to: number
}

/**
 * Blocks that share a line of the text (a dateline and its paragraph) flow together. Words outside every block, which
 * Markdown's marks may leave, are shown as well, so that nothing read is hidden.
 */
function flowsOf({ text, blocks }: Pick<Article, 'text' | 'blocks'>): Piece[][] {
  const flows: Piece[][] = []
  let at = 0
  const put = (piece: Piece, between: string) => {
    const last = flows.at(-1)
    if (last && !/\n|\r/.test(between)) last.push(piece)
    else flows.push([piece])
  }
  for (const { kind, span } of blocks) {
    const between = text.slice(at, span.from)
    if (/[\p{L}\p{N}]/u.test(between)) put({ kind: 'boilerplate', from: at, to: span.from }, '\n')
    put({ kind, from: span.from, to: span.to }, flows.length === 0 ? '\n' : between)
    at = span.to
  }
  if (/[\p{L}\p{N}]/u.test(text.slice(at))) flows.push([{ kind: 'boilerplate', from: at, to: text.length }])
  return flows
}

/** A stretch of a word in one look. */
interface Run {
  text: string
  readonly styles: readonly Style[]
}

/** Collects words and sets them in lines of so many columns. */
class Setter {
  readonly lines: Run[][] = []
  private line: Run[] = []
  private used = 0
  private word: Run[] = []
  private wordColumns = 0
  private blank: readonly Style[] | null = null
  private readonly columns: number

  constructor(columns: number) {
    this.columns = columns
  }

  add(text: string, columns: number, styles: readonly Style[]) {
    // A word longer than a line (an address, a text without blanks) is cut where the line ends.
    if (this.wordColumns + columns > this.columns && this.wordColumns > 0) this.flush()
    const last = this.word.at(-1)
    if (last && last.styles === styles) last.text += text
    else this.word.push({ text, styles })
    this.wordColumns += columns
  }

  space(styles: readonly Style[]) {
    this.flush()
    this.blank = styles
  }

  private flush() {
    if (this.word.length === 0) return
    const gap = this.blank !== null && this.line.length > 0 ? 1 : 0
    if (this.line.length > 0 && this.used + gap + this.wordColumns > this.columns) this.turn()
    else if (gap > 0) {
      this.put({ text: ' ', styles: this.blank! })
      this.used++
    }
    for (const run of this.word) this.put(run)
    this.used += this.wordColumns
    this.word = []
    this.wordColumns = 0
    this.blank = null
  }

  private put(run: Run) {
    const last = this.line.at(-1)
    if (last && last.styles === run.styles) last.text += run.text
    else this.line.push({ ...run })
  }

  private turn() {
    this.lines.push(this.line)
    this.line = []
    this.used = 0
  }

  end(): Run[][] {
    this.flush()
    if (this.line.length > 0) this.turn()
    return this.lines
  }
}

/** Styles are compared by identity while setting: the same list for the same look. */
class Looks {
  private readonly known = new Map<string, readonly Style[]>()
  of(styles: readonly Style[]): readonly Style[] {
    const key = styles.join()
    const found = this.known.get(key)
    if (found) return found
    this.known.set(key, styles)
    return styles
  }
}

/**
 * The article's text, wrapped, with its marks: as colours, or as brackets ‹source› [cue] {content}. A content carries
 * its attribution's number. Where marks overlap, colour shows the innermost; brackets show all of them. Linear in the
 * text for marks that nest to a bounded depth.
 */
export function setText(
  article: Pick<Article, 'text' | 'blocks'>,
  marks: readonly Mark[],
  { columns, colour, paint }: { columns: number; colour: boolean; paint: Painter },
): string[] {
  const margin = columns >= 64 ? MARGIN : 0
  const width = Math.max(Math.min(columns - margin, WIDEST), 16)
  const looks = new Looks()
  const out: string[] = []
  let open: Mark[] = []
  let next = 0
  for (const flow of flowsOf(article)) {
    const setter = new Setter(width)
    const start = flow[0]!.from
    const end = flow.at(-1)!.to
    open = open.filter(mark => mark.to > start)
    while (next < marks.length && marks[next]!.from < end) open.push(marks[next++]!)
    setFlow(article.text, flow, open, setter, looks, colour)
    const name = NAME[flow[0]!.kind]
    setter.end().forEach((line, i) => {
      const side = margin === 0 ? '' : paint(['faint'], padded(i === 0 ? name : '', margin))
      out.push(`${side}${line.map(run => paint(run.styles, run.text)).join('')}`.trimEnd())
    })
    out.push('')
  }
  return out
}

function setFlow(
  text: string,
  flow: readonly Piece[],
  marks: readonly Mark[],
  setter: Setter,
  looks: Looks,
  colour: boolean,
) {
  const from = flow[0]!.from
  const to = flow.at(-1)!.to
  const opening = new Map<number, Mark[]>()
  const closing = new Map<number, Mark[]>()
  const put = (map: Map<number, Mark[]>, at: number, mark: Mark) => {
    const list = map.get(at)
    if (list) list.push(mark)
    else map.set(at, [mark])
  }
  // A mark that runs on from, or into, another paragraph is closed and opened again at the paragraph's ends.
  for (const mark of marks) {
    if (mark.to <= from || mark.from >= to) continue
    put(opening, Math.max(mark.from, from), mark)
    put(closing, Math.min(mark.to, to), mark)
  }
  const active: Mark[] = [] // in the order of opening
  const edges = [...new Set([...opening.keys(), ...closing.keys(), ...flow.flatMap(p => [p.from, p.to])])].sort(
    (a, b) => a - b,
  )
  let piece = 0
  for (let e = 0; e < edges.length; e++) {
    const at = edges[e]!
    while (piece + 1 < flow.length && flow[piece + 1]!.from <= at) piece++
    const base = LOOK[flow[piece]!.kind]
    // Inner ones close first; the number stands after the bracket or, in colour, after the last word.
    const closed = closing.get(at) ?? []
    const ended: number[] = []
    for (const mark of closed.toReversed().toSorted((a, b) => b.from - a.from || a.to - b.to)) {
      active.splice(active.lastIndexOf(mark), 1)
      if (!colour) setter.add(CLOSE[mark.role], 1, looks.of(base))
      if (mark.role !== 'content') continue
      if (colour) ended.push(...mark.numbers)
      else setNumbers(mark.numbers, setter, looks)
    }
    setNumbers(ended, setter, looks)
    for (const mark of opening.get(at) ?? []) {
      active.push(mark)
      if (!colour) setter.add(OPEN[mark.role], 1, looks.of(base))
    }
    const end = edges[e + 1]
    if (end === undefined) break
    const styles = looks.of(colour ? lookOf(base, active) : base)
    setRun(text.slice(at, end), styles, setter)
  }
}

function setNumbers(numbers: readonly number[], setter: Setter, looks: Looks) {
  const sign = numbers.map(raised).join('·')
  if (sign !== '') setter.add(sign, sign.length, looks.of(['faint']))
}

/** The innermost mark's look; the role's colour takes the place of a faint base. */
function lookOf(base: readonly Style[], active: readonly Mark[]): readonly Style[] {
  let inner: Mark | undefined
  for (const mark of active) {
    if (!inner || mark.to - mark.from <= inner.to - inner.from) inner = mark
  }
  if (!inner) return base
  const own: Style = inner.role === 'content' && inner.depth > 0 ? 'inner' : inner.role
  return base.includes('strong') && own !== 'source' ? ['strong', own] : [own]
}

function setRun(words: string, styles: readonly Style[], setter: Setter) {
  let blank = false
  for (const character of visible(words.replace(/\s/g, ' '))) {
    if (character === ' ') {
      if (!blank) setter.space(styles)
      blank = true
      continue
    }
    blank = false
    setter.add(character, columnsOfCharacter(character), styles)
  }
}

/** A line across the page with a name in it: heads each article where there are several. */
export function rule(name: string, columns: number): string {
  const head = `── ${name} `
  return head + '─'.repeat(Math.max(Math.min(columns, WIDEST + MARGIN) - columnsOf(head), 2))
}
