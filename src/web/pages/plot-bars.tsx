import { useMemo } from 'react'
import { share } from './person-months.ts'
import { Plot } from './plot.tsx'
import type { Marks } from './plot-drawn.tsx'
import { Table } from './table.tsx'

/** A thing that is counted. */
export interface Bar {
  readonly name: string
  readonly count: number
}

interface Props {
  readonly title: string
  /** What is counted: “statements”. */
  readonly counts: string
  /** What the bars are of: “Outlet”. */
  readonly of: string
  readonly bars: readonly Bar[]
  /** All together, for shares; the bars' sum when not given. */
  readonly whole?: number
}

/** Bars drawn; the table has them all. */
const MOST = 12
const LINE = 24

/** Counts side by side, the most first, with the table behind them. */
export function BarsPlot({ title, counts, of, bars, whole }: Props) {
  const sorted = useMemo(() => bars.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count), [bars])
  const marks = useMemo(() => marksOf(sorted.slice(0, MOST)), [sorted])
  const first = sorted[0]
  if (first === undefined) return null
  const all = whole ?? sorted.reduce((sum, { count }) => sum + count, 0)
  return (
    <Plot
      title={sorted.length > MOST ? `${title} (the first ${MOST} of ${sorted.length})` : title}
      says={`The most: ${first.name}, ${first.count}.`}
      height={Math.min(sorted.length, MOST) * LINE + 8}
      marks={marks}
      table={
        <Table
          caption={title}
          quiet
          rows={sorted}
          keyOf={({ name }) => name}
          columns={[
            { head: of, names: true, cell: ({ name }) => <bdi>{name}</bdi>, by: ({ name }) => name },
            {
              head: counts.charAt(0).toUpperCase() + counts.slice(1),
              number: true,
              cell: ({ count }) => count.toLocaleString('en'),
              by: ({ count }) => count,
            },
            { head: 'Share', number: true, cell: ({ count }) => share(count, all), by: ({ count }) => count },
          ]}
        />
      }
    />
  )
}

/** Names longer than their margin (in units of 6.6 px) are cut with an ellipsis. */
const NAME = 26

const cut = (name: string): string => (name.length <= NAME ? name : `${name.slice(0, NAME - 1).trimEnd()}…`)

const marksOf =
  (bars: readonly Bar[]): Marks =>
  (plot, width) => {
    const margin = Math.min(Math.max(...bars.map(({ name }) => cut(name).length)) * 6.8 + 12, width * 0.5)
    return {
      marginLeft: margin,
      marginRight: 44,
      marginTop: 2,
      marginBottom: 4,
      x: { axis: null, domain: [0, Math.max(...bars.map(({ count }) => count))] },
      y: { label: null, domain: bars.map(({ name }) => name), tickSize: 0, tickFormat: cut, padding: 0.28 },
      marks: [
        plot.barX(bars, { x: 'count', y: 'name', fill: 'var(--plot1)' }),
        plot.text(bars, {
          x: 'count',
          y: 'name',
          text: ({ count }: Bar) => count.toLocaleString('en'),
          textAnchor: 'start',
          dx: 6,
        }),
        plot.ruleX([0], { stroke: 'var(--edge)' }),
      ],
    }
  }
