import { timeOf } from './appearance.ts'
import type { Claim } from './claims.ts'
import { type Field, sameSpeaker } from './claims-field.ts'
import { type Passage, passageOf, placesOnce, told, voiceOf } from './claims-told.ts'
import { sameName } from './claims-words.ts'
import type { Found } from './finding.ts'
import { type Amount, amountsOf, compatible, PROGRESSES } from './numbers-read.ts'

/** Shared words around two numbers weigh so much at least before they may be of one thing. */
const LEAST_WEIGHT = 0.9
/** Numbers of one thing don't differ by more than this. */
const MOST_TIMES = 12
/** A number is laid beside so many others at most. */
const MOST_OTHERS = 64

/** Two numbers that are of one thing, and how sure that is. */
export interface SameThing {
  readonly a: Amount
  readonly b: Amount
  readonly sureness: number
}

/** All numbers of a story, and which of them are of one thing. */
export function numbersOf(field: Field): { readonly amounts: readonly Amount[]; readonly pairs: readonly SameThing[] } {
  const amounts = field.claims.filter(({ asks }) => !asks).flatMap(amountsOf)
  const groups = new Map<string, Amount[]>()
  for (const amount of amounts) {
    for (const key of keysOf(amount)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [amount])
      else if (group.length < MOST_OTHERS) group.push(amount)
    }
  }
  const pairs = new Map<string, SameThing>()
  const numbers = new Map(amounts.map((amount, i) => [amount, i]))
  for (const group of groups.values()) {
    group.forEach((a, i) => {
      for (const b of group.slice(i + 1)) {
        const key = `${numbers.get(a)} ${numbers.get(b)}`
        if (pairs.has(key)) continue
        const sureness = oneThing(field, a, b)
        if (sureness > 0) pairs.set(key, { a, b, sureness })
      }
    })
  }
  return { amounts, pairs: [...pairs.values()] }
}

/** Where a number is looked for: with what it counts, with the same exact number, and where nothing counted is told with each word around it. */
function keysOf(amount: Amount): string[] {
  const { sort, unit, state, about } = amount
  if (state !== '') return [`state ${state}`]
  const exact = exacting(amount) ? [`${sort} ${amount.least}`] : []
  if (sort === 'measure') return [`unit ${unit}`]
  if (sort === 'count' && unit !== '' && unit !== 'people') return [`unit ${unit}`, `word ${unit}`, ...exact]
  return [...[...about].map(term => `${sort === 'count' ? 'word' : sort} ${term}`), ...exact]
}

/** A number of three figures that are no noughts: that two should have it by chance is unlikely. */
const exacting = ({ sort, least, most }: Amount): boolean =>
  sort !== 'year' && sort !== 'day' && least === most && String(least).replace(/0+$|\./g, '').length > 2

/** How sure it is that two numbers are of one thing: 0 to 1; 0 where they can't be. */
function oneThing(field: Field, a: Amount, b: Amount): number {
  if (a.claim === b.claim || a.sort !== b.sort || a.part || b.part || a.state !== b.state) return 0
  if (a.unit !== b.unit && a.unit !== '' && b.unit !== '' && a.state === '') return 0
  if (polled(a) || polled(b)) return 0
  if (a.sort === 'count' && a.least < 2 && b.least < 2) return 0
  const [small, large] = a.least <= b.least ? [a, b] : [b, a]
  if (
    a.sort !== 'year' &&
    a.sort !== 'day' &&
    large.least > MOST_TIMES * Math.max(1, Number.isFinite(small.most) ? small.most : small.least)
  )
    return 0
  const shared = field.shared(a.about, b.about)
  const covered = [field.covered(a.about, b.about), field.covered(b.about, a.about)].sort((x, y) => x - y)
  const stated = a.state !== ''
  if (apart(a, b) && (!stated || a.state === 'aboard')) return 0
  const same = sameSize(a, b)
  const voice = same && sameSpeaker(a.claim, b.claim) === true ? 0.25 : 0
  const least = stated
    ? 0
    : a.sort === 'measure' || (same && (exacting(a) || voice > 0))
      ? 0.15
      : same
        ? 0.6
        : LEAST_WEIGHT
  if (shared < least) return 0
  const unit = a.unit !== '' && a.unit === b.unit && a.sort === 'count' && a.unit !== 'people' ? 0.1 : 0
  return Math.min(
    0.95,
    (stated ? (same ? 0.6 : 0.5) : 0.15) +
      voice +
      (same && exacting(a) ? 0.35 : 0) +
      0.3 * covered[0]! +
      0.25 * covered[1]! +
      0.12 * Math.min(2, shared) +
      unit +
      (a.sort === 'measure' ? 0.3 : 0),
  )
}

const POLLED =
  /\b(?:polls?|polled|polling|surveys?|surveyed|leads?|leading|lead|favou?rab\w*|approv\w*|margin|voters|electoral|delegates|points?)\b/i

/** Shares of a poll: every poll has its own. */
function polled({ sort, claim }: Amount): boolean {
  if (sort !== 'share' && sort !== 'count') return false
  const { tokens, sentences } = claim.reading
  const { paragraph } = claim
  const [first, end] = sentences[claim.sentence]!
  let [from, to] = [first, end]
  while (from > 0 && tokens.paragraph[from - 1] === paragraph) from--
  while (to < tokens.size && tokens.paragraph[to] === paragraph) to++
  return POLLED.test(tokens.text.slice(tokens.from[from]!, tokens.to[to - 1]!))
}

/** Of the names around two numbers so much is common to both. */
const NAMES_SHARED = 0.34

/** Both name names, and few in common: two places, two groups, two people. */
function apart(a: Amount, b: Amount): boolean {
  if (a.names.size === 0 || b.names.size === 0) return false
  const both =
    [...a.names].filter(name => b.about.has(name)).length + [...b.names].filter(name => a.about.has(name)).length
  return both < NAMES_SHARED * (a.names.size + b.names.size)
}

const sameSize = (a: Amount, b: Amount): boolean => a.least === b.least && a.most === b.most
const sizeOf = ({ least, most }: Amount): number => (Number.isFinite(most) ? (least === 0 ? most : least) : least)
const published = ({ claim }: Amount): number => timeOf(claim.reading.report.publishedAt)
/** Reports so near in time tell of the same moment. */
const SAME_MOMENT = 3 * 36e5

/** Smaller counts don't go on growing in the news: "one of", "two candidates". */
const LEAST_MOVED = 10

/** Later numbers of a thing that goes on: the same sort of count, or one that says itself that it moves. */
function moved({ a, b }: SameThing): boolean {
  const [first, second] = published(a) <= published(b) ? [a, b] : [b, a]
  if (published(second) - published(first) < SAME_MOMENT) return false
  if (second.sort !== 'count' && second.sort !== 'share' && second.sort !== 'money') return false
  if (PROGRESSES.has(first.state)) return true
  if (second.sort !== 'count' || second.unit === '' || Math.min(first.least, second.least) < LEAST_MOVED) return false
  return second.moves || sameSpeaker(first.claim, second.claim) === true
}

/** Numbers of one thing that differ: conflicts (`numbers`), and what changed with time (`update`). */
export function numberFindings(field: Field, pairs: readonly SameThing[]): Found[] {
  const conflicts: SameThing[] = [...answers(field)]
  const updates: SameThing[] = []
  for (const pair of pairs) {
    const { a, b } = pair
    if (compatible(a, b) && !(PROGRESSES.has(a.state) && sizeOf(a) !== sizeOf(b))) continue
    if (moved(pair) && !bothIn(a, b) && !bothIn(b, a)) updates.push(pair)
    else if (!compatible(a, b)) {
      if (bothIn(a, b) || bothIn(b, a) || a.adjective || b.adjective) continue
      if (a.claim.reading === b.claim.reading && !contrasts(a) && !contrasts(b)) continue
      if (a.claim.reading === b.claim.reading && sameSpeaker(a.claim, b.claim) !== false) continue
      if (PROGRESSES.has(a.state)) continue
      conflicts.push(pair)
    }
  }
  return [
    ...groupsOf(conflicts).map(group => conflictOf(field, group)),
    ...groupsOf(updates).flatMap(group => updateOf(group) ?? []),
  ]
}

/** The claim of `a` has the number of `b` too: its sentence tells of both, so they are two things or two times. */
const bothIn = (a: Amount, b: Amount): boolean =>
  amountsOf(a.claim).some(other => other.sort === b.sort && sameSize(other, b))

const CONTRASTS =
  /\b(?:but|however|although|though|disput\w*|contrary|higher|lower|instead|rather|not \d|contradict\w*|whereas)\b/i

/** Within one report two numbers of one thing are set against each other in so many words. */
function contrasts({ claim }: Amount): boolean {
  const { tokens, sentences } = claim.reading
  const [first, end] = sentences[claim.sentence]!
  return CONTRASTS.test(tokens.text.slice(tokens.from[first]!, tokens.to[end - 1]!))
}

/** "The true figure was 90", "they said it was 90": a number that answers the one before it. */
const ANSWERS =
  /\b(?:true|real|actual|correct|right|accurate) (?:figures?|numbers?|totals?|toll|sum|count|amount)\b|\b(?:said|says|insisted|maintained?|put) (?:\p{L}+ )?(?:that )?(?:it|that|this|the (?:figure|number|total|true one)) (?:was|were|is|had been|has been|stood|at)\b/iu
/** So many sentences lie between at most. */
const ANSWERED = 2
/** Twice or half and half as much again at most: else the two count different things. */
const LIKE_SIZE = 1.6

/** A number that answers another: against the number of like size that was told last before it, by somebody else. */
function answers(field: Field): SameThing[] {
  return field.readings.flatMap(({ claims, tokens, sentences }) =>
    claims.flatMap(claim => {
      const [first, end] = sentences[claim.sentence]!
      if (!ANSWERS.test(tokens.text.slice(tokens.from[first]!, tokens.to[end - 1]!))) return []
      const own = amountsOf(claim).find(({ sort }) => sort !== 'year' && sort !== 'day')
      if (own === undefined) return []
      const before = claims
        .filter(other => other.sentence < claim.sentence && other.sentence >= claim.sentence - ANSWERED)
        .filter(other => sameSpeaker(other, claim) !== true)
        .flatMap(amountsOf)
        .findLast(
          other =>
            (other.sort === own.sort || (own.sort === 'count' && own.unit === '' && other.sort === 'measure')) &&
            (own.unit === '' || other.unit === '' || own.unit === other.unit) &&
            !compatible(other, own) &&
            Math.abs(Math.log2(other.least / own.least)) < LIKE_SIZE,
        )
      return before === undefined ? [] : [{ a: before, b: own, sureness: 0.82 }]
    }),
  )
}

/** Pairs that hang together by a number are one finding, made from the surest pair on. */
function groupsOf(pairs: readonly SameThing[]): SameThing[][] {
  const groups: { readonly pairs: SameThing[]; readonly amounts: Set<Amount> }[] = []
  for (const pair of pairs.toSorted((x, y) => y.sureness - x.sureness)) {
    const near = groups.find(({ amounts, pairs: [first] }) => {
      if (!amounts.has(pair.a) && !amounts.has(pair.b)) {
        // The same two values of the same thing in other reports.
        const [a, b] = [sizeOf(first!.a), sizeOf(first!.b)]
        const [x, y] = [sizeOf(pair.a), sizeOf(pair.b)]
        return (
          first!.a.unit === pair.a.unit &&
          first!.a.state === pair.a.state &&
          ((a === x && b === y) || (a === y && b === x))
        )
      }
      return true
    })
    if (near === undefined) groups.push({ pairs: [pair], amounts: new Set([pair.a, pair.b]) })
    else {
      near.pairs.push(pair)
      near.amounts.add(pair.a).add(pair.b)
    }
  }
  return groups.map(({ pairs: own }) => own)
}

const amountPassage = (role: Passage['role'], { claim, spans }: Amount): Passage => ({
  ...passageOf(role, claim),
  spans: spans.length === 0 ? claim.spans : spans,
})

function conflictOf(field: Field, group: readonly SameThing[]): Found {
  const { a, b, sureness } = group[0]!
  const [one, other] = published(a) <= published(b) ? [a, b] : [b, a]
  const all = [...new Set(group.flatMap(pair => [pair.a, pair.b]))]
  const side = (of: Amount): Amount[] => all.filter(x => x === of || (sizeOf(x) === sizeOf(of) && x.sort === of.sort))
  const alikeClaims = (of: Amount): Passage[] =>
    field
      .alike(of.claim)
      .flatMap(claim => amountsOf(claim).filter(x => sizeOf(x) === sizeOf(of) && x.unit === of.unit))
      .map(x => amountPassage(of === one ? 'one' : 'other', x))
  const evidence = placesOnce([
    ...side(one).map(x => amountPassage('one', x)),
    ...side(other).map(x => amountPassage('other', x)),
    ...alikeClaims(one),
    ...alikeClaims(other),
  ])
  const same = sameVoiced(one.claim, other.claim)
  return {
    kind: 'numbers',
    confidence: same ? sureness - ONE_VOICE : sureness,
    why: `${sayOf(one)}; ${sayOf(other)}: the two can’t both be right.`,
    evidence,
  }
}

/** One speaker whom two reports give two numbers: one of the reports errs, or time went on. */
const ONE_VOICE = 0.1

const sameVoiced = (a: Claim, b: Claim): boolean =>
  a.statement?.speaker != null && b.statement?.speaker != null && sameName(a.statement.speaker, b.statement.speaker)

const sayOf = ({ claim, words }: Amount): string =>
  `${voiceOf(claim)} has ${words} (“${told(claim.reading, claim.at)}”)`

function updateOf(group: readonly SameThing[]): Found | null {
  const all = [...new Set(group.flatMap(({ a, b }) => [a, b]))].sort((x, y) => published(x) - published(y))
  let most = 0
  const going = all.filter(amount => {
    // "Two died on Thursday" is not the toll, unless it says that the number was set lower.
    if (PROGRESSES.has(amount.state) && sizeOf(amount) < most && !amount.moves) return false
    most = Math.max(most, sizeOf(amount))
    return true
  })
  const steps: Amount[] = []
  for (const amount of going) if (steps.length === 0 || sizeOf(steps.at(-1)!) !== sizeOf(amount)) steps.push(amount)
  if (steps.length < 2) return null
  const evidence = placesOnce(going.map(amount => amountPassage('step', amount)))
  return {
    kind: 'update',
    confidence: group[0]!.sureness,
    why: `The number changes as time goes on: ${steps.map(({ words, claim }) => `${words} (${claim.reading.report.outlet ?? claim.reading.report.id})`).join(', then ')}.`,
    evidence,
  }
}
