import '../style/lists.css'
import '../style/people.css'
import '../style/plots.css'
import { useQuery } from '@tanstack/react-query'
import type { CountRow, LastWord, Outlet as OutletShape } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askLastWords, askOutlet, askOutletSeries } from './asks.ts'
import { spanWords } from './days.tsx'
import { FigureRow } from './figure-row.tsx'
import { SpeakerName } from './find-hit.tsx'
import type { PageProps } from './index.ts'
import { share } from './person-months.ts'
import { BarsPlot } from './plot-bars.tsx'
import { SeriesPlot } from './plot-series.tsx'
import { Table } from './table.tsx'

/** One outlet: whom it quotes, how, and who has the last word in it. */
export default function Outlet({ parts }: PageProps) {
  const name = parts.name!
  const outlet = useQuery(askOutlet(name))
  useTitle(outlet.data?.name ?? name)
  if (outlet.isPending) return <Waiting />
  if (outlet.isError) return <Failure error={outlet.error} />
  return <Shown key={name} outlet={outlet.data} />
}

function Shown({ outlet }: { readonly outlet: OutletShape }) {
  const { name, statements, articles, origins, direct, indirect, mixed, anonymous, wire, first, last } = outlet
  const series = useQuery(askOutletSeries(name))
  return (
    <div className="sheet wide outlet">
      <header className="person-head">
        <p className="kicker">outlet</p>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <FigureRow
          figures={(
            [
              [statements.toLocaleString('en'), statements === 1 ? 'statement' : 'statements'],
              [articles.toLocaleString('en'), articles === 1 ? 'article' : 'articles'],
              [origins.toLocaleString('en'), 'origins', 'articles, but copies of one wire count once'],
              [share(direct, statements), 'in direct words'],
              [share(anonymous, statements), 'unnamed sources'],
              [share(wire, statements), 'through agencies'],
              [spanWords(first, last), 'published'],
            ] as const
          ).filter(([value]) => value !== '')}
        />
        <p className="row">
          <Link to={paths.find({ outlet: name })}>All statements in it</Link>
          <Link to={`${paths.queue}?${new URLSearchParams({ outlet: name })}`}>Check them, the least sure first</Link>
        </p>
      </header>
      <section className="plots" aria-label={`How ${name} quotes`}>
        {series.isError && <Failure error={series.error} />}
        {series.data && <SeriesPlot series={series.data} who={name} />}
        <BarsPlot
          title="How words are quoted"
          counts="statements"
          of="Quoted"
          bars={[
            { name: 'direct', count: direct },
            { name: 'mixed', count: mixed },
            { name: 'indirect', count: indirect },
          ]}
        />
        <BarsPlot
          title="Who speaks, by type"
          counts="statements"
          of="Type"
          bars={outlet.types.map(row => ({ name: row.name, count: row.statements }))}
        />
      </section>
      <div className="columns">
        <Quoted people={outlet.people} statements={statements} />
        <Last name={name} />
      </div>
    </div>
  )
}

function Quoted({ people, statements }: { readonly people: readonly CountRow[]; readonly statements: number }) {
  return (
    <section aria-labelledby="quoted">
      <h2 id="quoted">Who gets quoted</h2>
      <Table<CountRow>
        caption="The most quoted here"
        rows={people}
        keyOf={({ key }) => key}
        columns={[
          {
            head: 'Speaker',
            names: true,
            cell: ({ key, name }) => <SpeakerName name={name} person={key} />,
            by: ({ name }) => name,
          },
          {
            head: 'Statements',
            number: true,
            cell: row => row.statements.toLocaleString('en'),
            by: row => row.statements,
          },
          { head: 'Share', number: true, cell: row => share(row.statements, statements), by: row => row.statements },
          { head: 'Articles', number: true, cell: row => row.articles.toLocaleString('en'), by: row => row.articles },
          {
            head: 'Direct',
            number: true,
            spare: true,
            cell: row => share(row.direct, row.statements),
            by: row => row.direct / Math.max(row.statements, 1),
          },
        ]}
      />
    </section>
  )
}

function Last({ name }: { readonly name: string }) {
  const { data } = useQuery(askLastWords(name))
  if (data === undefined || data.items.length === 0) return null
  return (
    <section aria-labelledby="last">
      <h2 id="last">Who gets the last word</h2>
      <Table<LastWord>
        caption={
          data.all ? 'Whose statement ends an article' : `Whose statement ends an article: the last ${data.counted}`
        }
        rows={data.items}
        keyOf={({ person, name: who }) => person ?? `~${who}`}
        columns={[
          {
            head: 'Speaker',
            names: true,
            cell: ({ person, name: who }) => <SpeakerName name={who} person={person} />,
            by: ({ name: who }) => who,
          },
          {
            head: 'Articles',
            number: true,
            cell: ({ articles }) => articles.toLocaleString('en'),
            by: ({ articles }) => articles,
          },
          {
            head: 'Share',
            number: true,
            cell: ({ articles }) => share(articles, data.counted),
            by: ({ articles }) => articles,
          },
        ]}
      />
    </section>
  )
}
