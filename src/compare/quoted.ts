import { type Family, type FindingEvidence, overlaps, type Variant } from '../vocabulary/index.ts'
import type { Found, Ground } from './finding.ts'
import { foldWord } from './folding.ts'
import { sameWho, type Who, whoOf } from './names.ts'
import type { Passage } from './passages.ts'
import type { Report, ReportedStatement } from './report.ts'

/** A variant of a family with what its report tells of it. */
export interface Quoted {
  readonly variant: Variant
  readonly report: Report
  readonly passage: Passage
  readonly statement: ReportedStatement | null
  readonly who: Who
  /** It stands in a paragraph that corrects something: quoted to be put right. */
  readonly inNotice: boolean
  /** Which of the reports' independent origins it is of. */
  readonly origin: number
}

/** The variants of a family in the given reports, in order of appearance. */
export function quotedIn({ variants }: Family, { reports, passages, origins, notices }: Ground): Quoted[] {
  return variants.flatMap(variant => {
    const report = reports.get(variant.report)
    const passage = passages.get(variant.report)?.find(({ spans }) => spans[0]!.from === variant.spans[0]!.from)
    if (report === undefined || passage === undefined) return []
    const statement = report.statements.find(({ id }) => id === variant.statement) ?? null
    const inNotice = notices.get(report.id)!.some(notice => overlaps(notice.span, variant.spans[0]!))
    return [
      {
        variant,
        report,
        passage,
        statement,
        who: whoSays(report, statement),
        inNotice,
        origin: origins.get(report.id)!,
      },
    ]
  })
}

/** Who is credited: by the name that the report gives, or by the one beside the words where that is no name. */
function whoSays({ text }: Report, statement: ReportedStatement | null): Who {
  const who = whoOf(statement)
  if (who.surname !== null || statement === null) return who
  const source = statement.source.map(({ from, to }) => text.slice(from, to)).join(' ')
  return { ...whoOf({ speaker: source, speakerType: statement.speakerType, person: statement.person }), body: who.body }
}

/** The words, as evidence; who is credited with them stands beside. */
export const evidenceOf = (
  role: FindingEvidence['role'],
  { variant: { report, statement, spans, speaker } }: Quoted,
): Omit<FindingEvidence, 'origin'> => ({ role, article: report, statement, spans, speaker })

/** The name itself stands beside the words: no pronoun or description that a reader had to resolve. */
export const isNamedThere = ({ report, statement, who }: Quoted): boolean =>
  who.surname !== null &&
  (statement?.source.some(({ from, to }) => foldAll(report.text.slice(from, to)).includes(who.surname!)) ?? false)

const foldAll = (words: string): string[] =>
  words.split(/[^\p{L}\p{N}'’-]+/u).map(word => foldWord(word.toLowerCase().replace(/[’']s?$/, '')))

/** What one report calls the speaker. */
export const nameOf = ({ variant, report, statement }: Quoted): string =>
  variant.speaker ?? statement?.source.map(({ from, to }) => report.text.slice(from, to)).join(' ') ?? 'nobody'

export const wordsOf = ({ variant, report }: Quoted): string => {
  const words = variant.spans.map(({ from, to }) => report.text.slice(from, to)).join(' … ')
  const line = words.replace(/\s+/g, ' ').replace(/[,;]$/, '')
  return line.length <= 160 ? line : `${line.slice(0, 159)}…`
}

/** Do the corrections say that what this variant has is wrong? */
export const isTakenBack = ({ variant }: Quoted, corrections: readonly Pick<Found, 'evidence'>[]): boolean =>
  corrections.some(({ evidence }) =>
    evidence.some(
      ({ role, article, spans }) =>
        role === 'corrected' && article === variant.report && spans.some(a => variant.spans.some(b => overlaps(a, b))),
    ),
  )

/** Variants in groups of one version each; the one that is likelier the true one first, with how that is known. */
export function ranked(
  groups: readonly (readonly Quoted[])[],
  corrections: readonly Pick<Found, 'evidence'>[],
): { readonly groups: readonly (readonly Quoted[])[]; readonly by: 'correction' | 'origins' | 'first' } {
  const tell = groups.map((group, i) => ({
    group,
    takenBack: mostly(group, one => isTakenBack(one, corrections)),
    origins: new Set(group.map(({ origin }) => origin)).size,
    first: i,
  }))
  tell.sort((a, b) => Number(a.takenBack) - Number(b.takenBack) || b.origins - a.origins || a.first - b.first)
  const [best, next] = tell
  const by =
    best === undefined || next === undefined || best.takenBack !== next.takenBack
      ? 'correction'
      : best.origins > next.origins
        ? 'origins'
        : 'first'
  return { groups: tell.map(({ group }) => group), by }
}

/** Does it hold for more than half of the independent origins? What is taken back of one need not be what another has. */
function mostly(group: readonly Quoted[], holds: (one: Quoted) => boolean): boolean {
  const origins = (some: readonly Quoted[]): number => new Set(some.map(({ origin }) => origin)).size
  return 2 * origins(group.filter(holds)) > origins(group)
}

/** Groups of variants of one speaker each, in order of appearance; those that may be anybody's are in none. */
export function bySpeaker(quoted: readonly Quoted[]): Quoted[][] {
  const groups: Quoted[][] = []
  for (const one of quoted) {
    if (one.who.surname === null) continue
    // Two of one surname are told apart by their reports, not by this room.
    const known = groups.find(group =>
      group.some(other => other.who.surname === one.who.surname || sameWho(other.who, one.who) !== 'different'),
    )
    if (known === undefined) groups.push([one])
    else known.push(one)
  }
  return groups
}
