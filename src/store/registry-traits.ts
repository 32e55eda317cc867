import type { Span, SpeakerType } from '../vocabulary/index.ts'
import { foldName } from './words.ts'

/** What an article says of somebody beside the name: a title or role, or the year of birth that an age tells. */
export interface Trait {
  readonly trait: 'title' | 'born'
  readonly value: string
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/)

/**
 * Nouns of office and work, by the walks of life that seldom meet in one person, written from general knowledge. Those
 * under `any` tell a title, but speak against nobody.
 */
const WALKS = {
  office: list(`
    president premier chancellor minister secretary senator congressman congresswoman lawmaker legislator governor mayor
    councillor councilor councilman councilwoman alderman ambassador commissioner judge magistrate prosecutor sheriff
    general admiral colonel spokesman spokeswoman spokesperson`),
  sport: list(`
    goalkeeper striker midfielder defender winger forward pitcher quarterback coach skipper sprinter swimmer cyclist
    footballer cricketer boxer golfer jockey gymnast skater skier rower referee umpire manager`),
  arts: list(`
    actor actress singer rapper novelist poet painter sculptor violinist pianist cellist composer conductor drummer
    guitarist comedian filmmaker playwright screenwriter`),
  private: list(`
    resident neighbour neighbor pupil schoolboy schoolgirl student shopper pensioner housewife bystander shopkeeper
    waitress waiter plumber electrician`),
  any: list(`
    director chairman chairwoman chairperson chair chief head leader founder co-founder owner executive banker economist
    analyst professor historian scientist researcher engineer architect doctor surgeon nurse teacher lawyer solicitor
    author editor journalist reporter bishop archbishop pastor rabbi imam cardinal king queen prince princess
    captain inspector superintendent officer constable activist campaigner candidate organiser organizer curator`),
} as const
type Walk = keyof typeof WALKS

const walkOf = new Map((Object.keys(WALKS) as Walk[]).flatMap(walk => WALKS[walk].map(noun => [noun, walk] as const)))
// A manager may run a bank, a judge may sit at a flower show: told as titles, but no evidence.
walkOf.set('manager', 'any')

/** Offices of which a place has one: two places in the same years are two people. */
const OF_ONE_PLACE = new Set(['mayor', 'governor', 'sheriff', 'bishop', 'archbishop'])

const NOUN = [...walkOf.keys()].join('|')
const RANK =
  '(?:former|ex|deputy|vice|acting|prime|foreign|interior|finance|defence|defense|chief|senior|head|assistant|lord)'
/** "Deputy Mayor " right before a name. */
const BEFORE = new RegExp(`(?:^|[^\\p{L}])((?:${RANK}[ -]){0,2}(?:${NOUN}))\\s$`, 'iu')
/** No part of a title: "Lena Marsh, said the mayor", "Lena Marsh, when a pupil". */
const NO_TITLE =
  '(?:said|says?|adds?|added|tells?|told|asks?|asked|when|while|where|as|but|and|or|then|now|once|not|the|an?|our|his|her|their|its|my|to|by|with|of|for|in|on|at|was|is|are|were|has|had|that|than|from)'
const EITHER_CASE = [...walkOf.keys()].map(n => `[${n[0]!.toUpperCase()}${n[0]!}]${n.slice(1)}`).join('|')
/** ", 34, the mayor of Norvale" right after one; the place needs capitals. */
const AFTER = new RegExp(
  `^,? ?(?:aged )?(?:\\d{1,3}(?=[,)]),? )?(?:(?:a|an|the|its|their|who is) )?((?:(?!${NO_TITLE} )[\\p{L}-]+ ){0,3}?(?:${EITHER_CASE}))(?: (?:of|for) (?:the )?(\\p{Lu}[\\p{L}'’-]*(?: \\p{Lu}[\\p{L}'’-]*){0,3}))?(?=[,.;)\\s])`,
  'u',
)
const AGE = /^,? ?(?:\(|aged |, )?(\d{1,3})(?=[,)])/u
/** "the mayor" by itself, which the reading found to be this person. */
const DESCRIPTION = new RegExp(`^(?:the|its|their|his|her) ((?:${RANK}[ -]){0,2}(?:${NOUN}))$`, 'iu')

/** Mentions that are looked at, and units around each. */
const MENTIONS = 20
const AROUND = 90

/** What the words around a person's mentions say of them. `day`: the article's, for ages. */
export function traitsOf(
  text: string,
  speaker: { readonly name: string; readonly type: SpeakerType; readonly mentions: readonly Span[] },
  day: string | null,
): Trait[] {
  if (speaker.type !== 'person') return []
  const found = new Map<string, Trait>()
  const tell = (trait: Trait['trait'], value: string) => found.set(`${trait} ${value}`, { trait, value })
  const last = foldName(speaker.name).split(' ').at(-1)!
  for (const { from, to } of speaker.mentions.slice(0, MENTIONS)) {
    const mention = text.slice(from, to)
    const described = DESCRIPTION.exec(mention)
    if (described) tell('title', clean(described[1]!))
    if (!foldName(mention).split(' ').includes(last)) continue
    // A title may stand within the mention ("Mayor Lena Marsh") or before it.
    const name = mention.search(/\S+$/u)
    for (let cut = 0; cut <= name; cut = nextWord(mention, cut)) {
      const before = BEFORE.exec(text.slice(Math.max(0, from + cut - AROUND), from + cut))
      if (before) tell('title', clean(before[1]!))
    }
    const rest = text.slice(to, to + AROUND).split('\n')[0]!
    if (!/^[,(]| \(/.test(rest)) continue
    const age = AGE.exec(rest)
    if (age && day !== null) tell('born', String(Number(day.slice(0, 4)) - Number(age[1])))
    const after = AFTER.exec(rest)
    if (after) tell('title', clean(after[2] === undefined ? after[1]! : `${after[1]} of ${after[2]}`))
  }
  return [...found.values()]
}

const nextWord = (words: string, at: number): number => {
  const blank = words.indexOf(' ', at)
  return blank < 0 ? words.length : blank + 1
}

const clean = (title: string): string => {
  const [role, place] = title.replaceAll(/\s+/g, ' ').trim().split(' of ')
  const low = role!.toLowerCase().replace(/^(?:of|and|or|the|a|an) /, '')
  return place === undefined ? low : `${low} of ${place}`
}

/** The noun of a title: "deputy mayor of Norvale" -> mayor. */
const nounOf = (title: string): string => title.split(' of ')[0]!.split(/[ -]/).at(-1)!

/** Whether what two articles say of one name can't be of one person: see docs/rulings.md. */
export function atOdds(a: readonly Trait[], b: readonly Trait[]): boolean {
  const years = (traits: readonly Trait[]) => traits.filter(t => t.trait === 'born').map(t => Number(t.value))
  const [born, other] = [years(a), years(b)]
  // An age tells the year of birth but for one; a slip of a year more is forgiven.
  if (born.length > 0 && other.length > 0 && born.every(x => other.every(y => Math.abs(x - y) > 2))) return true
  const titles = (traits: readonly Trait[]) => traits.filter(t => t.trait === 'title').map(t => t.value)
  const [held, others] = [titles(a), titles(b)]
  for (const title of held) {
    const [role, place] = title.split(' of ')
    if (place === undefined || !OF_ONE_PLACE.has(nounOf(title)) || /^(?:former|ex)/.test(role!)) continue
    const places = others.filter(t => nounOf(t) === nounOf(title) && t.includes(' of ') && !/^(?:former|ex)/.test(t))
    if (places.length > 0 && places.every(t => foldName(t.split(' of ')[1]!) !== foldName(place))) return true
  }
  const walks = (all: readonly string[]) => new Set(all.map(t => walkOf.get(nounOf(t))).filter(w => w && w !== 'any'))
  const [walk, way] = [walks(held), walks(others)]
  return walk.size > 0 && way.size > 0 && ![...walk].some(w => way.has(w))
}

/** How many traits two share: of several of one name, the nearest is meant. */
export const nearness = (a: readonly Trait[], b: readonly Trait[]): number =>
  a.filter(t => b.some(u => u.trait === t.trait && u.value === t.value)).length
