import type { Catalog, View } from '../../../catalog/catalog.ts'
import { selectOfView } from '../../../semantic/compile/select-of-view.ts'
import type { Engine } from '../../engine/engine.ts'
import { isResult } from './stored-results.ts'
import { isDistributed } from '../deployed/deployed-views.ts'

/**
 * Stored views with the select that fills them. Results read the same views through several others: their select computes
 * each of them once. Other stored views have the SQL of their files, into which PostgreSQL pushes conditions.
 *
 * On a distributed database the stored views above the events have such a select, too: Citus plans a view again wherever
 * it is read. Entities and events are divided as in their files.
 */
export async function fillSelects(engine: Engine, catalog: Catalog): Promise<(view: View) => View> {
  const distributed = await isDistributed(engine)
  const isComputedOnce = distributed ? isAboveEvents : isResult
  return (view) => (isComputedOnce(view) ? { ...view, body: selectOfView(catalog, view, distributed) } : view)
}

function isAboveEvents({ layer, header }: View): boolean {
  return ['facts', 'signals', 'pages'].includes(layer) && header.incremental === undefined
}
