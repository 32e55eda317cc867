import { randomBytes } from 'node:crypto'
import { AscribeError } from '../vocabulary/index.ts'
import { answerOf } from './failures.ts'
import type * as wire from './wire.ts'

/** What a job's work is given. */
export interface Handle {
  readonly id: string
  readonly signal: AbortSignal
  total(count: number): void
  report(report: wire.JobReport): void
  /** A piece is done of which nothing is to be told. */
  step(): void
}

type Work = (handle: Handle) => Promise<void>
type Listener = (job: wire.Job) => void

interface Held {
  job: wire.Job
  readonly work: Work
  readonly abort: AbortController
  readonly listeners: Set<Listener>
}

/** Jobs that wait, and those that have ended and are still told of. */
const WAITING = 50
const ENDED = 200
/** Reports that a job shows. */
const REPORTS = 100

/** Long work, one after the other: the record has one writer. Held in memory; what a job has kept is in the record. */
export class Jobs {
  private readonly held = new Map<string, Held>()
  private running: Promise<void> = Promise.resolve()
  private closing = false
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
  }

  /** Whether one more may wait. Throws `too-many-jobs`, `draining`. */
  admit(): void {
    if (this.closing) throw draining()
    const waiting = [...this.held.values()].filter(h => h.job.state === 'waiting').length
    if (waiting >= WAITING)
      throw new AscribeError('too-many-jobs', `${waiting} jobs are waiting already`, 'wait until some are done')
  }

  /** Throws as `admit` does. */
  begin(kind: wire.Job['kind'], work: Work, result: string | null = null): wire.Job {
    this.admit()
    const id = `j${randomBytes(9).toString('hex')}`
    const job: wire.Job = {
      ...{ id, kind, state: 'waiting', done: 0, total: null, failed: 0, reports: [], failure: null },
      ...{
        result: result === null ? null : `/api/v1/jobs/${id}/result`,
        createdAt: this.now().toISOString(),
        endedAt: null,
      },
    }
    const held: Held = { job, work, abort: new AbortController(), listeners: new Set() }
    this.held.set(id, held)
    this.forgetOldest()
    this.running = this.running.then(() => this.run(held))
    return job
  }

  /** The newest first. */
  list(): wire.Job[] {
    return [...this.held.values()].map(h => h.job).toReversed()
  }

  get(id: string): wire.Job {
    return this.named(id).job
  }

  private named(id: string): Held {
    const held = this.held.get(id)
    if (held === undefined)
      throw new AscribeError(
        'no-such-job',
        'there is no such job',
        'jobs that ended long ago, or before a restart, are gone',
      )
    return held
  }

  /** Asks a job to end; one that waits ends at once. Throws `job-ended`. */
  cancel(id: string): wire.Job {
    const held = this.named(id)
    if (held.job.endedAt !== null)
      throw new AscribeError('job-ended', 'the job has ended already', 'nothing is left to cancel')
    held.abort.abort()
    if (held.job.state === 'waiting') this.end(held, { state: 'cancelled' })
    return held.job
  }

  /** Hears every change of a job; the function given back ends it. */
  listen(id: string, listener: Listener): () => void {
    const { listeners } = this.named(id)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Takes no more, asks all to end and waits for the one that runs. */
  async close(): Promise<void> {
    this.closing = true
    for (const held of this.held.values()) {
      held.abort.abort()
      if (held.job.state === 'waiting') this.end(held, { state: 'cancelled' })
    }
    await this.running
  }

  private async run(held: Held): Promise<void> {
    if (held.job.state !== 'waiting') return
    this.change(held, { state: 'running' })
    const count = (failed: boolean) =>
      this.change(held, { done: held.job.done + 1, failed: held.job.failed + (failed ? 1 : 0) })
    try {
      await held.work({
        id: held.job.id,
        signal: held.abort.signal,
        total: total => this.change(held, { total }),
        step: () => count(false),
        report: report => {
          this.change(held, { reports: [...held.job.reports, report].slice(-REPORTS) })
          if (report.outcome !== 'note') count(report.outcome === 'failed')
        },
      })
      this.end(held, { state: held.abort.signal.aborted ? 'cancelled' : 'done' })
    } catch (error) {
      this.end(held, { state: 'failed', failure: answerOf(error).failure })
    }
  }

  private end(held: Held, change: Partial<wire.Job>): void {
    this.change(held, { ...change, endedAt: this.now().toISOString() })
    held.listeners.clear()
  }

  private change(held: Held, change: Partial<wire.Job>): void {
    held.job = { ...held.job, ...change }
    for (const listener of held.listeners) listener(held.job)
  }

  private forgetOldest(): void {
    const ended = [...this.held.values()].filter(h => h.job.endedAt !== null)
    for (const { job } of ended.slice(0, Math.max(0, ended.length - ENDED))) this.held.delete(job.id)
  }
}

export const draining = () =>
  new AscribeError('draining', 'this server is ending', 'ask again when it has started anew')
