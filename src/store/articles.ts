import type { Article, Block, Form, KeptArticle, Note, Origin, PageStretch, Stated } from '../vocabulary/index.ts'
import type { Reader } from './base.ts'
import { columnText, type Packed, packJson, packText, unpackBytes, unpackJson, unpackText } from './packing.ts'
import type { ArticleTable } from './schema.ts'

/** All of an article but its text and hash, as it is packed. */
export interface Layout {
  readonly format: Article['format']
  readonly blocks: readonly Block[]
  readonly notes: readonly Note[]
  readonly page: readonly PageStretch[] | null
  readonly title: string | null
  readonly published: string | null
  readonly modified: string | null
  readonly outlet: string | null
  readonly byline: string | null
  readonly url: string | null
  readonly origin: Origin | null
  readonly language: string | null
}

/** The text is not kept twice: where the bytes that came in are its UTF-8 (a byte order mark apart), they are it. */
const OF_BYTES = 'bytes'

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

/** Columns of an article's text and layout. `blob`: the bytes it was made of. */
export function packArticle(article: Article, blob: Packed, size: number) {
  const { text, hash, ...layout } = article
  const utf8 = Buffer.from(text, 'utf8')
  // Lengths tell most pages apart before anything is unpacked.
  const same = Math.abs(utf8.length - size) <= 3 && Buffer.compare(utf8, withoutMark(unpackBytes(blob))) === 0
  const packed = same ? { codec: OF_BYTES, bytes: null } : packText(text)
  return {
    hash,
    text: packed.bytes,
    codec: packed.codec,
    layout: packJson(layout satisfies Layout),
    title: article.title === null ? null : columnText(article.title),
  }
}

type TextRow = Pick<ArticleTable, 'text' | 'codec'> & { readonly blob_codec: string; readonly blob_bytes: Uint8Array }

export function textOf(row: TextRow): string {
  if (row.codec !== OF_BYTES) return unpackText({ codec: row.codec, bytes: row.text! })
  const bytes = withoutMark(unpackBytes({ codec: row.blob_codec, bytes: row.blob_bytes }))
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}

/** Articles with what it takes to make them whole. */
export const wholeArticles = (db: Reader) =>
  db
    .selectFrom('article')
    .innerJoin('work', 'work.key', 'article.work')
    .innerJoin('blob', 'blob.hash', 'article.blob')
    .leftJoin('wire', 'wire.article', 'article.key')
    .selectAll('article')
    .select(['wire.folded as agency', 'wire.origin as report'])
    .select(['work.id as work_id', 'blob.codec as blob_codec', 'blob.bytes as blob_bytes'])

export type WholeArticle = Awaited<ReturnType<ReturnType<typeof wholeArticles>['execute']>>[number]

export function keptArticle(row: WholeArticle): KeptArticle {
  const layout = unpackJson<Layout>(row.layout)
  return {
    id: row.id,
    work: row.work_id,
    version: row.version,
    article: { text: textOf(row), hash: row.hash, ...layout },
    form: row.form as Form,
    stated: JSON.parse(row.stated) as Stated,
    bytes: row.blob,
    from: JSON.parse(row.source) as string,
    publishedAt: row.published_at,
    addedAt: row.added_at,
    ...(row.report === null ? {} : { report: row.report }),
  }
}
