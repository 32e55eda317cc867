import { expect, it } from 'vitest'
import { QuoteFamilies } from '../../src/compare/index.ts'
import { compareNew, verifyComparison } from '../../src/intake/index.ts'
import type { RecordStore } from '../../src/store/index.ts'
import { add, type Draft } from '../store/making.ts'
import { onBothDatabases } from '../store/records.ts'
import { allOf, reportsOf } from './comparison-due.ts'

const NUMBERS = 'amber brass cedar delta ember fjord grove heron ivory jetty'.split(' ')

/** A report that quotes six words that many others quote, among words of its own. */
function sharing(n: number): Draft {
  const own = [0, 1, 2].map(k => `${NUMBERS[(n + k) % 10]}${n}`)
  const saying = `${own[0]} ${own[1]} copper lantern signal orchard timber voyage ${own.slice(0, 1 + (n % 3)).join(' ')}`
  return {
    text: `It was told on day ${n}. “${saying},” Ada Lowe said.`,
    lines: [{ content: `“${saying},”`, by: 'Ada Lowe', kind: 'direct' }],
    url: `https://common.example/${n}`,
    publishedAt: `2024-03-${String(1 + (n % 28)).padStart(2, '0')}T08:${10 + (n % 50)}:00Z`,
  }
}

async function agrees(store: RecordStore): Promise<void> {
  const quotes = new QuoteFamilies()
  for (const report of await reportsOf(store)) quotes.add(report)
  const kept = await allOf(after => store.comparison.families({ limit: 50, after }))
  expect(kept.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(quotes.families())
  expect(await verifyComparison(store)).toEqual({ faults: [], waiting: 0 })
}

/** Six words in a row count otherwise beyond 48, three beyond 64, six beyond 128 wordings: src/compare/wordings.ts. */
await onBothDatabases(record => {
  it('follows words as they become common, and rare again', async () => {
    const { store } = record
    const compare = () => compareNew(store, { worker: 'w', sleep: async () => {} })
    const kept: string[] = []
    for (const [from, to] of [
      [0, 47],
      [47, 66],
      [66, 131],
    ] as const) {
      const drafts = Array.from({ length: to - from }, (_, i) => sharing(from + i))
      for (const { article } of await add(store, ...drafts)) kept.push(article!)
      await compare()
      await agrees(store)
    }
    for (const article of kept.slice(40, 43)) await store.forget({ article }, { author: 'Kim', reason: 'order' })
    await compare()
    await agrees(store)
  })
})
