import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { boardFolderOf, loadCatalog } from '../../catalog/load-catalog.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { makeDirectory } from '../../make-directory.ts'

/**
 * Writes definitions to a new directory as a whole: next to it first, and in its place when they pass the rules.
 *
 * @param write writes them, and perhaps boards next to them, for a directory that takes its place
 * @throws PlumblineError `BAD_CATALOG` when they do not pass the rules; nothing is left behind
 */
export async function writeNew(
  directory: string,
  write: (staged: string) => Promise<void>,
): Promise<Catalog> {
  const target = resolve(directory)
  const parent = dirname(target)
  await makeDirectory(parent)
  const folder = await mkdtemp(join(parent, '.plumbline-import-'))
  const staged = join(folder, basename(target))
  const [boards, stagedBoards] = [boardFolderOf(target), boardFolderOf(staged)]
  try {
    await write(staged)
    const hasBoards = existsSync(stagedBoards)
    const catalog = await loadCatalog(staged, hasBoards ? stagedBoards : boards)
    if (existsSync(target)) await rmdir(target)
    await rename(staged, target)
    if (hasBoards) await rename(stagedBoards, boards)
    return catalog
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error
    throw new PlumblineError(error.code, error.message.replaceAll(staged, directory), error.details)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
