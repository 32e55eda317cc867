import { lowerForm } from '../tokens/index.ts'
import type { Family } from '../vocabulary/index.ts'
import { RUN, Sameness } from './align.ts'
import { inAppearance } from './appearance.ts'
import { differencesOf } from './difference.ts'
import { foldWord } from './folding.ts'
import { idOf } from './ids.ts'
import { originsOf } from './origins.ts'
import type { Passage, Sketch } from './passages.ts'
import type { Report } from './report.ts'
import type { Wording } from './wordings.ts'

/** What is kept of a report; its text is not. */
export interface Source extends Omit<Report, 'text' | 'blocks' | 'statements'> {
  readonly sketch: Sketch
}

/** One quotation of one report. */
export interface Place {
  readonly report: Source
  readonly passage: Passage
}

/** A wording and all quotations that have it. */
export interface PlacedWording extends Wording {
  readonly places: readonly Place[]
}

/** Two wordings, by their keys, and how surely they are one utterance by their words alone. */
export interface Link {
  readonly a: string
  readonly b: string
  readonly sameness: Sameness
}

/**
 * The families of wordings that hang together. Covers the linked pairs with stars, the fullest wording first: one wording
 * and all that are one utterance with it by their own words. Nothing joins by way of a third, so a phrase that two
 * speeches share never melts them into one. A wording becomes the core of a further family only for those that are one
 * utterance with it and share no family with it yet: a long quotation of which one report has the beginning and another
 * the end may stand in two.
 */
export function familiesAmong(wordings: readonly PlacedWording[], links: readonly Link[]): Family[] {
  const byKey = new Map(wordings.map(wording => [wording.key, wording]))
  const linked = new Map<string, { readonly wording: PlacedWording; readonly sameness: Sameness }[]>()
  for (const { a, b, sameness } of links) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const wording = byKey.get(other)
      if (wording === undefined) continue
      const known = linked.get(one)
      if (known === undefined) linked.set(one, [{ wording, sameness }])
      else known.push({ wording, sameness })
    }
  }
  const homes = new Map<string, Set<number>>()
  const families: Family[] = []
  const ids = new Set<string>()
  const inOrder = wordings.toSorted(fullerOrEarlier)
  const rank = new Map(inOrder.map(({ key }, i) => [key, i]))
  inOrder.forEach((core, star) => {
    if (core.length < RUN) return
    const homesOfCore = homes.get(core.key)
    const members = (linked.get(core.key) ?? []).filter(
      ({ wording: other }) =>
        rank.get(other.key)! > star && (homesOfCore === undefined || !sharesOne(homesOfCore, homes.get(other.key))),
    )
    if (members.length === 0 && homesOfCore !== undefined) return
    const joined = joinedBy(core, members)
    const family = familyOf(core, joined, ids)
    if (family === null) return
    families.push(family)
    const wholly = joined.filter(({ wording, places }) => places.length === wording.places.length)
    for (const { key } of [core, ...wholly.map(({ wording }) => wording)]) {
      const known = homes.get(key)
      if (known === undefined) homes.set(key, new Set([star]))
      else known.add(star)
    }
  })
  return families
}

/**
 * Does a link join any quotations? Most of those that are less than `Strong` don't: they need a name in common. Only
 * links that do make wordings hang together.
 */
export function mayJoin({ sameness }: Pick<Link, 'sameness'>, a: PlacedWording, b: PlacedWording): boolean {
  const [core, wording] = fullerOrEarlier(a, b) < 0 ? [a, b] : [b, a]
  return joinedBy(core, [{ wording, sameness }]).some(({ places }) => places.length > 0)
}

/** The places of each wording that are the core's utterance, as far as words and credited names tell. */
function joinedBy(
  core: PlacedWording,
  members: readonly { readonly wording: PlacedWording; readonly sameness: Sameness }[],
): { readonly wording: PlacedWording; readonly places: readonly Place[] }[] {
  const names = new Set(core.places.map(surnameOf))
  const reports = new Set(core.places.map(({ report }) => report.id))
  return members.map(({ wording, sameness }) => {
    const { places } = wording
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

function familyOf(
  core: PlacedWording,
  joined: readonly { readonly places: readonly Place[] }[],
  ids: Set<string>,
): Family | null {
  const places = [...core.places, ...joined.flatMap(({ places }) => places)].sort(earlier)
  if (places.length < 2) return null
  const fullest = firstOf(core)
  const origins = originsOf(places.map(({ report }) => report))
  const first = places[0]!
  let name = `${first.report.id} ${first.passage.from[0]}`
  // Two families that begin with one quotation: the one with the fuller core keeps the plain name.
  if (ids.has(name)) name = `${name} ${core.key}`
  ids.add(name)
  return {
    id: idOf('f', name),
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

function sharesOne(a: ReadonlySet<number>, b: ReadonlySet<number> | undefined): boolean {
  if (b === undefined) return false
  for (const x of a) if (b.has(x)) return true
  return false
}

const earlier = (a: Place, b: Place): number =>
  inAppearance(a.report, b.report) ||
  a.passage.from[0]! - b.passage.from[0]! ||
  a.passage.words.length - b.passage.words.length

/** The fullest wording first; of two as full the one that appeared first. */
const fullerOrEarlier = (a: PlacedWording, b: PlacedWording): number =>
  b.length - a.length || earlier(firstOf(a), firstOf(b))

const firstOf = ({ places }: PlacedWording): Place =>
  places.reduce((first, place) => (earlier(place, first) < 0 ? place : first))

/** The last word of the credited name, folded; null where nobody is credited, or a pronoun alone. */
function surnameOf({ passage }: Place): string | null {
  const name = foldWord(lowerForm(passage.statement?.speaker?.split(/\s+/).at(-1) ?? ''))
  return name === '' || /^(?:he|she|they|it|who|i|we)$/.test(name) ? null : name
}
