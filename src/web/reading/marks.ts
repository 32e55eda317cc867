import type { ArticleText, Block, Span, Statement } from '../../api/wire.ts'

/** Text that is shown and marked together. Of a paragraph that fits, all of it. */
export interface Chunk {
  readonly from: number
  readonly to: number
  /** Numbers of the statements (places in the reading's list) of which a part lies here. */
  readonly statements: readonly number[]
}

/** A paragraph, headline or other line of the article. */
export interface Flow {
  readonly kind: Block['kind']
  /** The first headline, which names the article. */
  readonly title: boolean
  /** Where a dateline that opens the paragraph ends; `from` where there is none. */
  readonly dateline: number
  readonly from: number
  readonly to: number
  readonly chunks: readonly Chunk[]
}

/** A stretch of text under the same marks. */
export interface Run {
  readonly from: number
  readonly to: number
  /** Statements whose content covers it, the outermost (longest) first. */
  readonly content: readonly number[]
  readonly source: readonly number[]
  readonly cue: readonly number[]
  /** Statements whose content begins here. */
  readonly begins: readonly number[]
}

/** A line longer than this is cut into pieces that are laid out by themselves; news has no such lines, hostile texts do. */
const LONG = 6000
const PIECE = 4000

/** The article's lines, in text order, cut into chunks, with the statements of each. */
export function flowsOf(article: Pick<ArticleText, 'text' | 'blocks'>, statements: readonly Statement[]): Flow[] {
  const flows = linesOf(article)
  const starts: number[] = []
  const bounds: { from: number; to: number; statements: number[] }[] = []
  const cut = flows.map(flow => {
    const chunks = piecesOf(article.text, flow).map(piece => ({ ...piece, statements: [] as number[] }))
    for (const chunk of chunks) {
      starts.push(chunk.from)
      bounds.push(chunk)
    }
    return { ...flow, chunks }
  })
  statements.forEach((s, n) => {
    for (const span of [...s.content, ...s.source, ...s.cue]) {
      for (let i = lastAtOrBefore(starts, span.from); i < bounds.length && bounds[i]!.from < span.to; i++) {
        const chunk = bounds[i]
        if (chunk && chunk.to > span.from && chunk.statements.at(-1) !== n) chunk.statements.push(n)
      }
    }
  })
  return cut
}

/** Blocks on one line of the text flow together; words outside every block are shown too, for nothing is hidden. */
function linesOf({ text, blocks }: Pick<ArticleText, 'text' | 'blocks'>): Omit<Flow, 'chunks'>[] {
  const lines: { kind: Block['kind']; title: boolean; dateline: number; from: number; to: number }[] = []
  let end = 0
  let titled = false
  const left = (to: number) => {
    if (/[\p{L}\p{N}]/u.test(text.slice(end, to)))
      lines.push({ kind: 'boilerplate', title: false, dateline: end, from: end, to })
  }
  for (const { kind, span } of blocks) {
    const between = text.slice(end, span.from)
    const last = lines.at(-1)
    if (last && end > 0 && last.kind === 'dateline' && !/[\n\r]/.test(between) && !/[\p{L}\p{N}]/u.test(between)) {
      last.kind = kind
      last.dateline = end
      last.to = span.to
    } else {
      left(span.from)
      const title: boolean = kind === 'headline' && !titled
      titled ||= title
      lines.push({ kind, title, dateline: span.from, from: span.from, to: span.to })
    }
    end = span.to
  }
  left(text.length)
  return lines
}

/** Cuts a long line after white space, or where there is none, between characters. */
function piecesOf(text: string, { from, to }: Span): Span[] {
  const pieces: Span[] = []
  let here = from
  while (to - here > LONG) {
    let next = text.lastIndexOf(' ', here + PIECE) + 1
    if (next <= here + PIECE / 2) {
      next = here + PIECE
      if (/[\uDC00-\uDFFF]/.test(text.charAt(next))) next++
    }
    pieces.push({ from: here, to: next })
    here = next
  }
  pieces.push({ from: here, to })
  return pieces
}

/** The place of the last number not above `value` in an ascending list; 0 where all are above. */
function lastAtOrBefore(list: readonly number[], value: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! <= value) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** A chunk's text in stretches of equal marks: one pass over the places where something begins or ends. */
export function runsOf(chunk: Chunk, statements: readonly Statement[]): Run[] {
  const at = new Map<number, (() => void)[]>([[chunk.to, []]])
  const on = { content: new Set<number>(), source: new Set<number>(), cue: new Set<number>() }
  const begins = new Map<number, number[]>()
  const note = (place: number, change: () => void) => {
    const list = at.get(place)
    if (list) list.push(change)
    else at.set(place, [change])
  }
  for (const n of chunk.statements) {
    const s = statements[n]!
    const first = s.content[0]!.from
    if (first >= chunk.from && first < chunk.to) begins.set(first, [...(begins.get(first) ?? []), n])
    for (const role of ['content', 'source', 'cue'] as const) {
      for (const { from, to } of s[role]) {
        if (to <= chunk.from || from >= chunk.to) continue
        note(Math.max(from, chunk.from), () => on[role].add(n))
        note(Math.min(to, chunk.to), () => on[role].delete(n))
      }
    }
  }
  const runs: Run[] = []
  let here = chunk.from
  for (const place of [...at.keys()].sort((a, b) => a - b)) {
    if (place > here) {
      runs.push({
        from: here,
        to: place,
        content: [...on.content].sort((a, b) => reach(statements[b]!) - reach(statements[a]!) || a - b),
        source: [...on.source],
        cue: [...on.cue],
        begins: begins.get(here) ?? [],
      })
      here = place
    }
    // What ends at a place must go before what begins there: both of one statement may meet.
    for (const change of at.get(place)!) change()
  }
  return runs
}

const reach = ({ content }: Statement): number => content.at(-1)!.to - content[0]!.from

/** How deep each statement lies within others; the depth of an unknown or circular parent is 0. */
export function depthsOf(statements: readonly Statement[]): number[] {
  const places = new Map(statements.map((s, n) => [s.id, n]))
  return statements.map(start => {
    let depth = 0
    for (let s = start; s.parent !== null && depth < statements.length; depth++) {
      const parent = places.get(s.parent)
      if (parent === undefined) break
      s = statements[parent]!
    }
    return depth
  })
}
