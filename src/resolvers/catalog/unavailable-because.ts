import type { Catalog, Metric } from '../../catalog/catalog.ts'
import { metricInputs } from '../../catalog/kind-references.ts'
import { PlumblineError } from '../../errors.ts'
import { checkAvailability, unavailableDimension } from '../../semantic/plan/checks/availability.ts'
import { withInputs } from '../../semantic/plan/resolve-request.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'

/**
 * The reasons why a query of this metric would be rejected with the current data: its own, and those of its
 * inputs.
 */
export function unavailableBecause(
  catalog: Catalog,
  metric: Metric,
  state: WarehouseState,
): readonly string[] {
  const parts = metricInputs(metric.header).flatMap((name) => catalog.metrics.get(name) ?? [])
  return [
    ...new Set([
      ...ownReasons(catalog, metric, state),
      ...parts.flatMap((part) => unavailableBecause(catalog, part, state)),
    ]),
  ]
}

function ownReasons(catalog: Catalog, metric: Metric, state: WarehouseState): readonly string[] {
  try {
    checkAvailability(catalog, metric, [], state)
    return []
  } catch (error) {
    if (error instanceof PlumblineError) return [error.message]
    throw error
  }
}

/** A dimension that lacks source tables, and the reason why a query by it would be rejected. */
export interface UnavailableDimensionRow {
  readonly name: string
  readonly because: string
}

/** The dimensions by which a query of this metric would be rejected with the current data. */
export function unavailableDimensions(
  catalog: Catalog,
  metric: Metric,
  state: WarehouseState,
): readonly UnavailableDimensionRow[] {
  const inputs = withInputs(catalog, metric)
  return metric.dimensions.flatMap((name) => {
    const [error] = inputs.flatMap((input) => unavailableDimension(catalog, input, name, state) ?? [])
    return error === undefined ? [] : [{ name, because: error.message }]
  })
}
