import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { openRecord, type Query, type RecordStore, type WhoQuery } from '../src/store/index.ts'
import { load, median, quantile, say, spent, timed } from './record-clock.ts'
import { made, outletName, personName, randomFrom, word } from './record-made.ts'

const Limit = { find: 50, who: 200, end: 0.8 } as const
const outside = { now: () => new Date() }

/** Pieces accepted, and readings kept, in one transaction: as intake does. */
const ACCEPT = 64
const KEEP = 16
const LEASE = 600_000

export interface BigOptions {
  readonly articles: number
  /** A record's address; null for a file of its own, thrown away at the end. */
  readonly record: string | null
  /** Leave the record there; with one that is there already nothing is added. */
  readonly keep: boolean
  readonly inOrder: boolean
  readonly verify: boolean
  readonly only: string
}

export async function big(options: BigOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ascribe-big-'))
  const where = options.record ?? join(folder, 'record.db')
  const file = /^postgres(?:ql)?:/.test(where) ? null : where
  try {
    const store = await openRecord(where, outside)
    const there = (await store.counts()).articles
    const text = there === 0 ? await fill(store, options) : null
    if (text === null) console.log(`${there} articles are there already; ${load()}`)
    await store.close()
    if (file !== null && text !== null) {
      const { size } = statSync(file)
      const each = (bytes: number) => (bytes / options.articles).toFixed(0)
      console.log(`${each(size)} bytes an article, beside ${each(text)} of raw text: ${(size / text).toFixed(1)} x`)
    }
    const opened = await timed(() => openRecord(where, outside))
    console.log(`opened in ${opened.wall.toFixed(0)} ms, ${opened.cpu.toFixed(0)} ms of the processor`)
    await ask(opened.result, options.only)
    if (options.verify) {
      const checked = await timed(() => opened.result.verify())
      say(
        `verify: ${(checked.wall / 1000).toFixed(0)} s, ${(checked.cpu / 1000).toFixed(0)} s of the processor, ${checked.result.length} faults`,
        checked.result.length === 0,
      )
    }
    await opened.result.close()
  } finally {
    rmSync(folder, { recursive: true })
    if (file !== null && !options.keep) for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  }
}

/** Fills the record and says how fast it was at the start, on the way and at the end; gives the bytes of raw text. */
async function fill(store: RecordStore, { articles, inOrder }: BigOptions): Promise<number> {
  console.log(`${articles} articles, days ${inOrder ? 'in order' : 'in no order'}, into ${store.kind}; ${load()}`)
  const stretch = Math.max(ACCEPT, Math.floor(articles / 20))
  const stretches: { readonly wall: number; readonly cpu: number; readonly n: number }[] = []
  const began = performance.now()
  let statements = 0
  let text = 0
  let [wall, cpu, n] = [0, 0, 0]
  for (let at = 0; at < articles; ) {
    const some = Array.from({ length: Math.min(ACCEPT, articles - at) }, (_, i) =>
      made(at + i, inOrder ? articles : null),
    )
    for (const { piece } of some) text += piece.bytes.length
    const [fromWall, fromCpu] = [performance.now(), spent()]
    const jobs = (await store.accept(some.map(({ piece }) => piece))).map(({ job }) => job)
    await store.claim('bench', jobs.length, LEASE, jobs)
    wall += performance.now() - fromWall
    cpu += spent() - fromCpu
    for (let i = 0; i < some.length; i += KEEP) {
      const keepings = some.slice(i, i + KEEP).map(({ keeping }, k) => keeping(jobs[i + k]!, 'bench'))
      const [a, b] = [performance.now(), spent()]
      for (const kept of await store.keep(keepings)) {
        if (kept.outcome !== 'added') throw new Error(`an article was ${kept.outcome}`)
        statements += kept.statements
      }
      wall += performance.now() - a
      cpu += spent() - b
    }
    n += some.length
    at += some.length
    if (n >= stretch || at === articles) {
      stretches.push({ wall, cpu, n })
      console.log(
        `${String(at).padStart(7)}: ${(cpu / n).toFixed(2)} ms of the processor an article, ${(wall / n).toFixed(2)} on the wall; ${load()}`,
      )
      ;[wall, cpu, n] = [0, 0, 0]
    }
  }
  // The first stretch holds the warming up; a tenth at either end is compared by its middle stretch.
  const speed = (some: typeof stretches, of: 'wall' | 'cpu') => median(some.map(s => (1000 * s.n) / s[of]))
  const [first, last] = [stretches.slice(1, 4), stretches.slice(-3)]
  const ratio = speed(last, 'cpu') / speed(first, 'cpu')
  say(
    `${articles} articles and ${statements} statements in ${((performance.now() - began) / 1000).toFixed(0)} s; add speed by processor time at the start ${speed(first, 'cpu').toFixed(0)}, at the end ${speed(last, 'cpu').toFixed(0)} articles/s: ${(100 * ratio).toFixed(0)} % (on the wall ${((100 * speed(last, 'wall')) / speed(first, 'wall')).toFixed(0)} %; aim ${100 * Limit.end} %)`,
    ratio >= Limit.end,
  )
  return text
}

/** Questions of one kind; each is asked with other words. */
type Questions = readonly (readonly [string, (random: () => number) => Query | WhoQuery])[]

const LIMIT = 20
const rank = (random: () => number, from: number, to: number): number => Math.floor(from * (to / from) ** random())
const common = (random: () => number) => word(rank(random, 1, 200))
const middling = (random: () => number) => word(rank(random, 200, 10_000))
const rare = (random: () => number) => word(rank(random, 50_000, 200_000))
const somebody = (random: () => number) => personName(rank(random, 1, 20_000))
const outlet = (random: () => number) => outletName(rank(random, 1, 200))
const year = (random: () => number) => 2015 + Math.floor(random() * 10)
const month = (random: () => number) => {
  const some = `${year(random)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`
  return { since: `${some}-01`, until: `${some}-28` }
}

const SEARCHES: Questions = [
  ['a common word', r => ({ words: common(r), limit: LIMIT })],
  ['the commonest word', () => ({ words: word(0), limit: LIMIT })],
  ['a common word, newest first', r => ({ words: common(r), limit: LIMIT, order: 'newest' })],
  ['a common word, oldest first', r => ({ words: common(r), limit: LIMIT, order: 'oldest' })],
  ['two words', r => ({ words: `${common(r)} ${middling(r)}`, limit: LIMIT })],
  ['two common words', r => ({ words: `${common(r)} ${common(r)}`, limit: LIMIT })],
  ['a phrase', r => ({ words: `"${word(rank(r, 1, 40))} ${word(rank(r, 1, 40))}"`, limit: LIMIT })],
  ['a rare word', r => ({ words: rare(r), limit: LIMIT })],
  ['no such word', r => ({ words: `${rare(r)}qx`, limit: LIMIT })],
  ['the beginning of a word', r => ({ words: `${middling(r).slice(0, 4)}*`, limit: LIMIT })],
  ['a word, by a speaker', r => ({ words: common(r), speaker: somebody(r), limit: LIMIT })],
  ['a word, in an outlet', r => ({ words: common(r), outlet: outlet(r), limit: LIMIT })],
  ['a word, in a month', r => ({ words: common(r), ...month(r), limit: LIMIT })],
  ['a word, denied', r => ({ words: middling(r), stance: 'denies', limit: LIMIT })],
  ['a word, direct, nobody named', r => ({ words: common(r), kind: 'direct', type: 'anonymous', limit: LIMIT })],
  ['a word, via an outlet', r => ({ words: common(r), via: outlet(r), limit: LIMIT })],
  ['all by a speaker', r => ({ words: null, speaker: somebody(r), limit: LIMIT, order: 'oldest' })],
  ['all in an outlet', r => ({ words: null, outlet: outlet(r), limit: LIMIT })],
]

const WHO: Questions = [
  ['by person', () => ({ by: 'person', limit: LIMIT })],
  ['by outlet', () => ({ by: 'outlet', limit: LIMIT })],
  ['by type', () => ({ by: 'type', limit: LIMIT })],
  ['by person, organizations', () => ({ by: 'person', type: 'organization', limit: LIMIT })],
  ['by person, in an outlet', r => ({ by: 'person', outlet: outlet(r), limit: LIMIT })],
  ['by type, in an outlet', r => ({ by: 'type', outlet: outlet(r), limit: LIMIT })],
  ['by outlet, a speaker', r => ({ by: 'outlet', speaker: somebody(r), limit: LIMIT })],
  ['by person, a month', r => ({ by: 'person', ...month(r), limit: LIMIT })],
  ['by person, via an outlet', r => ({ by: 'person', via: outlet(r), limit: LIMIT })],
  [
    'by person, a year',
    r => {
      const some = year(r)
      return { by: 'person', since: `${some}-01-01`, until: `${some}-12-31`, limit: LIMIT }
    },
  ],
  ['by person, what was denied', () => ({ by: 'person', stance: 'denies', limit: LIMIT })],
  ['by person, direct', () => ({ by: 'person', kind: 'direct', limit: LIMIT })],
  ['by outlet, nobody named', () => ({ by: 'outlet', type: 'anonymous', limit: LIMIT })],
]

const ASKED = 40
/** A kind that is slow need not be asked so often. */
const ENOUGH = 10_000

/** Asks each kind of question with many words and says how long the answers took. */
async function ask(store: RecordStore, only: string): Promise<void> {
  const table = async (
    name: string,
    questions: Questions,
    limit: number,
    answer: (query: Query | WhoQuery) => Promise<number>,
  ) => {
    const asked = questions.filter(([kind]) => kind.includes(only))
    if (asked.length === 0) return
    console.log(
      `\n| ${name} | found | median, ms | p95, ms | median of the processor | p95 |\n|---|---:|---:|---:|---:|---:|`,
    )
    const all: { wall: number[]; cpu: number[] } = { wall: [], cpu: [] }
    for (const [kind, make] of asked) {
      const random = randomFrom(4711)
      const [wall, cpu, found]: [number[], number[], number[]] = [[], [], []]
      const until = performance.now() + ENOUGH
      for (let i = 0; i < ASKED && (i < 3 || performance.now() < until); i++) {
        const took = await timed(() => answer(make(random)))
        wall.push(took.wall)
        cpu.push(took.cpu)
        found.push(took.result)
      }
      all.wall.push(...wall)
      all.cpu.push(...cpu)
      const figures = [median(wall), quantile(wall, 0.95), median(cpu), quantile(cpu, 0.95)]
      // A server's work is not this process's.
      const p95 = store.kind === 'sqlite' ? figures[3]! : figures[1]!
      say(`| ${kind} | ${median(found)} | ${figures.map(f => f.toFixed(1)).join(' | ')} |`, p95 <= limit)
    }
    const ends = [median(all.wall), quantile(all.wall, 0.95), median(all.cpu), quantile(all.cpu, 0.95)]
    console.log(`| **all** | | ${ends.map(f => f.toFixed(1)).join(' | ')} |\n\np95 at most ${limit} ms; ${load()}`)
  }
  await table('find', SEARCHES, Limit.find, async query => (await store.find(query as Query)).items.length)
  await table('who', WHO, Limit.who, async query => (await store.who(query as WhoQuery)).length)
}
