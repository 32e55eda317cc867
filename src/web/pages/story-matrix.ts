import type { ArticleSummary, Said, Voices } from '../../api/wire.ts'
import { grouped } from './grouped.ts'

/** Reports that are one report at bottom, side by side. */
export interface MatrixGroup {
  /** The agency whose report it is; null for an outlet's own, or where nobody says. */
  readonly agency: string | null
  readonly reports: readonly ArticleSummary[]
}

export interface MatrixCell {
  readonly said: readonly Said[]
  /** All that stands here stands word for word in the report that this one copies. */
  readonly copied: boolean
}

export interface MatrixRow {
  readonly key: string
  /** Empty for those statements of which nobody could be told. */
  readonly name: string
  readonly person: string | null
  /** In how many independent origins they speak. */
  readonly origins: number
  readonly statements: number
  /** One for each report, in the order of the columns. */
  readonly cells: readonly MatrixCell[]
}

/** Who says what, report by report. */
export interface Matrix {
  readonly groups: readonly MatrixGroup[]
  readonly rows: readonly MatrixRow[]
}

const fold = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Lays a story's statements out: a column for each report in order of publication, copies of one report beside each
 * other; a row for each speaker, those heard in most independent origins first. `copyOf` leads from a report to the one
 * whose copy it is; reports of one agency are one origin too.
 */
export function matrixOf({ articles, voices }: Voices, copyOf: ReadonlyMap<string, string>): Matrix {
  const byId = new Map(articles.map(article => [article.id, article]))
  const originOf = originsOf(articles, copyOf)
  const groups = [...grouped(articles, ({ id }) => originOf.get(id)!).values()].map(
    (reports): MatrixGroup => ({
      agency: reports.find(({ agency }) => agency !== null)?.agency ?? null,
      reports,
    }),
  )
  const columns = groups.flatMap(({ reports }) => reports)
  const wordsIn = new Map(columns.map(({ id }) => [id, new Set<string>()]))
  for (const { said } of voices) for (const { article, words } of said) wordsIn.get(article)?.add(fold(words))

  const rows = voices.map(({ person, name, said: all }): MatrixRow => {
    const said = all.filter(({ article }) => byId.has(article))
    return {
      key: person ?? `~${name}`,
      name,
      person,
      origins: new Set(said.map(({ article }) => originOf.get(article))).size,
      statements: said.length,
      cells: columns.map(({ id }) => {
        const here = said.filter(({ article }) => article === id)
        const first = originOf.get(id)!
        const source = first === id ? undefined : wordsIn.get(first)
        return {
          said: here,
          copied: source !== undefined && here.length > 0 && here.every(({ words }) => source.has(fold(words))),
        }
      }),
    }
  })
  return { groups, rows: rows.filter(({ statements }) => statements > 0).sort(moreHeard) }
}

/** The first report of each report's origin. */
function originsOf(
  articles: readonly ArticleSummary[],
  copyOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const origins = new Map<string, string>()
  const firstOf = new Map<string, string>()
  for (const { id, agency } of articles) {
    const copied = copyOf.get(id)
    const known = (copied === undefined ? undefined : origins.get(copied)) ?? (agency && firstOf.get(agency))
    const origin = known || id
    origins.set(id, origin)
    if (agency && !firstOf.has(agency)) firstOf.set(agency, origin)
  }
  return origins
}

/** The most origins first, then the most statements; who could not be told last. */
const moreHeard = (a: MatrixRow, b: MatrixRow): number =>
  Number(a.name === '') - Number(b.name === '') || b.origins - a.origins || b.statements - a.statements
