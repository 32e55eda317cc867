import type { Family } from '../vocabulary/index.ts'
import { passagesOf } from './passages.ts'
import { phrasesOf, possibleAmong } from './phrases.ts'
import type { Place, PlacedWording } from './places.ts'
import type { Report } from './report.ts'
import { familiesAmong, type Link, mayJoin } from './stars.ts'
import { WordingIndex } from './wording-index.ts'
import { wordingOf } from './wordings.ts'

interface Component {
  readonly keys: readonly string[]
  readonly families: readonly Family[]
}

/**
 * Quote families of a growing set of reports, kept in memory. The families are those of the reports present, whatever
 * the order in which they came and went. `add` costs as much as the report is long; `families` works on what changed
 * alone.
 */
export class QuoteFamilies {
  private readonly index = new WordingIndex()
  /** Report -> keys of its wordings. */
  private readonly reports = new Map<string, readonly string[]>()
  private readonly wordings = new Map<string, PlacedWording & { readonly places: Place[] }>()
  private readonly stale = new Set<string>()
  private readonly componentOf = new Map<string, Component>()
  private readonly components = new Set<Component>()
  /** Possible families by id, and the ids by wording. */
  private readonly possible = new Map<string, Family>()
  private readonly possibleOf = new Map<string, Set<string>>()

  /** Takes a report in; one of the same id is replaced. */
  add(report: Report): void {
    this.remove(report.id)
    const { passages, sketch } = passagesOf(report)
    const { id, title, outlet, publishedAt, agency } = report
    const source = { id, title, outlet, publishedAt, agency, sketch }
    const keys: string[] = []
    for (const passage of passages) {
      const wording = wordingOf(passage.words)
      keys.push(wording.key)
      this.stale.add(wording.key)
      const known = this.wordings.get(wording.key)
      if (known !== undefined) known.places.push({ report: source, passage })
      else {
        this.wordings.set(wording.key, { ...wording, places: [{ report: source, passage }] })
        this.index.add(wording)
      }
    }
    this.reports.set(id, keys)
  }

  /** Forgets a report; nothing happens when there is none of that id. */
  remove(id: string): void {
    const keys = this.reports.get(id)
    if (keys === undefined) return
    this.reports.delete(id)
    for (const key of new Set(keys)) {
      this.stale.add(key)
      const { places } = this.wordings.get(key)!
      const left = places.filter(({ report }) => report.id !== id)
      places.splice(0, places.length, ...left)
      if (left.length > 0) continue
      this.wordings.delete(key)
      this.index.remove(key)
    }
  }

  /** All families, in order of their ids. */
  families(): Family[] {
    const settled = this.index.settle()
    const afresh = this.settleComponents([...this.stale, ...settled.links])
    this.stale.clear()
    this.settlePhrases([...afresh, ...settled.phrases])
    const possible = [...this.possible.values()]
    return [...[...this.components].flatMap(({ families }) => families), ...possible].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    )
  }

  /** Makes the sure families anew of all that hangs together with the given wordings; gives all of these. */
  private settleComponents(stale: string[]): Set<string> {
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
      for (const { b } of this.linksOf(key)) stale.push(b)
    }
    const seen = new Set<string>()
    for (const start of afresh) {
      if (seen.has(start) || !this.wordings.has(start)) continue
      const { wordings, links } = this.wholeOf(start, seen)
      const families = familiesAmong(wordings, links)
      if (families.length === 0 && wordings.length === 1) continue
      const component = { keys: wordings.map(({ key }) => key), families }
      this.components.add(component)
      for (const key of component.keys) this.componentOf.set(key, component)
    }
    return afresh
  }

  /** Makes the possible families of some wordings anew. */
  private settlePhrases(stale: readonly string[]): void {
    for (const key of stale) {
      for (const id of this.possibleOf.get(key) ?? []) this.possible.delete(id)
      this.possibleOf.delete(key)
    }
    for (const key of stale) {
      const wording = this.wordings.get(key)
      if (wording === undefined) continue
      const sure = this.componentOf.get(key)?.families ?? []
      for (const phrase of phrasesOf(wording, this.index.postingsOf(wording))) {
        const family = possibleAmong(
          phrase,
          phrase.keys.map(one => this.wordings.get(one)!),
          sure,
        )
        if (family === null) continue
        this.possible.set(family.id, family)
        for (const one of phrase.keys) {
          const known = this.possibleOf.get(one)
          if (known === undefined) this.possibleOf.set(one, new Set([family.id]))
          else known.add(family.id)
        }
      }
    }
  }

  /** All that hangs together with one wording. */
  private wholeOf(start: string, seen: Set<string>): { readonly wordings: PlacedWording[]; readonly links: Link[] } {
    const wordings: PlacedWording[] = []
    const links: Link[] = []
    const open = [start]
    seen.add(start)
    while (open.length > 0) {
      const a = open.pop()!
      wordings.push(this.wordings.get(a)!)
      for (const link of this.linksOf(a)) {
        if (a < link.b) links.push(link)
        if (seen.has(link.b)) continue
        seen.add(link.b)
        open.push(link.b)
      }
    }
    return { wordings, links }
  }

  private linksOf(key: string): Link[] {
    const one = this.wordings.get(key)
    if (one === undefined) return []
    return this.index
      .linksOf(key)
      .map(({ wording, sameness }) => ({ a: key, b: wording.key, sameness }))
      .filter(link => mayJoin(link, one, this.wordings.get(link.b)!))
  }
}

/** The quote families of some reports. */
export function familiesOf(reports: Iterable<Report>): Family[] {
  const families = new QuoteFamilies()
  for (const report of reports) families.add(report)
  return families.families()
}
