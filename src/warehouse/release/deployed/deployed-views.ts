import type { View } from '../../../catalog/catalog.ts'
import { hash } from '../../../catalog/hash.ts'
import type { Engine } from '../../engine/engine.ts'
import { relationExists } from '../../engine/relation-exists.ts'

/** The record of a deployed view. */
export interface DeployedView {
  readonly name: string
  readonly hash: string
  readonly is_table: boolean
  /** The fingerprint of its relation at deployment; null when an earlier release did not record it. */
  readonly fingerprint: string | null
  /** How its table is spread over the nodes of a distributed database; null on one node. */
  readonly spread: string | null
}

/** A relation is deployed again when this changes: its SQL, whether it is stored, and how. */
export function deployedHash({ hash: definition, header }: View): string {
  return header.stored ? `${definition}+stored:${hash([header.indexes, header.spread ?? null])}` : definition
}

/** The deployed views in the order of deployment; empty when none is deployed. */
export async function deployedViews(engine: Engine): Promise<readonly DeployedView[]> {
  if (!(await relationExists(engine, 'plumbline.deployed_views'))) return []
  // an earlier release did not have all columns
  return engine.query({
    sql: `select
        name,
        hash,
        is_table,
        to_jsonb(deployed) ->> 'fingerprint' as fingerprint,
        to_jsonb(deployed) ->> 'spread' as spread
      from plumbline.deployed_views as deployed
      order by position`,
    parameters: [],
  })
}

/** Whether the deployed tables are spread over the nodes of a distributed database. */
export async function isDistributed(engine: Engine): Promise<boolean> {
  if (!(await relationExists(engine, 'plumbline.deployed_views'))) return false
  const [row] = await engine.query<{ is_distributed: boolean }>({
    sql: `select exists (
        select 1 from plumbline.deployed_views as deployed where to_jsonb(deployed) ->> 'spread' is not null
      ) as is_distributed`,
    parameters: [],
  })
  return row?.is_distributed === true
}
