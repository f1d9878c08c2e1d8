import type { Catalog } from '../../catalog/catalog.ts'

/** A view as one statement over the source tables: all views that it reads become CTEs. */
export function viewQuery(catalog: Catalog, name: string): string {
  const lineage = catalog.views.get(name)?.lineage ?? new Set<string>()
  const inlineName = (relation: string) =>
    catalog.views.has(relation) ? relation.replace('.', '__') : relation
  const tables = [...catalog.views.values()]
    .filter((view) => view.name === name || lineage.has(view.name))
    .map(({ name: own, segments }) => {
      const body = segments
        .map((segment) => ('text' in segment ? segment.text : inlineName(segment.relation)))
        .join('')
      return `${inlineName(own)} as (\n${body}\n)`
    })
  return `with\n\n${tables.join(',\n\n')}\n\nselect * from ${inlineName(name)}`
}
