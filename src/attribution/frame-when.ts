/**
 * The time of saying as dates. All rules are this project's own: news names a weekday, and the tense of the verb says
 * on which side of the article's day it lies.
 */

/** Calendar days, `YYYY-MM-DD`, both included; equal for a single day. */
export interface Interval {
  readonly from: string
  readonly to: string
}

export type Tense = 'past' | 'present' | 'future'

const DAY = 86_400_000
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
}
/** No phrase that tells a time is longer; what is, is not read. */
const LONGEST = 120

/**
 * The days that the words of a time mean ("on Sunday", "earlier this week", "two days ago", "on 3 May"), seen from the
 * day on which the article was published; null where they can't be told.
 *
 * - A weekday is the last one up to the article's day when told in the past or present, the next one when told in the
 *   future. "Last Monday" lies before that day; "next Monday" behind it.
 * - A date without a year is the nearest one on that side.
 * - "This week" begins on Monday; told in the past it ends on the article's day. A clock time alone is the article's day.
 *
 * @param words the phrase as the article has it, with or without its preposition.
 * @param published the article's date as its input states it: ISO 8601, or "12 May 2026", "May 12, 2026". Only the
 *   calendar day counts, as it is written: no time zone is applied.
 * @param tense of the verb that the time stands with.
 */
export function resolveWhen(words: string, published: string | null, tense: Tense): Interval | null {
  if (words.length > LONGEST) return null
  const today = dayOf(published)
  const said = words
    .toLowerCase()
    .replace(/[,.]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ')
    .filter(word => word !== 'the')
  const dated = dateIn(said, today, tense)
  if (dated !== null) return dated
  if (today === null) return null
  return (
    unitsAway(said, today) ??
    dayWord(said, today) ??
    weekday(said, today, tense) ??
    stretch(said, today, tense) ??
    clock(said, today)
  )
}

/** Days since 1970 of a date as news inputs state it; null where it is none. */
function dayOf(published: string | null): number | null {
  if (published === null || published.length > LONGEST) return null
  const iso = /(\d{4})-(\d\d)-(\d\d)/.exec(published)
  if (iso !== null) return dayNumber(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const words = published.toLowerCase().replace(/[,.]/g, ' ').split(/\s+/)
  for (let i = 0; i < words.length; i++) {
    const month = monthOf(words[i]!)
    if (month < 0) continue
    const [before, after, later] = [words[i - 1], words[i + 1], words[i + 2]]
    if (isDate(before) && isYear(after)) return dayNumber(Number(after), month, parseDate(before!))
    if (isDate(after) && isYear(later)) return dayNumber(Number(later), month, parseDate(after!))
  }
  return null
}

const isYear = (word: string | undefined): boolean => word !== undefined && /^(?:1[5-9]|2[01])\d\d$/.test(word)
const isDate = (word: string | undefined): boolean => word !== undefined && /^[0-3]?\d(?:st|nd|rd|th)?$/.test(word)
const parseDate = (word: string): number => Number.parseInt(word, 10)

/** The month that a word or its usual short form names, from 0; -1 where it names none. */
function monthOf(word: string | undefined): number {
  if (word === undefined || word.length < 3) return -1
  if (word === 'sept') return 8
  return MONTHS.findIndex(month => month === word || (word.length === 3 && month.startsWith(word)))
}

/** Null where the month has no such day. */
function dayNumber(year: number, month: number, date: number): number | null {
  const time = Date.UTC(year, month, date)
  const made = new Date(time)
  if (made.getUTCMonth() !== month || made.getUTCDate() !== date) return null
  return time / DAY
}

const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
const interval = (from: number, to: number = from): Interval => ({ from: iso(from), to: iso(to) })
const partsOf = (day: number): { year: number; month: number; date: number; weekday: number } => {
  const made = new Date(day * DAY)
  return {
    year: made.getUTCFullYear(),
    month: made.getUTCMonth(),
    date: made.getUTCDate(),
    weekday: made.getUTCDay(),
  }
}
const wholeMonth = (year: number, month: number): Interval =>
  interval(Date.UTC(year, month, 1) / DAY, Date.UTC(year, month + 1, 0) / DAY)
const wholeYear = (year: number): Interval => interval(Date.UTC(year, 0, 1) / DAY, Date.UTC(year, 11, 31) / DAY)

/** Words that name a month, a year or a day of them. */
function dateIn(said: readonly string[], today: number | null, tense: Tense): Interval | null {
  const at = said.findIndex(word => monthOf(word) >= 0)
  if (at < 0) {
    const year = said.find(isYear)
    return year !== undefined && /^(?:in|during|since|early|late|mid|of)$/.test(said[0] ?? '')
      ? wholeYear(Number(year))
      : null
  }
  const month = monthOf(said[at])
  const ofDate = said[at - 1] === 'of' ? said[at - 2] : said[at - 1]
  const date = isDate(ofDate) ? ofDate : isDate(said[at + 1]) ? said[at + 1] : undefined
  const year = said.slice(at + 1).find(isYear)
  if (year !== undefined) {
    if (date === undefined) return wholeMonth(Number(year), month)
    const day = dayNumber(Number(year), month, parseDate(date))
    return day === null ? null : interval(day)
  }
  if (today === null) return null
  const now = partsOf(today)
  const pointed = said[at - 1]
  if (date === undefined) {
    const back = pointed === 'last' || (tense !== 'future' && pointed !== 'next')
    if (back) {
      // "In May", said in May, is this May; "last May" is not.
      const earlier = pointed === 'last' ? month >= now.month : month > now.month
      return wholeMonth(now.year - (earlier ? 1 : 0), month)
    }
    return wholeMonth(now.year + (month < now.month || (pointed === 'next' && month === now.month) ? 1 : 0), month)
  }
  const day = nearestDate(now.year, month, parseDate(date), today, tense)
  return day === null ? null : interval(day)
}

/** The date of this year or of the one beside it that lies on the side of the tense. */
function nearestDate(year: number, month: number, date: number, today: number, tense: Tense): number | null {
  const here = dayNumber(year, month, date)
  if (tense === 'future') return here !== null && here >= today ? here : dayNumber(year + 1, month, date)
  return here !== null && here <= today ? here : dayNumber(year - 1, month, date)
}

/** "Two days ago", "a week earlier", "three weeks later" is unknown: later than what is not said. */
function unitsAway(said: readonly string[], today: number): Interval | null {
  const ago = said.indexOf('ago')
  if (ago < 2) return null
  const unit = said[ago - 1]!.replace(/s$/, '')
  const counted = said[ago - 2]!
  const count = /^\d{1,4}$/.test(counted) ? Number(counted) : NUMBERS[counted]
  if (count === undefined) return null
  // "A few days ago", "a couple of weeks ago": not told how many.
  if (said.includes('few') || said.includes('couple') || said.includes('several')) return null
  const now = partsOf(today)
  if (unit === 'second' || unit === 'minute') return interval(today)
  if (unit === 'hour') return count < 12 ? interval(today - 1, today) : interval(today - Math.ceil(count / 24), today)
  if (unit === 'day') return interval(today - count)
  if (unit === 'week' || unit === 'fortnight') return interval(today - count * (unit === 'week' ? 7 : 14))
  if (unit === 'month') return wholeMonth(now.year, now.month - count)
  if (unit === 'year') return wholeYear(now.year - count)
  return null
}

function dayWord(said: readonly string[], today: number): Interval | null {
  for (const word of said) {
    if (word === 'today' || word === 'tonight') return interval(today)
    if (word === 'yesterday') return interval(today - 1)
    if (word === 'tomorrow') return interval(today + 1)
    if (word === 'overnight') return interval(today - 1, today)
  }
  const [pointer, what] = said.slice(-2)
  if (what === 'night' && pointer === 'last') return interval(today - 1)
  if (/^(?:morning|afternoon|evening)$/.test(what ?? '') && pointer === 'this') return interval(today)
  return null
}

function weekday(said: readonly string[], today: number, tense: Tense): Interval | null {
  const at = said.findIndex(word => weekdayOf(word) >= 0)
  if (at < 0) return null
  const wanted = weekdayOf(said[at]!)
  const now = partsOf(today).weekday
  const pointer = said[at - 1]
  const back = (now - wanted + 7) % 7
  const ahead = (wanted - now + 7) % 7
  if (pointer === 'last' || pointer === 'past') return interval(today - (back === 0 ? 7 : back))
  if (pointer === 'next' || pointer === 'following') return interval(today + (ahead === 0 ? 7 : ahead))
  return tense === 'future' ? interval(today + ahead) : interval(today - back)
}

/** The weekday that a word or its usual short form names, Sunday 0; -1 where it names none. */
function weekdayOf(word: string): number {
  const long = WEEKDAYS.indexOf(word)
  if (long >= 0) return long
  return /^(?:sun|mon|tues?|weds?|thu(?:rs?)?|fri|sat)$/.test(word)
    ? WEEKDAYS.findIndex(day => day.startsWith(word.slice(0, 3)))
    : -1
}

/** "This week", "last month", "at the weekend", "earlier this year". */
function stretch(said: readonly string[], today: number, tense: Tense): Interval | null {
  const unit = said[said.length - 1]
  const pointer = said.length > 1 ? said[said.length - 2]! : ''
  const now = partsOf(today)
  const monday = today - ((now.weekday + 6) % 7)
  const step = /^(?:last|previous)$/.test(pointer)
    ? -1
    : /^(?:next|following)$/.test(pointer)
      ? 1
      : pointer === 'this'
        ? 0
        : null
  const until = (whole: Interval): Interval => {
    // What was said earlier this week was said by today.
    if (step !== 0) return whole
    if (tense === 'future') return { from: iso(today), to: whole.to }
    return { from: whole.from, to: iso(today) }
  }
  if (unit === 'weekend') {
    if (step === 1 || tense === 'future')
      return interval(monday + 5 + (step === 1 ? 7 : 0), monday + 6 + (step === 1 ? 7 : 0))
    // On a Saturday or Sunday, "at the weekend" is the one that runs.
    const runs = (now.weekday === 0 || now.weekday === 6) && step !== -1
    return runs ? interval(monday + 5, today) : interval(monday - 2, monday - 1)
  }
  if (step === null) return null
  if (unit === 'week') return until(interval(monday + 7 * step, monday + 7 * step + 6))
  if (unit === 'month') return until(wholeMonth(now.year, now.month + step))
  if (unit === 'year') return until(wholeYear(now.year + step))
  if (unit === 'day' && step === 0) return interval(today)
  return null
}

/** "At 2 a.m.", "at noon": on the article's day. */
function clock(said: readonly string[], today: number): Interval | null {
  const at = said[0] === 'at' || said[0] === 'around' || said[0] === 'about' ? 1 : 0
  const word = said[at] ?? ''
  const told = /^\d{1,2}(?:[:.]\d\d)?(?:[ap]m)?$/.test(word) || /^(?:noon|midday|midnight|dawn|lunchtime)$/.test(word)
  if (!told) return null
  const rest = said.slice(at + 1)
  return rest.every(part => /^(?:[ap]m?|m|gmt|utc|local|time|o'clock|\d\d)$/.test(part)) ? interval(today) : null
}
