import type { Span } from './span.ts'

/** What a stretch of the article is for. Blocks never overlap and stand in text order. */
export type BlockKind = 'headline' | 'byline' | 'dateline' | 'caption' | 'credit' | 'paragraph' | 'boilerplate'

export interface Block {
  readonly kind: BlockKind
  readonly span: Span
}

/** The order is part of no contract; a test holds that the list names every kind. */
export const BLOCK_KINDS: readonly BlockKind[] = [
  'headline',
  'byline',
  'dateline',
  'caption',
  'credit',
  'paragraph',
  'boilerplate',
]

/** Something the reader should know about how an input was taken in or read; never a failure. */
export interface Note {
  /** Stable, in kebab case: `not-english`, `not-prose`, `replaced-bytes`, … The list stands in docs/codes.md. */
  readonly code: string
  /** The fact and the next step, in one sentence. */
  readonly message: string
  /** Where in the text, if the note is about a place. */
  readonly span?: Span
}

/**
 * A stretch of the text that stands letter for letter (after character references are resolved) at
 * `[pageFrom, pageTo)` of the decoded page, both in UTF-16 units. Present for HTML only.
 */
export interface PageStretch {
  readonly from: number
  readonly to: number
  readonly pageFrom: number
  readonly pageTo: number
}

/** Whose report this is at bottom: ten copies of one agency's report are one origin. */
export interface Origin {
  /** The agency's name in full, as a list of agencies gives it; else as the article states it. */
  readonly agency: string
  /** What told it: the byline, the dateline's bracket, a credit line, a copyright line, or the input's own data. */
  readonly by: 'byline' | 'dateline' | 'credit' | 'copyright' | 'stated'
  /** Where the text says so; null when only data said it. */
  readonly span: Span | null
}

/** One news text as it came in. The text is frozen here: every position in Ascribe means *this* text. */
export interface Article {
  readonly text: string
  /** SHA-256 of the text as UTF-8, in lower-case hex (a lone surrogate is encoded as three bytes, WTF-8). */
  readonly hash: string
  readonly format: 'text' | 'markdown' | 'html' | 'pdf'
  readonly blocks: readonly Block[]
  readonly title: string | null
  /** As the input states it, unresolved. */
  readonly published: string | null
  /** When it was last changed, as the input states it, unresolved. */
  readonly modified: string | null
  readonly outlet: string | null
  /** Who wrote it, as the input states it. */
  readonly byline: string | null
  /** The canonical address, as the input states it; http or https only. */
  readonly url: string | null
  /** The agency whose report it is; null when nothing says so. */
  readonly origin: Origin | null
  /** BCP 47, as stated by the input; null when it says nothing. */
  readonly language: string | null
  readonly notes: readonly Note[]
  /** HTML only: where each stretch of the text stands in the page, in text order. */
  readonly page: readonly PageStretch[] | null
}
