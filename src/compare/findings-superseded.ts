import { Quote } from '../tokens/index.ts'
import { type Finding, type FindingEvidence, overlaps, type Span, span } from '../vocabulary/index.ts'
import { timeOf } from './appearance.ts'
import type { Reading } from './claims.ts'
import type { Field } from './claims-field.ts'
import { termOf } from './claims-words.ts'
import type { Found } from './finding.ts'
import { foldWord } from './folding.ts'
import { type CorrectionNotice, noticesIn } from './notices.ts'

/** A notice is looked for what it corrects in its outlet's reports of so many days before. */
const DAYS = 60
const DAY = 86_400_000
/** Weight of the terms that a notice and the sentence that it corrects have in common: at least, and so that it is sure. */
const LEAST = 0.6
const SURE = 1.2
/** A term that the notice says was wrong weighs so much more. */
const DENIED = 1.5
/** A figure of three digits and more that both give is hardly another one. */
const FIGURE = 1.2
/** Words that the notice quotes, so many in a row, are the sentence's. */
const QUOTED_RUN = 4
const QUOTED = 2

interface Sentence {
  readonly reading: Reading
  readonly span: Span
  readonly terms: ReadonlySet<string>
}

/** Corrections and withdrawals, each with the passage of its outlet's earlier reports that it takes back. */
export function supersededIn(field: Field): Found[] {
  const found = new Map<string, { notices: CorrectionNotice[]; corrected: Sentence[]; score: number }>()
  for (const reading of field.readings) {
    const { outlet, publishedAt } = reading.report
    const notices = noticesIn(reading.report)
    if (notices.length === 0 || outlet === null) continue
    const earlier = field.readings.filter(
      ({ report }) =>
        report.id !== reading.report.id &&
        report.outlet?.toLowerCase() === outlet.toLowerCase() &&
        timeOf(report.publishedAt) <= timeOf(publishedAt) &&
        timeOf(publishedAt) - timeOf(report.publishedAt) <= DAYS * DAY &&
        !noticesIn(report).some(({ declared }) => declared),
    )
    const sentences = earlier.flatMap(sentencesOf)
    for (const notice of notices) {
      const best = correctedBy(field, reading, notice, sentences)
      if (best === null) continue
      const [first] = best.corrected
      const key = `${first!.reading.report.id} ${first!.span.from}`
      const known = found.get(key)
      if (known === undefined) found.set(key, { notices: [notice], ...best })
      else {
        known.notices.push(notice)
        known.score = Math.max(known.score, best.score)
      }
    }
  }
  return [...found.values()].map(({ notices, corrected, score }) => {
    const [first] = corrected
    const { report } = first!.reading
    const declared = notices.some(notice => notice.declared)
    return {
      kind: 'superseded',
      confidence: (declared ? 0.95 : 0.85) - 0.2 * Math.max(0, (SURE - score) / (SURE - LEAST)),
      why: `${report.outlet} corrects or withdraws what it had reported${
        report.publishedAt === null ? '' : ` on ${report.publishedAt.slice(0, 10)}`
      }: “${shortened(report.text.slice(first!.span.from, first!.span.to))}”`,
      evidence: [
        ...notices.map(notice => ({
          role: 'notice' as const,
          article: notice.article,
          statement: null,
          spans: [notice.span],
          speaker: null,
        })),
        ...corrected.map(sentence => ({ role: 'corrected' as const, ...placeOf(sentence) })),
      ],
    }
  })
}

/** The sentences that a notice takes back: the one that has most of its terms, and others of that report that have nearly as many. */
function correctedBy(
  field: Field,
  reading: Reading,
  { span: at, denied }: CorrectionNotice,
  sentences: readonly Sentence[],
): { readonly corrected: Sentence[]; readonly score: number } | null {
  const terms = termsIn(reading, at)
  const wrong = new Set(denied.flatMap(words => words.split(/\s+/).map(word => termOf(word.toLowerCase()))))
  wrong.delete('')
  const quoted = new Set(runsBetween(reading, at, true))
  const figures = new Set(figuresIn(reading, at))
  const scored = sentences
    .map(sentence => {
      const shared = field.shared(terms, sentence.terms)
      const told = [...wrong].filter(term => sentence.terms.has(term))
      const own = quoted.size > 0 && runsBetween(sentence.reading, sentence.span, false).some(run => quoted.has(run))
      const score = (shared + DENIED * field.sum(told)) * (0.5 + 0.5 * field.covered(sentence.terms, terms))
      const same = figuresIn(sentence.reading, sentence.span).filter(figure => figures.has(figure)).length
      return { sentence, score: score + (own ? QUOTED : 0) + FIGURE * same }
    })
    .sort((a, b) => b.score - a.score)
  const best = scored[0]
  if (best === undefined || best.score < LEAST) return null
  const corrected = scored.filter(
    ({ sentence, score }) => score >= 0.8 * best.score && sentence.reading === best.sentence.reading,
  )
  return { corrected: corrected.map(({ sentence }) => sentence), score: best.score }
}

function sentencesOf(reading: Reading): Sentence[] {
  const { tokens } = reading
  return reading.sentences.map(([first, end]) => {
    const at = span(tokens.from[first]!, tokens.to[end - 1]!)
    return { reading, span: at, terms: termsIn(reading, at) }
  })
}

function termsIn({ tokens, terms }: Reading, at: Span): Set<string> {
  const within = new Set<string>()
  for (let i = 0; i < tokens.size; i++)
    if (tokens.from[i]! >= at.from && tokens.to[i]! <= at.to && terms[i] !== '') within.add(terms[i]!)
  return within
}

function figuresIn({ tokens }: Reading, at: Span): string[] {
  const figures = new Set<string>()
  for (let i = 0; i < tokens.size; i++) {
    if (tokens.from[i]! < at.from || tokens.to[i]! > at.to) continue
    const word = foldWord(tokens.lowerWord(i))
    if (/^\d{3,}(?:\.\d+)?$/.test(word)) figures.add(word)
  }
  return [...figures]
}

/** Runs of words in a stretch of a report; `quoted`: those between its quotation marks alone. */
function runsBetween({ tokens }: Reading, at: Span, quoted: boolean): string[] {
  const words: string[] = []
  const runs: string[] = []
  for (let i = 0; i < tokens.size; i++) {
    if (tokens.from[i]! < at.from || tokens.to[i]! > at.to) continue
    if (quoted && tokens.quote[i] !== Quote.Inside) words.length = 0
    const word = foldWord(tokens.lowerWord(i))
    if (word === '' || (quoted && tokens.quote[i] !== Quote.Inside)) continue
    words.push(word)
    if (words.length >= QUOTED_RUN) runs.push(words.slice(-QUOTED_RUN).join(' '))
  }
  return runs
}

function placeOf({ reading, span: at }: Sentence): Omit<FindingEvidence, 'role' | 'origin'> {
  const { report } = reading
  const statement = report.statements.find(({ content }) => content.some(one => overlaps(one, at))) ?? null
  return {
    article: report.id,
    statement: statement?.id ?? null,
    spans: [at],
    speaker: statement?.speaker ?? null,
  }
}

const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ')
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`
}

/** Roles of passages that a finding does not hold against anybody: what they say stands though another is taken back. */
const STANDING = new Set<FindingEvidence['role']>(['right', 'original'])

/** Marks the findings that rest on what a notice takes back. A finding that two other reports carry still stands. */
export function withSuperseded(findings: readonly Finding[]): Finding[] {
  const notices = findings.filter(({ kind }) => kind === 'superseded')
  return findings.map(finding => {
    if (finding.kind === 'superseded') return finding
    const taken = notices.find(notice => restsOn(finding, notice))
    return taken === undefined ? finding : { ...finding, supersededBy: taken.id }
  })
}

function restsOn({ evidence }: Finding, notice: Finding): boolean {
  const corrected = notice.evidence.filter(({ role }) => role === 'corrected')
  const taken = (one: FindingEvidence): boolean =>
    !STANDING.has(one.role) &&
    corrected.some(
      ({ article, spans }) => article === one.article && spans.some(a => one.spans.some(b => overlaps(a, b))),
    )
  if (!evidence.some(taken)) return false
  // A role that others fill as well: what they say stands.
  return [...new Set(evidence.filter(taken).map(({ role }) => role))].some(role => {
    const left = evidence.filter(one => one.role === role && !taken(one))
    const needed = role === 'agrees' || role === 'step' ? 2 : 1
    return new Set(left.map(({ article }) => article)).size < needed
  })
}
