import '../style/lists.css'
import '../style/stories.css'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { StoryRow } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { askStories } from './asks.ts'
import { spanWords } from './days.tsx'
import { addressOf, dayOf } from './find-query.ts'
import { KIND_ORDER, KIND_WORDS } from './finding-words.ts'
import { itemsOf, More } from './more.tsx'
import { NameField } from './name-field.tsx'
import { toStep, useSteps } from './steps.ts'

interface Asked {
  readonly words: string
  readonly outlet: string | null
  readonly since: string | null
  readonly until: string | null
}

/** What several reports tell of: the newest first, with what was found by laying them side by side. */
export default function Stories() {
  useTitle('Stories')
  const { place, go } = useRouter()
  const asked: Asked = {
    words: place.query.get('q') ?? '',
    outlet: place.query.get('outlet'),
    since: dayOf(place.query.get('since')),
    until: dayOf(place.query.get('until')),
  }
  const list = useInfiniteQuery({ ...askStories(asked), placeholderData: keepPreviousData })
  const box = useSteps('story', () => list.hasNextPage && void list.fetchNextPage())
  const stories = itemsOf(list.data)
  const waiting = list.data?.pages[0]?.waiting ?? 0
  const to = (next: Asked, how: 'push' | 'replace' = 'push') => {
    const params = new URLSearchParams()
    if (next.words !== '') params.set('q', next.words)
    for (const name of ['outlet', 'since', 'until'] as const) if (next[name]) params.set(name, next[name])
    go(addressOf(paths.stories, params), how)
  }
  const narrowed = asked.words !== '' || asked.outlet !== null || asked.since !== null || asked.until !== null
  return (
    <div className="sheet wide stories">
      <h1>Stories</h1>
      <p className="lede">
        Reports about one event, laid side by side: whose words were given to another, what was denied, where numbers
        differ.
      </p>
      <div className="row tools">
        <NameField
          label="Words of the headline"
          value={asked.words}
          change={(words, how) => to({ ...asked, words }, how)}
          entered={() => toStep(box.current, 0)}
        />
        <Day label="from" value={asked.since} change={since => to({ ...asked, since })} />
        <Day label="to" value={asked.until} change={until => to({ ...asked, until })} />
        {asked.outlet !== null && (
          <button type="button" onClick={() => to({ ...asked, outlet: null })}>
            in <bdi>{asked.outlet}</bdi> <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      {waiting > 0 && (
        <p className="note" role="status">
          {waiting.toLocaleString('en')} {waiting === 1 ? 'article is' : 'articles are'} not laid beside the others yet:{' '}
          <code>ascribe stories</code> does it.
        </p>
      )}
      {list.isPending && <Waiting />}
      {list.isError && !list.isFetchNextPageError && <Failure error={list.error} />}
      {list.isSuccess && stories.length === 0 && <Nothing narrowed={narrowed} />}
      <div ref={box}>
        <ol className="bare story-list">
          {stories.map(story => (
            <StoryItem key={story.id} story={story} />
          ))}
        </ol>
      </div>
      <More list={list} what="stories" />
    </div>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string | null
  readonly change: (value: string | null) => void
}

const Day = ({ label, value, change }: DayProps) => (
  <label className="row">
    {label}
    <input type="date" value={value ?? ''} onChange={event => change(event.target.value || null)} />
  </label>
)

const Nothing = ({ narrowed }: { readonly narrowed: boolean }) => (
  <div className="nothing">
    {narrowed ? (
      <p>
        <strong>No story is like that.</strong> Fewer words, or more days, may find one.
      </p>
    ) : (
      <>
        <p>
          <strong>No two reports tell of one event yet.</strong>
        </p>
        <p>
          Add what several outlets wrote about the same thing, then let <code>ascribe stories</code> lay it side by
          side.
        </p>
      </>
    )}
  </div>
)

/** Outlets named before the rest is counted. */
const NAMED = 5

function StoryItem({ story }: { readonly story: StoryRow }) {
  const { id, title, articles, origins, outlets, first, last, findings } = story
  const more = outlets.length - NAMED
  return (
    <li className="story-item" data-step={id}>
      <h2>
        <Link to={paths.story(id)} className="opens">
          <bdi>{title}</bdi>
        </Link>
      </h2>
      <ul className="facts">
        {first !== null && <li>{spanWords(first, last)}</li>}
        <li>
          {articles} {articles === 1 ? 'report' : 'reports'}
        </li>
        <li title="copies of one wire count once">
          {origins} independent {origins === 1 ? 'origin' : 'origins'}
        </li>
        {outlets.length > 0 && (
          <li>
            <bdi>{outlets.slice(0, NAMED).join(', ')}</bdi>
            {more > 0 && ` and ${more} more`}
          </li>
        )}
      </ul>
      <KindCounts findings={findings} />
    </li>
  )
}

/** How many findings of each kind there are: a sign and a word for each. */
export function KindCounts({ findings }: { readonly findings: StoryRow['findings'] }) {
  const kinds = KIND_ORDER.filter(kind => findings[kind] > 0)
  if (kinds.length === 0) return null
  return (
    <ul className="bare row kind-counts" aria-label="Findings">
      {kinds.map(kind => (
        <li key={kind} className={`kind-count tone-${KIND_WORDS[kind].tone}`} title={KIND_WORDS[kind].means}>
          <span aria-hidden="true" className="sign">
            {KIND_WORDS[kind].sign}
          </span>{' '}
          {KIND_WORDS[kind].label} <strong>{findings[kind]}</strong>
        </li>
      ))}
    </ul>
  )
}
