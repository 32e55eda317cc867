import type { Tokens } from '../tokens/index.ts'
import type { SpeakerType } from '../vocabulary/index.ts'
import { fold, type Gender, genderOfName, sameGiven, sameSpelling, soundOf } from './folding.ts'
import { isPlural } from './grammar.ts'
import { MEDIA_WORDS, ORGANIZATION_NOUNS, roleOf } from './lexicon.ts'
import type { Name } from './names.ts'
import { sideBySide } from './side-by-side.ts'

/** One way to call a character: its first name in the text that shows it well, and how often it stands there. */
interface Form {
  name: Name
  count: number
  /** In capitals throughout. */
  shouted: boolean
}

/** What calls a character that has no name of its own: tokens `first..last`, both included. */
export interface Phrase {
  readonly first: number
  readonly last: number
  /** Whose it is ("her mother"), and the token where the thing possessed begins; null where nobody is known to own it. */
  readonly possessor: { readonly who: Character; readonly restFrom: number } | null
}

/** Everybody and everything that may speak in one article, while it is being read. */
export interface Character {
  readonly kind: 'person' | 'organization' | 'place' | 'other' | 'described' | 'joint'
  readonly order: number
  /** Names by their folded words, with how often each stands in the text and where it stands first. */
  readonly forms: Map<string, Form>
  readonly roles: Set<string>
  /** The words around its offices: "rovers" of the Rovers manager. */
  readonly qualifiers: Set<string>
  /** The titles before its names, as written in lower case: "miss", "general". */
  readonly titles: Set<string>
  /** First named as somebody's relative, who is what the text is about. */
  secondary: boolean
  /** How often it was called by its given name alone. */
  byGiven: number
  dead: boolean
  /** For what has no name: what it is, and the phrase's tokens (both included) that call it by its fullest description. */
  type: SpeakerType
  phrase: Phrase | null
  /** Of several at once, each by itself. */
  readonly members: Character[]
  /** For whom a spokesperson speaks: tokens, both included, and who that is where it is known. */
  behalf: { readonly first: number; readonly last: number; readonly who: Character | null } | null
  /** Whether "they" may mean it, whether "he" or "she" may, whether "it" may. */
  readonly plural: boolean
  readonly human: boolean
  maleVotes: number
  femaleVotes: number
  age: string | null
  /** First and last token of each mention. */
  readonly mentions: { readonly first: number; readonly last: number }[]
  /** How it was last met, for what comes next. */
  lastToken: number
  lastSubject: boolean
  lastQuoted: boolean
  lastPossessive: boolean
  lastSpoke: number
  count: number
  subjects: number
}

export const genderOf = (c: Character): Gender =>
  c.maleVotes > c.femaleVotes ? 'male' : c.femaleVotes > c.maleVotes ? 'female' : null

/** How a name that several bear was told. */
export interface Choice {
  readonly confidence: number
  readonly torn: boolean
  /** The likeliest first. */
  readonly candidates: readonly Character[]
}

/** No more namesakes are weighed against one another than this; the text's first ones stay. */
const MOST_NAMESAKES = 24

/** What stands before places: "in Paris" is no word of Ms. Paris. */
const OF_PLACES = new Set(['in', 'from', 'at', 'near', 'outside', 'across', 'around'])

/** A character keeps so many ways to be called; a text with more is made to hurt. */
const MOST_FORMS = 32

/** The cast of one article: finds who a name means. */
export class Cast {
  readonly all: Character[] = []
  private readonly bySurname = new Map<string, Character[]>()
  private readonly byGiven = new Map<string, Character[]>()
  private readonly byMiddle = new Map<string, Character[]>()
  private readonly byLoose = new Map<string, Character[]>()
  private readonly byName = new Map<string, Character>()
  private readonly byFirstWord = new Map<string, Character[]>()
  private readonly byAcronym = new Map<string, Character>()
  private readonly apart = new Set<string>()
  private readonly of = new Map<Name, Character>()
  /** Of names that several bear: how surely each was told, and whom else it may have meant. */
  readonly choices = new Map<Name, Choice>()
  private readonly torn = new Map<string, Character>()
  /** Whether `a` stands a generation above `b`; set by who reads the text. */
  elder: (a: Character, b: Character) => number = () => 0

  /** Clusters all full names at once, so that a headline's bare surname may mean somebody who is named in full below. */
  constructor(t: Tokens, names: readonly Name[]) {
    this.keepApart(t, names)
    for (const name of names)
      if (name.kind === 'person' && name.words.length > 1) this.of.set(name, this.placePerson(t, name))
    for (const name of names) if (name.kind !== 'person') this.placeBody(t, name)
    this.joinShortForms(t, names)
    this.bindAcronyms(t, names)
  }

  make(kind: Character['kind'], type: SpeakerType, plural: boolean, human: boolean): Character {
    const c: Character = {
      kind,
      order: this.all.length,
      forms: new Map(),
      roles: new Set(),
      qualifiers: new Set(),
      titles: new Set(),
      secondary: false,
      byGiven: 0,
      dead: false,
      type,
      phrase: null,
      members: [],
      behalf: null,
      plural,
      human,
      maleVotes: 0,
      femaleVotes: 0,
      age: null,
      mentions: [],
      lastToken: -1,
      lastSubject: false,
      lastQuoted: false,
      lastPossessive: false,
      lastSpoke: -1,
      count: 0,
      subjects: 0,
    }
    this.all.push(c)
    return c
  }

  /** Full names of one sentence are different people, even where one name holds the other: father and son. */
  private keepApart(t: Tokens, names: readonly Name[]): void {
    let sentence = -1
    let here: Name[] = []
    for (const name of names) {
      if (name.kind !== 'person' || name.words.length < 2) continue
      if (t.sentence[name.first] !== sentence) {
        sentence = t.sentence[name.first]!
        here = []
      }
      if (here.length >= MOST_NAMESAKES) continue
      for (const other of here) {
        const a = formKey(name)
        const b = formKey(other)
        if (a !== b) this.apart.add(`${a}|${b}`).add(`${b}|${a}`)
      }
      here.push(name)
    }
  }

  private placePerson(t: Tokens, name: Name): Character {
    const key = formKey(name)
    const known = this.byName.get(`person ${key}`)
    if (known !== undefined) {
      this.addForm(t, known, name)
      return known
    }
    const surname = name.words[name.words.length - 1]!
    const given = name.words[0]!
    let found: Character | null = null
    let pool = this.bySurname.get(surname) ?? []
    if (pool.length === 0) pool = this.looseKeys(surname).flatMap(k => this.byLoose.get(k) ?? [])
    // "Kim Jong-un" is no namesake of "Jong-un Kim", but "Peña Nieto" is Enrique Peña Nieto.
    for (const c of pool.slice(0, MOST_NAMESAKES)) {
      if (this.fits(c, name, given, surname)) {
        found = c
        break
      }
    }
    const c = found ?? this.make('person', 'person', false, true)
    this.byName.set(`person ${key}`, c)
    this.addForm(t, c, name)
    put(this.bySurname, surname, c)
    put(this.byGiven, given, c)
    // "Inés Robledo Vargas" is Ms Robledo.
    if (name.words.length === 3) put(this.byMiddle, name.words[1]!, c)
    for (const k of this.looseKeys(surname)) put(this.byLoose, k, c)
    const named = genderOfName(given)
    if (found === null && named !== null) this.vote(c, named, 2)
    return c
  }

  private fits(c: Character, name: Name, given: string, surname: string): boolean {
    const gender = genderOf(c)
    const own = name.gender ?? genderOfName(given)
    if (gender !== null && own !== null && gender !== own) return false
    const key = formKey(name)
    let fit = false
    let seen = 0
    for (const [form, { name: other }] of c.forms) {
      if (this.apart.has(`${key}|${form}`)) return false
      if (other.words.length < 2 || seen++ >= 8) continue
      if (other.suffix !== name.suffix) return false
      if (!sameSpelling(other.words[other.words.length - 1]!, surname)) continue
      if (sameGiven(other.words[0]!, given) || endsWith(other.words, name.words) || endsWith(name.words, other.words))
        fit = true
    }
    return fit
  }

  private looseKeys(surname: string): string[] {
    const keys = [`=${soundOf(surname)}`]
    if (surname.startsWith('al') && surname.length > 5) keys.push(`=${soundOf(surname.slice(2))}`)
    // Two words are one letter apart when they agree after a letter is left out of one or both.
    if (surname.length >= 5 && surname.length <= 20) {
      keys.push(`-${surname}`)
      for (let i = 1; i < surname.length; i++) keys.push(`-${surname.slice(0, i)}${surname.slice(i + 1)}`)
    }
    return keys
  }

  private placeBody(t: Tokens, name: Name): void {
    const key = name.words.join(' ')
    // A single word that is the surname of somebody named in full is that person, whatever the tagger says of it,
    // unless it stands where places stand.
    const namesakes = name.words.length === 1 ? this.bySurname.get(key) : undefined
    if (
      namesakes !== undefined &&
      !(name.kind === 'place' && name.start > 0 && OF_PLACES.has(t.lowerWord(name.start - 1))) &&
      name.kind !== 'other'
    ) {
      if (t.lowerWord(Math.max(0, name.first - 1)) !== 'the') {
        name.kind = 'person'
        return
      }
    }
    const kind = name.kind === 'organization' || name.kind === 'place' ? name.kind : 'other'
    const c = this.byName.get(`body ${key}`) ?? this.make(kind, 'organization', true, false)
    this.byName.set(`body ${key}`, c)
    this.of.set(name, c)
    this.addForm(t, c, name)
    if (c.forms.size === 1 && c.forms.get(formKey(name))!.count === 1) {
      put(this.byFirstWord, name.words[0]!, c)
      for (const w of name.words) if (ORGANIZATION_NOUNS.has(w)) c.roles.add(roleOf(w))
      if (MEDIA_WORDS.has(name.words[name.words.length - 1]!)) c.roles.add('newspaper').add('paper')
      if (name.words.length > 1) {
        this.byAcronym.set(initials(t, name, true), c)
        this.byAcronym.set(initials(t, name, false), c)
      }
    }
  }

  /** "Norvale Water" is the "Norvale Water Authority" where no other name begins so. */
  private joinShortForms(t: Tokens, names: readonly Name[]): void {
    const done = new Set<Character>()
    for (const name of names) {
      const c = this.of.get(name)
      if (c === undefined || c.kind !== 'organization' || done.has(c)) continue
      done.add(c)
      const word = t.word(name.first)
      const acronym =
        name.words.length === 1 && /^[A-Z][A-Z.&]{1,7}s?$/.test(word) ? this.byAcronym.get(name.words[0]!) : undefined
      if (acronym !== undefined && acronym !== c) {
        this.merge(c, acronym)
        continue
      }
      const longer = (this.byFirstWord.get(name.words[0]!) ?? []).filter(
        other => other !== c && other.kind === 'organization' && startsWithWords(firstForm(other).words, name.words),
      )
      if (longer.length === 1) this.merge(c, longer[0]!)
    }
  }

  /** "Norvale Water Authority (NWA)": what stands in brackets is another name of the same. */
  private bindAcronyms(t: Tokens, names: readonly Name[]): void {
    for (let k = 0; k + 1 < names.length; k++) {
      const a = names[k]!
      const b = names[k + 1]!
      if (b.first !== a.last + 2 || t.word(a.last + 1) !== '(' || b.words.length !== 1) continue
      const one = this.of.get(a)
      const two = this.of.get(b)
      if (
        one === undefined ||
        two === undefined ||
        one === two ||
        this.merged.has(two) ||
        one.kind === 'person' ||
        two.kind === 'person'
      )
        continue
      const short = b.words[0]!
      if (initials(t, a, true) === short || initials(t, a, false) === short) this.merge(two, one)
    }
  }

  /** Everything that was `from` is `into` from now on. */
  private merge(one: Character, other: Character): void {
    const from = this.root(one)
    const into = this.root(other)
    if (from === into) return
    for (const [key, form] of from.forms) {
      const known = into.forms.get(key)
      if (known === undefined) {
        if (into.forms.size < MOST_FORMS) into.forms.set(key, form)
      } else known.count += form.count
    }
    for (const role of from.roles) into.roles.add(role)
    this.merged.set(from, into)
  }

  private readonly merged = new Map<Character, Character>()

  private addForm(t: Tokens, c: Character, name: Name): void {
    const key = formKey(name)
    const known = c.forms.get(key)
    if (known === undefined && c.forms.size >= MOST_FORMS) {
      if (name.gender !== null) this.vote(c, name.gender, 3)
      return
    }
    if (known === undefined) c.forms.set(key, { name, count: 1, shouted: isShouted(t, name) })
    else {
      known.count++
      // A name in plain case, and with its own surname, shows better than "KHAN" or the "Jon" of "Jon and Petra".
      if ((known.shouted && !isShouted(t, name)) || (known.name.surnameFrom !== null && name.surnameFrom === null)) {
        known.name = name
        known.shouted = isShouted(t, name)
      }
    }
    if (name.gender !== null) this.vote(c, name.gender, 3)
    if (name.words.length > 1) for (let k = name.start; k < name.first; k++) c.titles.add(plainTitle(t.lowerWord(k)))
  }

  /** "His son Neil" of Hector Brightwell is Neil Brightwell, where nothing else tells his surname. */
  adopt(t: Tokens, c: Character, name: Name, owner: Character): void {
    if (name.words.length !== 1 || c.kind !== 'person') return
    let family: Name | null = null
    for (const f of c.forms.values()) if (f.name.words.length > 1) return
    for (const f of owner.forms.values()) if (f.name.words.length > 1) family ??= f.name
    if (family === null) return
    const given = name.words[0]!
    const surname = family.words[family.words.length - 1]!
    if (given === surname) return
    this.addForm(t, c, { ...name, words: [given, ...family.words.slice(1)], surnameFrom: family, gender: null })
    put(this.bySurname, surname, c)
    put(this.byGiven, given, c)
    const named = genderOfName(given)
    if (named !== null && genderOf(c) === null) this.vote(c, named, 2)
  }

  /** Everybody who bears this one's surname, this one left out. */
  namesakes(c: Character): Character[] {
    for (const { name } of c.forms.values()) {
      if (name.words.length < 2) continue
      return (this.bySurname.get(name.words[name.words.length - 1]!) ?? []).filter(
        x => x !== c && [...x.forms.values()].some(f => f.name.words.length > 1),
      )
    }
    return []
  }

  vote(c: Character, gender: Gender, weight: number): void {
    if (gender === 'male') c.maleVotes += weight
    if (gender === 'female') c.femaleVotes += weight
  }

  /** Who a name means where it stands; a bare surname goes to the likeliest bearer at this point of the reading. */
  meant(t: Tokens, name: Name): Character {
    let c = this.of.get(name)
    if (c === undefined) {
      c = this.bareName(t, name)
      this.of.set(name, c)
      this.addForm(t, c, name)
    }
    return this.root(c)
  }

  /** Who speaks under a name that the entity tagger left alone: a body if it is written like one, else a person. */
  spokenAs(t: Tokens, name: Name): Character {
    const known = this.root(this.meant(t, name))
    if (known.kind !== 'other' || known.lastSpoke >= 0 || known.roles.size > 0) return known
    const the = name.start > 0 && t.lowerWord(name.start - 1) === 'the'
    const shouted = /^[A-Z]{2,6}$/.test(t.word(name.first))
    if (the || shouted || isPlural(t, name.last) || name.words.length > 3) return known
    // One word alone is a person's only where it is a given name or somebody's surname: "Tinder" is a firm.
    const word = name.words[0]!
    if (name.words.length === 1 && genderOfName(word) === null && !this.bySurname.has(word)) return known
    const kept = this.asPerson.get(known)
    if (kept !== undefined) return kept
    const c = name.words.length > 1 ? this.placePerson(t, name) : this.bareName(t, name)
    if (name.words.length === 1) this.addForm(t, c, name)
    this.asPerson.set(known, c)
    for (const m of known.mentions) c.mentions.push(m)
    c.lastToken = known.lastToken
    return c
  }

  private readonly asPerson = new Map<Character, Character>()

  /** Who a name means where that is known before reading: a full name, or a body's. */
  known(name: Name): Character | null {
    const c = this.of.get(name)
    return c === undefined ? null : this.root(c)
  }

  private root(c: Character): Character {
    let at = c
    for (let next = this.merged.get(at); next !== undefined; next = this.merged.get(at)) at = next
    // Kept short for the next one who asks.
    if (at !== c) this.merged.set(c, at)
    return at
  }

  private bareName(t: Tokens, name: Name): Character {
    const word = name.words[name.words.length - 1]!
    const may = (c: Character) => {
      const gender = genderOf(c)
      return (
        !(name.gender !== null && gender !== null && gender !== name.gender) &&
        (name.suffix === '' || [...c.forms.values()].some(f => f.name.suffix === name.suffix))
      )
    }
    const age = name.start > 0 ? AGES.get(t.lowerWord(name.start - 1)) : undefined
    const choose = (pool: readonly Character[] | undefined): Character | null => {
      const fit = (pool ?? []).slice(0, MOST_NAMESAKES).filter(may)
      if (fit.length < 2) return fit[0] ?? null
      const weighed = fit.map(c => {
        let s = this.prominence(t, c, name)
        if (age !== undefined) for (const other of fit) s += 4 * Math.sign(age * this.elder(c, other))
        return { c, s }
      })
      weighed.sort((a, b) => b.s - a.s || a.c.order - b.c.order)
      const top = weighed[0]!.s
      const confidence = 1 / weighed.reduce((sum, { s }) => sum + Math.exp(s - top), 0)
      const met = weighed.slice(0, 2).every(({ c }) => c.lastToken >= 0)
      const lead = top - weighed[1]!.s
      const [one, two] = [weighed[0]!.c, weighed[1]!.c]
      const twins = lead < LEAST_LEAD_OF_TWINS && one.lastSpoke < 0 && two.lastSpoke < 0 && sideBySide(t, one, two)
      const torn = met && (lead < LEAST_LEAD || twins) && name.words.length === 1
      const candidates = weighed.filter(({ s }) => s > top - 2.5).map(({ c }) => c)
      this.choices.set(name, { confidence, torn, candidates })
      return torn ? this.nameless(name, candidates) : weighed[0]!.c
    }
    const loose = () => {
      const pool = this.looseKeys(word).flatMap(k => this.byLoose.get(k) ?? [])
      return pool.filter(c =>
        [...c.forms.values()].slice(0, 8).some(f => sameSpelling(f.name.words[f.name.words.length - 1]!, word)),
      )
    }
    const family = choose(this.bySurname.get(word)) ?? choose(this.byMiddle.get(word))
    const given = family === null && (name.gender === null || !name.titled) ? choose(this.byGiven.get(word)) : null
    if (given !== null) given.byGiven++
    const found = family ?? given ?? (this.bySurname.has(word) ? null : choose(loose()))
    if (found !== null) return found
    const c = this.make('person', 'person', false, true)
    put(this.bySurname, word, c)
    for (const k of this.looseKeys(word)) put(this.byLoose, k, c)
    const named = genderOfName(word)
    if (named !== null && name.gender === null) this.vote(c, named, 1)
    return c
  }

  /** Somebody of whom only the surname is known, for two bear it: "Briggs". */
  private nameless(name: Name, candidates: readonly Character[]): Character {
    const key = name.words.join(' ')
    const known = this.torn.get(key)
    if (known !== undefined) return known
    const c = this.make('person', 'person', false, true)
    const gender = genderOf(candidates[0]!)
    if (candidates.every(x => genderOf(x) === gender)) this.vote(c, gender, 1)
    this.torn.set(key, c)
    return c
  }

  /** How likely a bare surname means this bearer: how often named in full, how lately met, and whether it was called so before. */
  private prominence(t: Tokens, c: Character, name: Name): number {
    let full = 0
    for (const f of c.forms.values()) if (f.name.words.length > 1 && f.name.surnameFrom === null) full += f.count
    const key = formKey(name)
    const before = c.forms.get(key)?.count ?? 0
    const sentences = c.lastToken < 0 ? 30 : t.sentence[name.first]! - t.sentence[c.lastToken]!
    let score = 0.6 * Math.log(1 + full) + 1.8 * Math.log(1 + before) + 2 / (1 + sentences / 3)
    // Who has spoken in the lines before goes on; who is named only later is not meant yet.
    if (c.lastSpoke >= 0) score += 1 + 2 / (1 + (t.sentence[name.first]! - t.sentence[c.lastSpoke]!) / 3)
    if (c.lastToken < 0) score -= 1.5
    if (c.subjects > 0) score += 0.5
    // Where a paper calls the children by their given names, the surname alone is not theirs.
    if (c.byGiven > 0 && before === 0) score -= 3
    if (c.secondary && c.lastSpoke < 0) score -= 1.2
    if (c.dead || c.roles.has('late')) score -= 3
    if (name.gender !== null && genderOf(c) === name.gender) score += 1
    for (let k = name.start; k < name.first; k++) {
      const title = plainTitle(t.lowerWord(k))
      if (c.titles.has(title)) score += 3
      else if (UNMARRIED.has(title) && [...UNMARRIED].some(w => c.titles.has(w))) score -= 2
    }
    return score
  }
}

/** Two bearers of a name closer than this are not told apart. */
const LEAST_LEAD = 0.35
/** The same where both were named in one breath: "Jon and Petra Lisle", "Tom Reyl and his brother Ben Reyl". */
const LEAST_LEAD_OF_TWINS = 1.6

/** Words before a surname that tell a generation: above 0 for the elder. */
const AGES: ReadonlyMap<string, number> = new Map([
  ['elder', 1],
  ['older', 1],
  ['senior', 1],
  ['younger', -1],
  ['junior', -1],
])

const UNMARRIED = new Set(['miss', 'mrs', 'ms'])
const plainTitle = (word: string): string => word.replace(/\.$/, '')

const formKey = (name: Name): string =>
  name.suffix === '' ? name.words.join(' ') : `${name.words.join(' ')} ${name.suffix}`
const isShouted = (t: Tokens, name: Name): boolean => {
  const word = t.word(name.last)
  return word.length > 1 && word === word.toUpperCase()
}
const firstForm = (c: Character): Name => c.forms.values().next().value!.name

function put(map: Map<string, Character[]>, key: string, c: Character): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [c])
  else if (list.length < MOST_NAMESAKES && !list.includes(c)) list.push(c)
}

const endsWith = (long: readonly string[], short: readonly string[]): boolean =>
  short.length >= 2 && long.length > short.length && short.every((w, i) => long[long.length - short.length + i] === w)

const startsWithWords = (long: readonly string[], short: readonly string[]): boolean =>
  long.length > short.length && short.every((w, i) => long[i] === w)

/** The first letters of a name's words, small words left out or in: "Bank of Lomé" gives "bl" and "bol". */
function initials(t: Tokens, name: Name, capitalsOnly: boolean): string {
  let s = ''
  for (let k = name.first; k <= name.last; k++) {
    const word = t.word(k)
    if (!capitalsOnly || /^\p{Lu}/u.test(word)) s += fold(word).slice(0, 1)
  }
  return s
}
