import type { EvidenceRole, FindingKind, Verdict } from '../../vocabulary/index.ts'

/** What a kind of finding is called, and what it means, in an editor's words. */
export interface KindWords {
  readonly label: string
  readonly means: string
  /** A sign beside the colour, for those who can't tell the colours apart. */
  readonly sign: string
  /** How it is meant: something is wrong or stands against something; or it supports; or it is only to be known. */
  readonly tone: 'conflict' | 'doubt' | 'support' | 'note'
}

export const KIND_WORDS: Readonly<Record<FindingKind, KindWords>> = {
  misattribution: {
    label: 'Misattribution',
    means: 'the same words are given to another speaker',
    sign: '⇄',
    tone: 'conflict',
  },
  'altered-words': {
    label: 'Altered words',
    means: 'quoted words differ in a word that bears the meaning',
    sign: '≠',
    tone: 'conflict',
  },
  denial: { label: 'Denial', means: 'somebody denies what is claimed', sign: '✕', tone: 'conflict' },
  polarity: { label: 'Yes and no', means: 'one thing is affirmed and negated', sign: '±', tone: 'conflict' },
  numbers: {
    label: 'Numbers differ',
    means: 'numbers or dates for one thing that cannot all be true',
    sign: '#',
    tone: 'conflict',
  },
  superseded: { label: 'Corrected', means: 'a later notice takes it back', sign: '✎', tone: 'doubt' },
  unsourced: { label: 'Unsourced', means: 'a claim that rests on nobody named', sign: '?', tone: 'doubt' },
  refusal: { label: 'No comment', means: 'somebody declines to comment or to say', sign: '⊘', tone: 'note' },
  update: { label: 'Update', means: 'differs because time went on; no conflict', sign: '↻', tone: 'note' },
  agreement: {
    label: 'Agreement',
    means: 'one claim by several speakers, or from several independent origins',
    sign: '✓',
    tone: 'support',
  },
}

/** The kinds in the order in which a reader wants them: what is wrong first. */
export const KIND_ORDER = Object.keys(KIND_WORDS) as readonly FindingKind[]

/** What a passage is in its finding. */
export const ROLE_WORDS: Readonly<Record<EvidenceRole, string>> = {
  right: 'credited rightly',
  wrong: 'credited to another',
  original: 'as it was said',
  altered: 'altered',
  claim: 'the claim',
  denial: 'the denial',
  refusal: 'declines',
  one: 'one account',
  other: 'the other account',
  step: 'at that time',
  agrees: 'agrees',
  notice: 'the notice',
  corrected: 'what it takes back',
}

/**
 * A probability that a careful editor would let it stand, in words with the number of ten behind it; the steps are those
 * in which people read such words alike.
 */
export function sureness(confidence: number): string {
  const inTen = Math.round(confidence * 10)
  if (confidence >= 0.95) return 'almost certainly right'
  if (confidence >= 0.8) return `very likely right (about ${inTen} in 10)`
  if (confidence >= 0.6) return `likely right (about ${inTen} in 10)`
  if (confidence >= 0.4) return `may be right or wrong (about ${inTen} in 10)`
  return `rather unlikely (about ${inTen} in 10)`
}

/** What a person can say of a finding: the button, its key, and what is said of the finding afterwards. */
export const VERDICT_WORDS: Readonly<
  Record<Verdict, { readonly label: string; readonly key: string; readonly said: string }>
> = {
  right: { label: 'Right', key: 'a', said: 'judged right' },
  wrong: { label: 'Wrong', key: 'r', said: 'judged wrong' },
  'same-person': { label: 'Same person', key: 'p', said: 'both are one person' },
  'not-same-event': { label: 'Not the same event', key: 'n', said: 'not the same event' },
}

/** Kinds that set two speakers against each other: only of them can it be said that the two are one. */
export const ofTwoSpeakers = (kind: FindingKind): boolean =>
  kind === 'misattribution' || kind === 'denial' || kind === 'polarity' || kind === 'agreement'
