import { useMemo } from 'react'
import type { Month, Series } from '../../api/wire.ts'
import { everyMonth } from './person-months.ts'
import { Plot } from './plot.tsx'
import type { Marks } from './plot-drawn.tsx'
import { Table } from './table.tsx'

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
const dateOf = (month: string): Date => new Date(`${month}-01T00:00:00Z`)
export const monthWords = (month: string): string => MONTH.format(dateOf(month))

/** How words are quoted: three fills that differ without colour too. */
const LAYERS = [
  { kind: 'direct', fill: 'var(--plot1)' },
  { kind: 'mixed', fill: 'url(#hatched)' },
  { kind: 'indirect', fill: 'var(--paper)' },
] as const

/** A year at least: one lonely month would fill the plot. */
const LEAST = 12

/** Statements month by month, by how they are quoted. */
export function SeriesPlot({ series, who }: { readonly series: Series; readonly who: string }) {
  const { items, undated } = series
  const marks = useMemo(() => marksOf(items), [items])
  if (items.length === 0)
    return undated === 0 ? null : (
      <p className="faint">
        Of {undated === 1 ? 'the one statement' : `the ${undated.toLocaleString('en')} statements`} no day is known.
      </p>
    )
  const most = items.reduce((a, b) => (b.statements > a.statements ? b : a))
  return (
    <Plot
      title="Statements by month of publication"
      says={`${who}: most in ${monthWords(most.month)}, ${most.statements}.`}
      height={230}
      marks={marks}
      legend={<KindLegend />}
      table={
        <>
          <Table
            caption={`Statements by month: ${who}`}
            quiet
            rows={items}
            keyOf={({ month }) => month}
            columns={[
              { head: 'Month', names: true, cell: ({ month }) => monthWords(month), by: ({ month }) => month },
              ...(['statements', 'articles', 'direct', 'mixed', 'indirect', 'anonymous', 'wire'] as const).map(
                name => ({
                  head: HEADS[name],
                  number: true,
                  cell: (row: Month) => row[name].toLocaleString('en'),
                  by: (row: Month) => row[name],
                }),
              ),
            ]}
          />
          {undated > 0 && <p className="small faint">And {undated.toLocaleString('en')} whose day is not known.</p>}
        </>
      }
    />
  )
}

const HEADS = {
  statements: 'Statements',
  articles: 'Articles',
  direct: 'Direct',
  mixed: 'Mixed',
  indirect: 'Indirect',
  anonymous: 'Unnamed',
  wire: 'Of agencies',
} as const

function marksOf(items: readonly Month[]): Marks {
  const months = everyMonth(items)
  const byMonth = new Map(items.map(item => [item.month, item]))
  const rows = months
    .flatMap(({ month }) =>
      LAYERS.map(({ kind, fill }) => ({ at: dateOf(month), kind, fill, n: byMonth.get(month)?.[kind] ?? 0 })),
    )
    .filter(({ n }) => n > 0)
  const end = dateOf(months.at(-1)!.month)
  const first = dateOf(months[0]!.month)
  const year = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - LEAST + 1, 1))
  const after = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 1))
  return plot => ({
    marginLeft: 36,
    marginBottom: 36,
    x: { type: 'utc', domain: [first < year ? first : year, after], label: null },
    y: { label: null, grid: true, tickFormat: 'd', ticks: 4, nice: true, interval: ticksOf(items) },
    marks: [
      plot.rectY(
        rows,
        plot.stackY({
          x: 'at',
          y: 'n',
          interval: 'month',
          fill: 'fill',
          stroke: 'var(--plot1)',
          order: null,
          inset: 0.5,
        }),
      ),
      plot.ruleY([0], { stroke: 'var(--edge)' }),
    ],
  })
}

/** Whole statements: no tick at half a one. */
const ticksOf = (items: readonly Month[]): number | undefined =>
  Math.max(...items.map(({ statements }) => statements)) < 8 ? 1 : undefined

/** What the fills mean, with the hatching that they use. */
function KindLegend() {
  return (
    <ul className="bare row legend small">
      {LAYERS.map(({ kind, fill }) => (
        <li key={kind}>
          <svg width="18" height="12" aria-hidden="true">
            {kind === 'mixed' && (
              <defs>
                <pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <rect width="5" height="5" fill="var(--paper)" />
                  <rect width="2.4" height="5" fill="var(--plot1)" />
                </pattern>
              </defs>
            )}
            <rect x="0.5" y="0.5" width="17" height="11" fill={fill} stroke="var(--plot1)" />
          </svg>{' '}
          {kind}
        </li>
      ))}
    </ul>
  )
}
