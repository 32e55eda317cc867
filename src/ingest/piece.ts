import type { Article, Form, Stated } from '../vocabulary/index.ts'
import { articleFromBytes } from './article.ts'
import type { DecodeOptions } from './decode.ts'
import { articleFromPdf, type PdfOptions } from './pdf.ts'

export type PieceOptions = DecodeOptions & PdfOptions

/**
 * Makes the Article of a piece: the same bytes, form and stated data always give the same article, today and when a kept
 * article is read again. Throws what `articleFromBytes` and, for `pdf`, `articleFromPdf` throw. PDF's reader is loaded
 * only when the first PDF comes.
 */
export async function articleOf(
  bytes: Uint8Array,
  form: Form,
  stated: Stated = {},
  options: PieceOptions = {},
): Promise<Article> {
  if (form === 'pdf') return articleFromPdf(bytes, { ...options, ...stated })
  return articleFromBytes(bytes, { ...options, ...stated, format: form })
}
