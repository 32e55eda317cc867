import { Readable } from 'node:stream'
import type { Jobs } from './jobs.ts'
import type * as wire from './wire.ts'

/** Milliseconds between two events of one job, and between two signs of life. */
const APART = 250
const HEARTBEAT = 15_000

/**
 * A job's changes as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): the job as it is
 * now, then as it changes, not oftener than people can read; last `end`. Whoever reads slowly gets fewer events, never a
 * growing queue; whoever leaves is forgotten. Throws `no-such-job`.
 */
export function progressOf(id: string, jobs: Jobs): Readable {
  let latest: wire.Job | null = jobs.get(id)
  let timer: NodeJS.Timeout | null = null
  let hungry = false
  const leave = jobs.listen(id, job => {
    latest = job
    if (job.endedAt !== null || timer === null) flush()
  })
  const beat = setInterval(() => hungry && stream.push(': alive\n\n'), HEARTBEAT)
  const stop = () => {
    leave()
    clearInterval(beat)
    if (timer !== null) clearTimeout(timer)
  }
  const flush = (): void => {
    if (latest === null || !hungry || stream.destroyed) return
    const job = latest
    const ended = job.endedAt !== null
    latest = null
    if (timer !== null) clearTimeout(timer)
    timer = ended
      ? null
      : setTimeout(() => {
          timer = null
          flush()
        }, APART)
    hungry = stream.push(`event: ${ended ? 'end' : 'progress'}\ndata: ${JSON.stringify(job)}\n\n`)
    if (ended) {
      stop()
      stream.push(null)
    }
  }
  const stream = new Readable({
    read() {
      hungry = true
      if (timer === null) flush()
    },
    destroy(error, done) {
      stop()
      done(error)
    },
  })
  return stream
}
