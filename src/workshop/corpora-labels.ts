import { createHash } from 'node:crypto'
import { AscribeError, type Span, type SpeakerType, STANCES, type Stance, span } from '../vocabulary/index.ts'
import type { PolnearLine } from './corpora.ts'

/** What a label is of: one attribution of one annotator's version of an article of PolNeAR. */
interface Label {
  /** The line of PolNeAR's JSONL, annotator and all. */
  readonly document: string
  readonly outlet: string
  /** Id of the attribution on that line. */
  readonly attribution: string
  /** Why it was drawn: test/gold/README.md. */
  readonly sample: string
  /** Where the source stands; UTF-16 units of the line's text, as every span here. */
  readonly source: readonly Span[]
  /** The annotator doubts whether this is an attribution, or whom it is of: a reading may be right that differs. */
  readonly doubtful: boolean
}

/** How a cue was judged. */
export interface StanceLabel extends Label {
  readonly cue: readonly Span[]
  readonly content: readonly Span[]
  /** What the cue does with the content, before any negation. */
  readonly stance: Stance
  /** A second stance that the annotator would let pass. */
  readonly also: Stance | null
  readonly negated: boolean
}

/** Whom a source was judged to mean. */
export interface SpeakerLabel extends Label {
  readonly type: SpeakerType
  /** The fullest naming of each who speaks, titles apart; empty where the article does not name them. */
  readonly names: readonly Span[]
  /** The source is a pronoun: "she", "who", "both of whom", "my". */
  readonly pronoun: boolean
}

const STANCE_COLUMNS = 'document sha256 outlet sample attribution source cue content stance also negated doubtful'
const SPEAKER_COLUMNS = 'document sha256 outlet sample attribution source type name pronoun doubtful'

const SPEAKER_TYPES: readonly SpeakerType[] = ['person', 'organization', 'group', 'document', 'anonymous', 'unknown']

/** The hex SHA-256 of a text in UTF-8, by which a labels file knows the text that it is about. */
export const textHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

type Row = { readonly at: number; readonly line: PolnearLine; readonly cell: (column: string) => string }

function fail(at: number, what: string): never {
  throw new AscribeError(
    'bad-corpus',
    `line ${at} of the labels: ${what}`,
    'Use the labels with the texts that they were made on (test/gold/README.md), or mend the line.',
  )
}

/** Rows of a labels file beside the lines of the corpus that they are of; each text checked against its hash. */
function rowsOf(labels: string, columns: string, corpus: readonly PolnearLine[]): Row[] {
  const names = columns.split(' ')
  const [head, ...lines] = labels.split('\n')
  if (head !== names.join('\t')) fail(1, `the columns are not ${names.join(', ')}`)
  const byId = new Map(corpus.map(line => [line.id, line]))
  const hashes = new Map<string, string>()
  const rows: Row[] = []
  lines.forEach((text, i) => {
    if (text === '') return
    const at = i + 2
    const cells = text.split('\t')
    if (cells.length !== names.length) fail(at, `has ${cells.length} columns, not ${names.length}`)
    const cell = (column: string) => cells[names.indexOf(column)]!
    const line = byId.get(cell('document')) ?? fail(at, `no document ${cell('document')} in the corpus`)
    const hash = hashes.get(line.id) ?? textHash(line.text)
    hashes.set(line.id, hash)
    if (hash !== cell('sha256')) fail(at, `the text of ${line.id} is another one than was labelled`)
    rows.push({ at, line, cell })
  })
  return rows
}

/** `12-15,20-31`, or `-` for none. */
function spansOf(row: Row, column: string): Span[] {
  if (row.cell(column) === '-') return []
  return row
    .cell(column)
    .split(',')
    .map(pair => {
      const [, from, to] = /^(\d+)-(\d+)$/.exec(pair) ?? fail(row.at, `${column} ${pair} is no span`)
      if (Number(from) >= Number(to) || Number(to) > row.line.text.length)
        fail(row.at, `${column} ${pair} is no span of the text`)
      return span(Number(from), Number(to))
    })
}

function oneOf<T extends string>(row: Row, column: string, known: readonly T[]): T {
  return known.find(k => k === row.cell(column)) ?? fail(row.at, `${column} ${row.cell(column)} is unknown`)
}

const flag = (row: Row, column: string): boolean => oneOf(row, column, ['yes', 'no']) === 'yes'

/** The part of an attribution of the corpus that a row repeats must be where the row says. */
function checkRole(row: Row, role: 'source' | 'cue' | 'content', spans: readonly Span[]): void {
  const attribution = row.line.attributions.find(a => a.id === row.cell('attribution'))
  if (!attribution) fail(row.at, `${row.line.id} has no attribution ${row.cell('attribution')}`)
  const there = attribution[role].map(([from, to]) => `${from}-${to}`).join()
  if (there !== spans.map(s => `${s.from}-${s.to}`).join()) fail(row.at, `the ${role} stands elsewhere in the corpus`)
}

function labelOf(row: Row): Label {
  const source = spansOf(row, 'source')
  checkRole(row, 'source', source)
  return {
    document: row.line.id,
    outlet: row.cell('outlet'),
    attribution: row.cell('attribution'),
    sample: row.cell('sample'),
    source,
    doubtful: flag(row, 'doubtful'),
  }
}

/**
 * Reads `polnear-train-stance.tsv` (its text) beside PolNeAR's train lines. Throws `bad-corpus` where a row does
 * not fit the corpus: another text than was labelled, a span outside it, an attribution that stands elsewhere.
 */
export function readStanceLabels(labels: string, corpus: readonly PolnearLine[]): StanceLabel[] {
  return rowsOf(labels, STANCE_COLUMNS, corpus).map(row => {
    const label = labelOf(row)
    const cue = spansOf(row, 'cue')
    const content = spansOf(row, 'content')
    checkRole(row, 'cue', cue)
    checkRole(row, 'content', content)
    return {
      ...label,
      cue,
      content,
      stance: oneOf(row, 'stance', STANCES),
      also: row.cell('also') === '-' ? null : oneOf(row, 'also', STANCES),
      negated: flag(row, 'negated'),
    }
  })
}

/** Reads `polnear-train-speaker.tsv` (its text) beside PolNeAR's train lines, with the same checks. */
export function readSpeakerLabels(labels: string, corpus: readonly PolnearLine[]): SpeakerLabel[] {
  return rowsOf(labels, SPEAKER_COLUMNS, corpus).map(row => ({
    ...labelOf(row),
    type: oneOf(row, 'type', SPEAKER_TYPES),
    names: spansOf(row, 'name'),
    pronoun: flag(row, 'pronoun'),
  }))
}
