import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { PlumblineError } from '../../src/errors.ts'

/** Maps a file below `sql/` to a function from its old text (empty for a new file) to its new text. */
export type Changes = Readonly<Record<string, string | ((text: string) => string)>>

/** Loads a copy of the repository's `sql/` in which some files are changed. */
export const loadChanged = (changes: Changes): Promise<Catalog> =>
  withCopy(changes, (directory) => loadCatalog(directory))

/** The problems of a copy of `sql/` after a change: `facts/activity.sql:12: rule: message`, in order. */
export const problemsOf = (changes: Changes): Promise<readonly string[]> =>
  withCopy(changes, async (directory) => {
    try {
      await loadCatalog(directory)
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code !== 'BAD_CATALOG') throw error
      const prefix = `${relative(process.cwd(), directory)}/`
      return (error.details.problems ?? []).map((problem) => problem.replaceAll(prefix, ''))
    }
    return []
  })

/** Replaces a piece of text that must be there. */
export const replacing =
  (piece: string, by: string) =>
  (text: string): string => {
    if (!text.includes(piece)) throw new Error(`There is no ${piece} to replace`)
    return text.replace(piece, () => by)
  }

/** Gives a parameter another default. */
export const changingDefault =
  (parameter: string, value: string) =>
  (text: string): string => {
    const at = new RegExp(`(\\n  ${parameter}:\\n    type: \\w+\\n    default:) \\S.*\\n`)
    if (!at.test(text)) throw new Error(`There is no default of ${parameter} on one line`)
    return text.replace(at, (_, before: string) => `${before} ${value}\n`)
  }

/** A small independent view, so that a test shows all effects of a change. */
export const smallView = (name: string, body: string, header = ''): string => `/*---
view: ${name}
description: Made for a test.
owner: growth-data
grain: one row per thing
key: []
${header}---*/

${body.trim()}
`

/** The line number, from 1, of the first occurrence of a text. */
export const lineOf = (text: string, piece: string): number => {
  const at = text.indexOf(piece)
  if (at < 0) throw new Error(`There is no ${piece}`)
  return text.slice(0, at).split('\n').length
}

async function withCopy<Result>(
  changes: Changes,
  use: (directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-sql-'))
  try {
    await cp('sql', directory, { recursive: true })
    for (const [file, change] of Object.entries(changes)) {
      const path = join(directory, file)
      const text = await readFile(path, 'utf8').catch(() => '')
      await writeFile(path, typeof change === 'string' ? change : change(text))
    }
    return await use(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}
