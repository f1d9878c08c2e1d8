import type { Catalog } from '../../catalog/catalog.ts'
import { deployedHash } from '../../warehouse/deploy.ts'
import type { Engine } from '../../warehouse/engine.ts'
import type { DefinitionChange } from './compare-catalogs.ts'

/**
 * Metrics whose view is not deployed as `sql/` has it. A database keeps the hashes of views, not of metrics: a
 * change of a header alone is not seen here, and the hashes are those of the views.
 */
export async function compareDeployed(
  engine: Engine,
  catalog: Catalog,
): Promise<readonly DefinitionChange[]> {
  const [{ exists } = { exists: false }] = await engine.query<{ exists: boolean }>({
    sql: "select to_regclass('plumbline.deployed_views') is not null as exists",
    parameters: [],
  })
  const deployed = exists
    ? await engine.query<{ name: string; hash: string }>({
        sql: 'select name, hash from plumbline.deployed_views',
        parameters: [],
      })
    : []
  const hashes = new Map(deployed.map(({ name, hash }) => [name, hash]))
  return [...catalog.metrics.values()].flatMap(({ name, view: viewName }) => {
    const view = catalog.views.get(viewName)
    const newHash = view === undefined ? null : deployedHash(view)
    const oldHash = hashes.get(viewName) ?? null
    if (oldHash === newHash) return []
    return [
      {
        metric: name,
        change: oldHash === null ? ('added' as const) : ('changed' as const),
        oldHash,
        newHash,
      },
    ]
  })
}
