/** How likely the speaker is right, by the way it was told. */
import type { Told, Way } from './told.ts'

/**
 * Of each way of telling, how often it is right: either a share, or for ways that weigh candidates the constant and the
 * slope of a logistic regression on the log-odds of the best one's share.
 *
 * Fitted by `npm run labels -- --parts DIR --fit` on the labels of test/gold (doubtful ones left out) and, for pronouns,
 * on the coreference of GUM's news and interviews too, by weights that had not seen the document; shares are drawn
 * towards that of all, regressions towards the share of the score as it is. Where neither has an example that no rule
 * was made for (`relative`, `shared-subject`, `continued`, `first-person`, `somebody`) it is the share right on invented
 * and gold articles, rounded.
 */
export const SURENESS: Readonly<Record<Way, number | readonly [constant: number, slope: number]>> = {
  nobody: 0,
  name: 0.964,
  body: 0.861,
  'shared-name': [0.043, 1.109],
  described: 0.911,
  role: 0.816,
  generic: [0.018, 1.055],
  joint: 0.924,
  relative: 0.88,
  'shared-subject': 0.85,
  continued: 0.7,
  quantified: 0.788,
  'first-person': 0.85,
  one: [0.416, 0.588],
  many: [-0.733, 0.871],
  thing: [-0.844, 0.435],
  somebody: 0.4,
}

/** A name that it stays open whose it is is at most as likely right as not. */
const TORN = 0.5

/** What the regression asks: a constant, and the log-odds of the share, which is never taken for quite sure. */
export function shareEvidence(share: number): [constant: number, logOdds: number] {
  const p = Math.min(0.99, Math.max(0.01, share))
  return [1, Math.log(p / (1 - p))]
}

/** The probability that the speaker told is the right one, 0 to 1. */
export function surenessOf({ who, way, share, reason }: Told): number {
  if (who === null) return 0
  const known = SURENESS[way]
  if (typeof known === 'number') return known
  const [constant, logOdds] = shareEvidence(share)
  const sure = 1 / (1 + Math.exp(-(known[0] * constant + known[1] * logOdds)))
  return reason === 'two-candidates' ? Math.min(TORN, sure) : sure
}
