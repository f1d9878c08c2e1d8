import type { Engine } from './engine.ts'
import { relationExists } from './relation-exists.ts'

/** Whether the database has the extension Citus, which distributes tables over several servers. */
export async function isCitus(engine: Pick<Engine, 'kind' | 'query'>): Promise<boolean> {
  return engine.kind === 'postgres' && (await relationExists(engine, 'pg_catalog.pg_dist_partition'))
}
