import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { metricInputs } from '../../catalog/metric-inputs.ts'
import { PlumblineError } from '../../errors.ts'
import { checkAvailability } from '../../semantic/plan/checks/availability.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'

/** Why a question for this metric would be refused with these data: its own reasons and those of its parts. */
export function unavailableBecause(
  catalog: Catalog,
  metric: Metric,
  knowledge: WarehouseState,
): readonly string[] {
  const parts = metricInputs(metric.header).flatMap((name) => catalog.metrics.get(name) ?? [])
  return [
    ...new Set([
      ...ownReasons(catalog, metric, knowledge),
      ...parts.flatMap((part) => unavailableBecause(catalog, part, knowledge)),
    ]),
  ]
}

function ownReasons(catalog: Catalog, metric: Metric, knowledge: WarehouseState): readonly string[] {
  try {
    checkAvailability(catalog, metric, [], knowledge)
    return []
  } catch (error) {
    if (error instanceof PlumblineError) return [error.message]
    throw error
  }
}
