/** A reading with what it was read by: the evidence that confidences are fitted on. */
import { boundaryEvidence, CueView, readCue, wayOfStance } from '../../attribution/training.ts'
import { attribute, type HeardChapter, type Model } from '../../engine/index.ts'
import { articleFromText } from '../../ingest/index.ts'
import { LEARNED_WEIGHTS, Reading, type Told } from '../../speakers/index.ts'
import type { Attribution, AttributionRecord } from '../../vocabulary/index.ts'

/** Of one attribution: what spoke for its spans, by what its stance was decided, how its speaker was told. */
export interface Evidence {
  readonly boundary: readonly number[]
  readonly stance: string
  readonly speaker: Told
}

export interface HeardReading {
  readonly record: AttributionRecord
  readonly evidence: (a: Attribution) => Evidence
}

export function hear(text: string, model: Model): HeardReading {
  const chapters: HeardChapter[] = []
  const record = attribute(articleFromText(text), model, {}, { hear: chapter => chapters.push(chapter) })
  const all = chapters.flatMap(({ tokens, blocks, relations, tagged, mentions }) => {
    const { told } = new Reading(tokens, blocks, relations, LEARNED_WEIGHTS, mentions)
    return relations.map((relation, i): Evidence => {
      const within = relation.parent === null ? [] : relations[relation.parent]!.content
      return {
        boundary: boundaryEvidence(tokens, relation, tagged),
        stance: wayOfStance(readCue(new CueView(tokens, relation, within))),
        speaker: told[i]!,
      }
    })
  })
  const at = new Map(record.attributions.map((a, i) => [a.id, i]))
  return { record, evidence: a => all[at.get(a.id)!]! }
}
