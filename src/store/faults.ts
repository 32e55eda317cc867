import { AscribeError } from '../vocabulary/index.ts'

const codeOf = (error: unknown): string => {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : ''
}

const FAULTS: readonly (readonly [RegExp, string, string, string])[] = [
  // SQLite's result codes (https://www.sqlite.org/rescode.html)
  [
    /^SQLITE_(?:BUSY|LOCKED)/,
    'record-locked',
    'another program is writing to the record',
    'wait until it is done, then run this again; nothing was changed',
  ],
  [
    /^SQLITE_READONLY|^SQLITE_PERM|^25006$/,
    'record-read-only',
    'the record cannot be written to',
    'check the permissions of the file and of its folder, then run this again; nothing was changed',
  ],
  [
    /^SQLITE_FULL|^SQLITE_IOERR_(?:WRITE|FSYNC|SHMSIZE|TRUNCATE)|^ENOSPC$|^53100$/,
    'disk-full',
    'there is no room left on the disk of the record',
    'free some space, then run this again; nothing was changed, what was acknowledged before is safe',
  ],
  [/^SQLITE_NOTADB/, 'not-a-record', 'the file is no record of Ascribe', 'give the path of a record, or of a new file'],
  [
    /^SQLITE_CORRUPT|^SQLITE_IOERR|^XX00[12]$/,
    'record-damaged',
    'the record is damaged, or its disk fails',
    'copy the file away, then restore a backup (`ascribe backup` made it)',
  ],
  [
    /^SQLITE_CANTOPEN|^3D000$/,
    'no-such-record',
    'the record cannot be opened',
    'check that the folder (or the database) exists and may be entered',
  ],
  // PostgreSQL's (https://www.postgresql.org/docs/current/errcodes-appendix.html) and Node's for its connection
  [
    /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENOENT|08\w{3}|57P0\d|53300)$/,
    'record-unreachable',
    'the database server does not answer',
    'check that it runs and that host, port and name in the address are right, then run this again',
  ],
  [
    /^(?:28\w{3}|42501)$/,
    'record-denied',
    'the database does not let this user in, or not do this',
    'check user and password in the address, and the rights of that user',
  ],
  [/^55P03$|^40P01$|^40001$/, 'record-locked', 'others hold the record', 'run this again; nothing was changed'],
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
  const [, name, fact, next] = fault
  const named = new AscribeError(name, `${fact}: ${where} (${(error as Error).message})`, next)
  named.cause = error
  return named
}

/** The address without its password. */
export const shown = (where: string): string => where.replace(/^(postgres(?:ql)?:\/\/[^:/@]*):[^@]*@/, '$1:…@')
