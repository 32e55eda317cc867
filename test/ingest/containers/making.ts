import { deflateRawSync, gzipSync } from 'node:zlib'
import { type Packed, type Unpacked, type UnpackOptions, unpack } from '../../../src/ingest/containers/index.ts'
import { crc32 } from '../../../src/ingest/containers/inflate.ts'
import type { Piece } from '../../../src/vocabulary/index.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
export const gz = (bytes: Uint8Array | string): Uint8Array => new Uint8Array(gzipSync(bytes))

export interface Taken {
  readonly all: readonly Unpacked[]
  readonly pieces: readonly Piece[]
  /** Text of each piece. */
  readonly texts: readonly string[]
  /** `from code` of each failure. */
  readonly failures: readonly string[]
  /** `from code` of each note. */
  readonly notes: readonly string[]
  readonly links: readonly Extract<Unpacked, { kind: 'link' }>[]
}

/** Unpacks a text, bytes, a Blob or a stream to its end. */
export async function take(
  bytes: string | Packed['bytes'],
  input: Partial<Omit<Packed, 'bytes'>> = {},
  options: UnpackOptions = {},
): Promise<Taken> {
  const all: Unpacked[] = []
  const given = typeof bytes === 'string' ? bytesOf(bytes) : bytes
  for await (const one of unpack({ name: 'input', ...input, bytes: given }, options)) all.push(one)
  const pieces = all.flatMap(one => (one.kind === 'piece' ? [one.piece] : []))
  return {
    all,
    pieces,
    texts: pieces.map(piece => textOf(piece.bytes)),
    failures: all.flatMap(one => (one.kind === 'failed' ? [`${one.from} ${one.error.code}`] : [])),
    notes: all.flatMap(one => (one.kind === 'note' ? [`${one.from} ${one.code}`] : [])),
    links: all.flatMap(one => (one.kind === 'link' ? [one] : [])),
  }
}

/** A stream of the bytes in chunks of that size. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export interface ZipEntry {
  readonly name: string | Uint8Array
  readonly data: Uint8Array | string
  readonly store?: boolean
  readonly encrypted?: boolean
  readonly method?: number
  /** The checksum that is written down, where it is not the true one. */
  readonly crc?: number
  /** The size that is written down. */
  readonly size?: number
  /** Sizes only behind the data, as a writer of a stream has to. */
  readonly streamed?: boolean
  /** Points to the bytes of the entry of that number instead of its own. */
  readonly like?: number
}

/** A ZIP written by hand, so that every field of it can be wrong. */
export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const out: number[][] = []
  const parts: Uint8Array[] = []
  const places: number[] = []
  let at = 0
  const put = (bytes: Uint8Array) => {
    parts.push(bytes)
    at += bytes.length
  }
  const central: Uint8Array[] = []
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? bytesOf(entry.name) : entry.name
    const data = typeof entry.data === 'string' ? bytesOf(entry.data) : entry.data
    const packed = entry.store ? data : new Uint8Array(deflateRawSync(data))
    const method = entry.method ?? (entry.store ? 0 : 8)
    const crc = entry.crc ?? crc32(data)
    const size = entry.size ?? data.length
    const flags = 0x800 | (entry.encrypted ? 1 : 0) | (entry.streamed ? 8 : 0)
    places.push(entry.like === undefined ? at : places[entry.like]!)
    const known = entry.streamed ? [0, 0, 0] : [crc, packed.length, size]
    if (entry.like === undefined) {
      const local = [
        u32(0x04034b50),
        u16(20),
        u16(flags),
        u16(method),
        u32(0),
        ...known.map(u32),
        u16(name.length),
        u16(0),
      ]
      put(Uint8Array.from([...local.flat(), ...name]))
      put(packed)
      if (entry.streamed) put(Uint8Array.from([0x08074b50, crc, packed.length, size].flatMap(u32)))
    }
    const fixed = [u32(0x02014b50), u16(20), u16(20), u16(flags), u16(method), u32(0), u32(crc), u32(packed.length)]
    const rest = [u32(size), u16(name.length), u16(0), u16(0), u16(0), u16(0), u32(0), u32(places.at(-1)!)]
    central.push(Uint8Array.from([...fixed.flat(), ...rest.flat(), ...name]))
  }
  const start = at
  for (const record of central) put(record)
  out.push(
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(entries.length),
    u16(entries.length),
    u32(at - start),
    u32(start),
    u16(0),
  )
  put(Uint8Array.from(out.flat()))
  return joined(parts)
}

const u16 = (n: number): number[] => [n & 255, (n >> 8) & 255]
const u32 = (n: number): number[] => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, (n >>> 24) & 255]

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const PAGE =
  '<!doctype html><html><head><title>Pier</title></head><body><article><h1>Pier to be rebuilt</h1><p>The pier will be rebuilt, councillor Ruth Amsel said.</p></article></body></html>'

/** A record of a web archive. */
export function warcRecord(
  url: string,
  body: Uint8Array | string,
  { headers = ['Content-Type: text/html; charset=utf-8'], status = '200 OK', type = 'response' } = {},
): Uint8Array {
  const content = typeof body === 'string' ? bytesOf(body) : body
  const http =
    type === 'response'
      ? bytesOf(`HTTP/1.1 ${status}\r\n${headers.map(h => `${h}\r\n`).join('')}\r\n`)
      : new Uint8Array(0)
  const block = joined([http, content])
  const contentType = type === 'response' ? 'application/http; msgtype=response' : headers[0]!.slice(14)
  return joined([
    bytesOf(
      `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2026-03-01T00:00:00Z\r\nContent-Type: ${contentType}\r\nContent-Length: ${block.length}\r\n\r\n`,
    ),
    block,
    bytesOf('\r\n\r\n'),
  ])
}

export const rssItem = (n: number): string =>
  `<item><title>Item ${n}</title><link>https://courier.example/${n}</link><content:encoded><![CDATA[<p>Words of item ${n}, its author said.</p>]]></content:encoded></item>`

export const rss = (items: string, end = '</channel></rss>'): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Courier</title>${items}${end}`
