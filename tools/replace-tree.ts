import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Makes a directory hold what another one holds, which is used up. Each file takes the place of its
 * predecessor at once, and what has no successor goes last: at no moment is a file missing that both have.
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

/** The files below a directory, by their paths in it. */
function filesOf(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(directory, path)).isFile(),
  )
}
