import {
  candidatesOf,
  HUBS,
  keyOf,
  MOST_OF,
  MOST_OF_PHRASE,
  type Posting,
  packTraits,
  passagesOf,
  type Report,
  runsOf,
  Sameness,
  samenessOf,
  storyIdOf,
  traitsOf,
} from '../compare/index.ts'
import type {
  ComparingStore,
  Entry,
  KeptLink,
  KeptWording,
  RunHolder,
  RunRules,
  ToCompare,
  Turn,
} from '../store/index.ts'
import { packPassage, packSource } from './compare-packing.ts'

export const RULES: RunRules = { ...MOST_OF, hubs: HUBS, phrase: MOST_OF_PHRASE }

/** Long runs are kept as numbers below 0, short ones from 0 on. */
export const numbered = (words: readonly string[]): number[] => {
  const { short, long } = runsOf(words)
  return [...short, ...long.map(run => -run - 1)]
}

/** By what an article is placed in stories: the same in every record and for every version of it. */
export const placingName = ({ name }: Pick<ToCompare, 'name'>): string => storyIdOf(name)

/** A report as it enters the record's index. */
export function entryOf(report: Report, name: string): Entry {
  const { passages, sketch } = passagesOf(report)
  const traits = traitsOf({ ...report, id: name })
  return {
    article: report.id,
    leaves: false,
    name,
    at: Number.isNaN(traits.at) ? null : traits.at,
    traits: packTraits(traits),
    source: packSource({ ...report, sketch }),
    quotations: passages.map(passage => ({
      key: keyOf(passage.words),
      words: passage.words,
      runs: numbered(passage.words),
      at: passage.from[0]!,
      passage: packPassage(passage),
    })),
  }
}

/** Wordings laid beside others at once. */
const SOME = 200

/** Lays the wordings that wait for it beside those that share runs with them. False when the turn is lost. */
export async function linkWordings(store: ComparingStore, turn: Turn): Promise<boolean> {
  for (;;) {
    const wordings = await store.toLookAt(SOME)
    if (wordings.length === 0) return true
    if (!(await store.link(turn, await linksFor(store, wordings)))) return false
  }
}

/** What each of these wordings asks to be linked with. */
export async function linksFor(
  store: ComparingStore,
  wordings: readonly KeptWording[],
): Promise<Map<number, readonly KeptLink[]>> {
  const runs = new Map(wordings.map(w => [w.id, numbered(w.words)]))
  const most = Math.max(MOST_OF.short, MOST_OF.long) + 1
  const holders = await store.holders([...new Set([...runs.values()].flat())], most)
  const asked = new Map<number, number[]>()
  for (const { id, words } of wordings) {
    const postings = runs.get(id)!.map(run => postingOf(run, holders.get(run) ?? []))
    const keys = candidatesOf({ key: String(id), length: words.length }, postings)
    asked.set(id, [...keys].map(Number))
  }
  const others = await store.wordings([...new Set([...asked.values()].flat())])
  return new Map(
    wordings.map(one => [
      one.id,
      asked.get(one.id)!.flatMap(b => {
        const other = others.get(b)
        const sameness = other === undefined ? Sameness.None : samenessIn(one, other)
        return sameness === Sameness.None ? [] : [{ b, sameness }]
      }),
    ]),
  )
}

/** The wordings that have a run, as comparing wants them; their numbers stand for their keys. */
export const postingOf = (kept: number, holders: readonly RunHolder[]): Posting => {
  const [kind, run] = kept < 0 ? (['long', -kept - 1] as const) : (['short', kept] as const)
  const common = holders.length > MOST_OF[kind]
  const told = common ? holders.slice(0, HUBS) : holders
  return { kind, run, size: holders.length, holders: told.map(({ id, length }) => ({ key: String(id), length })) }
}

/** The fuller wording goes first, of two as full the one whose key comes first. */
function samenessIn(a: KeptWording, b: KeptWording): Sameness {
  const first = a.words.length > b.words.length || (a.words.length === b.words.length && a.key < b.key)
  return first ? samenessOf(a.words, b.words) : samenessOf(b.words, a.words)
}
