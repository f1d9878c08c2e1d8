import type { Catalog } from '../../catalog/catalog.ts'
import type { Engine } from '../engine/engine.ts'
import { deployedHash } from '../release/deployed/deployed-views.ts'
import type { Relations } from '../release/deployed/read-relations.ts'

/**
 * The stored views whose tables are up to date: filled by their current definition, with all inputs
 * present. A table survives the views that it was computed from, and would return outdated rows.
 */
export async function filledViews(
  engine: Engine,
  catalog: Catalog,
  present: Relations,
): Promise<ReadonlySet<string>> {
  const filled = await engine.query<{ name: string; hash: string }>({
    sql: 'select name, hash from plumbline.deployed_views where is_table and refreshed_at is not null',
    parameters: [],
    isRepeated: true,
  })
  const isPresent = (name: string) => present.has(name)
  return new Set(
    filled
      .filter(({ name, hash }) => {
        const view = catalog.views.get(name)
        return (
          view !== undefined &&
          deployedHash(view) === hash &&
          isPresent(name) &&
          [...view.lineage].every(isPresent)
        )
      })
      .map(({ name }) => name),
  )
}
