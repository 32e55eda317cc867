import { PENN_INDEX, Quote, type Tokens } from '../tokens/index.ts'
import type { Relation, Span } from '../vocabulary/index.ts'
import { bareEnd, phraseEnd, phraseStart, quotedAs, type Run, sayingAt } from './layer-frames.ts'
import { contentEnd, isWitness, relationOf, runOf, spanOf } from './layer-inner.ts'
import { coverOf } from './layer-outer.ts'
import { tokenAt } from './layer-view.ts'

const COMMA = PENN_INDEX.get(',')!
const ACTIVE = new Set((['VBD', 'VBZ', 'VBP', 'VBN'] as const).map(tag => PENN_INDEX.get(tag)!))
const QUOTES = new Set(['quoted', 'quotes', 'quote', 'cited', 'cites', 'cite'])
const AUXILIARY = new Set(['has', 'have', 'had', 'also', 'later', 'previously', 'earlier'])
const BE = new Set(['is', 'was', 'were', 'are', 'been', 'be', 'being'])
const TELLING = new Set(['telling', 'told', 'asking', 'asked', 'warning', 'warned'])
/** What a relation is worth that stands on its frame alone, with nothing found by the tagger. */
const FRAME_ALONE = 0.5

/** "X quoted Y as saying C" in one sentence. */
interface Place {
  /** The token of "quoted", the first of its auxiliaries, the end of the sentence without its stop. */
  readonly quoted: number
  readonly aux: number
  readonly end: number
  readonly subject: Run
}

/**
 * The relations of a text where "X quoted Y as (having) said C" is one of X's over "Y as having said C"; "Y was quoted
 * by X as saying C" and "“C,” Y was quoted as saying by X" are one of X's over one of Y's; and "Y was quoted as saying
 * C" is one of Y's, whatever the tagger made of the frame.
 */
export function quotations(tokens: Tokens, relations: readonly Relation[]): Relation[] {
  const reader = new Reader(tokens, relations)
  for (let i = 1; i + 2 < tokens.size; i++) {
    if (tokens.quote[i] !== Quote.Outside || !QUOTES.has(tokens.lowerWord(i))) continue
    const first = tokens.sentenceStart[tokens.sentence[i]!]!
    let aux = i
    let passive = false
    while (aux > first && (AUXILIARY.has(tokens.lowerWord(aux - 1)) || BE.has(tokens.lowerWord(aux - 1)))) {
      aux--
      passive ||= BE.has(tokens.lowerWord(aux))
    }
    let before = aux
    if (before > first && tokens.tag[before - 1] === COMMA) before--
    const subject = { first: phraseStart(tokens, before, first), end: before }
    if (subject.first >= subject.end) continue
    const place = { quoted: i, aux, end: bareEnd(tokens, i, tokens.sentenceStart[tokens.sentence[i]! + 1]!), subject }
    // What a frame holds is read in its turn, when its content is.
    if (passive) reader.passive(place)
    else i = Math.max(i, reader.active(place) - 1)
  }
  return reader.relations()
}

class Reader {
  private readonly tokens: Tokens
  private readonly old: readonly Relation[]
  private readonly cover: Int32Array
  private readonly gone = new Set<Relation>()
  private readonly made: Relation[] = []

  constructor(tokens: Tokens, relations: readonly Relation[]) {
    this.tokens = tokens
    this.old = relations
    this.cover = coverOf(tokens, relations)
  }

  relations(): Relation[] {
    return [...this.old.filter(r => !this.gone.has(r)), ...this.made]
  }

  private at(i: number): Relation | null {
    return this.old[this.cover[i]! - 1] ?? null
  }

  /** What the tagger made of the frame's words goes; of these the surest tells how sure the frame's relations are. */
  private clear(first: number, end: number): number {
    let sure = 0
    for (let i = first; i < end; i++) {
      const relation = this.at(i)
      if (relation === null) continue
      this.gone.add(relation)
      sure = Math.max(sure, relation.confidence)
    }
    return Math.max(sure, FRAME_ALONE)
  }

  private add(source: Run, cue: Run, content: readonly Span[], confidence: number): void {
    this.made.push(relationOf(this.tokens, { source: [source], cue: [cue], content }, confidence))
  }

  /** Gives the token behind the first piece of the content that it made; 0 where it made none. */
  active({ quoted, aux, end, subject }: Place): number {
    const { tokens } = this
    if (!ACTIVE.has(tokens.tag[quoted]!)) return 0
    const frame = quotedAs(tokens, quoted + 1, end)
    if (frame === null || frame.edge >= end) return 0
    const from = tokens.from[quoted + 1]!
    const held = this.at(frame.edge)
    const body = held?.content.filter(c => c.to > tokens.from[frame.edge]!) ?? []
    if (held !== null && body[0]?.from === from && held.source.length > 0) {
      // Found whole; a scrap of the frame beside it goes.
      for (let i = quoted; i < frame.edge; i++) {
        const other = this.at(i)
        if (other !== null && other !== held && other.content.every(c => c.to <= tokens.from[frame.edge]!))
          this.gone.add(other)
      }
      return 0
    }
    const own = held?.source[0]
    const source = own !== undefined && own.to <= tokens.from[aux]! ? runOf(tokens, own) : subject
    const sure = this.clear(quoted, frame.edge + 1)
    const until = body[0]?.to ?? tokens.to[contentEnd(tokens, frame.edge) - 1]!
    this.add(source, { first: aux, end: quoted + 1 }, [{ from, to: until }, ...body.slice(1)], sure)
    return tokenAt(tokens, until - 1)
  }

  passive({ quoted, aux, end, subject }: Place): void {
    const { tokens } = this
    const by = quoted + 1 < end && (tokens.lowerWord(quoted + 1) === 'by' || tokens.lowerWord(quoted + 1) === 'in')
    const outlet = by ? { first: quoted + 2, end: phraseEnd(tokens, quoted + 2, end) } : null
    if (outlet !== null && (outlet.end === outlet.first || !isWitness(tokens, outlet))) return
    const saying = sayingAt(tokens, outlet === null ? quoted + 1 : outlet.end, end)
    if (saying === null) return
    const last = outlet === null && saying.end < end && tokens.lowerWord(saying.end) === 'by' ? saying.end : -1
    if (last >= 0) {
      this.closed({ quoted, aux, end, subject }, saying, last)
      return
    }
    const ahead = this.quotedBefore(subject.first)
    const body = ahead === null ? this.bodyAfter(saying, end) : ahead
    if (body === null) return
    const sure = this.clear(subject.first, Math.min(tokens.size, saying.end + 1))
    if (outlet === null) {
      this.add(subject, { first: aux, end: saying.end }, body, sure)
      return
    }
    const held: Span[] = [
      spanOf(tokens, subject),
      { from: tokens.from[outlet.end]!, to: body[0]!.to },
      ...body.slice(1),
    ]
    this.add(outlet, { first: aux, end: quoted + 2 }, held, sure)
    this.add(subject, saying, body, sure)
  }

  /** `“C,” Y was quoted as saying by X` */
  private closed({ aux, end, subject }: Place, saying: Run, by: number): void {
    const { tokens } = this
    const outlet = { first: by + 1, end: phraseEnd(tokens, by + 1, end) }
    const body = this.quotedBefore(subject.first)
    if (outlet.end === outlet.first || !isWitness(tokens, outlet) || body === null) return
    const sure = this.clear(subject.first, outlet.end)
    this.add(
      outlet,
      { first: by, end: by + 1 },
      [{ from: body[0]!.from, to: tokens.to[saying.end - 1]! }, ...body.slice(1)],
      sure,
    )
    this.add(subject, { first: aux, end: saying.end }, body, sure)
  }

  /** The quotation that ends right before token `at`, with what the tagger says goes on behind; null where none ends. */
  private quotedBefore(at: number): Span[] | null {
    const { tokens } = this
    let close = at - 1
    if (close >= 0 && tokens.tag[close] === COMMA && tokens.quote[close] === Quote.Outside) close--
    if (close < 0 || tokens.quote[close] !== Quote.Close) return null
    const known = this.at(close)
    if (known?.content.some(c => c.to === tokens.to[close]!)) return [...known.content]
    const open = tokens.quotePartner[close]!
    return open < 0 ? null : [spanOf(tokens, { first: open, end: close + 1 })]
  }

  /** The content behind "as saying": the tagger's, or the rest of the sentence; an addressee of "telling" apart. */
  private bodyAfter(saying: Run, end: number): Span[] | null {
    const { tokens } = this
    let first = saying.end
    if (first >= end) return null
    if (TELLING.has(tokens.lowerWord(first - 1))) {
      const told = phraseEnd(tokens, first, end)
      if (told < end) first = told
    }
    const from = tokens.from[first]!
    const known = this.at(first)?.content.filter(c => c.to > from) ?? []
    if (known.length > 0) return [{ from, to: known[0]!.to }, ...known.slice(1)]
    return [spanOf(tokens, { first, end: contentEnd(tokens, first) })]
  }
}
