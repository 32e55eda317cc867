import {
  anchorOf,
  type Change,
  type Note,
  type RuledReading,
  type RulingDraft,
  type Span,
} from '../vocabulary/index.ts'
import { castOf, type Digests, digestsOf, type Edited, namedSpeaker, settled } from './edited.ts'

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
  const cast = castOf(reading)
  const drafts: RulingDraft[] = []
  const notes: Note[] = []
  const unseen = new Map(present.map(statement => [statement.id!, statement]))
  const byContent = new Map<string, Edited>()
  const named = new Set(file.statements.map(statement => statement.id))
  for (const statement of present) {
    if (!named.has(statement.id)) byContent.set(digestsOf(text, statement).content, statement)
  }
  const rejected = new Set(reading.rejected.map(entry => entry.statement))
  const anchors = (spans: readonly Span[]) => settled(text, spans).map(span => anchorOf(text, span))
  const speakerIn = (edited: Edited, before: Edited | null) =>
    edited.speaker && {
      ...namedSpeaker(edited.speaker, before, reading, cast),
      mention: edited.speaker.mention && anchorOf(text, edited.speaker.mention),
    }
  const article = reading.kept.id
  let unchanged = 0

  for (const edited of file.statements) {
    const now = digestsOf(text, edited)
    const same = edited.id === null ? byContent.get(now.content) : unseen.get(edited.id)
    const was = edited.id === null ? null : (file.exported?.get(edited.id) ?? null)
    if (!same || !unseen.has(same.id!)) {
      const untouched = was !== null && Object.entries(was).every(([field, value]) => now[field as 'rest'] === value)
      if (edited.id !== null && (untouched || rejected.has(edited.id))) {
        notes.push({
          code: 'statement-gone',
          message: `${edited.place}: statement ${edited.id} ${rejected.has(edited.id) ? 'has been rejected' : 'is not in the present reading'}; add it again as a new statement if it should stand`,
          ...spanOf(edited),
        })
        continue
      }
      drafts.push({
        target: { of: 'article', article },
        change: {
          change: 'add',
          source: anchors(edited.source),
          cue: anchors(edited.cue),
          content: anchors(edited.content),
          speaker: speakerIn(edited, null),
          stance: edited.stance,
          negated: edited.negated,
        },
        ...by,
      })
      continue
    }

    unseen.delete(same.id!)
    const there = digestsOf(text, same)
    const changed = (field: keyof Digests) => now[field] !== (was ?? there)[field] && now[field] !== there[field]
    const changes: Change[] = []
    if (changed('content')) changes.push({ change: 'content', content: anchors(edited.content) })
    if (changed('source')) changes.push({ change: 'source', source: anchors(edited.source) })
    if (changed('cue')) changes.push({ change: 'cue', cue: anchors(edited.cue) })
    if (changed('speaker')) changes.push({ change: 'speaker', speaker: speakerIn(edited, same) })
    if (changed('stance')) changes.push({ change: 'stance', stance: edited.stance, negated: edited.negated })
    if (changes.length === 0 && changed('checked') && edited.checked) changes.push({ change: 'accept' })
    const target = {
      of: 'statement',
      statement: same.id!,
      article,
      anchor: anchorOf(text, same.content[0]!),
    } as const
    for (const change of changes) drafts.push({ target, change, ...by })
    const left = [
      ...(changed('rest') ? ['what rulings cannot change (kind, path, hearer, place or time)'] : []),
      ...(changed('checked') && !edited.checked ? ['that it was checked; undo the ruling instead'] : []),
    ]
    for (const what of left) {
      notes.push({
        code: 'not-taken',
        message: `${edited.place}: the file changes, of statement ${same.id}, ${what}`,
        ...spanOf(same),
      })
    }
    if (changes.length === 0 && left.length === 0) unchanged++
  }

  for (const [statement, missing] of unseen) {
    if (!file.exported?.has(statement)) continue
    const target = { of: 'statement', statement, article, anchor: anchorOf(text, missing.content[0]!) } as const
    drafts.push({ target, change: { change: 'reject' }, ...by })
  }
  if (file.exported === null && unseen.size > 0) {
    notes.push({
      code: 'no-export-mark',
      message: `the file no longer says what was exported, so ${unseen.size} missing statement(s) were not taken as rejected; reject them by hand`,
    })
  }
  return { drafts, unchanged, notes }
}

const spanOf = ({ content }: Edited) => (content[0] ? { span: content[0] } : {})
