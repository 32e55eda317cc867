/** Pieces of print with their places -> paragraphs in the order in which a page is read. */
import type { BlockKind } from '../vocabulary/index.ts'

/** A run of letters as a PDF sets it; measures in points, `y` grows upwards. */
export interface Fragment {
  readonly text: string
  readonly x: number
  /** Of the baseline. */
  readonly y: number
  readonly width: number
  /** Height of the type. */
  readonly size: number
  /** Set along anything but a level line: a watermark, a label of a chart. */
  readonly turned: boolean
  readonly pageWidth: number
  readonly pageHeight: number
}

export interface Laid {
  readonly text: string
  /** Set where the layout itself tells: larger type is a headline, a running head is boilerplate. */
  readonly kind: BlockKind | undefined
}

interface PrintLine {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
  readonly page: number
  /** The column it stands in: its edges. */
  column: { left: number; right: number }
  running: boolean
}

/**
 * Puts the lines of all pages together as paragraphs. What repeats at the head or foot of pages, page numbers and press
 * marks come as boilerplate behind the paragraph that they stand in.
 */
export function layOut(pages: readonly (readonly Fragment[])[]): Laid[] {
  const lines = pages.flatMap((fragments, page) =>
    inReadingOrder(
      cutPrintLines(
        fragments.filter(fragment => !fragment.turned),
        page,
      ),
    ),
  )
  markRunning(lines, pages)
  const body = lines.filter(line => !line.running)
  const size = commonSize(body)
  const spacing = commonSpacing(body, size)
  const words = new Set(body.flatMap(line => line.text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []))
  const out: Laid[] = []
  let open: PrintLine[] = []
  let waiting: string[] = []
  const close = () => {
    if (open.length > 0) {
      const text = joinLines(open, words)
      const large = open.every(line => line.size >= 1.15 * size) && text.length <= 250 && !/[^.]\.$/.test(text)
      out.push({ text, kind: PRESS_MARK.test(text) ? 'boilerplate' : large ? 'headline' : undefined })
    }
    for (const text of waiting) out.push({ text, kind: 'boilerplate' })
    open = []
    waiting = []
  }
  for (const line of lines) {
    if (line.running) {
      waiting.push(line.text)
      continue
    }
    const before = open.at(-1)
    if (before && !continues(before, line, open, spacing)) close()
    open.push(line)
    if (open.length === 1 && waiting.length > 0) {
      // A running head between two paragraphs.
      for (const text of waiting) out.push({ text, kind: 'boilerplate' })
      waiting = []
    }
  }
  close()
  return out
}

/** "FOR IMMEDIATE RELEASE", "###", "-30-", "ENDS", "- more -". */
const PRESS_MARK =
  /^(?:for (?:immediate )?release\b.{0,60}|(?:strictly )?embargoed? (?:until|for)\b.{0,80}|(?:media|press|news) release|#(?: ?#){1,4}|-+ ?(?:30|end|ends|more) ?-+|\*(?: ?\*){2,4}|ends?|\(?more\)?)[.:]?$/i

/** Fragments of one baseline, left to right; parted again where a gap is wider than between words: two columns. */
function cutPrintLines(fragments: readonly Fragment[], page: number): PrintLine[] {
  const sorted = fragments.toSorted((a, b) => b.y - a.y || a.x - b.x)
  const lines: PrintLine[] = []
  let row: Fragment[] = []
  const flush = () => {
    row.sort((a, b) => a.x - b.x)
    let run: Fragment[] = []
    for (const fragment of row) {
      const before = run.at(-1)
      if (before && fragment.x - (before.x + before.width) > 1.3 * Math.max(before.size, fragment.size)) {
        lines.push(lineOf(run, page))
        run = []
      }
      run.push(fragment)
    }
    if (run.length > 0) lines.push(lineOf(run, page))
    row = []
  }
  for (const fragment of sorted) {
    const first = row[0]
    if (first && first.y - fragment.y > 0.4 * Math.min(first.size, fragment.size)) flush()
    row.push(fragment)
  }
  flush()
  return lines
}

function lineOf(run: readonly Fragment[], page: number): PrintLine {
  let text = ''
  let end = run[0]!.x
  for (const fragment of run) {
    const gap = fragment.x - end
    if (text !== '' && gap > 0.15 * fragment.size && !/\s$/.test(text) && !/^\s/.test(fragment.text)) text += ' '
    text += fragment.text
    end = fragment.x + fragment.width
  }
  const left = run[0]!.x
  const size = run.reduce((most, fragment) => Math.max(most, fragment.size), 0)
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    left,
    right: end,
    y: run[0]!.y,
    size,
    page,
    column: { left, right: end },
    running: false,
  }
}

/** A gutter is at least so wide, in points, and has at least so many lines on either side. */
const GUTTER = { width: 9, lines: 4 } as const

/**
 * Lines from top to bottom; where a gutter parts them, the left column before the right one. Lines that cross the gutter
 * (a headline over two columns) part the page into bands that are read one after the other.
 */
function inReadingOrder(lines: readonly PrintLine[], depth = 0): PrintLine[] {
  const gutter = depth < 4 ? findGutter(lines) : null
  if (!gutter) {
    const column = {
      left: lines.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY),
      right: lines.reduce((most, line) => Math.max(most, line.right), 0),
    }
    for (const line of lines) line.column = column
    return lines.toSorted((a, b) => b.y - a.y || a.left - b.left)
  }
  const out: PrintLine[] = []
  let band: PrintLine[] = []
  const flush = () => {
    const left = band.filter(line => line.right <= gutter.from + 1)
    const right = band.filter(line => line.right > gutter.from + 1)
    out.push(...inReadingOrder(left, depth + 1), ...inReadingOrder(right, depth + 1))
    band = []
  }
  const crossing: PrintLine[] = []
  for (const line of lines.toSorted((a, b) => b.y - a.y || a.left - b.left)) {
    if (line.left < gutter.from && line.right > gutter.to) {
      if (band.length > 0) flush()
      crossing.push(line)
      out.push(line)
    } else band.push(line)
  }
  if (band.length > 0) flush()
  const across = {
    left: Math.min(...crossing.map(line => line.left)),
    right: crossing.reduce((most, line) => Math.max(most, line.right), 0),
  }
  for (const line of crossing) line.column = across
  return out
}

/** The widest stretch between the page's edges that at most a fifth of the lines cross and that has columns beside it. */
function findGutter(lines: readonly PrintLine[]): { from: number; to: number } | null {
  if (lines.length < 2 * GUTTER.lines || lines.length > 2000) return null
  const ends = [...new Set(lines.map(line => Math.ceil(line.right)))].sort((a, b) => a - b)
  let best: { from: number; to: number } | null = null
  let most = 0
  for (const from of ends.slice(0, 400)) {
    const starts = lines.filter(line => line.left > from + GUTTER.width - 1).map(line => line.left)
    if (starts.length < GUTTER.lines) continue
    const to = Math.min(...starts)
    const left = lines.filter(line => line.right <= from + 1)
    const crossing = lines.length - left.length - starts.length
    if (left.length < GUTTER.lines || crossing > 0.2 * lines.length) continue
    // Columns stand side by side; a list of short lines over an indented one does not.
    const [top, bottom] = [Math.max(...left.map(line => line.y)), Math.min(...left.map(line => line.y))]
    const beside = lines.filter(line => line.left >= to && line.y <= top + 2 && line.y >= bottom - 2).length
    if (beside < GUTTER.lines || !filled(left)) continue
    const score = left.length + starts.length - 3 * crossing + Math.min(to - from, 40) / 40
    if (score > most) {
      most = score
      best = { from, to }
    }
  }
  return best
}

/** Most lines of a column reach its right edge, as prose does and the labels of a table do not. */
function filled(lines: readonly PrintLine[]): boolean {
  const left = Math.min(...lines.map(line => line.left))
  const right = Math.max(...lines.map(line => line.right))
  return lines.filter(line => line.right - line.left > 0.7 * (right - left)).length >= 0.5 * lines.length
}

/** How much of a page's height, from either end, running heads and page numbers stand in. */
const MARGIN = 0.12

function markRunning(lines: readonly PrintLine[], pages: readonly (readonly Fragment[])[]): void {
  const seen = new Map<string, Set<number>>()
  const inMargin = (line: PrintLine): boolean => {
    const height = pages[line.page]?.[0]?.pageHeight ?? 0
    return line.y > (1 - MARGIN) * height || line.y < MARGIN * height
  }
  const form = (line: PrintLine) => line.text.replace(/\d+/g, '#').toLowerCase()
  for (const line of lines) {
    if (!inMargin(line)) continue
    const at = seen.get(form(line)) ?? new Set()
    seen.set(form(line), at.add(line.page))
  }
  for (const line of lines) {
    if (!inMargin(line)) continue
    const numbered = /^(?:[-–—] ?)?(?:page )?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?(?: ?[-–—])?$/i.test(line.text)
    const repeated = seen.get(form(line))!.size >= Math.max(2, Math.ceil(pages.length / 2))
    if (numbered || repeated) line.running = true
  }
}

/** The size in which most letters are set. */
function commonSize(lines: readonly PrintLine[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0
}

/** The distance of two lines of a paragraph: the one most often seen. */
function commonSpacing(lines: readonly PrintLine[], size: number): number {
  const steps = new Map<number, number>()
  for (let i = 0; i + 1 < lines.length; i++) {
    const [line, next] = [lines[i]!, lines[i + 1]!]
    const step = Math.round((line.y - next.y) * 2) / 2
    if (line.page === next.page && step > 0.5 * size && step < 3 * size) steps.set(step, (steps.get(step) ?? 0) + 1)
  }
  return [...steps].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1.2 * size
}

const ENDS = /[.!?:]["'”’)]*$/
/** A list's item. */
const ITEM = /^(?:[•●▪–—*-] ?|\(?\d{1,2}[.)] )\S/

/** Whether a line goes on with the paragraph of the line before it. */
function continues(before: PrintLine, line: PrintLine, open: readonly PrintLine[], spacing: number): boolean {
  if (Math.abs(line.size - before.size) > 0.12 * before.size || ITEM.test(line.text)) return false
  const step = before.y - line.y
  const width = before.column.right - before.column.left
  const short = before.right < before.column.right - 0.15 * width
  const broken = line.page !== before.page || step < 0 || line.column !== before.column
  if (broken) {
    // A new column or page: only a sentence in mid-flow goes on.
    return /^[\p{Ll}\d]/u.test(line.text) ? !(ENDS.test(before.text) && short) : !ENDS.test(before.text) && !short
  }
  if (step > 1.25 * Math.max(spacing, before.size)) return false
  const indent = line.left - line.column.left
  if (indent > 0.8 * line.size && open.at(-1)!.left - before.column.left < 0.5 * line.size) return false
  return !(short && ENDS.test(before.text) && /^["“'‘(]?[\p{Lu}\p{N}]/u.test(line.text))
}

/** First parts of words that keep their hyphen: "well-known", "co-operation". */
const KEEPS =
  /(?:^|[^\p{L}])(?:all|anti|cross|ex|far|first|five|four|free|full|half|hard|high|ill|large|left|light|long|low|mid|multi|non|off|one|part|post|pre|pro|quasi|right|second|self|semi|short|six|small|so|state|ten|then|third|three|top|two|vice|well|world|year)$/iu

/**
 * Lines as one text. A hyphen at a line's end is dropped where it only parts a word; it stays where the document has the
 * word with a hyphen elsewhere, behind a part that makes compounds, beside a figure, and before a capital.
 */
function joinLines(lines: readonly PrintLine[], words: ReadonlySet<string>): string {
  let text = ''
  for (const line of lines) {
    if (text === '') text = line.text
    else if (text.endsWith('\u00ad')) text = text.slice(0, -1) + line.text
    else if (/\p{L}[-‐]$/u.test(text) && /^\p{L}/u.test(line.text)) {
      const first = /[\p{L}-]+(?=[-‐]$)/u.exec(text.slice(-40))?.[0] ?? ''
      const rest = /^[\p{L}-]+/u.exec(line.text)![0]
      const [parted, whole] = [`${first}-${rest}`.toLowerCase(), `${first}${rest}`.toLowerCase()]
      const keep =
        !/^\p{Ll}/u.test(line.text) ||
        (!words.has(whole) && (words.has(parted) || KEEPS.test(first) || /-/.test(first)))
      text = (keep ? text : text.slice(0, -1)) + line.text
    } else text += /\d[-‐]$/.test(text) || /[/—]$/.test(text) ? line.text : ` ${line.text}`
  }
  return text.replaceAll('\u00ad', '')
}
