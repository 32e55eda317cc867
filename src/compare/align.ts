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

/** So many words in a row, letter for letter, are looked at as one utterance. */
export const RUN = 6

/** How sure it is that two wordings are one utterance. */
export const Sameness = {
  None: 0,
  /** A phrase that two people may well both say: one utterance if one and the same is credited. */
  Weak: 1,
  /** Telling words, but few of them: one utterance unless two are credited. */
  Fair: 2,
  /** Words that nobody else would happen to say. */
  Strong: 3,
} as const
export type Sameness = (typeof Sameness)[keyof typeof Sameness]

/** A run of common words alone has to be so long to count at all. */
const COMMON_RUN = 8
/** Telling words in one run, or in a long one, by which it is nobody else's. */
const TELLING_RUN = 4
const TELLING_FAIR = 2
const LONG_RUN = 11
const TELLING_LONG_RUN = 3

// Edited words: of the shorter wording's words so many return (akin ones count half), of those between the first and
// the last that do so many, and among them are so many telling ones.
const LEAST_SHARED = 5
const LEAST_KEPT = 0.5
const LEAST_DENSE = 0.6
const LEAST_TELLING = 2
/** From here on the words are nobody else's. */
const STRONG_KEPT = 0.6
const STRONG_TELLING = 4

/**
 * Are two wordings one utterance? A run of `RUN` words, or the whole of a shorter one, is the same letter for letter;
 * or most of the shorter's words stand in the fuller one in their order.
 */
export function samenessOf(full: readonly string[], other: readonly string[]): Sameness {
  const { full: at, other: place, same } = align(full, other)
  let run = 0
  let tellingInRun = 0
  let exact = 0
  let said = 0
  let found: Sameness = Sameness.None
  for (let k = 0; k < at.length; k++) {
    if (!same[k]) {
      run = 0
      continue
    }
    const tells = telling(other[place[k]!]!) ? 1 : 0
    exact++
    said += tells
    const goesOn = run > 0 && at[k] === at[k - 1]! + 1 && place[k] === place[k - 1]! + 1
    run = goesOn ? run + 1 : 1
    tellingInRun = goesOn ? tellingInRun + tells : tells
    if (run < Math.min(RUN, other.length)) continue
    if (run >= RUN && (tellingInRun >= TELLING_RUN || (run >= LONG_RUN && tellingInRun >= TELLING_LONG_RUN)))
      return Sameness.Strong
    if (run >= RUN && tellingInRun >= TELLING_FAIR) found = Sameness.Fair
    else if (run >= COMMON_RUN || tellingInRun >= (run >= RUN ? 1 : 2)) found ||= Sameness.Weak
  }
  if (exact < LEAST_SHARED || said < LEAST_TELLING) return found
  const matched = exact + (at.length - exact) / 2
  const kept = matched / Math.min(full.length, other.length)
  const dense = matched / Math.min(at.at(-1)! - at[0]! + 1, place.at(-1)! - place[0]! + 1)
  if (dense < LEAST_DENSE || kept < LEAST_KEPT) return found
  return kept >= STRONG_KEPT && said >= STRONG_TELLING ? Sameness.Strong : found || Sameness.Weak
}
