import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { checkViolations } from './violations.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { missingTables, describeTables, unavailable } from '../../model/missing-tables.ts'

/**
 * Rejects a metric whose source tables are missing or invalid, or whose guards fail.
 *
 * @throws PlumblineError `METRIC_UNAVAILABLE` with the missing tables, `CONTRACT_BROKEN` with the invalid rows, or the
 * code of the failing guard, such as `MIXED_CURRENCIES`, with its rows
 */
export function checkAvailability(
  catalog: Catalog,
  metric: Metric,
  dimensions: readonly string[],
  state: WarehouseState,
): void {
  const missing = missingTables(metric.requires, state.provided)
  if (missing.length > 0) {
    throw unavailable(
      state,
      `${metric.name} needs the source table ${describeTables(missing)}, which was not provided. Load it, or query ` +
        `another metric.`,
      {
        subject: metric.name,
        problems: missing,
        valid: [...catalog.metrics.values()]
          .filter(({ requires }) => missingTables(requires, state.provided).length === 0)
          .map(({ name }) => name),
      },
    )
  }
  const missingFor = (dimension: string) =>
    missingTables(
      catalog.viewDimensions.get(metric.view)?.get(dimension)?.header.requires ?? [],
      state.provided,
    )
  for (const name of dimensions) {
    const absent = missingFor(name)
    if (absent.length > 0) {
      throw unavailable(
        state,
        `The dimension ${name} needs the source table ${describeTables(absent)}, which was not provided. Load it, or ` +
          `use another dimension.`,
        {
          subject: name,
          problems: absent,
          valid: metric.dimensions.filter((other) => missingFor(other).length === 0),
        },
      )
    }
  }
  checkViolations(catalog, metric, dimensions, state)
  for (const [guard, check] of Object.entries(catalog.views.get(metric.view)?.header.checks_from ?? {})) {
    const rows = state.failingGuards.get(guard)
    if (check.severity === 'error' && rows !== undefined) {
      throw new PlumblineError(
        check.code,
        `${metric.name} cannot be added up: ${catalog.views.get(guard)?.header.description.trim() ?? guard} ` +
          `Found: ${rows.join(', ')}.`,
        {
          subject: metric.name,
          problems: rows,
        },
      )
    }
  }
}
