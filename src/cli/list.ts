import type { Attribution, AttributionRecord, Note, Span } from '../vocabulary/index.ts'
import { depthsOf } from './marks.ts'
import { counted } from './printing.ts'
import { columnsOf, fold, oneLine, type Painter, padded } from './terminal.ts'

/** The widest list that the eye still follows from "who" to "kind". */
const WIDEST = 118
/** Below this many columns the parts of an attribution stand under each other. */
const NARROW = 66
/** As much of a content as can be shown at all; the rest isn't looked at. */
const SHOWN = 400
/** "indirect" */
const KIND = 8

/** An attribution as the list shows it: every part one line of safe text. */
interface Entry {
  readonly number: string
  readonly depth: number
  readonly who: string
  /** The speaker's type. */
  readonly about: string
  /** The source's own words where they name the speaker otherwise ("she", "the minister"). */
  readonly aside: string
  readonly cue: string
  readonly what: string
  readonly kind: string
  /** Below the kind: the attribution that holds this one, the one whose words these are once more (=), a stance other than asserting, negation, hearsay. */
  readonly tags: readonly string[]
  /** Through whom, for whom, to whom, where and when, as far as the article says. */
  readonly frame: string
}

const CLOSED = /^["'“‘]/

function entriesOf(text: string, record: AttributionRecord): Entry[] {
  const speakers = new Map(record.speakers.map(speaker => [speaker.id, speaker]))
  const places = new Map(record.attributions.map((attribution, i) => [attribution.id, i + 1]))
  const depths = depthsOf(record.attributions)
  const words = (spans: readonly Span[]) =>
    oneLine(spans.map(({ from, to }) => text.slice(from, Math.min(to, from + SHOWN))).join(' … '))
  return record.attributions.map((attribution, i): Entry => {
    const speaker = attribution.speaker === null ? undefined : speakers.get(attribution.speaker)
    const source = words(attribution.source)
    const who = speaker ? oneLine(speaker.name) : source
    const parent = attribution.parent === null ? undefined : places.get(attribution.parent)
    const about = speaker && speaker.type !== 'unknown' ? speaker.type : ''
    return {
      number: String(i + 1),
      depth: Math.min(depths[i]!, 4),
      who: who === '' ? '(nobody named)' : who,
      about,
      aside: speaker && source !== '' && !alike(source, who) ? `as “${source}”` : '',
      cue: words(attribution.cue) || '—',
      what: quoted(text, attribution, words(attribution.content)),
      kind: attribution.kind,
      tags: tagsOf(attribution, parent, attribution.repeats === null ? undefined : places.get(attribution.repeats)),
      frame: frameOf(attribution, who),
    }
  })
}

/** A denial must not read as an assertion: every stance but asserting is named. */
function tagsOf(
  { stance, negated, reported }: Attribution,
  parent: number | undefined,
  repeated: number | undefined,
): string[] {
  return [
    ...(parent === undefined ? [] : [`in ${parent}`]),
    ...(repeated === undefined ? [] : [`= ${repeated}`]),
    ...(stance === 'asserts' ? [] : [stance]),
    ...(negated ? ['negated'] : []),
    ...(reported ? ['reported'] : []),
  ]
}

/** "this article → Tarrow Gazette → Ana Diaz · to reporters · a news conference · on Monday (2031-05-12)" */
function frameOf(attribution: Attribution, who: string): string {
  const { via, addressee, venue, when, onBehalfOf, doubt } = attribution
  const days =
    when?.from === null || when === null ? '' : when.from === when.to ? when.from : `${when.from} – ${when.to}`
  return [
    ...(via.length === 0 ? [] : [['this article', ...via, who].join(' → ')]),
    ...(onBehalfOf === null ? [] : [`for ${onBehalfOf.name}`]),
    ...(doubt === null ? [] : [`speaker unsure: ${doubt.reason.replaceAll('-', ' ')}`]),
    ...(addressee === null ? [] : [`to ${addressee.name}`]),
    ...(venue === null ? [] : [venue.words]),
    ...(when === null ? [] : [days === '' ? when.words : `${when.words} (${days})`]),
  ]
    .map(oneLine)
    .join(' · ')
}

/** Type and aside on one line; the aside only where it fits. */
function aboutOf({ about, aside }: Entry, columns: number): string[] {
  const both = [about, aside].filter(Boolean).join(', ')
  if (columnsOf(both) <= columns) return both === '' ? [] : [both]
  return about === '' ? [] : fold(about, columns, 1)
}

/** The source says no more of the name than the name does, or contains it. */
const alike = (source: string, name: string) => {
  const [a, b] = [source.toLowerCase(), name.toLowerCase()]
  return a.includes(b) || b.includes(a.replace(/['’]s$/, ''))
}

/** Contents were cut before they were folded: a cut quotation gets its closing mark back, so that folding keeps it. */
function quoted(text: string, { content }: Attribution, words: string): string {
  const last = content.at(-1)!
  if (last.to - last.from <= SHOWN || !CLOSED.test(words)) return words
  return words + text.slice(last.to - 1, last.to)
}

/**
 * The list "who — cue — what — kind", a row of two or three lines for every attribution; its head shows how each part
 * is marked in the text.
 */
export function setList(
  text: string,
  record: AttributionRecord,
  { columns, colour, paint }: { columns: number; colour: boolean; paint: Painter },
): string[] {
  const entries = entriesOf(text, record)
  if (entries.length === 0) return ['No attributions found.']
  const width = Math.min(columns, WIDEST)
  if (width < NARROW) return setStacked(entries, width, paint)
  const number = String(entries.length).length
  const room = width - number - KIND - 8
  const names = entries.map(entry => columnsOf(entry.who) + 2 * entry.depth)
  const cues = entries.map(entry => columnsOf(entry.cue))
  const who = fitted(names, { least: 16, most: room * 0.29 })
  const cue = fitted(cues, { least: 6, most: room * 0.21 })
  const what = room - who - cue
  const out: string[] = []
  const row = (...cells: readonly string[]) => out.push(cells.join('  ').trimEnd())

  const [source, cueName, content] = colour ? ['who', 'cue', 'what'] : ['‹who›', '[cue]', '{what}']
  row(
    paint(['faint'], '#'.padStart(number)),
    paint(['source'], source!) + padded('', who - source!.length),
    paint(['cue'], cueName!) + padded('', cue - cueName!.length),
    paint(['content'], content!) + padded('', what - content!.length),
    paint(['faint'], 'kind'),
  )
  for (const entry of entries) {
    const indent = ' '.repeat(2 * entry.depth)
    const branch = entry.depth > 0 ? `${indent.slice(2)}└ ` : ''
    const name = fold(entry.who, who - indent.length, 2)
    const about = aboutOf(entry, who - indent.length)
    const said = fold(entry.cue, cue, 2)
    const content = fold(entry.what, what, 2)
    const frame = entry.frame === '' ? [] : fold(entry.frame, what, 2)
    const below = content.length + frame.length
    const height = Math.max(name.length + about.length, said.length, below, 1 + entry.tags.length)
    for (let i = 0; i < height; i++) {
      const room = who - indent.length
      row(
        paint(['faint'], (i === 0 ? entry.number : '').padStart(number)),
        paint(['faint'], i === 0 ? branch : indent) +
          (i < name.length
            ? paint(['strong'], name[i]!) + padded('', room - columnsOf(name[i]!))
            : paint(['faint'], padded(about[i - name.length] ?? '', room))),
        padded(said[i] ?? '', cue),
        i < content.length
          ? padded(content[i]!, what)
          : paint(['faint'], padded(frame[i - content.length] ?? '', what)),
        i === 0 ? entry.kind : paint(['faint'], entry.tags[i - 1] ?? ''),
      )
    }
  }
  return out
}

/** As wide as the widest of these, within bounds. */
const fitted = (widths: readonly number[], { least, most }: { least: number; most: number }): number =>
  widths.reduce((widest, width) => Math.min(Math.max(widest, width), Math.floor(most)), least)

/** For a narrow terminal: the same parts, one under the other. */
function setStacked(entries: readonly Entry[], width: number, paint: Painter): string[] {
  const margin = String(entries.length).length + 2
  const room = Math.max(width - margin, 12)
  const side = ' '.repeat(margin)
  return entries.flatMap((entry, i) => {
    const tail = [entry.kind, ...entry.tags, ...aboutOf(entry, room - KIND - 10)].filter(Boolean).join(' · ')
    return [
      ...(i > 0 ? [''] : []),
      ...fold(`${entry.who} — ${entry.cue}`, room, 2).map(
        (line, row) => paint(['faint'], row === 0 ? padded(entry.number, margin) : side) + paint(['strong'], line),
      ),
      ...fold(entry.what, room, 3).map(line => side + line),
      ...fold(entry.frame, room, 1).map(line => side + paint(['faint'], line)),
      ...fold(tail, room, 1).map(line => side + paint(['faint'], line)),
    ]
  })
}

/** Notes of one code and wording stand once, with the number of places they are about. */
export function setNotes(notes: readonly Note[], columns: number, paint: Painter): string[] {
  const places = new Map<string, { note: Note; count: number }>()
  for (const note of notes) {
    const key = `${note.code} ${note.message}`
    const known = places.get(key)
    if (known) known.count++
    else places.set(key, { note, count: 1 })
  }
  return [...places.values()].flatMap(({ note, count }) => {
    const where = count > 1 ? `, ${count} places` : note.span ? `, characters ${note.span.from}–${note.span.to}` : ''
    const line = `${oneLine(note.message)} (${oneLine(note.code)}${where})`
    return fold(line, Math.max(Math.min(columns, WIDEST) - 6, 20), 8).map(
      (part, i) => `${i === 0 ? paint(['warning'], 'note') : '    '}  ${part}`,
    )
  })
}

/** "21 attributions (3 nested) by 9 speakers: 8 direct, 11 indirect, 2 mixed" */
export function setSum(record: AttributionRecord, columns: number): string[] {
  const { attributions } = record
  if (attributions.length === 0) return []
  const nested = attributions.filter(a => a.parent !== null).length
  const spoken = new Set(attributions.map(a => a.speaker).filter(id => id !== null)).size
  const kinds = (['direct', 'indirect', 'mixed'] as const)
    .map(kind => ({ kind, count: attributions.filter(a => a.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`)
  const within = nested > 0 ? ` (${nested} nested)` : ''
  const sum = `${counted(attributions.length, 'attribution')}${within} by ${counted(spoken, 'speaker')}: ${kinds.join(', ')}`
  return fold(sum, Math.min(columns, WIDEST), 4)
}
