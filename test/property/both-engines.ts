import { afterAll, beforeAll } from 'vitest'
import type { SourceRows, Warehouse } from '../harness/warehouse.ts'
import { fill, openDeployed, rolledBack, warehouseOf, type DeployedWarehouse } from '../harness/warehouse.ts'
import type { Data } from './oracle/data.ts'

/**
 * Runs work against a warehouse that holds a data set, on each engine; the data are rolled back afterwards.
 */
export type OnEngines = (
  work: (given: (data: Data) => Promise<Warehouse>, engine: string) => Promise<void>,
) => Promise<void>

/** Opens both engines once per test file; they work in parallel. */
export function openBothEngines(): OnEngines {
  let open: readonly DeployedWarehouse[] = []
  beforeAll(async () => {
    // open one engine at a time: on a busy machine the second one would time out
    open = [await openDeployed('pglite'), await openDeployed('postgres')]
  })
  afterAll(async () => {
    await Promise.all(open.map(({ close }) => close()))
  })
  return async (work) => {
    await Promise.all(
      open.map(({ engine, catalog }) =>
        rolledBack(engine, (transaction) =>
          work(async (data) => {
            await fill(transaction, catalog, data as SourceRows)
            return warehouseOf(transaction, catalog)
          }, engine.kind),
        ),
      ),
    )
  }
}
