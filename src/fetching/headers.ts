/** A header's field as undici gives it: bytes as Latin-1, a list where it was sent more than once. */
export type Field = string | readonly string[] | undefined

const first = (field: Field): string | null =>
  field === undefined ? null : typeof field === 'string' ? field : (field[0] ?? null)

/** As stated; 0 when nothing of use is stated. */
export const contentLength = (field: Field): number => (/^\d+$/.test(first(field) ?? '') ? Number(first(field)) : 0)

/** The media type and charset of a Content-Type. Of several, the last that makes sense counts, as in browsers. */
export function contentType(field: Field): { readonly mediaType: string | null; readonly charset: string | null } {
  let mediaType: string | null = null
  let charset: string | null = null
  for (const value of field === undefined ? [] : typeof field === 'string' ? [field] : field) {
    const essence = /^\s*([\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,80})\s*(?:;|$)/.exec(value.slice(0, 1000))
    if (!essence || essence[1] === '*/*') continue
    mediaType = essence[1]!.toLowerCase()
    charset = /;\s*charset\s*=\s*["']?([\w.:+-]{1,40})/i.exec(value.slice(0, 1000))?.[1]?.toLowerCase() ?? null
  }
  return { mediaType, charset }
}

/** Kinds of text that are no reading: style, programs, streams that never end, calendars. */
const NO_NEWS_TEXT =
  /^text\/(?:css|(?:x-)?(?:java|ecma|type|live)script|event-stream|cache-manifest|calendar|v[ct]ard)$/
const TEXT = /^text\/[\w.+-]+$/
const XML_OR_JSON = /^application\/(?:[\w.-]+\+)?(?:xml|json)$/
const OTHER_NEWS: ReadonlySet<string> = new Set([
  ...['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines'],
  ...['application/jsonlines', 'application/json-seq', 'application/csv', 'application/markdown'],
  ...['application/pdf', 'application/x-pdf', 'application/warc', 'application/x-warc', 'message/rfc822'],
  ...['application/gzip', 'application/x-gzip', 'application/zip', 'application/x-zip', 'application/x-zip-compressed'],
  ...['application/octet-stream', 'binary/octet-stream'],
])

/**
 * Media types in which news comes: pages, feeds and other XML, JSON, text, PDF, mail, archives. One that says nothing
 * (`application/octet-stream`, or none) passes: what the bytes are is for others to see.
 */
export const isNewsMedia = (mediaType: string | null): boolean =>
  mediaType === null ||
  (TEXT.test(mediaType) && !NO_NEWS_TEXT.test(mediaType)) ||
  XML_OR_JSON.test(mediaType) ||
  OTHER_NEWS.has(mediaType)

/** Where a redirect leads, as text: a header's bytes are UTF-8 if they can be. Null when there is no one place. */
export function location(field: Field): string | null {
  const places = new Set(field === undefined ? [] : typeof field === 'string' ? [field] : field)
  const [place] = places
  if (place === undefined || places.size > 1 || place.trim() === '') return null
  const utf8 = Buffer.from(place, 'latin1').toString('utf8')
  return utf8.includes('\ufffd') ? place : utf8
}

/** A validator that can be sent back as it is: visible ASCII, not long. */
export function validator(field: Field): string | null {
  const value = first(field)
  return value !== null && /^[\x20-\x7e]{1,300}$/.test(value) ? value : null
}

/** Milliseconds to wait by Retry-After (seconds, or a date) at `now`; null when it says nothing of use. */
export function retryAfter(field: Field, now: number): number | null {
  const value = first(field)?.trim() ?? ''
  if (/^\d{1,12}$/.test(value)) return Number(value) * 1000
  // Dates as HTTP has them begin with a day's name; Date.parse alone would take "-5" for a year.
  const at = /^[A-Za-z]{3,9},? /.test(value) && value.length < 60 ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** The names in a Content-Encoding, in the order in which they were applied, `identity` left out. */
export const contentEncodings = (field: Field): readonly string[] =>
  (field === undefined ? [] : typeof field === 'string' ? [field] : field)
    .join(',')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity')
