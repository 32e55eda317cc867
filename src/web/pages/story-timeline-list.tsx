import type { Moment } from '../../api/wire.ts'
import { paths } from '../frame/paths.ts'
import { Link } from '../frame/router.tsx'
import { dayWords } from './days.tsx'
import { daysOf, type TimelineMoment } from './story-timeline.ts'

const EVENT_WORDS: Readonly<Record<Moment['event'], { readonly sign: string; readonly label: string }>> = {
  said: { sign: '●', label: 'said' },
  published: { sign: '■', label: 'published' },
  corrected: { sign: '✎', label: 'corrected' },
}

/** What was said and printed, day by day. */
export function Timeline({ moments }: { readonly moments: readonly Moment[] }) {
  const days = daysOf(moments)
  if (days.length === 0) return <p className="faint">No report of it states a day.</p>
  return (
    <ol className="bare timeline">
      {days.map(({ day, moments: told }) => (
        <li key={day} className="timeline-day">
          <h3>
            <time dateTime={day}>{dayWords(day, 'long')}</time>
          </h3>
          <ul className="bare">
            {told.map(moment => (
              <li
                key={`${moment.event} ${moment.of[0]!.article} ${moment.of[0]!.statement}`}
                className={`moment moment-${moment.event}`}
              >
                <span className="moment-time">{moment.time ?? ''}</span>
                <span className="moment-sign" aria-hidden="true">
                  {EVENT_WORDS[moment.event].sign}
                </span>
                <div>
                  <Told moment={moment} />
                </div>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** Outlets that tell of one saying, named before the rest is counted. */
const NAMED = 3

function Told({ moment: { event, of } }: { readonly moment: TimelineMoment }) {
  const [first] = of
  const { article, statement, speaker, words, outlet, title } = first!
  const to = statement === null ? paths.article(article) : paths.statement(statement)
  if (event !== 'said')
    return (
      <>
        <Link to={to}>
          <bdi>{title ?? 'untitled article'}</bdi>
        </Link>{' '}
        <span className="faint">
          {EVENT_WORDS[event].label}
          {outlet !== null && (
            <>
              {' by '}
              <bdi>{outlet}</bdi>
            </>
          )}
        </span>
        {event === 'corrected' && words !== null && (
          <p className="moment-words">
            <bdi>{words}</bdi>
          </p>
        )}
      </>
    )
  const outlets = [...new Set(of.flatMap(one => one.outlet ?? []))]
  return (
    <>
      <strong>
        <bdi>{speaker ?? 'Nobody named'}</bdi>
      </strong>{' '}
      said:{' '}
      <Link to={to} className="moment-words">
        <bdi>{words ?? 'these words'}</bdi>
      </Link>{' '}
      {outlets.length > 0 && (
        <span className="faint small">
          as told by <bdi>{outlets.slice(0, NAMED).join(', ')}</bdi>
          {outlets.length > NAMED && ` and ${outlets.length - NAMED} more`}
        </span>
      )}
    </>
  )
}
