import { access } from 'node:fs/promises'

/** Whether there is a file or a directory of this name. */
export function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
