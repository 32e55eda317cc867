/** The confidences of boundaries and speakers on gold made by hand, in another genre than the labels. */
import { type Span, span } from '../../vocabulary/index.ts'
import type { GoldDocument, RoleOffsets } from '../formats.ts'
import { sameName, type Told } from '../scoring/index.ts'
import { agreement } from './align.ts'
import { isPlaced } from './boundaries.ts'
import type { HeardReading } from './heard.ts'

/** Every statement told, nested ones too: whether its spans are nearly those of the gold. */
export const boundariesTold = ({ text, attributions }: GoldDocument, { record }: HeardReading): Told[] =>
  record.attributions.map(a => ({ confidence: a.boundaryConfidence, right: isPlaced(text, a, attributions) }))

/** Every statement that the gold has and names a speaker of: whether it is told, where somebody is. */
export function speakersTold(gold: GoldDocument, { record }: HeardReading): Told[] {
  const everyone = [...gold.speakers.map(s => s.name), ...gold.attributions.flatMap(g => g.speaker?.name ?? [])]
  const names = new Map(record.speakers.map(s => [s.id, s.name]))
  return gold.attributions.flatMap((g): Told[] => {
    const name = g.speaker?.name
    const a = record.attributions.find(other => isHalf(g.content, other.content) && isHalf(g.source, other.source))
    if (g.optional === true || name == null || a === undefined || a.speaker === null) return []
    const predicted = names.get(a.speaker)
    return [
      {
        confidence: a.speakerConfidence,
        right: sameName({ gold: name, predicted, type: g.speaker?.type, others: everyone }),
      },
    ]
  })
}

const isHalf = (gold: RoleOffsets['content'], spans: readonly Span[]): boolean =>
  agreement(
    gold.map(([from, to]) => span(from, to)),
    spans,
  ) >= 0.5
