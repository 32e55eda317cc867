import { foldWord } from './folding.ts'
import type { ReportedStatement } from './report.ts'

/** Whose words they are, as their report has it. */
export type Credit = Pick<ReportedStatement, 'id' | 'speaker' | 'speakerType' | 'person'>

/** A credited name, taken apart. */
export interface Who {
  /** Who it is in the registry; null where it does not know. */
  readonly person: string | null
  /** The last word of the name, folded; null where no name is given: a pronoun, "the minister", a campaign. */
  readonly surname: string | null
  /** The words before it, folded, without titles. */
  readonly given: readonly string[]
  /** An organisation, group or document: somebody spoke for it. */
  readonly body: boolean
}

const TITLES = new Set(
  `mr mrs ms miss dr prof professor sir lord lady dame hon rev reverend sen senator rep representative gov governor president
  vice former secretary state minister prime justice judge king queen prince princess pope captain major general colonel sergeant
  chancellor ambassador director chief chairman chairwoman mayor us u.s fbi cia nominee presidential republican democratic
  pm ceo mp mps qc kc leader majority minority spokesman spokeswoman the of and`.split(/\s+/),
)

const BODIES = new Set(['organization', 'group', 'document', 'anonymous'])

export function whoOf(credit: Pick<Credit, 'speaker' | 'speakerType' | 'person'> | null): Who {
  const person = credit?.person ?? null
  const body = BODIES.has(credit?.speakerType ?? '')
  const phrase = (credit?.speaker ?? '').split(/,|\s\(|\s(?:who|of|from|with|for|in|on|at)\s/)[0]!.trim()
  const written = phrase.split(/\s+/).filter(word => word !== '')
  // A description ends in a common noun: "the Trump campaign", "the minister".
  if (!/^\p{Lu}/u.test(written.at(-1) ?? '')) return { person, surname: null, given: [], body }
  const first = written.findLastIndex(word => !/^\p{Lu}/u.test(word)) + 1
  const names = written
    .slice(first)
    .map(word =>
      foldWord(
        word
          .toLowerCase()
          .replace(/[’']s?$/, '')
          .replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, ''),
      ),
    )
    .filter(word => word !== '' && !TITLES.has(word))
  const surname = names.at(-1) ?? null
  return surname === null || PRONOUNS.test(surname)
    ? { person, surname: null, given: [], body }
    : { person, surname, given: names.slice(0, -1), body }
}

const PRONOUNS =
  /^(?:he|she|they|it|who|i|we|you|his|her|their|nobody|none|everybody|everyone|somebody|someone|anyone|many|some|others)$/

/** Are two credited names one somebody's? `unknown` where one of them is no name, or may be the other spelled otherwise. */
export function sameWho(a: Who, b: Who): 'same' | 'different' | 'unknown' {
  if (a.person !== null && a.person === b.person) return 'same'
  if (a.surname === null || b.surname === null) return 'unknown'
  if (a.surname === b.surname) {
    const apart = a.given.length > 0 && b.given.length > 0 && !a.given.some(x => b.given.some(y => short(x, y)))
    return apart && !a.body && !b.body ? 'different' : 'same'
  }
  if (a.body || b.body) return 'unknown'
  if (a.given.includes(b.surname) || b.given.includes(a.surname)) return 'same'
  return alike(a.surname, b.surname) ? 'unknown' : 'different'
}

/** Short names that begin with another letter than the name they are short for. */
const NICKNAMES: ReadonlyMap<string, string> = new Map(
  `bill:william billy:william will:william bob:robert bobby:robert dick:richard rick:richard ted:edward ned:edward jack:john
  peggy:margaret tony:anthony liz:elizabeth beth:elizabeth betty:elizabeth kate:catherine kitty:catherine hank:henry
  harry:henry sandy:alexander polly:mary molly:mary nell:ellen nancy:ann drew:andrew gene:eugene fred:alfred`
    .split(/\s+/)
    .map(pair => pair.split(':') as [string, string]),
)

/** One given name may be the other cut short: an initial, "Len" for "Leonard", "Bill" for "William". */
const short = (x: string, y: string): boolean => x[0] === y[0] || NICKNAMES.get(x) === y || NICKNAMES.get(y) === x

/** Spellings of one name in two alphabets share their consonants; a slip of the pen leaves all letters but one. */
function alike(a: string, b: string): boolean {
  const bones = (name: string): string =>
    name
      .replace(/gh|kh|q|c|g/g, 'k')
      .replace(/dh|th|d/g, 't')
      .replace(/ph|v|w/g, 'f')
      .replace(/z/g, 's')
      .replace(/[aeiouyh'-]/g, '')
      .replace(/(.)\1+/g, '$1')
  return bones(a) === bones(b) ? bones(a).length > 1 : Math.min(a.length, b.length) >= 5 && oneSlip(a, b)
}

function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  let k = 0
  while (k < a.length - i && k < b.length - i && a[a.length - 1 - k] === b[b.length - 1 - k]) k++
  return Math.max(a.length, b.length) - i - k <= 1
}
