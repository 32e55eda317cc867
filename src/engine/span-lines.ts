import type { AttributionKind, AttributionRecord, Span, SpeakerType } from '../vocabulary/index.ts'

/** `[from, to)` in UTF-16 units. */
export type SpanPair = readonly [number, number]

/** One attribution of `--format spans`; plain data that any scorer can read. */
export interface SpanLineAttribution {
  readonly id: string
  readonly source: readonly SpanPair[]
  readonly cue: readonly SpanPair[]
  readonly content: readonly SpanPair[]
  readonly kind: AttributionKind
  readonly speaker: { readonly name: string; readonly type: SpeakerType } | null
  /** Records of version 1 know neither addressee, via nor negation: null, [] and false. */
  readonly addressee: null
  readonly via: readonly string[]
  readonly parent: string | null
  readonly negated: boolean
  readonly confidence: number
}

/** The reading of one document, as `ascribe read --format spans` prints it: one line of JSON. */
export interface SpanLineRecord {
  readonly id: string
  readonly attributions: readonly SpanLineAttribution[]
}

/** A record as one line of `--format spans`, under the id by which a gold file names the document. */
export function toSpanLine(id: string, record: AttributionRecord): SpanLineRecord {
  const speakers = new Map(record.speakers.map(s => [s.id, { name: s.name, type: s.type }]))
  const pairs = (spans: readonly Span[]): SpanPair[] => spans.map(({ from, to }) => [from, to])
  return {
    id,
    attributions: record.attributions.map(a => ({
      id: a.id,
      source: pairs(a.source),
      cue: pairs(a.cue),
      content: pairs(a.content),
      kind: a.kind,
      speaker: a.speaker === null ? null : (speakers.get(a.speaker) ?? null),
      addressee: null,
      via: [],
      parent: a.parent,
      negated: false,
      confidence: a.confidence,
    })),
  }
}
