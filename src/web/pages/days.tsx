const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

const timeOf = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`)

/** A calendar day as it is written: “4 Mar 2025”; what is no day is given back. The day is the article's own, whatever the reader's zone. */
export const dayWords = (at: string, form: 'short' | 'long' = 'short'): string => {
  const time = timeOf(at)
  return Number.isNaN(time) ? at : (form === 'short' ? DAY : LONG_DAY).format(time)
}

/** First and last day, with what they share told once: “15–29 May 2025”, “8 Sept – 2 Oct 2025”. */
export const spanWords = (first: string | null, last: string | null): string => {
  const [from, to] = [first ?? last, last ?? first]
  if (from === null || to === null) return ''
  const [one, other] = [timeOf(from), timeOf(to)]
  return Number.isNaN(one) || Number.isNaN(other) || one > other
    ? `${dayWords(from)} – ${dayWords(to)}`
    : DAY.formatRange(one, other)
}

/** A moment, with the hour where it is known; null shows nothing. */
export function When({ at, hour = false }: { readonly at: string | null; readonly hour?: boolean }) {
  if (at === null) return null
  const time = hour ? /T(\d{2}:\d{2})/.exec(at)?.[1] : undefined
  return (
    <time dateTime={at}>
      {dayWords(at)}
      {time === undefined ? '' : `, ${time}`}
    </time>
  )
}
