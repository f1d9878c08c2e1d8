import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'

/** What was assumed to read the tables that the metrics are counted from: whoever reads the number has to know. */
export function loadAssumptionNotes(
  catalog: Catalog,
  parts: readonly Metric[],
  knowledge: WarehouseState,
): readonly string[] {
  const read = new Set(parts.flatMap(({ view }) => [...(catalog.views.get(view)?.lineage ?? [])]))
  return [...knowledge.assumed]
    .filter(([table]) => read.has(`source.${table}`))
    .flatMap(([table, sentences]) => sentences.map((sentence) => `As ${table} was loaded, ${sentence}.`))
}
