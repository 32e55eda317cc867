import type { Family, Standing } from '../vocabulary/index.ts'
import { RUN, Sameness, sharedOf, weigh } from './align.ts'
import { differencesOf } from './difference.ts'
import { idOf } from './ids.ts'
import { originsOf } from './origins.ts'
import {
  areOne,
  areOneByTheLetter,
  earlier,
  firstOf,
  fullerOrEarlier,
  type Place,
  type PlacedWording,
} from './places.ts'

/** Two wordings, by their keys, and how surely they are one utterance by their words alone. */
export interface Link {
  readonly a: string
  readonly b: string
  readonly sameness: Sameness
}

/** The quotations of one wording that are one utterance: all of them, but for words that many may say. */
interface Unit extends PlacedWording {
  readonly wording: PlacedWording
}

/**
 * The sure families of wordings that hang together. Covers the linked pairs with stars, the fullest wording first: one
 * wording and all that are one utterance with it by their own words. Nothing joins by way of a third, so a phrase that
 * two speeches share never melts them into one. A wording becomes the core of a further family only for those that are
 * one utterance with it and share no family with it yet: a long quotation of which one report has the beginning and
 * another the end may stand in two.
 */
export function familiesAmong(wordings: readonly PlacedWording[], links: readonly Link[]): Family[] {
  const linked = linkedUnits(wordings, links)
  const inOrder = [...linked.keys()].sort(fullerOrEarlier)
  const rank = new Map(inOrder.map((unit, i) => [unit, i]))
  const homes = new Map<Unit, Set<number>>()
  const families: Family[] = []
  const ids = new Set<string>()
  inOrder.forEach((core, star) => {
    if (core.length < RUN) return
    const homesOfCore = homes.get(core)
    const members = linked
      .get(core)!
      .filter(
        ({ unit }) => rank.get(unit)! > star && (homesOfCore === undefined || !sharesOne(homesOfCore, homes.get(unit))),
      )
    if (members.length === 0 && homesOfCore !== undefined) return
    const joined = members.map(({ unit, sameness }) => ({ unit, places: joinedBy(core, unit, sameness) }))
    const places = [...core.places, ...joined.flatMap(({ places }) => places)]
    if (places.length < 2) return
    const first = firstOf({ places })
    let name = `${first.report.id} ${first.passage.from[0]}`
    // Two families that begin with one quotation: the one with the fuller core keeps the plain name.
    if (ids.has(name)) name = `${name} ${core.key}`
    ids.add(name)
    families.push(familyOf('sure', idOf('f', name), firstOf(core), places))
    const wholly = joined.filter(({ unit, places }) => places.length === unit.places.length)
    for (const unit of [core, ...wholly.map(({ unit }) => unit)]) {
      const known = homes.get(unit)
      if (known === undefined) homes.set(unit, new Set([star]))
      else known.add(star)
    }
  })
  return families
}

/**
 * Does a link join any quotations? Most of those that are less than `Strong` don't: they need a name in common. Only
 * links that do make wordings hang together.
 */
export const mayJoin = ({ sameness }: Pick<Link, 'sameness'>, a: PlacedWording, b: PlacedWording): boolean =>
  joinedBy(a, b, sameness).length > 0

/** Each wording's units, and the units of the wordings that it is linked with. */
function linkedUnits(
  wordings: readonly PlacedWording[],
  links: readonly Link[],
): Map<Unit, { readonly unit: Unit; readonly sameness: Sameness }[]> {
  const units = new Map(wordings.map(wording => [wording.key, unitsOf(wording)]))
  const linked = new Map([...units.values()].flat().map(unit => [unit, [] as { unit: Unit; sameness: Sameness }[]]))
  for (const { a, b, sameness } of links) {
    for (const one of units.get(a) ?? []) {
      for (const other of units.get(b) ?? []) {
        linked.get(one)!.push({ unit: other, sameness })
        linked.get(other)!.push({ unit: one, sameness })
      }
    }
  }
  return linked
}

function unitsOf(wording: PlacedWording): Unit[] {
  const shared = sharedOf(wording.words, wording.words)
  const sameness = weigh(shared)
  if (sameness === Sameness.Strong && !wording.places.some(({ passage }) => passage.titled))
    return [{ ...wording, wording }]
  const groups: Place[][] = []
  for (const place of wording.places.toSorted(earlier)) {
    const near = groups.filter(group => group.some(other => areOneByTheLetter(sameness, shared.tells, other, place)))
    const whole = [...near.flat(), place]
    groups.splice(0, groups.length, ...groups.filter(group => !near.includes(group)), whole)
  }
  return groups.map(places => ({ ...wording, places, wording }))
}

/** The places of a wording that are one utterance with some place of the core. */
const joinedBy = (core: PlacedWording, other: PlacedWording, sameness: Sameness): readonly Place[] =>
  other.places.filter(place => core.places.some(own => areOne(sameness, own, place)))

/** The family of some quotations, told from the fullest. */
export function familyOf(standing: Standing, id: string, fullest: Place, members: readonly Place[]): Family {
  const places = members.toSorted(earlier)
  const origins = originsOf(places.map(({ report }) => report))
  return {
    id,
    standing,
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

function sharesOne(a: ReadonlySet<number>, b: ReadonlySet<number> | undefined): boolean {
  if (b === undefined) return false
  for (const x of a) if (b.has(x)) return true
  return false
}
