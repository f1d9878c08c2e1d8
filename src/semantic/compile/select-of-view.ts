import type { Catalog, View } from '../../catalog/catalog.ts'
import { writeStatement } from '../sql/cte.ts'
import { forNodes } from '../sql/for-nodes.ts'
import { compileSql } from '../sql/text/compile-sql.ts'
import { sql } from '../sql/text/fragment.ts'
import { relationName } from '../sql/views/relation-name.ts'
import { inlineViews } from '../sql/views/view-ctes.ts'

/**
 * The rows of a view with canonical parameters, as one select in which each view that several others read is computed
 * once. In the SQL of its file the database computes such a view again for each reader.
 *
 * @param distributed whether the nodes of a distributed database compute it
 */
export function selectOfView(catalog: Catalog, view: View, distributed: boolean): string {
  const stored = new Set(
    [...catalog.views.values()]
      .filter(({ name, header }) => header.stored && name !== view.name)
      .map(({ name }) => name),
  )
  const ctes = inlineViews(catalog, [view.name], null, stored)
  return compileSql(
    writeStatement(distributed ? forNodes(catalog, ctes) : ctes, {
      columns: view.columns.map(sql.id),
      from: sql.raw(relationName(view.name, stored)),
    }),
  ).sql
}
