import type { Moment } from '../../api/wire.ts'
import { grouped } from './grouped.ts'

/** What happened on one day of a story. */
export interface TimelineDay {
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly moments: readonly TimelineMoment[]
}

export interface TimelineMoment {
  readonly event: Moment['event']
  /** `HH:MM` in the time of the entry's own zone; null where only the day is known. */
  readonly time: string | null
  /** The moments that are told as one: reports that tell of one statement's day, in their order. */
  readonly of: readonly Moment[]
}

const EVENTS: readonly Moment['event'][] = ['said', 'published', 'corrected']

const timeOf = (at: string): string | null => /T(\d{2}:\d{2})/.exec(at)?.[1] ?? null

/**
 * Moments by day, the earliest first. Within a day what was said stands before what was printed, for papers tell of what
 * was. What one speaker said on one day is told as one, whichever reports tell of it.
 */
export function daysOf(timeline: readonly Moment[]): readonly TimelineDay[] {
  const byDay = grouped(timeline, ({ at }) => at.slice(0, 10))
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, moments]) => ({ day, moments: momentsOf(moments) }))
}

function momentsOf(moments: readonly Moment[]): readonly TimelineMoment[] {
  const told = grouped(moments, (moment, i) =>
    moment.event === 'said' ? `said ${moment.speaker ?? ''}` : `${moment.event} ${i}`,
  )
  return [...told.values()]
    .map(of => ({ event: of[0]!.event, time: timeOf(of[0]!.at), of }))
    .sort((a, b) => EVENTS.indexOf(a.event) - EVENTS.indexOf(b.event) || inDay(a) - inDay(b))
}

/** Instants compare across time zones; a bare day stands at its beginning. */
const inDay = ({ of }: TimelineMoment): number => Date.parse(of[0]!.at)
