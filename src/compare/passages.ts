import { avalanche, Gap, hashString, join, pairQuotes, Quote, type Tokens, tokenise } from '../tokens/index.ts'
import { type BlockKind, type Span, span } from '../vocabulary/index.ts'
import { foldWord } from './folding.ts'
import type { Credit } from './names.ts'
import type { Report, ReportedStatement } from './report.ts'

/** Quoted words of one report that belong together, as they are compared. Entry i of each column tells of word i. */
export interface Passage {
  /** The stretches between (not with) the quotation marks, in text order. */
  readonly spans: readonly Span[]
  /** As `foldWord` gives them. */
  readonly words: readonly string[]
  /** Where each word stands: UTF-16 units of the report's text. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  /** In square brackets: the editor's word. */
  readonly bracketed: readonly boolean[]
  /** An ellipsis stands before the word. */
  readonly elided: readonly boolean[]
  /** Capitalised where no sentence begins. */
  readonly named: readonly boolean[]
  /** The innermost statement that they are the words of; null for a quotation that is nobody's. */
  readonly statement: Credit | null
  readonly block: BlockKind
  /** Its words are capitalised as those of a title are, in running text. */
  readonly titled: boolean
}

/** A quotation of fewer words says too little to be known again. */
export const LEAST_WORDS = 4
/** Longer quotations are cut into pieces that share `SHARED_WORDS`, so that a run of six words is whole in one. */
export const MOST_WORDS = 256
const SHARED_WORDS = 5

const isRead = ({ kind }: Report['blocks'][number]): boolean => kind !== 'boilerplate'

/** Of the words of four letters and more in a title so many are capitalised. */
const TITLED = 0.8

interface Run {
  readonly first: number
  readonly end: number
}

/**
 * The quoted passages of a report: what stands in quotation marks, the parts of a split quotation together; and what is
 * direct without marks (turns of an interview, block quotes). Also the article's sketch, for telling copies. Linear in
 * the text.
 */
export function passagesOf(report: Report): {
  readonly passages: readonly Passage[]
  readonly sketch: Sketch
} {
  const kept = report.blocks.filter(isRead)
  const tokens = tokenise(report.text, kept)
  pairQuotes(tokens)
  const runs = quotedRuns(tokens)
  const owner = ownersOf(tokens, report.statements)
  const byStatement = new Map<number, Run[]>()
  const groups: { readonly statement: number; readonly runs: Run[] }[] = []
  for (const run of runs) {
    const statement = mostly(owner, run)
    const known = statement < 0 ? undefined : byStatement.get(statement)
    if (known !== undefined) known.push(run)
    else {
      const group = { statement, runs: [run] }
      groups.push(group)
      if (statement >= 0) byStatement.set(statement, group.runs)
    }
  }
  for (const [s, own] of ownRuns(owner)) {
    if (report.statements[s]!.kind === 'direct' && !byStatement.has(s)) groups.push({ statement: s, runs: own })
  }
  const sentences = groups.flatMap(({ statement, runs }) =>
    bySentence(tokens, report.text, runs).map(part => ({ statement, runs: part })),
  )
  const passages = sentences.flatMap(({ statement, runs }) =>
    cut(tokens, runs).map(({ capitals, ...piece }) => {
      const block = kept[tokens.paragraphBlock[tokens.paragraph[runs[0]!.first]!]!]!.kind
      return {
        ...piece,
        statement: creditOf(report.statements[statement]),
        block,
        titled: block !== 'headline' && capitals >= TITLED,
      }
    }),
  )
  passages.sort((a, b) => a.from[0]! - b.from[0]! || a.words.length - b.words.length)
  return { passages, sketch: sketchOf(tokens) }
}

/** A report's sketch by itself. */
export const sketchOfReport = ({ text, blocks }: Pick<Report, 'text' | 'blocks'>): Sketch =>
  sketchOf(tokenise(text, blocks.filter(isRead)))

function creditOf(statement: ReportedStatement | undefined): Credit | null {
  if (statement === undefined) return null
  const { id, speaker, speakerType, person } = statement
  return { id, speaker, speakerType, person }
}

function quotedRuns({ quote, size, paragraph }: Tokens): Run[] {
  const runs: Run[] = []
  for (let i = 0; i < size; ) {
    if (quote[i] !== Quote.Inside) {
      i++
      continue
    }
    const first = i
    // A quotation that its paragraphs carry on without marks is one run.
    while (i < size && quote[i] === Quote.Inside && (i === first || paragraph[i]! - paragraph[i - 1]! <= 1)) i++
    runs.push({ first, end: i })
  }
  return runs
}

/**
 * The parts of a split quotation belong together where the sentence goes on after the reporting words. Where a new one
 * begins ("…," she said. "…"), what follows may be quoted elsewhere without what went before, and is a passage by itself
 * if both are long enough to be known again.
 */
function bySentence(tokens: Tokens, text: string, runs: readonly Run[]): Run[][] {
  const lengthOf = ({ first, end }: Run): number => {
    let length = 0
    for (let i = first; i < end; i++) if (foldWord(tokens.lowerWord(i)) !== '') length++
    return length
  }
  const parts: { runs: Run[]; length: number }[] = []
  for (const run of runs) {
    const length = lengthOf(run)
    const last = parts.at(-1)
    const before = last && text.slice(tokens.from[last.runs.at(-1)!.end - 1]!, tokens.from[run.first]!)
    const begins = before !== undefined && /[.!?…]["“”'‘’\s]*$/.test(before)
    if (last === undefined || (begins && last.length >= LEAST_WORDS && length >= LEAST_WORDS))
      parts.push({ runs: [run], length })
    else {
      last.runs.push(run)
      last.length += length
    }
  }
  return parts.map(part => part.runs)
}

/** Token -> the statement with the shortest content that holds it; -1 for none. */
function ownersOf(tokens: Tokens, statements: readonly ReportedStatement[]): Int32Array {
  const owner = new Int32Array(tokens.size).fill(-1)
  const lengths = statements.map(({ content }) => content.reduce((sum, { from, to }) => sum + to - from, 0))
  // A sweep: of the contents open at a token the shortest owns it. Nesting is a few deep; a cap keeps hostile nesting linear.
  const edges = statements
    .flatMap(({ content }, s) => content.map(({ from, to }) => ({ from, to, s })))
    .sort((a, b) => a.from - b.from || b.to - a.to || a.s - b.s)
  let open: typeof edges = []
  let next = 0
  for (let i = 0; i < tokens.size; i++) {
    const at = tokens.from[i]!
    let changed = false
    while (next < edges.length && edges[next]!.from <= at) {
      open.push(edges[next++]!)
      changed = true
    }
    if (changed || open.some(({ to }) => to <= at)) {
      open = open
        .filter(({ to }) => to > at)
        .sort((a, b) => lengths[a.s]! - lengths[b.s]! || a.s - b.s)
        .slice(0, DEEPEST)
    }
    if (open.length > 0) owner[i] = open[0]!.s
  }
  return owner
}

const DEEPEST = 16

/** The statement that owns most of a run's tokens, if it owns half of them. */
function mostly(owner: Int32Array, { first, end }: Run): number {
  const votes = new Map<number, number>()
  for (let i = first; i < end; i++) votes.set(owner[i]!, (votes.get(owner[i]!) ?? 0) + 1)
  let best = -1
  let most = 0
  for (const [s, n] of votes) {
    if (s >= 0 && n > most) {
      best = s
      most = n
    }
  }
  return most * 2 >= end - first ? best : -1
}

/** For every statement the stretches of tokens that it owns. */
function ownRuns(owner: Int32Array): Map<number, Run[]> {
  const runs = new Map<number, Run[]>()
  for (let i = 0; i < owner.length; ) {
    const s = owner[i]!
    const first = i
    while (i < owner.length && owner[i] === s) i++
    if (s < 0) continue
    const known = runs.get(s)
    if (known === undefined) runs.set(s, [{ first, end: i }])
    else known.push({ first, end: i })
  }
  return runs
}

type Piece = Omit<Passage, 'statement' | 'block' | 'titled'> & { readonly capitals: number }

/** The words of some runs, in pieces of bounded length; none where there are too few. */
function cut(tokens: Tokens, runs: readonly Run[]): Piece[] {
  const words: string[] = []
  const at: number[] = [] // token of each word
  const run: number[] = [] // run of each word
  const bracketed: boolean[] = []
  const elided: boolean[] = []
  const named: boolean[] = []
  for (let r = 0; r < runs.length; r++) {
    const { first, end } = runs[r]!
    let inBrackets = false
    let gone = false
    let fresh = true // a sentence may begin here
    for (let i = first; i < end; i++) {
      const written = tokens.word(i)
      const word = foldWord(tokens.lowerWord(i))
      if (word === '') {
        if (written === '[') inBrackets = true
        else if (written === ']') inBrackets = false
        else if (/^(?:…|\.{2,})$/.test(written)) gone = true
        if (/^[.!?:…"“”‘—–]/.test(written)) fresh = true
        continue
      }
      words.push(word)
      at.push(i)
      run.push(r)
      bracketed.push(inBrackets)
      elided.push(gone)
      named.push(!fresh && /^\p{Lu}/u.test(written) && !/^I$|^I'/.test(written) && tokens.gap[i] !== Gap.None)
      gone = false
      fresh = false
    }
  }
  const pieces: Piece[] = []
  for (let begin = 0; begin < words.length; begin += MOST_WORDS - SHARED_WORDS) {
    const end = Math.min(words.length, begin + MOST_WORDS)
    if (end - begin >= LEAST_WORDS && (begin === 0 || end - begin > SHARED_WORDS)) {
      const spans: Span[] = []
      for (let k = begin; k < end; ) {
        const r = run[k]!
        const first = k
        while (k < end && run[k] === r) k++
        // A whole run keeps its closing full stop; a piece of one ends with its words.
        const from = begin === 0 || first > begin ? tokens.from[runs[r]!.first]! : tokens.from[at[first]!]!
        const to = k < end || end === words.length ? tokens.to[runs[r]!.end - 1]! : tokens.to[at[k - 1]!]!
        spans.push(span(from, to))
      }
      const piece = <T>(column: readonly T[]): T[] => column.slice(begin, end)
      pieces.push({
        spans,
        words: piece(words),
        from: piece(at).map(i => tokens.from[i]!),
        to: piece(at).map(i => tokens.to[i]!),
        bracketed: piece(bracketed),
        elided: piece(elided),
        named: piece(named),
        capitals: capitalsAmong(piece(at).map(i => tokens.word(i))),
      })
    }
    if (end === words.length) break
  }
  return pieces
}

/** Hashes of some of a text's runs of five words, rising. */
export type Sketch = readonly number[]

/** Share of the longer words that are capitalised; 0 where there are fewer than two. */
function capitalsAmong(written: readonly string[]): number {
  const longer = written.filter(word => word.length >= 4)
  return longer.length < 2 ? 0 : longer.filter(word => /^\p{Lu}/u.test(word)).length / longer.length
}

const SHINGLE = 5
/** One shingle in so many is kept, whatever the article: a text's sketch holds those of its parts. */
const SAMPLED = 8
const MOST_SAMPLES = 1024

/** A sample of the hashes of all runs of five words: two articles share about the share of it that they share of words. */
function sketchOf(tokens: Tokens): Sketch {
  const words: number[] = []
  for (let i = 0; i < tokens.size; i++) {
    if (foldWord(tokens.lowerWord(i)) !== '') words.push(hashString(tokens.lowerWord(i)))
  }
  const sample = new Set<number>()
  for (let i = 0; i + SHINGLE <= words.length && sample.size < MOST_SAMPLES; i++) {
    let h = 0
    for (let k = 0; k < SHINGLE; k++) h = join(h, words[i + k]!)
    h = avalanche(h)
    if ((h >>> 0) % SAMPLED === 0) sample.add(h)
  }
  return [...sample].sort((a, b) => a - b)
}
