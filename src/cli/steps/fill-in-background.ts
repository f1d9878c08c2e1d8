import type { Catalog } from '../../catalog/catalog.ts'
import type { Log } from '../../log.ts'
import { areRollupsNeeded } from '../../rollups/are-rollups-needed.ts'
import { fillMissingRollups } from '../../rollups/fill-rollups.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'

/**
 * Fills the rollups of an embedded database while a server runs: a start does not wait for them. On a PostgreSQL server,
 * the load or deployment fills them.
 *
 * @returns ends the fill; resolves when its current statement has ended
 */
export function fillInBackground(
  engine: Engine,
  readCatalog: () => Promise<Catalog>,
  log: Log,
): () => Promise<void> {
  const end = new AbortController()
  const fill = async () => {
    if (engine.kind !== 'pglite' || !(await areRollupsNeeded(engine))) return
    await fillMissingRollups(engine, await readCatalog(), () => end.signal.throwIfAborted())
  }
  const filling = fill().catch((error: unknown) => {
    if (!end.signal.aborted) log.error({ event: 'rollups_not_filled', err: error })
  })
  return () => {
    end.abort(new Error('The server ends.'))
    return filling
  }
}
