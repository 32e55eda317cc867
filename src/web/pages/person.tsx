import '../style/lists.css'
import '../style/people.css'
import '../style/find.css'
import '../style/plots.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Companion, Person as PersonShape } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { Outside } from '../frame/outside.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askCompanions, askFacets, askPerson, askPersonOutlets, askPersonSeries, askStatements } from './asks.ts'
import { spanWords } from './days.tsx'
import { FigureRow } from './figure-row.tsx'
import { Hit } from './find-hit.tsx'
import { EMPTY_SEARCH, orderOf, paramsOf, type Search, searchOf } from './find-query.ts'
import type { PageProps } from './index.ts'
import { itemsOf, More } from './more.tsx'
import { share } from './person-months.ts'
import { PersonRulings } from './person-rulings.tsx'
import { BarsPlot } from './plot-bars.tsx'
import { SeriesPlot } from './plot-series.tsx'
import { useSteps } from './steps.ts'
import { Table } from './table.tsx'

/** One speaker: who they are, how and where they are quoted, with whom, and all that they are reported to have said. */
export default function Person({ parts }: PageProps) {
  const id = parts.id!
  const person = useQuery(askPerson(id))
  useTitle(person.data?.name ?? 'Speaker')
  if (person.isPending) return <Waiting />
  if (person.isError) return <Failure error={person.error} />
  return <Shown key={id} person={person.data} />
}

function Shown({ person }: { readonly person: PersonShape }) {
  const { id, name } = person
  return (
    <div className="sheet wide person">
      <header className="person-head">
        <p className="kicker">{person.type}</p>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        {person.mergedInto !== null && (
          <p>
            This is now one with <Link to={paths.person(person.mergedInto)}>whom it was merged into</Link>; the figures
            are theirs.
          </p>
        )}
        <Figures person={person} />
      </header>
      <div className="person-about">
        <Names person={person} />
        <PersonRulings person={person} />
      </div>
      <Plots person={person} />
      <div className="person-main">
        <Said person={person} />
        <With id={id} />
      </div>
    </div>
  )
}

function Figures({ person }: { readonly person: PersonShape }) {
  const { statements, articles, origins, outlets, direct, wire, first, last } = person
  const figures: readonly (readonly [string, string, string?])[] = [
    [statements.toLocaleString('en'), statements === 1 ? 'statement' : 'statements'],
    [articles.toLocaleString('en'), articles === 1 ? 'article' : 'articles'],
    [origins.toLocaleString('en'), origins === 1 ? 'origin' : 'origins', 'articles, but copies of one wire count once'],
    [outlets.toLocaleString('en'), outlets === 1 ? 'outlet' : 'outlets'],
    [share(direct, statements), 'in direct words'],
    [share(wire, statements), 'through agencies'],
    [spanWords(first, last), 'published'],
  ]
  return <FigureRow figures={figures.filter(([value]) => value !== '')} />
}

/** Under which names and titles they are cited. */
function Names({ person: { name, aliases, titles, wikidata } }: { readonly person: PersonShape }) {
  const others = aliases.filter(alias => alias !== name)
  return (
    <section aria-labelledby="names">
      <h2 id="names">Names and titles</h2>
      {others.length === 0 ? (
        <p className="faint">Goes by no other name.</p>
      ) : (
        <p>
          Also{' '}
          {others.map((alias, i) => (
            <span key={alias}>
              {i > 0 && ', '}
              <bdi>{alias}</bdi>
            </span>
          ))}
          .
        </p>
      )}
      {titles.length > 0 && (
        <ul className="bare titles">
          {titles.map(({ title, first, last }) => (
            <li key={title}>
              <bdi>{title}</bdi> <span className="faint small">{spanWords(first, last)}</span>
            </li>
          ))}
        </ul>
      )}
      {wikidata !== null && (
        <p>
          Wikidata: <Outside url={`https://www.wikidata.org/wiki/${wikidata}`}>{wikidata}</Outside>
        </p>
      )}
    </section>
  )
}

function Plots({ person: { id, name } }: { readonly person: PersonShape }) {
  const series = useQuery(askPersonSeries(id))
  const outlets = useQuery(askPersonOutlets(id))
  const facets = useQuery(askFacets({ ...EMPTY_SEARCH, speaker: id }))
  const failed = [series, outlets, facets].find(one => one.isError)
  return (
    <section className="plots" aria-label={`How ${name} is quoted`}>
      {failed && <Failure error={failed.error} />}
      {series.data && <SeriesPlot series={series.data} who={name} />}
      {outlets.data && (
        <BarsPlot
          title="Statements by outlet"
          counts="statements"
          of="Outlet"
          bars={outlets.data.items.map(row => ({ name: row.name || 'not stated', count: row.statements }))}
        />
      )}
      {facets.data && (
        <BarsPlot
          title="What is done with the words"
          counts="statements"
          of="Stance"
          bars={facets.data.stances.map(row => ({ name: row.name, count: row.statements }))}
        />
      )}
    </section>
  )
}

function With({ id }: { readonly id: string }) {
  const { data } = useQuery(askCompanions(id))
  if (data === undefined || data.items.length === 0) return null
  return (
    <section aria-labelledby="with">
      <h2 id="with">Quoted beside</h2>
      <Table<Companion>
        caption={
          data.all
            ? 'Who is quoted in the same articles'
            : `Who is quoted in the same articles: the last ${data.counted}`
        }
        rows={data.items}
        keyOf={({ person }) => person}
        columns={[
          {
            head: 'Speaker',
            names: true,
            by: ({ name }) => name,
            cell: ({ person, name }) => (
              <Link to={paths.person(person)}>
                <bdi>{name}</bdi>
              </Link>
            ),
          },
          {
            head: 'Articles',
            means: 'articles that quote both',
            number: true,
            cell: ({ articles }) => articles.toLocaleString('en'),
            by: ({ articles }) => articles,
          },
          {
            head: 'Statements',
            means: 'of the other in those articles',
            number: true,
            cell: ({ statements }) => statements.toLocaleString('en'),
            by: ({ statements }) => statements,
          },
        ]}
      />
    </section>
  )
}

/** All they are reported to have said, in time; narrowed to an outlet, kind or stance by the page's address. */
function Said({ person: { id, name } }: { readonly person: PersonShape }) {
  const { place, go } = useRouter()
  const asked = searchOf(place.query)
  const search: Search = { ...asked, speaker: id, order: asked.order ?? 'newest' }
  const list = useInfiniteQuery(askStatements(search))
  const facets = useQuery(askFacets({ ...EMPTY_SEARCH, speaker: id }))
  const hits = itemsOf(list.data)
  const box = useSteps('statement', () => list.hasNextPage && void list.fetchNextPage())
  const to = (next: Partial<Search>) => {
    const params = paramsOf({ ...asked, ...next })
    const query = params.toString()
    go(query === '' ? paths.person(id) : `${paths.person(id)}?${query}`, 'replace')
  }
  return (
    <section aria-labelledby="said" className="said">
      <h2 id="said">In their words, and as reported</h2>
      <div className="row tools">
        <label className="row">
          Outlet
          <select value={asked.outlet ?? ''} onChange={event => to({ outlet: event.target.value || null })}>
            <option value="">all</option>
            {(facets.data?.outlets ?? []).map(({ key, name: outlet, statements }) => (
              <option key={key} value={key}>
                {outlet} ({statements})
              </option>
            ))}
          </select>
        </label>
        <label className="row">
          Order
          <select
            value={orderOf(search)}
            onChange={event => to({ order: event.target.value === 'oldest' ? 'oldest' : null })}
          >
            <option value="newest">newest first</option>
            <option value="oldest">oldest first</option>
          </select>
        </label>
        <Link to={paths.find({ speaker: name })}>Search in them</Link>
      </div>
      {list.isPending && <Waiting />}
      {list.isError && <Failure error={list.error} />}
      {list.isSuccess && hits.length === 0 && <p className="faint">Nothing.</p>}
      <div ref={box}>
        <ol className="bare hits">
          {hits.map(hit => (
            <Hit key={hit.statement} hit={hit} speaker={false} />
          ))}
        </ol>
      </div>
      <More list={list} what="statements" />
    </section>
  )
}
