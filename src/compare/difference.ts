import { type Difference, type Meaning, span } from '../vocabulary/index.ts'
import { alignFully } from './align.ts'
import { counts, negates } from './folding.ts'
import type { Passage } from './passages.ts'

/**
 * What a variant does, word by word, to the fullest wording of its family, in the order of the words. Empty when the
 * two share nothing.
 */
export function differencesOf(full: Passage, here: Passage): Difference[] {
  const { full: at, other: place, same } = alignFully(full.words, here.words)
  if (at.length === 0) return []
  const differences: Difference[] = []
  const gap = (i: number, iEnd: number, j: number, jEnd: number, outside: boolean): void => {
    if (i === iEnd && j === jEnd) return
    if (outside) {
      if (i < iEnd) differences.push(stretch('cut', full, here, i, iEnd, j, j, true))
      if (j < jEnd) differences.push(stretch('added', full, here, i, i, j, jEnd, true))
      return
    }
    const kind = i === iEnd ? 'added' : j === jEnd ? 'cut' : 'changed'
    differences.push(stretch(kind, full, here, i, iEnd, j, jEnd, false))
  }
  gap(0, at[0]!, 0, place[0]!, true)
  for (let k = 0; k < at.length; ) {
    const first = k
    do k++
    while (k < at.length && same[k] === same[first] && at[k] === at[k - 1]! + 1 && place[k] === place[k - 1]! + 1)
    const kind = same[first] ? 'kept' : 'changed'
    differences.push(stretch(kind, full, here, at[first]!, at[k - 1]! + 1, place[first]!, place[k - 1]! + 1, false))
    if (k < at.length) gap(at[k - 1]! + 1, at[k]!, place[k - 1]! + 1, place[k]!, false)
  }
  gap(at.at(-1)! + 1, full.words.length, place.at(-1)! + 1, here.words.length, true)
  return differences
}

function stretch(
  kind: Difference['kind'],
  full: Passage,
  here: Passage,
  i: number,
  iEnd: number,
  j: number,
  jEnd: number,
  outside: boolean,
): Difference {
  const shown =
    kind === 'cut'
      ? here.elided[j] === true || full.bracketed.slice(i, iEnd).every(inBrackets => inBrackets)
      : kind !== 'kept' && here.bracketed.slice(j, jEnd).every(inBrackets => inBrackets)
  return {
    kind,
    full: i < iEnd ? span(full.from[i]!, full.to[iEnd - 1]!) : null,
    here: j < jEnd ? span(here.from[j]!, here.to[jEnd - 1]!) : null,
    outside,
    shown,
    meaning: outside || kind === 'kept' ? [] : meaningOf(full, here, i, iEnd, j, jEnd),
  }
}

function meaningOf(full: Passage, here: Passage, i: number, iEnd: number, j: number, jEnd: number): Meaning[] {
  const gone = full.words.slice(i, iEnd)
  const come = here.words.slice(j, jEnd)
  const differ = (of: (word: string) => boolean): boolean =>
    gone.filter(of).toSorted().join(' ') !== come.filter(of).toSorted().join(' ')
  const names = (p: Passage, from: number, to: number): string =>
    p.words
      .slice(from, to)
      .filter((_, k) => p.named[from + k])
      .join(' ')
  const meaning: Meaning[] = []
  if (differ(negates)) meaning.push('negation')
  if (differ(counts)) meaning.push('number')
  if (names(full, i, iEnd).replaceAll("'s", '') !== names(here, j, jEnd).replaceAll("'s", '')) meaning.push('name')
  return meaning
}
