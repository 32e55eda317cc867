import { type Character, genderOf } from './cast.ts'
import type { Gender } from './folding.ts'
import { FEMALE_NOUNS, MALE_NOUNS } from './lexicon.ts'

type Tie =
  | 'parent'
  | 'child'
  | 'sibling'
  | 'spouse'
  | 'grandparent'
  | 'grandchild'
  | 'uncle'
  | 'nephew'
  | 'cousin'
  | 'parent-in-law'
  | 'child-in-law'
  | 'sibling-in-law'

const TIES: ReadonlyMap<string, Tie> = new Map(
  Object.entries({
    parent: 'father mother dad mum mom parent stepfather stepmother step-father step-mother',
    child: 'son daughter child heir stepson stepdaughter step-son step-daughter',
    sibling: 'brother sister sibling twin stepbrother stepsister step-brother step-sister half-brother half-sister',
    spouse: 'husband wife spouse widow widower fiancé fiancée partner ex-husband ex-wife',
    grandparent: 'grandfather grandmother grandparent grandpa grandma',
    grandchild: 'grandson granddaughter grandchild',
    uncle: 'uncle aunt',
    nephew: 'nephew niece',
    cousin: 'cousin',
    'parent-in-law': 'father-in-law mother-in-law',
    'child-in-law': 'son-in-law daughter-in-law',
    'sibling-in-law': 'brother-in-law sister-in-law',
  }).flatMap(([tie, words]) => words.split(' ').map(w => [w, tie as Tie] as const)),
)

const INVERSE: Readonly<Record<Tie, Tie>> = {
  parent: 'child',
  child: 'parent',
  sibling: 'sibling',
  spouse: 'spouse',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
  uncle: 'nephew',
  nephew: 'uncle',
  cousin: 'cousin',
  'parent-in-law': 'child-in-law',
  'child-in-law': 'parent-in-law',
  'sibling-in-law': 'sibling-in-law',
}

/** How many generations above its owner a relative stands. */
const ABOVE: Readonly<Partial<Record<Tie, number>>> = {
  parent: 1,
  'parent-in-law': 1,
  uncle: 1,
  grandparent: 2,
  child: -1,
  'child-in-law': -1,
  nephew: -1,
  grandchild: -2,
}

/** Relatives who mostly bear their owner's surname where a paper gives only the given name. */
const OF_ONE_NAME: ReadonlySet<Tie> = new Set(['parent', 'child', 'sibling', 'spouse', 'grandparent', 'grandchild'])

/** So many relatives of one person are kept. */
const MOST_RELATIVES = 16

export const isKinship = (word: string): boolean => TIES.has(word)
export const sharesName = (word: string): boolean => {
  const tie = TIES.get(word)
  return tie !== undefined && OF_ONE_NAME.has(tie)
}

export const genderOfKin = (word: string): Gender => {
  const plain = word.replace(/^(?:step|half|ex)-|-in-law$/g, '')
  return MALE_NOUNS.has(plain) ? 'male' : FEMALE_NOUNS.has(plain) ? 'female' : null
}

/** Who is whose mother, son or sister, as far as the text has told. */
export class Kin {
  private readonly of = new Map<Character, { readonly who: Character; readonly tie: Tie }[]>()

  /** `who` is `owner`'s `word`: "her son". */
  add(who: Character, word: string, owner: Character): void {
    const tie = TIES.get(word)
    if (tie === undefined || who === owner) return
    this.put(owner, who, tie)
    this.put(who, owner, INVERSE[tie])
  }

  private put(owner: Character, who: Character, tie: Tie): void {
    const list = this.of.get(owner)
    if (list === undefined) this.of.set(owner, [{ who, tie }])
    else if (list.length < MOST_RELATIVES && !list.some(r => r.who === who)) list.push({ who, tie })
  }

  /** The one whom "`owner`'s `word`" means; null where none is known, or several are. */
  relative(owner: Character, word: string): Character | null {
    const tie = TIES.get(word)
    const gender = genderOfKin(word)
    const fit = (this.of.get(owner) ?? []).filter(r => {
      const own = genderOf(r.who)
      return r.tie === tie && (own === null || gender === null || own === gender)
    })
    return fit.length === 1 ? fit[0]!.who : null
  }

  /** The only one who is told to be somebody's `word`; null where nobody is, or several are. */
  anybody(word: string): Character | null {
    const tie = TIES.get(word)
    const gender = genderOfKin(word)
    const fit = new Set<Character>()
    if (tie === undefined) return null
    for (const relatives of this.of.values()) {
      for (const r of relatives) {
        const own = genderOf(r.who)
        if (r.tie === tie && (own === null || gender === null || own === gender)) fit.add(r.who)
      }
    }
    return fit.size === 1 ? [...fit][0]! : null
  }

  /** Whether the two are told to be relatives. */
  related(a: Character, b: Character): boolean {
    return (this.of.get(a) ?? []).some(r => r.who === b)
  }

  /** Above 0 where `a` is of an elder generation than `b`, or older; 0 where nothing tells. */
  elder(a: Character, b: Character): number {
    const tie = (this.of.get(b) ?? []).find(r => r.who === a)?.tie
    const above = tie === undefined ? 0 : (ABOVE[tie] ?? 0)
    if (above !== 0) return above
    const ranks = generation(b) - generation(a)
    if (ranks !== 0) return ranks
    return a.age !== null && b.age !== null ? Number(a.age) - Number(b.age) : 0
  }
}

/** Sr. is before nothing, Jr. after it. */
function generation(c: Character): number {
  for (const { name } of c.forms.values()) {
    if (name.suffix === 'sr') return -1
    if (name.suffix === 'jr' || name.suffix === 'ii') return 1
    if (name.suffix === 'iii') return 2
  }
  return 0
}
