import type { Catalog } from '../catalog/catalog.ts'
import { recordFiles } from './deployed-files.ts'
import { recordMetrics } from './deployed-metrics.ts'
import { recordParameters } from './deployed-parameters.ts'
import type { Engine } from './engine.ts'
import { deployedRelease, releaseOf } from './release.ts'

/** Notes what is released: the definition of every metric, the canonical values, and the files that they stand in. */
export async function recordRelease(engine: Engine, catalog: Catalog): Promise<void> {
  await engine.transaction(async (transaction) => {
    await recordMetrics(transaction, catalog)
    await recordParameters(transaction, catalog)
    await recordFiles(transaction, catalog)
  })
}

/** Notes the release where the views are those of `sql/`, and a header alone may have changed. */
export async function recordHeaders(engine: Engine, catalog: Catalog): Promise<void> {
  const deployed = await deployedRelease(engine)
  if (deployed.hash !== releaseOf(catalog).hash) await recordRelease(engine, catalog)
}
