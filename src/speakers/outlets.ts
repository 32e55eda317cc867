/**
 * Which organisations are news outlets: papers, stations, agencies and sites, by their names, by what the text calls
 * them, or because somebody gave them an interview. And which of them "a Daily Ledger report" and "the newspaper" mean.
 */
import type { Tokens } from '../tokens/index.ts'
import type { Character } from './cast.ts'
import { isPossessiveMark } from './grammar.ts'
import { MEDIA_PRODUCTS, MEDIA_WORDS, ORGANIZATION_NOUNS, ORGANIZATION_WORDS, roleOf, words } from './lexicon.ts'
import type { Memory } from './memory.ts'
import type { Name } from './names.ts'
import type { Stretch } from './told.ts'

/** So many sentences after its name an outlet is still "the paper". */
const FAR = 8

/** Nouns that call an outlet named before: "the broadcaster". */
const OUTLETS = words(
  'newspaper paper daily weekly magazine outlet broadcaster station network website tabloid broadsheet',
)

/** What stands beside a name that is an outlet's: "the daily Nordlys". */
const OUTLET_ROLES = words('newspaper paper broadcaster station magazine network tabloid broadsheet daily weekly')

/** Nouns for an outlet without a name: "a local station". */
const UNNAMED = words(`
  newspaper paper daily weekly magazine outlet broadcaster station network channel tabloid broadsheet newswire newsroom
  radio television tv media press newscast podcast
`)
/** What makes outlets of nouns that many bodies have: "a wire service", "the state news agency". */
const NEWSY = words('news wire press media')
const SERVICES = words(
  'agency service wire site website organization organisation outlet channel network portal programme program show',
)
/** What makes other things of a station, a network or a channel. */
const OTHER_STATIONS = words(`
  police power fire polling petrol gas bus train railway rail tube metro pumping space research weather service ferry
  lifeboat coastguard social computer mobile phone road transport shipping navigation
`)

/** Words that end an outlet's name, besides those of `MEDIA_WORDS`, where the name is a body's already. */
const NAME_ENDS = words('mercury courant enquirer digest media newsroom podcast fm wire beast shimbun sport sports')
/** Words that an outlet's name begins with: "Radio Norte", "Channel Nine". */
const NAME_OPENS = words(`
  radio tele tv television channel canal reuters afp ap bbc cnn nbc abc cbs npr pbs fox bloomberg politico xinhua yonhap
`)
/** Outlets whose names don't say so; general knowledge, written for this project. Words folded, without "the". */
const KNOWN: ReadonlySet<string> = new Set(
  `reuters|afp|ap|bbc|cnn|nbc|abc|cbs|npr|pbs|fox|bloomberg|politico|xinhua|yonhap|cbc|ctv|rte|itv|sky|msnbc|cnbc|cspan|
tass|itartass|interfax|ria novosti|kyodo|dpa|ansa|efe|pti|ani|upi|aap|anadolu|sana|irna|isna|fars|wafa|mena|bernama|antara|
al jazeera|aljazeera|al arabiya|alarabiya|al hayat|al ahram|axios|vox|vice|slate|salon|buzzfeed|propublica|quartz|
newsweek|newsmax|time|fortune|forbes|economist|spectator|atlantic|new yorker|rolling stone|vanity fair|variety|billboard|
daily beast|hill|intercept|mother jones|new republic|nation|national review|breitbart|usa today|
good morning america|meet the press|face the nation|le monde|le figaro|liberation|le parisien|der spiegel|spiegel|die zeit|
die welt|bild|stern|el pais|el mundo|la nacion|clarin|la repubblica|repubblica|la stampa|corriere della sera|haaretz|
maariv|hurriyet|dawn|hindu|ndtv|rt|russia today|russia 1|sputnik|meduza|kommersant|izvestia|novaya gazeta|euronews|france 24|
france 2|rai|zdf|ard|orf|srf|tf1|tv2|nrk|svt|yle|nhk|kbs|cctv|cgtn|abs cbn|globo|folha|agence france presse|
agence francepresse|associated press|deutsche welle|voice of america|radio free europe|tolonews|wall street journal|
financial times|globe and mail|post and courier|wired|verge|techcrunch|espn|tmz|wikinews`
    .replace(/\n/g, '')
    .split('|'),
)
/** What watches over broadcasting. */
const OVERSEERS = words(
  'authority commission council board standards regulator tribunal ministry department complaints union',
)
/** "BFMTV", "Sarnpress": an outlet by how the word ends. */
const WORD_END = /\p{L}{2}(?:tv|news|press|radio)$/u
/** The longest word looked at. */
const LONGEST_WORD = 30

const isCalledOutlet = (c: Character): boolean => [...c.roles].some(role => OUTLET_ROLES.has(role))

/** Is this the name of an outlet that is widely known? `folded` as for `isOutletName`. */
export const isKnownOutlet = (folded: readonly string[]): boolean => KNOWN.has(folded.join(' '))

/** Is this the name of an outlet, going by its words alone? `folded` are as names are compared, the article left out. */
export function isOutletName(folded: readonly string[]): boolean {
  const last = folded.at(-1)
  if (last === undefined) return false
  if (isKnownOutlet(folded)) return true
  const second = folded.at(-2)
  // "Tarn Broadcasting Corporation", but not the authority that licenses it.
  if (folded.includes('broadcasting')) return !OVERSEERS.has(last)
  if (last === 'agency' || last === 'association' || last === 'trust') return second === 'news' || second === 'press'
  if (MEDIA_WORDS.has(last) || NAME_ENDS.has(last)) return true
  if (NAME_OPENS.has(folded[0]!)) return !ORGANIZATION_WORDS.has(last)
  return folded.length === 1 && last.length <= LONGEST_WORD && WORD_END.test(last)
}

/** Papers, stations and agencies, by their names or by what stands beside them. */
export function isOutlet(name: Name, c: Character): boolean {
  if (c.type !== 'organization' || c.kind === 'place' || c.kind === 'person') return false
  return isOutletName(name.words) || isCalledOutlet(c)
}

/** Whether a character is an outlet, by any of its names, by what stands beside them, or by its description. */
export function isOutletBody(t: Tokens, c: Character): boolean {
  if (c.kind === 'person' || c.kind === 'joint') return false
  if (c.kind === 'described') return c.type === 'organization' && c.phrase !== null && describesOutlet(t, c.phrase)
  for (const { name } of c.forms.values()) if (isOutletName(name.words)) return true
  return isCalledOutlet(c)
}

/** "A local television station", "a global wire service", "the paper". */
function describesOutlet(t: Tokens, { first, last }: Stretch): boolean {
  let head = first
  while (head < last && !/^(?:in|of|for|with|from|that|which|who)$/.test(t.lowerWord(head + 1))) head++
  const noun = t.lowerWord(head)
  const before = head > first ? t.lowerWord(head - 1) : ''
  if (SERVICES.has(noun) && NEWSY.has(before)) return true
  return UNNAMED.has(noun) && !OTHER_STATIONS.has(before)
}

/** How far from a mention the interview stands that tells what it is. */
const NEAR_INTERVIEW = 6
/** Bodies that question people and print nothing. */
const QUESTIONERS = words('police fbi cia nsa dhs irs sec ntsb nato un eu icc who fda cdc detectives investigators')

/**
 * Whether the mention of a body is that of an interviewer: "in an interview with Vestavind", "told Vestavind in an
 * interview". Who interviews is an outlet, unless its name or the text says that it is something else.
 */
export function interviews(t: Tokens, c: Character, { first, last }: Stretch): boolean {
  if (c.kind !== 'organization' && c.kind !== 'other' && c.kind !== 'place') return false
  // "Channel Nine's Una Brask": somebody who works there.
  for (let k = first; k <= last; k++) if (isPossessiveMark(t, k)) return false
  for (const { name } of c.forms.values())
    if (name.words.some(w => ORGANIZATION_WORDS.has(w) || QUESTIONERS.has(w) || ORGANIZATION_NOUNS.has(w))) return false
  for (const role of c.roles) if (ORGANIZATION_NOUNS.has(role)) return false
  const sentence = t.sentence[first]!
  const floor = t.sentenceStart[sentence]!
  const ceiling = t.sentenceStart[sentence + 1]!
  let lead = first - 1
  if (lead > floor && t.lowerWord(lead) === 'the') lead--
  if (lead > floor && t.lowerWord(lead) === 'with' && t.lowerWord(lead - 1) === 'interview') return true
  let told = first - 1
  if (told > floor && t.lowerWord(told) === 'the') told--
  if (told < floor || t.lowerWord(told) !== 'told') return false
  for (let k = last + 1; k + 1 < ceiling && k <= last + NEAR_INTERVIEW; k++) {
    const word = t.lowerWord(k)
    if (word === 'interview') return t.lowerWord(last + 1) === 'in'
    if (word === 'that' || word === ',') return false
  }
  return false
}

/** "A Daily Ledger report": the paper, where one stands before what papers make. */
export function paperOf(memory: Memory, first: number, head: number): Character | null {
  const { t } = memory
  if (!MEDIA_PRODUCTS.has(t.lowerWord(head)) || head === first) return null
  const name =
    memory.name(head - 1) ?? (isPossessiveMark(t, head - 1) && head - 2 >= first ? memory.name(head - 2) : null)
  if (name === null || name.kind === 'person' || name.kind === 'place') return null
  const media = name.words.some(w => MEDIA_WORDS.has(w))
  if (!media && (name.kind !== 'organization' || name.words.some(w => ORGANIZATION_WORDS.has(w)))) return null
  const c = memory.cast.meant(t, name)
  return c.type === 'organization' ? c : null
}

/** "Says the report", "the newspaper quoted": the outlet named before, where no other report was spoken of. */
export function outletBehind(memory: Memory, first: number, head: number): Character | null {
  const { t, lastOutlet } = memory
  const word = t.lowerWord(head)
  if (lastOutlet === null || head - first !== 1 || t.lowerWord(first) !== 'the') return null
  if (!MEDIA_PRODUCTS.has(word) && !OUTLETS.has(word)) return null
  if (t.sentence[head]! - t.sentence[lastOutlet.lastToken]! > FAR) return null
  const role = roleOf(word)
  return (memory.byHead.get(`document ${role}`) ?? memory.byHead.get(`organization ${role}`)) === undefined
    ? lastOutlet
    : null
}
