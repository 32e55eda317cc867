import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { compareNew } from '../../src/intake/index.ts'
import type { RecordStore } from '../../src/store/index.ts'
import { add } from '../store/making.ts'
import { onBothDatabases } from '../store/records.ts'
import { dueOf, keptOf } from './comparison-due.ts'
import { chanceOf, reportsMade } from './reports-made.ts'

const options = (worker = 'w') => ({ worker, sleep: async () => {} })

/** Works are known by their addresses: see src/store/works.ts. */
const urls = new Map<string, string>()

async function agrees(store: RecordStore): Promise<void> {
  const nameOf = new Map<string, string>()
  for (const { id, article } of await store.articles({ limit: 10_000 }))
    nameOf.set(
      id,
      createHash('sha256')
        .update(`url\n${article.url!.replace('https://', '')}`)
        .digest('hex')
        .slice(0, 40),
    )
  const due = await dueOf(store, r => nameOf.get(r.id)!)
  const kept = await keptOf(store)
  expect(kept.stories.map(({ id, articles }) => ({ id, articles: [...articles].sort() }))).toEqual(due.stories)
  expect(kept.families).toEqual(due.families)
  expect(kept.findings).toEqual(due.findings)
  expect(await store.comparison.waiting()).toBe(0)
}

await onBothDatabases(record => {
  it('keeps what all articles at once would give, whatever came when', async () => {
    const { store } = record
    const drafts = reportsMade(40, 1)
    const chance = chanceOf(7)
    for (let at = 0; at < drafts.length; ) {
      const some = drafts.slice(at, at + 1 + chance(9))
      await add(store, ...some)
      await compareNew(store, options())
      at += some.length
    }
    await agrees(store)
    expect(urls.size).toBe(0)
  })
})
