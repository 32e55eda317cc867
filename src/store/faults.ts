import { AscribeError } from '../vocabulary/index.ts'

const codeOf = (error: unknown): string => {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : ''
}

/** Which codes of a database mean what. */
const FAULTS: readonly (readonly [RegExp, (facts: string) => AscribeError])[] = [
  // SQLite's result codes (https://www.sqlite.org/rescode.html); PostgreSQL's have five characters
  // (https://www.postgresql.org/docs/current/errcodes-appendix.html); ECONNREFUSED and the like are Node's.
  [
    /^SQLITE_(?:BUSY|LOCKED)|^55P03$|^40P01$|^40001$/,
    facts =>
      new AscribeError(
        'record-locked',
        `others are writing to the record: ${facts}`,
        'wait until they are done, then run this again; nothing was changed',
      ),
  ],
  [
    /^SQLITE_READONLY|^SQLITE_PERM|^25006$/,
    facts =>
      new AscribeError(
        'record-read-only',
        `the record cannot be written to: ${facts}`,
        'check the permissions of the file and of its folder, then run this again; nothing was changed',
      ),
  ],
  [
    /^SQLITE_FULL|^SQLITE_IOERR_(?:WRITE|FSYNC|SHMSIZE|TRUNCATE)|^ENOSPC$|^53100$/,
    facts =>
      new AscribeError(
        'disk-full',
        `there is no room left for the record: ${facts}`,
        'free some space, then run this again; nothing was changed, what was acknowledged before is safe',
      ),
  ],
  [
    /^SQLITE_NOTADB/,
    facts =>
      new AscribeError(
        'not-a-record',
        `the file is no record of Ascribe: ${facts}`,
        'give the path of a record, or of a new file',
      ),
  ],
  [
    /^SQLITE_CORRUPT|^SQLITE_IOERR|^XX00[12]$/,
    facts =>
      new AscribeError(
        'record-damaged',
        `the record is damaged, or its disk fails: ${facts}`,
        'copy the file away, then restore a backup',
      ),
  ],
  [
    /^SQLITE_CANTOPEN|^3D000$/,
    facts =>
      new AscribeError(
        'no-such-record',
        `the record cannot be opened: ${facts}`,
        'check that the folder (or the database) exists and may be entered',
      ),
  ],
  [
    /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENOENT|08\w{3}|57P0\d|53300)$/,
    facts =>
      new AscribeError(
        'record-unreachable',
        `the database server does not answer: ${facts}`,
        'check that it runs and that host, port and name in the address are right, then run this again',
      ),
  ],
  [
    /^(?:28\w{3}|42501)$/,
    facts =>
      new AscribeError(
        'record-denied',
        `the database does not let this user in, or not do this: ${facts}`,
        'check user and password in the address, and the rights of that user',
      ),
  ],
]

/** The error of a database as one with a code and the next step; others unchanged. The database's words stay as `cause`. */
export function nameFault(error: unknown, where: string): unknown {
  if (error instanceof AscribeError) return error
  let code = codeOf(error)
  // pg has no code for a connection that breaks under a query.
  if (
    code === '' &&
    error instanceof Error &&
    /connection (?:terminated|error|timeout)|timeout expired/i.test(error.message)
  )
    code = '08006'
  const fault = FAULTS.find(([pattern]) => pattern.test(code))
  if (fault === undefined) return error
  const named = fault[1](`${where} (${(error as Error).message})`)
  named.cause = error
  return named
}

/** The address without its password, also one with marks in it that should have been escaped, or in the query. */
export const shown = (where: string): string =>
  where.replace(/^(postgres(?:ql)?:\/\/[^:/@]*):.*@/i, '$1:…@').replace(/([?&](?:password|passwd|pwd)=)[^&#]*/gi, '$1…')
