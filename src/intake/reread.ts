import { DEFAULT_OPTIONS, ENGINE_VERSION } from '../engine/index.ts'
import { type Failure, optionsText, type RecordStore } from '../store/index.ts'
import type { Reader } from './readers.ts'

export interface RereadOptions {
  /** Id of the model that the reader reads with. */
  readonly model: string
  /** When it is aborted, no further article is begun. */
  readonly signal?: AbortSignal
}

export type RereadReport =
  | { readonly article: string; readonly outcome: 'added' | 'known' }
  | { readonly article: string; readonly outcome: 'failed'; readonly failure: Failure }

export type RereadTally = Record<RereadReport['outcome'], number>

const PAGE = 100

/**
 * Reads every kept article that has no reading by this engine and model, beside its earlier readings. Doing the same
 * again goes on where it was cut off. An article that fails is told and the others go on.
 */
export async function rereadAll(
  store: RecordStore,
  reader: Reader,
  options: RereadOptions,
  tell: (report: RereadReport) => void,
): Promise<RereadTally> {
  const tally: RereadTally = { added: 0, known: 0, failed: 0 }
  const by = { engine: ENGINE_VERSION, model: options.model, options: optionsText(DEFAULT_OPTIONS) }
  const readOne = async (id: string): Promise<void> => {
    const kept = await store.article(id)
    // Forgotten since the list was made.
    if (kept === null) return
    const outcome = await reader.reread(kept.article)
    const report: RereadReport =
      'failure' in outcome
        ? { article: id, outcome: 'failed', failure: outcome.failure }
        : { article: id, outcome: (await store.keepReading(id, outcome.read)).outcome }
    tally[report.outcome]++
    tell(report)
  }
  let after: string | null = null
  for (;;) {
    const ids: readonly string[] = await store.unread(by, after, PAGE)
    for (let i = 0; i < ids.length; i += reader.width) {
      if (options.signal?.aborted) return tally
      await Promise.all(ids.slice(i, i + reader.width).map(readOne))
    }
    if (ids.length < PAGE) return tally
    after = ids.at(-1)!
  }
}
