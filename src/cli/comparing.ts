import { compareNew } from '../intake/index.ts'
import type { RecordStore } from '../store/index.ts'
import { counted } from './printing.ts'
import type { World } from './world.ts'

/** Options of the commands after which articles are laid side by side. */
export interface ComparingOptions {
  /** False with --no-compare. */
  readonly compare?: boolean
  readonly quiet?: true
}

/** Fewer articles are done before a bar could be read. */
const SLOW = 500

/**
 * Lays what is new or changed in a record beside the rest, unless it is left for later. What is left, also after an
 * interruption, waits in the record for the next command that changes something, or for `ascribe stories`.
 */
export async function compareAfter(
  store: RecordStore,
  { compare, quiet }: ComparingOptions,
  world: World,
  signal?: AbortSignal,
): Promise<void> {
  if (compare === false || signal?.aborted) return
  const waiting = await store.comparison.waiting()
  if (waiting === 0) return
  const bar = quiet || !world.terminal.err || waiting < SLOW ? null : await world.bar(waiting)
  try {
    let told = 0
    const left = await compareNew(
      store,
      { worker: world.workerName(), sleep: world.sleep, ...(signal === undefined ? {} : { signal }) },
      done => {
        for (; told < done; told++) bar?.step()
      },
    )
    bar?.stop()
    if (left.waiting > 0 && !quiet)
      world.say(
        `ascribe: ${counted(left.waiting, 'article')} ${left.waiting === 1 ? 'waits' : 'wait'} to be laid beside the others: ascribe stories does it`,
      )
  } finally {
    bar?.stop()
  }
}
