import { findingsOfStory, type Notice, type Report, storyOf } from '../compare/index.ts'
import type { ComparingStore, Comparison } from '../store/index.ts'
import type { Family, Finding, Story } from '../vocabulary/index.ts'
import type { Regrouped } from './compare-families.ts'

/** What a batch changed, and how reports are had. */
export interface Changes {
  /** Articles that were compared. */
  readonly articles: readonly string[]
  /** Those of them that are no part of anything any more. */
  readonly leaving: ReadonlySet<string>
  /** Stories in which they were. */
  readonly before: readonly string[]
  /** Article -> its new story. */
  readonly moves: ReadonlyMap<string, string>
  readonly regrouped: Regrouped
  readonly report: (article: string) => Promise<Report | null>
}

type Made = Pick<Comparison, 'storyIds' | 'stories' | 'familyIds' | 'families' | 'scopes' | 'findings'>

/** Makes the stories, families and findings anew on which a batch has a bearing. */
export async function findAgain(store: ComparingStore, changes: Changes): Promise<Made> {
  const { articles, leaving, moves, regrouped } = changes
  const kept = await store.familiesOf({ wordings: regrouped.wordings })
  const now = new Map(regrouped.families.map(f => [f.family.id, f]))
  const come = [...now.values()].filter(({ family }) => !sameFamily(family, kept.get(family.id)))
  const go = [...kept.keys()].filter(id => !now.has(id))
  const gone = new Set([...go, ...come.map(({ family }) => family.id)])

  // Stories whose articles, readings or families are others now.
  const touched = new Set(articles)
  for (const family of [...come.map(f => f.family), ...[...gone].map(id => kept.get(id))])
    for (const { report } of family?.variants ?? []) touched.add(report)
  for (const article of moves.keys()) touched.add(article)
  const stories = await store.storiesOf([...touched])
  const ids = new Set([...changes.before, ...stories.values(), ...moves.values()])
  const members = await membersOf(store, ids, moves, leaving)

  const made: { scope: string; finding: Finding }[] = []
  const told: Story[] = []
  for (const [id, names] of [...members].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const reports: Report[] = []
    for (const name of names) {
      const report = await changes.report(name)
      if (report !== null) reports.push(report)
    }
    if (reports.length === 0) continue
    const families = await familiesIn(store, reports, gone, come)
    const findings = findingsOfStory({ id, articles: reports.map(r => r.id) }, reports, families)
    for (const finding of findings) made.push({ scope: id, finding })
    told.push({ ...storyOf(id, reports, noticesIn(findings)), id })
  }
  return {
    storyIds: [...ids],
    stories: told,
    familyIds: [...gone],
    families: come,
    scopes: [...ids, ...gone],
    findings: made,
  }
}

/** Articles of each story as they are now. */
async function membersOf(
  store: ComparingStore,
  ids: ReadonlySet<string>,
  moves: ReadonlyMap<string, string>,
  leaving: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>()
  const put = (story: string, article: string) => {
    const known = members.get(story)
    if (known === undefined) members.set(story, [article])
    else known.push(article)
  }
  for (const [story, articles] of await store.articlesOf([...ids]))
    for (const article of articles) if (!leaving.has(article) && !moves.has(article)) put(story, article)
  for (const [article, story] of moves) put(story, article)
  return members
}

/** The families that have a part in these reports, as they are now. */
async function familiesIn(
  store: ComparingStore,
  reports: readonly Report[],
  gone: ReadonlySet<string>,
  come: Made['families'],
): Promise<Family[]> {
  const here = new Set(reports.map(r => r.id))
  const families = new Map<string, Family>()
  for (const [id, family] of await store.familiesOf({ articles: [...here] }))
    if (family !== null && !gone.has(id)) families.set(id, family)
  for (const { family } of come) if (family.variants.some(v => here.has(v.report))) families.set(family.id, family)
  return [...families.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Where a correction says so itself. */
const noticesIn = (findings: readonly Finding[]): Notice[] =>
  findings
    .filter(f => f.kind === 'superseded')
    .flatMap(f => f.evidence.filter(e => e.role === 'notice').map(e => ({ article: e.article, span: e.spans[0]! })))

const sameFamily = (a: Family, b: Family | null | undefined): boolean =>
  b !== null && b !== undefined && JSON.stringify(a) === JSON.stringify(b)
