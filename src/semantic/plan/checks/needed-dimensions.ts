import type { Catalog } from '../../../catalog/catalog.ts'
import { metricInputs } from '../../../catalog/kind-references.ts'
import { PlumblineError } from '../../../errors.ts'
import type { Condition } from '../../model/request/condition.ts'
import type { Filter, MetricsRequest } from '../../model/request/request.ts'

/**
 * Rejects a query over several values of a dimension that do not add up, such as the points of a curve, which repeat
 * the same rows. A query groups by such a dimension, or selects one of its values.
 *
 * @throws PlumblineError `DIMENSION_REQUIRED`
 */
export function checkNeededDimensions(
  catalog: Catalog,
  { metrics, by, where, keep }: Pick<MetricsRequest, 'metrics' | 'by' | 'where' | 'keep'>,
): void {
  const grouped = by.map((name) => name.toLowerCase())
  const merged = keep.map(({ dimension }) => dimension.toLowerCase())
  for (const { metric, where: own } of metrics) {
    const name = metric.toLowerCase()
    const conditions = [...where, ...own]
    for (const dimension of neededDimensions(catalog, name)) {
      if (conditions.some((condition) => selectsOne(condition, dimension))) continue
      if (grouped.includes(dimension) && !merged.includes(dimension)) continue
      throw new PlumblineError(
        'DIMENSION_REQUIRED',
        `The values of ${name} for different values of ${dimension} do not add up. Group by ${dimension}, without ` +
          `totals and without a group of other values, or select one of its values.`,
        { subject: dimension, valid: [dimension] },
      )
    }
  }
}

/** The dimensions of a metric whose values do not add up. */
export function neededDimensions(catalog: Catalog, name: string): readonly string[] {
  const metric = catalog.metrics.get(name)
  if (metric === undefined) return []
  const inputs = metricInputs(metric.header)
  if (inputs.length === 0) return catalog.views.get(metric.view)?.header.needs_dimensions ?? []
  return [...new Set(inputs.flatMap((input) => neededDimensions(catalog, input)))]
}

function selectsOne(condition: Condition<Filter>, needed: string): boolean {
  if (!('dimension' in condition) || condition.dimension !== needed) return false
  const { operator, value } = condition
  return (
    operator === 'eq' ||
    (operator === 'isNull' && value === true) ||
    (operator === 'in' && Array.isArray(value) && value.length === 1)
  )
}
