import { type FormEvent, type RefObject, useState } from 'react'
import type { Facet as FacetCount, Facets } from '../../api/wire.ts'
import { Link } from '../frame/router.tsx'
import { addressOf, type Facet, paramsOf, type Search, withFacet } from './find-query.ts'
import { everyMonth } from './person-months.ts'

interface Props {
  readonly search: Search
  readonly facets: Facets | null
  readonly to: (next: Search) => void
  readonly aside: RefObject<HTMLDetailsElement | null>
}

const wide = () => matchMedia('(min-width: 64rem)').matches

/** What the search can be narrowed by, with how many statements each leaves. Every value is a link: it can be copied, or opened beside. */
export function FacetColumn({ search, facets, to, aside }: Props) {
  const [open, setOpen] = useState(wide)
  return (
    <details className="find-facets" ref={aside} open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>Narrow</summary>
      <Values of="speaker" title="Speaker" values={facets?.speakers} search={search} to={to} free />
      <Values of="outlet" title="Outlet" values={facets?.outlets} search={search} to={to} free />
      <Values of="kind" title="Quoted" values={facets?.kinds} search={search} to={to} />
      <Values of="stance" title="Stance" values={facets?.stances} search={search} to={to} />
      <Values of="type" title="Type of speaker" values={facets?.types} search={search} to={to} />
      <Values of="agency" title="Agency" values={facets?.agencies} search={search} to={to} />
      <Values of="via" title="Via" values={[]} search={search} to={to} free />
      <Time search={search} months={facets?.months ?? []} to={to} />
    </details>
  )
}

interface ValuesProps {
  readonly of: Facet
  readonly title: string
  readonly values: readonly FacetCount[] | undefined
  readonly search: Search
  readonly to: (next: Search) => void
  /** Others than those listed can be asked for by name. */
  readonly free?: boolean
}

/** Values of a facet shown before the rest is asked for. */
const FIRST = 6

function Values({ of, title, values = [], search, to, free = false }: ValuesProps) {
  const [all, setAll] = useState(false)
  const chosen = search[of]
  if (values.length === 0 && !free && chosen === null) return null
  const most = Math.max(...values.map(({ statements }) => statements), 1)
  const shown = all ? values : values.slice(0, FIRST)
  return (
    <section className="facet">
      <h2>{title}</h2>
      <ul className="bare">
        {shown.map(({ key, name, statements }) => {
          const here = chosen === key || chosen === name
          return (
            <li key={key} className={here ? 'facet-value chosen' : 'facet-value'}>
              <Link
                to={addressOf(
                  '/find',
                  paramsOf(withFacet(search, of, here ? null : of === 'speaker' && !twice(values, name) ? name : key)),
                )}
                title={here ? 'Take it away' : undefined}
              >
                <span className="facet-name">
                  {here && <span aria-hidden="true">✓ </span>}
                  <bdi>{name}</bdi>
                </span>
                <span className="facet-count">
                  <span className="unseen">, </span>
                  {statements.toLocaleString('en')}
                  <span className="unseen">
                    {statements === 1 ? ' statement' : ' statements'}
                    {here && ', chosen'}
                  </span>
                </span>
                <span className="facet-bar" aria-hidden="true" style={{ width: `${(100 * statements) / most}%` }} />
              </Link>
            </li>
          )
        })}
      </ul>
      {values.length > FIRST && (
        <button type="button" className="plain small" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'fewer' : `${values.length - FIRST} more`}
        </button>
      )}
      {free && <Named of={of} title={title} search={search} to={to} />}
    </section>
  )
}

/** Namesakes: only an id tells them apart. */
const twice = (values: readonly FacetCount[], name: string): boolean =>
  values.filter(value => value.name === name).length > 1

/** A value that is not among those listed. */
function Named({ of, title, search, to }: Pick<ValuesProps, 'of' | 'title' | 'search' | 'to'>) {
  const [name, setName] = useState('')
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') to(withFacet(search, of, name))
    setName('')
  }
  return (
    <form onSubmit={ask} className="facet-named">
      <input
        value={name}
        onChange={event => setName(event.target.value)}
        placeholder={of === 'via' ? 'who passed it on' : 'another …'}
        aria-label={`${title} by name`}
        spellCheck={false}
      />
    </form>
  )
}

interface TimeProps {
  readonly search: Search
  readonly months: readonly FacetCount[]
  readonly to: (next: Search) => void
}

/** Months at most that have a bar: the last so many. */
const BARS = 60

const lastDay = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)

/** Days from and to, and a bar for each month: its link narrows the search to it. */
function Time({ search, months, to }: TimeProps) {
  const shown = everyMonth(months.map(({ key, statements }) => ({ month: key, statements }))).slice(-BARS)
  const most = Math.max(...shown.map(({ statements }) => statements), 1)
  const day = (of: 'since' | 'until', label: string) => (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={search[of] ?? ''}
        onChange={event => to(withFacet(search, of, event.target.value === '' ? null : event.target.value))}
      />
    </label>
  )
  return (
    <section className="facet">
      <h2>Published</h2>
      {shown.length > 1 && (
        <ol className="bare months" aria-label="Statements by month">
          {shown.map(({ month, statements }) => (
            <li key={month}>
              {statements > 0 && (
                <Link
                  to={addressOf('/find', paramsOf({ ...search, since: `${month}-01`, until: lastDay(month) }))}
                  title={`${month}: ${statements}`}
                  label={`${month}, ${statements} ${statements === 1 ? 'statement' : 'statements'}`}
                >
                  <span style={{ height: `${Math.max((100 * statements) / most, 4)}%` }} />
                </Link>
              )}
            </li>
          ))}
        </ol>
      )}
      <div className="facet-days">
        {day('since', 'from')}
        {day('until', 'to')}
      </div>
    </section>
  )
}
