import { type Report, reportOf } from '../compare/index.ts'
import type { ComparingStore, Comparison, Entry, RecordStore, ToCompare, Turn } from '../store/index.ts'
import { type Regrouped, regroup } from './compare-families.ts'
import { findAgain } from './compare-findings.ts'
import { entryOf, linkWordings, placingName, RULES } from './compare-index.ts'
import { placeAgain } from './compare-stories.ts'

export interface CompareOptions {
  /** This worker's name; no two that run at once may share it. */
  readonly worker: string
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>
  /** How long a turn is ours without being renewed, in milliseconds. Default 60,000. */
  readonly lease?: number
  /** How long to wait for another worker who has the turn, in milliseconds; it compares our articles, too. Default 90,000. */
  readonly patience?: number
  /** When it is aborted, no further batch is begun; what is left waits. */
  readonly signal?: AbortSignal
}

export interface ComparedTally {
  /** Articles that were compared by this worker. */
  readonly compared: number
  /** Articles that still wait. */
  readonly waiting: number
}

const LEASE = 60_000
const PATIENCE = 90_000
/** Articles compared in one batch. */
const BATCH = 256
/** Articles that enter the index in one transaction. */
const ENTER = 32
const PAUSE = 100

/**
 * Lays all articles that are new or changed beside the others: stories, quote families, findings. One worker at a time
 * does so in a record; others wait for it. What breaks off is made up for by whoever compares next, and doing the same
 * again changes nothing. `tell` hears after each batch how many articles are done, and how many wait.
 */
export async function compareNew(
  store: RecordStore,
  options: CompareOptions,
  tell: (done: number, waiting: number) => void = () => {},
): Promise<ComparedTally> {
  const { comparing, comparison } = store
  const { worker, sleep, lease = LEASE, patience = PATIENCE, signal } = options
  let done = 0
  let waited = 0
  for (;;) {
    let waiting = await comparison.waiting()
    if (waiting === 0 || signal?.aborted) return { compared: done, waiting }
    const began = await comparing.begin(worker, lease)
    if (began === null) {
      if (waited >= patience) return { compared: done, waiting }
      waited += PAUSE
      await sleep(PAUSE)
      continue
    }
    try {
      let turn: Turn | null = began
      while (turn !== null && !signal?.aborted) {
        const batch: Batch = new Batch(store, turn, lease)
        const compared: number | null = await batch.compare()
        turn =
          compared !== null && compared === 0 && (await comparing.end(turn)) ? null : await comparing.renew(turn, lease)
        if (compared === null || compared === 0) continue
        done += compared
        waiting = await comparison.waiting()
        tell(done, waiting)
      }
    } finally {
      await comparing.leave(began)
    }
  }
}

/** Some articles, compared together. */
class Batch {
  private readonly comparing: ComparingStore
  private readonly reports = new Map<string, Report>()
  constructor(
    private readonly store: RecordStore,
    private readonly turn: Turn,
    private readonly lease: number,
  ) {
    this.comparing = store.comparing
  }

  /** How many articles were compared: 0 when none wait; null when the turn was lost, or something was forgotten. */
  async compare(): Promise<number | null> {
    const { comparing, turn } = this
    const todo = await comparing.todo(BATCH)
    const vacated = await comparing.vacated()
    if (todo.length === 0 && vacated.length === 0) return 0
    if (!(await this.enter(todo))) return null
    if (!(await linkWordings(comparing, turn)) || !(await this.renew())) return null
    const regrouped = await regroup(comparing, await comparing.toGroup())
    if (!(await this.renew())) return null
    const moves = await this.moves(todo, vacated)
    const made = await this.made(todo, vacated, moves, regrouped)
    return (await comparing.commit(turn, made)) ? Math.max(todo.length, 1) : null
  }

  private async renew(): Promise<boolean> {
    return (await this.comparing.renew(this.turn, this.lease))?.epoch === this.turn.epoch
  }

  private async report(article: string): Promise<Report | null> {
    const known = this.reports.get(article)
    if (known !== undefined) return known
    const reading = await this.store.reading(article)
    if (reading === null) return null
    const report = reportOf(reading)
    this.reports.set(article, report)
    return report
  }

  /** Puts the articles into the index. */
  private async enter(todo: readonly ToCompare[]): Promise<boolean> {
    for (let at = 0; at < todo.length; at += ENTER) {
      const entries: Entry[] = []
      for (const one of todo.slice(at, at + ENTER)) {
        const report = one.current ? await this.report(one.article) : null
        entries.push(report === null ? { article: one.article, leaves: true } : entryOf(report, placingName(one)))
        if (report !== null) this.traits.set(one.article, entries.at(-1) as Extract<Entry, { leaves: false }>)
      }
      if (!(await this.comparing.enter(this.turn, entries, RULES)) || !(await this.renew())) return false
    }
    return true
  }

  private readonly traits = new Map<string, Extract<Entry, { leaves: false }>>()

  /** Article -> the story that it is in now, where that is another. */
  private async moves(todo: readonly ToCompare[], vacated: readonly number[]): Promise<Map<string, string>> {
    const changed = new Set<string>()
    const times = { changed: [] as number[], gone: [...vacated] }
    const moves = new Map<string, string>()
    for (const { article, placed } of todo) {
      const entry = this.traits.get(article)
      if (entry === undefined) {
        if (placed !== null && placed.at !== null) times.gone.push(placed.at)
      } else if (entry.at === null) {
        // Without a day it is a story of its own.
        if (placed?.story !== entry.name) moves.set(article, entry.name)
      } else if (placed === null || placed.story === '' || !same(placed.traits, entry.traits)) {
        changed.add(article)
        times.changed.push(entry.at)
      }
    }
    if (times.changed.length + times.gone.length > 0)
      for (const [article, story] of await placeAgain(this.comparing, changed, times)) moves.set(article, story)
    return moves
  }

  private async made(
    todo: readonly ToCompare[],
    vacated: readonly number[],
    moves: ReadonlyMap<string, string>,
    regrouped: Regrouped,
  ): Promise<Comparison> {
    const found = await findAgain(this.comparing, {
      articles: todo.map(t => t.article),
      leaving: new Set(todo.filter(t => !this.traits.has(t.article)).map(t => t.article)),
      before: todo.flatMap(t => (t.placed === null || t.placed.story === '' ? [] : [t.placed.story])),
      moves,
      regrouped,
      report: article => this.report(article),
    })
    return {
      done: todo.map(({ article, n }) => ({ article, n })),
      vacated,
      moves: [...moves].map(([article, story]) => ({ article, story })),
      grouped: regrouped.wordings,
      ...found,
    }
  }
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
