import { parameterValue } from '../model/parameter-value.ts'
import type { Parameters } from '../../generated/parameters.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { sortedJson } from '../../catalog/hash.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * The stored views whose tables say exactly what their SQL would say under these parameters: those in
 * whose lineage no parameter has another value than the canonical one.
 */
export function reusableViews(
  catalog: Catalog,
  knowledge: WarehouseState,
  values: Parameters,
): ReadonlySet<string> {
  const changed = new Set(
    Object.keys(values).filter(
      (name) =>
        parameterValue(values, name) !== parameterValue(knowledge.parameters, name) &&
        sortedJson(parameterValue(values, name)) !== sortedJson(parameterValue(knowledge.parameters, name)),
    ),
  )
  return new Set(
    [...knowledge.stored].filter(
      (name) => !(catalog.views.get(name)?.allParameters ?? []).some((parameter) => changed.has(parameter)),
    ),
  )
}
