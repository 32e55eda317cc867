import type { Difference, Family, Report } from '../compare/index.ts'
import type { Finding, FindingKind, Span, Verdict } from '../vocabulary/index.ts'
import { counted } from './printing.ts'
import { columnsOf, fold, oneLine, type Painter, padded } from './terminal.ts'

/** What a page of reports side by side is set with. */
export interface Setting {
  /** As they are numbered on the page, from 1. */
  readonly reports: readonly Report[]
  readonly columns: number
  readonly paint: Painter
}

/** The exact words of some stretches. */
export const wordsOf = (spans: readonly Span[], text: string): string =>
  spans.map(({ from, to }) => text.slice(from, to)).join(' … ')

const numberOf = (reports: readonly Report[], id: string): number => reports.findIndex(report => report.id === id) + 1

/** Day and, where it is known, the hour of a time as it is stated. */
export const shownTime = (at: string | null): string => (at === null ? '' : at.slice(0, 16).replace('T', ' '))

/** The reports by their numbers: id, time, outlet, agency, title. */
export function setReports({ reports, columns, paint }: Setting): string[] {
  return reports.flatMap(({ id, title, outlet, agency, publishedAt }, i) => {
    const head = `${String(i + 1).padStart(2)}  `
    const about = [shownTime(publishedAt), outlet, agency === null ? null : `(${agency})`].filter(Boolean).join('  ')
    const named = oneLine(title ?? '')
    return [
      ...fold(oneLine([about, named].filter(Boolean).join('  ')), columns - head.length, 2).map(
        (line, k) => (k === 0 ? head : ' '.repeat(head.length)) + line,
      ),
      `${' '.repeat(head.length)}${paint(['faint'], id)}`,
    ]
  })
}

/** How differences stand in a line; the legend says the same. */
function setDifference({ kind, full, here, outside, shown, meaning }: Difference, fullText: string, text: string) {
  const gone = full === null ? '' : oneLine(fullText.slice(full.from, full.to))
  const come = here === null ? '' : oneLine(text.slice(here.from, here.to))
  const flag = meaning.length === 0 || shown ? '' : '!'
  switch (kind) {
    case 'kept':
      return come
    case 'cut':
      return outside ? '…' : shown ? `[-${gone}-]` : `${flag}[-${gone}-]`
    case 'added':
      return outside ? `(${come})` : `${flag}{+${come}+}`
    case 'changed':
      return `${flag}[-${gone}-]{+${come}+}`
  }
  kind satisfies never
}

const LEGEND = '* the fullest variant; of the others: [-left out-] {+put in+} … trimmed (quoted by this one alone)'
const LEGEND_MEANING = '! a negation, number or name is among the words'

/** Says how differences are marked. */
export const setLegend = ({ columns }: Setting): string[] => [
  ...fold(LEGEND, columns, 3),
  ...fold(LEGEND_MEANING, columns, 2),
]

/** Families, the most independent origins first, each with its variants word by word. */
export function setFamilies(families: readonly Family[], setting: Setting): string[] {
  const { reports, columns, paint } = setting
  const byId = new Map(reports.map(report => [report.id, report]))
  const order = families.toSorted(
    (a, b) =>
      (a.standing === b.standing ? 0 : a.standing === 'sure' ? -1 : 1) ||
      b.origins - a.origins ||
      b.variants.length - a.variants.length,
  )
  const out: string[] = []
  for (const family of order) {
    const of = `${counted(family.variants.length, 'variant')}, ${counted(family.origins, 'independent origin')}`
    const standing = family.standing === 'sure' ? '' : ', possible'
    out.push('', paint(['strong'], `${family.id}  ${of}${standing}`))
    const fullText = byId.get(family.variants[family.fullest]!.report)!.text
    family.variants.forEach((variant, i) => {
      const { text, agency } = byId.get(variant.report)!
      const about = [
        variant.speaker ?? 'nobody credited',
        ...(variant.publishedAt === null ? [] : [variant.publishedAt]),
        ...(agency === null ? [] : [agency]),
        ...(variant.headline ? ['headline'] : []),
        ...(variant.copyOf === null ? [] : [`same origin as ${numberOf(reports, variant.copyOf)}`]),
        ...(variant.statement === null ? [] : [variant.statement]),
      ].join(', ')
      const head = `${i === family.fullest ? '*' : ' '} ${String(numberOf(reports, variant.report)).padStart(2)}  `
      const indent = ' '.repeat(columnsOf(head))
      const words =
        i === family.fullest
          ? oneLine(wordsOf(variant.spans, text))
          : variant.differences.map(d => setDifference(d, fullText, text)).join(' ')
      out.push(
        ...fold(oneLine(about), columns - indent.length, 2).map(
          (line, k) => (k === 0 ? head : indent) + paint(['faint'], line),
        ),
        ...fold(oneLine(words), columns - indent.length, MOST_LINES).map(line => indent + line),
      )
    })
  }
  return out
}

/** A passage of so many lines is cut; --json has it whole. */
const MOST_LINES = 12

/** What the kinds of findings are, in words. */
export const KIND_WORDS: Readonly<Record<FindingKind, string>> = {
  misattribution: 'The same words, another speaker',
  'altered-words': 'Words altered',
  denial: 'Denied',
  refusal: 'Would not say',
  numbers: 'Numbers that differ',
  update: 'Updated as time went on',
  polarity: 'Affirmed and negated',
  agreement: 'Agreed on',
  unsourced: 'Rests on nobody named',
  superseded: 'Corrected',
}

/** Counts of findings by kind, as lists say them. */
export const KIND_COUNTS: Readonly<Record<FindingKind, readonly [one: string, many: string]>> = {
  misattribution: ['misattribution', 'misattributions'],
  'altered-words': ['alteration of words', 'alterations of words'],
  denial: ['denial', 'denials'],
  refusal: ['refusal to say', 'refusals to say'],
  numbers: ['difference of numbers', 'differences of numbers'],
  update: ['update', 'updates'],
  polarity: ['contradiction', 'contradictions'],
  agreement: ['agreement', 'agreements'],
  unsourced: ['claim without a source', 'claims without a source'],
  superseded: ['correction', 'corrections'],
}

/** A finding as it is shown: with what a person said of it, where the record knows. */
export interface ShownFinding {
  readonly finding: Finding
  readonly verdict: Verdict | null
}

/** Findings by kind, each with its sentence and the exact words that it rests on. */
export function setFindings(found: readonly ShownFinding[], setting: Setting): string[] {
  const { columns, paint } = setting
  const out: string[] = []
  let kind: FindingKind | null = null
  for (const { finding, verdict } of found) {
    if (finding.kind !== kind) {
      kind = finding.kind
      out.push('', paint(['strong'], KIND_WORDS[kind]))
    }
    const marks = [
      finding.confidence.toFixed(2),
      ...(finding.family === null ? [] : [`family ${finding.family}`]),
      ...(finding.supersededBy === null ? [] : [`superseded by ${finding.supersededBy}`]),
      ...(verdict === null ? [] : [`judged ${verdict}`]),
    ].join(', ')
    out.push(
      ...fold(oneLine(finding.why), columns - 2, MOST_LINES).map(line => `  ${line}`),
      `  ${paint(['faint'], `${finding.id}  ${marks}`)}`,
      ...setEvidence(finding, setting),
    )
  }
  return out
}

/** Of places that carry a finding so many are shown; --json has them all. */
const MOST_PLACES = 8

function setEvidence({ evidence }: Finding, { reports, columns, paint }: Setting): string[] {
  const roles = Math.max(...evidence.map(e => e.role.length))
  const lines = evidence.slice(0, MOST_PLACES).flatMap(({ role, article, spans, speaker }) => {
    const report = reports.find(r => r.id === article)
    const words = report === undefined ? '' : oneLine(wordsOf(spans, report.text))
    const head = `    ${padded(role, roles)}  ${String(numberOf(reports, article)).padStart(2)}  `
    const whose = speaker === null ? '' : `${paint(['faint'], `${oneLine(speaker)}:`)} `
    const [first, ...rest] = fold(
      `${speaker === null ? '' : `${oneLine(speaker)}: `}${words}`,
      columns - head.length,
      3,
    )
    const plain = speaker === null ? '' : `${oneLine(speaker)}: `
    const shown = first?.startsWith(plain) ? whose + first.slice(plain.length) : (first ?? '')
    return [head + shown, ...rest.map(line => ' '.repeat(head.length) + line)]
  })
  const more = evidence.length - MOST_PLACES
  return more > 0 ? [...lines, `    and ${counted(more, 'other place')}`] : lines
}

/** Kinds in their order, those of one kind as they come. */
export const sureFirst = <T extends ShownFinding>(
  found: readonly T[],
): { readonly sure: T[]; readonly possible: T[] } => ({
  sure: found.filter(f => f.finding.standing === 'sure'),
  possible: found.filter(f => f.finding.standing === 'possible'),
})

/** A finding for programs: its evidence with the exact words. */
export const findingWithWords = (finding: Finding, textOf: (article: string) => string | undefined) => ({
  ...finding,
  evidence: finding.evidence.map(e => {
    const text = textOf(e.article)
    return { ...e, words: text === undefined ? null : wordsOf(e.spans, text) }
  }),
})

/** A family for programs: its variants with the exact words. */
export const familyWithWords = (family: Family, textOf: (article: string) => string | undefined) => ({
  ...family,
  variants: family.variants.map(variant => {
    const text = textOf(variant.report)
    return { ...variant, words: text === undefined ? null : wordsOf(variant.spans, text) }
  }),
})
