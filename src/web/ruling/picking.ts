import type { Span } from '../../api/wire.ts'

/** Moves of a span by the keyboard: its ends by words, the whole of it by sentences. Spans are UTF-16 units of `text`. */

/** How far around a span words and sentences are looked for. */
const REACH = 2000

type Segments = readonly Span[]

const segmenters = {
  word: new Intl.Segmenter('en', { granularity: 'word' }),
  sentence: new Intl.Segmenter('en', { granularity: 'sentence' }),
}

/** The words or sentences around a place, without blanks at their ends. */
function segmentsAround(text: string, at: Span, by: 'word' | 'sentence'): Segments {
  const from = Math.max(0, at.from - REACH)
  const found: Span[] = []
  for (const { segment, index, isWordLike } of segmenters[by].segment(text.slice(from, at.to + REACH))) {
    if (by === 'word' && !isWordLike) continue
    // A sentence ends where its line does: headline and paragraph are no one sentence.
    let start = from + index
    for (const line of segment.split('\n')) {
      const lead = line.length - line.trimStart().length
      const words = line.trim()
      if (words !== '') found.push({ from: start + lead, to: start + lead + words.length })
      start += line.length + 1
    }
  }
  return found
}

/** The end of the span, a word further or a word less; never beyond its own first word. */
export function moveEnd(text: string, span: Span, by: 1 | -1): Span {
  const words = segmentsAround(text, span, 'word')
  if (by === 1) {
    const next = words.find(word => word.to > span.to)
    return next ? { from: span.from, to: withMark(text, next.to, 1) } : span
  }
  const last = words.findLast(word => withMark(text, word.to, 1) < span.to && word.from >= span.from)
  return last ? { from: span.from, to: withMark(text, last.to, 1) } : span
}

/** The start of the span, a word earlier (-1) or later (1); never beyond its own last word. */
export function moveStart(text: string, span: Span, by: 1 | -1): Span {
  const words = segmentsAround(text, span, 'word')
  if (by === -1) {
    const before = words.findLast(word => word.from < span.from)
    return before ? { from: withMark(text, before.from, -1), to: span.to } : span
  }
  const next = words.find(word => withMark(text, word.from, -1) > span.from && word.to <= span.to)
  return next ? { from: withMark(text, next.from, -1), to: span.to } : span
}

/** A closing mark right behind a word goes with it, and an opening one before it: quotations are taken whole. */
function withMark(text: string, at: number, step: 1 | -1): number {
  const beside = step === 1 ? text.slice(at, at + 2) : text.slice(Math.max(0, at - 1), at)
  if (step === -1) return /["“‘«]/.test(beside) ? at - 1 : at
  return at + (/^[.,!?]?["”»]/.exec(beside)?.[0].length ?? 0)
}

/** The sentence after or before the one in which the span begins. */
export function moveSentence(text: string, span: Span, by: 1 | -1): Span {
  const sentences = segmentsAround(text, span, 'sentence')
  const found =
    by === 1
      ? sentences.find(s => s.from > span.from && s.from >= Math.min(span.to, endOf(sentences, span)))
      : sentences.findLast(s => s.to <= span.from)
  return found ?? span
}

const endOf = (sentences: Segments, span: Span): number =>
  sentences.find(s => s.from <= span.from && s.to > span.from)?.to ?? span.to

/** The whole sentence at a place. */
export function sentenceAt(text: string, at: number): Span | null {
  const around = { from: at, to: Math.min(text.length, at + 1) }
  return segmentsAround(text, around, 'sentence').find(s => s.to > at) ?? null
}

/** A word that a span of another role can begin with: the first one of the sentence that the span does not cover. */
export function wordBeside(text: string, span: Span): Span {
  const words = segmentsAround(text, span, 'word')
  const before = words.findLast(word => word.to <= span.from)
  const after = words.find(word => word.from >= span.to)
  const near = (word: Span | undefined) =>
    word && !/\n/.test(text.slice(Math.min(word.from, span.from), Math.max(word.to, span.to)))
  return (near(after) ? after : near(before) ? before : (after ?? before)) ?? span
}

/** What is selected in the article, as a span of its text without blanks at the ends; null when nothing of it is. */
export function selectedSpan(box: HTMLElement, text: string): Span | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null
  const from = placeOf(range.startContainer, range.startOffset)
  const to = placeOf(range.endContainer, range.endOffset)
  if (from === null || to === null || to <= from) return null
  const words = text.slice(from, to)
  const lead = words.length - words.trimStart().length
  const trimmed = words.trim()
  return trimmed === '' ? null : { from: from + lead, to: from + lead + trimmed.length }
}

/** A place of the document as a place of the article: elements with `data-at` hold the text from there on. */
function placeOf(node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement
  const held = element?.closest<HTMLElement>('[data-at]')
  if (held) {
    const before = document.createRange()
    before.setStart(held, 0)
    before.setEnd(node, offset)
    return Number(held.dataset.at) + before.toString().length
  }
  // Between two lines: the first text at or after the place.
  const next = element?.querySelectorAll<HTMLElement>('[data-at]')
  for (const candidate of next ?? []) {
    const there = candidate.compareDocumentPosition(node.childNodes[offset] ?? node)
    if (there & Node.DOCUMENT_POSITION_PRECEDING || candidate === node.childNodes[offset])
      return Number(candidate.dataset.at)
  }
  return null
}
