import type { Engine } from '../warehouse/engine/engine.ts'

/** A published refresh. */
export interface PublishedBatch {
  readonly batch: string
  readonly published_at: string
  /** The end of the data in it; null without data. */
  readonly as_of: string | null
}

/** The newest published refresh; null before the first one. A statement by key, cheap enough for every second. */
export async function newestBatch(engine: Pick<Engine, 'query'>): Promise<PublishedBatch | null> {
  const [row] = await engine.query<PublishedBatch>({
    sql: `select batch::text as batch, published_at, as_of
from plumbline.batches
where published_at is not null
order by batches.batch desc
limit 1`,
    parameters: [],
  })
  return row ?? null
}
