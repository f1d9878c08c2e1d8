import type { Catalog, View } from '../../src/catalog/catalog.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { refreshStatements } from '../../src/warehouse/release/refresh.ts'

/**
 * Fills every stored view anew, as `refresh` does, but for the months of the calendar, which never change. The
 * database plans each statement once for a session: with the few rows of a test, planning takes most of the time.
 */
export const fillStored = async (engine: Engine, catalog: Catalog): Promise<void> => {
  const stored = [...catalog.views.values()].filter(
    ({ name, header }) => header.stored && name !== 'parameters.months',
  )
  const known = await engine.query<{ name: string }>({
    sql: 'select name from pg_catalog.pg_prepared_statements',
    parameters: [],
  })
  const prepared = new Set(known.map(({ name }) => name))
  const statements = stored.flatMap((view) => {
    const name = nameOf(view)
    const { empty, fill } = refreshStatements(view)
    return [...(prepared.has(name) ? [] : [`prepare "${name}" as ${fill}`]), empty, `execute "${name}"`]
  })
  await engine.execute(
    [
      ...statements,
      'update plumbline.deployed_views set refreshed_at = clock_timestamp() where is_table',
    ].join(';\n'),
  )
}

const nameOf = ({ relation, hash }: View): string => `${relation} ${hash}`
