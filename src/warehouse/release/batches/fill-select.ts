import type { Catalog, View } from '../../../catalog/catalog.ts'
import { selectOfView } from '../../../semantic/compile/select-of-view.ts'
import type { Engine } from '../../engine/engine.ts'
import { isResult } from './stored-results.ts'
import { isDistributed } from '../deployed/deployed-views.ts'

/**
 * Stored views with the select that fills them. Results read the same views through several others: their select computes
 * each of them once. Other stored views have the SQL of their files, into which PostgreSQL pushes conditions. So have all
 * views of a distributed database, whose nodes compute the steps by themselves.
 */
export async function fillSelects(engine: Engine, catalog: Catalog): Promise<(view: View) => View> {
  if (await isDistributed(engine)) return (view) => view
  return (view) => (isResult(view) ? { ...view, body: selectOfView(catalog, view) } : view)
}
