/** What the layout of a text gives away: turns of speech, entries of live blogs, headlines, quotations that stand alone. */
import { PENN_INDEX, Quote } from '../tokens/index.ts'
import { hasVerb } from './clauses.ts'
import { beforeLabel, behindLabel } from './labels.ts'
import { FINITE, type Found, type Phrases, PROPER, type Stretch } from './phrases.ts'

/** The longest label of a turn, in tokens: `SEN. R. KHAN (N-WEST):`. */
const LABEL = 10
/** A label longer than this in letters is none; keeps patterns off hostile words. */
const LONGEST = 40

const ALL_CAPITALS = /^\p{Lu}[\p{Lu}.'’-]*$/u
const CAPITAL = /^\p{Lu}/u
const TIME_OF_DAY = /^\d{1,2}[:.]\d\d(?:[ap]\.?m\.?)?$/
const isTime = (word: string): boolean => word.length < 9 && TIME_OF_DAY.test(word)
const LABEL_MARK = /^[().,-]$/
/** Labels that name a part of the page and nobody. */
const NOBODY = new Set(
  `note update updated watch correction breaking related photo photos video exclusive read more listen live editor's
  editors warning caution tags topics source sources follow share opinion analysis comment review preview
  background summary key fact facts file advertisement sponsored tip tips ps p.s. re date time place where when what
  why how who results result score scores also plus disclaimer disclosure transcript highlights summary contact
  email phone tel media press photograph picture pictures image credit credits graphic map poll quiz recap recipe
  example step figure table chapter part section item total number numbers letters matters orders answers`.split(/\s+/),
)
/** Nouns of those who speak in headlines and live blogs; none of one text. */
const SPEAKERS = new Set(
  `minister mayor governor president premier chancellor senator police union engineer doctor doctors expert
  experts official officials report study survey poll court judge lawyer lawyers prosecutor prosecutors coach captain
  chief boss chair chairman chairwoman ceo pope king queen prince bishop ambassador envoy general commander spokesman
  spokeswoman spokesperson ministry government council army military hospital bank regulator watchdog charity
  residents witnesses survivors scientists researchers analysts forecasters economists farmers teachers nurses
  critics ministers lawmakers firefighters rescuers organisers organizers investigators inspectors auditors
  campaigners unions mps source sources family father mother`.split(/\s+/),
)

/** The relations that the layout of a text gives away: turns of a transcript or interview, headlines, live blogs. */
export function formatsIn(phrases: Phrases): Found[] {
  const found: Found[] = []
  turns(phrases, found)
  for (let p = 0; p < phrases.tokens.paragraphs; p++) {
    headlineQuote(phrases, p, found)
  }
  return found
}

const TITLES = new Set(
  `mr ms mrs dr mr. ms. mrs. dr. prof. sen. rep. gov. pres. gen. sir the senator governor president
  justice judge vice-president secretary representative congressman congresswoman chairman speaker`.split(/\s+/),
)
/** A lone label in capitals is a speaker's only where its words are somebody's own. */
const OWN = new Set(['i', 'you', 'we', 'my', 'your', 'our', 'me', 'us', "i'm", "we're"])

type LabelKind = 'letter' | 'capitals' | 'name' | 'timed'

interface Label extends Stretch {
  readonly kind: LabelKind
  /** First token of the line, a time of day included. */
  readonly from: number
}

/** The label that begins at token `from`, at the start of a paragraph or a sentence: up to its colon. */
function labelAt(phrases: Phrases, from: number, limit: number): Label | null {
  const timed = isTime(phrases.word(from))
  let first = from
  if (timed) {
    first++
    if (/^[–—:|-]$/.test(phrases.word(first))) first++
  }
  let colon = first
  let all = true
  let names = true
  while (colon < limit && colon - first <= LABEL && phrases.word(colon) !== ':') {
    const word = phrases.word(colon)
    if (word.length > LONGEST || phrases.quote(colon) !== Quote.Outside) return null
    if (!LABEL_MARK.test(word)) {
      if (!ALL_CAPITALS.test(word)) all = false
      if (!CAPITAL.test(word)) names = false
    }
    colon++
  }
  if (colon === first || colon >= limit - 1 || phrases.word(colon) !== ':') return null
  const last = phrases.lower(colon - 1)
  if (NOBODY.has(phrases.lower(first)) || NOBODY.has(last)) return null
  if (behindLabel(phrases, { first, end: limit }) > first) return null
  const label = { first, end: colon, from }
  if (timed) {
    if (!SPEAKERS.has(last) && !isPerson(phrases, colon - 1)) return null
    return { ...label, kind: 'timed' }
  }
  if (colon - first === 1 && /^[QA]$/.test(phrases.word(first))) return { ...label, kind: 'letter' }
  if (all && phrases.word(first).length > 1 && !isPlace(phrases, first)) {
    const titled = colon - first === 1 || TITLES.has(phrases.lower(first)) || isPerson(phrases, first)
    return titled ? { ...label, kind: 'capitals' } : null
  }
  return names && colon - first <= 4 && phrases.word(first).length > 1 ? { ...label, kind: 'name' } : null
}

/** Entity kinds in the order of ENTITY_KINDS: person 0, organization 1, place 2. */
const entityKind = ({ tokens }: Phrases, i: number): number =>
  tokens.entity[i]! === 0 ? -1 : (tokens.entity[i]! - 1) >> 1
const isPerson = (phrases: Phrases, i: number): boolean => entityKind(phrases, i) === 0
const isPlace = (phrases: Phrases, i: number): boolean => entityKind(phrases, i) === 2

/** Turns of speech behind labels: `KHAN: …`, `Q: … A: …`, `Ilse Marn: …`, `14:02 Minister: …`. */
function turns(phrases: Phrases, found: Found[]): void {
  const { tokens } = phrases
  const labels: Label[] = []
  for (let p = 0; p < tokens.paragraphs; p++) {
    const limit = tokens.paragraphStart[p + 1]!
    const start = tokens.paragraphStart[p]!
    for (let s = tokens.sentence[start]!; s < tokens.sentences && tokens.sentenceStart[s]! < limit; s++) {
      const at = tokens.sentenceStart[s]!
      const label = labelAt(phrases, at, limit)
      // Names are labels at the start of a paragraph only: "He was blunt. Result: nothing."
      if (label !== null && (at === start || label.kind !== 'name')) labels.push(label)
    }
  }
  const asks = labels.some(label => endsWithQuestion(phrases, label))
  const count = (kind: LabelKind) => labels.filter(label => label.kind === kind).length
  const [letters, names, capitals] = [count('letter'), count('name'), count('capitals')]
  labels.forEach((label, n) => {
    const { kind } = label
    if (kind === 'letter' && letters < 2) return
    if (kind === 'name' && (names < 2 || !asks)) return
    const next = labels[n + 1]
    const paragraphEnd = tokens.paragraphStart[tokens.paragraph[label.first]! + 1]!
    const limit = next !== undefined && next.from < paragraphEnd ? next.from : paragraphEnd
    const stop = kind === 'timed' ? nextTime(phrases, label.end, limit) : limit
    const content = withoutDirection(phrases, { first: label.end + 1, end: stop })
    if (content.end <= content.first) return
    if (kind !== 'letter' && phrases.quote(content.first) === Quote.Open) return
    const end = kind === 'timed' ? withoutStop(phrases, content) : content.end
    if (kind === 'capitals' && capitals < 2 && !holdsOwn(phrases, content)) return
    if (kind === 'capitals' && !/^[.?!…—–-]+$|^\.\.\.$/.test(phrases.word(content.end - 1))) return
    found.push({
      source: { first: label.first, end: label.end },
      cue: { first: label.end, end: label.end + 1 },
      content: [{ first: content.first, end }],
      kind: kind === 'timed' ? null : 'direct',
      rule: `turn, ${kind}`,
    })
  })
}

/** Where the next entry of a live blog begins within a paragraph. */
function nextTime(phrases: Phrases, from: number, limit: number): number {
  for (let i = from + 1; i < limit; i++) {
    const begins = phrases.tokens.sentence[i] !== phrases.tokens.sentence[i - 1] || phrases.word(i - 1) === '.'
    if (begins && isTime(phrases.word(i))) return i
  }
  return limit
}

const holdsOwn = (phrases: Phrases, { first, end }: Stretch): boolean => {
  for (let i = first; i < end; i++) if (OWN.has(phrases.lower(i))) return true
  return false
}

function endsWithQuestion({ tokens }: Phrases, label: Label): boolean {
  return tokens.word(tokens.paragraphStart[tokens.paragraph[label.first]! + 1]! - 1) === '?'
}

const withoutStop = (phrases: Phrases, { first, end }: Stretch): number => {
  let stop = end
  while (stop > first && phrases.word(stop - 1) === '.') stop--
  return stop
}

/** A turn without "(Applause)" at its end. */
function withoutDirection(phrases: Phrases, { first, end }: Stretch): Stretch {
  if (phrases.word(end - 1) !== ')') return { first, end }
  let open = end - 2
  while (open > first && phrases.word(open) !== '(' && end - open < LABEL) open--
  return phrases.word(open) === '(' && open > first && /^[.?!…]$/.test(phrases.word(open - 1))
    ? { first, end: open }
    : { first, end }
}

/** A line of one sentence without a full stop at its end, as headlines are. */
export function isHeadline({ tokens }: Phrases, p: number): boolean {
  const first = tokens.paragraphStart[p]!
  const last = tokens.paragraphStart[p + 1]! - 1
  return tokens.sentence[first] === tokens.sentence[last] && !/^[.?!;:,…]$/.test(tokens.word(last))
}

/** "'We will not sell', daughter of founder to tell board" and "Orde: bakery 'will rise again'". */
function headlineQuote(phrases: Phrases, p: number, found: Found[]): void {
  if (!isHeadline(phrases, p)) return
  const { tokens } = phrases
  const whole = { first: tokens.paragraphStart[p]!, end: tokens.paragraphStart[p + 1]! }
  const first = behindLabel(phrases, whole)
  const end = beforeLabel(phrases, { first, end: whole.end })
  const close = phrases.quote(first) === Quote.Open ? tokens.quotePartner[first]! : -1
  if (close > first && close < end - 2) {
    const quotation = { first, end: close + 1 }
    let start = close + 1
    if (/^[,:–—-]$/.test(phrases.word(start))) start++
    let stop = start
    while (stop < end && !phrases.is(stop, FINITE) && phrases.lower(stop) !== 'to') stop++
    const source = { first: start, end: stop }
    const later = phrases.lower(stop) === 'to' && phrases.isVerb(stop + 1)
    if (later && hasVerb(phrases, quotation) && phrases.isNounPhrase(source, 12))
      found.push({ source, cue: null, content: [quotation], kind: null, rule: 'headline, to' })
    return
  }
  let colon = first
  while (colon < end && colon - first <= 4 && phrases.word(colon) !== ':') colon++
  if (phrases.word(colon) !== ':' || colon === first || colon >= end - 2) return
  const source = { first, end: colon }
  const last = phrases.lower(colon - 1)
  if (NOBODY.has(phrases.lower(first)) || !phrases.isNounPhrase(source, 4)) return
  const speaks = SPEAKERS.has(last)
  const named = phrases.is(colon - 1, PROPER) && !isPlace(phrases, colon - 1)
  let quoted = false
  for (let i = colon + 1; i < end; i++) quoted ||= phrases.quote(i) === Quote.Open
  if (!speaks && !(named && quoted)) return
  if (phrases.quote(colon + 1) === Quote.Open && tokens.quotePartner[colon + 1] === end - 1) return
  found.push({
    source,
    cue: { first: colon, end: colon + 1 },
    content: [{ first: colon + 1, end }],
    kind: null,
    rule: 'headline, colon',
  })
}

/** A quotation of fewer words without a verb may be a title, a name, a scare quote. */
const SHORT = 4
const VERB_BASE: ReadonlySet<number> = new Set([PENN_INDEX.get('VB')!])
const LETTER = /\p{L}/u

/** Quotations that are sentences of their own, from mark to mark, and say something; in text order. */
export function ownQuotations(phrases: Phrases): Stretch[] {
  const { tokens } = phrases
  const found: Stretch[] = []
  for (let open = 0; open < tokens.size; open++) {
    if (tokens.quote[open] !== Quote.Open) continue
    const p = tokens.paragraph[open]!
    const limit = tokens.paragraphStart[p + 1]!
    const close = tokens.quotePartner[open]!
    if (close >= limit) continue
    const end = close < 0 ? limit : close + 1
    const begins = open === tokens.paragraphStart[p] || tokens.sentence[open - 1] !== tokens.sentence[open]
    const ends = end === limit || tokens.sentence[end] !== tokens.sentence[end - 1]
    // A mark that is never closed: only where the text itself breaks off.
    const whole = begins && ends && (close >= 0 || (open === tokens.paragraphStart[p] && limit === tokens.size))
    const stretch = { first: open, end }
    if (whole && saysSomething(phrases, stretch)) found.push(stretch)
    open = Math.max(open, end - 1)
  }
  return found
}

function saysSomething(phrases: Phrases, stretch: Stretch): boolean {
  const { tokens } = phrases
  let words = 0
  for (let i = stretch.first; i < stretch.end && words < SHORT; i++)
    if (LETTER.test(tokens.word(i).slice(0, 4))) words++
  return words >= SHORT || (words >= 2 && (hasVerb(phrases, stretch) || phrases.is(stretch.first + 1, VERB_BASE)))
}
