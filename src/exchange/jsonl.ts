import {
  AscribeError,
  presentRecord,
  RECORD_VERSION,
  type RuledReading,
  type RuledStatement,
} from '../vocabulary/index.ts'
import { type Imported, type ImportedBy, rulingsOf } from './changes.ts'
import { castOf, type Digests, digest, digestsOf, type Edited, editedOf, readDigests, writeDigests } from './edited.ts'
import { faultOfReading } from './reading-shape.ts'

/** Readings on their way out. Writers hold one article at a time, or one batch of rows. */
export type Readings = AsyncIterable<RuledReading> | Iterable<RuledReading>

const SCHEMA = 'ascribe/reading'
const VERSION = 1

/** The keys that a line has beside those of the reading. */
interface Envelope {
  readonly schema: typeof SCHEMA
  readonly version: number
  /** Of all offsets. */
  readonly unit: 'utf-16'
  /** What was exported, in digests, so that an import can tell what a person changed since. */
  readonly exported: {
    readonly article: string
    readonly statements: Readonly<Record<string, string>>
  }
}

/**
 * One kept article, whole, as one line of JSON (schema/ruled-reading-1.schema.json): text and metadata, the engine's
 * reading, and what people ruled. `readJsonl` gives the same reading back. Offsets are UTF-16 units. The characters
 * that some tools take for line ends (U+0085, U+2028, U+2029) are escaped.
 */
export function jsonlOf(reading: RuledReading): string {
  const { text } = reading.kept.article
  const statements = Object.fromEntries(
    present(reading, '').map(edited => [edited.id, writeDigests(digestsOf(text, edited))]),
  )
  const envelope: Envelope = {
    schema: SCHEMA,
    version: VERSION,
    unit: 'utf-16',
    exported: { article: articleDigest(reading), statements },
  }
  const { schema, version, unit, exported } = envelope
  return `${JSON.stringify({ schema, version, unit, ...reading, exported }).replace(
    /[\u0085\u2028\u2029]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`
}

export async function* writeJsonl(readings: Readings): AsyncGenerator<string> {
  for await (const reading of readings) yield jsonlOf(reading)
}

/**
 * Reads a line of `writeJsonl` back.
 *
 * @param line its number in the file, for messages
 * @throws AscribeError `export-too-new` for a line of a later version; `bad-export` when it is no such line, or says
 *   what cannot be: a key missing, a span outside the text, a speaker that is not listed
 */
export function readJsonl(json: string, line = 1): RuledReading {
  return parse(json, line).reading
}

/**
 * Reads a line that a person may have edited as rulings over the present reading of the same article.
 *
 * @throws AscribeError as `readJsonl` does, and `text-differs` when the line is of another text than the reading
 */
export function importJsonl(json: string, reading: RuledReading, by: ImportedBy, line = 1): Imported {
  const { reading: file, exported } = parse(json, line)
  if (file.kept.article.text !== reading.kept.article.text || file.kept.article.hash !== reading.kept.article.hash) {
    throw textDiffers(`line ${line}`, reading)
  }
  const place = `line ${line}`
  const digests = exported && new Map<string, Digests>()
  for (const [id, written] of Object.entries(exported?.statements ?? {})) {
    const read = typeof written === 'string' ? readDigests(written) : null
    if (read === null) throw badLine(line, `exported.statements.${id} is not what an export writes`)
    digests!.set(id, read)
  }
  const imported = rulingsOf(
    reading,
    present(reading, place),
    { statements: present(file, place), exported: digests },
    by,
  )
  if (exported === null || exported.article === articleDigest(file)) return imported
  const note = {
    code: 'not-taken',
    message: `${place}: the file changes the article’s data, the engine’s record or earlier rulings, which no import can change`,
  }
  return { ...imported, notes: [...imported.notes, note] }
}

export const textDiffers = (place: string, reading: RuledReading): AscribeError =>
  new AscribeError(
    'text-differs',
    `${place}: the text is not that of article ${reading.kept.id}, version ${reading.kept.version}`,
    'import it for the version of the article that it was exported from; never edit the text',
  )

function parse(json: string, line: number): { reading: RuledReading; exported: Envelope['exported'] | null } {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw badLine(line, `not JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  if (typeof value !== 'object' || value === null || (value as Partial<Envelope>).schema !== SCHEMA) {
    throw badLine(line, `no line of "schema": "${SCHEMA}"`)
  }
  const { schema: _, version, unit, exported, ...reading } = value as Partial<Envelope> & Record<string, unknown>
  if (typeof version !== 'number' || version < 1) throw badLine(line, 'version must be a number from 1')
  if (version > VERSION) {
    throw new AscribeError(
      'export-too-new',
      `line ${line} is of version ${version}, this Ascribe reads up to ${VERSION}`,
      'upgrade Ascribe, or export it again with the older one',
    )
  }
  if (unit !== 'utf-16') throw badLine(line, 'unit must be utf-16')
  const current = presentReading(reading, line)
  const fault = faultOfReading(current)
  if (fault !== null) throw badLine(line, fault)
  const sound = typeof exported?.article === 'string' && typeof exported.statements === 'object' && exported.statements
  return { reading: current as unknown as RuledReading, exported: sound ? exported : null }
}

/** A reading with an older record: that, and the attributions of its statements, brought up to date. */
function presentReading(reading: Record<string, unknown>, line: number): Record<string, unknown> {
  const { record, statements } = reading as {
    readonly record?: { readonly version?: unknown }
    readonly statements?: unknown
  }
  if (record?.version === RECORD_VERSION) return reading
  try {
    const present = presentRecord(record)
    const list = Array.isArray(statements) ? (statements as readonly { readonly attribution?: unknown }[]) : []
    const { attributions } = presentRecord({ ...record, attributions: list.map(s => s?.attribution) })
    return { ...reading, record: present, statements: list.map((s, i) => ({ ...s, attribution: attributions[i] })) }
  } catch (error) {
    if (!(error instanceof AscribeError)) throw error
    if (error.code !== 'reading-too-new') throw badLine(line, `record: ${error.message}`)
    throw new AscribeError('export-too-new', `line ${line}: ${error.message}`, error.next)
  }
}

const badLine = (line: number, fault: string): AscribeError =>
  new AscribeError('bad-export', `line ${line}: ${fault}`, 'mend the line, or export the article again')

function present(reading: RuledReading, place: string): Edited[] {
  const cast = castOf(reading)
  return reading.statements.map(statement => editedOf(cast, statement, restOf(statement), place, true))
}

const restOf = ({ attribution: a }: RuledStatement): string =>
  sortedJson([a.kind, a.via, a.parent, a.reported, a.onBehalfOf, a.addressee, a.venue, a.when, a.speakers])

/** Of what an import leaves alone. */
const articleDigest = ({ kept, record, rulings, orphaned }: RuledReading): string =>
  digest(sortedJson([kept, record, rulings, orphaned]))

/** JSON with keys in order: a file that was parsed and written by another tool has the same. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  )
