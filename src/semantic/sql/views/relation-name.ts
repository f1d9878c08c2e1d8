import type { Catalog } from '../../../catalog/catalog.ts'
import { accountColumns } from '../../../policy/access.ts'
import type { Plan } from '../../model/plan.ts'
import { sql, type Sql } from '../text/fragment.ts'

/** The name of a relation in a compiled query: its table when stored, else its CTE. */
export function relationName(view: string, stored: ReadonlySet<string>): string {
  return view.startsWith('source.') || view.startsWith('plumbline.') || stored.has(view)
    ? view
    : view.replace('.', '__')
}

/**
 * The name under which the rows of a view are read that the caller may see: all of them, or where the caller's role
 * sees some accounts only, those of the permitted accounts. Everything is counted from these rows.
 */
export function permittedName(
  catalog: Catalog,
  plan: Pick<Plan, 'permitted' | 'reusableViews'>,
  view: string,
): string {
  return isRestricted(catalog, plan, view) ? restrictedName(view) : relationName(view, plan.reusableViews)
}

/** The same as SQL. */
export function permittedRelation(...of: Parameters<typeof permittedName>): Sql {
  return sql.raw(permittedName(...of))
}

/** Whether the caller may see the rows of some accounts only. */
export function isRestricted(
  catalog: Catalog,
  { permitted }: Pick<Plan, 'permitted'>,
  view: string,
): boolean {
  return permitted !== null && accountColumns(catalog, view).includes('account_key')
}

/** The CTE of the permitted rows of a view. */
export function restrictedName(view: string): string {
  return `permitted__${view.replace('.', '__')}`
}
