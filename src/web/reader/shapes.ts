import type { ArticleText, BareReading, Statement } from '../../api/wire.ts'
import type { Article, Attribution, AttributionRecord } from '../../vocabulary/index.ts'

/** An article read in this browser, in the shape in which the server gives one. */
export const articleTextOf = (article: Article, publishedAt: string | null): ArticleText => ({
  text: article.text,
  hash: article.hash,
  format: article.format,
  blocks: [...article.blocks],
  title: article.title,
  outlet: article.outlet,
  byline: article.byline,
  agency: article.origin?.agency ?? null,
  url: article.url,
  published: article.published,
  modified: article.modified,
  publishedAt,
  language: article.language,
  notes: [...article.notes],
})

/** A reading made in this browser: its statements have the reading's own ids, and nobody of a registry speaks. */
export const bareReadingOf = (record: AttributionRecord): BareReading => ({
  reading: record.id,
  engine: record.engine,
  model: record.model,
  statements: record.attributions.map(statementOf).sort((a, b) => a.content[0]!.from - b.content[0]!.from),
  speakers: record.speakers.map(s => ({ ...s, mentions: [...s.mentions] })),
  notes: [...record.notes],
})

const statementOf = (a: Attribution): Statement => ({
  id: a.id,
  attribution: a.id,
  source: [...a.source],
  cue: [...a.cue],
  content: [...a.content],
  kind: a.kind,
  speaker: a.speaker,
  speakers: [...a.speakers],
  person: null,
  speakerConfidence: a.speakerConfidence,
  decidedBy: a.decidedBy,
  doubt: a.doubt && { reason: a.doubt.reason, candidates: [...a.doubt.candidates] },
  onBehalfOf: a.onBehalfOf,
  via: [...a.via],
  parent: a.parent,
  stance: a.stance,
  stanceConfidence: a.stanceConfidence,
  negated: a.negated,
  reported: a.reported,
  addressee: a.addressee,
  venue: a.venue,
  when: a.when,
  block: a.block,
  repeats: a.repeats,
  confidence: a.confidence,
  boundaryConfidence: a.boundaryConfidence,
  ruledBy: [],
  checked: false,
})
