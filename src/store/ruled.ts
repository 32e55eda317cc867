import type { Attribution, AttributionRecord, NamedSpeaker, Ruling } from '../vocabulary/index.ts'

/** A statement with rulings laid over it, before it is known whom the registry means by its speaker. */
export interface LaidStatement {
  readonly id: string
  readonly attribution: Attribution
  /** Who a ruling says it is; null where none does. */
  readonly named: NamedSpeaker | null
  readonly ruledBy: readonly string[]
  readonly checked: boolean
}

/** A reading with rulings laid over it. */
export interface Laid {
  /** In text order of the content, without the rejected ones. */
  readonly statements: readonly LaidStatement[]
  readonly speakers: AttributionRecord['speakers']
  readonly rejected: readonly { readonly statement: string; readonly ruling: string }[]
  /** Ids of rulings whose place is not found in this text. */
  readonly orphaned: readonly string[]
}

/**
 * Lays the rulings that hold (in order of time) over a reading. `ids` are the ids of the record's attributions, in their
 * order. The one place where a person's word meets the engine's; pure.
 */
export function layRulings(
  record: AttributionRecord,
  ids: readonly string[],
  _rulings: readonly Ruling[],
  _text: string,
): Laid {
  const statements = record.attributions.map((attribution, i) => ({
    id: ids[i]!,
    attribution,
    named: null,
    ruledBy: [],
    checked: false,
  }))
  const begin = (s: LaidStatement) => s.attribution.content[0]!.from
  return {
    statements: statements.toSorted((a, b) => begin(a) - begin(b)),
    speakers: record.speakers,
    rejected: [],
    orphaned: [],
  }
}
