import type { Engine } from '../engine/engine.ts'
import { relationExists } from '../engine/relation-exists.ts'

/** The relation with the time of the last sync of each table, made of the columns in which loaders write it. */
export const syncsView = 'plumbline.source_syncs'

/** When the tables that adapters feed were synced, by name, ISO 8601; without those whose loader does not say. */
export async function readSyncs(engine: Engine): Promise<ReadonlyMap<string, string>> {
  if (!(await relationExists(engine, syncsView))) return new Map()
  const rows = await engine.query<{ table_name: string; synced_at: string }>({
    sql: `select table_name, max(synced_at) as synced_at from ${syncsView} where synced_at is not null group by table_name`,
    parameters: [],
  })
  return new Map(rows.map(({ table_name, synced_at }) => [table_name, synced_at]))
}

/** Records when the tables that adapters feed were synced: their rows describe that moment. */
export async function recordSyncs(engine: Engine): Promise<void> {
  if (!(await relationExists(engine, syncsView))) return
  await engine.execute(`insert into plumbline.source_state (table_name, ours, received_at)
    select table_name, false, max(synced_at) from ${syncsView} where synced_at is not null group by table_name
    on conflict (table_name) do update set ours = false, received_at = excluded.received_at`)
}
