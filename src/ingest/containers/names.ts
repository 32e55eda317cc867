import type { Stated } from '../../vocabulary/index.ts'

/**
 * What would act on a terminal or turn the line around: control characters, marks of writing direction, line and
 * paragraph separators, characters without width, lone surrogates.
 */
const ACTING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu
const LONGEST_NAME = 300

/** A name of a file or entry made safe to show: what would act is written out (`\u{1b}`), a long one is cut. */
export function visibleName(name: string): string {
  const cut = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME / 2)}…${name.slice(-LONGEST_NAME / 2)}` : name
  return cut.replace(ACTING, c => `\\u{${c.codePointAt(0)!.toString(16)}}`)
}

/** A stated line: blanks folded, what would act on a terminal taken out, cut at 1,000 units; null when nothing is left. */
export function line(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const plain = value.slice(0, 4000).replace(/\s+/g, ' ').replace(ACTING, '').trim().slice(0, 1000)
  return plain === '' ? null : plain
}

/** An address on the web as it is written, completed by `base`; null for anything but http and https. */
export function webAddress(value: unknown, base?: string | null): string | null {
  if (typeof value !== 'string' || value.length > 4096) return null
  try {
    const url = base ? new URL(value.trim(), base) : new URL(value.trim())
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

export function languageTag(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const tag = value.trim().replaceAll('_', '-')
  return /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}$/.test(tag) ? tag : null
}

/** Stated data in one order and without blanks, so that the same data gives the same job. */
export function stated(data: { readonly [K in keyof Stated]?: unknown }): Stated {
  const all: [keyof Stated, string | null][] = [
    ['title', line(data.title)],
    ['byline', line(data.byline)],
    ['published', line(data.published)],
    ['modified', line(data.modified)],
    ['outlet', line(data.outlet)],
    ['url', webAddress(data.url)],
    ['language', languageTag(data.language)],
    ['agency', line(data.agency)],
  ]
  return Object.fromEntries(all.filter(([, value]) => value !== null))
}
