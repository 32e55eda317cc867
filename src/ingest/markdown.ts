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
  readonly modified: string | null
  readonly byline: string | null
  readonly url: string | null
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

/** The keys by which writers and site builders (Jekyll, Hugo, Pandoc, Obsidian) name what an article is. */
const KEYS: ReadonlyMap<string, keyof FrontMatter> = new Map(
  Object.entries({
    title: 'title',
    headline: 'title',
    date: 'published',
    published: 'published',
    publisheddate: 'published',
    publishdate: 'published',
    modified: 'modified',
    updated: 'modified',
    lastmod: 'modified',
    lastmodified: 'modified',
    author: 'byline',
    authors: 'byline',
    byline: 'byline',
    by: 'byline',
    url: 'url',
    canonical: 'url',
    canonicalurl: 'url',
    link: 'url',
    outlet: 'outlet',
    publication: 'outlet',
    publisher: 'outlet',
    site: 'outlet',
    lang: 'language',
    language: 'language',
  } satisfies Record<string, keyof FrontMatter>),
)
const PAIR = /^([a-z][a-z_ -]{0,20}[a-z]) ?:(?: (.{1,400}))?$/i

/**
 * The front matter of a Markdown file: the lines between `---` and `---` at its very top. Gives the number of lines it
 * takes (its two fences included), and the few plain `key: value` pairs that say what an article is, lists of authors
 * (`[A, B]`, or `- A` a line) joined by commas; 0 without one. Of two keys that mean the same the first counts.
 */
export function readFrontMatter(text: string, lines: readonly Line[]): FrontMatter & { readonly lines: number } {
  const found: { -readonly [K in keyof FrontMatter]: string | null } & { lines: number } = {
    title: null,
    published: null,
    modified: null,
    byline: null,
    url: null,
    outlet: null,
    language: null,
    lines: 0,
  }
  const words = (i: number) => text.slice(lines[i]!.from, Math.min(lines[i]!.to, lines[i]!.from + 500))
  if (lines.length < 3 || words(0) !== '---' || lines[0]!.from !== 0) return found
  const limit = Math.min(lines.length, 60)
  let end = 1
  while (end < limit && words(end) !== '---' && words(end) !== '...') end++
  if (end === limit) return found
  for (let i = 1; i < end; i++) {
    const pair = PAIR.exec(words(i))
    const key = pair && KEYS.get(pair[1]!.toLowerCase().replace(/[_ -]/g, ''))
    if (!key || lines[i]!.indent > 0) continue
    const items: string[] = []
    if (pair[2] !== undefined) items.push(...listed(pair[2]))
    else for (let k = i + 1; k < end && /^- \S/.test(words(k)) && items.length < 20; k++) items.push(words(k).slice(2))
    const value = items
      .map(item => unquoted(item.replace(/^name ?: ?/i, '')))
      .filter(item => item !== '')
      .join(', ')
    if (value !== '') found[key] ??= value
  }
  found.lines = end + 1
  return found
}

const unquoted = (value: string): string =>
  value
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim()
const listed = (value: string): string[] =>
  /^\[[^[\]]*\]$/.test(value.trim()) ? value.trim().slice(1, -1).split(',') : [value]
