import { createHash } from 'node:crypto'
import type { Article, KeptArticle, RuledReading, RuledStatement, Speaker } from '../vocabulary/index.ts'
import type * as wire from './wire.ts'

/** What the input states, where what came with it (a feed, a mail) does not say it. */
const stated = (kept: KeptArticle) => ({
  title: kept.article.title ?? kept.stated.title ?? null,
  outlet: kept.article.outlet ?? kept.stated.outlet ?? null,
  byline: kept.article.byline ?? kept.stated.byline ?? null,
  agency: kept.article.origin?.agency ?? null,
  url: webUrl(kept.article.url ?? kept.stated.url ?? null),
})

/** An address that may stand in a link; null for any other. */
export const webUrl = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null

export const summaryOf = (kept: KeptArticle): wire.ArticleSummary => ({
  id: kept.id,
  work: kept.work,
  version: kept.version,
  ...stated(kept),
  publishedAt: kept.publishedAt,
  addedAt: kept.addedAt,
  format: kept.article.format,
  length: kept.article.text.length,
})

export const articleTextOf = (article: Article, publishedAt: string | null): wire.ArticleText => ({
  text: article.text,
  hash: article.hash,
  format: article.format,
  blocks: [...article.blocks],
  title: article.title,
  outlet: article.outlet,
  byline: article.byline,
  agency: article.origin?.agency ?? null,
  url: webUrl(article.url),
  published: article.published,
  modified: article.modified,
  publishedAt,
  language: article.language,
  notes: [...article.notes],
})

export const articleOf = (kept: KeptArticle, versions: readonly KeptArticle[], story: string | null): wire.Article => ({
  ...articleTextOf(kept.article, kept.publishedAt),
  ...stated(kept),
  id: kept.id,
  work: kept.work,
  version: kept.version,
  from: kept.from,
  addedAt: kept.addedAt,
  story,
  page: kept.article.page !== null,
  versions: versions.map(summaryOf),
})

export const speakerOf = (speaker: Speaker): wire.Speaker => ({
  id: speaker.id,
  name: speaker.name,
  type: speaker.type,
  mentions: [...speaker.mentions],
  nameRule: speaker.nameRule,
})

/** A statement on the wire; `ids`: attribution -> statement of the same reading. */
export function statementOf(
  { id, attribution: a, person, ruledBy, checked }: RuledStatement,
  ids: ReadonlyMap<string, string>,
): wire.Statement {
  const beside = (attribution: string | null) => (attribution === null ? null : (ids.get(attribution) ?? null))
  return {
    id,
    attribution: a.id,
    source: [...a.source],
    cue: [...a.cue],
    content: [...a.content],
    kind: a.kind,
    speaker: a.speaker,
    speakers: [...a.speakers],
    person,
    speakerConfidence: a.speakerConfidence,
    decidedBy: a.decidedBy,
    doubt: a.doubt === null ? null : { reason: a.doubt.reason, candidates: [...a.doubt.candidates] },
    onBehalfOf: a.onBehalfOf,
    via: [...a.via],
    parent: beside(a.parent),
    stance: a.stance,
    stanceConfidence: a.stanceConfidence,
    negated: a.negated,
    reported: a.reported,
    addressee: a.addressee,
    venue: a.venue,
    when: a.when,
    block: a.block,
    repeats: beside(a.repeats),
    confidence: a.confidence,
    boundaryConfidence: a.boundaryConfidence,
    ruledBy: [...ruledBy],
    checked,
  }
}

export function statementsOf(statements: readonly RuledStatement[]): wire.Statement[] {
  const ids = new Map(statements.map(s => [s.attribution.id, s.id]))
  return statements.map(s => statementOf(s, ids))
}

/**
 * The ETag of a reading with its rulings: it changes when the text, the reading, a ruling on it or who its people are does.
 */
export function etagOf(reading: RuledReading): string {
  const what = [
    ...[reading.kept.article.hash, reading.record.id, reading.rulings.map(r => r.id), reading.orphaned],
    reading.statements.map(s => [s.id, s.person]),
  ]
  return `"${createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22)}"`
}
