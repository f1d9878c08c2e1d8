import type { Engine } from '../../engine/engine.ts'

/**
 * Publishes the newest batch of a copied database as of now: its source tables are those of the batch, so a refresh would
 * find nothing to do. Otherwise stored results would look as old as the copy.
 */
export async function publishCopy(engine: Engine): Promise<void> {
  await engine.transaction(async (transaction) => {
    await transaction.execute(`
      update plumbline.batches
      set started_at = now(), published_at = now(), ended_at = now()
      where batch = (select max(batch) from plumbline.batches where published_at is not null);
      update plumbline.deployed_views set refreshed_at = now(), filled_at = now() where refreshed_at is not null;
      update plumbline.rollup_fills set filled_at = now()`)
  })
}
