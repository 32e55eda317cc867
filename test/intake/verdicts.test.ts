import { expect, it } from 'vitest'
import { compareNew } from '../../src/intake/index.ts'
import type { RecordStore } from '../../src/store/index.ts'
import type { FindingKind, Verdict } from '../../src/vocabulary/index.ts'
import { add, type Draft } from '../store/making.ts'
import { onBothDatabases } from '../store/records.ts'
import { allOf } from './comparison-due.ts'

const SAID = 'the copper lantern was taken from the granary before the auction began on Thursday'
const OTHER = 'nobody who worked in the orchard had ever signed the ledger of the merchant bank'

/** A report of one event, with a saying in somebody's mouth. */
const report = (n: number, outlet: string, by: string, saying = SAID, more = ''): Draft => ({
  text: `The council of Dunmere sold the old granary at an auction. “${saying},” ${by} said at Dunmere of the granary and its auction.${more}`,
  lines: [{ content: `“${saying},”`, by, kind: 'direct' }],
  url: `https://verdicts.example/${n}`,
  outlet,
  title: 'Granary of Dunmere sold at auction',
  publishedAt: `2024-03-05T0${n}:00:00Z`,
})

const compare = (store: RecordStore) => compareNew(store, { worker: 'w', sleep: async () => {} })
const told = (store: RecordStore, kind: FindingKind, rejected?: true) =>
  allOf(after => store.comparison.findings({ kind, limit: 5, after, ...(rejected && { rejected }) }))

const judge = (store: RecordStore, finding: string, kind: FindingKind, verdict: Verdict) =>
  store.rule({
    author: 'Kim',
    reason: null,
    target: { of: 'finding', finding, kind, evidence: [] },
    change: { change: 'judge', verdict },
  })

await onBothDatabases(record => {
  it('keeps a verdict with its passages, through more evidence, new versions and a rebuild', async () => {
    const { store } = record
    await add(
      store,
      report(1, 'Norvale Courier', 'Ada Lowe'),
      report(2, 'The Evening Gull', 'Ada Lowe'),
      report(3, 'Harbour Post', 'Bo Hale'),
    )
    await compare(store)
    const [found] = await told(store, 'misattribution')
    expect(found).toMatchObject({ verdict: null, ruling: null })
    const ruling = await judge(store, found!.finding.id, 'misattribution', 'wrong')
    expect(ruling.target).toMatchObject({ of: 'finding', kind: 'misattribution' })
    expect(await told(store, 'misattribution')).toEqual([])
    const [hidden] = await told(store, 'misattribution', true)
    expect(hidden).toEqual({ finding: found!.finding, verdict: 'wrong', ruling: ruling.id })
    expect(await judge(store, found!.finding.id, 'misattribution', 'wrong')).toEqual(ruling)
    await expect(judge(store, found!.finding.id, 'misattribution', 'right')).rejects.toMatchObject({
      code: 'contradicts-ruling',
    })
    const [listed] = await store.rulings({ finding: found!.finding.id, limit: 9 })
    expect(listed).toMatchObject({ id: ruling.id, state: 'holds' })

    // An earlier report, and a new version of one: the finding's id is another now.
    await add(
      store,
      { ...report(0, 'Fen Weekly', 'Ada Lowe') },
      report(3, 'Harbour Post', 'Bo Hale', SAID, ' More soon.'),
    )
    await compare(store)
    const [again] = await told(store, 'misattribution', true)
    expect(again!.finding.id).not.toBe(found!.finding.id)
    expect(again).toMatchObject({ verdict: 'wrong', ruling: ruling.id })
    expect(await told(store, 'misattribution')).toEqual([])
    expect(await store.comparison.finding(found!.finding.id)).toMatchObject({ movedTo: again!.finding.id })

    await store.comparing.again()
    await compare(store)
    expect(await told(store, 'misattribution', true)).toEqual([again])
    await store.rule({
      author: 'Kim',
      reason: null,
      target: ruling.target,
      change: { change: 'undo', ruling: ruling.id },
    })
    expect(await told(store, 'misattribution')).toEqual([{ ...again, verdict: null, ruling: null }])
  })

  it('tells those apart no more whom somebody said to be one', async () => {
    const { store } = record
    await add(
      store,
      report(1, 'Norvale Courier', 'Ada Lowe'),
      report(2, 'The Evening Gull', 'Bo Hale'),
      report(3, 'Harbour Post', 'Ada Lowe', OTHER),
      report(4, 'Fen Weekly', 'Bo Hale', OTHER),
    )
    await compare(store)
    const found = await told(store, 'misattribution')
    expect(found).toHaveLength(2)
    const ruling = await judge(store, found[0]!.finding.id, 'misattribution', 'same-person')
    expect(await told(store, 'misattribution')).toEqual([])
    expect((await told(store, 'misattribution', true)).map(f => [f.verdict, f.ruling])).toEqual([
      ['same-person', ruling.id],
      ['same-person', ruling.id],
    ])
    await store.rule({
      author: 'Kim',
      reason: null,
      target: ruling.target,
      change: { change: 'undo', ruling: ruling.id },
    })
    expect(await told(store, 'misattribution')).toHaveLength(2)
  })

  it('goes with what is forgotten', async () => {
    const { store } = record
    const kept = await add(store, report(1, 'Norvale Courier', 'Ada Lowe'), report(2, 'The Evening Gull', 'Bo Hale'))
    await compare(store)
    const [found] = await told(store, 'misattribution')
    await judge(store, found!.finding.id, 'misattribution', 'right')
    await store.forget({ article: kept[0]!.article! }, { author: 'Kim', reason: 'order' })
    expect(await store.rulings({ limit: 9 })).toEqual([])
    expect(await store.comparison.finding(found!.finding.id)).toBeNull()
    await compare(store)
    expect(await store.verify()).toEqual([])
  })

  it('refuses what is no verdict, and findings that are not there', async () => {
    const { store } = record
    await add(store, report(1, 'Norvale Courier', 'Ada Lowe'), report(2, 'The Evening Gull', 'Bo Hale'))
    await compare(store)
    const [found] = await told(store, 'misattribution')
    await expect(judge(store, 'd00000000000000a', 'misattribution', 'wrong')).rejects.toMatchObject({
      code: 'no-such-finding',
    })
    await expect(judge(store, found!.finding.id, 'misattribution', 'so' as Verdict)).rejects.toMatchObject({
      code: 'unknown-verdict',
    })
  })
})
