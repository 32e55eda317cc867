import { hashString, lowerForm } from '../tokens/index.ts'
import type { Family } from '../vocabulary/index.ts'
import { RUN, Sameness } from './align.ts'
import { differencesOf } from './difference.ts'
import { foldWord } from './folding.ts'
import { originsOf } from './origins.ts'
import { type Passage, passagesOf } from './passages.ts'
import type { Report } from './report.ts'
import { inCoreOrder, type Wording, Wordings } from './wordings.ts'

/** What is kept of a report; its text is not. */
type Source = Omit<Report, 'text' | 'blocks' | 'statements'>

interface Place {
  readonly report: Source
  readonly passage: Passage
}

interface Component {
  readonly keys: readonly string[]
  readonly families: readonly Family[]
}

/**
 * Quote families of a growing set of reports. The families are those of the reports present, whatever the order in which
 * they came and went. `add` costs as much as the report is long; `families` works on what changed alone.
 *
 * A family is a star: one wording, the fullest, and all that are one utterance with it by their own words. Nothing
 * joins by way of a third, so a phrase that two speeches share never melts them into one. A long quotation of which one
 * report has the beginning and another the end may stand in two families.
 */
export class QuoteFamilies {
  private readonly wordings = new Wordings()
  private readonly reports = new Map<
    string,
    { readonly keys: readonly string[]; readonly sketch: ReadonlySet<number> }
  >()
  private readonly places = new Map<string, { readonly wording: Wording; readonly places: Place[] }>()
  private readonly stale = new Set<string>()
  private readonly componentOf = new Map<string, Component>()
  private readonly components = new Set<Component>()

  /** Takes a report in; one of the same id is replaced. */
  add(report: Report): void {
    this.remove(report.id)
    const { passages, sketch } = passagesOf(report)
    const { id, title, outlet, publishedAt, agency } = report
    const source: Source = { id, title, outlet, publishedAt, agency }
    const keys: string[] = []
    for (const passage of passages) {
      const key = passage.words.join(' ')
      keys.push(key)
      this.stale.add(key)
      const known = this.places.get(key)
      if (known !== undefined) known.places.push({ report: source, passage })
      else {
        const wording = { key, words: passage.words }
        this.places.set(key, { wording, places: [{ report: source, passage }] })
        this.wordings.add(wording)
      }
    }
    this.reports.set(id, { keys, sketch })
  }

  /** Forgets a report; nothing happens when there is none of that id. */
  remove(id: string): void {
    const known = this.reports.get(id)
    if (known === undefined) return
    this.reports.delete(id)
    for (const key of new Set(known.keys)) {
      this.stale.add(key)
      const { places } = this.places.get(key)!
      const left = places.filter(({ report }) => report.id !== id)
      places.splice(0, places.length, ...left)
      if (left.length > 0) continue
      this.places.delete(key)
      this.wordings.remove(key)
    }
  }

  /** All families, in order of their ids. */
  families(): Family[] {
    const stale = [...this.stale, ...this.wordings.changed()]
    this.stale.clear()
    // What hung together with a changed wording is looked at afresh, all of it.
    const afresh = new Set<string>()
    while (stale.length > 0) {
      const key = stale.pop()!
      if (afresh.has(key)) continue
      afresh.add(key)
      const component = this.componentOf.get(key)
      if (component !== undefined) {
        this.components.delete(component)
        for (const other of component.keys) {
          this.componentOf.delete(other)
          stale.push(other)
        }
      }
      for (const { wording } of this.wordings.neighbours(key)) stale.push(wording.key)
    }
    const seen = new Set<string>()
    for (const start of afresh) {
      if (seen.has(start) || !this.places.has(start)) continue
      const keys: string[] = []
      const open = [start]
      seen.add(start)
      while (open.length > 0) {
        const key = open.pop()!
        keys.push(key)
        for (const { wording } of this.wordings.neighbours(key)) {
          if (seen.has(wording.key)) continue
          seen.add(wording.key)
          open.push(wording.key)
        }
      }
      const families = this.starsOf(keys)
      if (families.length === 0 && keys.length === 1) continue
      const component = { keys, families }
      this.components.add(component)
      for (const key of keys) this.componentOf.set(key, component)
    }
    return [...this.components].flatMap(({ families }) => families).sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /**
   * Covers the pairs of a component with stars, the fullest first. A wording becomes the core of a further family only
   * for those that are one utterance with it and share no family with it yet.
   */
  private starsOf(keys: readonly string[]): Family[] {
    const inOrder = keys.map(key => this.places.get(key)!.wording).sort(inCoreOrder)
    const homes = new Map<string, Set<number>>()
    const families: Family[] = []
    const ids = new Set<string>()
    inOrder.forEach((core, star) => {
      if (core.words.length < RUN) return
      const homesOfCore = homes.get(core.key)
      const members = this.wordings
        .neighbours(core.key)
        .filter(
          ({ wording: other }) =>
            inCoreOrder(core, other) < 0 &&
            (homesOfCore === undefined || !sharesOne(homesOfCore, homes.get(other.key))),
        )
      if (members.length === 0 && homesOfCore !== undefined) return
      const joined = this.joinedBy(core, members)
      const family = this.familyOf(core, joined, ids)
      if (family === null) return
      families.push(family)
      const wholly = joined.filter(
        ({ wording, places }) => places.length === this.places.get(wording.key)!.places.length,
      )
      for (const { key } of [core, ...wholly.map(({ wording }) => wording)]) {
        const known = homes.get(key)
        if (known === undefined) homes.set(key, new Set([star]))
        else known.add(star)
      }
    })
    return families
  }

  /** The places of each wording that are the core's utterance, as far as words and credited names tell. */
  private joinedBy(
    core: Wording,
    members: readonly { readonly wording: Wording; readonly sameness: Sameness }[],
  ): { readonly wording: Wording; readonly places: readonly Place[] }[] {
    const own = this.places.get(core.key)!.places
    const names = new Set(own.map(surnameOf))
    const reports = new Set(own.map(({ report }) => report.id))
    return members.map(({ wording, sameness }) => {
      const { places } = this.places.get(wording.key)!
      if (sameness === Sameness.Strong) return { wording, places }
      // A phrase that many may say is known again by who says it, or where it returns in one report.
      const kept = places.filter(place => {
        const name = surnameOf(place)
        if (sameness === Sameness.Fair && (name === null || names.has(null))) return true
        return name === null ? reports.has(place.report.id) : names.has(name)
      })
      return { wording, places: kept }
    })
  }

  private familyOf(
    core: Wording,
    joined: readonly { readonly places: readonly Place[] }[],
    ids: Set<string>,
  ): Family | null {
    const own = this.places.get(core.key)!.places
    const places = [...own, ...joined.flatMap(({ places }) => places)].sort(inAppearance)
    if (places.length < 2) return null
    const fullest = own.toSorted(inAppearance)[0]!
    const origins = originsOf(places.map(({ report }) => ({ report, sketch: this.reports.get(report.id)!.sketch })))
    const first = places[0]!
    let name = `${first.report.id} ${first.passage.from[0]}`
    // Two families that begin with one quotation: the one with the fuller core keeps the plain name.
    if (ids.has(name)) name = `${name} ${core.key}`
    ids.add(name)
    return {
      id: idOf(name),
      standing: 'sure',
      fullest: places.indexOf(fullest),
      variants: places.map(({ report, passage }) => ({
        report: report.id,
        outlet: report.outlet,
        publishedAt: report.publishedAt,
        title: report.title,
        statement: passage.statement?.id ?? null,
        spans: passage.spans,
        speaker: passage.statement?.speaker ?? null,
        person: passage.statement?.person ?? null,
        headline: passage.block === 'headline',
        differences: differencesOf(fullest.passage, passage),
        ...origins.get(report.id)!,
      })),
      origins: new Set(places.map(({ report }) => origins.get(report.id)!.origin)).size,
    }
  }
}

/** The quote families of some reports. */
export function familiesOf(reports: Iterable<Report>): Family[] {
  const families = new QuoteFamilies()
  for (const report of reports) families.add(report)
  return families.families()
}

function sharesOne(a: ReadonlySet<number>, b: ReadonlySet<number> | undefined): boolean {
  if (b === undefined) return false
  for (const x of a) if (b.has(x)) return true
  return false
}

const inAppearance = (a: Place, b: Place): number =>
  compare(a.report.publishedAt ?? '￿', b.report.publishedAt ?? '￿') ||
  compare(a.report.id, b.report.id) ||
  a.passage.from[0]! - b.passage.from[0]! ||
  a.passage.words.length - b.passage.words.length

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The last word of the credited name, folded; null where nobody is credited, or a pronoun alone. */
function surnameOf({ passage }: Place): string | null {
  const name = foldWord(lowerForm(passage.statement?.speaker?.split(/\s+/).at(-1) ?? ''))
  return name === '' || /^(?:he|she|they|it|who|i|we)$/.test(name) ? null : name
}

/** Three independent hashes, five characters of each. */
function idOf(name: string): string {
  let id = ''
  for (let k = 0; k < 3; k++) id += (hashString(`${k} ${name}`) >>> 0).toString(36).padStart(7, '0').slice(-5)
  return `f${id}`
}
