import '../style/lists.css'
import '../style/find.css'
import '../style/people.css'
import '../style/queue.css'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { StatementHit } from '../../api/wire.ts'
import { Failure } from '../frame/failure.tsx'
import { Waiting } from '../frame/frame.tsx'
import { useKeys } from '../frame/keyboard.tsx'
import { paths } from '../frame/paths.ts'
import { Link, useRouter } from '../frame/router.tsx'
import { useTitle } from '../frame/title.ts'
import { useAuthor } from '../ruling/author.tsx'
import { askPlace, askQueue, rule, undo } from './asks.ts'
import { AskedFor } from './find-bar.tsx'
import { addressOf, paramsOf, type Search, searchOf } from './find-query.ts'
import { itemsOf } from './more.tsx'
import { Problem } from './problem.tsx'
import { QueueCard } from './queue-card.tsx'

/** What was said of a statement while this page was open. */
interface Said {
  readonly statement: string
  readonly what: 'accepted' | 'rejected'
  readonly ruling: string
}

/** Statements asked for before those at hand run out. */
const AHEAD = 5

/** Statements that nobody has checked, the least sure first: one after another, by three keys. */
export default function Queue() {
  useTitle('Queue')
  const { place, go } = useRouter()
  const search = searchOf(place.query)
  const client = useQueryClient()
  // The list is taken once: what is checked leaves it here, not by asking anew, which would move it under one's hands.
  const list = useInfiniteQuery({ ...askQueue(search), staleTime: Number.POSITIVE_INFINITY })
  const all = itemsOf(list.data)
  const [said, setSaid] = useState<readonly Said[]>([])
  const [at, setAt] = useState(0)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { withAuthor, box } = useAuthor()
  const done = new Set(said.map(({ statement }) => statement))
  const open = all.filter(({ statement }) => !done.has(statement))
  const current = open[Math.min(at, open.length - 1)]
  const standing = useQuery({ ...askPlace(current?.statement ?? ''), enabled: current !== undefined })
  if (list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError && open.length - at < AHEAD)
    queueMicrotask(() => void list.fetchNextPage())

  const say = (what: Said['what']) => {
    const found = standing.data
    if (!current || !found || busy) return
    withAuthor(author => {
      setBusy(true)
      rule(
        {
          target: { of: 'statement', statement: current.statement, article: found.newest },
          change: { change: what === 'accepted' ? 'accept' : 'reject' },
          author,
        },
        found.etag,
      )
        .then(({ ruling }) => {
          setSaid(before => [...before, { statement: current.statement, what, ruling: ruling.id }])
          setFailure(null)
        })
        .catch((error: unknown) => {
          setFailure(error)
          void client.invalidateQueries({ queryKey: askPlace(current.statement).queryKey })
        })
        .finally(() => setBusy(false))
    })
  }
  const takeBack = () => {
    const last = said.at(-1)
    if (!last || busy) return
    withAuthor(author => {
      setBusy(true)
      undo(last.ruling, author)
        .then(() => {
          setSaid(before => before.slice(0, -1))
          setAt(
            Math.max(
              0,
              all
                .filter(({ statement }) => !done.has(statement) || statement === last.statement)
                .findIndex(({ statement }) => statement === last.statement),
            ),
          )
          setFailure(null)
          void client.invalidateQueries({ queryKey: askPlace(last.statement).queryKey })
        })
        .catch(setFailure)
        .finally(() => setBusy(false))
    })
  }
  const step = (by: 1 | -1) =>
    setAt(now => Math.min(Math.max(Math.min(now, open.length - 1) + by, 0), Math.max(open.length - 1, 0)))
  const edit = () => current && go(paths.article(current.article, current.statement))
  useKeys([
    { key: 'a', does: 'Accept the statement', run: () => say('accepted') },
    { key: 'r', does: 'Reject the statement', run: () => say('rejected') },
    { key: 'e', does: 'Open it in its article, to edit it', run: edit },
    { key: 'j', does: 'Leave it for later', run: () => step(1) },
    { key: 'k', does: 'Back to the one before', run: () => step(-1) },
    { key: 'u', does: 'Undo what you said last', run: takeBack },
  ])
  const to = (next: Search) => {
    setAt(0)
    go(addressOf(paths.queue, paramsOf(next)))
  }
  return (
    <div className="sheet queue">
      <header className="queue-head">
        <h1>Least sure first</h1>
        <Progress said={said} left={open.length} more={list.hasNextPage} />
      </header>
      <AskedFor search={search} to={to} />
      {list.isPending && <Waiting />}
      {list.isError && !list.isFetchNextPageError && <Failure error={list.error} />}
      {list.isSuccess && current === undefined && !list.isFetchingNextPage && <AllDone any={all.length > 0} />}
      {current && (
        <>
          <QueueCard hit={current} place={standing.data ?? null} />
          <div className="row queue-keys">
            <button type="button" className="main" disabled={busy || !standing.data} onClick={() => say('accepted')}>
              Accept <kbd>a</kbd>
            </button>
            <button type="button" disabled={busy || !standing.data} onClick={() => say('rejected')}>
              Reject <kbd>r</kbd>
            </button>
            <button type="button" onClick={edit}>
              Edit in the article <kbd>e</kbd>
            </button>
            <button type="button" className="plain" disabled={at >= open.length - 1} onClick={() => step(1)}>
              Later <kbd>j</kbd>
            </button>
            <button type="button" className="plain" disabled={said.length === 0 || busy} onClick={takeBack}>
              Undo <kbd>u</kbd>
            </button>
          </div>
          {standing.isError && <Failure error={standing.error} />}
        </>
      )}
      {failure !== null && <Problem error={failure} />}
      <Next hits={open.slice(Math.min(at, open.length - 1) + 1, Math.min(at, open.length - 1) + 1 + AHEAD)} />
      {box}
    </div>
  )
}

interface ProgressProps {
  readonly said: readonly Said[]
  readonly left: number
  readonly more: boolean
}

function Progress({ said, left, more }: ProgressProps) {
  const accepted = said.filter(({ what }) => what === 'accepted').length
  return (
    <p className="faint" role="status">
      {said.length === 0
        ? 'Nothing checked yet in this visit'
        : `${said.length} checked: ${accepted} accepted, ${said.length - accepted} rejected`}
      {left > 0 && ` · ${more ? `${left} at hand, and more` : `${left} left`}`}
    </p>
  )
}

const AllDone = ({ any }: { readonly any: boolean }) => (
  <div className="nothing">
    <p>
      <strong>{any ? 'All of these are checked.' : 'There is nothing to check.'}</strong> Every statement here was
      accepted, changed or added by a person. <Link to={paths.find()}>Find</Link> has them all.
    </p>
  </div>
)

function Next({ hits }: { readonly hits: readonly StatementHit[] }) {
  if (hits.length === 0) return null
  return (
    <section className="queue-next" aria-labelledby="next">
      <h2 id="next">Next</h2>
      <ol className="bare">
        {hits.map(({ statement, speaker, words }) => (
          <li key={statement}>
            <strong>
              <bdi>{speaker ?? 'Nobody named'}</bdi>
            </strong>{' '}
            <bdi>{words}</bdi>
          </li>
        ))}
      </ol>
    </section>
  )
}
