import type { Catalog } from '../../catalog/catalog.ts'
import { sortedJson } from '../../catalog/hash.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * The stored views whose tables say exactly what their SQL would say under these parameters: those in
 * whose lineage no parameter has another value than the canonical one.
 */
export function usableStored(
  catalog: Catalog,
  knowledge: WarehouseState,
  values: Readonly<Record<string, unknown>>,
): ReadonlySet<string> {
  const changed = new Set(
    Object.keys(values).filter(
      (name) =>
        values[name] !== knowledge.parameters[name] &&
        sortedJson(values[name] ?? null) !== sortedJson(knowledge.parameters[name] ?? null),
    ),
  )
  return new Set(
    [...knowledge.stored].filter(
      (name) => !(catalog.views.get(name)?.allParameters ?? []).some((parameter) => changed.has(parameter)),
    ),
  )
}
