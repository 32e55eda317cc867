import { rereadAll } from '../intake/index.ts'
import { openReader, type ReaderOptions } from './add.ts'
import { type ComparingOptions, compareAfter } from './comparing.ts'
import { counted } from './printing.ts'
import { type RecordOptions, withRecord } from './records.ts'
import { EXIT } from './table.ts'
import { oneLine } from './terminal.ts'
import type { World } from './world.ts'

interface RereadOptions extends RecordOptions, ReaderOptions, ComparingOptions {
  readonly quiet?: true
}

/** `ascribe reread`: the present engine's reading of every kept article, beside the earlier ones. */
export const reread = (
  _operands: readonly string[],
  given: Readonly<Record<string, unknown>>,
  world: World,
): Promise<number> => {
  const options = given as unknown as RereadOptions
  return withRecord(options, world, async store => {
    const { reader, model } = await openReader(options, world)
    const { versions: articles } = await store.counts()
    const bar = options.quiet || !world.terminal.err ? null : await world.bar(articles)
    const interrupt = world.onInterrupt()
    try {
      const tally = await rereadAll(store, reader, { model, signal: interrupt.signal }, report => {
        bar?.step()
        if (report.outcome !== 'failed') return
        const { message, code, next } = report.failure
        world.say(`ascribe: ${report.article}: ${oneLine(message)} (${code}) — ${oneLine(next)}`)
      })
      bar?.stop()
      await compareAfter(store, options, world, interrupt.signal)
      if (!options.quiet) {
        const { added, failed } = tally
        const had = articles - added - failed
        world.say(
          `ascribe: ${counted(added, 'article')} read again${had > 0 && !interrupt.signal.aborted ? `, ${had} had this reading` : ''}${failed > 0 ? `, ${failed} failed` : ''}`,
        )
      }
      if (interrupt.signal.aborted) {
        if (!options.quiet) world.say('ascribe: interrupted; the same command goes on from here')
        return EXIT.interrupted
      }
      return tally.failed > 0 ? EXIT.someFailed : EXIT.allRead
    } finally {
      bar?.stop()
      interrupt.release()
      await reader.close()
    }
  })
}
