import { cp } from 'node:fs/promises'
import { dirname } from 'node:path'
import { boardFolderOf, loadCatalog } from '../../catalog/load-catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { fileExists } from '../files/file-exists.ts'
import { writeDefinitions } from '../files/write-definitions.ts'
import type { OssieDocument } from './document.ts'
import type { Loss } from './losses.ts'
import { changesSince, ownFiles } from './own-files.ts'
import { readDocument } from './reading/read-document.ts'
import { toDefinitions } from './to-definitions.ts'
import { writeNew } from './write-new.ts'

/** What was read. */
export interface Imported {
  /** The number of files that were made of the document. */
  readonly files: number
  /** What the definitions do not have of the document. */
  readonly losses: readonly Loss[]
}

/**
 * Writes the definitions of a document of Apache Ossie to a new directory: those in its extensions when Plumbline has
 * written it, else existing definitions with those made of its datasets and metrics. On an error, nothing is written.
 *
 * @param base the definitions to which those of another tool are added
 * @throws PlumblineError `BAD_DATA` for another document, or for names that exist; `BAD_CATALOG` when the definitions do
 * not pass the rules
 */
export async function importOssie(
  text: string,
  file: string,
  directory: string,
  base: string,
): Promise<Imported> {
  const { document, losses: unknown } = readDocument(text, file)
  const own = ownFiles(document)
  if (own.size > 0) {
    const { files, losses } = await importOwn(own, directory, document)
    return { files, losses: [...unknown, ...losses] }
  }
  const { files, losses } = await toDefinitions(document)
  await requireNewNames(files, base)
  await writeNew(directory, async (staged) => {
    await cp(base, staged, { recursive: true })
    await writeDefinitions(staged, files)
  })
  return { files: files.size, losses: [...unknown, ...losses] }
}

async function importOwn(
  own: ReadonlyMap<string, string>,
  directory: string,
  document: OssieDocument,
): Promise<Imported> {
  const isBoard = (name: string) => name.startsWith('boards/')
  const boards = boardFolderOf(directory)
  const hasBoards = await fileExists(boards)
  const catalog = await writeNew(directory, async (staged) => {
    await writeDefinitions(staged, new Map([...own].filter(([name]) => !isBoard(name))))
    if (!hasBoards)
      await writeDefinitions(
        dirname(boardFolderOf(staged)),
        new Map([...own].filter(([name]) => isBoard(name))),
      )
  })
  const kept = hasBoards ? [{ subject: 'boards', reason: `${boards} exists and is kept.` }] : []
  return { files: own.size, losses: [...(await changesSince(document, catalog)), ...kept] }
}

async function requireNewNames(files: ReadonlyMap<string, string>, base: string): Promise<void> {
  const { views, sources } = await loadCatalog(base)
  const existing = [...files.keys()].filter(
    (name) => views.has(name) || sources.has(name.replace(/^source\./, '')),
  )
  if (existing.length > 0)
    throw new PlumblineError(
      'BAD_DATA',
      `These relations exist in ${base}: rename the datasets of the document.`,
      { subject: 'datasets', problems: existing },
    )
}
