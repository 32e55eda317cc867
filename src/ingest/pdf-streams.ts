import { Inflate } from 'fflate'
import { AscribeError } from '../vocabulary/index.ts'

/** What all streams of a PDF may unpack to. */
const MAX_UNPACKED = 128 * 1024 * 1024
/** LZW packs at most 2,730 to one: longer streams of it could go beyond the limit. */
const MAX_LZW = 90_000
const MAX_STREAMS = 20_000
/** How far before `stream` its dictionary is looked for. */
const DICTIONARY = 2048

/**
 * Throws `too-large` for a PDF whose streams unpack to more than memory should hold: pdf.js itself sets no limit. Flate
 * streams are unpacked and only counted; streams packed twice over are refused, since no program writes them. Linear in
 * what is unpacked.
 */
export function judgeStreams(bytes: Uint8Array): void {
  let total = 0
  let streams = 0
  let end = 0
  for (let at = find(bytes, STREAM, 0); at >= 0; at = find(bytes, STREAM, Math.max(end, at) + STREAM.length)) {
    if (bytes[at - 1] === 100) continue // "endstream"
    if (++streams > MAX_STREAMS) refuse(`more than ${MAX_STREAMS} streams`)
    const dictionary = latin(bytes, Math.max(0, at - DICTIONARY), at)
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1)
    const packed = own.match(/\/(?:Fl(?:ateDecode)?|LZW(?:Decode)?|Brotli(?:Decode)?|RunLengthDecode|RL)\b/g) ?? []
    if (packed.length === 0) continue
    const pictures = /\/(?:DCT|JPX|JBIG2|CCITTFax)/.test(own)
    if (packed.length > 1 && !pictures) refuse('streams packed more than once')
    let from = at + STREAM.length
    if (bytes[from] === 13) from++
    if (bytes[from] === 10) from++
    end = find(bytes, END, from)
    if (end < 0) end = bytes.length
    const stream = bytes.subarray(from, end)
    if (/LZW/.test(packed[0]!) && stream.length > MAX_LZW) refuse('a long LZW stream')
    if (/Brotli/.test(packed[0]!)) refuse('a Brotli stream')
    if (!/Fl/.test(packed[0]!)) continue
    total += unpackedLength(stream, MAX_UNPACKED - total)
    if (total >= MAX_UNPACKED) refuse(`more than ${MAX_UNPACKED} bytes when unpacked`)
  }
}

function refuse(what: string): never {
  throw new AscribeError(
    'too-large',
    `the PDF holds ${what}`,
    'print it to a new PDF, or take its text out first, for example with pdftotext',
  )
}

/** Counted in pieces, so that a bomb never lies unpacked in memory. Broken streams count as far as they go. */
function unpackedLength(stream: Uint8Array, limit: number): number {
  let length = 0
  const inflate = new Inflate(chunk => {
    length += chunk.length
  })
  const PIECE = 16_384
  try {
    for (let from = 2; from < stream.length && length < limit; from += PIECE) {
      inflate.push(stream.subarray(from, from + PIECE), false)
    }
  } catch {
    return length
  }
  return length
}

const ascii = (words: string): Uint8Array => Uint8Array.from(words, c => c.charCodeAt(0))
const STREAM = ascii('stream')
const END = ascii('endstream')

function find(bytes: Uint8Array, words: Uint8Array, from: number): number {
  const first = words[0]!
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let k = 1
    while (k < words.length && bytes[at + k] === words[k]) k++
    if (k === words.length) return at
  }
  return -1
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let out = ''
  for (let i = from; i < to; i++) out += String.fromCharCode(bytes[i]!)
  return out
}
