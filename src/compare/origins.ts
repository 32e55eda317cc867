import type { Sketch } from './passages.ts'

/** Of the smaller article's sampled runs, how many have to stand in the other for one to be a copy. */
const COPIED = 0.6
/** With fewer samples chance decides. */
const LEAST_SAMPLES = 8
/** A report is laid beside the first reports of so many origins. */
const LEADERS = 64

interface Sketched {
  readonly id: string
  readonly agency: string | null
  readonly sketch: Sketch
}

/**
 * Which reports are of one origin: those of one agency, and those whose text is nearly the same. Each is laid beside the
 * first report of each origin alone. `reports` in order of appearance; one may stand in it more than once.
 */
export function originsOf(
  reports: readonly Sketched[],
): Map<string, { readonly origin: number; readonly copyOf: string | null }> {
  const found = new Map<string, { origin: number; copyOf: string | null }>()
  const leaders: Sketched[] = []
  const byAgency = new Map<string, number>()
  for (const one of reports) {
    const { id, agency } = one
    if (found.has(id)) continue
    const name = agency?.toLowerCase()
    let origin = name === undefined ? undefined : byAgency.get(name)
    if (origin === undefined) {
      const like = leaders.slice(0, LEADERS).findIndex(leader => nearlySame(leader.sketch, one.sketch))
      if (like >= 0) origin = like
    }
    if (origin === undefined) {
      origin = leaders.length
      leaders.push(one)
      found.set(id, { origin, copyOf: null })
    } else found.set(id, { origin, copyOf: leaders[origin]!.id })
    if (name !== undefined && !byAgency.has(name)) byAgency.set(name, origin)
  }
  return found
}

/** Are two reports' texts the same but for what an editor cuts or adds? */
export function nearlySame(a: Sketch, b: Sketch): boolean {
  const least = Math.min(a.length, b.length)
  if (least < LEAST_SAMPLES) return false
  let both = 0
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const [x, y] = [a[i]!, b[k]!]
    if (x === y) both++
    if (x <= y) i++
    if (y <= x) k++
  }
  return both >= COPIED * least
}
