/** Text -> lines -> units. A unit is one paragraph as its writer meant it: one line, or several hard-wrapped ones. */

/** One line with something on it: `from`..`to` are its first and past-the-last non-blank units. */
export interface Line {
  readonly from: number
  readonly to: number
  /** Blanks before `from` on this line; a tab counts four. */
  readonly indent: number
  /** True when nothing, or an empty line, or a line of mere markup stands before it. */
  readonly gapBefore: boolean
}

export interface Unit {
  readonly from: number
  readonly to: number
  /** How many lines were folded into it. */
  readonly lines: number
  readonly gapBefore: boolean
  readonly gapAfter: boolean
}

/** The white space of JavaScript's `\s`, so that "every non-blank character" means the same in code and in tests. */
export function isBlank(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13)
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x3000 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f
  )
}

/** LF, VT, FF, CR and the two Unicode separators; CR LF makes an empty line between the two, which `cutLines` skips. */
const endsLine = (code: number) => (code >= 10 && code <= 13) || code === 0x2028 || code === 0x2029

/** Every line that holds a non-blank character, trimmed. Linear in the text. */
export function cutLines(text: string): Line[] {
  const lines: Line[] = []
  let at = 0
  let gap = true
  while (at < text.length) {
    let from = -1
    let to = -1
    let indent = 0
    let end = at
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end)
      if (code >= 9 && endsLine(code)) break
      if (isBlank(code)) {
        if (from < 0) indent += code === 9 ? 4 : 1
        continue
      }
      if (from < 0) from = end
      to = end + 1
    }
    if (from < 0) gap = true
    else {
      lines.push({ from, to, indent, gapBefore: gap })
      gap = false
    }
    at = end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1)
  }
  return lines
}

/** Stands at the end of a sentence, a quotation or a heading's colon; only the last few units are looked at. */
const SENTENCE_END = /[.!?…:;][\s"'”’»)\]*_]*$/
export const endsSentence = (text: string, from: number, to: number): boolean =>
  SENTENCE_END.test(text.slice(Math.max(from, to - 8), to))

const LOWER = /^\p{Ll}/u
/** A line that starts something of its own, whatever the line before looks like. */
const STARTS_ANEW =
  /^(?:[-*+•·–—] |\d{1,3}[.)] |\d{1,2}[:.]\d{2}\b|[QA]: |\p{Lu}[\p{Lu} .'’-]{1,30}: |By \p{Lu}|(?:Additional )?(?:Reporting|Editing|Writing) by |(?:Photo|Image|Tags|Read more)\b ?:|[©#>|])/u

/** Wider than this, lines are paragraphs and not wrapped ones. */
const WIDEST_WRAP = 132

/**
 * Tells hard-wrapped prose from one paragraph a line. Text is wrapped when its lines, within runs without a gap, are
 * filled: the next line's first word would not have fitted (within a tenth of the width), and most of them do not end
 * a sentence. Returns the width, or 0 where the text is not wrapped.
 */
export function wrapWidth(text: string, lines: readonly Line[]): number {
  const lengths: number[] = []
  for (let i = 0; i + 1 < lines.length; i++) {
    if (!lines[i + 1]!.gapBefore) lengths.push(lines[i]!.to - lines[i]!.from)
  }
  if (lengths.length < 2) return 0
  const width = lengths.sort((a, b) => a - b)[Math.floor((lengths.length - 1) * 0.97)]!
  if (width < 30 || width > WIDEST_WRAP) return 0
  let filled = 0
  let open = 0
  for (let i = 0; i + 1 < lines.length; i++) {
    const next = lines[i + 1]!
    if (next.gapBefore) continue
    if (isFilled(text, lines[i]!, next, width)) filled++
    if (!endsSentence(text, lines[i]!.from, lines[i]!.to)) open++
  }
  return filled >= 0.6 * lengths.length && open >= 0.5 * lengths.length ? width : 0
}

function isFilled(text: string, line: Line, next: Line, width: number): boolean {
  let word = next.from
  const stop = Math.min(next.to, next.from + width)
  while (word < stop && !isBlank(text.charCodeAt(word))) word++
  return line.to - line.from + 1 + (word - next.from) >= 0.9 * width
}

/**
 * Folds wrapped lines into units. Without a wrap width only a sentence plainly cut by its line end is folded: a long
 * line without an end mark, followed by a lower-case letter. A line that is `alone` is folded with neither neighbour.
 */
export function foldLines(text: string, lines: readonly Line[], alone: (line: number) => boolean): Unit[] {
  const width = wrapWidth(text, lines)
  const units: Unit[] = []
  let first = 0
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const next = lines[i + 1]
    if (next && !next.gapBefore && !alone(i) && !alone(i + 1) && belongs(text, line, next, width)) continue
    units.push({
      from: lines[first]!.from,
      to: line.to,
      lines: i + 1 - first,
      gapBefore: lines[first]!.gapBefore,
      gapAfter: !next || next.gapBefore,
    })
    first = i + 1
  }
  return units
}

function belongs(text: string, line: Line, next: Line, width: number): boolean {
  const start = text.slice(next.from, Math.min(next.to, next.from + 40))
  if (STARTS_ANEW.test(start)) return false
  const ends = endsSentence(text, line.from, line.to)
  if (width === 0) return !ends && line.to - line.from >= 30 && LOWER.test(start)
  if (next.indent > line.indent + 1) return false // an indented first line opens a paragraph
  return isFilled(text, line, next, width) || (!ends && LOWER.test(start))
}
