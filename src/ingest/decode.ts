// Node 20's own decoder loses windows-1252's quotation marks; browsers' do not, and this entry takes theirs.
import { labelToName, TextDecoder } from '@exodus/bytes/encoding-browser.js'
import { analyse } from 'chardet'
import { AscribeError, type Note } from '../vocabulary/index.ts'

export interface DecodeOptions {
  /** The most bytes taken; more throw `too-large`. Default 16 MiB. */
  readonly maxBytes?: number
  /** What the caller knows, such as the charset of an HTTP header: a WHATWG label. A byte order mark still wins. */
  readonly encoding?: string
}

export interface Decoded {
  /** Without a byte order mark. */
  readonly text: string
  /** WHATWG name in lower case: 'utf-8', 'windows-1252', … */
  readonly encoding: string
  /** `replaced-bytes` and `guessed-encoding` where the reading is not certain. */
  readonly notes: readonly Note[]
}

export const DEFAULT_MAX_BYTES = 16 * 1024 * 1024
/** How far into the bytes a declaration is looked for; browsers look at 1024. */
const DECLARED_WITHIN = 4096
/** How many bytes are judged where all of them would not tell more. */
const SAMPLE = 65536

/** Formats that are not text, by their first bytes; the words say what to do. */
const BINARY: readonly (readonly [string, string, string])[] = [
  ['%PDF-', 'a PDF document', 'take its text out first, for example with pdftotext'],
  [
    'PK\x03\x04',
    'a ZIP archive (or a Word, OpenDocument or EPUB file)',
    'unpack it, or save the document as text or HTML',
  ],
  ['\x1f\x8b', 'a gzip archive', 'unpack it first'],
  ['\xd0\xcf\x11\xe0', 'an old Office document', 'save it as text or HTML'],
  ['{\\rtf', 'a Rich Text document', 'save it as text or HTML'],
  ['\x89PNG', 'a PNG image', 'give the text it shows'],
  ['\xff\xd8\xff', 'a JPEG image', 'give the text it shows'],
  ['GIF8', 'a GIF image', 'give the text it shows'],
  ['RIFF', 'an image, sound or film', 'give the text of it'],
  ['\x7fELF', 'a program', 'give a text'],
  ['MZ\x90', 'a program', 'give a text'],
  ['BZh', 'a bzip2 archive', 'unpack it first'],
  ['\xfd7zXZ', 'an xz archive', 'unpack it first'],
  ['(\xb5/\xfd', 'a zstd archive', 'unpack it first'],
  ['7z\xbc\xaf', 'a 7z archive', 'unpack it first'],
  ['SQLite format 3', 'a SQLite database', 'give the articles as text or HTML'],
  ['ID3', 'a sound file', 'give a transcript'],
  ['OggS', 'a sound file', 'give a transcript'],
]

/**
 * Reads bytes as text. In this order: a byte order mark, the caller's `encoding`, valid UTF-8, the page's own
 * declaration (`<meta charset>`, an XML declaration), mostly valid UTF-8, UTF-16 without a mark, and last a guess,
 * which for the few high bytes of English is windows-1252.
 * Throws AscribeError: `empty-input`, `too-large`, `binary-input`, `wrong-encoding`. Linear in the bytes.
 */
export function decodeBytes(bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES
  if (bytes.length === 0)
    throw new AscribeError('empty-input', 'the input has no bytes', 'check that the right file or page was given')
  if (bytes.length > limit) {
    throw new AscribeError(
      'too-large',
      `the input has ${bytes.length} bytes, more than the limit of ${limit}`,
      'raise the limit (maxBytes), or split the input into articles',
    )
  }
  const mark = markOf(bytes)
  if (mark) return decodeAs(bytes, mark, [])
  const head = latin(bytes, 0, DECLARED_WITHIN)
  refuseBinary(bytes, head)

  if (options.encoding !== undefined) {
    const name = nameOf(options.encoding)
    if (!name) {
      throw new AscribeError(
        'wrong-encoding',
        `no encoding is called "${options.encoding.slice(0, 40)}"`,
        'give a WHATWG label such as utf-8 or windows-1252, or none',
      )
    }
    return decodeAs(bytes, name, [])
  }
  const wide = wideWithoutMark(bytes)
  if (wide) return decodeAs(bytes, wide, [guessed(wide)])

  const utf8 = surveyUtf8(bytes)
  if (utf8.bad === 0 && !utf8.cut) return decodeAs(bytes, 'utf-8', [])
  const declared = declaredIn(head)
  if (declared && declared !== 'utf-8') return decodeAs(bytes, declared, [])
  // Some broken bytes in a text that is otherwise UTF-8: keep it, and say so.
  if (utf8.good > 0 && utf8.good >= utf8.bad) return decodeAs(bytes, 'utf-8', [])
  const guess = guessLegacy(bytes)
  return decodeAs(bytes, guess, [guessed(guess)])
}

const guessed = (encoding: string): Note => ({
  code: 'guessed-encoding',
  message: `the input does not say its encoding and was read as ${encoding}; if words look wrong, give the encoding`,
})

function decodeAs(bytes: Uint8Array, encoding: string, notes: readonly Note[]): Decoded {
  let text: string
  try {
    text = new TextDecoder(encoding).decode(bytes)
  } catch {
    throw new AscribeError('wrong-encoding', `the input cannot be read as ${encoding}`, 'convert it to UTF-8 first')
  }
  // A page that holds U+FFFD rightly written as UTF-8 lost nothing here.
  const kept = encoding === 'utf-8' ? countWritten(bytes) : 0
  const replaced = count(text, '\ufffd') - kept
  if (replaced <= 0) return { text, encoding, notes }
  if (replaced > 20 && replaced > text.length / 20) {
    throw new AscribeError(
      'wrong-encoding',
      `read as ${encoding}, ${replaced} of ${text.length} characters are broken`,
      'find out the input’s encoding and give it, or convert the input to UTF-8',
    )
  }
  const note: Note = {
    code: 'replaced-bytes',
    message: `${replaced} broken ${replaced === 1 ? 'piece' : 'pieces'} of the input could not be read as ${encoding} and became U+FFFD; give the encoding, or take the input again from its origin`,
    span: { from: text.indexOf('\ufffd'), to: text.indexOf('\ufffd') + 1 },
  }
  return { text, encoding, notes: [...notes, note] }
}

function count(text: string, mark: string): number {
  let n = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) n++
  return n
}

/** How often U+FFFD stands in the bytes as itself (EF BF BD). */
function countWritten(bytes: Uint8Array): number {
  let n = 0
  for (let at = bytes.indexOf(0xef); at >= 0; at = bytes.indexOf(0xef, at + 1)) {
    if (bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) n++
  }
  return n
}

function markOf(b: Uint8Array): string | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8'
  if (b[0] === 0xff && b[1] === 0xfe) {
    if (b.length >= 4 && b[2] === 0 && b[3] === 0) {
      throw new AscribeError('wrong-encoding', 'the input is UTF-32', 'convert it to UTF-8 first')
    }
    return 'utf-16le'
  }
  return b[0] === 0xfe && b[1] === 0xff ? 'utf-16be' : null
}

function nameOf(label: string): string | null {
  const name = labelToName(label)
  return name ? name.toLowerCase() : null
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  let out = ''
  for (let i = from; i < Math.min(to, bytes.length); i++) out += String.fromCharCode(bytes[i]!)
  return out
}

function refuseBinary(bytes: Uint8Array, head: string) {
  for (const [magic, what, next] of BINARY) {
    if (head.startsWith(magic)) throw new AscribeError('binary-input', `the input is ${what}, not text`, next)
  }
  if (wideWithoutMark(bytes)) return
  const size = Math.min(bytes.length, SAMPLE)
  let odd = 0
  for (let i = 0; i < size; i++) {
    const b = bytes[i]!
    if (b === 0)
      odd += 8 // text has no NUL; a stray one is let through, a file full of them is not
    else if (b < 32 && b !== 9 && b !== 10 && b !== 12 && b !== 13 && b !== 27) odd++
  }
  if (odd > 8 && odd > size / 50) {
    throw new AscribeError(
      'binary-input',
      'the input holds control bytes and is not a text',
      'give plain text, Markdown or HTML',
    )
  }
}

/** UTF-16 that lost its mark: for English every second byte is 0. */
function wideWithoutMark(bytes: Uint8Array): string | null {
  const size = Math.min(bytes.length & ~1, 4096)
  if (size < 8) return null
  let even = 0
  let odd = 0
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const pairs = size / 2
  if (odd > 0.7 * pairs && even < 0.05 * pairs) return 'utf-16le'
  if (even > 0.7 * pairs && odd < 0.05 * pairs) return 'utf-16be'
  return null
}

interface Utf8Survey {
  /** Well-formed sequences of two bytes and more. */
  good: number
  /** Bytes that belong to none. */
  bad: number
  /** The last sequence lacks its end: a file cut off in the middle of a character. */
  cut: boolean
}

/** Counts, by Unicode's table 3-7 of well-formed byte sequences. */
function surveyUtf8(b: Uint8Array): Utf8Survey {
  const found: Utf8Survey = { good: 0, bad: 0, cut: false }
  for (let i = 0; i < b.length; i++) {
    const lead = b[i]!
    if (lead < 0x80) continue
    const more =
      lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0
    if (more === 0) {
      found.bad++
      continue
    }
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    let k = 1
    for (; k <= more && i + k < b.length; k++) {
      const next = b[i + k]!
      if (k === 1 ? next < low || next > high : next < 0x80 || next > 0xbf) break
    }
    if (k > more) {
      found.good++
      i += more
    } else if (i + k >= b.length) {
      found.cut = true
      break
    } else found.bad++
  }
  return found
}

const META = /<meta[^>]{0,300}?charset ?= ?["']? ?([\w:.-]{2,40})/i
const XML = /^\s{0,20}<\?xml[^>]{0,200}?encoding ?= ?["']([\w:.-]{2,40})["']/i

function declaredIn(head: string): string | null {
  const label = XML.exec(head)?.[1] ?? META.exec(head)?.[1]
  const name = label ? nameOf(label) : null
  // A declaration that can itself be read as ASCII cannot be UTF-16: browsers take it for UTF-8.
  return name?.startsWith('utf-16') ? 'utf-8' : name
}

/** The share of high bytes from which on the guesser is asked. */
const MANY_HIGH = 0.05

function guessLegacy(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE)
  let high = 0
  for (const byte of sample) if (byte >= 0x80) high++
  // Few high bytes are the curly quotes, dashes and accents of English; a guesser takes them for anything.
  if (high < MANY_HIGH * sample.length) return 'windows-1252'
  for (const match of analyse(sample)) {
    const name = nameOf(match.name)
    if (name && name !== 'utf-8' && match.confidence >= 20) return name
  }
  return 'windows-1252'
}
