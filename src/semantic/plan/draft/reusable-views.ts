import { parameterValue } from '../../model/parameter-value.ts'
import type { Parameters } from '../../../generated/parameters.ts'
import type { Catalog } from '../../../catalog/catalog.ts'
import { sortedJson } from '../../../catalog/hash.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'

/**
 * The stored views whose tables hold the same rows as their SQL with these parameters: every parameter in their lineage
 * has its canonical value.
 */
export function reusableViews(
  catalog: Catalog,
  state: WarehouseState,
  values: Parameters,
): ReadonlySet<string> {
  const changed = new Set(
    Object.keys(values).filter(
      (name) =>
        parameterValue(values, name) !== parameterValue(state.parameters, name) &&
        sortedJson(parameterValue(values, name)) !== sortedJson(parameterValue(state.parameters, name)),
    ),
  )
  return new Set(
    [...state.stored].filter(
      (name) => !(catalog.views.get(name)?.allParameters ?? []).some((parameter) => changed.has(parameter)),
    ),
  )
}
