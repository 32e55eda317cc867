/** Statements of one calendar month. */
export interface MonthCount {
  /** `YYYY-MM`. */
  readonly month: string
  readonly statements: number
}

const FORM = /^(\d{4})-(\d{2})$/

/** The months a plot shows at most; of more only those that have statements are kept. */
const MOST = 600

/** Every month from the first to the last, those without a statement as 0: a gap in time is to be seen as one. */
export function everyMonth(counts: readonly MonthCount[]): readonly MonthCount[] {
  const known = counts.filter(({ month }) => FORM.test(month)).sort((a, b) => (a.month < b.month ? -1 : 1))
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return []
  const of = new Map(known.map(({ month, statements }) => [month, statements]))
  const [from, to] = [indexOf(first.month), indexOf(last.month)]
  if (to - from >= MOST) return known
  return Array.from({ length: to - from + 1 }, (_, i) => {
    const month = monthAt(from + i)
    return { month, statements: of.get(month) ?? 0 }
  })
}

const indexOf = (month: string): number => {
  const [, year, of] = FORM.exec(month)!
  return Number(year) * 12 + Number(of) - 1
}

const monthAt = (index: number): string =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`

/** A part of a whole in words of a table: “12 %”; less than one in two hundred is not nothing. */
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0 %'
  const percent = (100 * part) / whole
  return percent < 0.5 ? 'under 1 %' : `${Math.round(percent)} %`
}
