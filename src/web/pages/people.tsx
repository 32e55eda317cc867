import '../style/lists.css'
import '../style/people.css'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { Person } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askPeople } from './asks.ts'
import { spanWords } from './days.tsx'
import { addressOf, TYPES } from './find-query.ts'
import { itemsOf, More } from './more.tsx'
import { NameField } from './name-field.tsx'
import { share } from './person-months.ts'
import { toStep, useSteps } from './steps.ts'
import { type Column, Table } from './table.tsx'

/** Everybody who is quoted under a name of their own: the most quoted, or whoever is looked for. */
export default function People() {
  useTitle('People')
  const { place, go } = useRouter()
  const name = place.query.get('name') ?? ''
  const type = TYPES.find(one => one === place.query.get('type')) ?? null
  const list = useInfiniteQuery({ ...askPeople({ name, type }), placeholderData: keepPreviousData })
  const box = useSteps('speaker')
  const to = (next: { readonly name: string; readonly type: string | null }, how: 'push' | 'replace') => {
    const params = new URLSearchParams()
    if (next.name !== '') params.set('name', next.name)
    if (next.type !== null) params.set('type', next.type)
    go(addressOf(paths.people, params), how)
  }
  const people = itemsOf(list.data)
  return (
    <div className="sheet wide">
      <h1>People</h1>
      <p className="lede">
        Everybody who is quoted under a name of their own: people, organisations, groups and documents. Unnamed sources
        are counted with their <Link to={paths.outlets}>outlets</Link>.
      </p>
      <div className="row tools">
        <NameField
          label="Name or part of a name"
          value={name}
          change={(value, how) => to({ name: value, type }, how)}
          entered={() => toStep(box.current, 0)}
        />
        <label className="row">
          Type
          <select value={type ?? ''} onChange={event => to({ name, type: event.target.value || null }, 'push')}>
            <option value="">all</option>
            {TYPES.filter(one => one !== 'anonymous' && one !== 'unknown').map(one => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      </div>
      {list.isPending && <Waiting />}
      {list.isError && <Failure error={list.error} />}
      {list.isSuccess && people.length === 0 && (
        <div className="nothing">
          <p>
            <strong>{name === '' ? 'Nobody is quoted yet.' : `Nobody goes by “${name}”.`}</strong>{' '}
            {name === ''
              ? 'Add articles, and whoever they quote stands here.'
              : 'Try a surname alone, or another spelling.'}
          </p>
        </div>
      )}
      {people.length > 0 && (
        <div ref={box} aria-busy={list.isPlaceholderData}>
          <Table
            caption={captionOf(people.length, list.hasNextPage, name)}
            rows={people}
            keyOf={({ id }) => id}
            columns={COLUMNS}
            steps
          />
          <More list={list} what="speakers" />
        </div>
      )}
    </div>
  )
}

const captionOf = (found: number, more: boolean, name: string): string =>
  (more ? `The ${found} most quoted` : `${found} ${found === 1 ? 'speaker' : 'speakers'}`) +
  (name === '' ? '' : ` by the name “${name}”`)

const COLUMNS: readonly Column<Person>[] = [
  {
    head: 'Speaker',
    names: true,
    by: ({ name }) => name,
    cell: ({ id, name, titles }) => (
      <>
        <Link to={paths.person(id)} className="opens">
          <bdi>{name}</bdi>
        </Link>
        {titles.length > 0 && <span className="person-title"> {titles.at(-1)!.title}</span>}
      </>
    ),
  },
  { head: 'Type', cell: ({ type }) => type, by: ({ type }) => type, spare: true },
  number('Statements', ({ statements }) => statements),
  number('Articles', ({ articles }) => articles),
  { ...number('Origins', ({ origins }) => origins), spare: true, means: 'articles, but copies of one wire count once' },
  { ...number('Outlets', ({ outlets }) => outlets), spare: true },
  {
    head: 'Direct',
    number: true,
    spare: true,
    means: 'share of statements wholly in quotation marks',
    cell: ({ direct, statements }) => share(direct, statements),
    by: ({ direct, statements }) => direct / Math.max(statements, 1),
  },
  {
    head: 'Published',
    spare: true,
    cell: ({ first, last }) => spanWords(first, last),
    by: ({ last }) => last ?? '',
  },
]

function number(head: string, of: (person: Person) => number): Column<Person> {
  return { head, number: true, cell: person => of(person).toLocaleString('en'), by: of }
}
