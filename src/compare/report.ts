import type {
  Article,
  Attribution,
  AttributionKind,
  AttributionRecord,
  Block,
  RuledReading,
  Span,
  Speaker,
  SpeakerType,
  Stance,
  When,
} from '../vocabulary/index.ts'

/** One statement of a report, as far as comparing needs it. */
export interface ReportedStatement {
  readonly id: string
  /** UTF-16 units of the report's text, half-open. */
  readonly content: readonly Span[]
  readonly kind: AttributionKind
  /** The speaker's name in this report; null when nobody could be told. */
  readonly speaker: string | null
  /** Who it is across articles; null where no registry knows. */
  readonly person: string | null
  /** What sort of somebody the speaker is; null when nobody could be told. */
  readonly speakerType: SpeakerType | null
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  /** What the cue does with the content, before any negation. */
  readonly stance: Stance
  /** The cue itself is negated ("did not say"). */
  readonly negated: boolean
  /** Relayed by nobody named ("was quoted as saying"). */
  readonly reported: boolean
  /** When it was said; null when the report doesn't tell. */
  readonly when: When | null
  /** Id of the statement whose content holds this one. */
  readonly parent: string | null
}

/** One article with its statements: what reports are compared by. */
export interface Report {
  /** Names the report; no two reports share one. */
  readonly id: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly title: string | null
  readonly outlet: string | null
  /** ISO 8601 instant or day; null when unknown. */
  readonly publishedAt: string | null
  /** The agency whose report it is at bottom; null when nothing says so. */
  readonly agency: string | null
  readonly statements: readonly ReportedStatement[]
}

/** A kept article with its ruled reading, as a report. */
export function reportOf(reading: RuledReading): Report {
  const { kept, statements, speakers } = reading
  const named = new Map(speakers.map(speaker => [speaker.id, speaker]))
  const idOf = new Map(statements.map(({ id, attribution }) => [attribution.id, id]))
  return {
    ...about(kept.id, kept.article, kept.publishedAt ?? kept.article.published),
    statements: statements.map(({ id, attribution, person }) => ({
      ...stated(attribution, named),
      id,
      person,
      parent: idOf.get(attribution.parent ?? '') ?? null,
    })),
  }
}

/** An article read just now, which no record keeps, as a report. */
export function reportOfRecord(id: string, article: Article, record: AttributionRecord): Report {
  const named = new Map(record.speakers.map(speaker => [speaker.id, speaker]))
  return {
    ...about(id, article, article.published),
    statements: record.attributions.map(attribution => stated(attribution, named)),
  }
}

function stated(attribution: Attribution, named: ReadonlyMap<string, Speaker>): ReportedStatement {
  const { id, content, kind, source, cue, stance, negated, reported, when, parent } = attribution
  const speaker = named.get(attribution.speaker ?? '')
  return {
    ...{ id, content, kind, source, cue, stance, negated, reported, when, parent },
    speaker: speaker?.name ?? null,
    person: null,
    speakerType: speaker?.type ?? null,
  }
}

const about = (id: string, { text, blocks, title, outlet, origin }: Article, publishedAt: string | null) => ({
  id,
  text,
  blocks,
  title,
  outlet,
  publishedAt,
  agency: origin?.agency ?? null,
})
