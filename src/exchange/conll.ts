import { type Tokens, tokenise } from '../tokens/index.ts'
import type { Role, RuledReading, Span } from '../vocabulary/index.ts'
import { castOf, SEPARATORS } from './edited.ts'
import type { Readings } from './jsonl.ts'

/** What a token is to one statement. */
interface Mark {
  readonly statement: number
  readonly role: Role
  /** Which of the role's stretches it belongs to. */
  readonly stretch: Span
}

/**
 * An article as columns, parted by tabs: one token a line, a blank line after each block (paragraph, headline, …).
 * Fixed columns: number in the block from 1, token, and its place `from` and `to` in UTF-16 units of the article's
 * text. Then tags `B-CONTENT-3`, `I-SOURCE-3`, `B-CUE-3`, … or O: the number is the statement's, as the comments at the
 * article's head list them. As in PARC and PolNeAR, statements that overlap stand in columns side by side, one within
 * another to the right of it; a block has as many columns as overlap, at least one. B- begins every stretch of a role,
 * also one that goes on from the block before. Text outside blocks is left out.
 *
 * Tokens are words as Ascribe cuts them; there are no sentences, which take a model to tell.
 */
export function conllOf(reading: RuledReading): string {
  const { kept, statements } = reading
  const { text, blocks, hash } = kept.article
  const tokens = tokenise(text, blocks)
  const marks = marksOf(reading, tokens)
  const cast = castOf(reading)
  const lines = [`# article = ${kept.id}`, '# unit = utf-16', `# text_hash = ${hash}`]
  for (const [i, { id, attribution: a }] of statements.entries()) {
    const speaker = cast.get(a.speaker ?? '')
    const told = [i + 1, id, a.kind, a.stance, a.negated ? 'negated' : '_', speaker?.type ?? '_', speaker?.name ?? '_']
    lines.push(`# statement = ${told.map(value => oneLine(String(value), ' ')).join('\t')}`)
  }
  for (let p = 0; p < tokens.paragraphs; p++) {
    const [start, end] = [tokens.paragraphStart[p]!, tokens.paragraphStart[p + 1]!]
    const { column, width } = columnsOf(marks, start, end)
    lines.push(`# block = ${blocks[tokens.paragraphBlock[p]!]!.kind}`)
    let before: (Mark | undefined)[] = [] // the marks of the token before, by column
    for (let i = start; i < end; i++) {
      const tags: string[] = Array(width).fill('O')
      const now: (Mark | undefined)[] = []
      for (const mark of marks[i]!) {
        const at = column.get(mark.statement)!
        const goesOn = before[at]?.stretch === mark.stretch && before[at]?.role === mark.role
        tags[at] = `${goesOn ? 'I' : 'B'}-${mark.role.toUpperCase()}-${mark.statement + 1}`
        now[at] = mark
      }
      before = now
      const [from, to] = [tokens.from[i]!, tokens.to[i]!]
      lines.push([i - start + 1, oneLine(text.slice(from, to), '\uFFFD'), from, to, ...tags].join('\t'))
    }
    lines.push('')
  }
  return `${lines.join('\n')}\n`
}

export async function* writeConll(readings: Readings): AsyncGenerator<string> {
  for await (const reading of readings) yield conllOf(reading)
}

/** The marks on each token, in the order of statements; most tokens have one or two. */
function marksOf({ statements }: RuledReading, tokens: Tokens): Mark[][] {
  const marks: Mark[][] = Array.from({ length: tokens.size }, () => [])
  for (const [statement, { attribution }] of statements.entries()) {
    for (const role of ['content', 'source', 'cue'] as const) {
      for (const stretch of attribution[role]) {
        for (let i = firstToken(tokens.to, stretch); i < tokens.size && tokens.from[i]! < stretch.to; i++) {
          const mine = marks[i]!
          // A word that two roles of one statement share, which no engine gives, goes to source or cue.
          if (mine.at(-1)?.statement === statement) mine.pop()
          mine.push({ statement, role, stretch })
        }
      }
    }
  }
  return marks
}

/** Which column each statement of a block takes: the first that is free from its first to its last token. */
function columnsOf(marks: readonly (readonly Mark[])[], start: number, end: number) {
  const last = new Map<number, number>()
  for (let i = start; i < end; i++) for (const { statement } of marks[i]!) last.set(statement, i)
  const column = new Map<number, number>()
  const takenTo: number[] = [] // the last token that each column is taken for
  for (let i = start; i < end; i++) {
    // Where several begin, the longest is the outer one and comes first.
    const beginning = marks[i]!.filter(({ statement }) => !column.has(statement))
    for (const { statement } of beginning.sort((a, b) => last.get(b.statement)! - last.get(a.statement)!)) {
      const free = takenTo.findIndex(taken => taken < i)
      const at = free < 0 ? takenTo.length : free
      takenTo[at] = last.get(statement)!
      column.set(statement, at)
    }
  }
  return { column, width: Math.max(takenTo.length, 1) }
}

/** The first token that ends after the span begins. */
function firstToken(ends: Int32Array, span: Span): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! <= span.from) low = middle + 1
    else high = middle
  }
  return low
}

/** Without what some tool takes for the end of a line or a column. */
const oneLine = (word: string, instead: string): string =>
  word.replace(/./gsu, c => (c !== ' ' && (SEPARATORS.includes(c) || c.trim() === '') ? instead : c))
