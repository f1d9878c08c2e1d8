import type { Catalog } from '../../catalog/catalog.ts'
import { recordFiles } from './deployed-files.ts'
import { recordMetrics } from './deployed-metrics.ts'
import { recordParameters } from './deployed-parameters.ts'
import type { Engine } from '../engine/engine.ts'
import { deployedRelease, isNotDeployed, releaseOf } from './release.ts'

/** Records the release: the definition of every metric, the canonical values, and the files. */
export async function recordRelease(engine: Engine, catalog: Catalog): Promise<void> {
  await engine.transaction(async (transaction) => {
    await recordMetrics(transaction, catalog)
    await recordParameters(transaction, catalog)
    await recordFiles(transaction, catalog)
  })
}

/**
 * Records the release when all views are deployed and only headers may have changed; returns whether they
 * had.
 */
export async function recordHeaders(engine: Engine, catalog: Catalog): Promise<boolean> {
  const deployed = await deployedRelease(engine).catch((error: unknown) => {
    // deployed by an earlier release, which recorded less
    if (isNotDeployed(error)) return null
    throw error
  })
  if (deployed?.hash === releaseOf(catalog).hash) return false
  await recordRelease(engine, catalog)
  return true
}
