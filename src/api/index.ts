/** The record over HTTP: everything the page and other programs ask for. Knows no SQL, no weights and no HTML. */
export { isLoopback } from './door.ts'
export { type LogLevel, openLog } from './logging.ts'
export { type ApiOptions, type ApiRooms, openApi } from './server.ts'
export { readTokens, type Token } from './tokens.ts'
