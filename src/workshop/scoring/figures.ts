/** Scores as rows of one table, as figures with dotted names, and held against floors. */
import { AscribeError, ROLES } from '../../vocabulary/index.ts'
import type { Coverage } from './coverage.ts'
import { KINDS } from './groups.ts'
import { type Rate, rate, type Share } from './rates.ts'
import type { RecordScores } from './record.ts'
import type { SpanScores } from './spans.ts'

/** One figure of one corpus: a rate, a share or a bare number, with its counts. */
export interface Row {
  /** The corpus and the split, e.g. `polnear.dev`: the head of every figure's name. */
  readonly corpus: string
  /** The figure's own dotted name, e.g. `exact.source`. */
  readonly name: string
  readonly value: Rate | Share | number
}

type Value = Row['value']
const isRate = (value: Value): value is Rate => typeof value === 'object' && 'f1' in value

/** The rows of a PolNeAR score, in the order of reading: spans, relations, kinds, blocks. */
export function spanRows(corpus: string, scores: SpanScores): Row[] {
  const row = (name: string, value: Value): Row => ({ corpus, name, value })
  return [
    row('documents', scores.documents),
    row('skipped', scores.skipped),
    row('instances', scores.instances),
    ...(['exact', 'begin', 'token'] as const).flatMap(metric =>
      ROLES.map(role => row(`${metric}.${role}`, scores[metric][role])),
    ),
    row('attribution', scores.attribution.sourceContent),
    row('attribution-with-cue', scores.attribution.sourceCueContent),
    ...ROLES.map(role => row(`jaccard.${role}`, scores.jaccard[role])),
    ...KINDS.flatMap(kind => [
      row(`kind.${kind}.attribution`, scores.byKind[kind].attribution),
      row(`kind.${kind}.content`, scores.byKind[kind].content),
    ]),
    ...Object.entries(scores.byBlock).flatMap(([place, group]) => [
      row(`block.${place}.attribution`, group.attribution),
      row(`block.${place}.content`, group.content),
    ]),
    row('with-parent', scores.withParent),
  ]
}

/** The rows of a score against hand-made gold. */
export function recordRows(corpus: string, scores: RecordScores): Row[] {
  const row = (name: string, value: Value): Row => ({ corpus, name, value })
  return [
    row('documents', scores.documents),
    row('attribution', scores.attribution),
    row('content', scores.content),
    row('outermost', scores.outermost),
    row('nested', scores.nested),
    row('who-said-what', scores.whoSaidWhat),
    row('kind', scores.kind),
    row('speaker', scores.speaker),
    row('pronoun-speaker', scores.pronounSpeaker),
    row('speaker-type', scores.speakerType),
    row('addressee', scores.addressee),
    row('via', scores.via),
    row('parent', scores.parent),
    row('chains', scores.chains),
    row('negated', scores.negated),
    row('falsely-negated', scores.falselyNegated),
    ...KINDS.map(kind => row(`kind.${kind}`, scores.byKind[kind])),
    ...Object.entries(scores.byBlock).map(([place, value]) => row(`block.${place}`, value)),
    row('with-parent', scores.withParent),
  ]
}

export const coverageRows = (corpus: string, coverage: Coverage): Row[] => [
  { corpus, name: 'coverage.documents', value: coverage.documents },
  { corpus, name: 'coverage.text', value: coverage.text },
]

/**
 * Every number by its dotted name: `polnear.dev.exact.source.f1` (also `.precision`, `.recall`, `.found`,
 * `.gold`, `.right`, `.predicted`), `seed.article.outermost.right` (also `.of`, `.percent`), `polnear.dev.instances`.
 * null where there was nothing to be right about.
 */
export function figuresOf(rows: readonly Row[]): Map<string, number | null> {
  return new Map(
    rows.flatMap(({ corpus, name, value }): [string, number | null][] =>
      typeof value === 'number'
        ? [[`${corpus}.${name}`, value]]
        : Object.entries(value).map(([part, number]) => [`${corpus}.${name}.${part}`, number]),
    ),
  )
}

/** The rows as a Markdown table that is aligned as plain text too. Rates and shares are in percent. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['corpus', 'figure', 'P', 'R', 'F1, % or n', 'gold found', 'predicted right']
  const cells = rows.map(({ corpus, name, value }) => [corpus, name, ...valueCells(value)])
  const widths = head.map((title, i) => Math.max(...[head, ...cells].map(line => line[i]!.length), title.length))
  const print = (line: readonly string[]) =>
    `| ${line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [print(head), rule, ...cells.map(print)].join('\n')
}

function valueCells(value: Value): string[] {
  if (typeof value === 'number') return ['', '', String(value), '', '']
  if (!isRate(value)) {
    return ['', '', value.percent === null ? '–' : value.percent.toFixed(1), `${value.right} / ${value.of}`, '']
  }
  const { found, gold, right, predicted } = value
  const { precision, recall, f1 } = rate({ found, gold, right, predicted }, 1) // from the counts: never rounded twice
  return [...[precision, recall, f1].map(n => n.toFixed(1)), `${found} / ${gold}`, `${right} / ${predicted}`]
}

/** A floor that is not met. */
export interface Shortfall {
  readonly figure: string
  readonly floor: number
  readonly value: number | null
}

/**
 * The floors that the figures do not reach, in the order of the floors. A figure that is null reaches none.
 *
 * @throws AscribeError `unknown-figure` when a floor names no figure, so that a misspelt floor guards nothing
 *   unnoticed.
 */
export function shortfalls({
  figures,
  floors,
}: {
  figures: ReadonlyMap<string, number | null>
  floors: Readonly<Record<string, number>>
}): Shortfall[] {
  return Object.entries(floors).flatMap(([figure, floor]) => {
    const value = figures.get(figure)
    if (value === undefined || !Number.isFinite(floor)) {
      throw new AscribeError(
        'unknown-figure',
        value === undefined ? `no figure is called ${figure}` : `the floor of ${figure} is no number`,
        'Look the name up in the output of `npm run score -- --json`.',
      )
    }
    return value !== null && value >= floor ? [] : [{ figure, floor, value }]
  })
}
