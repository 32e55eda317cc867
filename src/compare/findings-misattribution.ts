import type { Family } from '../vocabulary/index.ts'
import { alignFully, sharedOf } from './align.ts'
import { timeOf } from './appearance.ts'
import type { Found, Ground } from './finding.ts'
import { bySpeaker, evidenceOf, isNamedThere, nameOf, type Quoted, quotedIn, ranked, wordsOf } from './quoted.ts'

const DAY = 86_400_000
/** Words that come back after so many days in another mouth may have been said again. */
const DAYS = 14
/** So much of the shorter one's words must be what they share. */
const MOST = 0.7
/** A phrase of fewer telling words may be anybody's. */
const TELLING = 3
const LENGTH = 8
/** Confidence by how it is known who is right. */
const BY = { correction: 0.98, origins: 0.95, first: 0.9 } as const

/** Somebody who speaks for another: the two are credited for one statement without anybody being wrong. */
const SPEAKS_FOR =
  /\b(?:spokes\p{L}+|press secretary|aides?|advis[eo]rs?|lawyers?|attorneys?|solicitors?|barristers?|counsel|agents?|campaign|managers?|representatives?|interpreters?|translators?|on behalf of)\b/iu

/** The same words in the mouths of people who can't be one, in reports of one event. */
export function misattributionsIn(
  families: readonly Family[],
  ground: Ground,
  corrections: readonly Pick<Found, 'evidence'>[],
): Found[] {
  return families.flatMap(family => {
    const credited = quotedIn(family, ground).filter(mayAccuse)
    const { groups, by } = ranked(bySpeaker(credited), corrections)
    const [right, ...others] = groups
    return others.flatMap(wrong => {
      const found = conflictOf(right!, wrong, by)
      return found === null
        ? []
        : [{ ...found, family: family.id, atMostPossible: found.atMostPossible || family.standing === 'possible' }]
    })
  })
}

/** Headlines name speakers in shorthand, corrections quote what was wrong, and joint statements have several speakers. */
const mayAccuse = ({ variant, inNotice, statement, who }: Quoted): boolean =>
  !variant.headline && !inNotice && statement !== null && statement.speakers.length < 2 && !who.body

/** Words that two people are credited with, where no harmless reason is seen; null where one is. */
function conflictOf(right: readonly Quoted[], wrong: readonly Quoted[], by: keyof typeof BY) {
  // A report that credits both has read them itself; whom it means where is not for comparing to say.
  const reports = new Set(right.map(({ report }) => report.id))
  const pairs = right
    .flatMap(a => wrong.map(b => ({ a, b, shared: sharedOf(a.passage.words, b.passage.words) })))
    .filter(
      ({ a, b, shared }) =>
        !reports.has(b.report.id) &&
        shared.kept >= MOST &&
        !speakForEachOther(a, b) &&
        !quotesWithin(a, b) &&
        !quotesWithin(b, a),
    )
    .sort((x, y) => y.shared.exact - x.shared.exact)
  const [best] = pairs
  if (best === undefined) return null
  const { a, b, shared } = best
  const days = Math.min(
    ...pairs.map(one => Math.abs(timeOf(one.a.report.publishedAt) - timeOf(one.b.report.publishedAt)) / DAY),
  )
  const far = days > DAYS
  if (shared.exact < LENGTH && (far || (shared.tells < TELLING && by !== 'correction'))) return null
  const people = a.statement?.speakerType === 'person' && b.statement?.speakerType === 'person'
  const surest = Math.min(a.statement?.speakerConfidence ?? 0, b.statement?.speakerConfidence ?? 0)
  const named = right.some(isNamedThere) && wrong.some(isNamedThere)
  const part = shared.exact / Math.max(a.passage.words.length, b.passage.words.length) < MOST / 2
  const decided = {
    correction: 'A correction says who is right.',
    origins: `${reportsOf(right)} the first, ${reportsOf(wrong).toLowerCase()} the second.`,
    first: 'The first is the earlier; which of the two is right the reports leave open.',
  }[by]
  return {
    kind: 'misattribution' as const,
    confidence: BY[by] * Math.min(1, surest + 0.1) * (people ? 1 : 0.8) * (part ? 0.8 : 1),
    atMostPossible: far || (!named && by !== 'correction'),
    why: `“${wordsOf(b)}” is ${nameOf(a)}’s in ${outletOf(a)} and ${nameOf(b)}’s in ${outletOf(b)}. ${decided}`,
    evidence: [...right.map(one => evidenceOf('right', one)), ...wrong.map(one => evidenceOf('wrong', one))],
  }
}

/** Of the words that the two share, those that one has stand in marks of their own within what he says: he quotes. */
function quotesWithin(one: Quoted, other: Quoted): boolean {
  const { full } = alignFully(one.passage.words, other.passage.words)
  const first = full[0]
  if (first === undefined || first === 0) return false
  const before = one.report.text.slice(one.passage.from[0]!, one.passage.from[first]!)
  return /(?:[‘“"]|\s')[^”"]*$/.test(before)
}

/** One tells what the other said: it is quoted through him, by his spokesman, or within his own statement. */
function speakForEachOther(a: Quoted, b: Quoted): boolean {
  return tellsFor(a, b) || tellsFor(b, a)
}

function tellsFor(one: Quoted, other: Quoted): boolean {
  const { statement, report } = one
  if (statement === null || other.who.surname === null) return false
  const near = [...statement.source, ...statement.cue].map(({ from, to }) => report.text.slice(from, to)).join(' ')
  const names = [statement.onBehalfOf?.name ?? '', ...statement.via].join(' ').toLowerCase()
  return names.includes(other.who.surname) || SPEAKS_FOR.test(near)
}

const outletOf = ({ report }: Quoted): string => report.outlet ?? report.id
function reportsOf(some: readonly Quoted[]): string {
  const n = new Set(some.map(({ origin }) => origin)).size
  return n === 1 ? 'One independent report has' : `${n} independent reports have`
}
