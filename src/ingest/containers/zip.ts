import { AscribeError } from '../../vocabulary/index.ts'
import { type ByteReader, Damage, find } from './bytes.ts'
import { crc32, inflate } from './inflate.ts'
import { visibleName } from './names.ts'
import { decodeField } from './text-bytes.ts'
import {
  damaged,
  errorOf,
  failed,
  LeftOut,
  type Place,
  truncated,
  type Unpacked,
  type UnpackInner,
  type Work,
  withoutBinary,
} from './unpacked.ts'

/** Bytes of which any stretch can be read. */
export interface Stretches {
  readonly size: number
  /** Fewer than asked for only at the end. */
  read(from: number, to: number): Promise<Uint8Array>
}

export const stretchesOf = (bytes: Uint8Array | Blob): Stretches =>
  bytes instanceof Uint8Array
    ? { size: bytes.length, read: async (from, to) => bytes.subarray(from, to) }
    : { size: bytes.size, read: async (from, to) => new Uint8Array(await bytes.slice(from, to).arrayBuffer()) }

/** Signatures and sizes of ZIP's records (PKWARE APPNOTE 6.3.10). */
const LOCAL = [0x50, 0x4b, 3, 4]
const CENTRAL = [0x50, 0x4b, 1, 2]
const END = [0x50, 0x4b, 5, 6]
const DESCRIPTOR = [0x50, 0x4b, 7, 8]
const LOCAL_SIZE = 30
const CENTRAL_SIZE = 46
const END_SIZE = 22
const STEP = 65536

interface Entry {
  readonly name: Uint8Array
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packed: number
  readonly size: number
  /** Of its local header. */
  readonly at: number
}

/** Other people's furniture in archives. */
const FURNITURE = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i
/** Entries that tell a document of an office program or an e-book. */
const OFFICE = ['[Content_Types].xml', 'META-INF/container.xml', 'META-INF/manifest.xml']

/** A ZIP's entries in the order of its directory, each unpacked in turn. Names are shown and never used as paths. */
export async function* unpackZip(
  file: Stretches,
  place: Place,
  work: Work,
  inner: UnpackInner,
): AsyncGenerator<Unpacked> {
  let whole = true
  let entries: AsyncIterable<Entry>
  const directory = await directoryOf(file)
  if (directory) entries = centralEntries(file, directory, work)
  else {
    whole = false
    entries = localEntries(file, work)
  }
  const out = new LeftOut()
  const seen = new Map<string, number>()
  const ends = directory ? await endsOf(file, directory, work) : null
  let read = 0
  try {
    for await (const entry of entries) {
      work.entry()
      read++
      const name = nameOf(entry)
      if (OFFICE.includes(name)) {
        yield failed(place.from, officeDocument())
        return
      }
      const shown = visibleName(name)
      const again = (seen.get(shown) ?? 0) + 1
      seen.set(shown, again)
      const from = `${place.from}#${shown}${again > 1 ? ` (${again})` : ''}`
      if (name.endsWith('/')) continue
      if (FURNITURE.test(name)) {
        out.add('system file', from)
        continue
      }
      try {
        const start = await dataStart(file, entry, from)
        if (ends && start + entry.packed > ends(entry.at)) {
          throw damaged(`${shown}, which shares its bytes with another entry,`)
        }
        yield* withoutBinary(
          out,
          from,
          inner(withDamage(dataOf(file, entry, start, work, shown)), {
            from,
            name,
            mediaType: null,
            charset: null,
            stated: {},
            depth: place.depth + 1,
          }),
        )
      } catch (thrown) {
        yield failed(from, errorOf(thrown, shown))
      }
    }
    if (directory && read < directory.count) whole = false
  } catch (thrown) {
    yield failed(place.from, errorOf(thrown, 'the directory of the archive'))
    return
  } finally {
    seen.clear()
  }
  yield* out.note(place.from)
  if (!whole) yield failed(place.from, truncated('the archive'))
}

const officeDocument = () =>
  new AscribeError(
    'unknown-format',
    'the input is a document of an office program or an e-book, not an archive of news',
    'save it as PDF, HTML or text',
  )

function nameOf(entry: Entry): string {
  const name = decodeField(entry.name, null)
  return name.replaceAll('\\', '/')
}

/**
 * Where the bytes of an entry must end at the latest: where the next one begins. Entries that share bytes are how the
 * smallest bombs are made; of those that begin at one place the first is let through.
 */
async function endsOf(file: Stretches, directory: Directory, work: Work): Promise<(at: number) => number> {
  const begins: number[] = []
  for await (const entry of centralEntries(file, directory, work)) begins.push(entry.at)
  const sorted = Float64Array.from(begins).sort()
  const given = new Set<number>()
  return at => {
    if (given.has(at)) return -1
    given.add(at)
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (sorted[middle]! <= at) low = middle + 1
      else high = middle
    }
    return sorted[low] ?? directory.at
  }
}

async function* withDamage(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | Damage> {
  try {
    yield* chunks
  } catch (thrown) {
    if (!(thrown instanceof AscribeError)) throw thrown
    yield new Damage(thrown)
  }
}

interface Directory {
  readonly at: number
  readonly count: number
  /** Bytes before the archive, as in a self-extracting one: all positions count from here. */
  readonly shift: number
}

async function directoryOf(file: Stretches): Promise<Directory | null> {
  const from = Math.max(0, file.size - END_SIZE - 65535)
  const tail = await file.read(from, file.size)
  for (let i = tail.length - END_SIZE; i >= 0; i--) {
    if (tail[i] !== 0x50 || END.some((byte, k) => tail[i + k] !== byte)) continue
    const view = new DataView(tail.buffer, tail.byteOffset + i, tail.length - i)
    if (i + END_SIZE + view.getUint16(20, true) > tail.length) continue
    let count = view.getUint16(10, true)
    let size = view.getUint32(12, true)
    let at = view.getUint32(16, true)
    let end = from + i
    if (count === 0xffff || at === 0xffffffff || size === 0xffffffff) {
      const locator = await file.read(Math.max(0, end - 20), end)
      if (locator.length === 20 && find(locator, [0x50, 0x4b, 6, 7]) === 0) {
        const v = new DataView(locator.buffer, locator.byteOffset)
        const place = Number(v.getBigUint64(8, true))
        const record = await file.read(place, place + 56)
        if (record.length === 56 && find(record, [0x50, 0x4b, 6, 6]) === 0) {
          const r = new DataView(record.buffer, record.byteOffset)
          count = Number(r.getBigUint64(32, true))
          size = Number(r.getBigUint64(40, true))
          at = Number(r.getBigUint64(48, true))
          end = place
        }
      }
    }
    const shift = end - size - at
    if (shift < 0 || at + shift > file.size) return null
    return { at: at + shift, count, shift }
  }
  return null
}

/** Reads a stretch of the file forward, by larger steps than it is asked for. */
class Forward {
  readonly #file: Stretches
  #held: Uint8Array = new Uint8Array(0)
  #from = 0
  constructor(file: Stretches) {
    this.#file = file
  }
  async at(from: number, size: number): Promise<Uint8Array> {
    if (from < this.#from || from + size > this.#from + this.#held.length) {
      this.#held = await this.#file.read(from, from + Math.max(size, STEP))
      this.#from = from
    }
    return this.#held.subarray(from - this.#from, from - this.#from + size)
  }
}

async function* centralEntries(file: Stretches, directory: Directory, work: Work): AsyncGenerator<Entry> {
  const forward = new Forward(file)
  let at = directory.at
  // The count may be stored modulo 65,536; the signature says whether there is one more.
  for (let n = 0; n <= work.limits.maxEntries; n++) {
    const head = await forward.at(at, CENTRAL_SIZE)
    if (head.length < CENTRAL_SIZE || CENTRAL.some((byte, i) => head[i] !== byte)) return
    const v = new DataView(head.buffer, head.byteOffset, head.length)
    const names = v.getUint16(28, true)
    const extras = v.getUint16(30, true)
    const method = v.getUint16(10, true)
    const crc = v.getUint32(16, true)
    const sizes = [v.getUint32(24, true), v.getUint32(20, true), v.getUint32(42, true)]
    const next = at + CENTRAL_SIZE + names + extras + v.getUint16(32, true)
    const rest = await forward.at(at + CENTRAL_SIZE, names + extras)
    const [size, packed, place] = wideSizes(rest.subarray(names), sizes)
    yield {
      name: rest.slice(0, names),
      method,
      encrypted: (v.getUint16(8, true) & 1) !== 0,
      crc,
      packed: packed!,
      size: size!,
      at: place! + directory.shift,
    }
    at = next
  }
}

/** ZIP64: sizes that do not fit stand in an extra field, in a fixed order, each only if it did not fit. */
function wideSizes(extra: Uint8Array, sizes: readonly number[]): readonly number[] {
  if (!sizes.includes(0xffffffff)) return sizes
  for (let i = 0; i + 4 <= extra.length; ) {
    const v = new DataView(extra.buffer, extra.byteOffset + i, extra.length - i)
    const size = v.getUint16(2, true)
    if (v.getUint16(0, true) === 1) {
      let at = 4
      return sizes.map(value => {
        if (value !== 0xffffffff || at + 8 > Math.min(4 + size, v.byteLength)) return value
        at += 8
        return Number(v.getBigUint64(at - 8, true))
      })
    }
    i += 4 + size
  }
  return sizes
}

/** Entries of an archive that lost its directory, by their local headers; the last, which breaks off, is left out. */
async function* localEntries(file: Stretches, work: Work): AsyncGenerator<Entry> {
  const forward = new Forward(file)
  let at = 0
  for (let n = 0; n <= work.limits.maxEntries; n++) {
    const head = await forward.at(at, LOCAL_SIZE)
    if (head.length < LOCAL_SIZE || LOCAL.some((byte, i) => head[i] !== byte)) return
    const v = new DataView(head.buffer, head.byteOffset, head.length)
    const flags = v.getUint16(6, true)
    const method = v.getUint16(8, true)
    const names = v.getUint16(26, true)
    const extras = v.getUint16(28, true)
    let crc = v.getUint32(14, true)
    let sizes: readonly number[] = [v.getUint32(22, true), v.getUint32(18, true)]
    const rest = await forward.at(at + LOCAL_SIZE, names + extras)
    const name = rest.slice(0, names)
    sizes = wideSizes(rest.subarray(names), sizes)
    const data = at + LOCAL_SIZE + names + extras
    let next = data + sizes[1]!
    if (flags & 8 && sizes[1] === 0) {
      const found = await descriptorAfter(file, data)
      if (!found) return
      crc = found.crc
      sizes = [found.size, found.packed]
      next = found.next
    }
    if (next > file.size) return
    yield {
      name,
      method,
      encrypted: (flags & 1) !== 0,
      crc,
      packed: sizes[1]!,
      size: sizes[0]!,
      at,
    }
    at = next
  }
}

/** The descriptor behind data whose size nothing else tells: the one whose packed size is how far it stands away. */
async function descriptorAfter(file: Stretches, data: number) {
  for (let at = data; at < file.size; at += STEP) {
    const held = await file.read(at, at + STEP + 24)
    for (let i = find(held, DESCRIPTOR); i >= 0 && i < STEP; i = find(held, DESCRIPTOR, i + 1)) {
      if (i + 16 > held.length) return null
      const v = new DataView(held.buffer, held.byteOffset + i, held.length - i)
      const packed = v.getUint32(8, true)
      if (packed !== at + i - data) continue
      // With ZIP64 the sizes have eight bytes each: what would be the size is then the upper half of the packed one.
      const wide = packed > 0 && v.getUint32(12, true) === 0 && v.byteLength >= 24
      const size = wide ? Number(v.getBigUint64(16, true)) : v.getUint32(12, true)
      return { crc: v.getUint32(4, true), packed, size, next: at + i + (wide ? 24 : 16) }
    }
  }
  return null
}

async function dataStart(file: Stretches, entry: Entry, what: string): Promise<number> {
  if (entry.encrypted) {
    throw new AscribeError('encrypted', `${what} is encrypted`, 'unpack it with its password and give what comes out')
  }
  if (entry.method !== 0 && entry.method !== 8) {
    throw new AscribeError(
      'unknown-compression',
      `${what} is compressed by method ${entry.method}, of which only deflate is known here`,
      'unpack it with the program that made it and give what comes out',
    )
  }
  const head = await file.read(entry.at, entry.at + LOCAL_SIZE)
  if (head.length < LOCAL_SIZE || LOCAL.some((byte, i) => head[i] !== byte)) throw damaged(what)
  const v = new DataView(head.buffer, head.byteOffset, head.length)
  const start = entry.at + LOCAL_SIZE + v.getUint16(26, true) + v.getUint16(28, true)
  if (start + entry.packed > file.size) throw truncated(what)
  return start
}

/** The bytes of an entry; breaks off with AscribeError where they are damaged, or are not what the directory says. */
async function* dataOf(
  file: Stretches,
  entry: Entry,
  start: number,
  work: Work,
  what: string,
): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(file, start, start + entry.packed)
  const chunks = entry.method === 8 ? inflate(packed, 'raw', work, what) : packed
  let crc = 0
  let size = 0
  for await (const chunk of chunks) {
    crc = crc32(chunk, crc)
    size += chunk.length
    if (size > entry.size) throw damaged(what)
    if (entry.method === 0) work.spend(chunk.length)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(what)
}

async function* packedBytes(file: Stretches, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += STEP) yield await file.read(at, Math.min(to, at + STEP))
}

/** A ZIP that comes as a stream has its directory last: it is held up to a limit. */
export async function holdZip(reader: ByteReader, work: Work): Promise<Stretches> {
  const { bytes, over } = await reader.all(work.limits.maxHeldBytes)
  if (over) {
    throw new AscribeError(
      'too-large',
      `a ZIP archive that comes as a stream may have ${work.limits.maxHeldBytes} bytes`,
      'save it to a file and give its path, or raise the limit (maxHeldBytes)',
    )
  }
  return stretchesOf(bytes)
}
