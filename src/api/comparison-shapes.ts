import { Voices } from '../compare/index.ts'
import type { RecordStore, RuledFinding } from '../store/index.ts'
import type {
  Family,
  FindingEvidence,
  KeptArticle,
  Moment,
  RuledReading,
  Span,
  Story,
  Variant,
} from '../vocabulary/index.ts'
import { summaryOf } from './kept-shapes.ts'
import { around, contentOf, shortened } from './statements.ts'
import type * as wire from './wire.ts'

/** Reports that are laid out side by side at once. */
const COLUMNS = 60
const SAID = 400

/** Findings and families with the words they are about. Articles are looked up once for each answer. */
export class ComparisonShapes {
  private readonly store: RecordStore
  private readonly articles = new Map<string, Promise<KeptArticle | null>>()
  private readonly readings = new Map<string, Promise<RuledReading | null>>()

  constructor(store: RecordStore) {
    this.store = store
  }

  /** One after the other: they share their articles. */
  async each<T, W>(items: readonly T[], shape: (item: T) => Promise<W>): Promise<W[]> {
    const all: W[] = []
    for (const item of items) all.push(await shape(item))
    return all
  }

  private article(id: string): Promise<KeptArticle | null> {
    const known = this.articles.get(id) ?? this.store.article(id)
    this.articles.set(id, known)
    return known
  }

  private reading(id: string): Promise<RuledReading | null> {
    const known = this.readings.get(id) ?? this.store.reading(id)
    this.readings.set(id, known)
    return known
  }

  async story(story: Story, movedTo: string | null): Promise<wire.Story> {
    const articles: wire.ArticleSummary[] = []
    for (const id of story.articles) {
      const kept = await this.article(id)
      if (kept !== null) articles.push(summaryOf(kept))
    }
    return {
      id: story.id,
      movedTo,
      title: story.title,
      articles,
      first: story.first,
      last: story.last,
      outlets: [...story.outlets],
      origins: story.origins,
      timeline: await this.each(story.timeline, moment => this.moment(moment)),
    }
  }

  private async moment({ at, event, article, statement, span }: Moment): Promise<wire.Moment> {
    const kept = await this.article(article)
    const text = kept?.article.text ?? ''
    const reading = statement === null ? null : await this.reading(article)
    const said = reading?.statements.find(s => s.id === statement)?.attribution
    const words =
      said === undefined ? (span === null ? null : text.slice(span.from, span.to)) : contentOf(text, said.content)
    return {
      at,
      event,
      article,
      outlet: kept === null ? null : summaryOf(kept).outlet,
      title: kept?.article.title ?? null,
      statement,
      speaker: reading?.speakers.find(s => s.id === said?.speaker)?.name ?? null,
      words: words === null ? null : shortened(words, SAID),
    }
  }

  /** A row for each speaker, those in the most reports first. */
  async voices(story: Story): Promise<wire.Voices> {
    const columns: wire.ArticleSummary[] = []
    const rows = new Voices()
    const voices = new Map<string, { person: string | null; name: string; said: wire.Said[] }>()
    for (const id of story.articles.slice(0, COLUMNS)) {
      const reading = await this.reading(id)
      if (reading === null) continue
      const { text } = reading.kept.article
      const article = summaryOf(reading.kept)
      columns.push(article)
      for (const { id: statement, attribution: a, person } of reading.statements) {
        const name = reading.speakers.find(s => s.id === a.speaker)?.name
        if (name === undefined || a.repeats !== null) continue
        const key = rows.key(name, person)
        const voice = voices.get(key) ?? { person, name, said: [] }
        voice.person ??= person
        voice.said.push({
          statement,
          article: id,
          outlet: article.outlet,
          words: shortened(contentOf(text, a.content), SAID),
          kind: a.kind,
          stance: a.stance,
          negated: a.negated,
          via: [...a.via],
          confidence: a.confidence,
        })
        voices.set(key, voice)
      }
    }
    const reports = ({ said }: { readonly said: readonly wire.Said[] }) => new Set(said.map(s => s.article)).size
    return {
      articles: columns,
      all: story.articles.length <= COLUMNS,
      voices: [...voices.values()].toSorted((a, b) => reports(b) - reports(a) || b.said.length - a.said.length),
    }
  }

  async family(family: Family, movedTo: string | null): Promise<wire.Family> {
    const fullest = family.variants[family.fullest]
    const fullText = fullest === undefined ? '' : ((await this.article(fullest.report))?.article.text ?? '')
    return {
      id: family.id,
      movedTo,
      standing: family.standing,
      fullest: family.fullest,
      variants: await this.each(family.variants, variant => this.variant(variant, fullText)),
      origins: family.origins,
    }
  }

  private async variant(variant: Variant, fullText: string): Promise<wire.Variant> {
    const text = (await this.article(variant.report))?.article.text ?? ''
    const words = (span: Span | null, of: string) => (span === null ? null : of.slice(span.from, span.to))
    return {
      article: variant.report,
      outlet: variant.outlet,
      title: variant.title,
      publishedAt: variant.publishedAt,
      statement: variant.statement,
      ...placed(text, variant.spans),
      speaker: variant.speaker,
      person: variant.person,
      headline: variant.headline,
      differences: variant.differences.map(d => ({
        kind: d.kind,
        full: words(d.full, fullText),
        here: words(d.here, text),
        outside: d.outside,
        shown: d.shown,
        meaning: [...d.meaning],
      })),
      origin: variant.origin,
      copyOf: variant.copyOf,
    }
  }

  async finding({ finding, verdict, ruling }: RuledFinding, movedTo: string | null): Promise<wire.Finding> {
    return {
      id: finding.id,
      movedTo,
      kind: finding.kind,
      by: finding.by,
      family: finding.family,
      story: finding.story,
      confidence: finding.confidence,
      standing: finding.standing,
      why: finding.why,
      evidence: await this.each(finding.evidence, evidence => this.evidence(evidence)),
      speakers: [...finding.speakers],
      supersededBy: finding.supersededBy,
      verdict,
      ruling,
    }
  }

  private async evidence(evidence: FindingEvidence): Promise<wire.Evidence> {
    const kept = await this.article(evidence.article)
    const summary = kept === null ? null : summaryOf(kept)
    return {
      role: evidence.role,
      article: evidence.article,
      outlet: summary?.outlet ?? null,
      title: summary?.title ?? null,
      publishedAt: summary?.publishedAt ?? null,
      statement: evidence.statement,
      ...placed(kept?.article.text ?? '', evidence.spans),
      speaker: evidence.speaker,
      origin: evidence.origin,
    }
  }
}

/** Spans with their words and the text around them. */
function placed(text: string, spans: readonly Span[]) {
  const [first, last] = [spans[0], spans.at(-1)]
  const beside = first === undefined ? { before: '', after: '' } : around(text, first.from, last!.to)
  return { spans: [...spans], words: spans.map(({ from, to }) => text.slice(from, to)), ...beside }
}
