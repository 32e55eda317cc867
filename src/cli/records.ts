import type { RecordStore } from '../store/index.ts'
import { complaint } from './reading.ts'
import { EXIT } from './table.ts'
import type { World } from './world.ts'

/** Which record a command is about; as the command table makes it. */
export interface RecordOptions {
  readonly record?: string
}

const USUAL = 'ascribe.db'

/** `--record`, else ASCRIBE_RECORD, else ascribe.db in this folder. */
export const whereOf = ({ record }: RecordOptions, { env }: World): string => record ?? env.ASCRIBE_RECORD ?? USUAL

/** A record's place as it may be shown: a password in it is not. */
export const shownPlace = (where: string): string => where.replace(/^(postgres(?:ql)?:\/\/[^:/@]*):[^@/]*@/, '$1:…@')

/**
 * Opens the record, does the work and closes it. A failure gets its line on standard error and the code for nothing
 * done. Without `make` a file that is not there is no record.
 */
export async function withRecord(
  options: RecordOptions,
  world: World,
  work: (store: RecordStore) => Promise<number>,
  { make }: { readonly make: boolean } = { make: false },
): Promise<number> {
  const where = whereOf(options, world)
  let store: RecordStore
  try {
    store = await world.record(where, make)
  } catch (error) {
    world.say(complaint(shownPlace(where), error))
    return EXIT.nothingRead
  }
  try {
    return await work(store)
  } catch (error) {
    world.say(complaint(shownPlace(where), error))
    return EXIT.nothingRead
  } finally {
    await store.close()
  }
}
