import {
  findingOf,
  findingsOfFamilies,
  findingsOfStory,
  groundOf,
  type Notice,
  type Report,
  storyOf,
} from '../compare/index.ts'
import type { ComparingStore, Comparison } from '../store/index.ts'
import { type Family, type Finding, ROLES_OF, type Story } from '../vocabulary/index.ts'
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

  // Two that rest on the same first passages are one: the surer, which comes first.
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
    const findings = onePerId(findingsOfStory({ id, articles: reports.map(r => r.id) }, reports, families))
    for (const finding of findings) made.push({ scope: id, finding })
    told.push({ ...storyOf(id, reports, noticesIn(findings)), id })
  }
  const storyOfArticle = new Map([...members].flatMap(([id, names]) => names.map(name => [name, id] as const)))
  const around = await familiesAround([...articles, ...moves.keys()], store, gone, come)
  const reaching = [...new Map([...around, ...regrouped.families.map(f => f.family)].map(f => [f.id, f])).values()]
  for (const family of reaching) {
    const names = [...new Set(family.variants.map(v => v.report))]
    const missing = names.filter(name => !storyOfArticle.has(name))
    for (const [name, id] of await store.storiesOf(missing)) storyOfArticle.set(name, id)
    if (family.standing !== 'sure' || new Set(names.map(name => storyOfArticle.get(name))).size < 2) continue
    const reports: Report[] = []
    for (const name of names) {
      const report = await changes.report(name)
      if (report !== null) reports.push(report)
    }
    const fellows = await familiesAround(names, store, gone, come)
    for (const finding of findingsAcross(family, fellows, reports, storyOfArticle))
      made.push({ scope: family.id, finding })
  }
  return {
    storyIds: [...ids],
    stories: told,
    familyIds: [...gone],
    families: come,
    scopes: [...new Set([...ids, ...gone, ...reaching.map(f => f.id)])],
    findings: [...new Map(made.toReversed().map(one => [one.finding.id, one])).values()],
  }
}

/**
 * The findings of a family whose main passages lie in several stories: no story shows them. Of two families that both have
 * these passages the one whose id comes first does. `fellows`: all families of its reports.
 */
export function findingsAcross(
  family: Family,
  fellows: readonly Family[],
  reports: readonly Report[],
  storyOfArticle: ReadonlyMap<string, string>,
): Finding[] {
  const ground = groundOf(reports)
  return findingsOfFamilies([family], ground, [])
    .map(found => findingOf({ ...found, family: family.id }, ground))
    .filter(({ kind, evidence }) => {
      const firsts = ROLES_OF[kind].flatMap(role => evidence.find(e => e.role === role) ?? [])
      if (new Set(firsts.map(e => storyOfArticle.get(e.article))).size < 2) return false
      const has = ({ variants }: Family) =>
        firsts.every(e => variants.some(v => v.report === e.article && v.spans[0]!.from === e.spans[0]!.from))
      return !fellows.some(other => other.standing === 'sure' && other.id < family.id && has(other))
    })
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
  const here = reports.map(r => r.id)
  return familiesAround(here, store, gone, come)
}

/** The families that have a part in these articles, as they are now. */
async function familiesAround(
  articles: readonly string[],
  store: ComparingStore,
  gone: ReadonlySet<string>,
  come: Made['families'],
): Promise<Family[]> {
  const here = new Set(articles)
  const families = new Map<string, Family>()
  for (const [id, family] of await store.familiesOf({ articles: [...here] }))
    if (family !== null && !gone.has(id)) families.set(id, family)
  for (const { family } of come) if (family.variants.some(v => here.has(v.report))) families.set(family.id, family)
  return [...families.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Of several of one id the first: the surest. */
export function onePerId(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>()
  return findings.filter(({ id }) => !told.has(id) && told.add(id))
}

/** Where a correction says so itself. */
export const noticesIn = (findings: readonly Finding[]): Notice[] =>
  findings
    .filter(f => f.kind === 'superseded')
    .flatMap(f => f.evidence.filter(e => e.role === 'notice').map(e => ({ article: e.article, span: e.spans[0]! })))

const sameFamily = (a: Family, b: Family | null | undefined): boolean =>
  b !== null && b !== undefined && JSON.stringify(a) === JSON.stringify(b)
