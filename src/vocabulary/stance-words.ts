import type { Attribution, Stance } from './attribution.ts'

const SAYS: Readonly<Record<Stance, readonly [plain: string, negated: string]>> = {
  asserts: ['says', 'does not say'],
  claims: ['claims', 'does not claim'],
  denies: ['denies', 'does not deny'],
  refuses: ['refuses', 'does not refuse'],
  asks: ['asks', 'does not ask'],
  orders: ['orders', 'does not order'],
  promises: ['promises', 'does not promise'],
  intends: ['intends', 'does not intend'],
  believes: ['believes', 'does not believe'],
  shows: ['shows', 'does not show'],
}

/** What is done with the words, as it reads after a name: "denies", and where the cue is negated "does not deny". */
export const stanceSays = ({ stance, negated }: Pick<Attribution, 'stance' | 'negated'>): string =>
  SAYS[stance][negated ? 1 : 0]
