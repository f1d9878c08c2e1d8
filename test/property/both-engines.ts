import { afterAll, beforeAll } from 'vitest'
import type { SourceRows, Warehouse } from '../harness/warehouse.ts'
import { fill, openDeployed, rolledBack, warehouseOf, type DeployedWarehouse } from '../harness/warehouse.ts'
import type { Data } from './oracle/data.ts'

/** What a data set answers on an engine; the data are gone when the work is done. */
export type OnEngines = (
  work: (given: (data: Data) => Promise<Warehouse>, engine: string) => Promise<void>,
) => Promise<void>

/** Opens both engines once for a file; they work side by side. */
export function openBothEngines(): OnEngines {
  let open: readonly DeployedWarehouse[] = []
  beforeAll(async () => {
    // one after the other: a busy machine would keep the second waiting for too long
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
