import { stat } from 'node:fs/promises'
import { PlumblineError } from '../../errors.ts'
import { readFoundTables, type FoundTable } from '../../warehouse/adapters/own/found-table.ts'
import { readSchemas } from '../../warehouse/adapters/own/read-schemas.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { readFiles } from './read-files.ts'

/** The tables of a company, and the schema of the database that has them. */
export interface OwnTables {
  readonly schema: string
  readonly found: readonly FoundTable[]
}

/**
 * Finds the tables that `plumbline map` is asked for: the files of a directory, copied into a schema with the name of the
 * adapter, or the relations of a schema.
 *
 * @throws PlumblineError `BAD_REQUEST` when the source is neither, or has no table
 */
export async function findTables(engine: Engine, source: string, name: string): Promise<OwnTables> {
  const file = await stat(source).catch(() => null)
  if (file?.isDirectory() === true) {
    await readFiles(engine, source, name)
    return { schema: name, found: await readFoundTables(engine, name) }
  }
  const found = await readFoundTables(engine, source)
  if (found.length > 0) return { schema: source, found }
  const isFile = file !== null
  const schemas = await readSchemas(engine)
  throw new PlumblineError(
    'BAD_REQUEST',
    isFile
      ? `${source} is a file. Name the directory that has the CSV files.`
      : `${source} is neither a directory nor a schema with tables. ${listed(schemas)}`,
    { subject: 'source', ...(isFile ? {} : { valid: schemas }) },
  )
}

function listed(schemas: readonly string[]): string {
  return schemas.length === 0
    ? 'The database has no schema with tables.'
    : `The database has tables in: ${schemas.join(', ')}.`
}
