import type { RecordStore } from '../store/index.ts'
import { AscribeError } from '../vocabulary/index.ts'
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

/** Scheme, then up to the last @ of what stands before the path; a password may hold marks that cut an address short. */
const CREDENTIALS = /^([a-z][a-z0-9+.-]*:[\\/]+)(?:[^\\/?#:@]*:(?!\d*(?:[\\/?#]|$)).*@|[^\\/?#]*@)/i

/** An address as it may be shown: a user name or password in it is not. What is no address stays as it is. */
export const shownAddress = (address: string): string =>
  address.replace(CREDENTIALS, '$1…@').replace(/([?&](?:password|passwd|pwd)=)[^&#]*/gi, '$1…')

export const noSuchId = () =>
  new AscribeError(
    'no-such-id',
    'the record has no such id',
    'ascribe find, who, rulings, stories, families and findings show ids',
  )

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
    world.say(complaint(shownAddress(where), error))
    return EXIT.nothingRead
  }
  try {
    return await work(store)
  } catch (error) {
    world.say(complaint(shownAddress(where), error))
    return EXIT.nothingRead
  } finally {
    await store.close()
  }
}
