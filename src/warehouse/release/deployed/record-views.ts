import type { Catalog, View } from '../../../catalog/catalog.ts'
import { spreadOf } from '../../../catalog/spread.ts'
import type { Engine } from '../../engine/engine.ts'
import { deployedHash } from './deployed-views.ts'
import type { DeployPlan } from './plan-deploy.ts'
import { readRelations } from './read-relations.ts'

/**
 * Records every view with the fingerprint of its relation in the database. A stored view that the plan keeps remains
 * filled; any other one counts as empty.
 *
 * @param touched the views that were created or commented; the others have the fingerprint that is recorded
 */
export async function recordViews(
  engine: Engine,
  catalog: Catalog,
  { kept, distributed }: DeployPlan,
  touched: readonly string[],
): Promise<void> {
  const relations = await readRelations(engine, touched)
  const views = [...catalog.views.values()]
  const records = views.map((view, index) => ({
    position: index + 1,
    name: view.name,
    hash: deployedHash(view),
    is_table: view.header.stored,
    fingerprint: relations.get(view.name)?.fingerprint ?? null,
    spread: distributed && view.header.stored ? spreadOf(view) : null,
  }))
  const filled = views.filter((view) => kept.includes(view.name) && !readsRelease(view))
  await engine.query({
    sql: 'delete from plumbline.deployed_views where name <> all ($1::text[])',
    parameters: [views.map(({ name }) => name)],
  })
  await engine.query({
    sql: `insert into plumbline.deployed_views as deployed (position, name, hash, is_table, fingerprint, spread)
      select position, name, hash, is_table, fingerprint, spread
      from jsonb_to_recordset($1::jsonb) as noted (
        position integer, name text, hash text, is_table boolean, fingerprint text, spread text
      )
      on conflict (name) do update
      set
        position = excluded.position,
        hash = excluded.hash,
        is_table = excluded.is_table,
        fingerprint = coalesce(excluded.fingerprint, deployed.fingerprint),
        spread = excluded.spread,
        refreshed_at = case when deployed.name = any ($2::text[]) then deployed.refreshed_at end`,
    parameters: [JSON.stringify(records), filled.map(({ name }) => name)],
  })
}

/** Whether the rows of a view depend on the release itself, which a deployment records again. */
function readsRelease({ lineage }: View): boolean {
  return [...lineage].some((name) => name.startsWith('plumbline.deployed_'))
}
