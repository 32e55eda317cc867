import type { Attribution, AttributionRecord } from './attribution.ts'
import { AscribeError } from './errors.ts'

/** The version of the records that this engine seals. */
export const RECORD_VERSION = 2

type Plain = Readonly<Record<string, unknown>>

/**
 * From each older version to the next. Every step adds what the newer one has, out of what the older one says; nothing
 * of it is lost.
 */
const STEPS: Readonly<Record<number, (record: Plain) => Plain>> = {
  // Version 2 tells how sure the boundaries are. Before, the whole's confidence was all that was known of them.
  1: record => ({
    ...record,
    version: 2,
    attributions: (record.attributions as readonly Attribution[]).map(a => ({
      ...a,
      boundaryConfidence: a.confidence,
    })),
  }),
}

/**
 * A record of any version, as JSON.parse gives it, in the present one; the same object where it is. Its version is
 * looked at first: nothing else of a newer record is read. A record brought up to date keeps its id and engine, for the
 * reading is still the one that was made then.
 *
 * Throws AscribeError: `no-reading` for anything but a record, `reading-too-new` for one of a version to come.
 */
export function presentRecord(value: unknown): AttributionRecord {
  const given = value as Plain | null
  if (typeof given !== 'object' || given?.schema !== 'ascribe/record' || !isVersion(given.version)) {
    throw new AscribeError(
      'no-reading',
      'this is no attribution record',
      'pass what `ascribe read --format json` or `attribute` gave, parsed',
    )
  }
  let record: Plain = given
  for (let version = given.version; version !== RECORD_VERSION; version = record.version as number) {
    const step = STEPS[version]
    if (step === undefined) {
      throw new AscribeError(
        'reading-too-new',
        `the record is version ${version}, this engine knows up to ${RECORD_VERSION}`,
        'upgrade ascribe, or read the article again',
      )
    }
    if (!Array.isArray(record.attributions) || !record.attributions.every(a => typeof a === 'object' && a !== null)) {
      throw new AscribeError('no-reading', 'the record has no list of attributions', 'read the article again')
    }
    record = step(record)
  }
  return record as unknown as AttributionRecord
}

const isVersion = (version: unknown): version is number => Number.isInteger(version) && (version as number) >= 1
