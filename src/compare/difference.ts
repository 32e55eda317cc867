import { type Span, span } from '../vocabulary/index.ts'
import { align } from './align.ts'
import { counts, negates } from './folding.ts'
import type { Passage } from './passages.ts'

/** What a word is that changes what was said. */
export type Meaning = 'negation' | 'number' | 'name'

/** A stretch of words in which a variant does the same thing to the fullest one. */
export interface Difference {
  /**
   * `kept`: the same words. `changed`: other words in their place (forms of one word too). `cut`: words that the variant
   * leaves out. `added`: words that only the variant has.
   */
  readonly kind: 'kept' | 'changed' | 'cut' | 'added'
  /** The words in the fullest variant's report; null for added ones. */
  readonly full: Span | null
  /** The words in the variant's own report; null for cut ones. */
  readonly here: Span | null
  /** Before the first or behind the last word that both have: one quotes further than the other. */
  readonly outside: boolean
  /** It shows: as an ellipsis for words cut, as brackets around an editor's words. */
  readonly shown: boolean
  /** What in a changed, cut or added stretch bears the meaning; empty outside. */
  readonly meaning: readonly Meaning[]
}

/**
 * What a variant does, word by word, to the fullest wording of its family, in the order of the words. Empty when the
 * two share nothing.
 */
export function differencesOf(full: Passage, here: Passage): Difference[] {
  const { full: at, other: place, same } = align(full.words, here.words)
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
