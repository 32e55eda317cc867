/**
 * From URLs to bytes: polite, bounded and safe. The only room that goes out to the network; it does not know what is in
 * the bytes.
 */
export { mayPass } from './failures.ts'
export { openFetcher } from './fetcher.ts'
export { DEFAULT_LIMITS, DEFAULT_USER_AGENT } from './options.ts'
export { systemOutside } from './outside.ts'
export type { FetchedBytes, Fetcher, FetchOptions, FetchRequest, Hop, Limits, Outside } from './promises.ts'
