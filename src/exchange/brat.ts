import { type RuledReading, type Span, STANCES } from '../vocabulary/index.ts'
import { CodePoints, wellFormed } from './code-points.ts'
import { castOf, digestsOf, type Edited, editedOf, SEPARATORS, settled, writeDigests } from './edited.ts'
import type { Readings } from './jsonl.ts'

/** A file of an export that is a folder. */
export interface ExportFile {
  readonly path: string
  readonly text: string
}

/** The names in .ann files; annotation.conf lists them for brat. */
export const ENTITIES = ['Content', 'Source', 'Cue', 'Export'] as const
export const RELATIONS = { SpokenBy: 'Source', CuedBy: 'Cue', Within: 'Content' } as const

export const BRAT_CONF = `[entities]
${ENTITIES.join('\n')}

[relations]
${Object.entries(RELATIONS)
  .map(([name, to]) => `${name}\tArg1:Content, Arg2:${to}`)
  .join('\n')}
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Kind\tArg:Content, Value:direct|indirect|mixed
Stance\tArg:Content, Value:${STANCES.join('|')}
Negated\tArg:Content
Checked\tArg:Content
`

/** brat's lines and columns end at these, so no mark may hold one. */
const LINE_ENDS = `\t\n\v\f\r\u2028\u2029${SEPARATORS}`

/** The fragments of a span between line ends, without blanks at their ends. */
export function fragmentsOf(text: string, spans: readonly Span[]): Span[] {
  return spans.flatMap(({ from, to }) => {
    const out: Span[] = []
    let start = from
    for (let i = from; i <= to; i++) {
      if (i < to && !LINE_ENDS.includes(text[i]!)) continue
      if (i > start) out.push(...settled(text, [{ from: start, to: i }]))
      start = i + 1
    }
    return out
  })
}

/** The values of a note as `key: value | key: value`, so that a person can read and edit them. */
export const writeNote = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}: ${escaped(value)}`)
    .join(' | ')

const escaped = (value: string): string =>
  wellFormed(value).replace(/./gsu, c =>
    c === '\\' || c === '|'
      ? `\\${c}`
      : LINE_ENDS.includes(c)
        ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
        : c,
  )

/** The values of a note by key; null when it is none that `writeNote` could have written. */
export function readNote(note: string): ReadonlyMap<string, string> | null {
  const values = new Map<string, string>()
  for (const part of note.split(/(?<!\\) ?\| ?/)) {
    const [, key, value] = /^\s*(\w+):(.*)$/s.exec(part) ?? []
    if (key === undefined || values.has(key)) return null
    values.set(
      key,
      value!
        .trim()
        .replace(
          /\\(?:u([0-9a-f]{4})|([\\|]))/g,
          (_, hex, sign) => sign ?? String.fromCharCode(Number.parseInt(hex, 16)),
        ),
    )
  }
  return values
}

/** The statements as brat shows them: the rest is kind and what they stand within; all-blank contents can't be shown. */
export function bratEdited(reading: RuledReading): Edited[] {
  const cast = castOf(reading)
  const shown = reading.statements.filter(
    ({ attribution }) => settled(reading.kept.article.text, attribution.content).length > 0,
  )
  const ids = new Map(shown.map(({ id, attribution }) => [attribution.id, id]))
  return shown.map(statement => {
    const { kind, parent } = statement.attribution
    const rest = `${kind} ${(parent && ids.get(parent)) ?? null}`
    const edited = editedOf(cast, statement, rest, '', false)
    const name = wellFormed(edited.speaker?.name ?? '').trim()
    return { ...edited, speaker: edited.speaker && name !== '' ? { ...edited.speaker, name } : null }
  })
}

/**
 * An article in brat's standoff format. `txt` is the article's text, in which `ann` counts Unicode code points. A
 * content is the middle of each statement: relations lead from it to its source, its cue and the content that it
 * stands within, for a statement may lack a cue, which brat's events can't. A mark of the type Export on the text's
 * first word carries what was exported.
 */
export function bratOf(reading: RuledReading): { readonly txt: string; readonly ann: string } {
  const { text } = reading.kept.article
  const points = new CodePoints(text)
  const lines: string[] = []
  const counts = { T: 0, R: 0, A: 0, '#': 0 }
  const add = (kind: keyof typeof counts, line: string): string => {
    const id = `${kind}${++counts[kind]}`
    lines.push(`${id}\t${line}`)
    return id
  }
  const mark = (type: (typeof ENTITIES)[number], spans: readonly Span[]): string | null => {
    const fragments = fragmentsOf(text, settled(text, spans))
    if (fragments.length === 0) return null
    const offsets = fragments.map(({ from, to }) => `${points.start(from)} ${points.end(to)}`).join(';')
    const words = wellFormed(fragments.map(({ from, to }) => text.slice(from, to)).join(' '))
    return add('T', `${type} ${offsets}\t${words}`)
  }

  const contents = new Map<string, string>()
  const shown: string[] = []
  const parents: (readonly [content: string, parent: string])[] = []
  const byId = new Map(reading.statements.map(statement => [statement.id, statement]))
  for (const edited of bratEdited(reading)) {
    const statement = byId.get(edited.id!)!
    const { attribution } = statement
    const content = mark('Content', attribution.content)!
    contents.set(attribution.id, content)
    shown.push(statement.id)
    const source = mark('Source', attribution.source)
    const cue = mark('Cue', attribution.cue)
    if (source) add('R', `SpokenBy Arg1:${content} Arg2:${source}`)
    if (cue) add('R', `CuedBy Arg1:${content} Arg2:${cue}`)
    if (attribution.parent !== null) parents.push([content, attribution.parent])
    add('A', `Kind ${content} ${attribution.kind}`)
    add('A', `Stance ${content} ${attribution.stance}`)
    if (attribution.negated) add('A', `Negated ${content}`)
    if (statement.checked) add('A', `Checked ${content}`)
    const note = {
      statement: statement.id,
      speaker: edited.speaker?.name ?? '',
      type: edited.speaker?.type ?? '',
      was: writeDigests(digestsOf(text, edited)),
    }
    add('#', `AnnotatorNotes ${content}\t${writeNote(note)}`)
  }
  for (const [content, parent] of parents) {
    const within = contents.get(parent)
    if (within) add('R', `Within Arg1:${content} Arg2:${within}`)
  }
  const first = /\S{1,40}/.exec(text)
  const exported = first && mark('Export', [{ from: first.index, to: first.index + first[0].length }])
  if (exported) {
    const note = { article: reading.kept.id, reading: reading.record.id, statements: shown.join(' ') }
    add('#', `AnnotatorNotes ${exported}\t${writeNote(note)}`)
  }
  return { txt: wellFormed(text), ann: lines.map(line => `${line}\n`).join('') }
}

/** A folder that brat opens: annotation.conf, then `ID.txt` and `ID.ann` of every article. */
export async function* writeBrat(readings: Readings): AsyncGenerator<ExportFile> {
  yield { path: 'annotation.conf', text: BRAT_CONF }
  for await (const reading of readings) {
    const { txt, ann } = bratOf(reading)
    yield { path: `${reading.kept.id}.txt`, text: txt }
    yield { path: `${reading.kept.id}.ann`, text: ann }
  }
}
