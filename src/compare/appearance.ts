import type { Report } from './report.ts'

/** By time of publication (unknown last), then by id. */
export function inAppearance(a: Pick<Report, 'id' | 'publishedAt'>, b: Pick<Report, 'id' | 'publishedAt'>): number {
  const [x, y] = [timeOf(a.publishedAt), timeOf(b.publishedAt)]
  return x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Milliseconds since 1970; of a calendar day its beginning in UTC; infinite when nothing is known. */
export function timeOf(at: string | null): number {
  const time = at === null ? Number.NaN : Date.parse(at)
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time
}
