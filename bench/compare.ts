/**
 * What it costs to lay one more article beside those of a record, part of `npm run bench`:
 * `npx tsx bench/compare.ts --at 1000,10000,100000`. Made-up reports (`compare-made.ts`) go into a fresh record in order
 * of time and are compared in batches as they come; at each size the last 1,000 are told: processor and wall time for
 * each article, what the record grew by, memory.
 * With `--record FILE` (none is there yet) the record is kept there (`bench/api.ts` wants a large one); with `--record postgres://…` (an empty
 * schema, `?schema=NAME`) it is PostgreSQL's.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { compareNew } from '../src/intake/index.ts'
import { openRecord } from '../src/store/index.ts'
import { reportMade } from './compare-made.ts'

const { values } = parseArgs({
  options: { at: { type: 'string', default: '1000,10000,100000' }, record: { type: 'string' } },
})
const sizes = values.at.split(',').map(Number)
const folder = mkdtempSync(join(tmpdir(), 'ascribe-bench-'))
const onPostgres = values.record?.startsWith('postgres') ?? false
const path = values.record ?? join(folder, 'record.db')
const store = await openRecord(path, { now: () => new Date() })

/** Articles that are taken in at once. */
const TOGETHER = 250
/** Articles of which the cost is told. */
const LAST = 1000

const bytes = (): number =>
  onPostgres
    ? 0
    : ['', '-wal'].reduce((sum, end) => sum + (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0), 0)

let from = { cpu: process.cpuUsage(), wall: 0, size: 0 }
let spent = { cpu: 0, wall: 0 }
try {
  console.log('articles  ms processor  ms wall  kB kept (all of an article)  MB peak')
  for (let n = 0, next = 0; next < sizes.length; ) {
    if (n === sizes[next]! - LAST) {
      spent = { cpu: 0, wall: 0 }
      from = { cpu: process.cpuUsage(), wall: 0, size: bytes() }
    }
    const made = Array.from({ length: TOGETHER }, (_, i) => reportMade(n + i))
    const accepted = await store.accept(made.map(m => m.piece))
    const jobs = accepted.map(a => a.job)
    await store.claim('bench', jobs.length, 600_000, jobs)
    await store.keep(made.map((m, i) => m.keeping(jobs[i]!, 'bench')))
    const [wall, cpu] = [performance.now(), process.cpuUsage()]
    await compareNew(store, { worker: 'bench', sleep: ms => sleep(ms) })
    const used = process.cpuUsage(cpu)
    spent.wall += performance.now() - wall
    spent.cpu += (used.user + used.system) / 1000
    n += TOGETHER
    if (n !== sizes[next]) continue
    const row = [
      n.toLocaleString('en').padStart(8),
      (spent.cpu / LAST).toFixed(2).padStart(12),
      (spent.wall / LAST).toFixed(2).padStart(7),
      ((bytes() - from.size) / LAST / 1000).toFixed(1).padStart(27),
      (process.resourceUsage().maxRSS / 1000).toFixed(0).padStart(7),
    ]
    console.log(row.join('  '))
    next++
  }
  const { stories, families, findings } = await sums()
  console.log(`${stories} stories of two reports and more, ${families} families across articles, ${findings} findings`)
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

async function sums() {
  const count = async (page: (after: string | null) => Promise<{ items: readonly unknown[]; next: string | null }>) => {
    let n = 0
    for (let after: string | null = null; ; ) {
      const { items, next }: { items: readonly unknown[]; next: string | null } = await page(after)
      n += items.length
      if (next === null) return n
      after = next
    }
  }
  const { comparison } = store
  return {
    stories: await count(after => comparison.stories({ limit: 1000, after })),
    families: await count(after => comparison.families({ across: true, limit: 1000, after })),
    findings: await count(after => comparison.findings({ limit: 1000, after })),
  }
}
