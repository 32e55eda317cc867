import { attribute, type Model } from '../engine/index.ts'
import { articleOf, instantOf } from '../ingest/index.ts'
import { type Article, AscribeError, type AttributionRecord, type Piece } from '../vocabulary/index.ts'

/** What one article may take of the machine. */
export interface Limits {
  /** The longest text read, in UTF-16 units; see ReadingOptions. */
  readonly maxLength: number
  /** Milliseconds for one article; Infinity for no limit. What is not reached is left unread, under a note. */
  readonly timeLimit: number
}

/** A piece as it was read, ready to be kept. */
export interface ReadPiece {
  readonly article: Article
  /** When it was published: an ISO 8601 instant or day; null when the article does not tell. */
  readonly publishedAt: string | null
  readonly record: AttributionRecord
}

/** A reading, or why there is none; plain data, so that it passes between threads. */
export type Outcome<Read = ReadPiece> =
  | { readonly read: Read }
  | { readonly failure: { readonly code: string; readonly message: string; readonly next: string } }

/**
 * Makes the article of a piece and reads it. The same piece, model and limits give the same outcome. Never rejects: what
 * can't be read comes as a failure with its code; a fault of our own as `internal-error`.
 */
export const readPiece = (
  piece: Pick<Piece, 'bytes' | 'form' | 'stated'>,
  model: Model,
  limits: Limits,
  now: () => number,
): Promise<Outcome> =>
  outcomeOf(async () => {
    const article = await articleOf(piece.bytes, piece.form, piece.stated)
    const publishedAt = article.published === null ? null : instantOf(article.published, article.language)
    return { article, publishedAt, record: readArticle(article, model, limits, now) }
  })

/** Reads an article once more; as `readPiece`, of a text that is frozen already. */
export const rereadArticle = (
  article: Article,
  model: Model,
  limits: Limits,
  now: () => number,
): Promise<Outcome<AttributionRecord>> => outcomeOf(async () => readArticle(article, model, limits, now))

function readArticle(article: Article, model: Model, limits: Limits, now: () => number): AttributionRecord {
  const end = now() + limits.timeLimit
  return attribute(article, model, { maxLength: limits.maxLength }, { stop: () => now() > end })
}

async function outcomeOf<Read>(work: () => Promise<Read>): Promise<Outcome<Read>> {
  try {
    return { read: await work() }
  } catch (error) {
    if (error instanceof AscribeError)
      return { failure: { code: error.code, message: error.message, next: error.next } }
    return {
      failure: {
        code: 'internal-error',
        message: error instanceof Error ? error.message : String(error),
        next: 'this is a fault of ascribe: report it, with the input if you can',
      },
    }
  }
}
