import { checkTables, tablesBehind } from '../../semantic/plan/checks/violations.ts'
import type { Entity } from './entity.ts'
import type { Runtime } from '../../query/runtime.ts'

/**
 * Refuses an entity whose rows cannot be right, as a metric is refused: the table that it shows breaks the source
 * contract, or a key of a table behind it is there twice, so that one thing would be listed twice.
 *
 * @throws PlumblineError `CONTRACT_BROKEN` with the table, the rule, examples and a query of the rows.
 */
export async function checkEntity<Row>(
  runtime: Runtime,
  { type, relation, shows }: Entity<Row>,
): Promise<void> {
  const behind = () => tablesBehind(runtime.catalog, [relation])
  checkTables(runtime.catalog, type, new Set([shows]), behind, await runtime.knowledge())
}
