import { pipeline } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import { badEncoding, compressionBomb, pageTooLarge } from './failures.ts'

/** More encodings on one body than this are an attack, not a server. */
const MAX_ENCODINGS = 3
/** Below this many decoded bytes no ratio is looked at: a small page of blanks is harmless. */
const RATIO_FROM = 1024 * 1024

export interface BodyLimits {
  readonly maxBytes: number
  readonly maxRatio: number
}

type Bytes = AsyncIterable<Uint8Array>

/**
 * Reads a body to its end and undoes its encodings, the last applied first. Bytes are counted as they come out of every
 * stage, so that no bomb is ever unpacked. With `cut`, a body beyond `maxBytes` ends there instead of failing.
 * Throws `page-too-large`, `compression-bomb`, `bad-encoding`, and what the stream throws.
 */
export async function readBody(
  body: Bytes,
  encodings: readonly string[],
  limits: BodyLimits,
  options: { readonly url: URL; readonly cut: boolean },
): Promise<Uint8Array> {
  const { url, cut } = options
  if (encodings.length > MAX_ENCODINGS) throw badEncoding(url, `is packed ${encodings.length} times over`)
  let received = 0

  async function* arriving(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      received += chunk.length
      if (received > limits.maxBytes && !cut) throw pageTooLarge(url, limits.maxBytes)
      yield chunk
    }
  }

  async function* unpacked(packed: Bytes, encoding: string): AsyncGenerator<Uint8Array> {
    let size = 0
    for await (const chunk of decoded(packed, encoding, url)) {
      size += chunk.length
      if (size > limits.maxBytes && !cut) throw pageTooLarge(url, limits.maxBytes)
      if (size > RATIO_FROM && size > received * limits.maxRatio) throw compressionBomb(url, limits.maxRatio)
      yield chunk
    }
  }

  let stream: Bytes = arriving()
  for (const encoding of encodings.toReversed()) stream = unpacked(stream, encoding)

  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= limits.maxBytes && cut) break
  }
  const whole = new Uint8Array(Math.min(size, limits.maxBytes))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk.subarray(0, whole.length - at), at)
    at += chunk.length
  }
  return whole
}

/** An empty body stays empty: servers send `Content-Encoding: gzip` with nothing at all. */
async function* decoded(packed: Bytes, encoding: string, url: URL): AsyncGenerator<Uint8Array> {
  const source = packed[Symbol.asyncIterator]()
  let head = await source.next()
  while (!head.done && head.value.length === 0) head = await source.next()
  if (head.done) return
  const begin = head.value
  async function* whole() {
    yield begin
    yield* { [Symbol.asyncIterator]: () => source }
  }
  // A failure of the source or the decoder reaches the reader below through the stream itself.
  yield* pipeline(whole(), decoderOf(encoding, begin[0]!, url), () => {}) as unknown as Bytes
}

function decoderOf(encoding: string, firstByte: number, url: URL) {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      // The standard means zlib's frame (low half of the first byte: 8); some servers send bare deflate.
      return (firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw()
    case 'br':
      return createBrotliDecompress()
    default:
      throw badEncoding(url, `is packed as ${JSON.stringify(encoding.slice(0, 20))}, which was not asked for`)
  }
}
