import { Cell, Facet, Head, KINDS, Sheets, type Sieve, sweep, TYPES } from './columns.ts'
import type { Context } from './context.ts'
import type { Filter } from './promises.ts'
import type { Month, Series } from './promises-overview.ts'
import { dayText, seqDay } from './seq.ts'
import { fewPeople, sieveOf } from './who.ts'

type Figures = { -readonly [K in keyof Omit<Month, 'month' | 'articles'>]: number } & { articles: Set<number> }

/** One statement as a series counts it. */
interface Counted {
  readonly day: number
  readonly article: number
  readonly kind: string
  readonly type: string
  readonly wire: number
}

/** Adds statements up by month. */
class Months {
  private readonly months = new Map<string, Figures>()
  private undated = 0
  private readonly kinds = { direct: 0, indirect: 0, mixed: 0 }
  /** Days come in runs: the month of the last is kept. */
  private last: { day: number; figures: Figures | null } = { day: -1, figures: null }

  add({ day, article, kind, type, wire }: Counted): void {
    if (this.last.day !== day) this.last = { day, figures: this.of(day) }
    const { figures } = this.last
    this.kinds[kind as keyof typeof this.kinds]++
    if (figures === null) {
      this.undated++
      return
    }
    figures.statements++
    figures.articles.add(article)
    figures[kind as 'direct' | 'indirect' | 'mixed']++
    if (type === 'anonymous') figures.anonymous++
    figures.wire += wire
  }

  private of(day: number): Figures | null {
    const month = dayText(day)?.slice(0, 7)
    if (month === undefined) return null
    let figures = this.months.get(month)
    if (figures === undefined) {
      figures = { statements: 0, direct: 0, indirect: 0, mixed: 0, anonymous: 0, wire: 0, articles: new Set() }
      this.months.set(month, figures)
    }
    return figures
  }

  result(): Series {
    const months = [...this.months]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, { articles, ...figures }]) => ({ month, ...figures, articles: articles.size }))
    return { months, undated: this.undated, kinds: this.kinds }
  }
}

/** Statements per month: of somebody who is quoted rarely by their rows, else by one sweep over the columns. */
export async function series(context: Context, filter: Filter): Promise<Series> {
  const { db } = context.base
  const sieve = await sieveOf(context, filter)
  const months = new Months()
  if (sieve === null) return months.result()
  if (sieve.people !== null && (await fewPeople(db, sieve.people))) {
    for (const row of await rowsOf(context, sieve)) months.add({ ...row, day: seqDay(row.seq) })
    return months.result()
  }
  let latest = -1 // somebody who was merged may speak twice in one statement
  await sweep(new Sheets(db), sieve, sieve.people !== null, (numbers, at, statement) => {
    if (statement === latest) return
    latest = statement
    const facets = numbers[at + Cell.Facets]!
    months.add({
      day: numbers[Head.Day]!,
      article: numbers[Head.Article]!,
      kind: KINDS[(facets >> Facet.Kind) & 15]!,
      type: TYPES[(facets >> Facet.Type) & 15]!,
      wire: numbers[Head.Place]! & 1,
    })
  })
  return months.result()
}

/** The live statements of some people, alone and with others, each once. */
async function rowsOf({ base: { db } }: Context, sieve: Sieve) {
  const columns = [
    ...(['statement.seq', 'statement.article', 'statement.outlet'] as const),
    ...(['statement.kind', 'statement.stance', 'statement.type', 'statement.wire'] as const),
  ] as const
  const people = sieve.people!
  const alone = await db
    .selectFrom('statement')
    .select(columns)
    .where('person', 'in', people)
    .where('live', '=', 1)
    .execute()
  const joint = await db
    .selectFrom('voice')
    .innerJoin('statement', 'statement.seq', 'voice.seq')
    .select(columns)
    .distinct()
    .where('voice.person', 'in', people)
    .where('statement.live', '=', 1)
    .execute()
  return [...alone, ...joint]
    .filter(
      r =>
        seqDay(r.seq) >= sieve.from &&
        seqDay(r.seq) <= sieve.to &&
        (sieve.outlets === null || sieve.outlets.includes(r.outlet)) &&
        (sieve.articles === null || sieve.articles.has(r.article)) &&
        (sieve.kind === null || r.kind === sieve.kind) &&
        (sieve.stance === null || r.stance === sieve.stance) &&
        (sieve.type === null || r.type === sieve.type),
    )
    .toSorted((a, b) => a.seq - b.seq)
}
