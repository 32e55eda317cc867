import PostalMime, { type Email } from 'postal-mime'
import type { AscribeError } from '../../vocabulary/index.ts'
import { type ByteReader, concat, find, latin } from './bytes.ts'
import { stated, visibleName } from './names.ts'
import { utf8 } from './text-bytes.ts'
import {
  errorOf,
  failed,
  LeftOut,
  type Place,
  tooLarge,
  truncated,
  type Unpacked,
  type UnpackInner,
  type Work,
  withoutBinary,
} from './unpacked.ts'

const FIELD = /^([A-Za-z][A-Za-z0-9-]{0,60}):(?: |$|\t)/
const OF_MAIL = new Set(
  'from to subject date received return-path message-id mime-version delivered-to x-original-to dkim-signature content-type reply-to sender cc bcc'.split(
    ' ',
  ),
)
/** Names that a press release may set in its own head too. */
const PLAIN = new Set(['from', 'to', 'subject', 'date', 'cc'])

/** Attachments of which the type alone says that they hold no text to read. */
const NO_NEWS =
  /^(?:image|audio|video|font)\/|^application\/(?:x-)?(?:pgp|pkcs7)-|^text\/(?:calendar|vcard|x-vcard|css)$/

/** A mail begins with header fields, of which at least two are a mail's and one is none that a letter has too. */
export function isMail(head: string): boolean {
  let known = 0
  let sure = 0
  const lines = head.split(/\r?\n/, 60)
  for (const [i, text] of lines.entries()) {
    if (text === '' || i === lines.length - 1) return known >= 2 && (sure >= 1 || known >= 4)
    if (/^[ \t]/.test(text) && i > 0) continue
    const name = FIELD.exec(text)?.[1]?.toLowerCase()
    if (name === undefined) return false
    if (OF_MAIL.has(name)) {
      known++
      if (!PLAIN.has(name)) sure++
    }
  }
  return known >= 2 && sure >= 1
}

export const isMailbox = (head: string): boolean =>
  /^From \S{1,200}.{0,100}\d{4}[^\n]{0,20}\r?\n/.test(head) && isMail(head.slice(head.indexOf('\n') + 1))

/** One mail: its body as HTML or text, then its attachments in turn. Quoted replies and signatures stand where they stood. */
export async function* unpackMail(
  bytes: Uint8Array,
  place: Place,
  work: Work,
  inner: UnpackInner,
): AsyncGenerator<Unpacked> {
  let mail: Email
  try {
    mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: 50 })
  } catch (thrown) {
    yield failed(place.from, errorOf(thrown, 'the mail'))
    return
  }
  const broken = breaksOff(bytes, mail)
  const out = new LeftOut()
  const data = stated({
    title: mail.subject,
    byline: mail.from?.name || null,
    // As the mail has it: what a library makes of it would lose the sender's own time zone.
    published: mail.headers.find(h => h.key === 'date')?.value,
    url: mail.headers.find(h => h.key === 'archived-at')?.value.replace(/^<|>$/g, ''),
    language: mail.headers.find(h => h.key === 'content-language')?.value,
  })
  const bodies = [
    { form: 'html', text: mail.html },
    { form: 'text', text: mail.text },
  ] as const
  // Of a mail that breaks off its last part is not whole; the text stands before the HTML.
  const whole = broken && mail.attachments.length === 0 ? (mail.html && mail.text ? bodies.slice(1) : []) : bodies
  const body = whole.find(b => b.text !== undefined && b.text.trim() !== '')
  if (body) {
    const piece = { bytes: utf8(mendLatin(body.text!)), form: body.form, stated: data, from: place.from }
    yield { kind: 'piece', piece }
  }
  let number = 0
  const attachments = broken ? mail.attachments.slice(0, -1) : mail.attachments
  for (const attachment of attachments) {
    work.entry()
    const name = visibleName(attachment.filename ?? `part ${++number}`)
    const from = `${place.from}#${name}`
    if (attachment.related || NO_NEWS.test(attachment.mimeType)) {
      out.add(attachment.mimeType.slice(0, 60), from)
      continue
    }
    const content = attachment.content
    const part = typeof content === 'string' ? utf8(content) : new Uint8Array(content)
    work.spend(part.length)
    yield* withoutBinary(
      out,
      from,
      inner(part, {
        from,
        name: attachment.filename ?? '',
        mediaType: attachment.mimeType,
        charset: null,
        // What is attached speaks for itself: it may be years older than the mail, and by somebody else.
        stated: {},
        depth: place.depth + 1,
      }),
    )
  }
  if (!body && !broken && attachments.length === 0) out.add('a mail without text', place.from)
  yield* out.note(place.from)
  if (broken) yield failed(place.from, truncated('the mail'))
}

/** Whether a mail of several parts ends before its outermost closing boundary. */
function breaksOff(bytes: Uint8Array, mail: Email): boolean {
  const type = mail.headers.find(h => h.key === 'content-type')?.value ?? ''
  if (!/^multipart\//i.test(type)) return false
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return false
  return find(bytes, [...utf8(`--${mark}--`)]) < 0
}

const MENDED = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
/**
 * Node 20 decodes windows-1252 as if it were ISO 8859-1, which turns quotation marks into control characters that no
 * mail holds: they are put back.
 */
const mendLatin = (text: string): string => text.replace(/[\u0080-\u009f]/g, c => MENDED[c.charCodeAt(0) - 0x80]!)

/** Mails one behind the other (mboxrd, mboxo): each begins at a line `From …` behind a blank one. */
export async function* unpackMailbox(
  reader: ByteReader,
  place: Place,
  work: Work,
  inner: UnpackInner,
): AsyncGenerator<Unpacked> {
  let parts: Uint8Array[] = []
  let size = 0
  let number = 0
  let blank = true
  const flush = async function* (cut: AscribeError | null): AsyncGenerator<Unpacked> {
    if (number === 0) return
    const from = `${place.from}#${number}`
    if (cut) yield failed(from, cut)
    else if (size > work.limits.maxPieceBytes) yield failed(from, tooLarge(`mail ${number}`, work.limits.maxPieceBytes))
    else {
      const whole = concat(parts)
      yield* inner(whole, { ...place, from, name: '', mediaType: 'message/rfc822', stated: {}, depth: place.depth + 1 })
    }
  }
  for (;;) {
    const bytes = await reader.line(65536)
    if (!bytes || (blank && isSeparator(bytes))) {
      yield* flush(bytes ? null : (reader.damage?.error ?? null)) // the last mail of a damaged stream is not whole
      if (!bytes) break
      work.entry()
      number++
      parts = []
      size = 0
      blank = false
      continue
    }
    blank = bytes[0] === 10 || (bytes[0] === 13 && bytes[1] === 10)
    const escaped = latin(bytes, 0, 80)
    const part = /^>+From /.test(escaped) ? bytes.subarray(1) : bytes
    size += part.length
    if (size <= work.limits.maxPieceBytes) parts.push(part)
  }
}

const isSeparator = (bytes: Uint8Array): boolean => bytes[0] === 70 && /^From \S/.test(latin(bytes, 0, 20))
