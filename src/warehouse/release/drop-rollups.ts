import type { Catalog } from '../../catalog/catalog.ts'
import { rollupSchema } from '../../semantic/rollups/rollup-table.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'

/**
 * Drops the tables of rollups that were created for another definition, or for none that exists. A refresh creates the
 * missing ones. A deployment calls it, because queries do not run meanwhile.
 */
export async function dropOutdatedRollups(engine: Engine, catalog: Catalog): Promise<void> {
  await engine.execute(`create schema if not exists ${rollupSchema}`)
  const tables = await rollupTables(engine)
  const outdated = tables.filter(({ name, hash }) => catalog.rollups.get(name)?.hash !== hash)
  if (outdated.length === 0) return
  const names = outdated.map(({ name }) => `${rollupSchema}.${quoteName(name)}`)
  await engine.execute(`drop table ${names.join(', ')}`)
}

/** The tables of rollups, with the hash of the definition for which each was created; it ends their comments. */
export async function rollupTables(
  engine: Engine,
): Promise<readonly { readonly name: string; readonly hash: string | null }[]> {
  return engine.query({
    sql: `select
        classes.relname as name,
        substring(obj_description(classes.oid, 'pg_class') from '\\(([0-9a-f]{12})\\)$') as hash
      from pg_catalog.pg_class as classes
      where classes.relnamespace = to_regnamespace($1) and classes.relkind in ('r', 'p')`,
    parameters: [rollupSchema],
  })
}
