import type { Passage, Source } from '../compare/index.ts'
import { type BlockKind, type Span, type SpeakerType, span } from '../vocabulary/index.ts'

/** A passage as it is kept: numbers as steps from the one before, so that they are short. */
type Kept = [
  block: BlockKind,
  statement: readonly [id: string, speaker: string | null, type: SpeakerType | null, person: string | null] | 0,
  spans: readonly number[],
  words: readonly number[],
  /** For each word a digit: 1 bracketed, 2 after an ellipsis, 4 a name; '' when none is anything. */
  flags: string,
  titled: 0 | 1,
]

/** A passage as bytes, without its words. */
export function packPassage(passage: Passage): Uint8Array {
  const { spans, from, to, bracketed, elided, named, statement, block, titled } = passage
  const flags = from.map((_, i) => (bracketed[i] ? 1 : 0) + (elided[i] ? 2 : 0) + (named[i] ? 4 : 0))
  const kept: Kept = [
    block,
    statement === null ? 0 : [statement.id, statement.speaker, statement.speakerType, statement.person],
    steps(spans.flatMap(s => [s.from, s.to])),
    steps(from.flatMap((at, i) => [at, to[i]!])),
    flags.some(flag => flag > 0) ? flags.join('') : '',
    titled ? 1 : 0,
  ]
  return Buffer.from(JSON.stringify(kept))
}

/** A passage from what `packPassage` made of it. */
export function unpackPassage(bytes: Uint8Array, words: readonly string[]): Passage {
  const [block, statement, spans, places, flags, titled] = JSON.parse(Buffer.from(bytes).toString()) as Kept
  const ends = sums(places)
  const flag = (bit: number) => words.map((_, i) => (Number(flags[i] ?? 0) & bit) !== 0)
  return {
    spans: pairsOf(sums(spans)),
    words,
    from: ends.filter((_, i) => i % 2 === 0),
    to: ends.filter((_, i) => i % 2 === 1),
    bracketed: flag(1),
    elided: flag(2),
    named: flag(4),
    statement: creditOf(statement),
    block,
    titled: titled === 1,
  }
}

function creditOf(kept: Kept[1]): Passage['statement'] {
  if (kept === 0) return null
  const [id, speaker, speakerType, person] = kept
  return { id, speaker, speakerType, person }
}

const steps = (numbers: readonly number[]): number[] => numbers.map((n, i) => n - (i === 0 ? 0 : numbers[i - 1]!))

function sums(numbers: readonly number[]): number[] {
  let sum = 0
  return numbers.map(n => {
    sum += n
    return sum
  })
}

const pairsOf = (ends: readonly number[]): Span[] =>
  ends.flatMap((from, i) => (i % 2 === 0 ? [span(from, ends[i + 1]!)] : []))

/** What quotations need to know of their report, as bytes: its sketch in numbers of four, then the rest. */
export function packSource({ sketch, title, outlet, publishedAt, agency }: Omit<Source, 'id'>): Uint8Array {
  const head = new Int32Array([sketch.length, ...sketch])
  const rest = Buffer.from(JSON.stringify([title, outlet, publishedAt, agency]))
  return Buffer.concat([new Uint8Array(head.buffer), rest])
}

/** A source from what `packSource` made of it. */
export function unpackSource(id: string, bytes: Uint8Array): Source {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = view.getInt32(0, true)
  const sketch = Array.from({ length: size }, (_, i) => view.getInt32(4 * (i + 1), true))
  const rest = Buffer.from(bytes.subarray(4 * (size + 1))).toString()
  const [title, outlet, publishedAt, agency] = JSON.parse(rest) as (string | null)[]
  return { id, title: title!, outlet: outlet!, publishedAt: publishedAt!, agency: agency!, sketch }
}
