import type { Attribution, AttributionRecord } from '../vocabulary/index.ts'

/**
 * What stands between the speaker of an attribution and the article: the names of the speakers of all enclosing
 * attributions, outermost first, without the speaker itself; last, an outlet that it was said to ("told Radio Norte"),
 * but no court, firm or ministry.
 *
 * @param outlets the ids of the speakers who are news outlets
 */
export function viaOf(
  record: Pick<AttributionRecord, 'attributions' | 'speakers'>,
  outlets: ReadonlySet<string>,
): Map<string, string[]> {
  const attributions = new Map(record.attributions.map(a => [a.id, a]))
  const speakers = new Map(record.speakers.map(s => [s.id, s]))
  const chains = new Map<string, readonly string[]>()
  return new Map(
    record.attributions.map(a => {
      const via = enclosing(a, attributions, chains)
        .filter(id => id !== a.speaker)
        .map(id => speakers.get(id)!.name)
      const told = a.addressee === null || a.addressee.speaker === null ? null : speakers.get(a.addressee.speaker)!
      const through = told !== null && told.id !== a.speaker && outlets.has(told.id) && !via.includes(told.name)
      return [a.id, through ? [...via, told.name] : via]
    }),
  )
}

/** The ids of the speakers of all attributions around `a`, outermost first, each once. */
function enclosing(
  a: Attribution,
  attributions: ReadonlyMap<string, Attribution>,
  chains: Map<string, readonly string[]>,
): readonly string[] {
  const above: Attribution[] = []
  let at = a.parent === null ? undefined : attributions.get(a.parent)
  while (at !== undefined && !chains.has(at.id)) {
    above.push(at)
    at = at.parent === null ? undefined : attributions.get(at.parent)
  }
  let chain: readonly string[] = at === undefined ? [] : chains.get(at.id)!
  for (let k = above.length - 1; k >= 0; k--) {
    const { id, speaker } = above[k]!
    if (speaker !== null && !chain.includes(speaker)) chain = [...chain, speaker]
    chains.set(id, chain)
  }
  return chain
}
