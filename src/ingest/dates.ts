/**
 * What articles, feeds and mails state as their date -> one form. The rules are this project's own; the formats are
 * ISO 8601, RFC 5322 (mail, RSS), IPTC's compact form (`20240303T161500Z`) and dates as newsrooms write them.
 */

/** Nothing that states a date is longer; what is, is not read. */
const LONGEST = 200
const DAY = 86_400_000
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of Greenwich. IST, AST and others that mean several zones are left out: then only the day is told. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  gmt: 0,
  ut: 0,
  utc: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  sast: 120,
  wat: 60,
  cat: 120,
  eat: 180,
  pkt: 300,
  wib: 420,
  hkt: 480,
  sgt: 480,
  pht: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
}
/** American clocks named without saying whether it is summer time: minutes east of Greenwich in winter. */
const AMERICAN: Readonly<Record<string, number>> = { et: -300, ct: -360, mt: -420, pt: -480 }

/** Regions that write the month first in figures; all other regions named by a language tag write the day first. */
const MONTH_FIRST = new Set(['us', 'ph', 'fm', 'pw', 'mh'])

interface Day {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly date: number
}

/**
 * The moment that an article, a feed or a mail states: an ISO 8601 instant in UTC to the second
 * (`2024-03-03T21:15:00Z`), or, where no clock time or no zone is stated, the calendar day as it is written
 * (`2024-03-03`; it is the day that the engine counts "on Sunday" from). Null where it is no date or a doubtful one:
 * `03/04/2024` is told only with a language that names a region. A weekday beside a date is not checked; of two dates
 * the first counts. Seconds and milliseconds since 1970 are read where they lie after 9 September 2001.
 *
 * @param language BCP 47; its region says whether the day or the month comes first in figures.
 */
export function instantOf(stated: string, language: string | null = null): string | null {
  if (stated.length > LONGEST) return null
  const words = stated.replace(/\s+/g, ' ').trim()
  const epoch = /^(\d{10})(?:\.\d{1,9}|(\d{3}))?$/.exec(words)
  if (epoch) {
    const seconds = Number(epoch[1])
    return seconds >= 1_000_000_000 ? isoInstant(seconds * 1000) : null
  }
  const found = isoDate(words) ?? compactDate(words) ?? namedDate(words) ?? figuresDate(words, language)
  if (!found) return null
  const { day, from, to } = found
  if (!exists(day)) return null
  const time = clockAfter(words.slice(to)) ?? clockBefore(words.slice(0, from))
  const dayOnly = isoDay(day)
  if (!time) return dayOnly
  const offset = time.zone === null ? null : offsetOf(time.zone, day, time.minutes)
  if (offset === null) return dayOnly
  const local = Date.UTC(day.year, day.month - 1, day.date) + time.minutes * 60_000 + time.seconds * 1000
  return isoInstant(local - offset * 60_000)
}

const isoInstant = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`
const two = (n: number): string => String(n).padStart(2, '0')
const isoDay = ({ year, month, date }: Day): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`

function exists({ year, month, date }: Day): boolean {
  if (year < 1500 || year > 2199) return false
  const made = new Date(Date.UTC(year, month - 1, date))
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === date
}

interface Found {
  readonly day: Day
  /** Where the date stands in the words. */
  readonly from: number
  readonly to: number
}

const found = (match: RegExpExecArray, year: number, month: number, date: number): Found => ({
  day: { year, month, date },
  from: match.index,
  to: match.index + match[0].length,
})

/** 2024-03-03, 2024/3/3, 2024.03.03 */
function isoDate(words: string): Found | null {
  const match = /(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(words)
  return match && found(match, Number(match[1]), Number(match[3]), Number(match[4]))
}

/** 20240303, 20240303T161500Z: alone, or at least at the head. */
function compactDate(words: string): Found | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?=T\d{4}|$)/i.exec(words)
  return match && found(match, Number(match[1]), Number(match[2]), Number(match[3]))
}

const MONTH = String.raw`(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?`
const DATE = String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)`
/** "3 Mar 2024", "3rd of March, 2024", "03-Mar-24": a year of two figures as RFC 5322 reads it. */
const DAY_FIRST = new RegExp(String.raw`${DATE}(?: of)?[ -]?${MONTH},?[ -](\d{4}|\d\d)(?!\d|[:.]\d)`, 'i')
/** "March 3, 2024", "Mar. 3 2024" */
const MONTH_NAMED_FIRST = new RegExp(String.raw`\b${MONTH} ${DATE},? (\d{4})(?!\d)`, 'i')
/** "Sun Mar 3 16:15:00 EST 2024", "Mar 3 16:15:00 2024 GMT": the clock before the year, as C and Unix print it. */
const YEAR_LAST = new RegExp(
  String.raw`\b${MONTH} ${DATE} (\d{1,2}:\d\d(?::\d\d)?)(?: ([A-Z]{1,4}|[+-]\d{4}))? (\d{4})(?!\d)`,
  'i',
)

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
const yearOf = (figures: string): number => {
  const year = Number(figures)
  return figures.length > 2 ? year : year + (year < 50 ? 2000 : 1900)
}

function namedDate(words: string): Found | null {
  const last = YEAR_LAST.exec(words)
  // The clock then stands inside the date: what follows the day's figures is read for it.
  if (last) {
    const at = last[0].indexOf(last[3]!)
    return { ...found(last, Number(last[5]), monthOf(last[1]!), Number(last[2])), to: last.index + at - 1 }
  }
  const [a, b] = [DAY_FIRST.exec(words), MONTH_NAMED_FIRST.exec(words)]
  if (a && (!b || a.index <= b.index)) return found(a, yearOf(a[3]!), monthOf(a[2]!), Number(a[1]))
  return b && found(b, Number(b[3]), monthOf(b[1]!), Number(b[2]))
}

/** 25/12/2024, 03.03.2024: told where one figure is no month, where both are equal, or where the region tells. */
function figuresDate(words: string, language: string | null): Found | null {
  const match = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)/.exec(words)
  if (!match) return null
  const [first, second, year] = [Number(match[1]), Number(match[3]), Number(match[4])]
  if (first === second || first > 12) return found(match, year, second, first)
  if (second > 12) return found(match, year, first, second)
  const region = /^[a-z]{2,3}(?:[-_][a-z]{4})?[-_]([a-z]{2})\b/i.exec(language ?? '')?.[1]?.toLowerCase()
  if (region === undefined) return null
  return MONTH_FIRST.has(region) ? found(match, year, first, second) : found(match, year, second, first)
}

interface Clock {
  readonly minutes: number
  readonly seconds: number
  /** As written; null where none is. */
  readonly zone: string | null
}

const ZONE = String.raw`(?: ?\(?(Z|[+-]\d\d:?(?:\d\d)?|(?:GMT|UTC) ?[+-]\d{1,2}(?::?\d\d)?|[A-Za-z]{2,4})\b\)?)?`
const TIME = String.raw`(\d{1,2})(?:(?:[:.](\d\d))(?:[:.](\d\d)(?:[.,]\d{1,9})?)?)?(?: ?([ap])\.? ?m\b\.?)?`
const AFTER = new RegExp(`^(?:T|,?(?: ?[-–—|·•@,])?(?: at)? ?)${TIME}${ZONE}`, 'i')
const COMPACT_AFTER = /^T(\d\d)(\d\d)(\d\d)?(?:[.,]\d{1,9})?(Z|[+-]\d\d:?(?:\d\d)?)?/i
const BEFORE = new RegExp(
  String.raw`(?:^|[ ,|])${TIME}${ZONE}(?:,? on| ?[-–—|·•,])?(?: (?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?)? ?$`,
  'i',
)

function clockAfter(words: string): Clock | null {
  const compact = COMPACT_AFTER.exec(words)
  if (compact) return clock([compact[1], compact[2], compact[3], undefined], compact[4])
  const match = AFTER.exec(words)
  return match && clock([match[1], match[2], match[3], match[4]], match[5])
}

function clockBefore(words: string): Clock | null {
  const match = BEFORE.exec(words)
  return match && clock([match[1], match[2], match[3], match[4]], match[5])
}

/** Null where the figures are no time of day; a bare figure ("at 4") is none without a.m. or p.m. */
function clock(parts: readonly (string | undefined)[], zone: string | undefined): Clock | null {
  const [hours, minutes, seconds, half] = parts
  if (minutes === undefined && half === undefined) return null
  let hour = Number(hours)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  const [minute, second] = [Number(minutes ?? 0), Math.min(Number(seconds ?? 0), 59)] // a leap second is the one before
  if (hour > 23 || minute > 59) return null
  return { minutes: hour * 60 + minute, seconds: second, zone: zone ?? null }
}

/** Minutes east of Greenwich; null for a zone that is not known or means several. */
function offsetOf(zone: string, day: Day, minutes: number): number | null {
  const name = zone.toLowerCase()
  const figures = /^(?:gmt|utc)? ?([+-])(\d{1,2}):?(\d\d)?$/.exec(name)
  if (figures) {
    const offset = Number(figures[2]) * 60 + Number(figures[3] ?? 0)
    return offset > 15 * 60 ? null : figures[1] === '-' ? -offset : offset
  }
  const winter = AMERICAN[name]
  if (winter !== undefined) return day.year < 2007 ? null : winter + (isAmericanSummer(day, minutes) ? 60 : 0)
  return ZONES[name] ?? null
}

/** From 2 o'clock on the second Sunday in March to 2 o'clock on the first Sunday in November (since 2007). */
function isAmericanSummer({ year, month, date }: Day, minutes: number): boolean {
  const sunday = (monthFrom0: number, nth: number): number => {
    const first = Date.UTC(year, monthFrom0, 1)
    return first + (((7 - new Date(first).getUTCDay()) % 7) + 7 * (nth - 1)) * DAY
  }
  const local = Date.UTC(year, month - 1, date) + minutes * 60_000
  return local >= sunday(2, 2) + 120 * 60_000 && local < sunday(10, 1) + 120 * 60_000
}
