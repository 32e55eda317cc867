import { columnsOf, oneLine, type Painter, padded, painter, safeJson } from './terminal.ts'
import type { World } from './world.ts'

/** Prints lines to standard output; false when nobody reads any more. */
export async function print(world: World, lines: Iterable<string> | AsyncIterable<string>): Promise<boolean> {
  const sink = await world.sink(null)
  let open = true
  for await (const line of lines) {
    open = await sink.write(`${line}\n`)
    if (!open) break
  }
  await sink.close()
  return open
}

/** A thing as one line of JSON that no terminal stumbles over. */
export const json = (thing: unknown): string => safeJson(JSON.stringify(thing))

/** "1 article", "2 articles" */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`

/** Colour on a terminal, unless NO_COLOR is set. */
export const painterOf = ({ terminal, env }: World): Painter =>
  painter(terminal.out && !env.NO_COLOR && env.TERM !== 'dumb')

/** How wide a table may be: a pipe has no edge, unless COLUMNS gives it one. */
export const roomOf = ({ terminal, env, columns }: World): number =>
  terminal.out || env.COLUMNS !== undefined ? columns : Number.POSITIVE_INFINITY

export interface TableColumn {
  readonly head: string
  readonly cells: readonly string[]
  /** Numbers stand to the right. */
  readonly right?: true
  /** Left out where there is no room: the highest first; never without. */
  readonly spare?: number
}

const GAP = 2

/** Columns side by side, each as wide as its widest cell; those to spare are left out until the table fits. */
export function setTable(columns: readonly TableColumn[], room = Number.POSITIVE_INFINITY): string[] {
  const widths = new Map(columns.map(c => [c, Math.max(columnsOf(c.head), ...c.cells.map(columnsOf))]))
  let shown = columns
  const width = () => shown.reduce((sum, column) => sum + widths.get(column)! + GAP, -GAP)
  while (width() > room) {
    const last = shown.reduce((spare, column) => Math.max(spare, column.spare ?? 0), 0)
    if (last === 0) break
    shown = shown.filter(column => column.spare !== last)
  }
  const row = (cell: (column: TableColumn) => string) =>
    shown
      .map(column => {
        const text = cell(column)
        const blank = widths.get(column)! - columnsOf(text)
        return column.right ? ' '.repeat(blank) + text : padded(text, widths.get(column)!)
      })
      .join(' '.repeat(GAP))
      .trimEnd()
  return [row(({ head }) => head), ...(columns[0]?.cells ?? []).map((_, i) => row(({ cells }) => cells[i]!))]
}

/** One day, or two with a dash. */
export const daysOf = (first: string | null, last: string | null): string =>
  first === null ? '' : last === null || first === last ? first : `${first} – ${last}`

/** A line ends here for good: a blank line follows, or the line ends as a sentence does. */
const PARAGRAPH_END = /\n\s*\n|(?<=[.!?:…”’"'»)\]][^\S\n]*)\n/

/** Context on one line on either side of some words, no further than their paragraph; blanks as in the text. */
export function around(before: string, after: string): { readonly head: string; readonly tail: string } {
  const head = before.split(PARAGRAPH_END).at(-1)!
  const [tail] = after.split(PARAGRAPH_END, 1)
  return {
    head: oneLine(head) + (/\S\s+$/.test(head) ? ' ' : ''),
    tail: (/^\s+\S/.test(tail!) ? ' ' : '') + oneLine(tail!),
  }
}
