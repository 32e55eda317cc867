/** Records: what came in, how it was read, what people ruled. The only room with SQL; nothing of it shows outside. */
export { MAX_LOST, MAX_TRIES } from './inbox.ts'
export { optionsText } from './keeping.ts'
export type * from './promises.ts'
export type * from './promises-comparing.ts'
export type * from './promises-comparison.ts'
export type * from './promises-overview.ts'
export { openRecord, type RecordOutside } from './record.ts'
