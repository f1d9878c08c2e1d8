import type { Catalog, View } from '../../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'

/**
 * The stored results: the pages of accounts, signals, and what is evaluated for accounts at the ends of weeks and months.
 * They take most of the time of a full refresh, and queries compute what they hold where they are not filled. So loads
 * into an embedded database leave them empty. On a server everyone may read them by SQL, so they are always filled.
 */
export function storedResults(catalog: Catalog): readonly View[] {
  return [...catalog.views.values()].filter((view) => view.header.stored && isResult(view))
}

/** Whether a view is one of the results. */
export function isResult({ layer, lineage }: Pick<View, 'layer' | 'lineage'>): boolean {
  return layer === 'pages' || layer === 'signals' || lineage.has('facts.evaluations')
}

/** Whether others may read a database by SQL. An embedded one is read through Plumbline only. */
export function isReadBySql({ kind }: Engine): boolean {
  return kind !== 'pglite'
}
