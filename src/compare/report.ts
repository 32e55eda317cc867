import type {
  Article,
  Attribution,
  AttributionRecord,
  Block,
  RuledReading,
  Span,
  Speaker,
  SpeakerType,
} from '../vocabulary/index.ts'

/** What a reading tells of a statement, and comparing takes as it is. */
type Told = Pick<
  Attribution,
  | 'source'
  | 'cue'
  | 'kind'
  | 'speakerConfidence'
  | 'onBehalfOf'
  | 'via'
  | 'stance'
  | 'stanceConfidence'
  | 'negated'
  | 'reported'
  | 'addressee'
  | 'venue'
  | 'when'
  | 'block'
  | 'confidence'
  | 'boundaryConfidence'
>

/** One statement of a report, as far as comparing needs it. Spans are UTF-16 units of the report's text, half-open. */
export interface ReportedStatement extends Told {
  readonly id: string
  readonly content: readonly Span[]
  /** The speaker's name in this report; null when nobody could be told. */
  readonly speaker: string | null
  /** Null when nobody could be told. */
  readonly speakerType: SpeakerType | null
  /** The names of everybody who speaks: of a joint statement each by itself. */
  readonly speakers: readonly string[]
  /** Who it is across articles; null where no registry knows. */
  readonly person: string | null
  /** Id of the statement of this report whose content holds this one; null for an outermost one. */
  readonly parent: string | null
  /** Id of the statement of this report whose words these are once more; null for most. */
  readonly repeats: string | null
  /** A person accepted it, changed it or added it. */
  readonly checked: boolean
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
  const ids = new Map(statements.map(({ id, attribution }) => [attribution.id, id]))
  const tell = teller(speakers, ids)
  return {
    ...about(kept.id, kept.article, kept.publishedAt ?? kept.article.published),
    statements: statements.map(({ id, attribution, person, checked }) => ({
      ...tell(attribution),
      id,
      person,
      checked,
    })),
  }
}

/** An article read just now, which no record keeps, as a report. */
export function reportOfRecord(id: string, article: Article, record: AttributionRecord): Report {
  const tell = teller(record.speakers, new Map(record.attributions.map(({ id }) => [id, id])))
  return { ...about(id, article, article.published), statements: record.attributions.map(tell) }
}

/** A statement of which no more is known than what is given, as in a corpus that marks words alone. */
export function statementOf(
  given: Pick<ReportedStatement, 'id' | 'content'> & Partial<ReportedStatement>,
): ReportedStatement {
  const speaker = given.speaker ?? null
  return {
    source: [],
    cue: [],
    kind: 'indirect',
    speaker,
    speakerType: speaker === null ? null : 'unknown',
    speakers: speaker === null ? [] : [speaker],
    speakerConfidence: speaker === null ? 0 : 1,
    person: null,
    onBehalfOf: null,
    via: [],
    parent: null,
    stance: 'asserts',
    stanceConfidence: 1,
    negated: false,
    reported: false,
    addressee: null,
    venue: null,
    when: null,
    block: 'paragraph',
    repeats: null,
    confidence: 1,
    boundaryConfidence: 1,
    checked: false,
    ...given,
  }
}

/** Attributions of one article as statements: names for the ids of its `speakers`, `ids` for those of attributions. */
function teller(speakers: readonly Speaker[], ids: ReadonlyMap<string, string>) {
  const known = new Map(speakers.map(speaker => [speaker.id, speaker]))
  return (attribution: Attribution): ReportedStatement => {
    const { id, decidedBy: _decidedBy, doubt: _doubt, ...told } = attribution
    const speaker = known.get(attribution.speaker ?? '')
    return {
      ...told,
      id: ids.get(id) ?? id,
      speaker: speaker?.name ?? null,
      speakerType: speaker?.type ?? null,
      speakers: attribution.speakers.flatMap(one => known.get(one)?.name ?? []),
      person: null,
      parent: ids.get(attribution.parent ?? '') ?? null,
      repeats: ids.get(attribution.repeats ?? '') ?? null,
      checked: false,
    }
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
