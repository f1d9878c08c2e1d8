import { checkTables, tablesBehind } from '../../semantic/plan/checks/violations.ts'
import { checkViewAvailability } from '../../semantic/plan/checks/availability.ts'
import { checkColumnAccess, checkEntityAccess, checkSingleAccounts } from '../../policy/access.ts'
import { nameOf, type Entity } from './entity.ts'
import { comparisonsOf } from '../../semantic/model/request/condition.ts'
import type { PageRequest } from './page.ts'
import type { Runtime } from '../../query/runtime.ts'

/**
 * Rejects an entity with wrong rows, like a metric: its own table violates the source contract, or a table
 * upstream has a repeated key, so that an object would be listed twice. A view of a page also needs its source tables.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller is not granted it; `METRIC_UNAVAILABLE` with missing tables; `CONTRACT_BROKEN` with the table, the rule, examples and a query of the rows.
 */
export async function checkEntity<Row>(
  runtime: Runtime,
  { type, relation, shows, grants }: Entity<Row>,
): Promise<void> {
  for (const entity of grants) checkEntityAccess(runtime.access, entity)
  const view = runtime.catalog.views.get(relation)
  if (view?.layer === 'pages') {
    checkSingleAccounts(runtime.access, type, `a list of ${view.relation}`)
    checkViewAvailability(runtime.catalog, view, await runtime.state())
    return
  }
  const behind = () => tablesBehind(runtime.catalog, [relation])
  checkTables(runtime.catalog, type, new Set(shows), behind, await runtime.state())
}

/**
 * Rejects conditions on columns and orders by columns that the caller may not see: the order of rows would tell them. What
 * else a list reads is checked where it is read.
 *
 * @throws PlumblineError `FORBIDDEN`
 */
export function checkPage<Row>(runtime: Runtime, entity: Entity<Row>, page: PageRequest<Row>): void {
  const comparisons = comparisonsOf(page.conditions)
  const columns = comparisons.flatMap((one) => (one.kind === 'column' ? [one.column] : []))
  const ordered = page.order.columns.flatMap(({ column, state }) => (state === undefined ? [column] : []))
  for (const column of [...ordered, ...columns])
    checkColumnAccess(runtime.access, `${nameOf(entity)}.${column}`)
}
