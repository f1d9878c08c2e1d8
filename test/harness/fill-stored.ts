import type { Catalog, View } from '../../src/catalog/catalog.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { isResult, storedResults } from '../../src/warehouse/release/batches/stored-results.ts'
import { fillSelects } from '../../src/warehouse/release/batches/fill-select.ts'
import { refreshStatements } from '../../src/warehouse/release/refresh.ts'
import { plannedOnce } from './few-rows.ts'
import { preparedStatements } from './prepared-statements.ts'

/**
 * Fills stored views anew, as `refresh` does, but for the months of the calendar, which never change, and for results:
 * what they hold is then computed for each question. The database plans each statement once for a session: with the few
 * rows of a test, planning takes most of the time.
 */
export const fillStored = async (engine: Engine, catalog: Catalog): Promise<void> => {
  const stored = [...catalog.views.values()].filter(({ header }) => header.stored)
  const results = stored.filter(isResult).map(({ name }) => `'${name}'`)
  await fillAll(
    engine,
    catalog,
    stored.filter((view) => !isResult(view)),
  )
  await engine.execute(
    `update plumbline.deployed_views
    set refreshed_at = case when name not in (${results.join(', ')}) then clock_timestamp() end
    where is_table`,
  )
}

/** Fills the results too, for tests of what they hold. */
export const fillResults = async (engine: Engine, catalog: Catalog): Promise<void> => {
  await fillAll(engine, catalog, storedResults(catalog))
  await engine.execute('update plumbline.deployed_views set refreshed_at = clock_timestamp() where is_table')
}

const fillAll = async (engine: Engine, catalog: Catalog, views: readonly View[]): Promise<void> => {
  const prepared = await preparedStatements(engine)
  const toFill = await fillSelects(engine, catalog)
  const statements = views
    .filter(({ name }) => name !== 'parameters.months')
    .flatMap((view) => {
      const name = nameOf(view)
      const { empty, fill } = refreshStatements(toFill(view))
      return [
        ...(prepared.has(name) ? [] : [`prepare "${name}" as ${plannedOnce(fill)}`]),
        empty,
        `execute "${name}"`,
      ]
    })
  await engine.execute(statements.join(';\n'))
  for (const view of views) prepared.add(nameOf(view))
}

const nameOf = ({ relation, hash }: View): string => `${relation} ${hash}`
