import { brotliDecompressSync } from 'node:zlib'
import type { Fetcher } from '../fetching/index.ts'
import { unpack } from '../ingest/containers/index.ts'
import type { Acceptance, Failure, Job, Keeping, RecordStore } from '../store/index.ts'
import { AscribeError, type Note, type Piece, type Stated } from '../vocabulary/index.ts'
import type { Reader } from './readers.ts'
import { pageSource, type Source } from './sources.ts'

/** The rooms and clocks that taking in needs. */
export interface Rooms {
  readonly store: RecordStore
  readonly reader: Reader
  /** Null where nothing may be fetched: links are then reported as not followed. */
  readonly fetcher: Fetcher | null
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>
  /** Milliseconds that only grow. */
  readonly now: () => number
}

export interface IntakeOptions {
  /** This worker's name; no two that run at once may share it. */
  readonly worker: string
  /** How long a claimed job is ours, in milliseconds; renewed while we work. Default 15,000. */
  readonly lease?: number
  /** Fetch the pages to which feed items without full text link. Default false. */
  readonly follow?: boolean
  /** Name of the text column of tables, where it is none of the usual ones. */
  readonly column?: string
  /** Also read what earlier runs accepted and never finished. Default true. */
  readonly finishOthers?: boolean
  /** When it is aborted taking in stops; what was accepted stays in the record and is read by the next run. */
  readonly signal?: AbortSignal
}

/** What became of one piece of one source. */
export type Report =
  | {
      readonly outcome: 'added' | 'new-version' | 'known'
      readonly source: string
      readonly from: string
      readonly article: string
      readonly statements: number
    }
  | { readonly outcome: 'unchanged'; readonly source: string; readonly from: string }
  | {
      readonly outcome: 'note'
      readonly source: string
      readonly from: string
      readonly note: Pick<Note, 'code' | 'message'>
    }
  | { readonly outcome: 'failed'; readonly source: string; readonly from: string; readonly failure: Failure }

export type Tally = Record<Report['outcome'], number> & { statements: number }

const DEFAULT_LEASE = 15_000
/** Pieces accepted in one transaction, at most so many and so many bytes. */
const BATCH = { pieces: 64, bytes: 8 * 1024 * 1024 }
/** Pieces accepted and not yet read: beyond it, reading comes first. It bounds what a crash leaves waiting. */
const AHEAD = 256
/** Jobs claimed, and readings kept, in one transaction: each waits for the disk. A crash makes so many be read again. */
const KEEP = 16
/** A reading waits no longer than so many milliseconds for others to be kept with. */
const PATIENCE = 1000

/**
 * Takes sources in: unpacks them, accepts every piece into the record, reads and keeps it. `tell` hears what became of
 * each piece as soon as it is on disk. Doing the same again changes nothing, and finishes what a run that was cut off
 * had accepted. A source or piece that fails is reported and the others go on; a failure of the record itself (disk
 * full, unreachable) is thrown, with everything acknowledged so far kept.
 */
export async function takeIn(
  sources: Iterable<Source> | AsyncIterable<Source>,
  rooms: Rooms,
  options: IntakeOptions,
  tell: (report: Report) => void,
): Promise<Tally> {
  const intake = new Intake(rooms, options, tell)
  try {
    for await (const source of sources) {
      if (options.signal?.aborted) break
      await intake.take(source)
    }
    await intake.acceptBatch()
    if (options.finishOthers !== false && !options.signal?.aborted) await intake.adoptOthers()
    await intake.finish()
    return intake.tally
  } finally {
    await intake.settle()
  }
}

/**
 * Accepts every piece of one source and reads none: it is in the record's inbox by then, and whoever takes the source in
 * later, or finishes what others left, reads it. Pages to which a feed links are not there yet, and are not accepted. What
 * fails in the source is told by taking it in; a failure of the record itself is thrown.
 */
export async function acceptOnly(source: Source, rooms: Rooms, options: IntakeOptions): Promise<void> {
  await new Intake(rooms, options, () => {}, Number.POSITIVE_INFINITY).acceptOnly(source)
}

/** A feed's item whose page is to be fetched; its summary stands for a page that cannot be had. */
interface Link {
  readonly page: Source
  readonly from: string
  readonly fallback: Piece | null
}

interface Waiting {
  readonly source: string
  readonly from: string
}

class Intake {
  readonly tally: Tally = { added: 0, 'new-version': 0, known: 0, unchanged: 0, note: 0, failed: 0, statements: 0 }
  readonly #rooms: Rooms
  readonly #options: IntakeOptions
  readonly #lease: number
  readonly #tell: (report: Report) => void
  /** Pieces accepted and not yet read, at most. */
  readonly #ahead: number
  /** Pieces not yet accepted. */
  #batch: { readonly piece: Piece; readonly source: string; readonly done: (job: string) => void }[] = []
  #batchBytes = 0
  /** Accepted, not yet done: job -> whose it is. */
  readonly #waiting = new Map<string, Waiting>()
  /** Claimed, not yet being read. */
  #claimed: Job[] = []
  /**
   * An earlier run ended over the job claimed last, maybe because of it. Such jobs are claimed and kept one at a time, so
   * that the one at fault takes no others to the dead letters.
   */
  #wary = false
  /** Being read. */
  readonly #reading = new Map<string, Promise<void>>()
  #ready: Keeping[] = []
  /** When the first of them became ready. */
  #readySince = 0
  #renewed = 0

  constructor(rooms: Rooms, options: IntakeOptions, tell: (report: Report) => void, ahead = AHEAD) {
    this.#ahead = ahead
    this.#rooms = rooms
    this.#options = options
    this.#lease = options.lease ?? DEFAULT_LEASE
    this.#tell = tell
  }

  /** Unpacks one source and accepts its pieces; its links too where they are followed. */
  async take(source: Source): Promise<void> {
    const links: Link[] = []
    await this.#unpackInto(source, links)
    for (const { page, from, fallback } of links) {
      if (this.#options.signal?.aborted) return
      // A link's page is no feed whose links would be followed in turn.
      const taken = await this.#unpackInto(page, null)
      if (taken || fallback === null || this.#options.signal?.aborted) continue
      this.#report({ outcome: 'note', source: source.name, from, note: ONLY_SUMMARY })
      await this.#add(fallback, source.name, () => {})
    }
  }

  async acceptOnly(source: Source): Promise<void> {
    await this.#unpackInto(source, [])
    await this.acceptBatch()
  }

  /** False when the source itself could not be had. */
  async #unpackInto(source: Source, links: Link[] | null): Promise<boolean> {
    const { fetcher, store } = this.#rooms
    const jobs: string[] = []
    try {
      const opened = await source.open().catch(error => {
        throw ofTheSource(error)
      })
      if (opened === null) {
        this.#report({ outcome: 'unchanged', source: source.name, from: source.name })
        return true
      }
      const { bytes, mediaType, charset, stated, url } = opened
      const { column } = this.#options
      const unpacked = unpack(
        { name: source.name, bytes, mediaType: mediaType ?? null, charset: charset ?? null, url: url ?? null },
        { brotli: unbrotli, ...(column === undefined ? {} : { column }) },
      )
      for await (const thing of unpacked) {
        switch (thing.kind) {
          case 'piece':
            await this.#add(withStated(thing.piece, stated), source.name, job => jobs.push(job))
            break
          case 'link':
            if (links !== null && this.#options.follow === true && fetcher !== null) {
              const { signal } = this.#options
              const page = pageSource(thing.url, fetcher, store, { stated: thing.stated, ...(signal && { signal }) })
              links.push({ page, from: thing.from, fallback: thing.fallback })
            } else if (thing.fallback !== null) {
              this.#report({ outcome: 'note', source: source.name, from: thing.from, note: ONLY_SUMMARY })
              await this.#add(thing.fallback, source.name, job => jobs.push(job))
            } else this.#fail(source.name, thing.from, NOT_FOLLOWED)
            break
          case 'note':
            this.#report({ outcome: 'note', source: source.name, from: thing.from, note: thing })
            break
          case 'failed':
            this.#fail(source.name, thing.from, thing.error)
            break
          default:
            thing satisfies never
        }
        if (this.#options.signal?.aborted) return true
      }
      if (opened.accepted) {
        await this.acceptBatch()
        await opened.accepted(jobs)
      }
    } catch (error) {
      // A source's own failure is reported; a failure of the record is everybody's.
      if (this.#options.signal?.aborted) return true
      if (!(error instanceof AscribeError) || isOfTheRecord(error)) throw error
      this.#fail(source.name, source.name, error)
      return false
    }
    return true
  }

  async #add(piece: Piece, source: string, done: (job: string) => void): Promise<void> {
    this.#batch.push({ piece, source, done })
    this.#batchBytes += piece.bytes.length
    if (this.#batch.length >= BATCH.pieces || this.#batchBytes >= BATCH.bytes) await this.acceptBatch()
    while (this.#waiting.size > this.#ahead) await this.#step()
  }

  async acceptBatch(): Promise<void> {
    if (this.#batch.length === 0) return
    const batch = this.#batch
    this.#batch = []
    this.#batchBytes = 0
    const acceptances = await this.#rooms.store.accept(batch.map(({ piece }) => piece))
    for (const [i, { piece, source, done }] of batch.entries()) {
      const acceptance = acceptances[i]!
      done(acceptance.job)
      await this.#meet(acceptance, { source, from: piece.from })
    }
  }

  async #meet({ job, state, article }: Acceptance, waiting: Waiting): Promise<void> {
    switch (state) {
      case 'new':
      case 'waiting':
      case 'claimed':
        // The same piece twice in one run is one piece.
        if (this.#waiting.has(job)) this.tally.known++
        else this.#waiting.set(job, waiting)
        return
      case 'done':
        this.#report({ outcome: 'known', ...waiting, article: article ?? '', statements: 0 })
        return
      case 'dead':
        await this.#tellDead(job, waiting)
        return
      case 'forgotten':
        this.#fail(waiting.source, waiting.from, {
          code: 'forgotten',
          message: 'this was removed from the record for good, and may not come back',
          next: 'nothing; ascribe forget --list shows when and why',
        })
        return
      default:
        state satisfies never
    }
  }

  /** Takes over what earlier runs left: waiting jobs, and claimed ones whose lease ran out. */
  async adoptOthers(): Promise<void> {
    for (const state of ['waiting', 'claimed'] as const) {
      let after: string | undefined
      for (;;) {
        const rows = await this.#rooms.store.jobs({ state, limit: 500, ...(after === undefined ? {} : { after }) })
        for (const row of rows) {
          if (!this.#waiting.has(row.id)) this.#waiting.set(row.id, { source: row.from, from: row.from })
        }
        after = rows.at(-1)?.id
        if (rows.length < 500) break
      }
    }
  }

  async finish(): Promise<void> {
    while (this.#waiting.size > 0 || this.#reading.size > 0) {
      if (this.#options.signal?.aborted) break
      await this.#step()
    }
  }

  /** Gives back what was not begun, lets what is being read come to its end, and keeps it. */
  async settle(): Promise<void> {
    const untouched = this.#claimed.map(({ id }) => id)
    this.#claimed = []
    await Promise.all(this.#reading.values())
    await this.#keep()
    if (untouched.length > 0) await this.#rooms.store.release(this.#options.worker, untouched)
  }

  /** One turn: claim when there is nothing left to begin, wait for a reading, keep what is ready. */
  async #step(): Promise<void> {
    const { reader, now } = this.#rooms
    await this.#renew()
    let others: readonly string[] = []
    if (this.#claimed.length === 0 && this.#reading.size < reader.width) others = await this.#claim()
    while (this.#reading.size < reader.width) {
      const job = this.#claimed.shift()
      if (job === undefined) break
      this.#reading.set(job.id, this.#readOne(job))
    }
    if (this.#reading.size > 0) await Promise.race(this.#reading.values())
    else if (others.length > 0) {
      await this.#keep()
      await this.#askAfter(others)
      return
    }
    const idle = this.#reading.size === 0 && this.#claimed.length === 0
    if (idle || this.#wary || this.#ready.length >= KEEP || now() - this.#readySince >= PATIENCE) await this.#keep()
  }

  /** Claims what waits; gives those that it asked for when it got none of them. */
  async #claim(): Promise<readonly string[]> {
    const ready = new Set(this.#ready.map(({ job }) => job))
    const idle: string[] = []
    for (const job of this.#waiting.keys()) {
      if (idle.length === AHEAD) break
      if (!this.#reading.has(job) && !ready.has(job)) idle.push(job)
    }
    if (idle.length === 0) return []
    const { store, reader } = this.#rooms
    const { worker } = this.#options
    const jobs = await store.claim(worker, this.#wary ? 1 : Math.max(KEEP, reader.width), this.#lease, idle)
    const tried = jobs.find(({ tries }) => tries > 1)
    this.#wary = tried !== undefined
    this.#claimed = tried === undefined ? [...jobs] : [tried]
    if (tried !== undefined) {
      const others = jobs.filter(job => job !== tried).map(({ id }) => id)
      await store.release(worker, others)
      await this.#keep()
    }
    return jobs.length === 0 ? idle : []
  }

  async #readOne(job: Job): Promise<void> {
    const { store, reader } = this.#rooms
    const outcome = await reader.read(job.piece)
    if ('read' in outcome) {
      if (this.#ready.length === 0) this.#readySince = this.#rooms.now()
      this.#ready.push({ job: job.id, worker: this.#options.worker, ...outcome.read })
    } else {
      // Only a thread's death may pass; what ails the input itself will ail it again.
      const final = outcome.failure.code !== 'reader-died'
      await store.fail(job.id, this.#options.worker, outcome.failure, final)
      const [row] = final ? [null] : await store.jobs({ ids: [job.id] })
      if (final || row?.state === 'dead') {
        const waiting = this.#waiting.get(job.id)
        this.#waiting.delete(job.id)
        if (waiting) this.#fail(waiting.source, waiting.from, outcome.failure)
      }
    }
    this.#reading.delete(job.id)
  }

  async #keep(): Promise<void> {
    if (this.#ready.length === 0) return
    const ready = this.#ready
    this.#ready = []
    for (const kept of await this.#rooms.store.keep(ready)) {
      const waiting = this.#waiting.get(kept.job)
      // Whoever holds the lease now will finish the job; it is asked after below.
      if (waiting === undefined || kept.outcome === 'lost-lease') continue
      this.#waiting.delete(kept.job)
      if (kept.outcome === 'forgotten') {
        await this.#meet({ job: kept.job, state: 'forgotten', article: null }, waiting)
        continue
      }
      this.#report({
        outcome: kept.outcome,
        ...waiting,
        article: kept.article ?? '',
        statements: kept.statements,
      })
    }
  }

  /** Jobs that could not be claimed are others': what became of them? Waits a little when they are still at work. */
  async #askAfter(ids: readonly string[]): Promise<void> {
    let settled = 0
    for (const row of await this.#rooms.store.jobs({ ids })) {
      const waiting = this.#waiting.get(row.id)
      if (waiting === undefined || row.state === 'waiting' || row.state === 'claimed') continue
      settled++
      this.#waiting.delete(row.id)
      if (row.state === 'dead') this.#fail(waiting.source, waiting.from, row.failure ?? UNKNOWN_FAILURE)
      else this.#report({ outcome: 'known', ...waiting, article: row.article ?? '', statements: 0 })
    }
    if (settled === 0) await this.#rooms.sleep(Math.min(200, this.#lease / 4))
  }

  async #tellDead(job: string, waiting: Waiting): Promise<void> {
    const [row] = await this.#rooms.store.jobs({ ids: [job] })
    this.#fail(waiting.source, waiting.from, row?.failure ?? UNKNOWN_FAILURE)
  }

  /** Keeps our leases alive, three times in their length. */
  async #renew(): Promise<void> {
    const now = this.#rooms.now()
    if (now - this.#renewed < this.#lease / 3) return
    this.#renewed = now
    const ours = [...this.#claimed.map(({ id }) => id), ...this.#reading.keys(), ...this.#ready.map(({ job }) => job)]
    if (ours.length > 0) await this.#rooms.store.extend(this.#options.worker, ours, this.#lease)
  }

  #fail(source: string, from: string, { code, message, next }: Failure): void {
    this.#report({ outcome: 'failed', source, from, failure: { code, message, next } })
  }

  #report(report: Report): void {
    this.tally[report.outcome]++
    if ('statements' in report) this.tally.statements += report.statements
    this.#tell(report)
  }
}

/** Web archives hold pages as servers sent them; more than `most` bytes is refused by throwing. */
const unbrotli = (bytes: Uint8Array, most: number): Uint8Array => brotliDecompressSync(bytes, { maxOutputLength: most })

const ONLY_SUMMARY = {
  code: 'only-summary',
  message:
    'only the summary that the feed gives was taken; the full text stands on the page it links to (--follow fetches it)',
}

const NOT_FOLLOWED: Failure = {
  code: 'not-followed',
  message: 'the feed gives neither text nor summary of this item',
  next: 'add it with --follow to fetch the page it links to',
}

/** What led to a piece states the more about it; the piece's own statements win. */
const withStated = (piece: Piece, stated: Stated | undefined): Piece =>
  stated === undefined ? piece : { ...piece, stated: { ...stated, ...piece.stated } }

const UNKNOWN_FAILURE: Failure = {
  code: 'reader-died',
  message: 'an earlier run gave this piece up',
  next: 'ascribe jobs --retry tries it again',
}

/** What the system says of one source is that source's failure, and no other's. */
const ofTheSource = (error: unknown): unknown =>
  error instanceof AscribeError
    ? error
    : new AscribeError(
        'read-failed',
        error instanceof Error ? error.message : String(error),
        'check the disk or the network, then try again',
      )

/** Failures after which no other source could be taken in either. */
const OF_THE_RECORD = /^(?:record-|disk-full|not-a-record)/
const isOfTheRecord = (error: AscribeError): boolean => OF_THE_RECORD.test(error.code)
