/**
 * Bytes of a news format -> Article. The text is frozen and hashed here; from then on every position means that text.
 * Nothing in this room needs Node: it runs in a browser as it is.
 */
export { agencyNamed } from './agencies.ts'
export { articleFromBytes, type BytesOptions, recogniseFormat } from './article.ts'
export { instantOf } from './dates.ts'
export { DEFAULT_MAX_BYTES, type Decoded, type DecodeOptions, decodeBytes } from './decode.ts'
export { articleFromHtml } from './html.ts'
export { judgeText } from './judge.ts'
export { articleFromPdf, type PdfOptions } from './pdf.ts'
export { articleOf, type PieceOptions } from './piece.ts'
export { hashText } from './seal.ts'
export { type ArticleOptions, articleFromText, type TextOptions } from './text.ts'
export { normalUrl } from './urls.ts'
