import { readdir } from 'node:fs/promises'
import { PlumblineError } from '../../errors.ts'

/**
 * Requires that a directory does not exist, or is empty.
 *
 * @throws PlumblineError `BAD_REQUEST`
 */
export async function requireNewDirectory(directory: string): Promise<void> {
  const present = await readdir(directory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new PlumblineError('BAD_REQUEST', `${directory} is not a directory.`, { subject: 'directory' })
  })
  if (present.length > 0) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `${directory} contains files (${present.slice(0, 3).join(', ')}), which are not overwritten: name a new directory.`,
      { subject: 'directory' },
    )
  }
}
