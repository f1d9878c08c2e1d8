import type { Catalog } from '../../catalog/catalog.ts'
import { comparisonsOf } from '../model/request/condition.ts'
import type { Aggregation, Plan } from '../model/plan.ts'
import { storedPart } from '../rollups/read-part.ts'

/**
 * Whether the statement of a plan computes values from all rows of relations. Several conditions in a row make the planner
 * of PostgreSQL expect one row where there are thousands. A condition on a key or a policy leaves few rows, which are
 * found by an index.
 */
export function readsAllRows(catalog: Catalog, plan: Plan): boolean {
  if (plan.permitted !== null) return false
  return plan.aggregations.some(
    (aggregation) => storedPart(plan, aggregation) === null && !hasConditionOnKey(catalog, aggregation),
  )
}

function hasConditionOnKey(catalog: Catalog, { filters }: Aggregation): boolean {
  return comparisonsOf(filters).some(({ dimension: { from, column } }) =>
    catalog.views.get(from)?.header.key.includes(column),
  )
}
