import { AscribeError, type Form, type Piece } from '../../vocabulary/index.ts'
import { decodeBytes, recogniseFormat } from '../index.ts'
import { ByteReader, type Chunks, latin } from './bytes.ts'
import { isFeedRoot, unpackXmlFeed } from './feeds.ts'
import { gunzip } from './inflate.ts'
import { unpackJson } from './json.ts'
import { isMail, isMailbox, unpackMail, unpackMailbox } from './mail.ts'
import { stated, visibleName } from './names.ts'
import { isNewsRoot, unpackNews } from './newsml.ts'
import { tableDelimiter, unpackTable } from './table.ts'
import { charsetName, decodeDocument, headText, narrowed, withoutCharset } from './text-bytes.ts'
import {
  errorOf,
  failed,
  type Packed,
  type Place,
  Stop,
  tooLarge,
  type Unpacked,
  type UnpackOptions,
  Work,
} from './unpacked.ts'
import { isWarc, unpackWarc } from './warc.ts'
import { holdZip, type Stretches, stretchesOf, unpackZip } from './zip.ts'

/** How much of an input is looked at to tell what it is. */
const HEAD = 65536

/**
 * Takes a file apart into articles' bytes: feeds, news items, mails, tables, archives and what they hold, each told by
 * its content; a page, a text or a PDF is one piece by itself. Never throws: what cannot be taken comes as `failed`
 * with a code, and the rest goes on. The same bytes give the same pieces in the same order. Reads as it is asked to,
 * holds one piece (a document read as a whole: one document) at a time.
 */
export async function* unpack(input: Packed, options: UnpackOptions = {}): AsyncGenerator<Unpacked> {
  const work = new Work(options)
  const place: Place = {
    from: visibleName(input.name),
    name: input.name,
    mediaType:
      /^[^;]*/
        .exec(input.mediaType ?? '')![0]
        .trim()
        .toLowerCase() || null,
    charset: charsetName(input.charset ?? /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(input.mediaType ?? '')?.[1]),
    stated: stated({ url: input.url }),
    depth: 0,
  }
  try {
    const { bytes } = input
    const file = bytes instanceof Uint8Array || bytes instanceof Blob ? stretchesOf(bytes) : null
    const chunks = counted(file ? chunksOf(file) : (bytes as AsyncIterable<Uint8Array>), work)
    let found = 0
    for await (const one of unpackAt(new ByteReader(chunks), file, place, work)) {
      found++
      yield one
    }
    if (found === 0) yield nothingInside(place.from)
  } catch (thrown) {
    yield failed(place.from, thrown instanceof Stop ? thrown.error : errorOf(thrown, 'the input'))
  }
}

const nothingInside = (from: string): Unpacked => ({
  kind: 'note',
  from,
  code: 'nothing-inside',
  message: 'it is whole and holds no article: an empty feed, archive or table; nothing needs doing',
})

async function* counted(chunks: AsyncIterable<Uint8Array>, work: Work): AsyncGenerator<Uint8Array> {
  for await (const bytes of chunks) {
    work.spend(bytes.length)
    yield bytes
  }
}

async function* chunksOf(file: Stretches): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += 1 << 20) yield await file.read(at, at + (1 << 20))
}

/** `file` is the input itself where any stretch of it can be read. */
async function* unpackAt(
  reader: ByteReader,
  file: Stretches | null,
  place: Place,
  work: Work,
): AsyncGenerator<Unpacked> {
  const inner = (bytes: Uint8Array | Chunks, within: Place) =>
    bytes instanceof Uint8Array
      ? unpackAt(ByteReader.of(bytes), stretchesOf(bytes), within, work)
      : unpackAt(new ByteReader(bytes), null, within, work)
  try {
    const head = await reader.peek(HEAD)
    if (head.length === 0) {
      yield failed(place.from, reader.damage?.error ?? emptyInput())
      return
    }
    const container = containerOf(head)
    if (container !== null) {
      if (place.depth >= work.limits.maxDepth) {
        yield failed(place.from, tooNested(work.limits.maxDepth))
        return
      }
      switch (container) {
        case 'gzip': {
          const within = { ...place, name: place.name.replace(/\.gz$/i, ''), depth: place.depth + 1 }
          yield* unpackAt(new ByteReader(gunzip(reader, work, 'the gzip stream')), null, within, work)
          return
        }
        case 'zip':
          yield* unpackZip(file ?? (await holdZip(reader, work)), place, work, inner)
          return
        case 'warc':
          yield* unpackWarc(reader, place, work, inner)
          return
      }
      container satisfies never
    }
    if (head[0] === 0x25 && latin(head, 0, 5) === '%PDF-') {
      yield* leaf(await whole(reader, place, work), 'pdf', place)
      return
    }
    yield* unpackText(reader, place, work, inner)
  } catch (thrown) {
    yield failed(place.from, errorOf(thrown, visibleName(place.from)))
  }
}

function containerOf(head: Uint8Array): 'gzip' | 'zip' | 'warc' | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  if (head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2]! + 1) return 'zip'
  return isWarc(latin(head, 0, 32)) ? 'warc' : null
}

type Inner = (bytes: Uint8Array | Chunks, within: Place) => AsyncGenerator<Unpacked>

/** What is text of some kind: by its first signs, by its first lines, and last by its name. */
async function* unpackText(reader: ByteReader, place: Place, work: Work, inner: Inner): AsyncGenerator<Unpacked> {
  const head = headText(await reader.peek(HEAD), place.charset)
  const trimmed = head.trimStart()
  const start = trimmed.charCodeAt(0) === 0x1e ? trimmed.slice(1).trimStart() : trimmed // a JSON text sequence (RFC 7464)
  const named = (ending: RegExp, media: RegExp) => ending.test(place.name) || media.test(place.mediaType ?? '')
  if (/^(?:\[\s*[[{"\]]|\{\s*["}])/.test(start)) {
    yield* unpackJson(await narrowed(reader, place.charset), place, work)
    return
  }
  if (start.startsWith('<')) {
    const root = rootOf(start)
    const known = root !== null && (isFeedRoot(root, start) ? 'feed' : isNewsRoot(root) ? 'news' : null)
    if (known) {
      // What can be read of a document that breaks off is read.
      const { bytes, over } = await reader.all(work.limits.maxPieceBytes)
      const cut = over ? tooLarge('the document', work.limits.maxPieceBytes) : (reader.damage?.error ?? null)
      const text = decodeDocument(bytes, place.charset, Number.POSITIVE_INFINITY)
      yield* known === 'feed' ? unpackXmlFeed(text, cut, place, work) : unpackNews(text, cut, place, work)
      return
    }
    if (root === 'svg') throw new AscribeError('binary-input', 'the input is a drawing (SVG)', 'give the text it shows')
    if (root !== null && /^<\?xml/i.test(start) && root !== 'html') {
      yield failed(place.from, unknownXml(root))
      return
    }
  }
  if (/^<(?:!doctype|html|head|body|article|main|div|p|h1)[\s>]/i.test(start)) {
    yield* leaf(await whole(reader, place, work), null, place)
    return
  }
  if (isMailbox(head)) {
    yield* unpackMailbox(reader, place, work, inner)
    return
  }
  if (
    place.mediaType === 'message/rfc822' ||
    isMail(head) ||
    (/\.eml$/i.test(place.name) && /^[\w-]{1,60}:/.test(head))
  ) {
    if (place.depth >= work.limits.maxDepth) yield failed(place.from, tooNested(work.limits.maxDepth))
    else yield* unpackMail(await whole(reader, place, work), place, work, inner)
    return
  }
  const isTable = named(/\.(?:csv|tsv|tab)$/i, /^text\/(?:csv|tab-separated-values)$/)
  const delimiter = tableDelimiter(head.slice(0, 8192), { named: isTable, column: work.column })
  if (delimiter !== null) {
    yield* unpackTable(await narrowed(reader, place.charset), delimiter, place, work)
    return
  }
  yield* leaf(await whole(reader, place, work), null, place)
}

/** The name of the outermost element, without prefix, in lower case. */
function rootOf(start: string): string | null {
  let at = 0
  while (at < start.length) {
    if (/\s/.test(start[at]!)) at++
    else if (start.startsWith('<!--', at)) at = past(start, '-->', at)
    else if (start.startsWith('<?', at)) at = past(start, '?>', at)
    else if (start.startsWith('<!', at)) {
      const end = start.indexOf('>', at)
      const bracket = start.indexOf('[', at)
      at = bracket >= 0 && bracket < end ? past(start, ']>', at) : past(start, '>', at)
    } else break
  }
  return /^<(?:[\w.-]{1,40}:)?([\w.-]{1,60})[\s/>]/.exec(start.slice(at, at + 120))?.[1]?.toLowerCase() ?? null
}

function past(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at + mark.length
}

/** All bytes of something that is of use only when whole. */
async function whole(reader: ByteReader, place: Place, work: Work): Promise<Uint8Array> {
  const all = await reader.all(work.limits.maxPieceBytes)
  if (all.over) throw tooLarge(place.from, work.limits.maxPieceBytes)
  if (reader.damage) throw reader.damage.error
  return all.bytes
}

function* leaf(bytes: Uint8Array, known: Form | null, place: Place): Generator<Unpacked> {
  if (known !== null) {
    yield { kind: 'piece', piece: { bytes, form: known, stated: place.stated, from: place.from } }
    return
  }
  const plain = withoutCharset(bytes, place.charset, Number.POSITIVE_INFINITY)
  // Decoded to tell its form, and to refuse what is no text; the bytes are kept as they are.
  const { text } = decodeBytes(plain.length > HEAD * 4 ? plain.subarray(0, HEAD * 4) : plain, {
    maxBytes: plain.length,
  })
  if (text.trim() === '' && plain.length <= HEAD * 4) throw emptyInput()
  if (place.depth > 0 && CODE.test(place.name) && recogniseFormat(text) !== 'html') {
    throw new AscribeError('binary-input', 'the input is code of a page or program', 'give the text of an article')
  }
  const piece: Piece = { bytes: plain, form: formOf(text, place), stated: place.stated, from: place.from }
  yield { kind: 'piece', piece }
}

/** What saved pages and repositories hold beside articles. The content is text all the same: the name must tell. */
const CODE = /\.(?:css|m?jsx?|cjs|tsx?|map|py|rb|php|java|c|h|cpp|go|rs|sh|bat|sql|ya?ml|toml|ini|lock|bib|tex|cdxj?)$/i

function formOf(text: string, place: Place): Form {
  const form = recogniseFormat(text)
  if (form !== 'text') return form
  return /\.(?:md|markdown)$/i.test(place.name) || place.mediaType === 'text/markdown' ? 'markdown' : 'text'
}

const emptyInput = () =>
  new AscribeError('empty-input', 'there is nothing in it', 'check that the right file was given')

const tooNested = (most: number) =>
  new AscribeError(
    'too-nested',
    `archives and mails stand more than ${most} deep in each other`,
    'unpack the outer ones and give what comes out, or raise the limit (maxDepth)',
  )

const unknownXml = (root: string) =>
  new AscribeError(
    'unknown-format',
    `the input is XML of a kind that is not known here (${visibleName(root)})`,
    'give a feed (RSS, Atom), NewsML-G2, NITF, or the article as HTML or text',
  )
