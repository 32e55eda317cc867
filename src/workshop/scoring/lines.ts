/** An engine's record as the line that the scorers read. */
import type { AttributionRecord, Span } from '../../vocabulary/index.ts'
import type { Offsets, SpanLine } from '../formats.ts'

/**
 * The record as one line of `--format spans`. `id` is the document's, as the gold names it. Records of version 1
 * know neither addressee, via nor negation: the line says null, [] and false, and is scored so.
 */
export function lineOf(id: string, record: AttributionRecord): SpanLine {
  const speakers = new Map(record.speakers.map(({ id, name, type }) => [id, { name, type }]))
  const offsets = (spans: readonly Span[]): Offsets[] => spans.map(({ from, to }) => [from, to])
  return {
    id,
    attributions: record.attributions.map(attribution => ({
      id: attribution.id,
      source: offsets(attribution.source),
      cue: offsets(attribution.cue),
      content: offsets(attribution.content),
      kind: attribution.kind,
      speaker: attribution.speaker === null ? null : (speakers.get(attribution.speaker) ?? null),
      addressee: null,
      via: [],
      parent: attribution.parent,
      negated: false,
      confidence: attribution.confidence,
    })),
  }
}
