/** How often something was right: counts, and the percentages made of them. */

/** Counts while they grow. */
export interface Tally {
  /** Predictions that are right. */
  right: number
  predicted: number
  /** Gold ones that were found. Equals `right` except in a breakdown, see `Rate`. */
  found: number
  gold: number
}

/**
 * Precision = right / predicted, recall = found / gold, F1 = 2PR / (P + R), in percent; 0 where there is
 * nothing to divide by. In a breakdown (by kind, by block) each side is counted in its own group: a gold mixed
 * quotation found by a prediction that looks direct is a found mixed one and a right direct one.
 */
export interface Rate extends Readonly<Tally> {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** `right` of `of`, in percent; null when there is nothing to be right about. */
export interface Share {
  readonly percent: number | null
  readonly right: number
  readonly of: number
}

export const emptyTally = (): Tally => ({ right: 0, predicted: 0, found: 0, gold: 0 })

/** Counts one-to-one hits: both sides at once. */
export function addHits(tally: Tally, { hits, predicted, gold }: { hits: number; predicted: number; gold: number }) {
  tally.right += hits
  tally.found += hits
  tally.predicted += predicted
  tally.gold += gold
}

/** Counts one gold attribution, span or token, found or not; or one predicted one, right or not. */
export function addTo(tally: Tally, side: 'gold' | 'predicted', hit: boolean): void {
  tally[side]++
  if (hit) tally[side === 'gold' ? 'found' : 'right']++
}

/** Percentages rounded to `digits` decimals; the F1 is made of the unrounded ones. */
export function rate(tally: Tally, digits: number): Rate {
  const precision = tally.predicted > 0 ? tally.right / tally.predicted : 0
  const recall = tally.gold > 0 ? tally.found / tally.gold : 0
  const f1 = precision + recall > 0 ? (200 * precision * recall) / (precision + recall) : 0
  return {
    precision: rounded(100 * precision, digits),
    recall: rounded(100 * recall, digits),
    f1: rounded(f1, digits),
    ...tally,
  }
}

export const share = ({ right, of, digits }: { right: number; of: number; digits: number }): Share => ({
  percent: of > 0 ? rounded((100 * right) / of, digits) : null,
  right,
  of,
})

/**
 * `value` (not negative) to `digits` decimals as Python's `round` does it, so that figures agree with the
 * shared scorers': the decimal nearest to the exact binary value, and of two equally near ones the even.
 */
export function rounded(value: number, digits: number): number {
  // A binary number lies exactly between two such decimals only if it is an odd multiple of 1 / 2^(digits + 1).
  const steps = value * 2 ** (digits + 1)
  const scaled = value * 10 ** digits
  if (!Number.isInteger(steps) || steps % 2 === 0) return Number(value.toFixed(digits))
  const below = Math.floor(scaled)
  return (below % 2 === 0 ? below : below + 1) / 10 ** digits
}
