import type { Catalog } from '../../catalog/catalog.ts'
import type { Engine } from '../engine/engine.ts'
import { deployedHash } from '../release/deployed/deployed-views.ts'
import { readRelationNames } from '../release/deployed/read-relations.ts'

/**
 * The stored views whose tables hold what their definition says: filled by it, and nothing that they read is
 * gone. A table survives the views under it, and would go on answering with what they said once.
 */
export async function filledViews(engine: Engine, catalog: Catalog): Promise<ReadonlySet<string>> {
  const filled = await engine.query<{ name: string; hash: string }>({
    sql: 'select name, hash from plumbline.deployed_views where is_table and refreshed_at is not null',
    parameters: [],
  })
  const present = await readRelationNames(engine)
  const isThere = (name: string) => present.has(name)
  return new Set(
    filled
      .filter(({ name, hash }) => {
        const view = catalog.views.get(name)
        return (
          view !== undefined &&
          deployedHash(view) === hash &&
          isThere(name) &&
          [...view.lineage].every(isThere)
        )
      })
      .map(({ name }) => name),
  )
}
