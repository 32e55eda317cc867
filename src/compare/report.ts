import type { Article, AttributionKind, AttributionRecord, Block, RuledReading, Span } from '../vocabulary/index.ts'

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
  const names = new Map(speakers.map(({ id, name }) => [id, name]))
  return {
    ...about(kept.id, kept.article, kept.publishedAt ?? kept.article.published),
    statements: statements.map(({ id, attribution, person }) => ({
      id,
      content: attribution.content,
      kind: attribution.kind,
      speaker: names.get(attribution.speaker ?? '') ?? null,
      person,
    })),
  }
}

/** An article read just now, which no record keeps, as a report. */
export function reportOfRecord(id: string, article: Article, record: AttributionRecord): Report {
  const names = new Map(record.speakers.map(speaker => [speaker.id, speaker.name]))
  return {
    ...about(id, article, article.published),
    statements: record.attributions.map(({ id, content, kind, speaker }) => ({
      id,
      content,
      kind,
      speaker: names.get(speaker ?? '') ?? null,
      person: null,
    })),
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
