import { PlumblineError } from '../errors.ts'

/** What the operating system says of a file, in words for whoever named it. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'this user may not read or write it'],
  ['EEXIST', 'something else is there already'],
  ['EISDIR', 'it is a directory'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'there is no such file or directory'],
  ['ENOTDIR', 'a part of it is no directory'],
  ['EPERM', 'this user may not change it'],
  ['EROFS', 'it can only be read'],
])

/** The error as the caller gets it: what is wrong with a file that the command line names is the caller's to change. */
export function toCallerError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return error
  const reason = reasons.get(String(error.code))
  if (reason === undefined) return error
  const path = String(error.path)
  return new PlumblineError('BAD_CONFIGURATION', `${path} cannot be used: ${reason}.`, { subject: path })
}
