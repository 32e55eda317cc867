import { stemmer } from 'stemmer'
import { hashString } from '../tokens/index.ts'
import { foldWord, negates, telling } from './folding.ts'
import { rarity } from './stories-rarity.ts'

/** Words that report the same, with the word that stands for all of them. Other forms are joined by their stems. */
const GROUPS = `die: die dies died dead death deaths dying kill kills killed killing fatality fatalities perish perished
hurt: hurt injure injures injured injuring injury injuries wound wounds wounded
strike: strike strikes striking struck stoppage stoppages walkout walkouts
cancel: cancel cancels cancelled canceled cancelling cancellation scrap scrapped
steal: steal steals stole stolen stealing theft thefts thief thieves robbed robbery
arrest: arrest arrests arrested detain detained detains custody
company: company companies firm firms corporation
sign: sign signs signed signing signature signatures signatory
promise: promise promises promised pledge pledges pledged vow vows vowed
ask: ask asks asked asking demand demands demanded demanding seek seeks sought want wants wanted
resign: resign resigns resigned resignation quit quits
lie: lie lies lied lying liar
begin: begin begins began begun beginning start starts started starting
take: take takes took taken taking
choose: choose chose chosen choosing choice
break: break breaks broke broken breaking
leave: leave leaves left leaving
lose: lose loses lost losing loss losses
win: win wins won winning winner
pay: pay pays paid paying payment payments
sell: sell sells sold selling sale sales
buy: buy buys bought buying purchase purchased
steer: drive drives drove driven driving
write: write writes wrote written writing
speak: speak speaks spoke spoken speaking speech
meet: meet meets met meeting meetings
send: send sends sent sending
build: build builds built building
fall: fall falls fell fallen falling
rise: rise rises rose risen rising
know: know knows knew known knowing knowledge
hide: hide hides hid hidden hiding
hold: hold holds held holding
find: find finds found finding
lead: lead leads led leading
keep: keep keeps kept keeping
give: give gives gave given giving
grow: grow grows grew grown growing
shoot: shoot shoots shot shooting
catch: catch catches caught catching
fight: fight fights fought fighting
teach: teach teaches taught teaching
eat: eat eats ate eaten eating
bring: bring brings brought bringing
spend: spend spends spent spending
choke: choke chokes choked choking
shut: shut shuts close closes closed closing
answer: answer answers answered answering reply replies replied
tax: tax taxes taxed taxation
marry: marry marries married marriage
allege: allege alleges alleged allegation allegations accuse accuses accused accusation accusations charge charges
child: child children kid kids
man: man men
woman: woman women`

const OF_GROUP: ReadonlyMap<string, string> = new Map(
  GROUPS.split('\n').flatMap(row => {
    const [of, forms] = row.split(':')
    return forms!
      .trim()
      .split(' ')
      .map(form => [form, of!] as const)
  }),
)

/** Common words that still bear a claim: verbs of doing and the like, which `telling` takes for speech's everyday. */
const BEARING = new Set([...OF_GROUP.keys(), 'run', 'working', 'work', 'use', 'used', 'win', 'president'])

/**
 * Words that tell little of which claim is meant: how and when something was said, and what stands in every report.
 * They count a third.
 */
const LIGHT = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
  october november december today yesterday tonight tomorrow week weeks month months morning evening night afternoon
  ago later early late earlier recent recently former news report reports reported reporter reporters interview statement
  spokesman spokeswoman spokesperson official officials press conference public number percent per cent % add added
  tell told ask asked announce announced claim claims claimed deny denied denies comment comments commented remark remarks criticism criticisms criticize criticized request requests response issue issues part place thing member members
  person man woman big small high low long short old young next able likely really simply never ever again may
  leave take give keep find hold bring know mr mrs ms dr president campaign including according`.split(/\s+/),
)

const stems = new Map<string, string>()
/** A cache that could grow with hostile texts is emptied at this size. */
const MOST_STEMS = 50_000

/** What a word counts as in a claim: its group, or its stem; '' for one that tells nothing. `lower`: a token's lower form. */
export function termOf(lower: string): string {
  const known = stems.get(lower)
  if (known !== undefined) return known
  const word = foldWord(lower).replace(/'s?$/, '')
  let term = ''
  if (word !== '' && !negates(word) && (telling(word) || BEARING.has(word)) && word.length < 40) {
    term = OF_GROUP.get(word) ?? (/^[a-z]+$/.test(word) ? (OF_GROUP.get(stemmer(word)) ?? stemmer(word)) : word)
  }
  if (stems.size >= MOST_STEMS) stems.clear()
  stems.set(lower, term)
  return term
}

const LIGHT_TERMS = new Set([...LIGHT].map(word => OF_GROUP.get(word) ?? stemmer(word)))

/** A word that stands in one article of so many doublings tells all that a word can tell. */
const RAREST = 7

/** How much a term weighs by itself, before how often the story has it: 0 to 1. */
export const weightOf = (term: string): number =>
  LIGHT_TERMS.has(term)
    ? 0.25
    : /^\d/.test(term)
      ? 0.6
      : Math.min(1, Math.max(0.25, rarity(hashString(term) >>> 0) / RAREST))

const TITLES = new Set(
  `mr mrs ms miss dr prof professor sir dame lord lady sen senator rep representative gov governor president vice
  secretary minister judge justice captain capt commander general gen col colonel king queen prince princess hon rev
  former the a an jr sr ii iii of`.split(/\s+/),
)

/** The words of a name by which one somebody is told from another. */
export const nameWords = (name: string): string[] =>
  (name.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [])
    .map(word => word.replace(/['’]s$/, ''))
    .filter(word => !TITLES.has(word))

/** One somebody, as far as two names tell: the shorter name's words all stand in the longer one, or both end alike. */
export function sameName(a: string, b: string): boolean {
  const [x, y] = [nameWords(a), nameWords(b)]
  if (x.length === 0 || y.length === 0) return false
  const [short, long] = x.length <= y.length ? [x, y] : [y, x]
  if (short.every(word => long.includes(word))) return true
  return x.length > 1 && y.length > 1 && x.at(-1) === y.at(-1) && x[0]!.charAt(0) === y[0]!.charAt(0)
}
