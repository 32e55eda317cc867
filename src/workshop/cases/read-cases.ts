/** Reads `*.case` files; test/cases/README.md describes the format. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { articleFromHtml, articleFromText } from '../../ingest/index.ts'
import type { Article, AttributionKind, DoubtReason, Span } from '../../vocabulary/index.ts'
import { overlaps, span } from '../../vocabulary/index.ts'

/** The keys that a line may state; the README says what each means. */
export const KEYS = [
  'speaker',
  'speakers',
  'type',
  'parent',
  'via',
  'addressee',
  'venue',
  'when',
  'days',
  'onBehalfOf',
  'stance',
  'negated',
  'reported',
  'doubt',
  'candidates',
  'repeats',
] as const
export type Key = (typeof KEYS)[number]

const KINDS: readonly string[] = ['direct', 'indirect', 'mixed'] satisfies AttributionKind[]

export interface Expected {
  readonly source: readonly Span[]
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  /** Null where the line doesn't state it. */
  readonly kind: AttributionKind | null
  readonly keys: Readonly<Partial<Record<Key, string>>>
  /** Index into the same list; null for an outermost attribution. */
  readonly parent: number | null
  readonly optional: boolean
}

export interface Case {
  readonly file: string
  readonly name: string
  /** Why the case doesn't hold yet; null when it must hold. */
  readonly known: string | null
  /** What to read. */
  readonly article: Article
  /** The article's text, into which the spans point. */
  readonly text: string
  readonly expected: readonly Expected[]
}

/** All cases of a folder, files in order of their names. Throws on the first line that breaks the format. */
export function readCases(folder: string): Case[] {
  const files = readdirSync(folder).filter(name => name.endsWith('.case'))
  return files.sort().flatMap(file => parseCases(readFileSync(join(folder, file), 'utf8'), file))
}

/** All cases of several folders; with more than one, `file` holds the folder too, for a name may stand in each. */
export function readFolders(folders: readonly string[]): Case[] {
  return folders.flatMap(folder => {
    const read = readCases(folder)
    return folders.length < 2 ? read : read.map(c => ({ ...c, file: `${folder.replace(/\/+$/, '')}/${c.file}` }))
  })
}

/** The cases of one file's text. */
export function parseCases(body: string, file: string): Case[] {
  return body
    .replaceAll('\r\n', '\n')
    .split(/^----$/m)
    .map(part => parseCase(part, file))
}

function parseCase(part: string, file: string): Case {
  const lines = part.split('\n')
  while (lines[0]?.trim() === '') lines.shift()
  const head = lines.shift() ?? ''
  if (!head.startsWith('# ')) throw new Error(`${file}: a case begins with "# name", not with "${head}"`)
  const name = head.slice(2).trim()
  const fail = (why: string): never => {
    throw new Error(`${file}: ${name}: ${why}`)
  }
  const { known, format, published } = headOf(lines, fail)
  const arrow = lines.indexOf('==>')
  if (arrow < 0) fail('no line "==>"')
  const body = lines.slice(0, arrow).join('\n').replace(/^\n+/, '').trimEnd()
  const wanted = lines.slice(arrow + 1).filter(line => line.trim() !== '')
  if (body === '' || wanted.length === 0) fail('no article, or nothing expected of it')
  const article =
    format === 'html' ? articleFromHtml(body, { published }) : articleFromText(body, { format, published })
  const { text } = article
  const nothing = wanted.length === 1 && wanted[0]!.trim() === 'none'
  if (nothing) return { file, name, known, article, text, expected: [] }
  const expected = wanted.map(line => parseLine(line, text, fail))
  for (const e of expected) if (e.parent !== null && !expected[e.parent]) fail(`parent ${e.parent + 1} is no line`)
  return { file, name, known, article, text, expected }
}

/** Takes the lines between a case's name and its article: `known:`, `format:` and `published:`, each at most once. */
function headOf(lines: string[], fail: (why: string) => never) {
  const said = new Map<string, string>()
  for (;;) {
    const [, key, value] = /^(known|format|published): (.*)$/.exec(lines[0] ?? '') ?? []
    if (key === undefined) break
    if (said.has(key)) fail(`"${key}:" stands twice`)
    said.set(key, value!.trim())
    lines.shift()
  }
  const format = said.get('format') ?? 'text'
  if (format !== 'text' && format !== 'markdown' && format !== 'html') return fail(`unknown format "${format}"`)
  return { known: said.get('known') ?? null, format, published: said.get('published') ?? null } as const
}

function parseLine(line: string, text: string, fail: (why: string) => never): Expected {
  const optional = line.startsWith('? ')
  const fields = (optional ? line.slice(2) : line).split(' | ').map(field => field.trim())
  const [source, cue, content, ...rest] = fields
  if (source === undefined || cue === undefined || content === undefined) return fail(`fewer than three roles: ${line}`)
  const kind = rest[0] !== undefined && KINDS.includes(rest[0]) ? (rest.shift() as AttributionKind) : null
  const keys: Partial<Record<Key, string>> = {}
  for (const field of rest) {
    const at = field.indexOf('=')
    const key = KEYS.find(k => k === field.slice(0, at))
    if (at < 0 || key === undefined || key in keys) return fail(`unknown or repeated field "${field}"`)
    keys[key] = field.slice(at + 1)
  }
  const said = locate(content, text, [], [], fail)
  if (said.length === 0) return fail('the content is empty')
  const cued = locate(cue, text, said, said, fail)
  const sourced = locate(source, text, [...cued, ...said], cued.length > 0 ? cued : said, fail)
  const parent = keys.parent === undefined ? null : Number(keys.parent) - 1
  checkDoubt(keys, fail)
  return { source: sourced, cue: cued, content: said, kind, keys, parent, optional }
}

const DOUBTS: readonly string[] = [
  '-',
  'two-candidates',
  'no-source-in-reach',
  'text-cut-off',
  'ambiguous-mark',
] satisfies (DoubtReason | '-')[]

function checkDoubt({ doubt }: Expected['keys'], fail: (why: string) => never): void {
  if (doubt !== undefined && !DOUBTS.includes(doubt)) fail(`unknown doubt "${doubt}"`)
}

/** The spans of a role's pieces: the first one nearest to `near`, no piece over any of `taken`. */
function locate(
  role: string,
  text: string,
  taken: readonly Span[],
  near: readonly Span[],
  fail: (why: string) => never,
): Span[] {
  if (role === '-') return []
  const found: Span[] = []
  for (const written of role.split(' ... ')) {
    const [, piece, nth] = /^(.*?)(?: \[(\d+)\])?$/s.exec(written === '\\-' ? '-' : written)!
    const all = occurrences(piece!, text)
    const last = found.at(-1)
    const free = all.filter(s => !taken.some(t => overlaps(s, t)) && (!last || s.from >= last.to))
    const chosen = nth !== undefined ? all[Number(nth) - 1] : found.length === 0 ? nearest(free, near) : free[0]
    if (chosen === undefined) return fail(`"${written}" isn't in the article`)
    found.push(chosen)
  }
  return found
}

/** Where a piece stands in the text: any white space for its white space, and never inside a longer word. */
function occurrences(piece: string, text: string): Span[] {
  const words = piece.split(/[\s¶]+/).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const word = /[\p{L}\p{N}]/u
  const before = word.test(piece[0] ?? '') ? '(?<![\\p{L}\\p{N}])' : ''
  const after = word.test(piece.at(-1) ?? '') ? '(?![\\p{L}\\p{N}])' : ''
  const pattern = new RegExp(before + words.join('\\s+') + after, 'gu')
  return [...text.matchAll(pattern)].map(m => span(m.index, m.index + m[0].length))
}

function nearest(from: readonly Span[], near: readonly Span[]): Span | undefined {
  const distance = (s: Span) => Math.min(...near.map(n => (n.from >= s.to ? n.from - s.to : s.from - n.to)))
  let best = from[0]
  if (near.length > 0) for (const s of from) if (distance(s) < distance(best!)) best = s
  return best
}
