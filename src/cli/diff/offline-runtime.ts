import type { Catalog } from '../../catalog/catalog.ts'
import { fullAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
import { viewQuery } from '../../warehouse/state/view-query.ts'
import { readWarehouseState } from '../../warehouse/state/read-warehouse-state.ts'

/**
 * A runtime for definitions that are not deployed, over existing data. Parameters and guards are computed
 * from the files. A stored view is read only when it was filled by the same definition.
 */
export function offlineRuntime(engine: Engine, catalog: Catalog): Runtime {
  let state: Promise<WarehouseState> | null = null
  return {
    engine,
    catalog,
    access: fullAccess,
    state: () =>
      (state ??= readWarehouseState(
        withoutLimit(engine),
        catalog,
        (view) => `(${viewQuery(catalog, view)})`,
      )),
  }
}
