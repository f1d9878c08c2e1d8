import type { Engine } from '../warehouse/engine/engine.ts'

/**
 * Whether a batch after another one has written rows of a view: the stored rows may have become right without a change of
 * a source table, in a full refresh or by a new release. True also when the batches are no longer on record.
 */
export async function isWrittenSince(
  engine: Engine,
  batch: string,
  relations: readonly string[],
): Promise<boolean> {
  const [row] = await engine.query<{ is_written: boolean }>({
    sql: `select
        not exists (select from plumbline.batches where batch = $1::bigint)
        or exists (
          select
          from plumbline.batches as batches
          cross join jsonb_array_elements(batches.views) as view
          where batches.batch > $1::bigint
            and view ->> 'view' = any ($2::text[])
            and (view ->> 'how' = 'full' or (view ->> 'rows')::bigint > 0)
        ) as is_written`,
    parameters: [batch, [...relations]],
  })
  return row?.is_written ?? true
}
