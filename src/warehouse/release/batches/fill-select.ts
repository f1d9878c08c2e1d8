import type { Catalog, View } from '../../../catalog/catalog.ts'
import { selectOfView } from '../../../semantic/compile/select-of-view.ts'
import type { Engine } from '../../engine/engine.ts'
import { isDistributed } from '../deployed/deployed-views.ts'

/**
 * Stored views with the select that fills them: each view that several others read is computed once. A distributed
 * database keeps the SQL of the files, whose steps its nodes compute by themselves.
 */
export async function fillSelects(engine: Engine, catalog: Catalog): Promise<(view: View) => View> {
  if (await isDistributed(engine)) return (view) => view
  return (view) => ({ ...view, body: selectOfView(catalog, view) })
}
