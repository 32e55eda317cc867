import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { compareNew } from '../intake/index.ts'
import type { RecordStore } from '../store/index.ts'

/** Milliseconds of quiet before what changed is laid beside the rest: somebody who rules does so again and again. */
const QUIET = 2000
/** Articles compared here at most: it is done in the thread that answers, and more of them would keep it from that. */
const MOST = 100

/** Lays what is new or changed beside the rest of the record, behind whatever is answered. */
export class Comparing {
  private readonly store: RecordStore
  private readonly worker: string
  private readonly log: Logger
  private readonly end = new AbortController()
  private running: Promise<void> = Promise.resolve()
  private waits = false

  constructor(store: RecordStore, worker: string, log: Logger) {
    this.store = store
    this.worker = worker
    this.log = log
  }

  /** Something changed: it is compared soon, all that comes meanwhile along with it. */
  nudge(): void {
    if (this.waits || this.end.signal.aborted) return
    this.waits = true
    this.running = this.running.then(() => this.run())
  }

  /** What is not compared by then waits in the record. */
  async close(): Promise<void> {
    this.end.abort()
    await this.running
  }

  private async run(): Promise<void> {
    const { signal } = this.end
    try {
      await sleep(QUIET, undefined, { signal, ref: false })
    } catch {
      return // the server ends
    }
    this.waits = false
    try {
      const waiting = await this.store.comparison.waiting()
      if (waiting > MOST) {
        this.log.warn({ waiting }, 'too many articles wait to be compared beside answering: ascribe stories does it')
        return
      }
      await compareNew(this.store, { worker: `${this.worker}-compare`, sleep: ms => sleep(ms), signal })
    } catch (error) {
      // It waits in the record, and is tried again with the next change.
      this.log.warn({ err: error }, 'not compared')
    }
  }
}
