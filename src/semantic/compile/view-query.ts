import { sql } from 'kysely'
import type { Catalog } from '../../catalog/catalog.ts'
import { withClause } from '../sql/cte.ts'
import { compileSql, type CompiledQuery } from '../sql/compile-sql.ts'
import { inlineViews, relationName } from '../sql/view-ctes.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * A question of ours about the rows of one view, with parameters bound (the canonical ones, or those of a
 * request): what a request would see, planned as a request would be.
 *
 * @param ask the select, given the name under which it finds the view
 */
export function compileViewQuestion(
  catalog: Catalog,
  view: string,
  knowledge: Pick<WarehouseState, 'parameters' | 'stored'>,
  ask: (relation: string) => string,
): CompiledQuery {
  const tables = inlineViews(catalog, [view], knowledge.parameters, knowledge.stored)
  const select = sql.raw(ask(relationName(view, knowledge.stored)))
  return compileSql(tables.length === 0 ? select : sql`${withClause(tables)}\n\n${select}`)
}
