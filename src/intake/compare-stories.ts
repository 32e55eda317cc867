import { LOOK_BACK, Replay, unpackTraits } from '../compare/index.ts'
import type { ComparingStore, PlacedArticle } from '../store/index.ts'

/** Articles of the index read at once. */
const PAGE = 500

/**
 * Places articles in stories again from each place where something changed until nothing more can change. `changed`:
 * articles that are new or read anew; `times`: when those articles were published, and when those that are gone or leave,
 * in minutes since 1970. Gives the articles whose story is another now, with it.
 */
export async function placeAgain(
  store: ComparingStore,
  changed: ReadonlySet<string>,
  times: { readonly changed: readonly number[]; readonly gone: readonly number[] },
): Promise<Map<string, string>> {
  const moves = new Map<string, string>()
  const pending = [...times.changed, ...times.gone].sort((a, b) => a - b)
  const gone = times.gone.toSorted((a, b) => a - b)
  for (let next = 0; next < pending.length; ) {
    const first = pending[next]!
    const replay = new Replay()
    let left = gone.filter(at => at >= first)
    for await (const row of rowsFrom(store, first - LOOK_BACK)) {
      const { article, current, at, name, story } = row
      while (left.length > 0 && left[0]! <= at) {
        replay.gone(left[0]!)
        left = left.slice(1)
      }
      const traits = unpackTraits(name, at, row.traits)
      if (at < first && story !== '') replay.hold(traits, story)
      else if (!current) replay.gone(at)
      else {
        const key = replay.place(traits, changed.has(article) || story === '' ? null : story)
        if (key !== story) moves.set(article, key)
      }
      while (next < pending.length && pending[next]! < at) next++
      // What changed much later is begun with afresh there.
      if (replay.settled && !(pending[next]! <= at + LOOK_BACK)) break
    }
    // To the next change after all that was gone through; where nothing stands behind it, there is nothing to place.
    while (next < pending.length && pending[next]! <= first) next++
    if (!replay.settled) break
  }
  return moves
}

async function* rowsFrom(store: ComparingStore, from: number): AsyncGenerator<PlacedArticle> {
  for (let after: PlacedArticle | null = null; ; ) {
    const page: readonly PlacedArticle[] = await store.placed({ from, after, limit: PAGE })
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)!
  }
}
