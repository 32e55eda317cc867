import type { World } from './world.ts'

export interface Progress {
  step(read: boolean): void
  /** `whole`: say how it went; false where nobody listened to the end. */
  stop(whole: boolean): void
}

/** Milliseconds between two lines of progress where no bar can be drawn. */
const PACE = 5000

/**
 * Progress over several files, on standard error: a bar on a terminal, else a line now and then and a last one. None
 * for a single file, for `quiet`, or where the results themselves appear on the screen.
 */
export async function progressOf(
  total: number,
  world: World,
  { quiet, onScreen }: { quiet: boolean; onScreen: boolean },
): Promise<Progress> {
  if (total < 2 || quiet || onScreen) return { step: () => {}, stop: () => {} }
  const bar = world.terminal.err ? await world.bar(total) : null
  let read = 0
  let failed = 0
  let said = world.now()
  return {
    step: well => {
      if (well) read++
      else failed++
      if (bar) bar.step()
      else if (world.now() - said >= PACE && read + failed < total) {
        said = world.now()
        world.say(`ascribe: ${read + failed} of ${total} done`)
      }
    },
    stop: whole => {
      bar?.stop()
      if (whole) world.say(`ascribe: ${read} of ${total} read${failed > 0 ? `, ${failed} failed` : ''}`)
    },
  }
}
