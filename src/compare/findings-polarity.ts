import { timeOf } from './appearance.ts'
import { type Claim, type Clause, predicateFrom } from './claims.ts'
import { type Field, sameSpeaker } from './claims-field.ts'
import { passageOf, placesOnce, SHORT, told, voiceOf } from './claims-told.ts'
import { nameWords, sameName, termOf } from './claims-words.ts'
import type { Found } from './finding.ts'

/** Of the negated clause's words so much stands in the affirmed one (with its speaker's name), and so much the other way. */
const LEAST_COVERED = 0.6
const LEAST_BACK = 0.3
/** A pair that may be told shares so much, and so many words: fewer of what is to come, of which less is said. */
const SURE_COVERED = 0.75
const SURE_BACK = 0.55
const SURE_WORDS = { fact: 3, future: 2, open: Number.POSITIVE_INFINITY } as const
/** Whoever is named in a claim and negates it needs share less of it. */
const AIMED_COVERED = 0.5
const AIMED_BACK = 0.35
const AIMED_WORDS = 2
/** What falls short of that is possible at most. */
const NOT_SURE = 0.6
/** Shared words weigh so much at least. */
const LEAST_WEIGHT = 0.7
/** After so many days another word is rather a changed mind or a changed world. */
const DAYS_APART = 4

/** A clause that is negated, what is negated in it, and who says so. */
interface Negation {
  readonly claim: Claim
  readonly clause: Clause
  readonly terms: ReadonlySet<string>
  readonly turns: string
  /** "There will be no strike": affirmed where the strike goes ahead. */
  readonly exists: boolean
}

interface Pair {
  readonly negation: Negation
  readonly other: Claim
  readonly confidence: number
  readonly denial: boolean
}

/**
 * One proposition affirmed and negated, by different speakers or in different reports: `polarity`; or `denial`, where
 * what is affirmed accuses whoever negates it. Clauses that are open (may, if, would) take part on neither side.
 */
export function polaritiesIn(field: Field): Found[] {
  const pairs = field.claims.flatMap(claim =>
    claim.asks || asked(claim) ? [] : claim.clauses.flatMap(clause => pairsOf(field, claim, clause)),
  )
  const groups: Pair[][] = []
  for (const pair of pairs.sort((a, b) => b.confidence - a.confidence)) {
    const group = groups.find(([first]) => {
      if (first!.denial !== pair.denial) return false
      const [a, b] = [first!.negation, pair.negation]
      if (a.claim === b.claim) return true
      return a.turns === b.turns && sameSpeaker(a.claim, b.claim) !== false && field.covered(b.terms, a.terms) >= 0.6
    })
    if (group !== undefined) group.push(pair)
    else groups.push([pair])
  }
  return groups.map(group => foundOf(field, group))
}

const asked = ({ statement }: Claim): boolean =>
  statement !== null && /^(?:asks|orders|refuses)$/.test(statement.stance)

function negationOf(claim: Claim, clause: Clause): Negation | null {
  const { tokens, terms } = claim.reading
  const { at, negator, mode } = clause
  if (negator < 0 || mode === 'open') return null
  const k = at.indexOf(negator)
  const before = at.slice(Math.max(0, k - 3), k).map(i => tokens.lowerWord(i))
  const exists =
    tokens.lowerWord(negator) === 'no' &&
    before.includes('there') &&
    /^(?:be|is|was|are|were|been|'s)$/.test(before.at(-1) ?? '')
  const negated = at.filter(i => terms[i] !== '')
  const own = new Set(negated.map(i => terms[i]!))
  let turns = predicateFrom(claim.reading, at, k + 1)
  // "It has hired nobody": it turns on the verb before.
  if (turns < 0 && /^(?:nobody|nothing|none)$/.test(tokens.lowerWord(negator)))
    turns = at.slice(0, k).findLast(i => terms[i] !== '') ?? -1
  // "No operation will be cancelled", "not one word has been altered": it turns on the verb behind the auxiliaries.
  if (!exists && /^(?:no|none|nobody|nothing|not|neither)$/.test(tokens.lowerWord(negator))) {
    const aux = at.findIndex(
      (i, n) => n > k + 1 && /^(?:will|was|were|is|are|has|have|had|been|be|would)$/.test(tokens.lowerWord(i)),
    )
    if (
      aux > 0 &&
      (tokens.lowerWord(negator) !== 'not' || /^(?:one|a|any|single)$/.test(tokens.lowerWord(at[k + 1] ?? 0)))
    ) {
      turns = predicateFrom(claim.reading, at, aux)
    }
  }
  if (turns < 0 || own.size === 0 || (exists && own.size > 4)) return null
  // "Nothing but", "no more than", "not only", "not just": no negation of what follows.
  const next = tokens.lowerWord(at[k + 1] ?? negator)
  // "Not one", "not a": nothing at all. "Not all", "not enough", "not before": some, or later.
  if (PARTLY.test(next) && !(/^(?:no|not)$/.test(tokens.lowerWord(negator)) && /^(?:one|a)$/.test(next))) return null
  // "Never underestimate", "don't call": an order.
  if (
    before.every(word => /^(?:do|please|so|and|but)$/.test(word)) &&
    k <= 1 &&
    /^(?:never|n't|not)$/.test(tokens.lowerWord(negator))
  )
    return null
  return { claim, clause, terms: own, turns: terms[turns]!, exists }
}

const PARTLY =
  /^(?:only|just|but|more|less|least|until|necessarily|yet|because|even|sure|to|one|always|all|every|entirely|fully|completely|as|so|that|enough|much|many|very|exactly|quite|too|a|before|ever|ready|think|believe|know|expect|remember|recall|feel|care|mean|say|tell|want|intend|like|see|understand)$/
const HAPPENS = /\b(?:go(?:es)? ahead|takes? place|proceeds?|happens?|be held|goes on|go on)\b/

function pairsOf(field: Field, claim: Claim, clause: Clause): Pair[] {
  const negation = negationOf(claim, clause)
  if (negation === null) return []
  const { terms, turns, exists } = negation
  const speaker = claim.statement?.speaker ?? null
  const own = new Set(
    speaker === null
      ? []
      : nameWords(speaker)
          .map(termOf)
          .filter(term => term !== ''),
  )
  return field.near(new Set([...terms, ...own])).flatMap(other => {
    if (other === claim || other.asks || asked(other) || other.statement?.stance === 'denies') return []
    if (other.reading === claim.reading && other.sentence === claim.sentence) return []
    const voices = sameSpeaker(claim, other)
    if (voices === true || (other.reading === claim.reading && voices === null)) return []
    if (claim.statement === null && other.statement === null && other.reading === claim.reading) return []
    if (!other.terms.has(turns)) return []
    const by = other.statement?.speaker ?? null
    const theirs = by === null ? [] : nameWords(by).map(termOf)
    let best: { confidence: number } | null = null
    for (const [n, affirmed] of other.clauses.entries()) {
      if (affirmed.negator >= 0 || affirmed.mode !== clause.mode) continue
      const there = new Set(affirmed.at.map(i => other.reading.terms[i]!).filter(term => term !== ''))
      if (!there.has(turns)) continue
      if (exists && !HAPPENS.test(affirmed.at.map(i => other.reading.tokens.lowerWord(i)).join(' '))) continue
      // What stands before a verb may be parted from it by commas.
      const wide = other.clauses.slice(Math.max(0, n - 2), n).flatMap(({ at }) => at.map(i => other.reading.terms[i]!))
      const covered = field.covered(terms, new Set([...there, ...wide, ...theirs]))
      const back = field.covered(there, new Set([...terms, ...own]))
      const shared =
        field.shared(terms, new Set([...there, ...wide])) +
        (own.size > 0 && [...own].some(term => there.has(term)) ? 0.4 : 0)
      if (covered < LEAST_COVERED || back < LEAST_BACK || shared < LEAST_WEIGHT) continue
      const words = [...terms]
        .filter(term => !own.has(term))
        .filter(term => there.has(term) || wide.includes(term) || theirs.includes(term)).length
      const aimed = mine(field, own, other)
      const strict =
        (covered >= SURE_COVERED && back >= SURE_BACK && words >= SURE_WORDS[clause.mode]) ||
        (aimed && clause.mode === 'fact' && covered >= AIMED_COVERED && back >= AIMED_BACK && words >= AIMED_WORDS)
      const likely = 0.25 + 0.25 * covered + 0.25 * back + 0.12 * Math.min(2, shared)
      const confidence = strict || exists ? Math.max(likely, 0.7) : Math.min(NOT_SURE, likely)
      if (best === null || confidence > best.confidence) best = { confidence }
    }
    if (best === null) return []
    const aimed = mine(field, own, other)
    const denial =
      clause.mode === 'fact' &&
      speaker !== null &&
      (aimed || other.statement?.stance === 'claims' || amongDenials(claim))
    const far = Math.abs(timeOf(claim.reading.report.publishedAt) - timeOf(other.reading.report.publishedAt)) / 864e5
    const confidence = far > DAYS_APART ? Math.min(0.5, best.confidence) : Math.min(0.95, best.confidence)
    return [{ negation, other, confidence, denial }]
  })
}

const DENIES = /\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|disput(?:es?|ed|ing)) /i
/** How many sentences around tell that somebody is denying. */
const AROUND = 2

/** Does the report say around a claim that something is denied there? */
function amongDenials({ reading: { tokens, sentences }, sentence }: Claim): boolean {
  const first = sentences[Math.max(0, sentence - AROUND)]![0]
  const end = sentences[Math.min(sentences.length - 1, sentence + 1)]![1]
  return DENIES.test(tokens.text.slice(tokens.from[first]!, tokens.to[end - 1]!))
}

/** Does the claim name whoever negates it, outside the words that the two share? */
const mine = (field: Field, own: ReadonlySet<string>, other: Claim): boolean =>
  [...own].some(term => other.terms.has(term) && field.weight(term) > 0)

function foundOf(field: Field, group: readonly Pair[]): Found {
  const best = group[0]!
  const { negation, other, denial } = best
  const near = group.filter(({ confidence }) => confidence >= best.confidence - 0.15)
  const negated = near.flatMap(({ negation: { claim } }) => [claim, ...field.alike(claim)])
  const affirmed = near.flatMap(({ other: claim }) => [claim, ...field.alike(claim)])
  const [a, b] = [voiceOf(other), voiceOf(negation.claim)]
  const most = denial ? SHORT : undefined
  const words = `“${told(other.reading, other.at, most)}”`
  const against = `“${told(negation.claim.reading, negation.claim.at, most)}”`
  const evidence = placesOnce([
    ...affirmed.map(claim => passageOf(denial ? 'claim' : 'one', claim)),
    ...negated.map(claim => passageOf(denial ? 'denial' : 'other', claim)),
  ])
  const same = a === b || sameName(a, b)
  return {
    kind: denial ? 'denial' : 'polarity',
    confidence: same ? Math.min(0.5, best.confidence) : best.confidence,
    why: denial
      ? `${b} denies what ${a} says: ${words}. The denial: ${against}.`
      : `${a} says: ${words}; ${b}: ${against}.`,
    evidence,
  }
}
