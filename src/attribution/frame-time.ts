import type { CueView } from './frame-view.ts'

/** Words that tell a time of saying, and how they join. Lower case. */
const set = (words: string) => new Set(words.split(' '))

const WEEKDAY = set(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays',
)
/** "Mon" and "Sat" alone are other words. */
const SHORT_DAY = set('mon tue tues wed weds thu thur thurs fri sat sun')
const MONTH = set(
  'jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec',
)
const UNIT = set(
  'second seconds minute minutes hour hours day days night nights week weeks fortnight weekend month months year years decade decades century',
)
const PART_OF_DAY = set('morning afternoon evening night noon midday midnight lunchtime dawn dusk')
const SEASON = set('spring summer autumn winter fall')
const DAY = set('today yesterday tonight tomorrow overnight')
const POINTING = set('last this next that past previous same following')
const COUNT =
  /^(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several|some|few|couple|many|many)$/
const BEHIND = set('ago earlier later before after afterwards prior beforehand')
const EARLY = set('early late earlier later mid-')
const ON = set('on in at during over around about before')
const YEAR = /^(?:1[89]|20)\d\d$/
const DATE = /^(?:[0-3]?\d)(?:st|nd|rd|th)?$/
const CLOCK = /^(?:[0-2]?\d)(?:[:.][0-5]\d)?(?:[ap]\.?m\.?|hrs|h)?$/
const HALF = /^(?:[ap]\.?m\.?|gmt|utc|est|edt|et|pt|local|o'clock|hrs)$/
const ORDINAL = /^\d{1,2}(?:st|nd|rd|th)$/

/**
 * The end of the time that begins at token `i` with its preposition ("on Sunday", "earlier this week", "at 2 a.m. on
 * Friday", "two days ago"); -1 where none begins. Looks at no more than a handful of tokens.
 */
export function timeEnd(view: CueView, i: number): number {
  // "Now say": only beside the verb is it the time of saying.
  if (view.lower(i) === 'now' && i >= view.first - 1 && i < view.end) return i + 1
  const end = onePart(view, i)
  // "During Tuesday's debate" tells no time of its own.
  if (end < 0 || view.tag(end) === 'POS') return -1
  // "Monday at noon", "at 2 a.m. on Friday", "on Monday, 3 May", "on Sunday evening in March": a chain of at most three.
  let last = end
  for (let k = 0; k < 2; k++) {
    const from = view.lower(last) === ',' ? last + 1 : last
    const more = onePart(view, from)
    if (more < 0 || view.tag(more) === 'POS') break
    if (from !== last && !startsWithDate(view, from)) break
    last = more
  }
  return last
}

const startsWithDate = (view: CueView, i: number): boolean => {
  const word = view.lower(i)
  return (MONTH.has(word) || YEAR.test(word) || (DATE.test(word) && MONTH.has(view.lower(i + 1)))) && !ON.has(word)
}

function onePart(view: CueView, i: number): number {
  let at = i
  let early = false
  if (EARLY.has(view.lower(at))) {
    early = true
    at++
  }
  const preposition = ON.has(view.lower(at)) ? view.lower(at) : ''
  if (preposition !== '') at++
  if (preposition !== '' && EARLY.has(view.lower(at))) at++
  const core = coreEnd(view, at, preposition)
  if (core >= 0) return core
  // "earlier that day" has its own core; "earlier" alone tells too little.
  return early && preposition === '' ? -1 : -1
}

/** The end of a day, date, clock time, stretch or count of units that begins at `i`. */
function coreEnd(view: CueView, i: number, preposition: string): number {
  const word = view.lower(i)
  if (word === '') return -1
  const next = view.lower(i + 1)
  if (WEEKDAY.has(word)) {
    if (SHORT_DAY.has(word) && preposition === '' && view.tag(i) !== 'NNP') return -1
    return partOfDay(view, i + 1)
  }
  if (DAY.has(word)) return partOfDay(view, i + 1)
  if (MONTH.has(word)) return monthEnd(view, i, preposition)
  if (DATE.test(word) && MONTH.has(next) && view.tag(i + 1).startsWith('NNP')) return yearEnd(view, i + 2)
  if (DATE.test(word) && next === 'of' && MONTH.has(view.lower(i + 2))) return yearEnd(view, i + 3)
  if (preposition === 'on' && word === 'the' && ORDINAL.test(next)) {
    return view.lower(i + 2) === 'of' && MONTH.has(view.lower(i + 3)) ? yearEnd(view, i + 4) : i + 2
  }
  if (YEAR.test(word) && /^(?:in|during)$/.test(preposition)) return view.tag(i + 1).startsWith('NN') ? -1 : i + 1
  if (preposition === 'at' || preposition === 'around' || preposition === 'about' || preposition === 'before') {
    if (PART_OF_DAY.has(word)) return i + 1
    if (CLOCK.test(word) && word !== '.') {
      let end = i + 1
      const suffixed = /[:apmh]/.test(word)
      while (HALF.test(view.lower(end)) || (end > i + 1 && view.lower(end) === 'time')) end++
      if (suffixed || end > i + 1 || preposition === 'at') return end
      return -1
    }
    if (preposition === 'at' && word === 'the' && /^(?:weekend|time)$/.test(next)) return i + 2
  }
  if (/^\d{1,2}(?:[:.]\d\d)?$/.test(word) && /^[ap]\.?m\.?$/.test(next)) return i + 2
  if (/^\d{1,2}(?:[:.]\d\d)?[ap]\.?m\.?$/.test(word)) return i + 1
  if (POINTING.has(word)) {
    if (WEEKDAY.has(next) && !SHORT_DAY.has(next)) return partOfDay(view, i + 2)
    if (MONTH.has(next) && view.tag(i + 1).startsWith('NNP')) return i + 2
    if (UNIT.has(next) || SEASON.has(next) || PART_OF_DAY.has(next)) return i + 2
    if (next === 'few' || next === 'several' || COUNT.test(next)) return UNIT.has(view.lower(i + 2)) ? i + 3 : -1
  }
  if (word === 'the') {
    if (/^(?:last|past|previous|same|following|next|recent)$/.test(next)) {
      const third = view.lower(i + 2)
      if (UNIT.has(third) || PART_OF_DAY.has(third)) return i + 3
      if (COUNT.test(third) && UNIT.has(view.lower(i + 3))) return i + 4
    }
    if (next === 'other' && view.lower(i + 2) === 'day') return i + 3
    if (/^(?:morning|afternoon|evening|night|weekend|day)$/.test(next)) {
      if (/^(?:before|after)$/.test(view.lower(i + 2))) return eventEnd(view, i + 3)
      if (preposition !== '' && next !== 'day') return i + 2
      if (next === 'weekend' && preposition !== '') return i + 2
    }
    if ((SEASON.has(next) || UNIT.has(next)) && preposition === 'during') return i + 2
  }
  if (word === 'recent' && UNIT.has(next)) return i + 2
  if (COUNT.test(word)) {
    let unit = i + 1
    if (/^(?:few|couple|of|dozen|hundred|or|so|half|more)$/.test(view.lower(unit))) unit++
    if (view.lower(unit) === 'of') unit++
    if (UNIT.has(view.lower(unit)) && BEHIND.has(view.lower(unit + 1))) {
      return view.lower(unit + 1) === 'after' ? eventEnd(view, unit + 2) : unit + 2
    }
  }
  if (UNIT.has(word) && /s$/.test(word)) {
    if (/^(?:ago|earlier|later|before)$/.test(next)) return i + 2
    if (next === 'after') return eventEnd(view, i + 2)
  }
  return -1
}

/** What a time is counted from: "hours after | the verdict". */
function eventEnd(view: CueView, i: number): number {
  let end = i
  for (let at = i; at < i + 6; at++) {
    const tag = view.tag(at)
    if (tag.startsWith('NN')) end = at + 1
    else if (!/^(?:DT|JJ|PRP\$|CD|POS)$/.test(tag)) break
  }
  return end
}

function partOfDay(view: CueView, i: number): number {
  return PART_OF_DAY.has(view.lower(i)) ? i + 1 : i
}

function monthEnd(view: CueView, i: number, preposition: string): number {
  if (!view.tag(i).startsWith('NNP') && !(view.lower(i) !== 'may' && view.lower(i) !== 'march')) return -1
  let dot = i + 1
  if (view.lower(dot) === '.' && /^\d/.test(view.lower(dot + 1))) dot++
  const next = view.lower(dot)
  if (DATE.test(next) && !YEAR.test(next)) return yearEnd(view, dot + 1)
  if (YEAR.test(next)) return dot + 1
  return preposition === '' ? -1 : yearEnd(view, dot)
}

/** A year behind a date, with or without a comma. */
function yearEnd(view: CueView, i: number): number {
  if (YEAR.test(view.lower(i))) return i + 1
  return view.lower(i) === ',' && YEAR.test(view.lower(i + 1)) ? i + 2 : i
}
