/** The scorecard as it stands in README.md, between two comments. */
import type { Failure, ScorecardRow } from './scorecard.ts'
import { scorecardTable } from './scorecard.ts'

const BEGIN = '<!-- scorecard: written by `npm run scorecard -- --readme`, held by test/workshop/readme.test.ts -->'
const END = '<!-- /scorecard -->'

/** What stands between the comments: the table by phenomenon, and how many cases are known to fail. */
export function readmeCard(rows: readonly ScorecardRow[], failures: readonly Failure[], cases: number): string {
  const known = failures.filter(f => f.known !== null)
  const hard = known.filter(f => f.file.endsWith('hard-cases.case'))
  const files = rows.filter(r => r.what === 'cases that hold')
  const total = {
    what: 'cases that hold' as const,
    phenomenon: 'all files',
    right: files.reduce((sum, r) => sum + r.right, 0),
    of: cases,
    missing: null,
    known: known.length,
  }
  const phenomena = rows.filter(r => r.what !== 'cases that hold')
  return [
    scorecardTable([total, ...files, ...phenomena]),
    '',
    `Known failures: ${known.length} of ${cases} cases, each with its reason in its file. Of the list of hard cases:`,
    '',
    ...hard.map(f => `- ${f.case.replace(/^Row: /, '')}: ${f.known}`),
  ].join('\n')
}

/** README's text with the card put between the comments. Throws where they don't stand. */
export function withCard(readme: string, card: string): string {
  const from = readme.indexOf(BEGIN)
  const to = readme.indexOf(END)
  if (from < 0 || to < from) throw new Error(`README.md lacks the line "${BEGIN}" or "${END}"`)
  return `${readme.slice(0, from)}${BEGIN}\n\n${card}\n\n${readme.slice(to)}`
}
