import { PlumblineError } from '../../../errors.ts'
import { codeOf } from './database-error.ts'

/**
 * The error in terms that the operator can act on: permissions, disk space, a damaged file, a setting of
 * the database or the operating system. All other errors stay unchanged, for the log.
 */
export function toOperatorError(error: unknown): unknown {
  if (error instanceof PlumblineError || !(error instanceof Error)) return error
  if (error.name === 'RuntimeError') return crashed(error)
  const code = codeOf(error)
  if (code === null) return error
  const reason = [error.message.split('\n', 1)[0] ?? '', ...detailOf(error, code)].join(': ')
  const state = states.find(([pattern]) => pattern.test(code))
  if (state !== undefined)
    return new PlumblineError('WAREHOUSE_UNAVAILABLE', state[1](reason), {}, { cause: error })
  const system = systemFaults.get(code)
  if (system !== undefined)
    return new PlumblineError('WAREHOUSE_UNAVAILABLE', `${system}.`, {}, { cause: error })
  const fault = fileFaults.get(code)
  if (fault === undefined) return error
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null
  return new PlumblineError(
    'BAD_CONFIGURATION',
    `${path ?? 'A file or directory'} cannot be used: ${fault}.`,
    path === null ? {} : { subject: path },
    { cause: error },
  )
}

/** The detail lists the dependent objects, which the message leaves out. */
function detailOf(error: Error, code: string): readonly string[] {
  const detail = code === '2BP01' && 'detail' in error ? error.detail : null
  return typeof detail === 'string' ? [detail.replaceAll('\n', '; ')] : []
}

/** The embedded database fails this way when its disk or memory is full, or its files are damaged. */
function crashed(error: Error): PlumblineError {
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    `The embedded database crashed (${error.message.replace(/\.? *Build with.*$/, '')}). Free disk and memory and try again. If it crashes again, its files are damaged: restore them from a copy, or load the data into a new directory.`,
    {},
    { cause: error },
  )
}

type Sentence = (text: string) => string

/** SQLSTATE → the problem and what to do. */
const states: readonly (readonly [pattern: RegExp, message: Sentence])[] = [
  [
    /^42501$/,
    (text) =>
      `The database role lacks a privilege: ${text}. Grant it (deploy and load must create objects; queries need the role plumbline_server, or select on every schema of Plumbline), or use another role in DATABASE_URL.`,
  ],
  [/^25006$/, () => 'The database is read-only (a standby, or a read-only session): use the primary server.'],
  [
    /^53100$/,
    (text) =>
      `The disk of the database is full: ${text}. Free some space, then try again; nothing was changed.`,
  ],
  [
    /^53200$/,
    (text) => `The database has run out of memory: ${text}. Query less at once, or give it more memory.`,
  ],
  [
    /^53[34]/,
    (text) => `The database is at a limit of its settings: ${text}. Raise it, or close other connections.`,
  ],
  [
    /^55P03$/,
    () => 'Another session holds a lock on a relation that is needed: wait for it to end, then try again.',
  ],
  [
    /^55006$/,
    (text) => `An object is in use by another session: ${text}. Wait for it to end, then try again.`,
  ],
  [/^(?:40001|40P01)$/, () => 'Another session changed the same rows at the same time: try again.'],
  [/^2BP01$/, (text) => `Other objects in the database depend on it: ${text}. Drop or change them first.`],
  [/^28/, (text) => `The database rejects the login: ${text}. Check user and password in DATABASE_URL.`],
  [
    /^3D000$/,
    (text) => `The database does not exist: ${text}. Check its name in DATABASE_URL, or create it.`,
  ],
  [
    /^(?:08|57P)/,
    (text) => `The database closed the connection: ${text}. Check that it runs, then try again.`,
  ],
  [/^25P0[34]$/, (text) => `The database ended the session: ${text}. Try again.`],
  [
    /^58/,
    (text) => `The database cannot read or write its files: ${text}. Check its disk and its permissions.`,
  ],
  [
    /^(?:XX00[12]|F0)/,
    (text) =>
      `The files of the database are damaged: ${text}. Restore them from a copy, or load the data into a new database.`,
  ],
  [
    /^0LP?|^0P000$|^42704$/,
    (text) => `The database lacks an object or a role: ${text}. Contact its administrator.`,
  ],
  [/^54/, (text) => `The query exceeds a limit of the database: ${text}. Query less at once.`],
]

/** Error of the operating system → what to do. */
const systemFaults: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'The disk is full: free some space, then try again'],
  ['EDQUOT', 'The quota of the disk is used up: free some space, then try again'],
  ['EIO', 'The disk cannot be read or written: repair it, then try again'],
  ['EMFILE', 'Too many files are open: raise the limit (ulimit -n)'],
  ['ENFILE', 'Too many files are open on this machine: close some'],
  ['ENOMEM', 'The machine has run out of memory'],
])

/** Error of the operating system about a file or directory → the reason. */
const fileFaults: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'this user may not read or write it; change its rights, or name another one'],
  ['EEXIST', 'it exists already'],
  ['EISDIR', 'it is a directory'],
  ['ELOOP', 'its links form a cycle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'there is no such file or directory'],
  ['ENOTDIR', 'a part of it is not a directory'],
  ['EPERM', 'this user may not change it; change its rights, or name another one'],
  ['EROFS', 'it is read-only; make it writable, or name another one'],
])
