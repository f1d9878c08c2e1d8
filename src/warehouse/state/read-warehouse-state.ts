import type { Catalog } from '../../catalog/catalog.ts'
import { businessParameters } from '../../catalog/parameters/parameter.ts'
import { readCanonical } from '../../semantic/parameters/read-canonical.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { readAssumed, readEmptyTables, readViolations } from '../contract/read-source-state.ts'
import { isDistributed } from '../release/deployed/deployed-views.ts'
import { readKinds } from '../release/deployed/read-relations.ts'
import { filledViews } from './filled-views.ts'
import type { Engine } from '../engine/engine.ts'
import { readGuards } from './read-guards.ts'
import { readCurrencies } from './read-currencies.ts'
import { readHorizon, readRefreshedAt } from './read-horizon.ts'
import { providedTables } from './provided-tables.ts'
import { readSignalRecord } from './read-signal-record.ts'
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
  // earlier releases do not have every table of the record
  const present = await readKinds(engine)
  const parameters = await readParameters(engine, catalog, from)
  const provided = await providedTables(engine, catalog.sources)
  const currencies = await readCurrencies(engine, catalog, from)
  return Object.freeze({
    parameters,
    ...(await readHorizon(engine, catalog, parameters.as_of, from)),
    refreshedAt: await readRefreshedAt(engine, present),
    provided,
    emptyTables: await readEmptyTables(engine),
    violations: await readViolations(engine, present),
    assumed: await readAssumed(engine),
    failingGuards: await readGuards(engine, catalog, from),
    ...currencies,
    stored: await filledViews(engine, catalog, present),
    signalsRecorded: await readSignalRecord(engine, present),
    distributed: await isDistributed(engine),
    rollups: await readRollups(engine, catalog, present, { parameters, provided, ...currencies }),
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
    isRepeated: true,
  })
  return readCanonical(catalog, row)
}
