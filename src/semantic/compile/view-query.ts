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
  state: Pick<WarehouseState, 'parameters' | 'stored' | 'distributed'> & Pick<Plan, 'permitted'>,
  select: (relation: string) => string | Sql,
): CompiledQuery {
  const { parameters, stored, permitted, distributed } = state
  const plan = { permitted, reusableViews: stored }
  const ctes = [
    ...inlineViews(catalog, [view, ...viewsOfPermissions(plan)], parameters, stored),
    ...permittedCtes(catalog, plan, [view]),
  ]
  const written = select(permittedName(catalog, plan, view))
  return compileSql(
    writeStatement(distributed === true ? forNodes(catalog, ctes) : ctes, {
      text: typeof written === 'string' ? sql.raw(written) : written,
    }),
  )
}
