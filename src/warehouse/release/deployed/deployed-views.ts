import type { View } from '../../../catalog/catalog.ts'
import type { Engine } from '../../engine/engine.ts'

/** The record of a deployed view. */
export interface DeployedView {
  readonly name: string
  readonly hash: string
  readonly is_table: boolean
  /** The fingerprint of its relation at deployment; null when an earlier release did not record it. */
  readonly fingerprint: string | null
}

/** A relation is deployed again when this changes: its SQL, or whether it is stored. */
export function deployedHash(view: View): string {
  return `${view.hash}${view.header.stored ? '+stored' : ''}`
}

/** The deployed views in the order of deployment; empty when none is deployed. */
export async function deployedViews(engine: Engine): Promise<readonly DeployedView[]> {
  const [found] = await engine.query<{ exists: boolean; has_fingerprint: boolean }>({
    sql: `select
        to_regclass('plumbline.deployed_views') is not null as exists,
        exists (
          select 1 from pg_catalog.pg_attribute
          where attrelid = to_regclass('plumbline.deployed_views') and attname = 'fingerprint'
        ) as has_fingerprint`,
    parameters: [],
  })
  if (found?.exists !== true) return []
  const fingerprint = found.has_fingerprint ? 'fingerprint' : 'null as fingerprint'
  return engine.query({
    sql: `select name, hash, is_table, ${fingerprint} from plumbline.deployed_views order by position`,
    parameters: [],
  })
}
