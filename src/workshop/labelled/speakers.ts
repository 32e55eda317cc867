/** How well speakers are told, by the labels of PolNeAR's train part. */
import type { Told } from '../../speakers/index.ts'
import { type Span, type Speaker, wordsOf } from '../../vocabulary/index.ts'
import type { SpeakerLabel } from '../corpora-labels.ts'
import { foldName, sameName } from '../scoring/index.ts'
import { agreement, counterpartOf } from './align.ts'
import type { HeardReading } from './heard.ts'

/** What sort of phrase has to be understood, by the label and the words of the source. */
export type SourceSort =
  | 'full name'
  | 'surname'
  | 'pronoun'
  | 'description'
  | 'organization'
  | 'document'
  | 'group'
  | 'anonymous'
  | 'unknown'
export const SOURCE_SORTS: readonly SourceSort[] = [
  'full name',
  'surname',
  'pronoun',
  'description',
  'organization',
  'document',
  'group',
  'anonymous',
  'unknown',
]

export interface SpeakerRow {
  readonly label: SpeakerLabel
  readonly sort: SourceSort
  /** Whether the engine has a statement with that source. */
  readonly found: boolean
  /** Null where it tells nobody. */
  readonly told: {
    readonly names: readonly string[]
    readonly type: Speaker['type']
    readonly confidence: number
    readonly by: Told
  } | null
  readonly right: boolean
  readonly typeRight: boolean
}

/** @param text of the label's document */
export function speakerRows(
  labels: readonly SpeakerLabel[],
  text: (document: string) => string,
  read: (document: string) => HeardReading,
): SpeakerRow[] {
  const namesOf = new Map<string, string[]>()
  for (const { document, names } of labels) {
    const known = namesOf.get(document) ?? []
    known.push(...names.map(n => wordsOf(text(document), n)))
    namesOf.set(document, known)
  }
  return labels.map(label => {
    const words = text(label.document)
    const sort = sortOf(label, words)
    const { record, evidence } = read(label.document)
    const a = counterpartOf({ source: label.source }, 'source', record.attributions)
    const byId = new Map(record.speakers.map(s => [s.id, s]))
    const speakers = (a?.speakers ?? []).flatMap(id => byId.get(id) ?? [])
    const whole = a?.speaker == null ? undefined : byId.get(a.speaker)
    if (a === null || whole === undefined)
      return { label, sort, found: a !== null, told: null, right: false, typeRight: false }
    return {
      label,
      sort,
      found: true,
      told: {
        names: speakers.map(s => s.name),
        type: whole.type,
        confidence: a.speakerConfidence,
        by: evidence(a).speaker,
      },
      right: isWho(label, words, whole, speakers, namesOf.get(label.document)!),
      typeRight: whole.type === label.type,
    }
  })
}

/**
 * Somebody named is told right by their name (`sameName`; of several who speak together, each of them). Somebody whom
 * the article doesn't name is told right by the words of the source itself, or another mention of the same type.
 */
function isWho(
  { names, source, type, pronoun }: SpeakerLabel,
  text: string,
  whole: Speaker,
  speakers: readonly Speaker[],
  others: readonly string[],
): boolean {
  if (names.length > 0) {
    return names.every(n =>
      [...speakers, whole].some(({ name }) =>
        sameName({ gold: wordsOf(text, n), predicted: name, type: names.length > 1 ? 'person' : type, others }),
      ),
    )
  }
  if (!pronoun && isWithin(foldName(whole.name), text, source)) return whole.type === type || !isNamed(whole)
  return whole.type === type && !isNamed(whole)
}

const isWithin = (name: readonly string[], text: string, source: readonly Span[]): boolean => {
  const words = new Set(foldName(source.map(s => wordsOf(text, s)).join(' ')))
  return name.length > 0 && name.every(word => words.has(word))
}

/** A person under a name of their own. */
const isNamed = ({ name, type }: Speaker): boolean =>
  type === 'person' && !/^(?:an?|the|one|his|her|their) /i.test(name) && name.split(' ').every(w => /^\p{Lu}/u.test(w))

function sortOf({ pronoun, names, source, type }: SpeakerLabel, text: string): SourceSort {
  if (pronoun) return 'pronoun'
  if (type !== 'person')
    return type === 'anonymous' || type === 'unknown' || type === 'group' || type === 'document' ? type : 'organization'
  const name = names[0]
  if (name === undefined) return 'description'
  const full = foldName(wordsOf(text, name))
  const words = new Set(foldName(source.map(s => wordsOf(text, s)).join(' ')))
  if (full.every(word => words.has(word))) return 'full name'
  if (source.some(s => agreement([s], [name]) === 1)) return 'full name'
  return full.some(word => words.has(word)) ? 'surname' : 'description'
}
