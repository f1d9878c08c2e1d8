import { PlumblineError } from '../../../errors.ts'
import { codeOf } from './database-error.ts'

/**
 * The error as whoever runs Plumbline can act on it, when the database or the operating system says something
 * that is theirs to mend: rights, space, a damaged file, a setting. Everything else stays as it is, for the log.
 */
export function toOperatorError(error: unknown): unknown {
  if (error instanceof PlumblineError || !(error instanceof Error)) return error
  if (error.name === 'RuntimeError') return brokenOff(error)
  const code = codeOf(error)
  if (code === null) return error
  const said = [error.message.split('\n', 1)[0] ?? '', ...detailOf(error, code)].join(': ')
  const state = states.find(([pattern]) => pattern.test(code))
  if (state !== undefined)
    return new PlumblineError('WAREHOUSE_UNAVAILABLE', state[1](said), {}, { cause: error })
  const system = systemFaults.get(code)
  if (system !== undefined)
    return new PlumblineError('WAREHOUSE_UNAVAILABLE', `${system}.`, {}, { cause: error })
  const reason = fileFaults.get(code)
  if (reason === undefined) return error
  const path = 'path' in error && typeof error.path === 'string' ? error.path : null
  return new PlumblineError(
    'BAD_CONFIGURATION',
    `${path ?? 'A file or directory'} cannot be used: ${reason}.`,
    path === null ? {} : { subject: path },
    { cause: error },
  )
}

/** What stands on what, where something does: the message names only one side of it. */
function detailOf(error: Error, code: string): readonly string[] {
  const detail = code === '2BP01' && 'detail' in error ? error.detail : null
  return typeof detail === 'string' ? [detail.replaceAll('\n', '; ')] : []
}

/** The embedded database ends so when its disk is full, its memory is used up or its files are damaged. */
function brokenOff(error: Error): PlumblineError {
  return new PlumblineError(
    'WAREHOUSE_UNAVAILABLE',
    `The embedded database broke off (${error.message.replace(/\.? *Build with.*$/, '')}). Free disk and memory and try again; if it stays so, its files are damaged: restore them from a copy, or load the data into a new directory.`,
    {},
    { cause: error },
  )
}

type Sentence = (said: string) => string

/** SQLSTATE → what is the matter and what to do. */
const states: readonly (readonly [pattern: RegExp, says: Sentence])[] = [
  [
    /^42501$/,
    (said) =>
      `The database role may not do this: ${said}. Grant it the right (deploy and load need to create; questions need the role plumbline_reader, or select on every schema of Plumbline), or use another role in DATABASE_URL.`,
  ],
  [
    /^25006$/,
    () =>
      'The database can only be read (a standby, or a session that may not write): use the primary server.',
  ],
  [
    /^53100$/,
    (said) =>
      `The disk of the database is full: ${said}. Free some space, then try again; nothing was changed.`,
  ],
  [
    /^53200$/,
    (said) => `The database has run out of memory: ${said}. Ask for less at once, or give it more.`,
  ],
  [
    /^53[34]/,
    (said) => `The database is at a limit of its settings: ${said}. Raise it, or close other connections.`,
  ],
  [/^55P03$/, () => 'Another session holds a lock on what is needed: wait for it to end, then try again.'],
  [
    /^55006$/,
    (said) => `Something is in use by another session: ${said}. Wait for it to end, then try again.`,
  ],
  [/^(?:40001|40P01)$/, () => 'Another session changed the same things at the same time: try again.'],
  [/^2BP01$/, (said) => `Something else in the database depends on it: ${said}. Drop or change that first.`],
  [/^28/, (said) => `The database refuses the login: ${said}. Check user and password in DATABASE_URL.`],
  [/^3D000$/, (said) => `The database is not there: ${said}. Check its name in DATABASE_URL, or create it.`],
  [
    /^(?:08|57P)/,
    (said) => `The database has ended the connection: ${said}. See that it runs, then try again.`,
  ],
  [/^25P0[34]$/, (said) => `The database has ended the session: ${said}. Try again.`],
  [/^58/, (said) => `The database cannot read or write its files: ${said}. See to its disk and its rights.`],
  [
    /^(?:XX00[12]|F0)/,
    (said) =>
      `The files of the database are damaged: ${said}. Restore them from a copy, or load the data anew into a new database.`,
  ],
  [/^0LP?|^0P000$|^42704$/, (said) => `The database lacks something: ${said}. Ask whoever runs it.`],
  [/^54/, (said) => `The question is beyond a limit of the database: ${said}. Ask for less at once.`],
]

/** What the operating system says of the machine → what to do. */
const systemFaults: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'The disk is full: free some space, then try again'],
  ['EDQUOT', 'The quota of the disk is used up: free some space, then try again'],
  ['EIO', 'The disk cannot be read or written: see to it, then try again'],
  ['EMFILE', 'Too many files are open: raise the limit (ulimit -n)'],
  ['ENFILE', 'Too many files are open on this machine: close some'],
  ['ENOMEM', 'The machine has run out of memory'],
])

/** What it says of a file or directory → what is the matter with it. */
const fileFaults: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'this user may not read or write it; change its rights, or name another one'],
  ['EEXIST', 'something else is there already'],
  ['EISDIR', 'it is a directory'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'there is no such file or directory'],
  ['ENOTDIR', 'a part of it is no directory'],
  ['EPERM', 'this user may not change it; change its rights, or name another one'],
  ['EROFS', 'it can only be read; make it writable, or name another one'],
])
