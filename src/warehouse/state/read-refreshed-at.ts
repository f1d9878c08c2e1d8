import type { Engine } from '../engine/engine.ts'
import { relationExists } from '../engine/relation-exists.ts'

/** When the newest batch was published; null before the first refresh. */
export async function readRefreshedAt(engine: Engine): Promise<string | null> {
  // an earlier release has no batches
  if (!(await relationExists(engine, 'plumbline.batches'))) return null
  const [row] = await engine.query<{ published_at: string | null }>({
    sql: 'select max(published_at) as published_at from plumbline.batches',
    parameters: [],
  })
  return row?.published_at ?? null
}
