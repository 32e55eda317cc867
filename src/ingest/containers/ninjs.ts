import { AscribeError } from '../../vocabulary/index.ts'
import { line, stated, webAddress } from './names.ts'
import { escapeHtml, pageOf } from './page.ts'
import { utf8 } from './text-bytes.ts'
import { failed, type Unpacked } from './unpacked.ts'

type Json = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []).filter(isObject)
const string = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

/** IPTC ninjs 1.x (`headline`, `body_xhtml`) or 2.x and 3.x (`headlines`, `bodies`). */
export function isNinjs(data: Json): boolean {
  const standard = isObject(data.standard) ? data.standard.name : null
  if (typeof standard === 'string' && standard.toLowerCase() === 'ninjs') return true
  if (typeof data.uri !== 'string') return false
  return (
    Array.isArray(data.bodies) ||
    Object.keys(data).some(key => /^body_(?:text|xhtml|html|sportsml)/.test(key)) ||
    ('pubstatus' in data && ('versioncreated' in data || 'headline' in data))
  )
}

/** The text of one item. Items that were withheld or cancelled, and those of pictures, are left out with a note. */
export function* unpackNinjs(item: Json, from: string): Generator<Unpacked> {
  const status = (string(item.pubstatus) ?? 'usable').toLowerCase().replace(/^.*:/, '')
  if (status !== 'usable') {
    yield withheld(from, status)
    return
  }
  const body = bodyOf(item)
  if (body) {
    const title = headlineOf(item)
    const byline = string(item.byline) ?? string(item.by)
    const language = string(item.language)
    const data = stated({
      title,
      byline: byline?.replace(/^by\s+/i, ''),
      published: item.firstcreated ?? item.firstCreated ?? item.contentcreated ?? item.versioncreated,
      modified: item.contentmodified ?? (item.firstcreated ? item.versioncreated : null),
      url:
        webAddress(item.url) ??
        objects(item.altids)
          .map(id => webAddress(id.value))
          .find(Boolean) ??
        webAddress(item.uri),
      language,
      agency: agencyOf(item),
    })
    const dateline = string(item.dateline)
    const page = pageOf({ title: data.title ?? null, byline, dateline, language: data.language ?? null, body })
    yield { kind: 'piece', piece: { bytes: utf8(page), form: 'html', stated: data, from } }
  }
  const within = Object.values(isObject(item.associations) ? item.associations : {}).concat(objects(item.associations))
  const texts = within.filter(inner => isObject(inner) && string(inner.type) === 'text' && bodyOf(inner)) as Json[]
  for (const [i, inner] of texts.slice(0, 100).entries()) yield* unpackOne(inner, `${from}#${i + 1}`)
  if (!body && texts.length === 0) {
    const type = string(item.type)
    if (type && type !== 'text') {
      yield { kind: 'note', from, code: 'not-news', message: `an item of type ${line(type)} holds no text to read` }
    } else {
      yield failed(from, noBody())
    }
  }
}

/** An item within an item; its own associations are not looked into. */
const unpackOne = (item: Json, from: string) => unpackNinjs({ ...item, associations: null }, from)

export const noBody = () =>
  new AscribeError(
    'no-body',
    'the news item holds no body of text',
    'ask its sender for the text: the item may only point to it',
  )

export const withheld = (from: string, status: string): Unpacked => ({
  kind: 'note',
  from,
  code: 'withheld',
  message: `the sender set this item to "${line(status) ?? ''}", so it is not taken; nothing needs doing`,
})

function headlineOf(item: Json): string | null {
  const all = objects(item.headlines)
  const main = all.find(h => /main|headline/i.test(string(h.role) ?? '')) ?? all[0]
  return string(item.headline) ?? string(main?.value) ?? string(item.title) ?? string(item.name)
}

/** HTML before plain text; of several bodies the first that is whole. */
function bodyOf(item: Json): string | null {
  const xhtml = string(item.body_xhtml) ?? string(item.body_html) ?? string(item.body_xhtml5)
  if (xhtml) return xhtml
  const bodies = objects(item.bodies).filter(b => string(b.value))
  const html = bodies.find(b => /html/i.test(string(b.contenttype) ?? '') || /^\s*</.test(string(b.value)!))
  if (html) return string(html.value)
  const text = string(item.body_text) ?? string(bodies[0]?.value)
  return text && paragraphs(text)
}

export const paragraphs = (text: string): string =>
  text
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => `<p>${escapeHtml(part)}</p>`)
    .join('\n')

function agencyOf(item: Json): string | null {
  const source = [...objects(item.infosources), ...objects(item.infosource)].map(
    s => string(s.name) ?? string(s.literal),
  )
  return (
    source.find(Boolean) ?? string(item.infosource) ?? string(item.copyrightholder) ?? rightsHolder(item.rightsinfo)
  )
}

function rightsHolder(rights: unknown): string | null {
  const info = Array.isArray(rights) ? objects(rights)[0] : rights
  const holder = isObject(info) ? (info.copyrightholder ?? info.copyrightHolder) : null
  return isObject(holder) ? string(holder.name) : string(holder)
}
