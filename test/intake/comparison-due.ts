import {
  findingsOfStory,
  inPlacingOrder,
  QuoteFamilies,
  Replay,
  type Report,
  reportOf,
  storyIdOf,
  traitsOf,
} from '../../src/compare/index.ts'
import { findingsAcross } from '../../src/intake/compare-findings.ts'
import type { Page, RecordStore } from '../../src/store/index.ts'
import type { Family } from '../../src/vocabulary/index.ts'

/** All pages of a list. */
export async function allOf<T>(page: (after: string | null) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  for (let after: string | null = null; ; ) {
    const { items, next }: Page<T> = await page(after)
    all.push(...items)
    if (next === null) return all
    after = next
  }
}

/** The present versions of all articles, as reports. */
export async function reportsOf(store: RecordStore): Promise<Report[]> {
  const newest = new Map<string, { id: string; version: number }>()
  for (const { work, id, version } of await store.articles({ limit: 10_000 }))
    if ((newest.get(work)?.version ?? 0) < version) newest.set(work, { id, version })
  return Promise.all([...newest.values()].map(async ({ id }) => reportOf((await store.reading(id))!)))
}

/** What a record has of its articles side by side, in one order. `names` stands for articles, so that records compare. */
export async function keptOf(store: RecordStore) {
  const { comparison } = store
  const families = await allOf(after => comparison.families({ limit: 7, after }))
  const findings = await allOf(after => comparison.findings({ limit: 7, after, rejected: true }))
  const stories = await allOf(after => comparison.stories({ limit: 7, after, least: 1 }))
  return {
    families: families.sort(byId),
    findings: findings.map(f => f.finding).sort(byId),
    stories: await Promise.all(stories.sort(byId).map(async s => (await comparison.story(s.id))!.found)),
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

/** The same, made in memory of all articles at once. */
export async function dueOf(store: RecordStore, nameOf: (report: Report) => string) {
  const reports = await reportsOf(store)
  const names = new Map(reports.map(r => [r.id, storyIdOf(nameOf(r))]))
  const quotes = new QuoteFamilies()
  for (const report of reports) quotes.add(report)
  const families: Family[] = quotes.families()
  const replay = new Replay()
  const members = new Map<string, Report[]>()
  const traits = reports.map(report => ({ report, traits: traitsOf({ ...report, id: names.get(report.id)! }) }))
  for (const { report, traits: t } of traits.sort((a, b) => inPlacingOrder(a.traits, b.traits))) {
    const key = replay.place(t, null)
    members.set(key, [...(members.get(key) ?? []), report])
  }
  const findings = [...members].flatMap(([id, own]) => {
    const here = new Set(own.map(r => r.id))
    const near = families.filter(f => f.variants.some(v => here.has(v.report)))
    return findingsOfStory({ id, articles: own.map(r => r.id) }, own, near)
  })
  const byReport = new Map(reports.map(r => [r.id, r]))
  const storyOf = new Map([...members].flatMap(([id, own]) => own.map(r => [r.id, id] as const)))
  for (const family of families.filter(f => f.standing === 'sure')) {
    const own = [...new Set(family.variants.map(v => v.report))].map(id => byReport.get(id)!)
    if (new Set(own.map(r => storyOf.get(r.id))).size > 1)
      findings.push(...findingsAcross(family, families, own, storyOf))
  }
  return {
    families: families.sort(byId),
    findings: [...new Map(findings.toReversed().map(f => [f.id, f])).values()].sort(byId),
    stories: [...members].map(([id, own]) => ({ id, articles: own.map(r => r.id).sort() })).sort(byId),
  }
}
