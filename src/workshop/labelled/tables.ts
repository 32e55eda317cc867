/** The figures of labels as Markdown. */
import { type Span, STANCES, wordsOf } from '../../vocabulary/index.ts'
import { calibrationOf, reliabilityOf, type Told } from '../scoring/index.ts'
import { shareRow } from './intervals.ts'
import type { PronounFigures } from './pronouns.ts'
import { SOURCE_SORTS, type SpeakerRow } from './speakers.ts'
import { hidesDenial, isLenient, isNegationRight, isStanceRight, isStrict, type StanceRow } from './stances.ts'

const HEAD = ['| figure | share right | 95 % |', '|---|---:|---:|']

const count = <T>(rows: readonly T[], right: (row: T) => boolean) => [rows.filter(right).length, rows.length] as const

/** Of labels whose statement the engine has; doubtful ones apart. */
export function stanceTable(rows: readonly StanceRow[]): string {
  const firm = rows.filter(r => !r.label.doubtful)
  const read = firm.filter(r => r.told !== null)
  const uniform = read.filter(r => r.label.sample === 'uniform')
  const doubtful = rows.filter(r => r.label.doubtful && r.told !== null)
  const denials = read.filter(r => r.label.stance === 'denies' || r.label.stance === 'refuses')
  const lines = [
    shareRow('statements found', read.length, firm.length),
    shareRow('stance, uniform sample', ...count(uniform, isStrict)),
    shareRow('stance or the second that would pass, uniform sample', ...count(uniform, isLenient)),
    shareRow('stance, all samples', ...count(read, isStrict)),
    shareRow('stance or the second that would pass, all samples', ...count(read, isLenient)),
    shareRow('negation, all samples', ...count(read, isNegationRight)),
    shareRow(
      'negated statements told as negated',
      ...count(
        read.filter(r => r.label.negated),
        isNegationRight,
      ),
    ),
    shareRow('stance (leniently) and negation, all samples', ...count(read, isStanceRight)),
    shareRow('denials and refusals told as something else', ...count(denials, hidesDenial)),
    shareRow('doubtful rows: stance, leniently', ...count(doubtful, isLenient)),
    ...STANCES.map(stance =>
      shareRow(
        `labelled ${stance}, leniently`,
        ...count(
          read.filter(r => r.label.stance === stance),
          isLenient,
        ),
      ),
    ),
    ...STANCES.map(stance =>
      shareRow(
        `told as ${stance}, leniently`,
        ...count(
          read.filter(r => r.told!.stance === stance),
          isLenient,
        ),
      ),
    ),
  ]
  return [...HEAD, ...lines].join('\n')
}

export function speakerTable(rows: readonly SpeakerRow[]): string {
  const firm = rows.filter(r => !r.label.doubtful)
  const found = firm.filter(r => r.found)
  const told = found.filter(r => r.told !== null)
  const doubtful = rows.filter(r => r.label.doubtful && r.found)
  const right = (r: SpeakerRow) => r.right
  const uniform = found.filter(r => r.label.sample === 'uniform')
  const lines = [
    shareRow('statements found', found.length, firm.length),
    shareRow('somebody told', told.length, found.length),
    shareRow('speaker, uniform sample', ...count(uniform, right)),
    shareRow('speaker, all samples', ...count(found, right)),
    shareRow('speaker where somebody is told', ...count(told, right)),
    shareRow('type where somebody is told', ...count(told, r => r.typeRight)),
    shareRow('doubtful rows: speaker', ...count(doubtful, right)),
    ...SOURCE_SORTS.map(sort =>
      shareRow(
        `source is: ${sort}`,
        ...count(
          found.filter(r => r.sort === sort),
          right,
        ),
      ),
    ),
  ]
  return [...HEAD, ...lines].join('\n')
}

export const stanceTold = (rows: readonly StanceRow[]): Told[] =>
  rows.flatMap(r =>
    r.told === null || r.label.doubtful ? [] : [{ confidence: r.told.confidence, right: isStanceRight(r) }],
  )

export const speakerTold = (rows: readonly SpeakerRow[]): Told[] =>
  rows.flatMap(r => (r.told === null || r.label.doubtful ? [] : [{ confidence: r.told.confidence, right: r.right }]))

/** A reliability diagram of answers that were all to be given: what is told counts as the gold. */
export const diagramOf = (name: string, told: readonly Told[]): string =>
  reliabilityOf(name, calibrationOf({ told, gold: told.length })).replace(/^##/, '###')

export function pronounTable({ all, likeNews, shipped }: PronounFigures): string {
  const rows = [
    ['all genres, weights that have not seen the document', all],
    ['news and interviews, weights that have not seen the document', likeNews],
    ['news and interviews, the weights that ship', shipped],
  ] as const
  return [
    ...HEAD,
    ...rows.flatMap(([what, figures]) =>
      ['he/she', 'they', 'it'].map(kind =>
        shareRow(`${kind}: ${what}`, figures.get(kind)?.right ?? 0, figures.get(kind)?.asked ?? 0),
      ),
    ),
  ].join('\n')
}

/** What was read wrong, a JSON object a line. */
export function missLines(
  stances: readonly StanceRow[],
  speakers: readonly SpeakerRow[],
  text: (document: string) => string,
): string[] {
  const words = (document: string, spans: readonly Span[]) => spans.map(s => wordsOf(text(document), s)).join(' … ')
  return [
    ...stances
      .filter(row => !isStanceRight(row))
      .map(({ label, told }) =>
        JSON.stringify({
          miss: 'stance',
          sample: label.sample,
          doubtful: label.doubtful,
          source: words(label.document, label.source),
          cue: words(label.document, label.cue),
          content: words(label.document, label.content).slice(0, 60),
          gold: [label.stance, label.also, label.negated],
          told: told === null ? null : [told.stance, told.negated, told.way],
        }),
      ),
    ...speakers
      .filter(row => !row.right)
      .map(({ label, told, sort }) =>
        JSON.stringify({
          miss: 'speaker',
          document: label.document,
          doubtful: label.doubtful,
          sort,
          source: words(label.document, label.source),
          gold: [label.type, ...label.names.map(n => words(label.document, [n]))],
          told: told === null ? null : [told.type, told.names, told.by.way, told.by.share.toFixed(2)],
        }),
      ),
  ]
}
