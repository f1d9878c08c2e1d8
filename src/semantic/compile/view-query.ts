import type { Catalog } from '../../catalog/catalog.ts'
import { writeStatement } from '../sql/cte.ts'
import { forNodes } from '../sql/for-nodes.ts'
import { compileSql, type CompiledQuery } from '../sql/text/compile-sql.ts'
import { sql, type Sql } from '../sql/text/fragment.ts'
import type { Plan } from '../model/plan.ts'
import { permittedCtes, viewsOfPermissions } from '../sql/views/permitted-rows.ts'
import { permittedName } from '../sql/views/relation-name.ts'
import { inlineViews } from '../sql/views/view-ctes.ts'
import type { WarehouseState } from '../model/warehouse-state.ts'

/**
 * An internal query of one view with bound parameters, compiled like a request.
 *
 * @param select the select, given the name of the view
 */
export function compileViewQuery(
  catalog: Catalog,
  view: string,
  state: ViewState,
  select: (relation: string) => string | Sql,
): CompiledQuery {
  return compileSql(selectFromView(catalog, view, state, select))
}

/** What decides how a view is read: parameters, stored views that hold its rows, permitted rows. */
export type ViewState = Pick<WarehouseState, 'parameters' | 'stored' | 'distributed'> &
  Pick<Plan, 'permitted'>

/** The same, as a part of another statement. */
export function selectFromView(
  catalog: Catalog,
  view: string,
  state: ViewState,
  select: (relation: string) => string | Sql,
): Sql {
  const { parameters, stored, permitted, distributed } = state
  const plan = { permitted, reusableViews: stored }
  const ctes = [
    ...inlineViews(catalog, [view, ...viewsOfPermissions(plan)], parameters, stored),
    ...permittedCtes(catalog, plan, [view]),
  ]
  const written = select(permittedName(catalog, plan, view))
  return writeStatement(distributed === true ? forNodes(catalog, ctes) : ctes, {
    text: typeof written === 'string' ? sql.raw(written) : written,
  })
}
