import type { Attribution, RuledReading, RuledStatement, Span } from '../vocabulary/index.ts'
import { wordsOf } from '../vocabulary/index.ts'
import { type Cast, castOf } from './edited.ts'

/** `day` is `YYYY-MM-DD`, `instant` ISO 8601 in UTC, `list` a list of strings. */
export type ColumnType = 'string' | 'list' | 'whole' | 'share' | 'flag' | 'day' | 'instant'
export type Cell = string | number | boolean | readonly string[] | null

/** A statement with what its cells are made of. */
interface Said {
  readonly reading: RuledReading
  readonly statement: RuledStatement
  readonly a: Attribution
  readonly cast: Cast
  /** Ids of statements by ids of attributions of the same reading. */
  readonly ids: ReadonlyMap<string, string>
}

export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly cell: (said: Said) => Cell
}

const words = ({ reading }: Said, spans: readonly Span[]): string =>
  spans.map(span => wordsOf(reading.kept.article.text, span)).join(' … ')
const places = (spans: readonly Span[]): readonly string[] => spans.map(({ from, to }) => `${from}-${to}`)
const isDay = (date: string | null): boolean => date !== null && /^\d{4}-\d\d-\d\d$/.test(date)

/**
 * The columns of tables, one row a statement. Pieces of a source, cue or content are joined by " … "; what stands
 * between them is seen in the `…_spans`, as `from-to` in UTF-16 units of the article's text.
 */
export const COLUMNS: readonly Column[] = [
  { name: 'statement', type: 'string', cell: s => s.statement.id },
  { name: 'article', type: 'string', cell: s => s.reading.kept.id },
  { name: 'work', type: 'string', cell: s => s.reading.kept.work },
  { name: 'version', type: 'whole', cell: s => s.reading.kept.version },
  { name: 'outlet', type: 'string', cell: s => s.reading.kept.article.outlet ?? s.reading.kept.stated.outlet ?? null },
  { name: 'title', type: 'string', cell: s => s.reading.kept.article.title ?? s.reading.kept.stated.title ?? null },
  { name: 'byline', type: 'string', cell: s => s.reading.kept.article.byline ?? s.reading.kept.stated.byline ?? null },
  { name: 'url', type: 'string', cell: s => s.reading.kept.article.url ?? s.reading.kept.stated.url ?? null },
  { name: 'origin', type: 'string', cell: s => s.reading.kept.article.origin?.agency ?? null },
  { name: 'report', type: 'string', cell: s => s.reading.kept.report ?? null },
  { name: 'language', type: 'string', cell: s => s.reading.kept.article.language },
  { name: 'published', type: 'day', cell: s => s.reading.kept.publishedAt?.slice(0, 10) ?? null },
  {
    name: 'published_at',
    type: 'instant',
    cell: ({ reading: { kept } }) => (isDay(kept.publishedAt) ? null : kept.publishedAt),
  },
  { name: 'speaker', type: 'string', cell: s => s.cast.get(s.a.speaker ?? '')?.name ?? null },
  { name: 'speaker_type', type: 'string', cell: s => s.cast.get(s.a.speaker ?? '')?.type ?? null },
  { name: 'person', type: 'string', cell: s => s.statement.person },
  {
    name: 'speakers',
    type: 'list',
    cell: s => s.a.speakers.flatMap(id => s.cast.get(id)?.name ?? []),
  },
  { name: 'on_behalf_of', type: 'string', cell: s => s.a.onBehalfOf?.name ?? null },
  { name: 'kind', type: 'string', cell: s => s.a.kind },
  { name: 'stance', type: 'string', cell: s => s.a.stance },
  { name: 'negated', type: 'flag', cell: s => s.a.negated },
  { name: 'content', type: 'string', cell: s => words(s, s.a.content) },
  { name: 'source', type: 'string', cell: s => (s.a.source.length > 0 ? words(s, s.a.source) : null) },
  { name: 'cue', type: 'string', cell: s => (s.a.cue.length > 0 ? words(s, s.a.cue) : null) },
  { name: 'addressee', type: 'string', cell: s => s.a.addressee?.name ?? null },
  { name: 'venue', type: 'string', cell: s => s.a.venue?.words ?? null },
  { name: 'when', type: 'string', cell: s => s.a.when?.words ?? null },
  { name: 'said_from', type: 'day', cell: s => s.a.when?.from ?? null },
  { name: 'said_to', type: 'day', cell: s => s.a.when?.to ?? null },
  { name: 'via', type: 'list', cell: s => s.a.via },
  { name: 'reported', type: 'flag', cell: s => s.a.reported },
  { name: 'parent', type: 'string', cell: s => (s.a.parent === null ? null : (s.ids.get(s.a.parent) ?? null)) },
  { name: 'repeats', type: 'string', cell: s => (s.a.repeats === null ? null : (s.ids.get(s.a.repeats) ?? null)) },
  { name: 'block', type: 'string', cell: s => s.a.block },
  { name: 'doubt', type: 'string', cell: s => s.a.doubt?.reason ?? null },
  { name: 'confidence', type: 'share', cell: s => s.a.confidence },
  { name: 'boundary_confidence', type: 'share', cell: s => s.a.boundaryConfidence },
  { name: 'speaker_confidence', type: 'share', cell: s => s.a.speakerConfidence },
  { name: 'stance_confidence', type: 'share', cell: s => s.a.stanceConfidence },
  { name: 'checked', type: 'flag', cell: s => s.statement.checked },
  { name: 'from', type: 'whole', cell: s => s.a.content[0]!.from },
  { name: 'to', type: 'whole', cell: s => s.a.content.at(-1)!.to },
  { name: 'content_spans', type: 'list', cell: s => places(s.a.content) },
  { name: 'source_spans', type: 'list', cell: s => places(s.a.source) },
  { name: 'cue_spans', type: 'list', cell: s => places(s.a.cue) },
  { name: 'unit', type: 'string', cell: () => 'utf-16' },
  { name: 'text_hash', type: 'string', cell: s => s.reading.kept.article.hash },
  { name: 'added_at', type: 'instant', cell: s => s.reading.kept.addedAt },
  { name: 'read_at', type: 'instant', cell: s => s.reading.readAt },
  { name: 'engine', type: 'string', cell: s => s.reading.record.engine },
  { name: 'model', type: 'string', cell: s => s.reading.record.model },
]

/** The cells of each statement, in the order of `COLUMNS`. */
export function rowsOf(reading: RuledReading): Cell[][] {
  const ids = new Map(reading.statements.map(({ id, attribution }) => [attribution.id, id]))
  const cast = castOf(reading)
  return reading.statements.map(statement => {
    const said: Said = { reading, statement, a: statement.attribution, cast, ids }
    return COLUMNS.map(column => column.cell(said))
  })
}
