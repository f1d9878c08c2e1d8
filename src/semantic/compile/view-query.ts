import type { Catalog } from '../../catalog/catalog.ts'
import { writeStatement } from '../sql/cte.ts'
import { compileSql, type CompiledQuery } from '../sql/compile-sql.ts'
import { sql } from '../sql/text/fragment.ts'
import { inlineViews, relationName } from '../sql/view-ctes.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * A question of ours about the rows of one view, with parameters bound (the canonical ones, or those of a
 * request): what a request would see, planned as a request would be.
 *
 * @param ask the select, given the name under which it finds the view
 */
export function compileViewQuery(
  catalog: Catalog,
  view: string,
  knowledge: Pick<WarehouseState, 'parameters' | 'stored'>,
  ask: (relation: string) => string,
): CompiledQuery {
  const ctes = inlineViews(catalog, [view], knowledge.parameters, knowledge.stored)
  const select = sql.raw(ask(relationName(view, knowledge.stored)))
  return compileSql(writeStatement(ctes, { text: select }))
}
