/**
 * The files that corpora and scorers exchange. Offsets in them are pairs `[from, to]`, half-open, in UTF-16
 * units of the document's text. (PolNeAR counts code points; none of its texts has a character for which the
 * two differ, and `readPolnear` refuses a text that has one.)
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { AttributionKind, BlockKind, SpeakerType } from '../vocabulary/index.ts'
import { AscribeError, ROLES } from '../vocabulary/index.ts'

/** A half-open stretch of the text, as files write it. */
export type Offsets = readonly [from: number, to: number]

/** The three roles as files write them: each a list, perhaps empty, in text order. */
export interface RoleOffsets {
  readonly source: readonly Offsets[]
  readonly cue: readonly Offsets[]
  readonly content: readonly Offsets[]
}

/** CoreNLP's reading of one token: Penn tag, entity class, head as an index into the sentence (-1: root), UD v1 relation. */
export type PolnearToken = readonly [
  from: number,
  to: number,
  pos: string,
  lemma: string,
  ner: string,
  head: number,
  relation: string,
]

export interface PolnearSentence {
  readonly start: number
  readonly end: number
  readonly tokens: readonly PolnearToken[]
}

export interface PolnearAttribution extends RoleOffsets {
  readonly id: string
}

/** One line of `polnear/{train,dev}.jsonl.gz`: one annotator's version of one article. */
export interface PolnearDocument {
  readonly id: string
  readonly annotator: string
  readonly publisher: string
  readonly date: string
  readonly title: string
  readonly text: string
  /** Empty where the corpus has no parse. */
  readonly sentences: readonly PolnearSentence[]
  readonly attributions: readonly PolnearAttribution[]
}

/** Somebody as gold and predictions name them; `name` is null where nobody can be named. */
export interface Named {
  readonly name: string | null
  readonly type?: SpeakerType
}

/** One attribution made by hand. The keys that only a part of the gold has are optional. */
export interface GoldAttribution extends RoleOffsets {
  readonly id: string
  readonly kind: AttributionKind
  readonly speaker?: Named | null
  readonly addressee?: Named | null
  /** What stands between the speaker and the article, outermost first. */
  readonly via?: readonly string[]
  /** The attribution whose content holds this one. */
  readonly parent?: string | null
  readonly negated?: boolean
  /** Counts neither for nor against. */
  readonly optional?: boolean
  readonly act?: string
  readonly block?: BlockKind
}

/** A hand-made gold document (`wikinews-gold/NAME.json`, `seed/expected.json`) together with its text. */
export interface GoldDocument {
  /** The file's `doc`: the id that a prediction line must carry. */
  readonly id: string
  readonly text: string
  readonly attributions: readonly GoldAttribution[]
  /** Everybody else the document names, where the file lists them. */
  readonly speakers: readonly { readonly name: string }[]
}

/** One predicted attribution in the format that both scorers read. More keys than these are welcome. */
export interface SpanAttribution extends RoleOffsets {
  readonly id: string
  readonly kind?: AttributionKind
  readonly speaker?: Named | null
  readonly addressee?: Named | null
  readonly via?: readonly (string | Named)[]
  /** The attribution of the same line whose content holds this one; null for an outermost one. */
  readonly parent?: string | null
  readonly negated?: boolean
  readonly confidence?: number
}

/** The reading of one document, as `ascribe read --format spans` prints it: one line of JSON. */
export interface SpanLine {
  readonly id: string
  readonly attributions: readonly SpanAttribution[]
}

/**
 * Reads a PolNeAR file of JSON lines, gzipped or not, in file order.
 *
 * @throws AscribeError `bad-corpus` when a line is no document: broken JSON, a key missing, or a span that is
 *   empty, reversed or outside the text. The message names the line.
 */
export function readPolnear(path: string): PolnearDocument[] {
  const bytes = readFileSync(path)
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
  const documents: PolnearDocument[] = []
  let number = 0
  for (const line of (packed ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')) {
    number++
    if (line.trim() === '') continue
    const where = `${basename(path)}, line ${number}`
    const document = parse(line, where) as PolnearDocument
    if (!isPolnear(document)) throw badCorpus(where, 'a document needs id, text, sentences and attributions')
    if (/[\uD800-\uDFFF]/.test(document.text)) {
      throw badCorpus(where, 'the text has characters outside the BMP, where code points are no UTF-16 units')
    }
    checkSpans(document.attributions, document.text.length, where)
    documents.push(document)
  }
  return documents
}

/**
 * Reads one hand-made gold file and the text beside it: `article` in the same folder, or the document's name
 * with `.txt`.
 *
 * @throws AscribeError `bad-corpus` as `readPolnear` does; the file system's own error when a file is missing.
 */
export function readGold(path: string): GoldDocument {
  const where = basename(path)
  const file = parse(readFileSync(path, 'utf8'), where) as {
    readonly doc?: string
    readonly article?: string
    readonly attributions?: readonly GoldAttribution[]
    readonly speakers?: readonly { readonly name: string }[]
  }
  if (typeof file?.doc !== 'string' || !Array.isArray(file.attributions)) {
    throw badCorpus(where, 'a gold file needs doc and attributions')
  }
  const text = readFileSync(join(dirname(path), file.article ?? `${file.doc}.txt`), 'utf8')
  checkSpans(file.attributions, text.length, where)
  return { id: file.doc, text, attributions: file.attributions, speakers: file.speakers ?? [] }
}

function parse(json: string, where: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw badCorpus(where, `not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
}

const isPolnear = (document: PolnearDocument | null): boolean =>
  typeof document?.id === 'string' &&
  typeof document.text === 'string' &&
  Array.isArray(document.sentences) &&
  Array.isArray(document.attributions)

function checkSpans(attributions: readonly RoleOffsets[], size: number, where: string): void {
  for (const attribution of attributions) {
    const wrong = wrongSpans(attribution, size)
    if (wrong !== null) throw badCorpus(where, wrong)
  }
}

/** What is wrong with the spans of an attribution in a text of `size` UTF-16 units; null when nothing is. */
export function wrongSpans(attribution: RoleOffsets, size: number): string | null {
  for (const role of ROLES) {
    const spans = attribution[role]
    if (!Array.isArray(spans)) return `${role} must be a list of [from, to]`
    for (const [from, to] of spans) {
      if (!(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= size)) {
        return `${role} span [${from}, ${to}] is empty, reversed or outside the text of ${size} units`
      }
    }
  }
  return null
}

const badCorpus = (where: string, fact: string): AscribeError =>
  new AscribeError('bad-corpus', `${where}: ${fact}`, 'Mend the line or take it out of the corpus.')
