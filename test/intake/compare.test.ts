import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { compareNew, verifyComparison } from '../../src/intake/index.ts'
import type { RecordStore } from '../../src/store/index.ts'
import { add, type Draft } from '../store/making.ts'
import { onBothDatabases } from '../store/records.ts'
import { dueOf, keptOf } from './comparison-due.ts'
import { chanceOf, reportsMade } from './reports-made.ts'

const options = (worker = 'w') => ({
  worker,
  sleep: (ms: number) => new Promise<void>(done => setTimeout(done, Math.min(ms, 5))),
})
const BY = { author: 'Kim', reason: 'court order' }

/** What is kept is what all articles at once give in memory, and what the check makes anew. */
async function agrees(store: RecordStore): Promise<void> {
  // Works are known by their addresses: see src/store/works.ts.
  const names = new Map<string, string>()
  for (const { id, article } of await store.articles({ limit: 10_000 }))
    names.set(
      id,
      createHash('sha256')
        .update(`url\n${article.url!.replace('https://', '')}`)
        .digest('hex')
        .slice(0, 40),
    )
  const due = await dueOf(store, r => names.get(r.id)!)
  const kept = await keptOf(store)
  expect(kept.stories.map(({ id, articles }) => ({ id, articles: [...articles].sort() }))).toEqual(due.stories)
  expect(kept.families).toEqual(due.families)
  expect(kept.findings).toEqual(due.findings)
  expect(await verifyComparison(store)).toEqual({ faults: [], waiting: 0 })
  expect(await store.verify()).toEqual([])
}

/** Stories by the addresses of their reports: the same in any record. */
async function groupsOf(store: RecordStore): Promise<string[][]> {
  const urls = new Map((await store.articles({ limit: 10_000 })).map(a => [a.id, a.article.url!]))
  const { stories } = await keptOf(store)
  return stories.map(s => s.articles.map(a => urls.get(a)!).sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
}

async function inBatches(drafts: readonly Draft[], seed: number, work: (some: readonly Draft[]) => Promise<unknown>) {
  const chance = chanceOf(seed)
  for (let at = 0; at < drafts.length; ) {
    const some = drafts.slice(at, at + 1 + chance(9))
    await work(some)
    at += some.length
  }
}

const shuffled = <T>(list: readonly T[], seed: number): T[] => {
  const chance = chanceOf(seed)
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const k = chance(i + 1)
    ;[all[i], all[k]] = [all[k]!, all[i]!]
  }
  return all
}

await onBothDatabases(record => {
  it('keeps what all articles at once would give, one by one and in batches, in any order', async () => {
    const { store } = record
    const drafts = reportsMade(36, 1)
    await inBatches(shuffled(drafts, 3), 7, async some => {
      await add(store, ...some)
      await compareNew(store, options())
    })
    await agrees(store)
    const groups = await groupsOf(store)
    const { families, findings } = await keptOf(store)
    expect(groups.some(g => g.length > 3)).toBe(true)
    expect(families.filter(f => f.standing === 'sure').length).toBeGreaterThan(5)
    expect(findings.length).toBeGreaterThan(5)

    await store.comparing.again()
    expect((await store.comparison.stories({ limit: 9, least: 1 })).items).toEqual([])
    await compareNew(store, options())
    await agrees(store)
    expect(await groupsOf(store)).toEqual(groups)
  })

  it('follows versions, readings, rulings and forgetting', async () => {
    const { store } = record
    const drafts = reportsMade(30, 5)
    await add(store, ...drafts.slice(0, 20))
    await compareNew(store, options())
    const kept = await add(
      store,
      ...drafts.slice(20),
      ...drafts.slice(0, 6).map((d, i) => ({ ...d, text: `${d.text} More soon, number ${i}.` })),
    )
    const [ada] = await store.people('Ada Lowe', 1)
    const [bo] = await store.people('Bo Hale', 1)
    const merge = await store.rule({
      ...BY,
      target: { of: 'person', person: ada!.id },
      change: { change: 'merge', other: bo!.id },
    })
    const reading = (await store.reading(kept[2]!.article!))!
    await store.rule({
      ...BY,
      target: {
        of: 'statement',
        statement: reading.statements[0]!.id,
        article: reading.kept.id,
        anchor: {
          span: reading.statements[0]!.attribution.content[0]!,
          exact: reading.kept.article.text.slice(
            reading.statements[0]!.attribution.content[0]!.from,
            reading.statements[0]!.attribution.content[0]!.to,
          ),
          before: '',
          after: '',
        },
      },
      change: { change: 'reject' },
    })
    await compareNew(store, options())
    await agrees(store)
    await store.rule({ ...BY, target: merge.target, change: { change: 'undo', ruling: merge.id } })
    const { stories } = await keptOf(store)
    const large = stories.toSorted((a, b) => b.articles.length - a.articles.length)[0]!
    await store.forget({ article: large.articles[0]! }, BY)
    // Before anything is compared again, nothing tells of what is gone.
    expect(await store.verify()).toEqual([])
    expect(await store.comparison.story(large.id)).toBeNull()
    await compareNew(store, options())
    await agrees(store)
    const moved = await store.comparison.story(large.id)
    expect(moved!.found.articles).toContain(large.articles[1])
    expect(moved!.movedTo).not.toBe(large.id)
  })

  it('takes two workers at once, one of which compares for both', async () => {
    const { store } = record
    const drafts = shuffled(reportsMade(24, 9), 2)
    const work = (worker: string, own: readonly Draft[]) =>
      inBatches(own, worker.length, async some => {
        await add(store, ...some)
        await compareNew(store, options(worker))
      })
    await Promise.all([work('one', drafts.slice(0, 12)), work('three', drafts.slice(12))])
    expect(await store.comparison.waiting()).toBe(0)
    await agrees(store)
  })

  it('takes over from a worker whose turn ran out, and lets nobody write without a turn', async () => {
    const { store } = record
    await add(store, ...reportsMade(3, 4))
    const lost = (await store.comparing.begin('lost', 1000))!
    expect(await store.comparing.begin('next', 1000)).toBeNull()
    expect((await compareNew(store, { ...options('next'), patience: 0 })).waiting).toBe(3)
    record.now = new Date(record.now.getTime() + 2000)
    expect((await compareNew(store, options('next'))).compared).toBe(3)
    expect(await store.comparing.link(lost, new Map())).toBe(false)
    await agrees(store)
  })
})
