import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { checkViolations } from './violations.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { missingTables, describeTables, unavailable } from '../../model/missing-tables.ts'

/**
 * Refuses a metric whose tables were not provided, or whose money cannot be added up.
 *
 * @throws PlumblineError `METRIC_UNAVAILABLE` with the missing tables, `CONTRACT_BROKEN` with the rows that falsify
 * it, `MIXED_CURRENCIES` with the currencies.
 */
export function checkAvailability(
  catalog: Catalog,
  metric: Metric,
  dimensions: readonly string[],
  knowledge: WarehouseState,
): void {
  const missing = missingTables(metric.requires, knowledge.provided)
  if (missing.length > 0) {
    throw unavailable(
      knowledge,
      `${metric.name} needs the source table ${describeTables(missing)}, which was not provided. Load it, or ask for a ` +
        `metric that does without.`,
      {
        subject: metric.name,
        problems: missing,
        valid: [...catalog.metrics.values()]
          .filter(({ requires }) => missingTables(requires, knowledge.provided).length === 0)
          .map(({ name }) => name),
      },
    )
  }
  const lacking = (dimension: string) =>
    missingTables(
      catalog.viewDimensions.get(metric.view)?.get(dimension)?.header.requires ?? [],
      knowledge.provided,
    )
  for (const name of dimensions) {
    const absent = lacking(name)
    if (absent.length > 0) {
      throw unavailable(
        knowledge,
        `The dimension ${name} needs the source table ${describeTables(absent)}, which was not provided. Load it, or ` +
          `ask for another dimension.`,
        {
          subject: name,
          problems: absent,
          valid: metric.dimensions.filter((other) => lacking(other).length === 0),
        },
      )
    }
  }
  checkViolations(catalog, metric, dimensions, knowledge)
  for (const [guard, check] of Object.entries(catalog.views.get(metric.view)?.header.checks_from ?? {})) {
    const rows = knowledge.failingGuards.get(guard)
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
