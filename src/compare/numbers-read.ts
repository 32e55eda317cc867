import type { Span } from '../vocabulary/index.ts'
import { type Claim, spansOf } from './claims.ts'
import { termOf } from './claims-words.ts'
import { currencyOf, dayAt, isMonth, isSign, lasts, measures, numberAt } from './numbers-words.ts'

/** What sort of thing a number is of: two of different sorts are never laid side by side. */
export type Sort = 'count' | 'money' | 'share' | 'measure' | 'year' | 'day'

/** A number or date of a claim, and what it counts. */
export interface Amount {
  readonly claim: Claim
  readonly sort: Sort
  /** A plain number is from and to itself; of "at least" the end is open. Days count from 1 January. */
  readonly least: number
  readonly most: number
  /** "About", "nearly", "some". */
  readonly rough: boolean
  /** Term of the counted noun, the unit or the currency; '' where none is told. */
  readonly unit: string
  /** What the counted are or do, where that is what is counted: `die`, `hurt`, `aboard`, …; '' for none. */
  readonly state: string
  /** Some of them only, or some more: "three of them", "two more", "another 40". */
  readonly part: boolean
  /** It only says which thing is meant: "a $15 wage", "the $54 million deal". */
  readonly adjective: boolean
  /** The number tells itself that it replaces an earlier one ("rose to", "now stands at"). */
  readonly moves: boolean
  /** Terms of the clauses around it that tell which one is meant. */
  readonly about: ReadonlySet<string>
  /** Those of them that are names. */
  readonly names: ReadonlySet<string>
  readonly spans: readonly Span[]
  /** As written, with what it counts. */
  readonly words: string
}

const LEAST =
  /(?:at least|more than|over|no fewer than|no less than|not less than|upwards? of|exceed\p{L}*|passed|topped|above|in excess of|a minimum of) $/u
const MOST =
  /(?:at most|up to|fewer than|less than|under|below|no more than|not more than|a maximum of|as many as|as much as) $/
const ROUGH =
  /(?:about|around|some|nearly|almost|roughly|approximately|close to|estimated|more or less|just over|just under|well over|barely|or so) $/
const MOVES =
  /\b(?:rises?|rose|risen|rising|climb\p{L}*|grows?|grew|grown|increas\p{L}*|jump\p{L}*|revis\p{L}*|rais\p{L}*|reach\p{L}*|stands? at|stood at|so far|by \p{L}+day|passed|fell|falls|dropp\p{L}*|lower\p{L}*|updat\p{L}*|up from|down from|as of|now)\b/u

/** What the counted suffer or do: the count is of these, whatever the noun before them. */
const STATES: ReadonlyMap<string, string> = new Map(
  'die hurt arrest missing:miss rescued:rescu evacuated:evacu signed:sign signatures:sign homeless infected:infect displaced:displac aboard'
    .split(' ')
    .flatMap(row => {
      const [word, term] = row.split(':')
      return [[termOf(word!) || word!, term ?? word!] as const]
    }),
)
/** Counts that go on growing while reporters write. */
export const PROGRESSES: ReadonlySet<string> = new Set(
  'die hurt arrest miss rescu evacu sign homeless infect displac'.split(' '),
)

const PEOPLE = /^(?:people|persons?|men|women|children|others|passengers?|residents?|victims?)$/
const BETWEEN =
  /^(?:of|the|its|their|his|her|our|more|additional|new|local|young|old|different|separate|such|total|registered|other)$/

/** The numbers and dates of a claim, with what they count. Linear in the claim. */
export function amountsOf(claim: Claim): Amount[] {
  const { tokens } = claim.reading
  const words = claim.at.map(i => tokens.lowerWord(i))
  const capital = (n: number): boolean => n < claim.at.length && /^\p{Lu}\p{Ll}/u.test(tokens.word(claim.at[n]!))
  const amounts: Amount[] = []
  for (let k = 0; k < words.length; k++) {
    const day = dayAt(words, k)
    if (day !== null) {
      const { value, size } = day
      amounts.push(
        amount(
          claim,
          words,
          { sort: 'day', unit: 'day', least: value, most: value, rough: false },
          k,
          k + size,
          k + size,
        ),
      )
      k += size - 1
      continue
    }
    const read = rangeAt(words, k)
    if (read === null) continue
    const sorted = sortOf(words, k, read.end, read.money || isSign(words[k - 1] ?? ''), capital)
    if (sorted !== null) {
      const before = beforeOf(words, k)
      const { sort, unit, end } = sorted
      const least = MOST.test(before) ? 0 : read.least
      const most = LEAST.test(before) ? Number.POSITIVE_INFINITY : read.most
      amounts.push(amount(claim, words, { sort, unit, least, most, rough: ROUGH.test(before) }, k, read.end, end))
    }
    k = read.end - 1
  }
  return amounts
}

const beforeOf = (words: readonly string[], k: number): string =>
  `${words
    .slice(Math.max(0, k - 4), k)
    .filter(word => !isSign(word))
    .join(' ')} `

/** A number, or a range: "between 40 and 50", "£14m to £16m". */
function rangeAt(
  words: readonly string[],
  k: number,
): { readonly least: number; readonly most: number; readonly end: number; readonly money: boolean } | null {
  const one = numberAt(words, k)
  if (one === null) return null
  let end = k + one.size
  const joint = words[end] ?? ''
  const next = end + (isSign(words[end + 1] ?? '') ? 2 : 1)
  const before = beforeOf(words, k)
  const may = joint === 'and' ? /\bbetween $/.test(before) : /^(?:to|-|–)$/.test(joint) && !/\bby $/.test(before)
  // The first may leave its currency and its scale to the second: "between 14 million and 16 million pounds".
  const skipped = currencyOf(joint) !== undefined && words[end + 1] === 'and' && /\bbetween $/.test(before)
  const two = may ? numberAt(words, next) : skipped ? numberAt(words, end + 2) : null
  if (two === null || two.value <= one.value) return { least: one.value, most: one.value, end, money: one.money }
  end = (skipped ? end + 2 : next) + two.size
  const scale =
    one.value < 1000 && two.value >= 1000 * one.value ? 1000 ** Math.floor(Math.log10(two.value / one.value) / 3) : 1
  return { least: one.value * scale, most: two.value, end, money: one.money || two.money }
}

/** The sort of a number and where what it counts ends; null for what is no count of a thing: times, ages, scores, pages. */
function sortOf(
  words: readonly string[],
  k: number,
  end: number,
  money: boolean,
  capital: (n: number) => boolean,
): { readonly sort: Sort; readonly unit: string; readonly end: number } | null {
  const [word, last, after] = [words[k]!, words[k - 1] ?? '', words[end] ?? '']
  if (/^(?:%|percent)$/.test(after)) return { sort: 'share', unit: '%', end: end + 1 }
  if (after === 'per' && /^cent/.test(words[end + 1] ?? '')) return { sort: 'share', unit: '%', end: end + 2 }
  if (money || currencyOf(after) !== undefined) {
    const unit = currencyOf(last) ?? currencyOf(word.charAt(0)) ?? currencyOf(after) ?? ''
    return { sort: 'money', unit, end: currencyOf(after) === undefined ? end : end + 1 }
  }
  if (/^(?:1[5-9]|20)\d\d$/.test(word) && end === k + 1) {
    return /^(?:in|since|of|year|from|until|by|during|before|after)$/.test(last)
      ? { sort: 'year', unit: 'year', end }
      : null
  }
  if (
    /^(?:a\.m\.|p\.m\.|am|pm|o'clock|noon|percentage|points?|th|st|to|-|–|:|\/)$/.test(after) ||
    last === ':' ||
    last === '/'
  )
    return null
  if (/^(?:page|room|no|number|rule|article|section|flight|chapter|age|aged|channel|route|top|nine|to)$/.test(last)) {
    // "Rose to 14" counts; "by 7,412 to 1,180" is a score, of which the first number alone is read.
    if (last !== 'to' || numberAt(words, k - 2) !== null || numberAt(words, k - 3) !== null) return null
  }
  if (lasts(after)) return null
  if (measures(after)) return { sort: 'measure', unit: termOf(after), end: end + 1 }
  if (isMonth(last) || (last === ',' && /^[,.)]?$/.test(after))) return null
  let n = end
  while (n < end + 4 && BETWEEN.test(words[n] ?? '')) n++
  // "The forty-one Lourennan observers": a name before the noun is no noun.
  if (capital(n) && /^\p{Ll}{3,}$/u.test(words[n + 1] ?? '') && !capital(n + 1)) n++
  const noun = words[n] ?? ''
  const counts =
    /^[\p{L}-]+$/u.test(noun) &&
    !/^(?:and|or|but|in|on|at|by|to|from|with|is|are|was|were|have|has|who|that|if|for|when|as|would|will|years?)$/.test(
      noun,
    )
  return { sort: 'count', unit: !counts ? '' : PEOPLE.test(noun) ? 'people' : termOf(noun), end: counts ? n + 1 : end }
}

const NEAR = 5

/** What is counted besides the noun: dead, hurt, on board, … whatever stands nearest to the number; '' for none. */
function stateOf(claim: Claim, words: readonly string[], k: number, end: number): string {
  const { terms } = claim.reading
  let best = ''
  // "The number of people who died in the fire now stands at 14."
  const named = words.slice(0, k).findLastIndex(word => word === 'number' || word === 'toll')
  const from = Math.max(0, named >= 0 && k - named < 3 * NEAR ? named : k - NEAR - 2)
  let distance = 3 * NEAR
  for (let n = from; n < Math.min(words.length, end + NEAR); n++) {
    const aboard =
      words[n] === 'aboard' || (words[n] === 'board' && words[n - 1] === 'on') || /^passengers?$/.test(words[n]!)
    const state = aboard ? 'aboard' : STATES.get(terms[claim.at[n]!] ?? '')
    const far = n < k ? k - n : n - end
    // "Two passengers had died": what the noun suffers goes before the noun.
    if (state !== undefined && (far < distance || (best === 'aboard' && n >= end && n <= end + 4))) {
      best = state
      distance = far
    }
  }
  return best
}

/** Clauses so near a number's own tell of it too. */
const WINDOW = 14

function amount(
  claim: Claim,
  words: readonly string[],
  what: Pick<Amount, 'sort' | 'unit' | 'least' | 'most' | 'rough'>,
  k: number,
  end: number,
  counted: number,
): Amount {
  const { at, reading } = claim
  const { tokens, terms } = reading
  const around = at.slice(Math.max(0, k - WINDOW), counted + WINDOW).filter((i, n) => {
    const place = Math.max(0, k - WINDOW) + n
    return (place < k || place >= end) && terms[i] !== '' && !/^\d/.test(terms[i]!)
  })
  const first = reading.sentences[claim.sentence]![0]
  const named = around.filter(i => i !== first && /^\p{Lu}\p{Ll}/u.test(tokens.word(i)))
  const spans = spansOf(tokens, at.slice(k, Math.max(end, Math.min(counted, at.length))))
  const next = `${words[end] ?? ''} ${words[end + 1] ?? ''}`
  return {
    ...{ claim, ...what, spans },
    state: what.sort === 'count' ? stateOf(claim, words, k, end) : '',
    part:
      /^(?:of (?:them|the|those|whom|these|us|our|its|\d)|more\b|others?\b|additional|further|in (?:three|four|five|ten))/.test(
        next,
      ) ||
      /^(?:another|other|additional|first|last|each|every|next|these|those|all)$/.test(words[k - 1] ?? '') ||
      /\b(?:one|two) (?:of|in) $/.test(beforeOf(words, k)),
    adjective:
      what.sort === 'money' &&
      /^(?:an?|the|this|that|its|their|his|her)$/.test(
        words[k - 1] === '$' || isSign(words[k - 1] ?? '') ? (words[k - 2] ?? '') : (words[k - 1] ?? ''),
      ) &&
      /^[\p{L}-]+$/u.test(words[counted] ?? '') &&
      !/^(?:to|in|for|of|a|an|and|or|from|at|on|by|is|was|that|which|this|last|over|per|each|but|with|as|it|he|she|they)$/.test(
        words[counted] ?? '',
      ),
    moves: MOVES.test(words.slice(Math.max(0, k - 8), counted + 6).join(' ')),
    about: new Set(around.map(i => terms[i]!)),
    names: new Set(named.map(i => terms[i]!)),
    words: spans.map(({ from, to }) => tokens.text.slice(from, to)).join(' '),
  }
}

const ROUGHLY = 0.1
/** A round number is taken for one that was rounded, up to so much of itself. */
const ROUNDED = 0.06

/** How far from a number the truth may lie when it is rough, or round: half of its last figure that is no nought. */
function give(rough: boolean, value: number): number {
  if (!Number.isFinite(value)) return 0
  const noughts = /0*$/.exec(String(Math.round(value)))![0].length
  return Math.max(rough ? ROUGHLY * value : 0, value < 100 ? 0 : Math.min(10 ** noughts / 2, ROUNDED * value))
}

/** Can both amounts be true of one thing at one time? */
export function compatible(a: Amount, b: Amount): boolean {
  if (a.sort === 'year' || a.sort === 'day') return a.least === b.least
  return low(a) <= high(b) && low(b) <= high(a)
}

const low = ({ least, rough }: Amount): number => least - give(rough, least)
const high = ({ most, rough }: Amount): number => most + give(rough, most)
