import type {
  NamedSpeaker,
  RuledReading,
  RuledStatement,
  Span,
  Speaker,
  SpeakerType,
  Stance,
} from '../vocabulary/index.ts'

/** Who speaks, as a file says it. A format that doesn't carry ids of the registry leaves `person` undefined. */
export interface EditedSpeaker {
  readonly name: string
  readonly type: SpeakerType
  readonly person?: string | null
  readonly mention: Span | null
}

/** A statement as a file holds it, which a person may have edited; spans are UTF-16 units of the kept text. */
export interface Edited {
  /** Null for one that the file adds. */
  readonly id: string | null
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  readonly speaker: EditedSpeaker | null
  readonly stance: Stance
  readonly negated: boolean
  readonly checked: boolean
  /** All else that the format shows, as one string: no ruling changes it, but an edit must be noticed. */
  readonly rest: string
  /** Where in the file, for messages: "line 12". */
  readonly place: string
}

/** What a ruling can change, one digest each, and the rest. */
const FIELDS = ['source', 'cue', 'content', 'speaker', 'stance', 'checked', 'rest'] as const
export type Field = (typeof FIELDS)[number]
export type Digests = Readonly<Record<Field, string>>

/** The speakers of a reading by their ids. */
export type Cast = ReadonlyMap<string, Speaker>
export const castOf = ({ speakers }: RuledReading): Cast => new Map(speakers.map(speaker => [speaker.id, speaker]))

/** A statement of a reading as its export shows it. */
export function editedOf(
  cast: Cast,
  { id, attribution, person, checked }: RuledStatement,
  rest: string,
  place: string,
  withPerson: boolean,
): Edited {
  const speaker = attribution.speaker === null ? undefined : cast.get(attribution.speaker)
  return {
    id,
    source: attribution.source,
    cue: attribution.cue,
    content: attribution.content,
    speaker: speaker
      ? {
          name: speaker.name,
          type: speaker.type,
          ...(withPerson ? { person } : {}),
          mention: attribution.decidedBy ?? speaker.mentions[0] ?? null,
        }
      : null,
    stance: attribution.stance,
    negated: attribution.negated,
    checked,
    rest,
    place,
  }
}

/** Characters that no format marks by themselves: blanks, and all that some tool takes for a line end. */
const isBlank = (character: string): boolean => character.trim() === '' || SEPARATORS.includes(character)
/** Line ends to Python, of which brat is made, but not to JavaScript. */
export const SEPARATORS = '\u001C\u001D\u001E\u001F\u0085'

/**
 * The spans as every format can hold them: in text order, of whole characters, without blanks at their ends, and one
 * where only blanks part two. (brat can't mark a line end, so a span over several lines comes back in pieces.)
 */
export function settled(text: string, spans: readonly Span[]): Span[] {
  const out: { from: number; to: number }[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    let { from, to } = span
    if (partsPair(text, from)) from--
    if (partsPair(text, to)) to++
    while (from < to && isBlank(text[from]!)) from++
    while (from < to && isBlank(text[to - 1]!)) to--
    if (from === to) continue
    const last = out.at(-1)
    if (last && onlyBlanks(text, last.to, from)) last.to = Math.max(last.to, to)
    else out.push({ from, to })
  }
  return out
}

const partsPair = (text: string, at: number): boolean =>
  at > 0 && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1))

function onlyBlanks(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isBlank(text[i]!)) return false
  return true
}

/** What a statement says, field by field, short enough to stand in a note. */
export function digestsOf(text: string, edited: Edited): Digests {
  const spans = (list: readonly Span[]) =>
    digest(
      settled(text, list)
        .map(s => `${s.from}-${s.to}`)
        .join(),
    )
  const { speaker } = edited
  return {
    source: spans(edited.source),
    cue: spans(edited.cue),
    content: spans(edited.content),
    speaker: digest(speaker ? JSON.stringify([speaker.name, speaker.type, speaker.person ?? null]) : ''),
    stance: digest(`${edited.stance} ${edited.negated}`),
    checked: digest(String(edited.checked)),
    rest: digest(edited.rest),
  }
}

export const writeDigests = (digests: Digests): string => FIELDS.map(field => digests[field]).join('.')

/** Null when it is not what `writeDigests` writes. */
export function readDigests(written: string): Digests | null {
  const parts = written.split('.')
  if (parts.length !== FIELDS.length || parts.some(part => !/^[0-9a-z]{1,7}$/.test(part))) return null
  return Object.fromEntries(FIELDS.map((field, i) => [field, parts[i]!])) as Digests
}

/** FNV-1a over UTF-16 units, 32 bits, in base 36: tells an edit from none; no protection against forgery. */
export function digest(words: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** Who a person says it is: with the id in the registry that the file, or another statement, gives for the name. */
export function namedSpeaker(
  edited: EditedSpeaker,
  before: Edited | null,
  { statements }: RuledReading,
  cast: Cast,
): Omit<NamedSpeaker, 'mention'> {
  const { name, type } = edited
  const stale = edited.person === undefined || (edited.person !== null && edited.person === before?.speaker?.person)
  const renamed = before?.speaker?.name !== name || before.speaker.type !== type
  if (!(stale && renamed)) return { name, type, person: edited.person ?? null }
  const known = statements.find(({ attribution, person }) => {
    const speaker = cast.get(attribution.speaker ?? '')
    return person !== null && speaker?.name === name && speaker.type === type
  })
  return { name, type, person: known?.person ?? null }
}
