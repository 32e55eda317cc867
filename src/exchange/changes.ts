import {
  type Anchor,
  anchorOf,
  type Change,
  type NamedSpeaker,
  type Note,
  type RuledReading,
  type RulingDraft,
  type RulingTarget,
  type Span,
} from '../vocabulary/index.ts'
import { type Cast, castOf, type Digests, digestsOf, type Edited, type Field, namedSpeaker, settled } from './edited.ts'

/** Who stands behind an import, and why: goes into every ruling that it drafts. */
export interface ImportedBy {
  readonly author: string
  readonly reason: string | null
}

/** What a file that a person edited says, as rulings over the present reading. */
export interface Imported {
  readonly drafts: readonly RulingDraft[]
  /** Statements of the file in which nothing was changed. */
  readonly unchanged: number
  /** What no ruling could be drafted of: `not-taken`, `statement-gone`, `no-export-mark`. */
  readonly notes: readonly Note[]
}

export interface EditedFile {
  readonly statements: readonly Edited[]
  /**
   * What each exported statement was, null for one of which the file says only that it was exported; null when the
   * file no longer says which were.
   */
  readonly exported: ReadonlyMap<string, Digests | null> | null
}

/**
 * Finds what a person changed in a file: a field counts as changed when it differs from what was exported *and* from
 * the present reading, so that an old file undoes nothing that a newer engine or another person did since. A statement
 * that was exported and is missing was rejected; one that was not exported is left alone.
 */
export function rulingsOf(
  reading: RuledReading,
  present: readonly Edited[],
  file: EditedFile,
  by: ImportedBy,
): Imported {
  const { text } = reading.kept.article
  const article = reading.kept.id
  const words = new Words(reading)
  const drafts: RulingDraft[] = []
  const notes: Note[] = []
  const leave = (code: 'not-taken' | 'statement-gone', about: Edited, message: string) =>
    notes.push({
      ...left[code],
      message: `${about.place}: ${message}`,
      ...(about.content[0] ? { span: about.content[0] } : {}),
    })

  const named = new Set(file.statements.map(statement => statement.id))
  const unseen = new Map(present.map(statement => [statement.id!, statement]))
  const unnamed = new Map(
    present.filter(({ id }) => !named.has(id)).map(statement => [digestsOf(text, statement).content, statement]),
  )
  const rejected = new Set(reading.rejected.map(entry => entry.statement))
  let unchanged = 0

  for (const edited of file.statements) {
    const now = digestsOf(text, edited)
    const same = edited.id === null ? unnamed.get(now.content) : unseen.get(edited.id)
    const was = edited.id === null ? null : (file.exported?.get(edited.id) ?? null)
    if (same && unseen.delete(same.id!)) {
      const { changes, lost } = changesOf(words, { edited, now, was, same })
      const target = words.targetOf(same)
      for (const change of changes) drafts.push({ target, change, ...by })
      for (const what of lost) leave('not-taken', edited, `the file changes, of statement ${same.id}, ${what}`)
      if (changes.length === 0 && lost.length === 0) unchanged++
    } else if (edited.id !== null && (rejected.has(edited.id) || (was !== null && alike(now, was)))) {
      const why = rejected.has(edited.id) ? 'has been rejected' : 'is not in the present reading'
      leave('statement-gone', edited, `statement ${edited.id} ${why}; add it as a new statement if it should stand`)
    } else if (words.anchors(edited.content).length === 0) {
      leave('not-taken', edited, 'an added statement holds no words')
    } else {
      drafts.push({ target: { of: 'article', article }, change: words.additionOf(edited), ...by })
    }
  }

  for (const [statement, missing] of unseen) {
    if (file.exported?.has(statement))
      drafts.push({ target: words.targetOf(missing), change: { change: 'reject' }, ...by })
  }
  if (file.exported === null && unseen.size > 0) {
    notes.push({
      code: 'no-export-mark',
      message: `the file no longer says what was exported, so ${unseen.size} missing statement(s) were not taken as rejected; reject them by hand`,
    })
  }
  return { drafts, unchanged, notes }
}

/** The notes' codes, each written out once. */
const left = { 'not-taken': { code: 'not-taken' }, 'statement-gone': { code: 'statement-gone' } } as const

const alike = (a: Digests, b: Digests): boolean =>
  Object.entries(a).every(([field, value]) => b[field as Field] === value)

/** Turns what a file says into the words of rulings: anchors in the kept text, people of the registry. */
class Words {
  private readonly text: string
  private readonly article: string
  private readonly reading: RuledReading
  private readonly cast: Cast

  constructor(reading: RuledReading) {
    this.text = reading.kept.article.text
    this.article = reading.kept.id
    this.reading = reading
    this.cast = castOf(reading)
  }

  anchors(spans: readonly Span[]): Anchor[] {
    return settled(this.text, spans).map(span => anchorOf(this.text, span))
  }

  speaker({ speaker }: Edited, before: Edited | null): NamedSpeaker | null {
    if (!speaker) return null
    const mention = speaker.mention && anchorOf(this.text, speaker.mention)
    return { ...namedSpeaker(speaker, before, this.reading, this.cast), mention }
  }

  targetOf({ id, content }: Edited): RulingTarget {
    return { of: 'statement', statement: id!, article: this.article, anchor: anchorOf(this.text, content[0]!) }
  }

  additionOf(edited: Edited): Change {
    const { stance, negated } = edited
    return {
      change: 'add',
      source: this.anchors(edited.source),
      cue: this.anchors(edited.cue),
      content: this.anchors(edited.content),
      speaker: this.speaker(edited, null),
      stance,
      negated,
    }
  }

  digests(edited: Edited): Digests {
    return digestsOf(this.text, edited)
  }
}

/** What a person changed of a statement, and what of that no ruling can say. */
function changesOf(
  words: Words,
  { edited, now, was, same }: { edited: Edited; now: Digests; was: Digests | null; same: Edited },
): { readonly changes: readonly Change[]; readonly lost: readonly string[] } {
  const there = words.digests(same)
  const changed = (field: Field) => now[field] !== (was ?? there)[field] && now[field] !== there[field]
  const changes: Change[] = []
  const lost: string[] = []
  if (changed('content')) {
    const content = words.anchors(edited.content)
    if (content.length > 0) changes.push({ change: 'content', content })
    else lost.push('the content to one without words')
  }
  if (changed('source')) changes.push({ change: 'source', source: words.anchors(edited.source) })
  if (changed('cue')) changes.push({ change: 'cue', cue: words.anchors(edited.cue) })
  if (changed('speaker')) changes.push({ change: 'speaker', speaker: words.speaker(edited, same) })
  if (changed('stance')) changes.push({ change: 'stance', stance: edited.stance, negated: edited.negated })
  if (changed('checked') && edited.checked && changes.length === 0) changes.push({ change: 'accept' })
  if (changed('checked') && !edited.checked) lost.push('that it was checked; undo the ruling instead')
  if (changed('rest')) lost.push('what rulings cannot change (kind, path, hearer, place or time)')
  return { changes, lost }
}
