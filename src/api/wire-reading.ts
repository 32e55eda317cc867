import { type Static, Type } from 'typebox'
import { BareReading, ReadingRow } from './wire-articles.ts'
import { Ruling } from './wire-rulings.ts'
import { list, named, ref, text } from './wire-words.ts'

/** A kept article's reading with rulings laid over it. */
export const Reading = named(
  'Reading',
  Type.Object({
    ...BareReading.properties,
    article: text('id'),
    readAt: text('ISO 8601, UTC'),
    etag: text('goes into If-Match of a ruling'),
    readings: list(ref(ReadingRow), 'all readings of this article, the last is the present one'),
    rejected: list(Type.Object({ statement: text(), ruling: text() })),
    rulings: list(ref(Ruling)),
    orphaned: list(text(), 'ids of rulings whose place is not found in this version of the text'),
  }),
)
export type Reading = Static<typeof Reading>
