import {
  AscribeError,
  type Note,
  type RuledReading,
  type Span,
  type SpeakerType,
  STANCES,
} from '../vocabulary/index.ts'
import { bratEdited, ENTITIES, RELATIONS, readNote } from './brat.ts'
import { type Imported, type ImportedBy, rulingsOf } from './changes.ts'
import { CodePoints, wellFormed } from './code-points.ts'
import { type Digests, type Edited, type EditedSpeaker, readDigests, settled } from './edited.ts'
import { textDiffers } from './jsonl.ts'

interface Mark {
  readonly id: string
  readonly type: (typeof ENTITIES)[number]
  readonly spans: readonly Span[]
  readonly line: number
}

/** The lines of an .ann file, checked one by one and not yet tied together. */
interface Annotations {
  readonly marks: ReadonlyMap<string, Mark>
  readonly relations: readonly { readonly type: keyof typeof RELATIONS; readonly from: Mark; readonly to: Mark }[]
  readonly attributes: ReadonlyMap<string, string>
  readonly notes: ReadonlyMap<string, { readonly words: string; readonly line: number }>
  readonly left: readonly Note[]
}

const KINDS = ['direct', 'indirect', 'mixed']
const TYPES: readonly SpeakerType[] = ['person', 'organization', 'group', 'document', 'anonymous', 'unknown']

/**
 * Reads an article that a person annotated in brat as rulings over its present reading.
 *
 * @throws AscribeError `text-differs` when `txt` is not the kept text; `bad-annotation`, with the line's number, when
 *   `ann` is not what brat writes with our annotation.conf: a span outside the text or with other words, a relation
 *   to nothing, an unknown stance
 */
export function importBrat(
  { txt, ann }: { readonly txt: string; readonly ann: string },
  reading: RuledReading,
  by: ImportedBy,
): Imported {
  const { text } = reading.kept.article
  if (txt !== wellFormed(text)) throw textDiffers('the .txt file', reading)
  const annotations = linesOf(ann, text)
  const { statements, left } = statementsOf(annotations, reading)
  const imported = rulingsOf(
    reading,
    bratEdited(reading),
    { statements: statements.map(s => s.edited), exported: exportedOf(annotations, statements) },
    by,
  )
  return { ...imported, notes: [...annotations.left, ...left, ...imported.notes] }
}

function linesOf(ann: string, text: string): Annotations {
  const points = new CodePoints(text)
  const marks = new Map<string, Mark>()
  const attributes = new Map<string, string>()
  const notes = new Map<string, { words: string; line: number }>()
  const left: Note[] = []
  const lines = ann
    .split('\n')
    .map((line, i) => ({ number: i + 1, line: line.endsWith('\r') ? line.slice(0, -1) : line }))
  const leave = (number: number, what: string) =>
    left.push({ code: 'not-taken', message: `line ${number}: ${what} is no part of a statement and was left aside` })

  for (const { number, line } of lines) {
    if (!line.startsWith('T')) continue
    const [, id, type, offsets, words] = /^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$/s.exec(line) ?? []
    if (id === undefined) throw bad(number, 'not a text-bound annotation: ID, type, offsets and words, parted by tabs')
    if (marks.has(id)) throw bad(number, `${id} stands in line ${marks.get(id)!.line} as well`)
    const entity = ENTITIES.find(name => name === type)
    if (!entity) {
      leave(number, `${id}, a ${type},`)
      continue
    }
    const pieces: Span[] = []
    for (const piece of offsets!.split(';')) {
      const [from, to] = piece.split(' ').map(Number) as [number, number]
      if (from >= to || to > points.length) {
        throw bad(
          number,
          `${id} [${from}, ${to}) is empty, reversed or outside the text of ${points.length} code points`,
        )
      }
      pieces.push({ from: points.unit(from), to: points.unit(to) })
    }
    const there = wellFormed(pieces.map(({ from, to }) => text.slice(from, to)).join(' '))
    if (there.replace(/\s/g, ' ').trim() !== words!.replace(/\s/g, ' ').trim()) {
      throw bad(number, `the words beside ${id} are not those that stand at its offsets`)
    }
    marks.set(id, { id, type: entity, spans: settled(text, pieces), line: number })
  }

  const relations: { type: keyof typeof RELATIONS; from: Mark; to: Mark }[] = []
  for (const { number, line } of lines) {
    if (line === '' || line.startsWith('T')) continue
    const markOf = (id: string): Mark => {
      const mark = marks.get(id)
      if (!mark) throw bad(number, `nothing has the id ${id}, or it is none of ${ENTITIES.join(', ')}`)
      return mark
    }
    if (line.startsWith('R')) {
      const [, type, from, to] = /^R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*$/.exec(line) ?? []
      if (type === undefined) throw bad(number, 'not a relation: ID, a tab, type, Arg1:T… and Arg2:T…')
      if (!Object.hasOwn(RELATIONS, type)) {
        leave(number, `a relation ${type}`)
        continue
      }
      const relation = { type: type as keyof typeof RELATIONS, from: markOf(from!), to: markOf(to!) }
      if (relation.from.type !== 'Content' || relation.to.type !== RELATIONS[relation.type]) {
        throw bad(number, `${type} leads from a Content to a ${RELATIONS[relation.type]}`)
      }
      relations.push(relation)
    } else if (/^[AM]/.test(line)) {
      const [, type, on, value] = /^[AM]\d+\t(\S+) ([A-Z]\d+)(?: (\S+))?\s*$/.exec(line) ?? []
      if (type === undefined) throw bad(number, 'not an attribute: ID, a tab, name, target and perhaps a value')
      if (!['Kind', 'Stance', 'Negated', 'Checked'].includes(type)) {
        leave(number, `an attribute ${type}`)
        continue
      }
      if (markOf(on!).type !== 'Content') throw bad(number, `${type} belongs to a Content`)
      const allowed = { Kind: KINDS, Stance: STANCES as readonly string[] }[type]
      if (allowed && !allowed.includes(value ?? '')) throw bad(number, `${type} must be one of ${allowed.join(', ')}`)
      if (attributes.has(`${on} ${type}`)) throw bad(number, `${on} has two attributes ${type}`)
      attributes.set(`${on} ${type}`, value ?? '')
    } else if (line.startsWith('#')) {
      const [, type, on, words] = /^#\d*\t(\S+) (\S+)\t(.*)$/s.exec(line) ?? []
      if (type === undefined) throw bad(number, 'not a note: ID, a tab, type and target, a tab, words')
      const mark = marks.get(on!)
      if (type !== 'AnnotatorNotes' || !mark || notes.has(on!) || (mark.type !== 'Content' && mark.type !== 'Export')) {
        leave(number, `the note “${words!.slice(0, 80)}”`)
      } else notes.set(on!, { words: words!, line: number })
    } else if (/^(?:E\d|N\d|\*\t)/.test(line)) {
      leave(number, 'an event, a normalisation or an equivalence')
    } else throw bad(number, 'no annotation begins like this')
  }
  return { marks, relations, attributes, notes, left }
}

interface Found {
  readonly edited: Edited
  readonly was: Digests | null
}

/** Ties marks, relations, attributes and notes to statements. */
function statementsOf(
  { marks, relations, attributes, notes }: Annotations,
  reading: RuledReading,
): { readonly statements: readonly Found[]; readonly left: readonly Note[] } {
  const left: Note[] = []
  const leave = (line: number, what: string) => left.push({ code: 'not-taken', message: `line ${line}: ${what}` })
  const tied = new Map<string, Record<keyof typeof RELATIONS, Mark[]>>()
  const used = new Set<string>()
  for (const { type, from, to } of relations) {
    const ties = tied.get(from.id) ?? { SpokenBy: [], CuedBy: [], Within: [] }
    ties[type].push(to)
    tied.set(from.id, ties)
    if (type !== 'Within') used.add(to.id)
  }
  const ids = new Map<string, string>()
  const carried = new Set<string>()
  const values = new Map<string, ReadonlyMap<string, string>>()
  for (const mark of marks.values()) {
    if ((mark.type === 'Source' || mark.type === 'Cue') && !used.has(mark.id)) {
      leave(mark.line, `the ${mark.type} ${mark.id} is tied to no Content and was left aside`)
    }
    const note = notes.get(mark.id)
    if (mark.type !== 'Content' || !note) continue
    const read = readNote(note.words)
    if (!read) {
      leave(note.line, `the note “${note.words.slice(0, 80)}” is not “key: value | key: value” and was left aside`)
      continue
    }
    values.set(mark.id, read)
    const id = read.get('statement')
    if (!id) continue
    if (carried.has(id)) throw bad(note.line, `two contents carry the statement ${id}`)
    carried.add(id)
    ids.set(mark.id, id)
  }

  const statements: Found[] = []
  const byId = new Map(reading.statements.map(statement => [statement.id, statement]))
  for (const mark of marks.values()) {
    if (mark.type !== 'Content') continue
    const ties = tied.get(mark.id) ?? { SpokenBy: [], CuedBy: [], Within: [] }
    const note = values.get(mark.id)
    const line = notes.get(mark.id)?.line ?? mark.line
    const source = ties.SpokenBy.flatMap(to => to.spans)
    const id = ids.get(mark.id) ?? null
    const before = byId.get(id ?? '')
    const within = ties.Within.map(to => ids.get(to.id) ?? to.id)
    const kind = attributes.get(`${mark.id} Kind`) ?? before?.attribution.kind
    const stance = attributes.get(`${mark.id} Stance`)
    const was = note?.get('was')
    const digests = was === undefined ? null : readDigests(was)
    if (was !== undefined && digests === null) throw bad(line, 'what stands after “was:” is not what an export writes')
    statements.push({
      was: digests,
      edited: {
        id,
        source,
        cue: ties.CuedBy.flatMap(to => to.spans),
        content: mark.spans,
        speaker: speakerIn(note, source, reading, line),
        stance: STANCES.find(known => known === stance) ?? before?.attribution.stance ?? 'asserts',
        negated: attributes.has(`${mark.id} Negated`),
        checked: attributes.has(`${mark.id} Checked`),
        rest: `${kind} ${within.length === 0 ? null : within.toSorted().join()}`,
        place: `line ${mark.line}`,
      },
    })
    if (id === null && within.length > 0) {
      leave(mark.line, `what the added statement ${mark.id} stands within follows from its place and was left aside`)
    }
  }
  return { statements, left }
}

/** Who the note says it is; without a note, whoever is known to be meant by the words that are marked as source. */
function speakerIn(
  note: ReadonlyMap<string, string> | undefined,
  source: readonly Span[],
  reading: RuledReading,
  line: number,
): EditedSpeaker | null {
  const name = note?.get('speaker')
  if (name === undefined) {
    const known = reading.speakers.find(speaker =>
      speaker.mentions.some(mention => source.some(span => span.from === mention.from && span.to === mention.to)),
    )
    return known ? { name: known.name, type: known.type, mention: source[0]! } : null
  }
  if (name === '') return null
  const stated = note!.get('type') ?? ''
  const known = reading.speakers.find(speaker => speaker.name === name && (stated === '' || speaker.type === stated))
  const type = stated === '' ? (known?.type ?? 'unknown') : TYPES.find(each => each === stated)
  if (!type) throw bad(line, `the type of a speaker must be one of ${TYPES.join(', ')}`)
  return { name, type, mention: source[0] ?? known?.mentions[0] ?? null }
}

/** What each statement was at export, while the mark of the export is there. */
function exportedOf(
  { marks, notes }: Annotations,
  statements: readonly Found[],
): ReadonlyMap<string, Digests | null> | null {
  const mark = [...marks.values()].find(({ id, type }) => type === 'Export' && notes.has(id))
  const listed = mark && readNote(notes.get(mark.id)!.words)?.get('statements')
  if (listed === undefined) return null
  const out = new Map<string, Digests | null>(
    listed
      .split(' ')
      .filter(id => id !== '')
      .map(id => [id, null]),
  )
  for (const { edited, was } of statements) if (edited.id !== null) out.set(edited.id, was)
  return out
}

const bad = (line: number, fault: string): AscribeError =>
  new AscribeError('bad-annotation', `line ${line}: ${fault}`, 'mend the line in brat, or export the article again')
