import { findingsOfStory, Replay, type Report, reportOf, storyOf, unpackTraits } from '../compare/index.ts'
import type { ComparingStore, Fault, KeptLink, LinkedWording, PlacedArticle, RecordStore } from '../store/index.ts'
import { AscribeError, type Family, type Finding, type Story } from '../vocabulary/index.ts'
import { regroup } from './compare-families.ts'
import { findingsAcross, noticesIn, onePerId } from './compare-findings.ts'
import { entryOf, linksFor, numbered, placingName } from './compare-index.ts'

/** What a check of everything compared found. */
export interface ComparisonCheck {
  readonly faults: readonly Fault[]
  /** Articles that wait to be compared: while there are any, nothing is checked. */
  readonly waiting: number
}

const PAGE = 100
/** Faults that are told. */
const TOLD = 50

/**
 * Checks that the stories, families and findings of a record are those that making everything anew from articles,
 * readings and rulings would give, step by step and in bounded memory: the index against the articles, links against the
 * index, families against links, stories against a placing of all articles from the first on, findings and stories' own
 * data against their reports. Reads only.
 */
export async function verifyComparison(store: RecordStore): Promise<ComparisonCheck> {
  const waiting = await store.comparison.waiting()
  if (waiting > 0) return { faults: [], waiting }
  const check = new Check(store)
  await check.articles()
  await check.wordings()
  await check.placing()
  await check.stories()
  await check.families()
  return { faults: check.faults, waiting: 0 }
}

class Check {
  readonly faults: Fault[] = []
  constructor(private readonly store: RecordStore) {}

  private tell(what: string): void {
    if (this.faults.length >= TOLD) return
    const { code, message, next } = new AscribeError('comparison-off', what, 'make it anew: ascribe stories --rebuild')
    this.faults.push({ code, message, next })
  }

  private async reports(ids: readonly string[]): Promise<Report[]> {
    const reports: Report[] = []
    for (const id of ids) {
      const reading = await this.store.reading(id)
      if (reading !== null) reports.push(reportOf(reading))
    }
    return reports
  }

  /** What the index has of each article. */
  async articles(): Promise<void> {
    const { comparing } = this.store
    for (const article of await comparing.lacking(TOLD))
      this.tell(`article ${article} was never laid beside the others`)
    for (let after = -1; ; ) {
      const rows = await comparing.indexed(after, PAGE)
      for (const row of rows) {
        const [report] = await this.reports([row.article])
        const due = report === undefined || !row.current ? null : entryOf(report, placingName(row))
        const same =
          due !== null &&
          !due.leaves &&
          due.name === row.placed.name &&
          due.at === row.placed.at &&
          equal(due.traits, row.placed.traits) &&
          equal(due.source, row.source) &&
          due.quotations.length === row.quotations.length &&
          due.quotations.every((q, i) => {
            const kept = row.quotations[i]!
            return q.key === kept.key && q.at === kept.at && equal(q.passage, kept.passage)
          })
        if (!same) this.tell(`what comparing knows of article ${row.article} is not its text and reading`)
        if (row.placed.at === null && row.placed.story !== row.placed.name)
          this.tell(`article ${row.article} has no day and stands in a story of others`)
      }
      if (rows.length < PAGE) return
      after = rows.at(-1)!.number
    }
  }

  /** Runs and links of each wording, and the families of all that hangs together with it. */
  async wordings(): Promise<void> {
    const { comparing } = this.store
    for (let after = -1; ; ) {
      const rows = await comparing.linked(after, PAGE)
      for (const key of await offIndex(comparing, rows)) this.tell(`the index of quotation ${key} is off`)
      const { wordings, families } = await regroup(
        comparing,
        rows.map(r => r.id),
      )
      const kept = await comparing.familiesOf({ wordings })
      const due = new Map(families.map(({ family }) => [family.id, family]))
      for (const [id, family] of due)
        if (JSON.stringify(kept.get(id) ?? null) !== JSON.stringify(family)) this.tell(`family ${id} is another`)
      for (const id of kept.keys()) if (!due.has(id)) this.tell(`family ${id} should not be there`)
      if (rows.length < PAGE) return
      after = rows.at(-1)!.id
    }
  }

  /** The story of each article. */
  async placing(): Promise<void> {
    const replay = new Replay()
    for (let after: PlacedArticle | null = null; ; ) {
      const rows: readonly PlacedArticle[] = await this.store.comparing.placed({
        from: Number.MIN_SAFE_INTEGER,
        after,
        limit: PAGE,
      })
      for (const { article, name, at, story, traits } of rows)
        if (replay.place(unpackTraits(name, at, traits), null) !== story)
          this.tell(`article ${article} stands in another story than it should`)
      if (rows.length < PAGE) return
      after = rows.at(-1)!
    }
  }

  /** What is told of each story, and its findings. */
  async stories(): Promise<void> {
    const { comparison, comparing } = this.store
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof comparison.stories>> = await comparison.stories({
        least: 1,
        limit: PAGE,
        after,
      })
      for (const { id } of page.items) {
        const articles = (await comparing.articlesOf([id])).get(id) ?? []
        const reports = await this.reports(articles)
        const near = [...(await comparing.familiesOf({ articles })).values()].filter(f => f !== null)
        near.sort((a, b) => (a.id < b.id ? -1 : 1))
        const findings = onePerId(findingsOfStory({ id, articles }, reports, near))
        this.sameFindings(findings, await comparing.findingsOf([id]), `story ${id}`)
        const due: Story | null = reports.length === 0 ? null : { ...storyOf(id, reports, noticesIn(findings)), id }
        const kept = (await comparison.story(id))?.found ?? null
        if (JSON.stringify(kept) !== JSON.stringify(due)) this.tell(`what is told of story ${id} is not its reports’`)
      }
      if (page.next === null) return
      after = page.next
    }
  }

  /** Findings across stories. */
  async families(): Promise<void> {
    const { comparison, comparing } = this.store
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof comparison.families>> = await comparison.families({ limit: PAGE, after })
      for (const family of page.items) await this.across(family, await comparing.findingsOf([family.id]))
      if (page.next === null) return
      after = page.next
    }
  }

  private async across(family: Family, kept: readonly Finding[]): Promise<void> {
    const articles = [...new Set(family.variants.map(v => v.report))]
    const stories = await this.store.comparing.storiesOf(articles)
    const several = family.standing === 'sure' && new Set(articles.map(a => stories.get(a))).size > 1
    const fellows = several ? [...(await this.store.comparing.familiesOf({ articles })).values()] : []
    const due = several
      ? findingsAcross(
          family,
          fellows.filter(f => f !== null),
          await this.reports(articles),
          stories,
        )
      : []
    this.sameFindings(onePerId(due), kept, `family ${family.id}`)
  }

  private sameFindings(due: readonly Finding[], kept: readonly Finding[], of: string): void {
    const lines = (findings: readonly Finding[]) => findings.map(f => JSON.stringify(f)).sort()
    if (lines(due).join('\n') !== lines(kept).join('\n')) this.tell(`the findings of ${of} are others`)
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** Keys of those of some wordings whose runs or links are not what they should be. */
async function offIndex(comparing: ComparingStore, rows: readonly LinkedWording[]): Promise<Set<string>> {
  const off = new Set<string>()
  const due = await linksFor(comparing, rows)
  const both = await comparing.linksOf(rows.map(r => r.id))
  const there = new Set(both.flatMap(({ a, b, sameness }) => [`${a} ${b} ${sameness}`, `${b} ${a} ${sameness}`]))
  const asks = (from: number, links: readonly KeptLink[]) => links.map(l => `${from} ${l.b} ${l.sameness}`)
  // Of two that are linked one has asked; it may be the one that came later.
  const unasked = new Map<number, { readonly key: string; readonly link: string }[]>()
  for (const { id, key, words, runs, links } of rows) {
    const asked = asks(id, due.get(id)!)
    if (sorted(runs) !== sorted(numbered(words)) || asked.some(link => !there.has(link))) off.add(key)
    for (const { b, sameness } of links)
      if (!asked.includes(`${id} ${b} ${sameness}`))
        unasked.set(b, [...(unasked.get(b) ?? []), { key, link: `${b} ${id} ${sameness}` }])
  }
  const others = [...(await comparing.wordings([...unasked.keys()])).values()]
  const dueOfOthers = await linksFor(comparing, others)
  for (const [b, links] of unasked) {
    const asked = asks(b, dueOfOthers.get(b) ?? [])
    for (const { key, link } of links) if (!asked.includes(link)) off.add(key)
  }
  return off
}

const sorted = (runs: readonly number[]): string => [...new Set(runs)].sort((a, b) => a - b).join(' ')
