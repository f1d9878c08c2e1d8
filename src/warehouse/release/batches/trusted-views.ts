import type { Catalog } from '../../../catalog/catalog.ts'
import { deployedHash } from '../deployed/deployed-views.ts'
import type { Engine } from '../../engine/engine.ts'

/**
 * For each stored view the reason why it must be filled in full; null when its rows are those of its definition at the
 * last batch: a batch filled them, and nothing else since.
 */
export async function reasonsForFull(
  engine: Engine,
  catalog: Catalog,
  isFull: boolean,
): Promise<(view: string) => string | null> {
  if (isFull) return () => 'a full refresh was requested'
  const filled = await engine.query<{ name: string; hash: string; is_trusted: boolean | null }>({
    sql: `select name, hash, filled_at = refreshed_at as is_trusted
      from plumbline.deployed_views where is_table and refreshed_at is not null`,
    parameters: [],
  })
  const known = new Map(filled.map((view) => [view.name, view]))
  return (name) => {
    const view = catalog.views.get(name)
    const found = known.get(name)
    if (found === undefined) return 'it is new or has another definition'
    if (view === undefined || deployedHash(view) !== found.hash) return 'its definition changed'
    return found.is_trusted === true ? null : 'it was not filled by a batch'
  }
}
