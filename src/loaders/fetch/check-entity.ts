import { checkTables, tablesBehind } from '../../semantic/plan/checks/violations.ts'
import type { Entity } from './entity.ts'
import type { Runtime } from '../../query/runtime.ts'

/**
 * Rejects an entity with wrong rows, like a metric: its own table violates the source contract, or a table
 * upstream has a repeated key, so that an object would be listed twice.
 *
 * @throws PlumblineError `CONTRACT_BROKEN` with the table, the rule, examples and a query of the rows.
 */
export async function checkEntity<Row>(
  runtime: Runtime,
  { type, relation, shows }: Entity<Row>,
): Promise<void> {
  const behind = () => tablesBehind(runtime.catalog, [relation])
  checkTables(runtime.catalog, type, new Set([shows]), behind, await runtime.state())
}
