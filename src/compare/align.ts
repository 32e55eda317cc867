import { akin, telling } from './folding.ts'

/** The words of one wording beside those of a fuller one: pairs of places, rising in both. */
export interface Alignment {
  /** Places in the fuller wording. */
  readonly full: readonly number[]
  /** The places in the other one that they stand beside. */
  readonly other: readonly number[]
  /** True where the two words are the same, false where they are only akin. */
  readonly same: readonly boolean[]
}

// Scores of the local alignment with affine gaps (Gotoh 1982). Telling words weigh more; leaving words out costs much to
// begin and little to go on, as an editor's ellipsis is one act.
const TELLING = 20
const COMMON = 12
const AKIN = 9
const EXCHANGED = -7
const OPEN = -15
const EXTEND = -1

const From = { Nowhere: 0, Diagonal: 1, Up: 2, Left: 3, UpGoesOn: 4, LeftGoesOn: 8 } as const

/**
 * The best local alignment of two wordings. Time and memory go with the product of their lengths, of which each is at
 * most `MOST_WORDS`.
 */
export function align(full: readonly string[], other: readonly string[]): Alignment {
  const n = full.length
  const m = other.length
  const width = m + 1
  const trace = new Uint8Array((n + 1) * width)
  const scores = scoresOf(full, other)
  const best = new Int32Array(width)
  const up = new Int32Array(width).fill(-1e6)
  let top = 0
  let topAt = -1
  for (let i = 1; i <= n; i++) {
    let diagonal = best[0]!
    let left = -1e6
    const row = scores.row[i - 1]! * scores.width
    for (let j = 1; j <= m; j++) {
      let mark = 0
      const upOpens = best[j]! + OPEN
      const upGoes = up[j]! + EXTEND
      if (upGoes > upOpens) {
        up[j] = upGoes
        mark |= From.UpGoesOn
      } else up[j] = upOpens
      const leftOpens = best[j - 1]! + OPEN
      const leftGoes = left + EXTEND
      if (leftGoes > leftOpens) {
        left = leftGoes
        mark |= From.LeftGoesOn
      } else left = leftOpens
      const score = diagonal + scores.of[row + scores.column[j - 1]!]!
      diagonal = best[j]!
      let cell = 0
      if (score > cell) {
        cell = score
        mark |= From.Diagonal
      }
      if (up[j]! > cell) {
        cell = up[j]!
        mark = (mark & ~3) | From.Up
      }
      if (left > cell) {
        cell = left
        mark = (mark & ~3) | From.Left
      }
      best[j] = cell
      trace[i * width + j] = mark
      if (cell > top) {
        top = cell
        topAt = i * width + j
      }
    }
  }
  return walkBack(full, other, trace, width, topAt)
}

/** What each pair of different words scores; words as numbers, so that the inner loop sees no string. */
function scoresOf(full: readonly string[], other: readonly string[]) {
  const [rows, row] = numbered(full)
  const [columns, column] = numbered(other)
  const width = columns.length
  const of = new Int8Array(rows.length * width).fill(EXCHANGED)
  rows.forEach((a, r) => {
    const worth = telling(a) ? TELLING : COMMON
    columns.forEach((b, c) => {
      if (a === b) of[r * width + c] = worth
      else if (akin(a, b)) of[r * width + c] = AKIN
    })
  })
  return { row, column, width, of }
}

function numbered(words: readonly string[]): [string[], Int32Array] {
  const numbers = new Map<string, number>()
  const row = Int32Array.from(words, word => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    numbers.set(word, numbers.size)
    return numbers.size - 1
  })
  return [[...numbers.keys()], row]
}

function walkBack(
  full: readonly string[],
  other: readonly string[],
  trace: Uint8Array,
  width: number,
  topAt: number,
): Alignment {
  const places: { readonly i: number; readonly j: number }[] = []
  let at = topAt
  let state: number = From.Diagonal
  while (at > width) {
    const mark = trace[at]!
    if (state === From.Up) {
      if ((mark & From.UpGoesOn) === 0) state = From.Diagonal
      at -= width
    } else if (state === From.Left) {
      if ((mark & From.LeftGoesOn) === 0) state = From.Diagonal
      at -= 1
    } else {
      const from = mark & 3
      if (from === From.Nowhere) break
      if (from === From.Diagonal) {
        const i = Math.floor(at / width) - 1
        const j = (at % width) - 1
        if (akin(full[i]!, other[j]!)) places.push({ i, j })
        at -= width + 1
      } else state = from
    }
  }
  places.reverse()
  return {
    full: places.map(({ i }) => i),
    other: places.map(({ j }) => j),
    same: places.map(({ i, j }) => full[i] === other[j]),
  }
}

/** Between the words that two wordings begin with and the rest of the alignment so many words may differ. */
const MOST_AT_EDGE = 6

/**
 * The local alignment, and the words that both begin or end with, across a few that differ: a "not" lost behind the first
 * word costs a local alignment more than that word is worth.
 */
export function alignFully(full: readonly string[], other: readonly string[]): Alignment {
  const inner = align(full, other)
  if (inner.full.length === 0) return inner
  const { full: at, other: place } = inner
  let head = 0
  const [i, j] = [at[0]!, place[0]!]
  while (head < Math.min(i, j) && full[head] === other[head]) head++
  if (i + j - 2 * head > MOST_AT_EDGE) head = 0
  let tail = 0
  const [n, m] = [full.length - 1 - at.at(-1)!, other.length - 1 - place.at(-1)!]
  while (tail < Math.min(n, m) && full[full.length - 1 - tail] === other[other.length - 1 - tail]) tail++
  if (n + m - 2 * tail > MOST_AT_EDGE) tail = 0
  const heads = Array.from({ length: head }, (_, k) => k)
  const tails = Array.from({ length: tail }, (_, k) => tail - k)
  return {
    full: [...heads, ...at, ...tails.map(k => full.length - k)],
    other: [...heads, ...place, ...tails.map(k => other.length - k)],
    same: [...heads.map(() => true), ...inner.same, ...tails.map(() => true)],
  }
}

/** So many words in a row, letter for letter, are looked at as one utterance. */
export const RUN = 6

/** How much it says that two wordings have these words in common. */
export const Sameness = {
  None: 0,
  /** A phrase that one person may say again and again: one utterance if credited to one name within days. */
  Weak: 1,
  /** Words that two people may both say, but hardly about one event. */
  Fair: 2,
  /** Words that one speaker may say again, another time. */
  Firm: 3,
  /** Words that nobody would happen to say once more. */
  Strong: 4,
} as const
export type Sameness = (typeof Sameness)[keyof typeof Sameness]

/** What two wordings share: words in one alignment. */
export interface Shared {
  /** Words of the longest stretch that both have letter for letter, and how many of them tell. */
  readonly run: number
  readonly runTells: number
  /** Words that are the same, and how many of them tell. */
  readonly exact: number
  readonly tells: number
  /** Share of the shorter wording's words that return; words that are akin count half. */
  readonly kept: number
  /** The same, of the words between the first and the last that return, in the one that has fewer there. */
  readonly dense: number
  /** The same, in the one that has more: low where much is left out in between. */
  readonly close: number
}

export function sharedOf(full: readonly string[], other: readonly string[]): Shared {
  const { full: at, other: place, same } = align(full, other)
  let [run, runTells, best, bestTells, exact, tells] = [0, 0, 0, 0, 0, 0]
  for (let k = 0; k < at.length; k++) {
    if (!same[k]) {
      run = 0
      continue
    }
    const telled = telling(other[place[k]!]!) ? 1 : 0
    exact++
    tells += telled
    const goesOn = run > 0 && at[k] === at[k - 1]! + 1 && place[k] === place[k - 1]! + 1
    run = goesOn ? run + 1 : 1
    runTells = goesOn ? runTells + telled : telled
    if (run > best || (run === best && runTells > bestTells)) [best, bestTells] = [run, runTells]
  }
  const matched = exact + (at.length - exact) / 2
  const reach = at.length === 0 ? [1] : [at.at(-1)! - at[0]! + 1, place.at(-1)! - place[0]! + 1]
  return {
    run: best,
    runTells: bestTells,
    exact,
    tells,
    kept: matched / Math.max(1, Math.min(full.length, other.length)),
    dense: matched / Math.min(...reach),
    close: matched / Math.max(...reach),
  }
}

/** How surely are two wordings one utterance, by their words alone? Symmetric but for ties in the alignment. */
export const samenessOf = (full: readonly string[], other: readonly string[]): Sameness => weigh(sharedOf(full, other))

/**
 * The thresholds were set by reading the pairs of PolNeAR's train articles that share three words or more. A few shared
 * words at the edge of two long quotations are a formula, the same words as the whole of one are that quotation.
 */
export function weigh({ run, runTells, exact, tells, kept, dense, close }: Shared): Sameness {
  const edited = dense >= 0.6 && tells >= 2
  if (run >= 10 && runTells >= 4) return Sameness.Strong
  if (edited && exact >= 12 && kept >= 0.8 && tells >= 3) return Sameness.Strong
  if (edited && exact >= 12 && kept >= 0.6 && tells >= 4 && run >= 8) return Sameness.Strong
  if (edited && exact >= 8 && kept >= 0.6 && tells >= 4 && (run >= 8 || kept >= 0.8)) return Sameness.Firm
  if (run >= 8 && runTells >= 3 && kept >= 0.95) return Sameness.Firm
  if (edited && exact >= 6 && kept >= 0.6 && tells >= 3) return Sameness.Fair
  if (run >= 6 && kept >= 0.9 && runTells >= 2) return Sameness.Fair
  if (run >= 8 && runTells >= 3 && kept >= 0.5) return Sameness.Fair
  if (edited && exact >= 5 && kept >= 0.5 && close >= 0.6) return Sameness.Weak
  if (exact >= 4 && kept >= 0.95 && close >= 0.55 && tells >= 2) return Sameness.Weak
  if (exact >= 6 && kept >= 0.8 && close >= 0.8 && tells >= 1) return Sameness.Weak
  if (run >= 8 && runTells >= 2) return Sameness.Weak
  if (run >= 4 && kept >= 0.9 && runTells >= (run >= 6 ? 1 : 2)) return Sameness.Weak
  return Sameness.None
}
