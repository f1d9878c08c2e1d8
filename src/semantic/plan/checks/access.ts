import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import {
  accountColumns,
  checkColumnAccess,
  checkRowsHaveAccounts,
  type Access,
} from '../../../policy/access.ts'
import { factViews } from '../../kinds/views-read.ts'
import type { Aggregation, Plan } from '../../model/plan.ts'

/**
 * Rejects groups and conditions by a dimension with personal data that the caller does not see as it is.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkDimensionAccess(
  catalog: Catalog,
  access: Access,
  metric: Metric,
  dimensions: readonly string[],
): void {
  const offered = catalog.viewDimensions.get(metric.view)
  for (const name of dimensions) {
    const dimension = offered?.get(name)
    const relation = catalog.views.get(dimension?.from ?? '')?.relation
    if (dimension !== undefined && relation !== undefined)
      checkColumnAccess(access, `${relation}.${dimension.column}`, name)
  }
}

/**
 * Rejects metrics that are counted from rows without an account, for a caller who may see some accounts only.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkRowAccess(
  catalog: Catalog,
  access: Access,
  aggregations: readonly Aggregation[],
  parameters: Plan['parameters'],
): void {
  for (const aggregation of aggregations) {
    const views = factViews(catalog, aggregation, { parameters })
    if (views.every((view) => accountColumns(catalog, view).includes('account_key'))) continue
    for (const { metric } of aggregation.baseMetrics) checkRowsHaveAccounts(access, metric.name)
  }
}
