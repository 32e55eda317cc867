import { type ReactNode, useState } from 'react'

export interface Column<T> {
  readonly head: string
  readonly cell: (row: T) => ReactNode
  /** What rows are sorted by; without it the column does not sort. */
  readonly by?: (row: T) => number | string
  readonly number?: boolean
  /** It names the row. */
  readonly names?: boolean
  /** Left out where there is little room. */
  readonly spare?: boolean
  /** What the figure means, where its head is too short to say. */
  readonly means?: string
}

interface Props<T> {
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  /** Rows are stepped through with j and k; the link that names a row opens it. */
  readonly steps?: boolean
  /** The caption is for those who can't see where the table stands. */
  readonly quiet?: boolean
}

type Sorting = { readonly column: number; readonly down: boolean }

const compared = (a: number | string, b: number | string): number =>
  typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b

/** A table whose heads sort it; it scrolls sideways by itself where it is too wide. */
export function Table<T>({ caption, columns, rows, keyOf, steps = false, quiet = false }: Props<T>) {
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const by = sorting === null ? undefined : columns[sorting.column]?.by
  const shown = by === undefined ? rows : [...rows].sort((a, b) => compared(by(a), by(b)) * (sorting!.down ? -1 : 1))
  const sort = (column: number, number: boolean) =>
    setSorting(now => (now?.column === column ? { column, down: !now.down } : { column, down: number }))
  const classOf = ({ number, spare }: Column<T>) =>
    [number ? 'number' : '', spare ? 'spare' : ''].filter(Boolean).join(' ') || undefined
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll" aria-label={caption} tabIndex={0}>
      <table className="sorted">
        <caption className={quiet ? 'unseen' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => {
              const here = sorting?.column === i
              return (
                <th
                  key={column.head}
                  scope="col"
                  className={classOf(column)}
                  aria-sort={here ? (sorting.down ? 'descending' : 'ascending') : undefined}
                  title={column.means}
                >
                  {column.by === undefined ? (
                    column.head
                  ) : (
                    <button type="button" className="plain" onClick={() => sort(i, column.number === true)}>
                      {column.head}
                      <span className="arrow" aria-hidden="true">
                        {here ? (sorting.down ? '↓' : '↑') : '↕'}
                      </span>
                    </button>
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map(row => (
            <tr key={keyOf(row)} data-step={steps ? keyOf(row) : undefined}>
              {columns.map(column =>
                column.names ? (
                  <th key={column.head} scope="row" className={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.head} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
