import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AscribeError } from '../vocabulary/index.ts'

/**
 * How bytes are kept: `deflate` (RFC 1951, no header), `raw` where that is no smaller. Texts and JSON name their
 * encoding too: `utf8`, or `utf16` for a text with a lone surrogate, which UTF-8 cannot carry.
 */
export interface Packed {
  readonly codec: string
  readonly bytes: Uint8Array
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export function packBytes(bytes: Uint8Array, level = 6): Packed {
  const small = deflateRawSync(bytes, { level })
  return small.length < bytes.length ? { codec: 'deflate', bytes: small } : { codec: 'raw', bytes }
}

export function unpackBytes({ codec, bytes }: Packed): Uint8Array {
  if (codec === 'raw') return bytes
  if (codec === 'deflate') return inflateRawSync(bytes)
  throw new AscribeError('record-damaged', `unknown codec ${codec}`, 'upgrade ascribe, or restore a backup')
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

export function packText(text: string): Packed {
  const wide = LONE.test(text)
  const { codec, bytes } = packBytes(Buffer.from(text, wide ? 'utf16le' : 'utf8'))
  return { codec: `${wide ? 'utf16' : 'utf8'}+${codec}`, bytes }
}

export function unpackText({ codec, bytes }: Packed): string {
  const [encoding, inner] = codec.split('+')
  const plain = Buffer.from(unpackBytes({ codec: inner ?? codec, bytes }))
  return plain.toString(encoding === 'utf16' ? 'utf16le' : 'utf8')
}

/** JSON as one column: a byte that names the codec, then the bytes. A lone surrogate is written as an escape: good UTF-8. */
export function packJson(value: unknown): Uint8Array {
  const { codec, bytes } = packBytes(Buffer.from(JSON.stringify(value)))
  return Buffer.concat([Buffer.of(codec === 'raw' ? 0 : 1), bytes])
}

export const unpackJson = <T>(column: Uint8Array): T =>
  JSON.parse(
    Buffer.from(unpackBytes({ codec: column[0] === 0 ? 'raw' : 'deflate', bytes: column.subarray(1) })).toString(),
  ) as T

/**
 * SHA-256 of a text as UTF-8, as `Article.hash` has it: a lone surrogate counts as its three bytes
 * (WTF-8, https://simonsapin.github.io/wtf-8/), which Buffer would replace.
 */
export function textHash(text: string): string {
  if (!LONE.test(text)) return sha256(text)
  const hash = createHash('sha256')
  let at = 0
  for (const m of text.matchAll(new RegExp(LONE, 'g'))) {
    const c = text.charCodeAt(m.index)
    hash.update(text.slice(at, m.index)).update(Buffer.of(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)))
    at = m.index + 1
  }
  return hash.update(text.slice(at)).digest('hex')
}

/** A text as a column can hold it in both databases: no NUL, no lone surrogate. */
export const columnText = (text: string): string => {
  const clean = text.replaceAll('\0', '\ufffd')
  return LONE.test(clean) ? clean.replaceAll(new RegExp(LONE, 'g'), '\ufffd') : clean
}
