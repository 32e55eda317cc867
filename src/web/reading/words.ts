import type { Statement } from '../../api/wire.ts'
import { type SpeakerType, stanceSays } from '../../vocabulary/index.ts'

type Saying = Pick<Statement, 'stance' | 'negated'>

export const says: (saying: Saying) => string = stanceSays

/** It must never be taken for an assertion: a denial, a refusal, a negated cue. */
export const saysNo = ({ stance, negated }: Saying): boolean => negated || stance === 'denies' || stance === 'refuses'

/** What a reader is told of a denial, so that nobody takes its content for what was said. */
export const denial = ({ stance, negated }: Saying): string | null => {
  if (negated) return 'Negated: this was not said.'
  if (stance === 'denies') return 'A denial: the words tell what is denied.'
  return stance === 'refuses' ? 'A refusal: the words tell what is refused.' : null
}

export const KIND_SAYS: Readonly<Record<Statement['kind'], string>> = {
  direct: 'in quotation marks',
  indirect: 'in the reporter’s words',
  mixed: 'partly in quotation marks',
}

const DOUBTS: Readonly<Record<NonNullable<Statement['doubt']>['reason'], string>> = {
  'two-candidates': 'more than one may have said it',
  'no-source-in-reach': 'nobody is named near it',
  'text-cut-off': 'the text is cut off here',
  'ambiguous-mark': 'a quotation mark is unclear',
}
export const doubtSays = (doubt: NonNullable<Statement['doubt']>): string => DOUBTS[doubt.reason]

export const TYPE_SAYS: Readonly<Record<SpeakerType, string>> = {
  person: 'person',
  organization: 'organisation',
  group: 'group',
  document: 'document',
  anonymous: 'unnamed',
  unknown: 'unknown',
}

/** A probability in words, for people who don't think in numbers. */
export function sureness(p: number): string {
  if (p >= 0.9) return 'very sure'
  if (p >= 0.75) return 'fairly sure'
  return p >= 0.5 ? 'unsure' : 'doubtful'
}

export const percent = (p: number): string => `${Math.round(p * 100)} %`

/** What is least sure about a statement, in a sentence; null when all of it is sure enough. */
export function leastSure(s: Statement): string | null {
  if (s.checked) return null
  if (s.doubt) return `In doubt: ${doubtSays(s.doubt)}.`
  const parts = [
    [s.confidence, 'whether this is a statement at all, with these words'],
    [s.speaker === null ? 0 : s.speakerConfidence, 'who speaks'],
    [s.boundaryConfidence, 'where exactly the words begin and end'],
    [s.stanceConfidence, 'what the cue does with the words'],
  ] as const
  const [p, what] = parts.reduce((least, part) => (part[0] < least[0] ? part : least))
  return p >= 0.75 ? null : `Least sure: ${what}.`
}

/** A day or instant as people write it; what is no date stays as it is. */
export function dayOf(at: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(at)
  if (!found) return at
  const day = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])))
  return Number.isNaN(day.getTime())
    ? at
    : day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

export const daysOf = (from: string, to: string | null): string =>
  to === null || to === from ? dayOf(from) : `${dayOf(from)} to ${dayOf(to)}`

export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
