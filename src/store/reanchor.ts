import {
  type Anchor,
  type Attribution,
  type AttributionKind,
  type Change,
  findAnchor,
  type RulingTarget,
  type Span,
} from '../vocabulary/index.ts'

/** A statement as it can be said again over another text: its places by their words. */
export type Seen = Omit<Extract<Change, { change: 'add' }>, 'change'>

/** The three roles with their spans. */
export interface Parts {
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
}

/** All places in this text, in text order; null when one of them isn't found, or two became one. */
export function placesIn(text: string, anchors: readonly Anchor[]): Span[] | null {
  const found: Span[] = []
  for (const anchor of anchors) {
    const place = findAnchor(text, anchor)
    if (place === null) return null
    found.push(place)
  }
  found.sort((a, b) => a.from - b.from)
  return found.some((s, i) => i > 0 && s.from < found[i - 1]!.to) ? null : found
}

/** The parts of a statement in this text; null when a place isn't found. */
export function partsIn(text: string, seen: Pick<Seen, 'source' | 'cue' | 'content'>): Parts | null {
  const source = placesIn(text, seen.source)
  const cue = placesIn(text, seen.cue)
  const content = placesIn(text, seen.content)
  return source === null || cue === null || content === null ? null : { source, cue, content }
}

/** True when every place that a ruling is about stands in this text. Who is mentioned where decides nothing. */
export function standsIn(text: string, target: RulingTarget, change: Change): boolean {
  if (target.of === 'statement' && findAnchor(text, target.anchor) === null) return false
  switch (change.change) {
    case 'source':
      return placesIn(text, change.source) !== null
    case 'cue':
      return placesIn(text, change.cue) !== null
    case 'content':
      return placesIn(text, change.content) !== null
    case 'add':
      return partsIn(text, change) !== null
    default:
      return true
  }
}

const WORD = /[\p{L}\p{N}]/u
const OPENING = '“„«‟'
const CLOSING = '”»'

/**
 * How much of a content that a person chose is in quotation marks: all its words, some, or none. Marks are paired
 * within the line; the engine's finer question, whether a quoted word is a title or a scare quote, is not asked.
 */
export function kindOf(text: string, content: readonly Span[]): AttributionKind {
  let quoted = 0
  let plain = 0
  for (const { from, to } of content) {
    let open = false
    for (let i = text.lastIndexOf('\n', from - 1) + 1; i < to; i++) {
      const c = text[i]!
      if (c === '\n') open = false
      else if (c === '"') open = !open
      else if (OPENING.includes(c)) open = true
      else if (CLOSING.includes(c)) open = false
      else if (i >= from && WORD.test(c)) {
        if (open) quoted++
        else plain++
      }
    }
  }
  return quoted === 0 ? 'indirect' : plain === 0 ? 'direct' : 'mixed'
}

/** Units that a content covers. */
export const extent = (spans: readonly Span[]): number => spans.reduce((sum, s) => sum + s.to - s.from, 0)

/** True when every part of `inner` lies within the content of `outer`. */
export const holds = (outer: Attribution, inner: Parts): boolean =>
  extent(outer.content) > extent(inner.content) &&
  [...inner.content, ...inner.source, ...inner.cue].every(s =>
    outer.content.some(c => c.from <= s.from && s.to <= c.to),
  )

export const sameSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((s, i) => s.from === b[i]!.from && s.to === b[i]!.to)
