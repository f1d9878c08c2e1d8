import type { Catalog, Metric, View } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import { checkTables, checkViolations, tablesBehind } from './violations.ts'
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
  for (const name of dimensions) {
    const error = unavailableDimension(catalog, metric, name, state)
    if (error !== null) throw error
  }
  checkViolations(catalog, metric, dimensions, state)
  checkGuards(catalog, metric.name, metric.view, state)
}

/** The rejection of a dimension of a metric whose source tables are missing; null when they are there. */
export function unavailableDimension(
  { viewDimensions }: Pick<Catalog, 'viewDimensions'>,
  { view, dimensions }: Pick<Metric, 'view' | 'dimensions'>,
  name: string,
  state: Pick<WarehouseState, 'provided'>,
): PlumblineError | null {
  const missingFor = (dimension: string) =>
    missingTables(viewDimensions.get(view)?.get(dimension)?.header.requires ?? [], state.provided)
  const missing = missingFor(name)
  if (missing.length === 0) return null
  return unavailable(
    state,
    `The dimension ${name} needs the source table ${describeTables(missing)}, which was not provided. Load it, or ` +
      `use another dimension.`,
    {
      subject: name,
      problems: missing,
      valid: dimensions.filter((other) => missingFor(other).length === 0),
    },
  )
}

/**
 * Rejects a view that is read without a metric, such as a signal or a part of a page, on the same grounds.
 *
 * @throws PlumblineError as for a metric
 */
export function checkViewAvailability(
  catalog: Catalog,
  { name, relation, header }: View,
  state: WarehouseState,
): void {
  const missing = missingTables(header.requires, state.provided)
  if (missing.length > 0) {
    const sentence = `${relation} needs the source table ${describeTables(missing)}, which was not provided.`
    throw unavailable(state, sentence, { subject: relation, problems: missing })
  }
  const required = new Set(header.requires.flatMap((tables) => tables.split('|')))
  checkTables(catalog, relation, required, () => tablesBehind(catalog, [name]), state)
  checkGuards(catalog, relation, name, state)
}

function checkGuards(catalog: Catalog, subject: string, view: string, state: WarehouseState): void {
  for (const [guard, check] of Object.entries(catalog.views.get(view)?.header.checks_from ?? {})) {
    const rows = state.failingGuards.get(guard)
    if (check.severity === 'error' && rows !== undefined) {
      throw new PlumblineError(
        check.code,
        `${subject} cannot be added up: ${catalog.views.get(guard)?.header.description.trim() ?? guard} ` +
          `Found: ${rows.join(', ')}.`,
        { subject, problems: rows },
      )
    }
  }
}
