import type { Addressee, AttributionKind, AttributionRecord, Span, SpeakerType, Stance } from '../vocabulary/index.ts'

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
  /** The names of all who speak in a joint statement; of any other, at most one. */
  readonly speakers: readonly string[]
  readonly onBehalfOf: string | null
  /** Null, too, where only a pronoun tells ("him") and whom it means isn't known. */
  readonly addressee: { readonly name: string } | null
  readonly venue: string | null
  readonly when: { readonly words: string; readonly from: string | null; readonly to: string | null } | null
  readonly via: readonly string[]
  readonly parent: string | null
  readonly stance: Stance
  readonly negated: boolean
  readonly reported: boolean
  readonly confidence: number
}

/** The reading of one document, as `ascribe read --format spans` prints it: one line of JSON. */
export interface SpanLineRecord {
  readonly id: string
  readonly attributions: readonly SpanLineAttribution[]
}

const PRONOUN = /^(?:me|you|him|her|it|us|them|himself|herself|themselves)$/i
const isBare = ({ speaker, name }: Addressee) => speaker === null && PRONOUN.test(name)

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
      speakers: a.speakers.map(one => speakers.get(one)!.name),
      onBehalfOf: a.onBehalfOf?.name ?? null,
      addressee: a.addressee === null || isBare(a.addressee) ? null : { name: a.addressee.name },
      venue: a.venue?.words ?? null,
      when: a.when === null ? null : { words: a.when.words, from: a.when.from, to: a.when.to },
      via: a.via,
      parent: a.parent,
      stance: a.stance,
      negated: a.negated,
      reported: a.reported,
      confidence: a.confidence,
    })),
  }
}
