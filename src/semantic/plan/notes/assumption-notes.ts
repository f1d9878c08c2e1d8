import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'

/** The assumptions in the definitions of the metrics that replace missing optional tables. */
export function assumptionNotes(
  catalog: Catalog,
  metrics: readonly Metric[],
  state: WarehouseState,
): readonly string[] {
  const headers = metrics.flatMap(({ view }) => catalog.views.get(view)?.header ?? [])
  const assumptions = headers
    .flatMap(({ assumes }) => Object.entries(assumes))
    .filter(([table]) => !state.provided.has(table))
    .map(([, sentence]) => sentence)
  return [...new Set(assumptions)]
}

/** The assumptions made when the source tables of the metrics were loaded. */
export function loadAssumptionNotes(
  catalog: Catalog,
  metrics: readonly Metric[],
  state: WarehouseState,
): readonly string[] {
  const read = new Set(metrics.flatMap(({ view }) => [...(catalog.views.get(view)?.lineage ?? [])]))
  return [...state.assumed]
    .filter(([table]) => read.has(`source.${table}`))
    .flatMap(([table, sentences]) => sentences.map((sentence) => `As ${table} was loaded, ${sentence}.`))
}
