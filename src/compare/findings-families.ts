import type { Family } from '../vocabulary/index.ts'
import type { Found, Ground } from './finding.ts'
import { alterationsIn } from './findings-altered.ts'
import { misattributionsIn } from './findings-misattribution.ts'

/**
 * What quote families show of the reports on the ground: the same words in other mouths, and words altered. `corrections`
 * are the `superseded` findings among these reports: they say who is right. What a sure family shows, a possible one
 * does not show once more.
 */
export function findingsOfFamilies(
  families: readonly Family[],
  ground: Ground,
  corrections: readonly Pick<Found, 'evidence'>[] = [],
): Found[] {
  const sureFirst = families.toSorted((a, b) => Number(a.standing === 'possible') - Number(b.standing === 'possible'))
  const found = [...misattributionsIn(sureFirst, ground, corrections), ...alterationsIn(sureFirst, ground, corrections)]
  const told = new Set<string>()
  return found.filter(({ kind, evidence }) => {
    const against = evidence.filter(({ role }) => role === 'wrong' || role === 'altered')
    const places = against.map(({ article, spans }) => `${kind} ${article} ${spans[0]!.from}`)
    if (places.every(place => told.has(place))) return false
    for (const place of places) told.add(place)
    return true
  })
}
