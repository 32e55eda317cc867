import { Entity, Quote } from '../tokens/index.ts'
import { timeEnd } from './frame-time.ts'
import { type CueView, Part } from './frame-view.ts'

/** Tokens, `first <= i < end`. */
export interface Stretch {
  readonly first: number
  readonly end: number
}

export interface Surroundings {
  readonly addressee: Stretch | null
  readonly venue: Stretch | null
  readonly when: Stretch | null
}

const set = (words: string) => new Set(words.split(' '))

/** Verbs whose object is the one who is told. */
const TELLING = set(
  'tell inform warn assure reassure remind notify brief advise alert update caution text e-mail email message phone ring telephone inform lecture instruct order',
)
/** They, too, have one, but the person meant to act is part of what is said. */
const MOVING = set('ask beg implore beseech urge order instruct entreat thank address petition lobby quiz question')
/** Speech about nobody: "told lies". */
const NO_HEARER = set('lie story truth tale joke difference fortune time anecdote fib')
/** Verbs of speech that may stand before "to" and a hearer. */
const SAYING_TO = set(
  'say confide speak talk explain write announce complain confess admit confirm deny describe report suggest mention send address appeal propose promise swear reveal disclose indicate repeat whisper testify tweet state comment boast present remark recall recount brag grumble protest submit insist express outline recommend vow pledge apologise apologize declare shout joke stress lament read explain post issue give make release quip return murmur mutter hint relate communicate convey convict whisper',
)
/** What one speaks in, on or at. */
const VENUE = set(
  'interview statement editorial op-ed oped letter post tweet retweet conference briefing debate hearing testimony oath email e-mail mail message speech address report article column blog blogpost video videotape broadcast programme program show podcast radio television tv twitter facebook instagram telegram youtube tiktok whatsapp mastodon bluesky threads reddit linkedin snapchat website site rally meeting summit release memo memorandum lawsuit suit complaint affidavit filing court courtroom parliament congress senate ruling verdict judgment judgement transcript book memoir autobiography diary note text texts call phone telephone tape recording session lecture sermon remarks remark comments comment forum panel event gathering ceremony appearance thread page feed channel newsletter essay paper petition submission deposition interrogation inquest inquiry trial tribunal committee commission council assembly bulletin communique communiqué dispatch cable telegram fax voicemail documentary film audio clip livestream stream webcast newscast magazine newspaper journal brief pamphlet leaflet advert advertisement ad profile eulogy toast homily keynote talk presentation webinar town-hall convention congress reception dinner press exchange conversation conversations chat presser keynote posting postings tweets posts statements letters emails interviews media declaration announcement manifesto order document documents study survey medium air caption headline readout open proclamation news-conference confession whatsapp vlog microblog memoirs foreword preface lawn steps stage platform floor podium lectern pulpit dock stand question-and-answer q&a',
)
/** Who tells one of these tells those who are present: it is where, not whom. */
const OCCASION = set('conference briefing presser')
/** Places where one is heard; "before the committee". */
const BENCH = set(
  'court committee commission council panel tribunal parliament congress senate judge jury inquiry inquest assembly grand lawmakers magistrate magistrates bench hearing board house mps lawmakers deputies legislators senators council judges',
)
/** Words for people and bodies that are spoken to. */
const HEARER = set(
  'general colonel admiral sheriff prince princess duke emperor reporter journalist crowd audience parliament court lawmaker legislator senator congressman council committee panel commission inquiry inquest tribunal jury judge magistrate police officer official agency newspaper paper magazine station broadcaster network channel outlet media press medium public nation people supporter fan voter member family friend colleague staff employee worker resident villager aide adviser advisor follower viewer listener reader student pupil pupils delegate mp deputy minister president king queen board shareholder investor customer client patient parent mother father wife husband son daughter brother sister child player teammate team soldier troop commander congregation faithful worshipper assembly senate congress editor interviewer correspondent writer author regulator union government ministry embassy ambassador envoy diplomat detective investigator lawyer prosecutor attorney court service daily weekly website programme program show podcast neighbour neighbor guard mob gathering passenger tourist pilgrim visitor analyst leader ally chief boss manager owner host anchor presenter rally meeting conference victim survivor mourner protester demonstrator activist candidate constituent citizen community constituency local councillor mayor governor secretary chair chairman chairwoman speaker house chamber bishop priest pope monk nurse doctor dealer wire tabloid neighbourhood pensioner farmer angler partner stranger girl boy man woman person someone everyone everybody nobody anyone somebody us me him her them you class cabinet parliamentarian authority',
)
/** Nouns that look like people and are none: "to cheers". */
const NO_HEARERS = set(
  'cheer letter matter number power offer order answer border corner winter summer river cluster finger',
)
/** Verbs that may stand in the frame without ending it: "speaking to reporters on Monday, she said". */
const ALONGSIDE = set('speaking talking writing testifying appearing addressing posting tweeting giving')
const BLOCKING = set(
  'after before as when while because although though if since once until who which whose whom where but and or that whether so than amid despite following without unless',
)
const VENUE_PREPOSITION = set('in on at during before under via through over by inside from into outside')
/** Through what a page of one's own is reached. */
const PLATFORM = set(
  'x twitter facebook instagram telegram youtube tiktok whatsapp bluesky mastodon threads reddit linkedin tv television radio air cnn bbc parler weibo vk skype zoom',
)
const WRITING = set('write argue publish editorialise editorialize tweet report post blog opine print note recall')
const EXTENDING = set('with of on for from to by about')
/** Written pieces are told apart by where they stand: "an op-ed in the Plains Courier". */
const PIECE = set(
  'op-ed oped editorial article column letter essay advert ad advertisement piece report story interview profile',
)
/** How a venue came about: "a video released on Telegram". */
const MADE = set(
  'released posted left read issued published sent aired broadcast carried circulated shared uploaded recorded delivered written addressed signed streamed televised printed given made obtained seen filed',
)
/** Verbs with two objects: "promised them a boat". */
const GIVING = set('promise offer guarantee wish pledge grant bet swear vow')
const OF = set('of')
const AS_OBJECT = set('me him her us them you')
/** The longest noun phrase looked at. */
const LONGEST = 14

/** Finds whom, where and when around a cue. Looks at a bounded number of tokens. */
export function surroundingsOf(view: CueView): Surroundings {
  const found: { addressee: Stretch | null; venue: Stretch | null; when: Stretch | null } = {
    addressee: null,
    venue: null,
    when: null,
  }
  const verb = lastVerb(view)
  const lemma = verb < 0 ? '' : view.lemma(verb)
  const [right, left] = [new Scan(view, lemma), new Scan(view, lemma)]
  if (verb >= 0) found.addressee = toldPassively(view, verb)
  // "Daughter of founder to tell board", with no word of the cue tagged.
  if (verb < 0 && view.first === view.end) {
    const to = view.lower(view.end) === 'to' ? view.end + 1 : view.end
    if (TELLING.has(view.lemma(to)) && view.isFree(to)) {
      const headline = new Scan(view, view.lemma(to))
      headline.run(to + 1, view.to, true)
      merge(found, headline)
      return found
    }
  }
  // Within the cue and behind it, up to the content or the next clause.
  right.run(verb < 0 ? view.first : verb + 1, view.to, true)
  merge(found, right)
  const range = view.sourceRange
  if (range !== null && range[1] <= view.first) {
    const between = new Scan(view, lemma)
    between.run(range[1], view.first, false)
    merge(found, between)
  }
  // Before the cue's own words: "In an interview on Monday, she said".
  left.run(leftEdge(view), range !== null && range[1] <= view.first ? range[0] : view.first, false)
  merge(found, left)
  if (verb >= 0 && verb > view.first) {
    const inside = new Scan(view, lemma)
    inside.run(view.first, verb, false)
    merge(found, inside)
  }
  return found
}

function merge(found: { addressee: Stretch | null; venue: Stretch | null; when: Stretch | null }, scan: Scan): void {
  found.addressee ??= scan.addressee
  found.venue ??= scan.venue
  found.when ??= scan.when
}

/** The last verb of the cue: "was quoted as telling" tells. */
function lastVerb(view: CueView): number {
  for (let i = view.end - 1; i >= view.first; i--) if (view.tag(i).startsWith('VB')) return i
  return -1
}

/** The first free token before the cue, with no content between. */
function leftEdge(view: CueView): number {
  let i = view.first
  while (i > view.from && view.part(i - 1) !== Part.Content) i--
  return i
}

/** Goes over a stretch of a sentence phrase by phrase, as long as it understands what stands there. */
class Scan {
  addressee: Stretch | null = null
  venue: Stretch | null = null
  when: Stretch | null = null
  private readonly view: CueView
  private readonly verb: string

  constructor(view: CueView, verb: string) {
    this.view = view
    this.verb = verb
  }

  /** @param behind the stretch begins behind the cue's last verb, so that an object may stand there. */
  run(from: number, to: number, behind: boolean): void {
    const { view } = this
    let i = from
    if (behind && (TELLING.has(this.verb) || MOVING.has(this.verb) || GIVING.has(this.verb))) i = this.object(i, to)
    while (i < to) {
      if (view.part(i) === Part.Content) {
        if (behind) this.leadingTime(i)
        return
      }
      if (view.part(i) === Part.Source) {
        i++
        continue
      }
      const next = this.phrase(i, to)
      if (next < 0) return
      i = next
    }
  }

  /** Whom is told: the noun phrase behind the verb. Returns where to go on. */
  private object(from: number, to: number): number {
    const { view } = this
    let i = from
    while (i < to && view.tag(i) === 'RB' && view.isFree(i)) i++
    const cued = view.part(i) === Part.Cue
    if (!view.isFree(i) && !cued) {
      if (view.part(i) === Part.Content) this.objectInContent(i)
      return from
    }
    if (timeEnd(view, i) > 0) return from
    const end = nounPhrase(view, i, to)
    if (end <= i) return from
    const head = end - 1
    if (NO_HEARER.has(view.lemma(head))) return end
    // "Reminds me of home": "of" tells what, not whom.
    const whole = this.verb === 'remind' || AS_OBJECT.has(view.lower(i)) ? end : this.extended(i, end, to, OF)
    // "Promised voters a refund", not "promised a refund".
    if (GIVING.has(this.verb) && !AS_OBJECT.has(view.lower(i))) {
      if (view.part(whole) !== Part.Content || !isHearer(view, end)) return from
    }
    if (OCCASION.has(view.lemma(head).toLowerCase())) this.venue = { first: i, end: whole }
    else this.addressee = { first: i, end: whole }
    return whole
  }

  /** "Told | me he would": the tagger took the hearer for the beginning of what is said. */
  private objectInContent(i: number): void {
    const { view } = this
    if (AS_OBJECT.has(view.lower(i)) && (!MOVING.has(this.verb) || asks(view, i + 1))) {
      this.addressee = { first: i, end: i + 1 }
      return
    }
    const end = nounPhrase(view, i, view.to)
    if (end <= i || NO_HEARER.has(view.lemma(end - 1))) return
    // The person meant to act is part of what is said ("urged | villagers to stay"), and hears it all the same.
    if (MOVING.has(this.verb) || GIVING.has(this.verb)) {
      const isToAct = view.lower(end) === 'to' && view.tag(end + 1) === 'VB' && isHearer(view, end)
      if (MOVING.has(this.verb) && (isToAct || asks(view, end))) this.addressee = { first: i, end }
      return
    }
    if (this.verb === 'warn' || this.verb === 'advise' || this.verb === 'caution') {
      if (/^(?:that|to|how|why|whether)$/.test(view.lower(end))) this.addressee = { first: i, end }
      return
    }
    // Whoever tells tells somebody: a noun phrase before a clause.
    const next = view.tag(end)
    if (
      /^(?:that|to|how|why|whether)$/.test(view.lower(end)) ||
      (isHearer(view, end) && /^(?:PRP|DT|EX|IN|NN|W)/.test(next))
    ) {
      this.addressee = { first: i, end }
    }
  }

  /** "Said | on Monday it would": a time that the tagger took for the beginning of what is said. */
  private leadingTime(i: number): void {
    const { view } = this
    if (this.when !== null || view.isQuoted(i)) return
    const alone = timeEnd(view, i)
    if (alone > 0 && (alone >= view.to || view.part(alone) !== Part.Content)) {
      // A piece of the content that is nothing but a time is none of it.
      this.when = { first: i, end: alone }
      return
    }
    if (!/^(?:on|at|late|earlier|last)$/.test(view.lower(i))) return
    const end = timeEnd(view, i)
    if (end > 0 && /^(?:PRP|DT|EX|PRP\$|NNP)$/.test(view.tag(end))) this.when = { first: i, end }
  }

  /** Takes the phrase at `i` in; returns what follows it, or -1 where the clause is left. */
  private phrase(i: number, to: number): number {
    const { view } = this
    const word = view.lower(i)
    const tag = view.tag(i)
    const time = timeEnd(view, i)
    if (time > i) {
      this.when ??= { first: i, end: time }
      return time
    }
    if (word === ',' || word === 'also' || view.isMark(i) || word === 'that' || word === '-' || word === '–')
      return i + 1
    if (ALONGSIDE.has(word)) return this.alongside(i, to)
    if (word === 'and' || word === 'but' || word === 'so') {
      // At the start of the sentence it joins nothing here.
      return i === view.from ? i + 1 : -1
    }
    if (word === 'before') {
      const end = nounPhrase(view, i + 1, to)
      if (end > i + 1 && (BENCH.has(view.lemma(end - 1)) || BENCH.has(view.lower(end - 1)))) {
        return this.takeVenue(i + 1, end, to)
      }
      return -1
    }
    if (BLOCKING.has(word)) return -1
    if (word === 'to' || word === 'unto') return this.towards(i, to)
    if (tag === 'IN' || tag === 'RP' || VENUE_PREPOSITION.has(word)) return this.prepositional(i, to)
    if (tag.startsWith('RB') || tag === 'UH') return i + 1
    // "A statement released late on Monday"
    if (MADE.has(word) && this.venue !== null && this.venue.end === i) return i + 1
    // "Said Rossi": a source that the tagger missed, or words of another clause.
    const end = nounPhrase(view, i, to)
    if (end > i) return end
    return -1
  }

  /** "Speaking to reporters", "addressing parliament", "writing in the Ledger". */
  private alongside(i: number, to: number): number {
    const { view } = this
    if (view.lower(i) !== 'addressing' && view.lower(i) !== 'giving') return i + 1
    const end = nounPhrase(view, i + 1, to)
    if (end <= i + 1) return i + 1
    if (view.lower(i) === 'addressing') {
      const whole = this.extended(i + 1, end, to, OF)
      if (OCCASION.has(view.lemma(end - 1))) this.venue ??= { first: i + 1, end: whole }
      else this.addressee ??= { first: i + 1, end: whole }
      return whole
    }
    return end
  }

  /** "To reporters"; "to" before a verb ends the frame. */
  private towards(i: number, to: number): number {
    const { view } = this
    if (view.tag(i + 1) === 'VB') return -1
    // "Wrote to | the general that": the tagger took the hearer for the beginning of what is said.
    if (view.part(i + 1) === Part.Content && !(view.part(i) === Part.Cue && SAYING_TO.has(this.verb))) return -1
    const end = nounPhrase(view, i + 1, to)
    if (end <= i + 1) return -1
    const whole = this.extended(i + 1, end, to, OF)
    if (this.addressee === null && this.speaksTo(i) && isHearer(view, end)) {
      if (OCCASION.has(view.lemma(end - 1))) this.venue ??= { first: i + 1, end: whole }
      else this.addressee = { first: i + 1, end: whole }
    }
    return whole
  }

  /** Does the "to" at `i` lead to a hearer? By the verb, or by the noun of speech before it. */
  private speaksTo(i: number): boolean {
    const { view } = this
    const before = view.lemma(i - 1).toLowerCase()
    if (SAYING_TO.has(this.verb) || this.verb === '')
      return !/^(?:response|reply|answer|addition|reference|regard|thanks|close|due|prior|return)$/.test(before)
    return VENUE.has(before) || ALONGSIDE.has(view.lower(i - 1))
  }

  private prepositional(i: number, to: number): number {
    const { view } = this
    const word = view.lower(i)
    const first = i + 1
    // "Called on | the agency to act": what is said begins here.
    if (view.part(first) === Part.Content) return -1
    const end = nounPhrase(view, first, to)
    if (end <= first) {
      // "Under oath", "on air" are phrases; "out" and "up" belong to the verb.
      return view.tag(i) === 'RP' || view.tag(first) === 'VBG' ? i + 1 : -1
    }
    if (VENUE_PREPOSITION.has(word) && this.isVenue(word, first, end)) {
      // "Under oath" is a manner, and named whole.
      return this.takeVenue(word === 'under' ? i : first, end, to)
    }
    const whole = this.extended(first, end, to, OF)
    if (this.addressee === null && word === 'with' && ALONGSIDE.has(view.lower(i - 1)) && isHearer(view, end)) {
      this.addressee = { first, end: whole }
    }
    return whole
  }

  private isVenue(preposition: string, first: number, end: number): boolean {
    const { view } = this
    const head = end - 1
    const lemma = view.lemma(head).toLowerCase()
    const word = view.lower(head)
    if (preposition === 'on' || preposition === 'via' || preposition === 'over' || preposition === 'through') {
      if (PLATFORM.has(word) || PLATFORM.has(lemma)) return true
      if (view.isMark(first) && view.tokens.quotePartner[first]! === head) return true
    }
    if (preposition === 'from' || preposition === 'into' || preposition === 'outside') return false
    if (preposition === 'by') return /^(?:phone|telephone|email|e-mail|text|letter|post|fax|video)$/.test(word)
    if (preposition === 'under') return word === 'oath' || word === 'caution' || /examination$/.test(word)
    if (BENCH.has(lemma) && (preposition === 'on' || preposition === 'over')) return false
    if (VENUE.has(lemma) || VENUE.has(word)) return true
    // "In a written reply", but not "in reply to".
    if (/^(?:reply|response|answer)$/.test(lemma) && first < head) return true
    // "A podcast, Lane Nine", "the podcast Lane Nine": the common noun before the name.
    let noun = head
    while (noun > first && /^(?:NNP|CD|``|'')/.test(view.tag(noun))) noun--
    if (noun < head && VENUE.has(view.lemma(noun).toLowerCase()) && view.tag(noun) === 'NN') return true
    if (WRITING.has(this.verb) && preposition === 'in' && view.tag(head).startsWith('NNP')) {
      // "Wrote in the Sunday Compass", but not "in Paris".
      return view.lower(first) === 'the' || !isPlace(view, head)
    }
    // "On CNN", "on Radio Norte".
    if (preposition === 'on') return isOrganization(view, head)
    return false
  }

  private takeVenue(first: number, end: number, to: number): number {
    const { view } = this
    const noun = view.lemma(end - 1).toLowerCase()
    const whole = this.extended(first, end, to, EXTENDING)
    if (this.venue === null) {
      this.venue = { first, end: whole }
      this.hearerOf(noun, end, to)
    }
    return whole
  }

  /** The hearer that a venue names: "an interview with Radio Norte", "a letter to the council". */
  private hearerOf(noun: string, end: number, to: number): void {
    const { view } = this
    if (this.addressee !== null) return
    const word = view.lower(end)
    const spoken = noun === 'interview' || noun === 'conversation' || noun === 'chat' || noun === 'call'
    if (!(word === 'to' || (word === 'with' && spoken))) return
    const last = nounPhrase(view, end + 1, to)
    // Nobody is interviewed by a place: a name that looks like one is the outlet's.
    const asks = spoken && word === 'with' && view.tag(last - 1).startsWith('NNP')
    if (last > end + 1 && (asks || isHearer(view, last))) {
      this.addressee = { first: end + 1, end: this.extended(end + 1, last, to, OF) }
    }
  }

  /** A noun phrase with what hangs on it by one of `prepositions`, short of a time; two such at most. */
  private extended(first: number, end: number, to: number, prepositions: ReadonlySet<string>): number {
    const { view } = this
    let whole = end
    for (let k = 0; k < 2 && whole - first < LONGEST; k++) {
      let at = whole
      const venue = prepositions === EXTENDING
      if (venue && MADE.has(view.lower(at)) && view.isFree(at)) {
        at++
        if (/^(?:out|online|aloud)$/.test(view.lower(at))) at++
      }
      if (view.part(at) === Part.Content || view.part(at + 1) === Part.Content) break
      const within = view.lower(at) === 'in' && (at > whole || PIECE.has(view.lemma(whole - 1).toLowerCase()))
      if (!(prepositions.has(view.lower(at)) || (venue && within)) || timeEnd(view, at) > 0) break
      const more = nounPhrase(view, at + 1, to)
      if (more <= at + 1 || (within && at === whole && !view.tag(more - 1).startsWith('NNP'))) break
      whole = more
    }
    // "The Ledger and the BBC"
    if (prepositions.size === 1 && view.lower(whole) === 'and') {
      const more = nounPhrase(view, whole + 1, to)
      if (more > whole + 1 && !/^(?:VB[DZP]|MD)$/.test(view.tag(more))) whole = more
    }
    return whole
  }
}

/** "Residents were told": the hearer is the passive's subject. */
function toldPassively(view: CueView, verb: number): Stretch | null {
  const lemma = view.lemma(verb)
  if (!TELLING.has(lemma) || !/^VB[ND]$/.test(view.tag(verb))) return null
  let i = verb - 1
  let passive = false
  while (i >= view.from && /^(?:VB|RB|MD|TO)/.test(view.tag(i)) && view.part(i) !== Part.Content) {
    if (/^(?:be|is|are|was|were|been|being)$/.test(view.lower(i))) passive = true
    i--
  }
  if (!passive || i < view.from) return null
  const tag = view.tag(i)
  if (!/^(?:NN|PRP$)/.test(tag) && tag !== 'PRP') return null
  let first = i
  while (
    first > view.from &&
    i - first < LONGEST &&
    view.part(first - 1) === view.part(i) &&
    inPhrase(view.tag(first - 1))
  )
    first--
  return { first, end: i + 1 }
}

const inPhrase = (tag: string) => /^(?:NN|JJ|DT|PRP\$|CD|POS|PDT)/.test(tag)

/** Does an asked question begin here? */
const asks = (view: CueView, i: number): boolean =>
  /^(?:how|why|whether|if|what|when|where|who|which|about)$/.test(view.lower(i))

/** Is this noun phrase somebody who can be spoken to? */
function isHearer(view: CueView, end: number): boolean {
  const head = end - 1
  const lemma = view.lemma(head).toLowerCase()
  if (HEARER.has(lemma) || HEARER.has(view.lower(head).replace(/s$/, ''))) return true
  if (isPlace(view, head)) return false
  if (view.tokens.entity[head] !== Entity.Outside || view.tag(head).startsWith('NNP')) return true
  return !NO_HEARERS.has(lemma) && /(?:ers|ists|ians|ants|ees|men|women)$/.test(view.lower(head).slice(-6))
}

function isPlace(view: CueView, i: number): boolean {
  const entity = view.tokens.entity[i]!
  return entity === Entity.begin(2) || entity === Entity.inside(2)
}

function isOrganization(view: CueView, i: number): boolean {
  const entity = view.tokens.entity[i]!
  return entity === Entity.begin(1) || entity === Entity.inside(1)
}

/**
 * The end of the noun phrase that begins at `i`, on free tokens or the cue's own, short of a time ("a statement |
 * Monday"); `i` where none begins.
 */
function nounPhrase(view: CueView, i: number, to: number): number {
  let end = i
  let at = i
  const limit = Math.min(to, i + LONGEST, view.to)
  const content = view.part(i) === Part.Content
  while (at < limit) {
    const part = view.part(at)
    if (part === Part.Source || (part === Part.Content && !content)) break
    // "The Sunday Compass" is no time.
    if (at > i && timeEnd(view, at) > 0 && !view.tag(at + 1).startsWith('NNP')) break
    const tag = view.tag(at)
    const word = view.lower(at)
    if (view.tokens.quote[at] === Quote.Open || (view.isMark(at) && view.tokens.quotePartner[at]! > at)) {
      const close = view.tokens.quotePartner[at]!
      // A title in marks; longer ones are words.
      if (close > at && close - at <= 8 && close < limit && (at === i || end > i)) {
        at = close + 1
        end = at
        continue
      }
      break
    }
    // "Her" before a noun is taken for an object by the tagger.
    if (tag === 'PRP' && !(word === 'her' && /^(?:NN|JJ)/.test(view.tag(at + 1)) && view.isFree(at + 1))) {
      return end === i && at === i ? at + 1 : end
    }
    const numbered = at > i && end === at && view.tag(at - 1).startsWith('NNP') && isNumberName(view, at)
    if (tag.startsWith('NN') || tag === 'FW' || word === 'x' || numbered) {
      at++
      end = at
    } else if (/^(?:DT|PDT|PRP\$?|JJ|JJR|JJS|CD|\$|HYPH|SYM)$/.test(tag)) {
      // A second determiner begins another phrase.
      if ((tag === 'DT' || tag === 'PRP$') && end > i && view.tag(at - 1) !== 'POS') break
      at++
    } else if (tag === 'POS') {
      if (end !== at) break
      at++
    } else if ((tag === 'VBG' || tag === 'VBN' || tag === 'RB') && at > i - 1 && modifies(view, at)) at++
    else break
  }
  // "Wrote to the general": an adjective that stands for a person.
  const bare = end === i && at === i + 2 && view.tag(i) === 'DT' && view.tag(i + 1) === 'JJ'
  return bare ? at : end
}

/** "Sport 4", "Channel Nine" */
const isNumberName = (view: CueView, i: number): boolean =>
  (view.tag(i) === 'CD' &&
    !/^(?:million|billion|thousand)$/.test(view.lower(i + 1)) &&
    !view.tag(i + 1).startsWith('NNS')) ||
  (/^(?:IN|JJ|VBN|VBG)$/.test(view.tag(i)) && /^\p{Lu}/u.test(view.tokens.word(i).slice(0, 2)))

/** "A televised address", "a widely read column": the participle or adverb stands before the phrase's noun. */
function modifies(view: CueView, i: number): boolean {
  const next = view.tag(i + 1)
  return /^(?:NN|JJ|VBN|VBG)/.test(next) && view.part(i + 1) !== Part.Content && view.tag(i - 1) !== 'NN'
}
