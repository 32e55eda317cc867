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

const PLACED = /^(?:off|in|at|near|from|on|with|by|to|over|under|after|before|against|about|into|between|among)$/
const FOLLOWS = /^(?:who|whom|whose|that|which|when|where|[,;:(—–])$/
const ARTICLE = /^(?:the|an?|his|her|their|its|one|two|several)$/
/** A description is told by so many words at most. */
const MOST_WORDS = 7

/**
 * Who stands before the verb in its sentence: the last run of capitalised words there that is no place or day behind a
 * preposition, else the description that the sentence begins with ("the owner of the ferry"). Null when a pronoun stands
 * nearer, or nothing does.
 */
function nameBefore({ tokens }: Reading, verb: number, first: number): string | null {
  let last = verb - 1
  while (last > first && /^(?:has|have|had|also|again|later)$/.test(tokens.lowerWord(last))) last--
  // "Lord Elm, who chairs the Selt Fund, denied": what stands between commas only says who that is.
  if (tokens.word(last) === ',') {
    let comma = last - 1
    while (comma > first && tokens.word(comma) !== ',') comma--
    if (comma > first) last = comma - 1
  }
  for (let i = last; i >= first; i--) {
    if (PERSONS.has(tokens.lowerWord(i)) || tokens.quote[i] === Quote.Close) return null
    if (!isName(tokens.word(i), i === first)) continue
    const end = i + 1
    while (
      i > first &&
      (isName(tokens.word(i - 1), i - 1 === first) ||
        (LINKS.test(tokens.word(i - 1)) && i - 2 >= first && isName(tokens.word(i - 2), i - 2 === first)))
    )
      i--
    if (i > first && PLACED.test(tokens.lowerWord(i - 1))) continue
    // "The owner of the Corrin Maid" is no name, but who owns it.
    if (i > first && /^(?:of|the)$/.test(tokens.lowerWord(i - 1)) && described(tokens, verb, first) !== null) break
    return tokens.text.slice(tokens.from[i]!, tokens.to[end - 1]!)
  }
  return described(tokens, verb, first)
}

const LINKS = /^(?:of|the|de|van|von|’s|'s)$/
const isName = (word: string, begins: boolean): boolean =>
  /^\p{Lu}/u.test(word) &&
  !DAYS.test(word) &&
  !(begins && /^(?:The|A|An|In|On|But|And|Also|It|Asked|One|Two|Several|At|As|For|His|Her|Their|Its)$/.test(word))

/** The description that a sentence begins with, if its verb follows: "The owner of the ferry that burned". */
function described(tokens: Reading['tokens'], verb: number, first: number): string | null {
  const begin = /^[("“‘'«]$/.test(tokens.word(first)) ? first + 1 : first
  if (begin >= verb || !ARTICLE.test(tokens.lowerWord(begin))) return null
  let end = begin + 1
  while (
    end < verb &&
    end - begin < MOST_WORDS &&
    !FOLLOWS.test(tokens.lowerWord(end)) &&
    !PLACED.test(tokens.lowerWord(end)) &&
    !DAYS.test(tokens.word(end)) &&
    !/^(?:has|have|had|again|also|later|yesterday|on)$/.test(tokens.lowerWord(end))
  )
    end++
  return end - begin < 2 ? null : tokens.text.slice(tokens.from[begin]!, tokens.to[end - 1]!)
}
