import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '../../catalog/catalog.ts'
import { readValidBoards } from '../../catalog/boards/board-problems.ts'
import { boardFolderOf, loadCatalog } from '../../catalog/load-catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { writeDefinitions } from '../files/write-definitions.ts'

/**
 * The catalogue of the deployed files, with the current source contract when the release did not store one, and with
 * the boards next to `sql` that ask for deployed metrics.
 *
 * @throws PlumblineError `BAD_CATALOG` when the files do not pass the current rules or contract
 */
export async function deployedCatalog(files: ReadonlyMap<string, string>, sql: string): Promise<Catalog> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-deployed-'))
  try {
    const hasContract = [...files.keys()].some((name) => name.startsWith('source.'))
    if (!hasContract) await cp(join(sql, 'sources'), join(directory, 'sources'), { recursive: true })
    await writeDefinitions(directory, files)
    const catalog = await loadCatalog(directory, join(directory, 'boards'))
    return { ...catalog, boards: await readValidBoards(boardFolderOf(sql), catalog) }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'BAD_CATALOG') throw error
    throw new PlumblineError(
      'BAD_CATALOG',
      'The deployed definitions do not pass the current validation rules, so their numbers cannot be queried; compare with a checkout of the release: --against DIRECTORY.',
      {
        problems: (error.details.problems ?? []).map((problem) =>
          problem.replace(/^\S*plumbline-deployed-[^/]*\//, ''),
        ),
      },
    )
  } finally {
    await rm(directory, { recursive: true })
  }
}
