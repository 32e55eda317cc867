import { wordsIn } from './words.ts'

/** A statement as far as its identity goes: the words of its content, and where it begins. */
export interface Said {
  readonly words: string
  readonly from: number
}

/**
 * A statement that has an id, which may come in several wordings: the engine's and a person's. One that was rejected is
 * known by the very same words only: what a better reading makes of the place is another statement.
 */
export interface Held extends Said {
  readonly id: string
  readonly strict?: boolean
}

/**
 * Gives each fresh statement the id of the held one that it is. First those whose words are the same, letter for letter;
 * of several, in the order of the text. Then, among the rest, those that share most words: the share (twice the common
 * words by all words of both, Dice 1945) must be at least one half; the best pairs go first. All others get a new id.
 * No id goes to two.
 */
export function carryIds(held: readonly Held[], fresh: readonly Said[], newId: () => string): string[] {
  const ids: (string | undefined)[] = Array.from({ length: fresh.length })
  const taken = new Set<string>()
  const give = (i: number, id: string) => {
    ids[i] = id
    taken.add(id)
  }
  const inOrder = fresh.map((_, i) => i).toSorted((a, b) => fresh[a]!.from - fresh[b]!.from)
  // The same words at the same place, then the same words anywhere, first to first.
  for (const keyOf of [(s: Said) => `${s.from} ${s.words}`, (s: Said) => s.words]) {
    const queues = new Map<string, Held[]>() // the last in the text at the front, so that `pop` gives the first
    for (const h of held.toSorted((a, b) => b.from - a.from))
      if (!taken.has(h.id)) {
        const queue = queues.get(keyOf(h))
        if (queue === undefined) queues.set(keyOf(h), [h])
        else queue.push(h)
      }
    for (const i of inOrder) {
      const queue = ids[i] === undefined ? queues.get(keyOf(fresh[i]!)) : undefined
      let match = queue?.pop()
      while (match !== undefined && taken.has(match.id)) match = queue!.pop()
      if (match !== undefined) give(i, match.id)
    }
  }
  const left = held.filter(h => !taken.has(h.id) && h.strict !== true)
  const open = fresh.map((_, i) => i).filter(i => ids[i] === undefined)
  for (const [h, i] of bestPairs(left, fresh, open)) {
    if (ids[i] !== undefined || taken.has(left[h]!.id)) continue
    give(i, left[h]!.id)
  }
  return ids.map(id => id ?? newId())
}

/** How many held statements may share a word for it to count as a clue: keeps the work near linear. */
const CLUES = 64

/** Pairs that share at least half of their words, the best first. */
function bestPairs(held: readonly Said[], fresh: readonly Said[], open: readonly number[]): [number, number][] {
  if (held.length === 0 || open.length === 0) return []
  const bags = held.map(h => bagOf(h.words))
  const holders = new Map<string, number[]>()
  bags.forEach(({ counts }, h) => {
    for (const term of counts.keys()) {
      const list = holders.get(term)
      if (list === undefined) holders.set(term, [h])
      else list.push(h)
    }
  })
  const pairs: { h: number; i: number; share: number; apart: number }[] = []
  for (const i of open) {
    const bag = bagOf(fresh[i]!.words)
    const near = new Set<number>()
    for (const term of bag.counts.keys()) {
      const list = holders.get(term)
      if (list !== undefined && list.length <= CLUES) for (const h of list) near.add(h)
    }
    for (const h of near) {
      let common = 0
      for (const [term, n] of bag.counts) common += Math.min(n, bags[h]!.counts.get(term) ?? 0)
      const share = (2 * common) / (bag.size + bags[h]!.size)
      if (share >= 0.5) pairs.push({ h, i, share, apart: Math.abs(held[h]!.from - fresh[i]!.from) })
    }
  }
  pairs.sort((a, b) => b.share - a.share || a.apart - b.apart || a.i - b.i || a.h - b.h)
  return pairs.map(({ h, i }) => [h, i])
}

function bagOf(words: string): { counts: Map<string, number>; size: number } {
  const counts = new Map<string, number>()
  const terms = wordsIn(words)
  for (const { term } of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return { counts, size: terms.length }
}
