/** The record over HTTP: everything the page and other programs ask for. Knows no SQL, no weights and no HTML. */
export * as wire from './wire.ts'
