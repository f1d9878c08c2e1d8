import type { Catalog } from '../../catalog/catalog.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { readEmptyTables, readViolations } from '../contract/read-violations.ts'
import { filledViews } from './filled-views.ts'
import type { Engine } from '../engine/engine.ts'
import { guardViews, guardRowLimit } from './guard-views.ts'
import { readAssumed } from './read-assumptions.ts'
import { readCurrencies } from './read-currencies.ts'
import { readHorizon } from './read-horizon.ts'
import { providedTables } from './provided-tables.ts'

/** Reads the state of the warehouse that planning needs. */
export async function readWarehouseState(engine: Engine, catalog: Catalog): Promise<WarehouseState> {
  const [parameters = {}] = await engine.query<Record<string, unknown>>({
    sql: 'select * from parameters.business',
    parameters: [],
  })
  const guards = guardViews(catalog)
  const failingGuards = new Map<string, readonly string[]>()
  for (const guard of guards) {
    const { rows } = await engine.queryArrays({
      sql: `select * from ${guard} order by 1 limit ${guardRowLimit(catalog, guard)}`,
      parameters: [],
    })
    if (rows.length > 0)
      failingGuards.set(
        guard,
        rows.map((row) => row.map(String).join(' ')),
      )
  }
  return Object.freeze({
    parameters: Object.freeze(parameters),
    ...(await readHorizon(engine, catalog, parameters['as_of'])),
    provided: await providedTables(engine, catalog.sources),
    emptyTables: await readEmptyTables(engine),
    violations: await readViolations(engine),
    assumed: await readAssumed(engine),
    failingGuards,
    ...(await readCurrencies(engine, catalog)),
    stored: await filledViews(engine, catalog),
  })
}
