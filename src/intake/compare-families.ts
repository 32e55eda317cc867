import {
  familiesAmong,
  type Link,
  MOST_OF_PHRASE,
  mayJoin,
  type Place,
  type PlacedWording,
  phrasesOf,
  possibleAmong,
  type Sameness,
} from '../compare/index.ts'
import type { ComparingStore } from '../store/index.ts'
import type { Family } from '../vocabulary/index.ts'
import { numbered, postingOf } from './compare-index.ts'
import { unpackPassage, unpackSource } from './compare-packing.ts'

/** Families made anew of all wordings that wait for it. */
export interface Regrouped {
  /** Ids of the wordings that were gone through. */
  readonly wordings: readonly number[]
  /** Every family with one of them, as it is now, with the wordings of its variants. */
  readonly families: readonly { readonly family: Family; readonly wordings: readonly number[] }[]
}

interface Loaded extends PlacedWording {
  readonly id: number
}

/** Gathers what hangs together with the wordings that wait, and makes their families anew. */
export async function regroup(store: ComparingStore, waiting: readonly number[]): Promise<Regrouped> {
  const graph = new Graph(store)
  // What was linked with one whose quotations changed may have hung together by it until now.
  const starts = new Set(waiting)
  for (const { a, b } of await graph.linksOf(waiting)) starts.add(a).add(b)
  await graph.reach(starts)
  const families = new Map<string, Family>()
  const seen = new Set<number>()
  const sureOf = new Map<number, readonly Family[]>()
  for (const start of starts) {
    if (seen.has(start)) continue
    const { wordings, links } = graph.wholeOf(start, seen)
    const sure = familiesAmong(wordings, links)
    for (const family of sure) families.set(family.id, family)
    for (const { id } of wordings) sureOf.set(id, sure)
  }
  for (const family of await possibleOf(store, graph, sureOf)) families.set(family.id, family)
  return {
    wordings: [...new Set([...waiting, ...seen])],
    families: [...families.values()].map(family => ({ family, wordings: graph.wordingsOf(family) })),
  }
}

/** The possible families of wordings that share six words. `sureOf`: each wording with the sure families around it. */
async function possibleOf(
  store: ComparingStore,
  graph: Graph,
  sureOf: ReadonlyMap<number, readonly Family[]>,
): Promise<Family[]> {
  const families: Family[] = []
  const all = [...sureOf]
  for (let at = 0; at < all.length; at += SOME) {
    const some = all.slice(at, at + SOME)
    const runs = new Map(some.map(([id]) => [id, numbered(graph.wording(id).words).filter(run => run < 0)]))
    const holders = await store.holders([...new Set([...runs.values()].flat())], MOST_OF_PHRASE + 1)
    const phrases = some.flatMap(([id, sure]) =>
      phrasesOf(
        graph.wording(id),
        runs.get(id)!.map(run => postingOf(run, holders.get(run) ?? [])),
      ).map(phrase => ({ phrase, sure, ids: phrase.name === graph.wording(id).key ? [id] : phrase.keys.map(Number) })),
    )
    await graph.load([...new Set(phrases.flatMap(p => p.ids))])
    for (const { phrase, sure, ids } of phrases) {
      const family = possibleAmong(
        phrase,
        ids.map(id => graph.wording(id)),
        sure,
      )
      if (family !== null) families.push(family)
    }
  }
  return families
}

/** Wordings whose phrases are looked at together. */
const SOME = 200

const placeKey = (report: string, spans: Place['passage']['spans']): string =>
  `${report} ${spans.map(s => `${s.from}-${s.to}`).join(' ')}`

/** Wordings with their places and links, as far as they have been looked up. */
class Graph {
  private readonly loaded = new Map<number, Loaded | null>()
  private readonly links = new Map<number, { readonly a: number; readonly b: number; readonly sameness: number }[]>()
  private readonly owners = new Map<string, number>()
  constructor(private readonly store: ComparingStore) {}

  async linksOf(ids: readonly number[]) {
    const missing = ids.filter(id => !this.links.has(id))
    for (const id of missing) this.links.set(id, [])
    const known = new Set(missing)
    for (const link of await this.store.linksOf(missing))
      for (const id of new Set([link.a, link.b])) if (known.has(id)) this.links.get(id)!.push(link)
    return ids.flatMap(id => this.links.get(id)!)
  }

  async load(ids: readonly number[]): Promise<void> {
    const missing = ids.filter(id => !this.loaded.has(id))
    const found = new Map<number, { key: string; words: readonly string[]; places: Place[] }>()
    for (const row of await this.store.placesOf(missing)) {
      const { wording, key, words, article, source, passage } = row
      const known = found.get(wording) ?? { key, words, places: [] }
      known.places.push({ report: unpackSource(article, source), passage: unpackPassage(passage, words) })
      found.set(wording, known)
    }
    for (const id of missing) {
      const one = found.get(id)
      this.loaded.set(id, one === undefined ? null : { id, length: one.words.length, ...one })
      for (const { report, passage } of one?.places ?? []) this.owners.set(placeKey(report.id, passage.spans), id)
    }
  }

  /** One that has been loaded, and is there. */
  wording(id: number): Loaded {
    return this.loaded.get(id)!
  }

  /** The wordings of a family's variants. */
  wordingsOf({ variants }: Family): number[] {
    return variants.map(v => this.owners.get(placeKey(v.report, v.spans))!)
  }

  /** Looks up all that hangs together with these. */
  async reach(starts: ReadonlySet<number>): Promise<void> {
    const reached = new Set(starts)
    for (let edge = [...starts]; edge.length > 0; ) {
      const links = await this.linksOf(edge)
      await this.load([...new Set([...edge, ...links.flatMap(({ a, b }) => [a, b])])])
      const next = new Set<number>()
      for (const id of edge) for (const { id: other } of this.joined(id)) if (!reached.has(other)) next.add(other)
      for (const id of next) reached.add(id)
      edge = [...next]
    }
  }

  /** The wordings that are joined with one by a link. */
  private joined(id: number): { readonly id: number; readonly link: Link }[] {
    const one = this.loaded.get(id)
    if (!one) return []
    const seen = new Set<number>()
    return this.links.get(id)!.flatMap(({ a, b, sameness }) => {
      const other = this.loaded.get(a === id ? b : a)
      if (!other || seen.has(other.id)) return []
      seen.add(other.id)
      const link: Link = { a: one.key, b: other.key, sameness: sameness as Sameness }
      return mayJoin(link, one, other) ? [{ id: other.id, link }] : []
    })
  }

  /** All that hangs together with one wording; every link once. */
  wholeOf(start: number, seen: Set<number>): { readonly wordings: Loaded[]; readonly links: Link[] } {
    const wordings: Loaded[] = []
    const links: Link[] = []
    const open = [start]
    seen.add(start)
    while (open.length > 0) {
      const id = open.pop()!
      const one = this.loaded.get(id)
      if (!one) continue
      wordings.push(one)
      for (const { id: other, link } of this.joined(id)) {
        if (id < other) links.push(link)
        if (seen.has(other)) continue
        seen.add(other)
        open.push(other)
      }
    }
    return { wordings, links }
  }
}
