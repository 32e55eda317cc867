import type { BlockKind } from '../vocabulary/index.ts'
import { isBlank, type Line } from './lines.ts'

/** A line of Markdown without the marks at its head; `kind` where the marks say what it is. */
export interface MarkdownLine extends Line {
  readonly kind?: BlockKind
  /** A heading, a list item, a line of code: never folded into its neighbours. */
  readonly alone: boolean
}

export interface FrontMatter {
  readonly title: string | null
  readonly published: string | null
  readonly outlet: string | null
  readonly language: string | null
}

const RULE =
  /^(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,}|={2,}|-{2,}|`{3,}.{0,40}|~{3,}.{0,40}|\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:?)? ?)$/
const SETEXT = /^(?:={2,}|-{2,})$/
const HEADING = /^#{1,6}(?=[ \t])/
const ITEM = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t])/
const IMAGE = /^!\[[^\]]{0,400}\]\([^)]{0,600}\)$/
const DEFINITION = /^\[[^\]]{1,80}\]: ?\S{1,400}/
/** A bold question is an interviewer's, and prose like the answer below it. */
const BOLD_LINE = /^(?:\*\*|__)[^*_.]{1,99}[^*_.?](?:\*\*|__)$/
const TASK = /^\[[ xX]\](?=[ \t])/

/**
 * Takes the marks off the head of each line: `#`, `>`, `-`, `*`, `+`, `1.`, `[ ]`, and the `#` that close a heading.
 * Lines of mere marks (rules, fences, underlines of headings, the line under a table's head) are left out and count
 * as a gap. These marks, and marks of quotation inside a folded `>` paragraph, are the only non-blank characters of a
 * Markdown text that may lie outside all blocks or inside a paragraph without being words. Emphasis, links and inline
 * code stay as they are: the text is never altered.
 */
export function readMarks(text: string, lines: readonly Line[]): MarkdownLine[] {
  const out: MarkdownLine[] = []
  let gap = true
  let quoted = false
  let fenced = false
  for (const line of lines) {
    let from = line.from
    let to = line.to
    let head = text.slice(from, Math.min(to, from + 700))
    gap = gap || line.gapBefore
    if (to - from <= 200 && RULE.test(head)) {
      const above = out.at(-1)
      if (SETEXT.test(head) && above && !gap && !above.alone && above.to - above.from < 200) {
        out[out.length - 1] = { ...above, kind: 'headline', alone: true }
      }
      if (/^[`~]/.test(head)) fenced = !fenced
      gap = true
      continue
    }
    let kind: BlockKind | undefined
    let alone = fenced
    let quote = false
    const step = (units: number) => {
      from += units
      while (from < to && isBlank(text.charCodeAt(from))) from++
      head = text.slice(from, Math.min(to, from + 700))
    }
    for (let nested = 0; nested < 12 && !fenced; nested++) {
      if (head.startsWith('>')) {
        quote = true
        step(1)
        continue
      }
      const item = ITEM.exec(head) ?? TASK.exec(head)
      if (!item) break
      alone = true
      step(item[0].length)
    }
    const heading = fenced ? null : HEADING.exec(head)
    if (heading) {
      kind = 'headline'
      alone = true
      step(heading[0].length)
      let end = to
      while (end > from && text[end - 1] === '#') end--
      if (end < to && end > from && isBlank(text.charCodeAt(end - 1))) to = trimEnd(text, from, end)
    } else if (/^#{1,6}$/.test(head)) {
      gap = true
      continue
    } else if (to - from < 700) {
      if (IMAGE.test(head)) kind = 'caption'
      else if (DEFINITION.test(head) || head.startsWith('<!--')) kind = 'boilerplate'
      else if (BOLD_LINE.test(head)) kind = 'headline'
      if (kind) alone = true
    }
    if (quote !== quoted) gap = true
    quoted = quote
    if (from >= to) {
      gap = true
      continue
    }
    out.push({ from, to, indent: 0, gapBefore: gap, alone, ...(kind ? { kind } : {}) })
    gap = false
  }
  return out
}

function trimEnd(text: string, from: number, end: number): number {
  while (end > from && isBlank(text.charCodeAt(end - 1))) end--
  return end
}

/**
 * The front matter of a Markdown file: the lines between `---` and `---` at its very top. Gives the number of lines it
 * takes (its two fences included), and the few plain `key: value` pairs that say what an article is; 0 without one.
 */
export function readFrontMatter(text: string, lines: readonly Line[]): FrontMatter & { readonly lines: number } {
  const found = { title: null, published: null, outlet: null, language: null, lines: 0 } as {
    -readonly [K in keyof FrontMatter]: string | null
  } & { lines: number }
  const words = (i: number) => text.slice(lines[i]!.from, Math.min(lines[i]!.to, lines[i]!.from + 500))
  if (lines.length < 3 || words(0) !== '---' || lines[0]!.from !== 0) return found
  const limit = Math.min(lines.length, 60)
  let end = 1
  while (end < limit && words(end) !== '---' && words(end) !== '...') end++
  if (end === limit) return found
  for (let i = 1; i < end; i++) {
    const pair = /^(title|headline|date|published|outlet|publication|publisher|lang|language) ?: ?(.{1,400})$/i.exec(
      words(i),
    )
    if (!pair) continue
    const value = pair[2]!.replace(/^(["'])(.*)\1$/, '$2').trim()
    if (value === '') continue
    const key = pair[1]!.toLowerCase()
    if (key === 'title' || key === 'headline') found.title ??= value
    else if (key === 'date' || key === 'published') found.published ??= value
    else if (key === 'lang' || key === 'language') found.language ??= value
    else found.outlet ??= value
  }
  found.lines = end + 1
  return found
}
