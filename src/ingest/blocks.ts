import type { Block, BlockKind } from '../vocabulary/index.ts'
import { span } from '../vocabulary/index.ts'
import { isAgencyLine } from './agencies.ts'
import { isAuthorNote } from './author-notes.ts'
import { contactOf } from './contacts.ts'
import {
  dateLine,
  datelineLength,
  dateWithin,
  isBoilerplate,
  isByline,
  isCaption,
  isClockLine,
  isCredit,
  isListHeading,
  isSignature,
  LOOK,
} from './furniture.ts'
import { endsSentence, type Unit } from './lines.ts'

/** A unit with what the format itself says of it; `kind` is set where markup leaves no doubt (`# `, `<figcaption>`). */
export interface MarkedUnit extends Unit {
  readonly kind?: BlockKind
}

export interface Sorted {
  readonly blocks: readonly Block[]
  /** The publication date a date line or a byline states, as it stands. */
  readonly published: string | null
  /** The date of its last change, likewise. */
  readonly modified: string | null
}

const SPEAKER_LABEL =
  /^(?:\p{Lu}[\p{Lu}\p{M}.'’-]{1,24}(?: \p{Lu}[\p{Lu}.'’-]{0,24}){0,3}|[QA]|\p{Lu}\p{Ll}{1,20}(?: \p{Lu}[\p{L}.'’-]{1,20}){0,2}):/u
const opensWithLabel = (words: string) => words.includes(':') && SPEAKER_LABEL.test(words)
/** A note on the author is looked for in so many units at the end. */
const FOOT = 3
const HAS_LETTER = /\p{L}/u
const STARTS_LIKE_HEADING = /^["'“‘«]?[\p{Lu}\p{N}]/u
const HEADING_END = /[\p{L}\p{N})\]?!%”"’'*_]$/u
const MARKS = /[*_`]+/g

/**
 * Says of each unit what it is for. Pass over the units in order; where the article's head ends and its body begins is
 * the only state. Every non-blank character of a unit comes to lie in exactly one block: a unit is one block, or a
 * dateline and a paragraph.
 */
export function sortUnits(text: string, units: readonly MarkedUnit[], options: { title?: string | null } = {}): Sorted {
  const blocks: Block[] = []
  let published: string | null = null
  let updated: string | null = null
  const typical = medianLength(units)
  const labelled = units.filter(u => opensWithLabel(text.slice(u.from, u.from + 60))).length >= 3
  const title = flat(options.title ?? '')
  let body = 0 // body paragraphs seen
  let headlines = 0
  let listing = false // inside a list of links under its heading
  let reaching = false // on the lines right below a contact heading

  for (let i = 0; i < units.length; i++) {
    const unit = units[i]!
    const length = unit.to - unit.from
    // The tests are written for units of a few lines; a longer one is a paragraph but for its dateline.
    const words =
      length <= 3 * LOOK ? text.slice(unit.from, unit.to).replace(MARKS, '').replace(/\s+/g, ' ').trim() : ''
    const put = (kind: BlockKind) => blocks.push({ kind, span: span(unit.from, unit.to) })

    if (unit.kind && unit.kind !== 'paragraph') {
      if (unit.kind === 'headline') {
        headlines++
        const contact = contactOf(words)
        listing = body > 0 && (isListHeading(words) || contact === 'heading')
        put(listing || contact !== 'none' || isBoilerplate(words) ? 'boilerplate' : 'headline')
      } else put(unit.kind)
      continue
    }
    if (words !== '') {
      if (isListHeading(words) && body > 0) {
        listing = true
        put('boilerplate')
        continue
      }
      const contact = contactOf(words)
      if (contact !== 'none' && (body > 0 || !isByline(words))) {
        // At the head of a release the lines below belong to it up to the first blank one.
        listing ||= contact === 'heading' && body > 0
        reaching = contact === 'heading'
        put('boilerplate')
        continue
      }
      reaching &&= !unit.gapBefore
      if (reaching) {
        put('boilerplate')
        continue
      }
      const atFoot = body > 0 && i >= units.length - FOOT
      if (isBoilerplate(words) || (atFoot && isAuthorNote(words))) {
        put('boilerplate')
        continue
      }
      if (listing && length <= LOOK && !/[.!?]["”’]?$/.test(words)) {
        put('boilerplate')
        continue
      }
      if (isCredit(words)) {
        put('credit')
        continue
      }
      if (isCaption(words)) {
        put('caption')
        continue
      }
      const dated = dateLine(words)
      if (dated && body <= 1) {
        if (dated.updated) updated ??= dated.date
        else published ??= dated.date
        put('byline')
        continue
      }
      if (body <= 1 && isClockLine(words)) {
        put('byline')
        continue
      }
      if (
        (body === 0 && (isByline(words) || (i > 0 && isAgencyLine(words)))) ||
        (i >= units.length - 3 && body > 0 && isSignature(words))
      ) {
        published ??= dateWithin(words)
        put('byline')
        continue
      }
      const alike = title !== '' && flat(words) === title
      if (alike || isHeadline({ text, units, i, words, body, headlines, typical })) {
        headlines++
        listing = false
        put('headline')
        continue
      }
    }
    listing = false
    body++
    const head = text.slice(unit.from, Math.min(unit.to, unit.from + LOOK))
    const dateline = headOf(head, words => datelineLength(words, { first: body === 1, labelled }))
    if (dateline === 0) {
      put('paragraph')
      continue
    }
    const end = unit.from + dateline
    blocks.push({ kind: 'dateline', span: span(unit.from, end) })
    let rest = end
    while (rest < unit.to && text.slice(rest, rest + 1).trim() === '') rest++
    if (rest < unit.to) blocks.push({ kind: 'paragraph', span: span(rest, unit.to) })
  }
  return { blocks, published: published ?? updated, modified: updated }
}

/**
 * Measures on a head without its emphasis marks, its blanks made plain, and gives the length in the head as it stands:
 * each of `plain`'s units remembers where it came from.
 */
function headOf(head: string, measure: (plain: string) => number): number {
  if (!/[*_]/.test(head)) return measure(head.replace(/\s/g, ' '))
  let plain = ''
  const ends: number[] = []
  for (let i = 0; i < head.length; i++) {
    const c = head[i]!
    if (c === '*' || c === '_') {
      // A closing mark goes with the word before it.
      if (ends.length > 0 && plain.at(-1) !== ' ') ends[ends.length - 1] = i + 1
      continue
    }
    plain += /\s/.test(c) ? ' ' : c
    ends.push(i + 1)
  }
  const length = measure(plain)
  return length === 0 ? 0 : ends[length - 1]!
}

const flat = (words: string) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function medianLength(units: readonly Unit[]): number {
  const lengths = units.map(u => u.to - u.from).sort((a, b) => a - b)
  return lengths[lengths.length >> 1] ?? 0
}

interface Place {
  readonly text: string
  readonly units: readonly MarkedUnit[]
  readonly i: number
  readonly words: string
  /** Body paragraphs and headlines before this unit. */
  readonly body: number
  readonly headlines: number
  /** The median length of the article's units. */
  readonly typical: number
}

/**
 * A heading is a short unit on its own that does not end a sentence. The first line may end in a full stop (archives
 * add one): then it must be much shorter than the article's paragraphs, a single sentence, and followed by a gap.
 */
function isHeadline({ text, units, i, words, body, headlines, typical }: Place): boolean {
  const unit = units[i]!
  const next = units[i + 1]
  const count = words.split(' ').length
  // Cells of a table.
  if (text.slice(unit.from, unit.to).includes('\t')) return false
  if (!HAS_LETTER.test(words) || !STARTS_LIKE_HEADING.test(words) || words.length > 180 || count > 26) return false
  if (/^(?:[-*+•·] |\d{1,2}[:.]\d{2}\b)/.test(words) || (body > 0 && opensWithLabel(words))) return false
  if (datelineLength(words, { first: true, labelled: false }) > 0) return false
  const stops = /\.["'”’)]*$/.test(words)
  const ends = endsSentence(text, unit.from, unit.to)
  if (body > 0) {
    // A subheading: short, by itself, with prose after it.
    return (
      !ends &&
      next !== undefined &&
      unit.gapBefore &&
      unit.gapAfter &&
      count <= 10 &&
      HEADING_END.test(words) &&
      !/^["'“‘«]/.test(words) &&
      unit.lines === 1
    )
  }
  if (next === undefined) return !ends && count <= 14 && HEADING_END.test(words)
  if (!stops) {
    if (/[:,]$/.test(words)) return false
    if (!ends || /;$/.test(words)) return true
    // "Who pays for the wall?": a question or a cry heads an article when what follows is longer.
    return !SENTENCE_INSIDE.test(words) && headlines < 2 && !/^["“]/.test(words) && length(next) > words.length
  }
  // From here on: a short first line that ends in a full stop.
  if (SENTENCE_INSIDE.test(words) && titleCase(words) < 0.8) return false
  if (count <= 2 && headlines > 0) return /^\p{Lu}[\p{Lu} ]+\.$/u.test(words) // "ABSTRACT."
  const before = units[i - 1]
  if (headlines === 1 && before && !unit.gapBefore && unit.gapAfter && !endsStop(text, before)) {
    return count <= 16 && length(next) > 1.2 * words.length // the headline's second line
  }
  if (headlines > 0) {
    const plain = before !== undefined && endsStop(text, before) && !RELATING.test(words)
    return plain && count <= 12 && unit.gapAfter && units.length >= 8 && length(next) > 1.6 * words.length
  }
  if (!unit.gapAfter || count > 22) return false
  if (datelineLength(text.slice(next.from, next.from + LOOK), { first: true, labelled: false }) > 0) return true
  const following = Math.max(length(next), length(units[i + 2] ?? next))
  if (count >= 4 && titleCase(words) >= 0.75) return following > words.length
  return units.length >= 5 && words.length < 0.75 * typical && words.length < 0.9 * following && !RELATING.test(words)
}

/** The share of capitals among the words of four letters and more. */
function titleCase(words: string): number {
  const long = words.match(/\p{L}{4,}/gu) ?? []
  return long.length === 0 ? 0 : long.filter(word => /^\p{Lu}/u.test(word)).length / long.length
}

/** What sentences have and headlines leave out. */
const RELATING = /\b(?:said|told|announced|reported|added|has|have|had|was|were)\b/
const SENTENCE_INSIDE = /\p{Ll}[.!?]["”’)]? \p{Lu}/u
const length = (unit: Unit) => unit.to - unit.from
const endsStop = (text: string, unit: Unit) => /\.["'”’)]*$/.test(text.slice(Math.max(unit.from, unit.to - 4), unit.to))
