import type { Fetcher } from '../fetching/index.ts'
import type { RecordStore } from '../store/index.ts'
import type { Stated } from '../vocabulary/index.ts'

/** A source's bytes and what is known of them from outside. */
export interface Opened {
  /** A Blob is read by slices, so that a large archive need not be held. */
  readonly bytes: Uint8Array | Blob | AsyncIterable<Uint8Array>
  readonly mediaType?: string
  /** As the sender's header names it. */
  readonly charset?: string
  /** What led here says about it: the feed that links to a page. */
  readonly stated?: Stated
  /** Where the bytes were found, after redirects. */
  readonly url?: string
  /** Told when every piece of these bytes is accepted: the ids of their jobs. */
  readonly accepted?: (jobs: readonly string[]) => Promise<void>
}

/** Something with news in it: a file, a page of the web, standard input. */
export interface Source {
  readonly name: string
  /** Null when it has not changed since it was last taken in. Throws AscribeError. */
  readonly open: () => Promise<Opened | null>
}

/**
 * A page, feed or file of the web. What the record remembers of an earlier visit is sent along, so that an unchanged
 * page is not fetched again; the memory is renewed only when the new bytes are safely accepted.
 */
export const pageSource = (
  url: string,
  fetcher: Fetcher,
  store: RecordStore,
  { stated = {}, signal }: { readonly stated?: Stated; readonly signal?: AbortSignal } = {},
): Source => ({
  name: url,
  open: async () => {
    const known = await store.fetched(url)
    const page = await fetcher.fetch(url, {
      ...(known?.job ? { etag: known.etag, lastModified: known.lastModified, of: known.at } : {}),
      ...(signal === undefined ? {} : { signal }),
    })
    if (page.notModified) return null
    return {
      bytes: page.bytes,
      url: page.url,
      stated,
      ...(page.mediaType === null ? {} : { mediaType: page.mediaType }),
      ...(page.charset === null ? {} : { charset: page.charset }),
      accepted: jobs =>
        store.keepFetched({
          url,
          at: page.url,
          etag: page.etag,
          lastModified: page.lastModified,
          fetchedAt: page.fetchedAt,
          status: page.status,
          job: jobs[0] ?? null,
        }),
    }
  },
})
