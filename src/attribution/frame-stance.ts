import type { Stance } from '../vocabulary/index.ts'
import { type CueView, Part } from './frame-view.ts'
import { STANCE_WORDS } from './frame-words.ts'

/** By what the stance of a cue is decided; `stance-sureness.ts` says how sure each is. */
export type StanceWay =
  /** There is no cue. */
  | 'no-cue'
  /** No word of the cue is in the list. */
  | 'unlisted'
  /** A label and a question: "Q: Did you sign it?" */
  | 'question'
  | 'phrase'
  /** A noun or an adjective: "his denial", "is convinced". */
  | 'noun'
  /** The commonest verbs: "said", "told", "added", "according to". */
  | 'plain-verb'
  | 'verb'
  /** A verb that an infinitive gives another sense: "told them to wait". */
  | 'infinitive'
  /** "Would not say", "did not respond". */
  | 'refusal'
  /** "Challenged them to", "called it false", "the report suggests". */
  | 'challenge'
  | 'called-false'
  | 'evidence'

/** What the words of a cue tell: what it does with its content, whether it is negated, whether nobody named relayed it. */
export interface CueReading {
  readonly stance: Stance
  /** By what it was decided. */
  readonly way: StanceWay
  readonly negated: boolean
  readonly reported: boolean
  /** The token that decided the stance; -1 where none did. */
  readonly at: number
}

interface Lexicon {
  readonly verb: ReadonlyMap<string, Stance>
  readonly noun: ReadonlyMap<string, Stance>
  readonly adjective: ReadonlyMap<string, Stance>
  /** First lemma -> phrases that begin with it, the longest first. */
  readonly phrases: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly stance: Stance }[]>
}

/** Reads the list; its format stands at its head. */
export function readLexicon(list: string): Lexicon {
  const words = {
    verb: new Map<string, Stance>(),
    noun: new Map<string, Stance>(),
    adjective: new Map<string, Stance>(),
  }
  const phrases = new Map<string, { words: string[]; stance: Stance }[]>()
  for (const line of list.split('\n')) {
    const [head, rest] = line.split(': ', 2)
    if (line.startsWith('#') || head === undefined || rest === undefined) continue
    const [stance, kind] = head.split(' ') as [Stance, 'verb' | 'noun' | 'adjective' | 'phrase']
    if (kind !== 'phrase') {
      for (const word of rest.split(' ')) words[kind].set(word, stance)
      continue
    }
    for (const phrase of rest.split('; ')) {
      const parts = phrase.split(' ')
      const known = phrases.get(parts[0]!) ?? []
      known.push({ words: parts, stance })
      phrases.set(parts[0]!, known)
    }
  }
  for (const known of phrases.values()) known.sort((a, b) => b.words.length - a.words.length)
  return { ...words, phrases }
}

const LEXICON = readLexicon(STANCE_WORDS)

/** How far a phrase may reach beyond the tagged cue: "ruled | out", "no truth | in". */
const BEYOND = 2
/** The words that may stand between two of a phrase. */
const GAP = 3
/** How far to the left auxiliaries and adverbs are gathered. */
const LEFT = 7

const set = (words: string) => new Set(words.split(' '))
const NEGATIVE = set("not n't nt never cannot nor neither")
/** "Not only did she say" says it. */
const NO_NEGATION_BEFORE = set(
  'only just merely simply surprisingly unexpectedly unreasonably least alone coincidentally',
)
const AUXILIARY = set(
  "do does did done have has had having be is are was were been being am will would wo ca can could shall should may might must need to yet still also ever even longer 'd 's 've 'll 're",
)
const NEGATIVE_SOURCE = set('no nobody none neither nothing no-one')
const COUNTING = set('fewer less more . 10 ten longer')
/** "Failed to say" does not say. */
const NEGATING = set('fail neglect omit forget avoid refrain resist')
/** "Did not hesitate to say" says it. */
const AFFIRMING = set('hesitate tire shy cease stop flinch shrink mince')
/** Verbs that only lead over to the one that counts: "went on to deny", "appeared to deny". */
const LEADING = set('seem appear seek try look need begin continue like love hate expect prefer rush wait')
/** Where the answer is refused: "would not say", "won't discuss". */
const TELLING = set(
  'say confirm comment discuss reveal disclose divulge elaborate name identify specify answer tell speculate explain detail give provide release respond reply state mention describe clarify speak talk share acknowledge admit commit',
)
/** Who is asked and does none of these refuses: "did not respond to a request". */
const RESPONDING = set('respond reply answer return comment')
/** With an infinitive they mean something else than with "that": "told aides to wait", "agreed to go". */
const WITH_INFINITIVE: ReadonlyMap<string, Stance> = new Map([
  ...['say', 'tell', 'warn', 'remind', 'advise', 'caution', 'signal', 'shout', 'yell', 'scream', 'alert', 'write'].map(
    (verb): [string, Stance] => [verb, 'orders'],
  ),
  ...['agree', 'offer', 'volunteer', 'consent', 'swear', 'assure', 'bet'].map((verb): [string, Stance] => [
    verb,
    'promises',
  ]),
  ...['hope', 'expect', 'prefer', 'seek', 'look', 'consider', 'like', 'love', 'move', 'push'].map(
    (verb): [string, Stance] => [verb, 'intends'],
  ),
])
/** A document does not suggest as a person does: it shows. */
const SHOWING = set(
  'suggest indicate reveal point imply signal reflect document record detail hint confirm see uncover highlight conclude estimate disclose illustrate support',
)
const EVIDENCE = set(
  'study survey poll data datum figure result record document research analysis footage video image photo photograph picture evidence statistic test map chart graph census experiment audit finding file log tape recording transcript autopsy review report x-ray scan measurement sample trial inspection number trend sign indicator ledger archive invoice receipt imagery reading model paper inquiry investigation index cctv screenshot',
)
/** "Called the report false" denies it. */
const NAMING = set(
  'call label brand dub term describe characterise characterize denounce slam condemn blast decry denigrate deride',
)
const FALSE = set(
  'false untrue baseless unfounded groundless fabricated fabrication fake lie nonsense rubbish fiction invention hoax bogus falsehood myth fantasy preposterous incorrect hogwash garbage slander libel concocted fictitious fairy nonsensical unsubstantiated inaccurate wrong untruth smear defamatory libellous slanderous',
)
/** What most statements of news are told with. */
const PLAIN_VERB = set('say tell add accord')
const RELAYED = set('quote cite paraphrase report rumour rumor say allege understand')
const SOMEBODY = set('he she they we i you who')
const PARTICLE = set('aside off out away down back')
const BE = set('be is are was were been being am')

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['told', 'tell'],
  ['said', 'say'],
  ['thought', 'think'],
  ['knew', 'know'],
  ['wrote', 'write'],
  ['swore', 'swear'],
  ['sought', 'seek'],
])

const isVerb = (tag: string) => tag.startsWith('VB')
const FINITE = /^(?:VBD|VBZ|VBP|MD)$/
const isNoun = (tag: string) => tag === 'NN' || tag === 'NNS'

interface Item {
  readonly at: number
  /** One behind its last token. */
  readonly end: number
  readonly stance: Stance
  readonly sort: 'verb' | 'noun' | 'adjective' | 'phrase'
  readonly lemma: string
}

/** Reads a cue. Looks at the cue, its auxiliaries and a bounded number of words around it. */
export function readCue(view: CueView): CueReading {
  if (view.first >= view.end) {
    return { stance: 'asserts', way: 'no-cue', negated: hasNegativeSource(view), reported: false, at: -1 }
  }
  const begin = groupStart(view)
  const decided = decide(view, itemsOf(view, begin))
  const reported = isReported(view, begin)
  if (decided === null) {
    // "Q: Did you sign it?"
    if (view.end - view.first === 1 && view.lower(view.first) === ':' && endsAsking(view)) {
      return { stance: 'asks', way: 'question', negated: false, reported: false, at: -1 }
    }
    const negated = isNegated(view, begin, view.end)
    return { stance: 'asserts', way: 'unlisted', negated, reported, at: -1 }
  }
  // "Left out a crucial point" leaves it unsaid.
  const ownNegation =
    decided.sort === 'phrase' && /^(?:(?:not|neither) (?!true)|leave (?:out|unsaid))/.test(decided.lemma)
  // "Said nothing about the paintings"; in "said nothing had changed" the content is a clause of its own.
  const saidNothing =
    decided.sort === 'verb' && view.lower(decided.end) === 'nothing' && !FINITE.test(view.tag(decided.end + 1))
  const negated = ownNegation || saidNothing || isNegated(view, begin, decided.at)
  const { stance, way } = settle(view, decided, begin, negated)
  return { stance, way, negated, reported, at: decided.at }
}

/** Does the content end in a question mark, perhaps before a closing mark? */
function endsAsking({ relation, tokens }: CueView): boolean {
  const { to } = relation.content.at(-1)!
  return /\?["”’']?$/.test(tokens.text.slice(Math.max(0, to - 2), to))
}

/** Where the verb group begins: auxiliaries, negations and adverbs that the tagger left outside of the cue belong to it. */
function groupStart(view: CueView): number {
  let begin = view.first
  while (begin > view.from && view.first - begin < LEFT && view.isFree(begin - 1)) {
    const word = view.lower(begin - 1)
    const tag = view.tag(begin - 1)
    if (!AUXILIARY.has(word) && !NEGATIVE.has(word) && tag !== 'RB' && tag !== 'MD') break
    begin--
  }
  return begin
}

/** The words and phrases of the list that stand in the cue, in order. */
function itemsOf(view: CueView, begin: number): Item[] {
  const items: Item[] = []
  for (let i = begin; i <= view.end; ) {
    // A cue may lack its last words: "offered | no comment", "there was | no truth in it".
    if (i === view.end && view.lower(i) !== 'no') break
    const item = phraseAt(view, i) ?? (i < view.end ? wordAt(view, i) : null)
    if (item !== null) items.push(item)
    i = item === null || item.sort !== 'phrase' ? i + 1 : Math.max(i + 1, Math.min(item.end, view.end))
  }
  return items
}

function wordAt(view: CueView, i: number): Item | null {
  const tag = view.tag(i)
  const lemma = lemmaAt(view, i)
  const entry = (sort: 'verb' | 'noun' | 'adjective') => {
    const stance = LEXICON[sort].get(lemma) ?? LEXICON[sort].get(view.lower(i))
    return stance === undefined ? null : { at: i, end: i + 1, stance, sort, lemma }
  }
  // "Are convinced", "is determined": a participle with "be" tells a state of mind.
  if (tag === 'VBN' && LEXICON.adjective.has(view.lower(i)) && BE.has(view.lower(i - 1))) return entry('adjective')
  if (isVerb(tag)) return entry('verb') ?? entry('adjective')
  // A verb that the tagger took for a noun or an adjective, unless the cue has a verb beside it.
  if (isNoun(tag)) return entry('noun') ?? (hasVerb(view) ? null : entry('verb'))
  if (tag.startsWith('JJ')) return entry('adjective') ?? (hasVerb(view) ? null : entry('verb'))
  if (tag === 'NNP') return entry('verb') ?? entry('adjective') ?? inHeadline(view, i)
  if (tag === 'RB' || tag === 'UH' || tag === 'FW') return entry('verb') ?? entry('adjective')
  return null
}

/** A verb in a headline whose words are all capitalised, taken for a name: "Mayor Told Staff Not To Ask", "Denies". */
function inHeadline(view: CueView, i: number): Item | null {
  const word = view.lower(i)
  for (const lemma of [IRREGULAR.get(word), ...stemsOf(word)]) {
    const stance = lemma === undefined ? undefined : LEXICON.verb.get(lemma)
    if (stance !== undefined) return { at: i, end: i + 1, stance, sort: 'verb', lemma: lemma! }
  }
  return null
}

/** What a verb may be without its ending: "denies", "denied", "vows", "urged". */
function stemsOf(word: string): string[] {
  const [, stem, ending] = /^(.{2,}?)(ies|ied|es|ed|s)$/.exec(word) ?? []
  if (stem === undefined) return []
  if (ending === 'ies' || ending === 'ied') return [`${stem}y`]
  return ending === 's' ? [stem] : [`${stem}e`, stem]
}

function hasVerb(view: CueView): boolean {
  for (let i = view.first; i < view.end; i++) if (isVerb(view.tag(i))) return true
  return false
}

/** Lemmas as the list has them: "n't" is "not", "denying" that was taken for a name is "deny". */
function lemmaAt(view: CueView, i: number): string {
  const word = view.lower(i)
  if (word === "n't" || word === 'cannot') return 'not'
  return view.lemma(i).toLowerCase()
}

function phraseAt(view: CueView, i: number): Item | null {
  const known = LEXICON.phrases.get(lemmaAt(view, i))
  if (known === undefined) return null
  const limit = Math.min(view.end + BEYOND, view.to)
  for (const { words, stance } of known) {
    let at = i
    let matched = 1
    while (matched < words.length) {
      let next = at + 1
      while (
        next < limit &&
        next - at <= GAP + 1 &&
        !(matches(view, next, words[matched]!) && mayBelong(view, next, stance))
      )
        next++
      if (next >= limit || next - at > GAP + 1) break
      at = next
      matched++
    }
    // "Brushed the claims aside": the last word may stand behind the content.
    if (matched === words.length - 1 && i + matched >= view.end - 1 && words.length === 2) {
      const tail = behindContent(view)
      if (tail >= 0 && matches(view, tail, words[matched]!)) {
        at = view.end - 1
        matched++
      }
    }
    if (matched === words.length) return { at: i, end: at + 1, stance, sort: 'phrase', lemma: words.join(' ') }
  }
  return null
}

/** Words of what is said belong to no phrase of the cue, but for a particle, "no comment" and a denial ("pleaded | not guilty"). */
const mayBelong = (view: CueView, i: number, stance: Stance) =>
  stance === 'denies' || i < view.end || view.isFree(i) || PARTICLE.has(view.lower(i)) || view.lower(view.end) === 'no'

const matches = (view: CueView, i: number, word: string) => view.lower(i) === word || lemmaAt(view, i) === word

/** The free token right behind the content that follows the cue; -1 where there is none. */
function behindContent(view: CueView): number {
  let i = view.end
  if (view.part(i) !== Part.Content) return -1
  while (i < view.to && view.part(i) === Part.Content) i++
  return i < view.to && view.isFree(i) ? i : -1
}

/** Which of a cue's words decides: the first that does more than assert, unless it hangs on a verb of saying. */
function decide(view: CueView, items: readonly Item[]): Item | null {
  let chosen: Item | null = null
  for (let k = 0; k < items.length; k++) {
    const item = items[k]!
    if (item.sort === 'verb' && LEADING.has(item.lemma) && laterVerb(view, items, k)) continue
    // "Asked about it, she said"; "in response to a question".
    if (item.stance === 'asks' && isVerb(view.tag(item.at)) && saysLater(view, items, k)) continue
    if (item.sort === 'noun' && answers(view, item.at)) continue
    if (chosen === null) {
      chosen = item
      if (item.stance !== 'asserts') break
      continue
    }
    if (!outweighs(view, item, chosen)) continue
    chosen = item
    if (item.stance !== 'asserts') break
  }
  return chosen
}

/** Does a later word of the cue count for more than the assertion before it? */
function outweighs(view: CueView, item: Item, before: Item): boolean {
  if (item.sort === 'phrase') return item.stance !== 'asserts'
  if (item.sort === 'verb') {
    if (before.sort !== 'verb') return true
    return item.stance !== 'asserts' && (view.tag(item.at) === 'VBG' || view.lower(item.at - 1) === 'to')
  }
  if (before.sort !== 'verb' || item.stance === 'asserts') return false
  // "Repeated his denial", "announced plans": the noun is what was said; "said in an order" is not.
  if (item.sort === 'adjective') return false
  for (let i = before.end; i < item.at; i++) if (view.tag(i) === 'IN' || view.tag(i) === 'TO') return false
  return true
}

function laterVerb(view: CueView, items: readonly Item[], k: number): boolean {
  return items.slice(k + 1).some(item => item.sort !== 'noun' && (item.sort === 'phrase' || isVerb(view.tag(item.at))))
}

function saysLater(view: CueView, items: readonly Item[], k: number): boolean {
  return items.slice(k + 1).some(item => item.sort === 'verb' && view.tag(item.at) === 'VBD')
}

function answers(view: CueView, at: number): boolean {
  for (let i = at - 1; i >= view.from && at - i <= 4; i--) {
    if (/^(?:response|reply|answer|responding|replying|answering|responded|replied)$/.test(view.lower(i))) return true
  }
  return false
}

/** The stance of the deciding word where it stands: with an infinitive, from a document, after "would not". */
function settle(view: CueView, item: Item, begin: number, negated: boolean): { stance: Stance; way: StanceWay } {
  const { stance, lemma, sort } = item
  // "She points to a study" makes a point; "the figures point to a rise" are evidence.
  if (sort === 'phrase') return { stance: stance === 'shows' && isSomebody(view) ? 'asserts' : stance, way: 'phrase' }
  // "It is not clear whether": nobody is clear about it.
  if (lemma === 'clear' && sort === 'adjective' && negated) return { stance: 'believes', way: 'noun' }
  if (sort !== 'verb' && !isVerb(view.tag(item.at))) return { stance, way: 'noun' }
  const passive = isPassive(view, item.at, begin)
  const infinitive = WITH_INFINITIVE.get(lemma)
  const isOthers = (lemma === 'say' && (passive || view.hasContentBefore)) || (lemma === 'expect' && passive)
  if (infinitive !== undefined && hasInfinitive(view) && !isOthers) {
    return { stance: infinitive, way: 'infinitive' }
  }
  if (negated && stance === 'asserts' && !passive && TELLING.has(lemma) && wills(view, begin, item.at)) {
    return { stance: 'refuses', way: 'refusal' }
  }
  if (negated && !passive && RESPONDING.has(lemma)) return { stance: 'refuses', way: 'refusal' }
  // "Challenged them to prove it", not "challenged the claim".
  if (lemma === 'challenge' && setsTask(view)) return { stance: 'orders', way: 'challenge' }
  if (NAMING.has(lemma) && callsFalse(view)) return { stance: 'denies', way: 'called-false' }
  if (SHOWING.has(lemma) && comesFromEvidence(view)) return { stance: 'shows', way: 'evidence' }
  return { stance, way: PLAIN_VERB.has(lemma) ? 'plain-verb' : 'verb' }
}

/** Does the source name a person or body, or say "she", "they", "who"? */
function isSomebody(view: CueView): boolean {
  const range = view.sourceRange
  if (range === null) return false
  for (let i = range[0]; i < range[1]; i++) {
    if (SOMEBODY.has(view.lower(i)) || /^(?:person|organization)$/.test(view.tokens.at(i).entity?.kind ?? ''))
      return true
  }
  return false
}

/** Does the content, or the cue's last word, begin an infinitive? */
function hasInfinitive(view: CueView): boolean {
  const at = view.contentBehind
  if (at < 0) return false
  if (view.lower(view.end - 1) === 'to') return view.tag(at) === 'VB'
  const to = view.lower(at) === 'not' ? at + 1 : at
  return view.lower(to) === 'to' && /^(?:VB|RB)$/.test(view.tag(to + 1))
}

function isPassive(view: CueView, at: number, begin: number): boolean {
  if (view.tag(at) !== 'VBN' && view.tag(at) !== 'VBD') return false
  for (let i = at - 1; i >= begin; i--) {
    if (BE.has(view.lower(i))) return true
    if (isVerb(view.tag(i))) return false
  }
  return false
}

/** "Will", "would" before the verb, with no "never": "would never say" doesn't refuse. */
function wills(view: CueView, begin: number, at: number): boolean {
  let will = false
  for (let i = begin; i < at; i++) {
    const word = view.lower(i)
    if (word === 'will' || word === 'would' || word === 'wo' || word === "'ll" || word === 'wont') will = true
    if (word === 'never') return false
  }
  return will
}

/** Does the content begin with somebody and an infinitive: "Republicans to prove"? */
function setsTask(view: CueView): boolean {
  const at = view.contentBehind
  if (at < 0) return false
  for (let i = at; i < at + 8; i++) if (view.lower(i) === 'to' && view.tag(i + 1) === 'VB') return true
  return false
}

function callsFalse(view: CueView): boolean {
  for (let i = view.from; i < view.to; i++) {
    if (view.part(i) === Part.Content && FALSE.has(view.lemma(i).toLowerCase())) return true
  }
  return false
}

function comesFromEvidence(view: CueView): boolean {
  const range = view.sourceRange
  if (range === null) return false
  for (let i = range[0]; i < range[1]; i++) {
    if (EVIDENCE.has(view.lemma(i).toLowerCase())) return true
    // "The author of the study": whoever comes first speaks.
    if (view.lower(i) === 'of' || view.lower(i) === 'by' || view.lower(i) === 'who') return false
  }
  return false
}

/** Is what stands at `at` negated? Only what comes before it counts: "decided not to say" decides. */
function isNegated(view: CueView, begin: number, at: number): boolean {
  let negated = false
  for (let i = begin; i < at; i++) {
    const word = view.lower(i)
    if (NEGATIVE.has(word)) {
      if (!NO_NEGATION_BEFORE.has(view.lower(i + 1))) negated = !negated || word === 'nor'
    } else if (word === 'no') {
      if (view.lower(i + 1) === 'longer' || at - i <= 4) negated = true
    } else if (word === 'yet' || word === 'still') {
      if (view.lower(i + 1) === 'to' && view.lower(i - 1) !== 'as') negated = true
    } else if (word === 'without') negated = true
    else if (NEGATING.has(view.lemma(i)) && at < view.end) negated = !negated
    else if (AFFIRMING.has(view.lemma(i))) {
      if (view.lower(i + 1) === 'short') negated = !negated
      else negated = false
    } else if (view.lemma(i) === 'fall' && view.lower(i + 1) === 'short') negated = !negated
  }
  return negated || hasNegativeSource(view) || isInverted(view, begin)
}

/** "No one said", "neither company says", "nothing suggests". */
function hasNegativeSource(view: CueView): boolean {
  const range = view.sourceRange
  if (range === null) return false
  let [first] = range
  // The tagger may leave the negation out of the source.
  if (view.isFree(first - 1) && /^(?:no|neither)$/.test(view.lower(first - 1))) first--
  const word = view.lower(first)
  const next = view.lower(first + 1)
  if (word === 'not') return /^(?:one|a)$/.test(next)
  return NEGATIVE_SOURCE.has(word) && !COUNTING.has(next)
}

/** "Nor did the minister say", "at no point has she said": the negation stands before the source. */
function isInverted(view: CueView, begin: number): boolean {
  const range = view.sourceRange
  if (range === null) return false
  // "Not once | did | the president | mention": the cue's own auxiliary may stand before the source.
  const split = begin < range[0] && range[1] <= view.end
  if (!split && (range[1] > begin || begin - range[1] > 2)) return false
  const behind = split ? begin : range[0]
  let auxiliary = split && AUXILIARY.has(view.lower(begin))
  for (let i = behind - 1; i >= view.from && behind - i <= 6 && view.isFree(i); i--) {
    const word = view.lower(i)
    if (AUXILIARY.has(word)) auxiliary = true
    else if (!auxiliary) return false
    if (NEGATIVE.has(word) || word === 'no') return !NO_NEGATION_BEFORE.has(view.lower(i + 1))
  }
  return false
}

/** "Was quoted as saying", "reportedly said", with no outlet named. */
function isReported(view: CueView, begin: number): boolean {
  for (let i = begin; i < view.end; i++) {
    const word = view.lower(i)
    if (word === 'reportedly') return true
    if (!RELAYED.has(view.lemma(i).toLowerCase()) || !isPassive(view, i, begin)) continue
    let next = i + 1
    while (next < view.end && view.lower(next) !== 'as' && view.lower(next) !== 'to') {
      if (view.lower(next) === 'by' || view.lower(next) === 'in') return false
      next++
    }
    const relays =
      view.lower(next) === 'as'
        ? view.tag(next + 1) === 'VBG'
        : view.lower(next) === 'to' && (next < view.end || view.contentBehind === next)
    if (relays) return !namesOutlet(view)
    if (view.lemma(i) === 'report' && view.relation.source.length === 0) return !namesOutlet(view)
  }
  return false
}

/** "Was quoted as saying by the Ledger", "… in the Ledger". */
function namesOutlet(view: CueView): boolean {
  for (let i = view.end; i < view.to && i - view.end < 8; i++) {
    if (view.part(i) === Part.Content) return false
    if (view.lower(i) === 'by') return true
  }
  return false
}
