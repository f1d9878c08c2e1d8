import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Replaces the content of a directory with that of another one, which is consumed. Each file replaces its
 * predecessor atomically, and files without successor are removed last: a file in both is never missing.
 */
export function replaceTree(directory: string, successor: string): void {
  const files = filesOf(successor)
  for (const file of files) {
    const target = join(directory, file)
    mkdirSync(dirname(target), { recursive: true })
    renameSync(join(successor, file), target)
  }
  const kept = new Set(files)
  for (const file of filesOf(directory)) if (!kept.has(file)) rmSync(join(directory, file))
}

/** The files below a directory, by relative path. */
function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(directory, path)).isFile(),
  )
}
