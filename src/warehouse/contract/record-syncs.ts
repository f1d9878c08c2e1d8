import type { Engine } from '../engine/engine.ts'
import { relationExists } from '../engine/relation-exists.ts'

/** The relation with the time of the last sync of each table, made of the columns in which loaders write it. */
export const syncsView = 'plumbline.source_syncs'

/** Records when the tables that adapters feed were synced: their rows describe that moment. */
export async function recordSyncs(engine: Engine): Promise<void> {
  if (!(await relationExists(engine, syncsView))) return
  await engine.execute(`insert into plumbline.source_state (table_name, ours, received_at)
    select table_name, false, max(synced_at) from ${syncsView} where synced_at is not null group by table_name
    on conflict (table_name) do update set ours = false, received_at = excluded.received_at`)
}
