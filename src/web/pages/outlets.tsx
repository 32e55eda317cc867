import '../style/lists.css'
import '../style/people.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { CountRow } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askOutlets } from './asks.ts'
import { spanWords } from './days.tsx'
import { itemsOf, More } from './more.tsx'
import { share } from './person-months.ts'
import { useSteps } from './steps.ts'
import { type Column, Table } from './table.tsx'

/** Outlets side by side: how much they quote, and how. */
export default function Outlets() {
  useTitle('Outlets')
  const list = useInfiniteQuery(askOutlets())
  const box = useSteps('outlet')
  const outlets = itemsOf(list.data)
  return (
    <div className="sheet wide">
      <h1>Outlets</h1>
      <p className="lede">
        How much each quotes, how much of it in direct words, from unnamed sources, and out of agencies’ reports.
      </p>
      {list.isPending && <Waiting />}
      {list.isError && <Failure error={list.error} />}
      {list.isSuccess && outlets.length === 0 && (
        <p className="nothing">No outlet is known yet: add articles, and whoever published them stands here.</p>
      )}
      {outlets.length > 0 && (
        <div ref={box}>
          <Table
            caption={
              list.hasNextPage
                ? `The ${outlets.length} outlets with most statements`
                : `${outlets.length} ${outlets.length === 1 ? 'outlet' : 'outlets'}`
            }
            rows={outlets}
            keyOf={({ key }) => key}
            columns={COLUMNS}
            steps
          />
          <More list={list} what="outlets" />
        </div>
      )}
    </div>
  )
}

const COLUMNS: readonly Column<CountRow>[] = [
  {
    head: 'Outlet',
    names: true,
    by: ({ name }) => name,
    cell: ({ key, name }) =>
      key === '' ? (
        <span className="faint">not stated</span>
      ) : (
        <Link to={paths.outlet(key)} className="opens">
          <bdi>{name}</bdi>
        </Link>
      ),
  },
  number('Statements', ({ statements }) => statements),
  number('Articles', ({ articles }) => articles),
  { ...number('Origins', ({ origins }) => origins), spare: true, means: 'articles, but copies of one wire count once' },
  shared('Direct', 'share of statements wholly in quotation marks', ({ direct }) => direct),
  shared('Unnamed', 'share of statements of unnamed sources', ({ anonymous }) => anonymous),
  { ...shared('Wire', 'share of statements in agencies’ reports', ({ wire }) => wire), spare: true },
  { head: 'Published', spare: true, cell: ({ first, last }) => spanWords(first, last), by: ({ last }) => last ?? '' },
]

function number(head: string, of: (row: CountRow) => number): Column<CountRow> {
  return { head, number: true, cell: row => of(row).toLocaleString('en'), by: of }
}

function shared(head: string, means: string, of: (row: CountRow) => number): Column<CountRow> {
  return {
    head,
    means,
    number: true,
    cell: row => share(of(row), row.statements),
    by: row => of(row) / Math.max(row.statements, 1),
  }
}
