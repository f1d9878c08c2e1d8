import { checkTables, tablesBehind } from '../../semantic/plan/checks/violations.ts'
import { checkEntityAccess } from '../../policy/access.ts'
import type { Entity } from './entity.ts'
import type { Runtime } from '../../query/runtime.ts'

/**
 * Rejects an entity with wrong rows, like a metric: its own table violates the source contract, or a table
 * upstream has a repeated key, so that an object would be listed twice.
 *
 * @throws PlumblineError `FORBIDDEN` when the caller is not granted it; `CONTRACT_BROKEN` with the table, the rule, examples and a query of the rows.
 */
export async function checkEntity<Row>(
  runtime: Runtime,
  { type, relation, shows, grants }: Entity<Row>,
): Promise<void> {
  for (const entity of grants) checkEntityAccess(runtime.access, entity)
  const behind = () => tablesBehind(runtime.catalog, [relation])
  checkTables(runtime.catalog, type, new Set([shows]), behind, await runtime.state())
}
