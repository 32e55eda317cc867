/** Largest bodies, in bytes: of JSON, and of what is read. */
export const JSON_BODY = 1024 * 1024
export const READ_BODY = 32 * 1024 * 1024
