import type { Difference } from '../../api/wire.ts'
import type { Meaning } from '../../vocabulary/index.ts'

/** What a variant does to a stretch of the fullest one's words, as the page sets it. */
export type DiffPart =
  | { readonly part: 'kept'; readonly text: string }
  /** Left out by this variant: struck through. `shown`: the report says so itself, by an ellipsis. */
  | { readonly part: 'cut'; readonly text: string; readonly shown: boolean; readonly meaning: readonly Meaning[] }
  /** Put in by this variant: underlined. `shown`: in brackets, as an editor's words. */
  | { readonly part: 'added'; readonly text: string; readonly shown: boolean; readonly meaning: readonly Meaning[] }
  /** Other words in the place of these. */
  | {
      readonly part: 'changed'
      readonly gone: string
      readonly come: string
      readonly shown: boolean
      readonly meaning: readonly Meaning[]
    }
  /** The variant begins later or ends earlier than the fullest one. */
  | { readonly part: 'trimmed'; readonly text: string }
  /** The variant quotes further than the fullest one does there. */
  | { readonly part: 'beyond'; readonly text: string }

/** Words of a report on one line. */
const oneLine = (words: string | null): string => (words ?? '').replace(/\s+/g, ' ').trim()

/** A variant's words against the fullest ones, as parts to be set in a row. */
export function partsOf(differences: readonly Difference[]): readonly DiffPart[] {
  return differences.map((difference): DiffPart => {
    const { kind, outside, shown, meaning } = difference
    const gone = oneLine(difference.full)
    const come = oneLine(difference.here)
    switch (kind) {
      case 'kept':
        return { part: 'kept', text: come }
      case 'cut':
        return outside ? { part: 'trimmed', text: gone } : { part: 'cut', text: gone, shown, meaning }
      case 'added':
        return outside ? { part: 'beyond', text: come } : { part: 'added', text: come, shown, meaning }
      case 'changed':
        return { part: 'changed', gone, come, shown, meaning }
    }
    kind satisfies never
    return { part: 'kept', text: come }
  })
}

/** What a variant does to the words, for a line above them: the gravest first. */
export type Doing = 'whole' | 'altered' | 'edited' | 'trimmed'

/**
 * `altered`: a negation, number or name is among the words changed, and no mark shows the change. `edited`: other words
 * changed. `trimmed`: it only begins later, ends earlier or leaves out words. `whole`: none of these.
 */
export function doingOf(parts: readonly DiffPart[]): Doing {
  let doing: Doing = 'whole'
  for (const part of parts) {
    if (part.part === 'kept' || part.part === 'beyond') continue
    if (part.part !== 'trimmed' && part.meaning.length > 0 && !part.shown) return 'altered'
    if (part.part === 'changed' || part.part === 'added') doing = 'edited'
    else if (doing === 'whole') doing = 'trimmed'
  }
  return doing
}

const MEANING_WORDS: Readonly<Record<Meaning, string>> = {
  negation: 'a negation',
  number: 'a number',
  name: 'a name',
}

/** Which part of the meaning is touched: the words behind the `!`. */
export const meaningWords = (meaning: readonly Meaning[]): string =>
  meaning.map(one => MEANING_WORDS[one]).join(' and ')
