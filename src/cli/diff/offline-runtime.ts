import type { Catalog } from '../../catalog/catalog.ts'
import { fullAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'
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

/** A view as one statement over the source tables: all views that it reads become CTEs. */
function viewQuery(catalog: Catalog, name: string): string {
  const lineage = catalog.views.get(name)?.lineage ?? new Set<string>()
  const inlineName = (relation: string) =>
    catalog.views.has(relation) ? relation.replace('.', '__') : relation
  const tables = [...catalog.views.values()]
    .filter((view) => view.name === name || lineage.has(view.name))
    .map(({ name: own, segments }) => {
      const body = segments
        .map((segment) => ('text' in segment ? segment.text : inlineName(segment.relation)))
        .join('')
      return `${inlineName(own)} as (\n${body}\n)`
    })
  return `with\n\n${tables.join(',\n\n')}\n\nselect * from ${inlineName(name)}`
}
