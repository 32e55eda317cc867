import { avalanche, hashString, join } from '../tokens/index.ts'
import { RUN } from './align.ts'
import { telling } from './folding.ts'

/**
 * Which wordings may be one utterance: an index of runs of words, in memory (`WordingIndex`) or in a database. What a
 * keeper of such an index does, step by step:
 *
 * 1. A report comes in. `passagesOf` gives its passages; those of the same words are one wording, named by `keyOf`. Of a
 *    wording that is new, write one posting (run, kind, key, length) for each of its `runsOf`.
 * 2. For each of these runs ask `unsettles`. Where it says yes, every wording that has the run is looked at afresh, as
 *    the new one is. (Of a short run that has become common it is enough to drop the links that are no candidates now.)
 * 3. A wording is looked at: fetch the postings of its runs (`MOST_OF`, `HUBS` say how many of each), ask `candidatesOf`,
 *    fetch the words of these, and let `samenessOf` decide (the one first in core order goes first). What is not `None` is
 *    kept as a link *of the wording that asked*, in the place of its former links. Links hold in both directions.
 * 4. What may have changed: the wordings that are new, were looked at afresh, or whose places (quotations) came or went,
 *    and whatever hangs together with one of them by links that are or were there (of links those that `mayJoin`).
 *    All sure families with such a wording are deleted, and for each whole that hangs together `familiesAmong` makes
 *    them anew. So the families depend on the reports kept alone, not on the order in which they came.
 * 5. Possible families: of all wordings of step 4, and all that share a long run (in at most `MOST_OF_PHRASE` wordings,
 *    before or after) with a wording that is new or gone, the possible families are deleted; and for each of these
 *    wordings `phrasesOf` tells the sets that it is in, of which `possibleAmong` makes the families, given the sure
 *    ones that the wording stands in. Two wordings of one set give the same family, with the same id.
 * 6. A report goes: of wordings without any place left, the postings and links go (those that lead to it too). Ask
 *    `unsettles` as above.
 *
 * The work for one report is bounded by the length of its quotations and the limits below, and by the size of the
 * families that it joins; not by how many reports there are.
 */

/** A wording without its words: enough to put it in order. */
export interface Holder {
  readonly key: string
  /** In words. */
  readonly length: number
}

/** Words that one or more quotations have in common letter for letter (once folded). */
export interface Wording extends Holder {
  readonly words: readonly string[]
}

/**
 * `short`: three words in a row, one of them telling, or five of which none is; they survive edits of which six in a row
 * are not whole. `long`: six words in a row.
 */
export type RunKind = 'short' | 'long'

/** The wordings that have one run. */
export interface Posting {
  readonly kind: RunKind
  readonly run: number
  /** How many there are; one more than `MOST_OF` stands for all larger numbers. */
  readonly size: number
  /** All of them; where there are more than `MOST_OF`, the first `HUBS` in core order alone (none needed if short). */
  readonly holders: readonly Holder[]
}

/**
 * A short run in more wordings than this is a common phrase and finds nothing. Of a long run in more, all are laid beside
 * the fullest `HUBS` of them alone.
 */
export const MOST_OF: Readonly<Record<RunKind, number>> = { short: 64, long: 128 }
export const HUBS = 8

const SHORT = 3
const SHORT_COMMON = 5
/** Of two wordings, how many short runs they must share per word of the shorter before they are laid side by side. */
const SHARED_PER_WORD = 0.1

/** The fuller first; of two as full, the one whose key comes first. */
export const inCoreOrder = (a: Holder, b: Holder): number =>
  b.length - a.length || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** Folded words as a wording. */
export const wordingOf = (words: readonly string[]): Wording => ({ key: keyOf(words), length: words.length, words })

/** The name of a wording: 21 characters of 0-9a-z, made of two hashes of 53 bits, so that chance makes no two one. */
export function keyOf(words: readonly string[]): string {
  const hashes = words.map(hashString)
  return [0, 0x2545f491].map(seed => runHash(hashes, 0, hashes.length, seed).toString(36).padStart(11, '0')).join('')
}

/** The runs of a wording as numbers of 53 bits. */
export function runsOf(words: readonly string[]): Readonly<Record<RunKind, readonly number[]>> {
  const hashes = words.map(hashString)
  const tells = words.map(telling)
  const short = new Set<number>()
  const long = new Set<number>()
  for (let i = 0; i + SHORT <= words.length; i++) {
    if (tells[i] || tells[i + 1] || tells[i + 2]) short.add(runHash(hashes, i, SHORT, 0))
  }
  for (let i = 0, common = 0; i < words.length; i++) {
    common = tells[i] ? 0 : common + 1
    if (common >= SHORT_COMMON) short.add(runHash(hashes, i + 1 - SHORT_COMMON, SHORT_COMMON, 0))
  }
  for (let i = 0; i + RUN <= words.length; i++) long.add(runHash(hashes, i, RUN, 0))
  return { short: [...short], long: [...long] }
}

function runHash(hashes: readonly number[], from: number, length: number, seed: number): number {
  let a = length ^ seed
  let b = ~length ^ seed
  for (let k = from; k < from + length; k++) {
    a = join(a, hashes[k]!)
    b = join(b, avalanche(hashes[k]! ^ 0x5bd1e995))
  }
  return (avalanche(a) >>> 0) * 2 ** 21 + (avalanche(b) >>> 11)
}

/**
 * Must every wording that has a run be looked at afresh, because one came or went? `before` and `after` count the
 * wordings that have it; `hub`: the one that came or went is, or was, among the first `HUBS` of them in core order.
 */
export function unsettles(
  kind: RunKind,
  { before, after, hub }: { readonly before: number; readonly after: number; readonly hub: boolean },
): boolean {
  const most = MOST_OF[kind]
  return before > most !== after > most || (kind === 'long' && after > most && hub)
}

/**
 * Keys of the wordings that one is to be laid beside, given the postings of all its runs: those that share enough runs
 * with it, and the hubs of its common long runs. Two are laid side by side if either asks for the other.
 */
export function candidatesOf(wording: Holder, postings: Iterable<Posting>): Set<string> {
  const shared = new Map<string, { readonly shorter: number; short: number; long: number }>()
  const candidates = new Set<string>()
  for (const { kind, size, holders } of postings) {
    if (size > MOST_OF[kind]) {
      if (kind === 'long') for (const { key } of holders.slice(0, HUBS)) if (key !== wording.key) candidates.add(key)
      continue
    }
    for (const { key, length } of holders) {
      if (key === wording.key) continue
      const known = shared.get(key)
      if (known !== undefined) known[kind]++
      else {
        const first = { shorter: Math.min(length, wording.length), short: 0, long: 0 }
        first[kind]++
        shared.set(key, first)
      }
    }
  }
  for (const [key, { shorter, short, long }] of shared)
    if (long > 0 || short >= Math.max(1, SHARED_PER_WORD * shorter)) candidates.add(key)
  return candidates
}
