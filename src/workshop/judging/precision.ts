/** Precision by kind from judgements, as counts, shares and intervals. */
import type { Standing } from '../../vocabulary/index.ts'
import { wilson } from '../labelled/intervals.ts'
import { JUDGED, type Judged, type Judgement, type JudgeVerdict } from './judgements.ts'

/** Precision to reach, as a share of 1; kinds without an aim have none. */
export const AIMS: Readonly<Partial<Record<Judged, number>>> = {
  family: 0.97,
  misattribution: 0.85,
  'altered-words': 0.85,
  denial: 0.7,
  numbers: 0.7,
  polarity: 0.7,
  agreement: 0.8,
}

export interface PrecisionRow {
  readonly kind: Judged
  readonly standing: Standing
  readonly right: number
  readonly wrong: number
  /** Also where judges of one item disagree. */
  readonly unclear: number
  /** Items that more than one judged, and those of them on which all agreed. */
  readonly shared: number
  readonly agreed: number
}

/** What all judges of one item together say: what each of them says, or `unclear`. */
const together = (verdicts: readonly JudgeVerdict[]): JudgeVerdict =>
  verdicts.every(verdict => verdict === verdicts[0]) ? verdicts[0]! : 'unclear'

/** A row for each kind and standing of which anything was judged. */
export function precisionRows(judgements: readonly Judgement[]): PrecisionRow[] {
  return JUDGED.flatMap(kind =>
    (['sure', 'possible'] as const).flatMap((standing): PrecisionRow[] => {
      const items = new Map<string, JudgeVerdict[]>()
      for (const one of judgements) {
        if (one.kind !== kind || one.standing !== standing) continue
        items.set(one.id, [...(items.get(one.id) ?? []), one.verdict])
      }
      if (items.size === 0) return []
      const verdicts = [...items.values()]
      const count = (verdict: JudgeVerdict) => verdicts.filter(v => together(v) === verdict).length
      const shared = verdicts.filter(v => v.length > 1)
      return [
        {
          kind,
          standing,
          right: count('right'),
          wrong: count('wrong'),
          unclear: count('unclear'),
          shared: shared.length,
          agreed: shared.filter(v => v.every(verdict => verdict === v[0])).length,
        },
      ]
    }),
  )
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function share(right: number, of: number): string {
  if (of === 0) return '– (0 of 0)'
  const [low, high] = wilson(right, of)
  return `${percent(right / of)} (${right} of ${of}; ${(100 * low).toFixed(0)} – ${(100 * high).toFixed(0)})`
}

/**
 * The rows as Markdown. The share of all counts what is unclear as not right and is the one that is held against the
 * aim; the share of the decided leaves it out. In brackets counts and the 95 % interval by Wilson's score method.
 */
export function precisionTable(judgements: readonly Judgement[]): string {
  const rows = precisionRows(judgements)
  if (rows.length === 0) return 'Nothing has been judged yet.'
  return [
    '| kind | standing | right | wrong | unclear | right, of all | right, of the decided | aim | judges agree |',
    '|---|---|---:|---:|---:|---:|---:|---:|---:|',
    ...rows.map(({ kind, standing, right, wrong, unclear, shared, agreed }) => {
      const aim = standing === 'sure' ? AIMS[kind] : undefined
      const met = right >= (aim ?? 0) * (right + wrong + unclear) ? 'met' : 'missed'
      const cells = [kind, standing, right, wrong, unclear, share(right, right + wrong + unclear)]
      const more = [share(right, right + wrong), aim === undefined ? '–' : `${100 * aim} %, ${met}`]
      return `| ${[...cells, ...more, shared === 0 ? '–' : `${agreed} of ${shared}`].join(' | ')} |`
    }),
  ].join('\n')
}

const BEGIN =
  '<!-- judged: written by `npx tsx src/workshop/judged.ts --readme`, held by test/workshop/judging.test.ts -->'
const END = '<!-- /judged -->'

/** The README's text with the table put between its comments. Throws where they don't stand. */
export function withPrecision(readme: string, table: string): string {
  const from = readme.indexOf(BEGIN)
  const to = readme.indexOf(END)
  if (from < 0 || to < from) throw new Error(`docs/judgements/README.md lacks the line "${BEGIN}" or "${END}"`)
  return `${readme.slice(0, from)}${BEGIN}\n\n${table}\n\n${readme.slice(to)}`
}
