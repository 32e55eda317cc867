import { Gap, pairQuotes, Quote, type Tokens, tokenise } from '../tokens/index.ts'
import { type BlockKind, type Span, span } from '../vocabulary/index.ts'
import { termOf } from './claims-words.ts'
import type { Report, ReportedStatement } from './report.ts'

/** A report cut into claims, with its tokens. */
export interface Reading {
  readonly report: Report
  readonly tokens: Tokens
  readonly claims: readonly Claim[]
  /** First token and end of each sentence. */
  readonly sentences: readonly (readonly [number, number])[]
  /** Token -> its term (see `termOf`). */
  readonly terms: readonly string[]
}

/** What one sentence has somebody say, or says in the report's own voice. */
export interface Claim {
  readonly reading: Reading
  /** Place in the reading's list: claims near each other in the text are near each other there. */
  readonly index: number
  readonly sentence: number
  readonly paragraph: number
  readonly block: BlockKind
  /** The statement whose words these are; null for the report's own voice. */
  readonly statement: ReportedStatement | null
  /** Tokens, rising. */
  readonly at: readonly number[]
  readonly spans: readonly Span[]
  readonly terms: ReadonlySet<string>
  readonly clauses: readonly Clause[]
  /** It is a question. */
  readonly asks: boolean
}

/**
 * How a clause stands to the facts. `fact`: told as being or having been so. `future`: told as going to be.
 * `open`: possible, wished, ordered, planned, asked or under a condition.
 */
export type Mode = 'fact' | 'future' | 'open'

export interface Clause {
  /** Tokens of the claim, rising. */
  readonly at: readonly number[]
  readonly mode: Mode
  /** The token that negates the clause; -1 where none does. */
  readonly negator: number
}

/** A block of more tokens than this holds no sentence that anybody reads. */
const MOST_IN_SENTENCE = 200

/** Cuts a report into claims: sentence by sentence, by whose words they are. Linear in the text. */
export function readClaims(report: Report): Reading {
  const kept = report.blocks.filter(({ kind }) => kind === 'headline' || kind === 'paragraph' || kind === 'caption')
  const tokens = tokenise(report.text, kept)
  pairQuotes(tokens)
  const terms = Array.from({ length: tokens.size }, (_, i) => termOf(tokens.lowerWord(i)))
  const owner = ownersOf(tokens, report.statements)
  const claims: Claim[] = []
  const sentences = sentencesOf(tokens)
  const reading: Reading = { report, tokens, claims, sentences, terms }
  sentences.forEach(([first, end], sentence) => {
    const byOwner = new Map<number, number[]>()
    for (let i = first; i < end; i++) {
      const own = byOwner.get(owner[i]!)
      if (own === undefined) byOwner.set(owner[i]!, [i])
      else own.push(i)
    }
    const said = [...byOwner].filter(([s]) => s >= 0)
    for (const [s, at] of byOwner) {
      // What stands around somebody's words only says that they say it.
      if (s < 0 && said.length > 0 && at.length < 2 * said.reduce((sum, [, own]) => sum + own.length, 0)) continue
      const statement = report.statements[s] ?? null
      const paragraph = tokens.paragraph[first]!
      claims.push({
        ...{ reading, index: claims.length, sentence, paragraph, statement, at },
        block: kept[tokens.paragraphBlock[paragraph]!]!.kind,
        spans: spansOf(tokens, at),
        terms: new Set(at.map(i => terms[i]!).filter(term => term !== '')),
        clauses: clausesOf(tokens, at, statement),
        asks: tokens.word(end - 1) === '?' || tokens.word(Math.max(first, end - 2)) === '?',
      })
    }
  })
  return reading
}

/** First token and end of each sentence. */
function sentencesOf(tokens: Tokens): [number, number][] {
  const sentences: [number, number][] = []
  let first = 0
  for (let i = 0; i < tokens.size; i++) {
    const last = i + 1 === tokens.size || tokens.paragraph[i + 1] !== tokens.paragraph[i]
    const word = tokens.word(i)
    const stops = /^[.!?…]+$/.test(word) || (/^[ap]\.m\.$/.test(word) && !last && /^\p{Lu}/u.test(tokens.word(i + 1)))
    if (!last && !stops && i - first < MOST_IN_SENTENCE) continue
    let end = i + 1
    // A closing mark belongs to the sentence it closes; quoted words that are carried on ("…," she said) go on.
    while (stops && end < tokens.size && tokens.quote[end] === Quote.Close && tokens.gap[end] === Gap.None) end++
    if (stops && end < tokens.size && /^\p{Ll}/u.test(tokens.word(end)) && !last) continue
    sentences.push([first, end])
    first = end
    i = end - 1
  }
  return sentences
}

/** Stances whose content is told as somebody's claim; what somebody means to do or fears is part of the claim around it. */
const CLAIMING = new Set(['asserts', 'claims', 'denies', 'refuses'])
const DEEPEST = 16

/** Token -> place of the innermost statement that claims it; -1 for none. */
function ownersOf(tokens: Tokens, statements: readonly ReportedStatement[]): Int32Array {
  const owner = new Int32Array(tokens.size).fill(-1)
  const lengths = statements.map(({ content }) => content.reduce((sum, { from, to }) => sum + to - from, 0))
  const stances = new Map(statements.map(({ id, stance }) => [id, stance]))
  const edges = statements
    .flatMap(({ content, stance, parent, negated }, s) =>
      // What somebody is accused of having said or done is the accuser's claim; what nobody said is none.
      parent !== null && (negated || !CLAIMING.has(stance) || stances.get(parent) === 'claims')
        ? []
        : content.map(({ from, to }) => ({ from, to, s })),
    )
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

/** The stretches of text that rising tokens cover. */
export function spansOf(tokens: Tokens, at: readonly number[]): Span[] {
  const spans: Span[] = []
  for (let k = 0; k < at.length; ) {
    const first = k
    do k++
    while (k < at.length && at[k] === at[k - 1]! + 1)
    spans.push(span(tokens.from[at[first]!]!, tokens.to[at[k - 1]!]!))
  }
  return spans
}

const PARTS = new Set(
  `but or because although though while when if unless until whether since who which whoever , ; : — – ( ) -- lest`.split(
    ' ',
  ),
)
const CONDITIONS = new Set(['if', 'unless', 'until', 'whether', 'lest', 'had'])
const NEGATORS = new Set([
  'not',
  "n't",
  'never',
  'no',
  'nobody',
  'nothing',
  'none',
  'neither',
  'nor',
  'without',
  'cannot',
])
const OPENS = new Set(
  'may might could should must can perhaps maybe possibly probably likely unlikely hope hopes wish wishes want wants suppose let'.split(
    ' ',
  ),
)
const FUTURE = new Set(['will', "'ll", 'wo', 'shall'])
const OPEN_STANCES = new Set(['asks', 'orders', 'intends', 'promises', 'believes'])

function clausesOf(tokens: Tokens, at: readonly number[], statement: ReportedStatement | null): Clause[] {
  const clauses: Clause[] = []
  let own: number[] = []
  /** Indirect words after "said": "would" stands for "will". */
  const told = statement !== null && statement.kind !== 'direct' && tensePast(tokens, statement)
  let condition = false
  let carried = -1
  const close = (): void => {
    if (own.length > 0) {
      const clause = clauseOf(tokens, own, told, statement)
      clauses.push(clause.negator < 0 && carried >= 0 ? { ...clause, negator: carried } : clause)
      carried = -1
    }
    own = []
  }
  for (const i of at) {
    const word = tokens.lowerWord(i)
    if (PARTS.has(word) && own.length > 0) {
      close()
      // "No call or meeting": what is joined by "or" is negated with it.
      if ((word === 'or' || word === 'nor') && (clauses.at(-1)?.negator ?? -1) >= 0) carried = clauses.at(-1)!.negator
    }
    if (CONDITIONS.has(word) && word !== 'had') condition = true
    if (/[\p{L}\p{N}%£$€]/u.test(word)) own.push(i)
  }
  close()
  // A condition anywhere in the sentence leaves all of it open; what is told of a question too.
  return condition ? clauses.map(clause => ({ ...clause, mode: 'open' as const })) : clauses
}

function clauseOf(tokens: Tokens, at: readonly number[], told: boolean, statement: ReportedStatement | null): Clause {
  let mode: Mode = statement !== null && OPEN_STANCES.has(statement.stance) ? 'open' : 'fact'
  let negator = -1
  at.forEach((i, k) => {
    const word = tokens.lowerWord(i)
    const next = k + 1 < at.length ? tokens.lowerWord(at[k + 1]!) : ''
    if (negator < 0 && NEGATORS.has(word) && !(word === 'not' && next === 'only')) negator = i
    if (OPENS.has(word) && !(word === 'may' && /^\d/.test(next))) mode = 'open'
    else if (mode === 'fact' && (FUTURE.has(word) || (word === 'going' && next === 'to'))) mode = 'future'
    else if (word === 'would' || word === "'d") mode = told && mode !== 'open' ? 'future' : 'open'
  })
  return { at, mode, negator }
}

function tensePast(tokens: Tokens, { cue }: ReportedStatement): boolean {
  const words = cue.map(({ from, to }) => tokens.text.slice(from, to)).join(' ')
  return /(?:ed|said|told|wrote|had|was|spoke|swore|insisted)\b/i.test(words)
}

/** How many words negate something in a claim; one that reaches over "or" is one. */
export const negatorsOf = ({ clauses }: Claim): number =>
  new Set(clauses.flatMap(({ negator }) => (negator < 0 ? [] : [negator]))).size

const AUXILIARY = new Set(
  `have has had having be been being is are was were am 's 've 'm 're do does did will would 'll 'd wo shall to ever also
  not n't never that it he she they we i you this even just yet still again going get got the a an any anything anyone
  ever been simply so`.split(/\s+/),
)

/** The token of the word that a clause turns on, from place `k` of its tokens on: the first that is no auxiliary. */
export function predicateFrom({ tokens, terms }: Reading, at: readonly number[], k: number): number {
  for (let n = k; n < at.length; n++) {
    const word = tokens.lowerWord(at[n]!)
    if (AUXILIARY.has(word) || /ly$/.test(word)) continue
    if (terms[at[n]!] !== '') return at[n]!
  }
  return -1
}

/** The words of a claim or clause, as written. */
export const wordsOf = (tokens: Tokens, at: readonly number[]): string =>
  spansOf(tokens, at)
    .map(({ from, to }) => tokens.text.slice(from, to))
    .join(' … ')
