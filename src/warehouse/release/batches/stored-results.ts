import type { Catalog, View } from '../../../catalog/catalog.ts'

/**
 * The stored results: the pages of accounts, and what is evaluated for accounts at the ends of weeks and months. They
 * take most of the time of a full refresh, and queries compute what they hold where they are not filled. So a refresh
 * fills them, and loads and deployments leave them empty.
 */
export function storedResults(catalog: Catalog): readonly View[] {
  return [...catalog.views.values()].filter((view) => view.header.stored && isResult(view))
}

/** Whether a view is one of the results. */
export function isResult({ layer, lineage }: Pick<View, 'layer' | 'lineage'>): boolean {
  return layer === 'pages' || lineage.has('facts.evaluations')
}
