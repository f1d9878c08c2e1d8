import type { Catalog } from '../../catalog/catalog.ts'
import type { Runtime } from '../../query/runtime.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import { readEmptyTables, readViolations } from '../../warehouse/contract/read-violations.ts'
import { filledViews } from '../../warehouse/state/filled-views.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { guardViews, guardRowLimit } from '../../warehouse/state/guard-views.ts'
import { providedTables } from '../../warehouse/state/provided-tables.ts'
import { readAssumed } from '../../warehouse/state/read-assumptions.ts'
import { readCurrencies } from '../../warehouse/state/read-currencies.ts'
import { readHorizon } from '../../warehouse/state/read-horizon.ts'
import { withoutLimit } from '../../warehouse/engine/without-limit.ts'

/**
 * A runtime for definitions that are not deployed, over existing data. Parameters and guards are computed
 * from the files. A stored view is read only when it was filled by the same definition.
 */
export function offlineRuntime(engine: Engine, catalog: Catalog): Runtime {
  let state: Promise<WarehouseState> | null = null
  return {
    engine,
    catalog,
    state: () => (state ??= computeWarehouseState(withoutLimit(engine), catalog)),
  }
}

async function computeWarehouseState(engine: Engine, catalog: Catalog): Promise<WarehouseState> {
  const views = [...catalog.views.values()]
  const parameterView = views.find(({ header }) => Object.keys(header.parameters).length > 0)
  const [parameters = {}] =
    parameterView === undefined
      ? []
      : await engine.query<Record<string, unknown>>({
          sql: viewQuery(catalog, parameterView.name),
          parameters: [],
        })
  const failingGuards = new Map<string, readonly string[]>()
  for (const guard of guardViews(catalog)) {
    const { rows } = await engine.queryArrays({
      sql: `select * from (${viewQuery(catalog, guard)}) as found order by 1 limit ${guardRowLimit(catalog, guard)}`,
      parameters: [],
    })
    if (rows.length > 0)
      failingGuards.set(
        guard,
        rows.map((row) => row.map(String).join(' ')),
      )
  }
  return {
    parameters,
    ...(await readHorizon(engine, catalog, parameters['as_of'], (view) => `(${viewQuery(catalog, view)})`)),
    provided: await providedTables(engine, catalog.sources),
    emptyTables: await readEmptyTables(engine),
    violations: await readViolations(engine),
    assumed: await readAssumed(engine),
    failingGuards: failingGuards,
    ...(await readCurrencies(engine, catalog, (view) => `(${viewQuery(catalog, view)})`)),
    stored: await filledViews(engine, catalog),
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
