import { Quote } from '../tokens/index.ts'
import type { Reading } from './claims.ts'
import type { ReportedStatement } from './report.ts'

const DAYS =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/
const PERSONS = new Set(['he', 'she', 'they', 'it', 'i', 'we'])
/** A pronoun looks back for so many sentences. */
const BACK = 3

/** Who does what a verb of the report says: the statement that has the verb as its cue, or the words before the verb. */
export interface Doer {
  readonly speaker: string | null
  readonly statement: ReportedStatement | null
}

/**
 * Who does what the verb at token `verb` says. A statement whose cue holds the verb tells; else the name before it in its
 * clause; else, for a pronoun, whoever spoke last.
 */
export function doerOf(reading: Reading, verb: number, first: number, end: number): Doer {
  const { tokens, report } = reading
  const at = tokens.from[verb]!
  const own = report.statements.find(({ cue }) => cue.some(({ from, to }) => from <= at && at < to))
  if (own !== undefined && own.speaker !== null) return { speaker: own.speaker, statement: own }
  const name = nameBefore(reading, verb, first)
  if (name !== null) return { speaker: name, statement: own ?? null }
  const stops = tokens.from[verb]!
  let last: ReportedStatement | null = null
  let lastFrom = -1
  for (const statement of report.statements) {
    const from = statement.content[0]!.from
    if (statement.speakerType === 'person' && statement.speaker !== null && from < stops && from > lastFrom) {
      last = statement
      lastFrom = from
    }
  }
  const reach = tokens.from[Math.max(0, first - BACK * (end - first))]!
  return { speaker: last !== null && lastFrom >= reach ? last.speaker : null, statement: own ?? null }
}

/** The last run of capitalised words before the verb in its sentence; null when a pronoun stands nearer. */
function nameBefore({ tokens }: Reading, verb: number, first: number): string | null {
  let end = -1
  for (let i = verb - 1; i >= first; i--) {
    const word = tokens.word(i)
    const capital =
      /^\p{Lu}/u.test(word) &&
      !DAYS.test(word) &&
      !(i === first && /^(?:The|A|An|In|On|But|And|Also|It|Asked)$/.test(word))
    if (PERSONS.has(tokens.lowerWord(i)) && end < 0) return null
    if (capital && end < 0) end = i + 1
    if (end >= 0 && !capital && !/^(?:of|the|de|van|von|’s|'s|for)$/.test(word)) {
      return tokens.text.slice(tokens.from[i + 1]!, tokens.to[end - 1]!).replace(/^(?:of|the|for) /, '')
    }
    if (end < 0 && tokens.quote[i] === Quote.Close) return null
  }
  return end < 0 ? null : tokens.text.slice(tokens.from[first]!, tokens.to[end - 1]!)
}
