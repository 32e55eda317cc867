import { type Article, AscribeError } from '../vocabulary/index.ts'
import { type DecodeOptions, decodeBytes } from './decode.ts'
import { articleFromHtml } from './html.ts'
import { type ArticleOptions, articleFromText } from './text.ts'

export interface BytesOptions extends ArticleOptions, DecodeOptions {
  /** What the caller knows the format to be; without it the content says. */
  readonly format?: 'text' | 'markdown' | 'html'
}

const HTML_OPENING =
  /^\s{0,200}(?:<\?xml[^>]{0,300}>\s{0,200})?(?:<!--[^>]{0,2000}-->\s{0,200})*<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|section)\b/i
const HTML_BLOCK = /<(?:p|div|article|section|h[1-6]|body|br|li|figure|blockquote)(?:\s[^<>]{0,500})?\/?>/gi
const MARKDOWN = [
  /^#{1,6} \S/m,
  /^(?:\*\*|__)[^*_\n]{1,100}(?:\*\*|__)/m,
  /\[[^\]\n]{1,200}\]\((?:https?:|\/|#|mailto:)[^)\s]{0,500}\)/,
  /^> \S/m,
  /^[-*+] \S.{0,300}\n[-*+] \S/m,
  /(?:^|[\s(])(?:\*\*\S[^*\n]{0,200}\S\*\*|\*[^\s*][^*\n]{0,200}[^\s*]\*|_[^\s_][^_\n]{0,200}[^\s_]_)(?=[\s.,;:!?)]|$)/m,
  /^(?:={3,}|-{3,})$/m,
  /^!\[[^\]\n]{0,200}\]\(/m,
]
/** How much of a text is looked at to tell its format. */
const SAMPLE = 20_000

/**
 * Tells a text's format by its content, never by a file's name. HTML: it opens with a tag of a page, or holds several
 * tags of blocks. Markdown: a heading, a link and a title in front matter tell it at once; other marks must come in two kinds.
 */
export function recogniseFormat(text: string): 'text' | 'markdown' | 'html' {
  const sample = text.slice(0, SAMPLE)
  if (HTML_OPENING.test(sample)) return 'html'
  const tags = sample.match(HTML_BLOCK)?.length ?? 0
  if (tags >= 3 && tags > sample.length / 2000) return 'html'
  if (tags >= 2 && /^\s*<p[\s>]/i.test(sample.slice(0, 400))) return 'html'
  const found = MARKDOWN.map(form => form.test(sample))
  if (found[0] || found[7] || /^---\r?\n(?:[\w-]{1,40}: ?.{0,300}\r?\n){1,60}---\r?\n/.test(sample)) return 'markdown'
  return found.filter(Boolean).length >= 2 ? 'markdown' : 'text'
}

/**
 * Makes an Article of bytes: reads their encoding, tells their format by content, and hands on. Throws AscribeError
 * with the codes `empty-input` (also for a text of blanks), `too-large`, `binary-input`, `wrong-encoding`.
 */
export function articleFromBytes(bytes: Uint8Array, options: BytesOptions = {}): Article {
  const { text, notes } = decodeBytes(bytes, options)
  if (text.trim() === '') {
    throw new AscribeError(
      'empty-input',
      'the input holds nothing but blanks',
      'check that the right file or page was given',
    )
  }
  const format = options.format ?? recogniseFormat(text)
  const article = format === 'html' ? articleFromHtml(text, options) : articleFromText(text, { ...options, format })
  if (notes.length === 0) return article
  // A place in the page is no place in the article.
  const placed = format === 'html' ? notes.map(({ code, message }) => ({ code, message })) : notes
  return Object.freeze({ ...article, notes: [...placed, ...article.notes] })
}
