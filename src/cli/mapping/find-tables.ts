import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PlumblineError } from '../../errors.ts'
import { readFoundTables, type FoundTable } from '../../warehouse/adapters/own/found-table.ts'
import { readSchemas } from '../../warehouse/adapters/own/read-schemas.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { csvName } from './open-csv.ts'
import { readFiles } from './read-files.ts'

/** The tables of a company, and the schema of the database that has them. */
export interface OwnTables {
  readonly schema: string
  readonly found: readonly FoundTable[]
}

/**
 * Finds the tables that `plumbline map` is asked for: files, or those of a directory, copied into a schema with the name of
 * the adapter; or the relations of a schema.
 *
 * @throws PlumblineError `BAD_REQUEST` when a source is none of these, or has no table
 */
export async function findTables(
  engine: Engine,
  sources: readonly string[],
  name: string,
): Promise<OwnTables> {
  const kinds = await Promise.all(sources.map(kindOf))
  const [first = ''] = sources
  if (sources.length === 1 && kinds[0] === null) return tablesOfSchema(engine, first)
  const strange = sources.find((_, index) => kinds[index] === null)
  if (strange !== undefined)
    throw new PlumblineError(
      'BAD_REQUEST',
      `There is no file ${strange}. Name files, a directory, or one schema.`,
      { subject: 'sources' },
    )
  const files = await Promise.all(
    sources.map(async (source, index) => (kinds[index] === 'directory' ? filesIn(source) : [source])),
  )
  await readFiles(engine, files.flat(), name)
  return { schema: name, found: await readFoundTables(engine, name) }
}

async function kindOf(source: string): Promise<'file' | 'directory' | null> {
  const found = await stat(source).catch(() => null)
  if (found === null) return null
  return found.isDirectory() ? 'directory' : 'file'
}

/** @throws PlumblineError `BAD_REQUEST` when the directory has no CSV file */
async function filesIn(directory: string): Promise<readonly string[]> {
  const names = (await readdir(directory)).filter((name) => csvName.test(name)).sort()
  if (names.length === 0)
    throw new PlumblineError('BAD_REQUEST', `${directory} has no CSV file.`, { subject: 'sources' })
  return names.map((name) => join(directory, name))
}

async function tablesOfSchema(engine: Engine, schema: string): Promise<OwnTables> {
  const found = await readFoundTables(engine, schema)
  if (found.length > 0) return { schema, found }
  const schemas = await readSchemas(engine)
  throw new PlumblineError(
    'BAD_REQUEST',
    `${schema} is no file, no directory and no schema with tables. ${listed(schemas)}`,
    { subject: 'sources', valid: schemas },
  )
}

function listed(schemas: readonly string[]): string {
  return schemas.length === 0
    ? 'The database has no schema with tables.'
    : `The database has tables in: ${schemas.join(', ')}.`
}
