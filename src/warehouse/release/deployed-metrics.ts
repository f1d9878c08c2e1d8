import type { Catalog } from '../../catalog/catalog.ts'
import { internalTable } from '../contract/internal-schema.ts'
import type { Engine } from '../engine/engine.ts'
import { relationExists } from '../engine/relation-exists.ts'

/** Records the released definition of every metric, so that the next change can be compared with it. */
export async function recordMetrics(engine: Engine, catalog: Catalog): Promise<void> {
  await engine.execute(internalTable('deployed_metrics').join(';\n'))
  const metrics = [...catalog.metrics.values()].map(({ name, hash }) => ({ name, hash }))
  await engine.query({
    sql: `with

      released as (
        select name, hash from jsonb_to_recordset($1::jsonb) as released (name text, hash text)
      ),

      gone as (
        delete from plumbline.deployed_metrics where name not in (select name from released)
      )

      insert into plumbline.deployed_metrics (name, hash)
      select name, hash from released
      on conflict (name) do update set hash = excluded.hash`,
    parameters: [JSON.stringify(metrics)],
  })
}

/** Metric name → the hash of its released definition; empty without a release. */
export async function deployedMetrics(engine: Engine): Promise<ReadonlyMap<string, string>> {
  if (!(await relationExists(engine, 'plumbline.deployed_metrics'))) return new Map()
  const rows = await engine.query<{ name: string; hash: string }>({
    sql: 'select name, hash from plumbline.deployed_metrics',
    parameters: [],
  })
  return new Map(rows.map(({ name, hash }) => [name, hash]))
}
