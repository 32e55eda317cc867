/**
 * The number of a statement in the index: days since 1600-01-01 times 2^34, plus a running number. Sorting by it sorts
 * by day, a span of days is a span of numbers, and it stays exact in a double (18 + 34 bits). Day 0 is "not known".
 */
const PER_DAY = 2 ** 34
const LAST_DAY = 2 ** 18 - 1
const EPOCH = Date.UTC(1600, 0, 1)
const DAY = 86_400_000

/** The day's number of an ISO day or instant (its UTC day); 0 when there is none. Days out of reach count as the nearest. */
export function dayNumber(when: string | null): number {
  if (when === null) return 0
  const at = Date.parse(`${when.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(at) ? 0 : Math.min(LAST_DAY, Math.max(1, Math.floor((at - EPOCH) / DAY) + 1))
}

export const seqOf = (when: string | null, running: number): number => dayNumber(when) * PER_DAY + running

/** First and last number of the days from `since` to `until`, both included; null leaves an end open. */
export function seqRange(since: string | null, until: string | null): { readonly from: number; readonly to: number } {
  return {
    from: since === null ? (until === null ? 0 : PER_DAY) : dayNumber(since) * PER_DAY,
    to: until === null ? Number.MAX_SAFE_INTEGER : (dayNumber(until) + 1) * PER_DAY - 1,
  }
}

/** The first number of a statement whose day is known. */
export const FIRST_DATED = PER_DAY

/** The number of a statement's day; 0 where it is not known. */
export const seqDay = (seq: number): number => Math.floor(seq / PER_DAY)

/** A day's number as `YYYY-MM-DD`; null for 0. */
export const dayText = (day: number): string | null =>
  day === 0 ? null : new Date(EPOCH + (day - 1) * DAY).toISOString().slice(0, 10)

/** The day of a statement's number, `YYYY-MM-DD`; null where it is not known. */
export const dayOf = (seq: number | null): string | null => dayText(seqDay(seq ?? 0))
