import { type Claim, type Reading, wordsOf } from './claims.ts'
import { type Denying, denyingsIn } from './claims-denying.ts'
import type { Field } from './claims-field.ts'
import { outletOf, type Passage, passageOf, placesOnce, SHORT, told } from './claims-told.ts'
import { nameWords, sameName, termOf, weightOf } from './claims-words.ts'
import type { Found } from './finding.ts'

/** Of what is denied, so much must stand in the claim; less where the claim has the word that the denial turns on. */
const LEAST_COVERED = 0.5
const LEAST_TURNING = 0.25
/** A word as light as this turns nothing ("comments"). */
const LIGHTEST = 0.25
/** Without that word, and without the claimant's name in the denial, it is possible at most. */
const NOT_TURNING = 0.65
/** What is called untrue in so many of the claim's words needs no such word. */
const CALLED_COVERED = 0.8
/** And weigh so much: about one rare word. */
const LEAST_WEIGHT = 0.6
/** A denial that only points back is of something told so many sentences before it at most. */
const BACK = 4

/** What is meant by "that account" says something: so many words of its own. */
const LEAST_CLAIM = 2

interface Pair {
  readonly denying: Denying
  readonly claim: Claim
  readonly confidence: number
}

/** Who denies what somebody claims: a denial, and a claim in any report of the story that has its words. */
export function denialsIn(field: Field): Found[] {
  const denyings = field.readings.flatMap(denyingsIn)
  const pairs = denyings.flatMap(denying => {
    const found = denying.back ? before(field, denying) : claimsOf(field, denying)
    return found.map(({ claim, confidence }): Pair => ({ denying, claim, confidence }))
  })
  return groupsOf(field, pairs).map(group => foundOf(field, group))
}

/** Claims that have the words of what is denied, the likeliest first; none where nothing is like enough. */
function claimsOf(field: Field, denying: Denying): { claim: Claim; confidence: number }[] {
  const { terms } = denying
  const own = denying.speaker === null ? [] : nameWords(denying.speaker).map(termOf)
  const scored = field.near(terms).flatMap(claim => {
    if (!claimable(denying, claim)) return []
    const shared = field.shared(terms, claim.terms)
    const covered = field.covered(terms, claim.terms)
    // What is denied turns on its verb; with other words for the same deed more of the rest must be there.
    const turns = denying.turns !== '' && affirms(claim, denying.turns) && weightOf(denying.turns) > LIGHTEST
    if (!turns && claim.terms.has(denying.turns)) return []
    if (covered < (turns ? LEAST_TURNING : LEAST_COVERED) || shared < LEAST_WEIGHT) return []
    // Whoever is accused is named in the claim and is "I" or "he" in the denial; whoever accuses may be named in it.
    const aimed = own.some(term => claim.terms.has(term))
    const claimant = claim.statement?.speaker ?? ''
    const named = nameWords(claimant).some(word => terms.has(termOf(word)))
    const confidence =
      0.24 +
      0.35 * covered +
      0.12 * Math.min(2, shared) +
      (turns ? 0.12 : 0) +
      (aimed ? 0.08 : 0) +
      (named ? 0.12 : 0) +
      (claim.statement?.stance === 'claims' ? 0.08 : 0)
    return [
      {
        claim,
        confidence: Math.min(
          turns || named || (denying.by === 'called' && covered >= CALLED_COVERED) ? 0.95 : NOT_TURNING,
          confidence,
        ),
      },
    ]
  })
  scored.sort((a, b) => b.confidence - a.confidence || a.claim.index - b.claim.index)
  const best = scored[0]?.confidence ?? 0
  return scored.filter(({ confidence }) => confidence >= best - 0.12).slice(0, 8)
}

/** Does the claim have the word in a clause that nothing negates? */
const affirms = ({ clauses, reading }: Claim, term: string): boolean =>
  clauses.some(({ at, negator }) => negator < 0 && at.some(i => reading.terms[i] === term))

/** A denial that points back: the accusation that stands nearest before it, by somebody else. */
function before(field: Field, denying: Denying): { claim: Claim; confidence: number }[] {
  const { reading, sentence, terms } = denying
  const near = reading.claims.filter(
    claim =>
      claim.sentence < sentence &&
      claim.sentence >= sentence - BACK &&
      claim.block !== 'headline' &&
      claimable(denying, claim),
  )
  const accusing = near.filter(claim => accuses(claim))
  const shares = (claim: Claim): number => field.shared(terms, claim.terms)
  const best = accusing.toSorted((a, b) => shares(b) - shares(a) || b.index - a.index)[0]
  if (best !== undefined) return [{ claim: best, confidence: shares(best) > 0.5 ? 0.8 : 0.66 }]
  const last = near.filter(claim => claim.paragraph === denying.paragraph && claim.sentence >= sentence - 2).at(-1)
  if (last !== undefined && last.statement !== null && last.terms.size >= LEAST_CLAIM && denying.by === 'cue')
    return [{ claim: last, confidence: 0.72 }]
  const wide = terms.size === 0 ? [] : claimsOf(field, denying)
  return wide.map(({ claim, confidence }) => ({
    claim,
    confidence: Math.min(confidence, denying.by === 'cue' ? 0.75 : 0.6),
  }))
}

const ACCUSING = /\b(?:accus|alleg|claim|charg|suggest|blam|assert|insinuat)/i

function accuses({ statement, reading, sentence }: Claim): boolean {
  if (statement?.stance === 'claims') return true
  const [first, end] = reading.sentences[sentence]!
  return ACCUSING.test(reading.tokens.text.slice(reading.tokens.from[first]!, reading.tokens.to[end - 1]!))
}

/** May the claim be what is denied? Not the denier's own words, another denial, a question, or something left open. */
function claimable(denying: Denying, claim: Claim): boolean {
  if (claim.reading === denying.reading && claim.sentence === denying.sentence) return false
  const { statement } = claim
  if (statement !== null && /^(?:denies|refuses|asks|orders)$/.test(statement.stance)) return false
  if (claim.asks) return false
  if (statement?.speaker != null && denying.speaker !== null && sameName(statement.speaker, denying.speaker))
    return false
  if (denies(claim)) return false
  return claim.clauses.some(({ negator }) => negator < 0)
}

const DENIES = /\b(?:den(?:y|ies|ied|ying)|denial|disput(?:es?|ed|ing)|untrue|refut(?:es?|ed|ing)|rebut\w*)\b/i

const denies = ({ reading, at }: Claim): boolean => DENIES.test(wordsOf(reading.tokens, at))

/** Denials of one claim by one somebody are one finding, in however many reports. */
function groupsOf(field: Field, pairs: readonly Pair[]): Pair[][] {
  const groups: Pair[][] = []
  for (const pair of pairs) {
    const group = groups.find(([first]) => {
      const [a, b] = [first!.denying, pair.denying]
      if (a === b) return true
      if (a.speaker === null || b.speaker === null || !sameName(a.speaker, b.speaker)) return false
      return a.terms.size > 0 && field.covered(a.terms, b.terms) >= 0.6 && field.covered(b.terms, a.terms) >= 0.6
    })
    if (group !== undefined) group.push(pair)
    else groups.push([pair])
  }
  return groups
}

/** A headline tells a claim in fewer words than the report: where that has it hardly less like, its words are told. */
const HEADLINE = 0.12

function foundOf(field: Field, group: readonly Pair[]): Found {
  const best = group.reduce((a, b) => (b.confidence > a.confidence ? b : a))
  const plainly = ({ claim, confidence }: Pair) => confidence - (claim.block === 'headline' ? HEADLINE : 0)
  const { denying, claim } = group.reduce((a, b) => (plainly(b) > plainly(a) ? b : a))
  const passages: Passage[] = group.flatMap(pair => [
    denialOf(pair.denying),
    ...[pair.claim, ...field.alike(pair.claim)].filter(c => claimable(pair.denying, c)).map(c => passageOf('claim', c)),
  ])
  const who = denying.speaker ?? 'Somebody whom the report does not name'
  return {
    kind: 'denial',
    confidence: denying.speaker === null ? Math.min(best.confidence, 0.65) : best.confidence,
    why: `${who} denies what ${claimantOf(claim)}: “${told(claim.reading, claim.at, SHORT)}”. The denial: “${sentenceOf(denying)}”.`,
    evidence: placesOnce(passages),
  }
}

const claimantOf = (claim: Claim): string =>
  claim.statement?.speaker != null
    ? `${claim.statement.speaker} says`
    : `${claim.block === 'headline' ? 'a headline of ' : ''}${outletOf(claim.reading)} tells`

const denialOf = ({ reading, statement, spans, speaker }: Denying): Passage => ({
  ...{ role: 'denial', article: reading.report.id, statement, spans, speaker },
})

function sentenceOf({ reading, sentence }: { reading: Reading; sentence: number }): string {
  const [first, end] = reading.sentences[sentence]!
  return told(
    reading,
    Array.from({ length: end - first }, (_, k) => first + k),
    SHORT,
  )
}
