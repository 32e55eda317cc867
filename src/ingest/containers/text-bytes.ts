import { TextDecoder as Decoder, labelToName } from '@exodus/bytes/encoding-browser.js'
import { AscribeError } from '../../vocabulary/index.ts'
import { decodeBytes } from '../index.ts'
import { ByteReader, type Chunks, Damage } from './bytes.ts'

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const ENCODER = new TextEncoder()

export const utf8 = (text: string): Uint8Array => ENCODER.encode(text)

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** A WHATWG name for a label as headers have it; null for none that is known. */
export function charsetName(label: string | null | undefined): string | null {
  if (!label) return null
  return labelToName(label.trim().replace(/^["']|["']$/g, ''))?.toLowerCase() ?? null
}

/**
 * A field of a table or archive: UTF-8 where it is valid, else `charset`, else windows-1252, which is what files of
 * offices hold when they hold no UTF-8.
 */
export function decodeField(bytes: Uint8Array, charset: string | null): string {
  try {
    return STRICT.decode(bytes)
  } catch {
    const name = charset && charset !== 'utf-8' ? charset : 'windows-1252'
    return new Decoder(name).decode(bytes)
  }
}

/** A whole document that is read as text. Valid UTF-8 and byte order marks win over the charset stated. */
export function decodeDocument(bytes: Uint8Array, charset: string | null, maxBytes: number): string {
  const name = charsetName(charset)
  const encoding = name && name !== 'utf-8' && !marked(bytes) && !isUtf8(bytes) ? name : undefined
  return decodeBytes(bytes, encoding === undefined ? { maxBytes } : { maxBytes, encoding }).text
}

const marked = (b: Uint8Array): boolean =>
  (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) ||
  (b[0] === 0xff && b[1] === 0xfe) ||
  (b[0] === 0xfe && b[1] === 0xff)

/**
 * Bytes of a text whose form keeps no charset beside them: as they are where their reader will find the encoding by
 * itself, else the text as UTF-8 with a byte order mark. Only a charset that the sender states and that is neither
 * UTF-8 nor contradicted by valid UTF-8 makes the difference.
 */
export function withoutCharset(bytes: Uint8Array, charset: string | null, maxBytes: number): Uint8Array {
  const name = charsetName(charset)
  if (!name || name === 'utf-8' || marked(bytes) || isUtf8(bytes)) return bytes
  try {
    return utf8(`\ufeff${decodeBytes(bytes, { maxBytes, encoding: name }).text}`)
  } catch (thrown) {
    if (thrown instanceof AscribeError) return bytes // stated wrongly: let the bytes speak
    throw thrown
  }
}

/** What a stream of text is written in, as far as its first bytes tell: UTF-16 or something that holds ASCII as it is. */
function wide(head: Uint8Array, charset: string | null): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let even = 0
  let odd = 0
  const size = Math.min(head.length & ~1, 4096)
  for (let i = 0; i < size; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  if (size >= 8 && odd > 0.35 * size && even < 0.05 * size) return 'utf-16le'
  if (size >= 8 && even > 0.35 * size && odd < 0.05 * size) return 'utf-16be'
  return (charset === 'utf-16le' || charset === 'utf-16be') && even + odd > 0 ? charset : null
}

/** The first bytes of a text as they read, to tell by them what it is; never kept. */
export function headText(head: Uint8Array, charset: string | null): string {
  const encoding = wide(head, charset)
  return (encoding ? new Decoder(encoding).decode(head) : decodeField(head, 'windows-1252')).replace(/^\ufeff/, '')
}

/** The stream without byte order mark and never as UTF-16, so that line feeds, commas and brackets are single bytes. */
export async function narrowed(reader: ByteReader, charset: string | null): Promise<ByteReader> {
  const head = await reader.peek(4096)
  const encoding = wide(head, charset)
  if (!encoding) {
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) await reader.skip(3)
    return reader
  }
  return new ByteReader(recode(reader.rest(), encoding))
}

async function* recode(chunks: Chunks, encoding: string): AsyncGenerator<Uint8Array | Damage> {
  let decoder = new Decoder(encoding)
  for await (const chunk of chunks) {
    if (chunk instanceof Damage) {
      yield chunk
      decoder = new Decoder(encoding)
    } else {
      yield utf8(decoder.decode(chunk, { stream: true }))
    }
  }
  yield utf8(decoder.decode())
}
