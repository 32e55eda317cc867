/** Whether spans stand where PolNeAR's annotators put them, for fitting and measuring the boundary confidence. */
import { nestedEvidence } from '../../attribution/training.ts'
import type { Attribution, Span } from '../../vocabulary/index.ts'
import { span } from '../../vocabulary/index.ts'
import type { PolnearLine } from '../corpora.ts'
import type { RoleOffsets } from '../formats.ts'
import { nearly } from './align.ts'
import { fitLogistic, type Outcome } from './fitting.ts'
import type { HeardReading } from './heard.ts'

export interface BoundaryOutcome extends Outcome {
  readonly confidence: number
}

const spansOf = (offsets: RoleOffsets['source']): Span[] => offsets.map(([from, to]) => span(from, to))

/** Whether some attribution of the gold has nearly the words of this one in every role. */
export const isPlaced = (text: string, a: Attribution, gold: readonly RoleOffsets[]): boolean =>
  gold.some(
    g =>
      nearly(text, a.content, spansOf(g.content)) &&
      nearly(text, a.source, spansOf(g.source)) &&
      nearly(text, a.cue, spansOf(g.cue)),
  )

/** The outermost statements of a reading; PolNeAR's gold has no others. */
export const boundaryOutcomes = (line: PolnearLine, { record, evidence }: HeardReading): BoundaryOutcome[] =>
  record.attributions
    .filter(a => a.parent === null)
    .map(a => ({
      evidence: evidence(a).boundary,
      right: isPlaced(line.text, a, line.attributions),
      document: line.id,
      confidence: a.boundaryConfidence,
    }))

/** The weights for outermost statements, and for those within others. */
export const fitBoundary = (outcomes: readonly Outcome[]) => ({
  outermost: fitLogistic(outcomes, 2),
  nested: fitLogistic(
    outcomes.map(o => ({ ...o, evidence: nestedEvidence(o.evidence) })),
    2,
  ),
})
