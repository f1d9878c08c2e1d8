import type { Engine } from '../../src/warehouse/engine/engine.ts'
import type { LoadReport } from '../../src/warehouse/load/stage/load-report.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { openDeployed, rolledBack, warehouseOf } from './warehouse.ts'
import type { EngineKind, Warehouse } from './warehouse.ts'

/** A warehouse of its own, loaded from files. */
export interface LoadedWarehouse extends Warehouse {
  readonly engine: Engine
  readonly report: LoadReport
  /** What the warehouse would say if its source tables were changed by some SQL; it is changed back. */
  readonly whatIf: <Result>(sql: string, ask: (changed: Warehouse) => Promise<Result>) => Promise<Result>
  readonly close: () => Promise<void>
}

/** Loads files of the source contract into a new warehouse, as `plumbline load` does. */
export const openLoaded = async (kind: EngineKind, directory: string): Promise<LoadedWarehouse> => {
  const { engine, catalog, close } = await openDeployed(kind)
  const report = await load(engine, catalog.sources, [directory])
  await refresh(engine, catalog)
  return {
    ...warehouseOf(engine, catalog),
    engine,
    report,
    whatIf: (sql, ask) =>
      rolledBack(engine, async (transaction) => {
        await transaction.execute(sql)
        await refresh(transaction, catalog)
        return ask(warehouseOf(transaction, catalog))
      }),
    close,
  }
}
