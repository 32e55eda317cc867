/** Reading numbers and days out of words. */

const words = (list: string): string[] => list.trim().split(/\s+/)

const SMALL =
  words(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
  seventeen eighteen nineteen twenty`)
const TENS = words('twenty thirty forty fifty sixty seventy eighty ninety')
const SCALES: ReadonlyMap<string, number> = new Map([
  ...([
    ['hundred', 100],
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['trillion', 1e12],
    ['dozen', 12],
  ] as const),
  ...([
    ['k', 1e3],
    ['m', 1e6],
    ['bn', 1e9],
    ['tn', 1e12],
  ] as const),
])
const MONTHS = words('january february march april may june july august september october november december')
const MONTH_BEGINS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

export const isMonth = (word: string): boolean => MONTHS.includes(word)
export const isSign = (word: string): boolean => /^[£$€]$/.test(word)

export interface ReadNumber {
  readonly value: number
  /** How many words it takes. */
  readonly size: number
  /** A sign or a short scale ("9m") is written into it. */
  readonly money: boolean
}

/** The number that begins at place `k` of lower-cased words; null where none does. */
export function numberAt(all: readonly string[], k: number): ReadNumber | null {
  const word = all[k] ?? ''
  let value = smallNumber(word)
  let money = false
  const figure = /^([£$€]?)(\d[\d,]*(?:\.\d+)?)(m|bn|k|tn)?$/.exec(word)
  if (figure !== null) {
    value = Number(figure[2]!.replaceAll(',', '')) * (SCALES.get(figure[3] ?? '') ?? 1)
    money = figure[1] !== '' || /^(?:m|bn|tn)$/.test(figure[3] ?? '')
  } else if (/^an?$/.test(word) && /^(?:hundred|thousand|million|billion|dozen)$/.test(all[k + 1] ?? '')) value = 1
  if (value === null) return null
  let size = 1
  for (;;) {
    const scale = SCALES.get(all[k + size] ?? '')
    if (scale === undefined || scale === 1) break
    value *= scale
    size++
  }
  return { value, size, money }
}

function smallNumber(word: string): number | null {
  const small = SMALL.indexOf(word)
  if (small >= 0) return small
  const [ten, one] = word.split('-')
  const tens = TENS.indexOf(ten ?? '')
  if (tens < 0) return null
  if (one === undefined) return 10 * (tens + 2)
  const unit = SMALL.indexOf(one)
  return unit > 0 && unit < 10 ? 10 * (tens + 2) + unit : null
}

/** The day that begins at place `k` ("October 4", "the fourth" is not read), counted from 1 January; null where none does. */
export function dayAt(all: readonly string[], k: number): { readonly value: number; readonly size: number } | null {
  const month = MONTHS.indexOf(all[k] ?? '')
  const behind = dayOfMonth(all[k + 1])
  if (month >= 0 && behind > 0) return { value: MONTH_BEGINS[month]! + behind, size: 2 }
  const day = dayOfMonth(all[k])
  if (day === 0) return null
  const of = all[k + 1] === 'of' ? 2 : 1
  const next = MONTHS.indexOf(all[k + of] ?? '')
  return next >= 0 ? { value: MONTH_BEGINS[next]! + day, size: of + 1 } : null
}

const ORDINALS = words(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
  fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`)

function dayOfMonth(word: string | undefined): number {
  const figure = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word ?? '')
  const day = figure === null ? ORDINALS.indexOf(word ?? '') + 1 : Number(figure[1])
  return day > 0 && day < 32 ? day : 0
}

const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ['$', 'dollar'],
  ['£', 'pound'],
  ['€', 'euro'],
  ...words(
    'dollar dollars pound pounds euro euros crown crowns franc francs yen rouble roubles peso pesos rupee rupees',
  ).map(word => [word, word.replace(/s$/, '')] as const),
])
export const currencyOf = (word: string): string | undefined => CURRENCIES.get(word)

const MEASURES = new Set(
  words(`centimetre centimetres centimeter centimeters cm metre metres meter meters km kilometre kilometres kilometer
  kilometers mile miles foot feet inch inches tonne tonnes ton tons kg kilogram kilograms litre litres gallon gallons acre
  acres hectare hectares degree degrees knots mph`),
)
export const measures = (word: string): boolean => MEASURES.has(word)

const TIMES =
  /^(?:year|month|week|day|hour|minute|second|decade|centur(?:y|ie)|night|time)s?$|-(?:year|month|week|day|hour|minute)/
/** How long something took, or how old somebody is. */
export const lasts = (word: string): boolean => TIMES.test(word)
