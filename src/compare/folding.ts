/** Words as they are compared: the same word written differently is one string here. */

const MARKS = /\p{M}/gu

/** Clitics and fused words as the tokeniser cuts them, written out. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  "n't": 'not',
  nt: 'not',
  "'m": 'am',
  "'re": 'are',
  "'ll": 'will',
  "'ve": 'have',
  ca: 'can',
  wo: 'will',
  gon: 'going',
  na: 'to',
}

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen twenty'.split(' ')
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const FIGURES: ReadonlyMap<string, string> = new Map([
  ...NUMBERS.map((word, i) => [word, String(i)] as const),
  ...TENS.map((word, i) => [word, String(10 * (i + 2))] as const),
])
const AMOUNTS = new Set(['hundred', 'thousand', 'million', 'billion', 'trillion', 'dozen', 'half', 'percent', '%'])

/** No word, but counted as one: it carries meaning. */
const SIGNS = new Set(['%', '$', '£', '€'])

/**
 * A token's lower form as it is compared: accents off, contractions written out, small numbers in figures, thousands
 * without commas; '' for marks.
 */
export function foldWord(lower: string): string {
  if (SIGNS.has(lower)) return lower
  const out = WRITTEN_OUT[lower]
  if (out !== undefined) return out
  const figure = FIGURES.get(lower)
  if (figure !== undefined) return figure
  if (!/[\p{L}\p{N}]/u.test(lower)) return ''
  const plain = /^[\x20-\x7e]*$/.test(lower) ? lower : lower.normalize('NFD').replace(MARKS, '')
  return /^[\d,.]+$/.test(plain) ? plain.replaceAll(',', '').replace(/\.$/, '') : plain.replace(/^'|[.']+$/g, '')
}

/** Words so common that sharing them says nothing: function words, and the verbs and nouns of every speech. */
const COMMON = new Set(
  `a about above across after again against along among all also always am an and another any anything are around as at back be because been before behind being below
  believe better between beyond but by can come could day did do does doing done down even ever every everybody everyone everything for
  from get gets getting give go goes going good got great had happen has have he her here him his how i if in into is it
  its just keep know let like little look lot made make man many may me mean men might more most much must my need never
  new no nobody nor not nothing now of off on one only or other ought our out over own people put really right said say saying
  says see she should so some somebody someone something still such sure take tell than that the their them then there
  these they thing things think this those through time to together too talk told try trying under until up us very want
  was way we well were what when where which while who whole why will with women work would year years yes yet you your
  able america american believes called chance country days end fact feel happened happens hope house idea kind lead
  life line live love means mine point president reason run running state states thinks times toward towards tried united use used wanted
  wants whether willing win working world 's 0 1 2 3`.split(/\s+/),
)

/** Does the word itself tell something of what was said? */
export const telling = (word: string): boolean => !COMMON.has(word)

const NEGATIONS = new Set(
  'not no never none nothing nobody nowhere neither nor without hardly barely cannot unable refuse'.split(' '),
)

export const negates = (word: string): boolean => NEGATIONS.has(word)
export const counts = (word: string): boolean => /\d/.test(word) || AMOUNTS.has(word)

/** Forms of one verb that do not share their letters. */
const TENSES: ReadonlyMap<string, string> = new Map(
  `be:am is are was were been be being|have:has have had having|will:will would shall should|can:can could|may:may might
  |do:do does did done doing|go:go goes went gone going|say:say says said|make:make makes made|take:take takes took taken
  |come:come comes came|see:see sees saw seen|know:know knows knew known|think:think thinks thought|get:get gets got
  |give:give gives gave given|find:find finds found|tell:tell tells told|feel:feel feels felt|leave:leave leaves left
  |keep:keep keeps kept|lose:lose loses lost|win:win wins won|pay:pay pays paid|stand:stand stands stood|a:a an
  |run:run runs ran|begin:begin begins began begun|write:write writes wrote written|speak:speak speaks spoke spoken
  |this:this that|these:these those|i:i he she|my:my his her|we:we they|our:our their|me:me him|us:us them`
    .split('|')
    .flatMap(row => {
      const [of, forms] = row.trim().split(':')
      return forms!.split(' ').map(form => [form, of!] as const)
    }),
)

/**
 * Two words that an editor may have exchanged for one another without changing what is said: forms of one verb or noun,
 * British and American spelling, persons shifted in reported speech. Figures and negations never are.
 */
export function akin(a: string, b: string): boolean {
  if (a === b) return true
  if (a.charCodeAt(0) !== b.charCodeAt(0) && !TENSES.has(a)) return false
  if (/\d/.test(a) || /\d/.test(b) || negates(a) || negates(b)) return false
  const tense = TENSES.get(a)
  if (tense !== undefined && tense === TENSES.get(b)) return true
  const least = Math.min(a.length, b.length)
  if (least < 3 || a.charCodeAt(0) !== b.charCodeAt(0)) return false
  if (spelling(a) === spelling(b)) return true
  let same = 0
  while (same < least && a[same] === b[same]) same++
  return same >= 3 && ENDINGS.has(a.slice(same)) && ENDINGS.has(b.slice(same)) && same * 2 >= least
}

const ENDINGS = new Set([
  '',
  's',
  'es',
  'd',
  'ed',
  'ing',
  'e',
  'y',
  'ies',
  'ied',
  'ying',
  'er',
  'ers',
  "'s",
  'ning',
  'ting',
  'ted',
  'ped',
])

const spelling = (word: string): string =>
  word.length > 40
    ? word
    : word
        .replace(/is(e|ed|es|ing|ation)$/, 'iz$1')
        .replace(/our(s|ed|ing|able|ite)?$/, 'or$1')
        .replace(/tre(s)?$/, 'ter$1')
        .replace(/ll(ed|ing|er)$/, 'l$1')
        .replaceAll('-', '')
