import { beforeAll } from 'vitest'
import { forFewRows } from '../harness/few-rows.ts'
import type { EngineKind, SourceRows, Warehouse } from '../harness/warehouse.ts'
import { fill, rolledBack, sharedWarehouse, steadyWarehouse } from '../harness/warehouse.ts'
import type { Data } from './oracle/data/data.ts'

/**
 * Runs work against a warehouse that holds a data set, on each engine; the data are rolled back afterwards.
 */
export type OnEngines = (
  work: (given: (data: Data) => Promise<Warehouse>, engine: string) => Promise<void>,
) => Promise<void>

/** Opens both engines; they work in parallel. */
export function openBothEngines(): OnEngines {
  return openEngines(['pglite', 'postgres'])
}

/** Opens some engines. */
export function openEngines(kinds: readonly EngineKind[]): OnEngines {
  const open = () => kinds.map(sharedWarehouse)
  beforeAll(() => Promise.all(open()))
  return async (work) => {
    const warehouses = await Promise.all(open())
    await Promise.all(
      warehouses.map(({ engine, catalog }) =>
        rolledBack(engine, async (session) => {
          const transaction = await forFewRows(session)
          return work(async (data) => {
            await fill(transaction, catalog, data as SourceRows)
            return steadyWarehouse(transaction, catalog)
          }, engine.kind)
        }),
      ),
    )
  }
}
