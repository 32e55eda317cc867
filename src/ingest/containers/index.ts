/**
 * Containers of news -> articles' bytes. What a newsroom, an archive or a researcher has (feeds, news items, mails,
 * tables, archives) is taken apart into pieces, each told by its content. Streams, bounded, and without any Node API.
 */
export { unpack } from './unpack.ts'
export { type Packed, UNPACK_LIMITS, type Unpacked, type UnpackLimits, type UnpackOptions } from './unpacked.ts'
