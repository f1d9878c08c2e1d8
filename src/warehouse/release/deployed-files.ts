import type { Catalog } from '../../catalog/catalog.ts'
import { businessParameters } from '../../catalog/parameters/parameter.ts'
import { signalFeed } from '../../catalog/signals/feed-name.ts'
import { internalTable } from '../contract/internal-schema.ts'
import type { Engine } from '../engine/engine.ts'
import { relationExists } from '../engine/relation-exists.ts'

/**
 * Stores the released file of every view and source table, so that the next change can be compared in
 * numbers, and a server can use the released definitions.
 */
export async function recordFiles(engine: Engine, catalog: Catalog): Promise<void> {
  await engine.execute(internalTable('deployed_files').join(';\n'))
  await engine.execute('delete from plumbline.deployed_files')
  const files = [...releasedFiles(catalog)].map(([name, text]) => ({ name, text }))
  await engine.query({
    sql: `insert into plumbline.deployed_files (name, text)
      select name, text from jsonb_to_recordset($1::jsonb) as released (name text, text text)`,
    parameters: [JSON.stringify(files)],
  })
}

/** The recorded files: view, `source.` and table, `parameters/subject.yaml` or `rollups/name.yaml` → its file. */
export function releasedFiles({ views, sources, subjects, rollups }: Catalog): ReadonlyMap<string, string> {
  return new Map([
    // the views of parameters and of signals are made of theirs
    ...[...views.values()]
      .filter(({ name }) => name !== signalFeed && (name !== businessParameters || subjects.size === 0))
      .map(({ name, text }): [string, string] => [name, text]),
    ...[...subjects.values()].map(({ name, text }): [string, string] => [`parameters/${name}.yaml`, text]),
    ...[...rollups.values()].map(({ name, text }): [string, string] => [`rollups/${name}.yaml`, text]),
    ...[...sources.values()].map(({ name, text }): [string, string] => [`source.${name}`, text]),
  ])
}

/**
 * View, or `source.` and table → its released file. Empty without a release, or with one that did not
 * record files.
 */
export async function deployedFiles(engine: Engine): Promise<ReadonlyMap<string, string>> {
  if (!(await relationExists(engine, 'plumbline.deployed_files'))) return new Map()
  const rows = await engine.query<{ name: string; text: string }>({
    sql: 'select name, text from plumbline.deployed_files',
    parameters: [],
  })
  return new Map(rows.map(({ name, text }) => [name, text]))
}
