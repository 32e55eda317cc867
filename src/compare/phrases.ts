import type { Family } from '../vocabulary/index.ts'
import { RUN } from './align.ts'
import { idOf } from './ids.ts'
import { earlier, firstOf, fullerOrEarlier, type Place, type PlacedWording } from './places.ts'
import { familyOf } from './stars.ts'
import type { Holder, Posting } from './wordings.ts'

/** Six words that stand in more wordings than this are everybody's, and no family. */
export const MOST_OF_PHRASE = 48
/** A possible family shows so many quotations, the earliest. */
const MOST_PLACES = 256

/** Wordings that share six words in a row. */
export interface Phrase {
  /** Made of the words that they share: it stays while others join. */
  readonly name: string
  readonly keys: readonly string[]
}

/**
 * The phrases that one wording shares with others, given the postings of its long runs: one for each run, those left out
 * whose wordings another one has too. A wording that shares none is a phrase by itself: two people may have said it.
 */
export function phrasesOf({ key, length }: Holder, postings: Iterable<Posting>): Phrase[] {
  if (length < RUN) return []
  const sets = new Map<string, { run: number; readonly keys: ReadonlySet<string> }>()
  for (const { kind, run, size, holders } of postings) {
    if (kind !== 'long' || size < 2 || size > MOST_OF_PHRASE) continue
    const keys = holders.map(holder => holder.key).sort()
    const known = sets.get(keys.join(' '))
    if (known === undefined) sets.set(keys.join(' '), { run, keys: new Set(keys) })
    else known.run = Math.min(known.run, run)
  }
  const kept: { readonly run: number; readonly keys: ReadonlySet<string> }[] = []
  for (const set of [...sets.values()].sort((a, b) => b.keys.size - a.keys.size))
    if (!kept.some(({ keys }) => [...set.keys].every(one => keys.has(one)))) kept.push(set)
  if (kept.length === 0) return [{ name: key, keys: [key] }]
  return kept.map(({ run, keys }) => ({ name: run.toString(36), keys: [...keys] }))
}

/**
 * The possible family of wordings that share six words in a row; null where one quotation only has them, or where all
 * that have stand in one of the sure families anyway.
 */
export function possibleAmong(
  { name }: Phrase,
  wordings: readonly PlacedWording[],
  sure: readonly Family[],
): Family | null {
  const all = wordings.flatMap(({ places }) => places)
  if (all.length < 2) return null
  const placeOf = (report: string, from: number): string => `${report} ${from}`
  const covered = (family: Family): boolean => {
    const at = new Set(family.variants.map(({ report, spans }) => placeOf(report, spans[0]!.from)))
    return all.every(({ report, passage }) => at.has(placeOf(report.id, passage.spans[0]!.from)))
  }
  if (sure.some(covered)) return null
  const fullest = firstOf(wordings.toSorted(fullerOrEarlier)[0]!)
  const others: Place[] = all.filter(place => place !== fullest).sort(earlier)
  return familyOf('possible', idOf('f', `phrase ${name}`), fullest, [fullest, ...others.slice(0, MOST_PLACES - 1)])
}
