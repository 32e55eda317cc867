import { PENN_INDEX, Quote, type Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import {
  bareEnd,
  closingOf,
  openingOf,
  phraseEnd,
  phraseStart,
  quotedAs,
  REACH,
  type Run,
  sayingAt,
} from './layer-frames.ts'
import { isWitness, relationOf, runOf, spanOf } from './layer-inner.ts'

const COMMA = PENN_INDEX.get(',')!
const CC = PENN_INDEX.get('CC')!
const ACTIVE = new Set([PENN_INDEX.get('VBD')!, PENN_INDEX.get('VBZ')!, PENN_INDEX.get('VBP')!, PENN_INDEX.get('VBN')!])
const QUOTES = new Set(['quoted', 'quotes', 'quote', 'cited', 'cites', 'cite'])
const AUXILIARY = new Set(['has', 'have', 'had', 'also'])
const BE = new Set(['is', 'was', 'were', 'are', 'been', 'be', 'being'])
/** Adverbs that tie a sentence to the one before and are no part of what is relayed. */
const LINKS = new Set([
  'however',
  'meanwhile',
  'moreover',
  'nevertheless',
  'nonetheless',
  'furthermore',
  'still',
  'also',
])
const FORWARD = 12

/** Which relation a token belongs to: its index plus one, or 0. Of several the last. */
function coverOf(tokens: Tokens, relations: readonly Relation[]): Int32Array {
  const cover = new Int32Array(tokens.size)
  relations.forEach(({ source, cue, content }, i) => {
    for (const s of [...content, ...source, ...cue]) {
      const { first, end } = runOf(tokens, s)
      cover.fill(i + 1, first, end)
    }
  })
  return cover
}

const isFree = (cover: Int32Array, first: number, end: number): boolean => {
  for (let i = first; i < end; i++) if (cover[i] !== 0) return false
  return true
}

/**
 * The relations of a text with those that open or close a sentence over another's statement, where the tagger, who
 * has one tag for each token, saw the inner one only. They are found by their words outside of every relation, next
 * to a relation.
 */
export function closings(tokens: Tokens, relations: readonly Relation[]): Relation[] {
  const all = [...relations]
  const cover = coverOf(tokens, relations)
  const extents = relations.map(r => extentOf(tokens, r))
  for (let s = 0; s < tokens.sentences; s++) {
    const first = tokens.sentenceStart[s]!
    const stop = tokens.sentenceStart[s + 1]!
    const end = bareEnd(tokens, first, stop)
    const sameParagraph = s > 0 && tokens.paragraph[first - 1] === tokens.paragraph[first]
    // "… my vocabulary.” says the report." may have been cut behind the mark.
    const leans = sameParagraph && cover[first - 1] !== 0 && isSmall(tokens, first)
    const closing = closingOf(tokens, first, end, leans)
    let close = closing !== null && isFree(cover, closing.begin, closing.edge) ? closing : null
    let limit = close?.begin ?? end
    let last = limit - 1
    while (last >= 0 && limit - last <= REACH && cover[last] === 0) last--
    const near = last >= 0 && cover[last] !== 0 && tokens.paragraph[last] === tokens.paragraph[first]
    const holder = near && (leans || last >= first) ? relations[cover[last]! - 1]! : null
    if (close !== null && (holder === null || holder.cue.length === 0)) {
      close = null
      limit = end
    }
    const begin = beginOf(tokens, cover, first, end)
    const opening = openingOf(tokens, begin, limit)
    if (opening !== null && isFree(cover, begin, opening.edge)) {
      const next = nextCovered(cover, opening.edge, limit)
      const inner = next < 0 ? null : relations[cover[next]! - 1]!
      if (inner !== null && inner.cue.length > 0 && extents[cover[next]! - 1]!.first >= opening.edge) {
        const content = [
          spanOf(tokens, { first: opening.edge, end: bare(tokens, opening.edge, limit) }),
          ...after(tokens, inner, stop),
        ]
        all.push(relationOf(tokens, { source: [opening.source], cue: [opening.cue], content }, inner.confidence))
      }
    }
    if (close === null || holder === null) continue
    const from = Math.min(begin, extents[cover[last]! - 1]!.first)
    const until = bare(tokens, from, close.begin)
    if (until <= from) continue
    const content = [spanOf(tokens, { first: from, end: until }), ...after(tokens, holder, stop)]
    all.push(relationOf(tokens, { source: [close.source], cue: [close.cue], content }, holder.confidence))
  }
  return all
}

/** Where a sentence's matter begins, behind "However," and "But"; never inside a relation. */
function beginOf(tokens: Tokens, cover: Int32Array, first: number, end: number): number {
  if (first + 2 >= end || cover[first] !== 0) return first
  if (tokens.tag[first] === CC) return first + 1
  return LINKS.has(tokens.lowerWord(first)) && tokens.tag[first + 1] === COMMA ? first + 2 : first
}

/** The end without the commas that part a closing from what it closes; a comma inside a quotation belongs to it. */
function bare(tokens: Tokens, first: number, end: number): number {
  let at = end
  while (at > first && tokens.tag[at - 1] === COMMA && tokens.quote[at - 1] === Quote.Outside) at--
  return at
}

function nextCovered(cover: Int32Array, first: number, end: number): number {
  for (let i = first; i < end && i < first + FORWARD; i++) if (cover[i] !== 0) return i
  return -1
}

/** What of a relation's content follows the sentence: the quotation goes on behind the closing. */
const after = (tokens: Tokens, { content }: Relation, stop: number): readonly Span[] =>
  stop >= tokens.size ? [] : content.filter(({ from }) => from >= tokens.from[stop]!)

const isSmall = (tokens: Tokens, i: number): boolean => /^\p{Ll}/u.test(tokens.word(i))

function extentOf(tokens: Tokens, { source, cue, content }: Relation): Run {
  let first = tokens.size
  let end = 0
  for (const s of [...source, ...cue, ...content]) {
    const run = runOf(tokens, s)
    first = Math.min(first, run.first)
    end = Math.max(end, run.end)
  }
  return { first, end }
}

/**
 * The relations of a text where "X quoted Y as (having) said C" is one of X's with the content "Y as having said C",
 * and "Y was quoted by X as saying C" one of X's over one of Y's, whatever the tagger made of the frame.
 */
export function quotations(tokens: Tokens, relations: readonly Relation[]): Relation[] {
  const cover = coverOf(tokens, relations)
  const gone = new Set<Relation>()
  const made: Relation[] = []
  for (let i = 1; i + 3 < tokens.size; i++) {
    if (tokens.quote[i] !== Quote.Outside || !QUOTES.has(tokens.lowerWord(i))) continue
    const sentence = tokens.sentence[i]!
    const first = tokens.sentenceStart[sentence]!
    const end = bareEnd(tokens, i, tokens.sentenceStart[sentence + 1]!)
    let aux = i
    let passive = false
    while (aux > first && (AUXILIARY.has(tokens.lowerWord(aux - 1)) || BE.has(tokens.lowerWord(aux - 1)))) {
      passive ||= BE.has(tokens.lowerWord(--aux))
    }
    const subject = { first: phraseStart(tokens, aux, first), end: aux }
    if (subject.first >= subject.end) continue
    if (!passive) {
      const frame = ACTIVE.has(tokens.tag[i]!) ? quotedAs(tokens, i + 1, end) : null
      const index = frame === null || frame.edge >= tokens.size ? 0 : cover[frame.edge]!
      const inner = relations[index - 1]
      if (frame === null || inner === undefined || gone.has(inner)) continue
      const from = tokens.from[i + 1]!
      const begins = inner.content.findIndex(s => s.to > tokens.from[frame.edge]!)
      if (begins < 0 || inner.content[begins]!.from === from) continue
      gone.add(inner)
      const rest = inner.content.slice(begins)
      const content = [{ from, to: rest[0]!.to }, ...rest.slice(1)]
      const own = inner.source.length === 1 && inner.source[0]!.to <= tokens.from[aux]! ? inner.source[0]! : null
      const source = own === null ? subject : runOf(tokens, own)
      made.push(relationOf(tokens, { source: [source], cue: [{ first: aux, end: i + 1 }], content }, inner.confidence))
      continue
    }
    const by = i + 1 < end && tokens.lowerWord(i + 1) === 'by' ? i + 1 : -1
    const outlet = by < 0 ? null : { first: by + 1, end: phraseEnd(tokens, by + 1, end) }
    const saying = outlet === null ? null : sayingAt(tokens, outlet.end, end)
    if (outlet !== null && saying !== null && saying.end < end && isWitness(tokens, outlet)) {
      const index = cover[saying.end]!
      const old = relations[index - 1]
      const contents = old?.content.filter(s => s.to > tokens.from[saying.end]!) ?? []
      if (old === undefined || contents.length === 0 || gone.has(old)) continue
      gone.add(old)
      const body = [{ from: tokens.from[saying.end]!, to: contents[0]!.to }, ...contents.slice(1)]
      const held = [spanOf(tokens, subject), { from: tokens.from[outlet.end]!, to: body[0]!.to }, ...body.slice(1)]
      made.push(
        relationOf(tokens, { source: [outlet], cue: [{ first: aux, end: by + 1 }], content: held }, old.confidence),
      )
      made.push(relationOf(tokens, { source: [subject], cue: [saying], content: body }, old.confidence))
      continue
    }
    closedBy(tokens, { relations, cover, gone, made, subject, first: aux, quoted: i, end })
  }
  return [...relations.filter(r => !gone.has(r)), ...made]
}

/** `“C,” X was quoted as saying by Y.` */
function closedBy(
  tokens: Tokens,
  {
    relations,
    cover,
    gone,
    made,
    subject,
    first,
    quoted,
    end,
  }: {
    relations: readonly Relation[]
    cover: Int32Array
    gone: Set<Relation>
    made: Relation[]
    subject: Run
    first: number
    quoted: number
    end: number
  },
): void {
  const saying = sayingAt(tokens, quoted + 1, end)
  if (saying === null || saying.end + 1 >= end || tokens.lowerWord(saying.end) !== 'by') return
  const outlet = { first: saying.end + 1, end: phraseEnd(tokens, saying.end + 1, end) }
  if (outlet.end === outlet.first || !isWitness(tokens, outlet)) return
  const index = cover[subject.end - 1]! || cover[quoted]!
  const old = relations[index - 1]
  if (old === undefined || gone.has(old) || old.content.some(s => s.to > tokens.from[subject.first]!)) return
  gone.add(old)
  const held = { from: old.content[0]!.from, to: tokens.to[saying.end - 1]! }
  made.push(
    relationOf(
      tokens,
      { source: [outlet], cue: [{ first: saying.end, end: saying.end + 1 }], content: [held] },
      old.confidence,
    ),
  )
  const cue = { first, end: saying.end }
  made.push(relationOf(tokens, { source: [subject], cue: [cue], content: old.content }, old.confidence))
}
