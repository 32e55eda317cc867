/** Whether a confidence means what it says: of what is told with 0.8, eight in ten are right. */
import type { Row } from './figures.ts'
import { rounded, type Share, share } from './rates.ts'

/** One prediction: how sure the engine was, and whether it was right. */
export interface Told {
  readonly confidence: number
  readonly right: boolean
}

/** A tenth of the scale of confidence: how many were told there, how sure on average, how many were right. */
export interface Bin {
  readonly from: number
  readonly told: number
  readonly confidence: number
  readonly right: number
}

export interface Calibration {
  readonly bins: readonly Bin[]
  /** Expected calibration error over ten bins of equal width (Naeini, Cooper & Hauskrecht 2015), 0 to 1. */
  readonly ece: number
  /** Mean squared difference of confidence and outcome (Brier 1950). */
  readonly brier: number
  /** How often a right one is told more surely than a wrong one (area under the ROC curve; Fawcett 2006). */
  readonly auc: number
  /** The gold found by telling only the surest, as many as keep nine in ten right. */
  readonly foundAt90: Share
}

/** `gold`: how many there were to be found. An empty list gives zeros. */
export function calibrationOf({ told, gold }: { told: readonly Told[]; gold: number }): Calibration {
  const n = Math.max(1, told.length)
  const bins = Array.from({ length: 10 }, (_, b): Bin => {
    const here = told.filter(t => Math.min(9, Math.floor(t.confidence * 10)) === b)
    return {
      from: b / 10,
      told: here.length,
      confidence: here.length === 0 ? 0 : here.reduce((sum, t) => sum + t.confidence, 0) / here.length,
      right: here.filter(t => t.right).length,
    }
  })
  const ece = bins.reduce((sum, b) => sum + Math.abs(b.told * b.confidence - b.right), 0) / n
  const brier = told.reduce((sum, t) => sum + (t.confidence - (t.right ? 1 : 0)) ** 2, 0) / n
  const sorted = told.toSorted((a, b) => b.confidence - a.confidence)
  let right = 0
  let foundAt90 = 0
  sorted.forEach((t, i) => {
    if (t.right) right++
    // Equally sure ones are told together or not at all.
    if (sorted[i + 1]?.confidence !== t.confidence && right >= 0.9 * (i + 1)) foundAt90 = right
  })
  return { bins, ece, brier, auc: areaUnder(sorted), foundAt90: share({ right: foundAt90, of: gold, digits: 1 }) }
}

/** Ties count half. */
function areaUnder(surestFirst: readonly Told[]): number {
  let wins = 0
  let rights = 0
  let wrongs = 0
  for (let i = 0; i < surestFirst.length; ) {
    let j = i
    let tiedRight = 0
    while (j < surestFirst.length && surestFirst[j]!.confidence === surestFirst[i]!.confidence) {
      if (surestFirst[j]!.right) tiedRight++
      j++
    }
    const tiedWrong = j - i - tiedRight
    wins += tiedWrong * (rights + tiedRight / 2)
    rights += tiedRight
    wrongs += tiedWrong
    i = j
  }
  return rights * wrongs === 0 ? 0 : wins / (rights * wrongs)
}

export function calibrationRows(corpus: string, c: Calibration): Row[] {
  const row = (name: string, value: Row['value']): Row => ({ corpus, name: `confidence.${name}`, value })
  return [
    row('ece', rounded(c.ece, 3)),
    row('brier', rounded(c.brier, 3)),
    row('auc', rounded(c.auc, 3)),
    row('found-at-90-percent-precision', c.foundAt90),
  ]
}
