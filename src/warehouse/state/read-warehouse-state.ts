import type { Catalog } from '../../catalog/catalog.ts'
import { businessParameters } from '../../catalog/parameters/parameter.ts'
import { readCanonical } from '../../semantic/parameters/read-canonical.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { readAssumed, readEmptyTables, readViolations } from '../contract/read-source-state.ts'
import { isDistributed } from '../release/deployed/deployed-views.ts'
import { filledViews } from './filled-views.ts'
import type { Engine } from '../engine/engine.ts'
import { guardViews, guardRowLimit } from './guard-views.ts'
import { readCurrencies } from './read-currencies.ts'
import { readHorizon, readRefreshedAt } from './read-horizon.ts'
import { providedTables } from './provided-tables.ts'
import { readRollups } from './read-rollups.ts'

/**
 * Reads the state of the warehouse that planning needs.
 *
 * @param from how a view is read: by its name where it is deployed, else as a query in brackets
 */
export async function readWarehouseState(
  engine: Engine,
  catalog: Catalog,
  from: (view: string) => string = (name) => name,
): Promise<WarehouseState> {
  const parameters = await readParameters(engine, catalog, from)
  const failingGuards = new Map<string, readonly string[]>()
  for (const guard of guardViews(catalog)) {
    const { rows } = await engine.queryArrays({
      sql: `select * from ${from(guard)} as found order by 1 limit ${guardRowLimit(catalog, guard)}`,
      parameters: [],
    })
    if (rows.length > 0)
      failingGuards.set(
        guard,
        rows.map((row) => row.map(String).join(' ')),
      )
  }
  const provided = await providedTables(engine, catalog.sources)
  const currencies = await readCurrencies(engine, catalog, from)
  return Object.freeze({
    parameters,
    ...(await readHorizon(engine, catalog, parameters.as_of, from)),
    refreshedAt: await readRefreshedAt(engine),
    provided,
    emptyTables: await readEmptyTables(engine),
    violations: await readViolations(engine),
    assumed: await readAssumed(engine),
    failingGuards,
    ...currencies,
    stored: await filledViews(engine, catalog),
    distributed: await isDistributed(engine),
    rollups: await readRollups(engine, catalog, { parameters, provided, ...currencies }),
  })
}

/** The canonical values of the parameters; empty when the catalogue has none. */
async function readParameters(
  engine: Engine,
  catalog: Catalog,
  from: (view: string) => string,
): Promise<WarehouseState['parameters']> {
  if (!catalog.views.has(businessParameters)) return readCanonical(catalog, {})
  const [row = {}] = await engine.query<Record<string, unknown>>({
    sql: `select * from ${from(businessParameters)} as parameters`,
    parameters: [],
  })
  return readCanonical(catalog, row)
}
