import { AscribeError } from '../../vocabulary/index.ts'
import { ByteReader, concat, type Damage, latin, once } from './bytes.ts'
import { inflate } from './inflate.ts'
import { stated, visibleName, webAddress } from './names.ts'
import {
  damaged,
  errorOf,
  failed,
  LeftOut,
  type Place,
  tooLarge,
  truncated,
  type Unpacked,
  type UnpackInner,
  type Work,
} from './unpacked.ts'

/** The longest head of a record or of an answer; a web server sends a few KiB. */
const MOST_HEAD = 256 * 1024
const TAKEN = /^(?:text\/html|application\/xhtml\+xml|text\/plain|text\/markdown|application\/pdf|)$/

export const isWarc = (head: string): boolean => /^\s{0,8}WARC\/[01]\.\d/.test(head)

type Fields = ReadonlyMap<string, string>

/**
 * A web archive (WARC 1.0 and 1.1): the answers of status 200 that hold a page, a text or a PDF, and resources and
 * conversions of these types. Read record by record; one that is too large or damaged is passed over.
 */
export async function* unpackWarc(
  reader: ByteReader,
  place: Place,
  work: Work,
  inner: UnpackInner,
): AsyncGenerator<Unpacked> {
  const out = new LeftOut()
  let number = 0
  let lost = false
  let told: Damage | null = null // each damage is reported once
  do {
    for (;;) {
      const version = await nextLine(reader)
      if (version === null) break
      if (!/^WARC\/[01]\.\d/.test(version)) {
        // Out of step: what follows is passed over up to the next record.
        if (!lost) yield failed(`${place.from}#${number + 1}`, damaged(`what follows record ${number}`))
        lost = true
        continue
      }
      lost = false
      work.entry()
      const from = `${place.from}#${++number}`
      const { fields, whole } = await readFields(reader)
      const length = Number(fields.get('content-length') ?? Number.NaN)
      if (!whole || !Number.isSafeInteger(length) || length < 0) {
        told = reader.damage
        if (!whole) yield failed(from, told?.error ?? truncated(`record ${number}`))
        else yield failed(from, damaged(`record ${number} (it does not say how long it is)`))
        lost = true
        continue
      }
      const why = passedOver(fields)
      if (why !== null || length > work.limits.maxPieceBytes + MOST_HEAD) {
        const passed = await reader.skip(length)
        if (why === null) yield failed(from, tooLarge(`record ${number}`, work.limits.maxPieceBytes))
        else out.add(why, from)
        if (passed < length && !reader.damage) yield failed(from, truncated(`record ${number}`))
        continue
      }
      const block = await reader.take(length)
      if (block.length < length) {
        told = reader.damage
        yield failed(from, told?.error ?? truncated(`record ${number}`))
        continue
      }
      // The checksum of a compressed record comes behind it: looked for before the record is believed.
      const behind = await reader.peek(5)
      if (behind.length < 5 && reader.damage && !reader.damage.fresh) {
        told = reader.damage
        yield failed(from, told.error)
        continue
      }
      try {
        yield* unpackRecord(block, fields, from, place, work, inner, out)
      } catch (thrown) {
        yield failed(from, errorOf(thrown, `record ${number}`))
      }
    }
    if (reader.damage && reader.damage !== told) yield failed(`${place.from}#${number + 1}`, reader.damage.error)
    lost = true // behind damage no record is expected to begin at once
  } while (await reader.resume())
  yield* out.note(place.from)
}

/** The next line that is not blank, as characters; null at the end. */
async function nextLine(reader: ByteReader): Promise<string | null> {
  for (;;) {
    const bytes = await reader.line(4096)
    if (!bytes) return null
    const words = latin(bytes, 0, 200).trim()
    if (words !== '') return words
  }
}

const FIELDS = new TextDecoder('utf-8')

/** Header fields up to the blank line, names in lower case, folded lines joined; of two of one name the first. */
async function readFields(reader: ByteReader): Promise<{ fields: Fields; whole: boolean }> {
  const lines: string[] = []
  let size = 0
  for (;;) {
    const bytes = await reader.line(65536)
    if (!bytes) return { fields: fieldsOf(lines), whole: false }
    const words = FIELDS.decode(bytes).replace(/\r?\n$/, '')
    if (words === '') return { fields: fieldsOf(lines), whole: true }
    size += bytes.length
    if (size <= MOST_HEAD) lines.push(words)
  }
}

function fieldsOf(lines: readonly string[]): Fields {
  const fields = new Map<string, string>()
  let last = ''
  for (const text of lines) {
    if (/^[ \t]/.test(text)) {
      if (fields.has(last)) fields.set(last, `${fields.get(last)} ${text.trim()}`)
      continue
    }
    const colon = text.indexOf(':')
    if (colon <= 0) continue
    last = text.slice(0, colon).trim().toLowerCase()
    if (!fields.has(last)) fields.set(last, text.slice(colon + 1).trim())
  }
  return fields
}

const mediaType = (value: string | undefined): string => (value ?? '').split(';')[0]!.trim().toLowerCase()
const charsetOf = (value: string | undefined): string | null =>
  /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(value ?? '')?.[1] ?? null

/** Why a record is not of interest; null when it may be. */
function passedOver(fields: Fields): string | null {
  const type = (fields.get('warc-type') ?? '').toLowerCase()
  const content = mediaType(fields.get('content-type'))
  if (type === 'response') {
    const scheme = /^<?([a-z]+):/i.exec(fields.get('warc-target-uri') ?? '')?.[1]?.toLowerCase()
    return scheme === 'http' || scheme === 'https' ? null : 'answer of another protocol'
  }
  if (type === 'resource' || type === 'conversion')
    return content !== '' && TAKEN.test(content) ? null : `${type} ${visibleName(content)}`
  return visibleName(type) || 'record without type'
}

async function* unpackRecord(
  block: Uint8Array,
  warc: Fields,
  from: string,
  place: Place,
  work: Work,
  inner: UnpackInner,
  out: LeftOut,
): AsyncGenerator<Unpacked> {
  const target = warc.get('warc-target-uri')?.replace(/^<|>$/g, '') ?? ''
  let body = block
  let type = warc.get('content-type')
  if ((warc.get('warc-type') ?? '').toLowerCase() === 'response') {
    const reader = ByteReader.of(block)
    const status = (await nextLine(reader)) ?? ''
    const code = /^HTTP\/\d(?:\.\d)? (\d{3})/.exec(status)?.[1]
    if (code === undefined) throw damaged('the answer in the record')
    const { fields, whole } = await readFields(reader)
    if (!whole) throw truncated('the answer in the record')
    type = fields.get('content-type')
    if (code !== '200') return out.add(`status ${code}`, from)
    if (!TAKEN.test(mediaType(type))) return out.add(visibleName(mediaType(type)), from)
    const rest = await reader.all(block.length)
    body = await decoded(dechunked(rest.bytes, fields), fields, work)
  }
  if (body.length === 0) return out.add('empty', from)
  if (body.length > work.limits.maxPieceBytes) throw tooLarge('the page', work.limits.maxPieceBytes)
  yield* inner(body, {
    from,
    name: webAddress(target) ?? '',
    mediaType: mediaType(type) || null,
    charset: charsetOf(type),
    // The archive knows the day a page was fetched, not the day it was published: that is no `published`.
    stated: stated({ url: target }),
    depth: place.depth + 1,
  })
}

/** Takes off the transfer's chunks (RFC 9112, 7.1). Some archives name them and have taken them off: then as it is. */
function dechunked(bytes: Uint8Array, fields: Fields): Uint8Array {
  if (!/chunked/i.test(fields.get('transfer-encoding') ?? '')) return bytes
  const parts: Uint8Array[] = []
  for (let at = 0; ; ) {
    const end = bytes.indexOf(10, at)
    const size = /^([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n?$/.exec(
      latin(bytes, at, end < 0 ? at + 1100 : Math.min(end + 1, at + 1100)),
    )?.[1]
    if (size === undefined) {
      if (parts.length === 0) return bytes
      throw truncated('the transfer in the record')
    }
    const length = Number.parseInt(size, 16)
    if (length === 0) return concat(parts)
    const from = end + 1
    if (end < 0 || from + length > bytes.length) throw truncated('the transfer in the record')
    parts.push(bytes.subarray(from, from + length))
    at = from + length
    if (bytes[at] === 13) at++
    if (bytes[at] === 10) at++
  }
}

/** Takes the content's encodings off, the last one laid on first. */
async function decoded(bytes: Uint8Array, fields: Fields, work: Work): Promise<Uint8Array> {
  const names = (fields.get('content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(Boolean)
  const most = work.limits.maxPieceBytes
  let body = bytes
  for (const name of names.slice(0, 4).reverse()) {
    if (name === 'gzip' || name === 'x-gzip') {
      if (body[0] === 0x1f && body[1] === 0x8b) body = await all(inflate(once(body), 'gzip', work, 'the page'), most)
    } else if (name === 'deflate') {
      // RFC 9110 means zlib; servers have sent raw deflate under that name.
      const zlib = (body[0]! & 15) === 8 && ((body[0]! << 8) | body[1]!) % 31 === 0
      body = await all(inflate(once(body), zlib ? 'zlib' : 'raw', work, 'the page'), most)
    } else if (name === 'br' && work.brotli) {
      try {
        body = work.brotli(body, most)
      } catch {
        throw damaged('the page')
      }
      work.spend(body.length)
    } else if (name !== 'identity' && name !== 'none') {
      throw new AscribeError(
        'unknown-compression',
        `the page is compressed as "${visibleName(name)}", which cannot be taken off here`,
        'write the archive again with its pages uncompressed or as gzip',
      )
    }
  }
  return body
}

async function all(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > most) throw tooLarge('the page', most)
    parts.push(chunk)
  }
  return concat(parts)
}
