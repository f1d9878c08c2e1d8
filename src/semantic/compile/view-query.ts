import type { Catalog } from '../../catalog/catalog.ts'
import { writeStatement } from '../sql/cte.ts'
import { compileSql, type CompiledQuery } from '../sql/compile-sql.ts'
import { sql } from '../sql/text/fragment.ts'
import { inlineViews, relationName } from '../sql/view-ctes.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * An internal query of one view with bound parameters, compiled like a request.
 *
 * @param select the select, given the name of the view
 */
export function compileViewQuery(
  catalog: Catalog,
  view: string,
  state: Pick<WarehouseState, 'parameters' | 'stored'>,
  select: (relation: string) => string,
): CompiledQuery {
  const ctes = inlineViews(catalog, [view], state.parameters, state.stored)
  const text = sql.raw(select(relationName(view, state.stored)))
  return compileSql(writeStatement(ctes, { text }))
}
